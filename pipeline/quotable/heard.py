"""The marks a transcriber leaves in anonymised talk, told apart from replaced identifiers.

A bracket counts as a mark only where its words are known to be one ('[laughs]', '(0.8)'); every
other square bracket ('[town]', '[ex-partner]') is a replaced identifier and stays. A nod or a
shaken head is an answer, so it stays too.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from pipeline.values.spans import Span


class Heard(StrEnum):
    """What a mark says about the recording."""

    PAUSE = "pause"
    """Too short to matter for the hearing."""
    LONG_PAUSE = "long pause"
    INAUDIBLE = "inaudible"
    UNCERTAIN = "uncertain"
    CRYING = "crying"
    LAUGHTER = "laughter"
    NOISE = "noise"
    """Anything else a transcriber notes: sighs, coughs, overlapping speech."""


@dataclass(frozen=True)
class HeardMark:
    """A mark in a text; `span` covers its brackets."""

    span: Span
    kind: Heard


_BRACKETED = re.compile(
    r"\(\((?P<double>[^()]{1,60})\)\)|\[(?P<square>[^\[\]]{1,60})\]"
    r"|\((?P<round>[^()]{0,60})\)|<(?P<angle>[^<>]{1,60})>"
)
_SECONDS = re.compile(r"(?:pause,? )?(\d{1,3}(?:\.\d+)?)\s?(?:s|secs?|seconds)?(?: pause)?")
LONG_SECONDS = 2.0

_SAYS: tuple[tuple[Heard, re.Pattern[str]], ...] = tuple(
    (kind, re.compile(words, re.IGNORECASE))
    for kind, words in (
        (Heard.INAUDIBLE, r"(?:\w+ )?(?:inaudible|unclear|indistinct|unintelligible)\b.*"),
        (Heard.INAUDIBLE, r"\?\s?\d{1,2}:\d\d(?::\d\d)?|\s+"),
        (Heard.UNCERTAIN, r"\?\S.*|.*\S\?|sp\??"),
        (Heard.LONG_PAUSE, r"(?:(?:very )?long |\w+ second )?(?:pause|silence)s?\b.*"),
        (Heard.PAUSE, r"\.|short (?:pause|silence)|beat"),
        (
            Heard.CRYING,
            r"(?:\w+ )?(?:cry|cries|cried|crying|sob(?:s|bing)?|weep(?:s|ing)?|tearful(?:ly)?"
            r"|in tears|tears|upset|voice (?:breaks|cracks|shakes|breaking|cracking))\b.*",
        ),
        (
            Heard.LAUGHTER,
            r"(?:\w+ )?(?:laugh(?:s|ing|ter)?|chuckl(?:es?|ing)|giggl(?:es?|ing))\b.*",
        ),
        (
            Heard.NOISE,
            r"(?:\w+ )?(?:sigh(?:s|ing)?|sniff(?:s|ing|les?)?|cough(?:s|ing)?|exhales?|inhales?"
            r"|gasps?|groans?|clears (?:her |his |their )?throat|blows (?:her |his )?nose"
            r"|breath(?:es|ing)?(?: out| in)?|deep breath|whisper(?:s|ing|ed)?|yawns?"
            r"|phone rings?|doorbell|dog bark(?:s|ing)|knock(?:s|ing)? at (?:the )?door"
            r"|over\s?-?(?:speaking|talking|talk|lap|lapping)|cross\s?-?talk|recording paused"
            r"|background noise)\b.*",
        ),
    )
)


def heard(text: str) -> Iterator[HeardMark]:
    """The transcriber's marks in `text`, in order; a round bracket only where it surely is one."""
    for match in _BRACKETED.finditer(text):
        kind = _kind(match)
        if kind:
            yield HeardMark(Span(start=match.start(), end=match.end()), kind)


def _kind(match: re.Match[str]) -> Heard | None:
    inside = next(group for group in match.groups() if group is not None)
    seconds = _SECONDS.fullmatch(inside.strip())
    if seconds and match["square"] is None:
        return Heard.LONG_PAUSE if float(seconds[1]) >= LONG_SECONDS else Heard.PAUSE
    kind = next((kind for kind, says in _SAYS if says.fullmatch(inside)), None)
    spoken_aside = match["round"] is not None and kind is Heard.UNCERTAIN
    return None if spoken_aside else kind
