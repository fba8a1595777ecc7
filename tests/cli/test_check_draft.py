from __future__ import annotations

from pathlib import Path

import pytest

from benchmarks.drafting import key_of, word_document
from pipeline.errors import ExitCode
from pipeline.run.journal import Journal
from tests.cli.saying import Voices
from tests.drafted import NAMES, drafted, drafted_once

assert drafted
assert drafted_once

CLEAN = "“I still look under the car. Every morning” (Victim 7, stalked by an ex-partner)."
WRONG = "“I never look under the car. Every morning” (Victim 12). Gavin Pryce was there."


def draft(root: Path, text: str | bytes, ending: str = ".md") -> str:
    path = root.parent / f"draft{ending}"
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return str(path)


def test_a_clean_draft_ends_with_zero(voices: Voices, drafted: Path) -> None:
    said = voices("check-draft", draft(drafted, CLEAN), study=drafted)
    assert said.code == ExitCode.OK
    assert "1 quotations: 1 verbatim." in said.out
    assert "0 faults" in said.out


def test_a_draft_without_quotations_ends_with_zero_and_says_so(
    voices: Voices, drafted: Path
) -> None:
    said = voices("check-draft", draft(drafted, "No words of anybody."), study=drafted)
    assert said.code == ExitCode.OK
    assert "there are no quotations in the draft" in said.out


def test_faults_end_with_their_own_code_and_name_nobody(voices: Voices, drafted: Path) -> None:
    said = voices("check-draft", draft(drafted, WRONG), study=drafted)
    assert said.code == ExitCode.FINDINGS == 9
    assert "'still' became 'never' (a negation)" in said.out.replace("\n      ", " ")
    assert "E00002" in said.out
    assert not any(name in said.all for name in NAMES)


def test_json_is_for_scripts(voices: Voices, drafted: Path) -> None:
    found = voices("check-draft", draft(drafted, WRONG), "--json", study=drafted).json
    assert found["clean"] is False
    assert found["quotations"][0]["quotes"] == ["Q00000204"]
    assert found["quotations"][0]["attributed"] == "to somebody else"
    assert {one["kind"] for one in found["findings"]} == {"sense", "label", "name"}
    assert not any(one["words"] for one in found["findings"])


def test_show_prints_names_and_puts_it_on_record(voices: Voices, drafted: Path) -> None:
    said = voices("check-draft", draft(drafted, WRONG), "--show", "--by", "KL", study=drafted)
    assert "Gavin Pryce" in said.out
    assert len(Journal(drafted / "records" / "journal.jsonl").events("check-draft")) == 1
    reveals = voices("key", "reveals", study=drafted)
    assert "[check-draft --show]" in reveals.out
    assert "E00002" in reveals.out


def test_without_show_the_journal_is_left_alone(voices: Voices, drafted: Path) -> None:
    voices("check-draft", draft(drafted, WRONG), study=drafted)
    assert not (drafted / "records" / "journal.jsonl").exists()


def test_a_marked_copy_is_written_beside_the_draft(voices: Voices, drafted: Path) -> None:
    place = draft(drafted, word_document({"body": [WRONG]}), ".docx")
    target = drafted.parent / "marked.docx"
    before = Path(place).read_bytes()
    said = voices("check-draft", place, "--marked", str(target), study=drafted)
    assert said.code == ExitCode.FINDINGS
    assert target.read_bytes() != before
    assert Path(place).read_bytes() == before
    again = voices("check-draft", place, "--marked", str(target), study=drafted)
    assert again.code == ExitCode.INPUT
    assert voices("check-draft", place, "--marked", place, study=drafted).code == ExitCode.INPUT


def test_without_the_key_the_roster_alone_is_searched_for(voices: Voices, drafted: Path) -> None:
    place = draft(drafted, "Lorna Quigley, Gavin Pryce")
    found = voices("check-draft", place, "--without-key", "--json", study=drafted).json
    assert found["names_from"] == "roster alone"
    assert [one["identity"] for one in found["findings"]] == ["roster:P01"]
    key_of(drafted).path.unlink()
    said = voices("check-draft", place, study=drafted)
    assert "the vault was not opened" in said.out


@pytest.mark.parametrize(
    ("text", "ending", "says"),
    [
        (b"", ".docx", "empty"),
        (b"%PDF-1.4", ".pdf", "PDF"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", ".doc", "old Word document"),
        (b"PK\x03\x04 broken", ".docx", "damaged"),
    ],
)
def test_what_cannot_be_read_is_refused(
    voices: Voices, drafted: Path, text: bytes, ending: str, says: str
) -> None:
    said = voices("check-draft", draft(drafted, text, ending), study=drafted)
    assert said.code == ExitCode.INPUT
    assert says in said.err
    assert "Next:" in said.err


def test_a_study_without_quotes_says_what_to_do(voices: Voices, drafted: Path) -> None:
    (drafted / "outputs" / "quotable" / "book.json").unlink()
    said = voices("check-draft", draft(drafted, CLEAN), study=drafted)
    assert said.code == ExitCode.INPUT
    assert "voices run" in said.err
