"""Coefficients of agreement between two coders who said yes or no to the same units.

A table is the four counts ``(both, first only, second only, neither)``; every function takes many
at once (the last axis holds the four) and gives NaN where the coefficient is not defined.
"""

from __future__ import annotations

import numpy as np

from pipeline.measure.figures import Floats


def cohen_kappa(tables: Floats) -> Floats:
    """J. Cohen 1960, A coefficient of agreement for nominal scales, Educational and Psychological
    Measurement 20: 37-46. Chance: each coder says yes as often as that coder did.

    Not defined where both always said the same one thing.
    """
    total = tables.sum(axis=-1)
    first = (tables[..., 0] + tables[..., 1]) / total
    second = (tables[..., 0] + tables[..., 2]) / total
    chance = first * second + (1 - first) * (1 - second)
    return _corrected(_agreed(tables), chance)


def gwet_ac1(tables: Floats) -> Floats:
    """AC1: K. L. Gwet 2008, Computing inter-rater reliability and its variance in the presence of
    high agreement, British Journal of Mathematical and Statistical Psychology 61: 29-48. Chance is
    2 p (1 - p), with p the mean share of yes: it does not fall apart where a code is rare."""
    total = tables.sum(axis=-1)
    share = (2 * tables[..., 0] + tables[..., 1] + tables[..., 2]) / (2 * total)
    return _corrected(_agreed(tables), 2 * share * (1 - share))


def krippendorff_alpha(coincidences: Floats) -> Floats:
    """Nominal alpha of two values: K. Krippendorff 2011, Computing Krippendorff's alpha-reliability
    (Annenberg School for Communication, University of Pennsylvania).

    Args:
        coincidences: the last axis holds the coincidences ``(yes with yes, no with no, yes with
            no)``, every pair of values in both orders for the first two; see `coincidences`.

    Not defined where there is one value only.
    """
    yes = coincidences[..., 0] + coincidences[..., 2]
    no = coincidences[..., 1] + coincidences[..., 2]
    expected = yes * no
    observed = (yes + no - 1) * coincidences[..., 2]
    value: Floats = np.where(expected > 0, 1 - observed / expected, np.nan)
    return value


def coincidences(yes: int, said: int) -> tuple[float, float, float]:
    """What one unit adds to alpha's coincidences: `yes` of the `said` coders who read it said yes.
    A unit that fewer than two read adds nothing."""
    if said < 2:
        return 0.0, 0.0, 0.0
    no = said - yes
    return yes * (yes - 1) / (said - 1), no * (no - 1) / (said - 1), yes * no / (said - 1)


def of_two(tables: Floats) -> Floats:
    """The coincidences of two coders, from their tables."""
    apart = tables[..., 1] + tables[..., 2]
    found: Floats = np.stack([2 * tables[..., 0], 2 * tables[..., 3], apart], axis=-1)
    return found


def _agreed(tables: Floats) -> Floats:
    agreed: Floats = (tables[..., 0] + tables[..., 3]) / tables.sum(axis=-1)
    return agreed


def _corrected(agreed: Floats, chance: Floats) -> Floats:
    value: Floats = np.where(chance < 1, (agreed - chance) / (1 - chance), np.nan)
    return value
