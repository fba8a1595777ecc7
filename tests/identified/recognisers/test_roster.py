from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.identified.recognisers.roster import RosterRecogniser
from pipeline.values.identifiers import Kind, Mention, RosterEntry, Status
from tests.identified.recognisers.finding import check_spans, turns

PERSON, PLACE = Kind.PERSON, Kind.LOCATION
# Prose whose capitals show that capitals can be trusted.
PROSE = "He came on Tuesday. She was in Leeds with the police. We said no. They left at noon."


def entry(words: str, *also: str, kind: Kind = PERSON, role: str = "stalker") -> RosterEntry:
    return RosterEntry(participant="", kind=kind, words=words, role=role, also=also)


def look(text: str, *entries: RosterEntry) -> list[Mention]:
    mentions = RosterRecogniser(entries).find(turns(text, PROSE))
    return [one for one in mentions if one.turn == 1]


def status_of(text: str, *entries: RosterEntry) -> dict[str, Status]:
    return {one.words: one.status for one in look(text, *entries)}


def test_the_role_is_the_hint_and_the_title_stays_out() -> None:
    (one,) = look("then Mr Osgood's brother came", entry("Darren Osgood", role="stalker"))
    assert (one.words, one.hint, one.kind, one.status) == (
        "Osgood", "stalker", PERSON, Status.SURE
    )  # fmt: skip


def test_parts_of_a_name_count_but_not_particles() -> None:
    roster = entry("Ludwig van der Berg")
    assert [one.words for one in look("Ludwig drove a van to Berg der", roster)] == [
        "Ludwig", "Berg"
    ]  # fmt: skip


def test_parts_of_a_place_do_not_count() -> None:
    assert not look("we came by milton road", entry("Milton Keynes", kind=PLACE))


def test_other_forms_are_found_and_initials_only_as_typed() -> None:
    roster = entry("Darren Osgood", "Daz", "D.O.")
    found = [one.words for one in look("Daz signed it D.O. and then D and O", roster)]
    assert found == ["Daz", "D.O"] or found == ["Daz", "D.O."]
    assert not look("it was signed D and then O", entry("Darren Osgood"))


@pytest.mark.parametrize(
    "text",
    [
        "I will go there and he will not.",
        "Will you come back tomorrow?",
        "he will be sorry",
        "where there's a will there's a way",
    ],
)
def test_will_the_verb_is_left(text: str) -> None:
    assert not look(text, entry("Will Tanner"))


@pytest.mark.parametrize(
    "text",
    ["I went with Will to town.", "I saw Will. Then he left.", "Will's mum rang me."],
)
def test_will_the_man_is_found(text: str) -> None:
    assert [one.words for one in look(text, entry("Will Tanner"))] == ["Will"]


@pytest.mark.parametrize(
    ("text", "form", "kind", "expected"),
    [
        ("Mark my words, he will be back.", "Mark", PERSON, None),
        ("I had to pay the bill again.", "Bill", PERSON, None),
        ("By the grace of God we got out.", "Grace", PERSON, None),
        ("I hope so, I really do.", "Hope", PERSON, None),
        ("He was reading my post.", "Reading", PLACE, None),
        ("What a big deal they made.", "Deal", PLACE, None),
        ("We moved to Reading that spring.", "Reading", PLACE, Status.SURE),
        ("He lives in Deal now.", "Deal", PLACE, Status.SURE),
        ("And then Grace said no to him.", "Grace", PERSON, Status.SURE),
        ("Hope said he had gone.", "Hope", PERSON, Status.SURE),
        ("Grace, yes.", "Grace", PERSON, Status.CHECK),
        ("Reading, as I said.", "Reading", PLACE, Status.CHECK),
    ],
)
def test_words_that_are_names(text: str, form: str, kind: Kind, expected: Status | None) -> None:
    found = status_of(text, entry(form, kind=kind))
    assert found == ({form: expected} if expected else {})


@pytest.mark.parametrize(
    ("text", "form", "found"),
    [
        ("and my sister grace said come here", "Grace", True),
        ("i was with grace that night", "Grace", True),
        ("pc hope rang me back", "Hope", True),
        ("i will not go back there", "Will", False),
        ("he had to pay the bill", "Bill", False),
        ("i hope he never comes", "Hope", False),
        ("mark my words he said", "Mark", False),
        ("they said mark was outside again", "Mark", True),
    ],
)
def test_text_without_capitals(text: str, form: str, found: bool) -> None:
    mentions = RosterRecogniser([entry(form)]).find(turns(text, "and so on it went all that year"))
    assert bool(mentions) is found


def test_a_by_name_with_the_is_no_name_in_parts() -> None:
    recogniser = RosterRecogniser([entry("Dil the Bus")])
    found = recogniser.find(turns("Dil the Bus he was, Dil. I got on the bus, the Bus."))
    assert [mention.words for mention in found] == ["Dil the Bus", "Dil"]


def test_the_roster_does_not_show() -> None:
    recogniser = RosterRecogniser([entry("Darren")])
    assert "arren" not in recogniser.version + repr(recogniser)


def test_an_empty_roster_finds_nothing() -> None:
    assert RosterRecogniser([]).find(turns("Darren came")) == []


@given(
    name=st.text(alphabet="bcdfghklmnpqrstvwxz", min_size=3, max_size=8),
    casing=st.sampled_from([str.lower, str.upper, str.title]),
    gap=st.sampled_from([" ", "   ", "-"]),
    ending=st.sampled_from(["", "'s", "’s", "s", "."]),
)
def test_a_form_is_found_in_any_casing_and_spacing(
    name: str, casing: object, gap: str, ending: str
) -> None:
    assert callable(casing)
    text = f"then {casing(name + gap + 'qx' + name)}{ending} came"
    mentions = RosterRecogniser([entry(f"{name} qx{name}")]).find(turns(text))
    check_spans(mentions, [text])
    assert any(one.span.start == 5 and len(one.span) >= 2 * len(name) for one in mentions)


@given(text=st.text(max_size=80).map(lambda text: " ".join(text.split()) or "x"))
def test_any_text_gives_spans_that_hold_their_words(text: str) -> None:
    text = "".join(one for one in text if one not in "\n\r\t") or "x"
    roster = [entry("Will Grace"), entry("x"), entry("É o", kind=PLACE)]
    if text.strip():
        check_spans(RosterRecogniser(roster).find(turns(text)), [text])
