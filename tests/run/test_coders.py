"""What people, the machine and the gold have read and coded, from a study's files."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.measure.agreement import CodedUnits
from pipeline.run.coders import gold, machine, open_coded_study, people
from pipeline.values.base import Value
from pipeline.values.records import Verdict
from pipeline.values.themes import Coding, Polarity
from tests.coded import approval, propose, turns_of, verdict, write_down
from tests.marked import ADA_MARKED, put_gold


@pytest.fixture
def codings(finished: Path) -> list[Coding]:
    """Three proposals in A01, of which one is unsure; none in B02."""
    propose(finished, "B02")
    return propose(
        finished, "A01", (2, "routine-change", 0.8), (4, "unwanted-contact", 0.6),
        (4, "work-change", 0.2),
    )  # fmt: skip


def of(root: Path, who: str, *read: tuple[str, str]) -> tuple[CodedUnits | None, int]:
    found, unplaced = people(open_coded_study(root), 0.4, read)
    return next((one for one in found if one.who == who), None), unplaced


def state(root: Path, coding: Coding) -> str:
    return turns_of(root, coding.transcript)[coding.turn - 1].fingerprint()


def test_the_machine_has_read_all_turns_of_participants(
    finished: Path, codings: list[Coding]
) -> None:
    found = machine(open_coded_study(finished), 0.4)
    assert found.read == {"A01": frozenset({2, 4, 6}), "B02": frozenset({2, 4})}
    assert found.coded["A01"] == {(2, "routine-change"), (4, "unwanted-contact")}
    assert len(machine(open_coded_study(finished), 0.1).coded["A01"]) == 3


def test_denied_codings_and_those_a_person_added_are_not_the_machine_s(finished: Path) -> None:
    propose(finished, "A01", (2, "routine-change", 0.9), polarity=Polarity.DENIED)
    propose(finished, "B02", (2, "routine-change", 0.9), coder="person")
    found = machine(open_coded_study(finished), 0.4)
    assert found.coded == {"A01": frozenset(), "B02": frozenset()}


def test_the_gold_has_read_what_is_aligned(finished: Path, codings: list[Coding]) -> None:
    put_gold(finished, "S01", ADA_MARKED.replace("by the", "near the").replace("at the", "by the"))
    found = gold(open_coded_study(finished))
    assert found.read == {"A01": frozenset({2, 6})}
    assert found.coded == {"A01": frozenset({(2, "routine-change")})}


def test_who_judged_every_proposal_has_read_the_transcript(
    finished: Path, codings: list[Coding]
) -> None:
    write_down(finished, [verdict(codings[0], "KL"), verdict(codings[1], "KL", rejected=True)])
    kl, unplaced = of(finished, "KL")
    assert kl is not None
    assert kl.read == {"A01": frozenset({2, 4, 6})}
    assert kl.coded == {"A01": frozenset({(2, "routine-change")})}
    assert unplaced == 0


def test_who_judged_some_has_read_the_turns_of_which_nothing_is_left(
    finished: Path, codings: list[Coding]
) -> None:
    write_down(finished, [verdict(codings[0], "KL")])
    kl, _ = of(finished, "KL")
    assert kl is not None
    assert kl.read == {"A01": frozenset({2})}


def test_or_what_she_says_she_has_read(finished: Path, codings: list[Coding]) -> None:
    write_down(finished, [verdict(codings[0], "KL")])
    kl, _ = of(finished, "KL", ("KL", "A01"), ("KL", "B02"))
    assert kl is not None
    assert kl.read == {"A01": frozenset({2, 4, 6}), "B02": frozenset({2, 4})}
    mb, _ = of(finished, "MB", ("MB", "B02"))
    assert mb is not None
    assert mb.coded == {"B02": frozenset()}


def test_what_she_accepts_in_a_turn_she_has_not_read_is_left_out(
    finished: Path, codings: list[Coding]
) -> None:
    more = propose(finished, "A01", (4, "unwanted-contact", 0.6), (4, "work-change", 0.7))
    write_down(finished, [verdict(more[0], "KL")])
    kl, _ = of(finished, "KL")
    assert kl is not None
    assert (kl.read, kl.coded) == ({"A01": frozenset()}, {"A01": frozenset()})


def test_the_last_word_of_each_counts(finished: Path, codings: list[Coding]) -> None:
    one = codings[0]
    said: list[Value] = [
        verdict(one, "KL", rejected=True),
        verdict(one, "MB"),
        verdict(one, "KL"),
        verdict(one, "MB", rejected=True),
    ]
    write_down(finished, said)
    kl, _ = of(finished, "KL")
    mb, _ = of(finished, "MB")
    assert kl is not None
    assert mb is not None
    assert kl.coded == {"A01": frozenset({(2, "routine-change")})}
    assert mb.coded == {"A01": frozenset()}


def test_an_approval_without_a_verdict_is_an_acceptance_of_exactly_that(
    finished: Path, codings: list[Coding]
) -> None:
    changed = codings[1].model_copy(update={"polarity": Polarity.DENIED})
    write_down(finished, [approval(codings[0], "KL"), approval(changed, "KL")])
    kl, unplaced = of(finished, "KL")
    assert kl is not None
    assert kl.coded == {"A01": frozenset({(2, "routine-change")})}
    assert unplaced == 1


def test_waived_approvals_are_nobody_s(finished: Path, codings: list[Coding]) -> None:
    waived = approval(codings[0], "nobody").model_copy(update={"waived": "a test"})
    write_down(finished, [waived])
    assert people(open_coded_study(finished), 0.4) == ([], 0)


def test_a_verdict_stands_by_its_place_where_its_coding_is_gone(
    finished: Path, codings: list[Coding]
) -> None:
    now = state(finished, codings[0])
    write_down(finished, [verdict(codings[0], "KL", state=now), verdict(codings[1], "KL")])
    propose(finished, "A01")
    kl, unplaced = of(finished, "KL")
    assert kl is not None
    assert kl.coded == {"A01": frozenset({(2, "routine-change")})}
    assert unplaced == 1, "the other was written without a place"


def test_a_place_in_a_turn_that_has_changed_is_none(finished: Path, codings: list[Coding]) -> None:
    write_down(finished, [verdict(codings[0], "KL", state="0" * 64)])
    propose(finished, "A01")
    kl, unplaced = of(finished, "KL")
    assert unplaced == 1
    assert kl is not None
    assert kl.read == {}


def test_a_coding_that_was_opened_again_is_judged_by_nobody(
    finished: Path, codings: list[Coding]
) -> None:
    opened = Verdict(coding=codings[0].id, by="MB", rejected=True, reopened=True)
    write_down(finished, [verdict(codings[0], "KL"), opened])
    assert people(open_coded_study(finished), 0.4) == ([], 0)
