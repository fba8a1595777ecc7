"""What narrows down more stands above what narrows down less, whatever order it came in."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.identified.narrowing import Narrowing
from pipeline.identified.recognisers.rarity import rarity
from pipeline.values.identifiers import Kind, Mention, Status
from pipeline.values.spans import Span
from tests.identified.building import talk


def find(words: str, kind: Kind = Kind.OTHER, score: float = 0.5) -> Mention:
    span = Span(start=0, end=len(words))
    return Mention(
        turn=1, span=span, kind=kind, words=words, detector="test", score=score,
        status=Status.CHECK, listed=True,
    )  # fmt: skip


def study(*texts: str) -> Narrowing:
    """A participant for each text."""
    made = Narrowing()
    for number, text in enumerate(texts):
        made.count(talk(f"P{number}", text))
    return made


@pytest.mark.parametrize(
    ("rarer", "commoner"), [("handbell", "door"), ("ferret", "house"), ("zzyzx", "handbell")]
)
def test_rare_in_the_world(rarer: str, commoner: str) -> None:
    assert rarity(rarer) > rarity(commoner)
    one, other = study("nothing").of([find(f"a {rarer}"), find(f"a {commoner}")])
    assert one > other


def test_function_words_say_nothing_and_forms_of_a_word_are_one() -> None:
    assert rarity("the") == 0
    assert rarity("painted") <= rarity("paint")


def test_rare_in_the_study() -> None:
    shared = study("a ferret", "a ferret", "a ferret", "a ferret")
    alone = study("a ferret", "a dog", "a cat", "a horse")
    assert alone.of([find("ferret")]) > shared.of([find("ferret")])


def test_a_pair_that_few_share_narrows_down_more_than_each_part() -> None:
    texts = ["ferret organ", "ferret ledger", "organ ledger", "ferret organ", "ledger organ"]
    together = study(*texts).of([find("ferret"), find("ledger")])
    assert together[0] > study(*texts).of([find("ferret")])[0]


def test_surer_finds_and_single_kinds_rank_higher() -> None:
    sure, doubtful = study("x").of([find("ferret", score=0.9), find("ferret", score=0.2)])
    assert sure > doubtful
    act, people = study("x").of([find("ferret"), find("ferret", Kind.DEMOGRAPHIC)])
    assert act > people


WORDS = st.lists(
    st.sampled_from(("ferret", "ledger", "the", "door", "organ", "zzyzx", "and")), min_size=1
)


@given(
    texts=st.lists(WORDS.map(" ".join), min_size=1, max_size=5),
    found=st.lists(
        st.tuples(WORDS.map(" ".join), st.sampled_from(list(Kind)), st.floats(0, 1)), max_size=6
    ),
)
def test_the_rank_is_from_0_to_1_and_hangs_on_nothing_but_what_was_found(
    texts: list[str], found: list[tuple[str, Kind, float]]
) -> None:
    mentions = [find(*one) for one in found]
    values = study(*texts).of(mentions)
    assert all(0 <= value <= 1 for value in values)
    backwards = study(*reversed(texts)).of(list(reversed(mentions)))
    assert backwards[::-1] == values
