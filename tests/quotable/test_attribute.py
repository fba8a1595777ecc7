"""Who said it."""

from __future__ import annotations

from pipeline.quotable.attribute import attributions, label_of
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
