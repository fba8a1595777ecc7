"""Tiny interviews whose measures are counted by hand."""

from __future__ import annotations

import pytest

from pipeline.measure.breakdown import Dimension, Measure, break_down, overall, style_of
from pipeline.measure.leakage import Leakage
from pipeline.measure.shares import Share
from pipeline.values.gold import GoldTranscript
from pipeline.values.identifiers import Kind
from tests.measure.tiny import Masks, as_read, entity, gold_of, measured, transcript_of

PERSON, TOWN = Kind.PERSON, Kind.LOCATION
TOWNS = {"id": "t1", "kind": "LOCATION", "directness": "quasi"}


def figures(*leakages: Leakage) -> dict[Measure, tuple[int, int]]:
    lines = overall(leakages)
    return {line.measure: (line.estimate.hits, line.estimate.total) for line in lines}


def by(dimension: Dimension, *leakages: Leakage) -> dict[tuple[str, Measure], tuple[int, int]]:
    return {
        (line.name, line.measure): (line.estimate.hits, line.estimate.total)
        for line in break_down(leakages, dimension)
    }


def two_people() -> GoldTranscript:
    """Eleven words that identify nobody; Ann twice, Bo once, Bath once."""
    return gold_of(
        f"I: So, {entity('Ann')}, go on.",
        f"P: I told {entity('Bo Peel', 'p2')} in {entity('Bath', **TOWNS)}.",
        f"P: {entity('Ann')} is what they call me.",
    )


def test_every_figure_of_a_small_interview() -> None:
    masks: Masks = [(1, "Ann", PERSON), (2, "Peel in", PERSON), (2, "Bath", TOWN), (3, "me", TOWN)]
    gold = two_people()
    assert figures(measured(gold, as_read(gold), masks)) == {
        Measure.DIRECT: (1, 3),  # of Bo Peel half is left, the second Ann wholly
        Measure.QUASI: (1, 1),
        Measure.ENTITIES: (0, 2),
        Measure.TRANSCRIPTS: (0, 1),
        Measure.REPLACEMENTS: (3, 4),  # 'Peel in' touches Bo Peel; 'me' nobody
        Measure.LOST: (2, 11),  # 'in' and 'me', of: so go on, I told in, is what they call me
        Measure.FOUND: (1, 1),
        Measure.LISTED: (0, 16),
        Measure.LISTED_RIGHT: (0, 0),
        Measure.FIRST_RIGHT: (0, 0),
    }


def test_what_is_listed() -> None:
    gift = entity("a brass bell", "o1", "OTHER", "quasi")
    trade = entity("thatcher", "o2", "OCCUPATION", "quasi")
    gold = gold_of(f"P: He left {gift} and my dad is a {trade}.", "P: I ran for the bus.")
    listed = [
        (1, "brass bell", Kind.OTHER, 0.9),
        (1, "dad", Kind.FAMILY, 0.2),
        (2, "ran", Kind.OTHER, 0.5),
    ]
    found = measured(gold, as_read(gold), [(1, "thatcher", Kind.OCCUPATION)], listed)
    assert [one.right for one in found.listed] == [True, False, False], "by rank"
    assert figures(found)[Measure.QUASI] == (1, 2)
    assert figures(found)[Measure.FOUND] == (2, 2), "nine letters of ten are listed"
    assert figures(found)[Measure.LISTED] == (3, 16)
    assert figures(found)[Measure.FIRST_RIGHT] == (1, 3)
    half = measured(gold, as_read(gold), (), [(1, "a br", Kind.OTHER, 0.9)])
    assert figures(half)[Measure.FOUND] == (0, 2), "three letters of ten"
    by_kind = by(Dimension.KIND, found)
    assert by_kind["OTHER", Measure.LISTED_RIGHT] == (1, 2)
    assert by_kind["OTHER", Measure.FOUND] == (1, 1)


def test_only_the_first_ten_of_each_transcript_count_as_the_top() -> None:
    gold = gold_of(f"P: {entity('a b c d e f g h i j k l', 'o1', 'OTHER', 'quasi')} zz")
    listed = [(1, letter, Kind.OTHER, 0.5) for letter in "abcdefghij"]
    wrong = [(1, "zz", Kind.OTHER, 0.1)]
    found = figures(measured(gold, as_read(gold), (), [*wrong, *listed]))
    assert found[Measure.LISTED_RIGHT] == (10, 11)
    assert found[Measure.FIRST_RIGHT] == (10, 10)


def test_nothing_left_standing() -> None:
    gold = two_people()
    masks: Masks = [(1, "Ann", PERSON), (2, "Bo Peel", PERSON), (3, "Ann", PERSON)]
    found = figures(measured(gold, as_read(gold), masks))
    assert found[Measure.DIRECT] == (3, 3)
    assert found[Measure.ENTITIES] == (2, 2)
    assert found[Measure.TRANSCRIPTS] == (1, 1), "the town is a quasi-identifier"
    assert found[Measure.QUASI] == (0, 1)
    assert found[Measure.LOST] == (0, 11)


@pytest.mark.parametrize(
    ("surface", "masks", "masked"),
    [
        ("Bo Peel", ["Bo Peel"], True),
        ("Bo Peel", ["Bo", "Peel"], True),
        ("Bo Peel", ["Bo"], False),
        ("Bo Peel", ["Bo Pee"], False),
        ("Bo Peel", ["told Bo Peel"], True),
        ("Peel", [], False),
        ("07700 900", ["07700 90"], False),
        ("07700-900", ["07700", "900"], True),
        ("(B.)", ["B"], True),
        ("🐻", [], False),
        ("🐻", ["🐻"], True),
        ("🐻🐻", ["🐻"], False),
    ],
)
def test_a_mention_is_masked_when_all_its_letters_and_digits_are(
    surface: str, masks: list[str], masked: bool
) -> None:
    gold = gold_of(f"P: I told {entity(surface)} so.")
    found = measured(gold, as_read(gold), [(1, words, PERSON) for words in masks])
    assert [one.masked for one in found.mentions] == [masked]


def test_a_mask_of_the_same_place_in_another_turn_masks_nothing() -> None:
    gold = gold_of(f"P: So {entity('Ann')} came.", "P: So Ann came, I said.")
    found = measured(gold, as_read(gold), [(2, "Ann", PERSON)])
    assert [one.masked for one in found.mentions] == [False]
    assert [one.right for one in found.replacements] == [False]


def test_offsets_follow_what_is_written_otherwise() -> None:
    gold = gold_of(f"P: Well... it's {entity('Ann')}... she came.")
    source = transcript_of("Well… it’s Ann… she came.")
    assert [one.masked for one in measured(gold, source, [(1, "Ann", PERSON)]).mentions] == [True]
    found = measured(gold, source, [(1, "nn…", PERSON)])
    assert [one.masked for one in found.mentions] == [False]
    assert found.unaligned_turns == 0


def test_a_turn_read_otherwise_is_not_measured_and_spoils_what_is_whole() -> None:
    gold = two_people()
    source = transcript_of("So, Ann, go on.", "I told Bo Peel in Bath.", "Anne is what I am.")
    masks: Masks = [(1, "Ann", PERSON), (2, "Bo Peel", PERSON), (3, "Anne is what I am", PERSON)]
    leakage = measured(gold, source, masks)
    assert (leakage.unaligned_turns, leakage.extra_turns) == (1, 1)
    assert figures(leakage) == {
        Measure.DIRECT: (2, 2),
        Measure.QUASI: (0, 1),
        Measure.ENTITIES: (1, 2),
        Measure.TRANSCRIPTS: (0, 1),
        Measure.REPLACEMENTS: (2, 2),
        Measure.LOST: (0, 6),
        Measure.FOUND: (0, 1),
        Measure.LISTED: (0, 10),
        Measure.LISTED_RIGHT: (0, 0),
        Measure.FIRST_RIGHT: (0, 0),
    }


def test_a_turn_that_the_gold_does_not_have_leaves_no_transcript_without_a_leak() -> None:
    gold = gold_of("P: Nothing was said.")
    assert figures(measured(gold, as_read(gold)))[Measure.TRANSCRIPTS] == (1, 1)
    more = transcript_of("Interview with Ann Peel", "Nothing was said.")
    found = measured(gold, more)
    assert (found.unaligned_turns, found.extra_turns) == (0, 1)
    assert figures(found)[Measure.TRANSCRIPTS] == (0, 1)


@pytest.mark.parametrize(
    ("stands", "lost"),
    [("[x]", 2), ("[sister]", 1), ("my [sister]", 0), ("[sisters]", 2), ("[Sister 2]", 1)],
)
def test_a_word_that_the_replacement_says_again_is_not_lost(stands: str, lost: int) -> None:
    gold = gold_of(f"P: Then my sister {entity('Kelly')} rang.")
    masks = [(1, "my sister Kelly", Kind.PERSON)]
    assert measured(gold, as_read(gold), masks, stands=stands).lost_words == Share(
        hits=lost, total=4
    )


def test_another_interview_s_gold_measures_nothing() -> None:
    found = measured(two_people(), transcript_of("Quite another.", "Talk altogether."))
    assert found.unaligned_turns == 3
    assert figures(found)[Measure.DIRECT] == (0, 0)
    assert figures(found)[Measure.TRANSCRIPTS] == (0, 1)
    assert found.lost_words == Share(hits=0, total=0)


def test_shares_are_added_over_transcripts_and_not_averaged() -> None:
    small = gold_of(f"P: {entity('Ann')}.")
    large = gold_of(f"P: {entity('Ann')}, {entity('Bo')}, {entity('Cy')}.")
    found = figures(measured(small, as_read(small), [(1, "Ann", PERSON)]),
                    measured(large, as_read(large)))  # fmt: skip
    assert found[Measure.DIRECT] == (1, 4)
    assert found[Measure.TRANSCRIPTS] == (1, 2)


def test_by_kind() -> None:
    gold = two_people()
    masks: Masks = [(1, "Ann", PERSON), (2, "Bath", PERSON), (3, "me", TOWN)]
    assert by(Dimension.KIND, measured(gold, as_read(gold), masks)) == {
        ("PERSON", Measure.DIRECT): (1, 3),
        ("PERSON", Measure.ENTITIES): (0, 2),
        ("PERSON", Measure.REPLACEMENTS): (2, 2),  # as a person, but an identifier all the same
        ("LOCATION", Measure.QUASI): (1, 1),
        ("LOCATION", Measure.FOUND): (1, 1),
        ("LOCATION", Measure.REPLACEMENTS): (0, 1),
    }


def test_by_style_and_by_transcript_part_the_transcripts() -> None:
    one, other = two_people(), gold_of(f"P: {entity('Ann')}.", style="asr-lower")
    leakages = [measured(one, as_read(one)), measured(other, as_read(other, "G2"))]
    styles = by(Dimension.STYLE, *leakages)
    assert styles["txt", Measure.DIRECT] == (0, 3)
    assert styles["asr-lower", Measure.DIRECT] == (0, 1)
    assert ("asr-lower", Measure.QUASI) not in styles
    names = by(Dimension.TRANSCRIPT, *leakages)
    assert names["G1", Measure.DIRECT] == (0, 3)
    assert names["G2", Measure.TRANSCRIPTS] == (0, 1)


def test_by_group_counts_people_alone() -> None:
    gold = two_people()
    found = by(Dimension.GROUP, measured(gold, as_read(gold), [(1, "Ann", PERSON)]))
    assert found == {("all", Measure.DIRECT): (1, 3)}


@pytest.mark.parametrize(
    "style", ["", "Interview with Ann Peel", "[bold]x", "ann\x1b[31m", "x" * 40]
)
def test_a_style_that_is_no_short_word_is_not_shown(style: str) -> None:
    gold = gold_of("P: So.").model_copy(update={"style": style})
    assert style_of(measured(gold, as_read(gold))) == "(not given)"


def test_measures_hold_no_words() -> None:
    gold = two_people()
    found = measured(gold, as_read(gold), [(1, "Ann", PERSON)])
    for words in ("Ann", "Peel", "Bath", "call"):
        assert words not in repr(found)
        assert words not in found.model_dump_json()
