"""Every command on a study that is well: what it answers, in words and in JSON."""

from __future__ import annotations

import csv
import json
import shutil
from pathlib import Path

import pytest

from pipeline import __version__
from pipeline.cli.main import COMMANDS
from tests.cli.saying import Voices, names_nobody
from tests.ready import everything

READING = [
    ("status",),
    ("explain",),
    ("explain", "A01"),
    ("log",),
    ("log", "A01"),
    ("log", "A01", "--kind", "PERSON"),
    ("log", "A01", "--check"),
    ("log", "--kept"),
    ("log", "--verify"),
    ("quotes",),
    ("doctor",),
    ("key", "status"),
]


@pytest.mark.parametrize("arguments", READING, ids=" ".join)
def test_reading_commands_answer_change_nothing_and_name_nobody(
    voices: Voices, finished_once: Path, arguments: tuple[str, ...]
) -> None:
    before = everything(finished_once)
    said = voices(*arguments, study=finished_once)
    assert (said.code, said.err) == (0, "")
    assert said.out.strip()
    assert names_nobody(said)
    assert everything(finished_once) == before


@pytest.mark.parametrize("arguments", [*READING, ("run",)], ids=" ".join)
def test_json_is_json_and_nothing_else(
    voices: Voices, finished_once: Path, arguments: tuple[str, ...]
) -> None:
    said = voices(*arguments, "--json", study=finished_once)
    assert said.code == 0
    assert said.json is not None
    assert names_nobody(said)


@pytest.mark.parametrize(
    "arguments", [(name, "--help") for name in COMMANDS] + [("--help",), ("-h",)], ids=" ".join
)
def test_help_answers_without_a_study(
    voices: Voices, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, arguments: tuple[str, ...]
) -> None:
    monkeypatch.chdir(tmp_path)
    said = voices(*arguments)
    assert said.code == 0
    assert said.out.startswith("Usage: voices")


def test_every_command_is_listed_in_the_help(voices: Voices) -> None:
    said = voices("--help")
    assert [name for name in COMMANDS if f"\n  {name} " not in said.out] == []


def test_the_version_is_the_package_s(voices: Voices) -> None:
    assert __version__ in voices("--version").out


def test_a_study_is_found_from_the_folders_inside_it(
    voices: Voices, finished_once: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(finished_once / "corpora" / "trial")
    assert "A trial" in voices("status").out


# --- what each one says --------------------------------------------------------------------------


def test_status(voices: Voices, finished_once: Path, waiting_once: Path) -> None:
    said = voices("status", "--json", study=finished_once).json
    assert (said["title"], said["review"], said["stale"]) == ("A trial", "waived", 0)
    assert {row["outcome"] for row in said["transcripts"].values()} == {"done"}
    said = voices("status", "--json", study=waiting_once).json
    assert {(id, row["stage"]) for id, row in said["transcripts"].items()} == {
        ("A01", "admit"),
        ("B02", "admit"),
    }
    assert {row["outcome"] for row in said["transcripts"].values()} == {"waiting"}
    assert "voices approve A01" in voices("status", study=waiting_once).out


def test_status_of_a_study_that_was_never_run(voices: Voices, finished: Path) -> None:
    for made in ("outputs", "records", "vault"):
        shutil.rmtree(finished / made)
    said = voices("status", study=finished)
    assert said.code == 0
    assert said.out.count("not run yet") == 2
    assert not (finished / "outputs").exists()


def test_explain_says_what_would_run_and_why(voices: Voices, finished: Path) -> None:
    assert "up to date" in voices("explain", study=finished).out
    source = finished / "corpora/trial/transcripts/B02.txt"
    source.write_text(source.read_text() + "I: Thank you.\n")
    rows = voices("explain", "--json", study=finished).json
    assert {(row["stage"], row["item"]): row["why"] for row in rows} == {
        ("read", "B02"): ["source file changed"],
        ("log", "study"): ["source files changed"],
    }
    assert "source file changed" in voices("explain", "B02", study=finished).out
    assert "source file" not in voices("explain", "A01", study=finished).out


def test_the_log_is_every_decision_and_filters_are_filters(
    voices: Voices, finished_once: Path
) -> None:
    whole = voices("log", "--json", study=finished_once).json
    assert set(whole) == {"A01", "B02"}
    with (finished_once / "outputs/logs/anonymisation_log.csv").open(newline="") as handle:
        assert sum(map(len, whole.values())) == len(list(csv.DictReader(handle)))
    people = voices("log", "A01", "--json", "--kind", "PERSON", study=finished_once).json["A01"]
    assert people == [row for row in whole["A01"] if row["kind"] == "PERSON"]
    kept = voices("log", "--json", "--kept", study=finished_once).json
    assert all(row["action"] == "keep" for rows in kept.values() for row in rows)
    check = voices("log", "--json", "--check", study=finished_once).json
    assert all(row["status"] == "check" for rows in check.values() for row in rows)


def test_the_log_shows_places_that_can_be_ruled_on(voices: Voices, finished_once: Path) -> None:
    line = next(
        one for one in voices("log", "A01", study=finished_once).out.splitlines() if "PHONE" in one
    )
    turn, characters, *_ = line.split()
    source = json.loads((finished_once / "outputs/identified/transcripts/A01.jsonl").read_text())
    start, end = map(int, characters.split(":"))
    assert source["turns"][int(turn) - 1]["text"][start:end] == "07700 900321"


def test_the_log_can_be_verified(voices: Voices, finished: Path) -> None:
    said = voices("log", "--verify", study=finished)
    lines = (finished / "records/journal.jsonl").read_text().splitlines()
    assert f"{len(lines)} entries" in said.out
    assert json.loads(lines[-1])["hash"] in said.out
    tampered = "\n".join(lines).replace('"A01"', '"A02"', 1) + "\n"
    (finished / "records/journal.jsonl").write_text(tampered)
    said = voices("log", "--verify", study=finished)
    assert said.code == 7
    assert "records/journal.jsonl" in said.err


def test_quotes_and_their_filters(voices: Voices, finished_once: Path) -> None:
    quotes = voices("quotes", "--json", study=finished_once).json
    assert quotes
    one = quotes[0]
    code = one["codes"][0]
    for filter_, fits in {
        ("--code", code): lambda q: code in q["codes"],
        ("--participant", "A01"): lambda q: q["participant"] == "A01",
        ("--polarity", "present"): lambda q: q["polarity"] == "present",
        ("--max-words", "20"): lambda q: q["words"] <= 20,
    }.items():
        found = voices("quotes", "--json", *filter_, study=finished_once).json
        assert found == [quote for quote in quotes if fits(quote)]
    assert voices("quotes", "--json", "--participant", "Z99", study=finished_once).json == []


def test_quotes_that_nobody_reviewed_say_so(voices: Voices, finished_once: Path) -> None:
    assert "Not reviewed" in voices("quotes", study=finished_once).out


def test_the_spread_of_a_code_does_not_tell_small_numbers(
    voices: Voices, finished_once: Path
) -> None:
    quotes = voices("quotes", "--json", study=finished_once).json
    said = voices("quotes", "--code", quotes[0]["codes"][0], study=finished_once)
    assert "fewer than 3 of" in said.out


def test_run_says_what_it_did_and_where_things_are(voices: Voices, finished_once: Path) -> None:
    said = voices("run", study=finished_once)
    assert said.code == 0
    assert "2 transcripts" in said.out
    assert "up to date" in said.out
    for place in ("outputs/quotable/quotes.csv", "outputs/logs/anonymisation_log.csv"):
        assert place in said.out
        assert (finished_once / place).exists()
    assert "rely on the roster and a reviewer" in said.out


def test_run_in_json(voices: Voices, waiting_once: Path) -> None:
    said = voices("run", "--json", study=waiting_once).json
    assert (said["documents"], said["ran"], said["refused"], said["faults"]) == (2, {}, [], [])
    assert [row["item"] for row in said["waiting"]] == ["A01", "B02"]
