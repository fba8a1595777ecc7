from __future__ import annotations

from importlib.metadata import version
from pathlib import Path

import pytest
import spacy

from pipeline.errors import SettingsError
from pipeline.identified.recognisers.spacy_names import SpacyNamesRecogniser
from pipeline.values.identifiers import Kind
from tests.identified.recognisers.finding import check_spans, turns

PATTERNS = [
    {"label": "PERSON", "pattern": "Kelly"},
    {"label": "PERSON", "pattern": "Priya's"},
    {"label": "GPE", "pattern": "Keighley"},
    {"label": "FAC", "pattern": "the Arndale"},
    {"label": "ORG", "pattern": "Greenbank"},
    {"label": "NORP", "pattern": "Polish"},
    {"label": "DATE", "pattern": "Tuesday"},
]


@pytest.fixture(scope="module")
def pipeline_folder(tmp_path_factory: pytest.TempPathFactory) -> str:
    """A spaCy pipeline on disk that knows a few names."""
    language = spacy.blank("en")
    language.add_pipe("entity_ruler").add_patterns(PATTERNS)  # type: ignore[attr-defined]
    folder = tmp_path_factory.mktemp("pipelines") / "small"
    language.to_disk(folder)
    return str(folder)


def test_labels_are_mapped_and_others_left(pipeline_folder: str) -> None:
    texts = ["My sister Kelly left Keighley on Tuesday.", "She is Polish, at Greenbank, Priya's."]
    mentions = SpacyNamesRecogniser(pipeline_folder).find(turns(*texts))
    check_spans(mentions, texts)
    assert {(one.turn, one.words, one.kind, one.hint) for one in mentions} == {
        (1, "Kelly", Kind.PERSON, "sister"),
        (1, "Keighley", Kind.LOCATION, "town"),
        (2, "Polish", Kind.DEMOGRAPHIC, ""),
        (2, "Greenbank", Kind.ORGANISATION, "organisation"),
        (2, "Priya", Kind.PERSON, ""),
    }


def test_the_version_names_the_pipeline(pipeline_folder: str) -> None:
    assert version("spacy") in SpacyNamesRecogniser(pipeline_folder).version


def test_making_one_loads_nothing() -> None:
    assert SpacyNamesRecogniser("no_such_pipeline").name == "spacy"


@pytest.mark.parametrize("use", ["find", "version"])
def test_a_missing_package_says_what_to_do(use: str) -> None:
    recogniser = SpacyNamesRecogniser("no_such_pipeline")
    with pytest.raises(SettingsError) as error:
        recogniser.find(turns("Kelly came")) if use == "find" else recogniser.version
    assert "names: gazetteer" in str(error.value)
    assert "pip install" in str(error.value)
    assert "Kelly" not in str(error.value)


def test_a_missing_folder_does_not_print_its_path(tmp_path: Path) -> None:
    with pytest.raises(SettingsError) as error:
        SpacyNamesRecogniser(str(tmp_path / "nothing")).find(turns("Kelly came"))
    assert str(tmp_path) not in str(error.value)
    assert "names: gazetteer" in str(error.value)


def test_a_pipeline_without_entities_is_refused(tmp_path: Path) -> None:
    spacy.blank("en").to_disk(tmp_path / "blank")
    with pytest.raises(SettingsError):
        SpacyNamesRecogniser(str(tmp_path / "blank")).find(turns("Kelly came"))
