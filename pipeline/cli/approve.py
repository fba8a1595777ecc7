"""``voices approve``."""

from __future__ import annotations

from pathlib import Path

import click

from pipeline.cli.options import by_option, study_option
from pipeline.errors import InputError
from pipeline.run.judging import judge_codings
from pipeline.run.review import approve_transcripts
from pipeline.run.standing import standing
from pipeline.values.records import Outcome


@click.command("approve")
@click.argument("ids", nargs=-1)
@click.option("--all", "everything", is_flag=True, help="All drafts that wait for a reviewer.")
@click.option("--codings", is_flag=True, help="IDS are codings, or transcripts with all of theirs.")
@click.option("--reject", is_flag=True, help="With --codings: reject instead of accept.")
@by_option
@study_option
def command(
    root: Path, ids: tuple[str, ...], everything: bool, codings: bool, reject: bool, by: str
) -> None:
    """Sign off drafts (or, with --codings, codings) exactly as they stand.

    An approval names the text it approves: whatever changes afterwards has to be approved again,
    and nothing else.
    """
    if reject and not codings:
        raise click.UsageError("--reject goes with --codings; to correct a draft: voices rule")
    if everything and codings:
        raise click.UsageError("--all is for drafts; name the transcripts whose codings you accept")
    if everything:
        _, steps = standing(root)
        waiting = [s for s in steps if s.stage == "admit" and s.outcome is Outcome.WAITING]
        ids = tuple(step.item for step in waiting)
    if not ids:
        raise InputError("nothing was named to approve", next_step="voices status")
    if codings:
        count = judge_codings(root, ids, by, reject=reject)
        click.echo(f"{count} codings {'rejected' if reject else 'accepted'} by {by}.")
    else:
        for approval in approve_transcripts(root, ids, by):
            click.echo(f"{approval.subject} approved by {by} as {approval.state[:12]}.")
    click.echo("Next: voices run")
