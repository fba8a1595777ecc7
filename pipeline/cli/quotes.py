"""``voices quotes``."""

from __future__ import annotations

import textwrap
from collections import Counter
from pathlib import Path

import click

from pipeline.cli.options import json_option, print_json, study_option
from pipeline.errors import InputError
from pipeline.quotable.exporters.wording import withheld_words
from pipeline.run.files import read_value
from pipeline.run.study import open_study
from pipeline.values.quotes import Quote, QuoteBook
from pipeline.values.themes import Polarity


@click.command("quotes")
@click.option("--code", help="Only quotes with this code.")
@click.option("--participant", help="Only quotes of this participant.")
@click.option("--polarity", type=click.Choice([one.value for one in Polarity]))
@click.option("--max-words", type=click.IntRange(min=1), help="Only quotes of at most so many.")
@study_option
@json_option
def command(
    root: Path,
    code: str | None,
    participant: str | None,
    polarity: str | None,
    max_words: int | None,
    as_json: bool,
) -> None:
    """List the quotes of the study, each with its attribution, base and spread."""
    study = open_study(root)
    study.withdrawn.refuse_unfinished()
    study.withdrawn.refuse(participant or "")
    if not study.places.book.exists():
        raise InputError("there are no quotes yet", next_step="voices run")
    book = read_value(study.places.book, QuoteBook)
    if code is not None and code not in book.codes:
        raise InputError(f"there is no code '{code}'", next_step="see config/codebook.yaml")
    quotes = [
        quote
        for quote in book.quotes
        if (code is None or code in quote.codes)
        and participant in (None, quote.participant)
        and polarity in (None, quote.polarity.value)
        and (max_words is None or quote.words <= max_words)
    ]
    if as_json:
        print_json([quote.model_dump(mode="json") for quote in quotes])
        return
    for quote in quotes:
        _show(quote)
    if code:
        _spread(book, code)
    click.echo(f"{len(quotes)} quotes." + ("" if book.reviewed else " Not reviewed."))
    for reason, count in Counter(
        withheld_words(one) for one in book.withheld if code in (None, one.code)
    ).most_common():
        click.echo(f"  withheld {count:>4}: {reason}")


def _show(quote: Quote) -> None:
    turns = ", ".join(str(turn) for turn in quote.turns)
    click.secho(f"{quote.id}  {', '.join(quote.codes)} ({quote.polarity})", bold=True)
    click.echo(textwrap.fill(f"“{quote.text}”", 88, initial_indent="  ", subsequent_indent="  "))
    click.echo(f"  — {quote.attribution} [{quote.transcript}, turn {turns}]")
    for check in quote.checks:
        click.secho(f"  check: {check}", fg="yellow")
    click.echo()


def _spread(book: QuoteBook, code: str) -> None:
    spread = next((one for one in book.spreads if one.code == code), None)
    if spread is None:
        return
    few = spread.participants < book.minimum_cell
    count = f"fewer than {book.minimum_cell}" if few else str(spread.participants)
    click.echo(f"{code}: {count} of {spread.base} interviews.")
