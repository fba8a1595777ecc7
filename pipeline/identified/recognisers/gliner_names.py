"""Names and other identifiers by a GLiNER model in a folder on this machine."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from pipeline.identified.recognisers.context import relation
from pipeline.identified.recognisers.found import mention
from pipeline.identified.recognisers.gliner_model import UNREAD, Entity, fingerprint, reader
from pipeline.identified.recognisers.ordinary_words import KIN
from pipeline.identified.recognisers.tokens import Token, tokens_of
from pipeline.identified.recognisers.word_classes import NEVER_NAMES
from pipeline.identified.recognisers.word_lists import is_name, is_ordinary, places
from pipeline.identified.recognisers.words import vocabulary
from pipeline.language.folding import folded
from pipeline.values.identifiers import Kind, Mention
from pipeline.values.spans import Span
from pipeline.values.texts import Turn

KIND_OF_PROMPT = {
    "person": Kind.PERSON,
    "nickname": Kind.PERSON,
    "place": Kind.LOCATION,
    "organisation": Kind.ORGANISATION,
    "school": Kind.ORGANISATION,
    "occupation": Kind.OCCUPATION,
    "health condition": Kind.HEALTH,
    "vehicle": Kind.VEHICLE,
    "nationality or religion": Kind.DEMOGRAPHIC,
}
"""What the model is asked for -> our kinds. Numbers, dates and addresses are left to patterns. A
model with labels of its own may answer with others: those are `Kind.OTHER`."""

FLOOR = 0.3
"""The least score that is claimed. Below `found.SURE_FROM` a person is asked to look."""

_OPENERS = vocabulary("the my our his her their your this that")


class GlinerNamesRecogniser:
    """What a GLiNER model sees. It is loaded on first use, from the folder only.

    A model's folder is to be trusted like a program: take it from where you would take one.

    Args:
        model: the folder with ``gliner_config.json`` and the weights.
    """

    name = "gliner"

    def __init__(self, model: str) -> None:
        self._model = model

    @property
    def version(self) -> str:
        """Of this recogniser, the package and the model.

        Raises:
            SettingsError: the package or the folder is missing.
        """
        return f"1-{fingerprint(self._model)}"

    def find(self, turns: Sequence[Turn]) -> list[Mention]:
        """All mentions that score `FLOOR` or more, in the order of the turns.

        A word too long for the model to read is claimed as `Kind.OTHER`, for a person to look at.

        Raises:
            SettingsError: the package or the folder is missing, or the model cannot be loaded.
        """
        model = reader(self._model, tuple(KIND_OF_PROMPT), FLOOR)
        return [one for turn in turns for one in _best(_mentions(turn, model.entities(turn.text)))]


def _mentions(turn: Turn, entities: Iterator[Entity]) -> Iterator[Mention]:
    for entity in entities:
        kind = KIND_OF_PROMPT.get(entity.label, Kind.OTHER)
        span = Span(start=entity.start, end=entity.end)
        if entity.label != UNREAD:
            tokens = tokens_of(turn.text[entity.start : entity.end])
            if kind is Kind.PERSON and _names_nobody(tokens, entity.label):
                continue
            span = _trimmed(turn.text, span, tokens)
        hint = _hint(kind, turn.text, span)
        yield mention(
            turn,
            span.start,
            span.end,
            kind,
            detector=GlinerNamesRecogniser.name,
            score=entity.score,
            hint=hint,
        )


def _best(mentions: Iterator[Mention]) -> list[Mention]:
    """The surest of mentions that are alike, as the words that pieces share are read twice."""
    best: dict[tuple[int, int, Kind], Mention] = {}
    for one in mentions:
        known = best.setdefault((one.span.start, one.span.end, one.kind), one)
        if one.score > known.score:
            best[one.span.start, one.span.end, one.kind] = one
    return sorted(best.values(), key=lambda one: (one.span.start, one.span.end))


def _names_nobody(tokens: Sequence[Token], prompt: str) -> bool:
    """'She', 'my mum' and 'the new neighbours' are persons to GLiNER, and name nobody.

    A nickname may be made of ordinary words ('the big fella').
    """
    return bool(tokens) and all(
        token.folded in NEVER_NAMES
        or token.folded in KIN
        or (prompt == "person" and not token.capital and _only_a_word(token.folded))
        for token in tokens
    )


def _only_a_word(word: str) -> bool:
    return is_ordinary(word) and not is_name(word)


def _trimmed(text: str, span: Span, tokens: Sequence[Token]) -> Span:
    """Without 'my' before and 's behind."""
    start, end = span.start, span.end
    if len(tokens) > 1 and tokens[0].folded in _OPENERS and tokens[1].joined:
        start += tokens[1].start
    if end - start > 2 and text[end - 2 : end].lower() in ("'s", "’s"):
        end -= 2
    return Span(start=start, end=end)


def _hint(kind: Kind, text: str, span: Span) -> str:
    if kind is Kind.PERSON:
        return relation(text, span)
    if kind is Kind.LOCATION:
        return places().get(folded(text[span.start : span.end]), "place")
    return "organisation" if kind is Kind.ORGANISATION else ""
