"""The gold files of a study."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from pipeline.errors import InputError
from pipeline.measure.gold import parse_gold
from pipeline.run.files import read_bytes
from pipeline.run.places import Places
from pipeline.values.gold import GoldTranscript

ENDING = ".gold.txt"
_SHORT = re.compile(r"[A-Za-z]{0,3}[-_]?[0-9]{1,4}(?:-[0-9]{1,2})?")


@dataclass(frozen=True)
class Golds:
    """What lies in a study's folder of gold files."""

    by_id: Mapping[str, GoldTranscript] = field(repr=False)
    notices: tuple[str, ...]
    faults: tuple[InputError, ...]
    """Files that could not be used."""


def read_golds(places: Places) -> Golds:
    """Read all gold files; one that is wrong leaves the others.

    Raises:
        InputError: there is none.
    """
    folder = places.relative(places.gold)
    files = _files(places.gold)
    paths = [path for path in files if path.name.endswith(ENDING)]
    if not paths:
        raise InputError(
            "there are no gold files to measure by",
            where=folder,
            next_step="mark an interview by hand and put it there as ID.gold.txt: see 'Gold files' "
            "in docs/file-formats.md",
        )
    found: dict[str, list[GoldTranscript]] = {}
    faults: list[InputError] = []
    for number, path in enumerate(paths, start=1):
        try:
            gold = _read(path, f"{folder}/{_label(path, number)}")
            found.setdefault(gold.id.casefold(), []).append(gold)
        except InputError as fault:
            faults.append(fault)
    faults += [_doubled(golds, folder) for golds in found.values() if len(golds) > 1]
    others = len(files) - len(paths)
    notice = f"{others} files in {folder} do not end in {ENDING}: not read"
    return Golds(
        by_id={golds[0].id: golds[0] for golds in found.values() if len(golds) == 1},
        notices=(notice,) if others else (),
        faults=tuple(faults),
    )


def _files(folder: Path) -> list[Path]:
    if not folder.is_dir():
        return []
    return sorted(path for path in folder.iterdir() if not path.name.startswith("."))


def _read(path: Path, where: str) -> GoldTranscript:
    try:
        text = read_bytes(path).decode("utf-8")
    except InputError as error:
        raise InputError(error.what, where=where, next_step="correct it, or move it away") from None
    except UnicodeDecodeError:
        raise InputError("is not UTF-8", where=where, next_step="save it again as UTF-8") from None
    gold = parse_gold(text, where)
    if not _is_opaque(gold.id):
        raise InputError(
            "the id holds no digit: it may be a name",
            where=where,
            next_step="give it the id of its transcript, such as P07",
        )
    return gold


def _doubled(golds: Sequence[GoldTranscript], folder: str) -> InputError:
    return InputError(
        f"{len(golds)} gold files have the id '{golds[0].id}': none of them is used",
        where=folder,
        next_step="keep one of them, or correct '#id:'",
    )


def _label(path: Path, number: int) -> str:
    """The file's name where it is nothing but a short id; any other may be somebody's."""
    return path.name if _SHORT.fullmatch(path.name.removesuffix(ENDING)) else f"file {number}"


def _is_opaque(id: str) -> bool:
    return any(character.isdigit() for character in id)
