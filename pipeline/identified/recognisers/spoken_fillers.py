"""What people say in the middle of a number: hesitations, second thoughts, remarks."""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.identified.recognisers.words import Word, keys

TIMES = {"double": 2, "triple": 3, "treble": 3, "quadruple": 4}
_FILLERS = tuple(
    tuple(phrase.split())
    for phrase in (
        "and then it's a", "and then its a", "and then it was", "then it was", "then it's a",
        "then its a", "and then it's", "and then its", "then it's", "then its", "and then a",
        "let me think", "let me see", "was it", "is it", "i think it's", "i think it was",
        "i think",
        "you know", "hang on", "hold on", "wait a minute", "wait now", "oh no", "oh wait", "oh god",
        "oh hang on", "oh hold on", "oh sorry", "oh right", "oh well", "oh dear",
        "oh yeah", "no no", "no wait", "and then", "what was it", "what is it", "something like",
        "or is it", "or was it", "all one word", "lower case", "upper case", "big", "capital",
        "small", "um", "umm", "er", "err", "erm", "em", "uh", "uhm", "ah", "eh", "mm", "hmm", "so",
        "like", "then", "sorry", "wait", "right", "okay", "ok", "yeah", "yes", "no", "now", "well",
        "something", "space", "comma", "again", "forward", "back",
    )
)  # fmt: skip
_FILLERS_BY_WORD = {
    first: [phrase for phrase in _FILLERS if phrase[0] == first]
    for first in {phrase[0] for phrase in _FILLERS}
}
_LONGEST_BRIDGE = 7


def bridge(words: Sequence[Word], at: int) -> int | None:
    """The index behind the fillers that start at ``words[at]``."""
    behind = at
    while behind - at < _LONGEST_BRIDGE:
        ahead = keys(words, behind, behind + 4)
        known = _FILLERS_BY_WORD.get(ahead[0], ()) if ahead else ()
        filler = next((phrase for phrase in known if ahead[: len(phrase)] == phrase), None)
        if filler is None and not _is_broken_off(words, behind):
            break
        behind += len(filler or ahead[:1])
    return behind if behind > at else None


def _is_broken_off(words: Sequence[Word], at: int) -> bool:
    """Whether a 'double' is left hanging: 'double, what was it, five'."""
    if not keys(words, at, at + 1) or words[at].key not in TIMES:
        return False
    ahead = keys(words, at + 1, at + 5)
    known = _FILLERS_BY_WORD.get(ahead[0], ()) if ahead else ()
    return any(ahead[: len(phrase)] == phrase for phrase in known)
