"""Whether stated confidence is kept, by hand."""

from __future__ import annotations

import pytest

from pipeline.measure.coding.calibration import calibration
from tests.measure.coding.test_curves import ranked


def test_bands_brier_and_error_by_hand() -> None:
    found = calibration(ranked((0.9, True), (1.0, True), (0.95, False), (0.3, False), missed=5))
    assert [band.low for band in found.bands] == [n / 10 for n in range(10)]
    assert [band.right.total for band in found.bands] == [0, 0, 0, 1, 0, 0, 0, 0, 0, 3]
    top = found.bands[-1]
    assert top.stated == pytest.approx(2.85 / 3)
    assert top.right.share == pytest.approx(2 / 3)
    assert found.bands[0].stated is None
    assert found.brier.value == pytest.approx((0.1**2 + 0 + 0.95**2 + 0.3**2) / 4)
    assert found.error.value == pytest.approx((3 * (0.95 - 2 / 3) + 0.3) / 4)


@pytest.mark.parametrize(
    ("confidence", "band"),
    [(0.0, 0), (0.1, 1), (0.0999, 0), (0.3, 3), (0.6, 6), (0.7, 7), (0.29, 2), (1.0, 9)],
)
def test_the_edges_of_the_bands(confidence: float, band: int) -> None:
    found = calibration(ranked((confidence, True)))
    assert [one.right.total for one in found.bands].index(1) == band


def test_a_confidence_that_is_kept_has_no_error() -> None:
    places = [(0.75, number < 3) for number in range(4)]
    assert calibration(ranked(*places)).error.value == pytest.approx(0)


def test_nothing_proposed() -> None:
    found = calibration(ranked(missed=2))
    assert found.error.value is None
    assert found.brier.value is None
    assert all(band.stated is None for band in found.bands)


def test_errors_of_opposite_sign_in_one_band_cancel_over_transcripts() -> None:
    """The error is of the whole band, not of each transcript in it."""
    found = calibration(ranked((0.5, True), (0.5, False), copies=5))
    assert found.error.value == pytest.approx(0)
    assert found.error.low == found.error.high == pytest.approx(0)
