"""Finding where the words of quotations come from, in one reading of all transcripts.

Only the draft's pairs of words are kept in memory, so that it does not matter how many transcripts
there are. The turns that share most pairs with a quotation are then laid under it.
"""

from __future__ import annotations

import heapq
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from pipeline.quotable.cuts import BRACKET, CUT
from pipeline.quotable.draft.align import Alignment, Match, align, exact
from pipeline.quotable.draft.quotations import Quotation
from pipeline.quotable.draft.words import Token, source_tokens
from pipeline.values.quotes import Quote, QuoteBook
from pipeline.values.texts import AdmittedTranscript, DraftTurn, Role

_CANDIDATES = 8
"""So many turns are laid under a quotation."""
_GRAM = 6
"""So many words in a row, found without quotation marks, are looked at."""
_RELEASED, _CREDITED = 0.6, 0.9
"""What a turn with a released quote, or of the participant that is credited, is worth in pairs."""


_FEW = 12
"""Of every so many pairs of a quotation a turn must share one to be looked at."""
_MOST_NEEDED = 5
"""No more are asked: four words in a row that come from elsewhere have five."""
_ELLIPSIS = "…"
_Pair = tuple[str, str, str]


@dataclass(frozen=True)
class Turn:
    """A turn of an admitted transcript, taken apart into words."""

    transcript: str
    participant: str
    number: int
    role: Role
    text: str = field(repr=False)
    tokens: tuple[Token, ...] = field(repr=False)


@dataclass(frozen=True)
class Laid:
    """A quotation laid over a turn."""

    turn: Turn
    alignment: Alignment
    quotes: tuple[Quote, ...] = ()
    """The released quotes whose words they are; empty where none holds them all."""
    touched: tuple[Quote, ...] = ()
    """Those that hold some of them."""

    @property
    def start(self) -> int:
        """Offset in the turn's text where the quotation begins."""
        return self.turn.tokens[self.alignment.start].start

    @property
    def end(self) -> int:
        """Offset where it ends."""
        return self.turn.tokens[self.alignment.end - 1].end


@dataclass(frozen=True)
class Run:
    """Words of a participant that stand in a piece of the draft without quotation marks; indexes of
    the piece's words."""

    piece: int
    start: int
    end: int
    turn: Turn


class Matcher:
    """Reads transcripts one by one and remembers which turns may be behind which quotation.

    Args:
        quotations: to find.
        credited: for each the participant it is credited to, '' where nobody is.
        loose: words of every piece outside its quotations, by piece.
        book: the released quotes.
    """

    def __init__(
        self,
        quotations: Sequence[Quotation],
        credited: Sequence[str],
        loose: Mapping[int, Sequence[Token]],
        book: QuoteBook,
    ) -> None:
        self._quotations, self._credited, self._loose = quotations, credited, loose
        self._least: list[int] = []
        """How many pairs a turn must share with each quotation to be looked at."""
        self._pairs: dict[_Pair, set[int]] = defaultdict(set)
        for number, one in enumerate(quotations):
            own = _pairs(one.tokens)
            self._least.append(min(_MOST_NEEDED, 1 + len(own) // _FEW))
            for pair in own:
                self._pairs[pair].add(number)
        self._grams: dict[tuple[str, ...], list[tuple[int, int]]] = defaultdict(list)
        for piece, tokens in loose.items():
            for at in range(len(tokens) - _GRAM + 1):
                gram = tuple(token.folded for token in tokens[at : at + _GRAM])
                self._grams[gram].append((piece, at))
        self._released: dict[tuple[str, int], list[Quote]] = defaultdict(list)
        for quote in book.quotes:
            for turn in quote.turns:
                self._released[quote.transcript, turn].append(quote)
        self._best: list[list[tuple[float, int, Turn]]] = [[] for _ in quotations]
        self._runs: dict[tuple[int, int], Run] = {}
        self._read = 0

    def read(self, transcript: AdmittedTranscript) -> None:
        """Look through all turns of a transcript."""
        for one in transcript.turns:
            self._look(transcript, one)

    def runs(self) -> list[Run]:
        """The longest runs of words without quotation marks, none inside another, in order."""
        kept: list[Run] = []
        for run in sorted(self._runs.values(), key=lambda one: (one.piece, one.start, -one.end)):
            last = kept[-1] if kept else None
            if last and last.piece == run.piece and run.end <= last.end:
                continue
            kept.append(run)
        return kept

    def laid(self, number: int) -> list[Laid]:
        """Quotation `number` laid over every turn that may be behind it, the best first."""
        tokens = self._quotations[number].tokens
        turns = [turn for _, _, turn in self._best[number]]
        found = [(turn, alignment) for turn in turns if (alignment := exact(tokens, turn.tokens))]
        if not found:
            found = [(turn, align(tokens, turn.tokens)) for turn in turns]
        laid = [self._with_quotes(*one) for one in found if one[1].same]
        return sorted(laid, key=lambda one: self._rank(one, number))

    def _look(self, transcript: AdmittedTranscript, one: DraftTurn) -> None:
        tokens = source_tokens(one.text)
        folded = [token.folded for token in tokens]
        shared: dict[int, set[_Pair]] = defaultdict(set)
        for pair in _near(folded):
            for number in self._pairs.get(pair, ()):
                shared[number].add(pair)
        if not shared and not self._grams:
            return
        turn = Turn(
            transcript.id, transcript.participant, one.number, one.role, one.text, tuple(tokens)
        )
        for number, pairs in shared.items():
            if len(pairs) >= self._least[number]:
                self._offer(number, turn, len(pairs))
        if one.role is Role.PARTICIPANT:
            self._find_runs(turn, folded)

    def _offer(self, number: int, turn: Turn, pairs: int) -> None:
        worth = float(pairs)
        worth += _RELEASED * bool(self._released.get((turn.transcript, turn.number)))
        worth += _CREDITED * (turn.participant == self._credited[number])
        self._read += 1
        heap = self._best[number]
        heapq.heappush(heap, (worth, -self._read, turn))
        if len(heap) > _CANDIDATES:
            heapq.heappop(heap)

    def _find_runs(self, turn: Turn, folded: Sequence[str]) -> None:
        if not self._grams:
            return
        for at in range(len(folded) - _GRAM + 1):
            for piece, start in self._grams.get(tuple(folded[at : at + _GRAM]), ()):
                words, length = self._loose[piece], _GRAM
                while (
                    start + length < len(words)
                    and at + length < len(folded)
                    and words[start + length].folded == folded[at + length]
                ):
                    length += 1
                known = self._runs.get((piece, start))
                if known is None or known.end < start + length:
                    self._runs[piece, start] = Run(piece, start, start + length, turn)

    def _with_quotes(self, turn: Turn, alignment: Alignment) -> Laid:
        plain = Laid(turn, alignment)
        of_turn = self._released.get((turn.transcript, turn.number), [])
        held = [
            one for one in of_turn if one.span.start <= plain.start and plain.end <= one.span.end
        ]
        touched = [
            one for one in of_turn if one.span.start < plain.end and plain.start < one.span.end
        ]
        if not held and _cover(touched, plain.start, plain.end):
            held = touched
        held = [one for one in held if not _was_cut(one, plain)]
        return Laid(
            turn, alignment, tuple(held[:1] if _one_holds(held, plain) else held), tuple(touched)
        )

    def _rank(self, one: Laid, number: int) -> tuple[float, int, str, int]:
        worth = 0.3 * bool(one.quotes) + 0.2 * (one.turn.participant == self._credited[number])
        worth -= 0.1 * (one.turn.role is not Role.PARTICIPANT)
        return one.alignment.cost - worth, -one.alignment.same, one.turn.transcript, one.turn.number


def _pairs(tokens: Sequence[Token]) -> set[_Pair]:
    return {pair for pair in _near([token.folded for token in tokens]) if _ELLIPSIS not in pair}


def _near(folded: Sequence[str]) -> Iterator[_Pair]:
    """Words that stand side by side, or with one between: slips in every third word leave some."""
    for at, word in enumerate(folded):
        if at + 1 < len(folded):
            yield word, "", folded[at + 1]
        if at + 2 < len(folded):
            yield word, "_", folded[at + 2]


def _was_cut(quote: Quote, laid: Laid) -> bool:
    """Whether the quotation prints words that a person took out of the quote."""
    gone = [
        (quote.span.start + edit.span.start, quote.span.start + edit.span.end)
        for edit in quote.edits
        if edit.rule in (CUT, BRACKET)
    ]
    printed = [
        laid.turn.tokens[at].start
        for step in laid.alignment.steps
        if step.match in (Match.SAME, Match.SLIP)
        for at in range(*step.said)
    ]
    return any(start <= place < end for start, end in gone for place in printed)


def _one_holds(quotes: Sequence[Quote], laid: Laid) -> bool:
    return any(one.span.start <= laid.start and laid.end <= one.span.end for one in quotes)


def _cover(quotes: Sequence[Quote], start: int, end: int) -> bool:
    """Whether quotes that overlap or touch hold the whole stretch together."""
    reached = start
    for one in sorted(quotes, key=lambda quote: quote.span.start):
        if one.span.start > reached + 1:
            break
        reached = max(reached, one.span.end)
    return reached >= end
