"""Names without a trained model: by word lists, capitals and neighbours. Declared degraded."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from pipeline.identified.recognisers.context import relation
from pipeline.identified.recognisers.found_names import Found, TurnWords
from pipeline.identified.recognisers.ordinary_words import Use, plainly_ordinary, use_of
from pipeline.identified.recognisers.people_names import people_and_others
from pipeline.identified.recognisers.place_names import places_and_organisations
from pipeline.identified.recognisers.tokens import Casing, casing_of, tokens_of
from pipeline.identified.recognisers.word_classes import NEVER_NAMES
from pipeline.identified.recognisers.word_lists import identifies_nobody, is_given, is_ordinary
from pipeline.values.identifiers import Kind, Mention, Status
from pipeline.values.spans import Span
from pipeline.values.texts import Turn

_LONGEST = 4
_SURE, _CHECK = 0.85, 0.5

Forms = dict[tuple[str, ...], Found]


class GazetteerRecogniser:
    """Finds people, places and organisations by lists and by what capitals and neighbours say.

    A name found once is searched for in the whole document. What only a capital speaks for has
    status ``check``.
    """

    name = "gazetteer"
    version = "1"

    def find(self, turns: Sequence[Turn]) -> list[Mention]:
        """All names in `turns`; never two that overlap."""
        tokens = [tokens_of(turn.text) for turn in turns]
        casing = casing_of(tokens)
        documents = [TurnWords(one, casing) for one in tokens]
        found = [_in_turn(words) for words in documents]
        forms = _forms(documents, found)
        return [
            _mention(turn, words, one)
            for turn, words, here in zip(turns, documents, found, strict=True)
            for one in (*here, *_again(words, here, forms))
        ]


def _in_turn(words: TurnWords) -> list[Found]:
    fixed = places_and_organisations(words)
    return sorted((*fixed, *people_and_others(words, fixed)), key=lambda one: one.first)


def _forms(documents: Sequence[TurnWords], found: Sequence[Sequence[Found]]) -> Forms:
    """The names of the document, and the parts of people's names -> how they were found."""
    forms: Forms = {}
    for words, here in zip(documents, found, strict=True):
        for one in here:
            parts = _key(words, one)
            forms.setdefault(parts, one)
            if one.kind is Kind.PERSON and len(parts) > 1:
                for part in parts:
                    forms.setdefault((part,), one)
    return {
        form: one for form, one in forms.items()
        if form[0] not in NEVER_NAMES and (len(form[0]) > 1 or len(form) > 1)
    }  # fmt: skip


def _key(words: TurnWords, one: Found) -> tuple[str, ...]:
    parts = [token.folded for token in words.tokens[one.first : one.end]]
    return (*parts[:-1], parts[-1][: len(parts[-1]) - one.plural])


def _again(words: TurnWords, here: Sequence[Found], forms: Forms) -> Iterator[Found]:
    """The document's names where the turn by itself did not give them away."""
    taken = {i for one in here for i in range(one.first, one.end)}
    index = 0
    while index < len(words.tokens):
        end = _longest(words, index, forms)
        if end > index and not taken & set(range(index, end)) and _may_stand(words, index, end):
            form = tuple(token.folded for token in words.tokens[index:end])
            first = forms[form]
            yield Found(index, end, first.kind, first.hint, sure=False)
        index = max(end, index + 1)


def _longest(words: TurnWords, first: int, forms: Forms) -> int:
    for end in range(min(first + _LONGEST, len(words.tokens)), first, -1):
        form = tuple(token.folded for token in words.tokens[first:end])
        if form in forms and words.joined(first, end):
            return end
    return first


def _may_stand(words: TurnWords, first: int, end: int) -> bool:
    if end - first == 1 and identifies_nobody(words.word(first)):
        inside = words.capital_inside(first) and words.casing is Casing.TRUSTED
        return inside and not plainly_ordinary(words.tokens, first)
    if not all(is_ordinary(words.word(i)) for i in range(first, end)):
        return True
    use = use_of(words.tokens, first, end - first, words.casing)
    return use is Use.NAME or (use is Use.DOUBT and is_given(words.word(first)))


def _mention(turn: Turn, words: TurnWords, one: Found) -> Mention:
    start, end = words.tokens[one.first].start, words.tokens[one.end - 1].end - one.plural
    span = Span(start=start, end=end)
    hint = one.hint
    if one.kind is Kind.PERSON:
        hint = relation(turn.text, span)
    return Mention(
        turn=turn.number,
        span=span,
        kind=one.kind,
        words=turn.text[start:end],
        detector=GazetteerRecogniser.name,
        score=_SURE if one.sure else _CHECK,
        status=Status.SURE if one.sure else Status.CHECK,
        hint=hint,
    )
