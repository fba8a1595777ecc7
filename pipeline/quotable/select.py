"""The room's first verb: from confirmed codings to quotes a report may print, and the rest."""

from __future__ import annotations

import hashlib
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from pipeline.quotable import checks, holds
from pipeline.quotable.attribute import NOBODY, attributions
from pipeline.quotable.context import question
from pipeline.quotable.edit import present
from pipeline.quotable.fit import fit
from pipeline.quotable.passages import Passage, form
from pipeline.quotable.sentences import count_words
from pipeline.settings import QuotePolicy
from pipeline.values.identifiers import ListedSpan
from pipeline.values.quotes import Participant, Quote, Withheld
from pipeline.values.recognisable import Recognisable
from pipeline.values.texts import AdmittedTranscript
from pipeline.values.themes import ConfirmedCoding, Polarity, RaisedFlag


@dataclass(frozen=True)
class _Study:
    """What is looked up again and again."""

    transcripts: Mapping[str, AdmittedTranscript]
    people: Mapping[str, Participant]
    attributions: Mapping[str, str]
    held: Mapping[str, holds.Held]
    policy: QuotePolicy
    unruled: Mapping[str, Sequence[ListedSpan]]
    recognisable: Mapping[str, Sequence[Recognisable]]


def select(
    transcripts: Sequence[AdmittedTranscript],
    codings: Sequence[ConfirmedCoding],
    flags: Sequence[RaisedFlag],
    participants: Sequence[Participant],
    policy: QuotePolicy,
    labels: Mapping[str, str] | None = None,
    unruled: Mapping[str, Sequence[ListedSpan]] | None = None,
    recognisable: Mapping[str, Sequence[Recognisable]] | None = None,
) -> tuple[list[Quote], list[Withheld]]:
    """The quotes the study can offer, best fit first, and every confirmed passage that is none.

    A quote stays within one turn of the participant. Codings over overlapping words make one quote
    with several codes where they agree in polarity; denied and considered ones are quotes of their
    own, labelled. The order of the input never changes the result.

    Args:
        transcripts: all that passed the first gate.
        codings: all that passed the second.
        flags: each holds its turn and the turns beside it.
        participants: the participants' table; who is not in it has not consented.
        policy: lengths, attributes, minimum cell, limits.
        labels: participant id -> 'Victim 7'.
        unruled: transcript -> what may identify in it and waits for a person's ruling; a passage
            that holds some of it is withheld, and so is a question.
        recognisable: transcript -> what the insider check found in it.
    """
    study = _study(
        transcripts, flags, participants, policy, labels or {}, unruled or {}, recognisable or {}
    )
    accepted, withheld = [], []
    for confirmed in sorted({one.coding.id: one for one in codings}.values(), key=_coding_place):
        transcript = study.transcripts.get(confirmed.coding.transcript)
        reason = _reason(confirmed, transcript, study)
        if reason or transcript is None:
            withheld.append(_withheld(confirmed, reason))
        else:
            accepted.append((transcript, confirmed))
    passages: dict[tuple[str, int], list[Passage]] = defaultdict(list)
    for passage in form(accepted, policy):
        reason = holds.of_passage(passage, policy, study.unruled.get(passage.transcript.id, ()))
        if reason:
            withheld += [_withheld(one, reason) for one in passage.codings]
        else:
            passages[passage.transcript.id, passage.turn.number].append(passage)
    ranked = [_ranked(one, turn, study) for turn in passages.values() for one in turn]
    ranked.sort(key=lambda pair: pair[0])
    quotes, surplus = _limited([quote for _, quote in ranked], policy)
    return quotes, sorted([*withheld, *surplus], key=_withheld_place)


def _study(
    transcripts: Sequence[AdmittedTranscript],
    flags: Sequence[RaisedFlag],
    participants: Sequence[Participant],
    policy: QuotePolicy,
    labels: Mapping[str, str],
    unruled: Mapping[str, Sequence[ListedSpan]],
    recognisable: Mapping[str, Sequence[Recognisable]],
) -> _Study:
    raised: dict[str, list[RaisedFlag]] = defaultdict(list)
    for flag in flags:
        raised[flag.transcript].append(flag)
    interviewed = {transcript.participant for transcript in transcripts}
    people = {person.id: person for person in participants}
    counted = [person for person in people.values() if person.id in interviewed]
    return _Study(
        transcripts={one.id: one for one in transcripts},
        people=people,
        attributions=attributions(counted, policy.attributes, policy.minimum_cell, labels),
        held={one.id: holds.held_turns(one, raised[one.id]) for one in transcripts},
        policy=policy,
        unruled=unruled,
        recognisable=recognisable,
    )


def _reason(
    confirmed: ConfirmedCoding, transcript: AdmittedTranscript | None, study: _Study
) -> str:
    person = study.people.get(transcript.participant) if transcript else None
    return holds.of_coding(
        confirmed, transcript, person, study.held.get(confirmed.coding.transcript, {})
    )


def _ranked(
    passage: Passage, of_turn: Sequence[Passage], study: _Study
) -> tuple[tuple[int, str, int, int, str], Quote]:
    quote = _quote(passage, of_turn, study)
    points = fit(passage, quote.words, len(quote.checks), study.policy)
    place = (passage.transcript.id, passage.turn.number, passage.span.start)
    return (-points, *place, quote.id), quote


def _quote(passage: Passage, of_turn: Sequence[Passage], study: _Study) -> Quote:
    transcript, number, verbatim = passage.transcript, passage.turn.number, passage.verbatim
    person = study.people[transcript.participant]
    text, edits = present(verbatim)
    listed = study.unruled.get(transcript.id, ())
    held = {*study.held[transcript.id], *(one.turn for one in listed)}
    context = question(transcript.turns, number, held) if study.policy.context else ""
    known = study.recognisable.get(transcript.id, ())
    wanted = (
        *checks.recognised(passage, known, study.policy.insider_ranks),
        *checks.checks(passage, person, context),
        *checks.overlapping(passage, of_turn),
    )
    approvals = [transcript.approval, *(confirmed.approval for confirmed in passage.codings)]
    return Quote(
        id=_quote_id(passage),
        transcript=transcript.id,
        participant=person.id,
        turns=(number,),
        span=passage.span,
        codes=passage.codes,
        polarity=passage.polarity,
        verbatim=verbatim,
        text=text,
        edits=edits,
        context=context,
        attribution=study.attributions.get(person.id, NOBODY),
        words=count_words(text),
        checks=wanted,
        reviewed=not any(approval.waived for approval in approvals),
    )


def _quote_id(passage: Passage) -> str:
    """'Q' and eight hexadecimal digits: the same words in the same place have the same id."""
    span = passage.span
    parts = [passage.transcript.id, passage.turn.number, span.start, span.end, passage.verbatim]
    if passage.polarity is not Polarity.PRESENT:
        parts.append(passage.polarity.value)
    told = "\x1f".join(map(str, parts))
    return "Q" + hashlib.sha256(told.encode()).hexdigest()[:8]


def _limited(quotes: Sequence[Quote], policy: QuotePolicy) -> tuple[list[Quote], list[Withheld]]:
    """At most so many quotes of one participant for one code and polarity: the best fitting."""
    taken: Counter[tuple[str, str, Polarity]] = Counter()
    kept, surplus = [], []
    limit = policy.per_code_and_participant
    for quote in quotes:
        room = [
            code for code in quote.codes if taken[code, quote.participant, quote.polarity] < limit
        ]
        taken.update((code, quote.participant, quote.polarity) for code in room)
        surplus += [
            Withheld(
                transcript=quote.transcript,
                turn=quote.turns[0],
                code=code,
                reason=f"limit: more than {limit} of one participant for one code",
            )
            for code in quote.codes
            if code not in room
        ]
        if room:
            kept.append(quote.model_copy(update={"codes": tuple(room)}))
    return kept, surplus


def _withheld(confirmed: ConfirmedCoding, reason: str) -> Withheld:
    coding = confirmed.coding
    return Withheld(transcript=coding.transcript, turn=coding.turn, code=coding.code, reason=reason)


def _coding_place(confirmed: ConfirmedCoding) -> tuple[str, int, int, int, str]:
    coding = confirmed.coding
    return coding.transcript, coding.turn, coding.span.start, coding.span.end, coding.id


def _withheld_place(one: Withheld) -> tuple[str, int, str, str]:
    return one.transcript, one.turn, one.code, one.reason
