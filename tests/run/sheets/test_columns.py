"""The columns of sheets are a contract: the pages tell them, every one and in order."""

from __future__ import annotations

import csv

import click
import pytest

from pipeline.cli.sheet import export
from pipeline.run.sheets.choices import identifier_choices
from pipeline.run.sheets.columns import CODINGS, IDENTIFIERS, Sort, Use
from pipeline.run.study import open_study
from pipeline.values.identifiers import Kind
from tests.studies import REPOSITORY
from tests.test_docs import CODE, fences, first_cells, page, rows, section

SORTS = pytest.mark.parametrize(
    ("heading", "sort"), [("Codings", CODINGS), ("Identifiers", IDENTIFIERS)]
)


def told(heading: str) -> str:
    return section(section(page("file-formats.md"), "Sheets to review on"), heading)


@SORTS
def test_the_pages_tell_every_column_in_order(heading: str, sort: Sort) -> None:
    assert first_cells(told(heading)) == [column.name for column in sort.table]
    assert [row[2] for row in rows(told(heading))] == [column.meaning for column in sort.table]


@SORTS
def test_the_example_is_a_row_of_that_table(heading: str, sort: Sort) -> None:
    head, row = csv.reader(fences(told(heading), "")[0].splitlines())
    assert head == [column.name for column in sort.table]
    assert len(row) == len(head)


@pytest.mark.parametrize(("at", "sort"), [(0, CODINGS), (1, IDENTIFIERS)])
def test_the_pages_tell_the_columns_of_rows_to_add(at: int, sort: Sort) -> None:
    (row,) = rows(told("Rows to add"))
    assert CODE.findall(row[at]) == [column.name for column in sort.added]


@pytest.mark.parametrize("name", ["codings", "identifiers"])
def test_the_pages_tell_every_option_of_the_two_exports(name: str) -> None:
    options = [one for one in export.commands[name].params if isinstance(one, click.Option)]
    text = section(page("commands.md"), f"voices sheet export {name}")
    assert sorted(cell.split()[0] for cell in first_cells(text)) == sorted(
        option.opts[0] for option in options
    )


@pytest.mark.parametrize("sort", [CODINGS, IDENTIFIERS])
def test_a_sheet_can_be_read_by_what_it_needs(sort: Sort) -> None:
    assert sort.id in sort.needed
    assert {"answer", "mark", "export"} <= set(sort.needed)
    ours = {column.name for column in sort.columns if column.use is Use.OURS}
    assert ours <= set(sort.needed)
    assert set(sort.unchanged) <= {column.name for column in sort.columns}


def test_every_kind_and_every_word_of_the_policy_is_offered() -> None:
    policy = open_study(REPOSITORY).identifiers
    choices = identifier_choices(policy)
    assert [choice.word for choice in choices["kind"]] == [kind.value for kind in Kind]
    roles = {choice.word for choice in choices["role"]}
    assert {"sister", "town", "police force", "gift", "victim"} <= roles
