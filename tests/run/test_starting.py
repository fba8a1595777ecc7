"""A new study: complete, private, and never over something that is there."""

from __future__ import annotations

import stat
from pathlib import Path

import pytest

from pipeline.errors import StudyError
from pipeline.run.starting import start_study
from pipeline.run.study import open_study
from pipeline.settings import Engine, Review
from pipeline.values.quotes import Consent


@pytest.fixture
def root(tmp_path: Path) -> Path:
    start_study(tmp_path / "mine", "Our study")
    return tmp_path / "mine"


def test_a_new_study_opens_as_it_is_and_is_careful(root: Path) -> None:
    study = open_study(root)
    assert study.settings.title == "Our study"
    assert (study.settings.review, study.settings.consent) == (Review.REQUIRED, Consent.NONE)
    assert study.settings.engine is Engine.PROCESSES
    assert not study.settings.synthetic
    assert (study.documents, study.faults, study.roster) == ({}, (), ())


def test_a_new_study_is_its_owner_s_alone(root: Path) -> None:
    modes = {stat.S_IMODE(path.stat().st_mode) for path in root.rglob("*") if path.is_file()}
    assert modes == {0o600}
    folders = {
        stat.S_IMODE(path.stat().st_mode) for path in (root, *root.rglob("*")) if path.is_dir()
    }
    assert folders == {0o700}


def test_a_study_inside_a_repository_is_never_committed_by_accident(root: Path) -> None:
    assert (root / ".gitignore").read_text().split() == ["*"]


def test_the_tables_have_their_headings_and_no_rows(root: Path) -> None:
    corpus = root / "corpora" / "interviews"
    participants = (corpus / "participants.csv").read_text()
    assert participants == "participant,file,consent,show_first,pseudonym\n"
    assert (corpus / "roster.csv").read_text() == "participant,kind,words,role,also\n"


def test_the_settings_shipped_are_the_project_s_own(root: Path, repository: Path) -> None:
    for name in ("identifiers", "codebook", "quotes"):
        file = f"config/{name}.yaml"
        assert (root / file).read_bytes() == (repository / file).read_bytes()


@pytest.mark.parametrize(
    "title",
    [
        "Stalking: what victims told us",
        'She said "no"',
        "it's # not a comment",
        "- a list?",
        "yes",
        "2024",
        "{braces}",
        "Étude – 調査",
        "x" * 300,
        "two\nlines",
        "*star &amp",
        " spaces at the ends ",
    ],
)
def test_any_title_comes_through(tmp_path: Path, title: str) -> None:
    start_study(tmp_path / "mine", title)
    assert open_study(tmp_path / "mine").settings.title == title


def test_no_title_makes_no_study(tmp_path: Path) -> None:
    with pytest.raises(StudyError):
        start_study(tmp_path / "mine", "")
    assert not (tmp_path / "mine").exists()


def test_an_empty_folder_may_be_used(tmp_path: Path) -> None:
    (tmp_path / "mine").mkdir()
    start_study(tmp_path / "mine", "Our study")
    assert (tmp_path / "mine" / "config" / "study.yaml").exists()


@pytest.mark.parametrize("name", ["notes.txt", ".hidden"])
def test_a_folder_that_holds_anything_is_left_alone(tmp_path: Path, name: str) -> None:
    folder = tmp_path / "mine"
    folder.mkdir()
    (folder / name).write_text("mine")
    with pytest.raises(StudyError, match="not empty") as caught:
        start_study(folder, "Our study")
    assert [path.name for path in folder.rglob("*")] == [name]
    assert caught.value.where == "mine", "the folders above may name somebody's home"


def test_a_second_start_changes_nothing(root: Path) -> None:
    (root / "config" / "study.yaml").write_text("corpus: interviews\ntitle: Edited\n")
    with pytest.raises(StudyError):
        start_study(root, "Another")
    assert open_study(root).settings.title == "Edited"


def test_a_file_is_no_folder_for_a_study(tmp_path: Path) -> None:
    (tmp_path / "mine").write_text("a letter")
    with pytest.raises(StudyError):
        start_study(tmp_path / "mine", "Our study")
    assert (tmp_path / "mine").read_text() == "a letter"
