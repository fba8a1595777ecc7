"""``python -m training.names``: the commands that make the names model, in their order."""

from __future__ import annotations

from pathlib import Path

import click

FOLDER = click.Path(file_okay=False, path_type=Path)
OPEN = click.option(
    "--data",
    type=FOLDER,
    default=None,
    help="Folder of the open data; without it: interviews only.",
)
WORK = click.option(
    "--work", type=FOLDER, default=Path("training/names/made"), help="Where networks are kept."
)


@click.group()
def commands() -> None:
    """Make the names model: prepare, train, export, calibrate, evaluate."""


@commands.command()
@OPEN
@click.option("--out", type=click.Path(dir_okay=False, path_type=Path), required=True)
@click.option("--seed", default=7, show_default=True)
def prepare(data: Path | None, out: Path, seed: int) -> None:
    """Write one epoch's text as the network is shown it: other names, noise, tags."""
    import random

    from pipeline.language.wordpiece import VOCABULARY, WordPiece
    from training.names.data import Drawn, load, names_in
    from training.names.misheard import Mishearing
    from training.names.name_lists import NameLists
    from training.names.talk import tagged

    found = load(data)
    lists = NameLists(held_out=names_in(found.held_out))
    mishearing = Mishearing(WordPiece.load(VOCABULARY).pieces)
    documents = Drawn(found, lists, mishearing, random.Random(seed)).epoch()
    with out.open("w", encoding="utf-8") as lines:
        for document in documents:
            lines.writelines(f"{document.voice}\t{tagged(turn)}\n" for turn in document.turns)


@commands.command()
@OPEN
@WORK
@click.option("--epochs", default=4, show_default=True)
@click.option("--rate", default=2e-4, show_default=True, help="Of learning, at its highest.")
@click.option("--seed", default=7, show_default=True)
@click.option("--start", type=FOLDER, help="Folder of a network to go on from.")
def train(
    data: Path | None, work: Path, epochs: int, rate: float, seed: int, start: Path | None
) -> None:
    """Train the network; three quarters of an hour on two cores."""
    from training.names.data import load
    from training.names.train import Recipe
    from training.names.train import train as run

    run(load(data), Recipe(epochs=epochs, rate=rate, seed=seed), work, click.echo, start)


@commands.command()
@WORK
def export(work: Path) -> None:
    """Write the trained network as ONNX, whole and in eight bits."""
    from training.names.export import export as run

    run(work / "network.pt", work)
    click.echo(f"{work / 'model.onnx'}: {(work / 'model.onnx').stat().st_size / 1e6:.1f} MB")


@commands.command()
@WORK
@click.option("--version", required=True, help="Name of this model, in logs and settings.")
@click.option("--lean", default=2.5, show_default=True, help="For people, places, organisations.")
@click.option("--lean-numbers", default=1.5, show_default=True, help="For numbers, dates, ages.")
@click.option("--lean-indirect", default=-0.5, show_default=True, help="For jobs, health, ...")
@click.option("--lean-loose", default=-1.5, show_default=True, help="For family facts and acts.")
@click.option("--generous", default=3.8, show_default=True, help="For jobs ... only listed.")
@click.option("--generous-loose", default=6.8, show_default=True, help="For acts ... only listed.")
@click.option("--listed", default=4.0, show_default=True, help="What a listed name weighs.")
@click.option("--perhaps", default=2.5, show_default=True, help="What a doubtful one weighs.")
@click.option("--spelled", default=4.0, show_default=True, help="What a name of the roster weighs.")
@click.option("--heard", default=8.0, show_default=True, help="What sounds just like one weighs.")
@click.option("--held", default=0.5, show_default=True, help="Share of it for unlisted names.")
@click.option("--known", default=0.8, show_default=True, help="From here: sought everywhere.")
@click.option("--again", default=0.025, show_default=True, help="For names that are words too.")
@click.option("--sure", default=0.7, show_default=True, help="Below: a person is asked.")
def calibrate(work: Path, version: str, **chosen: float) -> None:
    """Learn what scores mean from the voices kept apart, and write model.json."""
    from pipeline.identified.names_model.model import NamesModel
    from pipeline.language.wordpiece import VOCABULARY
    from training.names import calibrate as fit
    from training.names.data import load

    operating = fit.uncalibrated(work, version, fit.Choices(**chosen))
    model = NamesModel(work / "model.onnx", VOCABULARY)
    apart = load(None).held_out
    pairs = list(fit.finds(model, apart, operating))
    more = list(fit.finds(model, apart, operating, generous=True))
    curves = {
        "calibration": fit.curves(pairs),
        "generous_calibration": fit.generous_curves(more),
    }
    fit.write(work, operating.model_copy(update=curves))
    click.echo(f"{len(pairs)} finds, {len(more)} only listed; {work / 'model.json'}")


@commands.command()
@click.option("--names", multiple=True, default=("model",), show_default=True)
@click.option("--audience", default="commissioner", show_default=True)
def whole(names: tuple[str, ...], audience: str) -> None:
    """Measure the whole of the first room, as installed, on the voices kept apart."""
    from pipeline.settings import Audience
    from training.names.data import load
    from training.names.whole import measure

    for lines in measure(load(None).held_out, names, Audience(audience)):
        for line in lines:
            one = line.estimate
            share = "-" if one.share is None else f"{one.share:6.1%}"
            ends = "" if one.low is None else f"  [{one.low:.1%}, {one.high:.1%}]"
            click.echo(f"{line.name:13}{line.measure:26}{one.hits:6}/{one.total:<6}{share}{ends}")


@commands.command()
@WORK
def install(work: Path) -> None:
    """Copy the exported network into the package: what `names: model` runs from now on."""
    import shutil

    from pipeline.identified.recognisers.model_names import FOLDER

    for name in ("model.onnx", "model.json"):
        shutil.copyfile(work / name, FOLDER / name)


@commands.command()
@WORK
@click.option("--on", type=click.Choice(["held-out", "sample"]), default="held-out")
@click.option("--lower", is_flag=True, help="Without capitals.")
@click.option("--one-pass", is_flag=True, help="Without the search for names found elsewhere.")
@click.option("--lean", default=0.0, help="Added to every kind's lean.")
@click.option("--groups", is_flag=True, help="People by groups of names too.")
@click.option("--misses", multiple=True, help="Kinds whose misses are listed, with their words.")
@click.option("--curve", is_flag=True, help="Leans from -2 to 3 instead of one table.")
@click.option("--reliability", is_flag=True, help="What the calibrated scores are worth.")
@click.option("--roster", is_flag=True, help="With the roster a researcher would have.")
@click.option("--deaf", is_flag=True, help="The roster by its spelling alone, not by sound.")
def evaluate(
    work: Path,
    on: str,
    lower: bool,
    one_pass: bool,
    lean: float,
    groups: bool,
    misses: tuple[str, ...],
    curve: bool,
    reliability: bool,
    roster: bool,
    deaf: bool,
) -> None:
    """Measure an exported network on voices kept apart or on the sample interviews."""
    from training.names import evaluate as measured
    from training.names.calibrate import finds
    from training.names.calibrate import reliability as reliable
    from training.names.data import load
    from training.names.figures import lowered
    from training.names.talk import gold

    sample = Path("corpora/sample/gold").glob("*.gold.txt")
    documents = list(load(None).held_out) if on == "held-out" else gold(sample)
    if lower:
        documents = [lowered(one) for one in documents]
    model, operating = measured.load(work)
    if reliability:
        for said, right, number in reliable(operating, list(finds(model, documents, operating))):
            click.echo(f"said {said:.2f}  right {right:.2f}  of {number}")
        return
    looked = measured.look(model, documents)
    if curve:
        click.echo("lean   direct  PERSON  LOCATION  ORGANISATION  other words lost")
        for step, found in measured.curve(looked, operating, [n / 2 for n in range(-4, 7)]):
            shares = (
                found.recall(name) for name in ("direct", "PERSON", "LOCATION", "ORGANISATION")
            )
            click.echo(
                f"{step:4.1f}  {'   '.join(f'{s:6.1%}' for s in shares)}   {found.loss():.2%}"
            )
        return
    if deaf:
        operating = operating.model_copy(update={"heard": 0.0, "spelled": 0.0})
    figures, wrong = measured.measure(
        looked, operating, lean=lean, second_pass=not one_pass, roster=roster
    )
    click.echo(figures.table())
    if groups or roster:
        click.echo(figures.by_group())
    for one in wrong:
        if one.kind.value in misses:
            sign = "missed" if one.missed else "wrong "
            click.echo(f"{sign} {one.voice} {one.kind} {one.before}<<{one.words}>>{one.after}")


if __name__ == "__main__":
    commands()
