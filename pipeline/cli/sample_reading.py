"""Reading the turns of a sample at the terminal."""

from __future__ import annotations

import textwrap
from collections.abc import Callable, Sequence

import click

from pipeline.run.sampled_turns import SampleTurn
from pipeline.values.identifiers import Kind
from pipeline.values.samples import SampleAnswer
from pipeline.values.spans import Span

Missed = list[tuple[Span, Kind]]
WIDTH = 92
STOP = "q"
HOW = f"""\
For every turn: would anybody learn from it who this is? Type the words that identify somebody as
they stand there, then of which kind they are; Enter alone when there is nothing (more). What
stands in ⟦ ⟧ was replaced. Each turn is kept when you go on; {STOP} stops."""


def read_on(
    turns: Sequence[SampleTurn], answer: Callable[[SampleTurn, Missed], SampleAnswer]
) -> None:
    """Show the turns one by one and hand each answer over at once."""
    click.echo(f"{HOW}\n")
    for at, turn in enumerate(turns):
        _show(turn)
        missed = _ask(turn)
        if missed is None:
            click.echo(f"{at} turns read, {len(turns) - at} left.")
            return
        given = answer(turn, missed)
        ruled = f"; ruled {', '.join(given.rulings)}" if given.rulings else ""
        click.echo(f"  kept: {len(missed) or 'nothing'} missed{ruled}\n")
    click.echo("All turns are read. Next: voices sample estimate")


def _show(turn: SampleTurn) -> None:
    click.secho(f"{turn.number} of {turn.of}   {turn.transcript}, turn {turn.turn}", bold=True)
    if turn.before:
        click.secho(_folded(f"before: {turn.before}"), dim=True)
    click.echo(_folded(f"{turn.speaker}: {_marked(turn)}"))


def _folded(text: str) -> str:
    return textwrap.fill(text, WIDTH, initial_indent="  ", subsequent_indent="    ")


def _marked(turn: SampleTurn) -> str:
    text = turn.text
    for span in reversed(turn.replaced):
        text = f"{text[: span.start]}⟦{text[span.start : span.end]}⟧{text[span.end :]}"
    return text


def _ask(turn: SampleTurn) -> Missed | None:
    """What was missed; None: stop without an answer."""
    missed: Missed = []
    while True:
        words = click.prompt("  missed", default="", show_default=False).strip()
        if words == STOP:
            return None
        if not words:
            return sorted(missed, key=lambda one: one[0].start)
        taken = [span for span, _ in missed]
        found = [one for one in turn.places(words) if not any(map(one.overlaps, taken))]
        if not found:
            click.echo("  These words do not stand there, or are taken already.")
            continue
        kind = click.prompt(
            "  kind",
            type=click.Choice([one.value for one in Kind], case_sensitive=False),
            default=Kind.PERSON.value,
        )
        missed += [(span, Kind(kind)) for span in found]
        if len(found) > 1:
            click.echo(f"  {len(found)} places.")
