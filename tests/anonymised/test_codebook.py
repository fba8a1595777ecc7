from __future__ import annotations

import contextlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.anonymised.codebook import parse_codebook
from pipeline.anonymised.matching import comparable
from pipeline.errors import SettingsError
from tests.anonymised.talk import shipped

GOOD = """\
version: '1'
families:
  f: A family
codes:
- id: moving
  family: f
  name: Moving
  definition: Leaving a home
  cues:
  - had to move
  neighbours: [locks]
- id: locks
  family: f
  name: Locks
  definition: Making safe
flags:
- id: held
  meaning: Wait
  cues: [off the record]
  lookalikes: [keep it between us]
"""


def test_a_good_codebook_is_read() -> None:
    codebook = parse_codebook(GOOD, "config/codebook.yaml")
    assert codebook.code("moving").cues == ("had to move",)
    assert codebook.flags[0].lookalikes == ("keep it between us",)


@pytest.mark.parametrize(
    ("old", "new", "line", "words"),
    [
        ("  name: Locks", "  nane: Locks", 14, "did you mean 'name'"),
        ("  lookalikes:", "  lookalike:", 20, "did you mean 'lookalikes'"),
        ("- id: locks", "- id: moving", 12, "line 5 too"),
        ("- id: held", "- id: locks", 17, "line 12 too"),
        ("[locks]", "[lokcs]", 11, "did you mean 'locks'"),
        ("  family: f\n  name: Moving", "  family: g\n  name: Moving", 6, "unknown family 'g'"),
        ("  - had to move", "\t- had to move", 10, "tab"),
        ("  - had to move", "  - '*'", 10, "nothing to look for"),
        ("  - had to move", "  - moved *", 10, "nothing to look for"),
        ("  - had to move", "  - ''", 10, "nothing to look for"),
        ("  - had to move", "  - 101", 10, "string"),
        ("  - had to move", "  - no", 10, "string"),
        ("  - had to move", "  - had to: move", 10, "string"),
        ("  cues:\n  - had to move", "  cues: had to move\n", 9, "tuple|array"),
        ("- id: moving", "- id: Moving House", 5, "pattern"),
        ("  meaning: Wait", "  meaning: Wait\n  meaning: Stop", 19, "twice"),
        ("version: '1'", "version: 1", 1, "string"),
    ],
)
def test_a_fault_is_named_by_its_line(old: str, new: str, line: int, words: str) -> None:
    assert old in GOOD
    with pytest.raises(SettingsError, match=words) as caught:
        parse_codebook(GOOD.replace(old, new, 1), "config/codebook.yaml")
    assert f"line {line}:" in str(caught.value)
    assert str(caught.value).startswith("config/codebook.yaml")


def test_all_faults_of_a_kind_are_told_at_once() -> None:
    text = GOOD.replace("[locks]", "[lock, loks]")
    with pytest.raises(SettingsError) as caught:
        parse_codebook(text, "config/codebook.yaml")
    assert str(caught.value).count("unknown neighbour") == 2


@pytest.mark.parametrize(
    "text",
    [
        "",
        "codes: []",
        "version: '1'\nfamilies: {f: F}\ncodes: []",
        "version: '1'\nfamilies: {f: F}",
        "- a list",
        "just words",
        "codes: {id: moving}",
        "codes: [moving]",
        "codes:\n- id: [a]\n",
        "families: f\ncodes:\n- id: a\n  family: f",
        "{",
        "a: &a [*a]",
        "\x00",
    ],
)
def test_what_is_no_codebook_is_refused(text: str) -> None:
    with pytest.raises(SettingsError):
        parse_codebook(text, "config/codebook.yaml")


@given(st.text(max_size=120))
def test_any_text_is_read_or_refused(text: str) -> None:
    for damaged in (text, GOOD + text, GOOD.replace("had to move", text)):
        with contextlib.suppress(SettingsError):
            assert parse_codebook(damaged, "config/codebook.yaml").codes


def test_the_shipped_codebook_is_whole() -> None:
    codebook = shipped()
    assert len(codebook.codes) == 39
    assert len(codebook.flags) == 7
    for code in codebook.codes:
        assert len(code.cues) >= 30, code.id
        assert any(cue.endswith("?") for cue in code.cues), code.id
        assert len(set(code.cues)) == len(code.cues), code.id
        assert code.examples, code.id
        assert code.neighbours, code.id
    lists = codebook.lists
    assert all(comparable(cue, lists) for flag in codebook.flags for cue in flag.cues)
