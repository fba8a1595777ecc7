"""Sentences and words of talk."""

from __future__ import annotations

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.quotable.sentences import count_words, sentences


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("He left. I stayed.", ["He left.", "I stayed."]),
        ("Did he? No! He did.", ["Did he?", "No!", "He did."]),
        ("No. I never did... It was him.", ["No.", "I never did...", "It was him."]),
        ("I saw Dr. Bell. He said no.", ["I saw Dr. Bell.", "He said no."]),
        ("He said, “Stop.” And I did.", ["He said, “Stop.”", "And I did."]),
        ("I just... I left. [sister] came.", ["I just... I left.", "[sister] came."]),
        (
            "I just... [pause] went. Él vino… He left.",
            ["I just... [pause] went.", "Él vino…", "He left."],
        ),
        ("no capitals. none at all. right", ["no capitals. none at all. right"]),
        ("It was 3.5 miles. 2016, that was.", ["It was 3.5 miles.", "2016, that was."]),
        ("  one  ", ["one"]),
    ],
)
def test_sentences(text: str, parts: list[str]) -> None:
    assert [text[span.start : span.end] for span in sentences(text)] == parts


@given(st.text(alphabet='aB. ?!\n…"[]', max_size=40))
def test_sentences_lose_only_blanks(text: str) -> None:
    spans = sentences(text)
    inside = "".join(text[span.start : span.end] for span in spans)
    assert "".join(inside.split()) == "".join(text.split())
    assert all(a.end <= b.start for a, b in itertools.pairwise(spans))


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("I didn't go.", 3),
        ("I met [phone number] there", 4),
        ("and […] then – so", 3),
        ("an ex-partner's", 2),
        ("...", 0),
        ("", 0),
    ],
)
def test_counts_words_as_a_reader_would(text: str, count: int) -> None:
    assert count_words(text) == count
