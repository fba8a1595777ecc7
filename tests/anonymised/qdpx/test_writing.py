"""Projects as QDPX files."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from pipeline.anonymised.qdc.writing import guid_of
from pipeline.anonymised.qdpx.layout import lay_out
from pipeline.anonymised.qdpx.project import Applied, Marked, Source
from pipeline.anonymised.qdpx.proving import prove
from pipeline.anonymised.qdpx.writing import MADE, guid, write_qdpx
from pipeline.errors import VoicesError
from pipeline.values.spans import Span
from pipeline.values.themes import Polarity
from tests.anonymised.qdpx.projects import BOOK, NS, TURNS, Taken, project
from tests.anonymised.qdpx.test_layout import TALK
from tests.anonymised.talk import draft_turns, shipped

SCHEMA = etree.XMLSchema(etree.parse(Path(__file__).with_name("refi_qda_project.xsd")))
"""Of the standard's authors (REFI), under the MIT licence that stands in it."""
EMPTY = {"users": (), "cases": (), "sources": (), "notes": ()}


def valid(xml: bytes) -> bool:
    return bool(SCHEMA.validate(etree.fromstring(xml)))


@pytest.mark.parametrize("changed", [{}, EMPTY, {"codebook": shipped()}, {"line_end": "\r\n"}])
def test_the_file_keeps_the_rules_of_the_schema_and_those_it_does_not_know(
    changed: dict[str, object],
) -> None:
    taken = Taken(write_qdpx(project(**changed)))  # type: ignore[arg-type]
    assert valid(taken.xml), SCHEMA.error_log
    assert taken.faults() == ([] if "codebook" not in changed else ["targetGUID leads nowhere"] * 3)
    assert not taken.xml.startswith(b"\xef\xbb\xbf")
    assert set(taken.parts) == {
        "project.qde",
        *(one.get("plainTextPath", "").replace("internal://", "sources/")
          for name in ("TextSource", "Note") for one in taken.all(name)),
    }  # fmt: skip


def test_the_schema_would_see_a_fault() -> None:
    xml = Taken(write_qdpx(project())).xml
    assert not valid(xml.replace(b'isCodable="true"', b'isCodable="True"', 1))
    assert not valid(xml.replace(b"<Notes>", b"<Sets /><Notes>", 1))


def test_every_coded_slice_is_the_passage() -> None:
    taken = Taken(write_qdpx(project()))
    said = [words for _, words in taken.passages()]
    assert said == [
        "We moved to [town 1]", TURNS[1].text, "I never told the 𝒫olice", TURNS[3].text,
    ]  # fmt: skip
    wide = Taken(write_qdpx(project("\r\n")))
    assert [words for _, words in wide.passages()] == said
    assert wide.text(wide.all("TextSource")[0]).count("\r\n") == len(TURNS)


@settings(max_examples=60)
@given(TALK, st.data(), st.sampled_from(["\n", "\r\n"]))
def test_any_passage_of_any_talk_is_found_in_the_file(
    talk: list[tuple[str, str]], data: st.DataObject, line_end: str
) -> None:
    turns = draft_turns(*talk)
    marked = []
    for number in range(data.draw(st.integers(0, 4))):
        turn = data.draw(st.sampled_from(turns))
        start = data.draw(st.integers(0, len(turn.text) - 1))
        end = data.draw(st.integers(start + 1, len(turn.text)))
        applied = (Applied(f"C{number}", "moving", Polarity.PRESENT, "Coder 1"),)
        marked.append(
            Marked(turn.number, Span(start=start, end=end), "", applied, kind=str(number))
        )
    made = project(sources=(Source("P01", lay_out(turns, (), line_end), tuple(marked)),), cases=(),
                   notes=())  # fmt: skip
    written = write_qdpx(made)
    prove(written, made, {("P01", turn.number): turn.text for turn in turns})
    taken = Taken(written)
    assert [words for _, words in taken.passages()] == [
        turns[one.turn - 1].text[one.span.start : one.span.end] for one in marked
    ]
    assert taken.faults() == []


def test_a_file_with_other_passages_is_not_handed_on() -> None:
    made = project()
    words = {("P01", turn.number): turn.text for turn in TURNS}
    prove(write_qdpx(made), made, words)
    with pytest.raises(VoicesError, match="not the one that was coded") as caught:
        prove(write_qdpx(made), made, {**words, ("P01", 4): "No. I nevr told the police at all."})
    assert "never" not in str(caught.value)


def test_the_same_project_gives_the_same_bytes_and_says_nothing_of_when_and_where() -> None:
    script = (
        "import hashlib; from tests.anonymised.qdpx.projects import project\n"
        "from pipeline.anonymised.qdpx.writing import write_qdpx\n"
        "print(hashlib.sha256(write_qdpx(project())).hexdigest())"
    )
    digests = {
        subprocess.run(
            [sys.executable, "-c", script], capture_output=True, check=True,
            env={**os.environ, "PYTHONHASHSEED": seed, "TZ": zone},
            cwd=Path(__file__).parents[3],
        ).stdout
        for seed, zone in (("1", "UTC"), ("2", "Pacific/Auckland"))
    }  # fmt: skip
    assert len(digests) == 1
    taken = Taken(write_qdpx(project()))
    for entry in taken.entries:
        assert entry.date_time == (1980, 1, 1, 0, 0, 0)
        assert (entry.extra, entry.comment) == (b"", b"")
    dated = [one for name in ("PlainTextSelection", "Coding", "TextSource", "Note")
             for one in taken.all(name)]  # fmt: skip
    assert {one.get("creationDateTime") for one in dated} == {MADE}
    assert str(Path.home()).encode() not in b"".join(taken.parts.values())


def test_guids_are_of_ids_alone() -> None:
    assert guid("source", "P01") == guid("source", "P01")
    assert len({guid("source", "P01"), guid("case", "P01"), guid("source", "P0", "1")}) == 3
    source, case = (Taken(write_qdpx(project())).all(name)[0] for name in ("TextSource", "Case"))
    assert (source.get("guid"), case.get("guid")) == (guid("source", "P01"), guid("case", "P01"))


def test_what_was_denied_has_a_code_of_its_own_below_the_theme() -> None:
    taken = Taken(write_qdpx(project()))
    codes = {one.get("guid"): one for one in taken.all("Code")}
    used = [codes[one.get("targetGUID")].get("name") for one in taken.all("CodeRef")]
    assert used == ["Moving <home>", "Far away", "Telling [telling] (denied)"]
    (parent,) = [one for one in codes.values() if one.get("guid") == guid_of("telling")]
    assert [one.get("name") for one in parent.findall(f"{NS}Code")] == [used[2]]
    assert len(codes) == len(BOOK.codes) + len(BOOK.families) + 1


def test_codes_that_share_a_name_are_told_apart() -> None:
    names = [one.get("name") for one in Taken(write_qdpx(project())).all("Code")]
    assert len({name.casefold() for name in names if name}) == len(names)


def test_notes_stand_where_they_belong_and_never_on_a_code() -> None:
    taken = Taken(write_qdpx(project()))
    names = {one.get("guid"): one.get("name", "")[:5] for one in taken.all("Note")}
    on = {
        names[one.get("targetGUID", "")]: parent.tag.removeprefix(NS)
        for parent in taken.root.iter()
        for one in parent.findall(f"{NS}NoteRef")
    }
    assert on == {"M0001": "Coding", "M0002": "TextSource", "M0003": "PlainTextSelection",
                  "M0004": "Project"}  # fmt: skip
    assert taken.text(taken.all("Note")[0]) == "Words of M0001.\nAnd more."


def test_every_coding_has_its_coder_and_cases_have_what_may_be_told() -> None:
    taken = Taken(write_qdpx(project()))
    users = {one.get("guid"): one.get("name") for one in taken.all("User")}
    assert [users[one.get("creatingUser")] for one in taken.all("Coding")] == [
        "Coder 1", "machine", "Coder 1",
    ]  # fmt: skip
    assert [one.get("name") for one in taken.all("Variable")] == ["gender"]
    assert [one.text for one in taken.all("TextValue")] == ["woman"]
