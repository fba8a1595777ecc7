"""Known names that were written as something else, where no trained model weighs them.

Only what is no ordinary talk is taken: words that are no English words, or that stand where a name
is expected. All of it asks for a person's eyes.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from pipeline.identified.misheard import Ear, KnownName, SoundAlike
from pipeline.identified.names_model.words import words_of
from pipeline.identified.recognisers.ordinary_words import name_expected, plainly_ordinary
from pipeline.identified.recognisers.tokens import Casing, Token, casing_of, tokens_of
from pipeline.identified.recognisers.word_lists import is_name, is_ordinary
from pipeline.values.identifiers import Mention, Status
from pipeline.values.texts import Turn

_TELLING, _STRONG = 0.3, 0.5
"""How telling a likeness must be where words are no English words, or a name is expected; and for
ordinary words in capitals."""


class SoundAlikeRecogniser:
    """Finds what sounds like a name that a person listed for the transcript.

    Args:
        known: the names to listen for.
    """

    name = "sounds like"
    version = "1"

    def __init__(self, known: Sequence[KnownName]) -> None:
        self._known = known

    def find(self, turns: Sequence[Turn]) -> list[Mention]:
        """All sound-alikes that are no ordinary talk; never two that overlap."""
        if not self._known:
            return []
        ear = Ear(self._known)
        tokens = [tokens_of(turn.text) for turn in turns]
        casing = casing_of(tokens)
        return [
            _mention(turn, one)
            for turn, words in zip(turns, tokens, strict=True)
            for one in _taken(ear.hear(words_of(turn.text)), words, casing)
        ]


def _taken(
    alike: Sequence[SoundAlike], tokens: Sequence[Token], casing: Casing
) -> Iterator[SoundAlike]:
    for one in alike:
        if one.spelled or one.telling < _TELLING:
            continue
        at = [i for i, t in enumerate(tokens) if t.start < one.span.end and one.span.start < t.end]
        if at and _no_ordinary_talk(tokens, at[0], len(at), casing, one.telling):
            yield one


def _no_ordinary_talk(
    tokens: Sequence[Token], first: int, width: int, casing: Casing, telling: float
) -> bool:
    window = tokens[first : first + width]
    if not all(is_ordinary(one.folded) or is_name(one.folded) for one in window):
        return True
    if not all(is_ordinary(one.folded) for one in window):
        return False  # somebody of another name
    if name_expected(tokens, first, width) and not plainly_ordinary(tokens, first):
        return True
    capitals = all(one.capital and not one.starts_sentence for one in window)
    return casing is Casing.TRUSTED and capitals and telling >= _STRONG


def _mention(turn: Turn, one: SoundAlike) -> Mention:
    return Mention(
        turn=turn.number,
        span=one.span,
        kind=one.name.kind,
        words=turn.text[one.span.start : one.span.end],
        detector=SoundAlikeRecogniser.name,
        score=round(min(1.0, one.telling), 4),
        status=Status.CHECK,
        sounds_like=one.name.words,
    )
