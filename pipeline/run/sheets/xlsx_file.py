"""Workbooks that came back: their cells, and what of them cannot be trusted."""

from __future__ import annotations

import io
import warnings
import zipfile
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field

from pipeline.errors import InputError
from pipeline.identified.readers.archives import Archive, is_archive

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_WORKBOOK = "xl/workbook.xml"
_MOST_UNPACKED = 96 * 1024 * 1024
_SAVE = "open it in the spreadsheet program and save it as .xlsx"


@dataclass(frozen=True)
class ReadCell:
    """A cell that holds something."""

    words: str = field(repr=False)
    fault: str = ""
    """Why it cannot be read."""


@dataclass(frozen=True)
class ReadPage:
    """A page of a workbook."""

    title: str = field(repr=False)
    """Somebody may have renamed it."""
    number: int
    rows: Mapping[int, Mapping[int, ReadCell]] = field(repr=False)
    """Number of the row -> number of the column -> its cell; nothing of empty ones."""
    merged: tuple[str, ...] = ()
    """Merged cells, by place."""
    hidden: frozenset[int] = frozenset()
    """Rows that a filter or a person hides."""


def is_workbook(data: bytes) -> bool:
    """Whether `data` is some office file, by its first bytes."""
    return is_archive(data) or data.startswith(_OLE)


def read_pages(data: bytes) -> list[ReadPage]:
    """The pages of a workbook, hidden ones too.

    Raises:
        InputError: it is locked, damaged, too large, or no Excel workbook.
    """
    if data.startswith(_OLE):
        raise _refused_ole(data)
    _check(data)
    workbook = _load(data)
    if workbook is None:
        raise InputError("the workbook is damaged", next_step=_SAVE)
    return workbook


def _refused_ole(data: bytes) -> InputError:
    if "EncryptedPackage".encode("utf-16-le") in data:
        return InputError(
            "the workbook is protected by a password",
            next_step="open it, remove the password, and save it again",
        )
    return InputError("is an old workbook (.xls)", next_step=_SAVE)


def _check(data: bytes) -> None:
    """The same guards as on transcripts: damage, passwords, entities, bombs."""
    try:
        names = Archive(data).names
    except InputError as error:
        what = error.what.replace("document", "workbook").replace("a transcript", "a sheet")
        raise InputError(what.replace("no word processor writes", "no spreadsheet program writes"),
                         next_step=_SAVE) from None  # fmt: skip
    if _WORKBOOK not in names:
        raise InputError("is no Excel workbook", next_step=_SAVE)
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        if sum(info.file_size for info in archive.infolist()) > _MOST_UNPACKED:
            raise InputError(
                "the workbook unpacks to more than a sheet can hold",
                next_step="copy the sheet's pages into a new workbook",
            )


def _load(data: bytes) -> list[ReadPage] | None:
    """The pages; None where the workbook cannot be read. openpyxl raises all sorts of exceptions
    on damaged files, and their messages hold words of cells."""
    from openpyxl import load_workbook

    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            workbook = load_workbook(io.BytesIO(data), keep_links=False)
        return [_page(page, number) for number, page in enumerate(workbook.worksheets, start=1)]
    except Exception:
        return None


def _page(page: object, number: int) -> ReadPage:
    from openpyxl.worksheet.worksheet import Worksheet

    assert isinstance(page, Worksheet)
    rows: dict[int, dict[int, ReadCell]] = defaultdict(dict)
    # Cell by cell as they are stored: one stray cell in the last row must not cost a million rows.
    for (row, column), cell in page._cells.items():
        read = _cell(cell.value, cell.data_type)
        if read:
            rows[row][column] = read
    return ReadPage(
        title=page.title,
        number=number,
        rows=dict(sorted(rows.items())),
        merged=tuple(str(one) for one in page.merged_cells.ranges),
        hidden=frozenset(row for row, look in page.row_dimensions.items() if look.hidden),
    )


def _cell(value: object, kind: str) -> ReadCell | None:
    if value is None or value == "":
        return None
    if kind == "f":
        return ReadCell("", "holds a formula: type the word itself")
    if kind == "e":
        return ReadCell("", "holds an error of the spreadsheet program")
    if kind == "d":
        return ReadCell("", "was made a date by the spreadsheet program: put an apostrophe before "
                            "it")  # fmt: skip
    if isinstance(value, float) and value.is_integer():
        return ReadCell(str(int(value)))
    return ReadCell(str(value))
