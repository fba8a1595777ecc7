"""Who a person is to the one who speaks, from the words beside the name."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from functools import lru_cache

from pipeline.identified.recognisers.tokens import Token, tokens_of
from pipeline.identified.recognisers.word_classes import (
    CLERGY_TITLES,
    COURTESY_TITLES,
    DOCTOR_TITLES,
    JUDGE_TITLES,
    KIN_TITLES,
    OFFICER_TITLES,
    TITLES,
    WEAK_TITLES,
)
from pipeline.identified.recognisers.words import vocabulary
from pipeline.values.spans import Span

__all__ = ["TITLES", "WEAK_TITLES", "relation"]

_FAMILY = {
    "mother": "mum mam mom mother mummy mammy ma ammi ammu hooyo",
    "father": "dad da father daddy abbu abba aabo",
    "sister": "sister sis baji apa didi",
    "brother": "brother bro bhai",
    "daughter": "daughter stepdaughter",
    "son": "son lad stepson",
    "child": "kid child eldest youngest boy girl teenager",
    "baby": "baby toddler",
    "grandchild": "grandson granddaughter grandchild",
    "grandmother": "nan nana nanny gran granny grandma grandmother dadi nani nain mamgu",
    "grandfather": "grandad granddad grandpa grandfather dada nana-ji taid tadcu",
    "aunt": "auntie aunty aunt khala phupo masi tia ciocia",
    "uncle": "uncle chacha mama tio wujek amca",
    "cousin": "cousin",
    "niece": "niece",
    "nephew": "nephew",
    "relative": "stepdad stepmum stepfather stepmother stepbrother stepsister in-law godmother"
    " godfather twin sister-in-law brother-in-law mother-in-law father-in-law son-in-law"
    " daughter-in-law half-brother half-sister family",
}
_PARTNERS = {
    "ex-partner": "ex ex-husband ex-wife ex-partner ex-boyfriend ex-girlfriend ex-fella",
    "husband": "husband hubby",
    "wife": "wife missus",
    "partner": "partner boyfriend girlfriend fiance fiancee fella",
}
_OTHERS = {
    "friend": "friend mate bestie pal",
    "neighbour": "neighbour neighbor",
    "colleague": "colleague workmate co-worker",
    "manager": "manager boss supervisor gaffer",
    "officer": "officer policeman policewoman pcso detective sergeant inspector constable",
    "solicitor": "solicitor lawyer barrister",
    "judge": "judge magistrate",
    "doctor": "doctor gp consultant psychiatrist",
    "teacher": "teacher headteacher headmaster headmistress tutor",
    "advocate": "advocate idva isva caseworker keyworker support-worker",
    "counsellor": "counsellor therapist psychologist",
    "clergy": "vicar pastor priest imam rabbi minister",
    "landlord": "landlord landlady",
    "client": "client",
}
_TITLED = {
    "officer": OFFICER_TITLES,
    "doctor": DOCTOR_TITLES,
    "judge": JUDGE_TITLES,
    "clergy": CLERGY_TITLES,
}


def _by_word(table: dict[str, str]) -> dict[str, str]:
    return {word: role for role, words in table.items() for word in words.split()}


_FAMILY_ROLE, _PARTNER_ROLE = _by_word(_FAMILY), _by_word(_PARTNERS)
_OTHER_ROLE = _by_word(_OTHERS)
_ROLE = _FAMILY_ROLE | _PARTNER_ROLE | _OTHER_ROLE
_TITLE_ROLE = {word: role for role, words in _TITLED.items() for word in words}

_MINE = vocabulary("my our me your")
_THEIRS = vocabulary("his her their")
_BETWEEN = vocabulary(
    "older elder younger little big best old new good eldest youngest former late own "
    "dear close next-door head first second oldest only poor work support police lovely "
    "long-suffering step twin half then"
)  # fmt: skip
_LINKS = vocabulary("that's thats who's whos that she's he's is")
_PAIRS = {
    ("support", "worker"): "advocate",
    ("social", "worker"): "advocate",
    ("case", "worker"): "advocate",
    ("key", "worker"): "advocate",
    ("line", "manager"): "manager",
    ("best", "friend"): "friend",
    ("flat", "mate"): "friend",
    ("sister", "law"): "relative",
    ("brother", "law"): "relative",
    ("mother", "law"): "relative",
    ("father", "law"): "relative",
    ("son", "law"): "relative",
    ("daughter", "law"): "relative",
}


def relation(text: str, span: Span) -> str:
    """The role of the person named in ``text[span.start:span.end]``; '' where nothing is said.

    Reads a title before the name ('PC Khan'), 'my sister' before it, and 'my sister' or 'that's my
    sister' after it, over nothing but blanks, a comma, and words such as 'little'. Family and
    partners of somebody else ('his mum') are 'relative'.
    """
    tokens = _tokens(text)
    left = tokens[: bisect_right(tokens, span.start, key=lambda token: token.end)]
    right = tokens[bisect_left(tokens, span.end, key=lambda token: token.start) :]
    gap = text[left[-1].end : span.start] if left else ""
    return _title(left, gap) or _before(left, gap) or _after(right, text[span.end :])


@lru_cache(maxsize=1)
def _tokens(text: str) -> list[Token]:
    """Kept for the next name of the turn: a long turn holds hundreds. Not to be changed."""
    return tokens_of(text)


def _title(left: list[Token], gap: str) -> str:
    if not left or gap.strip() not in ("", ".") or left[-1].possessive:
        return ""
    word = left[-1].folded
    if word in COURTESY_TITLES:
        near = len(left) > 1 and left[-1].gap.strip() in ("", ",")
        earlier = left[-2] if near else None
        return _ROLE.get(earlier.folded, "") if earlier and _owned(left[:-1]) else ""
    if word == "father" and not left[-1].capital:
        return ""
    if word in _TITLE_ROLE and not _owner_of(left):
        return _TITLE_ROLE[word]
    if word in KIN_TITLES and not _owner_of(left):
        return _FAMILY_ROLE.get(word, "")
    return ""


def _before(left: list[Token], gap: str) -> str:
    if not left or gap.strip() not in ("", ",", "–", "-", "—") or left[-1].possessive:
        return ""
    role = _ROLE.get(left[-1].folded, "")
    pair = _PAIRS.get((_at(left, -2), left[-1].folded)) or _PAIRS.get(
        (_at(left, -3), _at(left, -1))
    )
    role = pair or role
    owner = _owner_of(left)
    return _seen_by(owner, _ex(left, role)) if role and owner else ""


def _after(right: list[Token], rest: str) -> str:
    if not right or right[0].gap.strip() not in (",", "–", "-", "—", ""):
        return ""
    words = right
    if words[0].folded in _LINKS:
        words = words[1:]
        if words and words[0].folded in ("is", "was"):
            words = words[1:]
    elif not right[0].gap.strip():
        return ""
    if not words or words[0].folded not in _MINE | _THEIRS:
        return ""
    owner, following = words[0].folded, words[1:]
    while following and following[0].folded in _BETWEEN and len(following) > 1:
        if (following[0].folded, following[1].folded) in _PAIRS:
            break
        following = following[1:]
    if not following or following[0].possessive:
        return ""
    pair = _PAIRS.get((following[0].folded, _at(following, 1)))
    role = pair or _ROLE.get(following[0].folded, "")
    return _seen_by(owner, role) if role and not _named_next(following) else ""


def _named_next(following: list[Token]) -> bool:
    """Whether the word for the relative belongs to the name after it: 'Kelly, my sister Jo and'."""
    after = following[1] if len(following) > 1 else None
    return after is not None and after.joined and after.capital


def _owned(left: list[Token]) -> bool:
    return bool(_owner_of(left))


def _owner_of(left: list[Token]) -> str:
    """'my', 'his' ... before the last word of `left`, over adjectives only; '' where none."""
    index = len(left) - 1
    while index > 0 and left[index].joined:
        index -= 1
        word = left[index].folded
        if word in _MINE or word in _THEIRS:
            return word
        known = word in _BETWEEN or word in _ROLE or word in ("in", "social", "case", "key", "line")
        if not known or left[index].possessive:
            return ""
    return ""


def _ex(left: list[Token], role: str) -> str:
    is_partner = role in ("husband", "wife", "partner")
    return "ex-partner" if is_partner and _at(left, -2) == "ex" else role


def _seen_by(owner: str, role: str) -> str:
    if owner in _MINE or role in _OTHERS:
        return role
    return "" if role == "ex-partner" else "relative"


def _at(tokens: list[Token], index: int) -> str:
    return tokens[index].folded if -len(tokens) <= index < len(tokens) else ""
