"""What is done with every mention of a study: corpus-wide, consistent, stable over later runs."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property

from pipeline.identified import generalise
from pipeline.identified.decision_ids import decision_id
from pipeline.identified.forms import form_of
from pipeline.identified.joints import joined
from pipeline.identified.known import ORDINARY, StudyForms, add_known_forms, enrol_speakers
from pipeline.identified.listing import parted, with_listed
from pipeline.identified.naming import name_everybody
from pipeline.identified.narrowing import Narrowing
from pipeline.identified.owners import with_owners
from pipeline.identified.person import Person
from pipeline.identified.questions import asked
from pipeline.identified.relative_dates import with_relative_dates
from pipeline.identified.resolve import Register
from pipeline.identified.roles import is_listed
from pipeline.identified.rulings import (
    KEPT,
    apply_rulings,
    in_force,
    put_apart,
    ruling_of,
    unfit_rulings,
)
from pipeline.identified.titles import titled
from pipeline.identified.vault import Contents
from pipeline.identified.victims import VictimNames, collided, number_victims
from pipeline.identified.wording import Worded, worded
from pipeline.settings import Audience, AudiencePolicy, Identifiers
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
    audience: Audience = Audience.COMMISSIONER

    @property
    def profile(self) -> AudiencePolicy:
        """What is done otherwise for the audience."""
        return self.policy.audiences[self.audience]


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
    notices: tuple[str, ...] = ()
    """For a person: names that victims could not be given, and why. No words."""


def decide(documents: Mapping[str, Document], rules: Rules, vault: Contents) -> Decided:
    """Decide what is done with every mention.

    Transcripts are taken in the order of their ids; `documents` may load them one at a time, and
    is asked for each three times: to learn who is there, to find them everywhere, to decide.
    Identities in `vault` keep their ids and replacements, so that a new transcript renames nobody.
    The same input gives the same output.
    """
    rules = replace(rules, policy=rules.policy.made_for(rules.audience))
    rulings = in_force(rules.rulings)
    study = _Study(rules, rulings, Register(vault.identities, vault.made), vault)
    study.register.release(ruling.id for ruling in rulings)
    for entry in rules.roster:
        study.register.enrol(entry)
    for id in sorted(documents):
        document = documents[id]
        enrol_speakers(document.transcript, study.register)
        study.narrowing.count(document.transcript)
        study.meet(document)
    study.settle()
    _join(study.register, rulings)
    first_look = StudyForms.of(study.register.current(), vault.guarded)
    for id in sorted(documents):
        study.resolved(documents[id], first_look, name=False)
    study.name_everybody()
    identities = asked(study.register)
    forms = StudyForms.of(identities, vault.guarded)
    fingerprints = {id: documents[id].transcript.fingerprint() for id in sorted(documents)}
    unfit = unfit_rulings(fingerprints, rulings)
    decisions = {
        id: tuple(_decide_document(documents[id], study, forms))
        for id in sorted(documents)
        if id not in unfit
    }
    if rules.policy.kinds[Kind.DATETIME].dates == "relative":
        decisions = with_relative_dates(lambda id: documents[id].transcript, decisions)
    notices = (*study.refused, *collided(study.register.people.values()))
    return Decided(decisions, identities, study.contents(), unfit, notices)


@dataclass(frozen=True)
class _Study:
    """What the passes over the documents share."""

    rules: Rules
    rulings: tuple[Ruling, ...]
    """Those in force."""
    register: Register = field(repr=False)
    vault: Contents = field(repr=False)
    apart: list[tuple[Ruling, str, Kind, str]] = field(default_factory=list, repr=False)
    """Rulings 'apart', whose interview they are about, and kind and words of what stands there."""
    narrowing: Narrowing = field(default_factory=Narrowing, repr=False)
    seen: dict[str, None] = field(default_factory=dict)
    """The ids of everybody, in the order in which the study first names them."""
    refused: dict[str, None] = field(default_factory=dict)
    """Names that victims were not given, and why."""

    @cached_property
    def victims(self) -> dict[str, int]:
        """The number of each participant's label."""
        vault = self.vault
        return number_victims(vault.victims, self.rules.participants, vault.seed, vault.retired)

    def marked(self, document: Document) -> list[Mention]:
        """The document's mentions under the rulings."""
        taken, _ = parted(document.mentions, self.rules.profile)
        marked = apply_rulings(document.transcript, taken, self.rulings)
        return with_owners(document.transcript, marked, self.rules.roster)

    def meet(self, document: Document) -> None:
        """Take note of the document's names, and of the rulings about whose they are."""
        transcript, mentions = document.transcript, self.marked(document)
        for ruling, kind, words in put_apart(transcript, mentions, self.rulings):
            self.apart.append((ruling, transcript.participant, kind, words))
        genders = titled(transcript, mentions)
        self.register.meet(transcript.participant, mentions, transcript.id, genders)

    def settle(self) -> None:
        """Say who is who, once every document was met: rulings first."""
        for ruling, participant, kind, words in self.apart:
            self.register.put_apart(ruling, participant, kind, words)
        self.register.settle()

    def resolved(
        self, document: Document, forms: StudyForms, *, name: bool = True
    ) -> list[tuple[Mention, Person | None]]:
        """All mentions, those of known forms included, with who or what each one is."""
        transcript = document.transcript
        mentions = add_known_forms(transcript, self.marked(document), forms)
        names = [mention for mention in mentions if mention.hint not in (ORDINARY, KEPT)]
        genders = titled(transcript, names)
        ids = iter(self.register.resolve(transcript.participant, names, transcript.id, genders))
        found: list[tuple[Mention, Person | None]] = []
        for mention in mentions:
            id = None if mention.hint in (ORDINARY, KEPT) else next(ids)
            found.append((mention, self.register.people[id] if id else None))
            self.seen.update({id: None} if id else {})
        if name and any(person and not person.replacement for _, person in found):
            self.name_everybody()
        return found

    def name_everybody(self) -> None:
        """Give every new identity its replacement."""
        rules, vault = self.rules, self.vault
        names = VictimNames(
            rules.policy, rules.participants, self.victims, vault.seed, vault.retired
        )
        refused = name_everybody(self.register, names, self.rulings, self.seen)
        self.refused.update(dict.fromkeys(refused))

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
            register.join(ruling.identity, ruling.other, ruling.id)


def _decide_document(document: Document, study: _Study, forms: StudyForms) -> Iterator[Decision]:
    transcript = document.transcript
    found = study.resolved(document, forms)
    decisions: list[Decision] = []
    for index, (mention, person) in enumerate(found):
        text = transcript.turns[mention.turn - 1].text
        before = decisions[-1] if decisions and decisions[-1].turn == mention.turn else None
        after = found[index + 1][0] if index + 1 < len(found) else None
        room = Span(
            start=before.span.end if before else 0,
            end=after.span.start if after and after.turn == mention.turn else len(text),
        )
        decisions.append(_decision(transcript.id, text, mention, person, study.rules.policy, room))
    rules = study.rules
    _, listed = parted(document.mentions, rules.profile)
    decided = list(joined(transcript, decisions, rules.policy))
    yield from with_listed(
        transcript, decided, listed, study.narrowing, rules.policy, rules.profile
    )


def _decision(
    transcript: str,
    text: str,
    mention: Mention,
    person: Person | None,
    policy: Identifiers,
    room: Span,
) -> Decision:
    action, replacement, reason = _action(mention, person, policy)
    placed = Worded(mention.span, "")
    if action is not Action.KEEP:
        placed = worded(text, mention, action, replacement, policy, room)
    return Decision(
        id=decision_id(transcript, mention),
        turn=mention.turn,
        span=placed.span,
        kind=mention.kind,
        action=action,
        replacement=placed.replacement,
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
        role = person.role if is_listed(person.role, policy) else "no role known"
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
