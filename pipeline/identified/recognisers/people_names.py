"""Finds names of people, and whatever else a capital gives away, by lists, case and neighbours."""

from __future__ import annotations

from enum import IntEnum

from pipeline.identified.recognisers.found_names import Found, TurnWords
from pipeline.identified.recognisers.name_kinds import kind_of
from pipeline.identified.recognisers.ordinary_words import (
    Use,
    called_before,
    name_expected,
    plainly_ordinary,
    use_of,
)
from pipeline.identified.recognisers.place_names import AT
from pipeline.identified.recognisers.tokens import Casing
from pipeline.identified.recognisers.word_classes import (
    COMMON_VERBS,
    COURTESY_TITLES,
    FUNCTION_WORDS,
    NEVER_NAMES,
    QUALITIES,
    TITLES,
    VERBS_TOO,
    WEAK_TITLES,
)
from pipeline.identified.recognisers.word_lists import (
    identifies_nobody,
    is_given,
    is_name,
    is_ordinary,
    is_surname,
    is_word_too,
    peoples,
    places,
    words_of,
)
from pipeline.identified.recognisers.words import vocabulary

_PARTICLES = vocabulary("de da la van von der den del di du al el bin ibn ap ab mac mc o st")
_STAYS = vocabulary(
    "live lives lived living moved move moving born raised based staying stayed stay "
    "flat house came come comes coming went go goes going drove drive train bus back up "
    "down over out place somewhere job girl lad woman man boy people"
)
_USUAL_AFTER_IN = vocabulary(
    "bath bed box church court law street park hall sale march hand time over hospital "
    "hope pool stock stone wool worth par paradise perm hay cork beer cheddar sandwich "
    "leek mango scone sari mobile metro van wall tower valley wing quarter bridge "
    "battle bury bow eye grain hill summer knock march nice place reading rock saga "
    "send steep trim valley china flint oral springs plains meadows man mark hope "
    "convoy commonwealth loans prosperous tumble warden"
)
"""Places that are words which 'in' and 'from' often stand before."""


class Belief(IntEnum):
    """How surely a word is (part of) a name."""

    NO = 0
    PERHAPS = 1
    YES = 2


def people_and_others(words: TurnWords, taken: list[Found]) -> list[Found]:
    """All runs of words that are names, left to right, outside what is `taken` already."""
    blocked = {i for one in taken for i in range(one.first, one.end)}
    beliefs = [Belief.NO if i in blocked else _belief(words, i) for i in range(len(words.tokens))]
    found: list[Found] = []
    index = 0
    while index < len(beliefs):
        end = _run_end(words, beliefs, index) if beliefs[index] else index
        if end > index:
            found.append(_found(words, beliefs, index, end))
        index = max(end, index + 1)
    return found


def _run_end(words: TurnWords, beliefs: list[Belief], first: int) -> int:
    """Where the run of name words that begins at `first` ends; particles may stand inside."""
    end = first + 1
    while end < len(beliefs) and words.tokens[end].joined and not words.tokens[end - 1].possessive:
        if beliefs[end] or (_continues(words, end) and not _goes_on(words, end)):
            end += 1
        elif words.word(end) in _PARTICLES and end + 1 < len(beliefs) and beliefs[end + 1]:
            end += 2
        else:
            break
    return end


def _continues(words: TurnWords, index: int) -> bool:
    """Whether a word that is no name by itself is the surname after one: 'Kelly Wood'."""
    previous, word = words.word(index - 1), words.word(index)
    if words.casing is Casing.TRUSTED or not is_given(previous):
        return False
    return is_name(word) and (words.capital(index) or words.casing is Casing.NONE) and not (
        word in FUNCTION_WORDS or word in COMMON_VERBS
    )  # fmt: skip


def _goes_on(words: TurnWords, index: int) -> bool:
    """Whether a word after a given name goes on with the sentence rather than with the name."""
    return plainly_ordinary(words.tokens, index) or (is_ordinary(words.word(index)) and (
        words.word(index + 1) in FUNCTION_WORDS and words.word(index) in words_of("spoken_words")
    ))  # fmt: skip


def _found(words: TurnWords, beliefs: list[Belief], first: int, end: int) -> Found:
    kind, hint, certain = kind_of(words, first, end)
    sure = max(beliefs[first:end]) is Belief.YES
    last = words.word(end - 1)
    plural = _bare_possessive(last)
    return Found(
        first,
        end,
        kind,
        hint,
        sure=sure and (certain or words.casing is not Casing.NONE),
        plural=plural if len(last) == len(words.tokens[end - 1].text) else 0,
    )


def _bare_possessive(word: str) -> int:
    """1 where a word is a listed name with an s that lost its apostrophe ('kellys')."""
    listed = is_name(word) or word in places() or is_ordinary(word)
    base = word[:-1]
    return int(not listed and word.endswith("s") and is_given(base) and not is_word_too(base))


def _belief(words: TurnWords, index: int) -> Belief:
    token = words.tokens[index]
    if _after_courtesy(words, index):
        return Belief.YES
    if not token.text[0].isalpha() or len(token.folded) == 1:
        return Belief.NO
    if identifies_nobody(token.folded) or token.folded in peoples() or _is_address(words, index):
        return _although_known(words, index)
    if token.capital and words.casing is Casing.TRUSTED:
        return _capital_trusted(words, index)
    if token.capital and words.casing is Casing.ERRATIC:
        return _capital_erratic(words, index)
    if words.casing is Casing.TRUSTED:
        careless = is_given(token.folded) and not is_word_too(token.folded)
        return Belief(careless and len(token.folded) > 3 and not is_ordinary(token.folded))
    return _small(words, index)


def _after_courtesy(words: TurnWords, index: int) -> bool:
    """Whether 'Mr' or 'Mrs' stands directly before: then even a letter is a name ('Mrs T')."""
    token, left = words.tokens[index], words.word(index - 1)
    if left not in COURTESY_TITLES - {"miss", "lady"} or not (token.joined or token.gap == ". "):
        return False
    return token.capital or (words.casing is not Casing.TRUSTED and token.folded not in NEVER_NAMES)


def _is_address(words: TurnWords, index: int) -> bool:
    return words.word(index) in TITLES or words.word(index) in WEAK_TITLES


def _although_known(words: TurnWords, index: int) -> Belief:
    """A month, a people or a word for relatives is a name only where a name is expected."""
    word = words.word(index)
    if not is_given(word) and not (words.word(index - 1) in TITLES and is_name(word)):
        return Belief.NO
    if word in TITLES or word in WEAK_TITLES or plainly_ordinary(words.tokens, index):
        return Belief.NO
    return Belief.YES if name_expected(words.tokens, index, 1) else Belief.NO


def _capital_trusted(words: TurnWords, index: int) -> Belief:
    token = words.tokens[index]
    word = token.folded
    listed = is_name(word) or word in places()
    if not token.starts_sentence:
        if word in NEVER_NAMES:
            place = word in places() and words.word(index - 1) in AT
            return Belief(place or called_before(words.tokens, index))
        return Belief.YES if listed or name_expected(words.tokens, index, 1) else Belief.PERHAPS
    if word in NEVER_NAMES:
        return Belief.NO
    if listed and not is_word_too(word):
        return Belief.YES
    if listed and is_word_too(word):
        return _first_word(words, index)
    if not is_ordinary(word) and not listed:
        return Belief.PERHAPS
    return Belief.NO


def _first_word(words: TurnWords, index: int) -> Belief:
    """A listed name that is a word too, at the start of a sentence."""
    use = use_of(words.tokens, index, 1, words.casing)
    followed = words.capital_inside(index + 1) and words.tokens[index + 1].joined
    if use is Use.NAME or (followed and is_given(words.word(index)) and use is not Use.WORD):
        return Belief.YES
    known = _likely(words.word(index)) or _stands_alone(words, index)
    return Belief.PERHAPS if use is Use.DOUBT and known else Belief.NO


def _stands_alone(words: TurnWords, index: int) -> bool:
    """Whether a name or place is all that is said before a comma or stop: 'Settle, aye.'"""
    word = words.word(index)
    last = index + 1 == len(words.tokens)
    alone = last or words.tokens[index + 1].gap.strip()[:1] in (",", ".", "?", "!")
    return alone and word not in QUALITIES and (is_given(word) or word in places())


def _capital_erratic(words: TurnWords, index: int) -> Belief:
    token = words.tokens[index]
    word = token.folded
    if word in NEVER_NAMES:
        return Belief.NO
    if not is_ordinary(word) or ((is_name(word) or word in places()) and not is_word_too(word)):
        listed = is_name(word) or word in places()
        return Belief.YES if listed else Belief.PERHAPS
    use = use_of(words.tokens, index, 1, Casing.NONE)
    if is_given(word) and use is not Use.WORD:
        return Belief.YES if use is Use.NAME else Belief.PERHAPS
    if word in places() and words.word(index - 1) in AT:
        return Belief.PERHAPS
    return _small(words, index)


def _likely(word: str) -> bool:
    """Whether a name that is a word too is a name where nothing speaks for either."""
    unlikely = word in VERBS_TOO or word in QUALITIES or is_surname(word)
    return word in words_of("mostly_names") or (is_given(word) and not unlikely)


def _small(words: TurnWords, index: int) -> Belief:
    """A word whose case says nothing: listed names, and words where a name is expected."""
    word = words.word(index)
    if word in NEVER_NAMES:
        return Belief.NO
    listed = is_name(word) or word in places() or bool(_bare_possessive(word))
    ordinary = is_ordinary(word)
    if listed and not ordinary:
        return Belief.YES if len(word) > 2 else Belief(called_before(words.tokens, index))
    if not ordinary:
        return Belief.PERHAPS
    if not listed:
        return Belief(words.word(index - 1) in TITLES and not plainly_ordinary(words.tokens, index))
    return _small_and_word(words, index)


def _small_and_word(words: TurnWords, index: int) -> Belief:
    word = words.word(index)
    use = use_of(words.tokens, index, 1, Casing.NONE)
    if use is Use.WORD:
        return Belief.NO
    if use is Use.NAME and is_name(word):
        return Belief.YES
    if word in places() and _place_expected(words, index):
        return Belief.PERHAPS
    known = use is Use.DOUBT and word in words_of("mostly_names")
    return Belief.PERHAPS if known else Belief.NO


def _place_expected(words: TurnWords, index: int) -> bool:
    """Whether 'lives in', 'moved to', 'a girl from' stands before, or 'in' and no usual noun."""
    left = words.word(index - 1)
    if left in ("in", "from", "near") and words.word(index) not in _USUAL_AFTER_IN:
        return True
    return left in AT and (words.word(index - 2) in _STAYS or words.word(index - 3) in _STAYS)
