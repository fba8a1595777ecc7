"""Listening for known names: what is heard, where it ends, what is not listened to."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.identified.misheard import Ear, KnownName, SoundAlike
from pipeline.identified.names_model.words import words_of
from pipeline.values.identifiers import Kind


def ear(*names: str) -> Ear:
    return Ear(KnownName(name, Kind.PERSON) for name in names)


def heard(text: str, *names: str) -> list[tuple[str, str]]:
    return [
        (text[one.span.start : one.span.end], one.name.words)
        for one in ear(*names).hear(words_of(text))
    ]


def only(text: str, name: str) -> SoundAlike:
    (one,) = ear(name).hear(words_of(text))
    return one


@pytest.mark.parametrize(
    ("text", "name", "words"),
    [
        ("One time it put The Meaner. Fair enough.", "Tahmina", "The Meaner"),
        ("they lifted column on the nineteenth", "Calum", "column"),
        ("and it's put Calum Drain In, which", "Calum Drennan", "Calum Drain In"),
        ("this is gonna put to Lou, it always", "Tolu", "to Lou"),
        ("then row sheen's mum rang", "Róisín", "row sheen"),
        ("my phone writes I owe me day oh good layer", "Ayomide Ogunleye", None),
        ("and hew sane was at the till", "Hüseyin", "hew sane"),
        ("And rag-who came round.", "Raghu", "rag-who"),
        ("Tamina came", "Tahmina", "Tamina"),
        ("the manager in love you said", "Ndlovu", "in love you"),
    ],
)
def test_broken_names_are_heard_and_no_more_than_them(
    text: str, name: str, words: str | None
) -> None:
    found = heard(text, name)
    assert [one for _, one in found] == [name]
    if words:
        assert found[0][0] == words


@pytest.mark.parametrize("text", ["a bog, done he", "a bog? Done, he", "a bog... Done", "b. o. g"])
def test_a_window_does_not_cross_punctuation(text: str) -> None:
    assert heard(text, "Bogdan") == []
    assert heard("a bog done he said", "Bogdan") == [("bog done", "Bogdan")]


def test_over_a_false_full_stop_a_name_is_heard_and_tells_less() -> None:
    assert heard("so Row. An went", "Rowan") == [("Row. An", "Rowan")]
    assert only("a bog. Done, he", "Bogdan").telling < only("a bog done, he", "Bogdan").telling
    assert not only("so Mary. Ann went", "Maryann").spelled


@pytest.mark.parametrize("heard_as", ["cob been a mensa", "cob when a mensa"])
def test_a_whole_name_is_heard_rather_than_its_parts_and_tells_more(heard_as: str) -> None:
    words = [KnownName(name, Kind.PERSON) for name in ("Kwabena Mensah", "Kwabena", "Mensah")]
    (one,) = Ear(words).hear(words_of(f"then it put {heard_as} again"))
    assert one.name.words == "Kwabena Mensah"
    assert one.telling > 1.0


def test_what_is_spelled_like_the_name_says_so_in_whatever_case() -> None:
    for text in ("i'd hope with me", "i'd HOPE with me", "Hope's bag"):
        one = only(text, "Hope")
        assert one.spelled
        assert one.likeness == 1.0
        assert text[one.span.start : one.span.end].lower() == "hope"


def test_words_that_are_never_names_are_not_listened_to() -> None:
    assert heard("and I went", "Anders") == []
    assert heard("her the", "Heather") == []
    assert heard("did he call will in", "Will") == [("will", "Will")]


def test_two_words_tell_more_than_one_and_a_long_name_more_than_a_short() -> None:
    assert only("the meaner came", "Tahmina").telling > only("column came", "Calum").telling
    assert only("burn a debt rang", "Bernadette").telling > only("a bin rang", "Ben").telling


def test_names_with_too_little_to_hear_are_found_only_as_spelled() -> None:
    assert heard("she said oh and go", "Jo", "Al", "O") == []
    assert heard("so jo said", "Jo") == [("jo", "Jo")]


def test_of_names_that_fit_the_likest_is_taken() -> None:
    assert heard("shove on came", "Siân", "Siobhan") == [("shove on", "Siobhan")]


def test_nothing_is_heard_without_names_or_words() -> None:
    assert ear().hear(words_of("the meaner")) == []
    assert ear("Tahmina").hear([]) == []
    assert ear("", "🙂", "'", "7").hear(words_of("the 🙂 ' meaner 7 ”")) is not None


def test_no_name_shows_in_a_repr() -> None:
    one = only("the meaner came", "Tahmina")
    assert "ahmina" not in repr(one)
    assert "ahmina" not in repr(ear("Tahmina"))


@settings(max_examples=150)
@given(st.text(max_size=60), st.lists(st.text(max_size=15), max_size=4))
def test_whatever_is_said_spans_lie_on_words_and_do_not_overlap(
    text: str, names: list[str]
) -> None:
    found = ear(*names).hear(words_of(text))
    end = 0
    for one in found:
        assert end <= one.span.start < one.span.end <= len(text)
        assert text[one.span.start].isalnum()
        assert 0.0 <= one.likeness <= 1.0
        assert 0.0 <= one.telling <= 1.5
        end = one.span.end


def test_four_thousand_letters_are_heard_too() -> None:
    text = "a" * 4000 + " " + "the meaner " * 300
    assert len(ear("Tahmina", "b" * 4000).hear(words_of(text))) == 300
