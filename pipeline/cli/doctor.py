"""``voices doctor``."""

from __future__ import annotations

from pathlib import Path

import click

from pipeline.cli.options import json_option, key_of, print_json, study_option
from pipeline.errors import ExitCode
from pipeline.run.checkup import examine
from pipeline.run.study import open_study

MARKS = {"ok": ("ok", "green"), "note": ("note", "yellow"), "fault": ("FAULT", "red")}


@click.command("doctor")
@study_option
@json_option
def command(root: Path, as_json: bool) -> int:
    """Check this machine and this study; every finding says what to do."""
    findings = examine(root, key_of(open_study(root)))
    if as_json:
        print_json([finding.model_dump() for finding in findings])
    else:
        for finding in findings:
            word, colour = MARKS[finding.grade]
            click.echo(click.style(f"{word:<6}", fg=colour) + finding.says)
            if finding.next_step:
                click.echo(f"      Next: {finding.next_step}")
    faulty = any(finding.grade == "fault" for finding in findings)
    return ExitCode.INPUT if faulty else ExitCode.OK
