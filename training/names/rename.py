"""A document's identifiers exchanged for others, the same for the same all through it."""

from __future__ import annotations

import random
import re
from collections.abc import Callable
from dataclasses import dataclass, field, replace

from pipeline.identified.recognisers.spoken_letters import RADIO
from pipeline.identified.recognisers.spoken_numbers import DIGITS, TEENS, TENS
from pipeline.identified.recognisers.word_lists import is_ordinary
from pipeline.language.folding import folded
from pipeline.values.identifiers import Kind
from training.names.misheard import Mishearing
from training.names.name_lists import NameLists
from training.names.talk import Document, Segment

_LETTERS = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]{2,})?")
_RUN = re.compile(r"\w+")
_SLOT = re.compile(r"\{([TLF])\}")
_CLASSES = tuple(tuple(words) for words in (DIGITS, TEENS, TENS, RADIO))
"""Number words and the radio alphabet: each is exchanged within its own class."""
_NUMBERED = frozenset(
    (
        *(Kind.PHONE, Kind.ID_NUMBER, Kind.POSTCODE, Kind.ADDRESS, Kind.AGE),
        *(Kind.DATETIME, Kind.EMAIL, Kind.HANDLE),
    )
)
_SWAPPED = frozenset((Kind.OCCUPATION, Kind.HEALTH, Kind.DEMOGRAPHIC))

Bank = dict[Kind, tuple[str, ...]]
"""Kind -> how its mentions read elsewhere in the training text."""


@dataclass
class Renaming:
    """One new set of names for one document.

    Args:
        lists: where names come from.
        mishearing: how names are broken.
        bank: mentions of other documents, for kinds that have no list.
        dice: decides everything.
    """

    lists: NameLists
    mishearing: Mishearing
    bank: Bank
    dice: random.Random
    known: dict[tuple[Kind, str], str] = field(default_factory=dict)
    group: str | None = None

    def __post_init__(self) -> None:
        if self.dice.random() < 0.5:
            self.group = self.dice.choice(list(self.lists.given))

    def document(self, document: Document) -> Document:
        """`document` with other names; what is talk between them stays."""
        turns = tuple(tuple(self._segment(one) for one in turn) for turn in document.turns)
        return replace(document, turns=turns)

    def _segment(self, segment: Segment) -> Segment:
        if segment.kind is None:
            return segment
        return replace(segment, text=self._new(segment.kind, segment.direct, segment.text))

    def _new(self, kind: Kind, direct: bool, text: str) -> str:
        if kind is Kind.PERSON or (kind is Kind.OTHER and direct):
            if _spelled(text):
                return self._spell(text)
            name = _LETTERS.sub(lambda found: self._person(found[0]), text)
            return self._said(name) if kind is Kind.PERSON and name.isalpha() else name
        if kind is Kind.LOCATION:
            return self._once(kind, text, self._place)
        if kind is Kind.ORGANISATION:
            return self._once(kind, text, self._organisation)
        if kind in _NUMBERED or (kind is Kind.VEHICLE and direct):
            return _RUN.sub(lambda found: self._number(found[0]), text)
        if kind in _SWAPPED and self.bank.get(kind) and self.dice.random() < 0.25:
            return _cased_like(text, self.dice.choice(self.bank[kind]))
        return text

    def _once(self, kind: Kind, text: str, new: Callable[[str], str]) -> str:
        key = (kind, folded(text))
        if key not in self.known:
            self.known[key] = new(text)
        return _cased_like(text, self.known[key])

    def _person(self, word: str) -> str:
        plain = folded(word)
        if len(plain) < 2:
            return word
        key = (Kind.PERSON, plain)
        if key not in self.known:
            self.known[key] = self._other_person(word, plain)
        return _cased_like(word, self.known[key])

    def _other_person(self, word: str, plain: str) -> str:
        luck = self.dice.random()
        if is_ordinary(plain):
            if luck < 0.55:
                return word
            return self.dice.choice(self.lists.words) if luck < 0.85 else self._given()
        if plain in self.lists.is_given:
            if luck < 0.06:
                return self.dice.choice(self.lists.words)
            return self._heard(self._given())
        if plain in self.lists.is_last:
            return self._heard(self.lists.a_last(self.dice))
        if luck < 0.6:
            return word
        return self._heard(self._given() if luck < 0.85 else self.lists.a_last(self.dice))

    def _given(self) -> str:
        group = self.group if self.dice.random() < 0.7 else None
        return self.lists.a_given(self.dice, group)

    def _heard(self, name: str) -> str:
        """`name`, one time in ten as a recogniser breaks it."""
        if self.dice.random() < 0.1:
            return self.mishearing.of(name, self.dice) or name
        return name

    def _said(self, name: str) -> str:
        """`name`, now and then letter by letter, or of the whole family."""
        luck = self.dice.random()
        if luck < 0.015 and len(name) > 2:
            between = self.dice.choice((" ", "-", ", "))
            return between.join(name if name.islower() else name.upper())
        return f"{name}s" if 0.015 <= luck < 0.03 and not name.endswith("s") else name

    def _spell(self, text: str) -> str:
        """Another name, letter by letter, with what stood between the letters of `text`."""
        found = _RUN.search(text)
        between = re.match(r"\W+", text[found.end() :]) if found else None
        name = self.dice.choice((self._given(), self.lists.a_last(self.dice)))
        letters = [one for one in name if one.isalpha()]
        return _cased_like(text, (between[0] if between else " ").join(letters).upper())

    def _place(self, text: str) -> str:
        luck = self.dice.random()
        if luck < 0.35:
            return text
        first, _, rest = text.partition(" ")
        if rest and folded(first) != "the" and luck < 0.75:
            other = self.lists.a_last(self.dice) if luck < 0.5 else self._a_place()
            return f"{other.split()[0]} {rest}"
        return self._a_place()

    def _a_place(self) -> str:
        return self.dice.choice(self.lists.places)

    def _organisation(self, text: str) -> str:
        luck = self.dice.random()
        if luck < 0.4:
            return text
        if luck < 0.65 and self.bank.get(Kind.ORGANISATION):
            return self.dice.choice(self.bank[Kind.ORGANISATION])
        return self.an_organisation()

    def fill(self, slot: str) -> tuple[Kind, str]:
        """What stands in a template's slot, one of F, L, N, H, T, P and O."""
        if slot == "O":
            return Kind.ORGANISATION, self.an_organisation()
        if slot == "P":
            ending = self.dice.choice(("Road", "Street", "Lane", "Park", "Avenue", "Green"))
            return Kind.LOCATION, f"{self.lists.a_last(self.dice)} {ending}"
        if slot == "T":
            return Kind.LOCATION, self._a_place()
        first, last = self._given(), self.lists.a_last(self.dice)
        rank = self.dice.choice(("PC", "DC", "Sergeant", "DS", "Mr", "Mrs", "Dr", "Inspector"))
        said = {"F": first, "L": last, "N": f"{first} {last}", "H": f"{rank} {last}"}
        return Kind.PERSON, said[slot]

    def an_organisation(self) -> str:
        """One of the list, its slots filled."""
        makers: dict[str, Callable[[], str]] = {
            "T": self._a_place,
            "L": lambda: self.lists.a_last(self.dice),
            "F": self._given,
        }
        form = self.dice.choice(self.lists.organisations)
        return _SLOT.sub(lambda slot: makers[slot[1]](), form)

    def _number(self, word: str) -> str:
        plain = word.lower()
        if plain.isdigit():
            return "".join(self.dice.choice("0123456789") for _ in plain)
        for words in _CLASSES:
            if plain in words:
                return _cased_like(word, self.dice.choice(words))
        if len(plain) == 1 and plain.isalpha() and plain not in "oai":
            return _cased_like(word, self.dice.choice("bcdefghjklmnpqrstuvwxyz"))
        if plain in self.lists.is_given or plain in self.lists.is_last:
            return self._person(word)
        return word


def _spelled(text: str) -> bool:
    words = _RUN.findall(text)
    return len(words) > 2 and all(len(word) == 1 and word.isalpha() for word in words)


def _cased_like(model: str, text: str) -> str:
    letters = [one for one in model if one.isalpha()]
    if letters and all(one.islower() for one in letters):
        return text.lower()
    if len(letters) > 1 and all(one.isupper() for one in letters):
        return text.upper()
    return (
        text
        if text[:1].isupper() or not letters or not letters[0].isupper()
        else (text[:1].upper() + text[1:])
    )
