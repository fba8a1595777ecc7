"""What a quotation is: released, altered, joined, never released, or not of this study."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from pipeline.quotable.draft.align import Alignment, Match, align
from pipeline.quotable.draft.compare import Difference, compare, put_back
from pipeline.quotable.draft.matching import Laid, Turn
from pipeline.quotable.draft.quotations import Quotation
from pipeline.quotable.draft.sense import hidden_by_cut
from pipeline.quotable.draft.words import Sort, Token
from pipeline.quotable.speech import GRAMMAR, HEDGES, NEGATIONS
from pipeline.values.drafts import Verdict
from pipeline.values.texts import Role

SHORT = 4
"""A shorter quotation counts only where it is ours as it stands, or credited to somebody."""
_JOINED_FROM = 4
"""So many words in a row from another place make a quotation joined."""
_MOSTLY = 0.5


@dataclass(frozen=True)
class Judged:
    """A quotation, where its words come from, and what was done to them."""

    verdict: Verdict
    laid: Laid | None = None
    second: Turn | None = None
    """Of a joined one: where the rest comes from."""
    differences: tuple[Difference, ...] = ()
    like: bool = False
    """Of words of no interview: whether a reader takes them for a participant's."""


def judge(
    quotation: Quotation, laid: Sequence[Laid], *, credited: bool, like: bool
) -> Judged | None:
    """What a quotation is; None for one that is nothing to this study: a term, a scare quote.

    Args:
        quotation: of the draft.
        laid: over the turns that may be behind it, the best first.
        credited: whether it is credited to a participant by her label.
        like: whether a reader takes it for a participant's words.
    """
    best = laid[0] if laid else None
    second = _second(quotation, laid) if best else None
    if best and second and _together(quotation, best, second[1]):
        return Judged(Verdict.JOINED, best, second[0])
    if best is None or not _fits(quotation, best, like=like or credited):
        return _not_ours(quotation, credited=credited, like=like)
    if best.turn.role is not Role.PARTICIPANT:
        return Judged(Verdict.INTERVIEWER, best) if quotation.count >= SHORT else None
    if best.quotes:
        compared = compare(quotation, best)
        return Judged(compared.verdict, best, None, compared.differences)
    if quotation.count < SHORT or not (credited or like or _tells(quotation)):
        return None
    mostly = best.touched and _held(best) >= _MOSTLY
    return Judged(Verdict.BEYOND if mostly else Verdict.NOT_RELEASED, best)


def skipped_sense(first: Laid, second: Laid) -> str:
    """What was left out between two quotations that one sentence makes one: 'a negation', 'a
    hedge' or ''."""
    if first.turn != second.turn or first.alignment.end > second.alignment.start:
        return ""
    turn = first.turn
    return hidden_by_cut(turn.text, turn.tokens, first.alignment.end, second.alignment.start)


def _not_ours(quotation: Quotation, *, credited: bool, like: bool) -> Judged | None:
    least = 2 if credited else SHORT if like else 2 * SHORT
    return Judged(Verdict.NOT_OURS, like=like) if quotation.count >= least else None


def _fits(quotation: Quotation, laid: Laid, *, like: bool) -> bool:
    """Whether a turn has enough of the words; what stands for a placeholder is not counted."""
    alignment = laid.alignment
    words = sum(token.sort is not Sort.GAP for token in quotation.tokens)
    words -= sum(len(range(*laid.alignment.steps[at].quoted)) for at in put_back(laid))
    share = alignment.same / max(1, words)
    if quotation.count >= 8:
        return share >= 0.55 and alignment.longest > 2
    if quotation.count > SHORT:
        return share >= (0.6 if like else 0.75)
    if quotation.count == SHORT:
        return share >= (0.75 if like else 1)
    return alignment.is_exact


def _tells(quotation: Quotation) -> bool:
    """Whether the words are more than a turn of speech that anybody may use."""
    plain = {
        token.folded
        for token in quotation.tokens
        if token.sort is Sort.WORD and len(token.folded) > 2
    }
    return quotation.count > SHORT and len(plain - GRAMMAR - HEDGES - NEGATIONS) >= 2


def _held(laid: Laid) -> float:
    """Which share of the stretch released quotes hold."""
    inside = sum(
        max(0, min(one.span.end, laid.end) - max(one.span.start, laid.start))
        for one in laid.touched
    )
    return inside / max(1, laid.end - laid.start)


def _second(quotation: Quotation, laid: Sequence[Laid]) -> tuple[Turn, int] | None:
    """Where words come from that the best turn does not hold, and how many they are."""
    found: tuple[Turn, int] | None = None
    for run in _foreign(quotation, laid[0].alignment):
        for turn in dict.fromkeys(one.turn for one in laid):
            alignment = align(run, turn.tokens)
            same = alignment.same
            mostly = same >= 0.8 * len(run) or alignment.longest > _JOINED_FROM
            enough = same >= _JOINED_FROM and mostly
            if enough and (found is None or same > found[1]):
                found = turn, same
    return found


def _foreign(quotation: Quotation, alignment: Alignment) -> list[list[Token]]:
    """Runs of the quotation's words that are not the turn's."""
    runs: list[list[Token]] = []
    going = False
    for step in alignment.steps:
        tokens = quotation.tokens[slice(*step.quoted)]
        if step.match in (Match.PUT_IN, Match.OTHER):
            if not going:
                runs.append([])
            runs[-1] += tokens
            going = True
        elif step.match in (Match.SAME, Match.SLIP) and going:
            # a word in common by chance does not end a run of others
            going = len(tokens) <= 1
            if going:
                runs[-1] += tokens
    return [run for run in runs if len(run) >= _JOINED_FROM]


def _together(quotation: Quotation, best: Laid, more: int) -> bool:
    return (best.alignment.same + more) / max(1, quotation.count) >= 0.7
