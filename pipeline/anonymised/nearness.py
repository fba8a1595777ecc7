"""How near two texts are by their words alone: no model, nothing to train."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from pipeline.anonymised.sentences import bases_of

Words = frozenset[str]


def words_in(text: str) -> Words:
    """The words of `text`, blind to case, inflection and punctuation."""
    return frozenset(bases_of(text))


def near_pairs(texts: Sequence[Words], least: float) -> Iterator[tuple[int, int, float]]:
    """Pairs of texts that share at least `least` of all their words (Jaccard), the first before
    the second, by number.

    Two such sets share one of the rarest words of each (prefix filtering: Chaudhuri, Ganti and
    Kaushik 2006), so that most pairs are never looked at.
    """
    often = Counter(word for words in texts for word in words)
    seen: dict[str, list[int]] = {}
    for number, words in enumerate(texts):
        rarest = sorted(words, key=lambda word: (often[word], word))
        prefix = rarest[: len(words) - math.ceil(least * len(words)) + 1]
        for other in sorted({one for word in prefix for one in seen.get(word, ())}):
            share = len(words & texts[other]) / len(words | texts[other])
            if share >= least:
                yield other, number, share
        for word in prefix:
            seen.setdefault(word, []).append(number)


def cosines(texts: Sequence[str]) -> Iterator[tuple[int, int, float]]:
    """Every pair of texts with the cosine of their tf-idf vectors, where it is not 0.

    Weights are ``(1 + ln tf) * ln(n / df)`` (Salton and Buckley 1988): a word that every text holds
    counts for nothing.
    """
    counted = [Counter(bases_of(text)) for text in texts]
    df = Counter(word for counts in counted for word in counts)
    vectors = [_unit(counts, df, len(texts)) for counts in counted]
    for second, vector in enumerate(vectors):
        for first in range(second):
            cosine = sum(weight * vectors[first].get(word, 0.0) for word, weight in vector.items())
            if cosine > 0:
                yield first, second, cosine


def _unit(counts: Mapping[str, int], df: Mapping[str, int], texts: int) -> dict[str, float]:
    weights = {
        word: (1 + math.log(count)) * math.log(texts / df[word]) for word, count in counts.items()
    }
    length = math.sqrt(sum(weight**2 for weight in weights.values()))
    return {word: weight / length for word, weight in weights.items()} if length else {}
