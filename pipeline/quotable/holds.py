"""Why a confirmed passage is not offered as a quote.

Every reason starts with its class and a colon: 'consent: ...', 'held: ...', 'length: ...'.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from fractions import Fraction

from pipeline.quotable.context import is_minimal
from pipeline.quotable.passages import Passage, presented_words
from pipeline.quotable.sentences import count_words
from pipeline.settings import QuotePolicy
from pipeline.values.identifiers import ListedSpan
from pipeline.values.quotes import Participant
from pipeline.values.records import FlagRuling
from pipeline.values.texts import AdmittedTranscript, DraftTurn, Role
from pipeline.values.themes import ConfirmedCoding, RaisedFlag

MOSTLY = Fraction(1, 3)
"""A passage with a larger share of placeholders among its words says too little to print."""

Held = Mapping[int, tuple[str, ...]]
"""Turn -> the flags that hold it."""


BY_A_PERSON = "person"
"""Evidence of a flag that a person put."""


def standing_flags(
    transcript: AdmittedTranscript, raised: Iterable[RaisedFlag], rulings: Iterable[FlagRuling]
) -> list[RaisedFlag]:
    """The flags of this transcript that hold: those raised and not let go, and those a person put.

    The last ruling on a turn and flag counts. One that lets go counts for the turn as it was read:
    a turn that changed is held again. One that holds counts until a person lets go.
    """
    last = {(r.turn, r.flag): r for r in rulings if r.transcript == transcript.id}
    standing = {(flag.turn, flag.flag): flag for flag in raised}
    for (number, name), ruling in last.items():
        if not 1 <= number <= len(transcript.turns):
            continue
        if ruling.holds:
            put = RaisedFlag(transcript=transcript.id, turn=number, flag=name, evidence=BY_A_PERSON)
            standing.setdefault((number, name), put)
        elif ruling.state == transcript.turns[number - 1].fingerprint():
            standing.pop((number, name), None)
    return [standing[place] for place in sorted(standing)]


def held_turns(transcript: AdmittedTranscript, flags: Iterable[RaisedFlag]) -> Held:
    """The turns that the `flags` of this transcript hold: theirs and the neighbours on both sides.

    A minimal response ('Mm.') is no distance: the answer goes on behind it.
    """
    found: dict[int, set[str]] = defaultdict(set)
    for flag in flags:
        for number in _around(transcript.turns, flag.turn):
            found[number].add(flag.flag)
    return {number: tuple(sorted(names)) for number, names in found.items()}


def of_coding(
    confirmed: ConfirmedCoding,
    transcript: AdmittedTranscript | None,
    participant: Participant | None,
    held: Held,
) -> str:
    """Why the coding cannot become a quote, whatever its words; '' where it may.

    Fails closed: without a transcript, a participant or the very words confirmed, it may not.
    """
    coding = confirmed.coding
    if transcript is None:
        return "changed: its transcript is not admitted"
    if coding.turn > len(transcript.turns):
        return "changed: its turn is not in the admitted transcript"
    turn = transcript.turns[coding.turn - 1]
    if turn.text[coding.span.start : coding.span.end] != coding.text:
        return "changed: the words are not those that were confirmed"
    if turn.role is not Role.PARTICIPANT:
        return "speaker: not the participant's words"
    if coding.turn in held:
        return f"held: {', '.join(held[coding.turn])}"
    if participant is None:
        return "consent: the participant is not in the participants' table"
    if not participant.consent.allows_quotes:
        return f"consent: {participant.consent.value}"
    return ""


def of_passage(passage: Passage, policy: QuotePolicy, unruled: Iterable[ListedSpan] = ()) -> str:
    """Why the passage as it would be printed is not offered; '' where it is.

    `unruled` is what may identify in its transcript and waits for a person's ruling.
    """
    if any(one.turn == passage.turn.number and one.span.overlaps(passage.span) for one in unruled):
        return "listed: it holds what may identify, and nobody has ruled on it"
    words = presented_words(passage.verbatim)
    if words < policy.minimum_words:
        return "length: too short to stand alone"
    if words > policy.maximum_words:
        return f"length: longer than {policy.maximum_words} words"
    if placeholder_share(passage) > MOSTLY:
        return "placeholders: too little is left of the words"
    return ""


def placeholder_share(passage: Passage) -> Fraction:
    """How many of the passage's words are replacements, each counted as one."""
    inside = [item.span for item in passage.turn.replaced if item.span.overlaps(passage.span)]
    others, done = [], passage.span.start
    for span in inside:
        others.append(passage.turn.text[done : max(done, span.start)])
        done = span.end
    others.append(passage.turn.text[done : max(done, passage.span.end)])
    plain = count_words(" ".join(others))
    return Fraction(len(inside), max(1, len(inside) + plain))


def _around(turns: tuple[DraftTurn, ...], number: int) -> list[int]:
    return [number, *_reach(turns, number, -1), *_reach(turns, number, 1)]


def _reach(turns: tuple[DraftTurn, ...], number: int, step: int) -> list[int]:
    """The neighbour turn in one direction, and what follows while it only says 'Mm.'"""
    reached = []
    number += step
    while 1 <= number <= len(turns):
        reached.append(number)
        turn = turns[number - 1]
        if turn.role is Role.PARTICIPANT or not is_minimal(turn.text):
            break
        number += step
    return reached
