"""Sentences and words of talk, by punctuation alone: no model, so the same everywhere."""

from __future__ import annotations

import re

from pipeline.values.spans import Span

_END = re.compile(r"(?P<stop>[.!?]+|…)[\"'”’)\]]*\s+(?P<next>[\"'“‘(]*(?P<word>\[|\w+))")
_NO_END = re.compile(r"\b(?:Mr|Mrs|Ms|Dr|St|Prof|Sgt|Insp|vs|etc|e\.g|i\.e)\.$")
_BRACKET = re.compile(r"\[[^\[\]]*\]")
_CUT = re.compile(r"\[(?:…|\.\.\.)\]")


def sentences(text: str) -> list[Span]:
    """The sentences of `text`, in order, without the blanks between them.

    Talk without punctuation or capitals is one sentence, however long.
    """
    starts = [0, *(match.start("next") for match in _END.finditer(text) if _ends(text, match))]
    spans = []
    for start, end in zip(starts, [*starts[1:], len(text)], strict=True):
        stretch = text[start:end]
        if stretch.strip():
            lead = len(stretch) - len(stretch.lstrip())
            spans.append(Span(start=start + lead, end=start + len(stretch.rstrip())))
    return spans


def _ends(text: str, match: re.Match[str]) -> bool:
    """Whether a sentence ends here: dots before 'I' or a placeholder may be only a pause."""
    word = match["word"]
    if match["stop"].startswith(("…", "..")):
        return word[0].isupper() and word != "I"
    opens = word == "[" or word[0].isupper() or word[0].isdigit()
    return opens and not _NO_END.search(text, 0, match.end("stop"))


def count_words(text: str) -> int:
    """How many words a reader would count: a bracketed placeholder is one, '[…]' is none."""
    plain = _BRACKET.sub(" x ", _CUT.sub(" ", text))
    return sum(any(char.isalnum() for char in piece) for piece in plain.split())
