"""``python -m training.themes``: the commands that make the themes models, in their order."""

from __future__ import annotations

from pathlib import Path

import click

FOLDER = click.Path(file_okay=False, path_type=Path)
WORK = click.option(
    "--work", type=FOLDER, default=Path("training/themes/made/a"), help="Where it is kept."
)
WITHOUT = click.option(
    "--without", multiple=True, help="A code to leave out: what is a new one worth?"
)
ON = click.Choice(["held-out", "sample", "unseen", "unseen-2", "unseen-3"])


@click.group()
def commands() -> None:
    """Make the themes models: train, export, calibrate, evaluate, install."""


@commands.command()
@WORK
@click.option("--epochs", default=5, show_default=True)
@click.option("--rate", default=2e-4, show_default=True, help="Of learning, at its highest.")
@click.option("--seed", default=7, show_default=True)
@click.option("--pieces", default=7000, show_default=True, help="In a batch.")
@click.option("--no-texts", is_flag=True, help="Learn weights alone, not the codes' texts.")
@WITHOUT
def train(
    work: Path,
    epochs: int,
    rate: float,
    seed: int,
    pieces: int,
    no_texts: bool,
    without: tuple[str, ...],
) -> None:
    """Train one encoder with its heads; half an hour on two cores."""
    from training.themes.data import codebook, load, without_codes
    from training.themes.train import Recipe
    from training.themes.train import train as run

    learn, _ = load()
    book = codebook()
    if without:
        learn, book = without_codes(learn, book, without)
    recipe = Recipe(epochs=epochs, rate=rate, seed=seed, pieces=pieces, reads_texts=not no_texts)
    run(learn, book, recipe, work, click.echo)


@commands.command()
@WORK
@WITHOUT
def export(work: Path, without: tuple[str, ...]) -> None:
    """Write the trained encoder as ONNX, whole and in eight bits, and its heads."""
    from training.themes.data import codebook, without_codes
    from training.themes.export import export as run

    _, book = without_codes([], codebook(), without)
    run(work, book)
    click.echo(f"{work / 'model.onnx'}: {(work / 'model.onnx').stat().st_size / 1e6:.1f} MB")


@commands.command()
@click.option("--work", "works", type=FOLDER, multiple=True, required=True, help="Of an encoder.")
@click.option("--out", type=FOLDER, default=Path("training/themes/made"), show_default=True)
@click.option("--version", required=True, help="Name of the models, in logs and settings.")
@click.option("--share", default=0.5, show_default=True, help="What nearness to texts counts.")
@click.option("--new-codes-by", "apart", type=FOLDER, help="An encoder trained without some codes.")
@click.option("--reach", default=2.0, show_default=True, help="How far a passage reaches down.")
@click.option("--on", type=ON, default="held-out", show_default=True, help="To calibrate on.")
def calibrate(
    works: tuple[Path, ...],
    out: Path,
    version: str,
    share: float,
    apart: Path | None,
    reach: float,
    on: str,
) -> None:
    """Put exported encoders together and learn what their scores mean."""
    from pipeline.anonymised.themes_model.model import ThemesModel
    from training.themes import calibrate as fit
    from training.themes.data import codebook, interviews

    book, found = codebook(), interviews(on)
    fit.put_together(works, out, version, share)
    model = ThemesModel(out)
    flags = fit.flag_thresholds(model, interviews("held-out"))
    operating = fit.calibrated(model.operating, list(fit.samples(model, book, found)), flags)
    if apart:
        fit.put_together([apart], out / "apart", version, share)
        unseen = fit.unseen_curve(ThemesModel(out / "apart"), book, found)
        operating = operating.model_copy(update={"unseen": unseen})
    fit.write(out, operating.model_copy(update={"reach": reach}))
    click.echo(out / "model.json")


@commands.command()
@click.option("--folder", type=FOLDER, help="Of the models; without it: the installed ones.")
@click.option("--on", type=ON, default="held-out", show_default=True)
@click.option("--from", "threshold", default=0.4, show_default=True, help="What is proposed.")
@click.option("--bands", is_flag=True, help="What stated confidences are worth.")
@click.option("--errors", is_flag=True, help="What is wrong or missed, by cause.")
@click.option("--new", is_flag=True, help="Only codes that the models were trained without.")
def evaluate(
    folder: Path | None, on: str, threshold: float, bands: bool, errors: bool, new: bool
) -> None:
    """Measure models on the voices kept apart, or on the repository's gold interviews."""
    from pipeline.anonymised.themes_model.model import FOLDER as INSTALLED
    from pipeline.anonymised.themes_model.model import ThemesModel
    from training.themes.data import codebook, interviews
    from training.themes.errors import causes
    from training.themes.evaluate import measure

    model, book, talk = ThemesModel(folder or INSTALLED), codebook(), interviews(on)
    found = measure(model, book, talk, threshold)
    if new:
        found = found.only(
            [at for at, code in enumerate(book.codes) if code.id not in model.operating.codes]
        )
    precision, recall, f1 = found.f1(threshold)
    best, highest = found.best()
    click.echo(
        f"{on}: {found.truth.sum()} codings in {len(found.truth)} turns\n"
        f"precision {precision:.3f}  recall {recall:.3f}  F1 {f1:.3f} from {threshold:.2f} "
        f"(highest {highest:.3f} from {best:.2f})\n"
        f"average precision {found.average_precision():.3f}  "
        f"precision at half {found.precision_at_half():.3f}  "
        f"among best 3 {found.among_best(3):.3f}  5 {found.among_best(5):.3f}  "
        f"span F1 {found.span_f1():.3f}"
    )
    if bands:
        for stated, right, number in found.bands():
            click.echo(f"stated {stated:.2f}  right {right:.2f}  of {number}")
    if errors:
        wrong, missed = causes(model, book, talk, threshold)
        for title, counts in {"wrong": wrong, "missed": missed}.items():
            for cause, number in counts.most_common():
                click.echo(f"{title:<7} {number:4}  {cause}")


@commands.command()
@click.option("--folder", type=FOLDER, default=Path("training/themes/made"), show_default=True)
def install(folder: Path) -> None:
    """Copy models into the package: what `coding: by: model` runs from now on."""
    import shutil

    from pipeline.anonymised.themes_model.model import FOLDER as INSTALLED
    from pipeline.anonymised.themes_model.operating import Operating

    operating = Operating.load(folder / "model.json")
    names = [name for part in operating.parts for name in (part.encoder, part.heads)]
    for name in ("model.json", *names):
        shutil.copyfile(folder / name, INSTALLED / name)


if __name__ == "__main__":
    commands()
