"""Two coders and more, counted by hand."""

from __future__ import annotations

import pytest
from pydantic import ValidationError

from pipeline.measure.agreement import CodedUnits, PairAgreement, Unit, compare, joint_alpha
from tests.measure.coding.made import FAMILIES


def coder(
    who: str, read: dict[str, set[int]], coded: dict[str, set[tuple[int, str]]]
) -> CodedUnits:
    return CodedUnits(
        who=who,
        read={id: frozenset(turns) for id, turns in read.items()},
        coded={id: frozenset(places) for id, places in coded.items()},
    )


KL = coder(
    "KL",
    {"P01": {2, 4, 6, 8}, "P02": {2}},
    {"P01": {(2, "fear"), (4, "fear"), (4, "moving"), (8, "fear")}, "P02": {(2, "locks")}},
)
MB = coder(
    "MB",
    {"P01": {2, 4, 6}, "P03": {2}},
    {"P01": {(2, "fear"), (4, "locks"), (6, "fear")}, "P03": {(2, "fear")}},
)


def lines(found: PairAgreement) -> dict[str, tuple[int, int, int, int]]:
    every = (found.overall, *found.families, *found.codes)
    return {one.name: (one.units, one.first, one.second, one.both) for one in every}


def test_only_turns_that_both_have_read_count() -> None:
    found = compare(KL, MB, FAMILIES)
    assert (found.transcripts, found.turns) == (1, 3)
    assert lines(found) == {
        "": (9, 3, 3, 1),
        "wellbeing": (3, 2, 2, 1),
        "daily-life": (6, 1, 1, 0),
        "fear": (3, 2, 2, 1),
        "moving": (3, 1, 0, 0),
        "locks": (3, 0, 1, 0),
    }
    assert (found.overall.agreement.hits, found.overall.agreement.total) == (5, 9)
    # 1 both, 2 + 2 alone, 4 neither: by hand.
    assert found.overall.kappa.value == pytest.approx((5 / 9 - 5 / 9) / (1 - 5 / 9))
    assert found.overall.ac1.value == pytest.approx((5 / 9 - 4 / 9) / (1 - 4 / 9))
    assert found.overall.alpha.value == pytest.approx(1 - 17 * 4 / (6 * 12))


def test_disagreements_are_places_in_the_order_of_the_talk() -> None:
    found = compare(KL, MB, FAMILIES).disagreements
    assert [(one.transcript, one.turn, one.code, one.by) for one in found] == [
        ("P01", 4, "fear", "KL"),
        ("P01", 4, "locks", "MB"),
        ("P01", 4, "moving", "KL"),
        ("P01", 6, "fear", "MB"),
    ]


def test_a_transcript_as_the_unit() -> None:
    found = compare(KL, MB, FAMILIES, Unit.TRANSCRIPT)
    assert lines(found)[""] == (3, 2, 2, 1)
    assert {(one.turn, one.code) for one in found.disagreements} == {
        (None, "moving"),
        (None, "locks"),
    }


def test_codes_that_are_not_in_the_codebook_are_not_compared() -> None:
    odd = coder("KL", {"P01": {2}}, {"P01": {(2, "casimir-thrale")}})
    found = compare(odd, odd, FAMILIES)
    assert lines(found) == {"": (3, 0, 0, 0)}
    assert found.overall.kappa.value is None
    assert "casimir" not in repr(odd)


def test_coders_without_a_turn_in_common() -> None:
    other = coder("AN", {"P09": {2}}, {})
    found = compare(KL, other, FAMILIES)
    assert (found.transcripts, found.turns, found.disagreements) == (0, 0, ())
    assert found.overall.ac1.value is None


def test_the_order_of_the_two_changes_only_their_names() -> None:
    one, other = compare(KL, MB, FAMILIES), compare(MB, KL, FAMILIES)
    for name in ("kappa", "ac1", "alpha", "agreement"):
        assert getattr(one.overall, name) == getattr(other.overall, name)
    assert one.disagreements == other.disagreements


def test_alpha_of_two_is_the_pair_s() -> None:
    for unit in (Unit.TURN,):
        pair = compare(KL, MB, FAMILIES, unit).overall.alpha.value
        assert joint_alpha([KL, MB], FAMILIES, unit).value == pytest.approx(pair)


def test_alpha_of_three_with_turns_that_not_all_have_read() -> None:
    """P01, three codes. Turns 2 and 4 were read by three, 6 by two (KL, MB), 8 by two (KL, AN)."""
    an = coder("AN", {"P01": {2, 4, 8}}, {"P01": {(2, "fear"), (8, "moving")}})
    # Each unit as (yes, read), with its coincidences (yes-yes, no-no, yes-no).
    units = [(3, 3), (0, 3), (0, 3), (1, 3), (1, 3), (1, 3),
             (1, 2), (0, 2), (0, 2), (1, 2), (1, 2), (0, 2)]  # fmt: skip
    values = [one for yes, said in units for one in [1] * yes + [0] * (said - yes)]
    apart = sum(2 * yes * (said - yes) / (said - 1) for yes, said in units)
    number, ones = len(values), sum(values)
    expected = 2 * ones * (number - ones) / (number - 1)
    found = joint_alpha([KL, MB, an], FAMILIES)
    assert found.value == pytest.approx(1 - apart / expected)


def test_a_coder_of_other_turns_has_not_read_the_transcript() -> None:
    whole = coder("AN", {"P01": {2, 4, 6, 8}}, {"P01": {(2, "fear"), (2, "locks")}})
    found = joint_alpha([KL, MB, whole], FAMILIES, Unit.TRANSCRIPT)
    pair = compare(KL, whole, FAMILIES, Unit.TRANSCRIPT).overall.alpha
    assert found.value == pytest.approx(pair.value)


def test_from_five_transcripts_on_there_are_intervals() -> None:
    ids = [f"P{number}" for number in range(6)]
    one = coder("KL", {id: {2, 4} for id in ids}, {id: {(2, "fear")} for id in ids})
    two = coder("MB", one.read, {id: {(2, "fear"), (4, "fear")} for id in ids[:3]})
    found = compare(one, two, FAMILIES).overall
    for figure in (found.kappa, found.ac1, found.alpha):
        assert figure.value is not None
        assert figure.low is not None
        assert figure.high is not None
        assert figure.low < figure.value < figure.high
    assert found.agreement.low is not None


def test_nobody_codes_what_was_not_read() -> None:
    with pytest.raises(ValidationError, match="not read"):
        coder("KL", {"P01": {2}}, {"P01": {(4, "fear")}})
