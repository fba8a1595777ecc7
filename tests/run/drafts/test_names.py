from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.run.drafts.names import KnownNames
from pipeline.run.drafts.typed import TypedIdentifiers
from pipeline.run.study import open_study
from pipeline.values.drafts import DraftPart, DraftPiece, Grade
from tests.drafted import contents_of


def piece(text: str, part: DraftPart = DraftPart.TEXT, where: str = "paragraph 1") -> DraftPiece:
    return DraftPiece(where=where, part=part, text=text)


@pytest.fixture(scope="module")
def names(drafted_once: Path) -> KnownNames:
    return KnownNames(open_study(drafted_once), contents_of(drafted_once))


@pytest.fixture(scope="module")
def listed(drafted_once: Path) -> KnownNames:
    return KnownNames(open_study(drafted_once), None)


def owners(names: KnownNames, text: str, part: DraftPart = DraftPart.TEXT) -> list[str]:
    return [hit.owners[0].identity for hit in names.hits(piece(text, part))]


@pytest.mark.parametrize(
    ("text", "identity"),
    [
        ("We spoke to Maureen Tolhurst.", "E00001"),
        ("TOLHURST, M.", "E00001"),
        ("Tolhurst’s account", "E00001"),
        ("the Tolhursts moved", "E00001"),
        ("Dr. maureen said", "E00001"),
        ("Gavin came back", "E00002"),
        ("thanks to Lorna", "E00004"),
        ("in Harbridge", "E00005"),
        ("at 4 Tanyard Lane", "E00006"),
        ("for Roz and others", "roster:P05"),
        ("Deirdre O’Shaughnessy", "roster:P06"),
        ("Deirdre OShaughnessy", "roster:P06"),
        ("saw Joy there", "E00003"),
        ("said Ms Penhallow", "E00003"),
        ("and then Will left", "roster:P04"),
        ("We thank Joy at the Home Office, North Yorkshire.", "E00003"),
    ],
)
def test_known_names_are_found_in_any_form(names: KnownNames, text: str, identity: str) -> None:
    assert owners(names, text) == [identity]


@pytest.mark.parametrize(
    "text",
    [
        "It was a joy. Joy of reading.",
        "He will mark the wells, and the constable will carve.",
        "Will this end? Mark my words.",
        "“Will he come?”",
        "The Chief Constable and a Police Constable",
        "JOY AND WILL IN WELLS",
        "The Joy of Reading Together",
        "A mo later, on the mo",
        "Nothing here names anybody.",
    ],
)
def test_ordinary_words_are_no_names_unless_written_so(names: KnownNames, text: str) -> None:
    assert owners(names, text) == []


def test_without_the_vault_only_the_roster_is_known(listed: KnownNames) -> None:
    assert owners(listed, "Maureen Tolhurst") == ["roster:P01"]
    assert owners(listed, "Lorna Quigley in Harbridge") == []


def test_in_the_author_s_field_a_capital_is_enough(names: KnownNames) -> None:
    author = piece("W. Carver", DraftPart.METADATA, "metadata: author")
    assert names.hits(author)
    title = piece("Carver and others", DraftPart.METADATA, "metadata: title")
    assert not names.hits(title)


def test_markup_is_searched_for_long_names_alone(names: KnownNames) -> None:
    assert owners(names, "id=tolhurst", DraftPart.MARKUP) == ["E00001"]
    assert owners(names, "Roz Mo", DraftPart.MARKUP) == []


def test_a_place_that_was_only_guessed_is_not_grave(names: KnownNames) -> None:
    (guessed,) = names.hits(piece("in Harbridge"))
    (person,) = names.hits(piece("in Ambleforth"))
    assert not guessed.is_grave
    assert person.is_grave


@pytest.mark.parametrize(
    ("text", "grade"),
    [
        ("ring 07700 900461", Grade.FAULT),
        ("write to someone99@hotmail.com", Grade.FAULT),
        ("the house at HX7 8QD", Grade.FAULT),
        ("his car, WX19 ZTB", Grade.FAULT),
        ("National Insurance number AB123456C", Grade.FAULT),
        ("crime reference 42/11876/23", Grade.FAULT),
        ("the National Stalking Helpline, 0808 802 0300", Grade.NOTICE),
        ("© The University, Henwick Grove, WR2 6AJ", Grade.NOTICE),
        ("contact research@university.ac.uk", Grade.NOTICE),
    ],
)
def test_identifiers_by_their_shape(text: str, grade: Grade) -> None:
    found = list(TypedIdentifiers().hits(piece(text)))
    assert [one.grade for one in found] == [grade]


@pytest.mark.parametrize(
    "text",
    [
        "In 2017 and 2019, 21 of 35 answered; 43% (n = 9).",
        "Quote Qa4175149 is printed on page 12.",
        "Smith (2014) 12(3), pp. 120-134, https://doi.org/10.1234/56789012",
        "Call 999 or 101.",
        "between 3 March and 14 May 2026",
    ],
)
def test_figures_of_a_report_are_no_identifiers(text: str) -> None:
    assert not [one for one in TypedIdentifiers().hits(piece(text)) if one.grade is Grade.FAULT]
