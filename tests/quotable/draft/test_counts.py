from __future__ import annotations

import pytest

from pipeline.quotable.draft.counts import count_findings
from pipeline.values.drafts import DraftPart, DraftPiece, FindingKind, Grade
from pipeline.values.quotes import QuoteBook, Spread

BASE = 21
NAMES = {
    "routine-change": ("Change of daily routine", 14),
    "moving-house": ("Moving home", 5),
    "pin-warning": ("Informal warnings", 2),
}
BOOK = QuoteBook(
    title="A study",
    synthetic=True,
    reviewed=True,
    families={},
    codes={id: ("f", name, "") for id, (name, _) in NAMES.items()},
    quotes=(),
    spreads=tuple(
        Spread(code=id, participants=count, base=BASE, passages=count, quotes=0)
        for id, (_, count) in NAMES.items()
    ),
    withheld=(),
    minimum_cell=3,
)


def kinds(*texts: str, row: int = 0) -> list[FindingKind]:
    pieces = [DraftPiece(where="p", part=DraftPart.TEXT, text=one, row=row) for one in texts]
    return [one.kind for one in count_findings(pieces, BOOK) if one.grade is Grade.FAULT]


@pytest.mark.parametrize(
    "text",
    [
        "Change of daily routine was found in 14 of 21 interviews.",
        "Change of daily routine (14 of the 21; 67%) and moving home (five of 21).",
        "Fourteen of the twenty-one participants described a change of daily routine.",
        "routine-change: 14/21. It was there 24/7.",
        "Informal warnings: fewer than 3 of 21.",
        "Moving home in 23.8% of interviews.",
        "Moving home is rare: 9 of 40 movers (Smith, 2019).",
        "Four of the 6 officers were trained.",
        "Two of the three forces answered.",
        "14 of 21 described this, and 5 of 21 that.",
        "On 5/10/2026 they asked about moving home.",
        "Moving home took 3 of 12 months.",
    ],
)
def test_right_counts_and_counts_of_other_things_pass(text: str) -> None:
    assert kinds(text) == []


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Change of daily routine was found in 15 of 21 interviews.", FindingKind.COUNT),
        ("Change of daily routine was found in 14 of 20 interviews.", FindingKind.COUNT),
        ("Thirteen of the twenty-one described a change of daily routine.", FindingKind.COUNT),
        ("Changes: moving home, 43%.", FindingKind.COUNT),
        ("Moving home: fewer than 3 of 21.", FindingKind.COUNT),
        ("All 21 interviews told of moving home.", FindingKind.COUNT),
        ("Informal warnings: two of 21.", FindingKind.CELL),
        ("Informal warnings: 10% of interviews.", FindingKind.CELL),
        ("Only one of the 21 participants kept a diary.", FindingKind.CELL),
    ],
)
def test_wrong_counts_and_small_cells_are_faults(text: str, kind: FindingKind) -> None:
    assert kinds(text) == [kind]


def test_a_count_belongs_to_the_code_named_before_it_or_else_behind_it() -> None:
    assert kinds("Moving home: 5 of 21; change of daily routine: 14 of 21.") == []
    assert kinds("5 of 21 spoke of moving home and 14 of 21 of a change of daily routine.") == []
    assert kinds("Moving home, 14 of 21, and change of daily routine, 5 of 21.") == [
        FindingKind.COUNT,
        FindingKind.COUNT,
    ]


def test_in_a_table_the_code_stands_in_another_cell() -> None:
    assert kinds("Moving home", "5 of 21", row=1) == []
    assert kinds("Moving home", "6 of 21", row=1) == [FindingKind.COUNT]


def test_a_base_that_may_be_another_code_s_is_only_noticed() -> None:
    piece = DraftPiece(where="p", part=DraftPart.TEXT, text="Moving home: 4 of the 14.")
    (one,) = count_findings([piece], BOOK)
    assert one.grade is Grade.NOTICE
