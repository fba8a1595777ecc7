"""Finding the quotations of a draft: in quotation marks, as blocks, broken over paragraphs."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from pipeline.quotable.draft.credits import (
    Credit,
    Labels,
    credit_alone,
    credit_at_end,
    credit_behind,
    speaker_tag,
)
from pipeline.quotable.draft.marks import Marked, marked
from pipeline.quotable.draft.words import Sort, Token, draft_tokens
from pipeline.values.drafts import DraftPiece

_SENTENCE_END = re.compile(r"[.!?…][\"'”’)\]]*\s+(?=[\"'“‘(\[]*[A-Z0-9])")
_STOPPED = re.compile(r"(?<!\b[A-Z])(?<!\bMr)(?<!\bDr)(?<!\bMrs)[.!?][\"'”’)\]]*\s+$")
_OUTSIDE = 0.5
"""A block whose marks leave out a larger share of its words is a block as a whole."""
_CLOSING = re.compile(r"[”\"](?=[\s.,;:)\]—–]|$)")


@dataclass(frozen=True)
class Quotation:
    """Words that a draft gives as somebody's own; offsets in the text of its piece."""

    piece: int
    start: int
    end: int
    words: str = field(repr=False)
    tokens: tuple[Token, ...] = field(repr=False)
    """With offsets in `words`."""
    before: str = field(default="", repr=False)
    """The sentence as far as it stands before the quotation."""
    after: str = field(default="", repr=False)
    """The sentence as it goes on."""
    credit: Credit | None = None
    block: bool = False
    closed: bool = True
    follows: bool = False
    """Whether it goes on with the words of the quotation before, as after 'she said'."""

    @property
    def count(self) -> int:
        """How many words it has, brackets and ellipses left out."""
        return sum(token.sort is Sort.WORD for token in self.tokens)

    @property
    def around(self) -> str:
        """The sentence that it stands in, without it."""
        return f"{self.before} {self.after}"


def find_quotations(pieces: Sequence[DraftPiece], labels: Labels) -> list[Quotation]:
    """Every quotation of the printed pieces, in order."""
    found: list[Quotation] = []
    credited = _credits_alone(pieces, labels)
    for number, piece in enumerate(pieces):
        if not piece.part.is_printed or number in credited:
            continue
        own = _block(number, pieces, labels) if piece.block else None
        if own is None:
            rest = _rest_of_broken(found, pieces, number)
            own = [*rest, *_in_marks(number, pieces, labels, rest[0].end + 1 if rest else 0)]
        found += own
    return [_credited(one, credited, pieces, labels) for one in found if one.count]


def whole_piece(number: int, pieces: Sequence[DraftPiece], labels: Labels) -> Quotation | None:
    """A paragraph or cell taken whole, as a block quote is."""
    found = _block(number, pieces, labels, forced=True)
    if not found:
        return None
    return _credited(found[0], _credits_alone(pieces, labels), pieces, labels)


def _credits_alone(pieces: Sequence[DraftPiece], labels: Labels) -> dict[int, Credit]:
    found = {}
    for number, piece in enumerate(pieces):
        if piece.part.is_printed and not piece.heading:
            credit = credit_alone(piece.text, number, labels)
            if credit:
                found[number] = credit
    return found


def _in_marks(
    number: int, pieces: Sequence[DraftPiece], labels: Labels, start: int
) -> Iterator[Quotation]:
    text = pieces[number].text
    every = [one for one in marked(text) if one.start > start]
    for index, one in enumerate(every):
        open_at, close_at = one.outer
        previous = every[index - 1].outer[1] if index else start
        following = every[index + 1].outer[0] if index + 1 < len(every) else len(text)
        before = _sentence_before(text[previous:open_at])
        if not before.strip() and open_at == len(text) - len(text.lstrip()):
            before = _introduction(number, pieces)
        yield Quotation(
            piece=number,
            start=one.start,
            end=one.end,
            words=text[one.start : one.end],
            tokens=tuple(draft_tokens(text[one.start : one.end])),
            before=before,
            after=_sentence_after(text[one.start : one.end], text[close_at:following]),
            credit=credit_behind(text, close_at, number, labels),
            closed=one.closed,
            follows=index > 0 and _interrupts(text[previous:open_at]),
        )


def _block(
    number: int, pieces: Sequence[DraftPiece], labels: Labels, *, forced: bool = False
) -> list[Quotation] | None:
    """A block quote, without its credit and its marks; None where its marks tell more."""
    text = pieces[number].text
    start, end = 0, len(text)
    credit = None
    tag = speaker_tag(text)
    if tag:
        start = tag.end()
        credit = Credit(number, tag.start("who"), tag.end("who"), tag["who"])
        credit = credit if labels.in_text(credit.words) else None
    ending = credit_at_end(text[start:], number, labels)
    if ending:
        end = start + ending[1]
        found = ending[0]
        credit = replace(found, start=start + found.start, end=start + found.end)
    inside = marked(text[start:end])
    if not forced and _by_marks(text[start:end], inside):
        return None
    start, end = _stripped(text, start, end, inside)
    if not any(map(str.isalnum, text[start:end])):
        return []
    return [
        Quotation(
            piece=number,
            start=start,
            end=end,
            words=text[start:end],
            tokens=tuple(draft_tokens(text[start:end])),
            before=_introduction(number, pieces),
            credit=credit,
            block=True,
        )
    ]


def _by_marks(text: str, inside: Sequence[Marked]) -> bool:
    """Whether an indented paragraph is text with quotations in it, or several one after another."""
    if not inside:
        return False
    opens = inside[0].outer[0] == len(text) - len(text.lstrip())
    words = len(text.split())
    marked_words = sum(len(text[one.start : one.end].split()) for one in inside)
    if len(inside) == 1 and opens:
        return words - marked_words > 2
    return opens and words - marked_words <= _OUTSIDE * words


def _stripped(text: str, start: int, end: int, inside: Sequence[Marked]) -> tuple[int, int]:
    """Without blanks, and without marks that hold all of it."""
    if len(inside) == 1:
        outer = inside[0].outer
        if not text[start : start + outer[0]].strip() and not text[start + outer[1] : end].strip(
            " ."
        ):
            return start + inside[0].start, start + inside[0].end
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return start, end


def _rest_of_broken(
    found: Sequence[Quotation], pieces: Sequence[DraftPiece], number: int
) -> list[Quotation]:
    """What of this paragraph belongs to a quotation that the one before left open."""
    last = found[-1] if found else None
    if last is None or last.closed or last.piece != number - 1:
        return []
    text = pieces[number].text
    closing = _CLOSING.search(text)
    opening = next(iter(marked(text)), None)
    if closing is None or (opening and opening.outer[0] < closing.start()):
        return []
    words = text[: closing.start()]
    return [Quotation(number, 0, closing.start(), words, tuple(draft_tokens(words)), follows=True)]


def _credited(
    one: Quotation,
    alone: dict[int, Credit],
    pieces: Sequence[DraftPiece],
    labels: Labels,
) -> Quotation:
    """With the credit that stands in the next paragraph, or in another cell of its row."""
    if one.credit is not None:
        return one
    row = pieces[one.piece].row
    if row:
        cells = [number for number, credit in alone.items() if pieces[number].row == row]
        return replace(one, credit=alone[cells[0]]) if len(cells) == 1 else one
    text = pieces[one.piece].text
    ends = not re.search(r"\w", text[one.end :])
    following = alone.get(one.piece + 1)
    if ends and following and not pieces[one.piece + 1].row:
        return replace(one, credit=following)
    return one


def _introduction(number: int, pieces: Sequence[DraftPiece]) -> str:
    """The last sentence of the paragraph before, where it leads up to a quotation."""
    if not number:
        return ""
    previous = pieces[number - 1]
    text = previous.text.rstrip()
    leads = text.endswith((":", ",", "–", "—")) or pieces[number].block
    if previous.heading or previous.block or not previous.part.is_printed or not leads:
        return ""
    return _sentence_before(text)


def _sentence_before(text: str) -> str:
    if _STOPPED.search(text):
        return ""
    ends = list(_SENTENCE_END.finditer(text))
    return text[ends[-1].end() :] if ends else text


def _sentence_after(words: str, text: str) -> str:
    whole = f"{words.rstrip()[-1:]}{text}"
    found = _SENTENCE_END.search(whole)
    return whole[1 : found.end()] if found else text


def _interrupts(between: str) -> bool:
    """Whether two quotations are one, broken off by 'she said'."""
    plain = between.strip()
    return (
        bool(plain) and len(plain.split()) <= 8 and not re.search(r"[.!?;:]\s|[.!?;:]$|\d", plain)
    )
