"""Taking a participant who withdrew out of the vault, and nothing that others said."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence

from pipeline.identified.decide import Document
from pipeline.identified.forms import MINIMUM_DIGITS, Form, KnownForms, form_of
from pipeline.identified.known import forms_to_find, is_ordinary_form
from pipeline.identified.vault import Contents, retired_mark
from pipeline.identified.victims import victim_label
from pipeline.values.identifiers import Identity, Kind, Known, RosterEntry


def forget(
    contents: Contents,
    gone: Collection[str],
    others: Mapping[str, Document],
    roster: Sequence[RosterEntry],
) -> Contents:
    """What the vault is to keep once the participants `gone` have withdrawn.

    Whoever only they named goes. Whoever others name too keeps id and replacement, under the forms
    that stand in the others' interviews or in the roster. A name of theirs that stands in somebody
    else's interview and is looked for there on their account alone is still looked for in that
    interview (`Contents.guarded`): a withdrawal must not uncover it. Their pseudonyms and numbers
    are remembered as marks, so that nobody else is given them. Doing it again changes nothing.

    Args:
        others: the transcripts that stay, each asked for twice.
        roster: without the rows of `gone`.
    """
    hers = [one for one in contents.identities if _only_theirs(one, gone)]
    kept = [one for one in contents.identities if not _only_theirs(one, gone)]
    standing = _standing(kept, others, roster) if _is_there(contents, gone) else None
    identities = (
        [_without(one, gone, standing, others) for one in kept] if standing is not None else kept
    )
    guarded = [
        *(entry for entry in contents.guarded if entry.participant not in gone),
        *_to_guard([*hers, *_shared(kept, gone)], others),
    ]
    pseudonyms = [one.replacement for one in hers if _is_pseudonym(one)]
    labels = [victim_label(n) for id, n in contents.victims.items() if id in gone]
    marks = {retired_mark(contents.seed, words) for words in (*pseudonyms, *labels)}
    return contents.model_copy(
        update={
            "identities": tuple(one for one in identities if one is not None),
            "victims": {id: n for id, n in contents.victims.items() if id not in gone},
            "guarded": tuple(dict.fromkeys(guarded)),
            "retired": contents.retired | marks,
        }
    )


def _only_theirs(identity: Identity, gone: Collection[str]) -> bool:
    return identity.participant in gone and all(one in gone for one in identity.also_in)


def _shared(identities: Sequence[Identity], gone: Collection[str]) -> list[Identity]:
    """Those whom somebody of `gone` named, and others as well."""
    return [one for one in identities if {one.participant, *one.also_in} & set(gone)]


def _is_there(contents: Contents, gone: Collection[str]) -> bool:
    """Whether anything of `gone` is in the vault still: everybody has a number from the start."""
    named = any(
        {one.participant, one.was_in, *one.also_in} & set(gone) for one in contents.identities
    )
    return named or any(id in contents.victims for id in gone)


def _without(
    identity: Identity,
    gone: Collection[str],
    standing: set[Form],
    others: Collection[str],
) -> Identity | None:
    """The identity as others know it; None where nobody else does."""
    if identity.participant and not _shared([identity], gone):
        return identity
    forms = tuple(words for words in identity.forms if _keys(words) & standing)
    if not forms:
        return None
    owners = [one for one in (identity.participant, *identity.also_in) if one not in gone]
    return identity.model_copy(
        update={
            "forms": forms,
            "merges": tuple(
                one
                for one in identity.merges
                if one.form in forms and one.to in forms and one.first.transcript in others
            ),
            "participant": owners[0],
            "was_in": "" if identity.was_in in gone else identity.was_in,
            "also_in": tuple(one for one in owners[1:] if one),
        }
    )


def _standing(
    identities: Sequence[Identity], others: Mapping[str, Document], roster: Sequence[RosterEntry]
) -> set[Form]:
    """The forms that are others' own: in the roster, or in their interviews."""
    found = {key for entry in roster for words in entry.forms for key in _keys(words)}
    known = KnownForms(words for one in identities for words in one.forms)
    for id in sorted(others):
        document = others[id]
        for mention in document.mentions:
            if not mention.listed:
                found |= _keys(mention.words)
        for text in _texts(document):
            found |= {hit.form for hit in known.hits(text)}
    return found


def _to_guard(
    identities: Sequence[Identity], others: Mapping[str, Document]
) -> Iterator[RosterEntry]:
    kinds: dict[Form, Kind] = {}
    words_of: dict[Form, str] = {}
    for identity in identities:
        if identity.known is Known.GUESSED and identity.participant:
            continue  # looked for in their own interviews alone
        for words in forms_to_find(identity):
            for key in _keys(words):
                kinds.setdefault(key, identity.kind)
                words_of.setdefault(key, words)
    known = KnownForms(words_of.values())
    for id in sorted(others) if words_of else ():
        document = others[id]
        found = {hit.form for text in _texts(document) for hit in known.hits(text)}
        for form in sorted(found & words_of.keys()):
            if not is_ordinary_form(form):
                yield RosterEntry(
                    participant=document.transcript.participant,
                    kind=kinds[form],
                    words=words_of[form],
                    role="",
                )


def _texts(document: Document) -> Iterator[str]:
    yield from (turn.text for turn in document.transcript.turns)
    yield from (name.words for name in document.transcript.speaker_names)


def _keys(words: str) -> set[Form]:
    """Every way in which `KnownForms` may name this form when it finds it."""
    form = form_of(words)
    digits = "".join(char for char in words if char.isdigit())
    keys = {form, ("".join(form),)}
    return keys | {(digits,)} if len(digits) >= MINIMUM_DIGITS else keys


def _is_pseudonym(identity: Identity) -> bool:
    return identity.kind is Kind.PERSON and not identity.replacement.startswith("[")
