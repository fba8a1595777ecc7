"""``voices people`` and ``voices rule apart``: who is who without a name, or on record."""

from __future__ import annotations

import json
from pathlib import Path

from pipeline.run.journal import Journal
from tests.cli.saying import Voices, names_nobody
from tests.ready import SECRETS


def test_everybody_is_listed_without_a_name(voices: Voices, waiting: Path) -> None:
    said = voices("people", study=waiting)
    assert said.code == 0
    assert "form 1" in said.out
    assert names_nobody(said)


def test_json_holds_no_name_either(voices: Voices, waiting: Path) -> None:
    said = voices("people", "A01", "--json", study=waiting)
    assert all(one["mentions"] for one in said.json)
    assert names_nobody(said)


def test_names_are_shown_on_record(voices: Voices, waiting: Path) -> None:
    lines = (waiting / "outputs/identified/identities.jsonl").read_text().splitlines()
    form = json.loads(lines[0])["forms"][0]
    before = len(Journal(waiting / "records/journal.jsonl").entries)
    said = voices("people", "--names", "--by", "KL", study=waiting)
    assert form in said.out
    entries = Journal(waiting / "records/journal.jsonl").entries
    assert len(entries) == before + 1
    assert (entries[-1].body["what"], entries[-1].body["by"]) == ("people", "KL")


def test_an_unknown_transcript_is_refused(voices: Voices, waiting: Path) -> None:
    assert voices("people", "Z99", study=waiting).code == 4


def test_where_no_name_stands_nothing_can_be_put_apart(voices: Voices, waiting: Path) -> None:
    before = len(Journal(waiting / "records/journal.jsonl").rulings())
    assert voices("rule", "apart", "A01", "1", "0:1", study=waiting).code == 4
    assert len(Journal(waiting / "records/journal.jsonl").rulings()) == before


def test_a_name_is_put_apart_without_its_words_in_the_journal(
    voices: Voices, waiting: Path
) -> None:
    people = voices("people", "--json", study=waiting).json
    several = {one["identity"] for one in people if len(one["forms"]) > 1}
    decisions = [
        (path.stem, json.loads(line))
        for path in sorted((waiting / "outputs/identified/decisions").glob("*.jsonl"))
        for line in path.read_text().splitlines()
    ]
    id, one = next((id, d) for id, d in decisions if d["identity"] in several)
    place = f"{one['span']['start']}:{one['span']['end']}"
    said = voices("rule", "apart", id, str(one["turn"]), place, study=waiting)
    assert said.code == 0
    (ruling,) = Journal(waiting / "records/journal.jsonl").rulings()
    assert ruling.identity == one["identity"]
    assert names_nobody(said)
    journal = (waiting / "records/journal.jsonl").read_text()
    assert not any(secret in journal for secret in SECRETS)
