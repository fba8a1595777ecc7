"""The tags of one gold turn: out of the text, and into spans over what is left."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from pipeline.values.gold import Directness, GoldCode, GoldEntity, GoldTurn
from pipeline.values.identifiers import Kind
from pipeline.values.spans import Span
from pipeline.values.themes import Polarity

_TAG = re.compile(r"<(/?)([ec])((?:\s[^<>]*)?)>")
_LOOKS_LIKE_TAG = re.compile(r"<\s*/?\s*[ec](?:[\s>/]|$)", re.IGNORECASE)
_ATTRIBUTES = re.compile(r'(?:\s+[a-z]+="[^"<>]*")*\s*')
_ATTRIBUTE = re.compile(r'([a-z]+)="([^"<>]*)"')
_WANTED = {"e": ("t", "id", "k"), "c": ("id", "pol")}
_CODE = re.compile(r"[a-z][a-z0-9]*(?:-[a-z0-9]+)*")
_ID = re.compile(r"[A-Za-z0-9][A-Za-z0-9_-]{0,39}")


class LineError(Exception):
    """Something is wrong in a line, `column` characters (from 0) into it where that is known."""

    def __init__(self, what: str, column: int | None = None) -> None:
        super().__init__(what)
        self.what = what
        self.column = column


def parse_turn(number: int, speaker: str, tagged: str, column: int) -> GoldTurn:
    """The turn that the `tagged` text of a gold line describes.

    Args:
        number: of the turn.
        speaker: I, P or P2.
        tagged: what stands after the speaker.
        column: where it begins in its line, for messages.

    Raises:
        LineError: for the first thing wrong in it; without words of the text.
    """
    turn = _Turn(speaker, column)
    at = 0
    for tag in _TAG.finditer(tagged):
        turn.talk(tagged[at : tag.start()], at)
        turn.tag(tag)
        at = tag.end()
    turn.talk(tagged[at:], at)
    turn.finish()
    return GoldTurn(
        number=number,
        speaker=speaker,
        text=turn.text,
        entities=tuple(turn.entities),
        codes=tuple(turn.codes),
    )


@dataclass(frozen=True)
class _Open:
    """A tag that is not closed yet."""

    start: int
    column: int
    attributes: dict[str, str]


@dataclass
class _Turn:
    """What the turn's tags so far have said; `column` is added to every position told."""

    speaker: str
    column: int
    text: str = field(default="", repr=False)
    entities: list[GoldEntity] = field(default_factory=list)
    codes: list[GoldCode] = field(default_factory=list)
    open: dict[str, _Open] = field(default_factory=dict)

    def talk(self, text: str, at: int) -> None:
        if stray := _LOOKS_LIKE_TAG.search(text):
            raise LineError("a malformed tag", self.column + at + stray.start())
        self.text += text

    def tag(self, tag: re.Match[str]) -> None:
        column = self.column + tag.start()
        if tag[1]:
            self._close(tag[2], tag[3], column)
        else:
            self._open(tag[2], tag[3], column)

    def finish(self) -> None:
        for name, opened in self.open.items():
            raise LineError(f"<{name}> is not closed", opened.column)
        if not self.text.strip():
            raise LineError("the turn is empty")

    def _open(self, name: str, attributes: str, column: int) -> None:
        if name in self.open:
            raise LineError(f"<{name}> inside <{name}>", column)
        if name == "c" and "e" in self.open:
            raise LineError("<c> opens inside <e>", column)
        if name == "c" and self.speaker == "I":
            raise LineError("a code in an interviewer's turn", column)
        self.open[name] = _Open(len(self.text), column, _attributes(name, attributes, column))

    def _close(self, name: str, attributes: str, column: int) -> None:
        if attributes.strip():
            raise LineError("a closing tag with attributes", column)
        if name not in self.open:
            raise LineError(f"</{name}> closes nothing", column)
        if name == "c" and "e" in self.open:
            raise LineError("<e> and <c> cross", column)
        opened = self.open.pop(name)
        words = self.text[opened.start :]
        if not words or words != words.strip():
            raise LineError(f"<{name}> is empty, or begins or ends with a blank", opened.column)
        span = Span(start=opened.start, end=len(self.text))
        if name == "e":
            self.entities.append(_entity(span, opened.attributes, opened.column))
        else:
            self.codes.append(_code(span, opened.attributes, opened.column))


def _attributes(name: str, written: str, column: int) -> dict[str, str]:
    if not _ATTRIBUTES.fullmatch(written):
        raise LineError(f"the attributes of <{name}> are malformed", column)
    pairs = _ATTRIBUTE.findall(written)
    names = sorted(key for key, _ in pairs)
    if names != sorted(_WANTED[name]):
        raise LineError(f"<{name}> takes exactly the attributes {', '.join(_WANTED[name])}", column)
    return dict(pairs)


def _entity(span: Span, attributes: dict[str, str], column: int) -> GoldEntity:
    if attributes["t"] not in Kind.__members__:
        raise LineError(f"unknown kind; known are {', '.join(Kind)}", column)
    if attributes["k"] not in list(Directness):
        raise LineError("k is 'direct' or 'quasi'", column)
    if not _ID.fullmatch(attributes["id"]):
        raise LineError("the id of <e> is made of letters, digits, '-' and '_'", column)
    return GoldEntity(
        span=span,
        kind=Kind(attributes["t"]),
        id=attributes["id"],
        directness=Directness(attributes["k"]),
    )


def _code(span: Span, attributes: dict[str, str], column: int) -> GoldCode:
    codes = attributes["id"].split(",")
    if not all(_CODE.fullmatch(code) for code in codes) or len(set(codes)) < len(codes):
        raise LineError("the id of <c> is code ids with commas between, each once", column)
    if attributes["pol"] not in list(Polarity):
        raise LineError(f"pol is one of {', '.join(Polarity)}", column)
    return GoldCode(span=span, codes=tuple(codes), polarity=Polarity(attributes["pol"]))
