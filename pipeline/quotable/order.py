"""In which order quotes are put to a report writer."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from pipeline.quotable.speech import GRAMMAR, HEDGES, plain
from pipeline.settings import QuotePolicy
from pipeline.values.quotes import Quote

_SHORTEST_THOUGHT = 15
"""Words from which a quote carries a thought rather than a remark."""
_LEANS = re.compile(
    r"\W*(?:it|that|this|these|those|he|she|they|him|them|which|because|cause|cos|so|and|but|or"
    r"|then|yeah|yes|no|nope|same|also|too|there)\b",
    re.IGNORECASE,
)
_WORD = re.compile(r"\[[^\[\]]*\]|[^\W\d_]+(?:['’][^\W_]+)*")
_SPEECH = re.compile(r"[“\"‘]|\b(?:said|goes|went|like),? (?:to me,? )?[“\"‘'’]?[A-Z]|\bI said\b")
_SELF = re.compile(r"\b(?:I|my|me|we|our)\b")
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")


@dataclass(frozen=True)
class Fit:
    """How well a quote serves a report, part by part. Judgements, not measurements: they make an
    order, and a person chooses."""

    alone: int
    """0 to 300: it can be understood without what was said before. Less where it begins with a word
    that points back ('he', 'that', 'because'), inside a sentence, or as an answer: a reader of the
    report does not have the interview."""
    length: int
    """0 to 300: all of it between 15 words and the study's target length. Shorter is a remark
    rather than a thought, longer is skipped by readers."""
    vivid: int
    """0 to 200: she tells it herself, with words of her own rather than of grammar, without doubts,
    perhaps with what was said: that is what a quote can do and a summary cannot."""
    safe: int
    """0 to 200: little in it would help somebody who knows the story. Vivid and telling go
    together, so this weighs as much: placeholders and years take from it, and a place among the
    passages that an insider would recognise takes all."""
    doubts: int
    """Taken off for every other check that it wants: somebody must first listen or read again."""

    @property
    def points(self) -> int:
        """All parts together, 0 at least."""
        return max(0, self.alone + self.length + self.vivid + self.safe - self.doubts)


def fit_of(quote: Quote, policy: QuotePolicy) -> Fit:
    """How well `quote` serves a report under the lengths of `policy`."""
    checks = quote.checks
    other = sum(not one.startswith(("insider check", "show first")) for one in checks)
    return Fit(
        alone=_alone(quote),
        length=round(300 * _length(quote.words, policy)),
        vivid=_vivid(quote.text),
        safe=_safe(quote),
        doubts=75 * other,
    )


def spread_out(quotes: Sequence[Quote]) -> list[Quote]:
    """Everyone's first before anyone's second, else as they come: who takes the first few takes
    them from as many people as there are."""
    heard: Counter[str] = Counter()
    rounds = []
    for number, quote in enumerate(quotes):
        rounds.append((heard[quote.participant], number))
        heard[quote.participant] += 1
    return [quotes[number] for _, number in sorted(rounds)]


def _alone(quote: Quote) -> int:
    points = 300
    begins = quote.text.lstrip("“\"‘'(")[:1]
    if _LEANS.match(quote.text) or quote.text.startswith("[…]") or begins in "-–—…,.;":
        points -= 120
    for check in quote.checks:
        if "inside a sentence" in check or "question that is not shown" in check:
            points -= 120
        elif "print with its question" in check:
            points -= 60
    return max(0, points)


def _length(words: int, policy: QuotePolicy) -> float:
    if words < _SHORTEST_THOUGHT:
        return words / _SHORTEST_THOUGHT
    if words <= policy.target_words:
        return 1.0
    over = policy.maximum_words - policy.target_words + 1
    return max(0.0, 1 - (words - policy.target_words) / over)


def _vivid(text: str) -> int:
    words = [plain(one) for one in _WORD.findall(text)]
    own = {one for one in words if len(one) > 3 and one not in GRAMMAR and one[0] != "["}
    share = len(own - HEDGES) / max(1, len(words))
    doubts = sum(one in HEDGES for one in words) / max(1, len(words))
    told = 50 * bool(_SELF.search(text)) + 30 * bool(_SPEECH.search(text))
    return max(0, min(200, round(240 * share - 120 * doubts) + told))


def _safe(quote: Quote) -> int:
    if any(one.startswith("insider check") for one in quote.checks):
        return 0
    masked = sum(one[0][0] == "[" and one[0] != "[…]" for one in _WORD.finditer(quote.text))
    return max(0, 200 - 40 * masked - 60 * bool(_YEAR.search(quote.text)))
