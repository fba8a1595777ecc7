"""What is asked of a passage, its id, and what a person did to it."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from pipeline.quotable.ground import Ground, ground, quote_id
from pipeline.quotable.select import all_quotes, formed, limited, select_on
from pipeline.settings import QuotePolicy
from pipeline.values.identifiers import ListedSpan
from pipeline.values.quote_records import QuoteEdit, printed_state, words_state
from pipeline.values.quotes import Consent, Edit, Quote, presented
from pipeline.values.spans import Span
from pipeline.values.texts import AdmittedTranscript
from pipeline.values.themes import ConfirmedCoding, Polarity, RaisedFlag
from tests.quotable.examples import POLICY, coding, find, flag, person, transcript

ROUTE = "I went another way to work every single morning of that winter."
LOCKS = "We had the locks changed twice and a chain put on the door."


def made(
    *transcripts: AdmittedTranscript,
    flags: tuple[RaisedFlag, ...] = (),
    consent: Consent = Consent.QUOTE,
    policy: QuotePolicy = POLICY,
    **more: object,
) -> Ground:
    people = [person(one.participant, consent) for one in transcripts]
    return ground(transcripts, flags, people, policy, {"P01": "Victim 7"}, **more)  # type: ignore[arg-type]


def only(study: Ground, *codings: ConfirmedCoding) -> Quote:
    (quote,), withheld = select_on(study, codings)
    assert withheld == []
    return quote


def test_an_id_is_of_the_words_wherever_in_their_turn_they_stand() -> None:
    one = transcript("T01", "I: What?", f"P: {ROUTE}")
    moved = transcript("T01", "I: What?", f"P: He rang [person 2] at home. {ROUTE}")
    first = only(made(one), coding(one, 2, ROUTE))
    assert only(made(moved), coding(moved, 2, ROUTE)).id == first.id
    assert only(made(one), coding(one, 2, ROUTE, "security")).id == first.id
    denied = only(made(one), coding(one, 2, ROUTE, polarity=Polarity.DENIED))
    elsewhere = transcript("T01", "I: What?", "P: Yes.", "I: And?", f"P: {ROUTE}")
    other_turn = only(made(elsewhere), coding(elsewhere, 4, ROUTE))
    other = transcript("T02", "I: What?", f"P: {ROUTE}")
    assert (
        len({first.id, denied.id, other_turn.id, only(made(other), coding(other, 2, ROUTE)).id})
        == 4
    )


def test_ids_stay_while_other_quotes_come_and_go() -> None:
    one = transcript("T01", "I: What?", f"P: {ROUTE}", "I: And?", f"P: {LOCKS}")
    route, locks = coding(one, 2, ROUTE), coding(one, 4, LOCKS)
    alone = only(made(one), route).id
    both, _ = select_on(made(one), [route, locks])
    assert alone in {quote.id for quote in both}


def test_words_that_a_turn_has_twice_are_two_quotes() -> None:
    said = "He stood there by the gate and he looked at me."
    one = transcript("T01", f"P: {said} I ran. {said}")
    at = [Span(start=0, end=len(said)), Span(start=len(said) + 8, end=2 * len(said) + 8)]
    first = coding(transcript("T01", f"P: {said}"), 1, said)
    codings = []
    for number, span in enumerate(at):
        assert one.turns[0].text[span.start : span.end] == said
        changed = first.coding.model_copy(update={"id": f"C{number}", "span": span})
        approval = first.approval.model_copy(
            update={"subject": changed.id, "state": changed.fingerprint()}
        )
        codings.append(ConfirmedCoding(coding=changed, approval=approval))
    passages, _ = formed(made(one), codings)
    assert [passage.verbatim for passage in passages] == [said, said]
    assert len({quote_id(passage) for passage in passages}) == 2


def test_a_quote_that_cannot_be_proved_is_none() -> None:
    one = transcript("T01", "P: Um, " + ROUTE)
    quote = only(made(one), coding(one, 1, ROUTE))
    assert quote.edits
    fields = dict(quote)
    for wrong in (
        {"text": quote.text.replace("every", "most")},
        {"edits": ()},
        {"verbatim": quote.verbatim + " And?"},
        {"edits": (*quote.edits, quote.edits[0])},
        {"edits": (Edit(span=Span(start=0, end=999), rule="filler", after=""),)},
    ):
        with pytest.raises(ValidationError) as error:
            Quote(**{**fields, **wrong})
        assert "winter" not in str(error.value)


@given(st.text(min_size=1, max_size=40), st.data())
def test_any_edits_in_order_are_applied(verbatim: str, data: st.DataObject) -> None:
    cuts = sorted(set(data.draw(st.lists(st.integers(0, len(verbatim)), max_size=8))))
    spans = [Span(start=a, end=b) for a, b in zip(cuts[::2], cuts[1::2], strict=False)]
    edits = [Edit(span=one, rule="cut", after="…") for one in spans]
    copy = presented(verbatim, edits)
    assert len(copy) == len(verbatim) - sum(map(len, spans)) + len(spans)
    for number, one in enumerate(edits[1:]):
        with pytest.raises(ValueError, match="order"):
            presented(verbatim, [one, edits[number]])


def own(quote: Quote, words: str, after: str | None = None, **more: object) -> QuoteEdit:
    found = QuoteEdit(
        quote=quote.id, transcript=quote.transcript, turn=quote.turns[0], by="KL",
        state=words_state(quote.verbatim), span=find(quote.verbatim, words), after=after,
    )  # fmt: skip
    return found.model_copy(update=more)


def test_what_a_person_did_is_in_the_quote_and_leaves_its_id() -> None:
    one = transcript("T01", f"P: {ROUTE}")
    was = only(made(one), coding(one, 1, ROUTE))
    edits = {was.id: [own(was, "to work "), own(was, "that", "[the first]")]}
    now = only(made(one, edits=edits), coding(one, 1, ROUTE))
    assert now.id == was.id
    assert now.text == "I went another way […] every single morning of [the first] winter."
    assert now.verbatim == was.verbatim
    assert now.words == was.words - 2
    assert printed_state(now.text, now.attribution) != printed_state(was.text, was.attribution)


def test_an_edit_of_other_words_is_void() -> None:
    one = transcript("T01", f"P: {ROUTE}")
    was = only(made(one), coding(one, 1, ROUTE))
    edits = {was.id: [own(was, "to work ", state=words_state("other words"))]}
    assert only(made(one, edits=edits), coding(one, 1, ROUTE)).text == was.text


def test_what_may_change_the_sense_is_a_check() -> None:
    said = "I think he was there every single morning of that winter."
    one = transcript("T01", f"P: {said}")
    was = only(made(one), coding(one, 1, said))
    now = only(made(one, edits={was.id: [own(was, "I think ")]}), coding(one, 1, said))
    assert "sense check: an edit takes out a hedge" in now.checks


def test_an_edit_never_costs_a_quote_its_place() -> None:
    turns = [f"P: It was winter number {n} and I think I went another way." for n in range(1, 4)]
    one = transcript("T01", *turns)
    codings = [coding(one, n, one.turns[n - 1].text, confidence=0.3 * n) for n in (1, 2, 3)]
    kept, _ = select_on(made(one), codings)
    edits = {quote.id: [own(quote, "I think ")] for quote in kept}
    again, _ = select_on(made(one, edits=edits), codings)
    assert {quote.id for quote in again} == {quote.id for quote in kept}


@pytest.mark.parametrize(
    ("policy", "printed"),
    [
        ({}, "Victim 7"),
        ({"label": "role"}, "Victim 7"),  # the labels themselves are for whoever calls
        ({"label": "none"}, ""),
    ],
)
def test_attributions_by_the_setting(policy: dict[str, object], printed: str) -> None:
    one = transcript("T01", f"P: {ROUTE}")
    told = QuotePolicy.model_validate_json(json.dumps(policy))
    assert only(made(one, policy=told), coding(one, 1, ROUTE)).attribution == printed


def test_quotes_with_labels_of_their_own_cannot_be_joined() -> None:
    one = transcript("T01", f"P: {ROUTE}", "I: Yes?", f"P: {LOCKS}")
    policy = QuotePolicy(label_per_quote=True)
    study = made(one, policy=policy, secret="s")
    quotes, _ = select_on(study, [coding(one, 1, ROUTE), coding(one, 3, LOCKS)])
    labels = [quote.attribution for quote in quotes]
    assert len(set(labels)) == 2
    assert "Victim 7" not in labels


@st.composite
def studies(draw: st.DrawFn) -> tuple[Ground, list[ConfirmedCoding]]:
    """A study in which anything may keep a passage from being quoted."""
    turns = draw(
        st.lists(
            st.sampled_from(
                [f"P: {ROUTE}", f"P: {LOCKS}", "P: No.", "I: And then?", f"I: {ROUTE}",
                 "P: [sister], [town], [date] and [officer 2] in [place]."]
            ),
            min_size=1, max_size=6,
        )
    )  # fmt: skip
    one = transcript("T01", *turns)
    numbers = st.integers(1, len(turns))
    flagged = draw(st.lists(numbers, max_size=1))
    listed = [
        ListedSpan.model_construct(turn=number, span=Span(start=0, end=3), narrowing=0.5)
        for number in draw(st.lists(numbers, max_size=1))
    ]
    study = made(
        one,
        flags=tuple(flag(one, number) for number in flagged),
        consent=draw(st.sampled_from([Consent.QUOTE, Consent.NONE])),
        policy=QuotePolicy(per_code_and_participant=draw(st.integers(1, 3))),
        unruled={"T01": listed},
    )
    coded = [n for n in draw(st.lists(numbers, unique=True, min_size=1)) if turns[n - 1]]
    return study, [coding(one, n, one.turns[n - 1].text) for n in coded]


@given(studies())
def test_what_is_asked_and_what_is_selected_never_disagree(
    given_study: tuple[Ground, list[ConfirmedCoding]],
) -> None:
    study, codings = given_study
    quotes, withheld = select_on(study, codings)
    refused = {one.coding.id for one in codings if any(study.ask_coding(one.coding).values())}
    passages, _ = formed(study, codings)
    fails = {quote_id(one) for one in passages if any(study.ask_passage(one).values())}
    fails |= {quote_id(one) for one in passages} - {
        quote.id for quote in limited(all_quotes(study, codings)[0], study.policy)[0]
    }
    assert {quote.id for quote in quotes} == {quote_id(one) for one in passages} - fails
    assert {one.turn for one in withheld} | {quote.turns[0] for quote in quotes} == {
        one.coding.turn for one in codings
    }
    inside = {one.coding.id for passage in passages for one in passage.codings}
    assert inside.isdisjoint(refused)
