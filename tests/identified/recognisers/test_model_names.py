"""The recogniser by the model that is shipped: its promises, not its figures."""

from __future__ import annotations

import hashlib
import shutil
from pathlib import Path

import pytest

from pipeline.errors import VoicesError
from pipeline.identified.names_model.labels import KINDS
from pipeline.identified.recognisers.model_names import (
    FOLDER,
    ModelNamesRecogniser,
    checked,
    operating,
    readable,
)
from pipeline.values.identifiers import Kind, Mention, Status
from pipeline.values.texts import Turn


def turns(*texts: str) -> list[Turn]:
    return [Turn(number=n, speaker="P", text=text) for n, text in enumerate(texts, start=1)]


def find(*texts: str) -> list[Mention]:
    return ModelNamesRecogniser().find(turns(*texts))


def words(mentions: list[Mention], kind: Kind) -> list[str]:
    return [one.words for one in mentions if one.kind is kind]


TALK = (
    "And how did you first meet Darren?",
    "Through my cousin, Shabnam, she was living in Keighley then, over the chip shop.",
    "He rang my work, he rang my mum, and Shabnam said just leave it, so I will, I thought.",
)


@pytest.mark.parametrize("change", [str, str.lower, str.upper])
def test_plain_names_are_found_with_and_without_capitals(change) -> None:
    texts = [change(text) for text in TALK]
    found = find(*texts)
    people = [one.lower() for one in words(found, Kind.PERSON)]
    assert people == ["darren", "shabnam", "shabnam"]
    assert [one.lower() for one in words(found, Kind.LOCATION)] == ["keighley"]


def test_spans_are_code_points_of_the_turn() -> None:
    texts = ["🙂🙂 So Siôn’s mum, Mrs. Zoë Nwosu-Bright, said no.", "\u00a0Zoë? No."]
    for mention in find(*texts):
        text = texts[mention.turn - 1]
        assert text[mention.span.start : mention.span.end] == mention.words
        assert mention.words[0].isalnum()
        assert mention.words[-1].isalnum()


@pytest.mark.parametrize("text", ["…", "[pause]", "\u0301", "a" * 5000, "😀" * 300])
def test_odd_turns_do_not_stop_it(text: str) -> None:
    find(text, "so Darren rang me")
    assert find() == []


def test_what_scores_below_the_threshold_asks_for_eyes() -> None:
    found = find(*TALK, "and there was some Summer or Hope or Dawn, one of them, at the Crown")
    assert found
    for one in found:
        assert (one.status is Status.SURE) == (one.score >= operating().sure)


def test_a_name_is_found_again_by_the_second_pass_only_where_it_adds() -> None:
    once = ModelNamesRecogniser(second_pass=False).find(turns(*TALK))
    twice = ModelNamesRecogniser().find(turns(*TALK))
    assert {(one.turn, one.span) for one in once} <= {(one.turn, one.span) for one in twice}


def test_the_same_talk_gives_the_same_mentions() -> None:
    assert find(*TALK) == find(*TALK)


def test_the_shipped_files_belong_together() -> None:
    digest = hashlib.sha256((FOLDER / "model.onnx").read_bytes()).hexdigest()
    assert digest == operating().sha256
    assert ModelNamesRecogniser().version.startswith(f"{operating().version}-{digest[:8]}-")
    assert set(operating().lean) == set(operating().calibration) == set(KINDS)
    assert (FOLDER / "model.onnx").stat().st_size < 30_000_000


@pytest.mark.parametrize("damage", ["missing", "cut short"])
def test_a_damaged_model_is_refused(tmp_path: Path, damage: str) -> None:
    if damage == "cut short":
        shutil.copyfile(FOLDER / "model.onnx", tmp_path / "model.onnx")
        with (tmp_path / "model.onnx").open("r+b") as file:
            file.truncate(1000)
    with pytest.raises(VoicesError) as caught:
        checked(tmp_path, operating())
    assert "names: gazetteer" in str(caught.value)


@pytest.mark.parametrize("content", [None, b"", b"{}", b"\xff\xfe", b'{"version": "1"}'])
def test_damaged_figures_are_refused(tmp_path: Path, content: bytes | None) -> None:
    if content is not None:
        (tmp_path / "model.json").write_bytes(content)
    with pytest.raises(VoicesError) as caught:
        readable(tmp_path)
    assert caught.value.where == "model.json"
    assert "names: gazetteer" in str(caught.value)


def test_calibration_rises_and_stays_a_probability() -> None:
    for kind in KINDS:
        scores = [operating().calibrated(kind, step / 50) for step in range(51)]
        assert scores == sorted(scores)
        assert 0 < scores[0] < scores[-1] < 1


@pytest.mark.parametrize(
    ("text", "hint"),
    [
        ("She drives a silver Vauxhall Corsa with eyelashes on it", "car"),
        ("the registration was Y D one five, K J Z", ""),
    ],
)
def test_a_car_and_a_plate_are_told_apart(text: str, hint: str) -> None:
    hints = {one.hint for one in find("What car did she have?", text) if one.kind is Kind.VEHICLE}
    assert hints == {hint}


def test_plain_words_between_many_names_stay() -> None:
    texts = [
        "So Jordan rang me and then Chad came round.",
        "I was at the door and Georgia rang me.",
        "So Israel and Kenya came round.",
        "Then Jordan was at the door.",
    ]
    names = ["Jordan", "Chad", "Georgia", "Israel", "Kenya", "Jordan"]
    assert [(one.words, one.kind) for one in find(*texts)] == [(n, Kind.PERSON) for n in names]


@pytest.mark.parametrize(
    "text",
    [
        "On Monday I went to the shop and bought some milk, and then I came home again.",
        "the bill came and i thought mark my words i will not pay it i had no hope at all",
        "Figure 2 shows the results of the experiment, as described in Chapter 4.",
    ],
)
def test_talk_in_which_nobody_is_named_stays(text: str) -> None:
    assert find(text) == []
