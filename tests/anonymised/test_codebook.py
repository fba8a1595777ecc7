from __future__ import annotations

import contextlib

import pytest
import yaml
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
        ("  - had to move", "  - 101", 10, "read as int.*quotation marks"),
        ("  - had to move", "  - no", 10, "read as bool.*quotation marks"),
        ("  - had to move", "  - 2020-01-01", 10, "read as timestamp"),
        ("  - had to move", "  - =", 10, "quotation marks"),
        ("  - had to move", "  -", 10, "nothing stands under 'cues'"),
        ("  - had to move", '  - "had\\tto move"', 10, "a tab stands in the words"),
        ("  - had to move", '  - "had\\x07to move"', 10, "cannot be printed"),
        ("  - had to move", "  - !!str had", 10, "'!' before a value"),
        ("  - had to move", "  - &a had\n  - *a", 11, "'\\*' before a word"),
        ("  - had to move", "  - (had to", 10, "cannot be read as a cue"),
        ("  - had to move", "  - <them> had", 10, "no list 'them'"),
        ("  - had to move", "  - had to: move", 10, "string"),
        ("  cues:\n  - had to move", "  cues: had to move\n", 9, "'cues' must be a list"),
        ("- id: moving", "- id: Moving House!", 5, "'moving-house' would be one"),
        ("- id: moving", "- id: ''", 5, "nothing stands under 'id'"),
        ("- id: moving", "- id: '7'", 5, "is no id"),
        ("- id: moving", f"- id: {'a' * 41}", 5, "at most 40"),
        ("  f: A family", "  F 1: A family", 3, "'f-1' would be one"),
        ("  family: f\n  name: Moving", "  name: Moving", 5, "required"),
        ("  name: Moving", "  name: [Moving]", 7, "must be words, not a list"),
        ("  name: Moving", f"  name: {'M' * 121}", 7, "longer than 120"),
        ("  name: Moving", "  name: Moving\n  parent: lock", 8, "did you mean 'locks'"),
        ("  name: Moving", "  name: Moving\n  parent: moving", 8, "its own parent"),
        ("  definition: Leaving a home", "  definition: ''", 8, "nothing stands"),
        ("  meaning: Wait", "  meaning: Wait\n  meaning: Stop", 19, "twice"),
        ("version: '1'", "version: 1", 1, "read as int"),
        ("version: '1'", "2001-01-01: x\nversion: '1'", 1, "before ':' must be words"),
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


def test_parents_may_not_go_round_nor_leave_the_family() -> None:
    round_about = GOOD.replace("name: Moving\n", "name: Moving\n  parent: locks\n").replace(
        "name: Locks\n", "name: Locks\n  parent: moving\n"
    )
    with pytest.raises(SettingsError, match=r"line 8: 'moving' would be its own parent"):
        parse_codebook(round_about, "c")
    apart = GOOD.replace("  f: A family", "  f: A family\n  g: Another").replace(
        "- id: locks\n  family: f\n", "- id: locks\n  family: g\n  parent: moving\n"
    )
    with pytest.raises(SettingsError, match="line 15: the parent 'moving' is of another family"):
        parse_codebook(apart, "c")


def many(count: int) -> str:
    codes = "".join(f"- {{id: c{n}, family: f, name: N, definition: d}}\n" for n in range(count))
    return f"version: '1'\nfamilies: {{f: F}}\ncodes:\n{codes}"


def test_a_codebook_has_at_most_400_codes() -> None:
    assert len(parse_codebook(many(400), "c").codes) == 400
    with pytest.raises(SettingsError, match="500 codes: a codebook may have 400"):
        parse_codebook(many(500), "c")


def test_of_very_many_faults_the_first_are_told() -> None:
    with pytest.raises(SettingsError, match="and 170 more") as caught:
        parse_codebook(many(200).replace("family: f", "family: g"), "c")
    assert str(caught.value).count("unknown family") == 30


@pytest.mark.parametrize(
    "text",
    [
        "[" * 100_000,
        "{a: " * 100_000,
        "? [a]\n: b",
        "? {a: b}\n: c",
        "!!bool maybe",
        "!!int ''",
        "!!timestamp never",
        "a: &x [*x]",
        "<<: {a: b}",
        "a: 1" + ":59" * 4000,
        "a: " + "9" * 5000,
        GOOD + "lists: {a: ['<a>']}\n",
        GOOD + "lists: {a: ['<b>'], b: ['<a>']}\n",
        GOOD + "lists: {a: ['<b>'], b: ['<c>'], c: ['<d>'], d: ['<e>'], e: [x]}\n",
        GOOD + "lists: {a: ['<nowhere>']}\n",
        GOOD.replace("had to move", f"({'(run off|turn up) ' * 40}|go)"),
        GOOD + "---\n" + GOOD,
        "\ud800",
        "x" * 4_000_001,
    ],
    ids=lambda text: text[:20],
)
def test_what_would_hang_or_crash_a_reader_is_refused(text: str) -> None:
    with pytest.raises(SettingsError):
        parse_codebook(text, "c")


@given(st.text(max_size=120))
def test_any_text_is_read_or_refused(text: str) -> None:
    for damaged in (text, GOOD + text, GOOD.replace("had to move", text)):
        with contextlib.suppress(SettingsError):
            assert parse_codebook(damaged, "config/codebook.yaml").codes


KEYS = st.sampled_from(
    ["version", "families", "codes", "flags", "lists", "rules", "id", "family", "parent", "name",
     "definition", "examples", "lookalikes", "cues", "neighbours", "meaning", "f", "a"]
)  # fmt: skip
LEAVES = st.one_of(
    st.none(), st.booleans(), st.integers(), st.floats(), st.dates(), st.binary(max_size=4),
    st.sampled_from(["f", "a", "b", "moving", "", "*", "a & b", "<f>", "(a|b", "no", "1"]),
    st.text(max_size=8),
)  # fmt: skip
ANYTHING = st.recursive(
    LEAVES,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(KEYS, inner, max_size=6),
    max_leaves=20,
)
CODES = st.dictionaries(KEYS, ANYTHING, max_size=8).map(
    lambda extra: {"id": "a", "family": "f", "name": "A", "definition": "d", **extra}
)


@given(ANYTHING, CODES)
def test_any_yaml_is_read_or_refused(anything: object, code: dict[str, object]) -> None:
    whole = {"version": "1", "families": {"f": "F"}, "codes": [code]}
    other = {"version": "1", "families": {"f": "F"}, "codes": anything}
    for data in (anything, whole, other):
        with contextlib.suppress(SettingsError):
            parse_codebook(yaml.safe_dump(data), "config/codebook.yaml")


def test_the_shipped_codebook_is_whole() -> None:
    codebook = shipped()
    assert len(codebook.codes) == 39
    assert len(codebook.flags) == 7
    for code in codebook.codes:
        assert len(code.cues) >= 30, code.id
        assert any(cue.endswith("?") for cue in code.cues), code.id
        assert len(set(code.cues)) == len(code.cues), code.id
        assert len(code.examples) == 8, code.id
        assert 3 <= len(code.lookalikes) <= 6, code.id
        assert code.neighbours, code.id
    lists = codebook.lists
    assert all(comparable(cue, lists) for flag in codebook.flags for cue in flag.cues)
