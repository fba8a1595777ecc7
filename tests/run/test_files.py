"""Values to files and back: whole or not at all, private, and silent about what they hold."""

from __future__ import annotations

import os
import stat
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline import atomic
from pipeline.atomic import make_private_folder, write_bytes
from pipeline.errors import InputError, VoicesError
from pipeline.run.files import digest, read_bytes, read_value, read_values, write_values
from pipeline.values.identifiers import Kind, Mention
from pipeline.values.spans import Span

SECRET = "Casimir"


def mention(words: str = SECRET, **more: object) -> Mention:
    span = Span(start=0, end=len(words))
    fields = {"turn": 1, "span": span, "kind": Kind.PERSON, "words": words, "detector": "t"}
    return Mention(**{**fields, "score": 1.0, **more})  # type: ignore[arg-type]


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "study" / "outputs" / "identified" / "mentions" / "P01.jsonl"


@given(
    st.lists(
        st.text(st.characters(blacklist_categories=("Cs",)), min_size=1, max_size=20).map(mention),
        max_size=5,
    )
)
def test_everything_comes_back_whatever_it_holds(
    tmp_path_factory: pytest.TempPathFactory, values: list[Mention]
) -> None:
    """Also what some line splitters take for line ends (U+2028, U+0085, form feeds)."""
    path = tmp_path_factory.mktemp("files") / "P01.jsonl"
    sha = write_values(path, values)
    assert read_values(path, Mention) == values
    assert sha == digest(path)


def test_one_value_a_line_and_nothing_else(path: Path) -> None:
    write_values(path, [mention(), mention("Dervla")])
    assert path.read_bytes().count(b"\n") == 2
    assert path.read_bytes().endswith(b"}\n")
    write_values(path, [])
    assert path.read_bytes() == b""
    assert read_values(path, Mention) == []


GOOD = mention().model_dump_json()
BAD_LINES = {
    "an unknown field": GOOD[:-1] + ',"colour":"red"}',
    "a missing field": GOOD.replace('"turn":1,', ""),
    "a number as text": GOOD.replace('"turn":1', '"turn":"1"'),
    "a fraction for a count": GOOD.replace('"turn":1', '"turn":1.5'),
    "an unknown kind": GOOD.replace("PERSON", "ALIEN"),
    "words and span that do not fit": GOOD.replace(SECRET, SECRET + "us"),
    "a backward span": GOOD.replace('"end":7', '"end":0'),
    "half a line": GOOD[: len(GOOD) // 2],
    "an empty line": "",
    "another thing": "[1, 2]",
    "bytes that are no text": "\udcff",
}


@pytest.mark.parametrize("what", BAD_LINES)
def test_a_bad_line_is_named_by_file_and_number_and_not_shown(path: Path, what: str) -> None:
    write_values(path, [])
    text = f"{GOOD}\n{BAD_LINES[what]}\n{GOOD}\n"
    path.write_bytes(text.encode("utf-8", "surrogateescape"))
    with pytest.raises(InputError) as caught:
        read_values(path, Mention)
    assert "line 2 is not a Mention" in str(caught.value)
    assert caught.value.where == "identified/mentions/P01.jsonl"
    assert SECRET not in str(caught.value)
    assert "study" not in caught.value.where, "the folders above may name somebody"
    context = caught.value.__context__
    assert caught.value.__suppress_context__ or context is None


@pytest.mark.parametrize("count", [0, 2])
def test_one_value_means_one(path: Path, count: int) -> None:
    write_values(path, [mention()] * count)
    with pytest.raises(InputError, match="exactly one"):
        read_value(path, Mention)
    write_values(path, [mention()])
    assert read_value(path, Mention) == mention()


@pytest.mark.parametrize("make", [lambda path: None, lambda path: path.mkdir(parents=True)])
def test_what_cannot_be_read_is_an_error_of_its_place(path: Path, make: object) -> None:
    make(path)  # type: ignore[operator]
    with pytest.raises(InputError, match="cannot be read") as caught:
        read_bytes(path)
    assert caught.value.where == "identified/mentions/P01.jsonl"


def test_a_digest_is_the_file_s_own_and_empty_without_one(path: Path) -> None:
    assert digest(path) == ""
    assert write_values(path, [mention()]) == digest(path) != write_values(path, [])


def write(path: Path, data: bytes) -> None:
    write_bytes(path, data)


BREAKS = ["fsync", "replace", "write"]


def break_it(monkeypatch: pytest.MonkeyPatch, where: str) -> None:
    """Let the disk fail at one step of writing a file."""

    def fail(*args: object, **kwargs: object) -> None:
        raise OSError(28, "No space left on device")

    if where == "fsync":
        monkeypatch.setattr(atomic.os, "fsync", fail)
    elif where == "replace":
        monkeypatch.setattr(Path, "replace", fail)
    else:
        real = os.fdopen

        def fdopen(*args: object, **kwargs: object) -> object:
            handle = real(*args, **kwargs)  # type: ignore[call-overload]

            class Full:
                def __enter__(self) -> Full:
                    return self

                def __exit__(self, *error: object) -> None:
                    handle.close()

                write = staticmethod(fail)

            return Full()

        monkeypatch.setattr(atomic.os, "fdopen", fdopen)


@pytest.mark.parametrize("where", BREAKS)
def test_a_write_that_fails_leaves_the_old_file_and_nothing_else(
    path: Path, monkeypatch: pytest.MonkeyPatch, where: str
) -> None:
    write_values(path, [mention()])
    before = path.read_bytes()
    with monkeypatch.context() as patched:
        break_it(patched, where)
        with pytest.raises(VoicesError, match="No space"):
            write_values(path, [mention("Dervla")] * 1000)
    assert path.read_bytes() == before
    assert [one.name for one in path.parent.iterdir()] == ["P01.jsonl"]


@pytest.mark.parametrize("where", BREAKS)
def test_a_first_write_that_fails_leaves_no_file(
    path: Path, monkeypatch: pytest.MonkeyPatch, where: str
) -> None:
    with monkeypatch.context() as patched:
        break_it(patched, where)
        with pytest.raises(VoicesError, match="No space"):
            write_values(path, [mention()])
    assert list(path.parent.iterdir()) == []


def test_an_interrupted_write_leaves_the_old_file(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write_values(path, [mention()])
    before = path.read_bytes()

    def interrupt(*args: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patched:
        patched.setattr(atomic.os, "fsync", interrupt)
        with pytest.raises(KeyboardInterrupt):
            write_values(path, [mention("Dervla")])
    assert path.read_bytes() == before
    assert [one.name for one in path.parent.iterdir()] == ["P01.jsonl"]


def mode(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


@pytest.mark.parametrize("umask", [0o000, 0o022, 0o077])
def test_files_and_folders_are_their_owner_s_alone(path: Path, umask: int) -> None:
    old = os.umask(umask)
    try:
        write_values(path, [mention()])
    finally:
        os.umask(old)
    assert mode(path) == 0o600
    study = path.parents[3]
    assert {mode(folder) for folder in list(path.parents)[:4]} == {0o700}
    assert study.name == "study"


def test_a_file_that_others_could_read_is_private_once_written_again(path: Path) -> None:
    write_values(path, [mention()])
    path.chmod(0o644)
    write_values(path, [mention()])
    assert mode(path) == 0o600


def test_folders_that_are_there_are_left_as_they_are(tmp_path: Path) -> None:
    tmp_path.chmod(0o755)
    make_private_folder(tmp_path / "a" / "b")
    make_private_folder(tmp_path / "a" / "b")
    assert mode(tmp_path) == 0o755
    assert mode(tmp_path / "a") == 0o700


def test_a_link_is_replaced_not_followed(tmp_path: Path) -> None:
    """Nobody may lead a draft out of its room by a link laid in its place."""
    outside = tmp_path / "outside.txt"
    outside.write_text("theirs")
    link = tmp_path / "room" / "P01.jsonl"
    make_private_folder(link.parent)
    link.symlink_to(outside)
    write_bytes(link, b"ours")
    assert outside.read_text() == "theirs"
    assert not link.is_symlink()
