"""``voices agreement``."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import click

from pipeline.cli.figure_tables import figure_cells, figure_table, plain, print_table
from pipeline.cli.options import json_option, print_json, study_option
from pipeline.measure.agreement import Coefficients, Disagreement, PairAgreement, Unit
from pipeline.measure.figures import Figure
from pipeline.measure.shares import FEWEST, RESAMPLES
from pipeline.run.agreement import (
    CoderAgreement,
    Wanted,
    agreement,
    agreement_of_files,
    agreement_on_identifiers,
)

SHOWN = 20
CODED = "with a code that a coder applied, polarity 'present', or not"
MISSED = "with a kind of identifier that a reader found missed there, or not"
NUMBERS = ("1st", "2nd", "same", "kappa", "95%", "AC1", "95%", "alpha", "95%")


@click.command("agreement")
@click.option(
    "--coders",
    callback=lambda ctx, param, value: _names(value),
    help="Compare these, with commas between: people, machine, gold (default: all people).",
)
@click.option("--against", default="", help="Compare each with this one alone: gold, machine ...")
@click.option(
    "--unit",
    type=click.Choice([one.value for one in Unit]),
    default=Unit.TURN.value,
    help="What a unit is, with a code (default: turn).",
)
@click.option(
    "--read",
    multiple=True,
    callback=lambda ctx, param, value: tuple(_read(one) for one in value),
    help="WHO=TRANSCRIPT: this person read the whole of it; may be given several times.",
)
@click.option(
    "--files",
    type=click.Path(path_type=Path, exists=True, dir_okay=False),
    nargs=2,
    help="Compare two tables that were coded elsewhere (CSV: transcript, turn, code, polarity).",
)
@click.option("--identifiers", is_flag=True, help="Compare the readers of a sample, by kind.")
@click.option("--sample", help="With --identifiers: this sample (default: the last one).")
@click.option("--disagreements", "everywhere", is_flag=True, help="List them all.")
@study_option
@json_option
def command(
    root: Path,
    coders: tuple[str, ...],
    against: str,
    unit: str,
    read: tuple[tuple[str, str], ...],
    files: tuple[Path, Path] | None,
    identifiers: bool,
    sample: str | None,
    everywhere: bool,
    as_json: bool,
) -> None:
    """Say how far coders agree: people, the machine, the gold; or the readers of a sample.

    Changes nothing and shows no word of a transcript.
    """
    if files and (coders or against or read):
        raise click.UsageError("--files names the coders: leave out --coders, --against, --read")
    if identifiers and (against or read or files or unit != Unit.TURN):
        raise click.UsageError("--identifiers goes with --sample and --coders alone")
    if sample and not identifiers:
        raise click.UsageError("--sample goes with --identifiers")
    wanted = Wanted(coders, against, Unit(unit), read)
    if identifiers:
        found = agreement_on_identifiers(root, sample, coders)
    else:
        found = agreement_of_files(root, files, wanted) if files else agreement(root, wanted)
    if as_json:
        print_json(_data(found))
    else:
        _tell(found, identifiers=identifiers, everywhere=everywhere)


def _names(listed: str | None) -> tuple[str, ...]:
    return tuple(filter(None, (name.strip() for name in (listed or "").split(","))))


def _read(said: str) -> tuple[str, str]:
    who, _, transcript = (part.strip() for part in said.rpartition("="))
    if not who or not transcript:
        raise click.BadParameter("say WHO=TRANSCRIPT, such as KL=P03")
    return who, transcript


def _tell(found: CoderAgreement, *, identifiers: bool, everywhere: bool) -> None:
    for notice in found.notices:
        click.secho(f"Note: {notice}", fg="yellow")
    for one in found.pairs:
        _show_pair(one, "all kinds" if identifiers else "all codes", everywhere=everywhere)
    if len(found.coders) > 2:
        value, interval = figure_cells(found.alpha)
        click.echo(f"All {len(found.coders)} coders together: alpha {value} ({interval})")
    click.echo(
        f"Unit: a {found.unit} {MISSED if identifiers else CODED}. 95%:\n"
        f"from {RESAMPLES} draws of whole transcripts, where at least {FEWEST} hold something."
    )


def _show_pair(one: PairAgreement, whole: str, *, everywhere: bool) -> None:
    click.echo(
        f"{one.first} (1st) and {one.second} (2nd): {one.transcripts} transcripts, "
        f"{one.turns} turns that both read, {one.overall.units} units\n"
    )
    table = figure_table("", numbers=NUMBERS, close=True)
    table.add_row(whole, *_cells(one.overall), end_section=True)
    for lines in (one.families, one.codes):
        for line in lines:
            table.add_row(line.name, *_cells(line), end_section=line is lines[-1])
    print_table(table, wide=True)
    _show_disagreements(one.disagreements, everywhere=everywhere)


def _cells(one: Coefficients) -> list[str]:
    figures: Sequence[Figure] = (one.kappa, one.ac1, one.alpha)
    return [
        f"{one.first / one.units:.1%}",
        f"{one.second / one.units:.1%}",
        f"{one.agreement.share or 0:.0%}",
        *(cell for figure in figures for cell in figure_cells(figure)),
    ]


def _show_disagreements(found: Sequence[Disagreement], *, everywhere: bool) -> None:
    shown = found if everywhere else found[:SHOWN]
    click.echo(f"{len(found)} units on which they differ" + (":" if found else "."))
    for one in shown:
        turn = "" if one.turn is None else f"{one.turn}"
        click.echo(f"  {one.transcript:<8}{turn:>5}  {one.code:<28} {one.by} alone")
    if len(shown) < len(found):
        click.echo(f"  and {len(found) - len(shown)} more: --disagreements lists them")
    click.echo()


def _data(found: CoderAgreement) -> dict[str, object]:
    return {
        "unit": found.unit.value,
        "coders": found.coders,
        "pairs": [_pair(one) for one in found.pairs],
        "alpha": plain(found.alpha),
        "notices": found.notices,
    }


def _pair(one: PairAgreement) -> dict[str, object]:
    data: dict[str, object] = plain(one)
    del data["unit"]
    return data
