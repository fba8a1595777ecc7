"""``voices explain``."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import click

from pipeline.cli.options import json_option, print_json, study_option
from pipeline.cli.shown_first import ShownFirst
from pipeline.errors import InputError
from pipeline.run.explaining import CodingExplained, explain_coding
from pipeline.run.standing import Step, standing


@click.group("explain", cls=ShownFirst)
def command() -> None:
    """Say what `voices run` would do now and why, or why a coding is proposed."""


@command.command("show")
@click.argument("transcript", required=False)
@study_option
@json_option
def show(root: Path, transcript: str | None, as_json: bool) -> None:
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


@command.command("coding")
@click.argument("coding")
@study_option
@json_option
def coding_(root: Path, coding: str, as_json: bool) -> None:
    """Say why CODING is proposed: the model, cues, the nearest examples, what else it may be.

    Shows words of the codebook, none of the talk.
    """
    found = explain_coding(root, coding)
    if as_json:
        print_json(_data(found))
        return
    for line in _lines(found):
        click.echo(line)


def _lines(found: CodingExplained) -> Iterator[str]:
    coding, why = found.line.coding, found.why
    place = f"{coding.transcript}, turn {coding.turn}, {coding.span.start}:{coding.span.end}"
    yield f"{coding.id}  {coding.code} ({coding.polarity}), {place}: {found.line.status}"
    yield f"  proposed by {coding.coder}: {coding.evidence}"
    if why is None:
        yield f"  {found.without}"
        return
    standing = "is put to a person"
    if why.confidence < found.settings.proposes_from:
        standing = f"is only listed (below {found.settings.proposes_from:.2f})"
    if why.confidence < found.settings.lists_from:
        standing = f"would not be proposed now (below {found.settings.lists_from:.2f})"
    yield f"  confidence  {why.confidence:.2f}: {standing}"
    texts = "by the code's texts alone" + ("" if why.taught else ", which nobody has checked")
    source = "trained on this code" if why.shipped else texts
    question = "with the question before it" if why.question_read else "no question before it"
    yield f"  model       {why.model:.2f}: {source}; {question}"
    for part in why.parts:
        yield f"  {'for' if part.adds > 0 else 'against':<11} {part.what} ({part.adds:+.2f})"
    if why.cues:
        yield f"  cues        {', '.join(why.cues)}"
    if why.taught:
        yield (
            f"  rulings     on this code in this study: {why.taught.right} accepted, "
            f"{why.taught.wrong} rejected"
        )
    for example in why.examples:
        yield f"  reads like  {example.text} ({example.cosine:.2f})"
    if why.rivals:
        rivals = ", ".join(f"{code} {chance:.2f}" for code, chance in why.rivals)
        yield f"  or else     {rivals}"
    for check in coding.checks:
        yield f"  check       {check}"


def _data(found: CodingExplained) -> dict[str, object]:
    coding, why = found.line.coding, found.why
    data: dict[str, object] = coding.model_dump(mode="json", exclude={"text"})
    data["status"] = found.line.status.value
    if why is not None:
        data["why"] = {
            "trained": why.shipped,
            "model": round(why.model, 3),
            "parts": [[part.what, round(part.adds, 3)] for part in why.parts],
            "confidence": round(why.confidence, 3),
            "cues": why.cues,
            "question": why.question_read,
            "examples": [[one.text, round(one.cosine, 3)] for one in why.examples],
            "or_else": [[code, round(chance, 3)] for code, chance in why.rivals],
            "accepted": why.taught.right if why.taught else 0,
            "rejected": why.taught.wrong if why.taught else 0,
        }
    return data


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
