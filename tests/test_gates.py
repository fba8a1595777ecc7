"""Two gates: nothing passes that nobody approved in exactly this state."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from pipeline.gates import (
    WAIVED_BY,
    Approvals,
    admit,
    confirm,
    reopen_admitted,
    reopen_confirmed,
)
from pipeline.values.identifiers import Kind
from pipeline.values.records import Approval, Gate, Verdict
from pipeline.values.spans import Span
from pipeline.values.texts import AdmittedTranscript, Draft, DraftTurn, Replaced
from pipeline.values.themes import Check, Coding, ConfirmedCoding, Polarity, Subject, Time


def draft(*texts: str, id: str = "P01") -> Draft:
    turns = tuple(DraftTurn(number=n, speaker="P", text=text) for n, text in enumerate(texts, 1))
    return Draft(id=id, participant="P01", turns=turns)


def coding(text: str = "I moved house", id: str = "C01", confidence: float = 0.9) -> Coding:
    return Coding(
        id=id,
        transcript="P01",
        turn=2,
        span=Span(start=0, end=len(text)),
        code="moved",
        polarity=Polarity.PRESENT,
        subject=Subject.SELF,
        time=Time.PAST,
        coder="cues",
        confidence=confidence,
        evidence="moved *",
        text=text,
    )


DRAFT, CODING = draft("hello [person]", "then I moved"), coding()


def approval(gate: Gate, subject: str, state: str, by: str = "KL", waived: str = "") -> Approval:
    return Approval(gate=gate, subject=subject, state=state, by=by, waived=waived)


OF_DRAFT = approval(Gate.ADMIT, DRAFT.id, DRAFT.fingerprint())
OF_CODING = approval(Gate.CONFIRM, CODING.id, CODING.fingerprint())


def given_(*approvals: Approval, rejected: bool | None = None, waived: str = "") -> Approvals:
    verdicts = (
        {} if rejected is None else {"C01": Verdict(coding="C01", by="KL", rejected=rejected)}
    )
    return Approvals.of(approvals, verdicts, waived, 0.0)


def test_the_approval_of_exactly_this_opens() -> None:
    admitted, confirmed = admit(DRAFT, given_(OF_DRAFT)), confirm(CODING, given_(OF_CODING))
    assert admitted is not None
    assert (admitted.draft, admitted.approval) == (DRAFT, OF_DRAFT)
    assert confirmed is not None
    assert (confirmed.coding, confirmed.approval) == (CODING, OF_CODING)


OTHERS = {
    "nothing": [],
    "another state": [approval(Gate.ADMIT, "P01", draft("hello [person]").fingerprint())],
    "another subject": [approval(Gate.ADMIT, "P02", DRAFT.fingerprint())],
    "the other gate": [approval(Gate.CONFIRM, "P01", DRAFT.fingerprint())],
    "an earlier state and another's": [
        approval(Gate.ADMIT, "P01", "0" * 64),
        approval(Gate.ADMIT, "P02", DRAFT.fingerprint()),
    ],
}


@pytest.mark.parametrize("what", OTHERS)
def test_the_approval_of_something_else_opens_nothing(what: str) -> None:
    assert admit(DRAFT, given_(*OTHERS[what])) is None
    turned = {Gate.ADMIT: Gate.CONFIRM, Gate.CONFIRM: Gate.ADMIT}
    of_coding = [
        one.model_copy(
            update={
                "gate": turned[one.gate],
                "subject": {"P01": "C01", "P02": "C02"}[one.subject],
                "state": CODING.fingerprint()
                if one.state == DRAFT.fingerprint()
                else coding("we moved house").fingerprint(),
            }
        )
        for one in OTHERS[what]
    ]
    assert confirm(CODING, given_(*of_coding)) is None


@pytest.mark.parametrize(
    "other",
    [
        draft("hello [person]", "then I moved."),
        draft("hello  [person]", "then I moved"),
        draft("hello [person]", "then I moved", "yes"),
        draft("hello [person]", "then I moved", id="P02"),
        draft("hello [officer]", "then I moved"),
    ],
)
def test_any_changed_word_voids_an_approval(other: Draft) -> None:
    assert admit(other, given_(OF_DRAFT)) is None


def test_marks_and_replacements_are_part_of_what_is_approved() -> None:
    first, *rest = DRAFT.turns
    replaced = Replaced(span=Span(start=6, end=14), kind=Kind.PERSON, decision="D1")
    other = DRAFT.model_copy(
        update={"turns": (first.model_copy(update={"replaced": (replaced,)}), *rest)}
    )
    assert admit(other, given_(OF_DRAFT)) is None


def test_a_changed_coding_voids_an_approval() -> None:
    for change in (
        {"polarity": Polarity.DENIED},
        {"code": "sleep"},
        {"turn": 3},
        {"span": Span(start=1, end=14)},
    ):
        assert confirm(CODING.model_copy(update=change), given_(OF_CODING)) is None


def test_why_and_how_surely_it_was_proposed_may_change() -> None:
    """A coder that learns must not void what a person accepted."""
    for change in (
        {"confidence": 0.8},
        {"evidence": "cue: another"},
        {"coder": "another"},
        {"checks": (Check.IRONY,)},
    ):
        assert confirm(CODING.model_copy(update=change), given_(OF_CODING)) is not None


def test_a_verdict_closes_what_an_approval_opened() -> None:
    assert confirm(CODING, given_(OF_CODING, rejected=True)) is None
    assert confirm(CODING, given_(OF_CODING, rejected=False)) is not None
    assert confirm(CODING, given_(rejected=False)) is None, "not rejected is not accepted"


def test_a_verdict_closes_what_a_waiver_opened() -> None:
    assert confirm(CODING, given_(waived="a test")) is not None
    assert confirm(CODING, given_(rejected=True, waived="a test")) is None


def test_a_waiver_says_so_and_why() -> None:
    admitted = admit(DRAFT, given_(waived="all invented"))
    confirmed = confirm(CODING, given_(waived="all invented"))
    assert admitted is not None
    assert confirmed is not None
    for one, subject in ((admitted.approval, DRAFT), (confirmed.approval, CODING)):
        assert (one.by, one.waived, one.state) == (WAIVED_BY, "all invented", subject.fingerprint())


def test_a_person_s_approval_counts_before_a_waiver() -> None:
    admitted = admit(DRAFT, given_(OF_DRAFT, waived="all invented"))
    assert admitted is not None
    assert (admitted.approval.by, admitted.approval.waived) == ("KL", "")


@pytest.mark.parametrize(
    ("confidence", "passes"), [(0.0, False), (0.49, False), (0.5, True), (1.0, True)]
)
def test_a_waiver_accepts_no_coding_below_its_confidence(confidence: float, passes: bool) -> None:
    one = coding(confidence=confidence)
    approvals = Approvals.of([], {}, "all invented", 0.5)
    assert (confirm(one, approvals) is not None) is passes
    by_hand = approval(Gate.CONFIRM, one.id, one.fingerprint())
    assert confirm(one, Approvals.of([by_hand], {}, "all invented", 0.5)) is not None


def test_of_two_approvals_of_one_state_the_last_counts() -> None:
    again = OF_DRAFT.model_copy(update={"by": "MN"})
    admitted = admit(DRAFT, given_(OF_DRAFT, again))
    assert admitted is not None
    assert admitted.approval.by == "MN"


def test_an_approval_of_the_old_words_holds_again_when_they_come_back() -> None:
    newer = approval(Gate.ADMIT, "P01", draft("hello").fingerprint())
    assert admit(DRAFT, given_(OF_DRAFT, newer)) is not None


STATES = st.sampled_from([DRAFT.fingerprint(), CODING.fingerprint(), "0" * 64])
ANY = st.lists(
    st.builds(
        approval, st.sampled_from(Gate), st.sampled_from(["P01", "P02", "C01", "C02"]), STATES
    ),
    max_size=6,
)


@given(ANY, st.sampled_from([None, True, False]))
def test_a_gate_opens_to_its_own_approval_and_to_nothing_else(
    approvals: list[Approval], rejected: bool | None
) -> None:
    made = given_(*approvals, rejected=rejected)
    assert (admit(DRAFT, made) is not None) == (OF_DRAFT in approvals)
    assert (confirm(CODING, made) is not None) == (OF_CODING in approvals and not rejected)


# --- reopening -----------------------------------------------------------------------------------

ADMITTED = AdmittedTranscript(draft=DRAFT, approval=OF_DRAFT)
CONFIRMED = ConfirmedCoding(coding=CODING, approval=OF_CODING)


def test_what_was_written_is_opened_again() -> None:
    assert reopen_admitted(ADMITTED.model_dump_json().encode()) == ADMITTED
    assert reopen_confirmed(CONFIRMED.model_dump_json().encode()) == CONFIRMED


def altered(value: object, *path: object, to: object) -> bytes:
    """The JSON of `value` with one field changed."""
    data = json.loads(value.model_dump_json())  # type: ignore[attr-defined]
    inner = data
    for step in path[:-1]:
        inner = inner[step]
    inner[path[-1]] = to
    return json.dumps(data).encode()


@pytest.mark.parametrize(
    ("path", "to"),
    [
        (("draft", "turns", 0, "text"), "hello Casimir"),
        (("draft", "turns", 1, "speaker"), "I"),
        (("draft", "participant"), "P02"),
        (("draft", "id"), "P02"),
        (("approval", "state"), "0" * 64),
        (("approval", "subject"), "P02"),
        (("approval", "gate"), "confirm"),
    ],
)
def test_an_altered_transcript_is_refused_without_its_words(
    path: tuple[object, ...], to: str
) -> None:
    with pytest.raises(ValidationError) as caught:
        reopen_admitted(altered(ADMITTED, *path, to=to))
    assert "Casimir" not in str(caught.value)


@pytest.mark.parametrize(
    ("path", "to"),
    [
        (("coding", "text"), "I moved lorry"),
        (("coding", "polarity"), "denied"),
        (("coding", "code"), "sleep"),
        (("approval", "state"), "0" * 64),
        (("approval", "subject"), "C02"),
        (("approval", "gate"), "admit"),
    ],
)
def test_an_altered_coding_is_refused(path: tuple[object, ...], to: object) -> None:
    with pytest.raises(ValidationError):
        reopen_confirmed(altered(CONFIRMED, *path, to=to))


@pytest.mark.parametrize(
    "line", [b"", b"{}", b"[]", b"null", b"\xff", DRAFT.model_dump_json().encode()]
)
def test_what_is_no_admitted_transcript_is_refused(line: bytes) -> None:
    with pytest.raises(ValidationError):
        reopen_admitted(line)
    with pytest.raises(ValidationError):
        reopen_confirmed(line)


def test_an_admission_cannot_be_made_with_the_approval_of_something_else() -> None:
    for wrong in (
        OF_CODING,
        OF_DRAFT.model_copy(update={"state": "0" * 64}),
        OF_DRAFT.model_copy(update={"subject": "P02"}),
        OF_DRAFT.model_copy(update={"gate": Gate.CONFIRM}),
    ):
        with pytest.raises(ValidationError):
            AdmittedTranscript(draft=DRAFT, approval=wrong)
