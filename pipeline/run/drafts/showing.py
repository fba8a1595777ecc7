"""Showing the names that were found in a draft: on record, as with a reveal."""

from __future__ import annotations

from pathlib import Path

from pipeline.errors import InputError
from pipeline.run.custody import DRAFT
from pipeline.run.drafts.checking import CheckedDraft, with_words
from pipeline.run.journal import Journal
from pipeline.run.lock import hold
from pipeline.run.study import open_study
from pipeline.values.drafts import DraftCheck


def shown(root: Path, checked: CheckedDraft, by: str) -> DraftCheck:
    """The check with the names in it; the journal remembers who asked before they are shown.

    Raises:
        InputError: nobody asks.
        BusyError: another command writes to the study.
    """
    if not by.strip():
        raise InputError("a reveal is somebody's", next_step="say who you are with --by")
    if checked.identities:
        places = open_study(root).places
        with hold(places.lock):
            Journal(places.journal).note(DRAFT, by=by, identities=" ".join(checked.identities))
    return with_words(checked)
