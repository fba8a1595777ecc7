from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.quotable.draft.align import Alignment, Match, align, exact, is_slip
from pipeline.quotable.draft.words import draft_tokens, source_tokens

SAID = (
    "Um, I went another way to work, [laughs] and I didn't feel safe in [town 3], you know, not at "
    "all. He'd follow me every morning."
)


def laid(quoted: str) -> list[tuple[str, list[str], list[str]]]:
    put, said = draft_tokens(quoted), source_tokens(SAID)
    return [
        (
            step.match.name,
            [one.folded for one in put[slice(*step.quoted)]],
            [one.folded for one in said[slice(*step.said)]],
        )
        for step in align(put, said).steps
    ]


def test_a_changed_word_is_told_beside_the_word_it_was() -> None:
    assert ("OTHER", ["did"], ["didn't"]) in laid("and I did feel safe in [town 3]")


def test_an_ellipsis_takes_words_for_nothing() -> None:
    steps = laid("I went another way … feel safe in [town 3]")
    assert ("CUT", ["…"], ["to", "work", "and", "i", "didn't"]) in steps
    assert {match for match, _, _ in steps} == {"SAME", "CUT"}


def test_words_left_out_without_a_sign_are_one_stretch() -> None:
    assert ("LEFT_OUT", [], ["you", "know"]) in laid("safe in [town 3], not at all")


def test_words_put_in_are_one_stretch() -> None:
    steps = laid("feel safe in my own lovely old [town 3], you know")
    assert ("PUT_IN", ["my", "own", "lovely", "old"], []) in steps


def test_a_bracket_takes_a_few_words() -> None:
    steps = laid("I went another way [and was not] safe in [town 3]")
    assert ("BRACKET", ["[and was not]"], ["to", "work", "and", "i", "didn't", "feel"]) in steps


@pytest.mark.parametrize(
    ("one", "other", "slip"),
    [
        ("didnt", "didn't", True),
        ("follow", "folow", True),
        ("everything", "evrythng", True),
        ("never", "ever", True),
        ("not", "now", False),
        ("1999", "1998", False),
        ("morning", "evening", False),
        ("would", "wouldn't", False),
    ],
)
def test_slips_of_the_pen_are_told_from_other_words(one: str, other: str, slip: bool) -> None:
    assert is_slip(one, other) is slip


WORDS = st.lists(st.sampled_from(["a", "b", "c", "d", "e", "f", "g"]), min_size=1, max_size=14)


@given(WORDS, st.data())
def test_any_stretch_of_a_turn_is_found_word_for_word(
    words: list[str], data: st.DataObject
) -> None:
    start = data.draw(st.integers(0, len(words) - 1))
    end = data.draw(st.integers(start + 1, len(words)))
    put, said = draft_tokens(" ".join(words[start:end])), source_tokens(" ".join(words))
    found = align(put, said)
    assert found.is_exact
    assert found.same == end - start
    alone = exact(put, said)
    assert alone is not None
    assert alone.cost == pytest.approx(found.cost)


@given(WORDS, WORDS)
def test_an_alignment_takes_every_word_once_and_in_order(put: list[str], said: list[str]) -> None:
    found: Alignment = align(draft_tokens(" ".join(put)), source_tokens(" ".join(said)))
    quoted = [at for step in found.steps for at in range(*step.quoted)]
    assert quoted == list(range(len(put)))
    turn = [at for step in found.steps for at in range(*step.said)]
    assert turn == sorted(set(turn))
    for step in found.steps:
        if step.match is Match.SAME:
            assert put[slice(*step.quoted)] == said[slice(*step.said)]
