"""What identifies in combination: jobs, health, peoples, cars, pets; by small lists with context.

Modest by intent: every mention asks for a person's eyes.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from pipeline.identified.recognisers.found_names import TurnWords
from pipeline.identified.recognisers.tokens import casing_of, tokens_of
from pipeline.identified.recognisers.word_classes import FUNCTION_WORDS, NEVER_NAMES
from pipeline.identified.recognisers.word_lists import (
    identifies_nobody,
    is_name,
    is_ordinary,
    peoples,
    phrases_of,
    words_of,
)
from pipeline.identified.recognisers.words import vocabulary
from pipeline.values.identifiers import Kind, Mention, Status
from pipeline.values.spans import Span
from pipeline.values.texts import Turn

_COLOURS = vocabulary(
    "white black silver grey gray red blue green yellow orange purple gold golden brown "
    "beige maroon cream burgundy bronze pink turquoise navy lilac"
)
_VEHICLES = vocabulary("car van truck lorry motorbike pickup estate hatchback taxi 4x4")
_SHADES = vocabulary("dark light bright pale metallic old new big little battered")
_BEING = vocabulary(
    "i'm im am was he's hes she's shes is as become became be been were are they're both"
)
_FAITHS = vocabulary(
    "muslim hindu sikh jewish catholic protestant methodist quaker pentecostal buddhist "
    "orthodox mormon baptist gay lesbian bisexual transgender trans queer traveller "
    "travellers roma black white mixed-race deaf"
)
_PLAIN_FAITHS = vocabulary("black white orthodox trans queer deaf traveller travellers")
"""Those that are a person's background only after 'I'm' and the like, or before 'woman'."""
_PEOPLE = vocabulary("woman man lad girl boy guy bloke lady family couple people person")
_PETS = vocabulary(
    "dog cat puppy kitten pup rabbit horse pony hamster parrot budgie tortoise "
    "greyhound labrador lab spaniel collie terrier corgi staffie whippet lurcher poodle "
    "dachshund alsatian"
)
_OWNERS = vocabulary("my our his her their the a")

Stretch = tuple[int, int, Kind, str]
"""First word, end, kind and hint."""


class QuasiRecogniser:
    """Finds indirect identifiers; all with status ``check``."""

    name = "quasi"
    version = "1"

    def find(self, turns: Sequence[Turn]) -> list[Mention]:
        """All stretches found; those of different kinds may overlap."""
        tokens = [tokens_of(turn.text) for turn in turns]
        casing = casing_of(tokens)
        return [
            _mention(turn, words, stretch)
            for turn, words in (
                (t, TurnWords(w, casing)) for t, w in zip(turns, tokens, strict=True)
            )
            for index in range(len(words.tokens))
            for stretch in _stretches(words, index)
        ]


def _stretches(words: TurnWords, index: int) -> Iterator[Stretch]:
    yield from _occupation(words, index)
    yield from _health(words, index)
    yield from _background(words, index)
    yield from _vehicle(words, index)
    yield from _pet(words, index)


def _occupation(words: TurnWords, index: int) -> Iterator[Stretch]:
    """'a district nurse' after 'I'm' or 'works as': the words between article and job."""
    job = words.word(index)
    plain = job if job in words_of("occupations") else job.removesuffix("s")
    double = f"{words.word(index - 1)}-{job}"
    if plain not in words_of("occupations") and double not in words_of("occupations"):
        return
    first = index - (double in words_of("occupations"))
    while first > index - 4 and words.joined(first - 1, first + 1) and _qualifies(words, first - 1):
        first -= 1
    left, earlier = words.word(first - 1), words.word(first - 2)
    article = left in ("a", "an", "the")
    being = earlier in _BEING or (first > 1 and words.tokens[first - 2].possessive)
    if (article and being) or left in ("as", "i'm", "im", "am", "retired"):
        yield first, index + 1, Kind.OCCUPATION, ""


def _qualifies(words: TurnWords, index: int) -> bool:
    return index >= 0 and words.word(index) not in FUNCTION_WORDS | _BEING


def _health(words: TurnWords, index: int) -> Iterator[Stretch]:
    for end in range(min(index + 4, len(words.tokens)), index, -1):
        phrase = " ".join(token.folded for token in words.tokens[index:end])
        possessive = phrase + "'s" * words.tokens[end - 1].possessive
        if words.joined(index, end) and {phrase, possessive} & phrases_of("health"):
            yield index, end, Kind.HEALTH, ""
            return


def _background(words: TurnWords, index: int) -> Iterator[Stretch]:
    word = words.word(index)
    is_people = word in peoples() and (words.capital(index) or not peoples()[word])
    is_faith = word in _FAITHS and word not in _PLAIN_FAITHS
    if is_people or is_faith:
        yield index, index + 1, Kind.DEMOGRAPHIC, ""
    elif word in _PLAIN_FAITHS | peoples().keys():
        described = words.word(index - 1) in ("i'm", "im") or words.word(index + 1) in _PEOPLE
        if described and words.word(index + 1) not in _VEHICLES:
            yield index, index + 1, Kind.DEMOGRAPHIC, ""


def _vehicle(words: TurnWords, index: int) -> Iterator[Stretch]:
    """'a dark blue Vauxhall Corsa', 'a red van', and makes and models alone."""
    first = index
    while words.word(first) in _SHADES:
        first += 1
    coloured = words.word(first) in _COLOURS
    first += coloured
    end = first
    while (
        end < len(words.tokens)
        and words.joined(max(index, end - 1), end + 1)
        and _is_make(words, end, coloured or end > first)
    ):
        end += 1
    if coloured and end == first and words.word(end) in _VEHICLES:
        end += 1
    if end > first and (coloured or first == index) and not _goes_on(words, index):
        yield index, end, Kind.VEHICLE, "car"


def _goes_on(words: TurnWords, index: int) -> bool:
    """Whether the stretch was begun by the word before."""
    left = words.word(index - 1)
    return left in _COLOURS | _SHADES or _is_make(words, index - 1, sure=False)


def _is_make(words: TurnWords, index: int, sure: bool) -> bool:
    word = words.word(index)
    listed = words_of("vehicles")
    if f"{word}*" in listed:
        return sure or (words.capital_inside(index) and words.word(index - 1) in _OWNERS)
    return word in listed


def _pet(words: TurnWords, index: int) -> Iterator[Stretch]:
    """'my dog, Biscuit', 'a cat called Biscuit'."""
    before = index - 1
    if words.word(before) in ("called", "named", "name"):
        before -= 1
    animal = words.word(before) in _PETS and words.word(before - 1) in _OWNERS
    nearer = before == index - 1 and words.tokens[index].gap.strip() not in ("", ",")
    if animal and not nearer and _pet_name(words, index, called=before < index - 1):
        yield index, index + 1, Kind.OTHER, "pet"


def _pet_name(words: TurnWords, index: int, *, called: bool) -> bool:
    word = words.word(index)
    if word in NEVER_NAMES or identifies_nobody(word):
        return False
    if words.capital_inside(index) or called:
        return True
    return not words.capital(index) and (is_name(word) and not is_ordinary(word))


def _mention(turn: Turn, words: TurnWords, stretch: Stretch) -> Mention:
    first, end, kind, hint = stretch
    start, stop = words.tokens[first].start, words.tokens[end - 1].end
    return Mention(
        turn=turn.number,
        span=Span(start=start, end=stop),
        kind=kind,
        words=turn.text[start:stop],
        detector=QuasiRecogniser.name,
        score=0.5,
        status=Status.CHECK,
        hint=hint,
    )
