"""Coded talk as it is learned from: tags, sentences, labels, what is kept apart."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.values.themes import Polarity
from training.themes.data import codebook, without_codes
from training.themes.marked import from_gold, from_talk
from training.themes.talk import (
    FOLDER,
    Passage,
    apart,
    coded,
    interviews,
    load_flagged,
    load_turns,
    load_utterances,
    untagged,
    without_signs,
)

TURN = {
    "voice": "v1",
    "context": "And then?",
    "text": 'We had tea. <c id="moving-house,financial-cost" pol="present">I sold the flat.</c> '
    '<c id="work-change" pol="considered">I nearly gave up the shop.</c> It rained.',
    "flags": [["live-safety", "It rained."]],
}


def written(folder: Path, *rows: dict[str, object], name: str = "turns-x.jsonl") -> Path:
    path = folder / name
    path.write_text("".join(f"{json.dumps(row)}\n" for row in rows))
    return path


def test_a_turn_is_cut_into_sentences_with_their_labels(tmp_path: Path) -> None:
    (turn,) = load_turns([written(tmp_path, TURN)])
    assert turn.answer.question == "And then?"
    assert turn.answer.sentences[1] == "I sold the flat."
    codes = [one.codes for one in turn.labels]
    assert codes == [
        {},
        {"moving-house": Polarity.PRESENT, "financial-cost": Polarity.PRESENT},
        {"work-change": Polarity.CONSIDERED},
        {},
    ]
    assert [sorted(one.flags) for one in turn.labels] == [[], [], [], ["live-safety"]]
    assert turn.present() == {"moving-house", "financial-cost"}
    assert ("moving-house", "I sold the flat.") in turn.texts
    assert turn.flags_marked


def test_without_signs_the_labels_stay_with_their_words(tmp_path: Path) -> None:
    (turn,) = load_turns([written(tmp_path, TURN)], spoken=True)
    assert "i sold the flat" in " ".join(turn.answer.sentences)
    assert {code for one in turn.labels for code in one.codes} == {
        "moving-house",
        "financial-cost",
        "work-change",
    }


@given(st.text(alphabet="ab .,!'[]é—", max_size=60), st.data())
def test_signs_go_and_passages_keep_their_letters(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    plain, (moved,) = without_signs(text, [Passage(start, end, ("a",))])
    kept = [one for one in text[start:end].lower() if one.isalnum()]
    assert [one for one in plain[moved.start : moved.end] if one.isalnum()] == kept


def test_tags_come_out_and_passages_point_at_their_words() -> None:
    plain, passages = untagged(str(TURN["text"]))
    assert "<" not in plain
    assert [plain[one.start : one.end] for one in passages] == [
        "I sold the flat.",
        "I nearly gave up the shop.",
    ]


def test_a_sentence_half_of_which_is_coded_carries_the_code_and_a_clause_of_it_too() -> None:
    text = "I sold it all and then the long evening came with rain and wind and more of it."
    part = Passage(0, 14, ("moving-house",))
    assert coded("v", "", text, [part], []).labels[0].codes, "the sentence holds the whole passage"
    touching = Passage(len(text) - 3, len(text) + 60, ("moving-house",))
    assert not coded("v", "", text, [touching], []).labels[0].codes


def test_turns_with_flags_alone_teach_no_codes(tmp_path: Path) -> None:
    rows = (
        {"voice": "t", "speaker": "I", "text": "Who has a key?", "flags": []},
        {"voice": "t", "speaker": "P", "text": "Under the pot. Always.", "flags": ["live-safety"]},
    )
    (turn,) = load_flagged([written(tmp_path, *rows)])
    assert turn.answer.question == "Who has a key?"
    assert all(one.flags == {"live-safety"} for one in turn.labels)
    assert not turn.codes_marked


def test_the_voices_kept_apart_are_in_no_training_text() -> None:
    talk = load_turns(sorted(FOLDER.glob("turns-*.jsonl"))[:3])
    learn, kept = apart(talk)
    assert learn
    assert not {one.voice for one in learn} & {one.voice for one in kept}


@pytest.mark.parametrize("folder", [FOLDER, FOLDER.parent / "next"], ids=["talk", "next"])
def test_every_line_of_the_repository_is_well_formed(folder: Path) -> None:
    book = codebook()
    codes, flags = {one.id for one in book.codes}, {one.id for one in book.flags}
    paths = sorted(folder.glob("turns-*.jsonl"))
    assert paths
    for path in paths:
        for line in path.read_text("utf-8").splitlines():
            row = json.loads(line)
            plain, passages = untagged(row["text"])
            assert "<" not in plain, path.name
            assert {name for one in passages for name in one.names} <= codes, path.name
            for flag, words in row.get("flags", []):
                assert flag in flags, path.name
                assert words in plain, path.name


def test_turns_of_a_voice_stay_together_and_utterances_stand_alone(tmp_path: Path) -> None:
    talk = load_turns([written(tmp_path, TURN, TURN, {**TURN, "voice": "v2"})])
    utterance = {
        "context": None,
        "text": "He rang.",
        "codes": {"unwanted-contact": "present"},
        "target": "unwanted-contact",
        "kind": "positive",
    }
    path = written(tmp_path, utterance, {**utterance, "codes": {}}, name="utterances-x.jsonl")
    alone = load_utterances([path])
    assert [len(one) for one in interviews([*talk, *alone])] == [2, 1, 1, 1]
    assert [one.lookalike_of for one in alone] == ["", "unwanted-contact"]


def test_a_code_left_out_is_nowhere(tmp_path: Path) -> None:
    talk = load_turns([written(tmp_path, TURN)])
    left, book = without_codes(talk, codebook(), ["moving-house"])
    assert "moving-house" not in {code.id for code in book.codes}
    assert all("moving-house" not in one.codes for one in left[0].labels)
    assert {code for code, _ in left[0].texts} == {"financial-cost"}


def test_an_interview_of_the_talk_has_its_questions_as_turns(tmp_path: Path) -> None:
    (one,) = from_talk([written(tmp_path, TURN)], ["v1"])
    assert [turn.speaker for turn in one.turns] == ["I", "P"]
    assert one.has(2, "moving-house")
    assert one.has(2, "work-change", "considered")
    assert not one.has(2, "work-change")
    assert one.flags[2] == {"live-safety"}


@pytest.mark.parametrize("corpus", ["sample", "unseen", "unseen-2", "unseen-3"])
def test_gold_passages_keep_their_words_when_names_are_replaced(corpus: str) -> None:
    found = from_gold(Path("corpora", corpus, "gold").glob("*.gold.txt"))
    assert len(found) >= 6
    for interview in found:
        for turn in interview.turns:
            for passage in interview.codes[turn.number]:
                words = turn.text[passage.start : passage.end]
                assert words.strip() == words
                assert words
