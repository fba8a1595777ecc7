"""What goes with a name: 'PC Khan' becomes '[officer]', '+44' goes with its number."""

from __future__ import annotations

import re
from collections.abc import Sequence

from pipeline.identified.forms import words_in
from pipeline.identified.recognisers.word_classes import TITLES
from pipeline.identified.role_votes import gender_of_title
from pipeline.values.identifiers import Kind, Mention
from pipeline.values.texts import Transcript

_SHORT = "|".join(sorted((one for one in TITLES if len(one) < 5), key=len, reverse=True))
_LONG = "|".join(sorted((one.title() for one in TITLES if len(one) >= 5), key=len, reverse=True))
_TITLE = rf"(?:(?i:{_SHORT})\.?|{_LONG})"
_BEFORE = re.compile(rf"(?<!\w)(?:{_TITLE}\s+)+$")
"""A full stop belongs to a title that is short for something ('Dr. Khan'), not to 'I told the
doctor. Anna came'; and a word such as 'doctor' is a title only where it has its capital."""
_COUPLE = re.compile(r"(?<!\w)(?i:(?:mr|mrs|ms|dr)\.? (?:and|&) (?:mr|mrs|ms|dr)\.?)\s+$")
_ARTICLE = re.compile(r"(?<!\w)(?:[Tt]he|THE)\s+$")
_CODE = r"(?<![\w+])(?:\+|00)\s?44\s*(?:\(0\)\s*)?"
_REACH = 80
"""Characters before a name that are looked at: a turn may be a whole interview."""
_CALLING_CODE = re.compile(rf"(?:{_CODE}|(?<![\w+])\+)$")


def title_start(text: str, start: int) -> int:
    """Where the titles directly before ``text[start:]`` begin; `start` where there are none."""
    match = _BEFORE.search(text, max(0, start - _REACH), start)
    return match.start() if match else start


def couple_start(text: str, start: int) -> int:
    """Where a 'Mr and Mrs' directly before ``text[start:]`` begins; `start` where there is none."""
    match = _COUPLE.search(text, max(0, start - _REACH), start)
    return match.start() if match else start


def article_start(text: str, start: int) -> int:
    """Where a 'the' directly before ``text[start:]`` begins; `start` where there is none."""
    match = _ARTICLE.search(text, max(0, start - _REACH), start)
    return match.start() if match else start


def calling_code_start(text: str, start: int) -> int:
    """Where a '+44' or '+' directly before the number ``text[start:]`` begins; else `start`."""
    match = _CALLING_CODE.search(text, max(0, start - _REACH), start)
    return match.start() if match else start


def without_calling_code(words: str) -> str:
    """A number without its '+44', as it stands elsewhere too; other words as they are."""
    return re.sub(rf"^{_CODE}(?=\d)", "", words)


def titled(transcript: Transcript, mentions: Sequence[Mention]) -> list[str]:
    """For each mention of a person, 'man' or 'woman' by the title directly before it, else ''."""
    return [
        _gender_before(transcript.turns[one.turn - 1].text, one.span.start)
        if one.kind is Kind.PERSON
        else ""
        for one in mentions
    ]


def _gender_before(text: str, start: int) -> str:
    before = text[title_start(text, start) : start]
    if couple_start(text, start) < start:  # 'Mr and Mrs Pugh' are neither alone
        return ""
    return next((g for word in words_in(before) if (g := gender_of_title(word.folded))), "")
