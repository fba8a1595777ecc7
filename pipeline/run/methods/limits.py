"""What the figures of a study cannot bear, in plain words, each made from a fact."""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.measure.methods import (
    AnonymisationFacts,
    CodingFacts,
    Limit,
    ParticipantFacts,
    QuoteFacts,
    StudyFacts,
)

FEW_PARTICIPANTS = 12
"""Guest, Bunce and Johnson (2006, Field Methods 18: 59-82) found most themes of a homogeneous group
in twelve interviews."""


def limits_of(
    study: StudyFacts,
    participants: ParticipantFacts,
    anonymisation: AnonymisationFacts | None,
    coding: CodingFacts | None,
    quotes: QuoteFacts | None,
) -> tuple[Limit, ...]:
    """All that hold, the gravest first in each part."""
    found = [*_of_study(study), *_of_participants(study, participants)]
    found += _of_anonymisation(anonymisation) if anonymisation else ()
    found += _of_coding(coding) if coding else ()
    found += _of_quotes(study, quotes) if quotes else ()
    return tuple(Limit(id=id, says=says) for id, says in found)


Found = Iterator[tuple[str, str]]


def _of_study(study: StudyFacts) -> Found:
    if study.synthetic:
        yield "synthetic", "The study is synthetic: every interview, person and word is invented."
    if study.review == "waived":
        yield (
            "review waived",
            "Review was waived: what the machine decided and proposed counts without a person "
            "having looked at it, unless a figure says otherwise. Nothing of it should be printed "
            "as a finding.",
        )
    if study.stale:
        yield (
            "not up to date",
            f"{study.stale} steps of the work were not up to date when this was written: figures "
            "of different parts may not fit together. Run the study, and make this report again.",
        )
    if study.destroyed:
        yield (
            "key destroyed",
            "The key to who is who was destroyed, and with it what shows how well the "
            "anonymisation was checked: what this report does not tell of it cannot be told now.",
        )


def _of_participants(study: StudyFacts, found: ParticipantFacts) -> Found:
    if found.participants < FEW_PARTICIPANTS:
        yield (
            "few participants",
            f"Fewer than {FEW_PARTICIPANTS} people took part. A theme that was not found may "
            "well be there, and how many have one says little of anybody else.",
        )
    if study.minimum_cell > 1:
        yield (
            "small groups",
            f"Counts of fewer than {study.minimum_cell} people are not shown, nor what they could "
            "be worked out from, so that nobody can be recognised by them.",
        )


def _of_anonymisation(found: AnonymisationFacts) -> Found:
    if found.waiting:
        yield (
            "not all passed",
            f"{found.waiting} transcripts have not passed the first review, and are in no figure "
            "of codes and quotes.",
        )
    if found.open:
        yield (
            "decisions open",
            f"{found.open} decisions about identifiers ask for a person's eyes, and got none.",
        )
    if found.recall is None:
        yield (
            "recall not estimated",
            "How many identifiers were missed is not known: it was not estimated "
            f"({found.recall_missing}).",
        )
    elif found.recall.untouched:
        yield (
            "recall too high",
            "Recall was estimated from turns in which nothing was replaced, and is too high: what "
            "was missed beside a replacement counts nowhere.",
        )
    if found.insider and found.insider.passages:
        yield (
            "insiders",
            "Anonymised words can be recognised by somebody who knows the story. The insider "
            "check ranks what is likeliest to be; it misses most of what a participant would name.",
        )


def _of_coding(found: CodingFacts) -> Found:
    if found.standing_by_waiver:
        yield (
            "machine proposals counted",
            f"{found.standing_by_waiver} codings are proposals of the machine that no person has "
            "accepted; they count in bases and quotes.",
        )
    if found.open:
        yield (
            "proposals open",
            f"{found.open} proposed codings were ruled on by nobody, and count nowhere.",
        )
    if found.agreement is None:
        yield (
            "agreement not known",
            f"Agreement between coders is not known: {found.agreement_missing}.",
        )
    else:
        yield (
            "proposals seen",
            "The coders ruled on proposals that they had seen, and have agreed more than they "
            "would have unseen.",
        )


def _of_quotes(study: StudyFacts, found: QuoteFacts) -> Found:
    if study.review != "waived" and not found.reviewed:
        yield (
            "quotes not reviewed",
            "Not everything behind the quotes was passed by a person.",
        )
    if found.base:
        yield (
            "no rates",
            "In how many interviews a theme was found is no rate in any population. What was "
            "denied, only considered, or happened to somebody else is not counted.",
        )
