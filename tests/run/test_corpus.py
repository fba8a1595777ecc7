from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.errors import InputError
from pipeline.run.corpus import list_documents, load_remembered, remember, strictest
from pipeline.values.quotes import Consent, Participant


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "transcripts"


def put(folder: Path, *names: str) -> None:
    for name in names:
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("I: Hello?\nP: Yes.\n")


def ids(folder: Path, rows: list[Participant] | None = None, **known: str) -> dict[str, str]:
    found, _ = list_documents(folder, rows or [], known, Consent.NONE)
    return {document.path.name: document.id for document in found}


def row(id: str, file: str) -> Participant:
    return Participant(id=id, file=file, consent=Consent.QUOTE, attributes={})


@pytest.mark.parametrize(
    ("name", "id"),
    [
        ("S01.txt", "S01"),
        ("P07.docx", "P07"),
        ("interview 3.vtt", "interview-3"),
        ("Interview Jo Example (P11)-20240312.docx", "P11"),
        ("h12.gold.txt", "h12"),
        ("Sarah.txt", "T01"),
        ("Sarah1.txt", "T01"),
        ("Joe 2.txt", "T01"),
        ("2024-03-12 call with Ada.m4a.txt", "T01"),
    ],
)
def test_a_file_goes_under_an_id_that_gives_nobody_away(folder: Path, name: str, id: str) -> None:
    put(folder, name)
    assert ids(folder) == {name: id}


def test_listed_files_go_under_their_participant(folder: Path) -> None:
    put(folder, "a.txt", "b.txt", "sub/c.txt", "S09.txt")
    rows = [row("P07", "a.txt"), row("P02", "sub/c.txt"), row("P07", "b.txt")]
    assert ids(folder, rows) == {"a.txt": "P07", "b.txt": "P07-2", "c.txt": "P02", "S09.txt": "S09"}


def test_a_listed_file_that_is_not_there_is_told_by_row_without_its_name(folder: Path) -> None:
    put(folder, "a.txt")
    found, faults = list_documents(
        folder, [row("P01", "a.txt"), row("P02", "Ada Brackenbury.txt")], {}, Consent.NONE
    )
    assert [document.id for document in found] == ["P01"]
    assert [str(fault).split("\n")[0] for fault in faults] == [
        "participants.csv: row 3: the file is not in the folder transcripts/"
    ]


def test_an_unlisted_participant_has_the_study_s_consent_and_no_more(folder: Path) -> None:
    put(folder, "S01.txt")
    (document,), _ = list_documents(folder, [], {}, Consent.PARAPHRASE)
    assert document.participant.consent is Consent.PARAPHRASE
    assert not document.participant.consent.allows_quotes


def test_a_new_file_never_renumbers_old_ones(folder: Path, tmp_path: Path) -> None:
    put(folder, "Mona talk.txt", "Zoe talk.txt")
    kept = tmp_path / "vault" / "documents.json"
    found, _ = list_documents(folder, [], load_remembered(kept), Consent.NONE)
    remember(kept, found, folder)
    put(folder, "Ada talk.txt", "T02.txt")
    found, _ = list_documents(folder, [], load_remembered(kept), Consent.NONE)
    assert {document.path.name: document.id for document in found} == {
        "Mona talk.txt": "T01",
        "Zoe talk.txt": "T02",
        "Ada talk.txt": "T03",
        "T02.txt": "T04",
    }


def test_a_deleted_file_keeps_its_id_to_itself(folder: Path) -> None:
    put(folder, "Zoe talk.txt")
    assert ids(folder, **{"Mona talk.txt": "T01"}) == {"Zoe talk.txt": "T02"}


def test_a_damaged_memory_is_refused_not_forgotten(tmp_path: Path) -> None:
    path = tmp_path / "documents.json"
    path.write_text("[broken")
    with pytest.raises(InputError, match="backup"):
        load_remembered(path)


@pytest.mark.parametrize("name", [".DS_Store", "~$lock.docx", "Thumbs.db", ".hidden.txt"])
def test_files_that_systems_leave_about_are_no_transcripts(folder: Path, name: str) -> None:
    put(folder, name)
    assert ids(folder) == {}


def test_with_a_row_whose_file_is_missing_no_unlisted_file_may_be_quoted(folder: Path) -> None:
    put(folder, "Kasia (P07).txt", "other.txt")
    found, faults = list_documents(folder, [row("P07", "Kasia.txt")], {}, Consent.QUOTE)
    assert len(faults) == 1
    assert {document.participant.consent for document in found} == {Consent.NONE}


def test_of_two_rows_of_one_participant_the_stricter_counts() -> None:
    rows = [
        Participant(id="P07", file=f"{consent}.txt", consent=consent, attributes={})
        for consent in (Consent.QUOTE, Consent.NONE, Consent.ARCHIVE)
    ]
    assert strictest(rows)["P07"].consent is Consent.NONE


def test_an_unlisted_file_of_a_listed_participant_has_her_consent(folder: Path) -> None:
    put(folder, "a.txt", "P07.txt")
    nothing = Participant(id="P07", file="a.txt", consent=Consent.NONE, attributes={})
    found, _ = list_documents(folder, [nothing], {}, Consent.QUOTE)
    assert {document.participant.consent for document in found} == {Consent.NONE} or {
        document.id for document in found
    } == {"P07", "T01"}
    assert len({document.id for document in found}) == 2


def test_no_two_files_share_an_id(folder: Path) -> None:
    put(folder, "a.txt", "b.txt", "c.txt", "p07.txt", "Zoe.txt")
    rows = [row("P07", "a.txt"), row("P07", "b.txt"), row("P07-2", "c.txt")]
    found, _ = list_documents(folder, rows, {"Zoe.txt": "T01"}, Consent.QUOTE)
    folded = [document.id.casefold() for document in found]
    assert len(folded) == 5
    assert len(set(folded)) == 5


def test_reordered_rows_swap_no_ids(folder: Path) -> None:
    put(folder, "a.txt", "b.txt")
    first, _ = list_documents(folder, [row("P07", "a.txt"), row("P07", "b.txt")], {}, Consent.NONE)
    known = {document.path.name: document.id for document in first}
    again, _ = list_documents(
        folder, [row("P07", "b.txt"), row("P07", "a.txt")], known, Consent.NONE
    )
    assert {document.path.name: document.id for document in again} == known
