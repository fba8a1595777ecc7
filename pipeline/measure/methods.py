"""What the methods appendix of a report tells of a study: counts, no words, no ids of people.

Counts of people that are small are not in these values at all (`cells`), so nothing that prints
them can let one slip.
"""

from __future__ import annotations

from pipeline.measure.agreement import Unit
from pipeline.measure.cells import Breakdown, Counted
from pipeline.measure.figures import Figure
from pipeline.measure.learning import Stretch
from pipeline.measure.shares import Count
from pipeline.values.base import Value
from pipeline.values.identifiers import Kind


class People(Value):
    """Some of those who work on the study."""

    count: Count
    names: tuple[str, ...] = ()
    """Empty unless names were asked for."""


class StudyFacts(Value):
    """The study, and what it was worked on with."""

    title: str
    synthetic: bool
    review: str
    """'required' or 'waived'."""
    waived_because: str
    audience: str
    minimum_cell: Count
    """Counts of people below it are not shown."""
    program: str
    """Version of the program."""
    policy: str
    """`version` of config/identifiers.yaml."""
    rulesets: tuple[str, ...]
    """Those of the anonymisation log; several where the transcripts were done at several times."""
    finders: tuple[str, ...]
    """What finds names, with its version: 'model 2026.11-1a2b'."""
    coder: str
    """What proposes codings, with its version."""
    first_run: str | None
    """When a run first did something; None where nothing was run."""
    last_run: str | None
    stale: Count
    """Steps that a run would do now: figures are of the last one."""
    destroyed: str | None
    """When the key was destroyed."""


class ParticipantFacts(Value):
    """Who took part."""

    participants: Count
    transcripts: Count
    withdrawn: Count
    attributes: tuple[Breakdown, ...]
    """By every attribute that an attribution may use."""
    consent: Breakdown


class KindFacts(Value):
    """What was done with the mentions of one kind."""

    kind: Kind
    pseudonym: Count
    role: Count
    generalise: Count
    remove: Count
    keep: Count
    """Left in the text: by the policy, as an ordinary word, by a person."""
    listed: Count
    """Left in the text for a person to rule on; not among `keep`."""

    @property
    def decisions(self) -> int:
        """All of them."""
        masked = self.pseudonym + self.role + self.generalise + self.remove
        return masked + self.keep + self.listed


class RecallPart(Value):
    """What a sample says of a part of the identifiers: see `sampled.Missing`."""

    name: str
    """Empty for all."""
    seen: Count
    missed: float | None
    missed_low: float | None
    missed_high: float | None
    masked: Count
    recall: float | None
    low: float | None
    high: float | None


class RecallFacts(Value):
    """How much was missed, by turns that were read blind."""

    sample: str
    untouched: bool
    """Whether only turns with nothing replaced were drawn: recall is too high then."""
    turns: Count
    """That could be drawn."""
    read: Count
    readers: People
    parts: tuple[RecallPart, ...]
    """All, then names, numbers and dates, then what identifies indirectly."""
    notices: tuple[str, ...]


class InsiderFacts(Value):
    """What somebody who knows the story would still recognise."""

    transcripts: Count
    """That were checked."""
    passages: Count
    first: Count
    """So many of each interview put a check on quotes that hold them."""


class AnonymisationFacts(Value):
    """What was decided about identifiers, by whom, and how it was checked."""

    transcripts: Count
    """With decisions."""
    kinds: tuple[KindFacts, ...]
    by_machine: Count
    by_person: Count
    ruled_by: People
    looked_at: Count | None
    """Decisions that somebody agreed with as they stand now; None: cannot be told any more."""
    looked_by: People
    open: Count | None
    """Decisions that ask for a person's eyes and got none."""
    signed_off: Count
    """Transcripts that a person let pass, as they stand."""
    signed_by: People
    waived: Count
    """Transcripts that passed because review is waived."""
    waiting: Count
    """Transcripts that have not passed."""
    returned: Count
    """How often a draft was given back."""
    recall: RecallFacts | None
    recall_missing: str
    """Why it is not estimated."""
    insider: InsiderFacts | None


class AgreementLine(Value):
    """Agreement of two coders on a family, or on all codes."""

    name: str
    """Empty for all codes."""
    units: Count
    first: float | None
    """Share of units that the first coder coded; None, as all that follows, where so few were that
    the count of a code's participants could follow."""
    second: float | None
    same: float | None
    kappa: Figure
    ac1: Figure
    alpha: Figure


class CodeRange(Value):
    """How a coefficient differs from code to code."""

    codes: Count
    """For which it is defined."""
    low: float | None
    median: float | None
    high: float | None


class PairFacts(Value):
    """Agreement of two coders."""

    first: str
    second: str
    transcripts: Count
    turns: Count
    """That both have read."""
    overall: AgreementLine
    families: tuple[AgreementLine, ...]
    kappa_of_codes: CodeRange


class AgreementFacts(Value):
    """Agreement between people who coded."""

    unit: Unit
    pairs: tuple[PairFacts, ...]
    alpha: Figure
    """Krippendorff's, of all of them together."""
    notices: tuple[str, ...]


class CodingFacts(Value):
    """How passages were coded."""

    codebook: str
    """Its version."""
    families: Count
    codes: Count
    transcripts: Count
    """That were coded."""
    coders: People
    """Who ruled on codings."""
    accepted: Count
    """Proposals that people accepted."""
    rejected: Count
    added: Count
    """Codings that people added or changed."""
    stretches: tuple[Stretch, ...]
    """Decisions on proposals in their order, 20 by 20."""
    standing_by_person: Count
    """Codings that stand because a person accepted or made them."""
    standing_by_waiver: Count
    """Codings of the machine that stand because review is waived."""
    open: Count
    """Proposals that nobody has ruled on; those that stand by a waiver are not among them."""
    agreement: AgreementFacts | None
    agreement_missing: str
    """Why it is not told."""


class ThemeFacts(Value):
    """How widely a code was found."""

    code: str
    name: str
    family: str
    """Its name."""
    participants: Counted
    passages: Count | None
    """None, as the quotes, where the participants could follow from them."""
    quotes: Count | None


class WithheldFacts(Value):
    """Confirmed passages that are not offered as quotes."""

    why: str
    passages: Counted


class QuoteFacts(Value):
    """What may be quoted."""

    quotes: Count
    participants: Count
    """Who are quoted."""
    base: Count
    """Interviewed participants."""
    most: Count
    """Quotes of the most quoted one."""
    reviewed: bool
    themes: tuple[ThemeFacts, ...]
    withheld: tuple[WithheldFacts, ...]


class Limit(Value):
    """Something that the figures cannot bear."""

    id: str
    says: str


class MethodsReport(Value):
    """The methods appendix."""

    study: StudyFacts
    participants: ParticipantFacts
    anonymisation: AnonymisationFacts | None
    """None: nothing was decided yet."""
    coding: CodingFacts | None
    """None: nothing was coded yet."""
    quotes: QuoteFacts | None
    """None: there is no quote book yet."""
    limits: tuple[Limit, ...]
