"""Sheets as workbooks: text alone, nothing in temporary files, the same bytes."""

from __future__ import annotations

import io
import tempfile
import zipfile

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook

from pipeline.quotable.exporters.wording import printable
from pipeline.run.sheets.columns import CODINGS, IDENTIFIERS, Use
from pipeline.run.sheets.explaining import PAGES, WARNING, page_of_additions
from pipeline.run.sheets.workbook import workbook_bytes
from pipeline.run.sheets.xlsx_file import read_pages
from tests.run.sheets.made import sheet_of

NASTY = (
    "=1+1",
    "+44 7700",
    "-- no",
    "@SUM(A1)",
    "=cmd|'/c calc'!A0",
    "\t=1",
    "'quoted",
    "<b>&</b>",
)


@pytest.mark.parametrize("words", NASTY)
def test_no_cell_is_a_formula(words: str) -> None:
    row = {column.name: words for column in CODINGS.columns}
    data = workbook_bytes(sheet_of(CODINGS, row, turns=({"anonymised": words},)))
    for page in load_workbook(io.BytesIO(data)).worksheets:
        for line in page.iter_rows():
            for cell in line:
                assert cell.data_type in ("s", "n")
                assert cell.data_type == "s" or cell.value is None or isinstance(cell.value, int)
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        for name in archive.namelist():
            if name.startswith("xl/worksheets/"):
                assert b"<f>" not in archive.read(name)


@settings(max_examples=8)
@given(st.lists(st.text(st.characters(exclude_categories=["Cs"]), min_size=1), max_size=12))
def test_all_words_come_back(texts: list[str]) -> None:
    rows = [{"coding": f"C{number}", "words": text} for number, text in enumerate(texts)]
    page = next(
        page for page in read_pages(workbook_bytes(sheet_of(CODINGS, *rows)))
        if page.title == "Codings"
    )  # fmt: skip
    at = [column.name for column in CODINGS.columns].index("words") + 1
    read = [page.rows[number].get(at) for number in range(2, len(texts) + 2)]
    assert [cell.words if cell else "" for cell in read] == [printable(text) for text in texts]
    assert not any(cell and cell.fault for cell in read)


def test_nothing_is_written_into_temporary_files(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*args: object, **kwargs: object) -> None:
        raise AssertionError("a temporary file")

    for name in ("NamedTemporaryFile", "TemporaryFile", "mkstemp", "mkdtemp"):
        monkeypatch.setattr(tempfile, name, refuse)
    monkeypatch.setattr("openpyxl.worksheet._writer.NamedTemporaryFile", refuse)
    row = {"decision": "D1", "words": "Jonquil"}
    assert read_pages(workbook_bytes(sheet_of(IDENTIFIERS, row)))


def test_the_same_sheet_gives_the_same_bytes() -> None:
    sheet = sheet_of(CODINGS, {"coding": "C1", "words": "so", "turn": 2, "confidence": 0.5})
    assert workbook_bytes(sheet) == workbook_bytes(sheet)


@pytest.mark.parametrize("sort", [CODINGS, IDENTIFIERS])
def test_the_pages_are_laid_out_for_people(sort: object) -> None:
    assert isinstance(sort, type(CODINGS))
    rows = [{sort.id: f"X{number}", "words": "so " * 40} for number in range(3)]
    workbook = load_workbook(io.BytesIO(workbook_bytes(sheet_of(sort, *rows))))
    assert workbook.sheetnames == [
        "Read me", PAGES[sort.name], page_of_additions(sort), "Interviews", "Lists",
    ]  # fmt: skip
    page = workbook[PAGES[sort.name]]
    assert [cell.value for cell in page[1]] == [column.name for column in sort.columns]
    assert page.freeze_panes == "C2"
    assert page.auto_filter.ref.startswith("A1:")
    assert all(cell.alignment.wrap_text for cell in page[2])
    answers = {page.cell(2, at).coordinate for at, column in enumerate(sort.columns, start=1)
               if column.use is Use.ANSWER and column.name in ("answer", "new code")}  # fmt: skip
    offered = {str(one.sqref).split(":")[0] for one in page.data_validations.dataValidation}
    assert answers <= offered
    told = " ".join(str(cell.value) for line in workbook["Read me"] for cell in line)
    assert (WARNING in told) is (sort is IDENTIFIERS)
    assert workbook.properties.creator in (None, "")


def test_a_list_of_codes_is_offered_from_its_page() -> None:
    data = workbook_bytes(sheet_of(CODINGS, {"coding": "C1"}))
    page = load_workbook(io.BytesIO(data))["Codings"]
    sources = {str(one.sqref): one.formula1 for one in page.data_validations.dataValidation}
    assert "Lists!$A$2:$A$10" in sources.values()
    assert '"accept,reject"' in sources.values()
