"""Words as they are looked up: without case and accents, with straight apostrophes."""

from __future__ import annotations

import unicodedata
from functools import cache

_LETTERS = str.maketrans(
    {
        **dict(zip("łŁøØđĐıßæÆœŒ", "llooddisaaoo", strict=True)),
        **dict.fromkeys("’‘ʼ`´", "'"),
        **dict.fromkeys("‐‑", "-"),
    }
)


@cache
def folded(word: str) -> str:
    """`word` in small letters, without accents, apostrophes and hyphens made plain.

    Letters that no accent makes ('ł', 'ø') become the letter they look like.
    """
    apart = unicodedata.normalize("NFKD", word.translate(_LETTERS))
    return "".join(one for one in apart if not unicodedata.combining(one)).lower()
