"""The sample study: its raw files are what the command renders, and hold all the gold's talk.

The raw files are read here with libraries, not with the pipeline's readers.
"""

from __future__ import annotations

import csv
import io
import re
import subprocess
import sys
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from webvtt import Caption

from corpora.render_sample import SAMPLE, main, render, stale
from corpora.rendering.plan import PLAN, Planned
from pipeline.measure.gold import parse_gold
from pipeline.values.gold import GoldTranscript
from pipeline.values.identifiers import Kind
from pipeline.values.quotes import Consent

RAW = SAMPLE / "transcripts"
by_id = pytest.mark.parametrize("planned", PLAN, ids=lambda planned: planned.interview.id)


def _gold(id: str) -> GoldTranscript:
    return parse_gold((SAMPLE / "gold" / f"{id}.gold.txt").read_text(encoding="utf-8"), id)


def _raw(planned: Planned) -> bytes:
    return (RAW / planned.interview.file).read_bytes()


@by_id
def test_committed_files_are_a_fresh_rendering(planned: Planned) -> None:
    assert _raw(planned) == render(planned)


def test_nothing_else_lies_there() -> None:
    assert stale(RAW) == []
    assert len(list(RAW.iterdir())) == len(PLAN) == 12


def test_the_command_checks_in_a_process_of_its_own() -> None:
    script = str(SAMPLE.parent / "render_sample.py")
    done = subprocess.run([sys.executable, script, "--check"], capture_output=True, check=False)
    assert (done.returncode, done.stdout.strip()) == (0, b"all as rendered")


def test_the_check_finds_what_is_changed_missing_or_strange(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["--to", str(tmp_path)]) == 0
    assert main(["--to", str(tmp_path), "--check"]) == 0
    changed = tmp_path / PLAN[0].interview.file
    changed.write_bytes(changed.read_bytes() + b"x")
    (tmp_path / PLAN[5].interview.file).unlink()
    (tmp_path / "stranger.txt").write_text("?")
    capsys.readouterr()
    assert main(["--to", str(tmp_path), "--check"]) == 1
    assert capsys.readouterr().out == "not as rendered: S01, S06, 1 more files\n"


# All the talk is in the file.


def _docx(data: bytes) -> str:
    import docx

    document = docx.Document(io.BytesIO(data))
    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    return "\n".join([*(paragraph.text for paragraph in document.paragraphs), *cells])


def _odt(data: bytes) -> str:
    from odf import teletype, text
    from odf.opendocument import load

    document = load(io.BytesIO(data))
    return "\n".join(teletype.extractText(one) for one in document.getElementsByType(text.P))


def _rtf(data: bytes) -> str:
    from striprtf.striprtf import rtf_to_text

    text: str = rtf_to_text(data.decode("ascii"))  # type: ignore[no-untyped-call]
    return text


def _vtt(data: bytes) -> str:
    return "\n".join(caption.text for caption in _captions(data))


def _captions(data: bytes) -> list[Caption]:
    import webvtt

    return webvtt.from_buffer(io.StringIO(data.decode("utf-8").replace("\r\n", "\n"))).captions


def _srt(data: bytes) -> str:
    return "\n".join("\n".join(cue) for cue in _cues(data))


def _cues(data: bytes) -> list[list[str]]:
    """The text lines of each SRT cue; its number and times are checked."""
    cues = [block.splitlines() for block in data.decode("utf-8-sig").strip().split("\n\n")]
    for number, (written, times, *_) in enumerate(cues, start=1):
        assert written == str(number)
        assert re.fullmatch(r"\d\d:\d\d:\d\d,\d{3} --> \d\d:\d\d:\d\d,\d{3}", times)
    return [lines for _, _, *lines in cues]


def _txt(data: bytes) -> str:
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        return data.decode("cp1252")


READ = {".docx": _docx, ".odt": _odt, ".rtf": _rtf, ".vtt": _vtt, ".srt": _srt, ".txt": _txt}


def _text(planned: Planned) -> str:
    return READ[Path(planned.interview.file).suffix](_raw(planned))


def _words(text: str) -> Iterator[str]:
    typed = text.translate(str.maketrans("‘’“”", "''\"\"")).replace("…", "...")
    return (word.lower() for word in re.findall(r"[\w']+|[^\w\s']", typed))


@by_id
def test_every_word_of_the_talk_stands_in_the_file_in_order(planned: Planned) -> None:
    found = _words(_text(planned))
    for turn in _gold(planned.interview.id).turns:
        for word in _words(turn.text):
            assert word in found, f"turn {turn.number}"  # consumes: the order counts


@by_id
def test_no_tag_of_the_gold_is_left(planned: Planned) -> None:
    assert not re.search(r'</?[ec][ >]|pol="|k="(direct|quasi)"', _text(planned))


@by_id
def test_every_speaker_has_the_files_own_tag(planned: Planned) -> None:
    text = _text(planned)
    tags = planned.interview.tags
    assert set(tags) == {turn.speaker for turn in _gold(planned.interview.id).turns}
    if planned.interview.file.startswith("Kasia"):
        text = _raw(planned).decode()  # the library takes voice tags out of the text
    assert all(tag in text for tag in tags.values())


# What is special about single formats.


def _of(id: str) -> Planned:
    return next(planned for planned in PLAN if planned.interview.id == id)


@pytest.mark.parametrize("id", ["S02", "S03", "S12", "S10"])
def test_zip_containers_have_fixed_dates(id: str) -> None:
    with zipfile.ZipFile(io.BytesIO(_raw(_of(id)))) as container:
        assert {entry.date_time for entry in container.infolist()} == {(2024, 1, 1, 0, 0, 0)}
        assert container.testzip() is None


def test_open_document_begins_with_its_type_and_has_a_comment() -> None:
    with zipfile.ZipFile(io.BytesIO(_raw(_of("S10")))) as container:
        assert container.namelist()[0] == "mimetype"
        content = container.read("content.xml").decode()
    assert content.count("<office:annotation") == 1
    assert "<text:line-break" in content


@pytest.mark.parametrize(("id", "name"), [("S02", "Thackray"), ("S03", "Choudhury")])
def test_document_properties_carry_names(id: str, name: str) -> None:
    import docx

    document = docx.Document(io.BytesIO(_raw(_of(id))))
    assert name in document.core_properties.title
    assert document.core_properties.author


def test_house_style_numbers_every_line() -> None:
    lines = _text(_of("S02")).split("\n")
    numbered = [line for line in lines if re.match(r"\d+( |$)", line)]
    assert [int(line.split()[0]) for line in numbered] == list(range(1, len(numbered) + 1))
    assert len(numbered) == len(lines) - 5
    assert "INTERVIEWEE: Dean Thackray" in lines[1]


def test_srt_lines_are_short_and_two_a_cue() -> None:
    cues = _cues(_raw(_of("S07")))
    assert all(1 <= len(cue) <= 2 for cue in cues)
    assert all(len(line) <= 42 for cue in cues for line in cue)
    named = [cue for cue in cues if re.match(r"(Adeel|Mide): ", cue[0])]
    assert len(named) == len(_gold("S07").turns) < len(cues)


def test_cues_are_in_time_and_utterances_split() -> None:
    for id in ("S04", "S05"):
        cues = _captions(_raw(_of(id)))
        assert len(cues) > 2 * len(_gold(id).turns)
        times = [(cue.start_in_seconds, cue.end_in_seconds) for cue in cues]
        assert times == sorted(times)


def test_asr_text_is_lower_case_and_bureau_text_is_not_utf_8() -> None:
    assert _text(_of("S08")) == _text(_of("S08")).lower()
    with pytest.raises(UnicodeDecodeError):
        _raw(_of("S11")).decode("utf-8")


# The tables.


def _table(name: str) -> list[dict[str, str]]:
    with (SAMPLE / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def test_participants_are_listed_in_the_order_of_the_gold() -> None:
    rows = _table("participants.csv")
    assert [row["participant"] for row in rows] == [f"P{n:02d}" for n in range(1, 13)]
    assert [row["file"] for row in rows] == [planned.interview.file for planned in PLAN]
    assert [planned.interview.id for planned in PLAN] == [f"S{n:02d}" for n in range(1, 13)]
    consents = [Consent(row["consent"]) for row in rows]
    assert consents.count(Consent.QUOTE) == 9
    assert {Consent.CASE_STUDY, Consent.ARCHIVE, Consent.PARAPHRASE} <= set(consents)
    assert [row["show_first"] for row in rows].count("yes") == 1


def test_attributes_are_what_the_gold_says() -> None:
    for row, planned in zip(_table("participants.csv"), PLAN, strict=True):
        said = _gold(planned.interview.id).participant
        assert said.startswith(f"{row['gender']}, {row['age_band']}, ")
        assert said.endswith(row["relationship_to_stalker"])


def test_roster_holds_the_close_people_only() -> None:
    left_out = {"officer", "friend"}
    rows = _table("roster.csv")
    for planned in PLAN:
        gold = _gold(planned.interview.id)
        mine = [row for row in rows if row["participant"] == f"P{gold.id[1:]}"]
        people = {(row["words"], row["role"]) for row in mine if row["kind"] == Kind.PERSON}
        assert people == {(name, role) for name, role in gold.roster if role not in left_out}
        assert {row["kind"] for row in mine} >= {"PERSON", "LOCATION", "ORGANISATION"}
        assert all(row["kind"] in Kind.__members__ for row in mine)
