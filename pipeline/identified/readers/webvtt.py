"""WebVTT captions: Teams with voice tags, Zoom with 'Name:' before the words."""

from __future__ import annotations

import re

from pipeline.errors import InputError
from pipeline.identified.readers.base import Reading
from pipeline.identified.readers.characters import decode, plain
from pipeline.identified.readers.cues import Cue, utterances_of
from pipeline.values.texts import Removed

NAME = "vtt"

_ARROW = re.compile(r"^.*-->.*$", re.MULTILINE)
_OPEN_VOICE = re.compile(r"<v[\s.][^>]*\Z")
_SAVE = "Export the captions again from the meeting, or save them as text."


def fits(data: bytes, ending: str) -> bool:
    """Whether `data` begins as WebVTT does, or is called so and holds a timing line."""
    start = data[:8192].lstrip(b"\xef\xbb\xbf\xff\xfe").replace(b"\x00", b"").lstrip()
    return start.startswith(b"WEBVTT") or (ending == ".vtt" and b"-->" in start)


def read(data: bytes) -> Reading:
    """The talk of a WebVTT file; raises ``InputError`` where cues are broken or cut short."""
    import webvtt

    decoded = decode(data)
    text = plain(decoded.text).strip("\n ")
    if not text.startswith("WEBVTT"):
        text = f"WEBVTT\n\n{text}"
    text = _spaced(text)
    _check_end(text)
    parsed = webvtt.from_string(text)
    captions = [caption for caption in parsed.captions if caption.raw_text.strip()]
    if len(parsed.captions) != len(_ARROW.findall(text)):
        raise InputError("some captions are broken", next_step=_SAVE)
    cues = [
        Cue(one.start_time.in_milliseconds() / 1000, tuple(one.raw_text.split("\n")))
        for one in captions
    ]
    comments = [*parsed.header_comments, *parsed.footer_comments]
    comments += [note for one in parsed.captions for note in one.comments]
    return Reading(utterances_of(cues), tuple(_removed(len(cues), comments)), decoded.notices)


def _spaced(text: str) -> str:
    """Decimal commas in timing lines are points, as the format has them."""
    return _ARROW.sub(lambda match: match.group().replace(",", "."), text)


def _check_end(text: str) -> None:
    """Refuse a file that was cut off; raises ``InputError``."""
    last = text.rsplit("\n\n", 1)[-1].strip("\n").split("\n")
    ending = "\n".join(last)
    unclosed = "</v>" in text and ending.count("<v") > ending.count("</v>")
    cut = (
        "-->" in last[-1]
        or ("-->" in text and "-->" not in ending and _is_identifier(last))
        or bool(_OPEN_VOICE.search(last[-1]))
        or unclosed
    )
    if cut:
        raise InputError("the captions are cut short", next_step=_SAVE)


def _is_identifier(lines: list[str]) -> bool:
    return not lines[0].startswith(("NOTE", "STYLE", "REGION", "WEBVTT"))


def _removed(cues: int, comments: list[str]) -> list[Removed]:
    removed = [Removed(what="caption times", count=cues)] if cues else []
    filled = [comment.strip() for comment in comments if comment.strip()]
    if filled:
        removed.append(Removed(what="caption notes", count=len(filled), words="\n".join(filled)))
    return removed
