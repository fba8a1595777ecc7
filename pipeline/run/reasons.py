"""Reasons that stay in the journal for good: they must name nobody."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from pipeline.errors import InputError
from pipeline.identified.forms import Hit, KnownForms, form_of
from pipeline.identified.known import forms_to_find
from pipeline.identified.recognisers.word_lists import is_ordinary
from pipeline.identified.vault import Contents
from pipeline.run.study import OpenStudy
from pipeline.values.identifiers import Kind

CATEGORIES = ("asked", "safety", "consent", "no reason given")
"""Reasons that say nothing more; any other words are checked for names."""
LONGEST_REASON = 200


def check_reason(because: str, study: OpenStudy, contents: Contents | None) -> None:
    """Refuse a reason that holds a name known to the study, a number or an address.

    Raises:
        InputError: it does, or is no single line of words.
    """
    if because in CATEGORIES:
        return
    step = f"say it otherwise, or take one of: {', '.join(CATEGORIES)}"
    if not because.strip() or len(because) > LONGEST_REASON or not because.isprintable():
        raise InputError(
            f"a reason is one line of 1 to {LONGEST_REASON} characters", next_step=step
        )
    digits = sum(char.isdigit() for char in because)
    if digits > 4 or "@" in because or names_in(because, study, contents):
        raise InputError(
            "the reason holds a name, number or address: it would stay in the journal for good",
            next_step=step,
        )


def names_in(words: str, study: OpenStudy, contents: Contents | None) -> list[Hit]:
    """Where words hold a name that the roster lists or the vault knows, whole or in parts."""
    return KnownForms(_names(study, contents)).hits(words)


def _names(study: OpenStudy, contents: Contents | None) -> Iterator[str]:
    """Every name that the study knows, whole and in parts; of the parts no ordinary words."""
    people: list[str] = []
    for identity in contents.identities if contents else ():
        yield from forms_to_find(identity)
        people += identity.forms if identity.kind is Kind.PERSON else ()
    for entry in study.roster:
        yield from entry.forms
        people += entry.forms if entry.kind is Kind.PERSON else ()
    yield from people
    files = [Path(one.participant.file).stem for one in study.documents.values()]
    for words in (*people, *files):
        for part in form_of(words):
            if len(part) > 1 and part.isalpha() and not is_ordinary(part):
                yield part
