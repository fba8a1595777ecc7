"""``voices evaluate``."""

from __future__ import annotations

import textwrap
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from pipeline.cli.options import json_option, print_json, study_option
from pipeline.errors import ExitCode
from pipeline.measure.breakdown import (
    FIRST,
    Dimension,
    Line,
    Measure,
    break_down,
    overall,
    style_of,
)
from pipeline.measure.clusters import THOUSAND, Together
from pipeline.measure.codings import Scores
from pipeline.measure.pairing import PairedBy
from pipeline.measure.shares import FEWEST, RESAMPLES, Estimate, Interval
from pipeline.run.evaluation import Evaluation, Measured, evaluate

if TYPE_CHECKING:
    from rich.table import Table

WORDS = {
    Measure.DIRECT: "direct mentions masked",
    Measure.QUASI: "quasi mentions masked",
    Measure.ENTITIES: "direct entities, every mention",
    Measure.TRANSCRIPTS: "transcripts without a leak",
    Measure.REPLACEMENTS: "replacements that are right",
    Measure.LOST: "other words lost",
    Measure.FOUND: "quasi mentions found",
    Measure.LISTED: "listed, of all words",
    Measure.LISTED_RIGHT: "listed that are right",
    Measure.FIRST_RIGHT: f"right of each first {FIRST}",
}
PAIRED = {
    PairedBy.ID: "by id",
    PairedBy.SOURCE: "by the name of the source file",
    PairedBy.NUMBER: "by the number in the id",
}
WIDEST = 100


@click.command("evaluate")
@click.option(
    "--by",
    "dimensions",
    type=click.Choice([one.value for one in Dimension]),
    multiple=True,
    default=(Dimension.KIND.value,),
    help="Break the figures down by this; may be given several times (default: kind).",
)
@study_option
@json_option
def command(root: Path, dimensions: tuple[str, ...], as_json: bool) -> int:
    """Measure what the last run masked, lost and coded against the study's gold files.

    Runs nothing, changes nothing and shows no word of a transcript. Exit code 4: a gold file
    could not be used (the others were).
    """
    found = evaluate(root)
    chosen = [Dimension(name) for name in dict.fromkeys(dimensions)]
    if as_json:
        print_json(_data(found, chosen))
    else:
        _tell(found, chosen)
    return ExitCode.INPUT if found.faults else ExitCode.OK


def _tell(found: Evaluation, dimensions: Sequence[Dimension]) -> None:
    for fault in found.faults:
        click.secho(f"Gold: {fault}", fg="red", err=True)
    _tell_what(found)
    _show("identifiers", [(line, WORDS[line.measure]) for line in overall(found.leakages)])
    for dimension in dimensions:
        lines = break_down(found.leakages, dimension)
        _show(f"by {dimension}", [(line, WORDS[line.measure]) for line in lines], named=True)
    _show_together(found.together)
    if found.scores:
        _show_scores(found.scores)
    click.echo(
        f"95%: where the true share may lie, from {RESAMPLES} draws of whole transcripts; with *\n"
        "from Wilson's formula, where that is wider or there are fewer than "
        f"{FEWEST} transcripts\n(too narrow then)."
    )


def _tell_what(found: Evaluation) -> None:
    click.echo(f"{len(found.measured)} transcripts were held against their gold.")
    for rule, words in PAIRED.items():
        pairs = [one.pair for one in found.measured if one.pair.by is rule]
        if pairs:
            # A source file may bear a real name: only a number is shown with the gold it tells.
            told = rule is not PairedBy.NUMBER
            ids = (one.transcript if told else f"{one.transcript}={one.gold}" for one in pairs)
            click.echo(_wrapped(f"  {words}: {', '.join(ids)}"))
    for missing, words in (
        (found.without_gold, "transcripts without a gold, not measured"),
        (found.without_transcript, "golds without a transcript, not measured"),
        (found.not_ready, "not anonymised yet, or refused (voices status), not measured"),
    ):
        if missing:
            click.secho(_wrapped(f"Note: {words}: {', '.join(missing)}"), fg="yellow")
    for notice in (*_turns(found.measured), *found.notices):
        click.secho(_wrapped(f"Note: {notice}"), fg="yellow")
    click.echo()


def _wrapped(line: str) -> str:
    return textwrap.fill(line, 80, subsequent_indent="    ", break_on_hyphens=False)


def _turns(measured: Iterable[Measured]) -> Iterable[str]:
    for one in measured:
        leakage = one.leakage
        if leakage.unaligned_turns or leakage.extra_turns:
            yield (
                f"{leakage.transcript}: {leakage.unaligned_turns} turns of the gold were read "
                f"otherwise, {leakage.extra_turns} turns of the transcript are not in the gold; "
                "not measured"
            )


def _show(title: str, lines: Sequence[tuple[Line, str]], *, named: bool = False) -> None:
    rows = [
        (line.name if at == 0 or lines[at - 1][0].name != line.name else "", words, line.estimate)
        for at, (line, words) in enumerate(lines)
    ]
    table = _table(title if named else "", "" if named else title, named=named)
    for name, words, one in rows:
        table.add_row(*((name,) if named else ()), words, *_cells(one))
    _print(table)


def _show_scores(scores: Scores) -> None:
    table = _table("", "codings, turn by turn, present", named=False)
    for words, one in (
        ("precision", scores.precision),
        ("recall", scores.recall),
        ("F1", scores.f1),
    ):
        table.add_row(words, *_cells(one))
    _print(table)


def _show_together(together: Together) -> None:
    table = _table("", "people, who is who", named=False)
    for words, one in (
        ("pairs of mentions: precision", together.pairs_precision),
        ("pairs of mentions: recall", together.pairs_recall),
        ("mentions (B-cubed): precision", together.mentions_precision),
        ("mentions (B-cubed): recall", together.mentions_recall),
    ):
        of, *others = _cells(one)
        if "B-cubed" in words:
            of = f"{one.hits / THOUSAND:.1f}/{one.total // THOUSAND}"
        table.add_row(words, of, *others)
    _print(table)


def _table(first: str, second: str, *, named: bool) -> Table:
    from rich.box import SIMPLE_HEAD
    from rich.table import Table

    table = Table(box=SIMPLE_HEAD, show_edge=False, pad_edge=False)
    if named:
        table.add_column(first, overflow="fold")
    table.add_column(second, no_wrap=True)
    for heading in ("of", "share", "95%"):
        table.add_column(heading, justify="right", no_wrap=True)
    return table


def _print(table: Table) -> None:
    from rich.console import Console

    console = Console(highlight=False, markup=False, emoji=False)
    console.width = min(console.width, WIDEST)
    console.print(table)
    console.print()


def _cells(one: Estimate) -> tuple[str, str, str]:
    if one.share is None:
        return "0", "-", "-"
    star = "*" if one.interval is Interval.WILSON else ""
    interval = "-" if one.low is None or one.high is None else f"{one.low:.1%}–{one.high:.1%}{star}"
    return f"{one.hits}/{one.total}", f"{one.share:.1%}", interval


def _data(found: Evaluation, dimensions: Sequence[Dimension]) -> dict[str, object]:
    return {
        "transcripts": [_transcript(one) for one in found.measured],
        "without_gold": found.without_gold,
        "without_transcript": found.without_transcript,
        "not_ready": found.not_ready,
        "notices": found.notices,
        "faults": [str(fault) for fault in found.faults],
        "identifiers": [_line(line) for line in overall(found.leakages)],
        "by": {
            one.value: [
                {"name": line.name, **_line(line)} for line in break_down(found.leakages, one)
            ]
            for one in dimensions
        },
        "people": _together(found.together),
        "codings": _scores(found.scores),
    }


def _transcript(one: Measured) -> dict[str, object]:
    return {
        "transcript": one.pair.transcript,
        "gold": one.pair.gold,
        "paired_by": one.pair.by.value,
        "style": style_of(one.leakage),
        "unaligned_turns": one.leakage.unaligned_turns,
        "extra_turns": one.leakage.extra_turns,
    }


def _line(line: Line) -> dict[str, object]:
    return {"measure": line.measure.value, **_estimate(line.estimate)}


def _estimate(one: Estimate) -> dict[str, object]:
    return {**one.model_dump(mode="json"), "share": one.share}


def _together(together: Together) -> dict[str, object]:
    return {
        "pairs_precision": _estimate(together.pairs_precision),
        "pairs_recall": _estimate(together.pairs_recall),
        "mentions_precision": _estimate(together.mentions_precision),
        "mentions_recall": _estimate(together.mentions_recall),
        "without_identity": together.without,
    }


def _scores(scores: Scores | None) -> dict[str, object] | None:
    if scores is None:
        return None
    return {
        "precision": _estimate(scores.precision),
        "recall": _estimate(scores.recall),
        "f1": _estimate(scores.f1),
    }
