"""Words of a turn as a sheet shows them, and finding words in a turn again."""

from __future__ import annotations

import re
from collections.abc import Iterator

from pipeline.values.spans import Span

LONGEST = 3_000
"""Characters of a passage that a cell shows; of a longer one the middle is left out."""
_SAME = str.maketrans({"’": "'", "‘": "'", "“": '"', "”": '"', "–": "-", "‑": "-", "\u00a0": " "})
"""What a spreadsheet changes while somebody types; each a single character, so places hold."""


def before(text: str, span: Span, most: int) -> str:
    """The end of what stands before `span`, whole words, `most` characters at the most."""
    left = text[: span.start].rstrip()
    if len(left) <= most:
        return left
    cut = left[-most:]
    return "… " + cut[cut.find(" ") + 1 :]


def after(text: str, span: Span, most: int) -> str:
    """The beginning of what stands after `span`."""
    right = text[span.end :].lstrip()
    if len(right) <= most:
        return right
    cut = right[:most]
    return cut[: cut.rfind(" ")].rstrip() + " …"


def shown(words: str) -> str:
    """`words`, shortened in the middle where no cell could hold them."""
    if len(words) <= LONGEST:
        return words
    half = LONGEST // 2
    return f"{words[:half]} […] {words[-half:]}"


def places_of(words: str, text: str) -> list[Span]:
    """Every place where `words` stand in `text` as whole words, in order; they do not overlap.

    The very same characters come first. Where there are none, quotation marks, dashes and blanks
    may be others, as spreadsheets and keyboards make them.
    """
    return list(_found(words, text)) or list(_found(words.translate(_SAME), text.translate(_SAME)))


def _found(words: str, text: str) -> Iterator[Span]:
    if not words:
        return
    begins = r"(?<!\w)" if words[0].isalnum() else ""
    ends = r"(?!\w)" if words[-1].isalnum() else ""
    for match in re.finditer(f"{begins}{re.escape(words)}{ends}", text):
        yield Span(start=match.start(), end=match.end())
