"""The room's first verb: from confirmed codings to quotes a report may print, and the rest."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence

from pipeline.quotable import checks
from pipeline.quotable.attribute import credit, own_labels
from pipeline.quotable.context import question
from pipeline.quotable.edit import present
from pipeline.quotable.fit import fit
from pipeline.quotable.ground import Ground, ground, quote_id
from pipeline.quotable.passages import Passage, form, presented_words
from pipeline.quotable.sentences import count_words
from pipeline.settings import QuotePolicy
from pipeline.values.identifiers import ListedSpan
from pipeline.values.quotes import Participant, Quote, Withheld
from pipeline.values.recognisable import Recognisable
from pipeline.values.texts import AdmittedTranscript
from pipeline.values.themes import ConfirmedCoding, Polarity, RaisedFlag


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
    """The quotes of `codings`: `select_on` the `ground` of all the rest."""
    found = ground(transcripts, flags, participants, policy, labels, unruled, recognisable)
    return select_on(found, codings)


def select_on(
    study: Ground, codings: Sequence[ConfirmedCoding]
) -> tuple[list[Quote], list[Withheld]]:
    """The quotes the study can offer, best fit first, and every confirmed passage that is none.

    A quote stays within one turn of the participant. Codings over overlapping words make one quote
    with several codes where they agree in polarity; denied and considered ones are quotes of their
    own, labelled. The order of the input never changes the result.

    Args:
        study: what is known of all that passed the first gate.
        codings: all that passed the second.
    """
    every, withheld = all_quotes(study, codings)
    quotes, surplus = limited(every, study.policy)
    if study.policy.label_per_quote:
        quotes = _labelled(quotes, study)
    return quotes, sorted([*withheld, *surplus], key=_withheld_place)


def all_quotes(
    study: Ground, codings: Sequence[ConfirmedCoding]
) -> tuple[list[Quote], list[Withheld]]:
    """The same before the limit for one participant and code, and without labels of single
    quotes."""
    passages, withheld = formed(study, codings)
    turns: dict[tuple[str, int], list[Passage]] = defaultdict(list)
    for passage in passages:
        if reason := study.refusal(passage):
            withheld += [_withheld(one, reason) for one in passage.codings]
        else:
            turns[passage.transcript.id, passage.turn.number].append(passage)
    ranked = [_ranked(one, turn, study) for turn in turns.values() for one in turn]
    ranked.sort(key=lambda pair: pair[0])
    return [quote for _, quote in ranked], withheld


def formed(
    study: Ground, codings: Sequence[ConfirmedCoding]
) -> tuple[list[Passage], list[Withheld]]:
    """The passages that `codings` make, and those codings that can be part of none."""
    accepted, withheld = [], []
    for confirmed in sorted({one.coding.id: one for one in codings}.values(), key=_coding_place):
        transcript = study.transcripts.get(confirmed.coding.transcript)
        reason = study.refusal_of(confirmed)
        if reason or transcript is None:
            withheld.append(_withheld(confirmed, reason))
        else:
            accepted.append((transcript, confirmed))
    return form(accepted, study.policy), withheld


def _ranked(
    passage: Passage, of_turn: Sequence[Passage], study: Ground
) -> tuple[tuple[int, str, int, int, str], Quote]:
    wanted = _wanted(passage, of_turn, study)
    quote = _quote(passage, wanted, study)
    # Of the whole passage: shortening a quote must not cost it its place.
    points = fit(passage, presented_words(passage.verbatim), len(wanted), study.policy)
    place = (passage.transcript.id, passage.turn.number, passage.span.start)
    return (-points, *place, quote.id), quote


def _wanted(passage: Passage, of_turn: Sequence[Passage], study: Ground) -> tuple[str, ...]:
    """What a person should look at, whatever she did to the quote."""
    transcript = passage.transcript
    known = study.recognisable.get(transcript.id, ())
    person = study.people[transcript.participant]
    return (
        *checks.recognised(passage, known, study.policy.insider_ranks),
        *checks.checks(passage, person, _context(passage, study)),
        *checks.overlapping(passage, of_turn),
    )


def _context(passage: Passage, study: Ground) -> str:
    if not study.policy.context:
        return ""
    transcript = passage.transcript
    listed = study.unruled.get(transcript.id, ())
    held = {*study.held[transcript.id], *(one.turn for one in listed)}
    return question(transcript.turns, passage.turn.number, held)


def _quote(passage: Passage, wanted: Sequence[str], study: Ground) -> Quote:
    transcript, verbatim = passage.transcript, passage.verbatim
    person, id = study.people[transcript.participant], quote_id(passage)
    own = study.edits_of(id, verbatim)
    text, edits = present(verbatim, own)
    approvals = [transcript.approval, *(confirmed.approval for confirmed in passage.codings)]
    return Quote(
        id=id,
        transcript=transcript.id,
        participant=person.id,
        turns=(passage.turn.number,),
        span=passage.span,
        codes=passage.codes,
        polarity=passage.polarity,
        verbatim=verbatim,
        text=text,
        edits=edits,
        context=_context(passage, study),
        attribution=study.attribution(person.id),
        words=count_words(text),
        checks=(*wanted, *checks.shortened(verbatim, own)),
        reviewed=not any(approval.waived for approval in approvals),
    )


def _labelled(quotes: Sequence[Quote], study: Ground) -> list[Quote]:
    """Each under a label of its own."""
    labels = own_labels([quote.id for quote in quotes], study.secret)
    return [
        quote.model_copy(
            update={"attribution": credit(labels[quote.id], study.told[quote.participant])}
        )
        for quote in quotes
    ]


def limited(quotes: Sequence[Quote], policy: QuotePolicy) -> tuple[list[Quote], list[Withheld]]:
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
