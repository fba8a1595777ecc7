from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from pipeline.errors import ExitCode
from pipeline.run.files import read_values
from pipeline.values.recognisable import Recognisable
from tests.cli.saying import Voices
from tests.ready import SECRETS, go, lay_out

STORY = """\
I: What did he do?
P: He left a brass handbell on my doorstep. He put, ask the ferryman what he saw, on the label.
I: And then?
P: There were forty-seven voicemails by the morning, and it never stopped.
I: What changed?
P: I changed my route to work every single day because of his brass handbell and his ferryman.
"""


@pytest.fixture(scope="module")
def told_once(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = lay_out(tmp_path_factory.mktemp("told") / "study", waived_confidence=0.0)
    (root / "corpora" / "trial" / "transcripts" / "C03.txt").write_text(STORY)
    (root / "corpora" / "trial" / "participants.csv").write_text(
        "participant,file,consent,gender,region\n"
        "A01,A01.txt,anonymised quote,woman,\n"
        "B02,B02.txt,anonymised quote,man,north\n"
        "C03,C03.txt,anonymised quote,woman,south\n"
    )
    go(root)
    return root


@pytest.fixture
def told(told_once: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(told_once, tmp_path / "study"))


def test_the_ranked_passages_are_told_without_a_word(voices: Voices, told: Path) -> None:
    said = voices("insider", "C03", study=told)
    assert said.code == ExitCode.OK
    assert "turn 2 [" in said.out
    for word in ("handbell", "ferryman", "forty-seven", *SECRETS):
        assert word not in said.all


def test_with_show_the_anonymised_words_stand_there_and_a_warning(
    voices: Voices, told: Path
) -> None:
    said = voices("insider", "C03", "--show", study=told)
    assert "handbell" in said.out
    assert "nobody has approved it" in said.err


def test_json_holds_places_and_with_show_words(voices: Voices, told: Path) -> None:
    rows = voices("insider", "C03", "--json", "--top", "2", study=told).json
    assert [row["rank"] for row in rows] == [1, 2]
    assert not any("text" in row for row in rows)
    shown = voices("insider", "C03", "--json", "--top", "2", "--show", study=told).json
    assert all(row["text"] for row in shown)


def test_all_transcripts_without_an_argument(voices: Voices, told: Path) -> None:
    ids = {row["transcript"] for row in voices("insider", "--json", study=told).json}
    assert "C03" in ids


def test_files_of_the_check_hold_no_word(told: Path) -> None:
    files = [
        path
        for room in ("identified", "anonymised")
        for path in (told / "outputs" / room / "insider").glob("*.jsonl")
    ]
    assert len(files) == 6
    for path in files:
        text = path.read_text()
        assert "handbell" not in text
        assert not any(word in text for word in SECRETS)
    assert read_values(files[0].with_name("C03.jsonl"), Recognisable)


def test_a_quote_of_such_a_passage_carries_the_check(voices: Voices, told: Path) -> None:
    quotes = voices("quotes", "--participant", "C03", "--json", study=told).json
    assert quotes
    assert any("insider check: " in check for quote in quotes for check in quote["checks"])


def test_an_unknown_transcript_and_nothing_checked_are_told(
    voices: Voices, told: Path, tmp_path: Path
) -> None:
    said = voices("insider", "Jonquil", study=told)
    assert said.code == ExitCode.INPUT
    assert "Jonquil" not in said.all
    fresh = lay_out(tmp_path / "fresh")
    said = voices("insider", study=fresh)
    assert said.code == ExitCode.INPUT
    assert "voices run" in said.err


def test_a_changed_draft_is_not_shown_by_old_places(voices: Voices, told: Path) -> None:
    path = told / "outputs" / "identified" / "insider" / "C03.jsonl"
    path.write_text(path.read_text().replace('"turn":2', '"turn":99'))
    said = voices("insider", "C03", "--show", study=told)
    assert said.code == ExitCode.INPUT
    assert "handbell" not in said.all


def test_the_mosaic_of_the_study_and_of_one(voices: Voices, told: Path) -> None:
    whole = voices("mosaic", "--json", study=told).json
    assert whole["participants"] == 3
    by_id = {one["participant"]: one for one in whole["unique"]}
    assert ["gender"] in by_id["B02"]["sets"]
    assert ["region"] in by_id["C03"]["sets"]
    one = voices("mosaic", "B02", "--json", study=told).json
    assert one == by_id["B02"]
    said = voices("mosaic", "B02", study=told)
    assert f"Generalise: {one['generalise']['attribute']}" in said.out


def test_the_mosaic_needs_no_room_1_and_prints_no_name(voices: Voices, told: Path) -> None:
    before = voices("mosaic", study=told).out
    shutil.rmtree(told / "outputs" / "identified")
    said = voices("mosaic", study=told)
    assert (said.code, said.out) == (ExitCode.OK, before)
    for id in ("A01", "B02", "C03"):
        one = voices("mosaic", id, study=told)
        assert one.code == ExitCode.OK
        assert not any(word in one.all for word in (*SECRETS, "handbell", ".txt", "south"))


def test_the_mosaic_of_nobody_and_without_quotes(voices: Voices, told: Path) -> None:
    said = voices("mosaic", "Jonquil", study=told)
    assert said.code == ExitCode.INPUT
    assert "Jonquil" not in said.all
    (told / "outputs" / "quotable" / "book.json").unlink()
    assert voices("mosaic", study=told).code == ExitCode.INPUT


def test_who_withdrew_is_in_neither(voices: Voices, told: Path) -> None:
    assert voices("withdraw", "C03", "--yes", "--because", "asked", study=told).code == 0
    assert not list((told / "outputs").rglob("insider/C03.jsonl"))
    assert voices("insider", "C03", study=told).code != ExitCode.OK
    assert voices("mosaic", "C03", study=told).code != ExitCode.OK
    assert "C03" not in voices("mosaic", study=told).out
