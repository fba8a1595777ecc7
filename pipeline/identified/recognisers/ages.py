"""Ages: 'thirty-four years old', "I'm 34", 'she was seven', 'a nineteen-year-old', 'her forties'.

Durations, times of day, money and counts are not ages. The hint is 'years', 'months', 'decade' or
'birthday'.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from pipeline.identified.recognisers import age_words as said
from pipeline.identified.recognisers.age_numbers import (
    GROWN,
    Age,
    Number,
    counts_things,
    ends,
    is_bracketed,
    read_number,
    skip_back,
)
from pipeline.identified.recognisers.age_people import is_so_old, turned
from pipeline.identified.recognisers.found import mention, without_contained
from pipeline.identified.recognisers.spoken_numbers import TENS, joined, read_ordinal
from pipeline.identified.recognisers.words import Word, keys, split_words
from pipeline.values.identifiers import Kind, Mention
from pipeline.values.texts import Turn


@dataclass(frozen=True, slots=True)
class AgeRecogniser:
    """Finds AGE; a ``Recogniser``."""

    name: str = "ages"
    version: str = "1"

    def find(self, turns: Sequence[Turn]) -> list[Mention]:
        """All ages of people."""
        found: list[Mention] = []
        question = ""
        for turn in turns:
            words = split_words(turn.text)
            for age in _ages(words, question):
                start, end = words[age.first].start, words[age.last - 1].end
                found.append(self._mention(turn, start, end, age))
            question = " ".join(keys(words, len(words) - 16, len(words)))
        return without_contained(found)

    def _mention(self, turn: Turn, start: int, end: int, age: Age) -> Mention:
        return mention(
            turn, start, end, Kind.AGE, detector=self.name, score=age.score, hint=age.hint
        )


def _ages(words: Sequence[Word], question: str) -> Iterator[Age]:
    at = 0
    before: Age | None = None
    while at < len(words):
        age = _decade(words, at) or _birthday(words, at)
        number = read_number(words, at)
        if age is None and number:
            age = _listed(words, number, before) or _with_unit(words, number)
            age = (
                age
                or _had(words, number)
                or _baby(words, number)
                or _without_unit(words, number, question)
            )
        if age:
            yield age
            before = age
        at = age.last if age else number.last if number else at + 1


def _listed(words: Sequence[Word], number: Number, before: Age | None) -> Age | None:
    """'my boys are seven and nine': the second of two."""
    between = keys(words, before.last, number.first) if before else ()
    if before is None or between not in ((), ("and",)) or before.last + 2 < number.first:
        return None
    gap = words[number.first].gap.strip()
    comma = between == () and gap == ","
    told = (between == ("and",) and not gap) or comma
    if told and ends(words, number) and not counts_things(words, number):
        return Age(number.first, number.last, 0.6)
    return None


def _with_unit(words: Sequence[Word], number: Number) -> Age | None:
    """'thirty-four years old', 'seven-year-old', '8 months old', 'eighty years of age', '14 yo'."""
    for unit in said.UNITS:
        behind = number.last + len(unit)
        if keys(words, number.last, behind) == unit:
            hint = "months" if unit[0].startswith(("month", "week")) else "years"
            return Age(number.first, behind, 0.95, hint)
    return None


def _baby(words: Sequence[Word], number: Number) -> Age | None:
    """ "the baby's eighteen months", 'he was six weeks'."""
    unit = keys(words, number.last, number.last + 1)
    whole = Number(number.first, number.last + 1, number.value)
    if unit not in (("months",), ("weeks",)) or not ends(words, whole):
        return None
    said_so = is_so_old(words, whole) or turned(words, whole)
    first_person = keys(words, number.first - 2, number.first)[-2:]
    if said_so is None or {"i'm", "im", "i", "we", "we're"} & set(first_person):
        return None
    return Age(number.first, whole.last, 0.5, "months")


def _had(words: Sequence[Word], number: Number) -> Age | None:
    """'I have thirty-eight years', as it is said in many languages."""
    subject = keys(words, number.first - 2, number.first)
    unit = keys(words, number.last, number.last + 1) in (("year",), ("years",))
    said_so = len(subject) == 2 and subject[0] in said.PRONOUNS and subject[1] in ("have", "has")
    behind = Number(number.first, number.last + 1, number.value)
    if unit and said_so and number.value >= GROWN and ends(words, behind):
        return Age(number.first, number.last, 0.5)
    return None


def _without_unit(words: Sequence[Word], number: Number, question: str) -> Age | None:
    if counts_things(words, number) or is_bracketed(words, number):
        return None
    return (
        _aged(words, number)
        or is_so_old(words, number)
        or turned(words, number)
        or _at_age(words, number)
        or _of_age(words, number)
        or _answer(words, number, question)
        or _aside(words, number)
    )


def _aged(words: Sequence[Word], number: Number) -> Age | None:
    """'aged 41', 'at the age of nine', 'ages five and seven'."""
    before = skip_back(
        words, number.first, said.SOFTENERS | said.NUMBERS | {"and", "of", "between"}
    )
    if keys(words, before - 1, before) in (("aged",), ("age",), ("ages",)):
        return Age(number.first, number.last, 0.9)
    return None


def _at_age(words: Sequence[Word], number: Number) -> Age | None:
    """'at fifty-six', 'married at seventeen', 'since nineteen', "when I was four"."""
    before = skip_back(words, number.first, said.SOFTENERS)
    word = keys(words, before - 1, before)
    if number.value >= GROWN and word in (("at",), ("since",), ("from",)) and ends(words, number):
        exact = words[number.first].is_figures and number.value <= 24
        return None if exact else Age(number.first, number.last, 0.65)
    early = keys(words, before - 3, before - 1)
    learnt = set(early) & said.DONE_AT_AN_AGE or _follows_only(words, number)
    if word == ("at",) and learnt and ends(words, number):
        return Age(number.first, number.last, 0.5)
    return None


def _follows_only(words: Sequence[Word], number: Number) -> bool:
    return keys(words, number.first - 1, number.first) == ("only",)


def _of_age(words: Sequence[Word], number: Number) -> Age | None:
    """'a man of fifty-eight', 'a girl of nine', 'my son, 14,'."""
    before = skip_back(words, number.first, said.SOFTENERS)
    if keys(words, before - 1, before) == ("of",) and ends(words, number):
        noun = keys(words, before - 2, before - 1)
        return Age(number.first, number.last, 0.8) if noun and noun[0] in said.GROWN_NOUNS else None
    kin = keys(words, before - 1, before)
    if kin and kin[0] in said.PEOPLE and ends(words, number) and number.value > 1:
        return Age(number.first, number.last, 0.6)
    return None


def _answer(words: Sequence[Word], number: Number, question: str) -> Age | None:
    """A number that is a sentence of its own: in answer to 'how old', or where people say it."""
    opens = number.first == 0 or bool(set(words[number.first].gap) & set(".!?"))
    first_words = number.first <= 4
    if first_words and any(each in question for each in said.COUNT_QUESTIONS):
        return None
    if first_words and any(each in question for each in said.QUESTIONS) and ends(words, number):
        return Age(number.first, number.last, 0.8)
    if _in_question(words, number) and ends(words, number):
        return Age(number.first, number.last, 0.7)
    then = keys(words, number.last, number.last + 2) in said.BY_THEN
    closes = number.last >= len(words) or bool(set(words[number.last].gap) & set(".!?,"))
    own = opens and (then or closes) and GROWN <= number.value <= 99
    counted = bool(said.COUNTING & {*keys(words, number.first - 12, number.first)})
    return Age(number.first, number.last, 0.5) if own and not counted else None


def _in_question(words: Sequence[Word], number: Number) -> bool:
    """'how old was she, nineteen'."""
    before = " ".join(keys(words, number.first - 6, number.first))
    return any(question in before for question in said.QUESTIONS)


def _aside(words: Sequence[Word], number: Number) -> Age | None:
    """An aside between commas: 'Leon, ten, and', 'a quiet fellow, fifty-one, piano tuner'."""
    if number.first == 0 or number.last >= len(words):
        return None
    first = skip_back(words, number.first, said.SOFTENERS)
    if first == 0:
        return None
    around = words[first].gap.strip(), words[number.last].gap.strip()
    before, behind = words[first - 1].key, words[number.last].key
    numbers = {before, behind} & (said.NUMBERS | said.MEASURES) or before in said.NOT_BEFORE
    if around[0] != "," or around[1] not in (",", ".") or number.value == 1 or numbers:
        return None
    named = words[first - 1].raw[0].isupper() or before in said.PEOPLE
    named = named and not (around[1] == "." and before in said.THINGS)
    full = (
        around[1] == "," and number.value >= GROWN and number.value % 10 != 0
    ) or first < number.first
    return Age(number.first, number.last, 0.5) if named or full else None


def _decade(words: Sequence[Word], at: int) -> Age | None:
    """'in her forties', 'mid-thirties', 'early 20s', 'a thirtysomething'."""
    last = _decade_end(words, at)
    if last is None:
        return None
    before = keys(words, at - 1, at)
    owned = before and before[0] in said.OWNERS
    part = before and before[0] in ("early", "mid", "late", "middle")
    first = at - 1 if part else at
    owner = keys(words, first - 1, first)
    something = words[last - 1].key.endswith("something")
    if (
        owned
        or something
        or (part and owner and owner[0] in said.OWNERS | {"in", "her", "a", "be"})
    ):
        return Age(first, last, 0.8, "decade")
    return None


def _decade_end(words: Sequence[Word], at: int) -> int | None:
    key = words[at].key
    if key.endswith("something") and key.removesuffix("something") in TENS:
        return at + 1
    if key in TENS and keys(words, at + 1, at + 2) == ("something",):
        return at + 2 if joined(words[at + 1]) else None
    if key.endswith("ies") and key[:-3] + "y" in TENS:
        return at + 1
    tens = words[at].is_figures and len(key) == 2 and key.endswith("0")
    return at + 2 if tens and keys(words, at + 1, at + 2) in (("s",), ("'s",)) else None


def _birthday(words: Sequence[Word], at: int) -> Age | None:
    """'her twenty-first birthday', "Selam's eighteenth", 'my fortieth'."""
    ordinal = read_ordinal(words, at)
    if ordinal is None or ordinal[0] < 1:
        return None
    named = keys(words, ordinal[1], ordinal[1] + 1) in (("birthday",), ("birthdays",))
    owner = keys(words, at - 1, at)
    owned = bool(owner) and (owner[0] in said.OWNERS or owner[0].endswith("'s"))
    follows = ordinal[1] >= len(words) or words[ordinal[1]].gap.strip()
    round_one = ordinal[0] in (16, 18, 21, 30, 40, 50, 60, 70, 80, 90)
    if named or (owned and round_one and (follows or _ends_at(words, ordinal[1]))):
        return Age(at, ordinal[1] + named, 0.8, "birthday")
    return None


def _ends_at(words: Sequence[Word], at: int) -> bool:
    return words[at].key in said.AFTER_AN_AGE
