"""Is a run of name words a person, a place or an organisation?"""

from __future__ import annotations

from pipeline.identified.recognisers.found_names import TurnWords
from pipeline.identified.recognisers.ordinary_words import name_expected
from pipeline.identified.recognisers.tokens import Casing
from pipeline.identified.recognisers.word_classes import ACTING, SPEAKING
from pipeline.identified.recognisers.word_lists import is_given, is_ordinary, is_surname, places
from pipeline.identified.recognisers.words import vocabulary
from pipeline.values.identifiers import Kind

_PLACE_BEFORE = {
    **dict.fromkeys(vocabulary("in near via into through around round across towards"), 2.5),
    **dict.fromkeys(vocabulary("from to at outside past off over up down"), 1.0),
}
_MOVING = vocabulary(
    "live lives lived living moved move moving born based stay stayed went go going "
    "drove driving came come back up down over out train bus"
)
_WORKING = vocabulary("work works worked working job shift employed started")
_STAFF = vocabulary(
    "shop branch store manager office depot staff shift app account site warehouse surgery"
)

_BODIES = vocabulary(
    "charity shop company firm school college home church pub gym cafe surgery "
    "restaurant club nursery salon agency business bank mosque temple hospital chain "
    "manager job ward"
)


def kind_of(words: TurnWords, first: int, end: int) -> tuple[Kind, str, bool]:
    """Kind and hint of the name ``words[first:end]``, and whether lists or context bear it out."""
    scores = {
        Kind.PERSON: _person(words, first, end),
        Kind.LOCATION: _place(words, first, end),
        Kind.ORGANISATION: _organisation(words, first, end),
    }
    kind = max(scores, key=lambda one: scores[one])
    hint = ""
    if kind is Kind.LOCATION:
        hint = _listed_place(words, first, end) or "place"
    if kind is Kind.ORGANISATION:
        hint = "employer" if words.word(first - 2) in _WORKING else "organisation"
    return kind, hint, scores[kind] >= 2


def _person(words: TurnWords, first: int, end: int) -> float:
    score = 0.6
    if is_given(words.word(first)):
        score += 2 if not is_ordinary(words.word(first)) or end - first > 1 else 1.2
    elif is_surname(words.word(first)) or is_surname(words.word(end - 1)):
        score += 0.9
    if end - first > 1 and is_given(words.word(first)) and is_surname(words.word(end - 1)):
        score += 1
    if name_expected(words.tokens, first, end - first):
        score += 3
    if words.tokens[end - 1].possessive and words.word(first - 1) not in _PLACE_BEFORE:
        score += 0.7
    if words.word(end) in SPEAKING | ACTING:
        score += 0.7
    return score + 0.7 * (words.word(first - 1) in ("with", "and", "by", "told", "asked", "rang"))


def _place(words: TurnWords, first: int, end: int) -> float:
    score = 2.0 if _listed_place(words, first, end) else 0.0
    before = words.word(first - 1)
    score += _PLACE_BEFORE.get(before, 0.0)
    if before in _PLACE_BEFORE and words.word(first - 2) in _MOVING:
        score += 1
    if end - first > 1 and not score:
        return 0.2
    return score - 0.5 * (before == "to" and is_given(words.word(first)))


def _organisation(words: TurnWords, first: int, end: int) -> float:
    token, before = words.tokens[first], words.word(first - 1)
    score = 2.5 * (token.folded in ("st", "saint") and end - first > 1)
    around = {words.word(i) for i in range(first - 4, first)} | {words.word(end)}
    score += 2.5 * bool(around & _BODIES) * (before in ("at", "called", "from", "the", "by", "in"))
    if words.casing is not Casing.NONE and token.text.isupper() and 2 < len(token.text) <= 5:
        score += 2.5
    if before in ("at", "for", "with") and words.word(first - 2) in _WORKING:
        score += 4
    elif before == "at" and not _listed_place(words, first, end):
        score += 1.4 if is_given(token.folded) else 2.2
    if before in ("the", "a", "over", "behind", "outside"):
        score += 1.2 + 0.5 * (end - first > 1)
    return score + 1.5 * (words.word(end) in _STAFF)


def _listed_place(words: TurnWords, first: int, end: int) -> str:
    phrase = " ".join(token.folded for token in words.tokens[first:end]).replace("-", " ")
    return places().get(phrase, "")
