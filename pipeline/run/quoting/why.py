"""Why a quote may be printed, or may not: every check of its gate by name."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from pipeline.errors import InputError
from pipeline.gates import admit
from pipeline.quotable.ground import quote_id
from pipeline.quotable.holds import Ask
from pipeline.quotable.passages import Passage, form
from pipeline.quotable.select import limited
from pipeline.run.coded import Coded
from pipeline.run.quoting.opened import OpenedQuotes, open_quotes
from pipeline.run.quoting.risks import risks
from pipeline.values.quotes import Quote
from pipeline.values.records import Outcome
from pipeline.values.themes import Coding, CodingStatus

RESIDUE = "no known name left"
CODING = "coding confirmed"


class Answer(StrEnum):
    """What a check says."""

    PASSES = "passes"
    FAILS = "fails"
    """It keeps the passage from being quoted."""
    LOOK = "look"
    """A person has to look, and decides."""


@dataclass(frozen=True)
class WhyLine:
    """One check and what it says; no word of a transcript."""

    ask: str
    answer: Answer
    says: str = ""
    next_step: str = ""


@dataclass(frozen=True)
class Why:
    """Every check of one passage."""

    quote: str
    """Its id; '' where nothing there makes a quote."""
    transcript: str
    turn: int
    codings: tuple[str, ...]
    in_book: bool
    """Whether the last run offered it."""
    lines: tuple[WhyLine, ...]

    @property
    def fails(self) -> tuple[WhyLine, ...]:
        """What keeps it from being quoted."""
        return tuple(one for one in self.lines if one.answer is Answer.FAILS)

    @property
    def stale(self) -> bool:
        """Whether the last run said otherwise than is decided now."""
        return self.in_book is bool(self.fails)


def why(root: Path, about: str, turn: int | None = None) -> list[Why]:
    """Every check of a quote, of a coding, or of all that is coded in a turn.

    Args:
        root: of the study.
        about: id of a quote or a coding; of a transcript, where `turn` is given.
        turn: of that transcript.

    Raises:
        InputError: there is no such quote or turn.
        GateError: there is no such coding, or the transcript withdrew.
    """
    opened = open_quotes(root)
    return list(why_opened(opened, about, turn))


def why_opened(opened: OpenedQuotes, about: str, turn: int | None = None) -> Iterator[Why]:
    """The same of a study that was opened already."""
    if turn is not None:
        yield from _of_turn(opened, about, turn)
    elif about[:1] == "Q":
        yield from _of_quote(opened, about)
    else:
        coding = opened.coded.find(about)
        yield _asked(opened, coding.transcript, coding.turn, [coding])


def _of_quote(opened: OpenedQuotes, id: str) -> Iterator[Why]:
    for transcript in opened.admitted:
        for passage in _passages(opened, transcript):
            if quote_id(passage) == id:
                codings = [one.coding for one in passage.codings]
                yield _asked(opened, transcript, passage.turn.number, codings)
                return
    place = _last_known(opened, id)
    opened.coded.study.withdrawn.refuse(place[0])
    yield from _of_turn(opened, *place)


def _last_known(opened: OpenedQuotes, id: str) -> tuple[str, int]:
    """Transcript and turn of a quote that no passage makes any more."""
    if quote := opened.by_id.get(id):
        return quote.transcript, quote.turns[0]
    uses = [one for _, one in opened.coded.journal.quote_uses() if one.quote == id]
    if not uses:
        raise InputError(
            f"no passage of this study has the id '{id}', and none was used under it",
            next_step="voices quotes, or: voices quotes why TRANSCRIPT --turn NUMBER",
        )
    return uses[-1].transcript, uses[-1].turn


def _of_turn(opened: OpenedQuotes, transcript: str, turn: int) -> Iterator[Why]:
    coded = opened.coded
    coded.study.withdrawn.refuse(transcript)
    if transcript not in coded.study.documents:
        raise InputError(f"there is no transcript '{transcript}'", next_step="voices status")
    if transcript not in coded.transcripts:
        yield _asked(opened, transcript, turn, [])
        return
    turns = coded.transcript(transcript).turns
    if not 1 <= turn <= len(turns):
        raise InputError(
            f"there is no turn {turn}, only 1 to {len(turns)}", where=f"transcript {transcript}"
        )
    there = [one for one in coded.codings(transcript) if one.turn == turn]
    yield from _grouped(opened, transcript, turn, there)


def _grouped(
    opened: OpenedQuotes, transcript: str, turn: int, codings: Sequence[Coding]
) -> Iterator[Why]:
    """One answer for each passage that codings make together, and for each that stands alone."""
    passages = [one for one in _passages(opened, transcript) if one.turn.number == turn]
    inside = {one.coding.id for passage in passages for one in passage.codings}
    for passage in passages:
        yield _asked(opened, transcript, turn, [one.coding for one in passage.codings])
    for coding in codings:
        if coding.id not in inside:
            yield _asked(opened, transcript, turn, [coding])
    if not codings:
        yield _asked(opened, transcript, turn, [])


def _passages(opened: OpenedQuotes, transcript: str) -> list[Passage]:
    """What the accepted codings of a transcript make together, whether or not it may be quoted.
    Flags, consent and who speaks refuse all of a turn or nothing, so that these are the passages
    that the selection makes of those it does not refuse."""
    if transcript not in opened.admitted:
        return []
    admitted, ground = opened.ground.transcripts[transcript], opened.ground
    standing = [
        (admitted, one)
        for one in opened.confirmed([transcript])
        if ground.ask_coding(one.coding).get(Ask.WORDS) == ""
    ]
    return form(standing, ground.policy)


def _asked(opened: OpenedQuotes, transcript: str, turn: int, codings: Sequence[Coding]) -> Why:
    ids = {one.id for one in codings}
    passage = next(
        (one for one in _passages(opened, transcript) if ids & {c.coding.id for c in one.codings}),
        None,
    )
    lines = [*_of_transcript(opened.coded, transcript), *_of_codings(opened.coded, codings)]
    if transcript in opened.admitted:
        lines += _of_place(opened, transcript, turn, codings)
        if passage:
            lines += _of_passage(opened, passage)
    id = quote_id(passage) if passage else ""
    return Why(id, transcript, turn, tuple(sorted(ids)), id in opened.by_id, tuple(lines))


def _of_place(
    opened: OpenedQuotes, transcript: str, turn: int, codings: Sequence[Coding]
) -> Iterator[WhyLine]:
    """What is asked of each coding, said once; of the turn alone where nothing is coded."""
    every = [(opened.ground.ask_coding(one), one.id) for one in codings]
    every = every or [(opened.ground.ask_turn(transcript, turn), "ID")]
    for ask in Ask:
        answers = [(answer[ask], id) for answer, id in every if ask in answer]
        if answers and ask is not Ask.ADMITTED:  # the line before says more of that
            yield _line(ask, *max(answers), transcript)


def _of_transcript(coded: Coded, id: str) -> Iterator[WhyLine]:
    residue = coded.journal.receipts().get(("replace", id))
    if residue and residue.outcome is not Outcome.DONE:
        yield WhyLine(RESIDUE, Answer.FAILS, residue.notice.partition("\n")[0], "voices run")
    else:
        yield WhyLine(RESIDUE, Answer.PASSES if residue else Answer.LOOK, "" if residue else
                      "it is not known when it was looked for")  # fmt: skip
    ask = Ask.ADMITTED.value
    if id not in coded.transcripts:
        yield WhyLine(ask, Answer.FAILS, "nobody has signed it off", f"voices approve {id}")
        return
    admitted = coded.transcript(id)
    approval = admitted.approval
    if admit(admitted.draft, coded.approvals) is None:
        yield WhyLine(ask, Answer.FAILS, "what was signed off does not count now", "voices run")
    elif approval.waived:
        yield WhyLine(ask, Answer.LOOK, f"nobody read it: {approval.waived}", "say 'review: "
                      "required' in config/study.yaml")  # fmt: skip
    else:
        yield WhyLine(ask, Answer.PASSES, f"by {approval.by}")


def _of_codings(coded: Coded, codings: Sequence[Coding]) -> Iterator[WhyLine]:
    if not codings:
        yield WhyLine(CODING, Answer.FAILS, "nothing is coded there", "voices code add --help")
    for coding in codings:
        line = coded.line(coding)
        about = f"{coding.id} {coding.code}"
        if line.status is CodingStatus.REJECTED:
            yield WhyLine(CODING, Answer.FAILS, f"{about}: rejected by {line.by}",
                          f"voices code undo {coding.id}")  # fmt: skip
        elif line.status is CodingStatus.PROPOSED:
            yield WhyLine(CODING, Answer.FAILS, f"{about}: nobody has accepted it",
                          f"voices approve --codings {coding.id}")  # fmt: skip
        elif line.by == "nobody":
            yield WhyLine(CODING, Answer.LOOK, f"{about}: accepted by nobody, review is waived",
                          f"voices approve --codings {coding.id}")  # fmt: skip
        else:
            yield WhyLine(CODING, Answer.PASSES, f"{about}: accepted by {line.by}")


def _of_passage(opened: OpenedQuotes, passage: Passage) -> Iterator[WhyLine]:
    coding = passage.codings[0].coding
    answers = opened.ground.ask_passage(passage)
    for ask, says in answers.items():
        yield _line(ask, says, coding.id, coding.transcript)
    if any(answers.values()):
        return
    hers = opened.of_person(passage.transcript.participant)
    id = quote_id(passage)
    quote = next((one for one in hers if one.id == id), None)
    if quote:
        yield _of_limit(opened, id, hers)
        yield from _of_risks(opened, quote)


def _of_limit(opened: OpenedQuotes, id: str, hers: Sequence[Quote]) -> WhyLine:
    policy = opened.ground.policy
    kept = {quote.id: quote.codes for quote in limited(hers, policy)[0]}
    most = policy.per_code_and_participant
    wanted = next((quote.codes for quote in hers if quote.id == id), ())
    if id not in kept:
        return WhyLine(
            Ask.LIMIT,
            Answer.FAILS,
            f"{most} quotes of hers fit better under {', '.join(wanted)}",
            "raise 'per_code_and_participant' in config/quotes.yaml, then: voices run",
        )
    lost = [code for code in wanted if code not in kept[id]]
    return WhyLine(Ask.LIMIT, Answer.PASSES, f"not offered under {', '.join(lost)}" if lost else "")


def _of_risks(opened: OpenedQuotes, quote: Quote) -> Iterator[WhyLine]:
    for one in risks(opened, quote):
        answer = Answer.LOOK if one.look else Answer.PASSES
        yield WhyLine(one.ask, answer, one.says, one.next_step)


_STEPS = {
    Ask.WORDS: "voices run, then: voices codings {transcript}",
    Ask.SPEAKER: "a quote is the participant's own; speakers are told with voices explain "
    "{transcript}",
    Ask.FLAGS: "voices flags {transcript} --all",
    Ask.CONSENT: "if she agreed to more: correct 'consent' in participants.csv, then: voices run",
    Ask.LISTED: "voices indirect {transcript}",
    Ask.LENGTH: "voices code change {coding} --help, or the lengths in config/quotes.yaml",
    Ask.PLACEHOLDERS: "voices log {transcript}: where too much is replaced, rule on it",
}


def _line(ask: Ask, reason: str, coding: str, transcript: str) -> WhyLine:
    if not reason:
        return WhyLine(ask, Answer.PASSES)
    says = reason.partition(": ")[2] or reason
    step = _STEPS[ask].format(transcript=transcript, coding=coding)
    return WhyLine(ask, Answer.FAILS, says, step)
