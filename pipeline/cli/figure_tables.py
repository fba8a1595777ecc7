"""Figures with their intervals, as tables for people and as data for scripts."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from pipeline.measure.figures import Figure
from pipeline.measure.shares import FEWEST, RESAMPLES, Estimate, Interval
from pipeline.values.base import Value

if TYPE_CHECKING:
    from rich.table import Table

WIDEST = 100
LEGEND = (
    f"95%: where the true share may lie, from {RESAMPLES} draws of whole transcripts; with *\n"
    f"from Wilson's formula, where that is wider or there are fewer than {FEWEST} transcripts\n"
    "(too narrow then)."
)


def figure_table(
    *names: str, numbers: tuple[str, ...] = ("of", "share", "95%"), close: bool = False
) -> Table:
    """An empty table: columns of names, of which the first may be folded, then of numbers.

    `close` leaves less room between the columns.
    """
    from rich.box import SIMPLE_HEAD
    from rich.table import Table

    padding = (0, 1, 0, 0) if close else (0, 1)
    table = Table(box=SIMPLE_HEAD, show_edge=False, pad_edge=False, padding=padding)
    for at, name in enumerate(names):
        table.add_column(name, overflow="fold", no_wrap=at > 0)
    for heading in numbers:
        table.add_column(heading, justify="right", no_wrap=True)
    return table


def print_table(table: Table, *, wide: bool = False) -> None:
    """Print a table and a blank line, at most `WIDEST` columns wide; `wide`: even where the
    terminal is narrower, as a figure that is cut off says something else."""
    from rich.console import Console

    console = Console(highlight=False, markup=False, emoji=False)
    console.width = WIDEST if wide else min(console.width, WIDEST)
    console.print(table)
    console.print()


def share_cells(one: Estimate) -> tuple[str, str, str]:
    """A share as what it is of, as a percentage, and its interval."""
    if one.share is None:
        return "0", "-", "-"
    star = "*" if one.interval is Interval.WILSON else ""
    interval = "-" if one.low is None or one.high is None else f"{one.low:.1%}–{one.high:.1%}{star}"
    return f"{one.hits}/{one.total}", f"{one.share:.1%}", interval


def whole_cells(one: Estimate) -> tuple[str, str]:
    """A share and its interval in whole percent, for tables of many columns."""
    if one.share is None:
        return "-", "-"
    known = one.low is not None and one.high is not None
    return f"{one.share:.0%}", f"{one.low:.0%}–{one.high:.0%}" if known else "-"


def figure_cells(one: Figure) -> tuple[str, str]:
    """A figure, and its interval."""
    if one.value is None:
        return "-", "-"
    known = one.low is not None and one.high is not None
    return _two_places(
        one.value
    ), f"{_two_places(one.low)}–{_two_places(one.high)}" if known else "-"


def _two_places(value: float | None) -> str:
    """Without the sign of a zero."""
    return f"{round(value or 0.0, 2) + 0.0:.2f}"


def share_data(one: Estimate) -> dict[str, object]:
    """A share for scripts."""
    return {**one.model_dump(mode="json"), "share": one.share}


def plain(found: Any) -> Any:
    """Any value for scripts, its shares worked out."""
    if isinstance(found, Estimate):
        return share_data(found)
    if isinstance(found, Value):
        return {name: plain(getattr(found, name)) for name in type(found).model_fields}
    if isinstance(found, Mapping):
        return {str(name): plain(one) for name, one in found.items()}
    if isinstance(found, (tuple, list)):
        return [plain(one) for one in found]
    return found
