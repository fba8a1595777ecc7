"""All recognisers' finds, one list without overlaps: nothing that was claimed is let go."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.identified.detect import arbitrate, detect, ruleset_version
from pipeline.values.identifiers import Kind, Mention, Status
from pipeline.values.spans import Span
from pipeline.values.texts import Turn
from tests.identified.building import at, talk

ALPHABET = st.one_of(
    st.sampled_from("aZé .,'-@#(9_"), st.characters(blacklist_categories=("Cs", "Cc", "Zl", "Zp"))
)


@st.composite
def claims(draw: st.DrawFn) -> tuple[str, list[Mention]]:
    """A text and any mentions on it, overlapping as they like."""
    text = draw(st.text(ALPHABET, min_size=1, max_size=30))
    mentions = []
    for _ in range(draw(st.integers(0, 7))):
        start = draw(st.integers(0, len(text) - 1))
        end = draw(st.integers(start + 1, len(text)))
        mentions.append(
            Mention(
                turn=1,
                span=Span(start=start, end=end),
                kind=draw(st.sampled_from(Kind)),
                words=text[start:end],
                detector=draw(st.sampled_from(["roster", "gazetteer", "uk-patterns"])),
                score=draw(st.sampled_from([0.1, 0.5, 1.0])),
                status=draw(st.sampled_from(Status)),
                hint=draw(st.sampled_from(["", "sister", "spelled"])),
            )
        )
    return text, mentions


def says_something(char: str) -> bool:
    """Letters with their accents, and digits: what can spell a name or a number."""
    return unicodedata.category(char)[0] in "LN" or char == "_"


def covered(mentions: Sequence[Mention], place: int) -> bool:
    return any(one.span.start <= place < one.span.end for one in mentions)


@given(claims())
def test_no_letter_or_digit_that_was_claimed_is_unmasked(case: tuple[str, list[Mention]]) -> None:
    text, mentions = case
    settled = arbitrate(text, mentions)
    lost = [
        place
        for place, char in enumerate(text)
        if says_something(char) and covered(mentions, place) and not covered(settled, place)
    ]
    assert lost == []


@pytest.mark.parametrize("name", ["Mari\u0304q\u0307", "N\u0323j\u0308", "Bogdan\u0325"])
def test_no_accent_is_left_behind_by_its_letter(name: str) -> None:
    """Reading composes accents where Unicode can; these have no composed form."""
    span = Span(start=0, end=len(name))
    whole = Mention(turn=1, span=span, kind=Kind.PERSON, words=name, detector="t", score=1.0)
    (settled,) = arbitrate(f"{name} came", [whole])
    assert len(settled.span) == len(name)


@given(claims())
def test_nothing_overlaps_and_everything_points_at_its_words(
    case: tuple[str, list[Mention]],
) -> None:
    text, mentions = case
    settled = arbitrate(text, mentions)
    for one, after in pairwise(settled):
        assert one.span.end <= after.span.start
    for one in settled:
        assert text[one.span.start : one.span.end] == one.words
        assert any(given.span.covers(one.span) and given.kind is one.kind for given in mentions)


@given(claims(), st.randoms(use_true_random=False))
def test_the_order_of_recognisers_changes_no_offset(
    case: tuple[str, list[Mention]], random: object
) -> None:
    text, mentions = case
    other = list(mentions)
    random.shuffle(other)  # type: ignore[attr-defined]
    one, two = arbitrate(text, mentions), arbitrate(text, other)
    assert [(m.span, m.kind) for m in one] == [(m.span, m.kind) for m in two]


class Finds:
    """A recogniser that finds what it was told to."""

    version = "1"

    def __init__(self, *mentions: Mention, name: str = "told") -> None:
        self.name = name
        self._mentions = mentions

    def find(self, turns: Sequence[Turn]) -> list[Mention]:
        return list(self._mentions)


def settle(text: str, *told: dict[str, object]) -> list[tuple[str, Kind, str, str]]:
    """(words, kind, hint, detector) of what `detect` makes of these finds."""
    source = talk("P01", text)
    found = detect(source, [Finds(at(source, **one)) for one in told])  # type: ignore[arg-type]
    return [(one.words, one.kind, one.hint, one.detector) for one in found]


def roster(words: str, kind: Kind = Kind.PERSON, hint: str = "friend") -> dict[str, object]:
    return {"words": words, "kind": kind, "hint": hint, "detector": "roster"}


def guess(words: str, kind: Kind, **more: object) -> dict[str, object]:
    return {"words": words, "kind": kind, "detector": "gazetteer", **more}


def test_the_roster_beats_a_guess_of_another_kind() -> None:
    found = settle("he lived in Kent", roster("Kent"), guess("Kent", Kind.LOCATION))
    assert found == [("Kent", Kind.PERSON, "friend", "roster")]


def test_the_roster_beats_a_longer_guess_which_keeps_its_rest() -> None:
    found = settle("by Kent Road now", roster("Kent"), guess("Kent Road", Kind.LOCATION))
    assert found == [
        ("Kent", Kind.PERSON, "friend", "roster"),
        ("Road", Kind.LOCATION, "", "gazetteer"),
    ]


@pytest.mark.parametrize("first", ["roster", "guess"])
def test_a_rostered_first_name_and_a_guessed_full_name_are_one_mention(first: str) -> None:
    finds = [roster("Gareth", hint="brother"), guess("Gareth Pugh", Kind.PERSON)]
    found = settle("then Gareth Pugh came", *(finds if first == "roster" else finds[::-1]))
    assert found == [("Gareth Pugh", Kind.PERSON, "brother", "roster")]


def test_a_name_inside_an_address_does_not_cut_it_open() -> None:
    text = "write to ada.bell@mail.example please"
    mail = guess("ada.bell@mail.example", Kind.EMAIL)
    found = settle(text, roster("ada", hint="victim"), mail)
    assert [(words, kind) for words, kind, *_ in found] == [("ada.bell@mail.example", Kind.EMAIL)]


def test_an_unsure_number_gives_way_to_the_roster() -> None:
    found = settle(
        "ask for Seven Oaks",
        roster("Seven Oaks", Kind.LOCATION),
        guess("Seven", Kind.PHONE, status=Status.CHECK),
    )
    assert [(words, kind) for words, kind, *_ in found] == [("Seven Oaks", Kind.LOCATION)]


@pytest.mark.parametrize(
    ("text", "parts", "joined"),
    [
        ("Anna Bell rang", ["Anna", "Bell"], ["Anna Bell"]),
        ("Anna Maria Bell rang", ["Anna", "Maria", "Bell"], ["Anna Maria Bell"]),
        ("Anna, Bell rang", ["Anna", "Bell"], ["Anna", "Bell"]),
        ("Anna and Bell rang", ["Anna", "Bell"], ["Anna", "Bell"]),
        ("Anna. Bell rang", ["Anna", "Bell"], ["Anna", "Bell"]),
        ("Anna-Bell rang", ["Anna", "Bell"], ["Anna", "Bell"]),
    ],
)
def test_neighbours_of_one_name_are_joined(text: str, parts: list[str], joined: list[str]) -> None:
    found = settle(text, *[guess(part, Kind.PERSON) for part in parts])
    assert [words for words, *_ in found] == joined


@pytest.mark.parametrize(
    ("one", "other", "joined"),
    [
        ({"hint": "sister"}, {"hint": "friend"}, False),
        ({"hint": "sister"}, {"hint": "sister"}, True),
        ({"hint": "sister"}, {}, True),
        ({"hint": "spelled"}, {}, False),
        ({}, {"hint": "spelled"}, False),
    ],
)
def test_two_people_side_by_side_stay_two(
    one: dict[str, str], other: dict[str, str], joined: bool
) -> None:
    found = settle(
        "Anna Bell rang", guess("Anna", Kind.PERSON, **one), guess("Bell", Kind.PERSON, **other)
    )
    assert len(found) == (1 if joined else 2)


def test_a_place_beside_a_person_is_not_part_of_the_name() -> None:
    found = settle("Anna Leeds", guess("Anna", Kind.PERSON), guess("Leeds", Kind.LOCATION))
    assert [words for words, *_ in found] == ["Anna", "Leeds"]


def test_what_was_listed_stays_listed_when_the_surname_joins_it() -> None:
    found = settle("Anna Bell", guess("Anna", Kind.PERSON), roster("Bell", hint="sister"))
    assert found == [("Anna Bell", Kind.PERSON, "sister", "roster")]


@pytest.mark.parametrize(
    ("text", "hint"),
    [
        ("then my sister Jonquil came", "sister"),
        ("then Jonquil, my sister, came", "sister"),
        ("then Jonquil came", ""),
    ],
)
def test_the_talk_says_who_somebody_is(text: str, hint: str) -> None:
    ((_, _, found, _),) = settle(text, guess("Jonquil", Kind.PERSON))
    assert found == hint


def test_what_the_roster_says_somebody_is_stands_above_the_talk() -> None:
    ((_, _, hint, _),) = settle("my sister Jonquil", roster("Jonquil", hint="friend"))
    assert hint == "friend"


def test_one_name_in_two_turns_is_two_mentions() -> None:
    source = talk("P01", "It was Anna", "Bell, she said")
    told = [at(source, "Anna"), at(source, "Bell", turn=2)]
    found = detect(source, [Finds(*told[::-1])])
    assert [(one.turn, one.words) for one in found] == [(1, "Anna"), (2, "Bell")]


def test_a_recogniser_that_breaks_fails_the_document() -> None:
    class Breaks(Finds):
        def find(self, turns: Sequence[Turn]) -> list[Mention]:
            raise RuntimeError("broken")

    source = talk("P01", "It was Anna")
    with pytest.raises(RuntimeError):
        detect(source, [Finds(at(source, "Anna")), Breaks()])


def test_the_version_of_the_rules_names_every_recogniser() -> None:
    one, two = Finds(name="one"), Finds(name="two")
    assert ruleset_version([one, two]) == "one 1; two 1"
