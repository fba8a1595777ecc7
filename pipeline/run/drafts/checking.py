"""The check of a draft against a study: everything read, nothing changed."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from pydantic import ValidationError

from pipeline.errors import InputError
from pipeline.identified.vault import Contents, Key, open_vault
from pipeline.identified.victims import victim_label
from pipeline.quotable.attribute import label_of
from pipeline.quotable.draft.check import match_draft
from pipeline.quotable.draft.counts import count_findings
from pipeline.quotable.draft.credits import LABEL, Labels, labels_of
from pipeline.quotable.draft.findings import Asked, Judgement, judge_quotations
from pipeline.quotable.draft.words import plain_words
from pipeline.run.drafts.names import KnownNames, NameHit
from pipeline.run.drafts.reading import ReadDraft, read_draft
from pipeline.run.drafts.standing_quotes import StandingOf
from pipeline.run.drafts.typed import TypedIdentifiers
from pipeline.run.files import read_value
from pipeline.run.journal import Journal
from pipeline.run.study import OpenStudy, open_study
from pipeline.run.work.gates import admitted_transcript
from pipeline.values.drafts import (
    DraftCheck,
    DraftFinding,
    DraftPiece,
    FindingKind,
    Grade,
    Verdict,
)
from pipeline.values.quotes import QuoteBook, VictimNumbers
from pipeline.values.spans import Span
from pipeline.values.texts import AdmittedTranscript

ROSTER_ALONE = "roster alone"
ROSTER_AND_VAULT = "roster and vault"
NOTHING = "nothing"
NO_QUOTES = "there are no quotations in the draft"


@dataclass(frozen=True)
class CheckedDraft:
    """A draft, and what was found in it."""

    draft: ReadDraft = field(repr=False)
    check: DraftCheck
    identities: tuple[str, ...]
    """Whose names were found."""


def check_draft(
    root: Path, path: Path, key: Key | None, *, per_participant: int | None = None
) -> CheckedDraft:
    """Check the draft at `path` against the study at `root`.

    Args:
        root: of the study.
        path: of the draft; it is only read.
        key: of the vault; None searches for the roster's names alone.
        per_participant: how many quotations of one participant are allowed; None for the rule
            (three, or a quarter of all where that is more).

    Raises:
        InputError: the draft cannot be read, or the study has no quotes yet.
        VaultError: the key does not open the vault.
    """
    study = open_study(root)
    study.withdrawn.refuse_unfinished()
    if not study.places.book.exists():
        raise InputError("there are no quotes yet", next_step="voices run")
    draft = read_draft(path)
    return check_read(study, draft, _contents(study, key), per_participant=per_participant)


def check_read(
    study: OpenStudy,
    draft: ReadDraft,
    contents: Contents | None,
    *,
    per_participant: int | None = None,
) -> CheckedDraft:
    """Check a draft that was read already; see `check_draft`."""
    book = read_value(study.places.book, QuoteBook)
    pieces = draft.values
    names = KnownNames(study, contents)
    hits = [names.hits(piece) for piece in pieces]
    matched = match_draft(pieces, book, _labels(study, book), lambda: _transcripts(study))

    def secret(piece: int, span: Span) -> Collection[str]:
        return {
            word
            for hit in hits[piece]
            if hit.span.overlaps(span)
            for word in plain_words(pieces[piece].text[hit.span.start : hit.span.end])
        }

    standing = StandingOf(study, Journal(study.places.journal))
    asked = Asked(book, standing, per_participant, secret)
    judgement = judge_quotations(pieces, matched, asked)
    found = [
        *judgement.findings,
        *_counts(pieces, book),
        *_names(pieces, hits, judgement, book),
        *_typed(pieces, hits),
    ]
    identities = sorted({o.identity for some in hits for hit in some for o in hit.owners})
    notices = [*draft.notices, *_notices(study, book, judgement, contents)]
    check = DraftCheck(
        format=draft.format.value,
        pieces=len(pieces),
        names_from=_names_from(study, contents),
        quotations=judgement.quotations,
        passed_over=matched.passed_over,
        findings=tuple(sorted(found, key=_place)),
        notices=tuple(notices),
    )
    return CheckedDraft(draft, check, tuple(identities))


def with_words(checked: CheckedDraft) -> DraftCheck:
    """The check with the names that were found in it: for whoever asked, on record."""
    pieces = checked.draft.values
    shown = []
    for one in checked.check.findings:
        names = one.kind in (FindingKind.NAME, FindingKind.TYPED)
        words = pieces[one.piece].text[one.span.start : one.span.end] if names and one.span else ""
        shown.append(one.model_copy(update={"words": words}))
    return checked.check.model_copy(update={"findings": tuple(shown)})


def _contents(study: OpenStudy, key: Key | None) -> Contents | None:
    if key is None or not study.vault_path.exists():
        return None
    return open_vault(study.vault_path, key).contents


def _transcripts(study: OpenStudy) -> Iterator[AdmittedTranscript]:
    for id in sorted(study.documents):
        if (study.places.admitted / f"{id}.json").exists():
            try:
                yield admitted_transcript(study.places, id)
            except ValidationError:
                raise InputError(
                    f"the admitted transcript '{id}' is not what was approved",
                    next_step="voices run",
                ) from None


def _labels(study: OpenStudy, book: QuoteBook) -> Labels:
    """What everybody of the study is called, those who are not quoted too."""
    names = VictimNumbers(numbers={}, pseudonyms={})
    if study.places.victim_numbers.exists():
        names = read_value(study.places.victim_numbers, VictimNumbers)
    numbered = [(victim_label(number), id) for id, number in names.numbers.items()]
    assumed = [(name, id) for id, name in names.pseudonyms.items()]
    quoted = [(label_of(one.attribution), one.participant) for one in book.quotes]
    own = [(label, id) for label, id in quoted if LABEL.fullmatch(label)]
    return labels_of([*numbered, *assumed, *own])


def _counts(pieces: Sequence[DraftPiece], book: QuoteBook) -> Iterator[DraftFinding]:
    for one in count_findings(pieces, book):
        yield DraftFinding(
            kind=one.kind,
            grade=one.grade,
            piece=one.piece,
            where=pieces[one.piece].where,
            span=one.span,
            says=one.says,
        )


def _names(
    pieces: Sequence[DraftPiece],
    hits: Sequence[Sequence[NameHit]],
    judgement: Judgement,
    book: QuoteBook,
) -> Iterator[DraftFinding]:
    """A place that only a recogniser took for one is grave where it stands in a quotation, and was
    not in the released words."""
    released = {quote.id: f"{quote.text} {quote.verbatim}".casefold() for quote in book.quotes}
    for number, piece in enumerate(pieces):
        for hit in hits[number]:
            words = piece.text[hit.span.start : hit.span.end].casefold()
            inside = [
                one
                for one in judgement.quotations
                if one.piece == number and one.span.overlaps(hit.span)
                and one.verdict is not Verdict.NOT_OURS
            ]  # fmt: skip
            kept = any(words in released[id] for one in inside for id in one.quotes)
            if not hit.is_grave and kept:
                continue
            grave = hit.is_grave or bool(inside)
            yield DraftFinding(
                kind=FindingKind.NAME,
                grade=Grade.FAULT if grave else Grade.NOTICE,
                piece=number,
                where=piece.where,
                span=hit.span,
                identity=" ".join(owner.identity for owner in hit.owners[:3]),
                says=_told(hit),
            )


def _told(hit: NameHit) -> str:
    first = hit.owners[0]
    more = f" and {len(hit.owners) - 1} more" if len(hit.owners) > 1 else ""
    part = "part of a name" if hit.part else "a name or number"
    return f"{part} that the study knows ({first.kind.value}, {first.identity}{more})"


def _typed(
    pieces: Sequence[DraftPiece], hits: Sequence[Sequence[NameHit]]
) -> Iterator[DraftFinding]:
    typed = TypedIdentifiers()
    for number, piece in enumerate(pieces):
        for one in typed.hits(piece):
            if any(hit.span.overlaps(one.span) for hit in hits[number]):
                continue
            yield DraftFinding(
                kind=FindingKind.TYPED,
                grade=one.grade,
                piece=number,
                where=piece.where,
                span=one.span,
                says=f"{one.what} by its shape"
                + ("" if one.grade is Grade.FAULT else ": an office's own, by the looks of it"),
            )


def _names_from(study: OpenStudy, contents: Contents | None) -> str:
    if contents is not None:
        return ROSTER_AND_VAULT
    return ROSTER_ALONE if study.roster else NOTHING


def _notices(
    study: OpenStudy, book: QuoteBook, judgement: Judgement, contents: Contents | None
) -> Iterator[str]:
    if not judgement.quotations:
        yield NO_QUOTES
    if not book.reviewed:
        yield "nobody has reviewed the quote book: do not print from it"
    if study.destroyed:
        yield "the key was destroyed: no name is known any more, and none was searched for"
    elif contents is None:
        yield "the vault was not opened: names that only it knows were not searched for"


def _place(one: DraftFinding) -> tuple[int, int, str]:
    return one.piece, one.span.start if one.span else 0, one.kind.value
