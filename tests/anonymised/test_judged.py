"""What people ruled on stands again, whatever is proposed."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.anonymised.judged import PERSON, RULED_ON, with_judged
from pipeline.values.records import CodedPlace, Verdict
from pipeline.values.spans import Span
from pipeline.values.texts import AdmittedTranscript
from pipeline.values.themes import Check, Coding, Polarity, Subject, Time, coding_id
from tests.anonymised.talk import admitted

WORDS = "I changed my route to work every single day because of him, and the locks as well."
T1 = admitted(("I", "What changed?"), ("P", WORDS))
T2 = admitted(("I", "What changed?"), ("P", WORDS.replace("locks", "doors")))
LONGER = admitted(("P", WORDS), ("I", "What changed?"), ("P", WORDS))


def coding(
    start: int, end: int, code: str = "routine", coder: str = "cues", *, polarity: str = "present",
    transcript: AdmittedTranscript = T1, checks: tuple[Check, ...] = (),
) -> Coding:  # fmt: skip
    span = Span(start=start, end=end)
    return Coding(
        id=coding_id(transcript.id, 2, span, code),
        transcript=transcript.id,
        turn=2,
        span=span,
        code=code,
        polarity=Polarity(polarity),
        subject=Subject.SELF,
        time=Time.PAST,
        coder=coder,
        confidence=0.5,
        evidence="cue: x",
        text=transcript.turns[1].text[start:end],
        checks=checks,
    )


def ruled(
    on: Coding, *, rejected: bool = False, transcript: AdmittedTranscript = T1,
    reopened: bool = False, instead_of: str | None = None,
) -> Verdict:  # fmt: skip
    place = CodedPlace(
        transcript=on.transcript,
        turn=on.turn,
        span=on.span,
        code=on.code,
        polarity=on.polarity.value,
        subject=on.subject.value,
        time=on.time.value,
        state=transcript.turns[1].fingerprint(),
        coder=on.coder,
        confidence=on.confidence,
    )
    return Verdict(
        coding=on.id, by="KL", rejected=rejected or reopened, place=place, reopened=reopened,
        instead_of=instead_of,
    )  # fmt: skip


def test_what_was_judged_stands_though_nobody_proposes_it() -> None:
    mine = coding(0, 25, checks=(Check.IRONY,))
    judged = with_judged(T1, [], [ruled(mine)])
    assert judged.void == ()
    (again,) = judged.codings
    assert again == mine.model_copy(update={"evidence": RULED_ON, "checks": ()})
    assert again.fingerprint() == mine.fingerprint()


def test_what_was_judged_stands_the_same_whatever_is_proposed_there() -> None:
    mine = coding(0, 25, checks=(Check.IRONY,))
    surer = mine.model_copy(update={"confidence": 0.9, "polarity": Polarity.DENIED})
    other = mine.model_copy(update={"coder": "trained", "evidence": "near an example"})
    alone = with_judged(T1, [], [ruled(mine)])
    for proposal in (mine, surer, other):
        assert with_judged(T1, [proposal], [ruled(mine)]) == alone


@pytest.mark.parametrize(
    ("start", "end", "left"),
    [
        (0, 25, False),  # the same words
        (0, 12, False),  # inside
        (13, 37, False),  # 12 of 24 shared
        (14, 38, True),  # 11 of 24
        (25, 40, True),  # touching
        (20, 27, False),  # 5 of 7
        (21, 29, False),  # 4 of 8
        (22, 29, True),  # 3 of 7
    ],
)
@pytest.mark.parametrize("rejected", [True, False])
def test_the_same_code_on_half_of_the_shorter_is_not_proposed_again(
    start: int, end: int, left: bool, rejected: bool
) -> None:
    mine = coding(0, 25)
    proposals = [coding(start, end), coding(start, end, "another-code")]
    codings = with_judged(T1, proposals, [ruled(mine, rejected=rejected)]).codings
    assert (proposals[0].id in {one.id for one in codings} - {mine.id}) == left
    assert proposals[1] in codings, "other codes are proposed"
    assert mine.id in {one.id for one in codings}


def test_other_words_void_a_ruling_and_lose_nothing_else() -> None:
    mine = coding(0, 25)
    proposal = coding(30, 40, transcript=T2)
    judged = with_judged(T2, [proposal], [ruled(mine)])
    assert judged.codings == (proposal,)
    assert [one.coding for one in judged.void] == [mine.id]
    assert with_judged(T2, [coding(0, 25, transcript=T2)], [ruled(mine)]).void == ()
    assert with_judged(admitted(("I", "Yes?")), [], [ruled(mine)]).void != ()


def test_turns_that_moved_void_it_too() -> None:
    assert with_judged(LONGER, [], [ruled(coding(0, 25))]).codings == ()


def test_the_last_verdict_on_the_words_as_they_are_is_the_one_that_stands() -> None:
    first = coding(0, 25, coder=PERSON)
    second = coding(0, 25, coder=PERSON, polarity="denied")
    on_others = ruled(coding(0, 25, polarity="considered"), transcript=T2)
    (again,) = with_judged(T1, [], [ruled(first), ruled(second), on_others]).codings
    assert again.polarity is Polarity.DENIED
    assert with_judged(T1, [], [ruled(second), ruled(first)]).codings[0].polarity is (
        Polarity.PRESENT
    )


def test_what_was_opened_again_is_proposed_as_it_stood() -> None:
    mine = coding(0, 25)
    opened = ruled(mine, reopened=True)
    (again,) = with_judged(T1, [], [opened]).codings
    assert again.fingerprint() == mine.fingerprint()
    fresh = mine.model_copy(update={"confidence": 0.7})
    assert with_judged(T1, [fresh], [opened]).codings == (fresh,), "its coder's word goes first"
    near = coding(2, 25)
    assert [one.id for one in with_judged(T1, [near], [opened]).codings] == [mine.id]
    judged = ruled(coding(2, 25))
    assert [one.id for one in with_judged(T1, [], [judged, opened]).codings] == [near.id]
    assert with_judged(T2, [], [opened]).void == (), "nothing was said that could be lost"
    carried = ruled(mine, reopened=True, instead_of="Cold")
    assert with_judged(T2, [], [carried]).void == (carried,)


def test_other_transcripts_and_old_verdicts_are_passed_over() -> None:
    mine = coding(0, 25)
    place = ruled(mine).place
    assert place is not None
    theirs = ruled(mine).model_copy(update={"place": place.model_copy(update={"transcript": "T9"})})
    old = Verdict(coding=mine.id, by="KL", rejected=False)
    judged = with_judged(T1, [mine], [theirs, old])
    assert (judged.codings, judged.void) == ((mine,), ())


def test_a_person_s_own_coding_that_nobody_stands_by_is_no_proposal() -> None:
    assert with_judged(T1, [coding(0, 25, coder=PERSON)], []).codings == ()


# --- properties ----------------------------------------------------------------------------------

PLACES = st.builds(
    lambda start, length, code, polarity: coding(
        start, min(start + length, len(WORDS)), code, polarity=polarity
    ),
    st.integers(0, len(WORDS) - 2),
    st.integers(1, 30),
    st.sampled_from(["routine", "locks"]),
    st.sampled_from([one.value for one in Polarity]),
)
RULINGS = st.lists(
    st.tuples(PLACES, st.booleans(), st.sampled_from([T1, T2])).map(
        lambda one: ruled(one[0], rejected=one[1], transcript=one[2])
    ),
    max_size=8,
)


@given(st.lists(PLACES, max_size=6), RULINGS)
def test_every_ruling_stands_or_is_told_as_void_and_ids_are_met_once(
    proposals: list[Coding], verdicts: list[Verdict]
) -> None:
    judged = with_judged(T1, proposals, verdicts)
    ids = [one.id for one in judged.codings]
    assert len(ids) == len(set(ids))
    assert {one.coding for one in verdicts} <= {*ids, *(one.coding for one in judged.void)}
    here = T1.turns[1].fingerprint()
    on_these = {one.coding: one for one in verdicts if one.place and one.place.state == here}
    for coded in judged.codings:
        assert WORDS[coded.span.start : coded.span.end] == coded.text
        if verdict := on_these.get(coded.id):
            assert verdict.place
            assert coded.polarity.value == verdict.place.polarity
    again = with_judged(T1, judged.codings, verdicts)
    assert again.codings == judged.codings, "done twice is done once"
