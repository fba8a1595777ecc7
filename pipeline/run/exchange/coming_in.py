"""Coded passages of a QDPX file as codings of the study's transcripts: what can be taken over, and
what cannot. Records nothing."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from pipeline.anonymised.qdpx.codes import Meant, meanings
from pipeline.anonymised.qdpx.layout import find_turns
from pipeline.anonymised.qdpx.places import crossed
from pipeline.anonymised.qdpx.project import MACHINE
from pipeline.anonymised.qdpx.reading import ReadCoding, ReadProject, ReadSelection, ReadSource
from pipeline.anonymised.qdpx.writing import guid
from pipeline.run.coded import Coded
from pipeline.run.coded_passages import on_words
from pipeline.values.spans import Span
from pipeline.values.texts import AdmittedTranscript, DraftTurn, Role

_LONGEST_NAME = 60


@dataclass(frozen=True)
class Refusal:
    """Why something of the file cannot be taken over. No words of a transcript."""

    where: str
    what: str
    next_step: str


@dataclass(frozen=True)
class Place:
    """A code that somebody applied to words of a participant."""

    transcript: str
    turn: int
    span: Span
    meant: Meant
    attributed: bool
    """Whether the file says who applied it."""


@dataclass
class ComingIn:
    """What a file holds for the study."""

    places: dict[Place, None] = field(default_factory=dict)
    """In the order of the file, each once."""
    refused: Counter[Refusal] = field(default_factory=Counter)
    """Each with how many codings it is about."""
    machines: int = 0
    """Codings of the user 'machine': proposals that went out and that nobody made her own."""
    others: int = 0
    """Codings of other coders than the one who was asked for."""
    widened: int = 0
    """Passages that cut a word or a replacement."""
    divided: int = 0
    """Passages over several turns."""


@dataclass(frozen=True)
class _Text:
    """A source that is one of our transcripts."""

    transcript: AdmittedTranscript
    length: int
    starts: Mapping[int, int]


def coming_in(coded: Coded, project: ReadProject, coder: str | None) -> ComingIn:
    """Find the codings of a file in the study.

    A source is a transcript whose words it has, all of them and no others; its GUID and its name
    only say where to look first. A passage is widened to whole words; of one that runs over several
    turns, each of the participant's is coded by itself, and the interviewer's words are left.

    Args:
        coder: take only what this coder of the file applied.
    """
    return _Finding(coded, project, coder).all()


class _Finding:
    """One file held against one study."""

    def __init__(self, coded: Coded, project: ReadProject, coder: str | None) -> None:
        self.coded, self.project, self.coder = coded, project, coder
        self.meant = meanings(project.codes, coded.study.codebook())
        self.found = ComingIn()

    def all(self) -> ComingIn:
        """Everything of the file."""
        for source in self.project.sources:
            self._take(source)
        return self.found

    def _take(self, source: ReadSource) -> None:
        wanted = [(one, list(self._wanted(one.codings))) for one in source.selections]
        elsewhere = list(self._wanted(source.elsewhere))
        count = sum(len(codings) for _, codings in wanted)
        if not count and not elsewhere:
            return
        text = self._text(source, count + len(elsewhere))
        if text is None:
            return
        if elsewhere:
            self._refuse(
                f"transcript {text.transcript.id}", "is coded as a whole, not in a passage",
                "code passages of it", len(elsewhere),
            )  # fmt: skip
        for selection, codings in wanted:
            if codings:
                self._take_passage(text, selection, codings)

    def _wanted(self, codings: Sequence[ReadCoding]) -> Iterator[ReadCoding]:
        machine = guid("user", MACHINE)
        for one in codings:
            name = self.project.users.get(one.user, "")
            if one.user == machine or name == MACHINE:
                self.found.machines += 1
            elif self.coder is not None and name.casefold() != self.coder.casefold():
                self.found.others += 1
            else:
                yield one

    def _text(self, source: ReadSource, count: int) -> _Text | None:
        """The transcript that the source is; else why it is none is noted."""
        likely = [id for id in self.coded.transcripts if _is_called(source, id)]
        rest = [id for id in self.coded.transcripts if id not in likely]
        for id in (*likely, *rest) if source.text is not None else ():
            transcript = self.coded.transcript(id)
            starts = find_turns(source.text or "", transcript.turns)
            if starts is not None:
                return _Text(transcript, len(source.text or ""), starts)
        self._refuse(*self._why_none(source, likely), count)
        return None

    def _why_none(self, source: ReadSource, likely: Sequence[str]) -> tuple[str, str, str]:
        gone = [id for id in self.coded.study.withdrawn.ids if _is_called(source, id)]
        if gone:
            return f"transcript {gone[0]}", "withdrew", "leave it out of the other program too"
        where = f"transcript {likely[0]}" if likely else f"source {source.number} of the file"
        if source.text is None:
            return where, "has no plain text in the file", "code the plain text that went out"
        step = "write the study out again (voices codings export) and code that"
        if likely:
            return where, "has other words in the file than here", step
        return where, "is none of the study's transcripts", step

    def _take_passage(
        self, text: _Text, selection: ReadSelection, codings: Sequence[ReadCoding]
    ) -> None:
        id = text.transcript.id
        if not 0 <= selection.start < selection.end <= text.length:
            what = "has a passage that begins or ends outside its text"
            self._refuse(f"transcript {id}", what, "code it again", len(codings))
            return
        turns = crossed(text.transcript.turns, text.starts, selection.start, selection.end)
        pieces = [
            (turn, span, words)
            for turn, span in turns
            if turn.role is Role.PARTICIPANT and (words := on_words(turn, span))
        ]
        if not pieces:
            what = "has a passage without any of the participant's words"
            self._refuse(_place(id, turns), what, "code the answer, not the question", len(codings))
            return
        self.found.divided += len(turns) > 1
        self.found.widened += any(not span.covers(words) for _, span, words in pieces)
        for turn, _, words in pieces:
            self._apply(id, turn, words, codings)

    def _apply(self, id: str, turn: DraftTurn, span: Span, codings: Sequence[ReadCoding]) -> None:
        for one in codings:
            meant = self.meant.get(one.code)
            if meant:
                place = Place(id, turn.number, span, meant, attributed=bool(one.user))
                self.found.places[place] = None
            else:
                self._refuse(*self._why_no_code(one.code), 1)

    def _why_no_code(self, code: str) -> tuple[str, str, str]:
        named = self.project.codes.get(code)
        where = f"the code '{named.name[:_LONGEST_NAME]}'" if named else "a code"
        if named and not named.codable:
            return where, "is a family in which codes stand", "code with a code of it"
        return (
            where,
            "is not in the codebook",
            "put it into config/codebook.yaml (voices codebook import reads those of a .qdc file), "
            "or use another code",
        )

    def _refuse(self, where: str, what: str, next_step: str, count: int) -> None:
        self.found.refused[Refusal(where, what, next_step)] += count


def _is_called(source: ReadSource, id: str) -> bool:
    stem = source.name.rpartition(".")[0] or source.name
    return source.guid == guid("source", id) or id.casefold() in {
        source.name.casefold(), stem.casefold(),
    }  # fmt: skip


def _place(id: str, turns: Sequence[tuple[DraftTurn, Span]]) -> str:
    return f"transcript {id}, turn {turns[0][0].number}" if turns else f"transcript {id}"
