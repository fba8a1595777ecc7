"""What was decided about identifiers, by whom, and how that was checked."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence

from pipeline.measure.methods import AnonymisationFacts, InsiderFacts, KindFacts, People
from pipeline.run.checking import checked, mark_of
from pipeline.run.files import read_values
from pipeline.run.log_lines import LogLine, log_lines
from pipeline.run.methods.opened import Opened
from pipeline.run.methods.recalled import recall_facts
from pipeline.run.work.gates import admitted_transcript
from pipeline.values.identifiers import Action, Decision, Kind, ListedSpan, Status
from pipeline.values.recognisable import Recognisable
from pipeline.values.records import EntryKind, Gate

MACHINE = "machine"


def anonymisation_facts(opened: Opened) -> AnonymisationFacts | None:
    """All about the first gate; None where nothing was decided yet."""
    lines = log_lines(opened.study, None)
    if not lines:
        return None
    every = [line for own in lines.values() for line in own]
    ruled = {one.id: one.by for one in opened.journal.rulings()}
    by_person = [line.decided_by for line in every if line.decided_by != MACHINE]
    looked_at, looked_by, left = _looked_at(opened)
    signers = _signers(opened)
    recall, missing = recall_facts(opened)
    return AnonymisationFacts(
        transcripts=len(lines),
        kinds=_kinds(lines, _listed(opened)),
        by_machine=len(every) - len(by_person),
        by_person=len(by_person),
        ruled_by=opened.people(ruled[id] for id in by_person if id in ruled),
        looked_at=looked_at,
        looked_by=looked_by,
        open=left,
        signed_off=sum(by is not None for by in signers),
        signed_by=opened.people(by for by in signers if by),
        waived=sum(by is None for by in signers),
        waiting=len(opened.study.documents) - len(signers),
        returned=_returned(opened),
        recall=recall,
        recall_missing=missing,
        insider=_insider(opened),
    )


def _kinds(
    lines: Mapping[str, Sequence[LogLine]], listed: frozenset[tuple[str, str]]
) -> tuple[KindFacts, ...]:
    done: dict[Kind, Counter[str]] = {kind: Counter() for kind in Kind}
    for id, own in lines.items():
        for line in own:
            what = "listed" if line.kept and (id, line.id) in listed else line.action
            done[Kind(line.kind)][what] += 1
    names = ("listed", *(action.value for action in Action))
    return tuple(
        KindFacts(kind=kind, **{name: counts[name] for name in names})
        for kind, counts in done.items()
        if counts
    )


def _decisions(opened: Opened) -> dict[str, list[Decision]]:
    """Transcript -> its decisions, as far as they are there."""
    folder = opened.study.places.decisions
    paths = {id: folder / f"{id}.jsonl" for id in sorted(opened.study.documents)}
    return {id: read_values(path, Decision) for id, path in paths.items() if path.exists()}


def _listed(opened: Opened) -> frozenset[tuple[str, str]]:
    """Transcript and id of every decision to leave something for a person to rule on. Where the
    first room is gone, the second knows of it."""
    if not opened.study.destroyed:
        found = _decisions(opened).items()
        return frozenset((id, one.id) for id, own in found for one in own if one.listed)
    folder = opened.study.places.admitted_listed
    paths = {id: folder / f"{id}.jsonl" for id in opened.study.documents}
    return frozenset(
        (id, one.decision)
        for id, path in paths.items()
        if path.exists()
        for one in read_values(path, ListedSpan)
    )


def _looked_at(opened: Opened) -> tuple[int | None, People, int | None]:
    """How many decisions somebody agreed with as they are, who, and how many ask for that still."""
    if opened.study.destroyed:
        return None, opened.people(()), None
    checks = opened.journal.checks()
    seen, by, left = 0, set[str](), 0
    for id, decisions in _decisions(opened).items():
        agreed = checked(checks, id)
        for one in decisions:
            mark, who = agreed.get(one.id, ("", ""))
            if mark and mark == mark_of(one):
                seen += 1
                by.add(who)
            elif (one.status is Status.CHECK or one.listed) and one.decided_by == MACHINE:
                left += 1
    return seen, opened.people(by), left


def _signers(opened: Opened) -> list[str | None]:
    """Who let each admitted transcript pass as it stands, by the journal as it is now; None where
    review is waived. Those that were given back since are not among them."""
    places, found = opened.study.places, []
    for id in sorted(opened.study.documents):
        if not (places.admitted / f"{id}.json").exists():
            continue
        state = admitted_transcript(places, id).draft.fingerprint()
        approval = opened.approvals.find(Gate.ADMIT, id, state)
        if approval:
            found.append(None if approval.waived else approval.by)
    return found


def _returned(opened: Opened) -> int:
    ids = opened.study.documents.keys()
    given = (one for one in opened.journal.entries if one.kind is EntryKind.RETURN)
    return sum(one.body["subject"] in ids for one in given)


def _insider(opened: Opened) -> InsiderFacts | None:
    study = opened.study
    folder = study.places.admitted_insider if study.destroyed else study.places.insider
    paths = [path for id in study.documents if (path := folder / f"{id}.jsonl").exists()]
    if not paths:
        return None
    passages = sum(len(read_values(path, Recognisable)) for path in paths)
    return InsiderFacts(transcripts=len(paths), passages=passages, first=study.quotes.insider_ranks)
