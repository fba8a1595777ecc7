"""Who said it."""

from __future__ import annotations

import json
from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from pipeline.quotable.attribute import attributions, label_of, own_labels, shared_values
from pipeline.settings import QuotePolicy
from tests.quotable.examples import person

LABELS = {f"P{n}": f"Victim {n}" for n in range(1, 8)}
RELATIONSHIP = ("relationship_to_stalker",)


def test_an_attribute_that_enough_share_is_used() -> None:
    people = [person(f"P{n}") for n in (1, 2, 3)] + [person("P4", relationship="colleague")]
    found = attributions(people, RELATIONSHIP, 3, LABELS)
    assert found["P1"] == "Victim 1, stalked by an ex-partner"
    assert found["P4"] == "Victim 4"


def test_the_minimum_is_exact() -> None:
    people = [person(f"P{n}", relationship="stranger") for n in (1, 2)]
    assert attributions(people, RELATIONSHIP, 3, LABELS)["P1"] == "Victim 1"
    assert attributions(people, RELATIONSHIP, 2, LABELS)["P1"] == "Victim 1, stalked by a stranger"


def test_one_person_listed_twice_is_one() -> None:
    people = [person("P1"), person("P1"), person("P2")]
    assert attributions(people, RELATIONSHIP, 3, LABELS)["P1"] == "Victim 1"


def test_only_the_whitelist_is_used() -> None:
    people = [person(f"P{n}", gender="woman") for n in (1, 2, 3)]
    assert "woman" not in attributions(people, RELATIONSHIP, 3, LABELS)["P1"]


def test_a_rare_combination_of_common_values_is_dropped() -> None:
    people = [person(f"P{n}", gender="woman") for n in (1, 2, 3)]
    people += [person(f"P{n}", relationship="stranger", gender="man") for n in (4, 5, 6)]
    people += [person("P7", gender="man")]
    found = attributions(people, (*RELATIONSHIP, "gender"), 3, LABELS)
    # Men are four and ex-partners are four, but a man stalked by an ex-partner is one.
    assert found["P7"] == "Victim 7, stalked by an ex-partner"
    assert found["P1"] == "Victim 1, stalked by an ex-partner, woman"


def test_values_are_compared_without_case_and_nothing_said_is_nothing() -> None:
    said = {"P1": "Colleague", "P2": "colleague ", "P3": "COLLEAGUE"}
    people = [person(id, relationship=word) for id, word in said.items()]
    assert attributions(people, RELATIONSHIP, 3, LABELS)["P1"] == "Victim 1, stalked by a colleague"
    for unsaid in ("", "unknown", "Prefer not to say", "other"):
        people = [person(f"P{n}", relationship=unsaid) for n in (1, 2, 3)]
        assert attributions(people, RELATIONSHIP, 3, LABELS)["P1"] == "Victim 1"


def test_without_a_label_the_role_alone() -> None:
    assert attributions([person("P1")], (), 3, {}) == {"P1": "Victim"}


def test_ages_read_as_english() -> None:
    people = [person(f"P{n}", age_band="40-49") for n in (1, 2, 3)]
    assert attributions(people, ("age_band",), 3, LABELS)["P1"] == "Victim 1, aged 40-49"
    people = [person(f"P{n}", age_band="40s") for n in (1, 2, 3)]
    assert attributions(people, ("age_band",), 3, LABELS)["P1"] == "Victim 1, in their 40s"


def test_the_label_can_be_read_off() -> None:
    assert label_of("Victim 12, stalked by a stranger") == "Victim 12"
    assert label_of("Victim") == "Victim"


AGES = {"age_band": {"20s": "under 40", "30s": "under 40", "under 40": "adult", "40s": "adult"}}


@pytest.mark.parametrize(
    ("ages", "told"),
    [
        # enough of each: nothing is broader than it must be
        (["20s"] * 3 + ["30s"] * 3, ["in their 20s"] * 3 + ["in their 30s"] * 3),
        # two in their twenties: then the thirties are not told either, or who is left is known
        (["20s"] * 2 + ["30s"] * 3, ["aged under 40"] * 5),
        (["20s", "30s", "30s"], ["aged under 40"] * 3),
        # 'under 40' is too few as well
        (["20s", "30s", "40s"], ["aged adult"] * 3),
        # enough in their forties, but one more would be told from them
        (["20s"] + ["40s"] * 3, ["aged adult"] * 4),
        # nothing broader holds: nothing is told of them
        (["20s", "30s"], ["", ""]),
        (["20s", "20s", "70s"], ["", "", ""]),
        # what was not said is no value
        (["unknown"] * 3 + ["30s"] * 3, [""] * 3 + ["in their 30s"] * 3),
    ],
)
def test_a_value_is_made_broader_until_it_holds(ages: list[str], told: list[str]) -> None:
    people = [person(f"P{n}", age_band=age) for n, age in enumerate(ages, start=1)]
    found = attributions(people, ("age_band",), 3, {}, AGES)
    assert [one.removeprefix("Victim").removeprefix(", ") for one in found.values()] == told


def test_broader_values_are_compared_without_case() -> None:
    people = [person(f"P{n}", relationship=who) for n, who in enumerate(["Ex-Husband"] * 2 +
              ["ex-wife"])]  # fmt: skip
    broader = {"relationship_to_stalker": {"ex-husband": "Ex-Partner", "EX-WIFE": "ex-partner"}}
    found = attributions(people, RELATIONSHIP, 3, {}, broader)
    assert set(found.values()) == {"Victim, stalked by an ex-partner"}


@given(
    st.lists(st.sampled_from(["20s", "30s", "40s", "70s", ""]), max_size=12),
    st.integers(min_value=1, max_value=4),
)
def test_no_printed_cell_is_too_small(ages: list[str], least: int) -> None:
    people = [person(f"P{n}", age_band=age) for n, age in enumerate(ages)]
    told = shared_values(people, ("age_band",), least, AGES)
    counts = Counter(one["age_band"] for one in told.values() if one)
    assert all(count >= least for count in counts.values())


def test_labels_of_single_quotes() -> None:
    ids = [f"Q{number:08x}" for number in range(300)]
    labels = own_labels(ids, "secret")
    assert len(set(labels.values())) == 300
    assert labels == own_labels(ids[::-1], "secret")
    assert all(1000 <= int(one.split()[1]) <= 9999 for one in labels.values())
    other = own_labels(ids, "another")
    assert sum(labels[id] == other[id] for id in ids) < 10, "who lacks the secret learns nothing"
    fewer = own_labels(ids[:150], "secret")
    assert sum(fewer[id] != labels[id] for id in ids[:150]) < 10, "most stay when others come"


@pytest.mark.parametrize(
    ("wrong", "says"),
    [
        ({"label": "role", "label_per_quote": True}, "label: number"),
        ({"broader": {"age_band": {"20s": "under 40"}}}, "age_band"),
        ({"attributes": ["a"], "broader": {"a": {"x": "y", "Y ": "X"}}}, "itself"),
        ({"label": "name"}, "label"),
        ({"opposites": [["one"]]}, "opposites"),
    ],
)
def test_settings_that_contradict_themselves_are_refused(
    wrong: dict[str, object], says: str
) -> None:
    with pytest.raises(ValidationError, match=says):
        QuotePolicy.model_validate_json(json.dumps(wrong))
