"""``voices quotes edit``."""

from __future__ import annotations

import textwrap
from pathlib import Path

import click

from pipeline.cli.options import by_option, key_at_hand, study_option
from pipeline.run.quoting.editing import Edited, edit_quote, undo_edit
from pipeline.run.study import open_study


@click.command("edit")
@click.argument("id")
@click.option("--cut", help="Words to leave out; inside the quote they become […].")
@click.option("--replace", help="Words that others in square brackets stand for.")
@click.option("--with", "after", help="'[my brother]': what stands there instead.")
@click.option("--nth", type=click.IntRange(min=1), help="Which, where the words stand there twice.")
@click.option("--all-the-same", is_flag=True, help="Though it may change the sense: with a check.")
@click.option("--undo", is_flag=True, help="Take the last edit of this quote back.")
@by_option
@study_option
def edit(
    root: Path,
    id: str,
    cut: str | None,
    replace: str | None,
    after: str | None,
    nth: int | None,
    all_the_same: bool,
    undo: bool,
    by: str,
) -> None:
    """Shorten the quote ID, or put words of yours into it in square brackets.

    Refused where it would change the sense: a negation, a hedge, a condition, who said it, the
    question that is answered. Counts for these very words; void where they change.
    """
    if [cut is not None, replace is not None, undo].count(True) != 1:
        raise click.UsageError("one of --cut, --replace and --undo")
    if (replace is None) != (after is None):
        raise click.UsageError("--replace and --with go together")
    if undo:
        _tell(undo_edit(root, id, by))
        return
    words = cut if cut is not None else replace or ""
    edited = edit_quote(
        root,
        id,
        words,
        by,
        after=after,
        nth=nth,
        all_the_same=all_the_same,
        key=key_at_hand(open_study(root)),
    )
    _tell(edited)


def _tell(edited: Edited) -> None:
    click.echo(textwrap.fill(f"“{edited.text}”", 88, initial_indent="  ", subsequent_indent="  "))
    click.echo(f"{edited.quote}: {edited.words} words; edits by people: {edited.edits}.")
    if edited.reasons:
        click.echo(f"With a check on the quote: it takes out {', '.join(edited.reasons)}.")
    click.echo("Next: voices run")
