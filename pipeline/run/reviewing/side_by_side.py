"""A transcript's source beside its draft, with everything that was decided, for a reviewer."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from pipeline.errors import InputError
from pipeline.run.checking import checked, decisions_of, mark_of
from pipeline.run.journal import Journal
from pipeline.run.reviewing.pending import Pending, pending_rulings
from pipeline.run.signed_off import Changes, changed_since
from pipeline.run.study import OpenStudy
from pipeline.run.unchanged import unchanged_value, unchanged_values
from pipeline.values.identifiers import (
    Action,
    Decision,
    Identity,
    OffsetPair,
    Ruling,
    RulingKind,
    Status,
)
from pipeline.values.spans import Span
from pipeline.values.texts import Draft, Role, Transcript

LEAST_SURE = 0.9
"""A decision of a smaller confidence is looked at before the others that nobody asks about."""


@dataclass(frozen=True)
class Seen:
    """A decision, and what a reviewer has said of it."""

    decision: Decision
    words: str = field(repr=False)
    identity: Identity | None = field(repr=False)
    agreed_by: str
    """Who agrees with it as it stands; '' while nobody does."""
    pending: Ruling | None
    """What somebody ruled of it that the next run will do."""
    undone: bool
    """Whether the ruling it was made by counts no longer."""
    changed: bool
    """Whether it is otherwise than when somebody last approved the draft."""

    @property
    def mark(self) -> str:
        """What it says, as an agreement names it."""
        return mark_of(self.decision)

    @property
    def state(self) -> str:
        """``ruled`` (a run will do it), ``agreed``, ``settled`` (made by a ruling), ``asks``
        (a person's eyes are needed) or ``sure``."""
        if self.pending or self.undone:
            return "ruled"
        if self.agreed_by:
            return "agreed"
        if self.decision.decided_by != "machine":
            return "settled"
        return "asks" if self.asks else "sure"

    @property
    def sort(self) -> str:
        """What else tells its mark from others, as classes: `listed`, `kept`, `changed`."""
        listed = " listed" if self.decision.listed else ""
        kept = " kept" if not listed and self.decision.action is Action.KEEP else ""
        return f"{listed}{kept}{' changed' if self.changed else ''}"

    @property
    def open(self) -> bool:
        """Whether nobody has said anything of it."""
        return self.state in ("asks", "sure")

    @property
    def asks(self) -> bool:
        """Whether the machine asks for a person's eyes, or lists it for a person to rule on."""
        return self.decision.status is Status.CHECK or self.decision.listed

    @property
    def like(self) -> str:
        """What it shares with others that can be agreed with at one go: the same person or place,
        or else the same kind for the same reason."""
        one = self.decision
        if one.listed:
            return f"listed {one.id}"  # each is a question of its own
        return one.identity or f"{one.kind.value}: {one.reason}, {one.status.value}"

    @property
    def risk(self) -> tuple[float, ...]:
        """The riskiest last: asked about, listed, kept, little sure, then all others by person."""
        one = self.decision
        kept = one.action is Action.KEEP
        return (
            float(self.asks and not one.listed),
            one.narrowing if one.listed else 0.0,
            float(kept),
            1.0 - one.confidence if one.confidence < LEAST_SURE else 0.0,
        )


@dataclass(frozen=True)
class Piece:
    """A stretch of a turn's text, and the decision it belongs to, if any."""

    text: str = field(repr=False)
    start: int
    """In the turn's text, in code points."""
    seen: Seen | None = None
    missed: Ruling | None = None
    """A ruling that nothing stands for yet: the next run will replace it."""


@dataclass(frozen=True)
class TurnSides:
    """One turn on both sides."""

    number: int
    speaker: str = field(repr=False)
    interviewer: bool
    source: tuple[Piece, ...]
    output: tuple[Piece, ...]
    """Empty where there is no draft."""

    @property
    def asks(self) -> bool:
        """Whether something in it asks for a person's eyes."""
        return any(one.seen and one.seen.state == "asks" for one in self.source)


@dataclass(frozen=True)
class SideBySide:
    """A transcript as a reviewer reads it."""

    transcript: Transcript
    draft: Draft | None
    decisions: tuple[Seen, ...]
    changes: Changes | None
    """Since somebody last approved it; None where nobody did."""
    pending: Pending
    pairs: tuple[OffsetPair, ...]
    read: int
    """Number of the last journal entry that this knows."""

    @cached_property
    def by_id(self) -> dict[str, Seen]:
        """The decisions by their ids."""
        return {one.decision.id: one for one in self.decisions}

    @cached_property
    def queue(self) -> tuple[Seen, ...]:
        """All decisions, the riskiest first; those of one person one after the other."""
        riskiest: dict[str, tuple[float, ...]] = {}
        for one in self.decisions:
            riskiest[one.like] = max(riskiest.get(one.like, one.risk), one.risk)
        places = {one.decision.id: at for at, one in enumerate(self.decisions)}

        def order(one: Seen) -> tuple[object, ...]:
            group = tuple(-part for part in riskiest[one.like])
            return (group, one.like, tuple(-part for part in one.risk), places[one.decision.id])

        return tuple(sorted(self.decisions, key=order))

    @cached_property
    def missed(self) -> tuple[Ruling, ...]:
        """Words ruled to identify that the next run will replace."""
        decisions = [one.decision for one in self.decisions]
        return tuple(self.pending.missed(self.transcript.id, decisions))

    @cached_property
    def turns(self) -> tuple[TurnSides, ...]:
        """The turns, each in pieces."""
        marked: dict[int, list[tuple[Span, Seen | Ruling]]] = defaultdict(list)
        for seen in self.decisions:
            marked[seen.decision.turn].append((seen.decision.span, seen))
        for ruling in self.missed:
            if ruling.turn and ruling.span:
                marked[ruling.turn].append((ruling.span, ruling))
        paired: dict[int, list[OffsetPair]] = defaultdict(list)
        for pair in self.pairs:
            paired[pair.turn].append(pair)
        sides = []
        for turn in self.transcript.turns:
            marks, pairs = marked[turn.number], paired[turn.number]
            drafted = self.draft.turns[turn.number - 1].text if self.draft else ""
            sides.append(
                TurnSides(
                    number=turn.number,
                    speaker=turn.speaker,
                    interviewer=turn.role is Role.INTERVIEWER,
                    source=tuple(_pieces(turn.text, marks)),
                    output=tuple(_pieces(drafted, _moved(marks, pairs))),
                )
            )
        return tuple(sides)

    def alike(self, decision: str) -> tuple[Seen, ...]:
        """The open decisions that can be agreed with together with this one, itself first."""
        one = self.by_id[decision]
        others = (o for o in self.decisions if o.like == one.like and o.open and o is not one)
        return (one, *others)


def side_by_side(study: OpenStudy, journal: Journal, id: str) -> SideBySide:
    """Everything a reviewer of transcript `id` looks at.

    Raises:
        InputError: it withdrew, nothing was decided about it yet, or the files are of two runs.
    """
    study.refuse_destroyed()
    decisions = decisions_of(study, id)
    places = study.places
    transcript = unchanged_value(places.transcripts / f"{id}.jsonl", Transcript)
    path = places.drafts / f"{id}.jsonl"
    draft = unchanged_value(path, Draft) if path.exists() else None
    maps = places.offset_maps / f"{id}.jsonl"
    pairs = unchanged_values(maps, OffsetPair) if draft else ()
    if draft and len(draft.turns) != len(transcript.turns):
        raise InputError(
            "source and draft are of two runs", where=f"transcript {id}", next_step="voices run"
        )
    identities = {one.id: one for one in unchanged_values(places.identities, Identity)}
    approved = any(one.subject == id for one in journal.approvals())
    changes = changed_since(study, journal, id) if approved else None
    pending = pending_rulings(journal)
    agreed = checked(journal.checks(), id)
    changed = {one.decision for one in changes.changes} if changes else set()
    seen = tuple(
        Seen(
            decision=one,
            words=transcript.turns[one.turn - 1].text[one.span.start : one.span.end],
            identity=identities.get(one.identity or ""),
            agreed_by=_agreed(agreed, one),
            pending=pending.on(id, one),
            undone=one.decided_by in pending.dropped,
            changed=one.id in changed,
        )
        for one in decisions
    )
    return SideBySide(transcript, draft, seen, changes, pending, pairs, len(journal.entries))


def _agreed(agreed: dict[str, tuple[str, str]], one: Decision) -> str:
    if one.id not in agreed:
        return ""
    mark, by = agreed[one.id]
    return by if mark == mark_of(one) else ""


def _pieces(text: str, marks: Sequence[tuple[Span, Seen | Ruling]]) -> Iterator[Piece]:
    at = 0
    for span, mark in sorted(marks, key=lambda one: (one[0].start, one[0].end)):
        if span.start < at or span.end > len(text):
            continue
        if span.start > at:
            yield Piece(text[at : span.start], at)
        words = text[span.start : span.end]
        if isinstance(mark, Ruling):
            yield Piece(words, span.start, missed=mark)
        else:
            yield Piece(words, span.start, seen=mark)
        at = span.end
    if at < len(text):
        yield Piece(text[at:], at)


def _moved(
    marks: Iterable[tuple[Span, Seen | Ruling]], pairs: Sequence[OffsetPair]
) -> list[tuple[Span, Seen | Ruling]]:
    """The marks where they stand in the draft."""
    by_decision = {one.decision: one.output for one in pairs}
    found: list[tuple[Span, Seen | Ruling]] = []
    for span, mark in marks:
        if isinstance(mark, Seen) and mark.decision.id in by_decision:
            found.append((by_decision[mark.decision.id], mark))
        elif isinstance(mark, Ruling) or mark.decision.action is Action.KEEP:
            before = [one for one in pairs if one.source.end <= span.start]
            moved = sum(len(one.output) - len(one.source) for one in before)
            found.append((Span(start=span.start + moved, end=span.end + moved), mark))
    return found


def ruled_in_words(ruling: Ruling) -> str:
    """What a ruling says, for people."""
    told = {
        RulingKind.IDENTIFIES: f"identifies: {ruling.kind.value if ruling.kind else ''}",
        RulingKind.KEEP: "to be left as it is",
        RulingKind.SAME: f"{ruling.identity} and {ruling.other} are one",
        RulingKind.APART: "somebody else",
        RulingKind.REPLACEMENT: f"to be called {ruling.replacement}",
        RulingKind.DROP: "dropped",
    }
    role = f", {ruling.role}" if ruling.role else ""
    return f"{told[ruling.ruling]}{role} ({ruling.by})"
