"""What people do with a study: approve, rule, reveal, start another."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
import yaml

from pipeline.run.journal import Journal
from tests.cli.saying import Voices, names_nobody
from tests.ready import lay_out
from tests.studies import ADA, BEN, ROSTER


def journal(root: Path) -> Journal:
    return Journal(root / "records" / "journal.jsonl")


def draft(root: Path, id: str) -> str:
    data = json.loads((root / f"outputs/identified/drafts/{id}.jsonl").read_text())
    return "\n".join(turn["text"] for turn in data["turns"])


def identity(root: Path, form: str) -> str:
    lines = (root / "outputs/identified/identities.jsonl").read_text().splitlines()
    return str(next(one["id"] for one in map(json.loads, lines) if form in one["forms"]))


# --- approve -------------------------------------------------------------------------------------


def test_from_drafts_to_quotes(voices: Voices, waiting: Path) -> None:
    said = voices("approve", "A01", "--by", "KL", study=waiting)
    assert said.code == 0
    assert "A01 approved by KL" in said.out
    said = voices("run", study=waiting)
    assert (said.code, "Waiting for a reviewer: B02" in said.out) == (0, True)
    assert (waiting / "outputs/anonymised/transcripts/A01.txt").exists()
    assert not (waiting / "outputs/anonymised/transcripts/B02.txt").exists()
    assert voices("approve", "--all", study=waiting).code == 0
    assert voices("run", "--json", study=waiting).json["waiting"] == []
    assert voices("quotes", "--json", study=waiting).json == []
    said = voices("approve", "--codings", "A01", "B02", "--by", "KL", study=waiting)
    assert "accepted by KL" in said.out
    assert voices("run", study=waiting).code == 0
    assert voices("quotes", "--json", study=waiting).json != []
    assert "Not reviewed" not in voices("quotes", study=waiting).out


def test_who_approved_is_on_record(
    voices: Voices, waiting: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("VOICES_REVIEWER", "MN")
    voices("approve", "A01", study=waiting)
    voices("approve", "B02", "--by", "KL", study=waiting)
    assert {(one.subject, one.by) for one in journal(waiting).approvals()} == {
        ("A01", "MN"),
        ("B02", "KL"),
    }


def test_what_changed_since_it_was_approved_waits_again(voices: Voices, waiting: Path) -> None:
    voices("approve", "--all", study=waiting)
    voices("run", study=waiting)
    source = waiting / "corpora/trial/transcripts/B02.txt"
    source.write_text(BEN.replace("the gym", "the pool"))
    said = voices("run", "--json", study=waiting).json
    assert [row["item"] for row in said["waiting"]] == ["B02"]
    assert not (waiting / "outputs/anonymised/transcripts/B02.txt").exists()
    assert voices("approve", "--all", study=waiting).out.count("approved by") == 1


def test_rejected_codings_are_not_quoted(voices: Voices, finished: Path) -> None:
    assert voices("quotes", "--json", study=finished).json != []
    said = voices("approve", "--codings", "--reject", "A01", "B02", study=finished)
    assert "rejected by" in said.out
    voices("run", study=finished)
    assert voices("quotes", "--json", study=finished).json == []


# --- rule ----------------------------------------------------------------------------------------


def place(words: str) -> tuple[str, str]:
    """Turn and characters of the first place where `words` stand in Ada's interview."""
    for number, line in enumerate(ADA.splitlines(), start=1):
        start = line.find(words)
        if start >= 0:
            return str(number), f"{start - 3}:{start - 3 + len(words)}"
    raise AssertionError(words)


def test_ruled_things_are_done_at_the_next_run(voices: Voices, finished: Path) -> None:
    assert "the bakery" in draft(finished, "A01")
    rulings = [
        ("identifies", "A01", *place("the bakery"), "--kind", "ORGANISATION", "--role", "employer"),
        ("keep", "A01", *place("Ludlow")),
        ("replacement", identity(finished, "Casimir Thrale"), "[that man]"),
    ]
    for number, ruling in enumerate(rulings, start=1):
        said = voices("rule", *ruling, "--by", "KL", study=finished)
        assert said.code == 0
        assert f"R{number:04d} recorded, by KL" in said.out
    assert [one.by for one in journal(finished).rulings()] == ["KL"] * 3
    assert "the bakery" in draft(finished, "A01"), "a ruling is an input of the next run"
    assert voices("run", study=finished).code == 0
    text = draft(finished, "A01")
    assert "the bakery" not in text
    assert "[employer]" in text
    assert "Ludlow" in text
    assert "[that man]" in text
    assert "[stalker]" not in text


def test_two_that_are_one(voices: Voices, finished: Path) -> None:
    one, other = identity(finished, "Casimir Thrale"), identity(finished, "Jonquil")
    assert voices("rule", "same", one, other, study=finished).code == 0
    assert voices("run", study=finished).code == 0
    rows = voices("log", "A01", "--json", "--kind", "PERSON", study=finished).json["A01"]
    assert other not in {row["identity"] for row in rows}
    assert "[sister]" not in draft(finished, "A01")


def test_a_ruling_on_words_that_changed_can_be_made_again(voices: Voices, finished: Path) -> None:
    """The way out that the refusal names must lead out."""
    where = place("the bakery")
    ruling = ("identifies", "A01", *where, "--kind", "ORGANISATION")
    voices("rule", *ruling, study=finished)
    source = finished / "corpora/trial/transcripts/A01.txt"
    source.write_text(ADA + "I: Thank you.\n")
    said = voices("run", study=finished)
    assert said.code == 4
    assert "voices rule" in said.err
    assert not (finished / "outputs/anonymised/transcripts/A01.txt").exists()
    assert voices("rule", *ruling, study=finished).code == 0
    assert voices("run", study=finished).code == 0
    assert "the bakery" not in draft(finished, "A01")


# --- key -----------------------------------------------------------------------------------------


def test_a_reveal_shows_the_name_and_is_on_record(voices: Voices, finished: Path) -> None:
    stalker = identity(finished, "Casimir Thrale")
    said = voices("key", "reveal", stalker, "--by", "KL", study=finished)
    assert said.code == 0
    assert "Casimir Thrale" in said.out
    last = journal(finished).entries[-1].body
    assert last == {"what": "reveal", "identity": stalker, "by": "KL"}
    assert voices("log", "--verify", study=finished).code == 0
    assert "Casimir" not in (finished / "records/journal.jsonl").read_text()


def test_a_key_on_a_stick(
    voices: Voices, finished: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    stick = tmp_path / "stick.key"
    (finished / "vault/study.key").rename(stick)
    assert voices("key", "status", "--json", study=finished).json["opens"].startswith("no")
    monkeypatch.setenv("VOICES_KEY_FILE", str(stick))
    assert voices("key", "status", "--json", study=finished).json["opens"] == "yes"
    assert voices("run", study=finished).code == 0


def test_a_passphrase_makes_opens_and_is_asked_for_again(
    voices: Voices, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    root = lay_out(tmp_path / "study", vault={"key": "passphrase"})
    monkeypatch.setenv("VOICES_PASSPHRASE", "four quite unrelated words")
    assert voices("run", study=root).code == 0
    assert not (root / "vault/study.key").exists()
    assert voices("key", "status", "--json", study=root).json["opens"] == "yes"
    monkeypatch.setenv("VOICES_PASSPHRASE", "four other unrelated words")
    said = voices("key", "reveal", "E00001", study=root)
    assert said.code == 6
    assert names_nobody(said)
    assert "unrelated" not in said.all
    assert journal(root).entries[-1].body.get("what") != "reveal"
    assert voices("doctor", study=root).code == 4
    (root / "corpora/trial/transcripts/C03.txt").write_text(BEN)
    assert voices("run", study=root).code == 6


def test_a_short_passphrase_makes_no_vault(
    voices: Voices, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    root = lay_out(tmp_path / "study", vault={"key": "passphrase"})
    monkeypatch.setenv("VOICES_PASSPHRASE", "short")
    said = voices("run", study=root)
    assert (said.code, "short" in said.out) == (6, False)
    assert not (root / "vault/vault.bin").exists()


# --- new -----------------------------------------------------------------------------------------


def test_a_new_study_runs_and_asks_for_its_reviewer(
    voices: Voices, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    root = tmp_path / "ours"
    said = voices("new", str(root), "--title", "Our study: part one")
    assert said.code == 0
    assert f"voices run --study {root}" in said.out
    monkeypatch.chdir(root)
    said = voices("run")
    assert (said.code, "0 transcripts" in said.out) == (0, True)
    config = root / "config/study.yaml"
    config.write_text(config.read_text().replace("engine: processes", "engine: in-process"))
    corpus = root / "corpora/interviews"
    (corpus / "transcripts/first talk.txt").write_text(ADA)
    (corpus / "participants.csv").write_text(
        "participant,file,consent,show_first\nA01,first talk.txt,anonymised quote,no\n"
    )
    (corpus / "roster.csv").write_text("\n".join(ROSTER.splitlines()[:3]) + "\n")
    said = voices("run", "--json").json
    assert [row["item"] for row in said["waiting"]] == ["A01"]
    assert voices("approve", "A01").code == 0
    assert voices("run").code == 0
    assert voices("approve", "--codings", "A01").code == 0
    assert voices("run").code == 0
    assert "Our study: part one" in (root / "outputs/quotable/quotes.md").read_text()
    assert voices("status").out.startswith("Our study: part one")


def test_a_folder_that_is_not_empty_is_left_alone(voices: Voices, finished_once: Path) -> None:
    before = sorted(finished_once.rglob("*"))
    said = voices("new", str(finished_once))
    assert said.code == 3
    assert "not empty" in said.err
    assert sorted(finished_once.rglob("*")) == before


def test_the_settings_of_the_sample_are_those_of_a_new_study(
    voices: Voices, tmp_path: Path, repository: Path
) -> None:
    voices("new", str(tmp_path / "ours"))
    new = yaml.safe_load((tmp_path / "ours/config/study.yaml").read_text())
    sample = yaml.safe_load((repository / "config/study.yaml").read_text())
    assert new["review"] == "required"
    assert "waived_because" not in new
    assert set(new) <= set(sample) | {"title"}
