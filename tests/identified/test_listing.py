"""What is left for a person to rule on, and what each audience does with it."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

import pytest

from pipeline.identified.decide import Document
from pipeline.identified.replace import listed_spans
from pipeline.identified.replace import replace as put_in
from pipeline.settings import Audience, AudiencePolicy
from pipeline.values.identifiers import Action, Decision, Kind, RulingKind, Status
from tests.identified.building import POLICY, at, decided, document, place, ruled, rules, talk

TALK = talk("P01", "Anna left a brass bell with my dad, a thatcher from Kenya, in May 2017.")


def found(*, listed: bool = True) -> Document:
    bell = at(TALK, "a brass bell with my dad", Kind.OTHER, hint="gift", status=Status.CHECK)
    return document(
        TALK,
        at(TALK, "Anna"),
        bell.model_copy(update={"listed": listed}),
        at(TALK, "thatcher", Kind.OCCUPATION, hint="a trade", status=Status.CHECK),
        at(TALK, "Kenya", Kind.LOCATION, hint="country"),
        at(TALK, "May 2017", Kind.DATETIME, hint="month"),
    )


def decisions(audience: Audience, *, listed: bool = True) -> dict[str, Decision]:
    """By the first word of what they are about."""
    made = decided([found(listed=listed)], replace(rules(), audience=audience))
    text = TALK.turns[0].text
    return {text[one.span.start : one.span.end].split()[-1]: one for one in made.decisions["P01"]}


def test_a_listed_find_stays_with_a_proposal() -> None:
    bell = decisions(Audience.COMMISSIONER)["dad"]
    assert (bell.action, bell.status, bell.proposed) == (Action.KEEP, Status.CHECK, "[gift]")
    assert 0 < bell.narrowing < 1
    assert bell.listed
    assert "rare" in bell.reason


@pytest.mark.parametrize(
    ("audience", "bell", "job", "country", "date"),
    [
        (Audience.TEAM, "", "", "", "[month in 2017]"),
        (Audience.COMMISSIONER, "", "[skilled trade]", "", "[month in 2017]"),
        (Audience.PUBLIC, "[gift]", "[skilled trade]", "[country]", "[month]"),
    ],
)
def test_what_each_audience_is_given(
    audience: Audience, bell: str, job: str, country: str, date: str
) -> None:
    made = decisions(audience)
    assert made["dad"].replacement == bell
    assert made["thatcher"].replacement == job
    assert made["Kenya"].replacement == country
    assert made["2017"].replacement == date


def test_what_the_team_keeps_is_listed() -> None:
    assert decisions(Audience.TEAM)["thatcher"].proposed == "[skilled trade]"


def test_what_a_person_named_is_replaced_for_every_audience() -> None:
    named = at(TALK, "thatcher", Kind.OCCUPATION, detector="roster")
    given = replace(rules(), audience=Audience.TEAM)
    (one,) = decided([document(TALK, named)], given).decisions["P01"]
    assert one.replacement == "[job]"


def test_a_listed_find_leaves_its_place_to_whatever_else_is_there() -> None:
    bell = at(TALK, "left a brass bell with my dad, a thatcher", Kind.OTHER)
    bell = bell.model_copy(update={"listed": True})
    job = at(TALK, "thatcher", Kind.OCCUPATION)
    made = decided([document(TALK, at(TALK, "Anna"), bell, job)]).decisions["P01"]
    spans = [(one.span.start, one.span.end) for one in made]
    assert all(a[1] <= b[0] for a, b in pairwise(spans))
    assert [one.listed for one in made] == [False, True, False]


def test_a_listed_find_hides_no_name_that_stands_in_it() -> None:
    """The name is found in one place, and stands inside of something listed in another."""
    source = talk("P01", "Anna came.", "The brass bell of Anna rang.")
    bell = at(source, "The brass bell of Anna", Kind.OTHER, turn=2)
    listed = bell.model_copy(update={"listed": True})
    made = decided([document(source, at(source, "Anna"), listed)]).decisions["P01"]
    draft, _ = put_in(source, made)
    assert "Anna" not in draft.turns[1].text
    assert any(one.listed for one in made)


@pytest.mark.parametrize("kind", [RulingKind.KEEP, RulingKind.IDENTIFIES])
def test_a_ruling_takes_it_off_the_list(kind: RulingKind) -> None:
    words = "a brass bell with my dad"
    ruling = ruled(1, kind, TALK, words, of=Kind.OTHER, role="gift")
    made = decided([found()], rules(rulings=[ruling])).decisions["P01"]
    here = [one for one in made if one.span == place(TALK.turns[0].text, words)]
    assert [one.listed for one in here] == [False]
    assert here[0].replacement == ("" if kind is RulingKind.KEEP else "[gift]")


def test_where_it_stands_in_the_draft() -> None:
    made = decided([found()]).decisions["P01"]
    draft, offsets = put_in(TALK, made)
    (one,) = listed_spans(made, offsets)
    text = draft.turns[one.turn - 1].text
    assert text[one.span.start : one.span.end] == "a brass bell with my dad"


def test_a_kind_that_the_policy_leaves_alone_is_not_listed() -> None:
    kinds = {**POLICY.kinds, Kind.OTHER: POLICY.kinds[Kind.OTHER].model_copy()}
    kinds[Kind.OTHER] = kinds[Kind.OTHER].model_copy(update={"action": Action.KEEP})
    policy = POLICY.model_copy(update={"kinds": kinds})
    made = decided([found()], rules(policy=policy)).decisions["P01"]
    assert not any(one.listed for one in made)


def test_only_indirect_kinds_can_be_only_listed() -> None:
    with pytest.raises(ValueError, match="PERSON"):
        AudiencePolicy(only_listed=(Kind.PERSON,))
