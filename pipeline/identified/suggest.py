"""Who was found and stands in no row of the roster: entries for a person to confirm."""

from __future__ import annotations

import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from pipeline.identified.decision_ids import decision_id
from pipeline.identified.forms import Form, form_of
from pipeline.identified.known import is_ordinary_word
from pipeline.identified.likeness import ORDER, best, likeness
from pipeline.identified.resolve import UNRELATED_HINTS, Register
from pipeline.values.identifiers import (
    Action,
    Decision,
    Identity,
    Kind,
    Mention,
    RosterEntry,
    Status,
)


@dataclass(frozen=True)
class Looked:
    """What a run found in one transcript."""

    transcript: str
    participant: str
    decisions: Sequence[Decision] = field(repr=False)
    mentions: Sequence[Mention] = field(repr=False)


@dataclass(frozen=True)
class Suggestion:
    """A row for the roster, and what speaks for it."""

    identity: str
    entry: RosterEntry
    """As it would stand in the roster: the fullest form first; no cell holds a line end or '|'."""
    found: int
    """How often it was found, of what is replaced."""
    transcripts: tuple[str, ...]
    sure: float
    """Share of those that the machine was sure of."""
    perhaps: tuple[str, ...] = field(repr=False)
    """Names of the roster that it may be a form of."""
    doubtful: bool
    """Whether it may be no name: ordinary words that the machine was never sure of."""
    why: str


@dataclass
class _Tally:
    """What speaks for one identity."""

    found: int = 0
    sure: int = 0
    transcripts: dict[str, str] = field(default_factory=dict)
    """Transcript -> its participant."""
    detectors: Counter[str] = field(default_factory=Counter)
    hints: Counter[str] = field(default_factory=Counter)


def suggest(
    identities: Sequence[Identity], looked: Iterable[Looked], roster: Sequence[RosterEntry]
) -> list[Suggestion]:
    """A suggestion for every person, place or organisation that is replaced somewhere and stands
    in no row of `roster`; the most often named first, of these the least sure.

    Args:
        identities: who is named in the study, as the last run has it.
        looked: what that run found, by transcript; asked for once.
        roster: the roster that the run read.
    """
    tallies = _tallied(looked)
    listed = _listed(identities, roster)
    suggestions = [
        _suggestion(one, forms, tallies[one.id], roster)
        for one in identities
        if one.id not in listed and one.id in tallies and (forms := _forms(one))
    ]
    return sorted(suggestions, key=_risk)


def _risk(one: Suggestion) -> tuple[int, float, str, str]:
    return -one.found, one.sure, one.entry.participant, one.identity


def _tallied(looked: Iterable[Looked]) -> dict[str, _Tally]:
    tallies: dict[str, _Tally] = {}
    for one in looked:
        hints = {decision_id(one.transcript, mention): mention.hint for mention in one.mentions}
        for decision in one.decisions:
            if decision.identity is None or decision.action is Action.KEEP:
                continue
            tally = tallies.setdefault(decision.identity, _Tally())
            tally.found += 1
            tally.sure += decision.status is Status.SURE
            tally.transcripts[one.transcript] = one.participant
            tally.detectors[decision.detector] += 1
            hint = hints.get(decision.id, "")
            if hint and hint not in UNRELATED_HINTS:
                tally.hints[hint] += 1
    return tallies


def _listed(identities: Sequence[Identity], roster: Sequence[RosterEntry]) -> set[str]:
    """The ids of those that the roster lists, told as `decide` tells them."""
    register = Register(identities)
    listed = {register.enrol(entry).id for entry in roster}
    for one in identities:
        known = {form_of(form) for entry in _beside(one, roster) for form in entry.forms}
        if all(form_of(form) in known for form in one.forms):
            listed.add(one.id)
    return listed


def _beside(identity: Identity, roster: Sequence[RosterEntry]) -> Iterator[RosterEntry]:
    """The entries of the same kind that count in its interviews."""
    where = {"", identity.participant, *identity.also_in}
    return (one for one in roster if one.kind is identity.kind and one.participant in where)


def _suggestion(
    identity: Identity, forms: Sequence[str], tally: _Tally, roster: Sequence[RosterEntry]
) -> Suggestion:
    # Another kind's role would say what it is not: a place's type is its finder's hint.
    hint = next((one for one, _ in tally.hints.most_common(1)), "")
    role = identity.role or ("" if identity.kind is Kind.PERSON else hint)
    perhaps, alike = _perhaps(identity, roster)
    detectors = f"found by {', '.join(name for name, _ in tally.detectors.most_common())}"
    ordinary = [is_ordinary_word(words) for words in forms]
    word_too = "an ordinary word too" if any(ordinary) else ""
    return Suggestion(
        identity=identity.id,
        entry=RosterEntry(
            participant=_whose(identity, tally),
            kind=identity.kind,
            words=forms[0],
            role=plain(role),
            also=tuple(forms[1:]),
        ),
        found=tally.found,
        transcripts=tuple(sorted(tally.transcripts)),
        sure=tally.sure / tally.found,
        perhaps=perhaps,
        doubtful=all(ordinary) and not tally.sure,
        why="; ".join(filter(None, (alike, detectors, word_too))),
    )


def _whose(identity: Identity, tally: _Tally) -> str:
    """Its participant; where her transcripts are gone, another in whose interview it stands."""
    named_in = sorted(set(tally.transcripts.values()))
    return identity.participant if identity.participant in ("", *named_in) else named_in[0]


def _perhaps(identity: Identity, roster: Sequence[RosterEntry]) -> tuple[tuple[str, ...], str]:
    found = {
        entry.words: alike
        for entry in _beside(identity, roster)
        if (
            alike := best(
                likeness(form, known, identity.kind)
                for form in identity.forms
                for known in entry.forms
            )
        )
    }
    surest = best(found.values())
    if surest is None:
        return (), ""
    names = sorted(found, key=lambda words: ORDER.index(found[words]))
    return tuple(plain(words) for words in names), surest.value


def _forms(identity: Identity) -> list[str]:
    """Its forms as they may stand in the roster, the fullest first; single letters are left out."""
    forms = {form_of(words): plain(words) for words in identity.forms}
    usable = {form: words for form, words in forms.items() if any(len(part) > 1 for part in form)}
    return [usable[form] for form in sorted(usable, key=lambda one: _fullness(one, usable[one]))]


def _fullness(form: Form, words: str) -> tuple[bool, int, int, int]:
    """Least for the fullest. What was said twice ('Barry Barry'), spelled out, or runs on into the
    sentence ('Hope deferred') is no fuller name for it."""
    runs_on = words.split()[-1].islower() and not words.islower()
    full = {part for part in form if len(part) > 1}
    idle = len(form) - len(set(form)) + max(0, sum(len(part) == 1 for part in form) - 2)
    return runs_on, -len(full), idle, -len("".join(form))


def plain(words: str) -> str:
    """`words` on one line, from the first letter or digit on, without control characters and '|':
    the same form, safe to show and to keep in a cell."""
    spaced = "".join(
        " " if char == "|" or unicodedata.category(char)[0] in "CZ" else char for char in words
    )
    first = next((at for at, char in enumerate(spaced) if char.isalnum()), len(spaced))
    return " ".join(spaced[first:].split())
