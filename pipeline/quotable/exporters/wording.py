"""The sentences all exports share, so that no format says less than another."""

from __future__ import annotations

import unicodedata
from collections import Counter

from pipeline.quotable.edit import OWN_RULES, RULES
from pipeline.values.quotes import Quote, QuoteBook, Spread, Withheld
from pipeline.values.themes import Polarity

BLOCK_WORDS = 40
"""From so many words on a quote is set as a block; a shorter one stands in quotation marks."""

SYNTHETIC = "SYNTHETIC: every interview, person and word in this book is invented."
NOT_REVIEWED = (
    "This book is not reviewed: no person has checked its anonymisation and its coding. "
    "Do not print from it."
)

_OVERRIDES = frozenset(map(chr, [*range(0x202A, 0x202F), *range(0x2066, 0x206A)]))

AUDIENCES = {
    "team": "the research team",
    "commissioner": "whoever commissioned the study",
    "public": "the public",
}

POLARITY = {
    Polarity.PRESENT: "present",
    Polarity.DENIED: "denied",
    Polarity.CONSIDERED: "considered only",
}

WITHHELD = {
    "consent": "The participant did not agree to be quoted",
    "held": "Held for a person: the talk in or beside the passage raised a safety or legal flag",
    "length": "Too short to stand alone, or too long",
    "placeholders": "Too few of the words are left after anonymisation",
    "listed": "Something in it may identify, and no person has ruled on it yet",
    "limit": "More than the study's limit for one participant and theme",
    "speaker": "Not the participant's words",
    "changed": "Not the words that were confirmed",
}
"""What each class of reason for withholding says to a reader."""


def withheld_words(one: Withheld) -> str:
    """Why a passage is withheld, without saying which flag was raised: that stays in the team."""
    return WITHHELD.get(one.reason.partition(":")[0], one.reason)


def printable(text: str) -> str:
    """`text` without the characters that no file format of ours can hold, and without direction
    overrides, which make a text look other than it is."""
    return "".join(" " if char in "\t\n\r" else char for char in text if _may_stand(char))


def notices(book: QuoteBook) -> tuple[str, ...]:
    """What must stand on the face of every export; empty for a reviewed book of real talk."""
    synthetic = (SYNTHETIC,) if book.synthetic else ()
    return synthetic if book.reviewed else (*synthetic, NOT_REVIEWED)


def stamp(book: QuoteBook) -> str:
    """The notices in a few words, for footers and cells: 'SYNTHETIC, not reviewed', and for whom
    the book was made, if not for the commissioner."""
    words = ["SYNTHETIC"] if book.synthetic else []
    words += [] if book.reviewed else ["not reviewed"]
    made_for = AUDIENCES.get(book.audience, book.audience)
    return ", ".join(words if book.audience == "commissioner" else [*words, f"for {made_for}"])


def review_state(quote: Quote) -> str:
    """Of one quote."""
    return "reviewed" if quote.reviewed else "not reviewed"


def shown_count(count: int, minimum_cell: int) -> str:
    """A count of people as it may be printed: '9', 'fewer than 3', or 'none'."""
    if count == 0:
        return "none"
    return str(count) if count >= minimum_cell else f"fewer than {minimum_cell}"


def spread_words(spread: Spread, minimum_cell: int) -> str:
    """The base of any claim: '9 of 21 interviews'."""
    return f"{shown_count(spread.participants, minimum_cell)} of {spread.base} interviews"


def in_marks(quote: Quote) -> bool:
    """Whether the quote is short enough for quotation marks."""
    return quote.words < BLOCK_WORDS


def set_quote(quote: Quote) -> str:
    """The presented words as they are set: in double quotation marks where they are short."""
    text = printable(quote.text)
    return f"“{text}”" if in_marks(quote) else text


def withheld_counts(book: QuoteBook) -> list[tuple[str, str]]:
    """What kept confirmed passages from being quotes, and how many each, as it may be printed."""
    counts = Counter(one.reason.partition(":")[0] for one in book.withheld)
    named = [*WITHHELD, *sorted(set(counts) - set(WITHHELD))]
    return [
        (WITHHELD.get(reason, reason), shown_count(counts[reason], book.minimum_cell))
        for reason in named
        if counts[reason]
    ]


def method(book: QuoteBook) -> tuple[str, ...]:
    """How the book was made, a paragraph each."""
    edits = "; ".join(RULES.values())
    return (
        f"This book was made for {AUDIENCES.get(book.audience, book.audience)}: for others "
        "it may say too much, or less than it could.",
        "Names and other details that could tell who speaks were replaced before coding. Words in "
        "square brackets stand for what was replaced, […] for words that could not be heard.",
        "Passages were coded with a fixed codebook. A quote stays within one answer of one "
        f"participant{_shortened(book)}",
        f"Only how something was said was tidied: {edits}. Negations and doubts were left as "
        "spoken. The words as transcribed are kept beside every quote in the tables.",
        f"An attribution uses an attribute only where at least {book.minimum_cell} participants "
        "share it.",
    )


def _shortened(book: QuoteBook) -> str:
    """What was done by people, as the end of a sentence and perhaps more."""
    rules = {edit.rule for quote in book.quotes for edit in quote.edits}
    told = [says for rule, says in OWN_RULES.items() if rule in rules]
    if not told:
        return " and is printed whole: nothing is cut from inside it."
    own = "; ".join(told)
    return f". Editors shortened some of them: {own}. No cut takes a 'not' out of a sentence."


def limits(book: QuoteBook) -> tuple[str, ...]:
    """What the book cannot tell, a paragraph each."""
    bases = sorted({spread.base for spread in book.spreads})
    base = f" Counts are out of {bases[-1]} interviews." if bases else ""
    return (
        f"The spread says in how many interviews a theme was found.{base} It is not a rate "
        "in any population, and a theme that was not found was not necessarily absent. What was "
        "denied or only considered is quoted, and labelled, but not counted.",
        f"A count of people or passages below {book.minimum_cell} is shown as 'fewer than "
        f"{book.minimum_cell}'; none as 'none'.",
        "Anonymised words can still be recognised by someone who knows the story. Before printing, "
        "read together everything quoted of one participant.",
        "A quote marked for an audio check stands beside a silence, crying or unclear speech, "
        "where transcripts are often wrong: listen to the recording first.",
    )


def _may_stand(char: str) -> bool:
    if char in "\t\n\r":
        return True
    if unicodedata.category(char) in ("Cc", "Cs", "Co", "Cn"):
        return False
    return char not in _OVERRIDES
