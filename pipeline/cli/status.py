"""``voices status``."""

from __future__ import annotations

from pathlib import Path

import click

from pipeline.cli.options import json_option, print_json, study_option
from pipeline.measure.learning import STRETCH, Learning
from pipeline.run.coded import learned
from pipeline.run.inputs import STUDY
from pipeline.run.standing import Step, standing
from pipeline.values.records import Outcome

SHOWN = 6
"""So many points of the learning curve are shown; all are in the JSON."""


@click.command("status")
@study_option
@json_option
def command(root: Path, as_json: bool) -> None:
    """Say where every transcript stands and what waits for whom. Runs nothing."""
    study, steps = standing(root)
    last = {id: _last(id, steps) for id in sorted(study.documents)}
    stale = sum(bool(step.stale) for step in steps)
    if as_json:
        print_json(
            {
                "title": study.settings.title,
                "review": study.settings.review.value,
                "stale": stale,
                "transcripts": {id: _row(step) for id, step in last.items()},
                "withdrawn": dict(study.withdrawn.times),
                "withdrawals_unfinished": sorted(study.withdrawn.unfinished),
                "destroyed": study.destroyed.time if study.destroyed else None,
                "faults": [str(fault) for fault in study.faults],
                "learning": learned(root).model_dump(mode="json"),
            }
        )
        return
    click.echo(f"{study.settings.title}\nreview: {study.settings.review.value}\n")
    if study.destroyed:
        click.echo(f"The key was destroyed on {study.destroyed.time[:10]}: voices key status\n")
    for fault in study.faults:
        click.secho(f"Table: {fault}", fg="yellow")
    for id, step in last.items():
        click.echo(f"  {id:<8} {_words(step)}")
    for id, time in sorted(study.withdrawn.times.items()):
        broken_off = id in study.withdrawn.unfinished
        rest = "; what was made of her is not all deleted yet: voices run" if broken_off else ""
        click.echo(f"  {id:<8} withdrawn on {time[:10]}{rest}")
    _tell_learning(learned(root))
    click.echo("\nUp to date." if not stale else f"\n{stale} steps are stale. Next: voices run")


def _last(id: str, steps: list[Step]) -> Step:
    """The furthest stage a transcript has come to."""
    own = [step for step in steps if step.item == id and step.item != STUDY]
    reached = [step for step in own if step.outcome is not None]
    return reached[-1] if reached else own[0]


def _row(step: Step) -> dict[str, object]:
    outcome = step.outcome.value if step.outcome else "not run"
    return {"stage": step.stage, "outcome": outcome, "notice": step.notice, "why": step.stale}


def _words(step: Step) -> str:
    if step.outcome is None:
        return "not run yet"
    words = {
        Outcome.DONE: f"done up to '{step.stage}'",
        Outcome.WAITING: f"waiting at '{step.stage}'",
        Outcome.REFUSED: f"refused at '{step.stage}'",
        Outcome.FAILED: f"failed at '{step.stage}'",
        Outcome.REMOVED: f"removed at '{step.stage}'",
    }[step.outcome]
    notice = f": {step.notice}" if step.notice else ""
    return f"{words}{notice}{' (stale)' if step.stale else ''}"


def _tell_learning(told: Learning) -> None:
    """How people found the proposals, in a few lines."""
    decided = told.accepted + told.rejected
    if not decided + told.added:
        return
    click.echo(
        f"\nPeople accepted {told.accepted} of {decided} proposed codings, and added {told.added}."
    )
    if len(told.curve) > 1:
        shown = [f"{one.accepted} of {one.last - one.first + 1}" for one in told.curve[-SHOWN:]]
        click.echo(f"  accepted, {STRETCH} by {STRETCH}, the latest last: {', '.join(shown)}")
    for one in told.codes:
        if one.lately is not None:
            click.echo(f"  {one.code}: of {STRETCH} like this {one.lately} were accepted")
