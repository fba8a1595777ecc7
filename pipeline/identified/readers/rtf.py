"""Rich Text Format. Deletions under review, headers, footers and notes are no talk."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from pipeline.identified.readers.base import Reading
from pipeline.identified.readers.characters import plain
from pipeline.identified.readers.documents import Block, Table, read_blocks
from pipeline.identified.readers.rtf_groups import CELL_END, ROW_END, Parted, parted
from pipeline.values.texts import Removed

NAME = "rtf"

_BOXES = "text boxes were read after the rest of the document"


def fits(data: bytes, ending: str) -> bool:
    """Whether `data` begins as RTF does."""
    del ending
    return data.lstrip(b"\xef\xbb\xbf \r\n\t").startswith(b"{\\rtf")


def read(data: bytes) -> Reading:
    """The talk of an RTF document; raises ``InputError`` where it is cut short."""
    parts = parted(data.decode("latin-1"))
    head = parts.head
    text = _text(parts.kept)
    boxes = [_text(f"{head}{box}}}") for box in parts.boxes]
    reading = read_blocks(list(_blocks("\n".join((text, *boxes)))))
    notices = (*reading.notices, _BOXES) if boxes else reading.notices
    return Reading(reading.utterances, (*reading.removed, *_asides(parts)), notices)


def _text(source: str) -> str:
    from striprtf.striprtf import rtf_to_text

    return plain(str(rtf_to_text(source)))  # type: ignore[no-untyped-call, unused-ignore]


def _blocks(text: str) -> Iterator[Block]:
    rows: list[tuple[str, ...]] = []
    *chunks, rest = text.split(ROW_END)
    for chunk in chunks:
        first, *others = chunk.split(CELL_END)
        *before, cell = first.split("\n")
        if any(line.strip() for line in before):
            yield from _table(rows)
            rows = []
            yield from before
        rows.append((cell, *others))
    yield from _table(rows)
    yield from rest.replace(CELL_END, "\n").split("\n")


def _table(rows: Sequence[tuple[str, ...]]) -> Iterator[Table]:
    if rows:
        yield Table(tuple(rows))


def _asides(parts: Parted) -> Iterator[Removed]:
    for what in dict.fromkeys(what for what, _ in parts.asides):
        sources = [source for one, source in parts.asides if one == what]
        words = [" ".join(_text(f"{parts.head}{source}}}").split()) for source in sources]
        yield Removed(
            what=what, count=len(sources), words="\n".join(dict.fromkeys(filter(None, words)))
        )
