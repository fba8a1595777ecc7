"""``voices withdraw``: what it asks, says and leaves."""

from __future__ import annotations

import io
import json
from pathlib import Path

import pytest

from pipeline.errors import ExitCode
from tests.cli.saying import Voices, names_nobody
from tests.ready import everything

ASKED = ("withdraw", "A01", "--because", "asked", "--by", "JS")


def types(monkeypatch: pytest.MonkeyPatch, words: str) -> None:
    monkeypatch.setattr("sys.stdin", io.StringIO(words))


def quotes_of(root: Path, id: str) -> list[dict[str, str]]:
    book = json.loads((root / "outputs/quotable/book.json").read_text())
    return [quote for quote in book["quotes"] if quote["participant"] == id]


def test_she_goes_when_her_id_is_typed(
    voices: Voices, finished: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    hers = quotes_of(finished, "A01")
    assert hers
    types(monkeypatch, "A01\n")
    said = voices(*ASKED, study=finished)
    assert said.code == ExitCode.OK
    assert names_nobody(said)
    assert all(quote["id"] in said.out for quote in hers)
    assert not any(quote["text"][:20] in said.all for quote in hers)
    assert "outputs/quotable/quotes.docx" in said.out
    assert "backups" in said.out.casefold()
    assert quotes_of(finished, "A01") == []
    assert quotes_of(finished, "B02")


@pytest.mark.parametrize("words", ["B02\n", "\n", "a01\n", ""])
def test_nothing_goes_when_something_else_is_typed(
    voices: Voices, finished: Path, monkeypatch: pytest.MonkeyPatch, words: str
) -> None:
    before = everything(finished)
    types(monkeypatch, words)
    assert voices(*ASKED, study=finished).code != ExitCode.OK
    assert everything(finished) == before


def test_a_dry_run_changes_nothing(voices: Voices, finished: Path) -> None:
    before = everything(finished)
    said = voices(*ASKED, "--dry-run", "--delete-source", study=finished)
    assert said.code == ExitCode.OK
    assert "transcripts: A01" in said.out
    assert quotes_of(finished, "A01")[0]["id"] in said.out
    assert "Nothing was changed" in said.out
    assert names_nobody(said)
    assert everything(finished) == before


def test_the_second_time_it_says_so_and_tells_the_exports_again(
    voices: Voices, finished: Path
) -> None:
    hers = quotes_of(finished, "A01")
    assert voices(*ASKED, "--yes", study=finished).code == ExitCode.OK
    before = everything(finished)
    said = voices(*ASKED, study=finished)
    assert said.code == ExitCode.OK
    assert "withdrew already" in said.out
    assert all(quote["id"] in said.out for quote in hers)
    assert everything(finished) == before


def test_her_source_goes_when_asked(voices: Voices, finished: Path) -> None:
    source = finished / "corpora/trial/transcripts/A01.txt"
    assert voices(*ASKED, "--yes", study=finished).code == ExitCode.OK
    assert source.exists()
    said = voices(*ASKED, "--yes", "--delete-source", study=finished)
    assert said.code == ExitCode.OK
    assert "deleted blocks" in said.out
    assert not source.exists()
    assert "A01" not in (finished / "corpora/trial/roster.csv").read_text()


def test_status_says_withdrawn(voices: Voices, finished: Path) -> None:
    voices(*ASKED, "--yes", study=finished)
    assert "A01      withdrawn on 20" in voices("status", study=finished).out
    told = voices("status", "--json", study=finished).json
    assert list(told["withdrawn"]) == ["A01"]
    assert told["withdrawals_unfinished"] == []
    assert list(told["transcripts"]) == ["B02"]


REFUSED = [
    (("explain", "A01"), ExitCode.INPUT),
    (("approve", "A01"), ExitCode.GATE),
    (("approve", "--codings", "A01"), ExitCode.GATE),
    (("rule", "keep", "A01", "1", "0:2"), ExitCode.INPUT),
    (("log", "A01"), ExitCode.INPUT),
    (("quotes", "--participant", "A01"), ExitCode.INPUT),
]


def test_other_commands_refuse_her(voices: Voices, finished: Path) -> None:
    voices(*ASKED, "--yes", study=finished)
    for arguments, code in REFUSED:
        said = voices(*arguments, study=finished)
        assert said.code == code
        assert "'A01' withdrew on" in said.err


@pytest.mark.parametrize("because", ["Casimir found out", "07700 900321", ""])
def test_a_reason_that_tells_is_refused(voices: Voices, finished: Path, because: str) -> None:
    before = everything(finished)
    said = voices("withdraw", "A01", "--because", because, "--yes", study=finished)
    assert said.code == ExitCode.INPUT
    assert names_nobody(said)
    assert everything(finished) == before
