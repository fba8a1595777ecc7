"""``voices people``."""

from __future__ import annotations

from pathlib import Path

import click

from pipeline.cli.options import by_option, json_option, key_of, print_json, study_option
from pipeline.run.people import Somebody, people, reveal_people
from pipeline.run.study import open_study
from pipeline.values.identifiers import Merge, Question


@click.command("people")
@click.argument("transcript", required=False, default="")
@click.option("--names", is_flag=True, help="Show the real names: needs the key, goes on record.")
@click.option("--open", "only_open", is_flag=True, help="Only those about whom a question is open.")
@by_option
@study_option
@json_option
def command(
    root: Path, transcript: str, names: bool, only_open: bool, by: str, as_json: bool
) -> None:
    """Say who is who: every identity of the study, or of TRANSCRIPT, and what is uncertain.

    Without --names, no word of an interview is shown: forms are numbered.
    """
    found = [one for one in people(root, transcript) if one.identity.questions or not only_open]
    if names:
        reveal_people(root, key_of(open_study(root)), found, by)
    if as_json:
        print_json([_data(one, names) for one in found])
        return
    for one in found:
        _tell(one, names)
    asked = len(
        {
            frozenset((one.identity.id, question.other or question.role))
            for one in found
            for question in one.identity.questions
        }
    )
    click.echo(f"{len(found)} identities, {asked} open questions.")
    if asked:
        click.echo("To answer: voices rule same, or voices rule apart")


def _tell(one: Somebody, names: bool) -> None:
    identity = one.identity
    who = f"{identity.kind.value}, {one.role or 'role unknown'}"
    click.echo(f"{identity.id}  {identity.replacement}  {who}  {one.mentions} mentions")
    for number, (words, merge) in enumerate(zip(identity.forms, one.joined, strict=True), start=1):
        told = words if names else f"form {number}"
        click.echo(f"  {told}: {_why(merge)}" if merge else f"  {told}")
    for question in identity.questions:
        click.secho(f"  ? {_question(identity.id, question)}", fg="yellow")


def _why(merge: Merge) -> str:
    place = merge.first
    where = f"{place.transcript} turn {place.turn}, {place.span.start}:{place.span.end}"
    return f"{merge.like.value}, first in {where}"


def _question(id: str, question: Question) -> str:
    if question.other and question.like:
        return f"{id} and {question.other} may be one: {question.like.value}"
    times = "once" if question.times == 1 else f"{question.times} times"
    return f"is called {question.role}, {times}"


def _data(one: Somebody, names: bool) -> dict[str, object]:
    identity = one.identity
    forms = [
        {
            **({"words": words} if names else {}),
            "number": number,
            "like": merge.like.value if merge else None,
            "first": merge.first.model_dump(mode="json") if merge else None,
        }
        for number, (words, merge) in enumerate(
            zip(identity.forms, one.joined, strict=True), start=1
        )
    ]
    return {
        "identity": identity.id,
        "kind": identity.kind.value,
        "participant": identity.participant,
        "role": one.role,
        "replacement": identity.replacement,
        "mentions": one.mentions,
        "forms": forms,
        "questions": [question.model_dump(mode="json") for question in identity.questions],
    }
