"""What a cue means where it stands: polarity, whose experience, when; or mere advice.

Rules over the words round a cue, in the spirit of NegEx (Chapman and others, 2001): a marker before
the cue, in the same clause and near it, changes its meaning. The rules err towards 'present, self,
unclear': a person decides.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from pipeline.anonymised import markers
from pipeline.anonymised.inflection import base_form
from pipeline.anonymised.sentences import Sentence, Word
from pipeline.values.themes import Polarity, Subject, Time

NEGATION_REACH = 6
"""Words between a negation and the cue it denies."""
CONSIDERED_REACH = 8
ADVICE_REACH = 5
LONGEST_TAKING_BACK = 6


@dataclass(frozen=True, slots=True)
class Reading:
    """How a cue is to be taken."""

    polarity: Polarity
    subject: Subject
    time: Time


def read_context(sentence: Sentence, first: int, last: int) -> Reading | None:
    """How the cue at ``sentence.words[first:last]`` is to be taken.

    Returns:
        None where the words are advice or an order reported, not something done.
    """
    cue = sentence.words[first:last]
    before = [word for word in sentence.words[:first] if word.clause == cue[0].clause]
    if _has(_bases(before[-ADVICE_REACH:]), markers.ADVICE):
        return None
    polarity = Polarity.PRESENT
    if _considered(before, cue):
        polarity = Polarity.CONSIDERED
    elif _denied(before, cue, sentence.words[last:]) or _taken_back(sentence, last):
        polarity = Polarity.DENIED
    return Reading(polarity, _subject(before, cue), _time(sentence.words))


def passage_reading(sentences: Sequence[Sentence]) -> tuple[Subject, Time]:
    """Whose experience a passage tells, and when it was, as far as its words say: the participant's
    own where she speaks of herself, else of the first relation that is named."""
    words = [word for sentence in sentences for word in sentence.words]
    subject = Subject.SELF
    if not any(word.norm in {"i", "me", "we", "us"} for word in words):
        named = (_relation(words, at) for at in range(len(words)))
        subject = next(filter(None, named), Subject.SELF)
    return subject, _time(words)


def has_advice(sentences: Sequence[Sentence]) -> bool:
    """Whether somebody is told in them what to do."""
    return any(_has(_bases(sentence.words), markers.ADVICE) for sentence in sentences)


def sounds_ironic(sentences: Sequence[Sentence]) -> bool:
    """Whether they hold praise in the words that irony takes."""
    return any(
        _has([word.norm for word in sentence.words], markers.IRONIC) for sentence in sentences
    )


def answer_polarity(question: Sentence, answer: Sentence) -> Polarity:
    """What an answer's first words say to a question: 'No, never.' denies what was asked.

    Only where the question can be denied: 'Did he ...?', not 'How did ...?' nor 'Do you still ...?'
    """
    asked = [word.norm for word in question.words]
    closed = not markers.CLOSED_QUESTION.isdisjoint(asked[:3])
    closed = closed and markers.OPEN_QUESTION.isdisjoint(asked)
    words = [word for word in answer.words if word.norm not in markers.FILLERS]
    opening = tuple(_bases(words[:2]))
    flat = opening[:1] in markers.FLAT_NO or opening in markers.FLAT_NO
    return Polarity.DENIED if closed and flat else Polarity.PRESENT


def _considered(before: Sequence[Word], cue: Sequence[Word]) -> bool:
    if _has(_bases(cue), markers.CONSIDERED_WITHIN):
        return True
    near = _bases(before[-CONSIDERED_REACH:])
    starts = [at for at in range(len(near)) if _starts(near, at, markers.CONSIDERED)]
    if tuple(near[-2:]) in markers.WOULD_HAVE:
        starts.append(len(near) - 2)
    return any(_first_person(near[: at + 1]) for at in starts)


def _first_person(bases: Sequence[str]) -> bool:
    """Whether the last person named is the speaker; nobody named is the speaker."""
    persons = [base for base in bases if base == "i" or base in markers.THIRD_PERSONS]
    return not persons or persons[-1] == "i"


def _denied(before: Sequence[Word], cue: Sequence[Word], after: Sequence[Word]) -> bool:
    near = [*before[-NEGATION_REACH:], cue[0]]
    bases = _bases(near)
    if _has(bases, markers.EXPECTED):
        return True
    if any(word.norm in markers.NEGATIVE_ALREADY for word in cue):
        return False
    if after and after[0].norm == "enough":
        return False
    return any(_negates(near, bases, at) for at in range(len(near) - 1))


def _negates(near: Sequence[Word], bases: Sequence[str], at: int) -> bool:
    if bases[at] not in markers.NEGATORS:
        return False
    void = bases[at + 1] in markers.VOID_AFTER_NEGATION and at + 1 < len(near) - 1
    answer = near[at].norm == "no" and near[at + 1].norm in markers.PRONOUNS
    return not void and not answer


def _taken_back(sentence: Sentence, last: int) -> bool:
    """Whether the clause after the cue's is a bare denial: '..., and they didn't'."""
    clause = sentence.words[last - 1].clause
    after = sentence.words[last:]
    if any(word.clause == clause for word in after):
        return False
    bases = _bases(word for word in after if word.clause == clause + 1)
    bare = 2 <= len(bases) <= LONGEST_TAKING_BACK and markers.TAKEN_BACK.issuperset(bases)
    return bare and not markers.NEGATORS.isdisjoint(bases)


def _subject(before: Sequence[Word], cue: Sequence[Word]) -> Subject:
    named = [(at, relation) for at in range(len(cue)) if (relation := _relation(cue, at))]
    own = [at for at, base in enumerate(_bases(cue)) if base in {"i", "me"}]
    if named and not any(at > named[0][0] for at in own):
        relation = named[0][1]
        return Subject.SELF if relation is Subject.OTHER else relation
    if own:
        return Subject.SELF
    for at in range(len(before) - 1, -1, -1):
        found = _relation(before, at)
        if found or before[at].norm in {"i", "we"}:
            return found or Subject.SELF
    return Subject.SELF


def _relation(words: Sequence[Word], at: int) -> Subject | None:
    """Whom a noun with an owner before it names ('my sister', 'a friend of mine')."""
    owned = at == 0 or any(word.norm in markers.OWNERS for word in words[max(0, at - 3) : at])
    return markers.SUBJECT_OF.get(base_form(words[at].norm)) if owned else None


def _time(words: Sequence[Word]) -> Time:
    norms = [word.norm for word in words]
    past = sum(norm in markers.PAST or (len(norm) > 4 and norm.endswith("ed")) for norm in norms)
    now = sum(norm in markers.NOW for norm in norms)
    if "still" in norms or "nowadays" in norms or now > past:
        return Time.ONGOING
    return Time.PAST if past > now else Time.UNCLEAR


def _bases(words: Iterable[Word]) -> list[str]:
    return [base_form(word.norm) for word in words]


def _has(bases: Sequence[str], listed: markers.Phrases) -> bool:
    return any(_starts(bases, at, listed) for at in range(len(bases)))


def _starts(bases: Sequence[str], at: int, listed: markers.Phrases) -> bool:
    return any(tuple(bases[at : at + length]) in listed for length in range(1, 6))
