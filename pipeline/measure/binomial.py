"""Exact limits for the share of a count: Clopper and Pearson's."""

from __future__ import annotations

from math import exp, lgamma, log

_TINY = 1e-300
_STEPS = 500


def clopper_pearson(hits: float, total: float, confidence: float = 0.95) -> tuple[float, float]:
    """The limits between which the true share lies, with at least this confidence, where `hits` of
    `total` were drawn (C. J. Clopper and E. S. Pearson 1934, Biometrika 26: 404-413).

    In the form with quantiles of the beta distribution, which takes broken numbers as well.

    Args:
        hits: from 0 to `total`.
        total: more than 0.
        confidence: of both limits together; each is missed with half of what is left.
    """
    each = (1 - confidence) / 2
    low = beta_quantile(each, hits, total - hits + 1)
    high = beta_quantile(1 - each, hits + 1, total - hits)
    return low, high


def beta_quantile(share: float, a: float, b: float) -> float:
    """Below which value `share` of the beta distribution lies; by bisection, to 12 digits.

    With `a` of 0 all of it lies at 0, with `b` of 0 (or less, by rounding) at 1.
    """
    if a <= 0:
        return 0.0
    if b <= 0:
        return 1.0
    low, high = 0.0, 1.0
    while high - low > 1e-12 * high:
        middle = (low + high) / 2
        if middle in (low, high):
            break
        if beta_below(middle, a, b) < share:
            low = middle
        else:
            high = middle
    return (low + high) / 2


def beta_below(x: float, a: float, b: float) -> float:
    """Which share of the beta distribution lies below `x`: the regularised incomplete beta
    function, by its continued fraction (NIST Digital Library of Mathematical Functions 8.17.22).
    """
    if x <= 0 or x >= 1:
        return float(x >= 1)
    if x > (a + 1) / (a + b + 2):  # there the fraction of the other side is the faster one
        return 1 - beta_below(1 - x, b, a)
    front = lgamma(a + b) - lgamma(a) - lgamma(b) + a * log(x) + b * log(1 - x)
    return exp(front) / a / _fraction(x, a, b)


def _fraction(x: float, a: float, b: float) -> float:
    """1 + d1 / (1 + d2 / (1 + ...)), from the front (Lentz's way)."""
    value = upper = 1.0
    lower = 0.0
    for step in range(1, _STEPS):
        m = step // 2
        if step % 2:
            d = -(a + m) * (a + b + m) * x / ((a + 2 * m) * (a + 2 * m + 1))
        else:
            d = m * (b - m) * x / ((a + 2 * m - 1) * (a + 2 * m))
        lower = 1 / (_not_zero(1 + d * lower))
        upper = _not_zero(1 + d / upper)
        value *= upper * lower
        if abs(upper * lower - 1) < 1e-15:
            break
    return value


def _not_zero(value: float) -> float:
    return value if abs(value) > _TINY else _TINY
