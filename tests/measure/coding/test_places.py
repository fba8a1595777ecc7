"""Gold and codings laid beside each other."""

from __future__ import annotations

from pipeline.measure.alignment import align
from pipeline.measure.coding.places import OUTSIDE, CodedTranscript, coded, measure_codings
from pipeline.values.gold import GoldTranscript
from pipeline.values.identifiers import OffsetPair
from pipeline.values.spans import Span
from pipeline.values.texts import Transcript, Turn
from pipeline.values.themes import Coding, Polarity
from tests.measure.coding.made import FAMILIES, coding
from tests.measure.tiny import gold_of, transcript_of


def marked(words: str, codes: str, polarity: str = "present") -> str:
    return f'P: <c id="{codes}" pol="{polarity}">{words}</c>'


GOLD = gold_of(
    marked("I was afraid", "fear"),
    marked("I was not afraid", "fear", "denied"),
    marked("I moved and I was afraid", "moving,fear"),
    "P: Nothing.",
    "I: And then?",
)
TALK = [turn.text for turn in GOLD.turns]


def laid(
    codings: list[Coding],
    talk: list[str] = TALK,
    offsets: tuple[OffsetPair, ...] = (),
    gold: GoldTranscript = GOLD,
) -> CodedTranscript:
    there = transcript_of(*talk)
    return measure_codings(gold, there, codings, offsets, align(gold, there))


def test_a_passage_with_two_codes_is_two_and_polarities_are_apart() -> None:
    found = laid([])
    assert found.truth() == {(1, "fear"), (3, "moving"), (3, "fear")}
    assert found.truth(Polarity.DENIED) == {(2, "fear")}


def test_a_code_twice_in_a_turn_is_one_place_with_its_best_confidence() -> None:
    found = laid([coding(1, "fear", confidence=0.3), coding(1, "fear", "was", 2, confidence=0.7),
                  coding(1, "fear", polarity=Polarity.DENIED, confidence=0.9)])  # fmt: skip
    assert found.confidences() == {(1, "fear"): 0.7}
    assert found.confidences(Polarity.DENIED) == {(1, "fear"): 0.9}


def test_turns_are_those_of_the_transcript() -> None:
    found = laid([coding(2, "fear"), coding(1, "fear")], ["A cover page.", *TALK])
    assert found.truth() == {(2, "fear"), (4, "moving"), (4, "fear")}
    assert set(found.confidences()) == {(2, "fear")}, "nothing is known of the cover page"


def test_what_stands_in_turns_read_otherwise_counts_on_neither_side() -> None:
    found = laid([coding(1, "fear"), coding(3, "fear")], ["I was a friar", *TALK[1:]])
    assert found.truth() == {(3, "moving"), (3, "fear")}
    assert set(found.confidences()) == {(3, "fear")}
    assert found.turns == {2, 3, 4, 5}


def test_compared_are_turns_of_participants_by_either_and_those_that_were_coded() -> None:
    roles = ["P", "I", "P", "P", "I"]
    turns = [Turn(number=n, speaker=roles[n - 1], text=text) for n, text in enumerate(TALK, 1)]
    there = Transcript(id="G1", participant="G1", format="txt", turns=tuple(turns))
    alignment = align(GOLD, there)
    assert measure_codings(GOLD, there, [], (), alignment).turns == {1, 2, 3, 4}
    odd = measure_codings(GOLD, there, [coding(5, "fear")], (), alignment)
    assert odd.turns == {1, 2, 3, 4, 5}


def test_spans_are_carried_through_replacements_and_other_ways_of_writing() -> None:
    gold = gold_of('P: Well... <c id="fear" pol="present">Casimir’s knife -- I froze</c>.')
    # As read: 'Well… Casimir's knife — I froze.'; as it stands in the draft:
    # 'Well… [ex-partner]'s knife — I froze.'
    offset = OffsetPair(
        turn=1, source=Span(start=6, end=13), output=Span(start=6, end=18), decision="D1"
    )
    draft = "Well… [ex-partner]'s knife — I froze."
    words = "[ex-partner]'s knife — I froze"
    found = laid(
        [coding(1, "fear", words, draft.index(words))],
        ["Well… Casimir's knife — I froze."],
        (offset,),
        gold,
    )
    assert found.proposed[0].span == found.gold[0].span


def test_a_coding_of_which_nothing_stands_in_the_gold_has_no_span() -> None:
    gold = gold_of("P: I was afraid.")
    found = laid([coding(1, "fear", "\u200b", 1)], ["I\u200b was afraid."], gold=gold)
    assert found.proposed[0].span is None


def test_codes_outside_the_codebook_are_of_a_family_of_their_own_and_never_shown() -> None:
    gold = gold_of(marked("I was afraid", "casimir-thrale,fear"))
    one = laid([], [gold.turns[0].text], gold=gold)
    found = coded([one], FAMILIES)
    assert found.families["casimir-thrale"] == OUTSIDE
    assert list(found.families)[:3] == list(FAMILIES)
    assert "casimir" not in repr(found)


def test_what_counts_as_proposed_is_from_a_confidence_on() -> None:
    one = laid([coding(1, "fear", confidence=0.5), coding(3, "fear", confidence=0.49)])
    assert coded([one], FAMILIES, 0.5).proposed(one) == {(1, "fear")}
