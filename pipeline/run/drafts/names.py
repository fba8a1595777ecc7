"""Names and numbers that the study knows, looked for in every piece of a draft.

What is found is told by place and by whose it is, never by the words.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from pipeline.identified.forms import Form, KnownForms, form_of
from pipeline.identified.known import forms_to_find, is_ordinary_form
from pipeline.identified.recognisers.word_lists import identifies_nobody, is_ordinary
from pipeline.identified.vault import Contents
from pipeline.run.study import OpenStudy
from pipeline.values.drafts import DraftPart, DraftPiece
from pipeline.values.identifiers import PRECISE_KINDS, Identity, Kind, Known
from pipeline.values.spans import Span

_ROSTER = "roster:"
_SHORTEST = 2
_SHORTEST_IN_MARKUP = 4
_SENTENCE_START = re.compile(r"(?:^|[.!?…:;•\n]|[\"“‘(\[–—-])[\s\"“”‘’'(\[–—-]*$")
_SMALL_WORD, _TITLE = 3, 0.75
"""Longer words count; with this share of capitals a text without a stop is a title."""
_TITLED = re.compile(
    r"\b(?:chief|police|detective|special|deputy|assistant|high|crown|county)\s*$", re.I
)
_PERSONAL = re.compile(r"author|modified by|manager|creator|publisher")
"""Properties that hold names and nothing else."""
_PEOPLE = frozenset({Kind.PERSON, *PRECISE_KINDS})


@dataclass(frozen=True)
class Owner:
    """Whose a known name is."""

    identity: str
    """The identity's id; without the vault 'roster:P01'."""
    kind: Kind
    listed: bool
    """Whether a person listed it, or a recogniser was sure."""


@dataclass(frozen=True)
class NameHit:
    """A known name in a piece of a draft; owners sorted."""

    span: Span
    owners: tuple[Owner, ...]
    part: bool
    """Whether it is only a part of the name."""

    @property
    def is_grave(self) -> bool:
        """Whether it names somebody wherever it stands; a place or an organisation that only a
        recogniser took for one may be anybody's."""
        return any(one.listed or one.kind in _PEOPLE for one in self.owners)


@dataclass
class _Known:
    owners: set[Owner] = field(default_factory=set)
    whole: bool = False


class KnownNames:
    """All names and numbers that the roster lists and, where the vault is open, that it knows.

    Args:
        study: with its roster.
        contents: of the vault; None where no key opens it.
    """

    def __init__(self, study: OpenStudy, contents: Contents | None) -> None:
        self._known: dict[Form, _Known] = defaultdict(_Known)
        words: list[str] = []
        identities = contents.identities if contents else ()
        for identity in identities:
            words += self._add_identity(identity)
        words += self._add_roster(study)
        self._forms = KnownForms(sorted(set(words)))

    def hits(self, piece: DraftPiece) -> list[NameHit]:
        """Every known name in a piece; an ordinary word only where it is written as a name is."""
        found = []
        for hit in self._forms.hits(piece.text):
            known = self._known.get(hit.form)
            if known is None or not known.owners:
                continue
            if self._counts(piece, hit.span, hit.form):
                found.append(NameHit(hit.span, _told(known.owners), part=not known.whole))
        return _outermost(found)

    def _counts(self, piece: DraftPiece, span: Span, form: Form) -> bool:
        if piece.part is DraftPart.MARKUP and sum(map(len, form)) < _SHORTEST_IN_MARKUP:
            return False
        part = not self._known[form].whole
        if len(form) > 1 or not (is_ordinary_form(form) or (part and is_ordinary(form[0]))):
            return True
        if piece.part in (DraftPart.MARKUP, DraftPart.HIDDEN):
            return False
        if piece.part is DraftPart.METADATA and _PERSONAL.search(piece.where):
            return piece.text[span.start].isupper()
        return _is_written_as_a_name(piece, span)

    def _add_identity(self, identity: Identity) -> Iterator[str]:
        listed = identity.known is not Known.GUESSED
        owner = Owner(identity.id, identity.kind, listed)
        yield from self._take(forms_to_find(identity), owner, whole=True)
        if identity.kind is Kind.PERSON and (listed or len(form_of(identity.forms[0])) > 1):
            yield from self._take(_parts(identity.forms), owner, whole=False)

    def _add_roster(self, study: OpenStudy) -> Iterator[str]:
        for entry in study.roster:
            whose = f"{_ROSTER}{entry.participant or 'all'}"
            owner = Owner(whose, entry.kind, listed=True)
            yield from self._take(entry.forms, owner, whole=True)
            if entry.kind is Kind.PERSON:
                yield from self._take(_parts(entry.forms), owner, whole=False)

    def _take(self, words: Iterable[str], owner: Owner, *, whole: bool) -> Iterator[str]:
        for one in words:
            for form in _forms_of(one):
                if not _tells(form):
                    continue
                self._known[form].owners.add(owner)
                self._known[form].whole |= whole
            yield one


def _told(owners: Iterable[Owner]) -> tuple[Owner, ...]:
    """Sorted; where the vault knows whose it is, the roster need not be named."""
    known = [one for one in owners if not one.identity.startswith(_ROSTER)]
    return tuple(sorted(known or owners, key=lambda one: one.identity))


def _forms_of(words: str) -> Iterator[Form]:
    """The forms under which `KnownForms` tells a hit: by words, tied together, by digits."""
    form = form_of(words)
    yield form
    yield ("".join(form),)
    digits = "".join(char for char in words if char.isdigit())
    if digits:
        yield (digits,)


def _parts(forms: Iterable[str]) -> Iterator[str]:
    """The parts of a person's names that are long enough to tell; 'the' in a nickname is none."""
    for words in forms:
        written = [one for one in words.split() if one[0].isupper() or words.islower()]
        if len(form_of(words)) > 1:
            for part in form_of(" ".join(written)):
                if len(part) > _SHORTEST and part.isalpha():
                    yield part


def _tells(form: Form) -> bool:
    if len(form) == 1:
        return len(form[0]) >= _SHORTEST and not identifies_nobody(form[0])
    return not all(is_ordinary(part) and len(part) < 4 for part in form)


def _is_written_as_a_name(piece: DraftPiece, span: Span) -> bool:
    """With a capital in the middle of a sentence that is not set as a heading is, and not as part
    of somebody's office ('Chief Constable')."""
    text = piece.text
    words = text[span.start : span.end]
    if not words[:1].isupper() or (len(words) > 1 and words.isupper()):
        return False
    before = text[: span.start]
    if _SENTENCE_START.search(before) or _TITLED.search(before):
        return False
    return not (piece.heading or _is_title(piece.text))


def _is_title(text: str) -> bool:
    """Whether a text is set as titles are: most words with a capital, and no stop."""
    words = [word for word in re.findall(r"[^\W\d_]+", text) if len(word) > _SMALL_WORD]
    capitals = sum(word[0].isupper() for word in words)
    stopped = text.rstrip().endswith((".", "!", "?", "”", '"', ":", ";"))
    return not stopped and len(words) > 1 and capitals >= _TITLE * len(words)


def _outermost(hits: Iterable[NameHit]) -> list[NameHit]:
    """Without those that stand inside another."""
    kept: list[NameHit] = []
    for hit in sorted(hits, key=lambda one: (one.span.start, -one.span.end)):
        if not (kept and kept[-1].span.covers(hit.span)):
            kept.append(hit)
    return kept
