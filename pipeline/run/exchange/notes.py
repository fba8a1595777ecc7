"""Memos as the notes of a project."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field

from pipeline.anonymised.qdpx.project import Note
from pipeline.identified.vault import Key
from pipeline.run.coded import Coded
from pipeline.run.exchange.coders import CoderNames
from pipeline.run.memos import names_somebody, read_memos
from pipeline.values.memos import Memo

Ids = tuple[str, ...]


@dataclass(frozen=True)
class Notes:
    """Notes, and what each is on."""

    kept: tuple[Note, ...] = ()
    on_coding: Mapping[str, Ids] = field(default_factory=dict)
    on_turn: Mapping[tuple[str, int], Ids] = field(default_factory=dict)
    on_transcript: Mapping[str, Ids] = field(default_factory=dict)
    naming: Ids = ()
    """Memos that stay behind because they name somebody."""


def notes_of(
    coded: Coded,
    transcripts: Collection[str],
    codings: Collection[str],
    silent: Collection[tuple[str, int]],
    names: CoderNames,
    key: Key | None,
) -> Notes:
    """The memos on what goes out; one that names somebody stays behind.

    Args:
        transcripts, codings: what goes out.
        silent: transcript and turn of those that go out without their words: memos on them stay.
        key: of the vault; without it the roster alone tells whom a memo names.
    """
    wanted = [
        memo
        for memo in read_memos(coded.study.places)
        if memo.code is not None or _is_on(memo, transcripts, codings, silent)
    ]
    naming = {memo.id for memo in wanted if names_somebody(coded.study, memo.words, key)}
    kept = [memo for memo in wanted if memo.id not in naming]
    coding_ids, turns, whole = defaultdict[str, Ids](Ids), defaultdict[tuple[str, int], Ids](Ids), (
        defaultdict[str, Ids](Ids)
    )  # fmt: skip
    for memo in kept:
        if memo.coding is not None:
            coding_ids[memo.coding] += (memo.id,)
        elif memo.transcript is not None and memo.turn is not None:
            turns[memo.transcript, memo.turn] += (memo.id,)
        elif memo.transcript is not None:
            whole[memo.transcript] += (memo.id,)
    notes = tuple(Note(one.id, _name(one), one.words, names.called(one.by)) for one in kept)
    return Notes(notes, coding_ids, turns, whole, tuple(sorted(naming)))


def _is_on(
    memo: Memo,
    transcripts: Collection[str],
    codings: Collection[str],
    silent: Collection[tuple[str, int]],
) -> bool:
    if memo.coding is not None:
        return memo.coding in codings
    if memo.turn is not None and (memo.transcript, memo.turn) in silent:
        return False
    return memo.transcript in transcripts


def _name(memo: Memo) -> str:
    if memo.code:
        return f"{memo.id} on the code {memo.code}"
    part = f", turn {memo.turn}" if memo.turn else f", coding {memo.coding}" if memo.coding else ""
    return f"{memo.id} on {memo.transcript}{part}"
