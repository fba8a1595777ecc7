"""The study's choices for room 3."""

from __future__ import annotations

import pytest
from pydantic import ValidationError

from pipeline.settings import QuotePolicy, Quotes


def test_defaults_are_those_of_the_settings() -> None:
    assert QuotePolicy(**Quotes().model_dump(exclude={"formats"})) == QuotePolicy()


@pytest.mark.parametrize(
    "wrong",
    [{"minimum_words": 0}, {"maximum_words": 20}, {"minimum_words": 61}, {"minimum_cell": 0}],
)
def test_refuses_what_makes_no_sense(wrong: dict[str, int]) -> None:
    with pytest.raises(ValidationError):
        QuotePolicy(**wrong)  # type: ignore[arg-type]
