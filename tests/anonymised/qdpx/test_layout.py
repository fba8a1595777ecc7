"""Transcripts laid out as plain text, and found again in what other programs made of it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.anonymised.qdpx.layout import LEFT_OUT, find_turns, lay_out
from pipeline.anonymised.qdpx.places import crossed
from pipeline.values.texts import DraftTurn
from tests.anonymised.qdpx.projects import TURNS
from tests.anonymised.talk import draft_turns

WORDS = st.text(
    st.one_of(
        st.characters(exclude_categories=["Cs", "Cc", "Zl", "Zp"]),
        st.sampled_from("🙂👩\u200d👧e\u0301𝒫 :IP4."),
    ),
    min_size=1,
    max_size=30,
).filter(str.strip)
TALK = st.lists(st.tuples(st.sampled_from(["I", "P", "P2", "O"]), WORDS), min_size=1, max_size=8)


@given(TALK, st.data(), st.sampled_from(["\n", "\r\n"]))
def test_every_turn_stands_where_it_is_said_to_and_is_found_again(
    talk: list[tuple[str, str]], data: st.DataObject, line_end: str
) -> None:
    turns = draft_turns(*talk)
    silent = data.draw(st.sets(st.sampled_from([turn.number for turn in turns])))
    laid = lay_out(turns, silent, line_end)
    assert laid.starts.keys() == {turn.number for turn in turns} - silent
    for turn in turns:
        if turn.number in laid.starts:
            at = laid.starts[turn.number]
            assert laid.text[at : at + len(turn.text)] == turn.text
    assert laid.text.count(line_end) == len(turns)
    found = find_turns(laid.text, turns)
    assert found == dict(laid.starts)


@pytest.mark.parametrize(
    "change",
    [
        lambda text: text.replace("\n", "\r\n"),
        lambda text: text.replace("\n", "\n\n"),
        lambda text: text.rstrip("\n"),
        lambda text: text + "\n \n",
        lambda text: text.replace("\n", "  \n"),
        lambda text: "\n".join(
            f"{n}\t{line[0]}\t{line[3:]}" for n, line in enumerate(text.splitlines(), 1)
        ),
        lambda text: "\n".join(line[3:] for line in text.splitlines()),
        lambda text: "\n".join(f"{n}. {line}" for n, line in enumerate(text.splitlines(), 1)),
    ],
)
def test_other_line_ends_numbers_and_labels_are_no_other_words(change: object) -> None:
    text = change(lay_out(TURNS).text)  # type: ignore[operator]
    found = find_turns(text, TURNS)
    assert found is not None
    for turn in TURNS:
        assert text[found[turn.number] :].startswith(turn.text)


@pytest.mark.parametrize(
    "change",
    [
        lambda text: text.replace("moved", "Moved"),
        lambda text: text.replace("Cafe\u0301", "Caf\u00e9"),
        lambda text: text.replace("🙂", ""),
        lambda text: text.replace("I: Did", "P: Did"),
        lambda text: text.replace("We moved", "We  moved"),
        lambda text: text[text.index("\n") + 1 :],
        lambda text: text + "P: And more.\n",
        lambda text: text.replace("P: No.", "3 P: No."),
        lambda text: text.replace("P: No.", "Ada: No."),
        lambda text: "",
        lambda text: text.replace("\n", " "),
    ],
)
def test_other_words_are_another_text(change: object) -> None:
    assert find_turns(change(lay_out(TURNS).text), TURNS) is None  # type: ignore[operator]


def test_a_turn_left_out_has_no_place_unless_these_are_its_words() -> None:
    assert find_turns(lay_out(TURNS, {2}).text, TURNS).keys() == {1, 3, 4}  # type: ignore[union-attr]
    said = draft_turns(("P", LEFT_OUT))
    assert find_turns(lay_out(said).text, said) == {1: 3}
    assert find_turns("P: [left out]\n", TURNS[1:2]) == {}


@given(TALK, st.data())
def test_a_stretch_of_the_text_is_the_turns_that_it_crosses(
    talk: list[tuple[str, str]], data: st.DataObject
) -> None:
    turns: list[DraftTurn] = draft_turns(*talk)
    laid = lay_out(turns)
    start = data.draw(st.integers(0, len(laid.text) - 1))
    end = data.draw(st.integers(start + 1, len(laid.text)))
    pieces = crossed(turns, laid.starts, start, end)
    inside = {
        turn.number
        for turn in turns
        for at in range(start, end)
        if 0 <= at - laid.starts[turn.number] < len(turn.text)
    }
    assert {turn.number for turn, _ in pieces} == inside
    for turn, span in pieces:
        at = laid.starts[turn.number] + span.start
        assert start <= at < at + len(span) <= end
        assert laid.text[at : at + len(span)] == turn.text[span.start : span.end]
