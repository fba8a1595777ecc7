"""Identifiers with a fixed shape, found by Presidio: its British recognisers and our own patterns.

Presidio finds candidates; what they are worth is decided here. Nothing is fetched and no language
model is loaded. A pattern that takes too long raises: Presidio alone would skip it silently.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from pipeline.errors import InputError
from pipeline.identified.recognisers.found import mention, without_contained
from pipeline.identified.recognisers.shapes import AREAS, is_public_number
from pipeline.identified.recognisers.spoken_checks import number_hint
from pipeline.identified.recognisers.uk_engine import LANGUAGE, TooLongError, engine
from pipeline.identified.recognisers.words import vocabulary
from pipeline.values.identifiers import Kind, Mention
from pipeline.values.texts import Turn

if TYPE_CHECKING:
    from presidio_analyzer import RecognizerResult

_BEFORE = 70


@dataclass(frozen=True, slots=True)
class _Entity:
    """What one of Presidio's entities means to us, with and without a word that speaks for it."""

    kind: Kind
    cued: float
    uncued: float
    """0: not believed without a cue."""
    cue: str = ""
    hint: str = ""


_ENTITIES = {
    "UK_NHS": _Entity(Kind.ID_NUMBER, 0.95, 0.6, r"nhs|hospital|patient|health", "nhs number"),
    "UK_NINO": _Entity(Kind.ID_NUMBER, 0.95, 0.85, r"insurance|\bni\b|nino", "insurance number"),
    "UK_DRIVING_LICENCE": _Entity(Kind.ID_NUMBER, 0.95, 0.85, r"licen[cs]e|dvla", "licence"),
    "UK_PASSPORT": _Entity(Kind.ID_NUMBER, 0.95, 0.6, r"passport", "passport"),
    "UK_VEHICLE_REGISTRATION": _Entity(
        Kind.VEHICLE, 0.9, 0.7, r"\breg|plate|\bcar\b|\bvan\b|drove|drives|vehicle", "plate"
    ),
    "UK_POSTCODE": _Entity(Kind.POSTCODE, 0.95, 0.85, r"post ?code|address"),
    "PHONE_NUMBER": _Entity(
        Kind.PHONE, 0.8, 0.5, r"phone|mobile|number|\bring|\brang|call|text|landline"
    ),
    "EMAIL_ADDRESS": _Entity(Kind.EMAIL, 0.95, 0.95),
    "URL": _Entity(Kind.URL, 0.7, 0.7),
    "CREDIT_CARD": _Entity(Kind.ID_NUMBER, 0.95, 0.9, hint="bank"),
}
_OWN = {
    "OWN_PHONE": (Kind.PHONE, ""),
    "OWN_CRIME_REFERENCE": (Kind.ID_NUMBER, "crime reference"),
    "OWN_URN": (Kind.ID_NUMBER, "urn"),
    "OWN_COLLAR_NUMBER": (Kind.ID_NUMBER, "collar number"),
    "OWN_CASE_NUMBER": (Kind.ID_NUMBER, "court case"),
    "OWN_HEALTH_NUMBER": (Kind.ID_NUMBER, "nhs number"),
    "OWN_INSURANCE_NUMBER": (Kind.ID_NUMBER, "insurance number"),
    "OWN_NETWORK_ADDRESS": (Kind.ID_NUMBER, "network address"),
    "OWN_DEVICE": (Kind.ID_NUMBER, "device"),
    "OWN_JOURNEY": (Kind.ID_NUMBER, "journey"),
    "OWN_WHAT3WORDS": (Kind.ADDRESS, "three words"),
    "OWN_BANK": (Kind.ID_NUMBER, "bank"),
    "OWN_NUMBER": (Kind.ID_NUMBER, ""),
    "OWN_PLATE": (Kind.VEHICLE, "plate"),
    "OWN_POSTCODE": (Kind.POSTCODE, ""),
    "OWN_EMAIL": (Kind.EMAIL, ""),
    "OWN_HANDLE": (Kind.HANDLE, ""),
    "OWN_HANDLE_CASED": (Kind.HANDLE, ""),
    "OWN_ADDRESS": (Kind.ADDRESS, ""),
}
_WITHOUT_FIGURES = (
    "EMAIL_ADDRESS", "OWN_EMAIL", "URL", "OWN_WHAT3WORDS", "OWN_ADDRESS", "OWN_HANDLE",
    "OWN_HANDLE_CASED", "OWN_NETWORK_ADDRESS",
)  # fmt: skip
_SIGNS = {
    "EMAIL_ADDRESS": re.compile("@"),
    "OWN_EMAIL": re.compile("@"),
    "URL": re.compile(r"\.\w|//"),
    "OWN_WHAT3WORDS": re.compile(r"\w\.\w"),
    "OWN_NETWORK_ADDRESS": re.compile(r"[0-9A-Fa-f][.:-][0-9A-Fa-f]"),
    "OWN_HANDLE": re.compile(r"[@_\d]|(?:user|screen)\s?name|tag|handle", re.IGNORECASE),
    "OWN_HANDLE_CASED": re.compile(r"[^\W\d_](?=[A-Z\d])|\w\.\w"),
}
"""Entity -> what a text that holds one has somewhere."""
_UNFIT_SHAPES = {"OWN_HEALTH_NUMBER": "nhs", "OWN_INSURANCE_NUMBER": "ni"}
"""Numbers that are called so and whose check digit nobody has looked at yet."""
_UNFIT = 0.55
_WEB = re.compile(
    r"https?://|www\.|/|\.(?:com|org|net|uk|info|co|io|app|tv|edu|gov|scot|wales|london|ie)$", re.I
)
_EVERYDAY = vocabulary(
    """the for was and her his are had has you get got its off out our not but all one any two six
    ten car bus man day she him who how why way did see say may job top lot use too now old new
    about at by in on to of or up no is it as me my we he am an be do go hi if im so us oh ok pm
    ive mum dad son kid min per odd yes yet ago age bed big boy can cos end few hit let nan own pay
    put ran run sat saw sit ten then they with from when them"""
)
_DATE = re.compile(r"\d{1,2}[./-]\d{1,2}[./-](?:\d{4}|\d{2})|(?:19|20)\d\d[\s-]+(?:19|20)?\d\d")


class UkPatternRecogniser:
    """Finds PHONE, EMAIL, URL, HANDLE, POSTCODE, ADDRESS, ID_NUMBER and plates; a ``Recogniser``.

    Presidio is loaded when the first turn is searched, once a process.
    """

    name = "uk patterns"
    version = "2"

    def find(self, turns: Sequence[Turn]) -> list[Mention]:
        """All mentions with a fixed shape. Raises ``InputError`` where a pattern runs too long."""
        found = [one for turn in turns for one in self._find_in(turn)]
        return without_contained(found)

    def _find_in(self, turn: Turn) -> Iterator[Mention]:
        try:
            results = engine().analyze(
                turn.text,
                language=LANGUAGE,
                entities=_worth_a_look(turn.text),
                score_threshold=0.0,
            )
        except TooLongError:
            raise InputError(
                "a pattern took too long; the transcript was not searched",
                where=f"turn {turn.number}",
                next_step="split the turn in the source file, then run again",
            ) from None
        for result in results:
            if _is_part_of_another(turn.text, result, results):
                continue
            judged = _own(turn.text, result) or _presidios(turn.text, result)
            if judged:
                kind, score, hint = judged
                yield mention(
                    turn, result.start, result.end, kind, detector=self.name, score=score, hint=hint
                )


def _worth_a_look(text: str) -> list[str]:
    """The entities that `text` can hold: most need a figure, and most turns have none.

    Addresses in words are always looked for.
    """
    figures = any(map(str.isdecimal, text))
    sought = {*_OWN, *_ENTITIES} if figures else set(_WITHOUT_FIGURES)
    return sorted(
        one for one in sought if one not in _SIGNS or _SIGNS[one].search(text) is not None
    )


def _is_part_of_another(
    text: str, result: RecognizerResult, results: list[RecognizerResult]
) -> bool:
    """Whether a web address is part of an e-mail address, or a handle of either."""
    greater = {"URL": ("EMAIL_ADDRESS",), "OWN_HANDLE_CASED": ("EMAIL_ADDRESS", "URL")}
    wholes = greater.get(result.entity_type, ())
    return any(
        each.entity_type in wholes
        and result.intersects(each)
        and (each.entity_type != "URL" or _WEB.search(text[each.start : each.end]))
        for each in results
    )


_Judged = tuple[Kind, float, str]


def _own(text: str, result: RecognizerResult) -> _Judged | None:
    if result.entity_type not in _OWN:
        return None
    kind, hint = _OWN[result.entity_type]
    words = text[result.start : result.end]
    if kind in (Kind.POSTCODE, Kind.VEHICLE) and not _believable(kind, words):
        return None
    if result.entity_type in _UNFIT_SHAPES:
        named, right = number_hint(_UNFIT_SHAPES[result.entity_type], _squeezed(words))
        return kind, float(result.score) if right else _UNFIT, named
    if kind is Kind.ID_NUMBER and not hint and result.score <= 0.5 and is_public_number(words):
        return None
    return kind, float(result.score), hint


def _squeezed(words: str) -> str:
    return re.sub(r"[^A-Z0-9]", "", words.upper())


def _presidios(text: str, result: RecognizerResult) -> _Judged | None:
    entity = _ENTITIES.get(result.entity_type)
    words = text[result.start : result.end]
    if entity is None or not _believable(entity.kind, words):
        return None
    before = text[max(0, result.start - _BEFORE) : result.start].lower()
    cued = bool(entity.cue) and re.search(entity.cue, before) is not None
    score = entity.cued if cued else entity.uncued
    return (entity.kind, score, entity.hint) if score else None


def _believable(kind: Kind, words: str) -> bool:
    if kind is Kind.POSTCODE:
        return _area(words) in AREAS
    if kind is Kind.VEHICLE:
        return _looks_typed(words)
    if kind is Kind.URL:
        return _WEB.search(words) is not None
    if kind is not Kind.PHONE:
        return True
    digits = re.sub(r"\D", "", words)
    begins = digits.startswith(("0", "44")) or words.startswith("+")
    return begins and len(digits) >= 7 and not _DATE.fullmatch(words)


def _looks_typed(plate: str) -> bool:
    """Whether the letters of a plate are no everyday word ('the 2A')."""
    if re.fullmatch(r"[A-Z]{3} ?\d{3,4}", plate):
        return True
    letters = re.findall(r"[A-Za-z]+", plate)
    one_case = "".join(letters).isupper() or "".join(letters).islower()
    return one_case and not {letter.lower() for letter in letters if len(letter) > 1} & _EVERYDAY


def _area(words: str) -> str:
    letters = re.match(r"[A-Za-z]+", words)
    return letters[0].upper() if letters else ""
