"""What goes with a name: 'PC Khan' becomes '[officer]', 'the Crown' '[pub]', not 'the [pub]'."""

from __future__ import annotations

import re

from pipeline.identified.recognisers.word_classes import TITLES

_SHORT = "|".join(sorted((one for one in TITLES if len(one) < 5), key=len, reverse=True))
_LONG = "|".join(sorted((one.title() for one in TITLES if len(one) >= 5), key=len, reverse=True))
_BEFORE = re.compile(rf"(?<!\w)(?:(?:(?i:{_SHORT})\.?|{_LONG})\s+)+$")
"""A full stop belongs to a title that is short for something ('Dr. Khan'), not to 'I told the
doctor. Anna came'; and a word such as 'doctor' is a title only where it has its capital."""

_ARTICLE = re.compile(r"(?<!\w)[Tt]he\s+$")


def title_start(text: str, start: int) -> int:
    """Where the titles directly before ``text[start:]`` begin; `start` where there are none."""
    match = _BEFORE.search(text, 0, start)
    return match.start() if match else start


def article_start(text: str, start: int) -> int:
    """Where a 'the' directly before ``text[start:]`` begins; `start` where there is none.

    The article is part of the name ('the Met', 'the Badger'): left standing before a placeholder it
    reads wrongly, and it tells a little.
    """
    match = _ARTICLE.search(text, 0, start)
    return match.start() if match else start
