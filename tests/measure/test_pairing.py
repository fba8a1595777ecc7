"""Which gold is of which transcript."""

from __future__ import annotations

import pytest

from pipeline.measure.pairing import PairedBy, pair

ID, SOURCE, NUMBER = PairedBy.ID, PairedBy.SOURCE, PairedBy.NUMBER


def paired(golds: list[str], sources: dict[str, str]) -> set[tuple[str, str, PairedBy]]:
    found = pair(golds, sources)
    pairs = {(one.gold, one.transcript, one.by) for one in found.pairs}
    assert sorted([*found.golds, *(one[0] for one in pairs)]) == sorted(golds)
    assert sorted([*found.transcripts, *(one[1] for one in pairs)]) == sorted(sources)
    return pairs


@pytest.mark.parametrize(
    ("golds", "sources", "wanted"),
    [
        (["P01"], {"P01": "x.docx"}, {("P01", "P01", ID)}),
        (["p01"], {"P01": "x.docx"}, {("p01", "P01", ID)}),
        (["S01"], {"P07": "S01.docx"}, {("S01", "P07", SOURCE)}),
        (["S01"], {"P07": "wave 2/s01.transcript.vtt"}, {("S01", "P07", SOURCE)}),
        (["S01"], {"P01": "Ann (P01) FINAL.txt"}, {("S01", "P01", NUMBER)}),
        (["S1"], {"P01": "x.txt"}, {("S1", "P01", NUMBER)}),
        (["S07-2"], {"P07": "x.txt", "P07-2": "y.txt"}, {("S07-2", "P07-2", NUMBER)}),
        (["S02"], {"P01": "x.txt"}, set()),
        (["gold"], {"P01": "x.txt"}, set()),
        ([], {"P01": "x.txt"}, set()),
        (["S01"], {}, set()),
    ],
)
def test_each_rule(
    golds: list[str], sources: dict[str, str], wanted: set[tuple[str, str, PairedBy]]
) -> None:
    assert paired(golds, sources) == wanted


def test_better_rules_come_first() -> None:
    sources = {"P01": "S02.txt", "S01": "x.txt", "P02": "y.txt"}
    assert paired(["S01", "S02", "S03"], sources) == {("S01", "S01", ID), ("S02", "P01", SOURCE)}


def test_what_fits_several_decides_nothing() -> None:
    assert paired(["S01", "T01"], {"P01": "x.txt"}) == set()
    assert paired(["S01"], {"P01": "x.txt", "Q01": "y.txt"}) == set()
    assert paired(["A9"], {"P01": "w1/A9.txt", "P02": "w2/A9.txt"}) == set()


def test_pairs_come_in_the_order_of_the_transcripts_and_hold_no_file_name() -> None:
    found = pair(["S02", "P01"], {"P02": "Ann Peel.txt", "P01": "Bo.txt"})
    assert [one.transcript for one in found.pairs] == ["P01", "P02"]
    assert "Ann" not in repr(found)
