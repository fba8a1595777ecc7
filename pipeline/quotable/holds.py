"""Why a confirmed passage is not offered as a quote.

Every reason starts with its class and a colon: 'consent: ...', 'held: ...', 'length: ...'. What a
passage is asked is listed once (`asked_of_coding`, `asked_of_passage`): the selection takes the
first answer that is a reason, and whoever asks why is told all answers.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from enum import StrEnum
from fractions import Fraction

from pipeline.quotable.context import is_minimal
from pipeline.quotable.passages import Passage, presented_words
from pipeline.quotable.sentences import count_words
from pipeline.settings import QuotePolicy
from pipeline.values.identifiers import ListedSpan
from pipeline.values.quotes import Participant
from pipeline.values.records import FlagRuling
from pipeline.values.texts import AdmittedTranscript, DraftTurn, Role
from pipeline.values.themes import Coding, RaisedFlag

MOSTLY = Fraction(1, 3)
"""A passage with a larger share of placeholders among its words says too little to print."""

Held = Mapping[int, tuple[str, ...]]
"""Turn -> the flags that hold it."""


class Ask(StrEnum):
    """What is asked of a passage before it is offered as a quote, in this order."""

    ADMITTED = "sign-off of the anonymisation"
    WORDS = "words as they were confirmed"
    SPEAKER = "the participant's own words"
    FLAGS = "no open flag"
    CONSENT = "consent to be quoted"
    LISTED = "nothing listed that nobody has ruled on"
    LENGTH = "length"
    PLACEHOLDERS = "enough words left"
    LIMIT = "not too much of one participant"


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


def asked_of_coding(
    coding: Coding,
    transcript: AdmittedTranscript | None,
    participant: Participant | None,
    held: Held,
) -> dict[Ask, str]:
    """What is asked of a coding, whatever stands beside it -> why it fails, '' where it passes;
    without what cannot be asked any more because its words are not there.

    Fails closed: without a transcript, a participant or the very words confirmed, it may not be
    quoted.
    """
    if transcript is None:
        return {Ask.ADMITTED: "changed: its transcript is not admitted"}
    answers = {Ask.ADMITTED: "", Ask.WORDS: _changed(coding, transcript)}
    return answers | asked_of_turn(transcript, coding.turn, participant, held)


def asked_of_turn(
    transcript: AdmittedTranscript, number: int, participant: Participant | None, held: Held
) -> dict[Ask, str]:
    """What is asked of whatever stands in a turn -> why it fails, '' where it passes."""
    answers: dict[Ask, str] = {}
    if number <= len(transcript.turns):
        own = transcript.turns[number - 1].role is Role.PARTICIPANT
        answers[Ask.SPEAKER] = "" if own else "speaker: not the participant's words"
    flags = held.get(number, ())
    answers[Ask.FLAGS] = f"held: {', '.join(flags)}" if flags else ""
    answers[Ask.CONSENT] = _refused(participant)
    return answers


def asked_of_passage(
    passage: Passage, policy: QuotePolicy, unruled: Iterable[ListedSpan] = ()
) -> dict[Ask, str]:
    """What is asked of a passage as it would be printed -> why it fails, '' where it passes.

    `unruled` is what may identify in its transcript and waits for a person's ruling.
    """
    listed = any(
        one.turn == passage.turn.number and one.span.overlaps(passage.span) for one in unruled
    )
    few = placeholder_share(passage) > MOSTLY
    return {
        Ask.LISTED: "listed: it holds what may identify, and nobody has ruled on it"
        if listed
        else "",
        Ask.LENGTH: _of_length(presented_words(passage.verbatim), policy),
        Ask.PLACEHOLDERS: "placeholders: too little is left of the words" if few else "",
    }


def first_reason(answers: Mapping[Ask, str]) -> str:
    """The first answer that is a reason; '' where all pass."""
    return next((reason for reason in answers.values() if reason), "")


def _changed(coding: Coding, transcript: AdmittedTranscript) -> str:
    if coding.turn > len(transcript.turns):
        return "changed: its turn is not in the admitted transcript"
    text = transcript.turns[coding.turn - 1].text
    same = text[coding.span.start : coding.span.end] == coding.text
    return "" if same else "changed: the words are not those that were confirmed"


def _refused(participant: Participant | None) -> str:
    if participant is None:
        return "consent: the participant is not in the participants' table"
    allows = participant.consent.allows_quotes
    return "" if allows else f"consent: {participant.consent.value}"


def _of_length(words: int, policy: QuotePolicy) -> str:
    if words < policy.minimum_words:
        return "length: too short to stand alone"
    if words > policy.maximum_words:
        return f"length: longer than {policy.maximum_words} words"
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
