"""Names by a GLiNER model: a stand-in for the package, and a tiny real model where it is installed.

The stand-in has the signatures of gliner 0.2.29 (``GLiNER.from_pretrained``,
``BaseEncoderGLiNER.predict_entities``, ``WhitespaceTokenSplitter``) and its silent truncations:
``max_len`` words of the text, ``model_max_length`` sub-words of the prompts and the text.
"""

from __future__ import annotations

import json
import os
import re
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from types import ModuleType, SimpleNamespace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.errors import SettingsError
from pipeline.identified.recognisers.chosen import recognisers
from pipeline.identified.recognisers.gliner_names import KIND_OF_PROMPT, GlinerNamesRecogniser
from pipeline.identified.recognisers.gliner_pieces import OVERLAP, Limits, Word, pieces
from pipeline.values.identifiers import Kind, Mention, Status
from tests.identified.recognisers.finding import check_spans, turns

Answer = tuple[str, str, float]
"""Words, label and score: what the stand-in finds."""
TALK = "and then he came round again to the house, shouting. "


def splitter(text: str) -> Iterator[tuple[str, int, int]]:
    for match in re.finditer(r"\w+(?:[-_]\w+)*|\S", text):
        yield match.group(), match.start(), match.end()


class StandInTokenizer:
    """A sub-word for every three letters begun."""

    def __init__(self, model_max_length: float) -> None:
        self.model_max_length = model_max_length

    def __call__(self, words: Sequence[str], *, add_special_tokens: bool = True) -> dict[str, Any]:
        more = 2 if add_special_tokens else 0
        return {"input_ids": [[0] * (-(-len(word) // 3) + more) for word in words]}


@dataclass
class StandInModel:
    """Finds the answers wherever all of their words are left after truncation."""

    answers: Sequence[Answer]
    max_len: int = 384
    longest: float = 512
    seen: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.config = SimpleNamespace(max_len=self.max_len, max_width=12)
        self.data_processor = SimpleNamespace(
            words_splitter=splitter, transformer_tokenizer=StandInTokenizer(self.longest)
        )

    def predict_entities(
        self,
        text: str,
        labels: list[str],
        flat_ner: bool = True,
        threshold: float = 0.5,
        multi_label: bool = False,
        return_class_probs: bool = False,
        *,
        return_vectors: bool = False,
        return_label_vectors: bool = False,
        **kwargs: Any,
    ) -> list[dict[str, Any]]:
        self.seen.append(text)
        left = self._left(text, labels)
        found: list[dict[str, Any]] = []
        for words, label, score in self.answers:
            if score < threshold:
                continue
            for match in re.finditer(rf"(?<!\w){re.escape(words)}(?!\w)", text[:left]):
                one = {"start": match.start(), "end": match.end(), "text": words}
                found.append({**one, "label": label, "score": score})
        return found if not flat_ner else _flat(found)

    def _left(self, text: str, labels: list[str]) -> int:
        tokenizer = self.data_processor.transformer_tokenizer
        words = list(splitter(text))[: self.max_len]
        used = sum(len(ids) + 1 for ids in tokenizer(labels, add_special_tokens=False)["input_ids"])
        used += 3
        end = 0
        for word, _, word_end in words:
            used += len(tokenizer([word], add_special_tokens=False)["input_ids"][0])
            if used > self.longest:
                break
            end = word_end
        return end


def _flat(found: list[dict[str, Any]]) -> list[dict[str, Any]]:
    kept: list[dict[str, Any]] = []
    for one in sorted(found, key=lambda each: -each["score"]):
        if all(one["end"] <= k["start"] or k["end"] <= one["start"] for k in kept):
            kept.append(one)
    return kept


@dataclass
class Installed:
    """The stand-in package and a model folder."""

    folder: Path
    model: StandInModel
    loads: list[dict[str, Any]] = field(default_factory=list)
    fails: list[Exception] = field(default_factory=list)
    offline: str | None = None

    def answers(self, *answers: Answer, **limits: Any) -> StandInModel:
        self.model = StandInModel(answers, **limits)
        return self.model

    def find(self, *texts: str) -> list[Mention]:
        mentions = GlinerNamesRecogniser(str(self.folder)).find(turns(*texts))
        check_spans(mentions, list(texts))
        return mentions


@pytest.fixture
def gliner(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Installed:
    folder = tmp_path / "model"
    folder.mkdir()
    (folder / "gliner_config.json").write_text(json.dumps({"max_len": 384}))
    (folder / "model.safetensors").write_bytes(bytes(3 << 20))
    (tmp_path / "gliner-0.2.29.dist-info").mkdir()
    (tmp_path / "gliner-0.2.29.dist-info" / "METADATA").write_text(
        "Metadata-Version: 2.1\nName: gliner\nVersion: 0.2.29\n"
    )
    installed = Installed(folder, StandInModel(()))

    class GLiNER:
        @classmethod
        def from_pretrained(
            cls,
            model_id: str,
            revision: str | None = None,
            cache_dir: str | Path | None = None,
            force_download: bool = False,
            proxies: dict[str, str] | None = None,
            resume_download: bool = False,
            local_files_only: bool = False,
            token: str | bool | None = None,
            map_location: str = "cpu",
            strict: bool = False,
            **model_kwargs: Any,
        ) -> StandInModel:
            installed.loads.append({"id": model_id, "local": local_files_only, "strict": strict})
            installed.offline = os.environ.get("HF_HUB_OFFLINE")
            if installed.fails:
                raise installed.fails.pop(0)
            return installed.model

    module = ModuleType("gliner")
    module.GLiNER = GLiNER  # type: ignore[attr-defined]
    monkeypatch.setitem(sys.modules, "gliner", module)
    monkeypatch.setenv("HF_HUB_OFFLINE", "0")
    monkeypatch.syspath_prepend(str(tmp_path))
    return installed


def found(mentions: Sequence[Mention]) -> set[tuple[int, str, Kind]]:
    return {(one.turn, one.words, one.kind) for one in mentions}


@pytest.mark.parametrize(("prompt", "kind"), KIND_OF_PROMPT.items())
def test_every_prompt_has_its_kind(gliner: Installed, prompt: str, kind: Kind) -> None:
    gliner.answers(("Keeley", prompt, 0.9))
    assert found(gliner.find("It was Keeley, they said.")) == {(1, "Keeley", kind)}


def test_a_label_that_was_not_asked_for_is_still_claimed(gliner: Installed) -> None:
    gliner.answers(("Keeley", "passport", 0.9))
    assert found(gliner.find("It was Keeley.")) == {(1, "Keeley", Kind.OTHER)}


def test_hints_say_who_and_what(gliner: Installed) -> None:
    gliner.answers(
        ("Kelly", "person", 0.9), ("Keighley", "place", 0.9), ("Greenbank", "organisation", 0.9)
    )
    mentions = gliner.find("My sister Kelly left Keighley.", "She is at Greenbank.")
    assert {(one.words, one.hint) for one in mentions} == {
        ("Kelly", "sister"),
        ("Keighley", "town"),
        ("Greenbank", "organisation"),
    }


@pytest.mark.parametrize(
    ("score", "status"),
    [(0.29, None), (0.3, Status.CHECK), (0.59, Status.CHECK), (0.6, Status.SURE), (1, Status.SURE)],
)
def test_scores_decide_who_looks(gliner: Installed, score: float, status: Status | None) -> None:
    gliner.answers(("Keeley", "person", score))
    mentions = gliner.find("It was Keeley.")
    assert [(one.status, one.score) for one in mentions] == ([(status, score)] if status else [])


@pytest.mark.parametrize(
    ("text", "answer", "words"),
    [
        ("She rang me.", "She", []),
        ("I told my mum.", "my mum", []),
        ("I told the new neighbours.", "the new neighbours", []),
        ("I told my Anna.", "my Anna", ["Anna"]),
        ("it was priya’s car", "priya’s", ["priya"]),
        ("It was Priya's car.", "Priya's", ["Priya"]),
        ("I told grace and mark.", "grace", ["grace"]),
        ("I told A. Bell then.", "A. Bell", ["A. Bell"]),
        ("I told Will.", "Will", ["Will"]),
        ("Then प्रिया came.", "प्रिया", ["प्रिया"]),
        ("Then 李娜 came.", "李娜", ["李娜"]),
    ],
)
def test_persons_are_those_with_a_name(
    gliner: Installed, text: str, answer: str, words: list[str]
) -> None:
    gliner.answers((answer, "person", 0.9))
    assert [one.words for one in gliner.find(text)] == words


def test_a_nickname_may_be_ordinary_words(gliner: Installed) -> None:
    gliner.answers(("big fella hulk", "nickname", 0.9))
    assert found(gliner.find("We said big fella hulk.")) == {(1, "big fella hulk", Kind.PERSON)}


def test_a_surer_short_name_does_not_hide_the_longer(gliner: Installed) -> None:
    gliner.answers(("Anna", "person", 0.95), ("Anna Bell", "person", 0.5))
    words = {one.words: one.status for one in gliner.find("I met Anna Bell.")}
    assert words == {"Anna": Status.SURE, "Anna Bell": Status.CHECK}


@pytest.mark.parametrize(
    "limits",
    [{}, {"max_len": 96}, {"longest": 300}, {"longest": 1e30}, {"max_len": 2048, "longest": 1e30}],
)
@pytest.mark.parametrize("word", ["er", "unfortunately😟"])
@pytest.mark.parametrize("before", [0, 70, 95, 190, 360, 380, 391, 400, 460, 800, 1500])
def test_no_place_in_a_long_turn_is_cut_off(
    gliner: Installed, before: int, word: str, limits: dict[str, Any]
) -> None:
    """Neither by the limit of words nor, where words are long, by that of sub-words."""
    gliner.answers(("Keeley Anne Ashworth-Pugh", "person", 0.9), **limits)
    filler = [word] * 2000
    text = " ".join([*filler[:before], "Keeley Anne Ashworth-Pugh", *filler[before : before + 500]])
    [one] = gliner.find(text)
    assert (one.words, one.span.start) == (
        "Keeley Anne Ashworth-Pugh",
        len(" ".join(filler[:before])) + bool(before),
    )


def test_places_are_those_of_the_turn_in_all_turns(gliner: Installed) -> None:
    gliner.answers(("Keeley", "person", 0.9))
    text = f"{TALK * 40}Keeley {TALK * 40}Keeley"
    mentions = gliner.find("Mm.", text, "Keeley?", "...")
    assert [(one.turn, one.span.start) for one in mentions] == [
        (2, text.index("Keeley")),
        (2, text.rindex("Keeley")),
        (3, 0),
    ]


def test_a_name_read_twice_is_one_mention(gliner: Installed) -> None:
    model = gliner.answers(("Keeley", "person", 0.9))
    assert len(gliner.find(" ".join(["Keeley"] * 400))) == 400
    assert sum(piece.count("Keeley") for piece in model.seen) > 400


def test_a_word_too_long_to_read_goes_to_a_person(gliner: Installed) -> None:
    model = gliner.answers(("Keeley", "person", 0.9))
    text = f"Then {'a' * 2000} went Keeley."
    mentions = gliner.find(text)
    assert [(one.kind, one.status, len(one.span)) for one in mentions] == [
        (Kind.OTHER, Status.CHECK, 2000),
        (Kind.PERSON, Status.SURE, 6),
    ]
    assert model.seen == ["Then", "went Keeley."]


costs = st.sampled_from([1, 1, 1, 1, 1, 1, 1, 1, 1, 2, 3, 5, 60, 251])
words_strategy = st.lists(st.tuples(costs, st.booleans()), min_size=1, max_size=400)


@given(words_strategy, st.integers(48, 192), st.integers(48, 250))
def test_pieces_hold_every_word_within_the_limits(
    raw: list[tuple[int, bool]], most_words: int, most_cost: int
) -> None:
    words = [Word(2 * at, 2 * at + 1, cost, ends) for at, (cost, ends) in enumerate(raw)]
    covered: set[int] = set()
    starts = []
    for piece in pieces(words, Limits(words=most_words, cost=most_cost)):
        inside = [at for at, word in enumerate(words) if piece.start <= word.start < piece.end]
        covered.update(inside)
        starts.append(inside[0])
        assert (piece.start, piece.end) == (words[inside[0]].start, words[inside[-1]].end)
        cost = sum(words[at].cost for at in inside)
        assert len(inside) <= most_words
        assert cost <= most_cost or (len(inside) == 1 and not piece.readable)
    assert covered == set(range(len(words)))
    assert starts == sorted(set(starts))


@given(
    st.lists(st.booleans(), min_size=1, max_size=700),
    st.integers(0, 699),
    st.integers(1, OVERLAP),
    st.integers(2 * OVERLAP, 192),
)
def test_a_name_lies_whole_in_a_piece(
    sentences: list[bool], first: int, width: int, most: int
) -> None:
    words = [Word(2 * at, 2 * at + 1, 1, ends) for at, ends in enumerate(sentences)]
    name = words[first % len(words) :][:width]
    assert any(
        piece.start <= name[0].start and name[-1].end <= piece.end
        for piece in pieces(words, Limits(words=most, cost=most))
    )


def test_pieces_end_with_a_sentence_where_they_can() -> None:
    words = [Word(2 * at, 2 * at + 1, 1, at % 20 == 19) for at in range(150)]
    found_pieces = list(pieces(words, Limits(words=96, cost=96)))
    assert [piece.end for piece in found_pieces[:1]] == [2 * 79 + 1]


def test_loading_is_late_local_offline_and_once(gliner: Installed) -> None:
    recogniser = GlinerNamesRecogniser(str(gliner.folder))
    assert recogniser.version
    assert gliner.loads == []
    recogniser.find(turns("One."))
    recogniser.find(turns("Two."))
    assert gliner.loads == [{"id": str(gliner.folder), "local": True, "strict": True}]
    assert gliner.offline == "1"


def test_hugging_face_stays_offline_though_imported_before(
    gliner: Installed, monkeypatch: pytest.MonkeyPatch
) -> None:
    constants = ModuleType("huggingface_hub.constants")
    constants.HF_HUB_OFFLINE = False  # type: ignore[attr-defined]
    monkeypatch.setitem(sys.modules, "huggingface_hub.constants", constants)
    gliner.find("One.")
    assert constants.HF_HUB_OFFLINE is True


def test_superfluous_weights_do_no_harm(gliner: Installed) -> None:
    gliner.answers(("Keeley", "person", 0.9))
    gliner.fails = [RuntimeError("Unexpected key(s) in state_dict: position_ids")]
    assert len(gliner.find("It was Keeley.")) == 1
    assert [load["strict"] for load in gliner.loads] == [True, False]


@pytest.mark.parametrize(
    "failure",
    [
        RuntimeError("Missing key(s) in state_dict: a. Unexpected key(s) in state_dict: b"),
        RuntimeError("size mismatch for a"),
        FileNotFoundError("No model file found in /home/someone/model"),
        ValueError("no JSON"),
        TypeError("no such setting"),
    ],
)
def test_a_broken_model_says_what_to_do(gliner: Installed, failure: Exception) -> None:
    gliner.fails = [failure]
    _refused(gliner, "names: model")
    assert len(gliner.loads) == 1


@pytest.mark.parametrize("limits", [{"max_len": 95}, {"longest": 128}])
def test_a_model_that_reads_too_little_is_refused(
    gliner: Installed, limits: dict[str, Any]
) -> None:
    gliner.answers(("Keeley", "person", 0.9), **limits)
    _refused(gliner, "names: model")


@pytest.mark.parametrize("use", ["find", "version"])
@pytest.mark.parametrize("what", ["folder", "config", "a model of the hub"])
def test_a_missing_folder_says_what_to_do(gliner: Installed, use: str, what: str) -> None:
    if what == "a model of the hub":
        gliner.folder = Path("urchade/gliner_small-v2.1")
    else:
        (gliner.folder / "gliner_config.json").unlink()
    if what == "folder":
        gliner.folder = gliner.folder / "nothing"
    _refused(gliner, "correct the folder", use)
    assert gliner.loads == []


@pytest.mark.parametrize("use", ["find", "version"])
def test_a_missing_package_says_what_to_do(
    gliner: Installed, use: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "gliner", None)
    (gliner.folder.parent / "gliner-0.2.29.dist-info" / "METADATA").unlink()
    (gliner.folder.parent / "gliner-0.2.29.dist-info").rmdir()
    monkeypatch.setattr(sys, "path", [str(gliner.folder.parent)])
    _refused(gliner, "pip install 'victim-voices[gliner]'", use)


def _refused(gliner: Installed, step: str, use: str = "find") -> None:
    recogniser = GlinerNamesRecogniser(str(gliner.folder))
    with pytest.raises(SettingsError) as error:
        recogniser.find(turns("Keeley came")) if use == "find" else recogniser.version
    assert step in error.value.next_step
    assert error.value.where == "config/study.yaml: names"
    assert "Keeley" not in str(error.value)
    assert str(gliner.folder) not in str(error.value)


def test_the_version_tells_packages_and_models_apart(gliner: Installed) -> None:
    def version_of(name: str, **files: bytes) -> str:
        folder = gliner.folder.parent / name
        folder.mkdir()
        for stem, content in files.items():
            (folder / stem.replace("__", ".")).write_bytes(content)
        return GlinerNamesRecogniser(str(folder)).version

    config, weights = b'{"max_len": 384}', bytes(3 << 20)
    same = {"gliner_config__json": config, "model__safetensors": weights}
    first = version_of("first", **same)
    assert "0.2.29" in first
    assert first == version_of("copy", **same, README__md=b"read me")
    others = [
        version_of("config", **{**same, "gliner_config__json": b'{"max_len": 512}'}),
        version_of("longer", **{**same, "model__safetensors": weights + b"\0"}),
        version_of("trained", **{**same, "model__safetensors": weights[:-1] + b"\1"}),
        version_of("more", **same, tokenizer__json=b"{}"),
        version_of("words", **same, vocab__txt=b"keeley"),
    ]
    assert len({first, *others}) == 6


def test_a_study_can_set_it(gliner: Installed) -> None:
    gliner.answers(("Keeley", "person", 0.9))
    last = recognisers([f"gliner:{gliner.folder}"], ())[-1]
    assert last.name == "gliner"
    assert [one.detector for one in last.find(turns("It was Keeley."))] == ["gliner"]


def test_a_real_model_is_read_to_the_last_word(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, recwarn: pytest.WarningsRecorder
) -> None:
    pytest.importorskip("gliner", reason="the extra 'gliner' is not installed")
    monkeypatch.setenv("HF_HUB_OFFLINE", "1")
    recogniser = GlinerNamesRecogniser(str(tiny_model(tmp_path / "model")))
    texts = [TALK * 60 + "Keeley", "Mm."]
    mentions = recogniser.find(turns(*texts))
    check_spans(mentions, texts)
    assert {one.kind for one in mentions} <= set(KIND_OF_PROMPT.values())
    # Its weights are random: it claims almost everything, so what it was not shown would be bare.
    claimed = {
        at for one in mentions if one.turn == 1 for at in range(one.span.start, one.span.end)
    }
    assert len(claimed) > 0.9 * len(texts[0])
    assert len(texts[0]) - 1 in claimed
    assert not [one for one in recwarn if "truncated" in str(one.message)]


def test_a_real_model_without_some_weights_is_refused(tmp_path: Path) -> None:
    pytest.importorskip("gliner", reason="the extra 'gliner' is not installed")
    torch = pytest.importorskip("torch")
    folder = tiny_model(tmp_path / "model")
    weights = torch.load(folder / "pytorch_model.bin", weights_only=True)
    torch.save({**weights, "more": torch.zeros(1)}, folder / "pytorch_model.bin")
    assert GlinerNamesRecogniser(str(folder)).find(turns("Keeley came round.")) is not None
    weights.popitem()
    broken = folder.rename(tmp_path / "broken")
    torch.save(weights, broken / "pytorch_model.bin")
    with pytest.raises(SettingsError):
        GlinerNamesRecogniser(str(broken)).find(turns("Keeley came round."))


def tiny_model(folder: Path) -> Path:
    """A GLiNER model of one layer with random weights, and a tokenizer that spells."""
    import torch
    from gliner import GLiNERConfig
    from gliner.model import UniEncoderSpanGLiNER

    torch.manual_seed(1)
    tokenizer = _spelling_tokenizer()
    encoder = {
        "model_type": "bert",
        "vocab_size": len(tokenizer),
        "hidden_size": 16,
        "num_hidden_layers": 1,
        "num_attention_heads": 2,
        "intermediate_size": 16,
        "max_position_embeddings": 512,
    }
    config = GLiNERConfig(
        model_name="none", encoder_config=encoder, hidden_size=16, max_len=384, max_width=3
    )
    made = {key: value for key, value in config.to_dict().items() if key != "model_type"}
    config = UniEncoderSpanGLiNER.config_class(**made)
    model = UniEncoderSpanGLiNER(config, tokenizer=tokenizer, backbone_from_pretrained=False)
    UniEncoderSpanGLiNER._resize_token_embeddings(model, config, tokenizer)
    model.save_pretrained(folder)
    return folder


def _spelling_tokenizer() -> Any:
    import string

    from tokenizers import Tokenizer, models, pre_tokenizers
    from transformers import PreTrainedTokenizerFast

    letters = string.ascii_letters + string.digits + string.punctuation
    special = ["[PAD]", "[UNK]", "[CLS]", "[SEP]"]
    whole = [*special, *letters, *(f"##{letter}" for letter in letters)]
    vocabulary = {piece: number for number, piece in enumerate(whole)}
    tokenizer = Tokenizer(
        models.WordPiece(vocabulary, unk_token="[UNK]", max_input_chars_per_word=1000)
    )
    tokenizer.pre_tokenizer = pre_tokenizers.BertPreTokenizer()
    return PreTrainedTokenizerFast(
        tokenizer_object=tokenizer,
        pad_token="[PAD]",
        unk_token="[UNK]",
        cls_token="[CLS]",
        sep_token="[SEP]",
        model_max_length=512,
    )
