"""What identifies in combination, or to somebody who knows the story: small rules, a module a kind.

Every mention asks for a person's eyes. The surer ones are replaced until somebody rules otherwise,
the others only listed.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from pipeline.identified.recognisers.found_names import TurnWords
from pipeline.identified.recognisers.indirect import (
    acts,
    backgrounds,
    belongings,
    counts,
    family,
    gifts,
    health,
    jobs,
    quoted,
)
from pipeline.identified.recognisers.indirect.stretch import Stretch
from pipeline.identified.recognisers.tokens import casing_of, tokens_of
from pipeline.values.identifiers import Mention, Status
from pipeline.values.spans import Span
from pipeline.values.texts import Turn

RULES: tuple[Callable[[TurnWords, int], Iterator[Stretch]], ...] = (
    jobs.find,
    health.find,
    backgrounds.find,
    belongings.find_vehicle,
    belongings.find_pet,
    family.find,
    counts.find,
    gifts.find,
    acts.find,
    quoted.find,
)
"""Each says what begins at a word of a turn."""


class QuasiRecogniser:
    """Finds indirect identifiers; all with status ``check``."""

    name = "quasi"
    version = "2"

    def find(self, turns: Sequence[Turn]) -> list[Mention]:
        """All stretches found; those of different rules may overlap."""
        tokens = [tokens_of(turn.text) for turn in turns]
        casing = casing_of(tokens)
        return [
            _mention(turn, words, stretch)
            for turn, words in (
                (t, TurnWords(w, casing)) for t, w in zip(turns, tokens, strict=True)
            )
            for index in range(len(words.tokens))
            for rule in RULES
            for stretch in rule(words, index)
        ]


def _mention(turn: Turn, words: TurnWords, stretch: Stretch) -> Mention:
    start, stop = words.tokens[stretch.first].start, words.tokens[stretch.end - 1].end
    return Mention(
        turn=turn.number,
        span=Span(start=start, end=stop),
        kind=stretch.kind,
        words=turn.text[start:stop],
        detector=QuasiRecogniser.name,
        score=stretch.score,
        status=Status.CHECK,
        hint=stretch.hint,
        listed=stretch.listed,
    )
