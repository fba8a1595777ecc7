"""Who a person is to the one who speaks, from the words beside the name."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from functools import lru_cache

from pipeline.identified.recognisers import relation_words as words
from pipeline.identified.recognisers.apposition import (
    COMMA,
    COPULA,
    EXES,
    OF_MINE,
    Relation,
    after_name,
    role_of,
)
from pipeline.identified.recognisers.tokens import Token, tokens_of
from pipeline.identified.recognisers.word_classes import (
    ACTING,
    COMMON_VERBS,
    FUNCTION_WORDS,
    PRONOUNS,
    SPEAKING,
    TITLES,
    WEAK_TITLES,
)
from pipeline.identified.recognisers.words import vocabulary
from pipeline.values.spans import Span

__all__ = ["TITLES", "WEAK_TITLES", "Relation", "relation", "relation_at"]

_CALLED = vocabulary("called named")
_SHE_IS = vocabulary("she's he's shes hes who's whos who is was she he name they")
_TAILS = (
    ("at", "the", "time"), ("at", "that", "time"), ("back", "then"), ("of", "mine"), ("of", "ours"),
    ("next", "door"), ("over", "the", "road"), ("across", "the", "road"), ("down", "the", "road"),
    ("opposite",), ("upstairs",), ("downstairs",), ("from", "work"), ("at", "work"),
)  # fmt: skip
"""What may stand between the word for the role and the name: 'my husband at the time, Gareth'."""
_IS = vocabulary("is was thats shes hes whos")
_PAST = (("at", "the", "time"), ("at", "that", "time"), ("back", "then"))
_NO_VERB = PRONOUNS | ACTING | SPEAKING | COMMON_VERBS


def relation(text: str, span: Span) -> str:
    """The role of the person named in ``text[span.start:span.end]``; '' where nothing is said.

    Relatives, friends and partners of somebody else keep whose they are: 'his mum' -> 'his mother'.
    """
    found = relation_at(text, span)
    return found.role if found else ""


def relation_at(text: str, span: Span) -> Relation | None:
    """The role of the person named in ``text[span.start:span.end]``, and the words that say it.

    Reads 'my sister' before the name (over 'little', a title, 'called', 'at the time, '), a title
    ('PC Khan', 'Auntie Pat'), 'the Hendersons', and after it 'my sister', 'that's my sister', 'from
    work', 'next door', 'Baji'.
    """
    tokens = _tokens(text)
    left = tokens[: bisect_right(tokens, span.start, key=lambda token: token.end)]
    right = tokens[bisect_left(tokens, span.end, key=lambda token: token.start) :]
    return (
        _before(text, left, right, span)
        or _titled(text, left, span)
        or after_name(text, right, span)
        or _family(text, left, right, span)
    )


@lru_cache(maxsize=1)
def _tokens(text: str) -> list[Token]:
    """Kept for the next name of the turn: a long turn holds hundreds. Not to be changed."""
    return tokens_of(text)


# --- before the name ------------------------------------------------------------------------------


def _before(text: str, left: list[Token], right: list[Token], span: Span) -> Relation | None:
    gap = text[left[-1].end : span.start] if left else "?"
    at, gap, titled = _over_titles(left, gap)
    at, gap, named = _over_called(left, at, gap)
    at, gap, tail = _over_tail(left, at, gap)
    if at < 0 or gap.strip() not in COMMA or (left[at].possessive and not named):
        return None
    noun, role = _noun(left, at)
    if not role:
        return None
    owner_at, owner = _owner(left, noun)
    bound = bool(gap.strip()) or bool(titled or named or tail)
    if owner in words.ANY and not _fits_any(role, left[at], bound, bool(gap.strip()), right, tail):
        return None
    if tail in _PAST and role in words.PARTNERS:
        role = "ex-partner"
    whose = role_of(role, owner)
    if not whose:
        return None
    if gap.strip() and not (titled or named or tail) and _is_said(left, owner_at):
        return Relation(whose, span.start, span.end)
    start = _takes_from(left, owner_at, noun, owner, tail, named, titled, span)
    return Relation(whose, start, span.end)


def _over_titles(left: list[Token], gap: str) -> tuple[int, str, int | None]:
    """Over 'Mrs' and 'a Mrs': where the word before stands, the gap after it, where 'a' stood."""
    at, first = len(left) - 1, None
    while at >= 0 and left[at].folded in TITLES and gap.strip() in ("", ".") and not (
        left[at].folded in words.ROLE and _owner(left, at)[1]
    ):  # fmt: skip
        first, gap, at = left[at].start, left[at].gap, at - 1
    if first is not None and at >= 0 and left[at].folded == "a" and gap.isspace():
        first, gap, at = left[at].start, left[at].gap, at - 1
    return at, gap, first


def _over_called(left: list[Token], at: int, gap: str) -> tuple[int, str, str]:
    """Over 'called' and ', she's called'."""
    if at < 1 or left[at].folded not in _CALLED or not gap.isspace():
        return _over_name_is(left, at, gap)
    named, gap, at = "called", left[at].gap, at - 1
    while at > 0 and left[at].folded in _SHE_IS:
        named, gap, at = "she is called", left[at].gap, at - 1
    return at, gap, named


def _over_name_is(left: list[Token], at: int, gap: str) -> tuple[int, str, str]:
    """Over ''s name is'."""
    is_named = at > 1 and left[at].folded in COPULA and left[at - 1].folded == "name"
    return (at - 2, left[at - 1].gap, "name is") if is_named else (at, gap, "")


def _over_tail(left: list[Token], at: int, gap: str) -> tuple[int, str, tuple[str, ...]]:
    """Over 'at the time' and its like."""
    for tail in _TAILS:
        size = len(tail)
        if at >= size and tuple(one.folded for one in left[at - size + 1 : at + 1]) == tail:
            return at - size, left[at - size + 1].gap, tail
    return at, gap, ()


def _noun(left: list[Token], at: int) -> tuple[int, str]:
    """Where the words for a role begin that end at `at`, and the role."""
    last = left[at].folded
    if last == "law" and at > 1 and left[at - 1].folded == "in":
        first = left[at - 2].folded
        return at - 2, f"{first}-in-law" if first in words.IN_LAW else ""
    pair = words.PAIRS.get((left[at - 1].folded, last)) if at and left[at].joined else None
    return (at - 1, pair) if pair else (at, words.ROLE.get(last, ""))


def _owner(left: list[Token], noun: int) -> tuple[int, str]:
    """'my', 'his', 'the' ... before the noun, over adjectives only; '' where none."""
    at = noun
    while at > 0 and left[at].joined:
        at -= 1
        word = left[at].folded
        if word in words.MINE | words.THEIRS | words.ANY:
            return at, word
        if left[at].possessive:
            first, role = _noun(left, at)
            further, mine = _owner(left, first)
            is_ex = role == "ex-partner" and mine in words.MINE
            return (further, EXES) if is_ex else (noun, "")
        if word not in words.ADJECTIVES and word not in words.ROLE:
            break
    return noun, ""


def _fits_any(
    role: str, noun: Token, bound: bool, comma: bool, right: list[Token], tail: tuple[str, ...]
) -> bool:
    """Whether 'the solicitor Dawn' names her: not 'the officer Dawn rang', not 'the doctor, Dawn
    rang'. Relatives are 'a cousin of mine' at the most."""
    if role not in words.OTHERS | {"social worker"} and tail not in OF_MINE:
        return False
    if bound:
        return not comma or bool(tail) or role in ("neighbour", "officer", "solicitor")
    return not (right and right[0].joined and right[0].folded in _NO_VERB)


def _is_said(left: list[Token], owner_at: int) -> bool:
    """Whether the words for the role are what the sentence says: 'that's my brother, Jack'."""
    before = left[owner_at - 1] if owner_at else None
    return before is not None and (before.possessive or before.folded in _IS)


def _takes_from(
    left: list[Token],
    owner_at: int,
    noun: int,
    owner: str,
    tail: tuple[str, ...],
    named: str,
    titled: int | None,
    span: Span,
) -> int:
    """Where the words begin that the role makes superfluous."""
    says_more = tail and tail not in (*_PAST, *OF_MINE)
    if says_more or named in ("she is called", "name is"):
        return titled if titled is not None else span.start
    whole = owner in words.THEIRS or owner == EXES or (owner in words.MINE and owner_at == noun - 1)
    return left[owner_at].start if whole else left[noun].start


# --- titles ---------------------------------------------------------------------------------------


def _titled(text: str, left: list[Token], span: Span) -> Relation | None:
    gap = text[left[-1].end : span.start] if left else "?"
    if gap.strip() not in ("", ".") or left[-1].possessive:
        return None
    token = left[-1]
    word = token.folded
    plain = not token.capital and (word == "father" or _is_noun(left))
    if word in words.TITLE_ROLE and not plain:
        start = span.start if gap.strip() else token.start
        return Relation(words.TITLE_ROLE[word], start, span.end)
    if word in words.KIN_BEFORE and word in words.FAMILY_ROLE and not gap.strip():
        return Relation(words.FAMILY_ROLE[word], token.start, span.end)
    return None


def _is_noun(left: list[Token]) -> bool:
    """Whether a long title is none: 'the officer Dawn rang'."""
    after_article = len(left) > 1 and left[-1].joined and left[-2].folded in words.ANY
    return after_article and len(left[-1].folded) > 4


def _family(text: str, left: list[Token], right: list[Token], span: Span) -> Relation | None:
    """'the Hendersons'."""
    name = text[span.start : span.end]
    follows = right and right[0].joined and right[0].folded not in FUNCTION_WORDS | _NO_VERB
    if not left or left[-1].folded != "the" or not text[left[-1].end : span.start].isspace():
        return None
    plural = name.isalpha() and len(name) > 4 and name[-1] == "s" and name[-2] != "s"
    if not plural or follows or text[span.end : span.end + 1] in ("'", "’"):
        return None
    return Relation("family", left[-1].start, span.end)
