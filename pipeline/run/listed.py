"""What was left in the text for a person to rule on, ranked; and accepting what is proposed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from pipeline.errors import InputError
from pipeline.run.files import read_values
from pipeline.run.review import rule_on_passage
from pipeline.run.study import OpenStudy, open_study
from pipeline.settings import KindPolicy
from pipeline.values.identifiers import Decision, Ruling, RulingKind


@dataclass(frozen=True)
class Listed:
    """A listed find and whose it is."""

    transcript: str
    decision: Decision


def listed_of(root: Path, transcript: str | None = None, first: int | None = None) -> list[Listed]:
    """What is listed in one transcript or in all, what narrows down most first.

    Args:
        root: of the study.
        transcript: only this one.
        first: only so many of each transcript.

    Raises:
        InputError: nothing was decided about the transcript yet.
    """
    study = open_study(root)
    study.refuse_destroyed()
    study.withdrawn.refuse(transcript or "")
    found = [
        Listed(id, one)
        for id in ([transcript] if transcript else sorted(study.documents))
        for one in ranked(_decisions(study, id, needed=bool(transcript)))[:first]
    ]
    return sorted(found, key=lambda one: (-one.decision.narrowing, one.transcript))


def ranked(decisions: Sequence[Decision]) -> list[Decision]:
    """The listed ones of a transcript, what narrows down most first."""
    listed = [one for one in decisions if one.listed]
    return sorted(listed, key=lambda one: (-one.narrowing, one.turn, one.span.start))


def accept_proposals(root: Path, ids: Sequence[str], by: str) -> list[Ruling]:
    """Rule that listed finds identify, so that what is proposed stands in their place.

    Raises:
        InputError: an id is of no listed find; then nothing is recorded.
    """
    by_id = {one.decision.id: one for one in listed_of(root)}
    for id in ids:
        if id not in by_id:
            raise InputError(f"'{id}' is not listed", next_step="voices indirect")
    kinds = open_study(root).identifiers.kinds
    return [
        rule_on_passage(
            root,
            RulingKind.IDENTIFIES,
            one.transcript,
            one.decision.turn,
            one.decision.span,
            by,
            one.decision.kind,
            _type_proposed(one.decision.proposed, kinds[one.decision.kind]),
        )
        for one in (by_id[id] for id in ids)
    ]


def _decisions(study: OpenStudy, id: str, *, needed: bool) -> list[Decision]:
    path = study.places.decisions / f"{id}.jsonl"
    if path.exists():
        return read_values(path, Decision)
    if needed:
        raise InputError(f"nothing was decided about '{id}' yet", next_step="voices status")
    return []


def _type_proposed(proposed: str, policy: KindPolicy) -> str:
    """The type that a proposal was made of; '' where it says what nothing is known about."""
    return next(
        (
            type_
            for type_, said in policy.types.items()
            if policy.placeholder.replace("{type}", said) == proposed
        ),
        "",
    )
