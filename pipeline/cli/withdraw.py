"""``voices withdraw``."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import click

from pipeline.cli.options import by_option, key_of, study_option
from pipeline.errors import ExitCode, InputError
from pipeline.identified.vault import Key
from pipeline.run.exchange.handed_out import projects_with
from pipeline.run.journal import Journal
from pipeline.run.quoting.uses import Timed, uses_of
from pipeline.run.runner import run
from pipeline.run.study import OpenStudy, open_study
from pipeline.run.withdrawal import Plan, plan, withdraw
from pipeline.values.records import QuotedIn, Withdrawal


@click.command("withdraw")
@click.argument("participant")
@click.option(
    "--because", required=True, help="Why: asked, safety, consent, 'no reason given', or a line."
)
@click.option("--delete-source", is_flag=True, help="Her source files and her rows go as well.")
@click.option("--dry-run", is_flag=True, help="Say what would go, and change nothing.")
@click.option("--yes", is_flag=True, help="Do not ask for the id to be typed.")
@by_option
@study_option
def command(
    root: Path,
    participant: str,
    because: str,
    delete_source: bool,
    dry_run: bool,
    yes: bool,
    by: str,
) -> int:
    """PARTICIPANT withdraws: everything made of her interviews is deleted, in every room and in the
    vault, and her files are never read again. Cannot be undone.

    Prints which exports held quotes of hers, by their ids, so that they can be recalled.
    """
    study = open_study(root)
    before = study.withdrawn.by_participant.get(participant)
    more = delete_source and not (before and before.delete_source)
    if before and not more and participant not in study.withdrawn.unfinished:
        click.echo(f"{participant} withdrew already, on {study.withdrawn.times[participant][:10]}.")
        _tell_exports(before.exports)
        _tell_uses(uses_of(Journal(study.places.journal), [participant]))
        _tell_projects(root, participant)
        return ExitCode.OK
    key = key_of(study)
    planned = plan(root, participant, key)
    _tell_plan(planned, delete_source or bool(before and before.delete_source))
    if not before:
        _tell_exports(planned.exports)
        _tell_uses(planned.uses)
        _tell_projects(root, participant)
    if dry_run:
        click.echo("\nNothing was changed.")
        return ExitCode.OK
    if not yes and (before is None or more):
        _confirm(participant)
    withdraw(root, participant, by, because, key, delete_source=delete_source)
    return _finish(root, participant, key)


def _confirm(participant: str) -> None:
    typed = click.prompt(f"\nThis cannot be undone. Type {participant} to go on", default="")
    if typed.strip() != participant:
        raise InputError(f"that is not {participant}: nothing was changed")


def _finish(root: Path, participant: str, key: Key) -> int:
    """Make the rest again without her, and say what is beyond this command."""
    report = run(root, key)
    study = open_study(root)
    one = study.withdrawn.by_participant[participant]
    click.echo(f"\n{participant} has withdrawn. All the rest was made again without her.")
    _tell_beyond(study, one)
    for receipt in report.refused:
        click.secho(f"Refused at '{receipt.stage}': {receipt.notice}", fg="red", err=True)
    return ExitCode.INPUT if report.refused else ExitCode.OK


def _tell_plan(planned: Plan, delete_source: bool) -> None:
    transcripts = ", ".join(planned.transcripts) or "none"
    click.echo(f"{planned.participant} withdraws. Of her go:")
    click.echo(f"  transcripts: {transcripts}")
    click.echo(f"  files in outputs/identified and outputs/anonymised: {len(planned.files)}")
    click.echo(f"  in the vault: {planned.identities} identities, her number and her pseudonym")
    click.echo(f"    ({planned.shared} that others name too stay, as the others name them)")
    click.echo(f"  memos on her transcripts and codings: {planned.memos} (those on codes stay)")
    click.echo("  in the log, the tables, the quotes and the exports: everything of hers")
    if delete_source:
        click.echo(f"  {planned.sources} source files, and her rows in the tables")
    else:
        click.echo(f"  not her {planned.sources} source files, nor her rows in the tables")
    if planned.strange:
        click.echo(
            f"Beyond the program: {planned.strange} files in outputs/quotable that it did not "
            "write. Look whether they hold quotes of hers."
        )


def _tell_exports(exports: tuple[QuotedIn, ...]) -> None:
    if not exports:
        click.echo("No export held a quote of hers.")
        return
    click.echo("Exports that held quotes of hers; recall the copies that left this folder:")
    for one in exports:
        ids = ", ".join(one.quotes) or "may have held some: its book is no longer there"
        click.echo(f"  outputs/{one.file}, written {one.time}: {ids}")


def _tell_uses(uses: Sequence[Timed]) -> None:
    if uses:
        click.echo("Her quotes are used; tell whoever prints them (then: voices quotes unuse):")
    for time, use in uses:
        click.echo(f"  {use.quote} in '{use.label}', by {use.by}, {time[:10]}")


def _tell_projects(root: Path, participant: str) -> None:
    for one in projects_with(root, participant):
        click.echo(
            f"A project (.qdpx) with {', '.join(one.transcripts)} whole was written {one.time} by "
            f"{one.by}: recall it, and what other programs made of it."
        )


def _tell_beyond(study: OpenStudy, one: Withdrawal) -> None:
    if one.delete_source:
        click.echo(
            "Her source files and rows were deleted. Backups, copies elsewhere and deleted blocks "
            "on the disk are beyond this command."
        )
        return
    places = study.places
    click.echo(
        f"Her source files stay in {places.relative(places.sources)}, and her rows in "
        f"{places.participants.name} and {places.roster.name}; they are never read again. Delete "
        "them with --delete-source, or by hand. Backups are beyond this command."
    )
