"""Reading a sheet that came back: which sort it is, which column is which, what each row says."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from pipeline.errors import InputError
from pipeline.run.files import read_bytes
from pipeline.run.sheets.columns import SORTS, Column, Sort
from pipeline.run.sheets.csv_file import csv_rows
from pipeline.run.sheets.explaining import PAGES, page_of_additions
from pipeline.run.sheets.sheet import Returned, Row
from pipeline.run.sheets.xlsx_file import ReadCell, ReadPage, is_workbook, read_pages

WHERE = "the sheet"
"""What it is called in messages: its name may be somebody's."""
LARGEST = 32 * 1024 * 1024
_HEAD_WITHIN = 10
"""The header is one of the first rows that hold something."""


def read_sheet(path: Path) -> Returned:
    """The rows of a sheet, in any order of rows and columns.

    Raises:
        InputError: it cannot be read, or lacks columns.
    """
    try:
        return _read(_bytes(path))
    except InputError as error:
        raise InputError(error.what, where=WHERE, next_step=error.next_step) from None


def letter(column: int) -> str:
    """How a spreadsheet calls a column, from 1."""
    name = ""
    while column:
        column, rest = divmod(column - 1, 26)
        name = chr(ord("A") + rest) + name
    return name


def _bytes(path: Path) -> bytes:
    if path.is_file() and path.stat().st_size > LARGEST:
        raise InputError("is larger than 32 MB", next_step="give the sheet that was written")
    data = read_bytes(path)
    if not data.strip():
        raise InputError("is empty", next_step="give the sheet that was written")
    return data


def _read(data: bytes) -> Returned:
    pages = read_pages(data) if is_workbook(data) else [_as_page(csv_rows(data))]
    heads = {page.number: _head(page) for page in pages}
    sort = _sort(list(heads.values()))
    rows: list[Row] = []
    passed_over: list[str] = []
    read = [page for page in pages if _is_table(sort, heads[page.number][1])]
    if not read:
        raise _lacking(sort, [names for _, names in heads.values()])
    several = len(read) > 1
    for page in read:
        _refuse_merged(page)
        below, names = heads[page.number]
        places = _places(sort, names)
        named = f"{_called(page, sort)}, " if several else ""
        passed_over += [f"{named}{letter(at)}" for at in names if at not in places.values()]
        rows += _rows(page, below, places, named)
    return Returned(sort, tuple(rows), tuple(passed_over))


def _as_page(rows: Sequence[Sequence[str]]) -> ReadPage:
    cells = {
        number: {at: ReadCell(cell) for at, cell in enumerate(row, start=1) if cell.strip()}
        for number, row in enumerate(rows, start=1)
    }
    return ReadPage("", 1, {number: row for number, row in cells.items() if row})


def _head(page: ReadPage) -> tuple[int, dict[int, str]]:
    """The row of the header and its names by column: of the first rows, the one with most names of
    ours."""
    known = {column.name for sort in SORTS for column in (*sort.columns, *sort.added)}
    found: tuple[int, dict[int, str]] = (0, {})
    for number in list(page.rows)[:_HEAD_WITHIN]:
        names = {at: _folded(cell.words) for at, cell in page.rows[number].items()}
        if _count(names, known) > _count(found[1], known):
            found = number, names
    return found


def _folded(name: str) -> str:
    return " ".join(name.casefold().replace("_", " ").split())


def _count(names: Mapping[int, str], known: set[str]) -> int:
    return len(known & set(names.values()))


def _sort(heads: Sequence[tuple[int, Mapping[int, str]]]) -> Sort:
    """The sort that the headers tell, by the column of ids."""
    names = {name for _, head in heads for name in head.values()}
    found = [sort for sort in SORTS if sort.id in names]
    if len(found) == 1:
        return found[0]
    if found:
        raise InputError("holds a sheet of codings and one of identifiers",
                         next_step="give them one after the other")  # fmt: skip
    ids = " or ".join(f"'{sort.id}'" for sort in SORTS)
    raise InputError(
        f"is no sheet of this program: there is no column {ids}",
        next_step="give a sheet that voices sheet export wrote",
    )


def _is_table(sort: Sort, names: Mapping[int, str]) -> bool:
    """Whether a page holds rows of the sort: answers, or nothing but rows to add."""
    there = set(names.values())
    return set(sort.needed) <= there or (sort.id not in there and set(sort.needed_to_add) <= there)


def _lacking(sort: Sort, heads: Sequence[Mapping[int, str]]) -> InputError:
    head = next(set(names.values()) for names in heads if sort.id in names.values())
    lacking = [name for name in sort.needed if name not in head]
    columns = "columns" if len(lacking) > 1 else "column"
    return InputError(
        f"lacks the {columns} {', '.join(lacking)}",
        next_step="copy them back from the sheet as it was written",
    )


def _refuse_merged(page: ReadPage) -> None:
    if page.merged:
        raise InputError(
            f"holds merged cells ({', '.join(page.merged[:5])}): nobody can tell which row they "
            "answer",
            next_step="unmerge them, and answer in each row",
        )


def _places(sort: Sort, names: Mapping[int, str]) -> dict[str, int]:
    """Column of the sort -> where it stands; of other columns nothing.

    Raises:
        InputError: two columns have one name.
    """
    known: tuple[Column, ...] = (*sort.columns, *sort.added)
    places: dict[str, int] = {}
    for at, name in names.items():
        if name not in {column.name for column in known}:
            continue
        if name in places:
            raise InputError(f"has two columns '{name}'", next_step="delete one of them")
        places[name] = at
    return places


def _called(page: ReadPage, sort: Sort) -> str:
    """A page as it was named; one that somebody named otherwise by its number."""
    ours = (PAGES[sort.name], page_of_additions(sort))
    return f"page '{page.title}'" if page.title in ours else f"page {page.number}"


def _rows(page: ReadPage, below: int, places: Mapping[str, int], named: str) -> Iterator[Row]:
    for number, cells in page.rows.items():
        if number <= below:
            continue
        own = {name: cells[at] for name, at in places.items() if at in cells}
        words = {name: cell.words.strip() for name, cell in own.items()}
        faults = {name: cell.fault for name, cell in own.items() if cell.fault}
        if faults or any(words.values()):
            yield Row(f"{named}row {number}", words, faults, number in page.hidden)
