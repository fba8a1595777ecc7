"""Is 'will', 'grace', 'mark' or 'reading' here a name? Decided from case, place and neighbours."""

from __future__ import annotations

from collections.abc import Sequence
from enum import StrEnum

from pipeline.identified.recognisers.tokens import Casing, Token
from pipeline.identified.recognisers.word_classes import (
    ACTING,
    AUXILIARIES,
    CONJUNCTIONS,
    DETERMINERS,
    FUNCTION_WORDS,
    GREETING,
    KIN_TITLES,
    NAMING,
    OBJECTS,
    PRONOUNS,
    QUALITIES,
    SPEAKING,
    TITLES,
    VERBS_TOO,
)
from pipeline.identified.recognisers.word_lists import is_given, is_ordinary, is_word_too
from pipeline.identified.recognisers.words import vocabulary

KIN = vocabulary(
    "mum mam mom dad mother father sister brother son daughter lad boy girl baby eldest "
    "youngest husband wife partner ex boyfriend girlfriend fiance fiancee friend mate "
    "neighbour boss manager solicitor cousin niece nephew aunt auntie aunty uncle nan "
    "gran grandad granddad grandma stepdad stepmum stepson stepdaughter twin colleague "
    "landlord granddaughter grandson lawyer counsellor therapist teacher bloke fella "
    "missus in-law bestie"
)
"""Words for people that a name follows directly after 'my', 'his', 'our' ... ."""

_OWNERS = vocabulary("my our his her their your me whose")
_MODALS = vocabulary("will may can might")
_MONTHS = vocabulary("april may june august march")
_RELATION = vocabulary(
    "spoke speak speaking talk talked talking said listen listened wrote write gave "
    "according married engaged next sent belongs"
)
_BESIDE = {
    "mark": ({"a", "question", "exclamation", "landing", "skid", "land"}, {"my", "you", "of"}),
    "bill": ({"phone", "gas", "electric", "water", "tax", "vet's", "restaurant"}, {"for"}),
    "rose": ({"red", "single", "voice", "voices"}, {"up", "to", "from", "garden", "bush"}),
    "grace": ({"good", "bad", "saving", "say", "said"}, {"of", "period", "under"}),
    "hope": ({"in", "of", "no", "some"}, {"so", "not", "that", "for"}),
    "reading": ({"of", "was", "been", "were", "just", "me"}, {"it", "them", "my", "glasses"}),
    "penny": ({"the", "every"}, {"dropped", "drops", "for"}),
    "dawn": ({"before", "crack", "till"}, {"on", "chorus", "raid"}),
    "deal": ({"big", "great", "good", "a", "to"}, {"with", "breaker"}),
    "summer": ({"last", "that", "all", "next"}, {"holidays", "holiday", "time"}),
    "jack": ({"lumber"}, {"it", "of"}),
    "bath": ({"have", "had", "a", "run"}, {"bomb", "and", "water"}),
}  # fmt: skip
"""Word -> what makes it the ordinary word when it stands before it, and after it."""


class Use(StrEnum):
    """How a word that may be a name is used."""

    NAME = "name"
    DOUBT = "doubt"
    WORD = "word"


def use_of(tokens: Sequence[Token], first: int, width: int, casing: Casing) -> Use:
    """How the `width` words from `first` on are used, a form that is made of ordinary words.

    A capital inside a sentence is a name where capitals can be trusted, and a small letter is the
    ordinary word there unless a name is expected; everywhere else the neighbours decide, and where
    they are silent it is left in doubt.
    """
    token = tokens[first]
    if casing is Casing.TRUSTED and token.capital and not token.starts_sentence:
        return Use.NAME
    if width > 1:
        return Use.DOUBT if not token.capital and casing is Casing.TRUSTED else Use.NAME
    expected = name_expected(tokens, first, width)
    plain = plainly_ordinary(tokens, first)
    if casing is Casing.TRUSTED and not token.capital:
        return Use.DOUBT if expected and not plain else Use.WORD
    if plain and not _after_title(tokens, first):
        return Use.WORD
    return Use.NAME if expected else Use.DOUBT


def name_expected(tokens: Sequence[Token], first: int, width: int) -> bool:
    """Whether the words before or after say that here stands a person's name."""
    return called_before(tokens, first) or _acts_after(tokens, first, width)


def called_before(tokens: Sequence[Token], first: int) -> bool:
    """Whether a title, 'called', 'my sister', a greeting or a name with 'and' stands before."""
    if _after_title(tokens, first) or _after_kin(tokens, first):
        return True
    left, gap = _word(tokens, first - 1), tokens[first].gap
    if left in NAMING and not any(mark in gap for mark in ".?!"):
        return True
    if left in ("is", "was", "it's", "name's") and _word(tokens, first - 2) in ("name", "surname"):
        return True
    if left in GREETING and _word(tokens, first + 1) not in ("to", "for"):
        return is_given(tokens[first].folded) or not is_ordinary(tokens[first].folded)
    if left in ("is", "was") and _word(tokens, first - 2) in KIN:
        return _word(tokens, first - 3) in _OWNERS
    before = _word(tokens, first - 2)
    known = before == "me" or (is_given(before) and not is_ordinary(before))
    return left in ("and", "or") and known


def plainly_ordinary(tokens: Sequence[Token], first: int) -> bool:
    """Whether the neighbours leave no doubt that the word is the ordinary word."""
    token = tokens[first]
    left, right = _word(tokens, first - 1), _word(tokens, first + 1)
    if any(mark in token.gap for mark in ".?!,;"):
        left = ""
    if first + 1 < len(tokens) and any(mark in tokens[first + 1].gap for mark in ".?!,;"):
        right = ""
    word = token.folded
    before, after = _BESIDE.get(word, (set[str](), set[str]()))
    if left in before or right in after or right == "of":
        return True
    if word in _MODALS and not token.possessive and _is_modal(left, right):
        return True
    if word in _MONTHS and left in ("in", "of", "last", "next", "this", "by", "since", "until"):
        return True
    if left in DETERMINERS - {"that"} and left not in ("our", "her"):
        return True
    if word in QUALITIES and (left in AUXILIARIES or left in ("so", "very", "too", "quite")):
        return True
    return word in VERBS_TOO and _is_verb(tokens, first, left, right)


def _is_modal(left: str, right: str) -> bool:
    if left in PRONOUNS or left in ("this", "nobody", "everyone", "someone", "what"):
        return True
    follows_verb = right in SPEAKING or right in ACTING or right in ("and", "or", "")
    return bool(right) and not follows_verb and (is_ordinary(right) or right in FUNCTION_WORDS)


def _is_verb(tokens: Sequence[Token], first: int, left: str, right: str) -> bool:
    if right in AUXILIARIES:  # 'it was it grace was ten': two verbs do not follow each other
        return False
    if left in PRONOUNS or left in ("not", "don't", "didn't", "dont", "didnt", "can't", "cant"):
        return True
    if left in AUXILIARIES and left not in ("is", "was"):
        return True
    if left == "to":
        return _word(tokens, first - 2) not in _RELATION and right not in SPEAKING
    opens = not left or left in CONJUNCTIONS
    return opens and right in (OBJECTS | DETERMINERS | {"i", "we", "they", "he", "she"})


def _after_title(tokens: Sequence[Token], first: int) -> bool:
    left = _word(tokens, first - 1)
    if left not in TITLES or tokens[first].gap.strip() not in ("", "."):
        return False
    return left not in ("father", "officer", "doctor", "judge", "elder", "honour") or (
        tokens[first].capital or is_given(tokens[first].folded)
    )


def _after_kin(tokens: Sequence[Token], first: int) -> bool:
    left, gap = _word(tokens, first - 1), tokens[first].gap.strip()
    if left in KIN_TITLES and not gap and tokens[first].capital:
        return True
    if left == "our" and not gap:
        return is_given(tokens[first].folded)
    return (
        gap in ("", ",")
        and (left in KIN or left in KIN_TITLES)
        and bool({_word(tokens, first - 2), _word(tokens, first - 3)} & _OWNERS)
    )


def _acts_after(tokens: Sequence[Token], first: int, width: int) -> bool:
    token, right = tokens[first + width - 1], _word(tokens, first + width)
    if token.possessive and right and right not in FUNCTION_WORDS:
        return is_given(token.folded) and token.folded not in ("summer", "guy")
    left = _word(tokens, first - 1)
    if first + width < len(tokens) and not tokens[first + width].joined:
        return False
    if right in SPEAKING:
        return left not in DETERMINERS
    opens = tokens[first].starts_sentence or left in CONJUNCTIONS
    return opens and right in ACTING and is_given(token.folded) and not _thing(token.folded)


def _thing(word: str) -> bool:
    return word in VERBS_TOO or word in QUALITIES or (is_word_too(word) and word.endswith("s"))


def _word(tokens: Sequence[Token], index: int) -> str:
    return tokens[index].folded if 0 <= index < len(tokens) else ""
