"""The numbers behind the charts: what they say, and what nobody can work out from them."""

from __future__ import annotations

import re
from itertools import combinations

from hypothesis import given
from hypothesis import strategies as st

from pipeline.quotable.exporters.figures import FIRST_PAIRS, matrix, shares, together
from pipeline.quotable.exporters.html_page import write
from pipeline.values.quotes import QuoteBook, Spread, Together
from tests.quotable.examples import CODEBOOK, book

PEOPLE = st.frozensets(st.integers(1, 9))
CODES = [code.id for code in CODEBOOK.codes]


def of(sets: dict[str, frozenset[int]], minimum_cell: int = 3) -> QuoteBook:
    """A book of nine interviews in which each code is found in those of a set."""
    sets = {code: sets[code] for code in CODES if code in sets}
    spreads = [
        Spread(code=code, participants=len(found), base=9, passages=len(found), quotes=0)
        for code, found in sets.items()
    ]
    pairs = [
        Together(codes=pair, participants=len(sets[pair[0]] & sets[pair[1]]))
        for pair in combinations(sets, 2)
        if sets[pair[0]] & sets[pair[1]]
    ]
    changed = {"spreads": tuple(spreads), "together": tuple(pairs), "minimum_cell": minimum_cell}
    return book().model_copy(update=changed)


@given(st.fixed_dictionaries(dict.fromkeys(CODES, PEOPLE)), st.integers(1, 5))
def test_no_count_of_a_few_people_is_shown_or_can_be_worked_out(
    sets: dict[str, frozenset[int]], least: int
) -> None:
    told = together(of(sets, least))
    shown = {code.id for code in told.codes}
    assert shown == {code for code, found in sets.items() if len(found) >= least}
    assert told.cells.keys() == {pair for pair in combinations(CODES, 2) if set(pair) <= shown}
    for (one, other), bar in told.cells.items():
        both = len(sets[one] & sets[other])
        small = [both, len(sets[one] - sets[other]), len(sets[other] - sets[one])]
        if any(0 < count < least for count in small) and both:
            assert bar.bound
            assert bar.words in (f"fewer than {least}", f"{least} or more")
            assert (bar.words == f"fewer than {least}") == (both < least)
        else:
            assert bar.words == (str(both) if both else "none")
    for pair in told.pairs:
        assert not pair.bar.bound
        assert int(pair.bar.words) >= least


def test_the_same_bound_is_shown_for_every_count_behind_it() -> None:
    everybody = frozenset(range(1, 10))
    pages = {
        write(of({CODES[0]: everybody - {1}, CODES[1]: found}))
        for found in (everybody - {2}, everybody - {3})
    }
    assert len(pages) == 1
    # Seven of eight and six of seven have both: either would tell of one person.
    cells = [
        next(iter(together(of({CODES[0]: everybody - {1}, CODES[1]: found})).cells.values()))
        for found in (everybody - {2}, everybody - {2, 3})
    ]
    assert cells[0] == cells[1]
    assert (cells[0].words, cells[0].width) == ("3 or more", 33.3)


def test_the_most_frequent_pairs_come_first() -> None:
    sets = {code: frozenset(range(1, 4 + number)) for number, code in enumerate(CODES)}
    told = together(of(sets, 1))
    counts = [int(pair.bar.words) for pair in told.pairs]
    assert counts == sorted(counts, reverse=True)
    assert len(counts) == min(FIRST_PAIRS, 10)


def test_the_matrix_counts_quotes_of_enough_people() -> None:
    made = matrix(book())
    assert {code.id: row for code, row in made.rows} == {
        "routine-change": (1, 1, 1), "moving-house": (1, 1, 1),
    }  # fmt: skip
    assert made.few == 1, "two people are quoted on the first contact"
    assert [label for _, label in made.participants] == ["Victim 3", "Victim 7", "Victim 12"]


def test_shares_are_of_everyone_quoted_most_first() -> None:
    told = shares(book())
    assert [(one.label, one.quotes, one.themes) for one in told] == [
        ("Victim 7", 3, 3), ("Victim 12", 3, 3), ("Victim 3", 2, 2),
    ]  # fmt: skip
    assert [one.width for one in told] == [100.0, 100.0, 66.7]
    assert shares(book().model_copy(update={"quotes": ()})) == ()


def test_the_page_says_in_words_what_it_draws() -> None:
    everybody = frozenset(range(1, 10))
    page = write(of({CODES[0]: everybody, CODES[1]: everybody, CODES[2]: frozenset({1, 2, 3})}))
    source = page.decode()
    pairs = source[source.index('class="pairs"') : source.index('class="fold grid-fold"')]
    assert "9 of 9" in pairs
    assert re.findall(r'class="fill" x="0" y="0" width="([\d.]+)"', pairs)[0] == "100.0"
    assert all('aria-hidden="true"' in svg for svg in re.findall(r"<svg[^>]*>", source))
