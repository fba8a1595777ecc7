"""What a person takes out of a quote, or puts into brackets: where it may stand, and whether it
would change the sense.

A cut is judged by the words that it takes: what denies, doubts, limits or reports something that
stays may not go. Whole sentences may, unless they deny, ask, or take back what stands beside them.
The rules are lists of words: they refuse too much rather than too little.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from pipeline.quotable.heard import heard
from pipeline.quotable.sentences import sentences
from pipeline.quotable.speech import HEDGES, plain, protected
from pipeline.quotable.working import Change
from pipeline.values.quote_records import QuoteEdit
from pipeline.values.spans import Span

CUT, BRACKET = "cut", "editor's words"
"""The rules by which a person's edits are told."""
GAP = "[…]"

_WORD = re.compile(r"\[[^\[\]]*\]|[^\W_]+(?:['’\-][^\W_]+)*")
_STOP = re.compile(r"[,.;:?!–—…()]|\s-\s")
_BETWEEN = re.compile(r"[\s,.;:…–—-]*")
_OPEN = frozenset(' (“‘"')
_NEAR = 5
"""A negation denies at most so many words behind it."""


def _listed(words: str) -> frozenset[str]:
    return frozenset(words.split())


_NO_DOUBTS = _listed("like know knew kind sort felt feel feels if")
"""Of the hedges, those that hedge only sometimes; 'if' is a condition."""
_PAIRS = frozenset((("sort", "of"), ("kind", "of"), ("a", "bit"), ("as", "if"), ("as", "though")))
_CONDITIONS = _listed("if unless until till except otherwise whether provided whenever")
_REPORTS = _listed(
    "said says say saying told tells tell telling heard hears claimed claims mentioned reported "
    "swore insisted reckons according supposedly apparently allegedly"
)
_QUOTES = re.compile(r"\b(?:goes|go|went|like)\s*[,:]", re.IGNORECASE)
"""'He goes, is that you?'"""
_AMOUNTS = _listed(
    "always every sometimes often usually rarely seldom once twice only mostly most some few both "
    "half all ever"
)
_TAKES_BACK = _listed("or but except although though actually well unless maybe perhaps probably")
_TAKE_BACK = (("at", "least"), ("i", "mean"), ("i", "think"), ("i", "thought"), ("i", "suppose"),
              ("i", "guess"), ("or", "rather"))  # fmt: skip


@dataclass(frozen=True)
class _Said:
    """A word of a text."""

    word: str
    start: int
    end: int


def may_stand(verbatim: str, span: Span) -> str:
    """Why no edit may take these words of `verbatim`; '' where it may.

    An edit takes whole words, and leaves every replaced identifier as it stands or takes it whole.
    """
    if span.end > len(verbatim):
        return "the words are not there"
    if not any(one.isalnum() for one in verbatim[span.start : span.end]):
        return "there is no word in it"
    for one in _WORD.finditer(verbatim):
        if one.start() < span.start < one.end() or one.start() < span.end < one.end():
            return "it would cut a word or a placeholder in two"
    return ""


def may_be_added(words: str) -> str:
    """Why an editor may not put `words`, in their square brackets, into a quote; '' where she may.

    What a transcriber would note ('[laughs]') would be taken for hers and left out.
    """
    if not re.fullmatch(r"\[[^\[\]]{1,60}\]", words) or not words.isprintable():
        return "what an editor adds stands in one pair of square brackets, at most 60 characters"
    if not any(one.isalpha() for one in words):
        return "there is no word in it: for a cut there is --cut"
    return "it reads as a transcriber's mark" if any(True for _ in heard(words)) else ""


def changes_sense(verbatim: str, span: Span) -> tuple[str, ...]:
    """What the words of `span` are that must not be taken out of `verbatim`: 'a negation', 'a
    hedge', 'a condition', 'who said it', 'how much or how often', 'the question that is answered',
    'what takes back what was said'. Empty where nothing speaks against it."""
    said = _said(verbatim, 0, len(verbatim))
    gone = [one for one in said if span.start <= one.start and one.end <= span.end]
    words = [one.word for one in gone]
    found = ["a negation"] if any(_denies(word) for word in words) else []
    if _denied_before(verbatim, said, span):
        found.append("what a negation denies")
    if "?" in verbatim[span.start : span.end] and verbatim[span.end :].strip(" .,!?…"):
        found.append("the question that is answered")
    if _is_whole(verbatim, span):
        return (*found, *_taken_back(words))
    return (*found, *_bound(words, verbatim[span.start : span.end]))


def is_whole_negation(verbatim: str, span: Span) -> bool:
    """Whether a cut that takes a negation takes all of its sentence: then a person may want it all
    the same. A 'not' inside a sentence that stays can never go."""
    return _is_whole(verbatim, span)


def own_changes(verbatim: str, edits: Iterable[QuoteEdit]) -> list[tuple[str, Change]]:
    """A person's edits of `verbatim` as rule and change, last place first; those that do not fit
    its words are left out.

    A cut inside the quote leaves '[…]', one at its beginning or end leaves nothing. Cuts with
    nothing but blanks and stops between them are one.
    """
    spans = [(one.span, one.after) for one in edits if one.span and one.span.end <= len(verbatim)]
    merged: list[tuple[Span, str | None]] = []
    for span, after in sorted(spans, key=lambda one: (one[0].start, one[0].end)):
        last = merged[-1] if merged else None
        if last and span.start < last[0].end:
            continue
        both_cuts = last is not None and last[1] is None and after is None
        if last and both_cuts and _BETWEEN.fullmatch(verbatim[last[0].end : span.start]):
            merged[-1] = (Span(start=last[0].start, end=span.end), None)
        else:
            merged.append((span, after))
    return [_change(verbatim, span, after) for span, after in reversed(merged)]


def _change(verbatim: str, span: Span, after: str | None) -> tuple[str, Change]:
    inside = verbatim[span.start : span.end]
    start = span.start + len(inside) - len(inside.lstrip())
    end = span.start + len(inside.rstrip())
    if after is None and not (_has_words(verbatim[:start]) and _has_words(verbatim[end:])):
        return CUT, Change(start, end)
    left = "" if verbatim[start - 1 : start] in _OPEN or not start else " "
    right = " " if verbatim[end : end + 1].isalnum() else ""
    shown = GAP if after is None else after
    return BRACKET if after else CUT, Change(start, end, f"{left}{shown}{right}")


def _has_words(text: str) -> bool:
    return any(one.isalnum() for one in text)


def _said(text: str, start: int, end: int) -> list[_Said]:
    found = _WORD.finditer(text, start, end)
    return [_Said(plain(one[0]), one.start(), one.end()) for one in found]


def _denies(word: str) -> bool:
    return protected(word) and word not in HEDGES and not word.startswith("[")


def _denied_before(text: str, said: Sequence[_Said], span: Span) -> bool:
    """Whether a negation that stays denies the words that go: 'I did not [go home]'."""
    before = [one for one in said if one.end <= span.start][-_NEAR:]
    return any(_denies(one.word) and not _STOP.search(text[one.end : span.start]) for one in before)


def _is_whole(text: str, span: Span) -> bool:
    """Whether it begins and ends with sentences."""
    whole = sentences(text)
    touched = [one for one in whole if one.overlaps(span)]
    if not touched or len(touched) == len(whole):
        return False
    first, last = touched[0], touched[-1]
    return span.start <= first.start and not _has_words(text[span.end : last.end])


def _taken_back(words: Sequence[str]) -> list[str]:
    opens = bool(words) and (words[0] in _TAKES_BACK or tuple(words[:2]) in _TAKE_BACK)
    return ["what takes back what was said"] if opens else []


def _bound(words: Sequence[str], text: str) -> list[str]:
    """What of these words, as they stand in a text, is bound to those that stay."""
    pairs = set(pairwise(words))
    doubts = any(one in HEDGES and one not in _NO_DOUBTS for one in words) or _PAIRS & pairs
    kinds = {
        "a hedge": bool(doubts),
        "a condition": any(one in _CONDITIONS for one in words),
        "who said it": any(one in _REPORTS for one in words) or bool(_QUOTES.search(text)),
        "how much or how often": any(one in _AMOUNTS for one in words),
    }
    return [what for what, there in kinds.items() if there]
