"""``voices run``."""

from __future__ import annotations

import sys
from collections import defaultdict
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import click

from pipeline.cli.options import json_option, key_of, print_json, study_option
from pipeline.errors import ExitCode
from pipeline.run.runner import Report, run
from pipeline.run.study import OpenStudy, open_study


@click.command("run")
@study_option
@json_option
def command(root: Path, as_json: bool) -> int:
    """Do everything that is stale and not waiting for a person.

    Only what changed since the last run is done again; a run that was stopped goes on where it
    was. Exit code 0: all done or waiting for a person; 4: a file was refused (the others ran).
    """
    study = open_study(root)
    with _progress() as progress:
        report = run(root, key_of(study), progress)
    if as_json:
        print_json(_data(report))
    else:
        _tell(report, study)
    return ExitCode.INPUT if report.refused or report.faults else ExitCode.OK


@contextmanager
def _progress() -> Iterator[Callable[[str, int, int], None]]:
    """A bar a stage on a terminal; nothing otherwise."""
    if not sys.stderr.isatty():
        yield lambda stage, done, total: None
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

    columns = (
        TextColumn("{task.description:<8}"),
        BarColumn(),
        MofNCompleteColumn(),
        TimeElapsedColumn(),
    )
    with Progress(*columns, console=Console(stderr=True), transient=False) as bars:
        tasks: dict[str, object] = {}

        def show(stage: str, done: int, total: int) -> None:
            if total and stage not in tasks:
                tasks[stage] = bars.add_task(stage, total=total)
            if total:
                bars.update(tasks[stage], completed=done)  # type: ignore[arg-type]

        yield show


def _tell(report: Report, study: OpenStudy) -> None:
    ran = ", ".join(f"{stage} {count}" for stage, count in report.ran.items())
    click.echo(f"{report.documents} transcripts. Run: {ran or 'nothing, all was up to date'}.")
    for fault in report.faults:
        click.secho(f"Table: {fault}", fg="yellow", err=True)
    for receipt in report.refused:
        click.secho(f"Refused at '{receipt.stage}': {receipt.notice}", fg="red", err=True)
    if report.waiting:
        ids = ", ".join(receipt.item for receipt in report.waiting)
        click.echo(f"Waiting for a reviewer: {ids}")
        sources, drafts = study.places.transcripts, study.places.drafts
        click.echo(f"  Source: {study.places.relative(sources)}/ID.txt")
        click.echo(f"  Draft:  {study.places.relative(drafts)}/ID.txt")
        click.echo("  Next: voices review; or read both side by side, then: voices approve ID ...")
    open_codings = [receipt.item for receipt in report.notices if receipt.stage == "confirm"]
    if open_codings:
        table = study.places.relative(study.places.codings_table)
        click.echo(f"Proposed codings wait for a person in: {', '.join(open_codings)}")
        click.echo(f"  Next: read {table}, then: voices approve --codings ID ...")
    told: dict[str, list[str]] = defaultdict(list)
    for receipt in report.notices:
        if receipt.stage != "confirm":
            for notice in receipt.notice.splitlines():
                told[notice].append(receipt.item)
    for notice, items in told.items():
        click.echo(f"Note: {notice} ({', '.join(items)})")
    if study.settings.lists_alone:
        click.secho(
            "Names were found by word lists and capitals alone: rely on the roster and a reviewer.",
            fg="yellow",
        )
    if study.places.quotable.is_dir():
        click.echo("\nQuotes:")
        for path in sorted(study.places.quotable.iterdir()):
            if path != study.places.book and not path.name.startswith("."):
                click.echo(f"  {study.places.relative(path)}")
        click.echo(f"Log:\n  {study.places.relative(study.places.log)}")


def _data(report: Report) -> dict[str, object]:
    def rows(receipts: list) -> list[dict[str, str]]:  # type: ignore[type-arg]
        return [{"item": r.item, "stage": r.stage, "notice": r.notice} for r in receipts]

    return {
        "documents": report.documents,
        "ran": report.ran,
        "refused": rows(report.refused),
        "waiting": rows(report.waiting),
        "notices": rows(report.notices),
        "faults": [str(fault) for fault in report.faults],
    }
