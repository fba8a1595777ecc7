"""A methods report as paragraphs and tables, in order."""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.measure.methods import MethodsReport, ParticipantFacts, QuoteFacts, StudyFacts
from pipeline.quotable.exporters.wording import AUDIENCES
from pipeline.run.appendix.blocks import (
    NOT_SHOWN,
    Blocks,
    Heading,
    Notice,
    Points,
    Table,
    Text,
    day,
    listed,
    many,
    number,
    share,
    shown,
)
from pipeline.run.appendix.told_anonymisation import anonymisation_blocks
from pipeline.run.appendix.told_coding import coding_blocks

SYNTHETIC = "SYNTHETIC: every interview, person and word of this study is invented."
NOT_REVIEWED = "Not reviewed: no person stood at the gates of this study. Do not print from it."


def stamp(report: MethodsReport) -> str:
    """The notices in a few words, for footers."""
    words = ["SYNTHETIC"] if report.study.synthetic else []
    words += ["not reviewed"] if report.study.review == "waived" else []
    return ", ".join(words)


def blocks_of(report: MethodsReport) -> Blocks:
    """The whole report below its title."""
    if report.study.synthetic:
        yield Notice(SYNTHETIC)
    if report.study.review == "waived":
        yield Notice(NOT_REVIEWED)
    yield from _study(report.study)
    yield from _participants(report.participants, report.study.minimum_cell)
    yield from anonymisation_blocks(report.anonymisation)
    yield from coding_blocks(report.coding, report.study.minimum_cell)
    yield from _quotes(report.quotes, report.study.minimum_cell)
    yield Heading("Limits")
    yield Points(tuple(one.says for one in report.limits))


def _study(study: StudyFacts) -> Blocks:
    yield Heading("The study")
    waived = f"waived ({study.waived_because})" if study.waived_because else study.review
    ran = NOT_SHOWN
    if study.first_run:
        ran = f"{day(study.first_run)} (first), {day(study.last_run)} (last that changed anything)"
    rows = [
        ("Review by people", waived),
        ("Made for", AUDIENCES.get(study.audience, study.audience)),
        ("Program", f"victim-voices {study.program}"),
        ("Names found by", listed(study.finders)),
        ("Policy of anonymisation", f"version {study.policy}"),
        ("Ruleset of anonymisation", ", ".join(study.rulesets) or NOT_SHOWN),
        ("Themes proposed by", study.coder),
        ("Runs", ran),
    ]
    if study.destroyed:
        rows.append(("Key to who is who", f"destroyed on {day(study.destroyed)}"))
    yield Table(
        caption="The study and what it was worked on with",
        head=("What", "Which"),
        rows=tuple(rows),
        numbers=2,
        widths=(5.0, 11.0),
    )


def _participants(found: ParticipantFacts, least: int) -> Blocks:
    yield Heading("Participants")
    gone = ""
    if found.withdrawn:
        were = "was" if found.withdrawn == 1 else "were"
        gone = (
            f" {number(found.withdrawn)} more withdrew and {were} taken out of everything: they "
            "are in no figure."
        )
    yield Text(
        f"{many(found.participants, 'person', 'people')} took part, in "
        f"{many(found.transcripts, 'transcript')}.{gone}"
    )
    rows = []
    for one in (*found.attributes, found.consent):
        words = one.name.replace("_", " ").capitalize()
        told = [(group.value or "not known", number(group.participants)) for group in one.groups]
        if one.others:
            known = one is found.consent
            rest = "any other" if known else "any other, or not known"
            rest = rest if one.groups else "no value may be shown"
            told.append((rest, number(one.others)))
        rows += [(words if at == 0 else "", *cells) for at, cells in enumerate(told)]
    if not rows:
        return
    small = (
        f" Values that fewer than {least} share are not named, nor is a value without which their "
        "number could be worked out."
        if least > 1
        else ""
    )
    yield Table(
        caption="Participants",
        head=("Attribute", "Value", "Participants"),
        rows=tuple(rows),
        numbers=2,
        widths=(6.0, 7.0, 3.0),
        note=f"Consent is to what may be printed.{small}",
    )


def _quotes(found: QuoteFacts | None, least: int) -> Blocks:
    yield Heading("Quotes")
    if found is None:
        yield Text("There are no quotes yet.")
        return
    if found.quotes:
        yield Text(
            f"{many(found.quotes, 'passage')} may be quoted, of {number(found.participants)} of "
            f"{many(found.base, 'interviewed participant')}. The most quoted of them has "
            f"{number(found.most)} ({share(found.most, found.quotes)})."
        )
    else:
        yield Text("No passage may be quoted yet.")
    yield Table(
        caption="How widely each theme was found",
        head=("Theme", "Participants", "Passages", "Quotes"),
        rows=tuple(_themes(found)),
        numbers=1,
        widths=(8.0, 4.0, 2.0, 2.0),
        note="Participants in whose interviews a confirmed passage has the theme as their own or "
        "their family's experience. A passage may be quoted under several themes." + _dash(least),
    )
    if found.withheld:
        yield Table(
            caption="Confirmed passages that are not offered as quotes",
            head=("Why", "Passages"),
            rows=tuple((one.why, shown(one.passages)) for one in found.withheld),
            numbers=1,
            widths=(12.5, 3.5),
        )


def _themes(found: QuoteFacts) -> Iterator[tuple[str, ...]]:
    """The themes, each family under its name."""
    family = ""
    for one in found.themes:
        if one.family != family:
            family = one.family
            yield (family,)
        yield (
            one.name,
            f"{shown(one.participants)} of {number(found.base)}",
            NOT_SHOWN if one.passages is None else number(one.passages),
            NOT_SHOWN if one.quotes is None else number(one.quotes),
        )


def _dash(least: int) -> str:
    if least < 2:
        return ""
    return (
        f" {NOT_SHOWN}: not shown, as fewer than {least} participants could be worked out from it."
    )
