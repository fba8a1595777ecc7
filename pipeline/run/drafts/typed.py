"""Identifiers by their shape: telephone numbers, e-mail addresses, postcodes, plates, numbers."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from pipeline.identified.recognisers.uk_patterns import UkPatternRecogniser
from pipeline.values.drafts import DraftPart, DraftPiece, Grade
from pipeline.values.identifiers import Kind
from pipeline.values.spans import Span
from pipeline.values.texts import Turn

_LEAST, _LEAST_NAMED = 0.6, 0.5
"""Scores; the second for a number that the words before it name."""
_NAMED = {
    Kind.PHONE: "a telephone number",
    Kind.EMAIL: "an e-mail address",
    Kind.POSTCODE: "a postcode",
    Kind.VEHICLE: "a number plate",
    Kind.ID_NUMBER: "a personal number",
}
_TELLING = ("nhs number", "insurance number", "licence", "passport", "crime reference", "urn",
     "collar number", "court case", "bank")  # fmt: skip
_PUBLIC_NUMBER = re.compile(
    r"^(?:\+?44\s?\(?0?\)?|0)\s?(?:800|808|300|303|330|333|345|370|116|85\d|844|843|871)"
    r"|^(?:116\s?\d{3}|999|101|111|112|18001|1471)\b"
)
_MOBILE = re.compile(r"^(?:\+?44\s?\(?0?\)?\s?|0)7")
_OFFICE = re.compile(
    r"@[\w.-]+\.(?:gov|police|ac|nhs|org|parliament|mod)\.(?:uk|scot|wales)\b"
    r"|@[\w.-]+\.(?:org|edu|gov|int)\b|\b(?:info|enquiries|contact|press|media|help\w*|research)@",
    re.IGNORECASE,
)
_FIGURES = ("script", "style", "svg")
"""Parts of a page that are full of figures."""
_QUOTE_ID = re.compile(r"Q[0-9a-f]{8}")
_PRIVATE_MAIL = re.compile(
    r"@(?:gmail|googlemail|hotmail|outlook|live|msn|yahoo|ymail|icloud|me|mac|aol|proton(?:mail)?|gmx"
    r"|btinternet|sky|virginmedia|talktalk|ntlworld|mail|zoho|fastmail)\.",
    re.IGNORECASE,
)
_IMPRINT = re.compile(
    r"©|\bISBN\b|\bISSN\b|copyright|published by|crown copyright|university|www\.|https?:|helpline"
    r"|further information|contact (?:us|details)|national archives|licen[cs]e",
    re.IGNORECASE,
)
_REFERENCE = re.compile(r"doi\.org|\bdoi\b|https?:|www\.|\bpp\.|\bISBN\b|\bvol\.", re.IGNORECASE)


@dataclass(frozen=True)
class TypedHit:
    """Something of a telling shape."""

    span: Span
    kind: Kind
    grade: Grade

    @property
    def what(self) -> str:
        """'a postcode'."""
        return _NAMED[self.kind]


class TypedIdentifiers:
    """Finds them by the recogniser that transcripts are searched with."""

    def __init__(self) -> None:
        self._recogniser = UkPatternRecogniser()

    def hits(self, piece: DraftPiece) -> Iterator[TypedHit]:
        """Every identifier of a piece. What an office prints of itself is only noticed: helplines,
        addresses of organisations, an imprint."""
        text = re.sub(r"\s", " ", piece.text)
        if piece.part is DraftPart.MARKUP or piece.where in _FIGURES or not text.strip():
            return
        turn = Turn(number=1, speaker="P", text=text)
        for one in self._recogniser.find([turn]):
            named = one.hint.startswith(_TELLING)
            telling = one.kind is not Kind.ID_NUMBER or named
            least = _LEAST_NAMED if named else _LEAST
            if one.kind in _NAMED and telling and one.score >= least:
                reference = one.kind is not Kind.EMAIL and _REFERENCE.search(text)
                if reference or _QUOTE_ID.search(one.words):
                    continue  # figures of a reference mean nothing
                yield TypedHit(one.span, one.kind, _grade(one.kind, one.words, text))


def _grade(kind: Kind, words: str, text: str) -> Grade:
    public = (
        (kind is Kind.PHONE and _PUBLIC_NUMBER.match(words))
        or (kind is Kind.EMAIL and _OFFICE.search(words))
        or (kind is Kind.POSTCODE and _IMPRINT.search(text))
        or (kind is Kind.EMAIL and _IMPRINT.search(text) and not _PRIVATE_MAIL.search(words))
        or (kind is Kind.PHONE and not _MOBILE.match(words) and _IMPRINT.search(text))
    )
    return Grade.NOTICE if public else Grade.FAULT
