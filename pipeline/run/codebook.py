"""The codebook of a study as its author works on it: checked, compared, exchanged."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

import yaml

from pipeline import __version__
from pipeline.anonymised.codebook import parse_codebook
from pipeline.anonymised.codebook_changes import Change, changes, renamed
from pipeline.anonymised.codebook_check import Note, check
from pipeline.anonymised.qdc.reading import read_qdc
from pipeline.anonymised.qdc.writing import write_qdc
from pipeline.atomic import write_bytes
from pipeline.errors import InputError, SettingsError
from pipeline.run.files import read_bytes, read_values
from pipeline.run.journal import Journal
from pipeline.run.kept_codebook import kept_codebook
from pipeline.run.own_folders import refuse_existing
from pipeline.run.places import Places
from pipeline.run.standing import standing
from pipeline.values.base import Value
from pipeline.values.records import Verdict
from pipeline.values.themes import Codebook, Coding, ConfirmedCoding

AnyValue = TypeVar("AnyValue", bound=Value)
CODEBOOK = "config/codebook.yaml"
IMPORTED = """\
# Read from a QDC file. Before the program can find much by it, give each code cues, eight examples
# and talk that looks like it and is none. Rules, flags and word lists are those of this study's
# config/codebook.yaml: a QDC file holds none.
"""


@dataclass(frozen=True)
class LeftBehind:
    """People's decisions under a code that the codebook no longer has."""

    code: str
    accepted: int
    rejected: int


@dataclass(frozen=True)
class Checked:
    """A codebook with the notes on it, and what the study holds under its codes."""

    codebook: Codebook
    notes: tuple[Note, ...]
    proposed: Counter[str]
    """Code -> codings of the last run, whatever became of them."""
    accepted: Counter[str]
    """Code -> codings that passed the second gate."""
    left_behind: tuple[LeftBehind, ...]
    without_place: int
    """Decisions of older journals on codings that nobody proposes any more."""


@dataclass(frozen=True)
class Compared:
    """The codebook held against the one that the last run coded with."""

    before: Codebook
    now: Codebook
    changes: tuple[Change, ...]
    renamed: tuple[tuple[str, str], ...]
    """Codes that are gone, each with the new one that says nearly the same."""
    same_version: bool
    """Something changed, and `version` did not."""
    coded_again: int
    """Transcripts that the next run codes again because of the codebook."""


def load_codebook(root: Path, file: Path | None = None) -> Codebook:
    """The study's codebook, or another file that is one.

    Raises:
        SettingsError: it is not there, or wrong, by line.
    """
    path = root / CODEBOOK if file is None else file
    where = CODEBOOK if file is None else path.name
    try:
        return parse_codebook(path.read_text("utf-8-sig"), where)
    except FileNotFoundError:
        step = "copy it from a new study (voices new PATH)" if file is None else "name another file"
        raise SettingsError("the file is missing", where=where, next_step=step) from None
    except (OSError, UnicodeDecodeError):
        raise SettingsError("the file cannot be read as UTF-8", where=where) from None


def check_codebook(root: Path, file: Path | None = None) -> Checked:
    """Everything that its author should look at. Reads the codebook, the codings and the journal.

    Raises:
        SettingsError: the codebook is wrong, by line.
    """
    codebook = load_codebook(root, file)
    places = Places(root, "")
    codings = _all(places.codings, Coding)
    confirmed = _all(places.confirmed, ConfirmedCoding)
    left, without_place = _left_behind(places, codebook, {one.id: one for one in codings})
    return Checked(
        codebook=codebook,
        notes=tuple(check(codebook)),
        proposed=Counter(one.code for one in codings),
        accepted=Counter(one.coding.code for one in confirmed),
        left_behind=left,
        without_place=without_place,
    )


def compare_codebook(root: Path) -> Compared:
    """What changed since the last run, and what will run again.

    Raises:
        InputError: nothing has been coded yet.
    """
    study, steps = standing(root)
    now, before = study.codebook(), kept_codebook(study.places)
    if before is None:
        raise InputError("nothing has been coded with any codebook yet", next_step="voices run")
    found = tuple(changes(before, now))
    again = sum(
        step.stage == "code" and any(why.startswith("codebook ") for why in step.stale)
        for step in steps
    )
    return Compared(
        before=before,
        now=now,
        changes=found,
        renamed=tuple(renamed(before, now)),
        same_version=bool(found) and before.version == now.version,
        coded_again=again,
    )


def export_codebook(root: Path, file: Path) -> Codebook:
    """Write the codebook as a QDC file for other programs; returns what was written.

    Raises:
        InputError: a file of that name is there, or it is not called ``.qdc``.
    """
    if file.suffix.lower() != ".qdc":
        raise InputError("the file's name must end in .qdc", next_step="name another file")
    refuse_existing(file)
    codebook = load_codebook(root)
    write_bytes(file, write_qdc(codebook, f"victim-voices {__version__}"))
    return codebook


def import_codebook(root: Path, file: Path, out: Path) -> tuple[Codebook, tuple[str, ...]]:
    """Read a QDC file into a new codebook file; returns it, and what was left out.

    Raises:
        InputError: `out` is there, or the file is no QDC file that can be used.
        SettingsError: the study's own codebook, whose flags are taken over, is wrong.
    """
    refuse_existing(out)
    own = load_codebook(root)
    read = read_qdc(read_bytes(file), file.name, [flag.id for flag in own.flags], own.lists)
    new = Codebook(
        version="1",
        rules=own.rules,
        families=read.families,
        codes=read.codes,
        flags=own.flags,
        lists=own.lists,
    )
    text = IMPORTED + yaml.safe_dump(_filled(new), allow_unicode=True, sort_keys=False, width=100)
    write_bytes(out, text.encode())
    return load_codebook(root, out), read.left_out


def _filled(codebook: Codebook) -> dict[str, object]:
    """The codebook as plain values, what is empty left out."""
    plain = codebook.model_dump(mode="json", exclude_defaults=True)
    plain["codes"] = [{key: one for key, one in code.items() if one} for code in plain["codes"]]
    return {key: value for key, value in plain.items() if value}


def _all(folder: Path, model: type[AnyValue]) -> list[AnyValue]:
    return [value for path in sorted(folder.glob("*.jsonl")) for value in read_values(path, model)]


def _left_behind(
    places: Places, codebook: Codebook, codings: dict[str, Coding]
) -> tuple[tuple[LeftBehind, ...], int]:
    known = {code.id for code in codebook.codes}
    journal = Journal(places.journal)
    replaced = journal.replaced()
    counts: dict[str, Counter[bool]] = {}
    without_place = 0
    for id, verdict in journal.verdicts().items():
        code = _code_of(verdict, codings.get(id))
        if not code:
            without_place += 1
        elif code not in known and id not in replaced:
            counts.setdefault(code, Counter())[verdict.rejected] += 1
    left = (LeftBehind(code, found[False], found[True]) for code, found in sorted(counts.items()))
    return tuple(left), without_place


def _code_of(verdict: Verdict, coding: Coding | None) -> str:
    if verdict.place:
        return verdict.place.code
    return coding.code if coding else ""
