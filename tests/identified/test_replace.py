from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.identified.cross_check import check_replacements
from pipeline.identified.replace import replace
from pipeline.values.identifiers import Action, Decision, Kind, Status
from pipeline.values.spans import Span
from pipeline.values.texts import Mark, MarkKind, Transcript, Turn


def decision(turn: int, start: int, end: int, words: str, number: int = 1) -> Decision:
    return Decision(
        id=f"D{turn}-{number}",
        turn=turn,
        span=Span(start=start, end=end),
        kind=Kind.PERSON,
        action=Action.ROLE if words else Action.KEEP,
        replacement=words,
        identity=None,
        reason="test",
        detector="test",
        confidence=1.0,
        status=Status.SURE,
    )


def transcript(*texts: str) -> Transcript:
    turns = tuple(Turn(number=n, speaker="P", text=text) for n, text in enumerate(texts, 1))
    return Transcript(id="P01", participant="P01", format="test", turns=turns)


texts = st.text(
    st.characters(blacklist_categories=("Cs", "Cc", "Zs", "Zl", "Zp")), min_size=1, max_size=60
)


@st.composite
def texts_and_decisions(draw: st.DrawFn) -> tuple[Transcript, list[Decision]]:
    source = transcript(*draw(st.lists(texts, min_size=1, max_size=3)))
    decisions = []
    for turn in source.turns:
        cuts = sorted(draw(st.sets(st.integers(0, len(turn.text)), max_size=8)))
        for number, (start, end) in enumerate(zip(cuts[::2], cuts[1::2], strict=False)):
            words = draw(st.sampled_from(["[x]", "[officer 2]", "Ruth", ""]))
            decisions.append(decision(turn.number, start, end, words, number))
    return source, draw(st.permutations(decisions))


@given(texts_and_decisions())
def test_every_offset_leads_back_and_nothing_else_changes(
    case: tuple[Transcript, list[Decision]],
) -> None:
    source, decisions = case
    draft, pairs = replace(source, decisions)
    replaced = {d.id: d for d in decisions if d.action is not Action.KEEP}
    assert {pair.decision for pair in pairs} == set(replaced)
    for turn, new in zip(source.turns, draft.turns, strict=True):
        own = [pair for pair in pairs if pair.turn == turn.number]
        rest_before, rest_after, at, out = "", "", 0, 0
        for pair in own:
            assert (
                new.text[pair.output.start : pair.output.end] == replaced[pair.decision].replacement
            )
            rest_before += turn.text[at : pair.source.start]
            rest_after += new.text[out : pair.output.start]
            at, out = pair.source.end, pair.output.end
        assert rest_before + turn.text[at:] == rest_after + new.text[out:]


@given(texts_and_decisions())
def test_presidio_agrees(case: tuple[Transcript, list[Decision]]) -> None:
    source, decisions = case
    draft, _ = replace(source, decisions)
    check_replacements(source, decisions, draft)


def test_overlapping_decisions_are_refused() -> None:
    with pytest.raises(ValueError, match="overlap"):
        replace(transcript("Anna Bell"), [decision(1, 0, 6, "[a]", 1), decision(1, 5, 9, "[b]", 2)])


def test_a_decision_outside_its_turn_is_refused() -> None:
    with pytest.raises(ValueError, match="leave the turn"):
        replace(transcript("Anna"), [decision(1, 0, 9, "[a]")])


def test_marks_move_with_the_text_and_those_replaced_go() -> None:
    turn = Turn(
        number=1,
        speaker="P",
        text="Anna [pause] and ((?Bell)) [crying]",
        marks=(
            Mark(span=Span(start=5, end=12), kind=MarkKind.PAUSE),
            Mark(span=Span(start=17, end=26), kind=MarkKind.UNCERTAIN),
            Mark(span=Span(start=27, end=35), kind=MarkKind.EMOTION),
        ),
    )
    source = Transcript(id="P01", participant="P01", format="test", turns=(turn,))
    decisions = [decision(1, 0, 4, "[sister]", 1), decision(1, 20, 24, "[town]", 2)]
    draft, _ = replace(source, decisions)
    new = draft.turns[0]
    assert new.text == "[sister] [pause] and ((?[town])) [crying]"
    kept = [new.text[m.span.start : m.span.end] for m in new.marks]
    assert kept == ["[pause]", "[crying]"]
