"""A methods report as Markdown (CommonMark, with tables)."""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.measure.methods import MethodsReport
from pipeline.quotable.exporters.markdown_text import escaped
from pipeline.run.appendix.blocks import Block, Heading, Notice, Points, Table, Text
from pipeline.run.appendix.told import blocks_of

TITLE = "Methods appendix"


def write(report: MethodsReport) -> bytes:
    """The report, UTF-8."""
    parts = [f"# {TITLE}", escaped(report.study.title), *_blocks(report)]
    return ("\n\n".join(parts) + "\n").encode("utf-8")


def _blocks(report: MethodsReport) -> Iterator[str]:
    tables = 0
    for block in blocks_of(report):
        tables += isinstance(block, Table)
        yield _block(block, tables)


def _block(block: Block, number: int) -> str:
    match block:
        case Heading(words):
            return f"## {escaped(words)}"
        case Notice(words):
            return f"**{escaped(words)}**"
        case Text(words):
            return escaped(words)
        case Points(items):
            return "\n".join(f"- {escaped(item)}" for item in items)
        case Table():
            return _table(block, number)


def _table(table: Table, number: int) -> str:
    rule = [" --- " if at < table.numbers else " ---: " for at in range(len(table.head))]
    rows = [
        _row(cells, table.numbers) if len(cells) > 1 else _group(cells[0], len(rule))
        for cells in table.rows
    ]
    lines = [_row(table.head, table.numbers), f"|{'|'.join(rule)}|", *rows]
    told = [f"**Table {number}.** {escaped(table.caption)}", "\n".join(lines)]
    return "\n\n".join([*told, f"*{escaped(table.note)}*"] if table.note else told)


def _row(cells: tuple[str, ...], numbers: int) -> str:
    """Numbers hold nothing that Markdown could take for markup."""
    words = (*map(escaped, cells[:numbers]), *cells[numbers:])
    return f"| {' | '.join(words)} |"


def _group(words: str, columns: int) -> str:
    return f"| **{escaped(words)}** |{'  |' * (columns - 1)}"
