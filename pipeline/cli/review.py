"""``voices review``."""

from __future__ import annotations

from pathlib import Path

import click

from pipeline.cli.options import by_option, key_of, study_option
from pipeline.identified.vault import open_vault
from pipeline.run.reviewing.opened import note_opened
from pipeline.run.study import open_study


@click.command("review")
@click.option("--codings", is_flag=True, help="Only codings and flags: the vault stays shut.")
@click.option("--port", type=click.IntRange(0, 65535), default=0, help="0: any that is free.")
@click.option("--idle", type=click.IntRange(1, 240), default=15, show_default=True,
              help="Minutes without a sign of life until the pages lock.")  # fmt: skip
@click.option("--browser/--no-browser", default=True, help="Open the link in the browser.")
@by_option
@study_option
def command(root: Path, codings: bool, port: int, idle: int, browser: bool, by: str) -> None:
    """Open the review in the browser: identifiers, codings, sign-off.

    The pages answer on this machine alone, to the one browser that opens the link, until Ctrl+C.
    What is done on them is in the journal at once.
    """
    from pipeline.web.desk import Desk
    from pipeline.web.serve import serve
    from pipeline.web.session import Session

    study = open_study(root)
    shut = codings or study.destroyed is not None
    key = None if shut else key_of(study)
    if key and study.vault_path.exists():
        open_vault(study.vault_path, key)  # a wrong key is told before anything is shown
    note_opened(root, by, with_key=key is not None)

    def ready(address: str) -> None:
        click.echo(
            f"Review of {study.places.relative(root)} by {by}. Open this link; it works once:"
        )
        click.echo(f"  {address}")
        click.echo("Ctrl+C ends it.")
        if browser:
            click.launch(address)

    serve(Desk(root, by, Session(idle * 60.0), key), port, ready)
