"""What the study knows beyond one transcript: rulings, speakers, names met elsewhere."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence

from pipeline.identified.forms import KnownForms, form_of
from pipeline.identified.recognisers.word_lists import is_ordinary
from pipeline.identified.resolve import Register
from pipeline.values.identifiers import (
    Identity,
    Kind,
    Known,
    Mention,
    RosterEntry,
    Ruling,
    RulingKind,
    Status,
)
from pipeline.values.spans import Span
from pipeline.values.texts import Transcript, Turn

ORDINARY = "ordinary word"
"""Hint of a mention that is spelled like a known name and is not one."""
ROLE_OF_SPEAKER = {"I": "interviewer", "P": "victim"}


DIRECT = frozenset(
    {
        Kind.PHONE,
        Kind.EMAIL,
        Kind.HANDLE,
        Kind.URL,
        Kind.POSTCODE,
        Kind.ADDRESS,
        Kind.ID_NUMBER,
        Kind.VEHICLE,
    }
)
"""Kinds without identities whose words, once replaced in a transcript, must not stand in it
elsewhere."""


def unfit_rulings(fingerprints: Mapping[str, str], rulings: Sequence[Ruling]) -> dict[str, int]:
    """Transcript -> number of rulings made on another version of it, whose offsets mean nothing.

    A later ruling on the present version says that a person has looked at it again.

    Args:
        fingerprints: of each transcript as it is now.
    """
    unfit: Counter[str] = Counter()
    for ruling in rulings:
        if not ruling.transcript or ruling.transcript not in fingerprints:
            continue
        if ruling.source == fingerprints[ruling.transcript]:
            unfit[ruling.transcript] = 0
        else:
            unfit[ruling.transcript] += 1
    return {id: count for id, count in unfit.items() if count}


def apply_rulings(
    transcript: Transcript, mentions: Sequence[Mention], rulings: Sequence[Ruling]
) -> list[Mention]:
    """The mentions of a transcript with those that people marked; what these overlap is dropped."""
    marked: list[Mention] = []
    for ruling in rulings:
        if ruling.transcript != transcript.id or not (ruling.turn and ruling.span):
            continue
        text = transcript.turns[ruling.turn - 1].text
        if ruling.ruling is RulingKind.IDENTIFIES and ruling.kind:
            mention = Mention(
                turn=ruling.turn,
                span=ruling.span,
                kind=ruling.kind,
                words=text[ruling.span.start : ruling.span.end],
                detector=f"ruling {ruling.id}",
                score=1.0,
                hint=ruling.role,
            )
            marked = [*_not_under(mention, marked), mention]
    rest: Sequence[Mention] = mentions
    for mention in marked:
        rest = _not_under(mention, rest)
    return sorted([*marked, *rest], key=_place)


def enrol_speakers(transcript: Transcript, register: Register) -> None:
    """The names a file gives its speakers are names to look for in the talk."""
    for name in transcript.speaker_names:
        role = ROLE_OF_SPEAKER.get(name.speaker, "")
        entry = RosterEntry(
            participant=transcript.participant, kind=Kind.PERSON, words=name.words, role=role
        )
        register.enrol(entry, by_role=role == "victim")


def add_known_forms(
    transcript: Transcript, mentions: Sequence[Mention], register: Register
) -> list[Mention]:
    """Add every known form of the study that stands in the transcript undetected.

    A single word that is also an ordinary word is added with the hint `ORDINARY`: the recognisers
    have seen it and did not take it for the name; it becomes a decision to keep, for a person to
    look at.
    """
    known = register.current()
    direct = [(mention.kind, mention.words) for mention in mentions]
    kinds = {form_of(words): kind for kind, words in direct}
    kinds |= {form_of(words): one.kind for one in reversed(known) for words in one.forms}
    forms = KnownForms([*forms_to_find(known, transcript.participant), *direct_forms(direct)])
    by_turn: dict[int, list[Mention]] = defaultdict(list)
    for mention in mentions:
        by_turn[mention.turn].append(mention)
    for turn in transcript.turns:
        for hit in forms.hits(turn.text):
            found = by_turn[turn.number]
            if not any(mention.span.covers(hit.span) for mention in found):
                kind = kinds.get(hit.form, Kind.ID_NUMBER)
                by_turn[turn.number] = _with_hit(turn, found, hit.span, kind)
    return sorted((m for found in by_turn.values() for m in found), key=_place)


def _with_hit(turn: Turn, found: list[Mention], span: Span, kind: Kind) -> list[Mention]:
    """`found` and a known form; what it overlaps becomes one mention with it, so that no part of
    the name stays behind."""
    touched = [mention for mention in found if mention.span.overlaps(span)]
    whole = Span(
        start=min([span.start, *(mention.span.start for mention in touched)]),
        end=max([span.end, *(mention.span.end for mention in touched)]),
    )
    words = turn.text[whole.start : whole.end]
    ordinary = not touched and is_ordinary_word(words)
    mention = Mention(
        turn=turn.number,
        span=whole,
        kind=touched[0].kind if touched else kind,
        words=words,
        detector="known form",
        score=0.5,
        status=Status.CHECK,
        hint=ORDINARY if ordinary else touched[0].hint if touched else "",
    )
    return [*(one for one in found if one not in touched), mention]


def forms_to_find(identities: Iterable[Identity], participant: str) -> Iterator[str]:
    """The forms that must not stand without a decision in this participant's transcripts.

    A single ordinary word is among them where a person listed it as a name. Where a recogniser
    took it for one, that recogniser has seen, and judged, all its other places itself.
    """
    for identity in identities:
        own = participant in identity.also_in or identity.participant in ("", participant)
        if identity.known is Known.GUESSED and not own:
            continue
        for words in identity.forms:
            if identity.known is Known.LISTED or not is_ordinary_word(words):
                yield words


def direct_forms(replaced: Iterable[tuple[Kind, str]]) -> Iterator[str]:
    """Of what is replaced in a transcript, the words that must not stand in it elsewhere."""
    for kind, words in replaced:
        if kind in DIRECT and not is_ordinary_word(words):
            yield words


def is_ordinary_word(words: str) -> bool:
    """Whether `words` is a single word that English writes small ('will', 'Reading's')."""
    form = form_of(words)
    return len(form) == 1 and is_ordinary(form[0])


def _not_under(mention: Mention, others: Sequence[Mention]) -> list[Mention]:
    return [m for m in others if m.turn != mention.turn or not m.span.overlaps(mention.span)]


def _place(mention: Mention) -> tuple[int, int]:
    return mention.turn, mention.span.start
