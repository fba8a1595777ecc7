"""Where the cues of a codebook stand in talk.

A cue is matched blind to case, inflection, contraction, articles and hesitations, and to who is
spoken of as 'he' or 'she'. A cue never reaches over the end of a sentence. What it may say:
`cue_language`.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice, product
from typing import TYPE_CHECKING, Any

from pipeline.anonymised.cue_language import (
    DIGIT,
    GAP,
    GAP_WORDS,
    Choice,
    CueError,
    Lists,
    Run,
    sides_of,
)
from pipeline.anonymised.sentences import Sentence

if TYPE_CHECKING:
    from spacy.matcher import Matcher, PhraseMatcher
    from spacy.vocab import Vocab

NO_LISTS: Lists = {}
NEAR_WORDS = 16
"""The two sides of '&' stand within so many words."""
MOST_PAIRS = 1000


@dataclass(frozen=True, slots=True, repr=False)
class Hit:
    """A cue found in a sentence: words ``sentence.words[first:last]``."""

    owner: str
    """Id of the code or flag whose cue it is."""
    cue: str
    weight: int
    """How many words of the cue were compared: more words, stronger evidence."""
    sentence: int
    first: int
    last: int


@dataclass(frozen=True, slots=True)
class _Cue:
    owner: str
    text: str
    weight: int
    sides: int


class CueMatcher:
    """Finds the cues of many owners at once.

    Args:
        cues: per owner (a code or flag), its cues as written in the codebook.
        lists: the word lists that the cues name.
    """

    def __init__(self, cues: Mapping[str, Iterable[str]], lists: Lists = NO_LISTS) -> None:
        from spacy.attrs import SHAPE
        from spacy.lang.lex_attrs import word_shape
        from spacy.matcher import Matcher, PhraseMatcher
        from spacy.vocab import Vocab

        self._vocab: Vocab = Vocab(lex_attr_getters={SHAPE: word_shape})
        self._phrases: PhraseMatcher = PhraseMatcher(self._vocab, attr="LEMMA")
        self._patterns: Matcher = Matcher(self._vocab)
        self._known: dict[str, tuple[_Cue, int]] = {}
        for owner, listed in cues.items():
            for cue in listed:
                self._add(owner, cue, lists)

    def find(self, sentences: Sequence[Sentence]) -> list[Hit]:
        """All hits, in the order of the text; several cues may hit the same words."""
        hits = []
        for number, sentence in enumerate(sentences):
            hits.extend(self._in_sentence(number, sentence))
        return sorted(hits, key=lambda hit: (hit.sentence, hit.first, hit.last, hit.owner, hit.cue))

    def _add(self, owner: str, text: str, lists: Lists) -> None:
        try:
            sides = sides_of(text, lists)
        except CueError:
            return
        cue = _Cue(owner, text, sum(_weight(runs[0]) for runs in sides), len(sides))
        for number, runs in enumerate(sides):
            key = f"{owner}\t{text}\t{number}"
            self._known[key] = (cue, number)
            self._add_side(key, runs)

    def _add_side(self, key: str, runs: Sequence[Run]) -> None:
        if len(runs) == 1 and all(len(one.words) == 1 and not one.exact for one in runs[0]):
            from spacy.tokens import Doc

            words = [word for one in runs[0] for word in one.words]
            self._phrases.add(key, [Doc(self._vocab, words=words, lemmas=words)])
        else:
            self._patterns.add(key, [_pattern(run) for run in runs], greedy="FIRST")

    def _in_sentence(self, number: int, sentence: Sentence) -> list[Hit]:
        from spacy.tokens import Doc

        if not sentence.kept:
            return []
        kept = [sentence.words[index] for index in sentence.kept]
        norms, bases = [word.norm for word in kept], [word.base for word in kept]
        doc = Doc(self._vocab, words=norms, lemmas=bases)
        finders = [finder for finder in (self._phrases, self._patterns) if len(finder)]
        places: dict[_Cue, list[list[tuple[int, int]]]] = {}
        for key, start, end in (match for finder in finders for match in finder(doc)):
            cue, side = self._known[self._vocab.strings[key]]
            found = places.setdefault(cue, [[] for _ in range(cue.sides)])
            found[side].append((sentence.kept[start], sentence.kept[end - 1] + 1))
        return [
            Hit(cue.owner, cue.text, cue.weight, number, first, last)
            for cue, sides in places.items()
            for first, last in _together(sides)
        ]


def comparable(cue: str, lists: Lists = NO_LISTS) -> bool:
    """Whether the cue can be read, and something of it is left to compare on every side."""
    try:
        return bool(sides_of(cue, lists))
    except CueError:
        return False


def _together(sides: Sequence[Sequence[tuple[int, int]]]) -> list[tuple[int, int]]:
    """Where all sides of a cue stand near each other, from the first to the last of them."""
    if len(sides) == 1:
        return list(sides[0])
    reaches = {
        (min(first for first, _ in places), max(last for _, last in places))
        for places in islice(product(*sides), MOST_PAIRS)
    }
    return sorted((first, last) for first, last in reaches if last - first <= NEAR_WORDS)


def _weight(run: Run) -> int:
    return sum(one is not GAP for one in run)


def _attribute(choice: Choice) -> str:
    if not choice.exact:
        return "LEMMA"
    return "SHAPE" if DIGIT in "".join(choice.words) else "ORTH"


def _shapes(choice: Choice) -> frozenset[str]:
    """The words of a choice; digits as spaCy writes a word's shape ('d.dd')."""
    if _attribute(choice) != "SHAPE":
        return choice.words
    return frozenset(word.replace(DIGIT, "d") for word in choice.words)


def _pattern(run: Run) -> list[dict[str, Any]]:
    pattern: list[dict[str, Any]] = []
    for one in run:
        if one is GAP:
            pattern += [{"OP": "?"}] * GAP_WORDS
        else:
            pattern.append({_attribute(one): {"IN": sorted(_shapes(one))}})
    return pattern
