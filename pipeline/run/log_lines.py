"""The lines of the anonymisation log for people: by transcript, by what they have in common."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from pipeline.errors import InputError
from pipeline.run.files import read_bytes, read_values
from pipeline.run.study import OpenStudy
from pipeline.values.identifiers import Action, Decision, Status

GROUPS = ("kind", "detector", "status", "reason")


@dataclass(frozen=True)
class LogLine:
    """A decision as it may be shown: no word of the original."""

    id: str
    turn: int
    span: Mapping[str, int] | None
    """Characters of the source text; None where the log alone is left, which does not say them."""
    kind: str
    action: str
    replacement: str
    identity: str | None
    reason: str
    detector: str
    confidence: float
    status: str
    decided_by: str

    @property
    def kept(self) -> bool:
        """Whether the words were left in the text."""
        return self.action == Action.KEEP.value

    @property
    def asks(self) -> bool:
        """Whether it asks for a person's eyes."""
        return self.status == Status.CHECK.value


@dataclass(frozen=True)
class Group:
    """Decisions that have something in common."""

    name: str
    decisions: int
    kept: int
    check: int
    transcripts: int


def log_lines(study: OpenStudy, transcript: str | None) -> dict[str, list[LogLine]]:
    """The decisions of `transcript`, or of every transcript that has some.

    Where the key was destroyed, what the log file says of them.

    Raises:
        InputError: nothing was decided about `transcript` yet.
    """
    ids = [transcript] if transcript else sorted(study.documents)
    if study.destroyed:
        written = _written(study)
        found = {id: written[id] for id in ids if id in written}
    else:
        folder = study.places.decisions
        paths = {id: folder / f"{id}.jsonl" for id in ids}
        found = {
            id: [_of_decision(one) for one in read_values(path, Decision)]
            for id, path in paths.items()
            if path.exists()
        }
    if transcript and transcript not in found:
        raise InputError(f"nothing was decided about '{transcript}' yet", next_step="voices status")
    return found


def grouped(lines: Mapping[str, Sequence[LogLine]], by: str) -> list[Group]:
    """The decisions counted by one of `GROUPS`, the most frequent first."""
    found: dict[str, list[tuple[str, LogLine]]] = {}
    for id, own in lines.items():
        for line in own:
            found.setdefault(str(getattr(line, by)), []).append((id, line))
    groups = [_group(name, members) for name, members in found.items()]
    return sorted(groups, key=lambda one: (-one.decisions, one.name))


def _group(name: str, members: Iterable[tuple[str, LogLine]]) -> Group:
    pairs = list(members)
    return Group(
        name=name,
        decisions=len(pairs),
        kept=sum(line.kept for _, line in pairs),
        check=sum(line.asks for _, line in pairs),
        transcripts=len({id for id, _ in pairs}),
    )


def _of_decision(one: Decision) -> LogLine:
    data = one.model_dump(mode="json")
    return LogLine(**{name: data[name] for name in LogLine.__dataclass_fields__})


def _written(study: OpenStudy) -> dict[str, list[LogLine]]:
    """The rows of the log file, by transcript."""
    if not study.places.log.exists():
        return {}
    text = read_bytes(study.places.log).decode("utf-8", "replace")
    found: dict[str, list[LogLine]] = {}
    for row in csv.DictReader(io.StringIO(text, newline="")):
        line = LogLine(
            id=row["decision"],
            turn=int(row["turn"]),
            span=None,
            kind=row["kind"],
            action=row["action"],
            replacement=row["replacement"],
            identity=None,
            reason=row["reason"],
            detector=row["detector"],
            confidence=float(row["confidence"]),
            status=row["status"],
            decided_by=row["decided_by"],
        )
        found.setdefault(row["transcript"], []).append(line)
    return found
