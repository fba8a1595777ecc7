"""Sheets as CSV tables: UTF-8 with a byte-order mark, by which Excel knows it.

A cell that a spreadsheet would take for a formula has an apostrophe before it, and so has one that
begins with apostrophes and goes on like a formula: so taking one off gives back the very words.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator

from pipeline.errors import InputError
from pipeline.quotable.exporters.wording import printable
from pipeline.run.sheets.sheet import Cell, Sheet

BOM = "\ufeff"
_LIKE_A_FORMULA = re.compile(r"'*\s*[=+\-@＝＋－＠]")
_MADE_SAFE = re.compile(r"'+\s*[=+\-@＝＋－＠]")
_DELIMITERS = ",;\t"


def csv_bytes(sheet: Sheet) -> bytes:
    """The sheet as one table; rows to add go below the others."""
    names = [column.name for column in sheet.sort.table]
    text = io.StringIO(newline="")
    rows = csv.writer(text, lineterminator="\r\n")
    rows.writerow(names)
    for row in sheet.rows:
        rows.writerow([safe(row.get(name, "")) for name in names])
    return f"{BOM}{text.getvalue()}".encode()


def safe(cell: Cell) -> str:
    """A cell that no spreadsheet runs; `plain` gives back the words."""
    words = printable(str(cell))
    return f"'{words}" if _LIKE_A_FORMULA.match(words) else words


def plain(cell: str) -> str:
    """The words of a cell that `safe` made, or that somebody typed."""
    return cell[1:] if _MADE_SAFE.match(cell) else cell


def csv_rows(data: bytes) -> list[list[str]]:
    """All rows of a table, blank ones too; cells divided by commas, semicolons or tabs.

    Raises:
        InputError: it is not UTF-8, or no table.
    """
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise InputError(
            "is not UTF-8: accents and quotation marks would be lost",
            next_step="save it in the spreadsheet program as 'CSV UTF-8', or as .xlsx",
        ) from None
    delimiter = max(_DELIMITERS, key=text.lstrip("\r\n").partition("\n")[0].count)
    try:
        return list(_cells(text, delimiter))
    except csv.Error:
        raise InputError(
            "is no table: an open quotation mark, a stray control character or an endless cell",
            next_step="open it in the spreadsheet program and save it again",
        ) from None


def _cells(text: str, delimiter: str) -> Iterator[list[str]]:
    if "\x00" in text:
        raise csv.Error
    for row in csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True):
        yield [plain(cell) for cell in row]
