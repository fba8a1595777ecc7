"""From confirmed codings to quotes, and the reasons why not."""

from __future__ import annotations

import pytest

from pipeline.quotable.select import select
from pipeline.settings import QuotePolicy
from pipeline.values.quotes import Consent, Participant, Quote, Withheld
from pipeline.values.texts import AdmittedTranscript, MarkKind
from pipeline.values.themes import ConfirmedCoding, Polarity, RaisedFlag, Subject
from tests.quotable.examples import POLICY, coding, flag, person, transcript

ROUTE = "I went another way to work every single morning of that winter."
LOCKS = "We had the locks changed twice and a chain put on the door."


def talk(*more: str, id: str = "T01", waived: str = "") -> AdmittedTranscript:
    return transcript(id, "I: What changed?", f"P: {ROUTE} {LOCKS}", *more, waived=waived)


def run(
    codings: list[ConfirmedCoding],
    *transcripts: AdmittedTranscript,
    flags: tuple[RaisedFlag, ...] = (),
    people: tuple[Participant, ...] = (),
    policy: QuotePolicy = POLICY,
) -> tuple[list[Quote], list[Withheld]]:
    everyone = people or tuple(person(one.participant) for one in transcripts)
    return select(transcripts, codings, flags, everyone, policy, {"P01": "Victim 7"})


def only(result: tuple[list[Quote], list[Withheld]]) -> Quote:
    (quote,), withheld = result
    assert withheld == []
    return quote


def reasons(result: tuple[list[Quote], list[Withheld]]) -> list[str]:
    assert result[0] == []
    return [one.reason for one in result[1]]


def test_a_quote_has_all_that_must_stand_beside_it() -> None:
    one = talk()
    quote = only(run([coding(one, 2, ROUTE)], one))
    assert quote.text == quote.verbatim == ROUTE
    assert one.turns[1].text[quote.span.start : quote.span.end] == ROUTE
    assert (quote.transcript, quote.participant, quote.turns) == ("T01", "P01", (2,))
    assert quote.codes == ("routine-change",)
    assert quote.polarity is Polarity.PRESENT
    assert quote.context == "What changed?"
    assert quote.attribution == "Victim 7"
    assert quote.words == 12
    assert quote.reviewed
    assert quote.checks == ()


def test_context_can_be_left_out() -> None:
    one = talk()
    policy = POLICY.model_copy(update={"context": False})
    assert only(run([coding(one, 2, ROUTE)], one, policy=policy)).context == ""


def test_ids_are_of_the_words_in_their_place() -> None:
    one, other = talk(), talk(id="T02")
    first = only(run([coding(one, 2, ROUTE)], one))
    assert first.id[0] == "Q"
    assert len(first.id) == 9
    int(first.id[1:], 16)
    assert only(run([coding(one, 2, ROUTE, "security")], one)).id == first.id
    assert only(run([coding(one, 2, LOCKS)], one)).id != first.id
    assert only(run([coding(other, 2, ROUTE)], other)).id != first.id


def test_overlapping_codings_become_one_quote() -> None:
    one = talk()
    quote = only(run([coding(one, 2, "locks changed", "security"), coding(one, 2, LOCKS)], one))
    assert quote.text == LOCKS
    assert set(quote.codes) == {"security", "routine-change"}
    both = only(run([coding(one, 2, ROUTE), coding(one, 2, f"winter. {LOCKS}", "security")], one))
    assert both.text == f"{ROUTE} {LOCKS}"


def test_what_only_stands_next_to_it_stays_apart() -> None:
    one = talk()
    quotes, _ = run([coding(one, 2, ROUTE), coding(one, 2, LOCKS)], one)
    assert {quote.text for quote in quotes} == {ROUTE, LOCKS}


def test_passages_too_long_together_stay_two() -> None:
    first = "One " + " ".join(f"a{n}" for n in range(60)) + "."
    second = "Two " + " ".join(f"b{n}" for n in range(60)) + "."
    third = "Six " + " ".join(f"c{n}" for n in range(20)) + "."
    one = transcript("T01", "I: Well?", f"P: {first} {third} {second}")
    codings = [coding(one, 2, f"{first} {third}"), coding(one, 2, f"{third} {second}", "security")]
    quotes, withheld = run(codings, one)
    assert sorted(quote.words for quote in quotes) == [82, 82]
    assert all("sense check: shares words with another quote" in quote.checks for quote in quotes)
    assert withheld == []


def test_polarities_are_quotes_of_their_own() -> None:
    one = talk()
    codings = [
        coding(one, 2, ROUTE),
        coding(one, 2, ROUTE, "moving-house", polarity=Polarity.DENIED),
    ]
    quotes, _ = run(codings, one)
    assert {(quote.polarity, quote.codes) for quote in quotes} == {
        (Polarity.PRESENT, ("routine-change",)),
        (Polarity.DENIED, ("moving-house",)),
    }
    assert len({quote.id for quote in quotes}) == 2
    present = next(quote for quote in quotes if quote.polarity is Polarity.PRESENT)
    assert "sense check: also coded denied: moving-house" in present.checks


@pytest.mark.parametrize(
    ("consent", "reason"),
    [
        (Consent.NONE, "consent: none"),
        (Consent.PARAPHRASE, "consent: paraphrase"),
        (Consent.QUOTE, ""),
        (Consent.CASE_STUDY, ""),
        (Consent.ARCHIVE, ""),
    ],
)
def test_consent_decides(consent: Consent, reason: str) -> None:
    one = talk()
    quotes, withheld = run([coding(one, 2, ROUTE)], one, people=(person("P01", consent),))
    assert [held.reason for held in withheld] == ([reason] if reason else [])
    assert len(quotes) == (not reason)


def test_who_is_not_in_the_table_has_not_consented() -> None:
    one = talk()
    result = run([coding(one, 2, ROUTE)], one, people=(person("P99"),))
    assert reasons(result) == ["consent: the participant is not in the participants' table"]


def test_show_first_is_a_check() -> None:
    one = talk()
    quote = only(run([coding(one, 2, ROUTE)], one, people=(person("P01", show_first=True),)))
    assert any(check.startswith("show first:") for check in quote.checks)


ANSWER = ("I: Mm.", f"P: {LOCKS}", "I: And where is that?", f"P: {LOCKS}", f"P: {ROUTE}")


@pytest.mark.parametrize(
    ("flagged", "coded", "held"),
    [
        (2, 2, True),  # the turn itself
        (1, 2, True),  # the question before it
        (3, 2, True),  # the interviewer after it
        (4, 2, True),  # only 'Mm.' stands between
        (2, 4, True),
        (4, 6, False),  # a question and its answer stand between
        (6, 4, False),
        (5, 6, True),
        (6, 7, True),  # the participant's next turn
        (2, 7, False),
    ],
)
def test_a_flag_holds_its_turn_and_the_neighbours(flagged: int, coded: int, held: bool) -> None:
    one = talk(*ANSWER)
    words = one.turns[coded - 1].text
    quotes, withheld = run([coding(one, coded, words)], one, flags=(flag(one, flagged),))
    assert [quote.turns for quote in quotes] == ([] if held else [(coded,)])
    assert [one.reason for one in withheld] == (["held: live-safety"] if held else [])


def test_flags_of_another_interview_hold_nothing() -> None:
    one, other = talk(), talk(id="T02")
    assert only(run([coding(one, 2, ROUTE)], one, other, flags=(flag(other, 2),)))


def test_all_flags_are_told() -> None:
    one = talk()
    flags = (flag(one, 2, "off-record"), flag(one, 1), flag(one, 2))
    assert reasons(run([coding(one, 2, ROUTE)], one, flags=flags)) == [
        "held: live-safety, off-record"
    ]


def test_the_context_of_a_held_turn_is_not_printed() -> None:
    one = talk("I: Mm, go on.", "P: No.", "P: Right.", f"P: {LOCKS}")
    quotes, _ = run([coding(one, 6, LOCKS)], one, flags=(flag(one, 1),))
    assert [quote.context for quote in quotes] == [""]


def test_only_the_participants_words() -> None:
    one = transcript("T01", f"I: {ROUTE}", f"P: {LOCKS}", f"O: {ROUTE}")
    result = run([coding(one, 1, ROUTE), coding(one, 3, ROUTE)], one)
    assert reasons(result) == ["speaker: not the participant's words"] * 2


def test_what_was_confirmed_must_still_stand_there() -> None:
    was = talk()
    now = transcript("T01", "I: What changed?", "P: " + ROUTE.replace("winter", "summer"))
    assert reasons(run([coding(was, 2, ROUTE)], now)) == [
        "changed: the words are not those that were confirmed"
    ]
    shorter = transcript("T01", "P: No.")
    assert reasons(run([coding(was, 2, ROUTE)], shorter)) == [
        "changed: its turn is not in the admitted transcript"
    ]
    assert reasons(run([coding(was, 2, ROUTE)], talk(id="T02"))) == [
        "changed: its transcript is not admitted"
    ]


def test_lengths() -> None:
    short = transcript("T01", "I: Did he?", "P: Yeah. Twice.")
    assert reasons(run([coding(short, 2, "Twice.")], short)) == ["length: too short to stand alone"]
    words = " ".join(f"w{number}" for number in range(101))
    long = transcript("T01", "I: Did he?", f"P: {words}")
    assert reasons(run([coding(long, 2, words)], long)) == ["length: longer than 100 words"]
    fits = words.removesuffix(" w100")
    just = transcript("T01", "I: Did he?", f"P: {fits}")
    assert only(run([coding(just, 2, fits)], just)).words == 100


def test_length_is_of_what_is_printed() -> None:
    one = transcript("T01", "P: Um, I, I, er, I left. Um.")
    assert reasons(run([coding(one, 1, "I left.")], one)) == ["length: too short to stand alone"]


def test_mostly_placeholders_is_withheld() -> None:
    words = "[sister] and [brother] went to [town] with [officer 2] in [date]."
    marked = tuple(f"[{name}]" for name in ("sister", "brother", "town", "officer 2", "date"))
    one = transcript("T01", f"P: {words}", replaced={1: marked})
    assert reasons(run([coding(one, 1, words)], one)) == [
        "placeholders: too little is left of the words"
    ]
    few = "[sister] and I walked all the way to [town] in the rain that night."
    two = transcript("T01", f"P: {few}", replaced={1: ("[sister]", "[town]")})
    assert only(run([coding(two, 1, few)], two))


def test_a_pseudonym_without_brackets_is_a_placeholder_too() -> None:
    words = "Moira, Fenella, Ottilie and Perpetua met Ignatius, Barnaby, then Cuthbert."
    names = ("Moira", "Fenella", "Ottilie", "Perpetua", "Ignatius", "Barnaby", "Cuthbert")
    one = transcript("T01", f"P: {words}", replaced={1: names})
    assert reasons(run([coding(one, 1, words)], one)) == [
        "placeholders: too little is left of the words"
    ]


@pytest.mark.parametrize(
    ("before", "after", "check"),
    [
        ("[crying] ", "", "audio check: beside crying"),
        ("", " [long pause]", "audio check: beside a pause"),
        ("He did. (4.0) ", "", "audio check: beside a pause"),
        ("", " ((sobbing)) Sorry.", "audio check: beside crying"),
        ("", " [inaudible 00:12:01]", "audio check: inaudible words"),
        ("[gate?] ", "", "audio check: uncertain hearing"),
        ("", " [laughs]", "tone check: beside laughter, may be ironic"),
        ("I had a long day of it then. [crying] I had soup. It was a good soup. ", "", ""),
        ("(0.8) ", " (.)", ""),
    ],
)
def test_doubtful_hearing_beside_it_wants_a_check(before: str, after: str, check: str) -> None:
    one = transcript("T01", "I: What changed?", f"P: {before}{ROUTE}{after}")
    quotes, _ = run([coding(one, 2, ROUTE)], one)
    assert [quote.checks for quote in quotes] == [(check,) if check else ()]


def test_doubtful_hearing_inside_wants_a_check() -> None:
    words = "I went another way [inaudible 00:01:00] every morning of [crying] that winter."
    one = transcript("T01", f"P: {words}")
    assert only(run([coding(one, 1, words)], one)).checks == (
        "audio check: inaudible words",
        "audio check: beside crying",
    )


def test_a_mark_of_the_reader_counts_without_brackets_of_its_own() -> None:
    words = "I went (somehow) another way every single morning of that winter."
    one = transcript("T01", f"P: {words}", marks={1: (("(somehow)", MarkKind.UNCERTAIN),)})
    assert only(run([coding(one, 1, words)], one)).checks == ("audio check: uncertain hearing",)


def test_a_silence_over_the_edge_of_the_turn_wants_a_check() -> None:
    one = transcript("T01", "I: I see. [long pause]", f"P: {ROUTE}")
    assert only(run([coding(one, 2, ROUTE)], one)).checks == ("audio check: beside a pause",)
    after = transcript("T01", f"P: {ROUTE}", "I: [crying] Take your time.")
    assert only(run([coding(after, 1, ROUTE)], after)).checks == ("audio check: beside crying",)


def test_an_answer_wants_its_question() -> None:
    words = "No, I never once stayed in because of that man."
    one = transcript("T01", "I: Did you stay in?", f"P: {words}")
    assert only(run([coding(one, 2, words)], one)).checks == (
        "sense check: print with its question",
    )
    alone = transcript("T01", f"P: {words}")
    assert only(run([coding(alone, 1, words)], alone)).checks == (
        "sense check: answers a question that is not shown",
    )


def test_another_ones_experience_and_a_cut_sentence_are_told() -> None:
    one = talk()
    quote = only(run([coding(one, 2, ROUTE, subject=Subject.CHILD)], one))
    assert quote.checks == ("sense check: experience of: child",)
    endless = " ".join(f"w{number}" for number in range(150))
    cut = transcript("T01", f"P: {endless}")
    words = " ".join(f"w{number}" for number in range(20, 40))
    assert only(run([coding(cut, 1, words)], cut)).checks == (
        "sense check: starts or ends inside a sentence",
    )


def test_waived_review_marks_the_quote() -> None:
    waived = talk(waived="a trial")
    assert not only(run([coding(waived, 2, ROUTE)], waived)).reviewed
    one = talk()
    assert not only(run([coding(one, 2, ROUTE, waived="a trial")], one)).reviewed


def test_one_participant_does_not_speak_for_all() -> None:
    turns = [f"P: It was winter number {n} and I went another way to work." for n in range(1, 5)]
    one = transcript("T01", *turns)
    codings = [coding(one, n, one.turns[n - 1].text, confidence=0.1 * n) for n in range(1, 5)] + [
        coding(one, 1, one.turns[0].text, "security", confidence=0.1)
    ]
    quotes, withheld = run(codings, one)
    routine = {quote.turns for quote in quotes if "routine-change" in quote.codes}
    assert routine == {(3,), (4,)}, "the surest two"
    assert [quote.turns for quote in quotes if quote.codes == ("security",)] == [(1,)]
    assert sorted((held.turn, held.code) for held in withheld) == [
        (1, "routine-change"),
        (2, "routine-change"),
    ]
    assert all(held.reason.startswith("limit:") for held in withheld)


def test_denials_do_not_take_the_place_of_what_happened() -> None:
    turns = [f"P: It was winter number {n} and I went another way to work." for n in range(1, 4)]
    one = transcript("T01", *turns)
    codings = [
        coding(one, n, one.turns[n - 1].text, polarity=Polarity.DENIED if n > 2 else
               Polarity.PRESENT) for n in range(1, 4)
    ]  # fmt: skip
    assert len(run(codings, one)[0]) == 3


def test_best_fit_comes_first() -> None:
    good = "I went another way to work, past the mill and the chapel, every single morning."
    short = "I went another way to work then."
    one = transcript("T01", f"P: {short} [crying]", f"P: {good}")
    policy = POLICY.model_copy(update={"minimum_words": 5})
    quotes, _ = run([coding(one, 1, short), coding(one, 2, good)], one, policy=policy)
    assert [quote.text for quote in quotes] == [good, short]


def test_the_order_of_the_input_changes_nothing() -> None:
    one, two = talk(*ANSWER), talk(*ANSWER, id="T02")
    codings = [coding(t, n, t.turns[n - 1].text) for t in (one, two) for n in (2, 4, 6, 7)]
    people = (person("P01"), person("P02", Consent.NONE))
    flags = (flag(one, 7), flag(two, 2))
    forward = run(codings, one, two, flags=flags, people=people)
    backward = run(codings[::-1], two, one, flags=flags[::-1], people=people[::-1])
    assert forward == backward


def test_a_coding_given_twice_counts_once() -> None:
    one = talk()
    assert only(run([coding(one, 2, ROUTE)] * 3, one)).codes == ("routine-change",)


def test_attributes_count_only_who_was_interviewed() -> None:
    studies = [talk(id=f"T0{number}") for number in (1, 2)]
    people = tuple(person(f"P0{number}") for number in range(1, 9))
    quotes, _ = run([coding(studies[0], 2, ROUTE)], *studies, people=people)
    assert quotes[0].attribution == "Victim 7"
    three = [*studies, talk(id="T03")]
    quotes, _ = run([coding(studies[0], 2, ROUTE)], *three, people=people)
    assert quotes[0].attribution == "Victim 7, stalked by an ex-partner"


def test_nothing_gives_nothing() -> None:
    assert select([], [], [], [], POLICY) == ([], [])
