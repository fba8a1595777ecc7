"""``voices log``."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import click

from pipeline.cli.options import json_option, print_json, study_option
from pipeline.errors import InputError
from pipeline.run.files import read_values
from pipeline.run.journal import Journal
from pipeline.run.study import open_study
from pipeline.values.identifiers import Decision, Kind


@click.command("log")
@click.argument("transcript", required=False)
@click.option("--kind", type=click.Choice([kind.value for kind in Kind]), help="Only this kind.")
@click.option("--check", is_flag=True, help="Only decisions that ask for a person's eyes.")
@click.option("--kept", is_flag=True, help="Only what was left in the text.")
@click.option("--verify", is_flag=True, help="Check the journal's chain instead.")
@study_option
@json_option
def command(
    root: Path,
    transcript: str | None,
    kind: str | None,
    check: bool,
    kept: bool,
    verify: bool,
    as_json: bool,
) -> None:
    """Show what was decided, without a word of the original; of TRANSCRIPT, or counted by kind."""
    study = open_study(root)
    if verify:
        journal = Journal(study.places.journal)
        if as_json:
            print_json({"whole": True, "entries": len(journal.entries), "head": journal.head})
        else:
            click.echo(f"The journal is whole: {len(journal.entries)} entries, head {journal.head}")
        return
    study.withdrawn.refuse(transcript or "")
    ids = [transcript] if transcript else sorted(study.documents)
    found: dict[str, list[Decision]] = {}
    for id in ids:
        path = study.places.decisions / f"{id}.jsonl"
        if not path.exists():
            if transcript:
                raise InputError(f"nothing was decided about '{id}' yet", next_step="voices status")
            continue
        found[id] = [d for d in read_values(path, Decision) if _wanted(d, kind, check, kept)]
    if as_json:
        print_json({id: [d.model_dump(mode="json") for d in rows] for id, rows in found.items()})
    elif transcript:
        _show(found[transcript])
    else:
        _count(found)


def _wanted(decision: Decision, kind: str | None, check: bool, kept: bool) -> bool:
    return (
        (kind is None or decision.kind == kind)
        and (not check or decision.status == "check")
        and (not kept or decision.action == "keep")
    )


def _show(decisions: list[Decision]) -> None:
    for d in decisions:
        place = f"{d.turn:>4} {d.span.start}:{d.span.end}"
        ask = "?" if d.status == "check" else " "
        done = d.replacement or "(kept)"
        who = d.identity or ""
        click.echo(f"{place:<14}{ask} {d.kind:<13}{who:<7} {done:<24} {d.reason} [{d.detector}]")
    click.echo(f"\n{len(decisions)} decisions; '?' asks for your eyes. To correct: voices rule")


def _count(found: dict[str, list[Decision]]) -> None:
    for id, decisions in found.items():
        kinds = Counter(d.kind.value for d in decisions)
        checks = sum(d.status == "check" for d in decisions)
        words = ", ".join(f"{kind} {count}" for kind, count in sorted(kinds.items()))
        click.echo(f"{id:<8} {len(decisions):>4} decisions, {checks} to check: {words}")
    click.echo("Next: voices log TRANSCRIPT")
