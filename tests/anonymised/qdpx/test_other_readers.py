"""Programs of other people read our files; skipped where they are not installed."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.anonymised.qdc.writing import write_qdc
from pipeline.anonymised.qdpx.reading import read_qdpx
from pipeline.anonymised.qdpx.writing import write_qdpx
from tests.anonymised.qdpx.projects import TURNS, project
from tests.anonymised.talk import shipped


@pytest.mark.parametrize("line_end", ["\n", "\r\n"])
def test_pyrefiqda_reads_every_passage(tmp_path: Path, line_end: str) -> None:
    reader = pytest.importorskip("pyrefiqda").RefiProject
    file = tmp_path / "study.qdpx"
    file.write_bytes(write_qdpx(project(line_end)))
    read = reader.load(file, tmp_path / "unpacked")
    (source,) = read.sources.text_source
    path = reader.resolve_source_path(source.plain_text_path, tmp_path / "unpacked")
    text = path.read_bytes().decode("utf-8")
    names = {one.guid: one.name for one in _codes(read.code_book.codes.code)}
    found = [
        (text[one.start_position : one.end_position],
         [names[coding.code_ref.target_guid] for coding in one.coding])
        for one in source.plain_text_selection
    ]  # fmt: skip
    assert found == [
        ("We moved to [town 1]", ["Moving <home>", "Far away"]),
        (TURNS[1].text, []),
        ("I never told the 𝒫olice", ["Telling [telling] (denied)"]),
        (TURNS[3].text, []),
    ]
    assert [user.name for user in read.users.user] == ["Coder 1", "machine"]
    assert [case.name for case in read.cases.case] == ["P01", "P02"]
    assert len(read.notes.note) == 4


def _codes(codes: list[object]) -> list[object]:
    return [one for code in codes for one in (code, *_codes(code.code))]  # type: ignore[attr-defined]


def test_what_pyrefiqda_writes_is_read_as_ours(tmp_path: Path) -> None:
    reader = pytest.importorskip("pyrefiqda").RefiProject
    ours, theirs = tmp_path / "ours.qdpx", tmp_path / "theirs.qdpx"
    ours.write_bytes(write_qdpx(project()))
    read = reader.load(ours, tmp_path / "unpacked")
    reader.save(read, theirs, tmp_path / "unpacked" / "sources")
    assert read_qdpx(theirs) == read_qdpx(ours)


def test_pyrefiqda_reads_the_codebook(tmp_path: Path) -> None:
    reader = pytest.importorskip("pyrefiqda").RefiCodebook
    (tmp_path / "book.qdc").write_bytes(write_qdc(shipped(), "victim-voices"))
    codes = _codes(reader.load(tmp_path / "book.qdc").codes.code)
    assert len(codes) == len(shipped().codes) + len(shipped().families)
