"""Whether the words that a draft quotes may be printed now: consent, approvals and flags as they
are today, not as they were when the book was made."""

from __future__ import annotations

from functools import cache

from pydantic import ValidationError

from pipeline.errors import InputError
from pipeline.gates import admit, confirm, reopen_confirmed
from pipeline.quotable.draft.findings import Standing
from pipeline.quotable.draft.judge import Judged
from pipeline.quotable.holds import held_turns, standing_flags
from pipeline.run.files import read_bytes, read_values
from pipeline.run.inputs import Inputs
from pipeline.run.journal import Journal
from pipeline.run.study import OpenStudy
from pipeline.run.work.gates import admitted_transcript
from pipeline.values.quotes import Quote
from pipeline.values.texts import AdmittedTranscript
from pipeline.values.themes import ConfirmedCoding, RaisedFlag

NOT_LISTED = "not in participants.csv"


class StandingOf:
    """Asks the study of every passage that a draft quotes; one transcript is read once."""

    def __init__(self, study: OpenStudy, journal: Journal) -> None:
        self._study = study
        inputs = Inputs.of(study, journal)
        self._approvals, self._rulings = inputs.approvals, inputs.flag_rulings
        self._transcript = cache(self._read)
        self._confirmed = cache(self._codings)

    def __call__(self, judged: Judged) -> Standing:
        """Of the passage behind a quotation."""
        assert judged.laid is not None
        turn = judged.laid.turn
        person = self._study.participants.get(turn.participant)
        transcript = self._transcript(turn.transcript)
        flags = self._flags(transcript, turn.number) if transcript else ()
        return Standing(
            consent=person.consent.value if person else NOT_LISTED,
            allows=person is not None and person.consent.allows_quotes,
            approved=all(self._stands(transcript, quote) for quote in judged.laid.quotes),
            flags=flags,
        )

    def _read(self, id: str) -> AdmittedTranscript | None:
        try:
            return admitted_transcript(self._study.places, id)
        except (InputError, ValidationError):
            return None

    def _codings(self, id: str) -> tuple[ConfirmedCoding, ...]:
        try:
            lines = read_bytes(self._study.places.confirmed / f"{id}.jsonl").splitlines()
            return tuple(reopen_confirmed(line) for line in lines)
        except (InputError, ValidationError):
            return ()

    def _stands(self, transcript: AdmittedTranscript | None, quote: Quote) -> bool:
        """Whether draft and codings are still approved as they stand, and the words the same."""
        if transcript is None or admit(transcript.draft, self._approvals) is None:
            return False
        number = quote.turns[0]
        if number > len(transcript.turns):
            return False
        text = transcript.turns[number - 1].text
        if text[quote.span.start : quote.span.end] != quote.verbatim:
            return False
        behind = [
            one.coding
            for one in self._confirmed(quote.transcript)
            if one.coding.turn == number
            and one.coding.span.overlaps(quote.span)
            and one.coding.polarity is quote.polarity
        ]
        standing = {one.code for one in behind if confirm(one, self._approvals)}
        return standing >= set(quote.codes)

    def _flags(self, transcript: AdmittedTranscript, number: int) -> tuple[str, ...]:
        path = self._study.places.flags / f"{transcript.id}.jsonl"
        raised = read_values(path, RaisedFlag) if path.exists() else []
        standing = standing_flags(transcript, raised, self._rulings)
        return held_turns(transcript, standing).get(number, ())
