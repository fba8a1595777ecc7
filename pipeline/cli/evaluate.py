"""``voices evaluate``."""

from __future__ import annotations

import textwrap
from collections.abc import Iterable, Sequence
from pathlib import Path

import click

from pipeline.cli.coding_tables import show_codings, show_parts, show_summary, write_curves
from pipeline.cli.figure_tables import (
    LEGEND,
    figure_table,
    plain,
    print_table,
    share_cells,
    share_data,
)
from pipeline.cli.options import json_option, print_json, study_option
from pipeline.errors import ExitCode, InputError
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
from pipeline.measure.coding.report import CodingFigures, coding_figures
from pipeline.measure.coding.scores import CodingDimension
from pipeline.measure.pairing import PairedBy
from pipeline.run.evaluation import Evaluation, Measured, evaluate

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
OF_IDENTIFIERS = tuple(one.value for one in Dimension)
OF_CODINGS = tuple(one.value for one in CodingDimension)


@click.command("evaluate")
@click.option(
    "--by",
    "dimensions",
    type=click.Choice(list(dict.fromkeys((*OF_IDENTIFIERS, *OF_CODINGS)))),
    multiple=True,
    help="Break the figures down by this; may be given several times (default: kind).",
)
@click.option("--codings", "in_full", is_flag=True, help="The codings alone, and in full.")
@click.option(
    "--curves",
    type=click.Path(path_type=Path, dir_okay=False),
    help="Write the points of the codings' curves to this file (CSV).",
)
@study_option
@json_option
def command(
    root: Path, dimensions: tuple[str, ...], in_full: bool, curves: Path | None, as_json: bool
) -> int:
    """Measure what the last run masked, lost and coded against the study's gold files.

    Runs nothing, changes nothing and shows no word of a transcript. Exit code 4: a gold file
    could not be used (the others were), or there are no codings to measure.
    """
    if in_full and (wrong := [name for name in dimensions if name not in OF_CODINGS]):
        raise click.UsageError(f"codings have no {', '.join(wrong)}: leave out --codings")
    found = evaluate(root)
    codings = coding_figures(found.codings) if found.codings else None
    if codings is None and (in_full or curves):
        raise InputError(
            "\n".join(("there are no codings to measure", *found.notices)),
            next_step="voices status",
        )
    if as_json:
        print_json(_data(found, codings, dimensions or (Dimension.KIND.value,)))
    else:
        _tell(found, codings, dimensions, in_full=in_full)
    if curves and codings:
        number = write_curves(curves, codings)
        click.echo(f"{number} points were written.", err=True)
    return ExitCode.INPUT if found.faults else ExitCode.OK


def _tell(
    found: Evaluation,
    codings: CodingFigures | None,
    dimensions: Sequence[str],
    *,
    in_full: bool,
) -> None:
    for fault in found.faults:
        click.secho(f"Gold: {fault}", fg="red", err=True)
    _tell_what(found)
    if codings and in_full:
        show_codings(codings, [CodingDimension(one) for one in _once(dimensions or OF_CODINGS)])
    else:
        _tell_all(found, codings, _once(dimensions or (Dimension.KIND.value,)))
    click.echo(LEGEND)


def _tell_all(found: Evaluation, codings: CodingFigures | None, dimensions: Sequence[str]) -> None:
    """The identifiers, and of the codings the summary and what they alone are broken down by."""
    _show("identifiers", [(line, WORDS[line.measure]) for line in overall(found.leakages)])
    for one in dimensions:
        if one in OF_IDENTIFIERS:
            lines = break_down(found.leakages, Dimension(one))
            _show(f"by {one}", [(line, WORDS[line.measure]) for line in lines], named=True)
    _show_together(found.together)
    if codings is None:
        return
    show_summary(codings)
    for one in dimensions:
        if one not in OF_IDENTIFIERS:
            show_parts(CodingDimension(one), codings.by[CodingDimension(one)])


def _once(names: Sequence[str]) -> list[str]:
    return list(dict.fromkeys(names))


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
    table = figure_table(title, "") if named else figure_table(title)
    for name, words, one in rows:
        table.add_row(*((name,) if named else ()), words, *share_cells(one))
    print_table(table)


def _show_together(together: Together) -> None:
    table = figure_table("people, who is who")
    for words, one in (
        ("pairs of mentions: precision", together.pairs_precision),
        ("pairs of mentions: recall", together.pairs_recall),
        ("mentions (B-cubed): precision", together.mentions_precision),
        ("mentions (B-cubed): recall", together.mentions_recall),
    ):
        of, *others = share_cells(one)
        if "B-cubed" in words:
            of = f"{one.hits / THOUSAND:.1f}/{one.total // THOUSAND}"
        table.add_row(words, of, *others)
    print_table(table)


def _data(
    found: Evaluation, codings: CodingFigures | None, dimensions: Sequence[str]
) -> dict[str, object]:
    return {
        "transcripts": [_transcript(one) for one in found.measured],
        "without_gold": found.without_gold,
        "without_transcript": found.without_transcript,
        "not_ready": found.not_ready,
        "notices": found.notices,
        "faults": [str(fault) for fault in found.faults],
        "identifiers": [_line(line) for line in overall(found.leakages)],
        "by": {
            one: [
                {"name": line.name, **_line(line)}
                for line in break_down(found.leakages, Dimension(one))
            ]
            for one in _once(dimensions)
            if one in OF_IDENTIFIERS
        },
        "people": _together(found.together),
        "codings": _codings(codings),
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
    return {"measure": line.measure.value, **share_data(line.estimate)}


def _together(together: Together) -> dict[str, object]:
    return {
        "pairs_precision": share_data(together.pairs_precision),
        "pairs_recall": share_data(together.pairs_recall),
        "mentions_precision": share_data(together.mentions_precision),
        "mentions_recall": share_data(together.mentions_recall),
        "without_identity": together.without,
    }


def _codings(found: CodingFigures | None) -> dict[str, object] | None:
    """All figures; those over all stand first, without a name."""
    if found is None:
        return None
    data: dict[str, object] = plain(found)
    whole = plain(found.overall)
    del data["overall"], whole["name"]
    return {**whole, **data}
