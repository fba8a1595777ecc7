"""What its author should look at in a codebook: never an error, only advice."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from pipeline.anonymised.matching import CueMatcher
from pipeline.anonymised.nearness import cosines, near_pairs, words_in
from pipeline.anonymised.sentences import bases_of, read_sentences
from pipeline.values.themes import Code, Codebook

ENOUGH_EXAMPLES = 8
"""With fewer, a code is proposed less surely."""
NEARLY_THE_SAME = 0.7
"""Share of words that two utterances have in common."""
OVERLAP = 0.3
"""Cosine of two definitions from which on a coder may confuse them."""


class Topic(StrEnum):
    """What a note is about, in the order they are told."""

    NO_EXAMPLES = "no examples"
    FEW_EXAMPLES = "few examples"
    NO_EXCLUSION = "no exclusion"
    NO_CUES = "no cues"
    SAME_EXAMPLE = "an example of two codes"
    LOOKALIKE_IS_EXAMPLE = "a look-alike that is an example"
    SAME_CUE = "a cue of two codes"
    CUE_ELSEWHERE = "a cue in examples of other codes"
    CUE_IN_LOOKALIKE = "a cue in a look-alike of its own code"
    ONE_WAY = "neighbours named one way only"
    OVERLAP = "definitions that overlap"


@dataclass(frozen=True)
class Note:
    """A piece of advice about a code."""

    topic: Topic
    code: str
    what: str
    other: str = ""
    """Id of the other code that it is about."""


def check(codebook: Codebook) -> list[Note]:
    """All notes on a codebook, by topic and then in the order of the codes."""
    parts: tuple[Callable[[Codebook], Iterator[Note]], ...] = (
        _incomplete, _same_examples, _lookalikes, _same_cues, _cues_elsewhere, _one_way, _overlaps,
    )  # fmt: skip
    notes = [note for part in parts for note in part(codebook)]
    order = list(Topic)
    return sorted(notes, key=lambda note: order.index(note.topic))


def _incomplete(codebook: Codebook) -> Iterator[Note]:
    for code in codebook.codes:
        count = len(code.examples)
        if not count:
            yield Note(Topic.NO_EXAMPLES, code.id, "found by its cues and definition alone")
        elif count < ENOUGH_EXAMPLES:
            yield Note(Topic.FEW_EXAMPLES, code.id,
                       f"{count} of {ENOUGH_EXAMPLES}: it is proposed less surely")  # fmt: skip
        if not code.exclude.strip():
            yield Note(Topic.NO_EXCLUSION, code.id, "say what does not belong to it")
        if not code.cues:
            yield Note(Topic.NO_CUES, code.id, "no words point at it")


def _same_examples(codebook: Codebook) -> Iterator[Note]:
    told = [(code, text) for code in codebook.codes for text in code.examples]
    for first, second, _ in near_pairs([words_in(text) for _, text in told], NEARLY_THE_SAME):
        (one, text), (other, _) = told[first], told[second]
        if one.id != other.id:
            yield Note(Topic.SAME_EXAMPLE, one.id, f"'{text}' is one of {other.id} too", other.id)


def _lookalikes(codebook: Codebook) -> Iterator[Note]:
    told = [(code, text, True) for code in codebook.codes for text in code.examples]
    told += [(code, text, False) for code in codebook.codes for text in code.lookalikes]
    for first, second, _ in near_pairs([words_in(text) for _, text, _ in told], NEARLY_THE_SAME):
        (one, _, example), (other, text, also) = told[first], told[second]
        if not example or also:
            continue
        yield Note(Topic.LOOKALIKE_IS_EXAMPLE, other.id, _why_lookalike(text, one, other), one.id)


def _why_lookalike(text: str, example_of: Code, lookalike_of: Code) -> str:
    if example_of.id == lookalike_of.id:
        return f"'{text}' is an example of the same code: take one of them out"
    if example_of.id in lookalike_of.neighbours or lookalike_of.id in example_of.neighbours:
        return f"'{text}' is an example of {example_of.id}: fine, they are neighbours"
    return f"'{text}' is an example of {example_of.id}, which is no neighbour: name it as one?"


def _same_cues(codebook: Codebook) -> Iterator[Note]:
    owners: dict[tuple[object, ...], dict[str, str]] = defaultdict(dict)
    for code in codebook.codes:
        for cue in code.cues:
            owners[(cue.rstrip().endswith("?"), *bases_of(cue))].setdefault(code.id, cue)
    for found in owners.values():
        (first, cue), *others = found.items()
        for other, same in others:
            also = "" if same == cue else f" (as '{same}')"
            yield Note(Topic.SAME_CUE, first, f"'{cue}' is a cue of {other} too{also}", other)


def _cues_elsewhere(codebook: Codebook) -> Iterator[Note]:
    """Cues of talk held against the examples and look-alikes, as the coder would match them."""
    cues = {code.id: [cue for cue in code.cues if not cue.rstrip().endswith("?")]
            for code in codebook.codes}  # fmt: skip
    matcher = CueMatcher(cues, codebook.lists)
    examples = _found(matcher, codebook, lambda code: code.examples)
    lookalikes = _found(matcher, codebook, lambda code: code.lookalikes)
    for code in codebook.codes:
        for cue in cues[code.id]:
            hits = examples.get((code.id, cue), {})
            own = hits.get(code.id, 0)
            for other, count in hits.items():
                if other != code.id and count > own:
                    what = _elsewhere(cue, count, own, other, code)
                    yield Note(Topic.CUE_ELSEWHERE, code.id, what, other)
            if code.id in lookalikes.get((code.id, cue), {}):
                yield Note(Topic.CUE_IN_LOOKALIKE, code.id, f"'{cue}' finds what is none")


def _elsewhere(cue: str, count: int, own: int, other: str, code: Code) -> str:
    stands = f"'{cue}' stands in {_examples(count)} of {other} and in {own or 'none'} of its own"
    return f"{stands} (neighbours)" if other in code.neighbours else stands


def _examples(count: int) -> str:
    return "an example" if count == 1 else f"{count} examples"


Owned = dict[tuple[str, str], dict[str, int]]
"""(code, its cue) -> code -> how many of that one's texts the cue stands in."""


def _found(
    matcher: CueMatcher, codebook: Codebook, texts: Callable[[Code], Sequence[str]]
) -> Owned:
    found: Owned = defaultdict(lambda: defaultdict(int))
    for code in codebook.codes:
        for text in texts(code):
            for owner, cue in {(hit.owner, hit.cue) for hit in matcher.find(read_sentences(text))}:
                found[owner, cue][code.id] += 1
    return found


def _one_way(codebook: Codebook) -> Iterator[Note]:
    for code in codebook.codes:
        for other in code.neighbours:
            if code.id not in codebook.code(other).neighbours:
                yield Note(
                    Topic.ONE_WAY, other, f"does not name {code.id}, which names it", code.id
                )


def _overlaps(codebook: Codebook) -> Iterator[Note]:
    texts = [f"{code.name}. {code.definition} {code.include}" for code in codebook.codes]
    found = [pair for pair in cosines(texts) if pair[2] >= OVERLAP]
    for first, second, cosine in sorted(found, key=lambda pair: -pair[2]):
        one, other = codebook.codes[first], codebook.codes[second]
        related = other.id == one.parent or one.id == other.parent
        if not related:
            yield Note(Topic.OVERLAP, one.id,
                       f"reads like {other.id} ({cosine:.2f}): say in both what sets them apart",
                       other.id)  # fmt: skip
