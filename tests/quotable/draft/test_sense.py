from __future__ import annotations

import pytest

from pipeline.quotable.draft.sense import (
    carries,
    changed_sense,
    cut_before,
    cut_behind,
    hidden_by_cut,
)
from pipeline.quotable.draft.words import source_tokens


@pytest.mark.parametrize(
    ("was", "now", "touched"),
    [
        ("didn't", "did", "a negation"),
        ("never", "", "a negation"),
        ("", "not", "a negation"),
        ("never", "ever", "a negation"),
        ("i think he", "he", "a hedge"),
        ("sort of", "", "a hedge"),
        ("every", "one", "how much or how often"),
        ("40", "14", "how much or how often"),
        ("he", "she", "who is spoken of"),
        ("he'd", "i'd", "who is spoken of"),
        ("walk", "walked", ""),
        ("lovely", "nice", ""),
        ("not", "never", ""),
        ("my", "me", ""),
    ],
)
def test_what_a_change_touches(was: str, now: str, touched: str) -> None:
    assert changed_sense(was.split(), now.split()) == touched


def cut(text: str, gone: str) -> str:
    tokens = source_tokens(text)
    start = text.index(gone)
    inside = [at for at, one in enumerate(tokens) if start <= one.start < start + len(gone)]
    return hidden_by_cut(text, tokens, inside[0], inside[-1] + 1)


@pytest.mark.parametrize(
    ("text", "gone", "hidden"),
    [
        ("I don't feel safe at home.", "don't", "a negation"),
        ("I did not, at that time, feel safe.", "not, at that time,", "a negation"),
        ("I don't think, looking back, he meant it.", "I don't think, looking back,", "a negation"),
        ("I went to bed and did not sleep.", "and did not", "a negation"),
        ("I thought maybe I was mad.", "maybe", "a hedge"),
        ("I changed the locks. I didn't tell anyone. I moved.", "I didn't tell anyone.", ""),
        ("I rang, and I don't know why, and then he went.", "and I don't know why,", ""),
        ("I slept and didn't wake. Then I rang.", "and didn't wake.", ""),
        ("We had cameras and nobody looked, so I left.", "and nobody looked,", ""),
        ("She rang me every Friday, you know, at nine.", "you know,", ""),
    ],
)
def test_what_an_ellipsis_hides(text: str, gone: str, hidden: str) -> None:
    assert cut(text, gone) == hidden


@pytest.mark.parametrize(
    ("text", "begins", "hidden"),
    [
        ("I never felt safe at home.", "felt safe", "a negation"),
        ("I don't think he meant it.", "he meant it", "a negation"),
        ("I think he wanted me to know.", "he wanted", "a hedge"),
        ("I think he wanted me to know.", "wanted me", ""),
        ("I loved it. I never felt safe.", "I never", ""),
        ("I didn't want to, I loved that house.", "I loved", ""),
        ("We cried and he left.", "he left", ""),
    ],
)
def test_what_the_beginning_leaves_out(text: str, begins: str, hidden: str) -> None:
    tokens = source_tokens(text)
    place = text.index(begins)
    first = next(at for at, one in enumerate(tokens) if one.start == place)
    assert cut_before(text, tokens, first) == hidden


@pytest.mark.parametrize(
    ("text", "ends", "hidden"),
    [
        ("I stopped existing, more or less.", "existing", "a hedge"),
        ("It was him, I think, at the gate.", "him", "a hedge"),
        ("I trusted them, not really.", "them", "a negation"),
        ("I trusted them. Not really.", "them", ""),
        ("I trusted them and went home.", "them", ""),
    ],
)
def test_what_the_end_leaves_out(text: str, ends: str, hidden: str) -> None:
    tokens = source_tokens(text)
    place = text.index(ends) + len(ends)
    last = next(at for at, one in enumerate(tokens) if one.end == place)
    assert cut_behind(text, tokens, last + 1) == hidden


def test_the_writer_s_own_words_may_carry_it() -> None:
    assert carries("She no longer dared to", "a negation")
    assert carries("She feared that", "a hedge")
    assert not carries("She said:", "a negation")
    assert not carries("She said:", "a hedge")
