"""``voices quotes use``, ``unuse`` and ``ledger``."""

from __future__ import annotations

from pathlib import Path

import click

from pipeline.cli.options import by_option, json_option, key_at_hand, print_json, study_option
from pipeline.run.quoting.using import LedgerLine, Standing, unuse_quotes, use_quotes
from pipeline.run.quoting.using import ledger as read_ledger
from pipeline.run.study import open_study


@click.command("use")
@click.argument("ids", nargs=-1, required=True)
@click.option("--in", "label", required=True, help="Where: 'report 2026, chapter 3'. No names.")
@by_option
@study_option
def use(root: Path, ids: tuple[str, ...], label: str, by: str) -> None:
    """Put down that quotes are printed somewhere, as they stand now.

    Refused where a check of the gate fails. Type it again when a quote has changed and was looked
    at: that renews the approval.
    """
    used = use_quotes(root, ids, label, by, key_at_hand(open_study(root)))
    told = "1 quote is" if len(used) == 1 else f"{len(used)} quotes are"
    click.echo(f"{told} put down as used in '{used[0].label}', by {by}.")
    click.echo("Next: voices quotes ledger, before it is printed")


@click.command("unuse")
@click.argument("ids", nargs=-1, required=True)
@click.option("--in", "label", help="Where it was taken out (default: everywhere).")
@by_option
@study_option
def unuse(root: Path, ids: tuple[str, ...], label: str | None, by: str) -> None:
    """Put down that quotes were taken out again."""
    for one in unuse_quotes(root, ids, label, by):
        click.echo(f"{one.quote} was taken out of '{one.label}'.")


@click.command("ledger")
@click.option("--all", "everything", is_flag=True, help="Those that were taken out as well.")
@study_option
@json_option
def ledger(root: Path, everything: bool, as_json: bool) -> None:
    """List every quote that is used, where, by whom, and whether it stands as it was printed."""
    every = read_ledger(root)
    lines = [one for one in every if everything or one.standing is not Standing.TAKEN_OUT]
    if as_json:
        print_json([_json(one) for one in lines])
        return
    for line in lines:
        use = line.use
        says = f": {line.says}" if line.says else ""
        click.echo(f"{use.quote}  {line.standing.value}{says}")
        click.echo(f"  in '{use.label}', by {use.by}, {line.time[:10]}"
                   f" [{use.transcript}, turn {use.turn}]")  # fmt: skip
    expired = [one for one in lines if one.standing not in (Standing.STANDS, Standing.TAKEN_OUT)]
    click.echo(f"Uses: {len(lines)}. Not as they were printed: {len(expired)}.")
    if expired:
        click.echo("Next: look at each (voices quotes --id ID, voices quotes why ID), then:\n"
                   "  voices quotes use ID --in PLACE, or: voices quotes unuse ID")  # fmt: skip


def _json(line: LedgerLine) -> dict[str, object]:
    use = line.use
    return {
        "quote": use.quote,
        "participant": use.participant,
        "transcript": use.transcript,
        "turn": use.turn,
        "in": use.label,
        "by": use.by,
        "time": line.time,
        "standing": line.standing.value,
        "says": line.says,
    }
