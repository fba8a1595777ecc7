from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.quotable.draft.words import Sort, draft_tokens, plain_words, source_tokens


def folded(text: str) -> list[str]:
    return [token.folded for token in draft_tokens(text)]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("I didn’t go", "i didn't GO"),
        ("ex-partner", "ex partner"),
        ("a café—then", "a cafe then"),
        ("ev\u00aderyone\u200b", "everyone"),
        ("line\nbroken", "line broken"),
        ("[H]e came", "he came"),
        ("He’d [laughs] gone", "He'd gone"),
        ("he (pause) went", "he went"),
        ("“so” he ‘said’", "so he said"),
    ],
)
def test_what_a_typesetter_changes_is_no_difference(one: str, other: str) -> None:
    assert folded(one) == folded(other)


@pytest.mark.parametrize("gap", ["…", "...", "[…]", "[...]", ". . .", "(…)", "[ … ]"])
def test_an_ellipsis_in_a_draft_is_a_gap_and_in_talk_a_pause(gap: str) -> None:
    assert [one.sort for one in draft_tokens(f"so {gap} then")] == [Sort.WORD, Sort.GAP, Sort.WORD]
    assert [one.folded for one in source_tokens(f"so {gap} then")] == ["so", "then"]


def test_brackets_are_a_placeholder_in_talk_and_an_editor_s_in_a_draft() -> None:
    (said,) = source_tokens("[officer 1]")
    (put,) = draft_tokens("[Officer 1]")
    assert (said.sort, put.sort) == (Sort.PLACEHOLDER, Sort.ADDED)
    assert said.folded == put.folded


def test_letters_in_brackets_belong_to_their_word_and_are_marked() -> None:
    (word,) = draft_tokens("walk[ed]")
    assert (word.folded, word.marked, word.start, word.end) == ("walked", True, 0, 7)


@given(st.text(max_size=80))
def test_tokens_lie_in_the_text_in_order(text: str) -> None:
    for tokens in (draft_tokens(text), source_tokens(text)):
        end = 0
        for one in tokens:
            assert end <= one.start < one.end <= len(text)
            end = one.end


def test_no_word_stands_in_a_repr() -> None:
    assert "secret" not in repr(draft_tokens("secret"))


def test_plain_words_are_folded() -> None:
    assert plain_words("Victim 7’s ex-partner") == ["victim", "7's", "ex", "partner"]
