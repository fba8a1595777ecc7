"""The question a quote answers."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence

from pipeline.quotable.edit import present
from pipeline.quotable.sentences import count_words, sentences
from pipeline.values.texts import DraftTurn, Role

MAXIMUM_WORDS = 40

_MINIMAL = re.compile(
    r"\b(?:uh[ -]?huh|m+|m+h+m+|mhm|hm+|u+h+|yeah|yep|yes|no|right|ok|okay|oh|ah|aw|sure|well|so"
    r"|and|then|really|wow|gosh|god|goodness|lovely|great|good|fine|thanks|thank you|i see|go on"
    r"|carry on|of course|take your time|no rush|in your own time|absolutely|exactly|definitely"
    r"|i(?:'m| am)?(?: so| very)? sorry|sorry|don't worry|that's (?:fine|ok|okay|all right)"
    r"|it's (?:fine|ok|okay|all right)|we can (?:stop|pause)(?: any ?time| if you(?: like| want))?"
    r"|(?:that|it) (?:sounds|must(?: have|'ve) been)(?: \w+){1,2}"
    r"|(?:do|would) you (?:want|need|like)(?: to stop| a (?:minute|moment|break)))\b"
)


def question(turns: Sequence[DraftTurn], number: int, held: Collection[int] = ()) -> str:
    """The last substantive turn of an interviewer before turn `number`, as presented.

    Minimal responses ('Mm.', 'Go on.') are stepped over. The end of a long turn is kept, where the
    question is: at most 40 words, from the start of a sentence.

    Args:
        turns: of one transcript, in order.
        number: the turn of the passage.
        held: turns that must not be quoted; a question standing in one is not given.

    Returns:
        The question, or '' where there is none to give.
    """
    for turn in reversed(turns[: number - 1]):
        if turn.role is Role.INTERVIEWER and not is_minimal(turn.text):
            return "" if turn.number in held else _end(present(turn.text)[0])
    return ""


def is_minimal(text: str) -> bool:
    """Whether a turn only keeps the talk going: 'Mm.', 'Right, go on.', 'Take your time.'"""
    said = present(text)[0].casefold().replace("’", "'")
    return not any(char.isalnum() for char in _MINIMAL.sub("", said))


def _end(text: str) -> str:
    start = len(text)
    for span in reversed(sentences(text)):
        if count_words(text[span.start :]) > MAXIMUM_WORDS:
            break
        start = span.start
    return text[start:] if start < len(text) else _cut(text)


def _cut(text: str) -> str:
    """The last words of a sentence too long to print whole."""
    last = sentences(text)[-1]
    pieces = text[last.start : last.end].split(" ")
    while count_words(" ".join(pieces)) > MAXIMUM_WORDS:
        pieces.pop(0)
    return " ".join(["[…]", *pieces])
