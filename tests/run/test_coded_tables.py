"""Tables that were coded elsewhere: what is read, and what is refused by row."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from pipeline.errors import InputError
from pipeline.measure.agreement import CodedUnits
from pipeline.run.coded_tables import read_coded_table
from tests.coded import table

TURNS = {"P01": {2: "", 4: ""}, "P02": {2: ""}}
CODES = {"fear": "wellbeing", "moving": "daily-life"}


def read(path: Path) -> CodedUnits:
    return read_coded_table(path, "file 1", TURNS, CODES)


def test_rows_become_codings_and_named_transcripts_are_read(tmp_path: Path) -> None:
    rows = ["P01,2,fear,present", "P01,2,fear,", "P01,4,moving,denied", "P02,,,", ",,,"]
    found = read(table(tmp_path / "a.csv", *rows))
    assert found.who == "file 1"
    assert found.read == {"P01": frozenset({2, 4}), "P02": frozenset({2})}
    assert found.coded == {"P01": frozenset({(2, "fear")})}


def test_a_table_of_the_program_itself_is_taken_and_its_rejected_rows_are_no_codings(
    tmp_path: Path,
) -> None:
    header = "coding,transcript,turn,start,end,code,polarity,status,text"
    rows = ['C1,P01,2,0,5,fear,present,accepted,"one, two"',
            "C2,P01,4,0,5,moving,present,rejected,x"]  # fmt: skip
    found = read(table(tmp_path / "a.csv", *rows, header=header))
    assert found.coded == {"P01": frozenset({(2, "fear")})}
    assert found.read == {"P01": frozenset({2, 4})}


def test_spreadsheets_write_a_mark_their_own_line_ends_and_capitals(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_bytes(b"\xef\xbb\xbfTranscript, Turn ,CODE,polarity\r\n P01 ,2,fear,present\r\n")
    assert read(path).coded == {"P01": frozenset({(2, "fear")})}


WRONG = {
    "P09,2,fear,": "row 2: there is no coded transcript",
    "P01,3,fear,": "row 2: the transcript has no such turn",
    "P01,0,fear,": "row 2: the transcript has no such turn",
    "P01,²,fear,": "row 2: the turn is not a whole number",
    "P01,-2,fear,": "row 2: the turn is not a whole number",
    "P01,2.0,fear,": "row 2: the turn is not a whole number",
    "P01,,fear,": "row 2: the turn is not a whole number",
    "P01,99999999999999999999,fear,": "row 2: the turn is not a whole number",
    "P01,2,Jonquil,": "row 2: the code is not in the codebook",
    "P01,2,fear,Jonquil": "row 2: the polarity is none of present, denied, considered",
    "P01,2,fear,present,Jonquil": "row 2: has more cells than the header",
    '"P01,2,fear': "is no table",
    "": "it has no row",
}


@pytest.mark.parametrize(("row", "told"), WRONG.items())
def test_wrong_rows_are_told_by_number_without_their_words(
    tmp_path: Path, row: str, told: str
) -> None:
    with pytest.raises(InputError) as error:
        read(table(tmp_path / "Jonquil.csv", row))
    assert told in error.value.what
    assert error.value.where == "file 1"
    assert "Jonquil" not in str(error.value)


def test_all_wrong_rows_are_told_up_to_a_point(tmp_path: Path) -> None:
    rows = ["P01,2,fear,"] + ["P01,3,fear,"] * 25
    with pytest.raises(InputError) as error:
        read(table(tmp_path / "a.csv", *rows))
    assert "row 3: " in error.value.what
    assert "row 2: " not in error.value.what
    assert "and 5 more" in error.value.what


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (b"transcript,turn,code\nP01,2,fear\n", "lacks the column polarity"),
        (b"transcript;turn;code;polarity\n", "lacks the column"),
        (b"", "lacks the column"),
        (b"transcript,turn,code,code,polarity\n", "two columns of one name"),
        (b"transcript,turn,code,polarity\nP01,2,f\xe9ar,\n", "is not UTF-8"),
        (b"\xff\xfet\x00r\x00", "is not UTF-8"),
        (b"PK\x03\x04\x00\x00", "lacks the column"),
    ],
)
def test_files_that_are_no_such_table(tmp_path: Path, content: bytes, told: str) -> None:
    path = tmp_path / "a.csv"
    path.write_bytes(content)
    with pytest.raises(InputError, match=told):
        read(path)


def test_a_folder_is_no_table(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="cannot be read"):
        read(tmp_path)


@settings(max_examples=30, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.binary(max_size=80))
def test_any_bytes_are_read_or_refused(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "a.csv"
    path.write_bytes(b"transcript,turn,code,polarity\n" + content)
    try:
        found = read(path)
    except InputError:
        return
    assert found.read
