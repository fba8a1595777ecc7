"""What is done with every mention of a study: corpus-wide, consistent, stable over later runs."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from pipeline.identified import generalise
from pipeline.identified.forms import form_of
from pipeline.identified.known import ORDINARY, StudyForms, add_known_forms, enrol_speakers
from pipeline.identified.naming import name_everybody, number_victims
from pipeline.identified.resolve import Person, Register
from pipeline.identified.rulings import (
    KEPT,
    apply_rulings,
    in_force,
    ruling_of,
    unfit_rulings,
)
from pipeline.identified.titles import article_start, title_start
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
)
from pipeline.values.quotes import Participant
from pipeline.values.spans import Span
from pipeline.values.texts import Transcript

_WITH_ARTICLE = (Kind.LOCATION, Kind.ORGANISATION)


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
    rulings = in_force(rules.rulings)
    study = _Study(rules, rulings, Register(vault.identities, vault.made), vault)
    for entry in rules.roster:
        study.register.enrol(entry)
    for id in sorted(documents):
        document = documents[id]
        enrol_speakers(document.transcript, study.register)
        study.register.resolve(document.transcript.participant, study.marked(document))
    _join(study.register, rulings)
    first_look = StudyForms.of(study.register.current(), vault.guarded)
    for id in sorted(documents):
        study.resolved(documents[id], first_look)
    study.name_everybody()
    identities = tuple(study.register.current())
    forms = StudyForms.of(identities, vault.guarded)
    fingerprints = {id: documents[id].transcript.fingerprint() for id in sorted(documents)}
    unfit = unfit_rulings(fingerprints, rulings)
    decisions = {
        id: tuple(_decide_document(documents[id], study, forms))
        for id in sorted(documents)
        if id not in unfit
    }
    return Decided(decisions, identities, study.contents(), unfit)


@dataclass(frozen=True)
class _Study:
    """What the passes over the documents share."""

    rules: Rules
    rulings: tuple[Ruling, ...]
    """Those in force."""
    register: Register = field(repr=False)
    vault: Contents = field(repr=False)

    @cached_property
    def victims(self) -> dict[str, int]:
        """The number of each participant's label."""
        vault = self.vault
        return number_victims(vault.victims, self.rules.participants, vault.seed, vault.retired)

    def marked(self, document: Document) -> list[Mention]:
        """The document's mentions under the rulings."""
        return apply_rulings(document.transcript, document.mentions, self.rulings)

    def resolved(
        self, document: Document, forms: StudyForms
    ) -> list[tuple[Mention, Person | None]]:
        """All mentions, those of known forms included, with who or what each one is."""
        transcript = document.transcript
        mentions = add_known_forms(transcript, self.marked(document), forms)
        names = [mention for mention in mentions if mention.hint not in (ORDINARY, KEPT)]
        ids = iter(self.register.resolve(transcript.participant, names))
        found: list[tuple[Mention, Person | None]] = []
        for mention in mentions:
            id = None if mention.hint in (ORDINARY, KEPT) else next(ids)
            found.append((mention, self.register.people[id] if id else None))
        if any(person and not person.replacement for _, person in found):
            self.name_everybody()
        return found

    def name_everybody(self) -> None:
        """Give every new identity its replacement."""
        rules, vault = self.rules, self.vault
        name_everybody(
            self.register,
            rules.policy,
            rules.participants,
            self.rulings,
            self.victims,
            vault.seed,
            vault.retired,
        )

    def contents(self) -> Contents:
        """What the vault is to keep."""
        remembered = tuple(person.remembered() for person in self.register.people.values())
        return self.vault.model_copy(
            update={
                "identities": remembered,
                "made": self.register.made,
                "victims": self.victims,
            }
        )


def _join(register: Register, rulings: Sequence[Ruling]) -> None:
    for ruling in rulings:
        if ruling.ruling is RulingKind.SAME and ruling.identity and ruling.other:
            register.join(ruling.identity, ruling.other)


def _decide_document(document: Document, study: _Study, forms: StudyForms) -> Iterator[Decision]:
    transcript = document.transcript
    last: Mention | None = None
    for mention, person in study.resolved(document, forms):
        text = transcript.turns[mention.turn - 1].text
        free_from = last.span.end if last and last.turn == mention.turn else 0
        yield _decision(transcript.id, text, mention, person, study.rules.policy, free_from)
        last = mention


def _decision(
    transcript: str,
    text: str,
    mention: Mention,
    person: Person | None,
    policy: Identifiers,
    free_from: int,
) -> Decision:
    action, replacement, reason = _action(mention, person, policy)
    span = mention.span
    if action is Action.ROLE:
        span = Span(start=max(free_from, title_start(text, span.start)), end=span.end)
    if action is Action.ROLE or (action is Action.GENERALISE and mention.kind in _WITH_ARTICLE):
        span = Span(start=max(free_from, article_start(text, span.start)), end=span.end)
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
        status=mention.status,
        decided_by=ruling_of(mention) or "machine",
    )


def _action(
    mention: Mention, person: Person | None, policy: Identifiers
) -> tuple[Action, str, str]:
    if mention.hint == KEPT:
        return Action.KEEP, "", "a person ruled to keep it"
    if mention.hint == ORDINARY:
        return Action.KEEP, "", "an ordinary word here, not the known name"
    if person and person.kind is Kind.PERSON:
        return _person_action(mention, person, policy)
    kind = policy.kinds[mention.kind]
    replacement = generalise.placeholder(mention, kind)
    if not replacement:
        type_ = mention.hint if mention.hint in kind.keep else mention.kind
        return Action.KEEP, "", f"policy: {type_} identifies too little"
    if person:
        replacement = person.replacement
    return kind.action, replacement, f"policy: {mention.kind}"


def _person_action(
    mention: Mention, person: Person, policy: Identifiers
) -> tuple[Action, str, str]:
    if mention.hint == "spelled":
        return Action.REMOVE, policy.spelled, "policy: a name spelled out"
    if person.role != "victim":
        role = person.role if person.role in policy.roles else "no role known"
        return Action.ROLE, person.replacement, f"policy: PERSON by role ({role})"
    if _surname_alone(mention, person):
        return Action.REMOVE, policy.surname, "policy: a victim's surname"
    return Action.PSEUDONYM, person.replacement, "policy: a victim's name"


def _surname_alone(mention: Mention, person: Person) -> bool:
    form = form_of(mention.words)
    size = len(form)
    fuller = [known for known in person.forms if len(known) > size]
    begins = any(known[:size] == form for known in fuller)
    return not begins and any(known[-size:] == form for known in fuller)


def decision_id(transcript: str, mention: Mention) -> str:
    """Opaque and stable: the same place and kind in the same transcript, the same id."""
    place = f"{transcript}/{mention.turn}/{mention.span.start}/{mention.span.end}/{mention.kind}"
    return "D" + hashlib.sha256(place.encode()).hexdigest()[:10]
