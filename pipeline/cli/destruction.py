"""``voices key destroy``: the plan, the question, the proof."""

from __future__ import annotations

from pathlib import Path

import click

from pipeline.cli.options import by_option, json_option, key_of, print_json, study_option
from pipeline.errors import ExitCode, InputError
from pipeline.run.destruction import Plan, destroy, plan
from pipeline.run.study import open_study
from pipeline.values.records import Certificate

BEYOND = (
    "backups and synchronised copies of this folder, and copies of the key",
    "what editors, spreadsheets, printers and e-mail kept; the transcription service",
    "deleted blocks on the disk: files were overwritten once, which solid state disks and some "
    "file systems undo",
    "the recordings, and the people who remember",
    "the story itself: who knows it may recognise it with every name taken out",
)


@click.command("destroy")
@click.option("--because", required=True, help="Why: one line for the journal that names nobody.")
@click.option(
    "--delete-source", is_flag=True, help="Raw transcripts, roster and gold files go as well."
)
@click.option(
    "--even-unfinished", is_flag=True, help="Although transcripts wait for the first gate."
)
@click.option("--dry-run", is_flag=True, help="Say what would go, and change nothing.")
@click.option("--yes", is_flag=True, help="Do not ask for the study's title to be typed.")
@by_option
@study_option
@json_option
def destroy_command(
    root: Path,
    because: str,
    delete_source: bool,
    even_unfinished: bool,
    dry_run: bool,
    yes: bool,
    by: str,
    as_json: bool,
) -> int:
    """Destroy the key: the vault, its key and all of outputs/identified. Cannot be undone.

    Then every file that stays is searched for every known name, and what was found is written to
    records/destruction.json. Quotes, codings and exports go on; nothing can be anonymised, revealed
    or withdrawn any more. Exit code 4: something that stays still names people, or could not be
    looked into.
    """
    study = open_study(root)
    study.withdrawn.refuse_unfinished()
    key = key_of(study)
    planned = plan(root, key, delete_source=delete_source, even_unfinished=even_unfinished)
    _tell_plan(planned, err=as_json)
    if dry_run:
        click.echo("\nNothing was changed.", err=as_json)
        return ExitCode.OK
    if not yes and not planned.begun:
        _confirm(study.settings.title)
    done = destroy(
        root, key, by, because, delete_source=delete_source, even_unfinished=even_unfinished
    )
    if as_json:
        print_json({**done.model_dump(mode="json"), "proved": done.proved, "beyond": BEYOND})
    else:
        click.echo("\nThe key is destroyed.")
        tell_certificate(done)
    return ExitCode.OK if done.proved else ExitCode.INPUT


def _confirm(title: str) -> None:
    typed = click.prompt(
        f"\nThis cannot be undone. Type the study's title to go on\n({title})", default="",
        show_default=False,
    )  # fmt: skip
    if typed.strip() != title.strip():
        raise InputError("that is not the study's title: nothing was changed")


def _tell_plan(planned: Plan, *, err: bool) -> None:
    lines = [
        "A destruction that was broken off goes on." if planned.begun else "To be destroyed:",
        f"  the vault ({planned.identities} identities), its key, and the list of file names",
        f"  outputs/identified: {planned.room1} files",
    ]
    sources = f"{planned.sources} source files, {planned.tables} rosters and gold files"
    if planned.delete_source:
        lines.append(f"  {sources}; in participants.csv the names of files")
        lines.append("To stay:")
    else:
        lines += ["To stay:", f"  {sources}, and participants.csv: WHO IS WHO CAN BE READ THERE"]
    lines.append(f"  {len(planned.admitted)} anonymised transcripts, with codings and quotes")
    lines.append("  the log, the journal, the settings")
    if planned.unfinished:
        lines.append(f"Nothing stays of: {', '.join(planned.unfinished)}")
    click.echo("\n".join(lines), err=err)


def tell_certificate(found: Certificate) -> None:
    """Say what a destruction deleted, what the search found, and what can still be reversed."""
    click.echo("Deleted: " + ", ".join(f"{n} {what}" for what, n in found.deleted.items()) + ".")
    click.echo(
        f"{found.searched} files stayed and were searched for {found.names} known names and "
        f"numbers\n({found.ordinary} more are ordinary words as well, and were not searched for)."
    )
    if found.kept:
        click.echo(f"In {found.kept} files stand words that a decision kept, and no other.")
    told = {
        "Still holds": found.holding,
        "Perhaps": found.doubtful,
        "Not searched": found.unread,
    }
    for word, files in told.items():
        for one in files:
            names = f" ({one.names} names)" if one.names else ""
            click.secho(f"{word}: {one.file}{names}: {one.why}", fg="yellow")
    click.echo(_verdict(found))
    click.echo("What this program cannot see:")
    for line in BEYOND:
        click.echo(f"  - {line}")
    click.echo("The certificate: records/destruction.json")


def _verdict(found: Certificate) -> str:
    if found.proved:
        return (
            "PROVED: from what is in this folder nobody can go back from a replacement to a known\n"
            "name. This program cannot do it any more either."
        )
    if not found.delete_source:
        return (
            "NOT PROVED: the vault and its key are gone, but the raw material was left in place:\n"
            "who has it can still read who is who. Delete it, and every copy."
        )
    return (
        "NOT PROVED: the vault, its key and room 1 are gone; the files named above still hold\n"
        "known names or could not be looked into. See to each of them."
    )
