from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.quotable.draft.marks import marked


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("She said “I was scared,” and “he came back.”", ["I was scared,", "he came back."]),
        ('He said "go" and "stay".', ["go", "stay"]),
        ("‘I didn’t go’ said one and ‘I wasn’t ’ere’.", ["I didn’t go", "I wasn’t ’ere"]),
        (
            "'They heard the girls' voices all day,' said Victim 3, 'goin' home.'",
            ["They heard the girls' voices all day,", "goin' home."],
        ),
        ("“He said ‘I’ll find you’ and left.”", ["He said ‘I’ll find you’ and left."]),
        ("“He said, “no”, and I went.” After.", ["He said, “no”, and I went."]),
        ("«Non», dit-il", ["Non"]),
        ("„Nein“, sagte sie", ["Nein"]),
        ("``I went,'' he said", ["I went,"]),
        ("“A”12 and “B”.", ["A", "B"]),
        ("she called it “home”—never “house”", ["home", "house"]),
        ("the victims' 'voices'", ["voices"]),
        ('“curly to straight" and back', ["curly to straight"]),
        ('("in brackets")', ["in brackets"]),
    ],
)
def test_the_outermost_quotations_are_found(text: str, found: list[str]) -> None:
    assert [text[one.start : one.end] for one in marked(text)] == found
    assert all(one.closed for one in marked(text))


@pytest.mark.parametrize(
    "text",
    [
        'a 5\'10" man with a 6" knife',
        "‘em and ’cause, in the 1990s' end",
        "The participants' families, the stalkers' phones, it's the victims' own.",
        "rock 'n' roll in the '90s",
        "no marks at all",
        "“ ” and '' are empty",
        "",
    ],
)
def test_apostrophes_inches_and_empty_marks_are_no_quotations(text: str) -> None:
    assert marked(text) == []


def test_one_that_is_left_open_reaches_to_the_end_and_says_so() -> None:
    (one,) = marked("She began “and then he")
    assert not one.closed
    assert one.end == len("She began “and then he")


@given(st.text(alphabet="ab ’'“”\"‘.,-[]", max_size=60))
def test_whatever_the_marks_the_spans_are_in_order_and_hold_words(text: str) -> None:
    end = 0
    for one in marked(text):
        assert end <= one.start < one.end <= len(text)
        assert any(map(str.isalnum, text[one.start : one.end])) or not one.closed
        end = one.end


@given(st.from_regex(r"[a-z]{2,8}( [a-z]{2,8}){0,6}", fullmatch=True))
@pytest.mark.parametrize("signs", ["“”", '""', "‘’", "''", "«»"])
def test_plain_words_in_marks_are_found_whole(signs: str, words: str) -> None:
    text = f"Before {signs[0]}{words}{signs[1]}, after."
    assert [text[one.start : one.end] for one in marked(text)] == [words]
