"""Time stamps of recordings, as transcripts write them; a time that is talked about is not one."""

from __future__ import annotations

import re

CLOCK = r"(?:\d{1,2}:)?\d{1,3}:\d{2}(?:[.,]\d{1,3})?"
"""A position in a recording: minutes and seconds, with or without hours and fractions."""
LONG_CLOCK = r"\d{1,2}:\d{2}:\d{2}(?:[.,]\d{1,3})?"
"""The same with hours: hardly ever said of the time of day."""
SPELLED = r"(?:\d+ hours? )?(?:\d+ minutes? )?\d+ seconds?"
"""As Teams reads it to screen readers."""

_INLINE = re.compile(
    rf"\[\s*{CLOCK}\s*\]|\(\s*{LONG_CLOCK}\s*\)|<\s*{LONG_CLOCK}\s*>|\{{\s*{CLOCK}\s*\}}"
    r"|#\d{1,2}:\d{2}:\d{2}(?:[-.,]\d{1,3})?#"
)
_LEADING = re.compile(
    rf"\s*(?:[\[({{<#]\s*(?P<marked>{CLOCK})(?:-\d)?\s*[\])}}>#]|(?P<bare>{LONG_CLOCK}))"
    r"(?=\s|$)[ \t]*(?:[-–—][ \t]+)?"
)


def seconds(clock: str) -> float:
    """Seconds that '1:02:03.5', '02:03' or '2 minutes 3 seconds' stands for."""
    if "second" in clock:
        return _spelled_seconds(clock)
    total = 0.0
    for part in clock.replace(",", ".").split(":"):
        total = total * 60 + float(part)
    return total


def leading_stamp(text: str, *, bare: bool = True) -> tuple[float | None, str]:
    """The stamp that `text` begins with, in seconds, and the text after it.

    A bare 'minutes:seconds' is left alone: it may be the time of day somebody speaks of. So is one
    with hours, if talk follows it, where `bare` is false.
    """
    match = _LEADING.match(text)
    if match is None or (match["bare"] and not bare and text[match.end() :].strip()):
        return None, text
    clock = match["marked"] or match["bare"]
    return seconds(clock), text[match.end() :]


def without_stamps(text: str) -> tuple[str, tuple[str, ...]]:
    """`text` without the marked stamps inside it, and the stamps."""
    stamps = tuple(match.group() for match in _INLINE.finditer(text))
    return (_INLINE.sub(" ", text), stamps) if stamps else (text, ())


def _spelled_seconds(words: str) -> float:
    total = 0.0
    for number, unit in re.findall(r"(\d+) (hour|minute|second)", words):
        total += int(number) * {"hour": 3600, "minute": 60, "second": 1}[unit]
    return total
