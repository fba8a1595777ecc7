"""The two gates. Nothing else makes an `AdmittedTranscript` or a `ConfirmedCoding`.

A gate looks for an approval that names exactly what stands before it (by fingerprint): an approval
of an earlier state opens nothing. A study that waives review makes its own approvals, and each says
so for ever.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from pipeline.values.records import Approval, Gate, Verdict
from pipeline.values.texts import AdmittedTranscript, Draft
from pipeline.values.themes import Coding, ConfirmedCoding

WAIVED_BY = "nobody"


@dataclass(frozen=True)
class Approvals:
    """All approvals and verdicts of a study, and whether its review is waived."""

    by_state: Mapping[tuple[Gate, str, str], Approval]
    verdicts: Mapping[str, Verdict]
    waived_because: str
    waived_confidence: float = 1.0
    """A waiver accepts codings from this confidence on."""

    @classmethod
    def of(
        cls,
        approvals: Iterable[Approval],
        verdicts: Mapping[str, Verdict],
        waived_because: str,
        waived_confidence: float = 1.0,
    ) -> Approvals:
        """Index `approvals`; of several of the same state the last one counts."""
        by_state = {(one.gate, one.subject, one.state): one for one in approvals}
        return cls(by_state, verdicts, waived_because, waived_confidence)

    def find(self, gate: Gate, subject: str, state: str) -> Approval | None:
        """The approval of exactly this state, a person's before a waiver."""
        found = self.by_state.get((gate, subject, state))
        if found or not self.waived_because:
            return found
        return Approval(
            gate=gate, subject=subject, state=state, by=WAIVED_BY, waived=self.waived_because
        )


def admit(draft: Draft, approvals: Approvals) -> AdmittedTranscript | None:
    """Let a draft into the second room; None while nobody approved this state of it."""
    approval = approvals.find(Gate.ADMIT, draft.id, draft.fingerprint())
    return AdmittedTranscript(draft=draft, approval=approval) if approval else None


def confirm(coding: Coding, approvals: Approvals) -> ConfirmedCoding | None:
    """Let a coding be quoted from; None while nobody accepted this state of it, or a person
    rejected it or accepted it with another polarity."""
    verdict = approvals.verdicts.get(coding.id)
    if verdict and (verdict.rejected or not _same_polarity(verdict, coding)):
        return None
    approval = approvals.find(Gate.CONFIRM, coding.id, coding.fingerprint())
    if approval and approval.waived and coding.confidence < approvals.waived_confidence:
        return None
    return ConfirmedCoding(coding=coding, approval=approval) if approval else None


def _same_polarity(verdict: Verdict, coding: Coding) -> bool:
    return verdict.place is None or verdict.place.polarity == coding.polarity.value


def reopen_admitted(line: bytes) -> AdmittedTranscript:
    """An admitted transcript as it was written; ``ValidationError`` where its approval does not
    name the words that stand there now."""
    return AdmittedTranscript.from_json(line)


def reopen_confirmed(line: bytes) -> ConfirmedCoding:
    """A confirmed coding as it was written; ``ValidationError`` as in `reopen_admitted`."""
    return ConfirmedCoding.from_json(line)
