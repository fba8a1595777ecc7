"""``voices codebook``: what a researcher types, and what it answers."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

from pipeline.errors import ExitCode
from tests.cli.saying import Voices, names_nobody


def book(study: Path) -> Path:
    return study / "config" / "codebook.yaml"


def change(study: Path, old: str, new: str) -> None:
    text = book(study).read_text()
    assert old in text
    book(study).write_text(text.replace(old, new, 1))


def test_check_gives_notes_and_is_no_error(voices: Voices, finished: Path) -> None:
    said = voices("codebook", "check", study=finished)
    assert said.code == ExitCode.OK
    assert "39 codes" in said.out
    assert "more: voices codebook check --all" in said.out
    whole = voices("codebook", "check", "--all", study=finished)
    assert len(whole.out) > len(said.out)
    assert "more: voices" not in whole.out
    assert names_nobody(whole)


def test_check_in_json_has_every_note_and_what_is_coded(voices: Voices, finished: Path) -> None:
    said = voices("codebook", "check", "--json", study=finished).json
    assert said["codes"] == 39
    assert {"topic", "code", "other", "what"} == set(said["notes"][0])
    lines = [one for family in said["families"].values() for one in family]
    assert len(lines) == 39
    assert sum(one["proposed"] for one in lines) > sum(one["accepted"] for one in lines) > 0
    assert said["left_behind"] == []


def test_check_works_in_a_study_that_was_never_run(voices: Voices, small_study: Path) -> None:
    assert voices("codebook", "check", study=small_study).code == ExitCode.OK


@pytest.mark.parametrize("command", ["check", "show"])
def test_a_fault_is_told_by_line(voices: Voices, finished: Path, command: str) -> None:
    change(finished, "- id: unwanted-contact", "- id: Unwanted Contact")
    said = voices("codebook", command, study=finished)
    assert said.code == ExitCode.SETTINGS
    assert "line " in said.err
    assert "'unwanted-contact' would be one" in said.err


def test_another_file_can_be_checked(voices: Voices, finished: Path, tmp_path: Path) -> None:
    other = tmp_path / "other.yaml"
    other.write_text("codes: []")
    said = voices("codebook", "check", str(other), study=finished)
    assert said.code == ExitCode.SETTINGS
    assert "other.yaml: line 1: there are no codes" in said.err
    missing = voices("codebook", "check", str(tmp_path / "none.yaml"), study=finished)
    assert missing.code == ExitCode.SETTINGS


def test_a_code_is_shown_as_a_person_reads_it(voices: Voices, finished: Path) -> None:
    said = voices("codebook", "show", "moving-house", study=finished)
    for words in ("Moving home", "Definition", "hire van", "Looks like it and is none", "Cues",
                  "Easily confused with"):  # fmt: skip
        assert words in said.out
    assert voices("codebook", "show", "moving-house", "--json", study=finished).json["id"]
    assert "39 codes" in voices("codebook", "show", study=finished).out
    unknown = voices("codebook", "show", "nowhere", study=finished)
    assert unknown.code == ExitCode.INPUT


def test_changes_says_what_changed_and_what_runs_again(voices: Voices, finished: Path) -> None:
    said = voices("codebook", "changes", study=finished)
    assert "No code, flag, list or rule changed" in said.out
    assert "codes" not in said.out.replace("No code,", "")
    change(finished, "  - kept ringing\n", "  - rang and rang\n")
    said = voices("codebook", "changes", study=finished)
    assert "code unwanted-contact: changed (cues: 1 new, 1 gone)" in said.out
    assert "The version is still '0.3'" in said.out
    assert "codes 2 transcripts again" in said.out
    change(finished, "version: '0.3'", "version: '0.4'")
    said = voices("codebook", "changes", "--json", study=finished).json
    assert (said["before"], said["now"], said["same_version"]) == ("0.3", "0.4", False)


def test_changes_needs_a_run(voices: Voices, small_study: Path) -> None:
    said = voices("codebook", "changes", study=small_study)
    assert said.code == ExitCode.INPUT
    assert "voices run" in said.err


def test_a_code_that_is_gone_is_led_to_the_next_step(voices: Voices, finished: Path) -> None:
    (coding,) = [
        line.split(",")[0]
        for line in (finished / "outputs/anonymised/codings.csv").read_text().splitlines()
        if ",unwanted-contact," in line
    ][:1]
    voices("approve", "--codings", coding, "--by", "KL", study=finished)
    text = book(finished).read_text().replace("unwanted-contact", "contact-by-him")
    book(finished).write_text(text)
    said = voices("codebook", "changes", study=finished)
    assert "voices codebook moved unwanted-contact contact-by-him" in said.out
    assert "1 accepted" in voices("codebook", "check", study=finished).out
    moved = ("codebook", "moved", "unwanted-contact", "contact-by-him", "--by", "KL")
    assert "1 accepted" in voices(*moved, study=finished).out
    assert "left as it is: 1" in voices(*moved, study=finished).out
    wrong = voices("codebook", "moved", "cps-court", "home-security", "--by", "KL", study=finished)
    assert wrong.code == ExitCode.INPUT


def test_a_codebook_goes_out_and_comes_in_again(
    voices: Voices, finished: Path, tmp_path: Path
) -> None:
    file = tmp_path / "book.qdc"
    assert voices("codebook", "export", str(file), study=finished).code == ExitCode.OK
    again = voices("codebook", "export", str(file), study=finished)
    assert again.code == ExitCode.INPUT, "no file is replaced"
    said = voices("codebook", "import", str(file), study=finished)
    assert said.code == ExitCode.OK
    new = yaml.safe_load((finished / "config/codebook.new.yaml").read_text())
    old = yaml.safe_load(book(finished).read_text())
    assert new["codes"] == old["codes"]
    assert new["families"] == old["families"]
    assert new["flags"] == old["flags"], "an imported codebook must not lose what protects people"
    assert voices("codebook", "import", str(file), study=finished).code == ExitCode.INPUT
    out = finished / "config/codebook.new.yaml"
    assert voices("codebook", "check", str(out), study=finished).code == ExitCode.OK


def test_a_hostile_file_leaves_nothing_behind(
    voices: Voices, finished: Path, tmp_path: Path
) -> None:
    file = tmp_path / "bad.qdc"
    file.write_text(
        '<!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/passwd">]><CodeBook>&b;</CodeBook>'
    )
    said = voices("codebook", "import", str(file), study=finished)
    assert said.code == ExitCode.INPUT
    assert "entities" in said.err
    assert not (finished / "config/codebook.new.yaml").exists()
    missing = voices("codebook", "import", str(tmp_path / "none.qdc"), study=finished)
    assert missing.code == ExitCode.INPUT
    wrong = voices("codebook", "export", str(tmp_path / "book.xml"), study=finished)
    assert wrong.code == ExitCode.INPUT
