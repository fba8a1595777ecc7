"""``voices agreement``: what it answers, in words and in JSON."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from tests.cli.saying import Voices, names_nobody
from tests.cli.test_evaluate import keys
from tests.coded import codes_of, propose, table, verdict, write_down
from tests.marked import ADA_MARKED, put_gold
from tests.ready import everything


@pytest.fixture
def study(finished: Path) -> Path:
    """KL and MB have judged A01 and B02, and differ on one coding."""
    said = []
    for id in ("A01", "B02"):
        for one in propose(finished, id, (2, "routine-change", 0.8), (4, "home-security", 0.7)):
            said += [verdict(one, "KL"), verdict(one, "MB", rejected=id == "A01" and one.turn == 4)]
    write_down(finished, said)
    return finished


def test_people_are_compared_and_nothing_is_changed(voices: Voices, study: Path) -> None:
    before = everything(study)
    said = voices("agreement", study=study)
    assert (said.code, said.err) == (0, "")
    assert names_nobody(said)
    assert everything(study) == before
    assert "KL (1st) and MB (2nd): 2 transcripts, 5 turns that both read" in said.out
    assert re.search(r"^  A01 +4 +home-security +KL alone$", said.out, re.MULTILINE)
    assert "1 units on which they differ" in said.out
    assert max(map(len, said.out.splitlines())) <= 100
    assert "…" not in said.out, "no figure is cut off"


def test_the_json_and_its_keys_in_the_docs(voices: Voices, study: Path, repository: Path) -> None:
    said = voices("agreement", "--json", study=study)
    assert names_nobody(said)
    found = said.json
    (pair,) = found["pairs"]
    assert (pair["first"], pair["second"], pair["turns"]) == ("KL", "MB", 5)
    overall = pair["overall"]
    assert (overall["first"], overall["second"], overall["both"]) == (4, 3, 3)
    assert overall["kappa"]["value"] == pytest.approx(0.855, abs=2e-3)
    assert [one["name"] for one in pair["codes"]] == ["routine-change", "home-security"]
    assert pair["disagreements"] == [
        {"transcript": "A01", "turn": 4, "code": "home-security", "by": "KL"}
    ]
    page = (repository / "docs" / "commands.md").read_text("utf-8")
    section = page.partition("## voices agreement")[2].partition("\n## ")[0]
    told = {name for code in re.findall(r"`([^`\n]+)`", section) for name in code.split()}
    assert set(keys(found)) <= told


def test_with_the_machine_and_the_gold(voices: Voices, study: Path) -> None:
    put_gold(study, "A01", ADA_MARKED)
    found = voices("agreement", "--against", "gold", "--json", study=study).json
    assert [(one["first"], one["second"]) for one in found["pairs"]] == [
        ("KL", "gold"),
        ("MB", "gold"),
    ]
    assert found["pairs"][0]["transcripts"] == 1
    three = voices("agreement", "--coders", "KL, MB,machine", study=study)
    assert three.out.count("(1st) and") == 3
    assert "All 3 coders together: alpha" in three.out
    one = voices("agreement", "--coders", "MB", "--json", study=study).json
    assert one["coders"] == ["MB", "machine"]


def test_without_people_the_machine_can_be_held_against_the_gold(
    voices: Voices, finished: Path
) -> None:
    said = voices("agreement", study=finished)
    assert said.code == 4
    assert "nobody has judged a coding yet" in said.err
    assert "Next: " in said.err
    put_gold(finished, "A01", ADA_MARKED)
    said = voices("agreement", "--against", "gold", study=finished)
    assert said.code == 0
    assert "machine (1st) and gold (2nd)" in said.out


def test_a_transcript_as_the_unit_and_all_disagreements(voices: Voices, study: Path) -> None:
    said = voices("agreement", "--unit", "transcript", "--disagreements", study=study)
    assert re.search(r"^  A01 +home-security +KL alone$", said.out, re.MULTILINE)
    assert "Unit: a transcript" in said.out


def test_what_was_read_whole_can_be_said(voices: Voices, study: Path) -> None:
    found = voices("agreement", "--read", "AN=B02", "--coders", "KL,AN", "--json", study=study)
    assert found.json["pairs"][0]["turns"] == 2
    for wrong, code in (("AN", 2), ("=B02", 2), ("AN=Z99", 4)):
        assert voices("agreement", "--read", wrong, study=study).code == code


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (("--coders", "KL,Nobody"), "there is no coder Nobody; there are: KL, MB, machine, gold"),
        (("--coders", "machine"), "between two coders"),
        (("--against", "gold"), "there are no gold files"),
    ],
)
def test_what_cannot_be_compared_is_told(
    voices: Voices, study: Path, arguments: tuple[str, ...], told: str
) -> None:
    said = voices("agreement", *arguments, study=study)
    assert said.code == 4
    assert told in said.err


def test_coders_who_have_read_nothing_in_common(voices: Voices, study: Path) -> None:
    propose(study, "A01", (2, "routine-change", 0.8), (4, "home-security", 0.7),
            (4, "work-change", 0.9), (2, "work-change", 0.9))  # fmt: skip
    propose(study, "B02", (2, "work-change", 0.8), (4, "work-change", 0.7))
    said = voices("agreement", study=study)
    assert said.code == 4
    assert "no turn was read by both: KL and MB" in said.err
    assert "--read WHO=TRANSCRIPT" in said.err


def test_two_tables_from_elsewhere(voices: Voices, study: Path, tmp_path: Path) -> None:
    one = table(tmp_path / "Jonquil.csv", "A01,2,routine-change,present", "B02,,,")
    two = table(tmp_path / "b.csv", "A01,2,routine-change,denied", "A01,4,work-change,")
    said = voices("agreement", "--files", str(one), str(two), "--json", study=study)
    assert said.code == 0
    assert names_nobody(said)
    assert json.loads(said.out)["coders"] == ["file 1", "file 2"]
    assert codes_of(said.out) == ["routine-change", "work-change"]
    assert json.loads(said.out)["pairs"][0]["turns"] == 3
    said = voices("agreement", "--files", str(one), str(two), "--coders", "KL", study=study)
    assert said.code == 2


def test_a_wrong_row_of_a_table_is_told_by_file_and_row(
    voices: Voices, study: Path, tmp_path: Path
) -> None:
    one = table(tmp_path / "a.csv", "A01,2,routine-change,present")
    two = table(tmp_path / "Jonquil.csv", "A01,2,Casimir,", "A01,1,routine-change,")
    said = voices("agreement", "--files", str(one), str(two), study=study)
    assert said.code == 4
    assert "file 2: row 2: the code is not in the codebook; row 3: " in said.err
    assert names_nobody(said)
