"""Reasons that stay in the journal for good: they must name nobody."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from pipeline.errors import InputError, VaultError
from pipeline.identified.forms import Hit, KnownForms, form_of
from pipeline.identified.known import forms_to_find
from pipeline.identified.recognisers.word_lists import is_ordinary
from pipeline.identified.vault import Contents, Key, open_vault
from pipeline.run.study import OpenStudy
from pipeline.values.identifiers import Kind

CATEGORIES = ("asked", "safety", "consent", "no reason given")
"""Reasons that say nothing more; any other words are checked for names."""
LONGEST_REASON = 200
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")


def check_reason(because: str, study: OpenStudy, contents: Contents | None) -> None:
    """Refuse a reason that holds a name known to the study, a number or an address.

    Raises:
        InputError: it does, or is no single line of words.
    """
    if because not in CATEGORIES:
        step = f"say it otherwise, or take one of: {', '.join(CATEGORIES)}"
        check_kept_words(because, "reason", study, contents, step)


def check_kept_words(
    words: str,
    what: str,
    study: OpenStudy,
    contents: Contents | None,
    step: str,
    *,
    years: bool = False,
) -> None:
    """Refuse words that would stay in the journal for good and could tell who somebody is.

    Args:
        words: that somebody typed.
        what: they are, for the message: 'reason'.
        study: whose names are looked for.
        contents: of the vault; None looks for the roster's names alone.
        step: what to do instead.
        years: whether one year may stand there ('report 2026').

    Raises:
        InputError: they hold a name known to the study, a number or an address, or are no single
            line of words.
    """
    if not words.strip() or len(words) > LONGEST_REASON or not words.isprintable():
        raise InputError(
            f"a {what} is one line of 1 to {LONGEST_REASON} characters", next_step=step
        )
    if _has_number(words, years) or "@" in words or names_in(words, study, contents):
        raise InputError(
            f"the {what} holds a name, number or address: it would stay in the journal for good",
            next_step=step,
        )


def _has_number(words: str, years: bool) -> bool:
    """Whether there are so many digits that they could be a telephone number or a date."""
    rest = _YEAR.sub("", words, count=1) if years else words
    most = 4 if rest == words else 3
    return sum(char.isdigit() for char in rest) > most


def contents_at_hand(study: OpenStudy, key: Key | None) -> Contents | None:
    """What the vault keeps, where `key` opens it."""
    if key is None or not study.vault_path.exists():
        return None
    try:
        return open_vault(study.vault_path, key).contents
    except VaultError:
        return None


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
