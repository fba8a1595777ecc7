from __future__ import annotations

import json
import stat
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.errors import JournalError
from pipeline.run.journal import Journal, read_entries, seal
from pipeline.values.identifiers import Kind, Ruling, RulingKind
from pipeline.values.records import Approval, EntryKind, Gate, Outcome, Receipt, Verdict
from pipeline.values.spans import Span

STATE = "a" * 64
RULING = Ruling(
    id="R0001",
    ruling=RulingKind.IDENTIFIES,
    by="KL",
    transcript="P01",
    turn=3,
    span=Span(start=4, end=9),
    kind=Kind.PERSON,
    source=STATE,
)
APPROVAL = Approval(gate=Gate.ADMIT, subject="P01", state=STATE, by="KL")
RECEIPT = Receipt(
    stage="read", item="P01", outcome=Outcome.DONE, reads={"source file": STATE},
    writes={"identified/transcripts/P01.jsonl": STATE},
)  # fmt: skip


@pytest.fixture
def path(tmp_path: Path) -> Path:
    journal = Journal(tmp_path / "records" / "journal.jsonl")
    for value in (RULING, APPROVAL, RECEIPT, Verdict(coding="C01", by="KL")):
        journal.append(value)
    journal.note("vault made", id="77")
    return tmp_path / "records" / "journal.jsonl"


def test_everything_comes_back(path: Path) -> None:
    journal = Journal(path)
    assert journal.rulings() == [RULING]
    assert journal.approvals() == [APPROVAL]
    assert journal.receipts() == {("read", "P01"): RECEIPT}
    assert journal.verdicts()["C01"].rejected
    assert journal.entries[-1].body == {"what": "vault made", "id": "77"}
    assert journal.head == journal.entries[-1].hash


@given(data=st.data())
def test_no_byte_can_change_unseen(
    tmp_path_factory: pytest.TempPathFactory, data: st.DataObject
) -> None:
    path = tmp_path_factory.mktemp("journal") / "journal.jsonl"
    journal = Journal(path)
    for value in (RULING, APPROVAL, RECEIPT):
        journal.append(value)
    original = path.read_bytes()
    place = data.draw(st.integers(0, len(original) - 2))  # not the last line end: see torn writes
    changed = bytearray(original)
    changed[place] ^= 1 << data.draw(st.integers(0, 7))
    path.write_bytes(bytes(changed))
    try:
        entries = list(read_entries(path))
    except JournalError:
        return
    assert [entry.hash for entry in entries] == [entry.hash for entry in journal.entries]


@pytest.mark.parametrize("number", [1, 2, 4])
def test_no_line_can_be_taken_out(path: Path, number: int) -> None:
    lines = path.read_bytes().splitlines(keepends=True)
    path.write_bytes(b"".join(line for n, line in enumerate(lines, 1) if n != number))
    with pytest.raises(JournalError, match=f"line {number} does not follow"):
        Journal(path)


def test_lines_cannot_change_places(path: Path) -> None:
    lines = path.read_bytes().splitlines(keepends=True)
    path.write_bytes(b"".join([lines[1], lines[0], *lines[2:]]))
    with pytest.raises(JournalError, match="line 1"):
        Journal(path)


def test_a_recomputed_line_breaks_the_chain_after_it(path: Path) -> None:
    lines = path.read_bytes().splitlines()
    second = json.loads(lines[1])
    second["body"]["by"] = "somebody else"
    kind = EntryKind(second["kind"])
    forged = seal(2, second["time"], kind, second["body"], second["previous"])
    path.write_bytes(b"\n".join([lines[0], forged.model_dump_json().encode(), *lines[2:], b""]))
    with pytest.raises(JournalError, match="line 3"):
        Journal(path)


@pytest.mark.parametrize("kept", [1, 30, 200])
def test_a_torn_last_write_is_put_aside_and_the_rest_kept(path: Path, kept: int) -> None:
    lines = path.read_bytes().splitlines(keepends=True)
    path.write_bytes(b"".join(lines[:-1]) + lines[-1][:kept])
    before = path.read_bytes()
    journal = Journal(path)
    assert len(journal.entries) == len(lines) - 1
    assert path.read_bytes() == before, "reading must not change what another may be writing"
    journal.append(APPROVAL)
    assert len(Journal(path).entries) == len(lines)
    (torn,) = path.parent.glob("journal.torn-at-*")
    assert torn.read_bytes() == lines[-1][:kept]
    assert stat.S_IMODE(torn.stat().st_mode) == 0o600


def test_a_write_that_the_disk_cuts_short_leaves_the_journal_whole(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    journal = Journal(path)
    before = path.read_bytes()

    def full(descriptor: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("pipeline.run.journal.os.fsync", full)
    with pytest.raises(JournalError, match="disk is full"):
        journal.append(APPROVAL)
    assert path.read_bytes() == before


def test_several_with_one_write_follow_on_each_other(path: Path) -> None:
    journal = Journal(path)
    before = len(journal.entries)
    journal.append_all([APPROVAL, Verdict(coding="C02", by="KL")])
    journal.append(RULING)
    again = Journal(path)
    assert again.entries == journal.entries
    assert [entry.kind for entry in again.entries[before:]] == [
        EntryKind.APPROVAL, EntryKind.VERDICT, EntryKind.RULING,
    ]  # fmt: skip


@pytest.mark.parametrize("grown", [False, True])
def test_a_line_that_was_read_before_cannot_change_unseen(path: Path, grown: bool) -> None:
    journal = Journal(path)
    if grown:
        journal.append(APPROVAL)
    path.write_bytes(path.read_bytes().replace(b'"KL"', b'"LK"', 1))
    with pytest.raises(JournalError, match="was changed after it was written"):
        Journal(path)


def test_errors_do_not_quote_the_journal(path: Path) -> None:
    data = path.read_bytes().replace(b'"KL"', b'"Bartholomew"', 1)
    path.write_bytes(data)
    with pytest.raises(JournalError) as caught:
        Journal(path)
    assert "Bartholomew" not in str(caught.value)
