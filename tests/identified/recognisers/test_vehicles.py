from __future__ import annotations

import pytest

from pipeline.identified.recognisers.vehicles import VehicleRecogniser
from pipeline.values.identifiers import Kind
from tests.identified.recognisers.finding import found, turns

VEHICLES = VehicleRecogniser()


@pytest.mark.parametrize("lower", [False, True])
@pytest.mark.parametrize(
    ("frame", "words"),
    [
        ("there was a {} outside", "green Berlingo"),
        ("there was a {} outside", "little red Micra"),
        ("there was a {} outside", "white Seat Leon"),
        ("there was a {} outside", "Fiat 500"),
        ("there was a {} outside", "silver Golf"),
        ("he drove that {}", "old maroon Land Rover"),
        ("keyed his {}", "Audi"),
    ],
)
def test_cars_are_found_with_their_colour(frame: str, words: str, lower: bool) -> None:
    text = frame.format(words)
    text, words = (text.lower(), words.lower()) if lower else (text, words)
    assert found(VEHICLES, text, Kind.VEHICLE) == [words]


@pytest.mark.parametrize(
    "text",
    [
        "focus on the golf and take a note, mini breaks, rover the dog",
        "I was up at the galaxy of stars, a beetle on a leaf",
        "a packet of polos and a jazz record",
        "the transit of his seat to Leon in Spain",
    ],
)
def test_everyday_words_are_no_cars(text: str) -> None:
    assert VEHICLES.find(turns(text)) == []
