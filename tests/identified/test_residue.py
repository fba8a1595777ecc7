from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.errors import ResidueError
from pipeline.identified.forms import KnownForms
from pipeline.identified.replace import replace
from pipeline.identified.residue import check, known_forms
from pipeline.values.identifiers import Action, Decision, Identity, Kind, Known, Status
from pipeline.values.spans import Span
from pipeline.values.texts import Transcript, Turn


def person(*forms: str, participant: str = "P01", known: Known = Known.LISTED) -> Identity:
    return Identity(
        id="E00001",
        kind=Kind.PERSON,
        participant=participant,
        role="sister",
        forms=forms,
        replacement="[sister]",
        known=known,
        why="test",
    )


def decision(start: int, end: int, replacement: str, kind: Kind = Kind.PERSON) -> Decision:
    return Decision(
        id=f"D{start}",
        turn=1,
        span=Span(start=start, end=end),
        kind=kind,
        action=Action.ROLE if replacement else Action.KEEP,
        replacement=replacement,
        identity=None,
        reason="test",
        detector="test",
        confidence=1.0,
        status=Status.SURE,
    )


def look(text: str, decisions: list[Decision], *identities: Identity) -> None:
    turns = (Turn(number=1, speaker="P", text=text),)
    transcript = Transcript(id="P01", participant="P01", format="test", turns=turns)
    draft, offsets = replace(transcript, decisions)
    check(draft, known_forms(transcript, decisions, identities), decisions, offsets)


SURVIVORS = [
    ("then jonquil came", "Jonquil"),
    ("then JONQUIL’S mum came", "Jonquil"),
    ("then Jonquils mum came", "Jonquil"),
    ("it was Jonquil-Ann, I think", "Jonquil Ann"),
    ("it was jonquil   ann", "Jonquil-Ann"),
    ("old Zoe said", "Zoë"),
    ("Mr. O’Neill said", "O'Neill"),
    ("(Jonquil)", "Jonquil"),
    ("Jonquil/Ann", "Ann"),
    ("then lukasz came", "Łukasz"),
    ("then adebola came", "Adébọ́lá"),
    ("then oneill came", "O'Neill"),
    ("then annemarie came", "Anne-Marie"),
    ("ring 07700900321 or", "07700 900 321"),
    ("ring 07700-900-321 or", "07700900321"),
]


@pytest.mark.parametrize(("text", "form"), SURVIVORS)
def test_what_survives_is_refused_without_being_named(text: str, form: str) -> None:
    with pytest.raises(ResidueError) as caught:
        look(text, [], person(form))
    assert "turn 1" in str(caught.value)
    for word in form.replace("-", " ").split():
        assert word.casefold() not in str(caught.value).casefold()


@pytest.mark.parametrize(
    ("text", "form"),
    [("an annual thing", "Ann"), ("jonquilly", "Jonquil"), ("Ann, Jonquil", "Jonquil Ann")],
)
def test_parts_of_other_words_are_not_the_name(text: str, form: str) -> None:
    look(text, [], person(form, known=Known.SURE))


@pytest.mark.parametrize("text", ["it was Quennell", "Mr quennell’s car"])
def test_a_part_of_a_listed_name_counts_alone(text: str) -> None:
    with pytest.raises(ResidueError):
        look(text, [], person("Jonquil Quennell"))


def test_what_was_replaced_in_one_place_must_not_stand_in_another() -> None:
    text = "her plate was AB12 CDE, yes AB12CDE, I mean ab12 cde"
    with pytest.raises(ResidueError):
        look(text, [decision(14, 22, "[number plate]", Kind.VEHICLE)])


def test_a_decision_to_keep_lets_exactly_its_own_place_pass() -> None:
    text = "Will said I will, and Will went"
    replaced = [decision(0, 4, "[brother]"), decision(22, 26, "[brother]")]
    with pytest.raises(ResidueError):
        look(text, replaced, person("Will"))
    look(text, [*replaced, decision(12, 16, "")], person("Will"))


def test_names_of_another_interview_count_when_they_are_certain() -> None:
    with pytest.raises(ResidueError):
        look("then Jonquil came", [], person("Jonquil", participant="P09"))
    look("then Jonquil came", [], person("Jonquil", participant="P09", known=Known.GUESSED))


@pytest.mark.parametrize("text", ["write to a.b@example.com now", "on 01632 960 123 4 it was"])
def test_backstops_need_no_knowledge(text: str) -> None:
    with pytest.raises(ResidueError, match="looks like"):
        look(text, [])


@given(st.text(max_size=80), st.text(max_size=20))
def test_any_text_can_be_looked_through(text: str, form: str) -> None:
    for hit in KnownForms([form]).hits(text):
        assert 0 <= hit.span.start < hit.span.end <= len(text)


@given(
    st.lists(st.sampled_from(["Jonquil", "said", "the", "Ann", "went"]), min_size=1, max_size=12),
    st.sampled_from([" ", "  ", ", ", " - ", "\u00a0"]),
    st.booleans(),
)
def test_a_form_is_found_wherever_its_words_follow_each_other(
    words: list[str], gap: str, upper: bool
) -> None:
    text = gap.join(words)
    pairs = sum(a == "Jonquil" and b == "Ann" for a, b in pairwise(words))
    hits = KnownForms(["jonquil ann"]).hits(text.upper() if upper else text)
    assert len(hits) == pairs


@pytest.mark.parametrize("article", ["a ", "An ", "the "])
def test_what_went_with_an_article_is_known_without_it(article: str) -> None:
    plate = "QX19 ZZZ"
    text = f"it was {article}{plate} and then {plate}"
    end = 7 + len(article) + len(plate)
    with pytest.raises(ResidueError, match="1 known identifiers"):
        look(text, [decision(7, end, "a [number plate]", Kind.VEHICLE)])
