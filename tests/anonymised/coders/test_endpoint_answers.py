from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.anonymised.coders.endpoint.answers import (
    MOST_CODINGS,
    Drop,
    find_quote,
    read_answer,
)
from pipeline.anonymised.coders.endpoint.failures import UnansweredError
from pipeline.values.spans import Span
from pipeline.values.themes import Polarity
from tests.anonymised.coders.model_server import stating

TALK = "We moved in June. I said, “I can’t stay here,” and we moved. [ex-partner] found us."
ASKED = {"moving-house", "fear"}


@pytest.mark.parametrize(
    ("quote", "passage"),
    [
        ("We moved in June.", "We moved in June."),
        ("moved", "moved"),  # the first of two
        ("  we\n\tmoved ", "we moved"),
        ("we\u00a0moved", "we moved"),
        ('I said, "I can\'t stay here,"', "I said, “I can’t stay here,"),
        ("'I can`t stay here,'", "I can’t stay here,"),
        ("“we moved.”", "we moved."),
        ("[ex-partner] found us.", "[ex-partner] found us."),
        (TALK, TALK),
    ],
)
def test_a_quote_that_stands_there(quote: str, passage: str) -> None:
    place = find_quote(quote, TALK)
    assert place is not None
    assert TALK[place.start : place.end] == passage
    assert place.start == TALK.index(passage)


@pytest.mark.parametrize(
    "quote",
    [
        "",
        " ",
        "''",
        "We have moved in June.",
        "we moved in june",
        "We moved … we moved",
        "We moved in June. [ex-partner] found us.",
        "ove",
        "e moved",
        "We moved in Jun",
        "We moved in June, I said",
        "ex partner",
        ".*",
        "(?s).+",
        TALK + " And more.",
        "x" * 1_000_000,
        "We moved\u200b in June.",
        "\ud800",
    ],
)
def test_a_quote_that_does_not(quote: str) -> None:
    assert find_quote(quote, TALK) is None


@given(st.data())
def test_any_whole_words_are_found_as_they_stand(data: st.DataObject) -> None:
    words = data.draw(st.lists(st.text("ab’[]\\.*", min_size=1, max_size=4), min_size=1))
    talk = " ".join(words)
    first = data.draw(st.integers(0, len(words) - 1))
    last = data.draw(st.integers(first + 1, len(words)))
    quote = "  ".join(words[first:last]).replace("’", "'")
    bare = quote.strip("'’ ")
    place = find_quote(quote, talk)
    assert (place is not None) == bool(bare)
    if place is not None:
        found = talk[place.start : place.end].replace("’", "'")
        assert found.split() == bare.split()


@pytest.mark.parametrize("reason", [{}, {"reason": "she says so"}, {"reason": None}])
@pytest.mark.parametrize("under_key", [True, False])
def test_a_good_answer_is_taken(reason: dict[str, Any], under_key: bool) -> None:
    stated = [stating("moving-house", "we moved.", "considered", **reason)]
    answer = read_answer(json.dumps({"codings": stated} if under_key else stated), ASKED, TALK)
    (found,) = answer.found
    start = TALK.index("we moved.")
    assert (found.code, found.span) == ("moving-house", Span(start=start, end=start + 9))
    assert found.polarity is Polarity.CONSIDERED
    assert not answer.dropped


def test_nothing_found_is_an_answer() -> None:
    assert read_answer("[]", ASKED, TALK).found == ()
    assert read_answer(' {"codings": []}\n', ASKED, TALK).found == ()


def test_what_does_not_stand_up_is_dropped_and_counted_and_the_rest_is_kept() -> None:
    talk = "We moved. " + "and then " * 50 + "that was it."
    stated = [
        stating("no-such-code", "We moved."),
        stating("Moving-House", "We moved."),
        stating("moving-house", "I emigrated."),
        stating("fear", talk),
        stating("fear", "We moved."),
    ]
    answer = read_answer(json.dumps(stated), ASKED, talk)
    assert [one.code for one in answer.found] == ["fear"]
    assert answer.dropped == {Drop.UNKNOWN: 2, Drop.ABSENT: 1, Drop.LONG: 1}


GOOD = stating("fear", "We moved in June.")


@pytest.mark.parametrize(
    "answer",
    [
        "",
        "null",
        "true",
        '"fear"',
        "{}",
        "We moved in June.",
        "Sure! Here are the codings: []",
        "```json\n[]\n```",
        "<think>hm</think>[]",
        "[] []",
        "[",
        "[" * 100_000,
        '{"codings":' * 100_000,
        "[1]",
        "[[]]",
        "[null]",
        '{"codings": null}',
        '{"codings": {}}',
        '{"codings": [], "more": 1}',
        json.dumps(GOOD),
        json.dumps({"codings": GOOD}),
        json.dumps([GOOD | {"more": "x"}]),
        json.dumps([GOOD | {"polarity": "PRESENT"}]),
        json.dumps([GOOD | {"polarity": "maybe"}]),
        json.dumps([GOOD | {"polarity": None}]),
        json.dumps([GOOD | {"code": ["fear"]}]),
        json.dumps([GOOD | {"quote": 7}]),
        json.dumps([GOOD | {"quote": ["We moved in June."]}]),
        json.dumps([GOOD | {"reason": 7}]),
        json.dumps([{"code": "fear", "quote": "We moved in June."}]),
        json.dumps([GOOD] * (MOST_CODINGS + 1)),
        json.dumps([GOOD])[:-1] + ",]",
        "[NaN]",
        '[{"code": "fear", "quote": "\\ud800", "polarity": "present"}]',
    ],
)
def test_anything_else_is_no_answer_and_its_words_go_nowhere(answer: str) -> None:
    with pytest.raises(UnansweredError) as caught:
        read_answer(answer, ASKED, TALK)
    assert str(caught.value) == "the answer did not have the form that was asked for"
    assert caught.value.__context__ is None


@given(
    st.recursive(
        st.none() | st.booleans() | st.integers() | st.text(),
        lambda inner: (
            st.lists(inner, max_size=4)
            | st.dictionaries(
                st.sampled_from(["code", "quote", "polarity", "reason", "codings"]), inner
            )
        ),
    )
)
def test_no_json_whatever_brings_in_other_words_or_codes(value: Any) -> None:
    try:
        answer = read_answer(json.dumps(value), ASKED, TALK)
    except UnansweredError:
        return
    for one in answer.found:
        assert one.code in ASKED
        assert one.span.end <= len(TALK)
