"""Codebooks out to other programs and back, and in from theirs."""

from __future__ import annotations

import contextlib
import re
import uuid

import pytest
from defusedxml.ElementTree import fromstring
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.anonymised.qdc.reading import read_qdc
from pipeline.anonymised.qdc.writing import NAMESPACE, guid_of, write_qdc
from pipeline.errors import InputError
from pipeline.values.themes import Code, Codebook
from tests.anonymised.talk import shipped

NS = f"{{{NAMESPACE}}}"


def back(book: Codebook) -> Codebook:
    read = read_qdc(write_qdc(book, "test"), "book.qdc", lists=book.lists)
    assert read.left_out == ()
    return book.model_copy(update={"families": read.families, "codes": read.codes})


def qdc(inner: str, head: str = "") -> bytes:
    return (
        f'<?xml version="1.0" encoding="utf-8"?>{head}<CodeBook xmlns="{NAMESPACE}" '
        f'origin="Another"><Codes>{inner}</Codes></CodeBook>'
    ).encode()


def element(name: str, inner: str = "", codable: str = "true") -> str:
    guid = uuid.uuid5(uuid.NAMESPACE_URL, name)
    return f'<Code guid="{guid}" name="{name}" isCodable="{codable}">{inner}</Code>'


def test_the_shipped_codebook_goes_out_and_comes_back_whole() -> None:
    book = shipped()
    assert back(book).codes == book.codes
    assert back(book).families == book.families


def test_the_file_keeps_the_rules_of_the_schema() -> None:
    root = fromstring(write_qdc(shipped(), "victim-voices 1"))
    assert root.tag == f"{NS}CodeBook"
    assert root.get("origin") == "victim-voices 1"
    assert [one.tag for one in root] == [f"{NS}Codes"]
    codes = list(root.iter(f"{NS}Code"))
    assert len(codes) == len(shipped().codes) + len(shipped().families)
    assert len({one.get("guid") for one in codes}) == len(codes)
    for one in codes:
        assert uuid.UUID(one.get("guid")).version == 5
        assert one.get("name")
        assert one.get("isCodable") in ("true", "false")
        assert re.fullmatch("#[0-9A-F]{6}", one.get("color") or "")
        assert set(one.attrib) == {"guid", "name", "isCodable", "color"}
        tags = [inner.tag for inner in one]
        assert tags == [f"{NS}Description", *[f"{NS}Code"] * (len(tags) - 1)]
    assert not write_qdc(shipped(), "x").startswith(b"\xef\xbb\xbf")


def test_the_same_id_gives_the_same_guid_and_no_other_does() -> None:
    assert guid_of("moving") == guid_of("moving")
    assert len({guid_of(key) for key in ("moving", "family:moving", "locks")}) == 3


WORDS = st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Cs"]), max_size=40).map(
    lambda text: " ".join(text.replace("\ufffe", "").replace("\uffff", "").split())
)
NAMES = WORDS.filter(bool)
IDS = st.from_regex(r"[a-z][a-z0-9]{0,8}(-[a-z0-9]{1,8}){0,2}", fullmatch=True)


@st.composite
def books(draw: st.DrawFn) -> Codebook:
    families = draw(st.dictionaries(IDS, NAMES, min_size=1, max_size=3))
    ids = draw(st.lists(IDS, min_size=1, max_size=6, unique=True))
    by_family: dict[str, list[str]] = {}
    codes = []
    for id in ids:
        family = draw(st.sampled_from(sorted(families)))
        above = by_family.setdefault(family, [])
        codes.append(
            Code(
                id=id, family=family, name=draw(NAMES), definition=draw(NAMES),
                include=draw(WORDS), exclude=draw(WORDS),
                examples=tuple(draw(st.lists(NAMES, max_size=3))),
                lookalikes=tuple(draw(st.lists(NAMES, max_size=2))),
                neighbours=tuple(sorted(set(draw(st.lists(st.sampled_from(ids)))) - {id})),
                parent=draw(st.sampled_from([None, *above])),
            )
        )  # fmt: skip
        above.append(id)
    return Codebook(version="1", families=families, codes=tuple(codes))


@settings(max_examples=40)
@given(books())
def test_any_codebook_goes_out_and_comes_back(book: Codebook) -> None:
    again = back(book)
    assert {one.id: one for one in again.codes} == {one.id: one for one in book.codes}
    assert again.families == book.families


def test_a_book_of_another_program_becomes_families_codes_and_parts() -> None:
    inner = element("Mobile phone", "<Description>Changes\nof the phone.</Description>")
    tree = element("Daily life", element("Getting about", inner + element("Ünterwegs")))
    read = read_qdc(qdc(tree + element("Loose end")), "x.qdc")
    assert read.families == {"daily-life": "Daily life", "without-a-family": "Without a family"}
    assert [(one.id, one.family, one.parent) for one in read.codes] == [
        ("getting-about", "daily-life", None),
        ("mobile-phone", "daily-life", "getting-about"),
        ("unterwegs", "daily-life", "getting-about"),
        ("loose-end", "without-a-family", None),
    ]
    assert read.codes[1].definition == "Changes of the phone."
    assert read.codes[0].definition == "Getting about"
    assert any("'Daily life' became a family" in what for what in read.left_out)


def test_what_is_changed_or_left_out_is_said() -> None:
    cues = "d\nCues:\n- (broken\n- moved house\nNeighbours: nowhere\nId: NO ID"
    tree = element("F", element("A", f"<Description>{cues}</Description>") * 2, "false")
    extra = qdc(tree + element("F", element(""), "false")).replace(
        b"</Codes>", b"</Codes><Sets><Set/></Sets>"
    )
    read = read_qdc(extra, "x.qdc", taken=["a"])
    assert [one.id for one in read.codes] == ["a-2", "a-3", "code"]
    assert read.families == {"f": "F", "f-2": "F"}
    assert read.codes[0].cues == ("moved house",)
    told = "\n".join(read.left_out)
    for words in ("'Sets'", "1 cues of 'a-2'", "1 neighbours of 'a-2'", "'NO ID' became 'a-2'",
                  "without a name was called 'code'"):  # fmt: skip
        assert words in told


BOMB = '<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]>'


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (qdc(element("&b;"), BOMB), "entities"),
        (qdc(element("A"), '<!DOCTYPE x SYSTEM "file:///etc/hostname">'), "document type"),
        (qdc(element("A"), "<!DOCTYPE x>"), "document type"),
        (b"", "XML"),
        (b"PK\x03\x04", "XML"),
        (b"\xff\xfe\x00", "XML"),
        (b'<?xml version="1.0" encoding="nonsense"?><a/>', "XML"),
        (qdc(element("A"))[:-20], "XML"),
        (b"<Project/>", "no REFI-QDA codebook"),
        (qdc(""), "no codes"),
        (qdc(element("F", "", "false")), "no codes"),
        (qdc("".join(element(f"c{n}") for n in range(401))), "401 codes"),
        (qdc("<Code>" * 790 + "</Code>" * 790), "deep"),
        (qdc("<Code name='a'/>" * 5000), "5000 codes"),
        (b" " * 10_000_001, "larger than 10 MB"),
    ],
)
def test_what_is_no_book_is_refused(data: bytes, words: str) -> None:
    with pytest.raises(InputError, match=words):
        read_qdc(data, "x.qdc")


@given(st.binary(max_size=200))
def test_any_bytes_are_read_or_refused(data: bytes) -> None:
    whole = qdc(element("A", "<Description>" + "x" * 9 + "</Description>"))
    for damaged in (data, whole[:120] + data + whole[120:], whole[:250] + data):
        with contextlib.suppress(InputError):
            assert read_qdc(damaged, "x.qdc").codes
