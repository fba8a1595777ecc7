"""The quote book as one HTML file that needs nothing else to be read: no network, no script.

Everything that comes from the book is escaped by the template engine. The page carries a content
security policy that allows its own style and script, by their hashes, and nothing else.
"""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Iterator
from importlib import resources

from jinja2 import Environment, StrictUndefined
from markupsafe import Markup

from pipeline.quotable.exporters import wording
from pipeline.quotable.exporters.figures import Bar, matrix, shares, together
from pipeline.quotable.exporters.grouping import families, participants, quoted_families
from pipeline.values.quotes import QuoteBook, Spread
from pipeline.values.themes import Polarity

_SHADES = 5


def write(book: QuoteBook) -> bytes:
    """The page, UTF-8."""
    style, script = _part("quotebook.css"), _part("quotebook.js")
    environment = Environment(
        autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True
    )
    environment.filters["printable"] = wording.printable
    environment.filters["shade"] = _shade
    environment.filters["short"] = _short
    template = environment.from_string(_part("quotebook.html"))
    page = template.render(
        book=book,
        families=families(book),
        sections=quoted_families(book),
        matrix=matrix(book),
        together=together(book),
        shares=shares(book),
        participants=participants(book),
        interviews=max((spread.base for spread in book.spreads), default=0),
        polarities=[polarity for polarity in Polarity if polarity in _polarities(book)],
        polarity_words=wording.POLARITY,
        present=Polarity.PRESENT,
        wording=wording,
        bar=lambda spread: _bar(spread, book.minimum_cell),
        style=Markup(style),  # our own file, and the policy names its hash
        script=Markup(script),
        policy=_policy(style, script),
    )
    return page.encode("utf-8")


def _part(name: str) -> str:
    folder = resources.files("pipeline.quotable.exporters") / "templates"
    return (folder / name).read_text("utf-8").replace("\r\n", "\n")


def _policy(style: str, script: str) -> str:
    return (
        f"default-src 'none'; style-src '{_hash(style)}'; script-src '{_hash(script)}'; "
        "base-uri 'none'; form-action 'none'"
    )


def _hash(text: str) -> str:
    return "sha256-" + base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()


def _polarities(book: QuoteBook) -> Iterator[Polarity]:
    return (quote.polarity for quote in book.quotes)


def _bar(spread: Spread, minimum_cell: int) -> Bar:
    """A count that must not be shown is drawn as wide as the largest it could be."""
    hidden = 0 < spread.participants < minimum_cell
    shown = min(minimum_cell - 1, spread.base) if hidden else spread.participants
    width = round(100 * shown / spread.base, 1) if spread.base else 0.0
    return Bar(wording.shown_count(spread.participants, minimum_cell), width, hidden)


def _short(bar: Bar, minimum_cell: int) -> str:
    """A number of interviews in the few signs that a narrow cell holds."""
    if not bar.bound:
        return bar.words if bar.width else "–"
    return f"≥{minimum_cell}" if bar.width else f"<{minimum_cell}"


def _shade(count: int, largest: int) -> int:
    """Which of the shades 0 (none) to 5 (the largest) stands behind a number of the matrix."""
    return -(-_SHADES * count // largest) if count else 0
