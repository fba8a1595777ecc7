"""Rich Text Format, by hand: bold tags, cp1252 escapes, a page header, names in its info."""

from __future__ import annotations

from collections.abc import Sequence

from corpora.rendering.talk import Interview, Said, as_typed

_OPENING = r"{\rtf1\ansi\ansicpg1252\deff0\uc1{\fonttbl{\f0\fswiss\fcharset0 Calibri;}}"
_TURN = r"\pard\li1700\fi-1700\tx1700\sa160 {\b "


def rtf(interview: Interview, talk: Sequence[Said]) -> bytes:
    """A paragraph a turn."""
    name = interview.participant
    day = f"{interview.recorded.day} {interview.recorded:%B %Y}"
    lines = [
        _OPENING,
        rf"{{\info{{\title {name} interview}}{{\author {interview.interviewer}}}}}",
        rf"{{\header\pard\qr {name} {_escaped('–')} {day}\par}}",
        rf"\f0\fs22\pard\sa240{{\b\fs28 Interview with {name}, {day}}}\par",
        *(
            rf"{_TURN}{interview.tags[said.speaker]}}}\tab {_escaped(as_typed(said.text))}\par"
            for said in talk
        ),
        r"\pard\qc [recording ends]\par",
        "}",
    ]
    return ("\r\n".join(lines) + "\r\n").encode("ascii")


def _escaped(text: str) -> str:
    return "".join(_escape(sign) for sign in text)


def _escape(sign: str) -> str:
    if sign in "\\{}":
        return f"\\{sign}"
    if sign.isascii():
        return sign
    return f"\\'{sign.encode('cp1252')[0]:02x}"
