"""``voices roster suggest`` as it is typed."""

from __future__ import annotations

import csv
import json
from pathlib import Path

from pipeline.run.journal import Journal
from tests.cli.saying import Voices, names_nobody


def test_the_table_fits_the_terminal_and_says_what_to_do(voices: Voices, finished: Path) -> None:
    said = voices("roster", "suggest", "--by", "KL", study=finished)
    assert said.code == 0
    assert "Jonquil" in said.out
    assert "Oddie" in said.out
    assert "Thrale" not in said.out
    assert max(map(len, said.out.splitlines())) <= 80
    assert "voices run" in said.out
    last = Journal(finished / "records/journal.jsonl").entries[-1].body
    assert (last["what"], last["by"]) == ("roster suggest", "KL")
    assert "Jonquil" not in json.dumps(last)
    assert voices("log", "--verify", study=finished).code == 0
    assert voices("explain", study=finished).out.startswith("Nothing would run")


def test_in_json_with_a_file(voices: Voices, finished: Path, tmp_path: Path) -> None:
    file = tmp_path / "found.csv"
    said = voices("roster", "suggest", "A01", "--json", "--write", str(file), study=finished)
    assert said.code == 0
    rows = said.json
    assert {row["words"] for row in rows} >= {"Jonquil", "Oddie"}
    assert all(row["participant"] == "A01" and 0 <= row["sure"] <= 1 for row in rows)
    with file.open(encoding="utf-8", newline="") as table:
        assert [row["words"] for row in csv.DictReader(table)] == [row["words"] for row in rows]
    assert "rows were written" in said.err
    assert names_nobody(voices("roster", "suggest", "--write", str(file), study=finished))


def test_kinds_are_asked_for_by_name(voices: Voices, finished: Path) -> None:
    kinds = ("--kinds", "location", "--kinds", "PERSON")
    rows = voices("roster", "suggest", *kinds, "--json", study=finished).json
    assert {row["kind"] for row in rows} == {"LOCATION", "PERSON"}
    assert voices("roster", "suggest", "--kinds", "PHONE", study=finished).code == 2


def test_nothing_found_is_said(voices: Voices, finished: Path) -> None:
    said = voices("roster", "suggest", "B02", study=finished)
    assert (said.code, said.out.startswith("Nothing to suggest")) == (0, True)
    assert voices("roster", "suggest", "B02", "--json", study=finished).json == []


def test_refusals_name_nobody(voices: Voices, finished: Path) -> None:
    for more, code in (
        (("Z99",), 4),
        (("--force",), 2),
        (("--write", str(finished / "corpora/trial/roster.csv"), "--force"), 4),
        (("--write", str(finished / "outputs/new.csv")), 4),
        (("--by", " "), 2),
    ):
        said = voices("roster", "suggest", *more, study=finished)
        assert said.code == code, more
        assert names_nobody(said)


def test_the_help_says_that_real_names_are_shown(voices: Voices) -> None:
    said = voices("roster", "suggest", "--help")
    assert "REAL NAMES" in said.out
    assert "room 1" in said.out
