"""What the selection looks up again and again, and what is asked of every passage by it.

Whoever selects and whoever asks why something was not selected ask here, so that the two cannot
disagree.
"""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from pipeline.quotable import holds
from pipeline.quotable.attribute import NOBODY, attributions, shared_values
from pipeline.quotable.holds import Ask
from pipeline.quotable.passages import Passage
from pipeline.settings import Label, QuotePolicy
from pipeline.values.identifiers import ListedSpan
from pipeline.values.quote_records import QuoteEdit, words_state
from pipeline.values.quotes import Participant
from pipeline.values.recognisable import Recognisable
from pipeline.values.texts import AdmittedTranscript
from pipeline.values.themes import Coding, ConfirmedCoding, Polarity, RaisedFlag


@dataclass(frozen=True)
class Ground:
    """All that passed the gates, and what is known of it; `ground` makes it."""

    transcripts: Mapping[str, AdmittedTranscript]
    people: Mapping[str, Participant]
    attributions: Mapping[str, str]
    """Participant -> what stands under her quotes."""
    told: Mapping[str, Mapping[str, str]]
    """Participant -> attribute -> value that may be printed; where every quote has a label of its
    own."""
    held: Mapping[str, holds.Held]
    policy: QuotePolicy
    unruled: Mapping[str, Sequence[ListedSpan]]
    recognisable: Mapping[str, Sequence[Recognisable]]
    edits: Mapping[str, Sequence[QuoteEdit]] = field(repr=False)
    secret: str = field(repr=False)

    def ask_coding(self, coding: Coding) -> dict[Ask, str]:
        """What is asked of a coding -> why it fails, '' where it passes."""
        transcript = self.transcripts.get(coding.transcript)
        person = self.people.get(transcript.participant) if transcript else None
        held = self.held.get(coding.transcript, {})
        return holds.asked_of_coding(coding, transcript, person, held)

    def ask_turn(self, transcript: str, number: int) -> dict[Ask, str]:
        """The same of a turn in which nothing is coded."""
        one = self.transcripts[transcript]
        person = self.people.get(one.participant)
        return holds.asked_of_turn(one, number, person, self.held.get(transcript, {}))

    def ask_passage(self, passage: Passage) -> dict[Ask, str]:
        """The same of the passage that its codings make."""
        unruled = self.unruled.get(passage.transcript.id, ())
        return holds.asked_of_passage(passage, self.policy, unruled)

    def refusal_of(self, confirmed: ConfirmedCoding) -> str:
        """Why a coding cannot become a quote, whatever stands beside it; '' where it may."""
        return holds.first_reason(self.ask_coding(confirmed.coding))

    def refusal(self, passage: Passage) -> str:
        """Why a passage is not offered as a quote; '' where it is."""
        return holds.first_reason(self.ask_passage(passage))

    def attribution(self, participant: str) -> str:
        """What stands under her quotes."""
        if self.policy.label is Label.NONE:
            return ""
        return self.attributions.get(participant, NOBODY)

    def edits_of(self, quote: str, verbatim: str) -> list[QuoteEdit]:
        """What a person did to a quote with these very words."""
        state = words_state(verbatim)
        return [one for one in self.edits.get(quote, ()) if one.state == state]


def ground(
    transcripts: Sequence[AdmittedTranscript],
    flags: Sequence[RaisedFlag],
    participants: Sequence[Participant],
    policy: QuotePolicy,
    labels: Mapping[str, str] | None = None,
    unruled: Mapping[str, Sequence[ListedSpan]] | None = None,
    recognisable: Mapping[str, Sequence[Recognisable]] | None = None,
    edits: Mapping[str, Sequence[QuoteEdit]] | None = None,
    secret: str = "",
) -> Ground:
    """The ground of a selection.

    Args:
        transcripts: all that passed the first gate.
        flags: each holds its turn and the turns beside it.
        participants: the participants' table; who is not in it has not consented.
        policy: lengths, attributes, minimum cell, limits, labels.
        labels: participant id -> 'Victim 7'.
        unruled: transcript -> what may identify in it and waits for a person's ruling; a passage
            that holds some of it is withheld, and so is a question.
        recognisable: transcript -> what the insider check found in it.
        edits: quote id -> what people did to it and did not take back.
        secret: what labels of single quotes are drawn with.
    """
    raised: dict[str, list[RaisedFlag]] = defaultdict(list)
    for flag in flags:
        raised[flag.transcript].append(flag)
    interviewed = {transcript.participant for transcript in transcripts}
    people = {person.id: person for person in participants}
    counted = [person for person in people.values() if person.id in interviewed]
    cells = policy.attributes, policy.minimum_cell, policy.broader
    return Ground(
        transcripts={one.id: one for one in transcripts},
        people=people,
        attributions=attributions(counted, *cells[:2], labels or {}, cells[2]),
        told=shared_values(counted, *cells) if policy.label_per_quote else {},
        held={one.id: holds.held_turns(one, raised[one.id]) for one in transcripts},
        policy=policy,
        unruled=unruled or {},
        recognisable=recognisable or {},
        edits=edits or {},
        secret=secret,
    )


def quote_id(passage: Passage) -> str:
    """'Q' and eight hexadecimal digits: the same words of the same turn have the same id, whatever
    else of the turn was replaced and whatever other quotes there are. Words that a turn has twice
    are two."""
    turn, span = passage.turn, passage.span
    parts: list[str] = [passage.transcript.id, str(turn.number), passage.verbatim]
    if before := _times(turn.text[: span.end - 1], passage.verbatim):
        parts.append(f"again {before}")
    if passage.polarity is not Polarity.PRESENT:
        parts.append(passage.polarity.value)
    return "Q" + hashlib.sha256("\x1f".join(parts).encode()).hexdigest()[:8]


def _times(text: str, words: str) -> int:
    """How often `words` begin in `text`, overlaps counted."""
    count = at = 0
    while (at := text.find(words, at) + 1) > 0:
        count += 1
    return count
