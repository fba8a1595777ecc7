from __future__ import annotations

import csv
from pathlib import Path

import pytest

from pipeline.errors import InputError
from pipeline.run.files import read_value, read_values, write_values
from pipeline.run.flagging import FlagStatus, flag_lines, rule_on_flag
from pipeline.run.journal import Journal
from pipeline.run.study import open_study
from pipeline.values.quotes import QuoteBook
from pipeline.values.records import FlagReason
from pipeline.values.themes import RaisedFlag
from tests.ready import SECRETS, go

NOT_SO, IT_IS_SO = FlagReason.NOT_SO, FlagReason.IT_IS_SO


def quoted_turns(root: Path, id: str) -> set[int]:
    book = read_value(open_study(root).places.book, QuoteBook)
    return {quote.turns[0] for quote in book.quotes if quote.transcript == id}


def statuses(root: Path) -> dict[tuple[str, int, str], FlagStatus]:
    return {(one.transcript, one.turn, one.flag): one.status for one in flag_lines(root)}


def test_a_person_puts_a_flag_and_takes_it_back(finished: Path) -> None:
    before = quoted_turns(finished, "A01")
    turn = min(before)
    rule_on_flag(finished, "A01", turn, "live-safety", "KL", IT_IS_SO, holds=True)
    go(finished)
    assert turn not in quoted_turns(finished, "A01")
    assert statuses(finished)["A01", turn, "live-safety"] is FlagStatus.HELD
    rule_on_flag(finished, "A01", turn, "live-safety", "KL", NOT_SO, holds=False)
    go(finished)
    assert quoted_turns(finished, "A01") == before


def test_a_flag_the_program_raised_is_let_go_for_the_turn_as_it_stands(finished: Path) -> None:
    places = open_study(finished).places
    flags = places.flags / "A01.jsonl"
    raised = RaisedFlag(transcript="A01", turn=2, flag="live-safety", evidence="cue: side gate")
    write_values(flags, [raised])
    rule_on_flag(finished, "A01", 2, "live-safety", "KL", NOT_SO, holds=False)
    assert statuses(finished) | {} == {
        **statuses(finished), ("A01", 2, "live-safety"): FlagStatus.CLEARED
    }  # fmt: skip
    journal = Journal(places.journal)
    (ruling,) = journal.flag_rulings()
    journal.append(ruling.model_copy(update={"state": "0" * 64}))
    assert statuses(finished)["A01", 2, "live-safety"] is FlagStatus.VOIDED


@pytest.mark.parametrize(
    ("transcript", "turn", "flag", "holds"),
    [
        ("Z99", 1, "live-safety", True),
        ("A01", 999, "live-safety", True),
        ("A01", 1, "nosuchflag", True),
        ("A01", 1, "public-trace", False),
    ],
)
def test_what_is_not_there_is_not_ruled_on(
    finished: Path, transcript: str, turn: int, flag: str, holds: bool
) -> None:
    with pytest.raises(InputError):
        rule_on_flag(finished, transcript, turn, flag, "KL", IT_IS_SO, holds=holds)
    assert Journal(open_study(finished).places.journal).flag_rulings() == []


def test_flags_stand_neither_in_the_log_nor_among_the_codings(finished: Path) -> None:
    rule_on_flag(finished, "A01", 2, "live-safety", "KL", IT_IS_SO, holds=True)
    go(finished)
    study = open_study(finished)
    names = {flag.id for flag in study.codebook().flags}
    outputs = study.places.outputs
    tables = [outputs / "anonymised/codings.csv", *sorted((outputs / "logs").glob("*.csv"))]
    assert len(tables) > 1
    for path in tables:
        header, *rows = csv.reader(path.read_text().splitlines())
        assert "flag" not in " ".join(header)
        assert not names & {cell for row in rows for cell in row}


def test_a_flag_carries_no_score(finished: Path) -> None:
    assert set(RaisedFlag.model_fields) == {"transcript", "turn", "flag", "evidence"}
    for path in open_study(finished).places.flags.glob("*.jsonl"):
        for flag in read_values(path, RaisedFlag):
            assert not any(word in flag.evidence for word in SECRETS)
