"""How well the codings agree with the gold, as tables and as the points of its curves."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from pathlib import Path

import click

from pipeline.atomic import write_bytes
from pipeline.cli.figure_tables import (
    figure_cells,
    figure_table,
    print_table,
    share_cells,
    whole_cells,
)
from pipeline.errors import InputError
from pipeline.measure.coding.calibration import Band, Calibration
from pipeline.measure.coding.curves import Point
from pipeline.measure.coding.polarities import PolarityScores
from pipeline.measure.coding.report import CodingFigures
from pipeline.measure.coding.scores import CodingDimension, Scores
from pipeline.measure.coding.spans import LEAST
from pipeline.measure.figures import Figure
from pipeline.measure.shares import Estimate

CURVE_COLUMNS = ("curve", "confidence", "number", "right", "precision", "recall")


def show_summary(found: CodingFigures) -> None:
    """The figures over all, in one table."""
    _show_rows(
        "codings, turn by turn, present",
        [
            ("precision", found.overall.precision),
            ("recall", found.overall.recall),
            ("F1", found.overall.f1),
            ("F1 of passages", found.spans.f1),
            *((f"among the {one.codes} best codes", one.recall) for one in found.ranking.best),
        ],
        [
            ("Cohen's kappa", found.overall.kappa),
            ("average precision", found.curve.average_precision),
            ("calibration error", found.calibration.error),
        ],
    )


def show_codings(found: CodingFigures, dimensions: Sequence[CodingDimension]) -> None:
    """Everything but the curve's points."""
    click.echo(
        f"{found.turns} turns x {found.codes} codes; proposed: with a confidence of "
        f"{found.proposes_from:g} or more.\n"
    )
    one = found.overall
    _show_rows(
        "turn by turn, present",
        [("precision", one.precision), ("recall", one.recall), ("F1", one.f1)],
        [("F1, mean of the codes", found.macro_f1), ("Cohen's kappa", one.kappa)],
    )
    for dimension in dimensions:
        show_parts(dimension, found.by[dimension])
        if dimension is CodingDimension.POLARITY:
            _show_polarities(found.polarities)
    spans = found.spans
    _show_rows(
        f"passage by passage, overlap {LEAST} or more",
        [("precision", spans.precision), ("recall", spans.recall), ("F1", spans.f1)],
        [("mean overlap of those found", spans.overlap)],
    )
    _show_rows(
        "ranking",
        [(f"among the {best.codes} best codes", best.recall) for best in found.ranking.best],
        [
            *((f"recall, reading {one.times}x", one.recall) for one in found.ranking.budgets),
            ("average precision", found.curve.average_precision),
            ("precision at 50% recall", found.curve.precision_at_half),
        ],
    )
    _show_bands(found.calibration)


def write_curves(path: Path, found: CodingFigures) -> int:
    """Write the points of the curves as CSV; returns how many.

    Raises:
        InputError: there is a file of that name that is no such table, or no such folder.
    """
    text = io.StringIO()
    rows = csv.writer(text, lineterminator="\n")
    rows.writerow(CURVE_COLUMNS)
    points = [_point(one) for one in found.curve.points]
    points += [_band(one) for one in found.calibration.bands if one.stated is not None]
    rows.writerows(points)
    _check_place(path.absolute())
    write_bytes(path.absolute(), text.getvalue().encode())
    return len(points)


def _check_place(path: Path) -> None:
    what = "" if path.parent.is_dir() else "there is no such folder"
    if path.exists() and _first_line(path) != ",".join(CURVE_COLUMNS).encode():
        what = "there is another file of that name"
    if what:
        raise InputError(what, where="--curves", next_step="choose another name")


def _first_line(path: Path) -> bytes:
    with path.open("rb") as handle:
        return handle.readline(len(",".join(CURVE_COLUMNS)) + 2).strip()


def _point(one: Point) -> tuple[object, ...]:
    return "precision-recall", one.confidence, one.proposed, one.right, one.precision, one.recall


def _band(one: Band) -> tuple[object, ...]:
    right = one.right
    return "calibration", one.stated, right.total, right.hits, right.share, None


def _show_rows(
    title: str, shares: Sequence[tuple[str, Estimate]], figures: Sequence[tuple[str, Figure]]
) -> None:
    table = figure_table(title)
    for words, share in shares:
        table.add_row(words, *share_cells(share))
    for words, one in figures:
        value, interval = figure_cells(one)
        table.add_row(words, "", value, interval)
    print_table(table)


def show_parts(dimension: CodingDimension, parts: Sequence[Scores]) -> None:
    """A breakdown, a line a part."""
    table = figure_table(
        f"by {dimension}",
        numbers=("gold", "proposed", "prec.", "recall", "F1", "95%", "kappa"),
        close=True,
    )
    for one in parts:
        table.add_row(
            one.name,
            str(one.recall.total),
            str(one.precision.total),
            whole_cells(one.precision)[0],
            whole_cells(one.recall)[0],
            *whole_cells(one.f1),
            figure_cells(one.kappa)[0],
        )
    print_table(table)


def _show_polarities(found: Sequence[PolarityScores]) -> None:
    for one in found:
        _show_rows(
            f"{one.polarity} in the gold",
            [
                ("proposed at all", one.found),
                ("proposed as such", one.as_such),
                ("the same, or to check for it", one.to_check),
                ("the same, or for the other", one.warned),
                ("right of those proposed as such", one.right_as_such),
                ("right of these and to check", one.right_to_check),
            ],
            [],
        )


def _show_bands(found: Calibration) -> None:
    table = figure_table("confidence", numbers=("mean", "right", "share", "95%"))
    for one in found.bands:
        if one.stated is not None:
            words = f"{one.low:.1f} to {one.high:.1f}"
            table.add_row(words, f"{one.stated:.2f}", *share_cells(one.right))
    for words, figure in (("calibration error", found.error), ("Brier score", found.brier)):
        value, interval = figure_cells(figure)
        table.add_row(words, "", "", value, interval)
    print_table(table)
