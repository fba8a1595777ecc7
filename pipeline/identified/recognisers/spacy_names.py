"""Names by a spaCy pipeline that is installed on this machine."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import TYPE_CHECKING

from pipeline.errors import SettingsError
from pipeline.identified.recognisers.context import relation
from pipeline.identified.recognisers.word_lists import places
from pipeline.values.identifiers import Kind, Mention
from pipeline.values.spans import Span
from pipeline.values.texts import Turn

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Span as Entity

KIND_OF_LABEL = {
    "PERSON": Kind.PERSON,
    "PER": Kind.PERSON,
    "GPE": Kind.LOCATION,
    "LOC": Kind.LOCATION,
    "FAC": Kind.LOCATION,
    "ORG": Kind.ORGANISATION,
    "NORP": Kind.DEMOGRAPHIC,
}
"""spaCy's entity labels -> ours; others are left to other recognisers."""

_SCORE = 0.85
"""spaCy gives no score a name could be ranked by."""


class SpacyNamesRecogniser:
    """Names as a spaCy pipeline sees them. The pipeline is loaded on first use, never downloaded.

    Args:
        pipeline: name of an installed package ('en_core_web_sm') or path of a folder.
    """

    name = "spacy"

    def __init__(self, pipeline: str) -> None:
        self._pipeline = pipeline

    @property
    def version(self) -> str:
        """Of spaCy and of the pipeline."""
        meta = _loaded(self._pipeline).meta
        return f"1-{_version_of('spacy')}-{meta.get('name', '')}-{meta.get('version', '')}"

    def find(self, turns: Sequence[Turn]) -> list[Mention]:
        """All entities of the labels that matter.

        Raises:
            SettingsError: the pipeline is not installed or finds no names.
        """
        documents = _loaded(self._pipeline).pipe(turn.text for turn in turns)
        return [
            mention
            for turn, document in zip(turns, documents, strict=True)
            for entity in document.ents
            for mention in self._mentions(turn, entity)
        ]

    def _mentions(self, turn: Turn, entity: Entity) -> Iterator[Mention]:
        kind = KIND_OF_LABEL.get(entity.label_)
        words = entity.text.strip().removesuffix("'s").removesuffix("’s")
        if kind is None or not words:
            return
        start = entity.start_char + len(entity.text) - len(entity.text.lstrip())
        span = Span(start=start, end=start + len(words))
        yield Mention(
            turn=turn.number,
            span=span,
            kind=kind,
            words=words,
            detector=self.name,
            score=_SCORE,
            hint=_hint(kind, turn.text, span),
        )


def _hint(kind: Kind, text: str, span: Span) -> str:
    if kind is Kind.PERSON:
        return relation(text, span)
    if kind is Kind.LOCATION:
        return places().get(text[span.start : span.end].lower(), "place")
    return "organisation" if kind is Kind.ORGANISATION else ""


@cache
def _loaded(pipeline: str) -> Language:
    """The pipeline, once a process, without the parts that names do not need."""
    import spacy

    try:
        language = spacy.load(pipeline, exclude=["lemmatizer", "parser", "attribute_ruler"])
    except OSError as error:
        raise _missing(pipeline) from error
    if "ner" not in language.pipe_names and "entity_ruler" not in language.pipe_names:
        raise SettingsError(
            "the spaCy pipeline finds no names: it has no part that recognises entities",
            where="config/study.yaml: names",
            next_step="name another pipeline, or set 'names: gazetteer'",
        )
    return language


def _missing(pipeline: str) -> SettingsError:
    is_folder = len(Path(pipeline).parts) > 1
    where = "there is none in that folder" if is_folder else f"'{pipeline}' is not installed"
    step = "correct the folder" if is_folder else f"install it with 'pip install {pipeline}'"
    return SettingsError(
        f"the spaCy pipeline for names cannot be loaded: {where}",
        where="config/study.yaml: names",
        next_step=f"{step} (on a machine without a network: its wheel), or set 'names: gazetteer'",
    )


def _version_of(package: str) -> str:
    try:
        return version(package)
    except PackageNotFoundError:
        return ""
