"""Ids of codes: short, safe in file names, the same in every program."""

from __future__ import annotations

import re
import unicodedata

LONGEST_ID = 40
"""The journal takes no longer one."""
_ID = re.compile(r"[a-z][a-z0-9]*(-[a-z0-9]+)*")


def is_id(words: str) -> bool:
    """Whether `words` is the id of a code or family as it stands."""
    return len(words) <= LONGEST_ID and bool(_ID.fullmatch(words))


def id_like(words: str) -> str:
    """The id nearest to `words`: 'Moving House' gives 'moving-house'; '' where nothing is left."""
    plain = unicodedata.normalize("NFKD", words.casefold())
    letters = "".join(char for char in plain if not unicodedata.combining(char))
    joined = re.sub(r"[^a-z0-9]+", "-", re.sub(r"['’]", "", letters))
    return joined.lstrip("-0123456789")[:LONGEST_ID].rstrip("-")
