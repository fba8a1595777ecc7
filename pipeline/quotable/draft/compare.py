"""What was done to the words of a quotation: every difference from the turn they come from."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, field, replace

from pipeline.quotable.draft.align import Alignment, Match, Step, align
from pipeline.quotable.draft.matching import Laid
from pipeline.quotable.draft.quotations import Quotation
from pipeline.quotable.draft.sense import (
    carries,
    changed_sense,
    cut_before,
    cut_behind,
    hidden_by_cut,
)
from pipeline.quotable.draft.words import (
    Sort,
    Token,
    plain_words,
    source_tokens,
    word_list,
)
from pipeline.quotable.speech import GRAMMAR
from pipeline.values.drafts import FindingKind, Verdict
from pipeline.values.quotes import Quote

_NEUTRAL = GRAMMAR | word_list("own new old other another former first second unnamed")
_MOST_REPLACED = 4
"""So many words an editor's bracket may stand for."""
_NOT_SHOWN = "…"


@dataclass(frozen=True)
class Difference:
    """One thing that is otherwise in the draft."""

    kind: FindingKind
    why: str
    """What it touches: 'a negation'; '' where it is only wording."""
    was: tuple[str, ...] = field(repr=False)
    now: tuple[str, ...] = field(repr=False)
    quoted: tuple[int, int]
    """Indexes of the quotation's words."""


@dataclass(frozen=True)
class Compared:
    """A quotation held against a turn."""

    verdict: Verdict
    differences: tuple[Difference, ...]


def compare(quotation: Quotation, laid: Laid) -> Compared:
    """Every difference between a quotation and the words that it is laid over.

    What the rules of the presented copy take out is no difference, and neither is what the
    quotation shows by signs, as long as it leaves the sense.
    """
    for quote in laid.quotes:
        said = source_tokens(quote.text)
        alignment = align(quotation.tokens, said)
        exact = laid.alignment.is_exact
        if quote.edits and not exact and alignment.cost <= laid.alignment.cost:
            found = _all_differences(quotation, quote.text, said, alignment, ())
            verdict = Verdict.ALTERED if found else Verdict.PRESENTED
            return Compared(verdict, tuple(found))
    edited = _edited(laid.quotes)
    turn = laid.turn
    found = _all_differences(quotation, turn.text, turn.tokens, laid.alignment, edited)
    if found:
        return Compared(Verdict.ALTERED, tuple(found))
    verbatim = all(one.match is not Match.LEFT_OUT for one in laid.alignment.steps)
    return Compared(Verdict.VERBATIM if verbatim else Verdict.PRESENTED, ())


def put_back(laid: Laid) -> list[int]:
    """Indexes of the steps in which something else stands for a placeholder, and words beside it
    that may belong to it."""
    return _put_back(laid.turn.tokens, laid.alignment.steps)


def told(difference: Difference, secret: Collection[str]) -> str:
    """A difference in words: "'never' is left out"; `secret` words are not shown."""
    was, now = _shown(difference.was, secret), _shown(difference.now, secret)
    if difference.kind is FindingKind.PLACEHOLDER:
        return f"what stands for {was} was changed" if was else "words beside it were put in"
    if difference.kind is FindingKind.HIDDEN_CUT:
        if was:
            return f"'[…]' hides {difference.why}"
        begins = difference.quoted[0] == 0
        return f"it begins after {difference.why}" if begins else f"{difference.why} follows on it"
    touched = f" ({difference.why})" if difference.why else ""
    if not now:
        return f"'{was}' is left out{touched}"
    if not was:
        return f"'{now}' is put in{touched}"
    return f"'{was}' became '{now}'{touched}"


def _shown(words: Sequence[str], secret: Collection[str]) -> str:
    shown = [_NOT_SHOWN if word in secret else word for word in words]
    if len(shown) > 8:
        shown = [*shown[:4], "…", *shown[-3:]]
    return " ".join(shown)


def _all_differences(
    quotation: Quotation,
    text: str,
    said: Sequence[Token],
    alignment: Alignment,
    edited: Collection[int],
) -> list[Difference]:
    back = _put_back(said, alignment.steps)
    found = [
        one
        for at, step in enumerate(alignment.steps)
        for one in _of_step(quotation, text, said, alignment.steps, at, step, edited)
    ]
    beside = {alignment.steps[at].quoted for at in back}
    found = [
        replace(one, kind=FindingKind.PLACEHOLDER) if one.quoted in beside and one.now else one
        for one in found
    ]
    begins = alignment.steps[0].match in (Match.SAME, Match.SLIP, Match.CUT)
    why = cut_before(text, said, alignment.start) if begins else ""
    if why and not carries(quotation.before, why):
        found.insert(0, Difference(FindingKind.HIDDEN_CUT, why, (), (), (0, 1)))
    why = cut_behind(text, said, alignment.end)
    if why and not carries(f"{quotation.before} {quotation.after}", why):
        last = len(quotation.tokens)
        found.append(Difference(FindingKind.HIDDEN_CUT, why, (), (), (last - 1, last)))
    return found


def _put_back(said: Sequence[Token], steps: Sequence[Step]) -> list[int]:
    holds = [
        one.match is Match.OTHER
        and any(token.sort is Sort.PLACEHOLDER for token in said[slice(*one.said)])
        for one in steps
    ]
    return [
        at
        for at, one in enumerate(steps)
        if holds[at] or (one.match is Match.PUT_IN and any(holds[max(0, at - 1) : at + 2]))
    ]


def _of_step(
    quotation: Quotation,
    text: str,
    said: Sequence[Token],
    steps: Sequence[Step],
    at: int,
    step: Step,
    edited: Collection[int],
) -> Iterator[Difference]:
    quoted = quotation.tokens[slice(*step.quoted)]
    was = said[slice(*step.said)]
    if step.match is Match.SAME or (step.match is Match.CUT and at in (0, len(steps) - 1)):
        return
    if step.match is Match.CUT:
        why = hidden_by_cut(text, said, *step.said)
        if why:
            yield _difference(FindingKind.HIDDEN_CUT, why, was, (), step)
    elif step.match is Match.BRACKET:
        yield from _of_bracket(quoted[0], was, step)
    elif step.match is Match.LEFT_OUT:
        rest = [token for token in was if token.start not in edited]
        if rest:
            why = changed_sense(_folded(rest), ())
            kind = FindingKind.SENSE if why else FindingKind.CUT
            yield _difference(kind, why, rest, (), step)
    else:
        yield from _of_words(quoted, was, step)


def _of_words(quoted: Sequence[Token], was: Sequence[Token], step: Step) -> Iterator[Difference]:
    """Words otherwise, or put in."""
    if any(token.sort is Sort.PLACEHOLDER for token in was):
        kept = [token.folded for token in quoted]
        if any(_only_number_gone(token.folded, kept) for token in was):
            return
        yield _difference(FindingKind.PLACEHOLDER, "", was, quoted, step)
        return
    if all(token.marked for token in quoted) and step.match is not Match.PUT_IN:
        return  # an editor's letters in brackets
    why = changed_sense(_folded(was), _folded(quoted))
    kind = FindingKind.SENSE if why else FindingKind.ALTERED
    yield _difference(kind, why, was, quoted, step)


def _of_bracket(bracket: Token, was: Sequence[Token], step: Step) -> Iterator[Difference]:
    """A bracket may explain, and stand for a few words that deny and hedge nothing."""
    inside = plain_words(bracket.folded)
    placeholders = [token for token in was if token.sort is Sort.PLACEHOLDER]
    if placeholders:
        known = {word for token in placeholders for word in plain_words(token.folded)}
        more = [word for word in inside if word not in known and word not in _NEUTRAL]
        if more or not known.intersection(inside):
            yield _difference(FindingKind.PLACEHOLDER, "", placeholders, (bracket,), step)
        return
    why = changed_sense([w for w in _folded(was) if w not in _NEUTRAL or _weighs(w)],
                        [w for w in inside if _weighs(w)])  # fmt: skip
    if why in ("a negation", "a hedge"):
        yield _difference(FindingKind.SENSE, why, was, (bracket,), step)
    elif len(was) > _MOST_REPLACED:
        yield _difference(FindingKind.CUT, "", was, (bracket,), step)


def _weighs(word: str) -> bool:
    return changed_sense([word], []) in ("a negation", "a hedge")


def _only_number_gone(placeholder: str, words: Sequence[str]) -> bool:
    """'[town]' for '[town 3]'."""
    plain = [word for word in plain_words(placeholder) if not word.isdecimal()]
    return plain == [word for one in words for word in plain_words(one)]


def _difference(
    kind: FindingKind, why: str, was: Sequence[Token], now: Sequence[Token], step: Step
) -> Difference:
    return Difference(kind, why, tuple(_folded(was)), tuple(_folded(now)), step.quoted)


def _folded(tokens: Sequence[Token]) -> list[str]:
    return [token.folded for token in tokens]


def _edited(quotes: Sequence[Quote]) -> set[int]:
    """Offsets in the turn that the presented copies take out or change."""
    return {
        quote.span.start + at
        for quote in quotes
        for edit in quote.edits
        for at in range(edit.span.start, edit.span.end)
    }
