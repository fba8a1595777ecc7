"""Plain text: typed by the researcher, by a bureau, or by software."""

from __future__ import annotations

from collections.abc import Sequence

from corpora.rendering.talk import Interview, Said, as_typed, h_mm_ss

_OTTER_PARAGRAPH = 110
_UNKNOWN_AT_FIRST = 2


def typed(interview: Interview, talk: Sequence[Said]) -> bytes:
    """A tag a turn, a blank line between."""
    turns = (f"{interview.tags[said.speaker]} {said.text}" for said in talk)
    return ("\n\n".join(turns) + "\n").encode()


def lower_case(interview: Interview, talk: Sequence[Said]) -> bytes:
    """Speech-to-text output: no capitals, no full stops, a line a turn."""
    turns = (f"{interview.tags[said.speaker]} {said.text.lower()}" for said in talk)
    return ("\n".join(turns) + "\n").encode()


def otter(interview: Interview, talk: Sequence[Said]) -> bytes:
    """Otter's text export: name and time above each paragraph, nobody known at first, a footer."""
    blocks = []
    for number, said in enumerate(talk):
        known = number >= _UNKNOWN_AT_FIRST
        name = interview.tags[said.speaker] if known else "Unknown Speaker"
        words = said.text.split()
        for first in range(0, len(words), _OTTER_PARAGRAPH):
            time = h_mm_ss(said.at(first / len(words)))
            text = " ".join(words[first : first + _OTTER_PARAGRAPH])
            blocks.append(f"{name}  {time}\n{text}\n")
    return ("\n".join(blocks) + "\nTranscribed by https://otter.ai\n").encode()


def bureau(interview: Interview, talk: Sequence[Said]) -> bytes:
    """A transcription bureau's Windows file: job slip, M and F, curly quotes in cp1252."""
    slip = [
        "Job no 20418",
        f"Audio: {interview.file.removesuffix('.txt')}.MP3",
        f"Length: {interview.minutes} minutes",
        "Verbatim. <word hh:mm:ss> taken out on request; ((?word)) best guess; ((sp?)) check",
        "",
    ]
    turns = [f"{interview.tags[said.speaker]} {as_typed(said.text)}" for said in talk]
    return "\r\n".join([*slip, *turns, "", "[End of recording]", ""]).encode("cp1252")
