"""``voices sheet`` as it is typed."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.run.journal import Journal
from tests.cli.saying import Voices, names_nobody
from tests.run.sheets.filling import fill, rows


def first(path: Path, column: str) -> str:
    return rows(path)[0][column]


def test_codings_there_and_back(voices: Voices, finished: Path, tmp_path: Path) -> None:
    path = tmp_path / "codings.xlsx"
    said = voices("sheet", "export", "codings", "A01", "--out", str(path), study=finished)
    assert (said.code, said.err) == (0, "")
    assert "codings of A01 were written." in said.out
    assert "voices sheet import" in said.out
    fill(path, {first(path, "coding"): {"answer": "reject", "memo": "compare"}})
    said = voices("sheet", "import", str(path), "--by", "KL", study=finished)
    assert said.code == 0
    assert said.out.startswith("1 rejected, 1 with a memo.")
    assert "rows without an answer" in said.out
    assert said.out.endswith("Next: voices run\n")
    said = voices("sheet", "import", str(path), "--by", "KL", study=finished)
    assert said.code == 0
    assert said.out.startswith("Nothing new was recorded.\n1 row said what was recorded already.")


def test_identifiers_there_and_back(voices: Voices, finished: Path, tmp_path: Path) -> None:
    path = tmp_path / "identifiers.csv"
    wanted = ("sheet", "export", "identifiers", "A01", "--out", str(path), "--by", "KL")
    said = voices(*wanted, study=finished)
    assert said.code == 0
    assert "REAL NAMES" in said.err
    assert names_nobody(said)
    assert voices(*wanted, study=finished).code == 4
    assert voices(*wanted, "--force", study=finished).code == 0
    fill(path, {first(path, "decision"): {"answer": "agree"}})
    said = voices("sheet", "import", str(path), "--by", "KL", study=finished)
    assert (said.code, said.out.splitlines()[0]) == (0, "1 agreed.")
    assert names_nobody(said)
    told = voices("key", "reveals", study=finished)
    assert told.out.count("[sheet export identifiers]") == 2
    assert voices("log", "--verify", study=finished).code == 0


def test_nothing_or_the_rest(voices: Voices, finished: Path, tmp_path: Path) -> None:
    path = tmp_path / "codings.csv"
    voices("sheet", "export", "codings", "--out", str(path), study=finished)
    one, two, *_ = [row["coding"] for row in rows(path)]
    fill(path, {one: {"answer": "accept"}, two: {"answer": "perhaps Thrale"}})
    journal = Journal(finished / "records/journal.jsonl")
    said = voices("sheet", "import", str(path), "--by", "KL", study=finished)
    assert said.code == 4
    assert "row 3: the cell 'answer' is none of accept, reject" in said.err
    assert "Nothing was recorded: 1 row did not fit." in said.err
    assert "--partly" in said.err
    assert names_nobody(said)
    assert Journal(finished / "records/journal.jsonl").head == journal.head
    said = voices("sheet", "import", str(path), "--partly", "--by", "KL", "--json", study=finished)
    assert said.code == 4
    assert said.json["recorded"] == {"accepted": 1}
    assert [one["row"] for one in said.json["refusals"]] == ["row 3"]
    assert set(said.json) == {
        "sort", "recorded", "already", "open", "refusals", "passed_over", "hidden", "naming",
    }  # fmt: skip


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        (("export", "codings"), 2),
        (("export", "identifiers", "--out", "s.xlsx"), 2),
        (("export", "identifiers", "Z99", "--out", "s.xlsx"), 4),
        (("export", "codings", "Z99", "--out", "s.xlsx"), 5),
        (("export", "codings", "--out", "s.ods"), 4),
        (("import", "nowhere.xlsx"), 2),
    ],
)
def test_what_is_typed_wrongly(
    voices: Voices, finished: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch,
    typed: tuple[str, ...], code: int,
) -> None:  # fmt: skip
    monkeypatch.chdir(tmp_path)
    said = voices("sheet", *typed, study=finished)
    assert said.code == code
    assert names_nobody(said)
    assert not list(tmp_path.glob("s.*"))


def test_a_sheet_of_another_study(
    voices: Voices, finished: Path, waiting_once: Path, tmp_path: Path
) -> None:
    path = tmp_path / "identifiers.csv"
    voices("sheet", "export", "identifiers", "A01", "--out", str(path), study=finished)
    fill(path, {first(path, "decision"): {"answer": "agree"}})
    said = voices("sheet", "import", str(path), study=waiting_once)
    assert said.code == 4
    assert "another study" in said.err
    assert names_nobody(said)


def test_the_help_says_that_real_names_are_shown(voices: Voices) -> None:
    assert "REAL NAMES" in voices("sheet", "export", "identifiers", "--help").out
    assert "Anonymised words" in voices("sheet", "export", "codings", "--help").out


def test_a_study_whose_key_was_destroyed_has_no_identifiers_to_review(
    voices: Voices, finished: Path, tmp_path: Path
) -> None:
    gone = ("key", "destroy", "--because", "asked", "--yes", "--by", "KL")
    assert voices(*gone, study=finished).code in (0, 4)  # 4: the source files still hold names
    out = ("--out", str(tmp_path / "s.xlsx"))
    said = voices("sheet", "export", "identifiers", "A01", *out, study=finished)
    assert said.code == 4
    assert voices("sheet", "export", "codings", *out, study=finished).code == 0
