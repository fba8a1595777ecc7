"""What a methods report tells of anonymisation."""

from __future__ import annotations

from pipeline.measure.methods import AnonymisationFacts, KindFacts, RecallFacts, RecallPart
from pipeline.run.appendix.blocks import (
    NOT_SHOWN,
    Blocks,
    Heading,
    Table,
    Text,
    many,
    number,
    percent,
    who,
)
from pipeline.values.identifiers import Kind

KINDS = {
    Kind.PERSON: "People's names",
    Kind.LOCATION: "Places",
    Kind.ORGANISATION: "Organisations",
    Kind.DATETIME: "Dates",
    Kind.AGE: "Ages",
    Kind.PHONE: "Telephone numbers",
    Kind.EMAIL: "E-mail addresses",
    Kind.HANDLE: "User names",
    Kind.URL: "Web addresses",
    Kind.POSTCODE: "Postcodes",
    Kind.ADDRESS: "Addresses",
    Kind.ID_NUMBER: "Reference numbers",
    Kind.VEHICLE: "Vehicles",
    Kind.OCCUPATION: "Occupations",
    Kind.HEALTH: "Health",
    Kind.DEMOGRAPHIC: "Background",
    Kind.FAMILY: "Family",
    Kind.OTHER: "Other details",
}


def anonymisation_blocks(found: AnonymisationFacts | None) -> Blocks:
    """The section."""
    yield Heading("Anonymisation")
    if found is None:
        yield Text("Nothing was decided about identifiers yet.")
        return
    every = sum(one.decisions for one in found.kinds)
    yield Text(
        f"{many(every, 'decision')} about words that may identify somebody were made in "
        f"{many(found.transcripts, 'transcript')}: {number(found.by_machine)} by the machine's "
        f"rules, {number(found.by_person) if found.by_person else 'none'} by people's "
        f"rulings{_by(found)}."
    )
    yield _kinds(found.kinds)
    yield Text(_checked(found))
    yield Text(_signed(found))
    yield from _recall(found)
    if found.insider:
        yield Text(
            "An insider check ranked the passages by which somebody who knows the story could "
            "recognise it in the anonymised words: unusual acts, things, phrases and numbers. It "
            "changes nothing. It lists "
            f"{many(found.insider.passages, 'passage')} that stand in "
            f"{many(found.insider.transcripts, 'transcript')}; a quote that holds one of the first "
            f"{found.insider.first} of an interview carries a note to look at it before printing."
        )


def _by(found: AnonymisationFacts) -> str:
    return f" ({who(found.ruled_by)})" if found.ruled_by.count else ""


def _kinds(kinds: tuple[KindFacts, ...]) -> Table:
    rows = [(KINDS[one.kind], *_cells(one)) for one in kinds]
    columns = list(zip(*(_counts(one) for one in kinds), strict=True))
    rows.append(("All", *(number(sum(column)) for column in columns)))
    return Table(
        caption="What was decided, by kind of identifier",
        head=("Kind", "Decisions", "Renamed", "Generalised", "Removed", "Kept", "Listed"),
        rows=tuple(rows),
        numbers=1,
        widths=(4.0, 2.1, 2.0, 2.4, 2.0, 1.7, 1.8),
        note="Renamed: a pseudonym or a role stands there. Kept: left in the text, as it "
        "identifies too little. Listed: left in the text, and put to a person to rule on.",
        sums=True,
    )


def _counts(one: KindFacts) -> tuple[int, ...]:
    renamed = one.pseudonym + one.role
    return (one.decisions, renamed, one.generalise, one.remove, one.keep, one.listed)


def _cells(one: KindFacts) -> tuple[str, ...]:
    return tuple(number(count) for count in _counts(one))


def _checked(found: AnonymisationFacts) -> str:
    if found.looked_at is None or found.open is None:
        return "How many decisions were looked at cannot be told any more: they went with the key."
    looked = "No reviewer has recorded that a decision was looked at."
    if found.looked_at:
        looked = (
            f"{who(found.looked_by)} looked at {many(found.looked_at, 'decision')} and agreed "
            "with them as they stand."
        )
    asks = "asks" if found.open == 1 else "ask"
    left = f"{many(found.open, 'decision')} that {asks} for a person's eyes got none."
    return f"{looked} {left}" if found.open else looked


def _signed(found: AnonymisationFacts) -> str:
    told = ["No transcript was signed off by a person."]
    if found.signed_off:
        told = [
            f"Signed off exactly as they stand: {many(found.signed_off, 'transcript')}, by "
            f"{who(found.signed_by)}."
        ]
    if found.waived:
        told.append(f"Passed because review is waived: {many(found.waived, 'transcript')}.")
    if found.waiting:
        told.append(f"Not passed: {many(found.waiting, 'transcript')}.")
    if found.returned:
        times = "once" if found.returned == 1 else f"{found.returned} times"
        told.append(f"A draft was given back {times}.")
    return " ".join(told)


def _recall(found: AnonymisationFacts) -> Blocks:
    one = found.recall
    if one is None:
        yield Text(f"How much was missed was not estimated: {found.recall_missing}.")
        return
    yield Text(
        f"How much was missed was estimated from {many(one.read, 'turn')}, drawn at random from "
        f"{number(one.turns)} and read blind by {who(one.readers)}. The figures are of the drafts "
        "as they were when the sample was drawn."
    )
    yield Table(
        caption="Estimated recall of identifiers",
        head=("Identifiers", "Seen missed", "Missed in all (95%)", "Replaced", "Recall (95%)"),
        rows=tuple(_recall_row(part) for part in one.parts),
        numbers=1,
        widths=(4.0, 2.5, 3.2, 2.1, 4.2),
        note=_recall_note(one),
    )


def _recall_row(part: RecallPart) -> tuple[str, ...]:
    missed = recall = NOT_SHOWN
    if part.missed is not None and part.missed_low is not None and part.missed_high is not None:
        missed = f"{part.missed:,.0f} ({part.missed_low:,.0f}–{part.missed_high:,.0f})"
    if part.recall is not None:
        recall = f"{percent(part.recall, 1)} ({percent(part.low, 1)}–{percent(part.high, 1)})"
    name = part.name[:1].upper() + part.name[1:]
    return (name or "All", number(part.seen), missed, number(part.masked), recall)


def _recall_note(one: RecallFacts) -> str:
    note = "Recall counts not every replacement as an identifier; the interval allows for that."
    notices = "".join(f" {notice[:1].upper()}{notice[1:]}." for notice in one.notices)
    return f"{note} Sample {one.sample}.{notices}"
