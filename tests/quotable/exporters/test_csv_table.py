"""Quotes as a CSV table."""

from __future__ import annotations

import csv
import io

import pytest

from pipeline.quotable.exporters.csv_table import COLUMNS, safe_cell, write
from tests.quotable.examples import book


def rows(data: bytes) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(data.decode("utf-8"), newline="")))


def test_reads_back() -> None:
    made = book()
    read = rows(write(made))
    assert tuple(read[0]) == COLUMNS
    quotes = {quote.id: quote for quote in made.quotes}
    assert len(read) == sum(len(quote.codes) for quote in made.quotes)
    for row in read:
        quote = quotes[row["quote_id"]]
        assert row["code"] in quote.codes
        assert row["text"].removeprefix("'") == quote.text
        assert row["verbatim"].removeprefix("'") == quote.verbatim
        assert row["attribution"] == quote.attribution
        assert row["context"] == quote.context
        assert row["transcript"] == quote.transcript
        assert row["turns"] == str(quote.turns[0])
        assert row["words"] == str(quote.words)
        assert row["codes"] == "; ".join(quote.codes)
        assert row["checks"] == "; ".join(quote.checks)
        assert row["polarity"] == quote.polarity.value
        assert row["reviewed"] == "reviewed"


def test_one_row_a_quote_and_code() -> None:
    made = book()
    double = made.quotes[0].model_copy(update={"codes": ("security", "routine-change")})
    read = rows(write(made.model_copy(update={"quotes": (double,)})))
    assert [row["code"] for row in read] == ["routine-change", "security"]
    assert {row["codes"] for row in read} == {"security; routine-change"}


def test_has_no_byte_order_mark_and_the_line_ends_of_the_standard() -> None:
    data = write(book())
    assert data.startswith(b"quote_id,code,text,attribution,context,transcript,turns,words,checks,")
    assert data.endswith(b"\r\n")
    assert b"\n" not in data.replace(b"\r\n", b"")


def test_no_cell_is_a_formula() -> None:
    read = rows(write(book()))
    cells = [cell for row in read for cell in row.values()]
    assert any(cell.startswith("'=SUM(A1)") for cell in cells)
    assert not any(cell.lstrip().startswith(("=", "+", "-", "@")) for cell in cells)


@pytest.mark.parametrize(
    ("words", "cell"),
    [
        ("=1+1", "'=1+1"),
        ("+44", "'+44"),
        ("- well", "'- well"),
        ("@home", "'@home"),
        ("\t=1", "' =1"),
        ("\r=1", "' =1"),
        ("  =1", "'  =1"),
        ("＝1", "'＝1"),
        ("'quoted'", "'quoted'"),
        ("1 = 1", "1 = 1"),
        ("", ""),
    ],
)
def test_cells_are_made_safe(words: str, cell: str) -> None:
    assert safe_cell(words) == cell
