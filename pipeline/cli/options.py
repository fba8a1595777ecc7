"""What several commands take, and how they open a study."""

from __future__ import annotations

import getpass
import json
import os
from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

import click

from pipeline.identified.vault import Key, KeyFile, Passphrase, vault_key
from pipeline.run.places import find_study
from pipeline.run.study import OpenStudy
from pipeline.settings import KeyKind

Command = TypeVar("Command", bound=Callable[..., Any])


def study_option(command: Command) -> Command:
    """``--study PATH``: the study to work on; the callback turns it into the study's root."""
    return click.option(
        "--study",
        "root",
        type=click.Path(path_type=Path, file_okay=False, exists=True),
        default=Path(),
        callback=lambda ctx, param, value: find_study(value.absolute()),
        help="The study's folder (default: the one you stand in).",
    )(command)


def json_option(command: Command) -> Command:
    """``--json``: for scripts."""
    return click.option("--json", "as_json", is_flag=True, help="Answer in JSON, for scripts.")(
        command
    )


def by_option(command: Command) -> Command:
    """``--by NAME``: who rules or approves."""
    return click.option(
        "--by",
        default=lambda: os.environ.get("VOICES_REVIEWER") or getpass.getuser(),
        callback=lambda ctx, param, value: _named(value),
        help="Your name or initials, for the journal (default: VOICES_REVIEWER, or your login).",
    )(command)


def _named(by: str) -> str:
    if not by.strip():
        raise click.BadParameter("a ruling or an approval is somebody's")
    return by.strip()


def key_of(study: OpenStudy) -> Key:
    """The vault's key: VOICES_KEY_FILE or VOICES_PASSPHRASE where set, else as the settings say
    (a passphrase is asked for at the terminal). A vault that is there knows which sort of key it
    was sealed with: that goes before the settings."""
    settings = study.settings.vault
    if file := os.environ.get("VOICES_KEY_FILE"):
        return KeyFile(Path(file))
    if words := os.environ.get("VOICES_PASSPHRASE"):
        return Passphrase(words)
    sort = vault_key(study.vault_path)
    gone = study.destroyed and not sort  # then no key is needed, and none is asked for
    if gone or sort == KeyFile.name or (not sort and settings.key is KeyKind.FILE):
        return KeyFile(study.places.root / settings.key_file)
    new = not study.vault_path.exists()
    return Passphrase(
        click.prompt("Passphrase of the vault", hide_input=True, confirmation_prompt=new, err=True)
    )


def key_at_hand(study: OpenStudy) -> Key | None:
    """The vault's key, where nobody need be asked for it."""
    given = os.environ.get("VOICES_KEY_FILE") or os.environ.get("VOICES_PASSPHRASE")
    if given or vault_key(study.vault_path) == KeyFile.name:
        return key_of(study)
    return None


def new_key_of(study: OpenStudy, kind: KeyKind, key_file: Path | None) -> Key:
    """The key that a rotation is to make: a file's place, or VOICES_NEW_PASSPHRASE, or a passphrase
    that is asked for at the terminal."""
    if kind is KeyKind.FILE:
        default = Path(os.environ.get("VOICES_KEY_FILE") or study.settings.vault.key_file)
        return KeyFile(study.places.root / default if key_file is None else key_file.absolute())
    if words := os.environ.get("VOICES_NEW_PASSPHRASE"):
        return Passphrase(words)
    return Passphrase(
        click.prompt("New passphrase", hide_input=True, confirmation_prompt=True, err=True)
    )


def print_json(data: Any) -> None:
    """Print `data` as JSON."""
    click.echo(json.dumps(data, ensure_ascii=False, indent=2))
