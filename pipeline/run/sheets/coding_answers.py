"""Answers about codings, each row checked against what stands now. Nothing is recorded here."""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.errors import InputError
from pipeline.gates import WAIVED_BY
from pipeline.run.coded import Coded, CodingLine
from pipeline.run.coded_passages import on_words, passage, place_of
from pipeline.run.sheets.cells import Stamps, choice, find, number, refuse_typed_over, require
from pipeline.run.sheets.coding_rows import STATUS_WORDS, mark_of_coding, shown_of
from pipeline.run.sheets.columns import CODINGS, CodingAnswer
from pipeline.run.sheets.sheet import Row
from pipeline.run.sheets.stamp import Stamp
from pipeline.run.sheets.steps import ALREADY, OPEN, Answered, CodingStep, Does, Step
from pipeline.values.memos import LONGEST_MEMO, Memo
from pipeline.values.records import EntryKind
from pipeline.values.spans import Span
from pipeline.values.texts import AdmittedTranscript
from pipeline.values.themes import Coding, CodingStatus, Polarity, coding_id

_ANSWERS = ("answer", "new code", "new polarity", "memo")
_OURS = ("coding", "mark", "export")
_ADDED = ("transcript", "turn", "words", "which", "code", "new code", "polarity", "new polarity",
          "memo", "mark", "answer")  # fmt: skip


def clash(one: Step, other: Step) -> bool:
    """Whether two steps are about the same coding; memos never are."""
    return one.id == other.id and Does.MEMO not in (one.does, other.does)


class CodingAnswers:
    """Reads the rows of a sheet of codings."""

    def __init__(self, coded: Coded, stamps: Stamps, memos: Sequence[Memo]) -> None:
        self._coded = coded
        self._stamps = stamps
        self._memos = {(memo.coding, memo.words) for memo in memos}
        self._lines = {id: coded.line(one) for id, one in coded.by_id().items()}
        self._ruled_at = {
            str(entry.body["coding"]): entry.number
            for entry in coded.journal.entries
            if entry.kind is EntryKind.VERDICT
        }

    def read(self, row: Row) -> Answered:
        """What a row comes to.

        Raises:
            InputError: it does not fit what stands now.
            GateError: its transcript withdrew, or its words are about to be made anew.
        """
        if row["coding"] or "coding" in row.faults:
            return self._answered(row)
        if any(row[name] or name in row.faults for name in _ADDED):
            return self._added(row)
        return OPEN

    def _answered(self, row: Row) -> Answered:
        answered = any(row[name] or name in row.faults for name in _ANSWERS)
        line = self._lines.get(row["coding"])
        if line and row["mark"] == mark_of_coding(line, line.status):
            refuse_typed_over(row, shown_of(line), CODINGS)
        if not answered:
            return OPEN
        row.check((*_OURS, *_ANSWERS))
        stamp = self._stamps.of(row)
        if line is None:
            raise self._gone(row["coding"])
        wanted, steps = self._verdict(row, line, stamp)
        steps += self._memo(row, line, wanted)
        return Answered(tuple(steps)) if steps else ALREADY

    def _gone(self, id: str) -> InputError:
        if id in self._coded.journal.ever_judged():
            return InputError(
                "the coding does not stand now: its words changed, or nobody proposes it any more"
            )
        return InputError("there is no such coding now")

    def _verdict(self, row: Row, line: CodingLine, stamp: Stamp) -> tuple[str, list[CodingStep]]:
        """The coding that the row is about in the end, and what is still to be recorded of it."""
        answer = choice(row, "answer", list(CodingAnswer))
        code, polarity = self._new(row, "new code"), _polarity(row, "new polarity")
        old = line.coding
        if answer == CodingAnswer.REJECT:
            if code or polarity:
                raise InputError("it is rejected and given a new code or polarity: one of the two")
            if line.status is CodingStatus.REJECTED:
                return old.id, []
            self._refuse_changed(row, line)
            return old.id, [_step(row, Does.REJECT, old)]
        new = _changed(old, code or old.code, polarity or old.polarity)
        if not (answer or code or polarity):
            return old.id, []
        there = self._lines.get(new.id)
        said = bool(polarity) or row["mark"] in _marks(line)  # else it was shown as another one
        if said and there and _is_accepted(there) and there.coding.polarity is new.polarity:
            return new.id, []
        self._refuse_changed(row, line)
        if new == old:
            if not answer:
                raise InputError("its new code and polarity are those that it has: to say that "
                                 "they are right, answer accept")  # fmt: skip
            return old.id, [_step(row, Does.ACCEPT, old)]
        if new.id != old.id:
            self._refuse_ruled_since(new.id, stamp)
        return new.id, [_step(row, Does.CHANGE, old, code=new.code, polarity=new.polarity)]

    def _memo(self, row: Row, line: CodingLine, id: str) -> list[CodingStep]:
        words = row["memo"]
        if not words or (id, words) in self._memos:
            return []
        if len(words) > LONGEST_MEMO:
            raise InputError(f"its memo is longer than {LONGEST_MEMO} characters")
        if row["mark"] not in _marks(line):
            self._refuse_changed(row, line)
        return [_step(row, Does.MEMO, line.coding, id=id, memo=words)]

    def _added(self, row: Row) -> Answered:
        row.check(_ADDED)
        if row["mark"]:
            raise InputError("its cell 'coding' was emptied: copy it back")
        if choice(row, "answer", list(CodingAnswer)) == CodingAnswer.REJECT:
            raise InputError("a row without a coding adds one: it cannot reject any")
        require(row, ("transcript", "turn", "words"))
        stamp = self._stamps.of(row)
        code = self._new(row, "new code") or self._new(row, "code")
        if not code:
            require(row, ("code",))
        polarity = _polarity(row, "new polarity") or _polarity(row, "polarity")
        place = self._place(row)
        return self._adding(row, stamp, place, code, polarity or Polarity.PRESENT)

    def _place(self, row: Row) -> tuple[AdmittedTranscript, int, Span]:
        self._coded.study.withdrawn.refuse(row["transcript"])
        if row["transcript"] not in self._coded.transcripts:
            raise InputError("there is no coded transcript of this id")
        transcript = self._coded.transcript(row["transcript"])
        at = number(row, "turn")
        if at > len(transcript.turns):
            raise InputError(f"its transcript has no such turn, only 1 to {len(transcript.turns)}")
        turn = transcript.turns[at - 1]
        span = find(row, turn.text, lambda one: on_words(turn, one) == one)
        passage(transcript, at, span)
        return transcript, at, span

    def _adding(
        self,
        row: Row,
        stamp: Stamp,
        place: tuple[AdmittedTranscript, int, Span],
        code: str,
        polarity: Polarity,
    ) -> Answered:
        transcript, turn, span = place
        id = coding_id(transcript.id, turn, span, code)
        there = self._lines.get(id)
        if there and there.coding.polarity is not polarity:
            raise InputError(
                f"the passage has this code already, as '{there.coding.polarity.value}': answer in "
                "the row of that coding"
            )
        steps: list[CodingStep] = []
        if not (there and _is_accepted(there)):
            self._refuse_ruled_since(id, stamp)
            about = (row.place, Does.ADD, transcript.id, turn, span, id)
            steps.append(CodingStep(*about, code=code, polarity=polarity))
        memo = row["memo"]
        if len(memo) > LONGEST_MEMO:
            raise InputError(f"its memo is longer than {LONGEST_MEMO} characters")
        if memo and (id, memo) not in self._memos:
            about = (row.place, Does.MEMO, transcript.id, turn, span, id)
            steps.append(CodingStep(*about, memo=memo))
        return Answered(tuple(steps)) if steps else ALREADY

    def _new(self, row: Row, column: str) -> str:
        code = row[column].casefold()
        if code:
            self._coded.check_code(code)
        return code

    def _refuse_changed(self, row: Row, line: CodingLine) -> None:
        """Refuse an answer to something else than what stands there now."""
        place_of(self._coded.transcript(line.coding.transcript), line.coding)
        marks = _marks(line)
        if row["mark"] not in marks:
            raise InputError("its words, code or polarity changed since the sheet was written")
        if marks[row["mark"]] is not line.status:
            who = f" by {line.by}" if line.by else " again"
            raise InputError(
                f"somebody ruled on it since the sheet was written: it is "
                f"{STATUS_WORDS[line.status]}{who}"
            )

    def _refuse_ruled_since(self, id: str, stamp: Stamp) -> None:
        """Refuse to go against a ruling on the very coding that a row would make."""
        line = self._lines.get(id)
        ruled_since = self._ruled_at.get(id, 0) > stamp.entry
        if line and line.status is CodingStatus.REJECTED and ruled_since:
            raise InputError(
                f"somebody ruled on it since the sheet was written: it is rejected by {line.by}"
            )


def _marks(line: CodingLine) -> dict[str, CodingStatus]:
    """The mark of the row of a coding in each status."""
    return {mark_of_coding(line, status): status for status in CodingStatus}


def _is_accepted(line: CodingLine) -> bool:
    """By a person: where review is waived, nobody accepted it yet."""
    return line.status is CodingStatus.ACCEPTED and line.by != WAIVED_BY


def _polarity(row: Row, column: str) -> Polarity | None:
    words = choice(row, column, list(Polarity))
    return Polarity(words) if words else None


def _changed(old: Coding, code: str, polarity: Polarity) -> Coding:
    id = coding_id(old.transcript, old.turn, old.span, code)
    return old.model_copy(update={"id": id, "code": code, "polarity": polarity})


def _step(
    row: Row,
    does: Does,
    coding: Coding,
    *,
    id: str = "",
    code: str = "",
    polarity: Polarity = Polarity.PRESENT,
    memo: str = "",
) -> CodingStep:
    return CodingStep(
        row=row.place,
        does=does,
        transcript=coding.transcript,
        turn=coding.turn,
        span=coding.span,
        id=id or coding.id,
        code=code,
        polarity=polarity,
        memo=memo,
    )
