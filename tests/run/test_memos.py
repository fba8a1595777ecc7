"""Memos: a researcher's words, kept in one private file and nowhere else."""

from __future__ import annotations

import stat
from pathlib import Path

import pytest
from filelock import FileLock
from pydantic import ValidationError

from pipeline.errors import BusyError, GateError, InputError
from pipeline.identified.vault import KeyFile, Passphrase
from pipeline.run.destruction import destroy
from pipeline.run.files import read_values
from pipeline.run.memos import add_memo, memos, names_somebody, remove_memo
from pipeline.run.study import open_study
from pipeline.run.withdrawal import plan, withdraw
from pipeline.values.memos import LONGEST_MEMO, Memo
from pipeline.values.themes import Coding
from tests.ready import everything, go

WORDS = "She says it as if it were nothing: compare the kaleidoscope passage."


def key(root: Path) -> KeyFile:
    return KeyFile(root / "vault" / "study.key")


def first_coding(root: Path, id: str = "A01") -> str:
    return read_values(root / f"outputs/anonymised/codings/{id}.jsonl", Coding)[0].id


def test_memos_are_kept_listed_and_taken_out(finished: Path) -> None:
    coding = first_coding(finished)
    kept = [
        add_memo(finished, WORDS, "KL", coding=coding),
        add_memo(finished, "two\nlines", "MB", code="hypervigilance"),
        add_memo(finished, "  on a turn ", "KL", transcript="A01", turn=2),
        add_memo(finished, "on all of it", "KL", transcript="B02"),
    ]
    assert [memo.id for memo in kept] == ["M0001", "M0002", "M0003", "M0004"]
    assert memos(finished) == kept
    assert (kept[0].transcript, kept[2].words) == ("A01", "on a turn")
    remove_memo(finished, "M0004", "KL")
    assert memos(finished) == kept[:3]
    assert add_memo(finished, "again", "KL", transcript="B02").id == "M0005", "no id comes twice"
    with pytest.raises(InputError, match="no memo 'M0004'"):
        remove_memo(finished, "M0004", "KL")


def test_their_words_stand_in_one_private_file_alone(finished: Path) -> None:
    memo = add_memo(finished, WORDS, "KL", transcript="A01")
    go(finished)
    path = finished / "records/memos.jsonl"
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    holding = [name for name, data in everything(finished).items() if b"kaleidoscope" in data]
    assert holding == ["records/memos.jsonl"]
    assert "kaleidoscope" not in repr(memo)
    remove_memo(finished, memo.id, "KL")
    assert not any(b"kaleidoscope" in data for data in everything(finished).values())


@pytest.mark.parametrize(
    ("words", "about", "says"),
    [
        ("", {"transcript": "A01"}, "1 to"),
        (" \n ", {"transcript": "A01"}, "1 to"),
        ("x" * (LONGEST_MEMO + 1), {"transcript": "A01"}, "1 to"),
        ("x", {}, "a memo is on"),
        ("x", {"transcript": "A01", "code": "hypervigilance"}, "a memo is on"),
        ("x", {"turn": 2}, "a memo is on"),
        ("x", {"code": "hypervigilance", "turn": 2}, "a turn is of a transcript"),
        ("x", {"transcript": "A01", "turn": 0}, "no turn 0"),
        ("x", {"transcript": "A01", "turn": 7}, "no turn 7"),
        ("x", {"transcript": "Z99"}, "no coded transcript"),
        ("x", {"transcript": ""}, "no coded transcript"),
        ("x", {"code": "hypervigilence"}, "did you mean"),
        ("x", {"coding": "Cnone"}, "neither a coding"),
    ],
)
def test_a_memo_about_nothing_is_refused(
    finished: Path, words: str, about: dict[str, str | int], says: str
) -> None:
    before = everything(finished)
    with pytest.raises((InputError, GateError), match=says):
        add_memo(finished, words, "KL", **about)  # type: ignore[arg-type]
    assert everything(finished) == before


@pytest.mark.parametrize(
    "about",
    [
        {},
        {"code": "a", "transcript": "A01"},
        {"code": "a", "coding": "C1"},
        {"transcript": "A01", "coding": "C1", "turn": 1},
    ],
)
def test_a_value_that_is_about_no_one_thing_is_none(about: dict[str, str | int]) -> None:
    fields = {"id": "M0001", "time": "2026-01-01T00:00:00Z", "by": "KL", "words": "kaleidoscope"}
    with pytest.raises(ValidationError) as caught:
        Memo.model_validate({**fields, **about})
    assert "kaleidoscope" not in str(caught.value)


def test_one_writer_and_a_damaged_file(finished: Path) -> None:
    add_memo(finished, WORDS, "KL", transcript="A01")
    with FileLock(finished / "records" / "lock"):
        with pytest.raises(BusyError):
            add_memo(finished, WORDS, "KL", transcript="A01")
        with pytest.raises(BusyError):
            remove_memo(finished, "M0001", "KL")
    path = finished / "records/memos.jsonl"
    path.write_text(path.read_text() + '{"id": "kaleidoscope"}\n')
    for attempt in (
        lambda: memos(finished),
        lambda: add_memo(finished, "x", "KL", transcript="A01"),
    ):
        with pytest.raises(InputError, match=r"records/memos\.jsonl") as caught:
            attempt()
        assert "kaleidoscope" not in str(caught.value)
        assert "backup" in caught.value.next_step
    assert "kaleidoscope" in path.read_text(), "nothing was overwritten"


def test_who_withdraws_takes_the_memos_on_her_talk_with_her(finished: Path) -> None:
    add_memo(finished, WORDS, "KL", coding=first_coding(finished))
    add_memo(finished, WORDS, "KL", transcript="A01", turn=2)
    others = [
        add_memo(finished, "of his", "KL", transcript="B02"),
        add_memo(finished, "on the code", "KL", code="hypervigilance"),
    ]
    assert plan(finished, "A01", key(finished)).memos == 2
    withdraw(finished, "A01", "JS", "asked", key(finished))
    go(finished)
    assert memos(finished) == others
    assert not any(b"kaleidoscope" in data for data in everything(finished).values())


def test_a_memo_that_names_somebody_is_told_and_found_before_the_key_goes(finished: Path) -> None:
    study = open_study(finished)
    assert names_somebody(study, "ask about thrale's job", None), "the roster lists him"
    assert names_somebody(study, "Jonquil again", key(finished)), "the vault knows her"
    assert not names_somebody(study, "Jonquil again", None)
    assert not names_somebody(study, "Jonquil again", Passphrase("some other passphrase"))
    assert not names_somebody(study, "she says it as if it were nothing", key(finished))
    assert not names_somebody(study, "a jonquil in a pot", key(finished)), "an ordinary word"
    add_memo(finished, "that man Thrale again", "KL", transcript="A01")
    done = destroy(finished, key(finished), "JS", "asked", delete_source=True)
    assert [one.file for one in done.holding] == ["records/memos.jsonl"]
    assert not done.proved
