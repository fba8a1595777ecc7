"""The coder that asks a local language model."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field

from pipeline.anonymised.coders.endpoint import prompt
from pipeline.anonymised.coders.endpoint.answers import Drop, Found, read_answer
from pipeline.anonymised.coders.endpoint.client import SAMPLING, Client
from pipeline.anonymised.coders.endpoint.failures import UnansweredError, UnreachableError
from pipeline.anonymised.coders.endpoint.tally import Tally
from pipeline.anonymised.context import passage_reading
from pipeline.anonymised.doubts import Doubts
from pipeline.anonymised.heard import Heard, hear
from pipeline.values.local_model import LocalModel
from pipeline.values.spans import Span
from pipeline.values.texts import DraftTurn
from pipeline.values.themes import Code, Codebook, Coding, coding_id

CONFIDENCE = 0.4
"""Fixed and not calibrated: no chance of being right."""
MOST_FAILURES = 3
"""In a row; then nothing more is asked."""

Shortlist = Callable[[DraftTurn], Sequence[str]]
"""The ids of the codes that are worth asking about in a turn; none: it is not asked about."""


@dataclass(frozen=True)
class _Question:
    """A stretch of a turn, and the codes that are asked together."""

    heard: Heard
    stretch: Span
    codes: tuple[Code, ...] = field(repr=False)

    @property
    def talk(self) -> str:
        """The words of the stretch."""
        return self.heard.turn.text[self.stretch.start : self.stretch.end]


class LocalModelCoder:
    """A `Coder` that asks a model about each turn of the participant, with the question before it.

    A question that gets no usable answer gives nothing and its turn is counted. After three of them
    in a row this coder asks no more, whatever transcript it is given.

    Args:
        settings: which model, and where.
        codebook: of the study.
        shortlist: says which codes to ask about; without it all are, family by family.
    """

    def __init__(
        self, settings: LocalModel, codebook: Codebook, shortlist: Shortlist | None = None
    ) -> None:
        self.name = f"local-model:{settings.model}"
        self.version = _version(settings)
        self.tally = Tally(settings)
        """Of the last transcript."""
        self._settings = settings
        self._codebook = codebook
        self._groups = tuple(prompt.groups_of(prompt.by_family(codebook)))
        self._shortlist = shortlist
        self._client = Client(settings)
        self._doubts = Doubts(codebook)
        self._failures = 0
        self._has_answered = False

    @property
    def notice(self) -> str:
        """What a person should know of the last transcript: what was not answered, why, and what
        was dropped; '' where all is well. Holds no words."""
        return self.tally.notice()

    def propose(self, turns: Sequence[DraftTurn], transcript_id: str) -> list[Coding]:
        """Codings of participant turns, sorted by place and code.

        Raises:
            UnreachableError: nothing answers at the address, and nothing has before.
            SettingsError: the host is not this machine, the server redirects, wants a key, or does
                not know the model.
        """
        heard = hear(turns)
        self.tally = Tally(self._settings, turns=len(heard))
        found: dict[str, Coding] = {}
        for question in self._questions(heard):
            for one in self._answered(question):
                coding = self._coding(question, one, transcript_id)
                if coding is None:
                    self.tally.dropped[Drop.ABSENT] += 1
                else:
                    found.setdefault(coding.id, coding)
        return sorted(
            found.values(), key=lambda one: (one.turn, one.span.start, one.span.end, one.code)
        )

    def _questions(self, heard: Sequence[Heard]) -> Iterator[_Question]:
        """Group by group through the whole interview, so that a server need not read the codes
        anew for every turn; with a shortlist, turn by turn."""
        if self._shortlist is None:
            for codes in self._groups:
                yield from (_Question(one, at, codes) for one, at in _stretches(heard))
            return
        for one in heard:
            wanted = set(self._shortlist(one.turn))
            listed = [code for code in prompt.by_family(self._codebook) if code.id in wanted]
            for group in prompt.groups_of(listed):
                yield from (_Question(one, at, group) for at in prompt.stretches_of(one))

    def _answered(self, question: _Question) -> tuple[Found, ...]:
        turn = question.heard.turn.number
        if self._failures >= MOST_FAILURES:
            self.tally.not_asked.add(turn)
            return ()
        try:
            said = self._client.ask(
                prompt.messages(question.codes, question.heard.question, question.talk),
                prompt.form(question.codes),
            )
            answer = read_answer(said, {code.id for code in question.codes}, question.talk)
        except UnansweredError as error:
            if isinstance(error, UnreachableError) and not self._has_answered:
                raise
            self._failures += 1
            self.tally.unanswered.add(turn)
            self.tally.reasons[error.what] += 1
            return ()
        self._failures, self._has_answered = 0, True
        self.tally.dropped.update(answer.dropped)
        return answer.found

    def _coding(self, question: _Question, found: Found, transcript_id: str) -> Coding | None:
        """None where the quote holds a transcriber's mark alone."""
        turn, offset = question.heard.turn, question.stretch.start
        span = Span(start=found.span.start + offset, end=found.span.end + offset)
        sentences = [
            one
            for one in question.heard.sentences
            if any(word.start < span.end and span.start < word.end for word in one.words)
        ]
        if not sentences:
            return None
        subject, time = passage_reading(sentences)
        return Coding(
            id=coding_id(transcript_id, turn.number, span, found.code),
            transcript=transcript_id,
            turn=turn.number,
            span=span,
            code=found.code,
            polarity=found.polarity,
            subject=subject,
            time=time,
            coder=self.name,
            confidence=CONFIDENCE,
            evidence=f"local model {self._settings.model}",
            text=turn.text[span.start : span.end],
            checks=self._doubts.of(sentences, found.code),
        )


def local_model_coder(
    settings: LocalModel, codebook: Codebook, shortlist: Shortlist | None = None
) -> LocalModelCoder:
    """The coder of the model that a study names; asks nothing yet."""
    return LocalModelCoder(settings, codebook, shortlist)


def _version(settings: LocalModel) -> str:
    """Covers the prompt, the model and all settings, but not the codebook."""
    parts = [prompt.VERSION, dict(SAMPLING), settings.model_dump()]
    digest = hashlib.sha256(json.dumps(parts, sort_keys=True).encode()).hexdigest()
    return f"{prompt.VERSION}-{digest[:8]}"


def _stretches(heard: Sequence[Heard]) -> Iterator[tuple[Heard, Span]]:
    for one in heard:
        yield from ((one, stretch) for stretch in prompt.stretches_of(one))
