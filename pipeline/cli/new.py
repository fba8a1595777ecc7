"""``voices new``."""

from __future__ import annotations

from pathlib import Path

import click

from pipeline.run.starting import start_study


@click.command("new")
@click.argument("path", type=click.Path(path_type=Path))
@click.option("--title", default="A new study", show_default=True, help="Stands on every export.")
def command(path: Path, title: str) -> None:
    """Start a study in the new folder PATH."""
    start_study(path, title)
    click.echo(
        f"A study was started in {path}.\n"
        f"Next: put the transcripts into {path / 'corpora/interviews/transcripts'}, fill in\n"
        "  participants.csv (who agreed to what) and roster.csv (names you know of), then:\n"
        f"  voices run --study {path}"
    )
