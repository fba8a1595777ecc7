"""What a stage reads, as fingerprints: two equal fingerprints, two equal readings."""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from functools import cache, cached_property
from pathlib import Path

import pipeline
from pipeline.anonymised.propose import ruleset_version as coder_version
from pipeline.gates import Approvals
from pipeline.identified.detect import ruleset_version
from pipeline.identified.recognisers.chosen import recognisers
from pipeline.identified.vault import vault_id
from pipeline.run.files import digest
from pipeline.run.journal import Journal
from pipeline.run.study import OpenStudy
from pipeline.settings import Review
from pipeline.values.base import Value
from pipeline.values.identifiers import Ruling
from pipeline.values.quote_records import QuoteEdit
from pipeline.values.records import FlagRuling, Gate, Verdict

STUDY = "study"
"""The item of a corpus stage."""


@dataclass(frozen=True)
class Inputs:
    """Fingerprints of everything a stage may read, for one study and the state of its journal."""

    study: OpenStudy
    rulings: tuple[Ruling, ...]
    approvals: Approvals
    flag_rulings: tuple[FlagRuling, ...] = ()
    verdicts: tuple[Verdict, ...] = ()
    """Those on codings that count, oldest first."""
    open_places: tuple[Verdict, ...] = ()
    """Places that were put down for a person to judge."""
    quote_edits: tuple[QuoteEdit, ...] = ()
    """What people did to quotes, oldest first."""

    @classmethod
    def of(cls, study: OpenStudy, journal: Journal) -> Inputs:
        """The inputs of `study` as its journal stands now."""
        approvals = Approvals.of(
            journal.approvals(),
            journal.verdicts(),
            study.settings.waived_because if study.settings.review is Review.WAIVED else "",
            study.settings.waived_confidence,
        )
        rulings = tuple(journal.rulings())
        verdicts = tuple(journal.counting_verdicts())
        open_places = tuple(journal.open_places())
        flag_rulings, edits = tuple(journal.flag_rulings()), tuple(journal.quote_edits())
        return cls(study, rulings, approvals, flag_rulings, verdicts, open_places, edits)

    @cached_property
    def approval_states(self) -> str:
        """Changes with any approval or verdict, and when review begins or ends to be waived."""
        approvals = self.approvals
        states = sorted(one.model_dump_json() for one in approvals.by_state.values())
        verdicts = sorted(one.model_dump_json() for one in approvals.verdicts.values())
        waiver = [approvals.waived_because, str(approvals.waived_confidence)]
        return _hash([*waiver, *states, *verdicts])

    @cached_property
    def verdicts_on(self) -> dict[str, list[Verdict]]:
        """Transcript -> the verdicts on its codings, oldest first, then the places put down to be
        judged; those that name no place are under none."""
        found: dict[str, list[Verdict]] = defaultdict(list)
        for verdict in (*self.verdicts, *self.open_places):
            if verdict.place:
                found[verdict.place.transcript].append(verdict)
        return dict(found)

    @cached_property
    def admissions(self) -> dict[str, str]:
        """Transcript -> fingerprint of the approvals of its drafts."""
        states: dict[str, list[str]] = defaultdict(list)
        for (gate, subject, _), one in self.approvals.by_state.items():
            if gate is Gate.ADMIT:
                states[subject].append(one.model_dump_json())
        return {subject: _hash(sorted(found)) for subject, found in states.items()}

    @cached_property
    def recognisers(self) -> str:
        """Names and versions of everything that finds identifiers."""
        return ruleset_version(recognisers(self.study.settings.names, ()))

    @cached_property
    def ruleset(self) -> str:
        """Of everything that decides what is done with whom: the recognisers, the program's own
        rules and the study's policy."""
        policy = self.study.identifiers.fingerprint()
        return _hash([self.recognisers, _program("identified", "language", "values"), policy])[:16]

    def read(self, names: Iterable[str], item: str, items: Sequence[str]) -> dict[str, str]:
        """Fingerprint of each named input for `item`; corpus inputs are taken over `items`."""
        return {name: INPUTS[name](_Reading(self, item, tuple(items))) for name in names}


@dataclass(frozen=True)
class _Reading:
    """What one item of one stage looks at."""

    inputs: Inputs
    item: str
    items: tuple[str, ...] = field(repr=False)

    @property
    def study(self) -> OpenStudy:
        return self.inputs.study

    @cached_property
    def participant(self) -> str:
        return self.study.documents[self.item].participant.id

    def file(self, folder: Path, ending: str = ".jsonl") -> str:
        return digest(folder / f"{self.item}{ending}")

    def files(self, folder: Path, ending: str = ".jsonl") -> str:
        return _hash(f"{id} {digest(folder / f'{id}{ending}')}" for id in self.items)


def _values(values: Iterable[Value]) -> str:
    return _hash(value.model_dump_json() for value in values)


def _hash(lines: Iterable[str]) -> str:
    whole = hashlib.sha256()
    for line in lines:
        whole.update(line.encode())
        whole.update(b"\n")
    return whole.hexdigest()


@cache
def _program(*rooms: str) -> str:
    """Fingerprint of the program's own files of these rooms: a changed rule makes stale."""
    root = Path(pipeline.__file__).parent
    paths = sorted(
        path
        for room in rooms
        for path in (root / room).rglob("*")
        if path.is_file() and path.suffix != ".pyc"
    )
    return _hash(f"{path.relative_to(root).as_posix()} {digest(path)}" for path in paths)


INPUTS: dict[str, Callable[[_Reading], str]] = {
    "source file": lambda r: digest(r.study.documents[r.item].path),
    "source files": lambda r: _hash(f"{id} {digest(r.study.documents[id].path)}" for id in r.items),
    "ruleset": lambda r: r.inputs.ruleset,
    "participant": lambda r: _hash([r.participant]),
    "participants": lambda r: _values(r.study.documents[id].participant for id in r.items),
    "transcript": lambda r: r.file(r.study.places.transcripts),
    "roster": lambda r: _values(r.study.roster_of(r.participant)),
    "whole roster": lambda r: _values(r.study.roster),
    "recognisers": lambda r: r.inputs.recognisers,
    "mentions": lambda r: r.files(r.study.places.mentions),
    "transcripts": lambda r: r.files(r.study.places.transcripts),
    "policy": lambda r: _hash([r.study.identifiers.fingerprint(), r.study.settings.audience.value]),
    "rulings": lambda r: _values(r.inputs.rulings),
    "withdrawals": lambda r: _values(r.study.withdrawn.by_participant.values()),
    "vault": lambda r: vault_id(r.study.vault_path),
    "decisions": lambda r: r.file(r.study.places.decisions),
    "all decisions": lambda r: r.files(r.study.places.decisions),
    "identities": lambda r: digest(r.study.places.identities),
    "draft": lambda r: r.file(r.study.places.drafts),
    "listed": lambda r: r.file(r.study.places.listed),
    "admitted listed": lambda r: r.files(r.study.places.admitted_listed),
    "offset maps": lambda r: r.files(r.study.places.offset_maps),
    "insider check": lambda r: r.file(r.study.places.insider),
    "admitted insider check": lambda r: r.files(r.study.places.admitted_insider),
    "all drafts": lambda r: r.files(r.study.places.drafts),
    "approval": lambda r: _hash(
        [r.inputs.approvals.waived_because, r.inputs.admissions.get(r.item, "")]
    ),
    "approvals": lambda r: r.inputs.approval_states,
    "admitted transcript": lambda r: r.file(r.study.places.admitted, ".json"),
    "admitted transcripts": lambda r: r.files(r.study.places.admitted, ".json"),
    "codebook": lambda r: _hash([r.study.codebook_text()]),
    "verdicts of the transcript": lambda r: _values(r.inputs.verdicts_on.get(r.item, ())),
    "verdicts": lambda r: r.file(r.study.places.verdicts),
    "all verdicts": lambda r: r.files(r.study.places.verdicts),
    "what was learnt": lambda r: digest(r.study.places.learnt),
    "coding settings": lambda r: r.study.settings.coding.fingerprint(),
    "codings": lambda r: r.file(r.study.places.codings),
    "all codings": lambda r: r.files(r.study.places.codings),
    "confirmed codings": lambda r: r.files(r.study.places.confirmed),
    "flags": lambda r: r.files(r.study.places.flags),
    "flag rulings": lambda r: _values(r.inputs.flag_rulings),
    "quote edits": lambda r: _values(r.inputs.quote_edits),
    "victim numbers": lambda r: digest(r.study.places.victim_numbers),
    "quote settings": lambda r: r.study.quotes.fingerprint(),
    "study settings": lambda r: _hash(
        [r.study.settings.title, str(r.study.settings.synthetic), r.study.settings.waived_because]
    ),
    "book": lambda r: digest(r.study.places.book),
    "rules of room 1": lambda r: _program("identified", "language", "values"),
    "rules of room 2": lambda r: _hash(
        [_program("anonymised", "language", "values"), coder_version()]
    ),
    "rules of room 3": lambda r: _program("quotable", "language", "values"),
}
"""Name, as `voices explain` says it -> fingerprint. Names are stable: receipts hold them."""
