"""``voices key``."""

from __future__ import annotations

from pathlib import Path

import click

from pipeline.cli.options import by_option, json_option, key_of, print_json, study_option
from pipeline.run.custody import key_status, reveal
from pipeline.run.study import open_study


@click.group("key")
def command() -> None:
    """Look after the key of the vault: who is who, encrypted."""


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


@command.command("reveal")
@click.argument("identity")
@by_option
@study_option
def reveal_command(root: Path, identity: str, by: str) -> None:
    """Show the real name behind IDENTITY. Every reveal is put on record in the journal."""
    study = open_study(root)
    found = reveal(study, key_of(study), identity, by)
    click.echo(f"{found.id} ({found.kind}, {found.role or 'role unknown'}): {found.replacement}")
    for form in found.forms:
        click.echo(f"  {form}")
