"""The quote book as Markdown (CommonMark), to paste from into a draft."""

from __future__ import annotations

import re
from collections.abc import Iterator

from pipeline.quotable.exporters import wording
from pipeline.quotable.exporters.grouping import CodeSection, families, quoted_families
from pipeline.values.quotes import Quote, QuoteBook
from pipeline.values.themes import Polarity

_ACTIVE = re.compile(r"([\\`*_<>|&~]|(?<=\])[(:\[])")
_LEADING = re.compile(r"^(\s*)(?:([#+=\-])|(\d+)([.)]))")


def write(book: QuoteBook) -> bytes:
    """The book: notices, quotes by family and code, spread, method and limits. UTF-8."""
    return ("\n\n".join(_blocks(book)) + "\n").encode("utf-8")


def escaped(text: str) -> str:
    """`text` so that Markdown shows it as it is: no markup, links or HTML of its own."""
    calm = _ACTIVE.sub(r"\\\1", wording.printable(text))
    return _LEADING.sub(_defused, calm)


def _defused(match: re.Match[str]) -> str:
    blanks, mark, number, stop = match.groups()
    return f"{blanks}\\{mark}" if mark else f"{blanks}{number}\\{stop}"


def _blocks(book: QuoteBook) -> Iterator[str]:
    yield f"# {escaped(book.title)}"
    yield from (f"**{escaped(notice)}**" for notice in wording.notices(book))
    for family in quoted_families(book):
        yield f"## {escaped(family.name)}"
        for code in family.codes:
            yield from _code_blocks(code, book)
    yield from _appendix(book)


def _code_blocks(code: CodeSection, book: QuoteBook) -> Iterator[str]:
    yield f"### {escaped(code.name)}"
    yield escaped(code.definition)
    yield f"Found in {wording.spread_words(code.spread, book.minimum_cell)}."
    for quote in code.quotes:
        yield _quote_block(quote)


def _quote_block(quote: Quote) -> str:
    lines = [escaped(wording.set_quote(quote))]
    told = [quote.id]
    if quote.polarity is not Polarity.PRESENT:
        told.append(wording.POLARITY[quote.polarity])
    if not quote.reviewed:
        told.append(wording.review_state(quote))
    credit = f"— {escaped(quote.attribution)} " if quote.attribution else ""
    lines.append(f"{credit}({', '.join(told)})")
    if quote.context:
        lines.append(f"*Question:* {escaped(quote.context)}")
    if quote.checks:
        lines.append(f"*Before printing:* {escaped('; '.join(quote.checks))}")
    return "\n>\n".join(f"> {line}" for line in lines)


def _appendix(book: QuoteBook) -> Iterator[str]:
    yield "## How widely each theme was found"
    rows = ["| Theme | Interviews | Quotes |", "| --- | --- | --- |"]
    for family in families(book):
        for code in family.codes:
            spread = wording.spread_words(code.spread, book.minimum_cell)
            rows.append(f"| {escaped(code.name)} | {spread} | {len(code.quotes)} |")
    yield "\n".join(rows)
    yield "## Method"
    yield from map(escaped, wording.method(book))
    yield "## Limits"
    yield from map(escaped, wording.limits(book))
    if book.withheld:
        yield "## Passages withheld"
        counts = wording.withheld_counts(book)
        yield "\n".join(f"- {escaped(reason)}: {count}" for reason, count in counts)
