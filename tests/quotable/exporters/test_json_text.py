"""Quotes as JSON."""

from __future__ import annotations

import csv
import io
import json

from pipeline.quotable.exporters import FORMATS
from pipeline.quotable.exporters.json_text import write
from tests.quotable.examples import HOSTILE, book


def test_holds_every_quote_as_the_table_does_and_no_more() -> None:
    read = json.loads(write(book()))
    table = list(csv.DictReader(io.StringIO(FORMATS["csv"].write(book()).decode(), newline="")))
    by_id = {row["quote_id"]: row for row in table}
    assert [one["id"] for one in read["quotes"]] == [quote.id for quote in book().quotes]
    for one in read["quotes"]:
        row = by_id[one["id"]]
        for key in ("attribution", "context", "polarity", "transcript"):
            assert one[key] == row[key]
        for key in ("text", "verbatim"):
            assert one[key] == row[key].removeprefix("'"), "no program runs JSON"
        assert "; ".join(one["codes"]) == row["codes"]
        assert "; ".join(one["checks"]) == row["checks"]
    assert {key for one in read["quotes"] for key in one} <= {*table[0], "id"}
    assert any(one["text"].startswith("=") for one in read["quotes"])
    assert any(HOSTILE in one["text"] for one in read["quotes"])


def test_small_counts_are_no_numbers() -> None:
    read = json.loads(write(book()))
    codes = {one["id"]: one for family in read["families"] for one in family["codes"]}
    told = {id: (one["participants"], one["found_in"]) for id, one in codes.items()}
    assert told["routine-change"] == (4, "4 of 4 interviews")
    assert told["first-contact"] == (None, "fewer than 3 of 4 interviews")
    assert told["never-found"] == (0, "none of 4 interviews")
    assert codes["first-contact"]["passages"] is None
    assert codes["routine-change"]["quotes"] == [
        one["id"] for one in read["quotes"] if "routine-change" in one["codes"]
    ]


def test_its_order_is_its_own_and_it_says_what_it_is() -> None:
    read = json.loads(write(book(waived="a trial", synthetic=True)))
    assert list(read)[:3] == ["format", "version", "title"]
    assert (read["synthetic"], read["reviewed"], len(read["notices"])) == (True, False, 2)
    assert write(book()).endswith(b"}\n")
    assert "é".encode() in write(book(title="Café"))
