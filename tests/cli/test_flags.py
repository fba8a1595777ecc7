from __future__ import annotations

from pathlib import Path

from pipeline.errors import ExitCode
from tests.cli.saying import Voices, names_nobody


def test_flags_are_put_listed_and_let_go(voices: Voices, finished: Path) -> None:
    put = voices("flags", "hold", "A01", "2", "off-record", "--by", "KL", study=finished)
    assert put.code == ExitCode.OK
    listed = voices("flags", "A01", "--all", "--json", study=finished).json
    (mine,) = [one for one in listed if one["by"] == "KL"]
    assert (mine["turn"], mine["flag"], mine["status"]) == (2, "off-record", "held")
    go = ("flags", "clear", "A01", "2", "off-record", "--because", "agreed", "--by", "KL")
    assert voices(*go, study=finished).code == ExitCode.OK
    assert voices(*go, study=finished).code == ExitCode.INPUT, "it is gone already"
    assert "off-record" not in {
        one["flag"] for one in voices("flags", "A01", "--json", study=finished).json
        if one["turn"] == 2
    }  # fmt: skip


def test_listing_shows_no_word_and_promises_nothing(voices: Voices, finished: Path) -> None:
    said = voices("flags", study=finished)
    assert said.code == ExitCode.OK
    assert "No flag never means safe" in said.out
    assert names_nobody(said)


def test_a_reason_is_one_of_the_list(voices: Voices, finished: Path) -> None:
    clear = ("flags", "clear", "A01", "2", "off-record", "--because", "Casimir said so")
    said = voices(*clear, study=finished)
    assert said.code == ExitCode.USAGE
