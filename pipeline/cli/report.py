"""``voices report``."""

from __future__ import annotations

from pathlib import Path

import click

from pipeline.atomic import write_bytes
from pipeline.cli.options import json_option, study_option
from pipeline.errors import InputError
from pipeline.run.appendix import WRITERS
from pipeline.run.methods_report import methods_report
from pipeline.run.own_folders import refuse_existing, refuse_own_folders
from pipeline.run.study import open_study


@click.command("report")
@click.option(
    "--out",
    type=click.Path(path_type=Path, dir_okay=False),
    help="Write it to this file: FILE.docx, FILE.md or FILE.json.",
)
@click.option("--names", "named", is_flag=True, help="Name those who worked on the study.")
@study_option
@json_option
def command(root: Path, out: Path | None, named: bool, as_json: bool) -> None:
    """Write the methods appendix of a report: figures and tables of all that was done.

    Markdown to the terminal, or a file to edit. Holds no word of a transcript and no participant's
    id; who worked on the study is counted, not named. Runs and changes nothing.
    """
    if out and as_json:
        raise click.UsageError("--out says by its ending what is written: leave out --json")
    if out:
        _refuse_place(out)
        refuse_own_folders(open_study(root), out, "a report", "--out")
    made = methods_report(root, named=named)
    if out is None:
        data = WRITERS[".json" if as_json else ".md"](made)
        click.echo(data.decode("utf-8"), nl=False)
        return
    write_bytes(out.absolute(), WRITERS[out.suffix.lower()](made))
    click.echo(f"The methods appendix stands in {out.name}. Read the limits first.")


def _refuse_place(out: Path) -> None:
    if out.suffix.lower() not in WRITERS:
        raise InputError(f"the file's name must end in {', '.join(WRITERS)}", where="--out",
                         next_step="name another file")  # fmt: skip
    refuse_existing(out)
    if not out.absolute().parent.is_dir():
        raise InputError("there is no such folder", where="--out", next_step="make it first")
