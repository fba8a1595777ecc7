"""``python -m training.names``: the commands that make the names model, in their order."""

from __future__ import annotations

from pathlib import Path

import click

FOLDER = click.Path(file_okay=False, path_type=Path)
OPEN = click.option(
    "--data", type=FOLDER, default=None, help="Folder of the open data; without it: interviews only."
)
WORK = click.option(
    "--work", type=FOLDER, default=Path("training/names/work"), help="Where networks are kept."
)


@click.group()
def commands() -> None:
    """Make the names model: prepare, train, export, calibrate, evaluate."""


@commands.command()
@OPEN
@WORK
@click.option("--epochs", default=6, show_default=True)
@click.option("--seed", default=7, show_default=True)
def train(data: Path | None, work: Path, epochs: int, seed: int) -> None:
    """Train the network; half an hour on two cores."""
    from training.names.data import load
    from training.names.train import Recipe
    from training.names.train import train as run

    run(load(data), Recipe(epochs=epochs, seed=seed), work, click.echo)


if __name__ == "__main__":
    commands()
