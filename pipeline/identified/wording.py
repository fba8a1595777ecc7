"""How a replacement stands in its sentence: what it takes in on either side, and its article.

'my sister Kelly' -> '[sister]', 'at the Crown' -> 'at the [pub]', 'a Tesco' -> 'an [employer]',
"James' car" -> "[friend]'s car", 'Mr and Mrs Pugh' -> '[neighbour and partner]'.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from pipeline.identified.recognisers.context import relation_at
from pipeline.identified.roles import FAMILY, family_of, says
from pipeline.identified.titles import article_start, calling_code_start, couple_start, title_start
from pipeline.settings import Identifiers
from pipeline.values.identifiers import Action, Kind, Mention
from pipeline.values.spans import Span

_WITH_ARTICLE = (Kind.LOCATION, Kind.ORGANISATION)
_LEADING_ARTICLE = re.compile(r"(?:the|The|THE)\s+(?=\w)")
_A = re.compile(r"(?<!\w)(?:[Aa]n?|AN)\s+$")
_FIRST = re.compile(r"\w+")
_AS_YOU = re.compile(r"(?:uni|use|usu|eu|one\b|once\b|u\b)", re.IGNORECASE)
_SILENT_H = re.compile(r"(?:hour|honest|heir|honour)", re.IGNORECASE)
_EIGHT = re.compile(r"(?:8|11(?!\d)|18(?!\d))")
_BARE_APOSTROPHE = re.compile(r"['’](?=\s+\w)")
_OPENING = re.compile(r"(?<!\w)['‘]")


@dataclass(frozen=True)
class Worded:
    """A replacement as it stands in its sentence."""

    span: Span
    """What it takes the place of: the mention, and what goes with it."""
    replacement: str


def worded(
    text: str, mention: Mention, action: Action, replacement: str, policy: Identifiers, room: Span
) -> Worded:
    """Fit a replacement into its sentence.

    Args:
        text: of the turn.
        mention: what is replaced; all of it is taken.
        action: what is done with it.
        replacement: what stands for it.
        policy: the study's, for the words of roles.
        room: the stretch around the mention that no other mention holds; nothing outside is taken.
    """
    span = _trimmed(text, mention.span)
    if action is Action.ROLE:
        span, replacement = _person(text, span, replacement, policy, room)
    elif action is Action.PSEUDONYM:
        end, replacement = _possessive(text, span, replacement, room)
        span = Span(start=span.start, end=end)
    elif action is Action.GENERALISE and mention.kind in _WITH_ARTICLE:
        span, replacement = _with_the(text, span, replacement, room)
    elif mention.kind is Kind.PHONE:
        span = Span(start=max(room.start, calling_code_start(text, span.start)), end=span.end)
    return Worded(*_with_a(text, span, replacement, room))


def _trimmed(text: str, span: Span) -> Span:
    """Without blanks at its ends, where anything else is left."""
    words = text[span.start : span.end]
    if not words.strip():
        return span
    start = span.start + len(words) - len(words.lstrip())
    return Span(start=start, end=span.end - len(words) + len(words.rstrip()))


def _person(
    text: str, span: Span, replacement: str, policy: Identifiers, room: Span
) -> tuple[Span, str]:
    name = span
    couple = couple_start(text, span.start)
    start = title_start(text, span.start)
    if couple < span.start and couple >= room.start:
        start, replacement = couple, f"{replacement[:-1]} and partner]"
    end, replacement = _possessive(text, span, replacement, room)
    found = relation_at(text, name)
    fits = found is not None and room.start <= found.start and found.end <= room.end
    if found and fits and found.role == FAMILY:
        start, replacement = min(start, found.start), family_of(replacement, policy)
    elif found and fits and says(replacement, found.role, policy):
        start, end = min(start, found.start), max(end, found.end)
    elif not found or found.start == name.start:
        start = article_start(text, start)
    return _trimmed(text, Span(start=max(room.start, start), end=end)), replacement


def _possessive(text: str, span: Span, replacement: str, room: Span) -> tuple[int, str]:
    """ "James' car": the apostrophe without its s goes with the name."""
    bare = _BARE_APOSTROPHE.match(text, span.end)
    if text[span.end - 1] not in "sS" or bare is None or bare.end() > room.end:
        return span.end, replacement
    if _OPENING.search(text, 0, span.end):
        return span.end, replacement
    return bare.end(), f"{replacement}'s"


def _with_the(text: str, span: Span, replacement: str, room: Span) -> tuple[Span, str]:
    """'the Crown', the article in the name or before it: 'the [pub]'."""
    article = _LEADING_ARTICLE.match(text, span.start, span.end)
    start = article_start(text, span.start)
    if article is None and room.start <= start < span.start:
        article = _LEADING_ARTICLE.match(text, start)
        span = Span(start=start, end=span.end)
    if article is None:
        return span, replacement
    return span, f"{article[0].split()[0]} {replacement}"


def _with_a(text: str, span: Span, replacement: str, room: Span) -> tuple[Span, str]:
    """'a' or 'an' by the sound after it; nothing is taken where it is right already."""
    article = _A.search(text, room.start, span.start)
    if article is None or not _is_article(text, article.start()):
        return span, replacement
    old = article[0].strip()
    new = "an" if _begins_with_vowel(replacement) else "a"
    if old.casefold() == new:
        return span, replacement
    new = new.capitalize() if old[0] == "A" else new
    return Span(start=article.start(), end=span.end), f"{new} {replacement}"


def _is_article(text: str, at: int) -> bool:
    """Whether the 'A' is no letter's name: 'vitamin A', 'Plan A'."""
    before = text[:at].rstrip()
    return text[at] == "a" or not before or not before[-1].isalnum()


def _begins_with_vowel(replacement: str) -> bool:
    match = _FIRST.search(replacement)
    word = match[0] if match else ""
    if word[:1].isdigit():
        return _EIGHT.match(word) is not None
    return bool(_SILENT_H.match(word)) or (word[:1] in "aeiouAEIOU" and not _AS_YOU.match(word))
