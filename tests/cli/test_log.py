"""``voices log``: what a reviewer asks of it, and whether its checks notice what they must."""

from __future__ import annotations

import base64
import csv
import hashlib
import json
import shutil
from pathlib import Path

import pytest

from pipeline.errors import ExitCode
from pipeline.identified.vault import KeyFile
from pipeline.run.journal import Journal, seal
from pipeline.run.review import approve_transcripts, rule_on_passage
from pipeline.run.runner import run
from pipeline.run.signed_off import What, changed_since, compare
from pipeline.run.study import open_study
from pipeline.run.work.logs import COLUMNS
from pipeline.values.identifiers import Action, Kind, RulingKind
from pipeline.values.records import DecisionMark, EntryKind
from pipeline.values.spans import Span
from tests.cli.saying import Voices, names_nobody
from tests.ready import SECRETS, everything


def go(root: Path) -> None:
    run(root, KeyFile(root / "vault" / "study.key"))


def journal(root: Path) -> Path:
    return root / "records" / "journal.jsonl"


@pytest.fixture(scope="session")
def approved_once(waiting_once: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Both drafts signed off and let through. Not to be changed."""
    root = Path(shutil.copytree(waiting_once, tmp_path_factory.mktemp("approved") / "study"))
    approve_transcripts(root, ["A01", "B02"], "KL")
    go(root)
    return root


@pytest.fixture
def approved(approved_once: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(approved_once, tmp_path / "study"))


VIEWS = [
    ("log", "show", "A01"),
    ("log", "--kept"),
    ("log", "A01", "--kept"),
    *[("log", "--by", by) for by in ("kind", "detector", "status", "reason")],
    ("log", "A01", "--by", "reason", "--check"),
    ("log", "--changed"),
    ("log", "A01", "--changed"),
    ("log", "verify"),
]


@pytest.mark.parametrize("arguments", VIEWS, ids=" ".join)
@pytest.mark.parametrize("as_json", [False, True])
def test_every_view_answers_changes_nothing_and_names_nobody(
    voices: Voices, approved_once: Path, arguments: tuple[str, ...], as_json: bool
) -> None:
    before = everything(approved_once)
    said = voices(*arguments, *(["--json"] if as_json else []), study=approved_once)
    assert (said.code, said.err) == (0, "")
    assert said.out.strip()
    assert said.json is not None if as_json else True
    assert names_nobody(said)
    assert everything(approved_once) == before


def test_short_and_long_form_are_the_same(voices: Voices, approved_once: Path) -> None:
    short, long = (
        voices("log", *words, study=approved_once) for words in (("A01",), ("show", "A01"))
    )
    assert short.out == long.out
    assert voices("log", study=approved_once).out == voices("log", "show", study=approved_once).out
    assert voices("log", "no-such", study=approved_once).code == ExitCode.INPUT


def test_groups_count_every_decision_once(voices: Voices, approved_once: Path) -> None:
    every = voices("log", "--json", study=approved_once).json
    total = sum(map(len, every.values()))
    assert total > 4
    for by in ("kind", "detector", "status", "reason"):
        groups = voices("log", "--by", by, "--json", study=approved_once).json["groups"]
        assert sum(group["decisions"] for group in groups) == total
        kept = sum(one["action"] == "keep" for own in every.values() for one in own)
        assert sum(group["kept"] for group in groups) == kept


# What changed since the approval


def test_nothing_changed_and_then_something_did(voices: Voices, approved: Path) -> None:
    (found,) = voices("log", "A01", "--changed", "--json", study=approved).json
    assert (found["same_draft"], found["known"], found["changes"]) == (True, True, [])
    rule_on_passage(
        approved, RulingKind.IDENTIFIES, "A01", 4, Span(start=0, end=2), "JS", Kind.OTHER
    )
    go(approved)
    (found,) = voices("log", "A01", "--changed", "--json", study=approved).json
    assert not found["same_draft"]
    (change,) = found["changes"]
    assert (change["what"], change["turn"], change["span"]) == ("added", 4, {"start": 0, "end": 2})
    text = voices("log", "A01", "--changed", study=approved).out
    assert "waits for approval" in text
    assert "added" in text


def test_it_is_known_though_the_outputs_were_deleted(voices: Voices, approved: Path) -> None:
    rule_on_passage(
        approved, RulingKind.IDENTIFIES, "A01", 4, Span(start=0, end=2), "JS", Kind.OTHER
    )
    shutil.rmtree(approved / "outputs")
    go(approved)
    (found,) = voices("log", "A01", "--changed", "--json", study=approved).json
    assert [one["what"] for one in found["changes"]] == ["added"]


def test_an_approval_of_an_earlier_version_says_that_it_is_not_known(approved: Path) -> None:
    shutil.rmtree(approved / "records" / "signed_off")
    study = open_study(approved)
    assert not changed_since(study, Journal(journal(approved)), "A01").known


def test_only_the_last_approval_s_decisions_are_kept(approved: Path) -> None:
    rule_on_passage(
        approved, RulingKind.IDENTIFIES, "A01", 4, Span(start=0, end=2), "JS", Kind.OTHER
    )
    go(approved)
    approve_transcripts(approved, ["A01"], "KL")
    names = sorted(path.name.split(".")[0] for path in (approved / "records/signed_off").iterdir())
    assert names == ["A01", "B02"]


def mark(
    id: str, start: int, end: int, action: Action = Action.ROLE, words: str = "x"
) -> DecisionMark:
    return DecisionMark(
        id=id,
        turn=1,
        span=Span(start=start, end=end),
        kind=Kind.PERSON,
        action=action,
        replacement="" if action is Action.KEEP else words,
    )


COMPARED = [
    ([mark("D1", 0, 4)], [mark("D1", 0, 4)], []),
    ([], [mark("D1", 0, 4)], [What.ADDED]),
    ([mark("D1", 0, 4)], [], [What.GONE]),
    ([mark("D1", 0, 4)], [mark("D2", 0, 6)], [What.MOVED]),
    ([mark("D1", 0, 4)], [mark("D1", 0, 4, words="y")], [What.REPLACED]),
    ([mark("D1", 0, 4)], [mark("D1", 0, 4, Action.KEEP)], [What.KEPT]),
    ([mark("D1", 0, 4, Action.KEEP)], [mark("D1", 0, 4)], [What.MASKED]),
    ([mark("D1", 0, 9)], [mark("D2", 0, 4), mark("D3", 5, 9)], [What.MOVED, What.ADDED]),
    ([mark("D1", 0, 4)], [mark("D2", 4, 6)], [What.ADDED, What.GONE]),
]


@pytest.mark.parametrize(("then", "now", "expected"), COMPARED)
def test_every_difference_has_its_name(
    then: list[DecisionMark], now: list[DecisionMark], expected: list[What]
) -> None:
    assert sorted(one.what for one in compare(then, now)) == sorted(expected)


# Verification


def test_a_whole_study_verifies(voices: Voices, approved_once: Path) -> None:
    told = voices("log", "verify", "--json", study=approved_once).json
    assert (told["whole"], told["holds"]) == (True, True)
    says = " ".join(check["says"] for check in told["checks"])
    assert "the log says what the decisions of 2 transcripts say" in says
    assert "A01: the draft is the one that KL approved" in says


def test_a_noted_head_proves_that_nothing_was_cut_off(voices: Voices, approved: Path) -> None:
    head = voices("log", "verify", "--json", study=approved).json["head"]
    for noted in (head, head[:16], head.upper()):
        said = voices("log", "verify", "--head", noted, study=approved)
        assert said.code == ExitCode.OK
        assert "and it is the last" in said.out
    lines = journal(approved).read_bytes().splitlines(keepends=True)
    earlier = json.loads(lines[3])["hash"]
    said = voices("log", "verify", "--head", earlier, study=approved)
    assert f"{len(lines) - 4} entries came after it" in said.out
    journal(approved).write_bytes(b"".join(lines[:-1]))
    assert voices("log", "verify", study=approved).code != ExitCode.JOURNAL, "whole by itself"
    said = voices("log", "verify", "--head", head, study=approved)
    assert said.code == ExitCode.JOURNAL
    assert "cut off" in said.err


@pytest.mark.parametrize("head", ["x" * 20, "abc", "0" * 65])
def test_what_is_no_head_is_refused(voices: Voices, approved_once: Path, head: str) -> None:
    assert voices("log", "verify", "--head", head, study=approved_once).code == ExitCode.INPUT


def test_a_journal_that_was_written_anew_is_noticed_by_its_head(
    voices: Voices, approved: Path
) -> None:
    """Somebody changes an entry and computes the whole chain again: only a noted head tells."""
    noted = voices("log", "verify", "--json", study=approved).json["head"]
    forged, previous = [], ""
    for number, line in enumerate(journal(approved).read_bytes().splitlines(), start=1):
        entry = json.loads(line)
        body = {**entry["body"], "by": "ZZ"} if entry["kind"] == "approval" else entry["body"]
        new = seal(number, entry["time"], EntryKind(entry["kind"]), body, previous)
        previous = new.hash
        forged.append(new.model_dump_json())
    journal(approved).write_text("\n".join(forged) + "\n")
    assert voices("log", "verify", "--head", noted, study=approved).code == ExitCode.JOURNAL


def test_a_journal_that_is_gone_is_noticed(voices: Voices, approved: Path) -> None:
    journal(approved).unlink()
    said = voices("log", "verify", study=approved)
    assert said.code == ExitCode.INPUT
    assert "it was taken away" in said.out


ALTERED = {
    "the log": "outputs/logs/anonymisation_log.csv",
    "decisions": "outputs/identified/decisions/A01.jsonl",
    "a draft": "outputs/identified/drafts/A01.jsonl",
    "room 2": "outputs/anonymised/transcripts/A01.txt",
    "what was signed off": "records/signed_off/A01.*.json",
}


@pytest.mark.parametrize("what", ALTERED)
def test_what_was_altered_is_noticed(voices: Voices, approved: Path, what: str) -> None:
    (path,) = approved.glob(ALTERED[what])
    path.write_bytes(path.read_bytes().replace(b"PERSON", b"OTHER", 1).replace(b"the", b"teh", 1))
    said = voices("log", "verify", study=approved)
    assert said.code == ExitCode.INPUT
    assert "FAULT" in said.out
    assert "altered" in said.out


def test_what_is_only_behind_is_no_fault(voices: Voices, approved: Path) -> None:
    approve_transcripts(approved, ["A01"], "MN")
    said = voices("log", "verify", study=approved)
    assert said.code == ExitCode.OK
    assert "the log is behind" in said.out
    shutil.rmtree(approved / "outputs")
    assert voices("log", "verify", study=approved).code == ExitCode.OK


def test_an_approval_of_a_draft_that_no_run_made_is_noticed(voices: Voices, approved: Path) -> None:
    lines = journal(approved).read_bytes().splitlines()
    forged, previous = [], ""
    for number, line in enumerate(lines, start=1):
        entry = json.loads(line)
        if entry["body"].get("what") == "signed off":
            entry["body"]["draft"] = "0" * 64
        new = seal(number, entry["time"], EntryKind(entry["kind"]), entry["body"], previous)
        previous = new.hash
        forged.append(new.model_dump_json())
    journal(approved).write_text("\n".join(forged) + "\n")
    said = voices("log", "verify", study=approved)
    assert said.code == ExitCode.INPUT
    assert "names a draft that no run made" in said.out


# What the log holds, and never holds


def test_the_log_holds_what_it_must(approved: Path) -> None:
    rule_on_passage(
        approved, RulingKind.IDENTIFIES, "A01", 4, Span(start=0, end=2), "JS", Kind.OTHER
    )
    go(approved)
    approve_transcripts(approved, ["A01"], "KL")
    go(approved)
    with (approved / "outputs/logs/anonymisation_log.csv").open(newline="") as handle:
        rows = list(csv.DictReader(handle))
    assert tuple(rows[0]) == COLUMNS
    for row in rows:
        empty = {name for name, cell in row.items() if not cell}
        assert empty <= {"replacement", "ruled_by"}
        assert (row["review"], row["signed_off_by"]) == ("signed off", "KL")
        assert len(row["ruleset"]) == len(row["source"]) == len(row["draft"]) == 16
    assert {row["ruled_by"] for row in rows} == {"", "JS"}
    assert {row["ruled_by"] for row in rows if row["decided_by"] == "R0001"} == {"JS"}
    (told,) = {e.body["fact"] for e in Journal(journal(approved)).events("ruleset")}
    assert told.startswith(f"{rows[0]['ruleset']}: ")


def marks_of(name: str) -> set[bytes]:
    """A name, and what somebody who looks for it could make of it."""
    found = set()
    for words in {name, name.casefold(), name.upper()}:
        data = words.encode()
        found |= {data, data.hex().encode(), base64.b64encode(data).rstrip(b"=")}
        for method in ("md5", "sha1", "sha256"):
            found.add(hashlib.new(method, data).hexdigest()[:16].encode())
    return found


def test_no_byte_of_log_and_records_holds_a_name_or_its_hash(
    voices: Voices, approved: Path
) -> None:
    (approved / "corpora/trial/transcripts/A01.txt").rename(
        approved / "corpora/trial/transcripts/Casimir Thrale talks (A01).txt"
    )
    table = "participant,file,consent\nA01,Casimir Thrale talks (A01).txt,none\nB02,B02.txt,none\n"
    (approved / "corpora/trial/participants.csv").write_text(table)
    go(approved)
    approve_transcripts(approved, sorted(open_study(approved).documents), "KL")
    go(approved)
    voices("key", "reveal", "E00001", "--by", "JS", study=approved)
    voices("key", "rotate", "--by", "JS", study=approved)
    names = (*SECRETS, "Ada Brackenbury", "Casimir Thrale", "07700 900321", "Casimir Thrale talks",
             "Ben Quillfeather", "PC Oddie", "Ludlow")  # fmt: skip
    looked = 0
    for folder in ("outputs/logs", "records"):
        for path in (approved / folder).rglob("*"):
            if path.is_file():
                data, looked = path.read_bytes(), looked + 1
                held = [n for n, one in enumerate(names) for m in marks_of(one) if m in data]
                assert held == [], path.name
    assert looked >= 4
