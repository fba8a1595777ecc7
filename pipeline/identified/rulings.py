"""What people ruled about passages: claims that come before everything a recogniser found."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence

from pipeline.identified.overlaps import settle
from pipeline.identified.person import RESOLVED
from pipeline.values.identifiers import Kind, Mention, Ruling, RulingKind
from pipeline.values.texts import Transcript

KEPT = "kept by a person"
"""Hint of a mention that stands for a ruling to keep."""
_DETECTOR = "ruling "
_CLAIMS = frozenset({RulingKind.IDENTIFIES, RulingKind.KEEP})


def in_force(rulings: Sequence[Ruling]) -> tuple[Ruling, ...]:
    """The rulings that no later one dropped."""
    dropped = {ruling.drops for ruling in rulings if ruling.ruling is RulingKind.DROP}
    return tuple(
        ruling
        for ruling in rulings
        if ruling.ruling is not RulingKind.DROP and ruling.id not in dropped
    )


def unfit_rulings(fingerprints: Mapping[str, str], rulings: Sequence[Ruling]) -> dict[str, int]:
    """Transcript -> number of rulings made on another version of it, whose offsets mean nothing,
    that were neither made again on the present version nor dropped.

    Args:
        fingerprints: of each transcript as it is now.
        rulings: those in force, oldest first.
    """
    open_ones: Counter[str] = Counter()
    for ruling in rulings:
        if ruling.transcript and ruling.transcript in fingerprints:
            fits = ruling.source == fingerprints[ruling.transcript]
            count = open_ones[ruling.transcript]
            open_ones[ruling.transcript] = max(0, count - 1) if fits else count + 1
    return {id: count for id, count in open_ones.items() if count}


def apply_rulings(
    transcript: Transcript, mentions: Sequence[Mention], rulings: Sequence[Ruling]
) -> list[Mention]:
    """The mentions of a transcript under the rulings that were made on this version of it.

    A ruling takes its passage whole, the latest first; of a mention it overlaps the rest stays a
    mention. A ruling to keep becomes a mention with the hint `KEPT`.
    """
    source = transcript.fingerprint()
    by_turn: dict[int, list[Mention]] = defaultdict(list)
    for ruling in reversed(rulings):
        claims = ruling.ruling in _CLAIMS and ruling.transcript == transcript.id
        if claims and ruling.source == source and ruling.turn:
            by_turn[ruling.turn].append(_claim(transcript, ruling))
    for mention in mentions:
        by_turn[mention.turn].append(mention)
    return [
        mention for turn in transcript.turns for mention in settle(turn.text, by_turn[turn.number])
    ]


def put_apart(
    transcript: Transcript, mentions: Sequence[Mention], rulings: Sequence[Ruling]
) -> Iterator[tuple[Ruling, Kind, str]]:
    """The rulings 'apart' made on this version of a transcript, each with kind and words of what
    stands there: the mention that it touches, else the stretch itself.

    Args:
        transcript: as it is now.
        mentions: of the transcript.
        rulings: those in force.
    """
    source = transcript.fingerprint()
    for ruling in rulings:
        apart = ruling.ruling is RulingKind.APART and ruling.transcript == transcript.id
        if not (apart and ruling.source == source and ruling.turn and ruling.span):
            continue
        touched = [
            one
            for one in mentions
            if one.turn == ruling.turn and one.span.overlaps(ruling.span) and one.kind in RESOLVED
        ]
        text = transcript.turns[ruling.turn - 1].text[ruling.span.start : ruling.span.end]
        for kind, words in {(one.kind, one.words): None for one in touched} or {
            (Kind.PERSON, text): None
        }:
            yield ruling, kind, words


def ruling_of(mention: Mention) -> str:
    """The id of the ruling that a mention stands for; '' for what a recogniser found."""
    return mention.detector.removeprefix(_DETECTOR) if is_ruled(mention) else ""


def is_ruled(mention: Mention) -> bool:
    """Whether a person marked it."""
    return mention.detector.startswith(_DETECTOR)


def _claim(transcript: Transcript, ruling: Ruling) -> Mention:
    assert ruling.turn  # a Ruling on a passage cannot exist without either
    assert ruling.span
    text = transcript.turns[ruling.turn - 1].text
    keep = ruling.ruling is RulingKind.KEEP
    return Mention(
        turn=ruling.turn,
        span=ruling.span,
        kind=ruling.kind or Kind.OTHER,
        words=text[ruling.span.start : ruling.span.end],
        detector=f"{_DETECTOR}{ruling.id}",
        score=1.0,
        hint=KEPT if keep else ruling.role,
    )
