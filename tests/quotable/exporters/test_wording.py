"""What all exports say alike."""

from __future__ import annotations

import pytest

from pipeline.quotable.exporters import wording
from pipeline.quotable.exporters.grouping import families, participants, quoted_families
from pipeline.values.quotes import Withheld
from pipeline.values.themes import Polarity
from tests.quotable.examples import book


@pytest.mark.parametrize(
    ("count", "shown"),
    [(0, "none"), (1, "fewer than 3"), (2, "fewer than 3"), (3, "3"), (21, "21")],
)
def test_small_counts_are_not_shown(count: int, shown: str) -> None:
    assert wording.shown_count(count, 3) == shown


def test_the_text_of_a_quote_is_in_marks_when_short() -> None:
    quote = book().quotes[0]
    assert wording.set_quote(quote) == f"“{quote.text}”"
    block = quote.model_copy(update={"words": 40})
    assert wording.set_quote(block) == quote.text


def test_characters_that_break_files_or_deceive_are_dropped() -> None:
    deceiving = "a" + chr(0x202E) + "b" + chr(0x2066)
    assert wording.printable(f"{deceiving}\x00\x1b\ud800\ufffe\tc\nd é 漢 👍") == "ab c d é 漢 👍"


def test_withheld_passages_are_counted_by_class() -> None:
    one = book()
    rows = [Withheld(transcript="T01", turn=1, code="security", reason="length: x")] * 4
    rows += [Withheld(transcript="T01", turn=1, code="security", reason="consent: none")]
    made = one.model_copy(update={"withheld": tuple(rows)})
    assert wording.withheld_counts(made) == [
        (wording.WITHHELD["consent"], "fewer than 3"),
        (wording.WITHHELD["length"], "4"),
    ]


def test_every_code_has_its_place_and_only_quoted_ones_a_section() -> None:
    made = book()
    assert [code.id for family in families(made) for code in family.codes] == list(made.codes)
    quoted = [code.id for family in quoted_families(made) for code in family.codes]
    assert quoted == ["routine-change", "moving-house", "first-contact"]


def test_everyones_best_comes_before_anyones_second_and_denials_last() -> None:
    made = book()
    first, *_ = made.quotes
    same = {"codes": ("security",), "polarity": Polarity.PRESENT}
    again = [first.model_copy(update={"id": f"Q{n}", **same}) for n in range(4)]
    told = (
        again[0].model_copy(update={"polarity": Polarity.DENIED}),
        again[1],
        again[2],
        again[3].model_copy(update={"participant": "P09"}),
    )
    family = families(made.model_copy(update={"quotes": told}))[0]
    security = next(code for code in family.codes if code.id == "security")
    assert [quote.id for quote in security.quotes] == ["Q1", "Q3", "Q2", "Q0"]


def test_participants_are_in_natural_order_and_told_apart() -> None:
    assert [label for _, label in participants(book())] == ["Victim 3", "Victim 7", "Victim 12"]
    nameless = tuple(quote.model_copy(update={"attribution": "Victim"}) for quote in book().quotes)
    labels = [label for _, label in participants(book().model_copy(update={"quotes": nameless}))]
    assert labels == ["Victim (P01)", "Victim (P02)", "Victim (P03)"]
