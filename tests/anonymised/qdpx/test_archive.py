"""Archives that were made to harm, or are none."""

from __future__ import annotations

import contextlib
import io
import warnings
import zipfile
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from pipeline.anonymised.qdpx import archive, parsing
from pipeline.anonymised.qdpx.reading import read_qdpx
from pipeline.anonymised.qdpx.writing import NAMESPACE, write_qdpx
from pipeline.errors import InputError
from tests.anonymised.qdpx.projects import project

HEAD = '<?xml version="1.0" encoding="utf-8"?>'
BOMB = '<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]>'


def packed(parts: dict[str, bytes] | list[tuple[str, bytes]]) -> bytes:
    made = io.BytesIO()
    listed = list(parts.items()) if isinstance(parts, dict) else parts
    with zipfile.ZipFile(made, "w") as one, warnings.catch_warnings():
        warnings.simplefilter("ignore", UserWarning)  # of names that stand there twice
        for name, data in listed:
            one.writestr(zipfile.ZipInfo(name), data, zipfile.ZIP_DEFLATED)
    return made.getvalue()


def xml(inner: str = "", head: str = "") -> bytes:
    return f'{HEAD}{head}<Project xmlns="{NAMESPACE}" name="x">{inner}</Project>'.encode()


def one_source(path: str) -> bytes:
    source = f'<TextSource guid="g" name="P01" plainTextPath="{path}"/>'
    return xml(f"<Sources>{source}</Sources>")


def encrypted() -> bytes:
    data = bytearray(packed({"project.qde": xml()}))
    data[data.index(b"PK\x01\x02") + 8] |= 1
    return bytes(data)


def lying() -> bytes:
    """The directory says 10 bytes; the part is longer."""
    data = bytearray(packed({"project.qde": xml(" " * 9999)}))
    at = data.index(b"PK\x01\x02") + 24
    data[at : at + 4] = (10).to_bytes(4, "little")
    return bytes(data)


QDE = {"project.qde": xml()}


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"", "no archive"),
        (b"PK\x03\x04", "no archive"),
        (xml(), "no archive"),
        (write_qdpx(project())[:-80], "no archive"),
        (packed({}), "no project.qde"),
        (packed({"sub/project.qde": xml()}), "no project.qde"),
        (packed({**QDE, "../outside.txt": b"x"}), "leads out"),
        (packed({**QDE, "sources/../../outside.txt": b"x"}), "leads out"),
        (packed({**QDE, "/etc/outside": b"x"}), "leads out"),
        (packed({**QDE, "C:\\outside.txt": b"x"}), "leads out"),
        (packed({**QDE, "..\\outside.txt": b"x"}), "leads out"),
        (packed({"project.qde": one_source("internal://../../outside")}), "leads out"),
        (packed({"project.qde": one_source("internal://..\\..\\outside")}), "leads out"),
        (packed([("project.qde", xml()), ("project.qde", xml())]), "two parts of one name"),
        (packed([("project.qde", xml()), ("Sources/a.txt", b""), ("sources/A.TXT", b"")]),
         "two parts of one name"),
        (encrypted(), "password"),
        (lying(), "damaged"),
        (packed({"project.qde": xml("&b;", BOMB)}), "entities"),
        (packed({"project.qde": xml("", '<!DOCTYPE x SYSTEM "file:///etc/hostname">')}),
         "document type"),
        (packed({"project.qde": xml()[:-5]}), "not readable as XML"),
        (packed({"project.qde": b""}), "not readable as XML"),
        (packed({"project.qde": b'<?xml version="1.0" encoding="nonsense"?><a/>'}), "XML"),
        (packed({"project.qde": b"<CodeBook/>"}), "no REFI-QDA project"),
        (packed({"project.qde": xml("<a>" * 100 + "</a>" * 100)}), "too deep"),
    ],
)  # fmt: skip
def test_what_is_no_sound_project_is_refused(tmp_path: Path, data: bytes, words: str) -> None:
    file = tmp_path / "in" / "x.qdpx"
    file.parent.mkdir()
    file.write_bytes(data)
    with pytest.raises(InputError, match=words) as caught:
        read_qdpx(file)
    assert caught.value.next_step
    assert list(tmp_path.rglob("*")) == [file.parent, file]


def test_bombs_do_not_go_off(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(archive, "LARGEST_PROJECT", 100_000)
    monkeypatch.setattr(archive, "LARGEST_TEXT", 100_000)
    monkeypatch.setattr(archive, "MOST_TEXT", 150_000)
    monkeypatch.setattr(archive, "MOST_PARTS", 50)
    monkeypatch.setattr(parsing, "MOST_ELEMENTS", 500)
    file = tmp_path / "x.qdpx"
    large = one_source("internal://a.txt")
    twice = large.replace(b"</Sources>", b"").replace(
        b"</Project>",
        b'<TextSource guid="h" plainTextPath="internal://b.txt"/></Sources></Project>',
    )
    for parts, words in (
        ({"project.qde": xml(" " * 200_000)}, "unpacks to more"),
        ({"project.qde": large, "sources/a.txt": b" " * 200_000}, "unpacks to more"),
        ({"project.qde": twice, "sources/a.txt": b" " * 90_000, "sources/b.txt": b" " * 90_000},
         "unpacks to more"),
        ({**QDE, **{f"sources/{n}": b"" for n in range(60)}}, "more than 50 parts"),
        ({"project.qde": xml("<a/>" * 600)}, "too many elements"),
    ):  # fmt: skip
        file.write_bytes(packed(parts))
        with pytest.raises(InputError, match=words):
            read_qdpx(file)


def test_what_is_not_there_is_told(tmp_path: Path) -> None:
    for path in (tmp_path / "none.qdpx", tmp_path):
        with pytest.raises(InputError, match=r"cannot be read|no archive"):
            read_qdpx(path)


@settings(max_examples=150, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.binary(max_size=40), st.integers(0, 4000), st.integers(0, 40))
def test_damaged_files_are_read_or_refused(tmp_path: Path, junk: bytes, at: int, cut: int) -> None:
    whole = write_qdpx(project())
    file = tmp_path / "x.qdpx"
    file.write_bytes(whole[:at] + junk + whole[at + cut :])
    with contextlib.suppress(InputError):
        assert read_qdpx(file).sources is not None
