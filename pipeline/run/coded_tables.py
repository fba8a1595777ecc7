"""Tables of codings that were made by hand elsewhere: transcript, turn, code, polarity."""

from __future__ import annotations

import csv
import io
from collections import defaultdict
from collections.abc import Iterator, Mapping
from pathlib import Path

from pipeline.errors import InputError
from pipeline.measure.agreement import CodedUnits
from pipeline.measure.coding.places import Place
from pipeline.run.files import read_bytes
from pipeline.values.themes import CodingStatus, Polarity

COLUMNS = ("transcript", "turn", "code", "polarity")
"""A row without a code says that the turn, or without a turn the transcript, was read."""
STATUS = "status"
"""May be there: a row that is 'rejected' is no coding."""
SHOWN = 20
"""Of so many faults the rows are told."""


def read_coded_table(
    path: Path, where: str, turns: Mapping[str, Mapping[int, str]], codes: Mapping[str, str]
) -> CodedUnits:
    """What the coder of a table has read and coded. Read is every participant's turn of each
    transcript that the table names.

    Args:
        path: the file: CSV with a header, UTF-8; columns beyond `COLUMNS` are passed over.
        where: what to call it in messages and as a coder: its name may be somebody's.
        turns: transcript -> its participants' turns, of every transcript that can be coded.
        codes: those of the codebook.

    Raises:
        InputError: the table cannot be read, or rows of it are wrong: each is told by its number,
            without its words.
    """
    read: set[str] = set()
    coded: dict[str, set[Place]] = defaultdict(set)
    faults: list[str] = []
    for number, row in _rows(_text(path, where), where):
        if fault := _fault(row, turns, codes):
            faults.append(f"row {number}: {fault}")
            continue
        read.add(row["transcript"])
        present = row["polarity"] in ("", Polarity.PRESENT.value)
        if row["code"] and present and row.get(STATUS) != CodingStatus.REJECTED.value:
            coded[row["transcript"]].add((int(row["turn"]), row["code"]))
    if not faults and not read:
        faults.append("it has no row")
    if faults:
        more = f"; and {len(faults) - SHOWN} more" if len(faults) > SHOWN else ""
        raise InputError("; ".join(faults[:SHOWN]) + more, where=where, next_step="correct it")
    return CodedUnits(
        who=where,
        read={id: frozenset(turns[id]) for id in sorted(read)},
        coded={id: frozenset(places) for id, places in coded.items()},
    )


def _text(path: Path, where: str) -> str:
    try:
        return read_bytes(path).decode("utf-8-sig")  # spreadsheets write a byte-order mark
    except InputError as error:
        raise InputError(error.what, where=where) from None
    except UnicodeDecodeError:
        step = "save it as 'CSV UTF-8'"
        raise InputError("is not UTF-8", where=where, next_step=step) from None


def _rows(text: str, where: str) -> Iterator[tuple[int, dict[str, str]]]:
    """Rows that are not blank, numbered as a spreadsheet does (the header is row 1)."""
    rows = csv.reader(io.StringIO(text, newline=""), strict=True)
    try:
        header = [name.strip().casefold() for name in next(rows, [])]
        _check_header(header, where)
        for number, cells in enumerate(rows, start=2):
            if len(cells) > len(header):
                what = f"row {number}: has more cells than the header"
                step = "a cell with a comma in it stands in double quotes"
                raise InputError(what, where=where, next_step=step)
            if any(cell.strip() for cell in cells):
                filled = [cell.strip() for cell in cells] + [""] * (len(header) - len(cells))
                yield number, dict(zip(header, filled, strict=True))
    except csv.Error:
        what = "is no table: an open quotation mark, or a stray control character"
        raise InputError(what, where=where, next_step="correct it") from None


def _check_header(header: list[str], where: str) -> None:
    step = f"give it the header {','.join(COLUMNS)}, with commas between the cells"
    if missing := [name for name in COLUMNS if name not in header]:
        raise InputError(f"lacks the column {', '.join(missing)}", where=where, next_step=step)
    if len(set(header)) < len(header):
        raise InputError("has two columns of one name", where=where, next_step=step)


def _fault(
    row: Mapping[str, str], turns: Mapping[str, Mapping[int, str]], codes: Mapping[str, str]
) -> str:
    """What is wrong with a row; '' where nothing is. Never repeats a cell: it may hold words."""
    if row["transcript"] not in turns:
        return "there is no coded transcript of this id"
    if row["code"] and row["code"] not in codes:
        return "the code is not in the codebook"
    if row["polarity"] not in ("", *Polarity):
        return f"the polarity is none of {', '.join(Polarity)}"
    if not row["turn"] and not row["code"]:
        return ""
    if not (row["turn"].isascii() and row["turn"].isdecimal()) or len(row["turn"]) > 9:
        return "the turn is not a whole number"
    if int(row["turn"]) not in turns[row["transcript"]]:
        return "the transcript has no such turn of a participant"
    return ""
