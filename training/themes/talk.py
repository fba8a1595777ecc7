"""Coded talk written by hand: read from its files, cut into sentences, each with its labels."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from pipeline.anonymised.encoder.windows import Answer
from pipeline.anonymised.sentences import read_sentences
from pipeline.values.themes import Polarity

FOLDER = Path(__file__).parent / "talk"
_TAG = re.compile(r'<c id="([a-z,-]+)" pol="(present|denied|considered)">([^<>]+)</c>')
_COVERS, _HOLDS = 0.4, 0.6
"""A sentence is of a passage that covers so much of it, or of which it holds so much."""
_SIGNS = re.compile(r"[^\w\s'’\[\]]+")


@dataclass(frozen=True)
class Passage:
    """A coded or flagged stretch of a turn: half-open, code points."""

    start: int
    end: int
    names: tuple[str, ...]
    """Codes, or one flag."""
    polarity: Polarity = Polarity.PRESENT

    def is_of(self, start: int, end: int) -> bool:
        """Whether the sentence ``[start, end)`` belongs to it."""
        shared = min(end, self.end) - max(start, self.start)
        length = self.end - self.start
        return shared > 0 and (shared >= _COVERS * (end - start) or shared >= _HOLDS * length)


@dataclass(frozen=True)
class Labels:
    """Of one sentence."""

    codes: dict[str, Polarity]
    flags: frozenset[str]


@dataclass(frozen=True)
class Coded:
    """A turn of talk with what it should get."""

    voice: str
    answer: Answer
    labels: tuple[Labels, ...]
    """A sentence each."""
    texts: tuple[tuple[str, str], ...] = field(repr=False)
    """(code, words) of the passages where the code is present."""
    lookalike_of: str = ""
    """A code that it looks like and does not carry."""
    whole: bool = False
    """A short utterance: its labels are those of all of it, not of each sentence."""
    flags_marked: bool = True
    codes_marked: bool = True

    def present(self) -> frozenset[str]:
        """The codes that are present somewhere in it."""
        pairs = ((code, how) for one in self.labels for code, how in one.codes.items())
        return frozenset(code for code, how in pairs if how is Polarity.PRESENT)


def load_turns(paths: Iterable[Path], *, spoken: bool = False) -> list[Coded]:
    """Whole turns, `{voice, context, text, flags}` a line, codes tagged in the text.

    Args:
        paths: files; the turns of a voice stand together.
        spoken: as a speech recogniser writes them, without signs.
    """
    return [_turn(row, spoken=spoken) for path in paths for row in _rows(path)]


def load_utterances(paths: Iterable[Path]) -> list[Coded]:
    """Short utterances, `{context, text, codes, target, kind}` a line."""
    return [_utterance(row) for path in paths for row in _rows(path)]


def load_flagged(paths: Iterable[Path]) -> list[Coded]:
    """Turns marked with flags alone, `{voice, speaker, text, flags}` a line: the participant's,
    each with what the interviewer said before it. A flag is of every sentence of its turn."""
    found: list[Coded] = []
    for path in paths:
        question = ""
        for row in _rows(path):
            text = str(row["text"])
            if row["speaker"] == "I":
                question = text
                continue
            sentences = [text[one.start : one.end] for one in read_sentences(text)] or [text]
            flags = row["flags"]
            assert isinstance(flags, list)
            found.append(
                Coded(
                    voice=f"{path.stem}-{row['voice']}",
                    answer=Answer(question, tuple(sentences)),
                    labels=tuple(Labels({}, frozenset(flags)) for _ in sentences),
                    texts=(),
                    codes_marked=False,
                )
            )
            question = ""
    return found


def interviews(talk: Sequence[Coded]) -> list[list[Coded]]:
    """The turns of each voice together; an utterance is an interview of its own."""
    found: list[list[Coded]] = []
    for one in talk:
        if found and one.voice and found[-1][-1].voice == one.voice:
            found[-1].append(one)
        else:
            found.append([one])
    return found


def apart(talk: Sequence[Coded], folder: Path = FOLDER) -> tuple[list[Coded], list[Coded]]:
    """(to learn from, kept apart): the voices that `held-out-voices.txt` names are kept apart."""
    kept = frozenset((folder / "held-out-voices.txt").read_text("utf-8").split())
    return (
        [one for one in talk if one.voice not in kept],
        [one for one in talk if one.voice in kept],
    )


def untagged(text: str) -> tuple[str, list[Passage]]:
    """The words of a tagged text, and its passages."""
    plain, passages, at = "", [], 0
    for match in _TAG.finditer(text):
        plain += text[at : match.start()]
        names = tuple(match[1].split(","))
        end = len(plain) + len(match[3])
        passages.append(Passage(len(plain), end, names, Polarity(match[2])))
        plain += match[3]
        at = match.end()
    return plain + text[at:], passages


def coded(
    voice: str,
    question: str,
    text: str,
    codes: Sequence[Passage],
    flags: Sequence[Passage],
    *,
    flags_marked: bool = True,
) -> Coded:
    """A turn cut into sentences, each with the labels of the passages that it belongs to."""
    sentences = [(one.start, one.end) for one in read_sentences(text)] or [(0, len(text))]
    labels = []
    for place in sentences:
        found = {name: one.polarity for one in codes if one.is_of(*place) for name in one.names}
        flagged = frozenset(name for one in flags if one.is_of(*place) for name in one.names)
        labels.append(Labels(found, flagged))
    texts = [
        (name, text[one.start : one.end])
        for one in codes
        if one.polarity is Polarity.PRESENT
        for name in one.names
    ]
    answer = Answer(question, tuple(text[start:end] for start, end in sentences))
    return Coded(voice, answer, tuple(labels), tuple(texts), flags_marked=flags_marked)


def without_signs(text: str, passages: Sequence[Passage]) -> tuple[str, list[Passage]]:
    """A text in small letters and without signs, its passages where they then stand."""
    parts, places, at = [], [], 0
    for match in _SIGNS.finditer(text):
        parts.append(text[at : match.start()])
        places += range(at, match.start())
        at = match.end()
    parts.append(text[at:])
    places += range(at, len(text) + 1)
    moved = [
        Passage(_first(places, one.start), _first(places, one.end), one.names, one.polarity)
        for one in passages
    ]
    return "".join(parts).lower(), moved


def _first(places: Sequence[int], at: int) -> int:
    return next(index for index, place in enumerate(places) if place >= at)


def _turn(row: dict[str, object], *, spoken: bool) -> Coded:
    text, codes = untagged(str(row["text"]))
    marked = row.get("flags")
    pairs = marked if isinstance(marked, list) else []
    flags = [
        Passage(at, at + len(words), (flag,))
        for flag, words in pairs
        if (at := text.find(words)) >= 0
    ]
    question = str(row["context"] or "")
    if spoken:
        plain, moved = without_signs(text, [*codes, *flags])
        text, codes, flags = plain, moved[: len(codes)], moved[len(codes) :]
    return coded(
        str(row["voice"]), question, text, codes, flags, flags_marked=isinstance(marked, list)
    )


def _utterance(row: dict[str, object]) -> Coded:
    text = str(row["text"])
    codes = row["codes"]
    assert isinstance(codes, dict)
    found = {code: Polarity(how) for code, how in codes.items()}
    sentences = [text[one.start : one.end] for one in read_sentences(text)] or [text]
    target = str(row["target"])
    return Coded(
        voice="",
        answer=Answer(str(row["context"] or ""), tuple(sentences)),
        labels=tuple(Labels(found, frozenset()) for _ in sentences),
        texts=tuple((code, text) for code, how in found.items() if how is Polarity.PRESENT),
        lookalike_of="" if target in found else target,
        whole=True,
        flags_marked=False,
    )


def _rows(path: Path) -> Iterator[dict[str, object]]:
    for line in path.read_text("utf-8").splitlines():
        if line.strip():
            yield json.loads(line)
