"""``voices quotes``."""

from __future__ import annotations

import click

from pipeline.cli.quote_edits import edit
from pipeline.cli.quote_list import show
from pipeline.cli.quote_uses import ledger, unuse, use
from pipeline.cli.quote_why import why
from pipeline.cli.shown_first import ShownFirst


@click.group("quotes", cls=ShownFirst)
def command() -> None:
    """Find quotes, ask why one may be printed, shorten it, and put down where it is used.

    `voices quotes` and `voices quotes WORDS` are short for `voices quotes show`.
    """


for _one in (show, why, edit, use, unuse, ledger):
    command.add_command(_one)
