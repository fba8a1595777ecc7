"""Quotes as a CSV table, one row a quote and code, for other programs and spreadsheets.

UTF-8 without a byte-order mark, ``\\r\\n`` line ends (RFC 4180). A cell that a spreadsheet would
take for a formula (it starts with ``= + - @`` or a control character, perhaps after blanks) is
written with an apostrophe before it; a program that needs the very words takes that one off.
"""

from __future__ import annotations

import csv
import io

from pipeline.quotable.exporters.grouping import families
from pipeline.quotable.exporters.wording import printable, review_state, stamp
from pipeline.values.quotes import Quote, QuoteBook

COLUMNS = (
    "quote_id",
    "code",
    "text",
    "attribution",
    "context",
    "transcript",
    "turns",
    "words",
    "checks",
    "codes",
    "polarity",
    "verbatim",
    "reviewed",
    "notice",
)

_FORMULA = ("=", "+", "-", "@", "＝", "＋", "－", "＠")


def write(book: QuoteBook) -> bytes:
    """The table, in the order of the codebook; lists in a cell are separated by '; '."""
    table = io.StringIO(newline="")
    writer = csv.writer(table, lineterminator="\r\n")
    writer.writerow(COLUMNS)
    notice = stamp(book)
    for family in families(book):
        for code in family.codes:
            for quote in code.quotes:
                writer.writerow([safe_cell(cell) for cell in _row(quote, code.id, notice)])
    return table.getvalue().encode("utf-8")


def safe_cell(words: str) -> str:
    """`words` so that no spreadsheet runs them."""
    words = printable(words)
    return f"'{words}" if words.lstrip().startswith(_FORMULA) else words


def _row(quote: Quote, code: str, notice: str) -> list[str]:
    return [
        quote.id,
        code,
        quote.text,
        quote.attribution,
        quote.context,
        quote.transcript,
        "; ".join(map(str, quote.turns)),
        str(quote.words),
        "; ".join(quote.checks),
        "; ".join(quote.codes),
        quote.polarity.value,
        quote.verbatim,
        review_state(quote),
        notice,
    ]
