"""Finds the names that the interviewer put on the roster, in every spelling."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence

from pipeline.identified.misheard import KnownName
from pipeline.identified.recognisers.known_forms import key_of, known_forms_pattern
from pipeline.identified.recognisers.ordinary_words import Use, use_of
from pipeline.identified.recognisers.tokens import Casing, Token, casing_of, tokens_of
from pipeline.identified.recognisers.word_classes import FUNCTION_WORDS, TITLES
from pipeline.identified.recognisers.word_lists import is_ordinary
from pipeline.identified.recognisers.words import vocabulary
from pipeline.language.folding import folded
from pipeline.values.identifiers import Kind, Mention, RosterEntry, Status
from pipeline.values.spans import Span
from pipeline.values.texts import Turn

_PARTICLES = vocabulary(
    "de da do dos das di du del della der den van von la le el al ul ab ap bin bint ibn "
    "binti abu mac mc o y e i of the and af av zu ter ten san st saint junior jr senior "
    "sr"
)


def known_names(entries: Iterable[RosterEntry]) -> tuple[KnownName, ...]:
    """What a roster gives to listen for: all forms, then the parts of people's names."""
    whole = [(form, entry) for entry in entries for form in entry.forms]
    parts = [(part, entry) for form, entry in whole for part in _parts(form, entry)]
    return tuple(KnownName(form, entry.kind) for form, entry in (*whole, *parts))


class RosterRecogniser:
    """Finds every form of every roster entry; of persons each part of the name as well.

    A form that is an ordinary word too ('Will', 'Reading') is found where it is used as a name or
    may be (then with status ``check``), and not where it is plainly the word.
    """

    name = "roster"
    version = "1"

    def __init__(self, entries: Sequence[RosterEntry]) -> None:
        self._entries: dict[str, RosterEntry] = {}
        forms: list[str] = []
        whole = [(form, entry) for entry in entries for form in entry.forms]
        parts = [(part, entry) for form, entry in whole for part in _parts(form, entry)]
        for form, entry in (*whole, *parts):
            if key_of(form):
                forms.append(form)
                self._entries.setdefault(key_of(form), entry)
        self._pattern = known_forms_pattern(forms)

    def find(self, turns: Sequence[Turn]) -> list[Mention]:
        """All forms in `turns`; never two that overlap."""
        tokens = [tokens_of(turn.text) for turn in turns]
        casing = casing_of(tokens)
        return [
            mention
            for turn, words in zip(turns, tokens, strict=True)
            for match in self._pattern.finditer(turn.text)
            for mention in self._mentions(turn, words, match, casing)
        ]

    def _mentions(
        self, turn: Turn, tokens: list[Token], match: re.Match[str], casing: Casing
    ) -> Iterator[Mention]:
        entry = self._entries.get(key_of(match[1]))
        use = _use(tokens, match, casing)
        if use is Use.WORD:
            return
        yield Mention(
            turn=turn.number,
            span=Span(start=match.start(1), end=match.end(1)),
            kind=entry.kind if entry else Kind.PERSON,
            words=match[1],
            detector=self.name,
            score=1.0 if use is Use.NAME else 0.6,
            status=Status.SURE if use is Use.NAME else Status.CHECK,
            hint=entry.role if entry else "",
        )


def _parts(form: str, entry: RosterEntry) -> Iterator[str]:
    """The parts of a person's name that may stand alone."""
    if entry.kind is not Kind.PERSON:
        return
    parts = form.split()
    if "the" in parts:  # 'Dil the Bus': a bus is not his name
        parts = parts[: parts.index("the")]
    if any(part.islower() and part in FUNCTION_WORDS - _PARTICLES for part in parts[1:]):
        return
    pieces = [piece for part in parts for piece in re.split("[-‐‑]", part)]
    for part in (*parts, *pieces):
        plain = folded(part).strip(".,'")
        if len(plain) > 1 and plain not in _PARTICLES and plain not in TITLES:
            yield part


def _use(tokens: list[Token], match: re.Match[str], casing: Casing) -> Use:
    """How the matched form is used; a form that is no ordinary word is always a name."""
    start, end = match.span(1)
    first = bisect_right(tokens, start, key=lambda one: one.end)
    if first == len(tokens):
        return Use.NAME
    width = bisect_left(tokens, end, key=lambda one: one.start) - first
    matched = tokens[first : first + width]
    bare_plural = match.end() > end and match[0][len(match[1])] in "sS"
    if not all(is_ordinary(one.folded) for one in matched) and not bare_plural:
        return Use.NAME
    if bare_plural and not is_ordinary(folded(match[1])):
        return Use.NAME
    use = use_of(tokens, first, width, casing)
    return Use.WORD if bare_plural and use is Use.DOUBT else use
