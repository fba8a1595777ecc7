"""What each coder of a study has read and coded: people, the machine, the gold."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

from pipeline.anonymised.judged import PERSON
from pipeline.measure.agreement import CodedUnits
from pipeline.measure.coding.places import Place, measure_codings
from pipeline.measure.pairing import pair
from pipeline.run.files import read_values
from pipeline.run.gold_codings import align_pair
from pipeline.run.golds import read_golds
from pipeline.run.journal import Journal
from pipeline.run.study import OpenStudy, open_study
from pipeline.values.records import Gate, Verdict
from pipeline.values.texts import DraftTurn, Role
from pipeline.values.themes import Coding, Polarity

MACHINE = "machine"
GOLD = "gold"


@dataclass(frozen=True)
class CodedStudy:
    """The coded transcripts of a study, as far as coders are compared on them."""

    study: OpenStudy
    turns: Mapping[str, Mapping[int, str]] = field(repr=False)
    """Transcript -> its participants' turns -> their fingerprints."""
    proposals: Mapping[str, tuple[Coding, ...]] = field(repr=False)
    """Transcript -> what the machine proposed in these turns."""
    known: Mapping[str, Coding] = field(repr=False)
    """All codings, proposed or added, by id."""

    @cached_property
    def journal(self) -> Journal:
        """The study's journal."""
        return Journal(self.study.places.journal)


@dataclass(frozen=True)
class _Judged:
    """What one person said of one coding."""

    transcript: str
    place: Place
    coded: bool
    """Whether the code is there, by her."""


def open_coded_study(root: Path) -> CodedStudy:
    """Read the transcripts that passed the first gate, and their codings."""
    study = open_study(root)
    places = study.places
    turns: dict[str, dict[int, str]] = {}
    proposals: dict[str, tuple[Coding, ...]] = {}
    known: dict[str, Coding] = {}
    for id in sorted(study.documents):
        paths = (places.admitted / f"{id}.jsonl", places.codings / f"{id}.jsonl")
        if not all(path.exists() for path in paths):
            continue
        turns[id] = {
            turn.number: turn.fingerprint()
            for turn in read_values(paths[0], DraftTurn)
            if turn.role is not Role.INTERVIEWER
        }
        codings = [one for one in read_values(paths[1], Coding) if one.turn in turns[id]]
        known |= {one.id: one for one in codings}
        proposals[id] = tuple(one for one in codings if one.coder != PERSON)
    return CodedStudy(study, turns, proposals, known)


def machine(opened: CodedStudy, proposes_from: float) -> CodedUnits:
    """What the machine proposed with at least this confidence; it has read every turn."""
    coded = {
        id: frozenset(
            (one.turn, one.code)
            for one in codings
            if one.polarity is Polarity.PRESENT and one.confidence >= proposes_from
        )
        for id, codings in opened.proposals.items()
    }
    read = {id: frozenset(turns) for id, turns in opened.turns.items()}
    return CodedUnits(who=MACHINE, read=read, coded=coded)


def gold(opened: CodedStudy) -> CodedUnits:
    """What the gold has; read are the participants' turns that the transcript has with its words.

    Raises:
        InputError: there is no gold, or the key was destroyed.
    """
    study = opened.study
    study.refuse_destroyed()
    golds = read_golds(study.places)
    sources = {id: one.participant.file for id, one in study.documents.items()}
    read: dict[str, frozenset[int]] = {}
    coded: dict[str, frozenset[Place]] = {}
    for found in pair(golds.by_id, sources).pairs:
        aligned = align_pair(study, golds, found) if found.transcript in opened.turns else None
        if aligned:
            laid = measure_codings(aligned.gold, aligned.transcript, (), (), aligned.alignment)
            read[found.transcript] = laid.turns
            coded[found.transcript] = frozenset(laid.truth())
    return CodedUnits(who=GOLD, read=read, coded=coded)


def people(
    opened: CodedStudy, proposes_from: float, read: Collection[tuple[str, str]] = ()
) -> tuple[list[CodedUnits], int]:
    """What each person coded, by the verdicts and approvals of the journal, and how many of these
    cannot be placed any more: on a turn that has changed, or on a coding that is no longer there.

    The last word of each person on each coding counts. A person has read a turn when she judged
    every code proposed in it (from `proposes_from` on); a turn in which nothing is proposed, when
    she judged every proposal of the transcript.

    Args:
        opened: the study.
        proposes_from: which proposals are shown to people.
        read: (person, transcript) that were read whole, whatever was judged.
    """
    journal = opened.journal
    last: dict[tuple[str, str], _Judged | None] = {}
    for verdict in journal.counting_verdicts():
        last[verdict.by, verdict.coding] = _placed(opened, verdict)
    for one in journal.approvals():
        if one.gate is Gate.CONFIRM and not one.waived and (one.by, one.subject) not in last:
            coding = opened.known.get(one.subject)
            same = coding is not None and coding.fingerprint() == one.state
            accepted = Verdict(coding=one.subject, by=one.by, rejected=False)
            last[one.by, one.subject] = _placed(opened, accepted) if same else None
    judged: dict[str, list[_Judged]] = {by: [] for by, _ in (*last, *read)}
    for (by, _), said in last.items():
        if said:
            judged[by].append(said)
    coders = [
        _person(opened, by, judged[by], proposes_from, {id for who, id in read if who == by})
        for by in sorted(judged)
    ]
    return coders, sum(said is None for said in last.values())


def _placed(opened: CodedStudy, verdict: Verdict) -> _Judged | None:
    """Where a verdict stands; None where that cannot be told."""
    coding, place = opened.known.get(verdict.coding), verdict.place
    if place and opened.turns.get(place.transcript, {}).get(place.turn) == place.state:
        present = place.polarity == Polarity.PRESENT.value
        where = (place.turn, place.code)
        return _Judged(place.transcript, where, present and not verdict.rejected)
    if coding:
        present = coding.polarity is Polarity.PRESENT
        where = (coding.turn, coding.code)
        return _Judged(coding.transcript, where, present and not verdict.rejected)
    return None


def _person(
    opened: CodedStudy,
    by: str,
    judged: Iterable[_Judged],
    proposes_from: float,
    whole: Collection[str],
) -> CodedUnits:
    looked_at: dict[str, set[Place]] = defaultdict(set)
    coded: dict[str, set[Place]] = defaultdict(set)
    for one in judged:
        looked_at[one.transcript].add(one.place)
        if one.coded:
            coded[one.transcript].add(one.place)
    read: dict[str, frozenset[int]] = {}
    for id, turns in opened.turns.items():
        asked = {
            (one.turn, one.code) for one in opened.proposals[id] if one.confidence >= proposes_from
        }
        if id in whole:
            read[id] = frozenset(turns)
        elif id in looked_at:
            read[id] = _read(set(turns), asked, looked_at[id])
    kept = {
        id: frozenset(place for place in coded.get(id, ()) if place[0] in there)
        for id, there in read.items()
    }
    return CodedUnits(who=by, read=read, coded=kept)


def _read(turns: set[int], asked: set[Place], looked_at: set[Place]) -> frozenset[int]:
    left = {turn for turn, _ in asked - looked_at}
    if not left:
        return frozenset(turns)
    return frozenset(({turn for turn, _ in asked} & turns) - left)
