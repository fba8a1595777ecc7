"""A whole study, run again and again: only what must be done is done, and nothing is lost."""

from __future__ import annotations

import hashlib
import json
import shutil
from pathlib import Path

import pytest
from filelock import FileLock

from pipeline.errors import BusyError, InputError, VaultError
from pipeline.identified.read import read_transcript
from pipeline.identified.vault import KeyFile, Passphrase
from pipeline.run.journal import Journal
from pipeline.run.judging import judge_codings
from pipeline.run.review import (
    approve_transcripts,
    drop_ruling,
    rule_on_identity,
    rule_on_passage,
)
from pipeline.run.runner import Report, _without_folders, run
from pipeline.run.standing import standing
from pipeline.values.identifiers import Kind, RulingKind
from pipeline.values.records import Outcome
from pipeline.values.spans import Span
from tests.studies import ADA, BEN, StudyMaker


def go(root: Path) -> Report:
    return run(root, KeyFile(root / "vault" / "study.key"))


def snapshot(root: Path, *parts: str) -> dict[str, str]:
    folder = root.joinpath("outputs", *parts)
    return {
        path.relative_to(folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def draft_text(root: Path, id: str) -> str:
    draft = json.loads((root / f"outputs/identified/drafts/{id}.jsonl").read_text())
    return "\n".join(turn["text"] for turn in draft["turns"])


@pytest.fixture
def reviewed(make_study: StudyMaker) -> Path:
    return make_study(
        {"A01.txt": ADA, "B02.txt": BEN},
        roster="participant,kind,words,role,also\nA01,PERSON,Ada Brackenbury,victim,Ada\n"
        "A01,PERSON,Casimir Thrale,stalker,Casimir\nB02,PERSON,Ben Quillfeather,victim,Ben\n",
        review="required",
        waived_because="",
    )


def test_the_whole_way(small_study: Path) -> None:
    report = go(small_study)
    assert (report.refused, report.waiting, report.faults) == ([], [], ())
    text = (small_study / "outputs/anonymised/transcripts/A01.txt").read_text()
    assert "Casimir" not in text
    assert "Ludlow" not in text
    assert "900321" not in text
    assert "[stalker]" in text
    first = text.splitlines()[0].split("\t")
    assert first[:2] == ["1", "I"]
    codes = (small_study / "outputs/anonymised/codings.csv").read_text()
    assert ",unwanted-contact,present," in codes
    assert (small_study / "outputs/quotable/quotes.csv").exists()


def test_a_second_run_does_nothing(small_study: Path) -> None:
    go(small_study)
    before, entries = snapshot(small_study), len(_journal(small_study).entries)
    report = go(small_study)
    assert report.ran == {}
    assert snapshot(small_study) == before
    assert len(_journal(small_study).entries) == entries


def _journal(root: Path) -> Journal:
    return Journal(root / "records" / "journal.jsonl")


def test_a_changed_file_runs_alone(small_study: Path) -> None:
    go(small_study)
    source = small_study / "corpora/trial/transcripts/B02.txt"
    source.write_text(BEN + "I: Anything else?\nP: No, that is all, I think.\n")
    report = go(small_study)
    assert (report.ran["read"], report.ran["detect"], report.ran["code"]) == (1, 1, 1)


def test_deleted_outputs_come_back_the_same(small_study: Path) -> None:
    go(small_study)
    before = snapshot(small_study)
    shutil.rmtree(small_study / "outputs")
    go(small_study)
    assert snapshot(small_study) == before


def test_an_output_edited_by_hand_is_made_again(small_study: Path) -> None:
    go(small_study)
    before = snapshot(small_study)
    path = small_study / "outputs/anonymised/transcripts/A01.txt"
    path.write_text(path.read_text().replace("[stalker]", "Casimir"))
    report = go(small_study)
    assert report.ran["admit"] == 1
    assert snapshot(small_study) == before


def test_a_removed_transcript_leaves_every_room(small_study: Path) -> None:
    go(small_study)
    (small_study / "corpora/trial/transcripts/A01.txt").unlink()
    # its roster rows go with it
    (small_study / "corpora/trial/roster.csv").unlink()
    go(small_study)
    left = [name for name in snapshot(small_study) if "A01" in name]
    assert left == []
    assert "A01" not in (small_study / "outputs/quotable/quotes.csv").read_text()
    assert "A01" not in (small_study / "outputs/anonymised/codings.csv").read_text()


@pytest.mark.parametrize(
    "bad",
    [b"", b"%PDF-1.4 x", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, b"PK\x03\x04junk"],
)
def test_a_refused_file_is_named_by_its_id_and_the_others_run(
    make_study: StudyMaker, bad: bytes
) -> None:
    root = make_study({"A01.txt": ADA, "Ada Brackenbury.docx": bad})
    report = go(root)
    assert [(one.item, one.stage) for one in report.refused] == [("T01", "read")]
    assert "Brackenbury" not in report.refused[0].notice
    assert (root / "outputs/anonymised/transcripts/A01.txt").exists()
    assert go(root).ran == {}, "a refused file is looked at again only when it changes"
    (root / "corpora/trial/transcripts/Ada Brackenbury.docx").unlink()
    assert go(root).refused == []


def test_a_new_transcript_changes_no_old_pseudonym(small_study: Path) -> None:
    go(small_study)
    before = {id: draft_text(small_study, id) for id in ("A01", "B02")}
    identities = _identities(small_study)
    new = "I: Hello Dervla.\nP: Hello. I am Dervla Ruane, and it was Fintan Scrope, my cousin.\n"
    (small_study / "corpora/trial/transcripts/A00.txt").write_text(new)
    go(small_study)
    assert {id: draft_text(small_study, id) for id in before} == before
    after = _identities(small_study)
    assert {id: after[id] for id in identities} == identities
    assert "Scrope" not in draft_text(small_study, "A00")


def _identities(root: Path) -> dict[str, str]:
    lines = (root / "outputs/identified/identities.jsonl").read_text().splitlines()
    return {one["id"]: one["replacement"] for one in map(json.loads, lines)}


def test_nothing_passes_a_gate_unapproved(reviewed: Path) -> None:
    report = go(reviewed)
    assert [one.item for one in report.waiting] == ["A01", "B02"]
    assert snapshot(reviewed, "anonymised", "transcripts") == {}
    approve_transcripts(reviewed, ["A01"], by="KL")
    report = go(reviewed)
    assert [one.item for one in report.waiting] == ["B02"]
    assert set(snapshot(reviewed, "anonymised", "transcripts")) == {
        "A01.json", "A01.jsonl", "A01.txt",
    }  # fmt: skip
    book = json.loads((reviewed / "outputs/quotable/book.json").read_text())
    assert book["quotes"] == [], "no coding was accepted yet"
    assert judge_codings(reviewed, ["A01"], "KL", reject=False) > 0
    go(reviewed)
    book = json.loads((reviewed / "outputs/quotable/book.json").read_text())
    assert book["quotes"]
    assert book["reviewed"]


def test_a_ruling_voids_exactly_the_approvals_it_should(reviewed: Path) -> None:
    go(reviewed)
    approve_transcripts(reviewed, ["A01", "B02"], by="KL")
    go(reviewed)
    judge_codings(reviewed, ["A01", "B02"], "KL", reject=False)
    go(reviewed)
    confirmed = snapshot(reviewed, "anonymised", "confirmed")
    turn = next(n for n, line in enumerate(BEN.splitlines(), 1) if "fortune" in line)
    start = BEN.splitlines()[turn - 1].removeprefix("P: ").index("fortune")
    rule_on_passage(
        reviewed,
        RulingKind.IDENTIFIES,
        "B02",
        turn,
        Span(start=start, end=start + 7),
        "MN",
        Kind.OTHER,
    )
    report = go(reviewed)
    assert [one.item for one in report.waiting] == ["B02"]
    assert "a fortune" not in draft_text(reviewed, "B02")
    left = snapshot(reviewed, "anonymised")
    assert not [name for name in left if "B02" in name]
    assert left["confirmed/A01.jsonl"] == confirmed["A01.jsonl"]
    # Approved again, its codings count again where their words are the same.
    approve_transcripts(reviewed, ["B02"], by="KL")
    go(reviewed)
    again = (reviewed / "outputs/anonymised/confirmed/B02.jsonl").read_text()
    assert "changed-nothing" not in again
    assert len(again.splitlines()) > 0
    assert "[detail]" not in again, "a changed passage was confirmed by its old approval"


def test_keep_and_replacement_rulings_are_obeyed_at_the_next_run(small_study: Path) -> None:
    go(small_study)
    line = ADA.splitlines()[1].removeprefix("P: ")
    start = line.index("Ludlow")
    rule_on_passage(small_study, RulingKind.KEEP, "A01", 2, Span(start=start, end=start + 6), "MN")
    stalker = next(id for id, words in _identities(small_study).items() if words == "[stalker]")
    rule_on_identity(small_study, RulingKind.REPLACEMENT, stalker, "MN", replacement="[him]")
    go(small_study)
    text = draft_text(small_study, "A01")
    assert "Ludlow" in text
    assert "[him]" in text
    assert "[stalker]" not in text


def test_a_replacement_that_is_somebody_s_name_is_refused(small_study: Path) -> None:
    go(small_study)
    one = next(iter(_identities(small_study)))
    with pytest.raises(InputError, match="real name"):
        rule_on_identity(small_study, RulingKind.REPLACEMENT, one, "MN", replacement="[Casimir]")


def test_rulings_on_an_older_text_hold_the_transcript_back(small_study: Path) -> None:
    go(small_study)
    rule_on_passage(
        small_study, RulingKind.IDENTIFIES, "B02", 2, Span(start=0, end=9), "MN", Kind.OTHER
    )
    source = small_study / "corpora/trial/transcripts/B02.txt"
    source.write_text(BEN.replace("I stopped", "Well, I stopped"))
    report = go(small_study)
    assert [(one.item, one.stage) for one in report.refused] == [("B02", "replace")]
    assert "voices rule" in report.refused[0].notice
    assert not (small_study / "outputs/anonymised/transcripts/B02.txt").exists()


def test_a_rejected_coding_is_not_quoted(small_study: Path) -> None:
    go(small_study)
    book = json.loads((small_study / "outputs/quotable/book.json").read_text())
    assert book["quotes"]
    judge_codings(small_study, ["A01", "B02"], "KL", reject=True)
    go(small_study)
    book = json.loads((small_study / "outputs/quotable/book.json").read_text())
    assert book["quotes"] == []
    codes = (small_study / "outputs/anonymised/codings.csv").read_text().splitlines()
    assert all(",rejected," in line for line in codes[1:])


def test_a_wrong_passphrase_stops_the_run_and_changes_nothing(small_study: Path) -> None:
    run(small_study, Passphrase("four unrelated words"))
    before = snapshot(small_study)
    (small_study / "corpora/trial/transcripts/C03.txt").write_text(BEN)
    with pytest.raises(VaultError):
        run(small_study, Passphrase("four other words too"))
    kept = snapshot(small_study)
    assert {name: kept[name] for name in before} == before


def test_two_runs_at_once_are_refused(small_study: Path) -> None:
    with FileLock(small_study / "records" / "lock"), pytest.raises(BusyError):
        go(small_study)


def test_consent_decides_what_is_quoted(make_study: StudyMaker) -> None:
    root = make_study(
        {"a.txt": ADA, "b.txt": BEN},
        participants="participant,file,consent\nP01,a.txt,none\nP02,b.txt,archive\n",
    )
    go(root)
    book = json.loads((root / "outputs/quotable/book.json").read_text())
    assert {quote["participant"] for quote in book["quotes"]} == {"P02"}
    table = root / "corpora/trial/participants.csv"
    table.write_text(table.read_text().replace("archive", "paraphrase"))
    report = go(root)
    assert "read" not in report.ran
    book = json.loads((root / "outputs/quotable/book.json").read_text())
    assert book["quotes"] == []


def test_why_things_are_stale_is_said(small_study: Path) -> None:
    _, steps = standing(small_study)
    assert {step.stale for step in steps if step.stage == "read"} == {("never run",)}
    go(small_study)
    _, steps = standing(small_study)
    assert [step for step in steps if step.stale] == []
    roster = small_study / "corpora/trial/roster.csv"
    roster.write_text(roster.read_text() + "B02,PERSON,Ottoline,friend,\n")
    _, steps = standing(small_study)
    stale = {(step.stage, step.item): step.stale for step in steps if step.stale}
    assert stale[("detect", "B02")] == ("roster changed",)
    assert ("detect", "A01") not in stale


def test_review_once_waived_and_then_required_closes_the_gates(small_study: Path) -> None:
    go(small_study)
    config = small_study / "config/study.yaml"
    config.write_text(
        config.read_text()
        .replace("review: waived", "review: required")
        .replace("waived_because: a test", "")
    )
    report = go(small_study)
    assert len(report.waiting) == 2
    assert snapshot(small_study, "anonymised", "transcripts") == {}
    outcomes = {step.outcome for step in standing(small_study)[1] if step.stage == "admit"}
    assert outcomes == {Outcome.WAITING}


def test_a_lost_vault_stops_the_run(small_study: Path) -> None:
    go(small_study)
    (small_study / "vault" / "vault.bin").unlink()
    (small_study / "corpora/trial/transcripts/C03.txt").write_text(BEN)
    with pytest.raises(VaultError, match="backup"):
        go(small_study)


def test_words_left_behind_by_a_killed_run_are_deleted(small_study: Path) -> None:
    go(small_study)
    for name in ("identified/transcripts/Z09.jsonl", "anonymised/transcripts/Z09.txt"):
        (small_study / "outputs" / name).write_text("somebody who has withdrawn since")
    kept = small_study / "outputs/quotable/quotes, my selection.docx"
    kept.write_text("a person's own file")
    go(small_study)
    assert [name for name in snapshot(small_study) if "Z09" in name] == []
    assert kept.exists()


def test_what_failed_is_tried_again_and_what_was_refused_is_not(
    make_study: StudyMaker, monkeypatch: pytest.MonkeyPatch
) -> None:
    root = make_study({"A01.txt": ADA, "B02.txt": ""})

    def short_of_memory(data: bytes, *arguments: object, **named: object) -> object:
        if data:
            raise MemoryError("in the middle of Casimir")
        return read_transcript(data, *arguments, **named)  # type: ignore[arg-type]

    with monkeypatch.context() as patched:
        patched.setattr("pipeline.run.work.identified.read_transcript", short_of_memory)
        report = go(root)
    assert "Casimir" not in str(report.refused)
    assert {(one.item, one.outcome) for one in report.refused} == {
        ("A01", Outcome.FAILED),
        ("B02", Outcome.REFUSED),
    }
    report = go(root)
    assert [one.item for one in report.refused] == ["B02"]
    assert report.ran["read"] == 1


def test_deciding_again_changes_nothing(small_study: Path) -> None:
    """Names spelled out came back from the vault as other names, once."""
    source = small_study / "corpora/trial/transcripts/A01.txt"
    source.write_text(
        ADA + "P: That's A-D-A. And he's C-A-S-I-M-I-R, Rory they called him. R O R Y.\n"
    )
    go(small_study)
    before = snapshot(small_study, "identified")
    for _ in range(2):
        shutil.rmtree(small_study / "outputs")
        go(small_study)
        assert snapshot(small_study, "identified") == before


def test_a_free_text_role_is_not_printed(make_study: StudyMaker) -> None:
    root = make_study(
        {"A01.txt": ADA},
        roster="participant,kind,words,role,also\n"
        "A01,LOCATION,Ludlow,town where Zubair Alom lives,\n"
        "A01,PERSON,Jonquil,the sister of Zubair Alom,\n",
    )
    go(root)
    for path in (root / "outputs" / "anonymised").rglob("*"):
        assert path.is_dir() or "ubair" not in path.read_text()
    assert "ubair" not in (root / "outputs/logs/anonymisation_log.csv").read_text()


def test_a_keep_can_be_dropped_again(small_study: Path) -> None:
    go(small_study)
    start = ADA.splitlines()[1].removeprefix("P: ").index("Ludlow")
    span = Span(start=start, end=start + 6)
    ruling = rule_on_passage(small_study, RulingKind.KEEP, "A01", 2, span, "MN")
    go(small_study)
    assert "Ludlow" in draft_text(small_study, "A01")
    drop_ruling(small_study, ruling.id, "KL")
    go(small_study)
    assert "Ludlow" not in draft_text(small_study, "A01")


@pytest.mark.parametrize(
    ("setting", "told"),
    [
        ("model", "model"),
        ("spacy:en_core_web_sm", "spacy:en_core_web_sm"),
        ("gliner:/home/ada.brackenbury/models/small", "gliner:small"),
        ("gliner:../ada/small/", "gliner:small"),
    ],
)
def test_the_journal_is_not_told_whose_folder_a_model_lies_in(setting: str, told: str) -> None:
    assert _without_folders(setting) == told
