"""``voices flags``."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path

import click

from pipeline.cli.options import by_option, json_option, print_json, study_option
from pipeline.cli.shown_first import ShownFirst
from pipeline.run.flagging import FlagLine, FlagStatus, flag_lines, rule_on_flag
from pipeline.values.records import FlagReason, FlagRuling

REASONS = click.Choice([reason.value for reason in FlagReason])


@click.group("flags", cls=ShownFirst)
def command() -> None:
    """List the flags that hold passages from quoting, and rule on them.

    `voices flags` and `voices flags TRANSCRIPT` are short for `voices flags show`.
    """


@command.command("show")
@click.argument("transcript", required=False)
@click.option("--all", "everything", is_flag=True, help="Those that were ruled on as well.")
@study_option
@json_option
def show(root: Path, transcript: str | None, everything: bool, as_json: bool) -> None:
    """List the flags nobody has ruled on: place and cue, no word of the transcript."""
    waiting = {FlagStatus.OPEN, FlagStatus.VOIDED}
    lines = [line for line in flag_lines(root, transcript) if everything or line.status in waiting]
    if as_json:
        print_json([asdict(line) for line in lines])
    else:
        _print(lines)


@command.command("clear")
@click.argument("transcript")
@click.argument("turn", type=click.IntRange(min=1))
@click.argument("flag")
@click.option("--because", type=REASONS, required=True, help="Why it need not hold.")
@by_option
@study_option
def clear(root: Path, transcript: str, turn: int, flag: str, because: str, by: str) -> None:
    """Let FLAG of this turn go. Counts for the turn as it stands; if it changes, it holds again."""
    reason = FlagReason(because)
    _tell(rule_on_flag(root, transcript, turn, flag, by, reason, holds=False))


@command.command("hold")
@click.argument("transcript")
@click.argument("turn", type=click.IntRange(min=1))
@click.argument("flag")
@click.option("--because", type=REASONS, default=FlagReason.IT_IS_SO.value, help="Why it holds.")
@by_option
@study_option
def hold(root: Path, transcript: str, turn: int, flag: str, because: str, by: str) -> None:
    """Keep FLAG on this turn, or put it there where the program found none."""
    reason = FlagReason(because)
    _tell(rule_on_flag(root, transcript, turn, flag, by, reason, holds=True))


def _print(lines: Sequence[FlagLine]) -> None:
    for line in lines:
        ruled = f"  {line.status}: {line.because} ({line.by})" if line.by else ""
        click.echo(
            f"{line.transcript:<8}{line.turn:>4}  {line.flag:<18} {line.evidence:.60}{ruled}"
        )
    click.echo(f"{len(lines)} flags. No flag never means safe.")
    if lines:
        click.echo("Next: read the turn in outputs/anonymised/transcripts, then:\n"
                   "  voices flags clear TRANSCRIPT TURN FLAG --because WHY, or:"
                   " voices flags hold")  # fmt: skip


def _tell(ruling: FlagRuling) -> None:
    done = "holds" if ruling.holds else "was let go"
    click.echo(f"{ruling.flag} on turn {ruling.turn} of {ruling.transcript} {done}, "
               f"by {ruling.by}. Next: voices run")  # fmt: skip
