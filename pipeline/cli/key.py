"""``voices key``."""

from __future__ import annotations

import os
from pathlib import Path

import click

from pipeline.cli.destruction import destroy_command, tell_certificate
from pipeline.cli.options import (
    by_option,
    json_option,
    key_of,
    new_key_of,
    print_json,
    study_option,
)
from pipeline.errors import InputError
from pipeline.identified.vault import KeyFile
from pipeline.run.custody import key_status, reveal, reveals
from pipeline.run.files import read_value
from pipeline.run.rotation import Rotated, rotate
from pipeline.run.study import OpenStudy, open_study
from pipeline.settings import KeyKind
from pipeline.values.records import Certificate


@click.group("key")
def command() -> None:
    """Look after the key of the vault: who is who, encrypted."""


command.add_command(destroy_command)


@command.command()
@study_option
@json_option
def status(root: Path, as_json: bool) -> None:
    """Say where the vault and its key are, and whether the key opens it."""
    study = open_study(root)
    found = key_status(study, key_of(study))
    if as_json:
        print_json(found)
        return
    for name, value in found.items():
        click.echo(f"{name:<12} {value}")
    if study.destroyed and study.destroyed.finished and study.places.certificate.exists():
        tell_certificate(read_value(study.places.certificate, Certificate))


@command.command("reveal")
@click.argument("identity")
@click.option("--because", default="", help="Why: one line for the journal that names nobody.")
@by_option
@study_option
def reveal_command(root: Path, identity: str, because: str, by: str) -> None:
    """Show the real name behind IDENTITY. Every reveal is put on record in the journal."""
    study = open_study(root)
    study.refuse_destroyed()
    found = reveal(study, key_of(study), identity, by, because)
    click.echo(f"{found.id} ({found.kind}, {found.role or 'role unknown'}): {found.replacement}")
    for form in found.forms:
        click.echo(f"  {form}")


@command.command("reveals")
@study_option
@json_option
def reveals_command(root: Path, as_json: bool) -> None:
    """List who asked for real names, when, for which identities and why. Shows no name."""
    found = reveals(open_study(root))
    if as_json:
        print_json([vars(one) for one in found])
        return
    for one in found:
        why = f": {one.because}" if one.because else ""
        ids = ", ".join(one.identities[:4])
        more = f" and {len(one.identities) - 4} more" if len(one.identities) > 4 else ""
        click.echo(f"{one.time}  {one.by:<8} {ids}{more} [{one.how}]{why}")
    click.echo(f"{len(found)} times, by this program. Who opened outputs/identified is not known.")


@command.command("rotate")
@click.option(
    "--to",
    type=click.Choice([kind.value for kind in KeyKind]),
    help="The sort of the new key (default: as the old one).",
)
@click.option(
    "--key-file",
    type=click.Path(path_type=Path, dir_okay=False),
    help="Where the new key file is written (default: where the settings look for it).",
)
@by_option
@study_option
def rotate_command(root: Path, to: str | None, key_file: Path | None, by: str) -> None:
    """Seal the vault with a new key. The old key opens it no longer.

    A new passphrase is asked for, or taken from VOICES_NEW_PASSPHRASE.
    """
    study = open_study(root)
    study.refuse_destroyed()
    old = key_of(study)
    kind = KeyKind(to) if to else KeyKind.FILE if isinstance(old, KeyFile) else KeyKind.PASSPHRASE
    if key_file and kind is not KeyKind.FILE:
        raise click.UsageError("--key-file goes with a key file, not with a passphrase")
    if not study.vault_path.exists():
        raise InputError("there is no vault yet", next_step="voices run")
    _tell_rotated(study, rotate(root, old, new_key_of(study, kind, key_file), by), kind)


def _tell_rotated(study: OpenStudy, done: Rotated, kind: KeyKind) -> None:
    click.echo(f"The vault opens with a new {done.new}, and no longer with the old {done.old}.")
    if done.old_deleted:
        click.echo("The old key file was deleted.")
    if done.old_left:
        click.secho(f"The old key file {done.old_left}: the custodian must delete it.", fg="yellow")
    if not done.settings_named:
        click.secho(
            f"Now change config/study.yaml: under 'vault', set 'key: {kind.value}'"
            + (" and 'key_file' to the new place." if kind is KeyKind.FILE else "."),
            fg="yellow",
        )
    named = {"VOICES_KEY_FILE", "VOICES_PASSPHRASE"} & os.environ.keys()
    if named:
        click.echo(f"{', '.join(sorted(named))} is set and goes before the settings: see to it.")
    click.echo(
        "Copies of the old vault (backups, sync folders) still open with copies of the old key.\n"
        "The old key's bytes were overwritten once; a solid state disk may keep them for a while.\n"
        "Next: voices key status; then make the second copy of the new key."
    )
