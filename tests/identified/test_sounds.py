"""How words sound: names of many tongues against what recognisers made of them."""

from __future__ import annotations

from importlib.resources import files
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.identified.sound_rules import english, readings
from pipeline.identified.sounds import SOUNDS, VOWELS, alike, readings_of, said, weight

words = st.text(max_size=20)
sounds = st.text(alphabet="pbtdkgfvszSCJTmnNlrwyhx" + "".join(sorted(VOWELS)), max_size=12)


def likeness(name: str, heard: str) -> float:
    """The best over all readings of the name and of the words."""
    spoken = ["".join(one) for one in product(*(said(word) for word in heard.split()))]
    called = ["".join(one) for one in product(*(readings_of(part) for part in name.split()))]
    return max(alike(one, other) for one in spoken for other in called)


@pytest.mark.parametrize(
    ("name", "heard"),
    [
        ("Tahmina", "the meaner"),
        ("Tahmina", "tar meaner"),
        ("Calum", "column"),
        ("Calum Brannigan", "column branny gun"),
        ("Drennan", "drain in"),
        ("Tolu", "to lou"),
        ("Beata", "beat her"),
        ("Arben", "are ben"),
        ("Ayomide", "i owe me day"),
        ("Saoirse", "sir shower"),
        ("Saoirse", "seer sha"),
        ("Róisín", "row sheen"),
        ("Niamh", "neve"),
        ("Siobhán", "shiv on"),
        ("Caoimhe", "keever"),
        ("Aoife", "ee fa"),
        ("Rhiannon", "ria known"),
        ("Gwenllian", "gwen lean"),
        ("Eirlys", "air lease"),
        ("Ifan", "even"),
        ("Catriona", "cat reena"),
        ("Agnieszka", "agnes car"),
        ("Bogdan", "bog done"),
        ("Oksana", "ox anna"),
        ("Wanjiku", "one g coo"),
        ("Njeri", "and jerry"),
        ("Abena", "a bean a"),
        ("Akosua", "a cause you are"),
        ("Owusu", "oh who sue"),
        ("Kwabena", "quarter beaner"),
        ("Hüseyin", "who's sane"),
        ("Delaram", "tell a ram"),
        ("Kamran", "come run"),
        ("Senthil", "sent ill"),
        ("Raghu", "rag who"),
        ("Hodan", "hoe dan"),
        ("Attracta", "a tractor"),
        ("Bernadette", "burn a debt"),
        ("Mihaela", "me hyla"),
        ("Inês", "in ess"),
    ],
)
def test_what_recognisers_make_of_names_sounds_like_them(name: str, heard: str) -> None:
    assert likeness(name, heard) >= 0.7


@pytest.mark.parametrize(
    ("name", "heard"),
    [
        ("Tahmina", "tomorrow"),
        ("Calum", "police"),
        ("Beata", "kitchen"),
        ("Siobhan", "window"),
        ("Joy", "boy"),
        ("Priya", "window"),
        ("Wojciech", "upstairs"),
        ("Rhiannon", "the solicitor"),
        ("Adeel", "the phone"),
    ],
)
def test_other_words_do_not(name: str, heard: str) -> None:
    assert likeness(name, heard) < 0.6


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("knight", "night"),
        ("rough", "ruff"),
        ("taught", "tort"),
        ("weigh", "way"),
        ("wrote", "rote"),
        ("father", "farther"),
        ("sauce", "source"),
        ("court", "caught"),
        ("debt", "det"),
        ("physics", "fiziks"),
    ],
)
def test_silent_letters_and_a_silent_r(one: str, other: str) -> None:
    assert alike(said(one)[0], said(other)[0]) >= 0.85


def test_a_voiced_pair_costs_less_than_another_class_and_a_weak_vowel_less_than_a_full_one() -> (
    None
):
    assert alike("bIt", "pIt") > alike("bIt", "sIt")
    assert alike("tAmin@", "tAmin") > alike("tAmin@", "tAmn@")
    assert alike("bet", "bit") > alike("bet", "but") > alike("bet", "bes")


@given(sounds, sounds)
def test_likeness_is_symmetric_and_within_bounds(one: str, other: str) -> None:
    assert alike(one, other) == pytest.approx(alike(other, one))
    assert 0.0 <= alike(one, other) <= 1.0


@given(sounds)
def test_a_sound_is_like_itself_and_nothing_like_silence(one: str) -> None:
    assert alike(one, one) == 1.0
    if one:
        assert alike(one, "") == 0.0
        assert weight(one) > 0


@given(words)
def test_whatever_is_written_is_read(word: str) -> None:
    for reading in (*said(word), *readings_of(word)):
        assert set(reading) <= set("pbtdkgfvszSCJTmnNlrwyhx") | VOWELS


@pytest.mark.parametrize(
    "odd", ["", "🙂", "7", "’", "\u0301", "ъ", "ﬀ", "İ", "a" * 4000, "x" * 4000]
)
def test_odd_words_do_no_harm(odd: str) -> None:
    assert all(len(reading) <= 200 for reading in (*said(odd), *readings_of(odd)))


def test_every_rule_and_every_row_of_the_table_makes_sounds_that_can_be_compared() -> None:
    table = files("pipeline.identified") / "gazetteers" / "pronunciations.txt"
    rows = [line.split() for line in table.read_text("utf-8").splitlines() if line[:1] not in "#"]
    made = [sounds for _, *row in rows for sounds in row]
    made += [sounds for one in (english(), *readings()) for sounds in one.sounds]
    assert {sound for sounds in made for sound in sounds} <= SOUNDS
