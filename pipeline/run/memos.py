"""Memos: kept beside the journal, not in it, because they hold a researcher's words and can go."""

from __future__ import annotations

from collections.abc import Collection
from pathlib import Path

from pydantic import ValidationError

from pipeline.errors import InputError, VaultError
from pipeline.identified.known import is_ordinary_form
from pipeline.identified.vault import Key, open_vault
from pipeline.run.clock import now
from pipeline.run.coded import Coded, open_coded
from pipeline.run.files import read_values, write_values
from pipeline.run.journal import Journal
from pipeline.run.lock import hold
from pipeline.run.places import Places
from pipeline.run.reasons import names_in
from pipeline.run.study import OpenStudy, open_study
from pipeline.values.memos import LONGEST_MEMO, Memo

ADDED, REMOVED = "memo added", "memo removed"
"""Events: who and which, no word. They also see to it that no id is given twice."""


def memos(root: Path) -> list[Memo]:
    """All memos of the study, oldest first.

    Raises:
        InputError: their file cannot be read, or a withdrawal was broken off.
    """
    study = open_study(root)
    study.withdrawn.refuse_unfinished()
    return read_memos(study.places)


def add_memo(
    root: Path,
    words: str,
    by: str,
    *,
    coding: str | None = None,
    code: str | None = None,
    transcript: str | None = None,
    turn: int | None = None,
) -> Memo:
    """Keep a memo on a coding, on a code, or on a transcript or one of its turns.

    Raises:
        InputError: it is about nothing or about several things, is empty or too long, or there is
            no such code or turn.
        GateError: there is no such coding or coded transcript.
    """
    with hold(open_study(root).places.lock):
        coded = open_coded(root)
        about = _about(coded, coding, code, transcript, turn)
        places = coded.study.places
        kept = read_memos(places)
        id = f"M{_next_number(coded.journal):04d}"
        try:
            memo = Memo.model_validate(
                {"id": id, "time": now(), "by": by, "words": words.strip(), **about}
            )
        except ValidationError:
            raise InputError(
                f"a memo holds 1 to {LONGEST_MEMO} characters", next_step="voices memo add --help"
            ) from None
        coded.journal.note(ADDED, memo=id, by=by)
        write_values(places.memos, [*kept, memo])
    return memo


def remove_memo(root: Path, id: str, by: str) -> None:
    """Take a memo's words away; the journal keeps that it was there.

    Raises:
        InputError: there is no such memo.
    """
    places = open_study(root).places
    with hold(places.lock):
        kept = read_memos(places)
        if id not in {memo.id for memo in kept}:
            raise InputError(f"there is no memo '{id}'", next_step="voices memo list")
        Journal(places.journal).note(REMOVED, memo=id, by=by)
        write_values(places.memos, [memo for memo in kept if memo.id != id])


def remove_memos_on(places: Places, transcripts: Collection[str]) -> None:
    """Take away the memos on these transcripts and on codings of theirs. Needs the study's lock."""
    kept = read_memos(places)
    staying = [memo for memo in kept if memo.transcript not in transcripts]
    if len(staying) < len(kept):
        write_values(places.memos, staying)


def read_memos(places: Places) -> list[Memo]:
    """The memos that a study's file holds; none where there is no file.

    Raises:
        InputError: it cannot be read.
    """
    if not places.memos.exists():
        return []
    try:
        return read_values(places.memos, Memo)
    except InputError as error:
        raise InputError(
            error.what,
            where=places.relative(places.memos),
            next_step="restore the file from a backup, or put it aside",
        ) from None


def names_somebody(study: OpenStudy, words: str, key: Key | None) -> bool:
    """Whether words hold a name that the roster lists, or that the vault knows where `key` opens
    it; where it does not, the vault is passed over. Names that are ordinary words too count where
    they are written with a capital."""
    contents = None
    if key and study.vault_path.exists():
        try:
            contents = open_vault(study.vault_path, key).contents
        except VaultError:
            contents = None
    return any(
        not (is_ordinary_form(hit.form) and words[hit.span.start : hit.span.end].islower())
        for hit in names_in(words, study, contents)
    )


def _about(
    coded: Coded, coding: str | None, code: str | None, transcript: str | None, turn: int | None
) -> dict[str, str | int | None]:
    step = "voices memo add --help"
    if sum(one is not None for one in (coding, code, transcript)) != 1:
        raise InputError("a memo is on a coding, a code or a transcript", next_step=step)
    if turn is not None and transcript is None:
        raise InputError("a turn is of a transcript: name it", next_step=step)
    if code is not None:
        coded.check_code(code)
        return {"code": code}
    if coding is not None:
        return {"coding": coding, "transcript": coded.find(coding).transcript}
    turns = coded.transcript(transcript or "").turns
    if turn is not None and not 1 <= turn <= len(turns):
        raise InputError(
            f"there is no turn {turn}, only 1 to {len(turns)}",
            where=f"transcript {transcript}",
            next_step=step,
        )
    return {"transcript": transcript, "turn": turn}


def _next_number(journal: Journal) -> int:
    used = [str(entry.body["memo"]) for entry in journal.events(ADDED)]
    return max((int(id.removeprefix("M")) for id in used), default=0) + 1
