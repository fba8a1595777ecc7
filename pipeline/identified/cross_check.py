"""A second opinion on every replacement: Presidio's anonymizer must give the same text.

Two programs that were written apart rarely share a fault of offsets. Where they differ, the draft
is refused.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from functools import cache
from typing import Any

from pipeline.errors import ResidueError
from pipeline.values.identifiers import Action, Decision
from pipeline.values.texts import Draft, Transcript


def check_replacements(transcript: Transcript, decisions: Sequence[Decision], draft: Draft) -> None:
    """Replace again, with `presidio_anonymizer`, and compare turn by turn.

    Raises:
        ResidueError: a turn came out differently; the turn is named, not its words.
    """
    by_turn: dict[int, list[Decision]] = defaultdict(list)
    for decision in decisions:
        if decision.action is not Action.KEEP:
            by_turn[decision.turn].append(decision)
    for source, output in zip(transcript.turns, draft.turns, strict=True):
        if _replaced(source.text, by_turn[source.number]) != output.text:
            raise ResidueError(
                f"turn {source.number}: two ways of replacing gave different texts",
                where=f"transcript {draft.id}",
                next_step="please report this: it is a fault of the program",
            )


def _replaced(text: str, decisions: Sequence[Decision]) -> str:
    if not decisions:
        return text
    # Each decision is an entity type of its own, so that Presidio merges nothing.
    from presidio_anonymizer.entities import OperatorConfig, RecognizerResult

    results = [
        RecognizerResult(entity_type=one.id, start=one.span.start, end=one.span.end, score=1.0)
        for one in decisions
    ]
    operators = {
        one.id: OperatorConfig("replace", {"new_value": one.replacement}) for one in decisions
    }
    done = _engine().anonymize(text=text, analyzer_results=results, operators=operators)
    return str(done.text)


@cache
def _engine() -> Any:
    from presidio_anonymizer import AnonymizerEngine

    return AnonymizerEngine()
