"""Tagged talk: read, written, changed."""

from __future__ import annotations

import random
from pathlib import Path

import pytest

from pipeline.language.folding import folded
from pipeline.language.wordpiece import VOCABULARY, WordPiece
from pipeline.values.identifiers import Kind
from training.names.data import HELD_OUT, TURNS, load, names_in
from training.names.misheard import Mishearing
from training.names.name_lists import NameLists
from training.names.noise import noisy
from training.names.rename import Renaming
from training.names.talk import Document, Segment, interviews, parse, tagged, text_of

LINE = (
    'So <e t="PERSON" k="direct">Nas</e> rang, and <e t="PERSON" k="direct">Nas</e> said it was'
    ' <e t="AGE" k="quasi">thirty-four</e> years since <e t="LOCATION" k="quasi">Girlington</e>,'
    ' and I will mark it. <e t="PERSON" k="direct">M-E-H</e>.'
)
MISHEARING = Mishearing(WordPiece.load(VOCABULARY).pieces)


def document(*lines: str) -> Document:
    return Document("x01", tuple(parse(line) for line in lines))


def mentions(found: Document, kind: Kind) -> list[str]:
    return [one.text for turn in found.turns for one in turn if one.kind is kind]


def test_what_is_parsed_can_be_written_again() -> None:
    assert tagged(parse(LINE)) == LINE
    assert parse('<c id="a" pol="present">x</c>y') == (Segment("xy"),)


@pytest.mark.parametrize("line", ["<e t=PERSON>Nas</e>", "Nas</e>", '<e t="PERSON" k="direct">'])
def test_malformed_tags_are_refused_by_file_and_row(tmp_path: Path, line: str) -> None:
    path = tmp_path / "z.jsonl"
    text = line.replace('"', '\\"')
    path.write_text(f'{{"voice": "z01", "speaker": "P", "text": "{text}"}}\n', encoding="utf-8")
    with pytest.raises(ValueError, match=r"z\.jsonl, row 1"):
        interviews([path])


def test_every_turn_of_the_repository_reads_and_no_mention_has_ragged_edges() -> None:
    data = load(None)
    for one in (*data.training, *data.held_out):
        for turn in one.turns:
            for segment in turn:
                if segment.kind is not None:
                    assert segment.text == segment.text.strip(), one.voice


def test_a_fifth_of_the_voices_is_kept_apart() -> None:
    data = load(None)
    apart = HELD_OUT.read_text(encoding="utf-8").split()
    assert sorted(one.voice for one in data.held_out) == sorted(apart)
    assert not {one.voice for one in data.training} & set(apart)
    assert 0.17 < len(apart) / (len(apart) + len(data.training)) < 0.25
    assert TURNS.is_dir()


def renaming(seed: int, held_out: frozenset[str] = frozenset()) -> Renaming:
    bank = {Kind.ORGANISATION: ("Bocian",)}
    return Renaming(NameLists(held_out), MISHEARING, bank, random.Random(seed))


@pytest.mark.parametrize("seed", range(30))
def test_renaming_changes_mentions_alone_and_the_same_for_the_same(seed: int) -> None:
    before = document(LINE, LINE.lower().replace("person", "PERSON").replace("age", "AGE")
                      .replace("location", "LOCATION"))  # fmt: skip
    after = renaming(seed).document(before)
    talk = [[one.text for one in turn if one.kind is None] for turn in after.turns]
    assert talk == [[one.text for one in turn if one.kind is None] for turn in before.turns]
    # Now and then a name is said letter by letter, or of the whole family.
    said = ("".join(filter(str.isalpha, name.lower())) for name in mentions(after, Kind.PERSON))
    nas = [name.removesuffix("s") for name in said]
    assert nas[0] == nas[1] == nas[3] == nas[4]
    assert len(mentions(after, Kind.AGE)) == 2


def test_names_kept_apart_are_never_drawn() -> None:
    lists = NameLists(frozenset({"grace", "aled", "khan"}))
    dice = random.Random(1)
    drawn = {folded(lists.a_given(dice)) for _ in range(4000)}
    drawn |= {folded(lists.a_last(dice)) for _ in range(4000)}
    assert not drawn & {"grace", "aled", "khan"}
    assert len(drawn) > 2000


def test_names_in_are_the_words_of_people() -> None:
    assert names_in([document(LINE)]) == {"nas", "m", "e", "h"}


@pytest.mark.parametrize("seed", range(60))
def test_noise_keeps_every_mention_and_its_kind(seed: int) -> None:
    before = document(LINE, "I said no to Beth, I did.", LINE)
    after = noisy(before, random.Random(seed))
    kinds = [[one.kind for one in turn if one.kind] for turn in after.turns]
    assert kinds == [[one.kind for one in turn if one.kind] for turn in before.turns]
    for turn in after.turns:
        assert "  " not in text_of(turn)


@pytest.mark.parametrize("name", ["Beata", "Siobhan", "Nasreen", "Gurpreet", "Kwame"])
def test_a_misheard_name_is_ordinary_words(name: str) -> None:
    dice = random.Random(3)
    heard = {MISHEARING.of(name, dice) for _ in range(40)} - {None}
    assert heard
    assert all(folded(name) != one and one.replace(" ", "").isalpha() for one in heard if one)


def test_what_no_text_should_say_is_never_heard() -> None:
    dice = random.Random(4)
    lists = NameLists()
    heard = {MISHEARING.of(lists.a_given(dice), dice) or "" for _ in range(3000)}
    assert not {word for one in heard for word in one.split()} & {"wog", "paki", "yid", "nigger"}
