"""What a person takes out of a quote: refused where it changes the sense, provable where it does
not."""

from __future__ import annotations

from collections import Counter

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from pipeline.quotable.cuts import (
    BRACKET,
    changes_sense,
    is_whole_negation,
    may_be_added,
    may_stand,
)
from pipeline.quotable.edit import OWN_RULES, RULES, present
from pipeline.quotable.places import verbatim_span
from pipeline.quotable.speech import HEDGES, protected
from pipeline.values.quote_records import QuoteEdit, standing_edits, words_state
from pipeline.values.quotes import presented
from pipeline.values.spans import Span

TALK = (
    "I was going home, past the mill, and he was there. He followed me to the shop. "
    "I did not look at him. Did I ring anyone? I rang my sister."
)


def span(text: str, words: str) -> Span:
    assert text.count(words) == 1
    start = text.index(words)
    return Span(start=start, end=start + len(words))


def edit(text: str, words: str, after: str | None = None) -> QuoteEdit:
    return edit_at(text, span(text, words), after)


def edit_at(text: str, where: Span, after: str | None = None) -> QuoteEdit:
    return QuoteEdit(
        quote="Q1", transcript="T01", turn=1, state=words_state(text), span=where, after=after,
        by="KL",
    )  # fmt: skip


@pytest.mark.parametrize(
    ("cut", "becomes"),
    [
        ("past the mill, ", "I was going home, […] and he was there."),
        ("past the mill", "I was going home, […], and he was there."),
        ("I was going home, past the mill, and ", "He was there."),
        (", past the mill, and he was there", "I was going home."),
        (", past the mill,", "I was going home […] and he was there."),
    ],
)
def test_a_cut_shows_inside_and_not_at_the_ends(cut: str, becomes: str) -> None:
    text = "I was going home, past the mill, and he was there."
    assert present(text, [edit(text, cut)])[0] == becomes


def test_a_cut_of_the_last_sentence_leaves_nothing() -> None:
    assert present(TALK, [edit(TALK, " I rang my sister.")])[0].endswith("Did I ring anyone?")


def test_cuts_side_by_side_are_one() -> None:
    text = "I left, and he came, and the rain fell, and then I ran."
    own = [edit(text, "and he came"), edit(text, "and the rain fell")]
    assert present(text, own)[0] == "I left, […], and then I ran."


def test_an_editor_s_words_stand_in_brackets() -> None:
    text, edits = present(TALK, [edit(TALK, "He", "[My brother]")])
    assert "[My brother] followed me" in text
    assert [one.rule for one in edits] == [BRACKET]


def test_rules_and_cuts_together_are_told_apart() -> None:
    text = "Um, I was home, past the mill, when er he came"
    shown, edits = present(text, [edit(text, "past the mill, ")])
    assert shown == "I was home, […] when he came."
    assert {one.rule for one in edits} <= set(RULES) | set(OWN_RULES)
    assert presented(text, edits) == shown


@pytest.mark.parametrize(
    ("words", "what"),
    [
        ("not ", "a negation"),
        ("look at him", "what a negation denies"),
        ("Did I ring anyone?", "the question that is answered"),
    ],
)
def test_what_may_not_go(words: str, what: str) -> None:
    assert what in changes_sense(TALK, span(TALK, words))


@pytest.mark.parametrize(
    ("text", "cut", "what"),
    [
        ("I thought he would stop and I left.", "I thought", "a hedge"),
        ("Perhaps he knew where I lived then.", "Perhaps", "a hedge"),
        ("It was sort of frightening for me.", "sort of", "a hedge"),
        ("I was afraid if he came to the door.", "if he came to the door", "a condition"),
        ("I stay in unless my son is home.", "unless my son is home", "a condition"),
        ("My friend said he had a knife on him.", "My friend said", "who said it"),
        ("They told me it was him at the gate.", "They told me", "who said it"),
        ("And he goes, is that your car there?", "And he goes, ", "who said it"),
        ("He sometimes rang me at my work.", "sometimes", "how much or how often"),
        ("I couldn’t sleep for weeks after it.", "couldn’t", "a negation"),
        ("I never saw him, only his car there.", "never", "a negation"),
        ("He was there. Or I thought it was him. I ran.", "Or I thought it was him.",
         "what takes back what was said"),
        ("He hit me. At least it felt so. I ran.", "At least it felt so.",
         "what takes back what was said"),
        ("He hit me. He did not stop. I ran.", "He did not stop.", "a negation"),
    ],
)  # fmt: skip
def test_every_sort_of_sense_is_seen(text: str, cut: str, what: str) -> None:
    assert what in changes_sense(text, span(text, cut))


@pytest.mark.parametrize(
    ("text", "cut"),
    [
        ("I was going home, past the mill, and he was there.", "past the mill, "),
        ("I went to the shop, the big one, for bread.", "the big one, "),
        ("He was there. My mother was asleep, I think. I ran.", "My mother was asleep, I think."),
        ("I ran. He said my name twice. I hid.", "He said my name twice."),
        ("I did not look. He had the dog, you know, the brown one.", ", you know, the brown one"),
    ],
)
def test_what_may_go(text: str, cut: str) -> None:
    assert changes_sense(text, span(text, cut)) == ()


def test_only_a_whole_sentence_may_take_its_not_along() -> None:
    assert is_whole_negation(TALK, span(TALK, "I did not look at him."))
    assert not is_whole_negation(TALK, span(TALK, "not look at him"))
    assert not is_whole_negation("I did not go.", Span(start=0, end=13)), "then nothing is left"


@pytest.mark.parametrize(
    ("text", "start", "end"),
    [("I walked home", 3, 8), ("in [the town] then", 4, 9), ("I went, then", 6, 8), ("I", 0, 9)],
)
def test_an_edit_takes_whole_words(text: str, start: int, end: int) -> None:
    assert may_stand(text, Span(start=start, end=end))


@pytest.mark.parametrize(
    ("words", "fine"),
    [
        ("[my brother]", True),
        ("[at the station]", True),
        ("my brother", False),
        ("[]", False),
        ("[a] [b]", False),
        ("[[a]]", False),
        ("[…]", False),
        ("[laughs]", False),
        ("[" + "x" * 61 + "]", False),
        ("[a\nb]", False),
    ],
)
def test_what_an_editor_may_add(words: str, fine: bool) -> None:
    assert (may_be_added(words) == "") is fine


def test_words_of_the_copy_are_found_in_the_verbatim() -> None:
    text = "Um, I, I was, er, going ‘home’ then, you know, um, past the mill"
    shown, edits = present(text)
    for words in ("I was going", "going 'home' then", "Past the MILL", "you know"):
        place, times = verbatim_span(text, shown, edits, words)
        assert times == 1
        assert place
    place, _ = verbatim_span(text, shown, edits, "past the mill")
    assert place
    assert text[place.start : place.end] == "past the mill"


def test_words_that_stand_twice_must_be_told_apart() -> None:
    text = "he came and he went"
    shown, edits = present(text)
    assert verbatim_span(text, shown, edits, "he") == (None, 2)
    assert verbatim_span(text, shown, edits, "he", 2) == (Span(start=12, end=14), 2)
    assert verbatim_span(text, shown, edits, "he", 3) == (None, 0)
    assert verbatim_span(text, shown, edits, "h") == (None, 0), "no part of a word"
    assert verbatim_span(text, shown, edits, "  ") == (None, 0)


def test_taking_back_takes_the_last() -> None:
    one, other = edit(TALK, "past the mill"), edit(TALK, "to the shop")
    back = QuoteEdit(quote="Q1", transcript="T01", turn=1, state=one.state, by="KL")
    assert standing_edits((one, other)) == {"Q1": (one, other)}
    assert standing_edits((one, other, back)) == {"Q1": (one,)}
    assert standing_edits((one, back, back, other)) == {"Q1": (other,)}
    assert standing_edits((back,)) == {}


WORDS = st.lists(
    st.sampled_from(
        [
            "I",
            "he",
            "was",
            "not",
            "never",
            "didn't",
            "thought",
            "maybe",
            "went",
            "home",
            "there",
            "um",
            "er",
            "I,",
            "[town]",
            "said",
            "if",
            "sometimes.",
            "sister.",
            "Did?",
            "um,",
            "–",
            "the-",
            "the",
            "car,",
            "[…]",
        ]
    ),
    min_size=1,
    max_size=25,
).map(" ".join)


@st.composite
def edited(draw: st.DrawFn) -> tuple[str, list[QuoteEdit]]:
    """Talk, and edits that were let through."""
    text = draw(WORDS)
    found = []
    for _ in range(draw(st.integers(min_value=1, max_value=4))):
        start = draw(st.integers(min_value=0, max_value=len(text) - 1))
        end = draw(st.integers(min_value=start + 1, max_value=len(text)))
        where = Span(start=start, end=end)
        clash = any(one.span and one.span.overlaps(where) for one in found)
        if clash or may_stand(text, where) or changes_sense(text, where):
            continue
        found.append(edit_at(text, where, draw(st.sampled_from([None, "[my friend]"]))))
    assume(found)
    return text, found


def denials(text: str) -> Counter[str]:
    words = [one.strip(",.?…–-").casefold() for one in text.split()]
    return Counter(one for one in words if protected(one) and one not in HEDGES and one[0] != "[")


@given(edited())
def test_every_copy_can_be_proved(given_talk: tuple[str, list[QuoteEdit]]) -> None:
    text, own = given_talk
    shown, edits = present(text, own)
    assert presented(text, edits) == shown
    assert {one.rule for one in edits} <= set(RULES) | set(OWN_RULES)


@given(edited())
def test_no_edit_takes_a_not(given_talk: tuple[str, list[QuoteEdit]]) -> None:
    text, own = given_talk
    assert denials(present(text, own)[0]) == denials(present(text)[0])


@given(edited())
def test_an_edit_only_takes_out_what_was_there(given_talk: tuple[str, list[QuoteEdit]]) -> None:
    text, own = given_talk
    added = {"[my", "friend]", "[…]"}
    shown = [word.strip(",.?…–-").casefold() for word in present(text, own)[0].split()]
    left = Counter(word for word in shown if word and word not in added)
    there = Counter(word.strip(",.?…–-").casefold() for word in text.split())
    assert left <= there
