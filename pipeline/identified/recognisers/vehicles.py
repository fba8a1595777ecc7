"""Cars, vans and lorries by make or model, with their colour: 'a green Berlingo', 'the red Corsa'.

Makes and models that are everyday words ('focus', 'golf', 'galaxy') count with a capital inside a
sentence, or beside a colour or another word of the road.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from pipeline.identified.recognisers.found import mention, without_contained
from pipeline.identified.recognisers.words import Word, keys, split_words, vocabulary
from pipeline.values.identifiers import Kind, Mention
from pipeline.values.texts import Turn

_CLEAR = vocabulary(
    """audi bmw mercedes merc mercs volvo volkswagen vw vauxhall citroen citroën peugeot renault
    skoda toyota nissan honda hyundai suzuki mazda mitsubishi subaru lexus porsche bentley
    ferrari lamborghini maserati tesla fiat seat dacia iveco scania daf chrysler daihatsu
    ssangyong datsun corsa astra vectra zafira insignia mokka vivaro movano fiesta mondeo ka
    berlingo picasso xsara saxo clio megane scenic laguna kangoo octavia fabia yaris corolla
    avensis aygo prius hilux qashqai micra primera almera navara passat touran tiguan golfs
    caddy transporter discovery freelander defender cayenne duster sandero punto panda doblo
    ducato picanto sportage sorento multipla swift vitara jimny outlander shogun impreza
    forester figaro leon ibiza landrover rangerover beemer bimmer hatchback cabriolet
    campervan hiace vespa kawasaki yamaha ducati triumph suzukis corsas"""
)
_UNCLEAR = vocabulary(
    """golf polo polos focus galaxy rover escort mini beetle leaf juke note jazz civic accord up
    ford kia jaguar jag transit sprinter trafic partner combo kuga fusion puma sierra orion
    capri viva rio cube tiger dispatch expert boxer lupo arosa smart ranger connect courier
    seat leon swift triumph panda defender discovery punto primera caddy transporter picasso
    scenic duster"""
)
_TWO_WORDS = frozenset(
    {
        ("land", "rover"), ("range", "rover"), ("alfa", "romeo"), ("aston", "martin"),
        ("transit", "van"), ("mini", "cooper"), ("ford", "ka"), ("rolls", "royce"),
    }
)  # fmt: skip
_COLOURS = vocabulary(
    """red blue green white black silver grey gray yellow orange brown purple pink maroon beige gold
    golden cream navy turquoise bronze burgundy mustard lilac lime teal charcoal"""
)
_DESCRIBES = _COLOURS | vocabulary(
    """old new little big small dark light bright metallic battered lowered convertible estate
    hatchback diesel electric coloured"""
)
_ROAD = re.compile(
    r"\b(?:car|cars|drove|drives|driving|drive|parked|parking|van|motor|vehicle|engine|reg|plate"
    r"|boot|bonnet|bumper|tyres?|headlights?|exhaust)\b"
)
_REACH = 10


@dataclass(frozen=True, slots=True)
class VehicleRecogniser:
    """Finds VEHICLE by make, model and colour; a ``Recogniser``. The hint is 'make'."""

    name: str = "vehicles"
    version: str = "1"

    def find(self, turns: Sequence[Turn]) -> list[Mention]:
        """All vehicles named by make or model."""
        return without_contained([one for turn in turns for one in self._find_in(turn)])

    def _find_in(self, turn: Turn) -> Iterator[Mention]:
        words = split_words(turn.text)
        at = 0
        while at < len(words):
            end = _vehicle(words, at)
            if end:
                first = _start(words, at)
                yield mention(
                    turn, words[first].start, words[end - 1].end, Kind.VEHICLE,
                    detector=self.name, score=0.65, hint="make",
                )  # fmt: skip
            at = end or at + 1


def _vehicle(words: Sequence[Word], at: int) -> int | None:
    """The index behind the make and model that start at ``words[at]``."""
    if keys(words, at, at + 2) in _TWO_WORDS:
        return _model(words, at + 2)
    key = words[at].key
    clear = key in _CLEAR and key not in _UNCLEAR
    if clear or (key in _UNCLEAR and _is_meant(words, at)):
        return _model(words, at + 1)
    return None


def _is_meant(words: Sequence[Word], at: int) -> bool:
    """Whether an everyday word is a car here."""
    before = keys(words, at - 1, at)
    if before and before[0] in _COLOURS:
        return True
    around = " ".join((*keys(words, at - _REACH, at), *keys(words, at + 1, at + _REACH)))
    opens = at == 0 or bool(set(words[at].gap) & set(".!?"))
    named = words[at].raw[0].isupper() and not opens and words[at].key != "up"
    article = bool(before) and before[0] in ("a", "the", "his", "her", "my", "their", "an", "old")
    return named and article and bool(_ROAD.search(around))


def _model(words: Sequence[Word], at: int) -> int:
    """Behind a second name and a number ('Seat Leon', 'Fiat 500', 'Rover 75')."""
    names = _CLEAR | _UNCLEAR - {"up", "note"}
    if at < len(words) and words[at].key in names and not words[at].gap.strip():
        at += 1
    figures = at < len(words) and words[at].is_figures and not words[at].gap.strip()
    return at + 1 if figures and len(words[at].key) <= 3 else at


def _start(words: Sequence[Word], at: int) -> int:
    while at > 0 and words[at - 1].key in _DESCRIBES and not words[at].gap.strip(" -,"):
        at -= 1
    return at
