"""Sheets as CSV tables: no cell is run, and no word is lost."""

from __future__ import annotations

import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.errors import InputError
from pipeline.quotable.exporters.wording import printable
from pipeline.run.sheets.columns import CODINGS, IDENTIFIERS
from pipeline.run.sheets.csv_file import csv_bytes, csv_rows, plain, safe
from tests.run.sheets.made import sheet_of

STARTS = st.sampled_from(["", "=", "+", "-", "@", "'", "''", "'=", "' =", "＝", "\u00a0-", " @"])


@given(STARTS, st.text(max_size=20))
def test_taking_the_apostrophe_off_gives_back_the_very_words(start: str, rest: str) -> None:
    words = printable(start + rest)
    assert plain(safe(words)) == words


@given(STARTS, st.text(max_size=20))
def test_no_cell_begins_like_a_formula(start: str, rest: str) -> None:
    assert not safe(start + rest).lstrip().startswith(("=", "+", "-", "@", "＝", "＋", "－", "＠"))


@pytest.mark.parametrize("words", ["'tis late", "'", "''", "it's = that", "100", "Ærø"])
def test_what_is_no_formula_is_left(words: str) -> None:
    assert safe(words) == plain(words) == words


def test_what_somebody_types_is_taken_as_it_is() -> None:
    for words in ("=like this", "- and then", "@home", "+44"):
        assert plain(words) == words


def test_the_file_is_one_that_excel_opens() -> None:
    data = csv_bytes(sheet_of(CODINGS, {"words": "Ærø, “so” she said\nand on", "turn": 3}))
    assert data.startswith(b"\xef\xbb\xbftranscript,turn,")
    assert data.count(b"\r\n") == 2
    head, row = csv.reader(io.StringIO(data.decode("utf-8-sig"), newline=""))
    assert dict(zip(head, row, strict=True))["words"] == "Ærø, “so” she said and on"


@pytest.mark.parametrize("sort", [CODINGS, IDENTIFIERS])
def test_one_table_has_all_columns_once(sort: object) -> None:
    assert isinstance(sort, type(CODINGS))
    names = [column.name for column in sort.table]
    assert len(names) == len(set(names))
    assert {column.name for column in (*sort.columns, *sort.added)} == set(names)
    assert names[-1] == "export"


@given(st.lists(st.lists(st.text(st.characters(exclude_categories=["Cs", "Cc"])), min_size=2,
                         max_size=4), min_size=1, max_size=5),
       st.sampled_from([",", ";", "\t"]))  # fmt: skip
def test_any_of_the_delimiters_is_read(rows: list[list[str]], delimiter: str) -> None:
    head = ["transcript", "turn", "words"]
    text = io.StringIO(newline="")
    csv.writer(text, delimiter=delimiter).writerows([head, *rows])
    assert csv_rows(text.getvalue().encode()) == [
        head, *[[plain(cell) for cell in row] for row in rows],
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("data", "what"),
    [
        ("transcript,turn\r\nA01,“two”\r\n".encode("cp1252"), "is not UTF-8"),
        ("transcript,turn\r\nA01,2\r\n".encode("utf-16"), "is not UTF-8"),
        (b'transcript,turn\r\nA01,"two\r\n', "is no table"),
        (b"transcript,turn\r\nA01,t\x00o\r\n", "is no table"),
        (b"transcript,turn\r\nA01," + b"x" * 200_000, "is no table"),
    ],
)
def test_what_is_no_such_table_is_refused_without_its_words(data: bytes, what: str) -> None:
    with pytest.raises(InputError, match=what) as caught:
        csv_rows(data)
    assert "A01" not in str(caught.value)
    assert caught.value.next_step
