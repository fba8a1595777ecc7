from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.identified.insider.check import left_in_draft, recognisable, study_of
from pipeline.identified.insider.signs import Left, Study
from pipeline.values.identifiers import Action, Decision, Kind, OffsetPair, Status
from pipeline.values.recognisable import Advice, Recognisable, Sign
from pipeline.values.spans import Span
from pipeline.values.texts import Draft, DraftTurn, Mark, MarkKind, Replaced

ALONE = Study({}, 1)


def draft(*texts: str, id: str = "P01", replaced: tuple[str, ...] = ()) -> Draft:
    """Turns of a participant; the words `replaced` stand in place of something."""
    turns = []
    for number, text in enumerate(texts, start=1):
        spans = [
            Span(start=text.index(words), end=text.index(words) + len(words))
            for words in replaced
            if words in text
        ]
        spans.sort(key=lambda span: span.start)
        turns.append(
            DraftTurn(
                number=number,
                speaker="P",
                text=text,
                replaced=tuple(
                    Replaced(span=span, kind=Kind.PERSON, decision=f"D{span.start}")
                    for span in spans
                ),
            )
        )
    return Draft(id=id, participant=id, turns=tuple(turns))


def words(of: Draft, found: Recognisable) -> str:
    return of.turns[found.turn - 1].text[found.span.start : found.span.end]


STORY = (
    "Well, it was a long time ago and I do not really think about it now.",
    "He left a brass handbell on my doorstep, with a ribbon on it.",
    "I was tired, I was not sleeping, and I was frightened all the time.",
    "And he put, ask the ferryman what he saw, on the back of it.",
    "He said sorry. He said sorry every time he rang me.",
    "He sent flowers to my work, and I told my manager.",
    "There were forty-seven voicemails on it by the morning.",
    "He said, I know where you live, and that was it.",
    "So I went to the police and they did not do anything.",
    "He was parked outside the school on the Monday of half-term with the engine running.",
)


def test_what_only_he_would_know_ranks_above_what_hundreds_tell() -> None:
    made = draft(*STORY)
    turns = [one.turn for one in recognisable(made, ALONE)]
    telling, common = {2, 4, 7}, {1, 3, 5, 8, 9}
    assert telling <= set(turns[:4])
    assert not common & set(turns)


@pytest.mark.parametrize(
    "common",
    [
        "He said sorry.",
        "He said, I love you, and I miss you.",
        "He sent me flowers and chocolates.",
        "I know where you live, he said.",
        "He kept on ringing me, ten times a day.",
        "I was frightened to go out.",
    ],
)
def test_what_is_said_in_hundreds_of_such_interviews_is_not_listed(common: str) -> None:
    assert recognisable(draft(common), ALONE) == ()


@pytest.mark.parametrize(
    ("told", "quoted"),
    [
        ("He texted me, enjoy your kippers, every morning.", "kippers"),
        ("He goes “good evening, Headmistress” and he bows.", "Headmistress"),
        ("She wrote 'the tide always comes back' on the card.", "tide"),
        ("and he says see you at the regatta love and he walked off", "regatta"),
        ("The note said: mind the heron.", "heron"),
    ],
)
def test_his_words_are_found_with_and_without_quotation_marks(told: str, quoted: str) -> None:
    made = draft(told)
    found = [one for one in recognisable(made, ALONE) if Sign.VERBATIM in one.signs]
    assert len(found) == 1
    assert quoted in words(made, found[0])
    assert found[0].advice is Advice.PARAPHRASE


def test_what_was_meant_is_not_taken_for_what_was_said() -> None:
    made = draft("He said that the lighthouse keeper had a marmoset.")
    assert all(Sign.VERBATIM not in one.signs for one in recognisable(made, ALONE))


def test_an_odd_number_a_gift_and_a_scene_are_told_as_such() -> None:
    made = draft(STORY[1], STORY[6], STORY[9])
    by_turn = {one.turn: one for one in recognisable(made, Study({}, 1))}
    assert Sign.GIFT in by_turn[1].signs
    assert Sign.COUNT in by_turn[2].signs
    assert by_turn[2].advice is Advice.NUMBER


def test_ranks_count_from_one_and_scores_fall() -> None:
    found = recognisable(draft(*STORY), ALONE)
    assert [one.rank for one in found] == list(range(1, len(found) + 1))
    assert [one.score for one in found] == sorted((one.score for one in found), reverse=True)


def test_what_everybody_in_the_study_says_is_not_rare_there() -> None:
    told = "He left a brass handbell on my doorstep."
    others = [draft("We all have a brass handbell here.", id=f"P{at:02d}") for at in range(2, 9)]
    one = draft(told)
    alone = recognisable(one, study_of([one]))
    among = recognisable(one, study_of([one, *others]))
    assert alone[0].score > max((found.score for found in among), default=0)


def test_several_interviews_of_one_participant_count_once() -> None:
    told = draft("The handbell.", id="P01")
    again = told.model_copy(update={"id": "P01-2"})
    assert study_of([told, again]).participants["handbell"] == 1


def test_what_stands_in_a_replacement_is_not_rare_words() -> None:
    made = draft("It was [harbourmaster] and he was there.", replaced=("[harbourmaster]",))
    assert recognisable(made, ALONE) == ()


def test_a_transcribers_mark_is_not_talk() -> None:
    text = "And I was there [unintelligible murmuring] with him."
    turn = DraftTurn(
        number=1,
        speaker="P",
        text=text,
        marks=(Mark(span=Span(start=16, end=42), kind=MarkKind.INAUDIBLE),),
    )
    assert recognisable(Draft(id="P01", participant="P01", turns=(turn,)), ALONE) == ()


def decision(start: int, end: int, action: Action, **more: object) -> Decision:
    told: dict[str, object] = {
        "id": f"D{start}",
        "turn": 1,
        "span": Span(start=start, end=end),
        "kind": Kind.OTHER,
        "action": action,
        "replacement": "" if action is Action.KEEP else "[detail]",
        "identity": None,
        "reason": "",
        "detector": "quasi",
        "confidence": 0.5,
        "status": Status.CHECK,
    }
    return Decision.model_validate(told | more)


def test_what_a_person_ruled_to_keep_is_not_listed_again() -> None:
    made = draft("He left a brass handbell there.")
    whole = Span(start=0, end=len(made.turns[0].text))
    assert recognisable(made, ALONE)
    assert recognisable(made, ALONE, [Left(1, whole, by_person=True)]) == ()


def test_what_was_left_is_found_again_behind_a_replacement() -> None:
    offsets = [
        OffsetPair(
            turn=1,
            source=Span(start=0, end=3),
            output=Span(start=0, end=8),
            decision="D0",
        )
    ]
    decisions = [
        decision(0, 3, Action.GENERALISE),
        decision(10, 14, Action.KEEP, decided_by="R0001"),
        decision(20, 25, Action.KEEP, proposed="[gift]", narrowing=0.4),
        decision(30, 35, Action.KEEP),
    ]
    assert left_in_draft(decisions, offsets) == (
        Left(1, Span(start=15, end=19), by_person=True),
        Left(1, Span(start=25, end=30), by_person=False, narrowing=0.4),
    )


SECRET = "zephyrine quandary"


def test_nothing_found_holds_a_word_of_the_draft() -> None:
    made = draft(f"He left a {SECRET} on my doorstep and put, mind the {SECRET}, on it.")
    found = recognisable(made, ALONE)
    assert found
    for one in found:
        for word in SECRET.split():
            assert word not in one.model_dump_json()
            assert word not in repr(one)


@given(
    st.lists(
        st.text(st.characters(exclude_characters="\n\r\t"), min_size=1, max_size=200).filter(
            str.strip
        ),
        min_size=1,
        max_size=4,
    )
)
@settings(max_examples=120, deadline=None)
def test_any_text_gives_passages_that_lie_in_it(texts: list[str]) -> None:
    made = draft(*texts)
    found = recognisable(made, study_of([made]))
    assert found == recognisable(made, study_of([made]))
    for one in found:
        assert one.span.end <= len(made.turns[one.turn - 1].text)
        assert words(made, one).strip()


@pytest.mark.parametrize(
    "hostile",
    [
        "'" * 5000,
        "he said, " * 800,
        "[" * 3000 + "]" * 3000,
        "and " * 4000,
        "“a” " * 1500,
        "he put 'x " * 500,
        "ſßİ\u200b\u202e he said, \U0001f99a\U0001f99a",
        "-, ; : ! ? … —",
    ],
    ids=range(8),
)
def test_hostile_talk_is_survived(hostile: str) -> None:
    made = draft(hostile)
    assert all(one.span.end <= len(hostile) for one in recognisable(made, ALONE))
