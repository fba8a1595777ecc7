"""What a methods report tells of coding."""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.measure.learning import STRETCH, Stretch
from pipeline.measure.methods import (
    AgreementFacts,
    AgreementLine,
    CodingFacts,
    PairFacts,
)
from pipeline.measure.shares import FEWEST, RESAMPLES
from pipeline.run.appendix.blocks import (
    NOT_SHOWN,
    Blocks,
    Heading,
    Table,
    Text,
    figure,
    many,
    number,
    percent,
    share,
    two_places,
    who,
)


def coding_blocks(found: CodingFacts | None, least: int) -> Blocks:
    """The section."""
    yield Heading("Coding")
    if found is None:
        yield Text("Nothing was coded yet.")
        return
    yield Text(
        f"{many(found.transcripts, 'transcript')} were coded with a fixed codebook (version "
        f"{found.codebook}) of {many(found.codes, 'code')} in "
        f"{many(found.families, 'family', 'families')}. The machine proposed passages; what "
        "people accepted or made themselves stands."
    )
    yield _standing(found)
    if found.coders.count:
        yield Text(_learning(found))
    if found.agreement is None:
        yield Text(f"Agreement between coders: {found.agreement_missing}.")
        return
    yield from _agreement(found.agreement, least)


def _standing(found: CodingFacts) -> Table:
    return Table(
        caption="Codings",
        head=("Codings", "Number"),
        rows=(
            ("Proposals that people accepted", number(found.accepted)),
            ("Proposals that people rejected", number(found.rejected)),
            ("Added or changed by people", number(found.added)),
            ("Stand now: accepted or made by a person", number(found.standing_by_person)),
            ("Stand now: proposals, as review is waived", number(found.standing_by_waiver)),
            ("Wait for a person", number(found.open)),
        ),
        numbers=1,
        widths=(12.5, 3.5),
    )


def _learning(found: CodingFacts) -> str:
    decided = found.accepted + found.rejected
    told = f"Codings were ruled on by {who(found.coders)}."
    if not decided:
        return told
    told += (
        f" Of {many(decided, 'proposal')} that were ruled on, {number(found.accepted)} "
        f"({share(found.accepted, decided)}) were accepted."
    )
    whole = [one for one in found.stretches if _size(one) == STRETCH]
    if len(whole) < 2:
        return told
    return (
        f"{told} The program learns from rulings: of the first {STRETCH} proposals ruled on, "
        f"{whole[0].accepted} were accepted; of the latest full {STRETCH}, {whole[-1].accepted}."
    )


def _size(one: Stretch) -> int:
    return one.last - one.first + 1


def _agreement(found: AgreementFacts, least: int) -> Blocks:
    yield Text(
        f"Agreement was measured between people, of every two who have read the same turns. A unit "
        f"is a {found.unit.value} with a code: each coder has applied it there, or not. Intervals "
        f"are of 95%, from {number(RESAMPLES)} draws of whole transcripts, where at least {FEWEST} "
        "hold something of what is counted."
    )
    for one in found.pairs:
        yield from _pair(one, least)
        yield Text(_range(one))
    if len(found.pairs) > 1:
        yield Text(f"Krippendorff's alpha of all coders together: {figure(found.alpha)}.")
    for notice in found.notices:
        yield Text(f"{notice[:1].upper()}{notice[1:]}.")


def _pair(one: PairFacts, least: int) -> Blocks:
    lines = (one.overall, *one.families)
    of = f"{one.first} (1st) and {one.second} (2nd)"
    yield Table(
        caption=f"What {of} coded, in {many(one.turns, 'turn')} of "
        f"{many(one.transcripts, 'transcript')} that both have read",
        head=("Codes", "Units", "1st", "2nd", "Same"),
        rows=tuple(_prevalence(line) for line in lines),
        numbers=1,
        widths=(7.0, 2.4, 2.2, 2.2, 2.2),
        note="1st, 2nd: prevalence, the share of units with the code by either coder. Same: units "
        f"on which both said the same.{_dash(lines, least)}",
    )
    yield Table(
        caption=f"Agreement of {of}, with 95% intervals",
        head=("Codes", "Cohen's kappa", "Gwet's AC1", "Krippendorff's alpha"),
        rows=tuple(_coefficients(line) for line in lines),
        numbers=1,
        widths=(5.2, 3.4, 3.4, 4.0),
        note=f"{NOT_SHOWN}: not defined, or not shown.",
    )


def _dash(lines: Sequence[AgreementLine], least: int) -> str:
    if all(line.first is not None for line in lines):
        return ""
    return f" {NOT_SHOWN}: not shown, as a count below {least} could be worked out."


def _prevalence(line: AgreementLine) -> tuple[str, ...]:
    shares = (line.first, line.second, line.same)
    return (_name(line), number(line.units), *(percent(one, 1) for one in shares))


def _coefficients(line: AgreementLine) -> tuple[str, ...]:
    return (_name(line), figure(line.kappa), figure(line.ac1), figure(line.alpha))


def _name(line: AgreementLine) -> str:
    return line.name or "All codes"


def _range(one: PairFacts) -> str:
    found = one.kappa_of_codes
    if found.low is None or found.median is None or found.high is None:
        return "Cohen's kappa is defined for no single code."
    return (
        f"Code by code, Cohen's kappa runs from {two_places(found.low)} to "
        f"{two_places(found.high)}, with a median of {two_places(found.median)} "
        f"({many(found.codes, 'code')} that either coder applied)."
    )
