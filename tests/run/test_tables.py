from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.errors import InputError
from pipeline.run.tables import read_participants, read_roster
from pipeline.values.quotes import Consent

HEADER = "participant,file,consent,gender\n"
ROSTER = "participant,kind,words,role,also\n"


def write(path: Path, text: str | bytes) -> Path:
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return path


def test_rows_become_participants_with_their_attributes(tmp_path: Path) -> None:
    path = write(
        tmp_path / "p.csv",
        "\ufeffParticipant,file,consent,show_first,gender\n"
        "P01,a b.docx,Anonymised quote,yes,woman\n\n"
        "P02,c.txt,case-study,,\n",
    )
    (first, second), faults = read_participants(path, "p.csv")
    assert faults == []
    assert (first.id, first.file, first.consent) == ("P01", "a b.docx", Consent.QUOTE)
    assert first.show_first
    assert first.attributes == {"gender": "woman"}
    assert second.consent is Consent.CASE_STUDY
    assert second.attributes == {}


@pytest.mark.parametrize(
    ("row", "words"),
    [
        ("P01,a.txt,sure,woman", "row 2: consent is none of"),
        ("P 01,a.txt,none,woman", "row 2: the participant's id"),
        ("Sarah-Whitlock,a.txt,none,woman", "row 2: the participant's id holds no digit"),
        ("P01,b.txt,none,\nP02,b.txt,none,", "row 3: the file is listed in an earlier row"),
    ],
)
def test_a_wrong_row_is_told_and_the_others_stand(tmp_path: Path, row: str, words: str) -> None:
    path = write(tmp_path / "p.csv", f"{HEADER}{row}\nP09,z.txt,archive,man\n")
    rows, faults = read_participants(path, "p.csv")
    assert rows[-1].id == "P09"
    assert any(words in str(fault) for fault in faults)


def test_consent_nobody_understands_is_no_consent(tmp_path: Path) -> None:
    path = write(tmp_path / "p.csv", f"{HEADER}P01,a.txt,probably,woman\n")
    (row,), _ = read_participants(path, "p.csv")
    assert row.consent is Consent.NONE
    assert not row.consent.allows_quotes


@pytest.mark.parametrize(
    ("content", "words"),
    [
        ("", "is empty"),
        ("participant,consent\nP01,none\n", "lacks the column file"),
        (f"{HEADER}P01,a.txt,none,woman,extra,more\n", "row 2"),
        (f'{HEADER}P01,"a.txt,none,woman\n', "open quotation mark"),
        ("participant,file,consent\nP01,caf\xe9.txt,none\n".encode("latin-1"), "not UTF-8"),
        ("participant,file,consent\n".encode("utf-16"), "not UTF-8"),
    ],
)
def test_a_table_that_cannot_be_read_says_what_to_do(
    tmp_path: Path, content: str | bytes, words: str
) -> None:
    with pytest.raises(InputError, match=words):
        read_participants(write(tmp_path / "p.csv", content), "p.csv")


def test_a_roster_entry_has_all_its_forms(tmp_path: Path) -> None:
    path = write(
        tmp_path / "r.csv", f"{ROSTER}P01,person,Casimir Thrale,Stalker,Caz | the baker|\n"
    )
    (entry,) = read_roster(path, "r.csv", {"P01"})
    assert entry.forms == ("Casimir Thrale", "Caz", "the baker")
    assert entry.role == "stalker"


@pytest.mark.parametrize(
    ("row", "words"),
    [
        ("P77,PERSON,Ada,victim,", "row 2: the participant is not"),
        ("P01,NAME,Ada,victim,", "row 2: the kind is none of"),
        ("P01,PERSON,  ,victim,", "row 2: the words are empty"),
        ("P01,PERSON,...,victim,", "row 2: the words are empty"),
        ("P01,PERSON,_,victim,", "row 2: the words are empty"),
        ("P01,PERSON,=HYPERLINK(1),victim,", "row 2: a cell begins like a formula"),
    ],
)
def test_a_wrong_roster_row_stops_everything(tmp_path: Path, row: str, words: str) -> None:
    path = write(tmp_path / "r.csv", f"{ROSTER}{row}\nP01,PERSON,Casimir,stalker,\n")
    with pytest.raises(InputError, match=words) as caught:
        read_roster(path, "r.csv", {"P01"})
    assert "Casimir" not in str(caught.value)
    assert "Ada" not in str(caught.value)


def test_all_wrong_rows_are_told_at_once(tmp_path: Path) -> None:
    path = write(tmp_path / "r.csv", f"{ROSTER}P01,X,Ada,victim,\nP01,PERSON,Bo,,\nP9,PERSON,C,,\n")
    with pytest.raises(InputError, match=r"row 2: .*; row 4: "):
        read_roster(path, "r.csv", {"P01"})


@pytest.mark.parametrize(
    ("rows", "words"),
    [
        ("P01,PERSON,Ada Bell,sister,\nP01,PERSON,ADA BELL,sister,", "row 3: lists whom row 2"),
        ("P01,PERSON,Ada Bell,sister,Addie\nP01,PERSON,Ann Rae,friend,Addie", "row 3: a form"),
        (",PERSON,Ada Bell,officer,\nP01,PERSON,Ann Rae,friend,Ada Bell", "row 3: a form"),
    ],
)
def test_roster_rows_that_clash_are_told(tmp_path: Path, rows: str, words: str) -> None:
    path = tmp_path / "r.csv"
    path.write_text(f"participant,kind,words,role,also\n{rows}\n")
    with pytest.raises(InputError, match=words) as error:
        read_roster(path, "r.csv", {"P01"})
    assert "Bell" not in str(error.value)


@pytest.mark.parametrize(
    "rows",
    [
        "P01,PERSON,David Bell,father,\nP01,PERSON,David Bell,son,",
        "P01,PERSON,David Bell,father,Dave\nP02,PERSON,David Rae,son,Dave",
        "P01,PERSON,Kent,father,\nP01,LOCATION,Kent,county,",
    ],
)
def test_two_of_one_name_may_be_listed(tmp_path: Path, rows: str) -> None:
    path = tmp_path / "r.csv"
    path.write_text(f"participant,kind,words,role,also\n{rows}\n")
    assert len(read_roster(path, "r.csv", {"P01", "P02"})) == 2
