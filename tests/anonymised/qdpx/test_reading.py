"""Files of other programs, in all the ways they differ."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.anonymised.qdc.writing import guid_of
from pipeline.anonymised.qdpx.codes import Meant, meanings
from pipeline.anonymised.qdpx.reading import ReadCode, ReadCoding, ReadSelection, read_qdpx
from pipeline.anonymised.qdpx.writing import NAMESPACE, guid, write_qdpx
from pipeline.values.themes import Polarity
from tests.anonymised.qdpx.projects import BOOK, TURNS, project
from tests.anonymised.qdpx.test_archive import packed

PRESENT, DENIED = Polarity.PRESENT, Polarity.DENIED


def made(tmp_path: Path, inner: str, origin: str = "X", **parts: bytes) -> Path:
    xml = f'<Project xmlns="{NAMESPACE}" name="x" origin="{origin}">{inner}</Project>'.encode()
    file = tmp_path / "x.qdpx"
    named = {f"Sources/{name}.txt": data for name, data in parts.items()}
    file.write_bytes(packed({"project.qde": b"\xef\xbb\xbf" + xml, **named}))
    return file


def test_our_own_file_is_read_as_it_was_written(tmp_path: Path) -> None:
    file = tmp_path / "x.qdpx"
    file.write_bytes(write_qdpx(project()))
    read = read_qdpx(file)
    assert list(read.users.values()) == ["Coder 1", "machine"]
    (source,) = read.sources
    assert (source.number, source.guid, source.name) == (1, guid("source", "P01"), "P01")
    assert [len(one.codings) for one in source.selections] == [2, 1]
    first = source.selections[0]
    assert source.text is not None
    assert source.text[first.start : first.end] == "We moved to [town 1]"
    meant = meanings(read.codes, BOOK)
    assert [meant[coding.code] for one in source.selections for coding in one.codings] == [
        Meant("moving", PRESENT), Meant("moving-far", PRESENT), Meant("telling", DENIED),
    ]  # fmt: skip


def test_nothing_of_the_talk_shows_in_what_is_printed_of_it(tmp_path: Path) -> None:
    file = tmp_path / "x.qdpx"
    file.write_bytes(write_qdpx(project()))
    shown = repr(read_qdpx(file)) + repr(project())
    assert TURNS[1].text[:8] not in shown
    assert "Words of M0001" not in shown


def test_other_programs_are_read(tmp_path: Path) -> None:
    inner = """
    <Users><User guid="{ABCD}" id="KL"/></Users>
    <CodeBook><Codes><Code guid="{C1}" name="A" isCodable="1"><Description>d
Id: moving</Description></Code><Code guid="F" name="F" isCodable="false"/></Codes></CodeBook>
    <Sources>
      <TextSource guid="{S1}" name="P01.txt" plainTextPath="internal://one.txt">
        <PlainTextSelection guid="p" startPosition=" 3 " endPosition="7" creatingUser="abcd">
          <Coding guid="k"><CodeRef targetGUID="c1"/></Coding>
        </PlainTextSelection>
        <PlainTextSelection guid="q" startPosition="-1" endPosition="7">
          <Coding guid="k"><CodeRef targetGUID="C1"/></Coding>
        </PlainTextSelection>
        <PlainTextSelection guid="r" startPosition="1" endPosition="7"/>
        <Coding guid="k"><CodeRef targetGUID="C1"/></Coding>
      </TextSource>
      <TextSource guid="S2"><PlainTextContent>a&#13;
b</PlainTextContent></TextSource>
      <TextSource guid="S3" plainTextPath="relative:///x.txt"/>
      <TextSource guid="S4" plainTextPath="internal://two.txt"/>
      <TextSource guid="S5" plainTextPath="internal://none.txt"/>
      <PDFSource guid="S6"><PDFSelection guid="t"><Coding guid="u"><CodeRef targetGUID="C1"/>
        </Coding></PDFSelection></PDFSource>
    </Sources>"""
    one = "\ufeffP: 👩‍👧 ja\r\n".encode()
    read = read_qdpx(made(tmp_path, inner, one=one, two=b"\xff\xfe"))
    assert read.users == {"abcd": "KL"}
    first, *others = read.sources
    assert first.text == "P: 👩‍👧 ja\r\n"
    assert first.selections == (
        ReadSelection(3, 7, (ReadCoding("c1", "abcd"),)),
        ReadSelection(-1, -1, (ReadCoding("c1", ""),)),
    )
    assert first.elsewhere == (ReadCoding("c1", ""),)
    assert [one.text for one in others] == ["a\r\nb", None, None, None, None]
    assert [len(one.elsewhere) for one in others] == [0, 0, 0, 0, 1]
    assert meanings(read.codes, BOOK)["c1"] == Meant("moving", PRESENT)
    assert "f" not in meanings(read.codes, BOOK)


def test_atlas_counts_a_line_end_once(tmp_path: Path) -> None:
    inner = '<Sources><TextSource guid="s" plainTextPath="internal://one.txt"/></Sources>'
    text = b"P: a\r\nP: b\r\n"
    read = read_qdpx(made(tmp_path, inner, origin="ATLAS.ti 23", one=text))
    assert read.sources[0].text == "P: a\nP: b\n"


@pytest.mark.parametrize(
    ("code", "meant"),
    [
        (ReadCode("Anything", "moving", True), Meant("moving", PRESENT)),
        (ReadCode("Anything", "moving:considered", True), Meant("moving", Polarity.CONSIDERED)),
        (ReadCode("far AWAY", "", True), Meant("moving-far", PRESENT)),
        (ReadCode("Far away (denied)", "", True), Meant("moving-far", DENIED)),
        (ReadCode("telling-late", "", True), Meant("telling-late", PRESENT)),
        (ReadCode("telling-late:denied", "", True), Meant("telling-late", DENIED)),
        (ReadCode("Far away", "", False), None),
        (ReadCode("Far away", "nothing", True), Meant("moving-far", PRESENT)),
        (ReadCode("Telling", "nothing", True), Meant("telling", PRESENT)),
        (ReadCode("Far", "", True), None),
        (ReadCode("", "", True), None),
    ],
)
def test_codes_are_known_by_id_then_name(code: ReadCode, meant: Meant | None) -> None:
    # 'Telling' is the name of two codes, so it tells neither; it is the id of one.
    assert meanings({"g": code}, BOOK).get("g") == meant


def test_codes_are_known_by_their_guid_first() -> None:
    renamed = {guid_of("moving"): ReadCode("Far away", "telling", True)}
    assert meanings(renamed, BOOK)[guid_of("moving")] == Meant("moving", PRESENT)
    assert meanings({}, BOOK)[guid_of("moving:denied")] == Meant("moving", DENIED)
