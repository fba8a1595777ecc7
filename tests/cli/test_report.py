"""``voices report``: what it writes, and that its figures are those of the other commands."""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path
from typing import Any

import docx
import pytest

from tests.cli.saying import Voices, names_nobody
from tests.cli.test_evaluate import keys
from tests.coded import propose, verdict, write_down
from tests.ready import everything


@pytest.fixture
def study(finished: Path) -> Path:
    """KL and MB have judged both interviews, and differ on one coding."""
    said = []
    for id in ("A01", "B02"):
        for one in propose(finished, id, (2, "routine-change", 0.8), (4, "routine-change", 0.7)):
            said += [verdict(one, "KL"), verdict(one, "MB", rejected=id == "A01" and one.turn == 4)]
    write_down(finished, said)
    return finished


def test_markdown_to_the_terminal_and_nothing_is_changed(voices: Voices, study: Path) -> None:
    before = everything(study)
    said = voices("report", study=study)
    assert (said.code, said.err) == (0, "")
    assert said.out.startswith("# Methods appendix\n")
    assert names_nobody(said)
    assert not re.search(r"\b(A01|B02|KL|MB)\b", said.out)
    assert everything(study) == before


def test_names_only_where_they_are_asked_for(voices: Voices, study: Path) -> None:
    said = voices("report", "--names", study=study)
    assert "2 people (KL, MB)" in said.out
    assert "Agreement of KL (1st) and MB (2nd), with" in said.out


def test_the_figures_are_those_of_other_commands(voices: Voices, study: Path) -> None:
    found = voices("report", "--json", study=study).json
    log = voices("log", "--json", study=study).json
    actions = Counter(line["action"] for own in log.values() for line in own)
    kinds = found["anonymisation"]["kinds"]
    for action in ("pseudonym", "role", "generalise", "remove"):
        assert sum(one[action] for one in kinds) == actions[action]
    assert sum(one["keep"] + one["listed"] for one in kinds) == actions["keep"]
    by_kind = voices("log", "--by", "kind", "--json", study=study).json["groups"]
    assert {one["name"] for one in by_kind} == {one["kind"] for one in kinds}
    status = voices("status", "--json", study=study).json
    assert (found["study"]["stale"], found["study"]["review"]) == (status["stale"], "waived")
    for name in ("accepted", "rejected", "added"):
        assert found["coding"][name] == status["learning"][name]
    (pair,) = voices("agreement", "--json", study=study).json["pairs"]
    (told,) = found["coding"]["agreement"]["pairs"]
    for name in ("kappa", "ac1", "alpha", "units"):
        assert told["overall"][name] == pair["overall"][name]
    assert told["turns"] == pair["turns"]
    insider = voices("insider", "--top", "999", "--json", study=study).json
    assert found["anonymisation"]["insider"]["passages"] == len(insider)
    codings = Counter(one["status"] for one in voices("codings", "--json", study=study).json)
    standing = found["coding"]["standing_by_person"] + found["coding"]["standing_by_waiver"]
    assert (standing, found["coding"]["open"]) == (codings["accepted"], codings["open"])


def test_no_small_count_is_in_the_json(voices: Voices, study: Path) -> None:
    found = voices("report", "--json", study=study).json
    assert found["study"]["minimum_cell"] == 3
    for theme in found["quotes"]["themes"]:
        assert theme["participants"]["count"] in (None, 0), "two people took part"
        if theme["participants"]["count"] is None:
            assert (theme["passages"], theme["quotes"]) == (None, None)
    for one in (*found["participants"]["attributes"], found["participants"]["consent"]):
        assert one["groups"] == []


@pytest.mark.parametrize("ending", ["md", "docx", "json"])
def test_a_file_of_each_kind(voices: Voices, study: Path, tmp_path: Path, ending: str) -> None:
    out = tmp_path / f"methods.{ending}"
    said = voices("report", "--out", str(out), study=study)
    assert said.code == 0
    assert said.out == f"The methods appendix stands in {out.name}. Read the limits first.\n"
    other = tmp_path / f"again.{ending.upper()}"
    voices("report", "--out", str(other), study=study)
    assert other.read_bytes() == out.read_bytes()
    if ending == "docx":
        assert docx.Document(str(out)).paragraphs[0].text == "Methods appendix"
    else:
        options = ("--json",) if ending == "json" else ()
        assert voices("report", *options, study=study).out == out.read_text("utf-8")


@pytest.mark.parametrize(
    ("name", "what"),
    [
        ("methods.pdf", "must end in .md, .docx, .json"),
        ("methods", "must end in"),
        ("there.md", "is there already, and stays as it is"),
        ("nowhere/methods.md", "no such folder"),
    ],
)
def test_a_place_that_is_refused(
    voices: Voices, study: Path, tmp_path: Path, name: str, what: str
) -> None:
    (tmp_path / "there.md").write_text("mine")
    said = voices("report", "--out", str(tmp_path / name), study=study)
    assert (said.code, said.out) == (4, "")
    assert what in said.err
    assert (tmp_path / "there.md").read_text() == "mine"
    assert not (tmp_path / "nowhere").exists()


def test_no_report_is_written_among_the_programs_own_files(voices: Voices, study: Path) -> None:
    said = voices("report", "--out", str(study / "outputs" / "methods.md"), study=study)
    assert (said.code, said.out) == (4, "")
    assert "program's own folders" in said.err
    assert not (study / "outputs" / "methods.md").exists()


def test_out_and_json_are_one_too_many(voices: Voices, study: Path) -> None:
    assert voices("report", "--out", "x.json", "--json", study=study).code == 2


@pytest.mark.parametrize("state", ["small_study", "waiting"])
@pytest.mark.parametrize("options", [(), ("--json",)], ids=["words", "json"])
def test_a_study_in_which_parts_are_missing(
    voices: Voices, request: pytest.FixtureRequest, state: str, options: tuple[str, ...]
) -> None:
    said = voices("report", *options, study=request.getfixturevalue(state))
    assert (said.code, said.err) == (0, "")
    assert names_nobody(said)


def test_every_key_of_the_json_is_in_the_docs(
    voices: Voices, study: Path, repository: Path
) -> None:
    found: dict[str, Any] = voices("report", "--json", study=study).json
    page = (repository / "docs" / "file-formats.md").read_text("utf-8")
    section = page.partition("### The methods report as JSON")[2].partition("\n### ")[0]
    told = {name for code in re.findall(r"`([^`\n]+)`", section) for name in code.split()}
    assert set(keys(found)) <= told
