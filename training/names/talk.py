"""Tagged talk in memory: turns as segments, and the two kinds of file it is read from."""

from __future__ import annotations

import gzip
import json
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from pipeline.values.identifiers import Kind
from pipeline.values.texts import Turn as ReadTurn

_TAG = re.compile(r'<e t="([A-Z_]+)"(?: id="[^"]*")? k="(direct|quasi)">([^<>]+)</e>')
_CODE = re.compile(r"</?c(?:\s[^<>]*)?>")
_GOLD = re.compile(r"(I|P|P2):\s+(.*)")
_OPEN_KINDS = {"PER": Kind.PERSON, "LOC": Kind.LOCATION, "ORG": Kind.ORGANISATION}


@dataclass(frozen=True)
class Segment:
    """A stretch of a turn: a mention of `kind`, or talk between mentions (None)."""

    text: str
    kind: Kind | None = None
    direct: bool = False


Turn = tuple[Segment, ...]


@dataclass(frozen=True)
class Document:
    """Turns in their order, by one voice."""

    voice: str
    turns: tuple[Turn, ...]


def text_of(turn: Turn) -> str:
    """The words of a turn."""
    return "".join(segment.text for segment in turn)


def as_read(document: Document) -> list[ReadTurn]:
    """The turns of a document as recognisers take them."""
    return [
        ReadTurn(number=number, speaker="P", text=text_of(turn))
        for number, turn in enumerate(document.turns, start=1)
    ]


def parse(tagged: str) -> Turn:
    """The segments of a turn written with <e> tags; <c> tags are dropped."""
    tagged = _CODE.sub("", tagged)
    segments, at = [], 0
    for tag in _TAG.finditer(tagged):
        segments.append(Segment(tagged[at : tag.start()]))
        segments.append(Segment(tag[3], Kind(tag[1]), tag[2] == "direct"))
        at = tag.end()
    segments.append(Segment(tagged[at:]))
    if any("<e" in segment.text or "</e" in segment.text for segment in segments):
        raise ValueError("a malformed <e> tag")
    return tuple(segment for segment in segments if segment.text)


def tagged(turn: Turn) -> str:
    """A turn with <e> tags, as `parse` reads it."""
    return "".join(
        f'<e t="{one.kind.value}" k="{"direct" if one.direct else "quasi"}">{one.text}</e>'
        if one.kind
        else one.text
        for one in turn
    )


def interviews(paths: Iterable[Path]) -> list[Document]:
    """Hand-written turns, JSON lines of {voice, speaker, text}, a document for each voice.

    Raises:
        ValueError: a malformed line, named by file and row.
    """
    turns: dict[str, list[Turn]] = {}
    for path in paths:
        for row, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1):
            try:
                found = json.loads(line)
                turns.setdefault(found["voice"], []).append(parse(found["text"]))
            except (ValueError, KeyError) as error:
                raise ValueError(f"{path.name}, row {row}: {error}") from error
    return [Document(voice, tuple(rows)) for voice, rows in turns.items()]


def gold(paths: Iterable[Path]) -> list[Document]:
    """Gold transcripts, a document each."""
    documents = []
    for path in sorted(paths):
        lines = path.read_text(encoding="utf-8").splitlines()
        turns = tuple(parse(found[2]) for line in lines if (found := _GOLD.fullmatch(line)))
        documents.append(Document(path.name.split(".")[0], turns))
    return documents


def open_data(path: Path, sources: Sequence[str]) -> list[Document]:
    """Sentences of openly licensed corpora, joined to documents as their source has them.

    Args:
        path: a gzipped file of JSON lines with src, doc, tokens, space and BIO tags.
        sources: those to take, by the name before '_' or whole.
    """
    turns: dict[str, list[Turn]] = {}
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        for line in lines:
            row = json.loads(line)
            if row["src"] in sources:
                key = f"{row['src']}/{row['doc']}"
                turns.setdefault(key, []).append(_sentence(row))
    return [Document(key, tuple(rows)) for key, rows in turns.items()]


def _sentence(row: dict[str, list[str]]) -> Turn:
    segments: list[tuple[str, Kind | None]] = []
    for token, space, tag in zip(row["tokens"], row["space"], row["tags"], strict=True):
        kind = _OPEN_KINDS.get(tag[2:])
        text = token + (" " if space else "")
        if tag.startswith("I-") and segments and segments[-1][1] is kind:
            segments[-1] = (segments[-1][0] + text, kind)
        else:
            segments.append((text, kind))
    return tuple(_apart(segments))


def _apart(segments: Iterable[tuple[str, Kind | None]]) -> Iterator[Segment]:
    """Mentions without the blank after them; neighbouring talk as one segment."""
    talk = ""
    for text, kind in segments:
        if kind is None:
            talk += text
            continue
        if talk:
            yield Segment(talk)
        yield Segment(text.rstrip(), kind)
        talk = text[len(text.rstrip()) :]
    if talk:
        yield Segment(talk)


def templates(path: Path) -> list[str]:
    """Sentences with slots ({F} first name, {L} last name, {N} both, {H} officer, {T} town,
    {P} place, {O} organisation), a line each."""
    return [line for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]
