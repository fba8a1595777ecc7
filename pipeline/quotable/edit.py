"""The presented copy of a quote: what a reader sees, every edit of it written down.

The rules take out how it was said, never what was said: no rule touches a negation, a hedge ('I
thought', 'sort of') or a replaced identifier ('[town]').
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator

from pipeline.quotable.cuts import BRACKET, CUT, own_changes
from pipeline.quotable.heard import Heard, heard
from pipeline.quotable.repairs import false_starts, repetitions
from pipeline.quotable.speech import GRAMMAR, plain
from pipeline.quotable.working import Change, Working
from pipeline.values.quote_records import QuoteEdit
from pipeline.values.quotes import Edit

_FILLER = re.compile(
    r"(?P<lead>,\s*)?(?<![\w'’\-])(?P<filler>u+m+|u+h+m*|e+rm+|er|err{2,})(?![\w'’]|-\w)"
    r"(?P<tail>-?\s*,|-(?=\s|$))?",
    re.IGNORECASE,
)
_OWN_STOP = re.compile(r"\s*(?:\.+|…|,)")
_ENDS = frozenset(".?!…")
_DOTS = re.compile(r"(?<!\[)\s*(?:\.{2,}|…)(?!\])")
_BLANKS = re.compile(r"^\s+|\s+$|\s+(?=\s)|\s(?=[,.;:?!])|(?<=[(“‘])\s")
_COMMAS = re.compile(r",(?=\s*[,.;:?!–])|,\s*$|(?<=[.;:?!–]),|^[,.;:]")
_ORPHAN_STOP = re.compile(r"(?<=[.?!] )[.,](?![.\w])")
_SENTENCE = re.compile(r"(?:^|(?<=[.?!] )|(?<=[.?!]  ))([^\W\d_])")
_NO_STOP = frozenset(".!?…–—-:;\"'”’)")

Rule = Callable[[str], Iterable[Change]]


def _marks(text: str) -> Iterator[Change]:
    for mark in heard(text):
        if mark.kind not in (Heard.UNCERTAIN, Heard.INAUDIBLE):
            yield Change(mark.span.start, mark.span.end)


def _inaudible(text: str) -> Iterator[Change]:
    for mark in heard(text):
        if mark.kind is Heard.INAUDIBLE:
            yield Change(mark.span.start, mark.span.end, "[…]")


def _fillers(text: str) -> Iterator[Change]:
    for match in _FILLER.finditer(text):
        filler = match["filler"]
        if filler.isupper() and not text.isupper():
            continue  # 'the ER' is a place
        before = text[: match.start()].rstrip()
        if not before or before[-1] in _ENDS:
            rest = _OWN_STOP.match(text, match.end())
            yield Change(match.start("filler"), rest.end() if rest else match.end())
        else:
            comma_goes = match["lead"] and plain(before.split()[-1]) in GRAMMAR
            yield Change(match.start() if comma_goes else match.start("filler"), match.end())


def _pause_dots(text: str) -> Iterator[Change]:
    for match in _DOTS.finditer(text):
        opens = not text[: match.start()].strip()
        runs_on = text[match.end() : match.end() + 1].isalnum()
        yield Change(match.start(), match.end(), "" if opens else " – " if runs_on else " –")


def _deletions(pattern: re.Pattern[str]) -> Rule:
    def rule(text: str) -> Iterator[Change]:
        for match in pattern.finditer(text):
            yield Change(match.start(), match.end())

    return rule


_TIDYING: tuple[tuple[str, Rule], ...] = (
    ("transcriber's mark", _marks),
    ("inaudible", _inaudible),
    ("filler", _fillers),
    ("false start", false_starts),
    ("repetition", repetitions),
    ("pause dots", _pause_dots),
    ("comma", _deletions(_COMMAS)),
    ("stop", _deletions(_ORPHAN_STOP)),
    ("blank", _deletions(_BLANKS)),
)

RULES = {
    "transcriber's mark": "notes of pauses, laughter and noises are left out",
    "inaudible": "words that could not be heard are shown as […]",
    "filler": "um, er, erm and uh are left out",
    "false start": "a start broken off and begun again is left out ('I go- I get')",
    "repetition": "a stumble over the same words is left out ('I, I'), emphasis is not",
    "pause dots": "dots for a pause become a dash",
    "comma": "commas left hanging are taken out",
    "stop": "a full stop left hanging is taken out and a missing last one put in",
    "blank": "doubled blanks are taken out",
    "capital": "the first word has a capital, also where the words before it were left out",
}
"""What each rule does, as the exports tell it."""
OWN_RULES = {
    CUT: "words that an editor left out inside a quote are shown as […]",
    BRACKET: "words that an editor put in the place of others stand in square brackets",
}
"""The same of what people did."""


def present(verbatim: str, own: Iterable[QuoteEdit] = ()) -> tuple[str, tuple[Edit, ...]]:
    """The presented copy of `verbatim`, and its edits in order (spans into `verbatim`);
    `quotes.presented` makes the copy again from the two.

    What a person did (`own`) comes first, then the rules. Without it, presenting a presented copy
    changes nothing. The copy of talk that is all fillers is empty.
    """
    copy = Working(verbatim)
    for rule, change in own_changes(verbatim, own):
        copy.apply([change], rule)
    while _tidied(copy):
        pass
    copy.apply(_capitals(copy.text, copy.gaps()), "capital")
    copy.apply(_final_stop(copy.text), "stop")
    return copy.text, copy.edits()


def _tidied(copy: Working) -> bool:
    """Every rule once; whether any had something to do, and so may have made work for another."""
    changed = False
    for rule, change in _TIDYING:
        changed |= copy.apply(change(copy.text), rule)
    return changed


def _capitals(text: str, gaps: set[int]) -> Iterator[Change]:
    for match in _SENTENCE.finditer(text):
        if match.start() == 0 or not gaps.isdisjoint(range(match.start() - 1, match.start() + 1)):
            upper = match[1].upper()
            if upper != match[1]:
                yield Change(match.start(1), match.end(1), upper)


def _final_stop(text: str) -> Iterator[Change]:
    if text and text[-1] not in _NO_STOP and not text.endswith(("[…]", "[...]")):
        yield Change(len(text) - 1, len(text), text[-1] + ".")
