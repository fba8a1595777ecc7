"""The figures that training goes by, counted by hand."""

from __future__ import annotations

import pytest

from pipeline.identified.names_model.operating import Calibration
from pipeline.language.wordpiece import VOCABULARY, WordPiece
from pipeline.values.identifiers import Kind
from training.names.calibrate import _fit, curves
from training.names.examples import examples, labels_of
from training.names.figures import Figures, lowered
from training.names.talk import Document, parse

P = Kind.PERSON
TURN = parse('my sister <e t="PERSON" k="direct">Anna Bell</e> rang from'
             ' <e t="LOCATION" k="quasi">Hull</e>')  # fmt: skip


@pytest.mark.parametrize(
    ("spans", "masked", "touched", "typed", "lost"),
    [
        ([(10, 19, P)], 1, 1, 1, 0),
        ([(10, 14, P)], 0, 1, 1, 0),
        ([(10, 14, P), (15, 19, Kind.ORGANISATION)], 1, 1, 1, 0),
        ([(10, 19, Kind.LOCATION)], 1, 1, 0, 0),
        ([(3, 19, P)], 1, 1, 1, 1),
        ([], 0, 0, 0, 0),
        ([(0, 9, P)], 0, 0, 0, 2),
    ],
)
def test_what_counts_as_masked(spans, masked, touched, typed, lost) -> None:
    figures = Figures()
    missed = figures.add(TURN, spans)
    assert figures.masked["PERSON"] == figures.masked["direct"] == masked
    assert figures.touched["PERSON"] == touched
    assert figures.typed["PERSON"] == typed
    assert (figures.lost, figures.other, figures.words) == (lost, 4, 7)
    assert ((10, 19, P) in missed) == (masked == 0)


@pytest.mark.parametrize(("spans", "masked"), [([], 0), ([(3, 4, P)], 0), ([(3, 5, P)], 1)])
def test_a_mention_of_signs_alone_must_be_found_too(spans, masked: int) -> None:
    figures = Figures()
    figures.add(parse('so <e t="PERSON" k="direct">🐻🐻</e> came'), spans)
    assert figures.masked["PERSON"] == masked


def test_lowering_keeps_every_offset() -> None:
    document = Document("x", (parse('<e t="PERSON" k="direct">İpek</e> Said'),))
    ((name, said),) = lowered(document).turns
    assert name.text == "İpek"
    assert said.text == " said"


def test_words_of_a_mention_begin_once_and_go_on() -> None:
    assert labels_of(TURN) == [0, 0, 1, 2, 0, 0, 3]


def test_every_word_of_a_window_has_its_label() -> None:
    document = Document("x", (TURN, TURN))
    (one,) = examples(document, WordPiece.load(VOCABULARY), 192)
    assert len(one.firsts) == 14
    assert one.labels == (0, 0, 1, 2, 0, 0, 3) * 2


def test_a_curve_learns_that_scores_are_too_high() -> None:
    pairs = [(0.95, True)] * 50 + [(0.95, False)] * 50 + [(0.1, False)] * 100
    slope, offset = _fit(pairs)
    assert slope > 0
    assert offset < 0
    assert set(map(repr, curves([]).values())) == {repr(Calibration(slope=1.0, offset=0.0))}


@pytest.mark.parametrize("share", [1, 4, 25])
def test_a_curve_is_found_where_nearly_all_is_right_and_scored_high(share: int) -> None:
    pairs = [(0.9999, True)] * 400 + [(0.9999, False)] * share + [(0.6, True)] * 20
    slope, offset = _fit(pairs)
    said = Calibration(slope=slope, offset=offset).of(0.9999)
    assert said == pytest.approx(400 / (400 + share), abs=0.03)
