"""``voices evaluate``: what it answers, in words and in JSON."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.cli.saying import Voices, names_nobody
from tests.coded import propose
from tests.marked import ADA_MARKED, BEN_MARKED, put_gold
from tests.ready import everything


@pytest.fixture
def study(finished: Path) -> Path:
    """Both interviews with their gold."""
    put_gold(finished, "A01", ADA_MARKED)
    put_gold(finished, "B02", BEN_MARKED, style="asr-lower")
    return finished


def test_it_answers_changes_nothing_and_names_nobody(
    voices: Voices, study: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", "80")
    before = everything(study)
    every = ("--by", "kind", "--by", "style", "--by", "group", "--by", "transcript")
    said = voices("evaluate", *every, study=study)
    assert (said.code, said.err) == (0, "")
    assert names_nobody(said)
    assert "ringing" not in said.out
    assert everything(study) == before
    assert max(map(len, said.out.splitlines())) <= 80
    for words in (
        "2 transcripts were held against their gold",
        "by id: A01, B02",
        "by kind",
        "by style",
        "by group",
        "by transcript",
        "asr-lower",
        "direct mentions masked",
        "7/7",
        "100.0%",
        "codings",
        "Wilson",
    ):
        assert words in said.out


def test_kind_is_what_it_is_broken_down_by(voices: Voices, study: Path) -> None:
    assert set(voices("evaluate", "--json", study=study).json["by"]) == {"kind"}
    said = voices("evaluate", "--by", "group", "--by", "group", study=study)
    assert said.out.count("by group") == 1
    assert "by kind" not in said.out
    assert voices("evaluate", "--by", "colour", study=study).code == 2


def test_the_figures_in_json(voices: Voices, study: Path) -> None:
    said = voices("evaluate", "--json", "--by", "transcript", "--by", "kind", study=study)
    assert said.code == 0
    assert names_nobody(said)
    found = said.json
    assert found["transcripts"][1] == {
        "transcript": "B02",
        "gold": "B02",
        "paired_by": "id",
        "style": "asr-lower",
        "unaligned_turns": 0,
        "extra_turns": 0,
    }
    direct = found["identifiers"][0]
    assert direct.pop("low") == pytest.approx(0.6457, abs=1e-4)
    assert direct == {
        "measure": "direct_mentions",
        "hits": 7,
        "total": 7,
        "share": 1.0,
        "high": 1.0,
        "interval": "wilson",
    }
    assert list(found["by"]) == ["transcript", "kind"]
    phones = [row for row in found["by"]["kind"] if row["name"] == "PHONE"]
    assert {row["measure"] for row in phones} == {
        "direct_mentions",
        "direct_entities",
        "right_replacements",
    }
    assert found["codings"]["recall"]["total"] == 1
    assert (found["notices"], found["faults"], found["not_ready"]) == ([], [], [])


def keys(data: Any) -> Iterator[str]:
    if isinstance(data, dict):
        for key, value in data.items():
            yield key
            yield from keys(value)
    elif isinstance(data, list):
        for one in data:
            yield from keys(one)


def test_every_key_of_the_json_is_told_in_the_docs(
    voices: Voices, study: Path, repository: Path
) -> None:
    page = (repository / "docs" / "commands.md").read_text("utf-8")
    section = page.partition("## voices evaluate")[2].partition("\n## ")[0]
    told = {name for code in re.findall(r"`([^`\n]+)`", section) for name in code.split()}
    found = voices("evaluate", "--json", study=study).json
    measures = {row["measure"] for row in found["identifiers"]}
    assert {*keys(found), *measures} <= told


def test_without_gold_it_says_what_to_do(voices: Voices, finished: Path) -> None:
    said = voices("evaluate", study=finished)
    assert said.code == 4
    assert "corpora/trial/gold: there are no gold files" in said.err
    assert "Next: " in said.err


def test_what_was_not_measured_is_said(voices: Voices, finished: Path) -> None:
    put_gold(finished, "S01", ADA_MARKED.replace("Whereabouts were you", "Where were you"))
    put_gold(finished, "S99", BEN_MARKED)
    said = voices("evaluate", study=finished)
    assert said.code == 0
    assert "by the number in the id: A01=S01" in said.out
    assert "transcripts without a gold, not measured: B02" in said.out
    assert "golds without a transcript, not measured: S99" in said.out
    assert "A01: 1 turns of the gold were read otherwise" in said.out


def test_a_gold_that_is_wrong_ends_with_the_code_of_wrong_input(
    voices: Voices, study: Path
) -> None:
    put_gold(study, "B02", 'P: <e t="PERSON" id="p1" k="direct">Casimir\n')
    said = voices("evaluate", study=study)
    assert said.code == 4
    assert "Gold: corpora/trial/gold/B02.gold.txt: line 3, column 4" in said.err
    assert "1 transcripts were held" in said.out
    assert names_nobody(said)


@pytest.mark.parametrize("style", ["Casimir Thrale", "[bold red]x[/]", "\x1b[31mx", "Jonquil"])
def test_a_style_may_say_anything_and_is_not_repeated(
    voices: Voices, study: Path, style: str
) -> None:
    put_gold(study, "B02", BEN_MARKED, style=style)
    for form in ((), ("--json",)):
        said = voices("evaluate", "--by", "style", *form, study=study)
        assert said.code == 0
        assert "(not given)" in said.out
        assert names_nobody(said)
        assert "\x1b[31m" not in said.out


def test_rows_of_nothing_are_dashes(voices: Voices, finished: Path) -> None:
    put_gold(finished, "A01", BEN_MARKED)
    said = voices("evaluate", study=finished)
    assert said.code == 0
    assert re.search(r"direct mentions masked +0 +- +-", said.out)


@pytest.fixture
def coded(study: Path) -> Path:
    """Three codings, of which one is in the gold and one is less sure than is asked for."""
    propose(study, "A01", (2, "routine-change", 0.9), (2, "moving-house", 0.7))
    propose(study, "B02", (2, "hypervigilance", 0.2))
    return study


def test_the_codings_in_full(voices: Voices, coded: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "80")
    before = everything(coded)
    said = voices("evaluate", "--codings", study=coded)
    assert (said.code, said.err) == (0, "")
    assert everything(coded) == before
    assert names_nobody(said)
    assert max(map(len, said.out.splitlines())) <= 80
    assert "…" not in said.out, "no figure is cut off"
    assert "direct mentions" not in said.out
    for words in ("by family", "by code", "by polarity", "by style", "by transcript",
                  "denied in the gold", "passage by passage", "ranking", "calibration error",
                  "5 turns x "):  # fmt: skip
        assert words in said.out
    assert re.search(r"^precision +1/2 +50.0%", said.out, re.MULTILINE)


def test_what_codings_are_broken_down_by(voices: Voices, coded: Path) -> None:
    said = voices("evaluate", "--codings", "--by", "code", study=coded)
    assert "by code" in said.out
    assert "by family" not in said.out
    said = voices("evaluate", "--by", "family", study=coded)
    assert "by family" in said.out
    assert "by kind" not in said.out
    said = voices("evaluate", "--codings", "--by", "kind", study=coded)
    assert said.code == 2
    assert "leave out --codings" in said.err


def test_all_figures_of_the_codings_in_json(voices: Voices, coded: Path) -> None:
    found = voices("evaluate", "--json", study=coded).json["codings"]
    assert found == voices("evaluate", "--json", "--codings", study=coded).json["codings"]
    assert (found["precision"]["hits"], found["precision"]["total"]) == (1, 2)
    assert found["recall"]["share"] == 1.0
    assert [row["name"] for row in found["by"]["code"]] == ["routine-change", "moving-house"]
    assert [row["polarity"] for row in found["polarities"]] == ["denied", "considered"]
    assert [one["confidence"] for one in found["curve"]["points"]] == [0.9, 0.7, 0.2]
    assert found["curve"]["precision_at_half"]["value"] == 1.0
    assert len(found["calibration"]["bands"]) == 10
    assert [one["times"] for one in found["ranking"]["budgets"]] == [1, 2, 3]
    assert found["spans"]["overlap"]["value"] == pytest.approx(0.7, abs=0.1)


def test_the_points_of_the_curves(voices: Voices, coded: Path, tmp_path: Path) -> None:
    path = tmp_path / "curves.csv"
    said = voices("evaluate", "--json", "--curves", str(path), study=coded)
    assert said.code == 0
    assert said.json["codings"]
    header, *rows = path.read_text("utf-8").splitlines()
    assert header == "curve,confidence,number,right,precision,recall"
    assert rows[0] == "precision-recall,0.9,1,1,1.0,1.0"
    assert [row.split(",")[0] for row in rows].count("calibration") == 3
    assert voices("evaluate", "--curves", str(path), study=coded).code == 0, "it may be its own"


def test_no_other_file_is_written_over(voices: Voices, coded: Path, tmp_path: Path) -> None:
    path = tmp_path / "roster.csv"
    path.write_text("participant,kind\n")
    said = voices("evaluate", "--curves", str(path), study=coded)
    assert said.code == 4
    assert "there is another file of that name" in said.err
    assert path.read_text() == "participant,kind\n"
    for nowhere in (path / "curves.csv", tmp_path / "none" / "curves.csv"):
        said = voices("evaluate", "--curves", str(nowhere), study=coded)
        assert said.code == 4
        assert "there is no such folder" in said.err


def test_without_codings_there_is_nothing_in_full(voices: Voices, waiting: Path) -> None:
    put_gold(waiting, "A01", ADA_MARKED)
    said = voices("evaluate", "--codings", study=waiting)
    assert said.code == 4
    assert "there are no codings to measure" in said.err
    assert "not coded yet" in said.err
