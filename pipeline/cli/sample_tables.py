"""What a sample says, as tables for people and as data for scripts."""

from __future__ import annotations

from collections.abc import Sequence

import click

from pipeline.cli.figure_tables import figure_table, print_table
from pipeline.cli.options import print_json
from pipeline.measure.sampled import RIGHT, RIGHT_INDIRECT, Further, Missing
from pipeline.run.sample_figures import SampledRecall

NUMBERS = ("read", "of", "seen", "missed", "95%", "masked", "recall", "95%")


def show_estimate(found: SampledRecall, *, as_json: bool) -> None:
    """Print the figures."""
    if as_json:
        print_json(_data(found))
        return
    for notice in found.notices:
        click.secho(f"Note: {notice}", fg="yellow")
    readers = ", ".join(f"{who} {turns}" for who, turns in found.read_by.items())
    click.echo(f"{found.sample}: {found.drawn} turns drawn; read by {readers}.\n")
    _show("", (found.whole, *found.families))
    _show("kind", found.kinds)
    _show("turns with", found.sorts)
    if found.groups:
        _show("group", found.groups)
    click.echo(_legend(found))
    click.echo(f"\nTurns to read yet for recall of at least {found.further[0].bound:.3g} with 95%:")
    for one in found.further:
        click.echo(f"  {one.name or 'all':<22} {_needed(one)}")


def _show(heading: str, lines: Sequence[Missing]) -> None:
    table = figure_table(heading, numbers=NUMBERS, close=True)
    for one in lines:
        table.add_row(one.name or "all", *_cells(one))
    print_table(table, wide=True)


def _cells(one: Missing) -> tuple[str, ...]:
    missed = ("-", "-")
    if one.missed is not None and one.missed_low is not None and one.missed_high is not None:
        missed = (f"{one.missed:.0f}", f"{one.missed_low:.0f}–{one.missed_high:.0f}")
    recall = ("-", "-")
    if one.recall is not None and one.low is not None and one.high is not None:
        recall = (f"{one.recall:.1%}", f"{one.low:.1%}–{one.high:.1%}")
    return (str(one.read), str(one.turns), str(one.seen), *missed, str(one.masked), *recall)


def _legend(found: SampledRecall) -> str:
    share = f"{RIGHT:.0%} (indirect: {RIGHT_INDIRECT:.0%}), for its upper limit all,"
    if found.right is not None:
        share = f"{found.right:.0%}"
    frame = (
        "ONLY turns with nothing replaced were drawn: what was missed beside a replacement counts\n"
        "nowhere, and recall is too high.\n"
        if found.untouched
        else ""
    )
    return (
        f"{frame}seen: missed identifiers in the turns read; missed: in all turns, estimated.\n"
        f"For recall, {share} of the replacements\nare taken to stand for an identifier (--right)."
    )


def _needed(one: Further) -> str:
    if one.clean is None:
        return "cannot be shown: too much was missed already"
    if not one.clean:
        return "none: it is shown"
    now = "cannot be shown" if one.as_now is None else f"{one.as_now}"
    return f"{one.clean} if nothing is missed in them; at the present rate: {now}"


def _data(found: SampledRecall) -> dict[str, object]:
    parts = ("families", "kinds", "sorts", "groups", "further")
    return {
        "sample": found.sample,
        "untouched": found.untouched,
        "right": found.right,
        "drawn": found.drawn,
        "read_by": dict(found.read_by),
        "whole": found.whole.model_dump(mode="json"),
        **{name: [one.model_dump(mode="json") for one in getattr(found, name)] for name in parts},
        "notices": found.notices,
    }
