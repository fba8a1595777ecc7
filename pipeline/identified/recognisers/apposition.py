"""Who a person is, from the words after the name: 'Kelly, my sister,', 'Steve from work'."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from pipeline.identified.recognisers import relation_words as words
from pipeline.identified.recognisers.tokens import Token
from pipeline.identified.recognisers.word_classes import ACTING, AUXILIARIES, SPEAKING
from pipeline.identified.recognisers.words import vocabulary
from pipeline.values.spans import Span

_LINKS = vocabulary("that's thats who's whos that she's he's is was shes hes this")
COPULA = vocabulary("is was")
OF_MINE = (("of", "mine"), ("of", "ours"))
_WHERE = {
    ("from", "work"): "colleague",
    ("from", "the", "office"): "colleague",
    ("next", "door"): "neighbour",
    ("from", "next", "door"): "neighbour",
    ("over", "the", "road"): "neighbour",
    ("across", "the", "road"): "neighbour",
    ("from", "over", "the", "road"): "neighbour",
    ("from", "across", "the", "road"): "neighbour",
}
"""What places a person after the name: 'Steve from work', 'Glenys next door'."""
_ENDS = re.compile(r"\s*(?:[,.;:?!)\]\"”…–—-]|$)")
EXES = "stalker's"
"""Whose the relative is in 'my ex's brother': said as roles say it."""
COMMA = ("", ",", "–", "-", "—")


@dataclass(frozen=True)
class Relation:
    """What the words around a name say of the person."""

    role: str
    """'sister'; with whose it is where it is not the speaker's: 'his sister'."""
    start: int
    end: int
    """What a replacement that says the role may take in, the name included."""


def role_of(role: str, owner: str) -> str:
    """A role with whose it is, where it is not the speaker's; '' where that says nothing."""
    if owner == "their" and role in ("child", "baby"):  # 'who names their kid Chase'
        return ""
    if (owner in words.THEIRS or owner == EXES) and role not in ("officer", "judge"):
        return "" if role == "ex-partner" else f"{owner} {role}"
    return role if owner else ""


def after_name(text: str, right: list[Token], span: Span) -> Relation | None:
    """What the words `right` of a name say of the person."""
    if not right or text[span.end : right[0].start].strip() not in COMMA:
        return None
    folded = [token.folded for token in right[:12]]
    beside = right[0].joined
    if beside and folded[0] in words.SUFFIXES:
        return Relation(words.FAMILY_ROLE[folded[0]], span.start, right[0].end)
    for where, role in _WHERE.items():
        if beside and tuple(folded[: len(where)]) == where:
            return Relation(role, span.start, span.end)
    linked = _over_links(folded)
    if beside and not linked:
        return None
    return _apposed(text, right, folded, linked, span)


def _over_links(folded: Sequence[str]) -> int:
    """How many of the first words are 'that's', 'who is' ..."""
    if folded[0] not in _LINKS and folded[:2] != ["who", "is"]:
        return 0
    return 2 if len(folded) > 1 and folded[1] in COPULA else 1


def _apposed(
    text: str, right: list[Token], folded: list[str], linked: int, span: Span
) -> Relation | None:
    """'my (little) sister' after the name."""
    if len(folded) <= linked or folded[linked] not in words.MINE | words.THEIRS | words.ANY:
        return None
    owner, at = folded[linked], linked + 1
    while at + 1 < len(folded) and folded[at] in words.ADJECTIVES and right[at].joined:
        if (folded[at], folded[at + 1]) in words.PAIRS:
            break
        at += 1
    if at >= len(folded) or not right[at].joined:
        return None
    last, role = _noun_after(folded, at)
    if not role or right[last].possessive or _named_next(right, last):
        return None
    closed = _ENDS.match(text, right[last].end)
    of_mine = tuple(folded[last + 1 : last + 3]) in OF_MINE
    if owner in words.ANY and not (of_mine or (closed and role in words.OTHERS and not linked)):
        return None
    end = _closing(text, right, last) if closed and not linked else span.end
    whose = role_of(role, owner)
    return Relation(whose, span.start, end) if whose else None


def _noun_after(folded: list[str], at: int) -> tuple[int, str]:
    if folded[at + 1 : at + 3] == ["in", "law"] and folded[at] in words.IN_LAW:
        return at + 2, f"{folded[at]}-in-law"
    pair = words.PAIRS.get((folded[at], folded[at + 1])) if at + 1 < len(folded) else None
    return (at + 1, pair) if pair else (at, words.ROLE.get(folded[at], ""))


def _named_next(right: list[Token], last: int) -> bool:
    """Whether the word for the relative belongs to the name after it: 'Kelly, my sister Jo and'."""
    after = right[last + 1] if last + 1 < len(right) else None
    return after is not None and after.joined and after.capital


def _closing(text: str, right: list[Token], last: int) -> int:
    """The end of an apposition: with its second comma where the sentence simply goes on."""
    end = right[last].end
    if last + 1 < len(right) and right[last + 1].gap.strip() == ",":
        goes_on = right[last + 1].folded in (ACTING | SPEAKING | AUXILIARIES) - {"who", "who's"}
        return end + 1 if goes_on and text[end] == "," else end
    return end
