"""What holds for all exports."""

from __future__ import annotations

import io
import os
import subprocess
import sys
import time
import zipfile
from pathlib import Path

import pytest
from lxml import etree

from pipeline.quotable.exporters import FORMATS
from pipeline.settings import Quotes
from tests.quotable.examples import book

EVERY = pytest.mark.parametrize("name", FORMATS)
ZIPPED = pytest.mark.parametrize("name", ["docx", "xlsx"])


def text_of(name: str, data: bytes) -> str:
    """Everything readable in an export, metadata included."""
    if name not in ("docx", "xlsx"):
        return data.decode("utf-8")
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        parts = [part for part in archive.namelist() if not part.endswith(".jpeg")]
        return "\n".join(archive.read(part).decode("utf-8") for part in parts)


def test_the_settings_formats_are_all_there() -> None:
    assert set(Quotes().formats) <= set(FORMATS)
    Quotes(formats=tuple(FORMATS))
    assert all(one.ending.startswith(".") and "/" in one.media_type for one in FORMATS.values())


@EVERY
def test_same_book_same_bytes(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    first = FORMATS[name].write(book())
    later = time.time() + 100_000
    monkeypatch.setattr(time, "time", lambda: later)
    monkeypatch.setattr(time, "localtime", lambda *_: time.gmtime(later))
    assert FORMATS[name].write(book()) == first


def test_same_bytes_in_another_process() -> None:
    script = (
        "import hashlib; from tests.quotable.examples import book\n"
        "from pipeline.quotable.exporters import FORMATS\n"
        "for one in FORMATS.values(): print(hashlib.sha256(one.write(book())).hexdigest())"
    )
    digests = [
        subprocess.run(
            [sys.executable, "-c", script],
            env={**os.environ, "PYTHONHASHSEED": seed, "TZ": zone},
            cwd=Path(__file__).parents[3],
            capture_output=True,
            check=True,
        ).stdout
        for seed, zone in (("1", "UTC"), ("2", "Pacific/Auckland"))
    ]
    assert len(digests[0].split()) == len(FORMATS)
    assert digests[0] == digests[1]


@EVERY
def test_says_what_was_not_reviewed_and_what_is_invented(name: str) -> None:
    plain = text_of(name, FORMATS[name].write(book()))
    assert "not reviewed" not in plain
    assert "SYNTHETIC" not in plain
    told = text_of(name, FORMATS[name].write(book(waived="a trial", synthetic=True)))
    assert "not reviewed" in told
    assert "SYNTHETIC" in told


@EVERY
def test_an_empty_book_can_be_written(name: str) -> None:
    empty = book().model_copy(update={"quotes": (), "withheld": (), "spreads": ()})
    assert FORMATS[name].write(empty)


@EVERY
def test_characters_no_file_can_hold_do_not_break_it(name: str) -> None:
    made = book()
    quotes = tuple(
        quote.model_copy(update={"text": "a\x00b\x0b\ufffe", "context": "\x1b?"})
        for quote in made.quotes
    )
    written = text_of(name, FORMATS[name].write(made.model_copy(update={"quotes": quotes})))
    assert "\x00" not in written
    assert "\x0b" not in written


@EVERY
def test_nothing_of_the_machine_or_the_people_who_made_it(name: str) -> None:
    text = text_of(name, FORMATS[name].write(book())).casefold()
    for trace in (str(Path.home()), str(Path.cwd()), "python-docx", "openpyxl", "file.txt"):
        assert trace.casefold() not in text
    if "USER" in os.environ and len(os.environ["USER"]) > 4:
        assert os.environ["USER"].casefold() not in text


@EVERY
def test_small_counts_are_hidden(name: str) -> None:
    # Two people spoke of the first contact: no export may say 'two'.
    text = text_of(name, FORMATS[name].write(book()))
    assert "2 of 4" not in text
    if name != "csv":
        assert "fewer than 3" in text


@ZIPPED
def test_office_files_are_sound_and_dateless(name: str) -> None:
    data = FORMATS[name].write(book(title="A <study> & more"))
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        assert archive.testzip() is None
        assert len(set(archive.namelist())) == len(archive.namelist())
        for entry in archive.infolist():
            assert entry.date_time == (1980, 1, 1, 0, 0, 0)
            if entry.filename.endswith((".xml", ".rels")):
                etree.fromstring(archive.read(entry))
        core = etree.fromstring(archive.read("docProps/core.xml"))
    told = {etree.QName(part).localname: part.text for part in core}
    assert told["title"] == "A <study> & more"
    assert not told["creator"]
    assert not told["lastModifiedBy"]
    assert told["created"] == told["modified"] == "2000-01-01T00:00:00Z"


def test_the_room_loads_no_library_before_it_writes() -> None:
    script = (
        "import sys, pipeline.quotable.exporters, pipeline.quotable.select\n"
        "print(*sorted({'docx', 'openpyxl', 'jinja2', 'lxml'} & set(sys.modules)))"
    )
    done = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, check=True,
        cwd=Path(__file__).parents[3],
    )  # fmt: skip
    assert done.stdout.strip() == ""
