"""What is done with every mention of a study: corpus-wide, consistent, stable over later runs."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from pipeline.identified import generalise
from pipeline.identified.forms import form_of
from pipeline.identified.known import (
    ORDINARY,
    add_known_forms,
    apply_rulings,
    enrol_speakers,
    unfit_rulings,
)
from pipeline.identified.naming import name_everybody, number_victims
from pipeline.identified.resolve import Person, Register
from pipeline.identified.titles import title_start
from pipeline.identified.vault import Contents
from pipeline.settings import Identifiers
from pipeline.values.identifiers import (
    Action,
    Decision,
    Identity,
    Kind,
    Mention,
    RosterEntry,
    Ruling,
    RulingKind,
    Status,
)
from pipeline.values.quotes import Participant
from pipeline.values.spans import Span
from pipeline.values.texts import Transcript


@dataclass(frozen=True)
class Document:
    """A transcript and what was detected in it."""

    transcript: Transcript
    mentions: tuple[Mention, ...] = field(repr=False)


@dataclass(frozen=True)
class Rules:
    """What decisions follow from, besides the documents."""

    policy: Identifiers
    roster: tuple[RosterEntry, ...] = field(repr=False)
    participants: Mapping[str, Participant] = field(repr=False)
    rulings: tuple[Ruling, ...]


@dataclass(frozen=True)
class Decided:
    """The outcome for the whole study."""

    decisions: dict[str, tuple[Decision, ...]]
    """By transcript; those of `unfit` are missing."""
    identities: tuple[Identity, ...] = field(repr=False)
    """Who is named in the study now."""
    contents: Contents = field(repr=False)
    """For the vault: everybody who ever was."""
    unfit: dict[str, int]
    """Transcript -> rulings made on another version of it: it must not go on."""


def decide(documents: Mapping[str, Document], rules: Rules, vault: Contents) -> Decided:
    """Decide what is done with every mention.

    Transcripts are taken in the order of their ids; `documents` may load them one at a time, and
    is asked for each three times: to learn who is there, to find them everywhere, to decide.
    Identities in `vault` keep their ids and replacements, so that a new transcript renames nobody.
    The same input gives the same output.
    """
    study = _Study(documents, rules, Register(vault.identities, vault.made))
    for entry in rules.roster:
        study.register.enrol(entry)
    for id in sorted(documents):
        document = documents[id]
        enrol_speakers(document.transcript, study.register)
        study.register.resolve(document.transcript.participant, study.marked(document))
    _join(study.register, rules.rulings)
    for id in sorted(documents):
        study.resolved(documents[id])
    victims = number_victims(vault.victims, rules.participants, vault.seed)
    study.name_everybody(victims, vault.seed)
    fingerprints = {id: documents[id].transcript.fingerprint() for id in sorted(documents)}
    unfit = unfit_rulings(fingerprints, rules.rulings)
    decisions = {
        id: tuple(_decide_document(documents[id], study))
        for id in sorted(documents)
        if id not in unfit
    }
    remembered = tuple(person.remembered() for person in study.register.people.values())
    made = study.register.made
    contents = vault.model_copy(update={"identities": remembered, "made": made, "victims": victims})
    return Decided(decisions, tuple(study.register.current()), contents, unfit)


@dataclass(frozen=True)
class _Study:
    """What the passes over the documents share."""

    documents: Mapping[str, Document] = field(repr=False)
    rules: Rules
    register: Register = field(repr=False)

    def marked(self, document: Document) -> list[Mention]:
        """The document's mentions with the rulings that fit it."""
        source = document.transcript.fingerprint()
        fitting = [ruling for ruling in self.rules.rulings if ruling.source == source]
        return apply_rulings(document.transcript, document.mentions, fitting)

    def resolved(self, document: Document) -> list[tuple[Mention, Person | None]]:
        """All mentions, those of known forms included, with who or what each one is."""
        transcript = document.transcript
        mentions = add_known_forms(transcript, self.marked(document), self.register)
        ids = self.register.resolve(transcript.participant, mentions)
        people = [self.register.people[id] if id else None for id in ids]
        return list(zip(mentions, people, strict=True))

    def name_everybody(self, victims: Mapping[str, int], seed: str) -> None:
        """Give every new identity its replacement."""
        rules = self.rules
        people = rules.participants
        name_everybody(self.register, rules.policy, people, rules.rulings, victims, seed)


def _join(register: Register, rulings: Sequence[Ruling]) -> None:
    for ruling in rulings:
        if ruling.ruling is RulingKind.SAME and ruling.identity and ruling.other:
            register.join(ruling.identity, ruling.other)


def _decide_document(document: Document, study: _Study) -> Iterator[Decision]:
    transcript = document.transcript
    kept = [
        ruling
        for ruling in study.rules.rulings
        if ruling.ruling is RulingKind.KEEP and ruling.transcript == transcript.id
    ]
    last: Mention | None = None
    for mention, person in study.resolved(document):
        ruled = next((ruling.id for ruling in kept if _covers(ruling, mention)), "")
        text = transcript.turns[mention.turn - 1].text
        free_from = last.span.end if last and last.turn == mention.turn else 0
        yield _decision(transcript.id, text, mention, person, study.rules.policy, free_from, ruled)
        last = mention


def _covers(ruling: Ruling, mention: Mention) -> bool:
    return ruling.turn == mention.turn and bool(ruling.span and ruling.span.covers(mention.span))


def _decision(
    transcript: str,
    text: str,
    mention: Mention,
    person: Person | None,
    policy: Identifiers,
    free_from: int,
    ruled: str,
) -> Decision:
    action, replacement, reason = _action(mention, person, policy)
    status = mention.status
    if ruled:
        action, replacement, reason = Action.KEEP, "", "a person ruled to keep it"
        status = Status.SURE
    span = mention.span
    if action is Action.ROLE:
        span = Span(start=max(free_from, title_start(text, span.start)), end=span.end)
    ruling = mention.detector.removeprefix("ruling ") if "ruling " in mention.detector else ruled
    return Decision(
        id=decision_id(transcript, mention),
        turn=mention.turn,
        span=span,
        kind=mention.kind,
        action=action,
        replacement=replacement,
        identity=person.id if person else None,
        reason=reason,
        detector=mention.detector,
        confidence=mention.score,
        status=status,
        decided_by=ruling or "machine",
    )


def _action(
    mention: Mention, person: Person | None, policy: Identifiers
) -> tuple[Action, str, str]:
    if mention.hint == ORDINARY:
        return Action.KEEP, "", "an ordinary word here, not the known name"
    if person and person.kind is Kind.PERSON:
        return _person_action(mention, person, policy)
    kind = policy.kinds[mention.kind]
    replacement = generalise.placeholder(mention, kind)
    if not replacement:
        return Action.KEEP, "", f"policy: {mention.hint or mention.kind} identifies too little"
    if person:
        replacement = person.replacement
    return kind.action, replacement, f"policy: {mention.kind}"


def _person_action(
    mention: Mention, person: Person, policy: Identifiers
) -> tuple[Action, str, str]:
    if mention.hint == "spelled":
        return Action.REMOVE, policy.spelled, "policy: a name spelled out"
    if person.role != "victim":
        role = person.role or "none known"
        return Action.ROLE, person.replacement, f"policy: PERSON by role ({role})"
    if _surname_alone(mention, person):
        return Action.REMOVE, policy.surname, "policy: a victim's surname"
    return Action.PSEUDONYM, person.replacement, "policy: a victim's name"


def _surname_alone(mention: Mention, person: Person) -> bool:
    form = form_of(mention.words)
    full = [known for known in person.forms if len(known) > 1]
    first = {known[0] for known in full}
    return len(form) == 1 and form[0] not in first and any(form[0] == known[-1] for known in full)


def decision_id(transcript: str, mention: Mention) -> str:
    """Opaque and stable: the same place and kind in the same transcript, the same id."""
    place = f"{transcript}/{mention.turn}/{mention.span.start}/{mention.span.end}/{mention.kind}"
    return "D" + hashlib.sha256(place.encode()).hexdigest()[:10]
