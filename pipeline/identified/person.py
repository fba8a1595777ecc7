"""An identity in the making: a person, place or thing, and what is known of it so far."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Self

from pipeline.identified.forms import Form, form_of, words_in
from pipeline.values.identifiers import (
    Identity,
    Kind,
    Known,
    Likeness,
    Mention,
    Merge,
    Place,
    Status,
)

RESOLVED = frozenset({Kind.PERSON, Kind.LOCATION, Kind.ORGANISATION})
"""Kinds with identities; the others are replaced mention by mention."""
SPELLED = "spelled"
"""Hint of a name that was spelled out."""
UNRELATED_HINTS = frozenset({SPELLED, "ordinary word"})
"""Hints that say nothing about who or what it is."""
_RULED = "ruling "


def spelled_form(words: str) -> Form:
    """The word that letters spell: 'D-A-C-R-E-S' -> ('dacres',)."""
    return ("".join(word.folded for word in words_in(words)),)


@dataclass
class Person:
    """An identity in the making (a person, or a place or organisation)."""

    id: str
    kind: Kind
    participant: str
    was_in: str = ""
    """Whose it was before a ruling joined it to one of the whole study's."""
    also_in: set[str] = field(default_factory=set)
    """Other participants whose interviews name the same one, by a ruling."""
    role: str = field(default="", repr=False)
    """A roster's free text may name somebody."""
    also_roles: set[str] = field(default_factory=set, repr=False)
    """Roles of those that a ruling joined to this one, and those that a ruling put right."""
    heard: Counter[str] = field(default_factory=Counter, repr=False)
    """In which roles the talk names the person, and how often."""
    hint: str = field(default="", repr=False)
    """For places and organisations: the type that the first sure finder knew."""
    gender: str = ""
    """'man' or 'woman', as 'Mr' and 'Mrs' tell it."""
    replacement: str = ""
    why: str = ""
    known: Known = Known.GUESSED
    forms: dict[Form, str] = field(default_factory=dict, repr=False)
    """Every form under which it was ever met, the first one first."""
    met: set[Form] = field(default_factory=set, repr=False)
    """Those of them that stand in the study, or on its lists, now."""
    merges: dict[Form, Merge] = field(default_factory=dict, repr=False)
    """Why a form was joined."""
    rulings: set[str] = field(default_factory=set)
    """Rulings 'apart' that made it, or that it took over."""
    apart_from: set[str] = field(default_factory=set)
    """From whom these rulings keep it."""
    shaped_by: set[str] = field(default_factory=set)
    """Rulings that joined it, named it or gave it its role."""

    @classmethod
    def of(cls, identity: Identity) -> Self:
        """The person that the vault remembers."""
        return cls(
            id=identity.id,
            kind=identity.kind,
            participant=identity.participant,
            was_in=identity.was_in,
            also_in=set(identity.also_in),
            role=identity.role,
            also_roles=set(identity.also_roles),
            gender=identity.gender,
            replacement=identity.replacement,
            why=identity.why,
            forms={form_of(words): words for words in identity.forms},
            merges={form_of(one.form): one for one in identity.merges},
            rulings=set(identity.rulings),
            apart_from=set(identity.apart_from),
            shaped_by=set(identity.shaped_by),
        )

    @property
    def interviews(self) -> set[str]:
        """The participants in whose interviews it is named; '' for the whole study."""
        return {self.participant, *self.also_in}

    def add(self, words: str, *, spelled: bool = False) -> None:
        """Remember a form under which it was met."""
        parts = spelled_form(words) if spelled else form_of(words)
        if spelled:  # kept as the word it spells, so that it reads the same from the vault
            words = "".join(parts)
        if any(parts):
            self.forms.setdefault(parts, words)
            self.met.add(parts)

    def learn(self, mention: Mention) -> None:
        """What a mention says about the person that it is of."""
        ruled = mention.detector.startswith(_RULED)
        hint = "" if mention.hint in UNRELATED_HINTS else mention.hint
        if hint and ruled:
            self._be_told(hint, mention.detector.removeprefix(_RULED))
        elif hint and self.kind is not Kind.PERSON:
            self.hint = self.hint or hint
        if ruled:
            self.known = Known.LISTED
        # A place that one interview names is no secret of another; a person's name is.
        sure = self.kind is Kind.PERSON and mention.status is Status.SURE
        if sure and self.known is Known.GUESSED:
            self.known = Known.SURE

    def _be_told(self, hint: str, ruling: str) -> None:
        """A person's word goes before the roster's and before what a recogniser took it for."""
        if self.kind is Kind.PERSON and hint != self.role:
            self.also_roles |= {self.role} - {""}
            self.role, self.replacement = hint, ""
        elif self.kind is not Kind.PERSON and hint != self.hint:
            if ruling not in self.shaped_by:  # else it was named by it already
                self.replacement = ""
            self.hint = hint
        self.shaped_by.add(ruling)

    def begin_anew(self) -> None:
        """Forget all but the id, the first form, whose it was and who it is kept apart from: a
        ruling that shaped it counts no longer."""
        first = next(iter(self.forms.items()))
        self.forms, self.merges = dict([first]), {}
        self.role, self.hint, self.gender, self.replacement = "", "", "", ""
        self.also_roles, self.also_in = set(), set()
        self.participant, self.was_in = self.was_in or self.participant, ""
        self.why = "placed anew, a ruling counts no longer"

    def merge(self, words: str, like: Likeness, to: Form, first: Place) -> None:
        """Remember why the form of `words` is one of this person's."""
        known = self.forms.get(to, " ".join(to))
        merge = Merge(form=words, like=like, to=known, first=first)
        self.merges.setdefault(form_of(words), merge)

    def lose(self, form: Form) -> None:
        """Forget a form that a ruling gave to somebody else, unless it is the only one."""
        if len(self.forms) > 1:
            self.forms.pop(form, None)
            self.met.discard(form)
            self.merges.pop(form, None)

    def remembered(self) -> Identity:
        """The identity with all its forms, for the vault: it keeps its id and replacement even
        while nothing in the study names it."""
        return self._with(self.forms)

    def current(self) -> Identity | None:
        """The identity with the forms that are met now; None where there are none."""
        forms = {form: words for form, words in self.forms.items() if form in self.met}
        return self._with(forms) if forms else None

    def _with(self, forms: Mapping[Form, str]) -> Identity:
        return Identity(
            id=self.id,
            kind=self.kind,
            participant=self.participant,
            was_in=self.was_in,
            also_in=tuple(sorted(self.also_in)),
            role=self.role,
            also_roles=tuple(sorted(self.also_roles)),
            forms=tuple(forms.values()),
            replacement=self.replacement,
            known=self.known,
            why=self.why,
            gender=self.gender,
            merges=tuple(
                self.merges[form]
                for form in sorted(self.merges)
                if form in forms or form not in self.forms
            ),
            rulings=tuple(sorted(self.rulings)),
            apart_from=tuple(sorted(self.apart_from)),
            shaped_by=tuple(sorted(self.shaped_by)),
        )
