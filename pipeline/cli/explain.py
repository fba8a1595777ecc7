"""``voices explain``."""

from __future__ import annotations

from pathlib import Path

import click

from pipeline.cli.options import json_option, print_json, study_option
from pipeline.errors import InputError
from pipeline.run.standing import Step, standing


@click.command("explain")
@click.argument("transcript", required=False)
@study_option
@json_option
def command(root: Path, transcript: str | None, as_json: bool) -> None:
    """Say what `voices run` would do now, and why: for TRANSCRIPT, or for the whole study."""
    study, steps = standing(root)
    study.withdrawn.refuse(transcript or "")
    if transcript is not None and transcript not in study.documents:
        raise InputError(
            f"there is no transcript '{transcript}' in this study", next_step="voices status"
        )
    chosen = [step for step in steps if transcript is None or step.item == transcript]
    if transcript is None:
        chosen = [step for step in chosen if step.stale]
    if as_json:
        print_json([_row(step) for step in chosen])
        return
    for step in chosen:
        click.echo(f"{step.stage:<8} {step.item:<8} {_why(step)}")
    if not chosen:
        click.echo("Nothing would run: everything is up to date.")


def _row(step: Step) -> dict[str, object]:
    outcome = step.outcome.value if step.outcome else None
    return {
        "stage": step.stage,
        "item": step.item,
        "outcome": outcome,
        "notice": step.notice,
        "why": step.stale,
    }


def _why(step: Step) -> str:
    if step.stale:
        return f"would run: {'; '.join(step.stale)}"
    notice = f": {step.notice}" if step.notice else ""
    return f"{step.outcome}, up to date{notice}"
