"""Transcripts, mentions and rulings in few words, for the tests of room 1."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from pathlib import Path

from pipeline.identified.decide import Decided, Document, Rules, decide
from pipeline.identified.vault import Contents
from pipeline.settings import Identifiers
from pipeline.strict_yaml import parse
from pipeline.values.identifiers import (
    Decision,
    Kind,
    Mention,
    RosterEntry,
    Ruling,
    RulingKind,
    Status,
)
from pipeline.values.quotes import Consent, Participant
from pipeline.values.spans import Span
from pipeline.values.texts import SpeakerName, Transcript, Turn

CONFIG = Path(__file__).parents[2] / "config"
POLICY = parse((CONFIG / "identifiers.yaml").read_text("utf-8"), Identifiers, "identifiers.yaml")
"""The policy as shipped."""


def talk(id: str, *texts: str, participant: str = "", names: Mapping[str, str] = {}) -> Transcript:
    """A transcript of one speaker; `names` are those that its file gives (speaker -> name)."""
    return Transcript(
        id=id,
        participant=participant or id.partition("-")[0],
        format="test",
        turns=tuple(Turn(number=n, speaker="P", text=text) for n, text in enumerate(texts, 1)),
        speaker_names=tuple(SpeakerName(speaker=s, words=words) for s, words in names.items()),
    )


def place(text: str, words: str, occurrence: int = 1) -> Span:
    """Where `words` stand in `text` as whole words, for the so many-th time."""
    hits = [m.start() for m in re.finditer(rf"(?<!\w){re.escape(words)}(?!\w)", text)]
    start = hits[occurrence - 1]
    return Span(start=start, end=start + len(words))


def at(
    source: Transcript,
    words: str,
    kind: Kind = Kind.PERSON,
    *,
    turn: int = 1,
    occurrence: int = 1,
    hint: str = "",
    status: Status = Status.SURE,
    detector: str = "test",
) -> Mention:
    """A mention of `words`, where they stand in a turn of `source`."""
    span = place(source.turns[turn - 1].text, words, occurrence)
    return Mention(
        turn=turn,
        span=span,
        kind=kind,
        words=words,
        detector=detector,
        score=0.9,
        status=status,
        hint=hint,
    )


def document(source: Transcript, *mentions: Mention) -> Document:
    """A transcript with these mentions, in order of their place."""
    return Document(source, tuple(sorted(mentions, key=lambda m: (m.turn, m.span.start))))


def names_in(source: Transcript, *names: str, hint: str = "") -> Document:
    """A transcript in which every occurrence of these names is a sure mention of a person."""
    mentions = [
        at(source, name, turn=turn.number, occurrence=count, hint=hint)
        for turn in source.turns
        for name in names
        for count, _ in enumerate(re.finditer(rf"(?<!\w){re.escape(name)}(?!\w)", turn.text), 1)
    ]
    longest_first = sorted(mentions, key=lambda m: -len(m.span))
    kept: list[Mention] = []
    for one in longest_first:
        if not any(k.turn == one.turn and k.span.overlaps(one.span) for k in kept):
            kept.append(one)
    return document(source, *kept)


def listed(
    words: str, role: str = "", participant: str = "P01", kind: Kind = Kind.PERSON, also: str = ""
) -> RosterEntry:
    """A line of the roster."""
    forms = tuple(also.split("|")) if also else ()
    return RosterEntry(participant=participant, kind=kind, words=words, role=role, also=forms)


def person(id: str, **attributes: str) -> Participant:
    """A participant with these attributes."""
    return Participant(id=id, file="", consent=Consent.QUOTE, attributes=attributes)


def rules(
    roster: Sequence[RosterEntry] = (),
    rulings: Sequence[Ruling] = (),
    policy: Identifiers = POLICY,
    people: Sequence[Participant] = (),
) -> Rules:
    """Rules with the shipped policy."""
    return Rules(policy, tuple(roster), {one.id: one for one in people}, tuple(rulings))


def ruled(
    number: int,
    kind: RulingKind,
    source: Transcript,
    words: str,
    *,
    turn: int = 1,
    of: Kind | None = None,
    role: str = "",
) -> Ruling:
    """A ruling on the place where `words` stand in a turn of `source`."""
    return Ruling(
        id=f"R{number:04d}",
        ruling=kind,
        by="KL",
        transcript=source.id,
        turn=turn,
        span=place(source.turns[turn - 1].text, words),
        kind=of,
        role=role,
        source=source.fingerprint(),
    )


def decided(
    documents: Sequence[Document], given: Rules | None = None, vault: Contents | None = None
) -> Decided:
    """What is decided about these documents."""
    by_id = {one.transcript.id: one for one in documents}
    return decide(by_id, given or rules(), vault or Contents(seed="a seed", victims={}))


def shown(source: Transcript, decisions: Sequence[Decision]) -> list[str]:
    """The turns with every replacement put in by hand, from the last to the first."""
    texts = [turn.text for turn in source.turns]
    for one in sorted(decisions, key=lambda d: d.span.start, reverse=True):
        if one.replacement:
            text = texts[one.turn - 1]
            texts[one.turn - 1] = text[: one.span.start] + one.replacement + text[one.span.end :]
    return texts
