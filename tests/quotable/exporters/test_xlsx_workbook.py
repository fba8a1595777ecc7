"""Quotes as an Excel workbook."""

from __future__ import annotations

import io
import zipfile

from openpyxl import Workbook, load_workbook

from pipeline.quotable.exporters.xlsx_workbook import write
from pipeline.values.quotes import QuoteBook, Withheld
from tests.quotable.examples import book


def opened(made: QuoteBook) -> Workbook:
    return load_workbook(io.BytesIO(write(made)))


def table(made: QuoteBook, name: str) -> list[dict[str, object]]:
    sheet = opened(made)[name]
    header, *rows = [[cell.value for cell in row] for row in sheet.iter_rows()]
    return [dict(zip(map(str, header), row, strict=True)) for row in rows]


def test_has_its_sheets_with_frozen_headers() -> None:
    workbook = opened(book())
    assert workbook.sheetnames == ["Quotes", "Spread", "Withheld", "About"]
    for sheet in workbook:
        assert sheet.freeze_panes == "A2"
        assert sheet.print_title_rows == "$1:$1"
        assert all(cell.alignment.wrap_text for cell in sheet[2])
        assert all(dimension.width >= 6 for dimension in sheet.column_dimensions.values())


def test_rows_are_tall_enough_for_their_words() -> None:
    sheet = opened(book())["About"]
    long = next(row for row in sheet.iter_rows() if len(str(row[1].value or "")) > 300)
    assert sheet.row_dimensions[long[1].row].height >= 4 * 15


def test_quotes_read_back() -> None:
    made = book()
    quotes = {quote.id: quote for quote in made.quotes}
    rows = table(made, "Quotes")
    assert {row["Quote"] for row in rows} == set(quotes)
    for row in rows:
        quote = quotes[str(row["Quote"])]
        assert row["Text"] == quote.text
        assert row["As transcribed"] == quote.verbatim
        assert row["Words"] == quote.words
        assert row["Attribution"] == quote.attribution


def test_spread_shows_no_small_cell() -> None:
    found = {row["Theme"]: row for row in table(book(), "Spread")}
    assert found["Change of routine"]["Interviews"] == 4
    assert found["First contact"]["Interviews"] == "fewer than 3"
    assert found["First contact"]["Passages"] == "fewer than 3"
    assert found["Never found"]["Interviews"] == "none"
    assert all(row["Base"] == 4 for row in found.values())


def test_withheld_says_why() -> None:
    assert {row["Reason"] for row in table(book(), "Withheld")} == {
        "The participant did not agree to be quoted"
    }


def test_withheld_does_not_tell_the_flag() -> None:
    held = Withheld(transcript="P01", turn=3, code="routine-change", reason="held: live-safety")
    (row,) = table(book().model_copy(update={"withheld": (held,)}), "Withheld")
    assert "live-safety" not in str(row)
    assert "person" in str(row["Reason"])


def test_no_cell_is_a_formula() -> None:
    data = write(book())
    for sheet in load_workbook(io.BytesIO(data)):
        for row in sheet.iter_rows():
            for cell in row:
                assert cell.data_type in ("s", "n"), cell.coordinate
                if isinstance(cell.value, str) and cell.value.startswith("="):
                    assert cell.quotePrefix
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        sheets = [name for name in archive.namelist() if name.startswith("xl/worksheets/")]
        assert sheets
        assert not any(b"<f>" in archive.read(name) for name in sheets)
    assert any(str(row["Text"]).startswith("=SUM(A1)") for row in table(book(), "Quotes"))


def test_the_notice_heads_every_sheet() -> None:
    for sheet in opened(book(waived="a trial", synthetic=True)):
        assert "SYNTHETIC" in str(sheet["A1"].value)
        assert "not reviewed" in str(sheet["A1"].value)
        assert sheet.freeze_panes == "A3"
        assert "not reviewed" in str(sheet.oddFooter.left.text)
