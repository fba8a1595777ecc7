"""The page of file formats tells what the check answers with."""

from __future__ import annotations

import re
from enum import StrEnum
from pathlib import Path

import pytest

from pipeline.values import drafts


@pytest.fixture(scope="module")
def told(repository: Path) -> set[str]:
    page = (repository / "docs" / "file-formats.md").read_text("utf-8")
    section = page.split("### `voices check-draft --json`")[1].split("\n### ")[0]
    return set(re.findall(r"`([^`\n]+)`", section))


@pytest.mark.parametrize("value", [drafts.DraftCheck, drafts.DraftQuotation, drafts.DraftFinding])
def test_every_field_is_told(told: set[str], value: type[drafts.Value]) -> None:
    assert set(value.model_fields) <= told


@pytest.mark.parametrize(
    "words", [drafts.Verdict, drafts.FindingKind, drafts.Grade, drafts.Attributed]
)
def test_every_word_that_a_field_may_hold_is_told(told: set[str], words: type[StrEnum]) -> None:
    assert {one.value for one in words} <= told


def test_the_page_for_report_writers_tells_every_kind_of_finding(repository: Path) -> None:
    page = (repository / "docs" / "check-draft.md").read_text("utf-8")
    coded = set(re.findall(r"`([^`\n]+)`", page))
    assert {one.value for one in drafts.Verdict} <= coded
    kinds = {one.value for one in drafts.FindingKind} - {one.value for one in drafts.Verdict}
    assert kinds <= coded
