"""What the insider check found in the drafts of a study, as people ask for it."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from pipeline.errors import InputError
from pipeline.run.files import read_value, read_values
from pipeline.run.study import open_study
from pipeline.values.recognisable import Recognisable
from pipeline.values.texts import Draft


def checked(root: Path, transcript: str | None) -> Mapping[str, list[Recognisable]]:
    """Transcript -> its ranked passages, of one or of all that the last run checked.

    Raises:
        InputError: there is no such transcript, or nothing was checked yet.
    """
    study = open_study(root)
    study.refuse_destroyed()
    study.withdrawn.refuse_unfinished()
    study.withdrawn.refuse(transcript or "")
    if transcript is not None and transcript not in study.documents:
        raise InputError("there is no such transcript in this study", next_step="voices status")
    folder = study.places.insider
    ids = sorted(study.documents) if transcript is None else [transcript]
    files = {id: folder / f"{id}.jsonl" for id in ids}
    found = {id: read_values(path, Recognisable) for id, path in files.items() if path.exists()}
    if not found:
        raise InputError("nothing was checked yet: there is no draft", next_step="voices run")
    return found


def passages(root: Path, transcript: str, found: list[Recognisable]) -> list[str]:
    """The anonymised words of `found`. A draft that changed since has other places: then none."""
    places = open_study(root).places
    draft = read_value(places.drafts / f"{transcript}.jsonl", Draft)
    if any(
        one.turn > len(draft.turns) or one.span.end > len(draft.turns[one.turn - 1].text)
        for one in found
    ):
        raise InputError(
            "the check is of another draft",
            where=f"transcript {transcript}",
            next_step="voices run",
        )
    return [draft.turns[one.turn - 1].text[one.span.start : one.span.end] for one in found]
