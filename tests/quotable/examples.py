"""Invented talk that has passed both gates, and the pieces to make more of it."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from functools import cache

from pipeline.quotable.select import select
from pipeline.quotable.spread import assemble_book
from pipeline.settings import QuotePolicy
from pipeline.values.identifiers import Kind
from pipeline.values.quotes import Consent, Participant, QuoteBook
from pipeline.values.records import Approval, Gate
from pipeline.values.spans import Span
from pipeline.values.texts import AdmittedTranscript, Draft, DraftTurn, Mark, MarkKind, Replaced
from pipeline.values.themes import (
    Code,
    Codebook,
    Coding,
    ConfirmedCoding,
    Polarity,
    RaisedFlag,
    Subject,
    Time,
)

CODEBOOK = Codebook(
    version="1",
    families={"daily-life": "Daily life", "police": "Police contact"},
    codes=(
        Code(
            id="routine-change", family="daily-life", name="Change of routine", definition="Ways."
        ),
        Code(id="security", family="daily-life", name="Security at home", definition="Locks."),
        Code(id="moving-house", family="daily-life", name="Moving home", definition="Left."),
        Code(id="first-contact", family="police", name="First contact", definition="The call."),
        Code(id="never-found", family="police", name="Never found", definition="Nothing."),
    ),
)

POLICY = QuotePolicy()


def transcript(
    id: str,
    *turns: str,
    participant: str = "",
    waived: str = "",
    marks: dict[int, tuple[tuple[str, MarkKind], ...]] | None = None,
    replaced: dict[int, tuple[str, ...]] | None = None,
) -> AdmittedTranscript:
    """Turns as 'P: words'; `marks` and `replaced` point at words by the number of their turn."""
    made = tuple(
        _turn(number, turn, (marks or {}).get(number, ()), (replaced or {}).get(number, ()))
        for number, turn in enumerate(turns, start=1)
    )
    draft = Draft(id=id, participant=participant or id.replace("T", "P"), turns=made)
    state = draft.fingerprint()
    approval = Approval(gate=Gate.ADMIT, subject=id, state=state, by="KL", waived=waived)
    return AdmittedTranscript(draft=draft, approval=approval)


def _turn(
    number: int, turn: str, marks: Sequence[tuple[str, MarkKind]], replaced: Sequence[str]
) -> DraftTurn:
    speaker, _, text = turn.partition(": ")
    return DraftTurn(
        number=number,
        speaker=speaker,
        text=text,
        marks=tuple(Mark(span=find(text, words), kind=kind) for words, kind in marks),
        replaced=tuple(
            Replaced(span=find(text, words), kind=Kind.OTHER, decision=f"D{number}")
            for words in replaced
        ),
    )


def find(text: str, words: str) -> Span:
    """Where `words` stand in `text`, once."""
    assert text.count(words) == 1, "the example's words must stand there once"
    start = text.index(words)
    return Span(start=start, end=start + len(words))


def coding(
    of: AdmittedTranscript,
    turn: int,
    words: str,
    code: str = "routine-change",
    *,
    polarity: Polarity = Polarity.PRESENT,
    subject: Subject = Subject.SELF,
    confidence: float = 0.8,
    waived: str = "",
) -> ConfirmedCoding:
    """A confirmed coding of `words`, which stand once in the turn."""
    span = find(of.turns[turn - 1].text, words)
    told = f"{of.id} {turn} {span.start} {span.end} {code} {polarity}"
    made = Coding(
        id="C" + hashlib.sha256(told.encode()).hexdigest()[:8],
        transcript=of.id,
        turn=turn,
        span=span,
        code=code,
        polarity=polarity,
        subject=subject,
        time=Time.PAST,
        coder="person",
        confidence=confidence,
        evidence="",
        text=words,
    )
    state = made.fingerprint()
    approval = Approval(gate=Gate.CONFIRM, subject=made.id, state=state, by="KL", waived=waived)
    return ConfirmedCoding(coding=made, approval=approval)


def flag(of: AdmittedTranscript, turn: int, name: str = "live-safety") -> RaisedFlag:
    """A flag on a turn."""
    return RaisedFlag(transcript=of.id, turn=turn, flag=name, evidence="")


def person(
    id: str,
    consent: Consent = Consent.QUOTE,
    *,
    show_first: bool = False,
    relationship: str = "ex-partner",
    **attributes: str,
) -> Participant:
    """A row of the participants' table."""
    told = {"relationship_to_stalker": relationship, **attributes}
    return Participant(
        id=id, file="file.txt", consent=consent, show_first=show_first, attributes=told
    )


HOSTILE = "<script>alert('x')</script> & \"][(javascript:alert('y')) *bold* =1+1 | [town] stays."
"""What somebody might say to a spreadsheet, a browser and a Markdown reader, all at once."""


@cache
def book(*, waived: str = "", synthetic: bool = False, title: str = "A study") -> QuoteBook:
    """A small book: four participants, hostile words, a denied passage, one without consent."""
    study = [
        transcript(
            f"T0{number}",
            "I: What changed for you, after that?",
            f"P: Um, I- I went another way to work every morning, all {number} of those winters.",
            "I: Mm.",
            "P: And I never moved house for him, not in all that time, not once.",
            "I: And the police?",
            f"P: =SUM(A1) was number {number}, I said. {HOSTILE}",
            waived=waived,
        )
        for number in range(1, 5)
    ]
    codings = [
        made
        for one in study
        for made in (
            coding(one, 2, one.turns[1].text, waived=waived),
            coding(one, 4, one.turns[3].text, "moving-house", polarity=Polarity.DENIED),
        )
    ]
    codings += [coding(one, 6, one.turns[5].text, "first-contact") for one in study[:2]]
    people = [person(f"P0{n}") for n in (1, 2, 3)] + [person("P04", Consent.PARAPHRASE)]
    labels = {f"P0{n}": f"Victim {label}" for n, label in ((1, 7), (2, 12), (3, 3), (4, 5))}
    quotes, withheld = select(study, codings, [], people, POLICY, labels)
    return assemble_book(
        title, CODEBOOK, study, codings, quotes, withheld, synthetic=synthetic, minimum_cell=3
    )
