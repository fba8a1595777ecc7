"""What has to be said of each quotation of a draft: its words, consent, approval, attribution."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass

from pipeline.quotable.draft.across import across
from pipeline.quotable.draft.check import Matched
from pipeline.quotable.draft.compare import told
from pipeline.quotable.draft.judge import SHORT, Judged
from pipeline.quotable.draft.matching import Turn
from pipeline.quotable.draft.naming import Naming, has_label, naming
from pipeline.quotable.draft.quotations import Quotation
from pipeline.quotable.draft.words import plain_words
from pipeline.quotable.exporters.wording import withheld_words
from pipeline.values.drafts import (
    Attributed,
    DraftFinding,
    DraftPiece,
    DraftQuotation,
    FindingKind,
    Grade,
    Verdict,
)
from pipeline.values.quotes import Quote, QuoteBook
from pipeline.values.spans import Span


@dataclass(frozen=True)
class Standing:
    """Whether the passage of a transcript may be printed now, whatever the book was made with."""

    consent: str
    allows: bool
    approved: bool
    flags: tuple[str, ...] = ()


@dataclass(frozen=True)
class Judgement:
    """The quotations of a draft as values, and what was found of them."""

    quotations: tuple[DraftQuotation, ...]
    findings: tuple[DraftFinding, ...]


@dataclass(frozen=True)
class Asked:
    """What the findings are made from, beside the draft."""

    book: QuoteBook
    standing: Callable[[Judged], Standing]
    per_participant: int | None = None
    """How many quotations of one participant may stand in the draft; None for the rule."""
    secret: Callable[[int, Span], Collection[str]] = lambda piece, span: ()
    """Folded words of a stretch of a piece that must not be shown: names that the study knows."""


def judge_quotations(pieces: Sequence[DraftPiece], matched: Matched, asked: Asked) -> Judgement:
    """Every quotation with its verdict, and every finding about quotations."""
    quotations: list[DraftQuotation] = []
    findings: list[DraftFinding] = []
    for number, (one, judged) in enumerate(matched.quotations, start=1):
        writer = _Writer(pieces, number, one, judged, asked)
        name = writer.named(matched)
        quotations.append(writer.quotation(name))
        findings += writer.findings(name)
    findings += across(pieces, matched, asked.per_participant)
    return Judgement(tuple(quotations), tuple(findings))


class _Writer:
    """Says of one quotation what was found."""

    def __init__(
        self,
        pieces: Sequence[DraftPiece],
        number: int,
        quotation: Quotation,
        judged: Judged,
        asked: Asked,
    ) -> None:
        self._pieces, self._number = pieces, number
        self._quotation, self._judged, self._asked = quotation, judged, asked
        self._span = Span(start=quotation.start, end=quotation.end)
        self._quotes: tuple[Quote, ...] = judged.laid.quotes if judged.laid else ()
        self._standing = asked.standing(judged) if judged.laid else None

    def named(self, matched: Matched) -> Naming:
        """How it is attributed."""
        if not self._quotes:
            credited = has_label(self._quotation, matched.labels)
            return Naming(Attributed.UNKNOWN if credited else Attributed.NOT)
        quote = self._quotes[0]
        others = " ".join({one.attribution for one in self._asked.book.quotes})
        return naming(self._quotation, matched.labels, quote.attribution, quote.participant, others)

    def quotation(self, name: Naming) -> DraftQuotation:
        """The value."""
        one, laid, standing = self._quotation, self._judged.laid, self._standing
        known = laid is not None and self._judged.verdict is not Verdict.NOT_OURS
        return DraftQuotation(
            number=self._number,
            piece=one.piece,
            where=self._pieces[one.piece].where,
            span=self._span,
            words=one.count,
            verdict=self._judged.verdict,
            quotes=tuple(quote.id for quote in self._quotes),
            participant=laid.turn.participant if laid and known else "",
            transcript=laid.turn.transcript if laid and known else "",
            turn=laid.turn.number if laid and known else 0,
            attributed=name.attributed,
            consent=standing.consent if standing else "",
            approved=standing.approved if standing and self._quotes else None,
            flags=standing.flags if standing else (),
            checks=tuple(dict.fromkeys(check for q in self._quotes for check in q.checks)),
        )

    def findings(self, name: Naming) -> Iterator[DraftFinding]:
        """What is wrong, gravest first."""
        yield from self._about_words()
        yield from self._about_standing()
        yield from self._about_name(name)

    def _about_words(self) -> Iterator[DraftFinding]:
        verdict, laid = self._judged.verdict, self._judged.laid
        if verdict is Verdict.ALTERED:
            yield from self._alterations()
        elif verdict is Verdict.NOT_OURS:
            yield self._not_ours()
        elif laid is None:
            return
        elif verdict is Verdict.JOINED and self._judged.second:
            other = self._judged.second
            yield self._finding(
                FindingKind.JOINED,
                f"words of two places stand as one ({_two_places(laid.turn, other)}): print them "
                "as two quotes",
            )
        elif verdict is Verdict.BEYOND:
            ids = ", ".join(quote.id for quote in laid.touched)
            yield self._finding(
                FindingKind.BEYOND,
                f"goes beyond the released quote {ids}: what it does not hold was not approved",
            )
        elif verdict is Verdict.NOT_RELEASED:
            yield self._finding(FindingKind.NOT_RELEASED, self._why_not_released())
        elif verdict is Verdict.INTERVIEWER:
            yield from self._interviewers()

    def _alterations(self) -> Iterator[DraftFinding]:
        """One finding for all that is only wording, one for each change of the sense."""
        ids = ", ".join(quote.id for quote in self._quotes)
        secret = {
            *self._asked.secret(self._quotation.piece, self._span),
            *(word for one in self._judged.differences
              if one.kind is FindingKind.PLACEHOLDER for word in one.now),
        }  # fmt: skip
        groups: dict[FindingKind, list[str]] = {}
        for one in self._judged.differences:
            groups.setdefault(one.kind, []).append(told(one, secret))
        for kind, parts in groups.items():
            more = f"; and {len(parts) - 4} more" if len(parts) > 4 else ""
            yield self._finding(kind, f"altered from {ids}: {'; '.join(parts[:4])}{more}")

    def _not_ours(self) -> DraftFinding:
        credited = self._quotation.credit is not None
        grave = self._quotation.count >= SHORT and (credited or self._judged.like)
        return self._finding(
            FindingKind.NOT_OURS,
            "words of no interview"
            if grave
            else "words of no interview: if it quotes somebody else, nothing is to be done",
            Grade.FAULT if grave else Grade.NOTICE,
        )

    def _why_not_released(self) -> str:
        laid = self._judged.laid
        assert laid is not None
        turn = laid.turn
        reasons = Counter(
            withheld_words(one)
            for one in self._asked.book.withheld
            if (one.transcript, one.turn) == (turn.transcript, turn.number)
        )
        if self._standing and not self._standing.allows:
            why = f"the participant agreed to: {self._standing.consent}"
        else:
            why = reasons.most_common(1)[0][0] if reasons else "it did not pass both gates"
        place = f"{turn.transcript}, turn {turn.number}"
        return f"words of an interview ({place}), but no released quote: {why}"

    def _interviewers(self) -> Iterator[DraftFinding]:
        laid = self._judged.laid
        assert laid is not None
        if self._is_question():
            return
        credited = self._quotation.credit is not None
        yield self._finding(
            FindingKind.INTERVIEWER,
            f"not the participant's words: {laid.turn.transcript}, turn {laid.turn.number} is "
            "another speaker's",
            Grade.FAULT if credited else Grade.NOTICE,
        )

    def _is_question(self) -> bool:
        """Whether it is a question that the book prints above a quote."""
        said = f" {' '.join(plain_words(self._quotation.words))} ".removeprefix(" question")
        return any(
            said in f" {' '.join(plain_words(quote.context))} " for quote in self._asked.book.quotes
        )

    def _about_standing(self) -> Iterator[DraftFinding]:
        standing = self._standing
        if standing is None or self._judged.verdict in (Verdict.NOT_OURS, Verdict.INTERVIEWER):
            return
        if not standing.allows and self._judged.verdict is not Verdict.NOT_RELEASED:
            yield self._finding(
                FindingKind.CONSENT, f"the participant agreed to: {standing.consent}"
            )
        if self._quotes and not standing.approved:
            yield self._finding(
                FindingKind.APPROVAL,
                "an approval behind it does not stand any more: voices run, then voices status",
            )
        if standing.flags and self._judged.verdict is not Verdict.NOT_RELEASED:
            yield self._finding(
                FindingKind.FLAG, "the passage is held for a person: see voices flags"
            )
        checks = tuple(dict.fromkeys(check for quote in self._quotes for check in quote.checks))
        for check in checks:
            yield self._finding(FindingKind.CHECK, check, Grade.NOTICE)

    def _about_name(self, name: Naming) -> Iterator[DraftFinding]:
        if name.attributed is Attributed.WRONG:
            yield self._finding(
                FindingKind.LABEL,
                f"attributed to {name.label.capitalize()}; {self._approved}",
            )
        if name.more:
            shown = ", ".join(_unnamed(one) for one in name.more)
            yield self._finding(
                FindingKind.DETAIL,
                f"says more than was approved ({shown}); {self._approved}",
            )

    @property
    def _approved(self) -> str:
        return f"approved is: {self._quotes[0].attribution}"

    def _finding(self, kind: FindingKind, says: str, grade: Grade = Grade.FAULT) -> DraftFinding:
        return DraftFinding(
            kind=kind,
            grade=grade,
            piece=self._quotation.piece,
            where=self._pieces[self._quotation.piece].where,
            span=self._span,
            quotation=self._number,
            quotes=tuple(quote.id for quote in self._quotes),
            says=says,
        )


def _two_places(one: Turn, other: Turn) -> str:
    if one == other:
        return f"of one answer: {one.transcript}, turn {one.number}"
    return f"{one.transcript}, turn {one.number}, and {other.transcript}, turn {other.number}"


def _unnamed(words: str) -> str:
    """A capital may begin a name: such a word is not shown."""
    return "…" if words[:1].isupper() else words
