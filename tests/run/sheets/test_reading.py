"""Sheets that came back in every state: read, or refused with what to do, without their words."""

from __future__ import annotations

import io
import os
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from openpyxl import Workbook, load_workbook
from openpyxl.worksheet.worksheet import Worksheet

from pipeline.errors import InputError
from pipeline.run.sheets.columns import CODINGS, IDENTIFIERS
from pipeline.run.sheets.csv_file import csv_bytes
from pipeline.run.sheets.reading import LARGEST, letter, read_sheet
from pipeline.run.sheets.sheet import Returned
from pipeline.run.sheets.workbook import workbook_bytes
from tests.run.sheets.filling import read_csv, rebuilt, write_csv
from tests.run.sheets.made import sheet_of

SECRET = "Casimir"
ROWS = [{"transcript": "A01", "turn": n, "coding": f"C{n}", "words": f"{SECRET} {n}",
         "mark": f"m{n}", "export": "codings-1-1-000000000000"} for n in (1, 2, 3)]  # fmt: skip
Change = Callable[[Worksheet], None]


@pytest.fixture
def xlsx(tmp_path: Path) -> Path:
    path = tmp_path / "codings.xlsx"
    path.write_bytes(workbook_bytes(sheet_of(CODINGS, *ROWS)))
    return path


@pytest.fixture
def csv_file(tmp_path: Path) -> Path:
    path = tmp_path / "codings.csv"
    path.write_bytes(csv_bytes(sheet_of(CODINGS, *ROWS)))
    return path


def refused(path: Path) -> InputError:
    with pytest.raises(InputError) as caught:
        read_sheet(path)
    assert SECRET not in str(caught.value)
    assert path.name not in str(caught.value)
    assert caught.value.next_step
    assert caught.value.where == "the sheet"
    return caught.value


def ids(found: Returned) -> list[str]:
    return [row["coding"] for row in found.rows if row["coding"]]


def changed(path: Path, change: Change) -> Path:
    workbook = load_workbook(path)
    change(workbook["Codings"])
    workbook.save(path)
    return path


def test_as_it_was_written(xlsx: Path, csv_file: Path) -> None:
    for path in (xlsx, csv_file):
        found = read_sheet(path)
        assert found.sort is CODINGS
        assert ids(found) == ["C1", "C2", "C3"]
        assert found.passed_over == ()
        assert SECRET not in repr(found)


# What spreadsheets and people do, and may


def test_columns_and_rows_in_any_order(xlsx: Path, csv_file: Path) -> None:
    rebuilt(xlsx, lambda table: [row[::-1] for row in [table[0], *table[:0:-1]]])
    head, *below = read_csv(csv_file)
    write_csv(csv_file, [row[::-1] for row in [head, *below[::-1]]])
    for path in (xlsx, csv_file):
        found = read_sheet(path)
        assert ids(found) == ["C3", "C2", "C1"]
        assert found.rows[0]["words"] == f"{SECRET} 3"
        assert found.rows[0].place.endswith("row 2")


def test_rows_above_the_header_and_blank_ones_are_passed_over(xlsx: Path) -> None:
    rebuilt(xlsx, lambda table: [["To do by Friday"], [], table[0], table[1], [], table[3]])
    found = read_sheet(xlsx)
    assert [(row["coding"], row.place) for row in found.rows] == [("C1", "row 4"), ("C3", "row 6")]


def test_columns_of_one_s_own_are_passed_over_and_told_by_their_letter(xlsx: Path) -> None:
    rebuilt(
        xlsx, lambda table: [["Casimir?", *table[0], "done"], *[[1, *row] for row in table[1:]]]
    )
    found = read_sheet(xlsx)
    assert found.passed_over == ("A", letter(len(CODINGS.columns) + 2))
    assert ids(found) == ["C1", "C2", "C3"]


def test_headers_in_capitals_and_with_underscores(csv_file: Path) -> None:
    table = read_csv(csv_file)
    write_csv(csv_file, [[name.upper().replace(" ", "_") for name in table[0]], *table[1:]])
    assert ids(read_sheet(csv_file)) == ["C1", "C2", "C3"]


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig"])
def test_csv_as_spreadsheets_of_all_countries_write_it(
    csv_file: Path, delimiter: str, encoding: str
) -> None:
    write_csv(csv_file, read_csv(csv_file), delimiter=delimiter, encoding=encoding)
    assert ids(read_sheet(csv_file)) == ["C1", "C2", "C3"]


def test_hidden_rows_are_read_and_marked(xlsx: Path) -> None:
    def hide(page: Worksheet) -> None:
        page.row_dimensions[3].hidden = True

    found = read_sheet(changed(xlsx, hide))
    assert [row.hidden for row in found.rows if row["coding"]] == [False, True, False]


def test_a_hidden_page_is_read(xlsx: Path) -> None:
    def hide(page: Worksheet) -> None:
        page.sheet_state = "hidden"

    assert ids(read_sheet(changed(xlsx, hide))) == ["C1", "C2", "C3"]


def test_a_renamed_page_is_told_by_its_number(xlsx: Path) -> None:
    def rename(page: Worksheet) -> None:
        page.title = "Casimir's answers"

    assert read_sheet(changed(xlsx, rename)).rows[0].place == "page 2, row 2"


def test_numbers_stay_whole_and_a_stray_cell_at_the_end_costs_nothing(xlsx: Path) -> None:
    def scribble(page: Worksheet) -> None:
        page.cell(2, 2).value = 1.0
        page.cell(1_048_576, 16_384).value = "x"

    found = read_sheet(changed(xlsx, scribble))
    assert found.rows[0]["turn"] == "1"
    assert len(ids(found)) == 3


# What cannot be read in a row is told of the row


@pytest.mark.parametrize(
    ("content", "kind", "why"),
    [
        ('="acc"&"ept"', "f", "holds a formula"),
        ("#N/A", "e", "holds an error"),
        (45_000, "date", "was made a date"),
    ],
)
def test_cells_that_say_something_else_than_they_show(
    xlsx: Path, content: object, kind: str, why: str
) -> None:
    def spoil(page: Worksheet) -> None:
        at = [column.name for column in CODINGS.columns].index("answer") + 1
        cell = page.cell(3, at)
        cell.value = content  # type: ignore[assignment]
        if kind == "date":
            cell.number_format = "yyyy-mm-dd"

    row = next(row for row in read_sheet(changed(xlsx, spoil)).rows if row["coding"] == "C2")
    assert why in row.faults["answer"]
    with pytest.raises(InputError, match=why):
        row.check(["answer"])
    row.check(["mark"])


# What is refused as a whole


def without(path: Path, *names: str) -> Path:
    def cut(table: list[list[object]]) -> list[list[object]]:
        kept = [at for at, name in enumerate(table[0]) if name not in names]
        return [[row[at] for at in kept] for row in table]

    if path.suffix == ".csv":
        write_csv(path, cut([list(row) for row in read_csv(path)]))  # type: ignore[arg-type]
    else:
        rebuilt(path, cut)
    return path


def test_missing_columns_are_named(xlsx: Path, csv_file: Path) -> None:
    for path in (xlsx, csv_file):
        assert "lacks the columns answer, mark" in refused(without(path, "answer", "mark")).what


def test_columns_that_are_only_shown_may_be_gone(xlsx: Path) -> None:
    shown = ("before", "words", "after", "confidence", "status", "look at", "code")
    assert ids(read_sheet(without(xlsx, *shown))) == ["C1", "C2", "C3"]


def test_a_column_twice_is_refused(csv_file: Path) -> None:
    table = read_csv(csv_file)
    write_csv(csv_file, [[*row, row[table[0].index("answer")]] for row in table])
    assert "two columns 'answer'" in refused(csv_file).what


def test_merged_cells_are_refused(xlsx: Path) -> None:
    def merge(page: Worksheet) -> None:
        page.merge_cells("H2:H3")

    assert "merged cells (H2:H3)" in refused(changed(xlsx, merge)).what


def test_two_sorts_in_one_workbook_are_refused(xlsx: Path) -> None:
    workbook = load_workbook(xlsx)
    page = workbook.create_sheet("Others")
    page.append([column.name for column in IDENTIFIERS.columns])
    workbook.save(xlsx)
    assert "one of identifiers" in refused(xlsx).what


def zipped(**parts: bytes) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name.replace("__", "/").replace("_xml", ".xml"), content)
    return made.getvalue()


OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600)
ENTITY = b'<!DOCTYPE x [<!ENTITY a "Casimir">]><workbook>&a;</workbook>'


@pytest.mark.parametrize(
    ("data", "what"),
    [
        (b"", "is empty"),
        (b"  \r\n", "is empty"),
        (b"dear all, here is my list for Casimir", "no sheet of this program"),
        (b"%PDF-1.7 Casimir \xff\xfe", "is not UTF-8"),
        (OLE + "EncryptedPackage".encode("utf-16-le"), "protected by a password"),
        (OLE, "old workbook"),
        (b"PK\x03\x04 Casimir", "workbook is damaged"),
        (zipped(mimetype=b"application/vnd.oasis", content_xml=b"<x/>"), "no Excel workbook"),
        (zipped(xl__workbook_xml=b"<workbook>"), "workbook is damaged"),
        (zipped(xl__workbook_xml=ENTITY), "XML entities"),
        (
            zipped(xl__workbook_xml=b"<x>" + bytes(300 * 1024 * 1024)),
            "unpacks to more than a sheet",
        ),
    ],
)
def test_what_is_no_sheet(tmp_path: Path, data: bytes, what: str) -> None:
    path = tmp_path / "Casimir Thrale.xlsx"
    path.write_bytes(data)
    found = refused(path)
    assert what in found.what
    assert "docx" not in str(found)


def test_a_workbook_that_was_cut_off_is_damaged(xlsx: Path) -> None:
    data = xlsx.read_bytes()
    for share in (3, 10, 50, 90, 99):
        xlsx.write_bytes(data[: len(data) * share // 100])
        assert "damaged" in refused(xlsx).what


def test_bits_that_flipped_never_bring_words_into_a_message(xlsx: Path) -> None:
    data = bytearray(xlsx.read_bytes())
    for at in range(0, len(data), len(data) // 25):
        spoilt = bytearray(data)
        spoilt[at] ^= 0x55
        xlsx.write_bytes(bytes(spoilt))
        said = ""
        try:
            read_sheet(xlsx)
        except InputError as error:
            said = str(error)
        assert SECRET not in said


def test_a_file_larger_than_any_sheet(tmp_path: Path) -> None:
    path = tmp_path / "huge.csv"
    with path.open("wb") as file:
        os.truncate(file.fileno(), LARGEST + 1)
    assert "larger than 32 MB" in refused(path).what


def test_a_workbook_of_other_things(tmp_path: Path) -> None:
    workbook = Workbook()
    page = workbook.active
    assert isinstance(page, Worksheet)
    page.append(["name", "coding"])
    page.append([SECRET, "C1"])
    path = tmp_path / "other.xlsx"
    workbook.save(path)
    assert "lacks the columns transcript, turn, answer" in refused(path).what


@pytest.mark.parametrize(("number", "name"), [(1, "A"), (26, "Z"), (27, "AA"), (703, "AAA")])
def test_letters_of_columns(number: int, name: str) -> None:
    assert letter(number) == name
