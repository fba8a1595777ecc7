"""Where the cues of a codebook stand in talk.

A cue is matched blind to case, inflection, contraction, articles and hesitations, and to who is
spoken of as 'he' or 'she'; '*' in it stands for up to three words. A cue never reaches over the end
of a sentence.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from pipeline.anonymised.sentences import Sentence, bases_of

if TYPE_CHECKING:
    from spacy.matcher import Matcher, PhraseMatcher
    from spacy.vocab import Vocab

WILDCARD = "*"
WILDCARD_WORDS = 3


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


class CueMatcher:
    """Finds the cues of many owners at once.

    Args:
        cues: per owner (a code or flag), its cues as written in the codebook.
    """

    def __init__(self, cues: Mapping[str, Iterable[str]]) -> None:
        from spacy.matcher import Matcher, PhraseMatcher
        from spacy.vocab import Vocab

        self._vocab: Vocab = Vocab()
        self._phrases: PhraseMatcher = PhraseMatcher(self._vocab, attr="ORTH")
        self._patterns: Matcher = Matcher(self._vocab)
        self._known: dict[str, tuple[str, str, int]] = {}
        for owner, listed in cues.items():
            for cue in listed:
                self._add(owner, cue)

    def find(self, sentences: Sequence[Sentence]) -> list[Hit]:
        """All hits, in the order of the text; several cues may hit the same words."""
        hits = []
        for number, sentence in enumerate(sentences):
            hits.extend(self._in_sentence(number, sentence))
        return sorted(hits, key=lambda hit: (hit.sentence, hit.first, hit.last, hit.owner, hit.cue))

    def _add(self, owner: str, cue: str) -> None:
        parts = [bases_of(part) for part in cue.split(WILDCARD)]
        weight = sum(len(part) for part in parts)
        if not all(parts):
            return
        key = f"{owner}\t{cue}"
        self._known[key] = (owner, cue, weight)
        if len(parts) == 1:
            from spacy.tokens import Doc

            self._phrases.add(key, [Doc(self._vocab, words=list(parts[0]))])
        else:
            self._patterns.add(key, [_pattern(parts)], greedy="FIRST")

    def _in_sentence(self, number: int, sentence: Sentence) -> list[Hit]:
        from spacy.tokens import Doc

        if not sentence.kept:
            return []
        bases = [sentence.words[index].base for index in sentence.kept]
        doc = Doc(self._vocab, words=bases)
        finders = [finder for finder in (self._phrases, self._patterns) if len(finder)]
        found = [match for finder in finders for match in finder(doc)]
        hits = []
        for key, start, end in found:
            owner, cue, weight = self._known[self._vocab.strings[key]]
            first, last = sentence.kept[start], sentence.kept[end - 1] + 1
            hits.append(Hit(owner, cue, weight, number, first, last))
        return hits


def comparable(cue: str) -> bool:
    """Whether something of `cue` is left to compare, on either side of each '*'."""
    return all(bases_of(part) for part in cue.split(WILDCARD))


def _pattern(parts: Sequence[Sequence[str]]) -> list[dict[str, object]]:
    pattern: list[dict[str, object]] = []
    for number, part in enumerate(parts):
        if number:
            pattern += [{"OP": "?"}] * WILDCARD_WORDS
        pattern += [{"ORTH": base} for base in part]
    return pattern
