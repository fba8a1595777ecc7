"""What a reviewer does to a sheet: answers, rows to add, and everything that goes wrong."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path

from openpyxl import Workbook, load_workbook
from openpyxl.worksheet.worksheet import Worksheet

from pipeline.run.sheets.columns import SORTS, Sort
from pipeline.run.sheets.explaining import PAGES, page_of_additions
from pipeline.run.sheets.exporting import export_codings, export_identifiers
from pipeline.run.sheets.importing import Imported, import_sheet
from pipeline.run.sheets.target import Target

Answers = Mapping[str, Mapping[str, str]]
"""Id -> column -> what is typed."""


def export(root: Path, sort: str, suffix: str = ".xlsx", ids: Sequence[str] = ("A01",)) -> Path:
    """Write a sheet beside the study."""
    path = root.parent / f"{sort}{suffix}"
    if sort == "codings":
        export_codings(root, ids, Target(path, force=True))
    else:
        export_identifiers(root, ids, Target(path, force=True), "KL")
    return path


def take(root: Path, path: Path, by: str = "KL", *, partly: bool = False) -> Imported:
    """Take a sheet in."""
    return import_sheet(root, path, by, partly=partly)


def why(found: Imported) -> str:
    """Of the one row that was refused."""
    (refusal,) = found.refusals
    return refusal.why


def sort_of(path: Path) -> Sort:
    return next(sort for sort in SORTS if sort.name == path.stem)


def rows(path: Path) -> list[dict[str, str]]:
    """The rows that show something."""
    if path.suffix == ".csv":
        with path.open(encoding="utf-8-sig", newline="") as file:
            return [row for row in csv.DictReader(file) if row[sort_of(path).id]]
    page = load_workbook(path)[PAGES[sort_of(path).name]]
    head, *below = [[cell.value for cell in row] for row in page.iter_rows()]
    return [
        {str(name): "" if value is None else str(value) for name, value in zip(head, row)}  # noqa: B905
        for row in below
    ]


def fill(path: Path, answers: Answers) -> None:
    """Type into the rows of these ids."""
    if path.suffix == ".csv":
        table = read_csv(path)
        at = table[0].index(sort_of(path).id)
        for row in table[1:]:
            for column, words in answers.get(row[at], {}).items():
                row[table[0].index(column)] = words
        write_csv(path, table)
        return
    with page(path) as sheet:
        head = {str(cell.value): cell.column for cell in sheet[1]}
        for line in sheet.iter_rows(min_row=2):
            given = answers.get(str(line[head[sort_of(path).id] - 1].value), {})
            for column, words in given.items():
                type_in(sheet, line[0].row, head[column], words)


def add(path: Path, **cells: str) -> None:
    """Add a row; a column's name with a blank is written with '_'."""
    named = {name.replace("_", " "): words for name, words in cells.items()}
    if path.suffix == ".csv":
        table = read_csv(path)
        write_csv(path, [*table, [named.get(name, "") for name in table[0]]])
        return
    with page(path, page_of_additions(sort_of(path))) as sheet:
        head = {str(cell.value): cell.column for cell in sheet[1]}
        free = next(row for row in range(2, 300) if sheet.cell(row, head["words"]).value is None)
        for name, words in named.items():
            type_in(sheet, free, head[name], words)


def type_in(sheet: Worksheet, row: int, column: int, words: str) -> None:
    """As text, as the cells are formatted."""
    cell = sheet.cell(row, column)
    cell.value = words
    cell.data_type = "s"


@contextmanager
def page(path: Path, name: str = "") -> Iterator[Worksheet]:
    """A page of a workbook, which is saved afterwards."""
    workbook = load_workbook(path)
    yield workbook[name or PAGES[sort_of(path).name]]
    workbook.save(path)


def read_csv(path: Path) -> list[list[str]]:
    return list(csv.reader(io.StringIO(path.read_text("utf-8-sig"), newline="")))


def write_csv(
    path: Path, table: Sequence[Sequence[str]], *, delimiter: str = ",", encoding: str = "utf-8-sig"
) -> None:
    text = io.StringIO(newline="")
    csv.writer(text, delimiter=delimiter, lineterminator="\r\n").writerows(table)
    path.write_bytes(text.getvalue().encode(encoding))


def rebuilt(path: Path, change: Callable[[list[list[object]]], list[list[object]]]) -> None:
    """Write the answering page anew, as a spreadsheet program does that keeps no looks."""
    name = PAGES[sort_of(path).name]
    table = [[cell.value for cell in row] for row in load_workbook(path)[name].iter_rows()]
    workbook = Workbook()
    sheet = workbook.active
    assert isinstance(sheet, Worksheet)
    for row in change(table):
        sheet.append(row)
    for line in sheet.iter_rows():
        for cell in line:
            if isinstance(cell.value, str):
                cell.data_type = "s"
    workbook.save(path)
