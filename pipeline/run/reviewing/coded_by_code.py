"""The codings of one code over all transcripts, and how many each code has."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass, field

from pipeline.run.coded import Coded
from pipeline.run.reviewing.coded_talk import SeenCoding, ranked, seen_codings
from pipeline.values.texts import Role
from pipeline.values.themes import Code

AROUND = 240
"""Characters of the turn that are shown on either side of a passage."""


@dataclass(frozen=True)
class CodeCount:
    """A code, and how its codings stand."""

    code: Code
    counts: Counter[str]
    """By `SeenCoding.state`."""
    transcripts: int
    """In how many it is open or accepted."""


@dataclass(frozen=True)
class InContext:
    """A coding with the talk around it."""

    seen: SeenCoding
    question: str = field(repr=False)
    """What the interviewer said just before the turn; '' where it was not one."""
    before: str = field(repr=False)
    after: str = field(repr=False)


def code_counts(coded: Coded) -> tuple[CodeCount, ...]:
    """Every code of the codebook, in its order."""
    counts: dict[str, Counter[str]] = defaultdict(Counter)
    there: dict[str, set[str]] = defaultdict(set)
    for id in coded.transcripts:
        for one in seen_codings(coded, id):
            counts[one.coding.code][one.state] += 1
            if one.state in ("open", "accepted"):
                there[one.coding.code].add(id)
    return tuple(
        CodeCount(code, counts[code.id], len(there[code.id]))
        for code in coded.study.codebook().codes
    )


def codings_of(coded: Coded, code: str) -> tuple[SeenCoding, ...]:
    """All codings of a code: what is put to a person first, the surest first; by transcript and
    place where they are equally sure.

    Raises:
        InputError: the codebook has no such code.
    """
    coded.check_code(code)
    return ranked(one for id in coded.transcripts for one in seen_codings(coded, id, code=code))


def in_context(coded: Coded, seen: SeenCoding) -> InContext:
    """A coding with what stands around it in its turn."""
    coding = seen.coding
    turns = coded.transcript(coding.transcript).turns
    text, span = turns[coding.turn - 1].text, coding.span
    last = turns[coding.turn - 2] if coding.turn > 1 else None
    return InContext(
        seen=seen,
        question=last.text if last and last.role is Role.INTERVIEWER else "",
        before=_cut(text[: span.start], at_end=False),
        after=_cut(text[span.end :], at_end=True),
    )


def _cut(text: str, *, at_end: bool) -> str:
    """At most `AROUND` characters of it, those that are nearest; whole words."""
    if len(text) <= AROUND:
        return text
    if at_end:
        return text[:AROUND].rpartition(" ")[0] + " …"
    return "… " + text[-AROUND:].partition(" ")[2]
