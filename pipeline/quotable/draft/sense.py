"""Whether a change of words touches what was said: negations, hedges, amounts, who is spoken of."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from itertools import pairwise

from pipeline.quotable.draft.words import Token, word_list
from pipeline.quotable.speech import HEDGES, SUBJECTS, protected

_NO_HEDGES_ALONE = word_list("like know knew kind sort felt feel")
_TWO_WORD_HEDGES = (("sort", "of"), ("kind", "of"), ("a", "bit"), ("as", "if"), ("as", "though"))
_AMOUNTS = word_list(
    "always every everything everyone everybody all most mostly some sometimes often usually "
    "rarely seldom once twice only both few many several half none one two three four five six "
    "seven eight nine ten eleven twelve twenty thirty forty fifty hundred hundreds thousand dozens "
    "daily weekly"
)
_PERSONS = {
    word: who
    for who, words in enumerate(
        (
            "i me my mine myself",
            "he him his himself",
            "she her hers herself",
            "we us our ours ourselves",
            "they them their theirs themselves",
            "you your yours yourself",
        )
    )
    for word in words.split()
}
_NEW_CLAUSE = word_list("and but so because cause or then when while although though")
_ATTITUDES = word_list(
    "think thought believe believed say said know knew mean meant feel felt suppose reckon "
    "imagine remember sure"
)
_STOP = re.compile(r"[,.;:?!–—()]|\s-\s")
_NEAR = 3
"""A hedge so many words before a statement is tied to it."""
_HEDGES_IT = re.compile(
    r"\b(?:th(?:ought|inks?|inking)|felt|feels?|feeling|believ\w+|fear\w*|suspect\w*|worr\w+"
    r"|wonder\w*|perhaps|maybe|might|may|could|seem\w*|as if|as though|assum\w+|suppos\w+|guess\w*"
    r"|reckon\w*|sens\w+|convinced|impression|whether|if|afraid|imagin\w+|possib\w+|probab\w+|doubt\w*)\b",
    re.IGNORECASE,
)
_TAKEN_BACK = re.compile(
    r"[\s,–—-]{1,4}(?:(?:but|or|and|well|just) )?not(?: (?:really|always|any ?more|exactly|quite"
    r"|entirely|every time|now|then))?\s*[.,;!?–—]",
    re.IGNORECASE,
)
_SOFTENED = re.compile(
    r"[\s,–—-]{1,4}(?:more or less|sort of|kind of|i (?:think|thought|suppose|guess|reckon)|or so"
    r"|maybe|perhaps|probably|possibly|almost|in a way|so to speak|as it were|i don['’]t know)\b",
    re.IGNORECASE,
)
_SENTENCE_STOP = re.compile(r"[.?!…]")
_DENIES = re.compile(
    r"\b(?:no|not|never|none|nobody|nothing|neither|nor|cannot|without|hardly|barely|unable|stopp\w+"
    r"|longer|lack\w*|fail\w*|refus\w*|instead|rather|den(?:y|ied|ies)|far from|loss|lost|absence"
    r"|struggl\w+|difficult\w*|unwilling|too afraid)\b|n['’]t\b",
    re.IGNORECASE,
)


def is_negation(word: str) -> bool:
    """Whether a folded word denies: 'never', "didn't", 'cannot'."""
    return protected(word) and word not in HEDGES and not word.startswith("[")


def changed_sense(was: Sequence[str], now: Sequence[str]) -> str:
    """What a change from some words to others touches, in a word or two; '' where it is only
    wording. All words are folded."""
    if sum(map(is_negation, was)) != sum(map(is_negation, now)):
        return "a negation"
    if _hedges(was) != _hedges(now):
        return "a hedge"
    if _amounts(was) != _amounts(now):
        return "how much or how often"
    if _persons(was) != _persons(now):
        return "who is spoken of"
    return ""


def hidden_by_cut(text: str, tokens: Sequence[Token], start: int, end: int) -> str:
    """What the cut ``tokens[start:end]`` takes from the words that stay on both sides: 'a
    negation', 'a hedge' or ''.

    Whole sentences and clauses may go. What is tied to a word that stays, with no stop and no
    conjunction between, may not deny or hedge it.
    """
    left = _tied_behind(text, tokens, start, end)
    right = _tied_before(text, tokens, start, end)
    words = [*left, *right]
    if any(map(is_negation, words)) or _denied_attitude(text, tokens, start, end):
        return "a negation"
    return "a hedge" if _hedges(left) or _hedges(right) else ""


def cut_before(text: str, tokens: Sequence[Token], start: int) -> str:
    """What a quotation that begins at ``tokens[start]``, inside a sentence, leaves out of what is
    tied to its first words: 'a negation'; 'a hedge', where it begins as a statement; or ''."""
    first = start
    while first and not _SENTENCE_STOP.search(text[tokens[first - 1].end : tokens[first].start]):
        first -= 1
    if first == start or start >= len(tokens):
        return ""
    tied = _tied_before(text, tokens, first, start)
    if any(map(is_negation, tied)) or _denied_attitude(text, tokens, first, start):
        return "a negation"
    states = tokens[start].folded in SUBJECTS
    return "a hedge" if states and _hedges(tied[-_NEAR:]) else ""


def cut_behind(text: str, tokens: Sequence[Token], end: int) -> str:
    """What a quotation that ends before ``tokens[end]``, inside a sentence, leaves out of what
    takes its last words back: 'a negation', 'a hedge' or ''."""
    rest = text[tokens[end - 1].end :] if 0 < end <= len(tokens) else ""
    if _TAKEN_BACK.match(rest):
        return "a negation"
    return "a hedge" if _SOFTENED.match(rest) else ""


def carries(sentence: str, what: str) -> bool:
    """Whether the writer's own words carry the negation or the hedge."""
    pattern = _DENIES if what == "a negation" else _HEDGES_IT
    return pattern.search(sentence) is not None


def _tied_behind(text: str, tokens: Sequence[Token], start: int, end: int) -> list[str]:
    tied: list[str] = []
    for at in range(start, end):
        between = text[tokens[at - 1].end : tokens[at].start] if at else "."
        if _STOP.search(between) or tokens[at].folded in _NEW_CLAUSE:
            break
        tied.append(tokens[at].folded)
    return tied


def _tied_before(text: str, tokens: Sequence[Token], start: int, end: int) -> list[str]:
    tied: list[str] = []
    for at in range(end - 1, start - 1, -1):
        after = text[tokens[at].end : tokens[at + 1].start] if at + 1 < len(tokens) else "."
        if _STOP.search(after) or tokens[at].folded in _NEW_CLAUSE:
            break
        tied.append(tokens[at].folded)
    return tied[::-1]


def _denied_attitude(text: str, tokens: Sequence[Token], start: int, end: int) -> bool:
    """'I don't think, looking back, that ...': denies what follows across a comma."""
    for at in range(end - 1, start - 1, -1):
        after = text[tokens[at].end : tokens[at + 1].start] if at + 1 < len(tokens) else "."
        if _SENTENCE_STOP.search(after) or tokens[at].folded in ("and", "but", "so", "because"):
            return False
        if is_negation(tokens[at].folded):
            return any(
                tokens[verb].folded in _ATTITUDES and _is_open(text, tokens, verb, end)
                for verb in range(at + 1, min(end, at + 3))
            )
    return False


def _is_open(text: str, tokens: Sequence[Token], verb: int, end: int) -> bool:
    """Whether what a verb of thinking is about comes after the cut: not 'I don't know why'."""
    if verb + 1 == end:
        return True
    after = text[tokens[verb].end : tokens[verb + 1].start]
    return _STOP.search(after) is not None or tokens[verb + 1].folded == "that"


def _hedges(words: Sequence[str]) -> int:
    alone = sum(word in HEDGES and word not in _NO_HEDGES_ALONE for word in words)
    pairs = set(pairwise(words))
    return alone + sum(pair in pairs for pair in _TWO_WORD_HEDGES)


def _amounts(words: Sequence[str]) -> Counter[str]:
    return Counter(word for word in words if word in _AMOUNTS or word[:1].isdigit())


def _persons(words: Sequence[str]) -> Counter[int]:
    heads = [word.partition("'")[0] for word in words]
    return Counter(_PERSONS[head] for head in heads if head in _PERSONS)
