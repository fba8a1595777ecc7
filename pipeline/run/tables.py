"""The two tables people bring: participants and roster. Every fault is told by its row."""

from __future__ import annotations

import codecs
import csv
import io
import re
import stat
import unicodedata
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from pydantic import ValidationError

from pipeline.atomic import write_bytes
from pipeline.errors import InputError
from pipeline.identified.forms import form_of
from pipeline.values.identifiers import Kind, RosterEntry
from pipeline.values.quotes import Consent, Participant

if TYPE_CHECKING:
    from pandas import DataFrame

PARTICIPANT_COLUMNS = ("participant", "file", "consent")
OWN_COLUMNS = ("show_first", "pseudonym")
"""Of the participants' table; may be missing. All other columns are attributes."""
ROSTER_COLUMNS = ("participant", "kind", "words", "role")
FORMULA = ("=", "+", "-", "@")
YES = frozenset({"yes", "y", "true", "1"})


def read_participants(path: Path, where: str) -> tuple[list[Participant], list[InputError]]:
    """The rows of ``participants.csv``, one a file, and what is wrong with single rows.

    A row whose consent cannot be understood counts as consent to nothing.

    Raises:
        InputError: the table as a whole cannot be read, or a column is missing.
    """
    table = _read(path, where, PARTICIPANT_COLUMNS)
    extra = [name for name in table.columns if name not in (*PARTICIPANT_COLUMNS, *OWN_COLUMNS)]
    rows: list[Participant] = []
    faults: list[InputError] = []
    seen: set[str] = set()
    for number, row in _rows(table):
        file = unicodedata.normalize("NFC", row["file"])
        if file in seen:
            faults.append(_fault(where, number, "the file is listed in an earlier row"))
            continue
        seen.add(file)
        if not any(char.isdigit() for char in row["participant"]):
            what = "the participant's id holds no digit: an id such as P07, never a name"
            faults.append(_fault(where, number, what))
            continue
        consent = _consent(row["consent"])
        if consent is None:
            allowed = ", ".join(f"'{one.value}'" for one in Consent)
            faults.append(_fault(where, number, f"consent is none of {allowed}: taken as 'none'"))
        try:
            rows.append(
                Participant(
                    id=row["participant"],
                    file=file,
                    consent=consent or Consent.NONE,
                    show_first=row.get("show_first", "").casefold() in YES,
                    pseudonym=unicodedata.normalize("NFC", row.get("pseudonym", "")),
                    attributes={name: row[name] for name in extra if row[name]},
                )
            )
        except ValidationError:
            what = "the participant's id may hold letters, digits, '-' and '_' only"
            faults.append(_fault(where, number, what))
    return rows, faults


def read_roster(path: Path, where: str, participants: set[str]) -> tuple[RosterEntry, ...]:
    """The entries of ``roster.csv``.

    Raises:
        InputError: any row is wrong, all of them named: running without an entry could give
            somebody away, so nothing runs.
    """
    table = _read(path, where, ROSTER_COLUMNS)
    entries: list[RosterEntry] = []
    numbers: list[int] = []
    faults: list[str] = []
    for number, row in _rows(table):
        what = _roster_fault(row, participants)
        if what:
            faults.append(f"row {number}: {what}")
            continue
        also = tuple(form.strip() for form in row.get("also", "").split("|") if form.strip())
        entries.append(
            RosterEntry(
                participant=row["participant"],
                kind=Kind(row["kind"].upper()),
                words=row["words"],
                role=row["role"].casefold(),
                also=also,
            )
        )
        numbers.append(number)
    faults += _doubled(entries, numbers)
    if faults:
        raise InputError("; ".join(faults), where=where, next_step=f"correct {where}")
    return tuple(entries)


def drop_rows(path: Path, participant: str) -> None:
    """Take a participant's rows out of a table; every other line stays as it is."""
    data = path.read_bytes()
    mark = codecs.BOM_UTF8 if data.startswith(codecs.BOM_UTF8) else b""
    lines = list(io.StringIO(data.decode("utf-8-sig"), newline=""))
    rows = csv.reader(lines)
    header = [name.strip().casefold() for name in next(rows, [])]
    column, done = header.index("participant"), rows.line_num
    kept = lines[:done]
    for row in rows:
        if len(row) <= column or row[column].strip() != participant:
            kept += lines[done : rows.line_num]
        done = rows.line_num
    if len(kept) < len(lines):
        mode = stat.S_IMODE(path.stat().st_mode)
        write_bytes(path, mark + "".join(kept).encode())
        path.chmod(mode)


def forget_files(path: Path) -> None:
    """Put a number in the place of each file's name in the participants' table; every other cell
    stays as it is."""
    data = path.read_bytes()
    mark = codecs.BOM_UTF8 if data.startswith(codecs.BOM_UTF8) else b""
    rows = list(csv.reader(io.StringIO(data.decode("utf-8-sig"), newline="")))
    header = [name.strip().casefold() for name in rows[0]] if rows else []
    if "file" not in header:
        return
    column, text = header.index("file"), io.StringIO()
    for number, row in enumerate(rows[1:], start=1):
        if len(row) > column:
            row[column] = f"deleted {number}"
    csv.writer(text, lineterminator="\n").writerows(rows)
    mode = stat.S_IMODE(path.stat().st_mode)
    write_bytes(path, mark + text.getvalue().encode())
    path.chmod(mode)


def _roster_fault(row: dict[str, str], participants: set[str]) -> str:
    if row["participant"] and participants and row["participant"] not in participants:
        return "the participant is not in participants.csv"
    if row["kind"].upper() not in Kind.__members__:
        return f"the kind is none of {', '.join(Kind)}"
    if not re.search(r"[^\W_]", row["words"]):
        return "the words are empty"
    if any(cell.startswith(FORMULA) for cell in row.values()):
        return "a cell begins like a formula (=, +, -, @)"
    return ""


def _doubled(entries: Sequence[RosterEntry], numbers: Sequence[int]) -> Iterator[str]:
    """Rows that say what an earlier one says, and other forms that are somebody else's as well.

    Two of one name and two roles (father and son) may be listed: the talk says which is meant.
    """
    forms = [[form_of(words) for words in entry.forms] for entry in entries]
    for at, entry in enumerate(entries):
        for earlier, other, number in zip(entries[:at], forms, numbers, strict=False):
            apart = entry.participant != earlier.participant
            if entry.kind is not earlier.kind or (
                apart and entry.participant and earlier.participant
            ):
                continue
            main = forms[at][0]
            if main == other[0] and entry.role == earlier.role and not apart:
                yield f"row {numbers[at]}: lists whom row {number} lists"
            elif main != other[0] and not set(forms[at]).isdisjoint(other):
                yield f"row {numbers[at]}: a form of the name is also that of row {number}"


def _consent(words: str) -> Consent | None:
    folded = words.casefold().replace("_", " ").replace("-", " ").strip()
    return next((one for one in Consent if one.value == folded), None)


def _read(path: Path, where: str, columns: tuple[str, ...]) -> DataFrame:
    import pandas as pd  # half a second to import: only where a table is read

    try:
        text = path.read_text("utf-8-sig")  # spreadsheets write a byte-order mark
        _refuse_long_rows(text, where)
        table = pd.read_csv(io.StringIO(text), dtype=str, keep_default_na=False)
    except UnicodeDecodeError:
        raise InputError(
            "is not UTF-8", where=where, next_step="save it as 'CSV UTF-8' and run again"
        ) from None
    except pd.errors.EmptyDataError:
        raise InputError("is empty", where=where, next_step=f"fill {where} or delete it") from None
    except (pd.errors.ParserError, csv.Error):
        what = "is no table: an open quotation mark, or a stray control character"
        raise InputError(what, where=where, next_step=f"correct {where}") from None
    table.columns = [str(name).strip().casefold() for name in table.columns]
    missing = [name for name in columns if name not in table.columns]
    if missing:
        raise InputError(
            f"lacks the column {', '.join(missing)}",
            where=where,
            next_step=f"give it the header: {','.join(columns)}",
        )
    return table


def _refuse_long_rows(text: str, where: str) -> None:
    """pandas would take the first cells of a row that is too long for the row's name."""
    rows = csv.reader(io.StringIO(text, newline=""))
    header = next(rows, [])
    for row in rows:
        if len(row) > len(header):
            raise InputError(
                f"row {rows.line_num}: has more cells than the header",
                where=where,
                next_step=f"correct {where}: a cell with a comma in it stands in double quotes",
            )


def _rows(table: DataFrame) -> list[tuple[int, dict[str, str]]]:
    """Rows that are not blank, numbered as a spreadsheet does (the header is row 1)."""
    cells = [{str(k): str(v).strip() for k, v in row.items()} for row in table.to_dict("records")]
    return [(number, row) for number, row in enumerate(cells, start=2) if any(row.values())]


def _fault(where: str, row: int, what: str) -> InputError:
    return InputError(f"row {row}: {what}", where=where, next_step=f"correct {where}")
