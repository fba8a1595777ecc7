"""What leaves the house: a quote book as files, one module a format.

Each module has ``write(book) -> bytes``: the same book gives the same bytes, and every export says
on its face where a study is synthetic or was not reviewed. The libraries behind a format are loaded
when it is first written.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from pipeline.values.quotes import QuoteBook


@dataclass(frozen=True)
class Format:
    """A way to write a quote book."""

    write: Callable[[QuoteBook], bytes]
    ending: str
    """Of the file's name, with its dot."""
    media_type: str


def _csv(book: QuoteBook) -> bytes:
    from pipeline.quotable.exporters.csv_table import write

    return write(book)


def _xlsx(book: QuoteBook) -> bytes:
    from pipeline.quotable.exporters.xlsx_workbook import write

    return write(book)


def _markdown(book: QuoteBook) -> bytes:
    from pipeline.quotable.exporters.markdown_text import write

    return write(book)


def _docx(book: QuoteBook) -> bytes:
    from pipeline.quotable.exporters.docx_book import write

    return write(book)


def _json(book: QuoteBook) -> bytes:
    from pipeline.quotable.exporters.json_text import write

    return write(book)


def _html(book: QuoteBook) -> bytes:
    from pipeline.quotable.exporters.html_page import write

    return write(book)


_OFFICE = "application/vnd.openxmlformats-officedocument"

FORMATS: dict[str, Format] = {
    "csv": Format(_csv, ".csv", "text/csv; charset=utf-8"),
    "xlsx": Format(_xlsx, ".xlsx", f"{_OFFICE}.spreadsheetml.sheet"),
    "md": Format(_markdown, ".md", "text/markdown; charset=utf-8"),
    "docx": Format(_docx, ".docx", f"{_OFFICE}.wordprocessingml.document"),
    "json": Format(_json, ".json", "application/json"),
    "html": Format(_html, ".html", "text/html; charset=utf-8"),
}
"""By the name that ``config/quotes.yaml`` lists under ``formats``."""
