from __future__ import annotations

from itertools import combinations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.measure.unique_sets import unique_sets

Table = dict[str, dict[str, str]]


def by_definition(
    table: Table, attributes: list[str], largest: int
) -> dict[str, set[frozenset[str]]]:
    """Every row's minimal unique sets, by looking at every subset of every row."""
    found: dict[str, set[frozenset[str]]] = {}
    for id, row in table.items():
        sets: set[frozenset[str]] = set()
        for size in range(1, largest + 1):
            for chosen in map(frozenset, combinations(attributes, size)):
                known = all(row.get(name) for name in chosen)
                alike = [
                    one for one in table.values() if all(one.get(n) == row.get(n) for n in chosen)
                ]
                if known and len(alike) == 1 and not any(part < chosen for part in sets):
                    sets.add(chosen)
        if sets:
            found[id] = sets
    return found


@st.composite
def tables(draw: st.DrawFn) -> tuple[Table, list[str]]:
    width, length = draw(st.integers(0, 6)), draw(st.integers(0, 12))
    names = [f"a{at}" for at in range(width)]
    value = st.sampled_from(["", "x", "y", "z"])
    rows = {f"P{at}": {name: draw(value) for name in names} for at in range(length)}
    return rows, names


@given(tables(), st.integers(1, 5))
@settings(max_examples=150, deadline=None)
def test_the_sets_are_those_of_the_definition(made: tuple[Table, list[str]], largest: int) -> None:
    table, names = made
    found = unique_sets(table, names, largest)
    assert {row.row: {frozenset(one) for one in row.sets} for row in found.rows} == by_definition(
        table, names, largest
    )


@given(tables())
@settings(max_examples=60, deadline=None)
def test_neither_the_order_of_rows_nor_that_of_attributes_changes_what_is_found(
    made: tuple[Table, list[str]],
) -> None:
    table, names = made
    one = unique_sets(table, names)
    other = unique_sets(dict(reversed(table.items())), names[::-1])
    told = {row.row: ({frozenset(s) for s in row.sets}, row.score) for row in one.rows}
    assert told == {row.row: ({frozenset(s) for s in row.sets}, row.score) for row in other.rows}


@given(tables())
@settings(max_examples=60, deadline=None)
def test_what_is_left_without_an_attribute_is_what_a_table_without_it_gives(
    made: tuple[Table, list[str]],
) -> None:
    table, names = made
    found = unique_sets(table, names)
    for name in names:
        rest = [one for one in names if one != name]
        assert found.without(name) == len(unique_sets(table, rest).rows)


def test_a_small_table_with_known_shares() -> None:
    # The table of sdcMicro's own test of `suda2`: shares of 50, 37.5 and 37.5 per cent.
    table = {
        "1": {"a": "2", "b": "0", "c": "0"},
        "2": {"a": "1", "b": "3", "c": "6"},
        "3": {"a": "1", "b": "0", "c": "0"},
    }
    found = unique_sets(table, ["a", "b", "c"])
    assert {row.row: row.sets for row in found.rows} == {
        "1": (("a",),),
        "2": (("b",), ("c",)),
        "3": (("a", "b"), ("a", "c")),
    }
    assert found.contributions() == {"a": 0.5, "b": 0.375, "c": 0.375}


def test_scores_are_the_products_of_the_paper() -> None:
    # Elliot et al. 2002: four attributes, sets of three at most: 3 x 2 x 1, 2 x 1 and 1.
    rows = {"P1": "wxyz", "P2": "abcd", "P3": "abcd", "P4": "abce"}
    table = {id: dict(zip("1234", row, strict=True)) for id, row in rows.items()}
    found = {row.row: row for row in unique_sets(table, list("1234"), 3).rows}
    assert found["P1"].score == 4 * 6
    assert found["P4"].score == 6
    assert found.keys() == {"P1", "P4"}
    pairs = {
        id: dict(zip("1234", row, strict=True))
        for id, row in {"P1": "abcd", "P2": "axcd", "P3": "xbcd"}.items()
    }
    by_pair = {row.row: row for row in unique_sets(pairs, list("1234"), 3).rows}
    assert (by_pair["P1"].sets, by_pair["P1"].score) == ((("1", "2"),), 2)


def test_the_dis_score_grows_with_the_score_and_with_the_share_sampled() -> None:
    rows = {"P1": "wxyz", "P2": "abcd", "P3": "abcd", "P4": "abce"}
    table = {id: dict(zip("1234", row, strict=True)) for id, row in rows.items()}
    few = {row.row: row.dis for row in unique_sets(table, list("1234"), sampled=0.01).rows}
    many = {row.row: row.dis for row in unique_sets(table, list("1234"), sampled=0.5).rows}
    all_of_them = {row.row: row.dis for row in unique_sets(table, list("1234"), sampled=1.0).rows}
    assert 0 < few["P4"] < few["P1"] < many["P1"] < 1
    assert set(all_of_them.values()) == {1.0}


def test_everybody_alike_and_everybody_unique() -> None:
    alike = {f"P{at}": {"a": "x", "b": "y"} for at in range(5)}
    assert unique_sets(alike, ["a", "b"]).rows == ()
    apart = {f"P{at}": {"a": str(at), "b": "y"} for at in range(5)}
    assert [row.sets for row in unique_sets(apart, ["a", "b"]).rows] == [(("a",),)] * 5
    assert unique_sets({}, ["a"]).rows == ()
    assert unique_sets(alike, []).rows == ()


def test_a_single_participant_is_unique_by_all_that_is_known_of_her() -> None:
    found = unique_sets({"P1": {"a": "x", "b": ""}}, ["a", "b"])
    assert [row.sets for row in found.rows] == [(("a",),)]


def test_a_gap_neither_makes_unique_nor_hides() -> None:
    table = {"P1": {"a": "x"}, "P2": {"a": ""}, "P3": {}, "P4": {"a": "y"}, "P5": {"a": "y"}}
    assert [row.row for row in unique_sets(table, ["a"]).rows] == ["P1"]


def test_values_that_differ_only_in_case_and_blanks_are_the_same() -> None:
    table = {"P1": {"a": "Ex-partner "}, "P2": {"a": "ex-partner"}}
    assert unique_sets(table, ["a"]).rows == ()


def test_sets_stop_at_the_largest_size() -> None:
    rows = {
        "P1": "aaaaa",
        "P2": "baaaa",
        "P3": "abaaa",
        "P4": "aabaa",
        "P5": "aaaba",
        "P6": "aaaab",
    }
    table = {id: dict(zip("12345", row, strict=True)) for id, row in rows.items()}
    names = [row.row for row in unique_sets(table, list("12345"), 4).rows]
    assert names == ["P2", "P3", "P4", "P5", "P6"]
    whole = {row.row: row.sets for row in unique_sets(table, list("12345"), 5).rows}
    assert whole["P1"] == (tuple("12345"),)


@pytest.mark.parametrize(
    ("attributes", "largest", "sampled"),
    [(["a", "a"], 4, 0.01), (["a"], 0, 0.01), (["a"], 4, 0.0), (["a"], 4, 1.5)],
)
def test_what_makes_no_sense_is_refused(
    attributes: list[str], largest: int, sampled: float
) -> None:
    with pytest.raises(ValueError, match="attributes"):
        unique_sets({}, attributes, largest, sampled)


def test_several_thousand_participants_with_a_dozen_attributes() -> None:
    table = {
        f"P{at}": {f"a{col}": str((at * 2654435761 >> (col + 3)) % (col + 2)) for col in range(12)}
        for at in range(3000)
    }
    assert unique_sets(table, [f"a{col}" for col in range(12)]).rows
