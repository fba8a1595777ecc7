"""``voices quotes show``."""

from __future__ import annotations

import textwrap
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import click

from pipeline.cli.options import json_option, print_json, study_option
from pipeline.quotable.exporters.wording import shown_count, spread_words, withheld_words
from pipeline.quotable.search import Query
from pipeline.run.quoting.finding import StudyFound, find_quotes
from pipeline.values.quotes import Quote, QuoteBook
from pipeline.values.themes import Polarity


def _pairs(ctx: click.Context, param: click.Parameter, given: tuple[str, ...]) -> dict[str, str]:
    """'relationship_to_stalker=ex-partner' -> attribute and value."""
    pairs = [one.partition("=") for one in given]
    if any(not (name.strip() and equals and value.strip()) for name, equals, value in pairs):
        raise click.BadParameter("write ATTRIBUTE=VALUE")
    return {name.strip(): value.strip() for name, _, value in pairs}


@click.command("show")
@click.argument("words", nargs=-1)
@click.option("--code", "codes", multiple=True, help="Only quotes with this code (or another).")
@click.option("--family", "families", multiple=True, help="Only quotes with a code of this family.")
@click.option("--with", "with_codes", multiple=True, help="Only those with this code as well.")
@click.option("--participant", help="Only quotes of this participant.")
@click.option("--id", "ids", multiple=True, help="Only this quote.")
@click.option("--polarity", type=click.Choice([one.value for one in Polarity]))
@click.option("--where", multiple=True, callback=_pairs, help="ATTRIBUTE=VALUE of who speaks.")
@click.option("--min-words", type=click.IntRange(min=1), help="Only quotes of at least so many.")
@click.option("--max-words", type=click.IntRange(min=1), help="Only quotes of at most so many.")
@click.option("--unused", is_flag=True, help="Only quotes that are not used yet.")
@click.option("--per-participant", type=click.IntRange(min=1), help="So many of one at most.")
@click.option("--counter", is_flag=True, help="What speaks against a finding on these codes.")
@study_option
@json_option
def show(root: Path, as_json: bool, unused: bool, **asked: Any) -> None:
    """List quotes, the fittest first, each with its attribution, base and spread.

    WORDS stand in the quote, all of them: whole words, or 'lock*' and '*lock*' for parts.
    """
    found = find_quotes(root, _query(**asked), unused=unused)
    if as_json:
        print_json([_json(one, found) for one in found.found.quotes])
        return
    for quote in found.found.quotes:
        _show(quote, found)
    _tell(found, [*asked["codes"], *asked["families"]])
    for reason, count in Counter(
        withheld_words(one)
        for one in found.book.withheld
        if not asked["codes"] or one.code in asked["codes"]
    ).most_common():
        click.echo(f"  withheld {count:>4}: {reason}")


def _query(**asked: Any) -> Query:
    polarity = asked["polarity"]
    return Query(
        ids=asked["ids"],
        codes=asked["codes"],
        families=asked["families"],
        with_codes=asked["with_codes"],
        polarity=Polarity(polarity) if polarity else None,
        words=asked["words"],
        where=asked["where"],
        participant=asked["participant"],
        minimum_words=asked["min_words"],
        maximum_words=asked["max_words"],
        per_participant=asked["per_participant"],
        against=asked["counter"],
    )


def _json(quote: Quote, found: StudyFound) -> dict[str, Any]:
    book = found.book
    least = book.minimum_cell
    spreads = {one.code: one for one in book.spreads}
    told = {}
    for code in quote.codes:
        if spread := spreads.get(code):
            few = 0 < spread.participants < least
            count = None if few else spread.participants
            told[code] = {"participants": count, "interviews": spread.base}
    against = found.found.against.get(quote.id)
    extra = {"found_in": told, **({"against": against} if against else {})}
    return {**quote.model_dump(mode="json"), **extra}


def _show(quote: Quote, found: StudyFound) -> None:
    turns = ", ".join(str(turn) for turn in quote.turns)
    click.secho(f"{quote.id}  {', '.join(quote.codes)} ({quote.polarity})", bold=True)
    against = found.found.against.get(quote.id)
    if against:
        click.secho(f"  against: {against}", bold=True)
    click.echo(textwrap.fill(f"“{quote.text}”", 88, initial_indent="  ", subsequent_indent="  "))
    click.echo(f"  — {quote.attribution or '(no attribution)'} [{quote.transcript}, turn {turns}]")
    click.echo(f"  found in: {_bases(found.book, quote.codes)}")
    for check in quote.checks:
        click.secho(f"  check: {check}", fg="yellow")
    click.echo()


def _bases(book: QuoteBook, codes: Sequence[str]) -> str:
    told = [
        f"{one.code} {spread_words(one, book.minimum_cell)}"
        for one in book.spreads
        if one.code in codes
    ]
    return "; ".join(told)


def _tell(found: StudyFound, asked: Sequence[str]) -> None:
    """The base of any claim, then how many."""
    book, least = found.book, found.book.minimum_cell
    if asked:
        for one in found.found.spreads:
            click.echo(f"{one.code}: {spread_words(one, least)}.")
    count = len(found.found.quotes)
    people = shown_count(found.found.participants, least)
    of = f" of {people} participants" if count else ""
    noun = "quote" if count == 1 else "quotes"
    click.echo(f"{count} {noun}{of}." + ("" if book.reviewed else " Not reviewed."))
    if found.found.left_out:
        click.echo(f"{found.found.left_out} more of the same participants are not shown.")
