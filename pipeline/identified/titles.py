"""Titles before names: 'PC Khan' becomes '[officer]', not 'PC [officer]'."""

from __future__ import annotations

import re

from pipeline.identified.recognisers.word_classes import TITLES

_TITLE = "|".join(re.escape(title) for title in sorted(TITLES, key=len, reverse=True))
_SHORT = "|".join(title for title in sorted(TITLES) if len(title) < 5 and title != "lord")
_BEFORE = re.compile(rf"(?<!\w)(?:(?:(?:{_SHORT})\.|{_TITLE})\s+)+$", re.IGNORECASE)
"""A full stop belongs to a title only where it is short for something: 'Dr. Khan', but not 'I told
the doctor. Anna came'."""


def title_start(text: str, start: int) -> int:
    """Where the titles directly before ``text[start:]`` begin; `start` where there are none."""
    match = _BEFORE.search(text, 0, start)
    return match.start() if match else start
