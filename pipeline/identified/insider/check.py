"""The insider check: passages of a draft that still tell the story, ranked."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from pipeline.identified.insider.pieces import Words, pieces, words_of_turn
from pipeline.identified.insider.scoring import score
from pipeline.identified.insider.signs import Left, Looker, Piece, Study
from pipeline.values.identifiers import Action, Decision, OffsetPair, Score
from pipeline.values.recognisable import Advice, Recognisable, Sign
from pipeline.values.spans import Span
from pipeline.values.texts import Draft

LEAST: Score = 0.5
"""What scores lower is not told."""
_MANY = 3
"""With so many signs a passage is recognised whatever is changed in it."""
_VERY_RARE = 0.85


def study_of(drafts: Iterable[Draft]) -> Study:
    """What is rare in a study, from all its drafts; each is looked at once and not kept."""
    said: dict[str, set[str]] = {}
    for draft in drafts:
        words = said.setdefault(draft.participant, set())
        for turn in map(words_of_turn, draft.turns):
            words.update(filter(None, (turn.talk(at) for at in range(len(turn.stands)))))
    return Study(Counter(word for words in said.values() for word in words), len(said))


def recognisable(draft: Draft, study: Study, left: Sequence[Left] = ()) -> tuple[Recognisable, ...]:
    """The passages of `draft` that somebody who knows the story would recognise, ranked.

    Looked for are words as they were said or written, gifts, acts and things that are rare in
    interview talk and in the study, odd numbers, places and times beside what happened, and things
    told in a row. Offsets are those of the draft's turns. Several interviewers' and participants'
    turns count alike. The order of `left` never changes the result.

    Args:
        draft: an anonymised transcript.
        study: as `study_of` makes it.
        left: as `left_in_draft` makes it.
    """
    turns = [words_of_turn(turn) for turn in draft.turns]
    looker = Looker(turns, study, left)
    found = [
        (score(piece), piece, span)
        for words in turns
        for first, end in pieces(words)
        if (piece := looker.look(words, first, end)) and (span := _span(words, piece, first, end))
    ]
    told = [one for one in found if one[0] >= LEAST]
    told.sort(key=lambda one: (-one[0], one[1].turn, one[2].start))
    return tuple(_passage(draft.id, rank, *one) for rank, one in enumerate(told, start=1))


def left_in_draft(decisions: Sequence[Decision], offsets: Sequence[OffsetPair]) -> tuple[Left, ...]:
    """What decisions left in the text, at its place in the draft.

    Args:
        decisions: all of one transcript.
        offsets: where its replacements stood and stand, in reading order.
    """
    found = []
    for one in decisions:
        by_person = one.decided_by != "machine"
        if one.action is not Action.KEEP or not (by_person or one.listed):
            continue
        before = [pair for pair in offsets if pair.turn == one.turn]
        shift = sum(
            len(pair.output) - len(pair.source)
            for pair in before
            if pair.source.end <= one.span.start
        )
        span = Span(start=one.span.start + shift, end=one.span.end + shift)
        found.append(Left(one.turn, span, by_person, one.narrowing))
    return tuple(found)


def _span(words: Words, piece: Piece, first: int, end: int) -> Span | None:
    """From the first to the last thing that tells, with what is said in one breath with them; None
    where nothing tells."""
    stretches = [*piece.quoted, *((at, at + 1) for at in piece.rare_at)]
    stretches += [one for found in piece.finds.values() for one in found]
    if not stretches:
        return None
    start, stop = min(one[0] for one in stretches), max(one[1] for one in stretches)
    tokens = words.said.tokens
    while start > first and tokens[start].joined:
        start -= 1
    while stop < end and tokens[stop].joined:
        stop += 1
    return words.span(start, stop)


def _passage(transcript: str, rank: int, value: Score, piece: Piece, span: Span) -> Recognisable:
    signs = tuple(_signs(piece))
    return Recognisable(
        transcript=transcript,
        turn=piece.turn,
        span=span,
        rank=rank,
        score=value,
        signs=signs,
        reasons=tuple(_reasons(piece, signs)),
        advice=_advice(signs),
    )


def _signs(piece: Piece) -> Iterator[Sign]:
    seen = {
        Sign.VERBATIM: piece.quoted or "phrase" in piece.finds,
        Sign.GIFT: "gift" in piece.finds,
        Sign.ACT: "act" in piece.finds,
        Sign.COUNT: "count" in piece.finds,
        Sign.THING: piece.rare_at,
        Sign.SETTING: piece.place and piece.time and piece.event,
        Sign.SEQUENCE: piece.in_a_row and piece.event,
    }
    yield from (sign for sign, found in seen.items() if found)


def _reasons(piece: Piece, signs: Sequence[Sign]) -> Iterator[str]:
    for sign in signs:
        if sign is Sign.VERBATIM and piece.about_him:
            yield "somebody's words as they were said or written"
        elif sign is Sign.THING:
            very = piece.rare[0] >= _VERY_RARE
            yield "words that hardly anybody else says" if very else "words that few others say"
        else:
            yield str(sign)
    if Sign.SETTING not in signs:
        if piece.place:
            yield "beside a place"
        if piece.time:
            yield "beside a day or an hour"
    if piece.beside:
        yield "beside a detail that was left for a person to rule on"


def _advice(signs: Sequence[Sign]) -> Advice:
    if len([sign for sign in signs if sign not in (Sign.SEQUENCE, Sign.THING)]) >= _MANY:
        return Advice.LEAVE_OUT
    advised = {
        Sign.VERBATIM: Advice.PARAPHRASE,
        Sign.GIFT: Advice.THING,
        Sign.ACT: Advice.ACT,
        Sign.COUNT: Advice.NUMBER,
        Sign.SETTING: Advice.SETTING,
    }
    return next((advised[sign] for sign in signs if sign in advised), Advice.THING)
