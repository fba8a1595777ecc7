"""Source files to read: built here, all content invented."""

from __future__ import annotations

import io
from collections.abc import Callable, Sequence

import pytest

from pipeline.identified.read import read_transcript
from pipeline.values.texts import Transcript

Read = Callable[..., Transcript]


@pytest.fixture(scope="session")
def read() -> Read:
    """Reads bytes (or text as UTF-8) as one file."""

    def read_one(data: bytes | str, ending: str = ".txt") -> Transcript:
        raw = data.encode() if isinstance(data, str) else data
        return read_transcript(raw, ending, id="T01", participant="P01", where="file 1")

    return read_one


Lines = Sequence[str]
Rows = Sequence[Sequence[str]]


@pytest.fixture(scope="session")
def word() -> Callable[..., bytes]:
    """A Word document of paragraphs, with a table of `rows` after them where there are any."""

    def build(lines: Lines = (), rows: Rows = (), header: str = "", footer: str = "") -> bytes:
        import docx

        document = docx.Document()
        section = document.sections[0]
        section.header.paragraphs[0].text = header
        section.footer.paragraphs[0].text = footer
        for line in lines:
            document.add_paragraph(line)
        if rows:
            table = document.add_table(0, len(rows[0]))
            for row in rows:
                for cell, text in zip(table.add_row().cells, row, strict=True):
                    cell.text = text
        buffer = io.BytesIO()
        document.save(buffer)
        return buffer.getvalue()

    return build


@pytest.fixture(scope="session")
def open_document() -> Callable[..., bytes]:
    """An OpenDocument text of paragraphs, with a table of `rows` after them."""

    def build(lines: Lines = (), rows: Rows = ()) -> bytes:
        from odf import teletype
        from odf.opendocument import OpenDocumentText
        from odf.table import Table, TableCell, TableRow
        from odf.text import P

        document = OpenDocumentText()
        for line in lines:
            paragraph = P()
            teletype.addTextToElement(paragraph, line)
            document.text.addElement(paragraph)
        table = Table()
        for row in rows:
            table_row = TableRow()
            for text in row:
                cell = TableCell()
                cell.addElement(P(text=text))
                table_row.addElement(cell)
            table.addElement(table_row)
        if rows:
            document.text.addElement(table)
        buffer = io.BytesIO()
        document.save(buffer)
        return buffer.getvalue()

    return build


@pytest.fixture(scope="session")
def rich_text() -> Callable[..., bytes]:
    """An RTF document of paragraphs, with a table of `rows` after them and raw RTF at the end."""

    def escaped(text: str) -> str:
        signs: list[str] = []
        for char in text:
            if char in "\\{}":
                signs.append("\\" + char)
            elif char == "\t":
                signs.append(r"\tab ")
            elif ord(char) < 128:
                signs.append(char)
            elif char in "’‘“”–…éà":
                signs.append(rf"\'{char.encode('cp1252').hex()}")
            else:
                units = char.encode("utf-16-le")
                for place in range(0, len(units), 2):
                    unit = int.from_bytes(units[place : place + 2], "little", signed=True)
                    signs.append(rf"\u{unit}?")
        return "".join(signs)

    def build(lines: Lines = (), rows: Rows = (), raw: str = "") -> bytes:
        body = "\n".join(rf"\pard {escaped(line)}\par" for line in lines)
        table = "\n".join(
            r"\trowd\cellx1000\cellx5000 "
            + "".join(rf"\pard\intbl {escaped(cell)}\cell" for cell in row)
            + r"\row"
            for row in rows
        )
        head = r"{\rtf1\ansi\ansicpg1252\deff0{\fonttbl{\f0\fnil\fcharset0 Calibri;}}"
        return f"{head}\n{body}\n{table}\n{raw}}}".encode("ascii")

    return build
