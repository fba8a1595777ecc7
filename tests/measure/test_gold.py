"""The gold parser: what it makes of tags, which faults it tells, and the sample's twelve files."""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from pipeline.errors import InputError
from pipeline.measure.gold import parse_gold
from pipeline.values.gold import GoldTranscript, GoldTurn
from pipeline.values.identifiers import Kind
from pipeline.values.themes import Polarity

GOLD = Path(__file__).parents[2] / "corpora" / "sample" / "gold"
HEAD = "#id: S99\n#style: txt\n#participant: woman, 30s\n#roster: Ann Roe=victim; Tom Doe=stalker\n"
NAMED = '<e t="PERSON" id="p1" k="direct">Ann</e>'


def _parse(*turns: str) -> GoldTranscript:
    return parse_gold(HEAD + "\n".join(turns), "gold/S99.gold.txt")


def _words(turn: GoldTurn) -> list[str]:
    return [turn.text[entity.span.start : entity.span.end] for entity in turn.entities]


def test_headers_and_roster() -> None:
    gold = _parse("I: Hello.")
    assert (gold.id, gold.style, gold.participant) == ("S99", "txt", "woman, 30s")
    assert gold.roster == (("Ann Roe", "victim"), ("Tom Doe", "stalker"))


def test_offsets_count_in_the_text_without_tags() -> None:
    turn = _parse(
        f'P2: Um, <c id="home-security,fear" pol="considered">I told {NAMED}, and '
        '<e k="quasi" id="x2" t="OTHER">the cat</e>.</c> Well.'
    ).turns[0]
    assert turn.speaker == "P2"
    assert turn.text == "Um, I told Ann, and the cat. Well."
    assert _words(turn) == ["Ann", "the cat"]
    (code,) = turn.codes
    assert turn.text[code.span.start : code.span.end] == "I told Ann, and the cat."
    assert (code.codes, code.polarity) == (("home-security", "fear"), Polarity.CONSIDERED)


@pytest.mark.parametrize(
    "talk",
    ["at A&E, <name 00:12:44>, <sighs>", "2 < 3 > 1", "<crying>", "<edit>", "a &amp; b", "[<]"],
)
def test_what_is_no_tag_is_talk(talk: str) -> None:
    assert _parse(f"P: {talk}").turns[0].text == talk


FAULTS = [
    ("P: Hello <e", "malformed"),
    ("P: <E t='PERSON'>Ann</E>", "malformed"),
    ("P: < e>Ann", "malformed"),
    (f"P: {NAMED} </e", "malformed"),
    ('P: <e t="PERSON" id="p1" k="direct">Ann', "<e> is not closed"),
    ('P: <c id="fear" pol="present">so', "<c> is not closed"),
    ("P: Ann</e>", "closes nothing"),
    ("P: so</c>", "closes nothing"),
    (f'P: <e t="OTHER" id="x" k="quasi">my {NAMED}</e>', "<e> inside <e>"),
    ('P: <c id="fear" pol="present">a <c id="fear" pol="present">b</c></c>', "<c> inside <c>"),
    (
        'P: <c id="fear" pol="present">a <e t="OTHER" id="x" k="quasi">b</c> c</e>',
        "<e> and <c> cross",
    ),
    (
        'P: <e t="OTHER" id="x" k="quasi">a <c id="fear" pol="present">b</e> c</c>',
        "<c> opens inside <e>",
    ),
    ('P: <e t="PERSN" id="p1" k="direct">Ann</e>', "unknown kind"),
    ('P: <e t="PERSON" id="p1" k="sure">Ann</e>', "'direct' or 'quasi'"),
    ('P: <e t="PERSON" id="p 1" k="direct">Ann</e>', "the id of <e>"),
    ('P: <e t="PERSON" id="p1">Ann</e>', "exactly the attributes"),
    ('P: <e t="PERSON" id="p1" k="direct" x="1">Ann</e>', "exactly the attributes"),
    ('P: <e t="PERSON" id="p1" id="p2" k="direct">Ann</e>', "exactly the attributes"),
    ("P: <e t=PERSON id=p1 k=direct>Ann</e>", "attributes of <e> are malformed"),
    ("P: <e>Ann</e>", "exactly the attributes"),
    ('P: <e t="PERSON" id="p1" k="direct">Ann</e k="direct">', "closing tag with attributes"),
    ('P: <e t="PERSON" id="p1" k="direct">Ann </e>', "begins or ends with a blank"),
    ('P: <e t="PERSON" id="p1" k="direct"></e>x', "is empty"),
    ('P: <c id="Fear" pol="present">so</c>', "the id of <c>"),
    ('P: <c id="fear,fear" pol="present">so</c>', "each once"),
    ('P: <c id="fear" pol="maybe">so</c>', "pol is one of"),
    ('I: <c id="fear" pol="present">so</c>', "interviewer"),
    (
        f'P: {NAMED} <e t="OTHER" id="p1" k="quasi">cat</e>',
        "the id of an <e> is used for two kinds",
    ),
    ("X: Hello", "a turn begins with"),
    ("Hello", "a turn begins with"),
    ("P:Hello", "a turn begins with"),
    ("P:", "the turn is empty"),
    ("P: ", "the turn is empty"),
    ("#style: vtt", "header after the first turn"),
    ("#colour: red", "not a header"),
]


@pytest.mark.parametrize(("line", "fault"), FAULTS)
def test_faults_are_told_by_line(line: str, fault: str) -> None:
    with pytest.raises(InputError) as told:
        _parse("I: Hello.", "", line, "I: Goodbye.")
    assert told.value.where == "gold/S99.gold.txt"
    assert re.match(r"line 7(, column \d+)?: ", told.value.what)
    assert fault in told.value.what


def test_the_column_is_where_the_tag_begins() -> None:
    with pytest.raises(InputError, match="line 5, column 9: "):
        _parse("P: I am <e>Ann</e>")


def test_every_faulty_line_is_told_and_no_word_of_it() -> None:
    with pytest.raises(InputError) as told:
        _parse(
            "P: <e>Zebedee</e>", "P: fine", 'P: <e t="Zebedee" id="z" k="direct">Z</e>', "Zebedee"
        )
    assert [line.split(":")[0].split(",")[0] for line in told.value.what.splitlines()] == [
        "line 5",
        "line 7",
        "line 8",
    ]
    assert "Zebedee" not in str(told.value) + repr(told.value)


@pytest.mark.parametrize(
    ("head", "fault"),
    [
        ("#style: txt\n", "'#id:' is missing"),
        ("#id: S1\n#id: S2\n", "line 2: '#id:' stands twice"),
        ("#id: S 1\n", "line 1: an id is made of"),
        ("#id: S1\n#roster: Ann Roe\n", "line 2: the roster is written"),
        ("#id: S1\n#roster: Ann Roe=\n", "line 2: the roster is written"),
        ("#id: S1\n#roster: =victim\n", "line 2: the roster is written"),
    ],
)
def test_faulty_headers(head: str, fault: str) -> None:
    with pytest.raises(InputError, match=re.escape(fault)):
        parse_gold(f"{head}P: Hello.", "x")


def test_without_turns_it_is_refused() -> None:
    with pytest.raises(InputError, match="no turn"):
        parse_gold(HEAD, "x")


def test_byte_order_mark_and_windows_lines() -> None:
    gold = parse_gold("\ufeff" + (HEAD + "P: Hello.\n").replace("\n", "\r\n"), "x")
    assert [turn.text for turn in gold.turns] == ["Hello."]


def test_no_words_in_a_repr() -> None:
    gold = _parse(f"P: Zebedee and {NAMED}")
    shown = repr(gold)
    assert "Zebedee" not in shown
    assert "Ann" not in shown


@given(st.text(alphabet="ab <>/ec=\"'tidk\n:PI#", max_size=120))
def test_any_text_parses_or_is_refused(text: str) -> None:
    try:
        gold = parse_gold(HEAD + text, "x")
    except InputError:
        return
    assert all(turn.text.strip() for turn in gold.turns)


@given(
    st.lists(
        st.tuples(
            st.text(alphabet="abc ,.é😀'", max_size=8), st.text(alphabet="xyzé😀", min_size=1)
        ),
        min_size=1,
        max_size=6,
    )
)
def test_spans_give_back_what_was_tagged(pieces: list[tuple[str, str]]) -> None:
    tagged = "".join(f'{a}<e t="OTHER" id="x1" k="quasi">{b}</e>' for a, b in pieces)
    turn = _parse(f"P: .{tagged}").turns[0]
    assert turn.text == "." + "".join(a + b for a, b in pieces)
    assert _words(turn) == [b for _, b in pieces]


# The sample's own files.

FILES = sorted(GOLD.glob("*.gold.txt"))


@pytest.fixture(scope="module")
def sample() -> dict[str, GoldTranscript]:
    return {path.name: parse_gold(path.read_text(encoding="utf-8"), path.name) for path in FILES}


def test_the_twelve_parse_under_their_names(sample: dict[str, GoldTranscript]) -> None:
    assert [gold.id for gold in sample.values()] == [f"S{n:02d}" for n in range(1, 13)]
    assert list(sample) == [f"{gold.id}.gold.txt" for gold in sample.values()]


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_each_holds_what_a_gold_file_must(path: Path, sample: dict[str, GoldTranscript]) -> None:
    gold = sample[path.name]
    assert gold.style
    assert gold.participant
    roles = [role for _, role in gold.roster]
    assert roles.count("victim") == roles.count("stalker") == 1
    assert 1500 <= sum(len(turn.text.split()) for turn in gold.turns) <= 2300
    entities = [entity for turn in gold.turns for entity in turn.entities]
    assert len(entities) >= 60
    assert {Kind.PERSON, Kind.LOCATION, Kind.PHONE, Kind.AGE} <= {one.kind for one in entities}
    codes = [code for turn in gold.turns for code in turn.codes]
    polarity = Counter(code.polarity for code in codes)
    assert polarity[Polarity.DENIED] >= 2
    assert polarity[Polarity.CONSIDERED] >= 1
    assert len({id for code in codes for id in code.codes}) >= 14


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_about_half_of_the_participants_talk_is_coded(
    path: Path, sample: dict[str, GoldTranscript]
) -> None:
    turns = [turn for turn in sample[path.name].turns if turn.speaker != "I"]
    said = sum(len(turn.text) for turn in turns)
    coded = sum(len(code.span) for turn in turns for code in turn.codes)
    assert 0.35 <= coded / said <= 0.60


def test_codes_are_of_the_codebook(sample: dict[str, GoldTranscript]) -> None:
    codebook = (GOLD.parents[2] / "config" / "codebook.yaml").read_text(encoding="utf-8")
    known = {code["id"] for code in yaml.safe_load(codebook)["codes"]}
    used = {
        id
        for gold in sample.values()
        for turn in gold.turns
        for code in turn.codes
        for id in code.codes
    }
    assert used <= known


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_a_surname_or_full_name_is_marked_wherever_it_stands(
    path: Path, sample: dict[str, GoldTranscript]
) -> None:
    gold = sample[path.name]
    names = {
        word
        for turn in gold.turns
        for entity, words in zip(turn.entities, _words(turn), strict=True)
        if entity.kind is Kind.PERSON
        for word in re.findall(r"[^\W\d_]{3,}", words)
        if word[0].isupper() and word.lower() not in ORDINARY
    }
    for turn in gold.turns:
        marked = [(entity.span.start, entity.span.end) for entity in turn.entities]
        for found in re.finditer(r"[^\W\d_]+", turn.text):
            if found[0] in names:
                inside = any(start <= found.start() < end for start, end in marked)
                assert inside, f"{gold.id}, turn {turn.number}, at {found.start()}"


ORDINARY = frozenset(
    re.findall(
        r"\w+",
        "joy barry dean frank bell hope sunny will rose mark grant grace may pat bright constable "
        "deal summer bill beat her bus bird core column drain the meaner bear pain day good owe "
        "midday fur den pearl rosemary penn lonely",
    )
)
"""Names that are words too: whether one is meant only a reader can tell."""

# Every number and address must be one that nobody has.

DIGITS = {
    **{"oh": "0", "one": "1", "two": "2", "three": "3", "four": "4", "five": "5"},
    **{"six": "6", "seven": "7", "eight": "8", "nine": "9", "zero": "0"},
}
TIMES = {"double": 2, "triple": 3, "treble": 3}


def _digits(spoken: str) -> str:
    """The digits of a telephone number as written or said ('nine hundred' is 900)."""
    digits, times = "", 1
    for word in re.findall(r"[a-z]+|\d", spoken.lower()):
        if word in TIMES:
            times = TIMES[word]
        elif word == "hundred":
            digits += "00"
        else:
            digits += DIGITS.get(word, word) * times
            times = 1
    return digits


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_telephone_numbers_are_from_the_drama_ranges(
    path: Path, sample: dict[str, GoldTranscript]
) -> None:
    numbers: dict[str, str] = {}
    for turn in sample[path.name].turns:
        for entity, words in zip(turn.entities, _words(turn), strict=True):
            if entity.kind is Kind.PHONE:
                numbers[entity.id] = numbers.get(entity.id, "") + _digits(words)
    assert numbers
    for number in numbers.values():
        assert re.fullmatch(r"07700900\d{3}|01632960\d{3}", number)


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_no_written_number_or_address_is_outside_them(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    for number in re.findall(r"\b0\d{4} ?\d{6}\b", text):
        assert re.fullmatch(r"07700 ?900\d{3}|01632 ?960\d{3}", number)
    for host in re.findall(r"@([\w-]+(?:\.[\w-]+)*\.(?:com|org|net|uk|co))\b", text):
        assert re.fullmatch(r"example\.(com|org|net)", host)
    for host in re.findall(r"\bat ([\w ]+) dot (?:com|org|net|co|uk)\b", text):
        assert host == "example"
    for name in re.findall(r't="EMAIL"[^>]*>([^<]+)</e>', text):
        assert re.search(r"(@| at )example(\.| dot )(com|org|net)$", name)
