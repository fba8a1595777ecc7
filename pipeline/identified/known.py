"""Names that the study knows, looked for in every transcript: what no recogniser saw there."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from pipeline.identified.forms import Form, KnownForms, fold, form_of
from pipeline.identified.overlaps import pieces
from pipeline.identified.recognisers.word_classes import FUNCTION_WORDS
from pipeline.identified.recognisers.word_lists import is_ordinary, words_of
from pipeline.identified.resolve import Register
from pipeline.identified.rulings import is_ruled
from pipeline.values.identifiers import (
    PRECISE_KINDS,
    Identity,
    Kind,
    Known,
    Mention,
    RosterEntry,
    Status,
)
from pipeline.values.spans import Span
from pipeline.values.texts import Transcript, Turn

ORDINARY = "ordinary word"
"""Hint of a mention that is spelled like a known name and is not one."""
ROLE_OF_SPEAKER = {"I": "interviewer", "P": "victim"}
SHORTEST_PART = 3
"""Letters of a name, or of a part of a listed one, that is looked for alone."""


def enrol_speakers(transcript: Transcript, register: Register) -> None:
    """The names a file gives its speakers are names to look for in the talk."""
    for name in transcript.speaker_names:
        role = ROLE_OF_SPEAKER.get(name.speaker, "")
        if form_of(name.words):
            entry = RosterEntry(
                participant=transcript.participant, kind=Kind.PERSON, words=name.words, role=role
            )
            register.enrol(entry, by_role=role == "victim")


@dataclass(frozen=True)
class StudyForms:
    """All forms of a study that must not stand without a decision, made ready to be found."""

    everywhere: KnownForms = field(repr=False)
    own: Mapping[str, Sequence[str]] = field(repr=False)
    """Participant -> forms that count in her transcripts alone."""
    kinds: Mapping[Form, Kind] = field(repr=False)

    @classmethod
    def of(cls, identities: Sequence[Identity], guarded: Sequence[RosterEntry] = ()) -> StudyForms:
        """The forms of `identities`, and those `guarded` in their participant's interviews."""
        everywhere: list[str] = []
        own: dict[str, list[str]] = defaultdict(list)
        for identity in identities:
            forms = list(forms_to_find(identity))
            if identity.known is not Known.GUESSED or not identity.participant:
                everywhere += forms
            else:
                for participant in (identity.participant, *identity.also_in):
                    own[participant] += forms
        for entry in guarded:
            own[entry.participant] += entry.forms
        kinds = {form_of(words): entry.kind for entry in guarded for words in entry.forms}
        kinds |= {
            form_of(words): one.kind for one in reversed(identities) for words in forms_to_find(one)
        }
        return cls(KnownForms(everywhere), own, kinds)

    def to_find(self, participant: str, direct: Iterable[tuple[Kind, str]]) -> KnownForms:
        """The forms to find in a transcript of `participant` in which `direct` is replaced."""
        return KnownForms(
            [*self.own.get(participant, ()), *direct_forms(direct)], beside=self.everywhere
        )


def add_known_forms(
    transcript: Transcript, mentions: Sequence[Mention], forms: StudyForms
) -> list[Mention]:
    """Add every known form of the study that stands in the transcript undetected.

    A single ordinary word is added with the hint `ORDINARY`: the recognisers have seen it and did
    not take it for the name; it becomes a decision to keep, for a person to look at.
    """
    direct = [(mention.kind, mention.words) for mention in mentions]
    kinds = {**_kinds_of(direct), **forms.kinds}
    known = forms.to_find(transcript.participant, direct)
    by_turn: dict[int, list[Mention]] = defaultdict(list)
    for mention in mentions:
        by_turn[mention.turn].append(mention)
    for turn in transcript.turns:
        for hit in known.hits(turn.text):
            found = by_turn[turn.number]
            if not any(mention.span.covers(hit.span) for mention in found):
                kind = kinds.get(hit.form, Kind.ID_NUMBER)
                ordinary = is_ordinary_form(hit.form)
                by_turn[turn.number] = _with_hit(turn, found, hit.span, kind, ordinary)
    return [
        mention
        for turn in transcript.turns
        for mention in sorted(by_turn[turn.number], key=lambda one: one.span.start)
    ]


def _kinds_of(direct: Iterable[tuple[Kind, str]]) -> dict[Form, Kind]:
    """The kind of each replaced thing, by its form and, for numbers, by its digits."""
    kinds: dict[Form, Kind] = {}
    for kind, words in direct:
        kinds[form_of(words)] = kind
        if kind in PRECISE_KINDS:
            kinds["".join(char for char in words if char.isdigit()),] = kind
    return kinds


def _with_hit(
    turn: Turn, found: Sequence[Mention], span: Span, kind: Kind, ordinary: bool
) -> list[Mention]:
    """`found` and a known form; what it overlaps becomes one mention with it, so that no part of
    the name stays behind. What a person ruled stays as ruled."""
    ruled = [mention for mention in found if is_ruled(mention)]
    touched = [one for one in found if one.span.overlaps(span) and not is_ruled(one)]
    whole = Span(
        start=min([span.start, *(mention.span.start for mention in touched)]),
        end=max([span.end, *(mention.span.end for mention in touched)]),
    )
    mention = Mention(
        turn=turn.number,
        span=whole,
        kind=kind,
        words=turn.text[whole.start : whole.end],
        detector="known form",
        score=0.5,
        status=Status.CHECK,
        hint=ORDINARY if ordinary and not touched else "",
    )
    rest = [one for one in found if one not in touched]
    return [*rest, *pieces(turn.text, mention, [one.span for one in ruled])]


def forms_to_find(identity: Identity) -> Iterator[str]:
    """The forms of an identity that must not stand without a decision.

    Of a name that a person listed: every form, and of a person's every part. Of one that a
    recogniser took for a name: not the single ordinary words, whose other places it has seen and
    judged itself.
    """
    for words in identity.forms:
        if identity.known is not Known.LISTED:
            long = sum(map(len, form_of(words))) >= SHORTEST_PART
            if long and not is_ordinary_word(words) and _tells(words):
                yield words
            continue
        yield words
        if identity.kind is Kind.PERSON:
            for part in form_of(words):
                if len(part) >= SHORTEST_PART and not is_ordinary(part):
                    yield part


def direct_forms(replaced: Iterable[tuple[Kind, str]]) -> Iterator[str]:
    """Of what is replaced in a transcript, the words that must not stand in it elsewhere."""
    for kind, words in replaced:
        if kind in PRECISE_KINDS and not is_ordinary_word(words) and _tells(words):
            yield words


def _tells(words: str) -> bool:
    """Whether more is said than words that stand in any sentence: not 'with the'."""
    return any(part not in FUNCTION_WORDS for part in form_of(words))


def is_ordinary_word(words: str) -> bool:
    """Whether `words` is a single word that English writes small ('will', 'Reading's')."""
    form = form_of(words)
    return len(form) == 1 and is_ordinary(form[0])


def is_ordinary_form(form: Form) -> bool:
    """Whether a known form is itself a word of the dictionary: 'will' is, 'rogers' is not, though
    it ends like one."""
    if len(form) != 1:
        return False
    listed = ("ordinary_words", "names_that_are_words", "spoken_words")
    return any(fold(form[0]) in words_of(name) for name in listed)
