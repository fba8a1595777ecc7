"""Talk as sentences of words: what the cues are matched on.

Words carry their offsets, so that a match can be led back to the text. Sentences follow the
punctuation (spaCy's rule-based splitter); where there is none, as in raw speech recognition, the
talk is cut at clause openers every 12 to 25 words.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import TYPE_CHECKING

from pipeline.anonymised import markers
from pipeline.anonymised.inflection import base_form
from pipeline.values.spans import Span

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc, Token

LONGEST_SENTENCE = 40
"""Words; a longer run is cut."""
SHORTEST_CUT, PRONOUN_CUT, LONGEST_CUT = 12, 18, 25

CONJUNCTIONS = markers.words(
    "and but so because cos cause 'cause although though while when whenever until till unless if "
    "which who except then"
)
_SUBJECTS = markers.words("i he she they we it you there that")
_HESITATIONS = markers.words("um er erm uh uhm hmm mm ah eh like well yeah mean know")
_LIGHT = markers.words(
    "um er erm uh uhm hmm mm ah eh just really actually literally basically even quite very "
    "totally completely absolutely proper bloody fucking the a an be have will would 'd 's s d m "
    "ve ll"
)
"""Words that neither cues nor talk are compared on: hesitations, intensifiers, articles and
auxiliaries ('have to' keeps its 'have')."""
_ROLE_OF_STALKER = re.compile(r"\bex\b|ex-|stalker|perpetrator|suspect|defendant", re.IGNORECASE)
_STRAIGHT = str.maketrans("’‘`", "'''")
_SHOUTED = re.compile(r"\b[A-Z]{2,}(?:'[A-Z]+)?\b")
"""Words all in capitals, which the tokeniser would not split ("DIDN'T")."""
_OPENING, _CLOSING = "\"“‘'(", ".,;:!?…\"”’')"
_BRACKETED = re.compile(r"\[[^\[\]]{1,60}\]")


@dataclass(frozen=True, slots=True, repr=False)
class Word:
    """A word of a turn: offsets (half-open, code points), lower-case norm and base form."""

    start: int
    end: int
    norm: str
    base: str
    """Empty for the light words, which are not compared."""
    clause: int
    """Counts clauses within the sentence."""


@dataclass(frozen=True, slots=True, repr=False)
class Sentence:
    """A sentence, or a stretch of unpunctuated talk of about a sentence's length."""

    start: int
    end: int
    words: tuple[Word, ...]
    kept: tuple[int, ...] = field(default=())
    """Indices of the words that have a base form."""


def read_sentences(text: str, marks: Sequence[Span] = ()) -> list[Sentence]:
    """The sentences of one turn, in order; marks (pauses, laughter) are no words.

    Args:
        text: the turn's text.
        marks: stretches of the text to leave out.
    """
    doc = _tokens(text)
    for _, pipe in _language().pipeline:
        doc = pipe(doc)
    sentences = []
    for span in doc.sents:
        words = _words_of(span, marks)
        for piece in _cut(words):
            sentences.append(_sentence(text, piece))
    return sentences


@lru_cache(maxsize=16384)
def bases_of(text: str) -> tuple[str, ...]:
    """The base forms of a cue's words, light words left out."""
    return tuple(word.base for word in _words_of(_tokens(text), ()) if word.base)


@lru_cache(maxsize=1)
def _language() -> Language:
    import spacy

    language = spacy.blank("en")
    language.add_pipe("sentencizer")
    return language


def _tokens(text: str) -> Doc:
    plain = text.translate(_STRAIGHT)
    plain = _SHOUTED.sub(lambda match: match[0].lower(), plain)
    doc = _language().make_doc(plain)
    spans = [doc.char_span(*match.span()) for match in _BRACKETED.finditer(plain)]
    if spans:
        with doc.retokenize() as retokenizer:
            for span in spans:
                if span is not None and len(span) > 1:
                    retokenizer.merge(span)
    return doc


def _words_of(tokens: Iterable[Token], marks: Sequence[Span]) -> list[Word]:
    words: list[Word] = []
    clause = 0
    pending = False
    kept = [token for token in tokens if not _in_mark(token, marks)]
    for position, token in enumerate(kept):
        norm = _norm(token)
        if not any(letter.isalnum() for letter in norm):
            pending = pending or not token.is_space
            continue
        hesitant = norm in _HESITATIONS or bool(words and words[-1].norm in _HESITATIONS)
        if words and ((pending and not hesitant) or norm in CONJUNCTIONS):
            clause += 1
        pending = False
        following = _norm(kept[position + 1]) if position + 1 < len(kept) else ""
        base = _base(norm, following)
        words.append(Word(token.idx, token.idx + len(token.text), norm, base, clause))
    return words


def _in_mark(token: Token, marks: Sequence[Span]) -> bool:
    return any(mark.start <= token.idx < mark.end for mark in marks)


def _norm(token: Token) -> str:
    text = token.text
    if text.startswith("[") and text.endswith("]") and len(text) > 2:
        return _role_word(text[1:-1])
    norm = token.norm_.lower()
    return norm if norm in {"not", "will", "have", "am", "are"} else text.lower()


def _role_word(role: str) -> str:
    if _ROLE_OF_STALKER.search(role):
        return "he"
    named = [part for part in role.lower().split() if not part.isdigit()]
    return named[-1] if named else role.lower()


def _base(norm: str, following: str) -> str:
    base = base_form(norm)
    if base == "have" and following == "to":
        return base
    return "" if norm in _LIGHT or base in _LIGHT else base


def _cut(words: list[Word]) -> Iterator[list[Word]]:
    if len(words) <= LONGEST_SENTENCE:
        if words:
            yield words
        return
    first = 0
    for index in range(1, len(words)):
        if _opens(words, index, index - first):
            yield words[first:index]
            first = index
    yield words[first:]


def _opens(words: list[Word], index: int, length: int) -> bool:
    norm = words[index].norm
    if length >= LONGEST_CUT:
        return True
    if length >= PRONOUN_CUT and norm in _SUBJECTS:
        return words[index - 1].norm not in CONJUNCTIONS
    return length >= SHORTEST_CUT and norm in CONJUNCTIONS


def _sentence(text: str, words: list[Word]) -> Sentence:
    start, end = words[0].start, words[-1].end
    while start > 0 and text[start - 1] in _OPENING:
        start -= 1
    while end < len(text) and text[end] in _CLOSING:
        end += 1
    kept = tuple(index for index, word in enumerate(words) if word.base)
    return Sentence(start, end, tuple(words), kept)
