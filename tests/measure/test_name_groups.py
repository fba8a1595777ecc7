"""The groups of names, and that the package's list is what the lists written by hand make."""

from __future__ import annotations

import importlib.util
from pathlib import Path
from types import ModuleType

import pytest

from pipeline.identified.recognisers.word_lists import is_name, is_word_too
from pipeline.language.folding import folded
from pipeline.measure.name_groups import (
    SPELLED,
    UNGROUPED,
    UNLISTED,
    WORD_TOO,
    NameGroups,
    listed_groups,
)

TINY = NameGroups(
    listed={
        "gareth": ("English", "Welsh"),
        "pugh": ("Welsh",),
        "ali": ("Arabic", "South Asian"),
        "peel": ("English",),
        "hope": ("English",),
    },
    folded=folded,
    is_word_too=lambda word: word in {"hope", "bell"},
    is_name=lambda word: word in {"hope", "bell", "zorro"},
)


@pytest.mark.parametrize(
    ("words", "groups"),
    [
        ("Gareth", {"English", "Welsh"}),
        ("gareth pugh", {"Welsh"}),
        ("Ali Pugh", {"Arabic", "South Asian", "Welsh"}),
        ("Hope", {WORD_TOO}),
        ("Hope Bell", {WORD_TOO}),
        ("Hope Pugh", {"Welsh"}),
        ("Hope Unheardof", {UNLISTED}),
        ("Zorro", {UNGROUPED}),
        ("Gaz", {UNLISTED}),
        ("Dil the Bus", {UNLISTED}),
        ("P-U-G-H", {SPELLED}),
        ("P, U, G, H", {SPELLED}),
        ("G", {SPELLED}),
        ("G Pugh", {"Welsh"}),
        ("Pugh-Peel", {"English", "Welsh"}),
        ("12", {UNLISTED}),
    ],
)
def test_groups_of_a_mention(words: str, groups: set[str]) -> None:
    assert set(TINY.of(words)) == groups


@pytest.mark.parametrize(
    ("words", "group"),
    [
        ("Rhiannon", "Welsh, Cornish"),
        ("Tahmina", "South Asian"),
        ("Ogunleye", "African"),
        ("Wójcik", "Polish, Ukrainian, Russian, Baltic"),
        ("Dąbrowski", "Polish, Ukrainian, Russian, Baltic"),
        ("Nguyen", "East and South-East Asian"),
        ("Shapiro", "Jewish"),
        ("Öztürk", "Arabic, Kurdish, Persian, Turkish"),
        ("Grace", WORD_TOO),
        ("Will", WORD_TOO),
        ("Fazakerley", UNLISTED),
    ],
)
def test_the_package_s_own_list(words: str, group: str) -> None:
    groups = NameGroups(listed_groups(), folded, is_word_too, is_name)
    assert group in groups.of(words)


def builder(repository: Path) -> ModuleType:
    path = repository / "training" / "gazetteers" / "name_groups.py"
    spec = importlib.util.spec_from_file_location("build_name_groups", path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_the_list_is_what_the_lists_written_by_hand_make(repository: Path) -> None:
    kept = (repository / "pipeline" / "measure" / "name_groups.txt").read_text("utf-8")
    assert kept == builder(repository).text(), "run training/gazetteers/name_groups.py"


def test_a_heading_or_line_without_a_group_stops_the_builder(
    repository: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    build = builder(repository)
    monkeypatch.setattr(build, "BY_HAND", tmp_path)
    (tmp_path / "given_names.txt").write_text("# Title.\n# Martian\nUlla\n")
    with pytest.raises(ValueError, match="has no group"):
        list(build.lines_by_group("given_names.txt"))
    (tmp_path / "given_names.txt").write_text("# Title.\n# Jewish\nMoshe\n")
    with pytest.raises(ValueError, match="1 lines for 2 groups"):
        list(build.lines_by_group("given_names.txt"))
