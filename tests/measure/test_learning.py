"""How proposals did by what people said of them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.measure.learning import Stretch, learning
from pipeline.values.records import CodedPlace, Verdict
from pipeline.values.spans import Span


def verdict(
    id: str, accepted: bool, *, code: str = "routine", coder: str = "cues", by: str = "KL",
    polarity: str = "present",
) -> Verdict:  # fmt: skip
    place = CodedPlace(
        transcript="P01", turn=1, span=Span(start=0, end=3), code=code, polarity=polarity,
        subject="self", time="past", state="a" * 64, coder=coder, confidence=0.5,
    )  # fmt: skip
    return Verdict(coding=id, by=by, rejected=not accepted, place=place)


def test_nobody_has_ruled() -> None:
    told = learning([])
    assert (told.people, told.accepted, told.rejected, told.added) == (0, 0, 0, 0)
    assert (told.curve, told.codes) == ((), ())


def test_twenty_by_twenty_in_the_order_of_the_last_word() -> None:
    given_ = [verdict(f"C{n}", n % 2 == 0) for n in range(20)]
    given_ += [verdict(f"C{n}", True, by="MB") for n in range(20, 45)]
    told = learning(given_)
    assert told.curve == (
        Stretch(first=1, last=20, accepted=10, share=0.5),
        Stretch(first=21, last=40, accepted=20, share=1.0),
        Stretch(first=41, last=45, accepted=5, share=1.0),
    )
    assert (told.people, told.accepted, told.rejected) == (2, 35, 10)
    again = learning([*given_, verdict("C1", True)])  # refused first: it counts once, and last
    assert [one.accepted for one in again.curve] == [11, 20, 5]
    assert again.accepted == 36


@pytest.mark.parametrize(("decided", "lately"), [(19, None), (20, 20), (25, 20), (45, 15)])
def test_of_a_code_the_last_twenty_are_told_from_twenty_on(
    decided: int, lately: int | None
) -> None:
    told = learning(verdict(f"C{n}", n < 40) for n in range(decided))
    (code,) = told.codes
    assert (code.code, code.decided, code.lately) == ("routine", decided, lately)


def test_a_changed_coding_is_a_refused_proposal_and_an_added_one() -> None:
    told = learning(
        [
            verdict("C1", False),
            verdict("C2", True, coder="person"),
            verdict("C3", False),  # only its polarity was changed: the same id
            verdict("C3", True, coder="person", polarity="denied"),
            verdict("C4", False, coder="person"),
        ]
    )
    assert (told.accepted, told.rejected, told.added) == (0, 2, 2)


def test_verdicts_of_old_journals_count_but_name_no_code() -> None:
    told = learning([Verdict(coding="C1", by="KL"), Verdict(coding="C2", by="KL", rejected=False)])
    assert (told.accepted, told.rejected, told.codes) == (1, 1, ())
    assert told.curve[0].share == 0.5


@given(st.lists(st.tuples(st.integers(0, 30), st.booleans(), st.sampled_from(["a", "b"]))))
def test_every_coding_counts_once_everywhere(ruled: list[tuple[int, bool, str]]) -> None:
    told = learning(verdict(f"C{n}{code}", ok, code=code) for n, ok, code in ruled)
    decided = len({(n, code) for n, _, code in ruled})
    assert told.accepted + told.rejected == decided
    assert sum(one.accepted for one in told.curve) == told.accepted
    assert sum(one.accepted for one in told.codes) == told.accepted
    assert sum(one.decided for one in told.codes) == decided
    assert [one.first for one in told.curve] == list(range(1, decided + 1, 20))
