"""Who is who in a study, for a person to look over; names only with the key, and on record."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path

from pipeline.errors import InputError
from pipeline.identified.forms import form_of
from pipeline.identified.vault import Key, open_vault
from pipeline.run.files import read_values
from pipeline.run.journal import Journal
from pipeline.run.lock import hold
from pipeline.run.study import OpenStudy, open_study
from pipeline.values.identifiers import Decision, Identity, Merge


@dataclass(frozen=True)
class Somebody:
    """An identity, and how often it is named."""

    identity: Identity = field(repr=False)
    mentions: int
    role: str
    """Where the policy lists it: a roster's free text could name somebody."""
    joined: tuple[Merge | None, ...] = field(repr=False)
    """For each of its forms, why it was joined; None for one that was there from the start."""


def people(root: Path, transcript: str = "") -> list[Somebody]:
    """The identities of the study, or those named in one transcript, in the order of their ids.

    Raises:
        InputError: there is no such transcript, or the study was not run yet.
    """
    study = open_study(root)
    study.refuse_destroyed()
    study.withdrawn.refuse_unfinished()
    if transcript:
        study.withdrawn.refuse(transcript)
        if transcript not in study.documents:
            raise InputError(f"there is no transcript '{transcript}'", next_step="voices status")
    if not study.places.identities.exists():
        raise InputError("the study was not run yet", next_step="voices run")
    ids = [transcript] if transcript else list(study.documents)
    counts = _counts(study, ids)
    found = read_values(study.places.identities, Identity)
    wanted = [one for one in found if counts[one.id] or not transcript]
    return [_somebody(study, one, counts[one.id]) for one in wanted]


def reveal_people(root: Path, key: Key, shown: list[Somebody], by: str) -> None:
    """Put on record that the names of those `shown` are looked at, before they are.

    Raises:
        VaultError: the key does not open the vault.
    """
    study = open_study(root)
    study.refuse_destroyed()
    open_vault(study.vault_path, key)
    named = " ".join(one.identity.id for one in shown)
    with hold(study.places.lock):
        Journal(study.places.journal).note("people", identities=named, by=by)


def _counts(study: OpenStudy, ids: list[str]) -> Counter[str]:
    counts: Counter[str] = Counter()
    for id in ids:
        path = study.places.decisions / f"{id}.jsonl"
        decisions = read_values(path, Decision) if path.exists() else []
        counts.update(one.identity for one in decisions if one.identity)
    return counts


def _somebody(study: OpenStudy, identity: Identity, mentions: int) -> Somebody:
    merges = {form_of(one.form): one for one in identity.merges}
    listed = identity.role in {*study.identifiers.roles, "victim"}
    return Somebody(
        identity=identity,
        mentions=mentions,
        role=identity.role if listed else "",
        joined=tuple(merges.get(form_of(words)) for words in identity.forms),
    )
