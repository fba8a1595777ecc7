"""Finding quotes, and the order they come in."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.quotable.edit import present
from pipeline.quotable.order import fit_of, spread_out
from pipeline.quotable.search import Query, QuoteIndex, word_pattern
from pipeline.quotable.sentences import count_words
from pipeline.settings import QuotePolicy
from pipeline.values.quotes import Quote, QuoteBook, Spread
from pipeline.values.spans import Span
from pipeline.values.themes import Polarity

POLICY = QuotePolicy(opposites=(("police-positive", "not-taken-seriously"),))
PLAIN = "I took the long way round by the old mill every morning that winter with my keys out."


def quote(
    id: str,
    words: str = PLAIN,
    *codes: str,
    of: str = "P01",
    polarity: Polarity = Polarity.PRESENT,
    checks: tuple[str, ...] = (),
) -> Quote:
    text, edits = present(words)
    return Quote(
        id=id,
        transcript=of.replace("P", "T"),
        participant=of,
        turns=(2,),
        span=Span(start=0, end=len(words)),
        codes=codes or ("routine-change",),
        polarity=polarity,
        verbatim=words,
        text=text,
        edits=edits,
        context="",
        attribution="Victim 1",
        words=count_words(text),
        checks=checks,
        reviewed=True,
    )


def book(*quotes: Quote, **changes: object) -> QuoteBook:
    codes = {
        "routine-change": ("daily-life", "Routine", "Ways."),
        "home-security": ("daily-life", "Locks", "Locks."),
        "police-positive": ("police", "Good", "Good."),
        "not-taken-seriously": ("police", "Bad", "Bad."),
    }
    made = QuoteBook(
        title="A study",
        synthetic=True,
        reviewed=True,
        families={"daily-life": "Daily life", "police": "Police"},
        codes=codes,
        quotes=quotes,
        spreads=tuple(
            Spread(code=code, participants=n, base=9, passages=n, quotes=1)
            for n, code in enumerate(codes, start=2)
        ),
        withheld=(),
        minimum_cell=3,
    )
    return made.model_copy(update=changes)


def ids(found_in: QuoteBook, query: Query, **told: dict[str, str]) -> set[str]:
    found = QuoteIndex(found_in, POLICY, told).search(query)
    return {one.id for one in found.quotes}


def test_everything_that_is_said_must_hold() -> None:
    one = quote("Q1", PLAIN, "routine-change", "home-security")
    two = quote("Q2", "We had the front door locks changed twice over.", "home-security", of="P02")
    three = quote(
        "Q3", "He was kind and he rang me back the same day.", "police-positive", of="P03"
    )
    denied = quote("Q4", "I never changed a thing for him, not one.", polarity=Polarity.DENIED)
    all_of = book(one, two, three, denied)
    assert ids(all_of, Query()) == {"Q1", "Q2", "Q3", "Q4"}
    assert ids(all_of, Query(codes=("home-security",))) == {"Q1", "Q2"}
    assert ids(all_of, Query(codes=("home-security", "police-positive"))) == {"Q1", "Q2", "Q3"}
    assert ids(all_of, Query(codes=("home-security",), with_codes=("routine-change",))) == {"Q1"}
    assert ids(all_of, Query(families=("police",))) == {"Q3"}
    assert ids(all_of, Query(polarity=Polarity.DENIED)) == {"Q4"}
    assert ids(all_of, Query(participant="P02")) == {"Q2"}
    assert ids(all_of, Query(minimum_words=11, maximum_words=11)) == {"Q3"}
    assert ids(all_of, Query(not_these=frozenset(("Q1", "Q2")))) == {"Q3", "Q4"}
    assert ids(all_of, Query(ids=("Q2", "Q9"))) == {"Q2"}
    told = {"P01": {"relationship": "ex-partner"}, "P02": {"relationship": "stranger"}}
    assert ids(all_of, Query(where={"relationship": " Ex-Partner "}), **told) == {"Q1", "Q4"}
    assert ids(all_of, Query(where={"gender": "woman"}), **told) == set()


@pytest.mark.parametrize(
    ("words", "found"),
    [
        (("lock",), False),
        (("locks",), True),
        (("LOCKS",), True),
        (("lock*",), True),
        (("*ocks",), True),
        (("*ock*",), True),
        (("ock",), False),
        (("front door",), True),
        (("door front",), False),
        (("front", "changed"), True),
        (("front", "cellar"), False),
        (("cafe",), True),
        (("didn't",), True),
        (("didn’t",), True),
        (("town",), True),
        (("[town]",), True),
        ((".*",), None),
        (("*",), None),
        (("",), None),
    ],
)
def test_words(words: tuple[str, ...], found: bool | None) -> None:
    said = quote("Q1", "The front door locks were changed, I didn’t go to the Café in [town].")
    if found is None:
        with pytest.raises(ValueError, match="no word"):
            ids(book(said), Query(words=words))
    else:
        assert bool(ids(book(said), Query(words=words))) is found


@given(st.text(max_size=30))
def test_any_words_can_be_looked_for(words: str) -> None:
    try:
        word_pattern(words)
    except ValueError:
        return
    ids(book(quote("Q1")), Query(words=(words,)))


def test_what_speaks_against_a_finding() -> None:
    all_of = book(
        quote("Q1", PLAIN, "not-taken-seriously"),
        quote("Q2", PLAIN, "not-taken-seriously", polarity=Polarity.DENIED, of="P02"),
        quote("Q3", PLAIN, "not-taken-seriously", polarity=Polarity.CONSIDERED, of="P03"),
        quote("Q4", PLAIN, "police-positive", of="P04"),
        quote("Q5", PLAIN, "police-positive", polarity=Polarity.DENIED, of="P05"),
        quote("Q6", PLAIN, "routine-change", polarity=Polarity.DENIED, of="P06"),
    )
    found = QuoteIndex(all_of, POLICY).search(Query(codes=("not-taken-seriously",), against=True))
    assert dict(found.against) == {"Q2": "denied", "Q3": "considered", "Q4": "police-positive"}
    assert {one.id for one in found.quotes} == {"Q2", "Q3", "Q4"}
    assert {one.code for one in found.spreads} == {"police-positive", "not-taken-seriously"}
    other = QuoteIndex(all_of, POLICY).search(Query(codes=("police-positive",), against=True))
    assert dict(other.against) == {"Q5": "denied", "Q1": "not-taken-seriously"}
    family = QuoteIndex(all_of, POLICY).search(Query(families=("police",), against=True))
    assert set(family.against) == {"Q2", "Q3", "Q5"}, "of one family nothing is opposite"


def test_everyone_s_best_comes_before_anyone_s_second() -> None:
    weak, best = "He was there again, he was.", PLAIN
    all_of = book(
        quote("Q1", best),
        quote("Q2", best),
        quote("Q3", weak, of="P02"),
        quote("Q4", weak, of="P03"),
    )
    found = QuoteIndex(all_of, POLICY).search(Query())
    assert [one.participant for one in found.quotes] == ["P01", "P02", "P03", "P01"]
    once = QuoteIndex(all_of, POLICY).search(Query(per_participant=1))
    assert [one.participant for one in once.quotes] == ["P01", "P02", "P03"]
    assert (once.participants, once.left_out) == (3, 1)


def test_the_base_of_a_claim_comes_along() -> None:
    all_of = book(quote("Q1"), quote("Q2", PLAIN, "home-security"))
    every = QuoteIndex(all_of, POLICY).search(Query())
    assert [one.code for one in every.spreads] == ["routine-change", "home-security"]
    asked = QuoteIndex(all_of, POLICY).search(Query(codes=("police-positive",)))
    assert [one.code for one in asked.spreads] == ["police-positive"], "also where nothing is found"


@pytest.mark.parametrize(
    ("better", "worse"),
    [
        (quote("Q1"), quote("Q1", "He took the long way round by the old mill that whole winter.")),
        (quote("Q1"), quote("Q1", checks=("sense check: starts or ends inside a sentence",))),
        (quote("Q1"), quote("Q1", checks=("sense check: answers a question that is not shown",))),
        (quote("Q1"), quote("Q1", checks=("insider check: number 1 of the interview: a, b (c)",))),
        (quote("Q1"), quote("Q1", checks=("audio check: beside a pause",))),
        (quote("Q1"), quote("Q1", "I walked round the old mill.")),
        (quote("Q1"), quote("Q1", PLAIN.replace("old mill", "[place]"))),
        (quote("Q1"), quote("Q1", PLAIN.replace("that winter", "in 2017"))),
        (quote("Q1"), quote("Q1", "-" + PLAIN)),
        (quote("Q1"), quote("Q1", " ".join([PLAIN] * 5))),
        (quote("Q1"), quote("Q1", "It was maybe sort of the way that it was, I think, it might be "
                                  "that it was so.")),
    ],
)  # fmt: skip
def test_each_part_of_the_fit_counts(better: Quote, worse: Quote) -> None:
    assert fit_of(better, POLICY).points > fit_of(worse, POLICY).points


@given(st.text(min_size=1, max_size=200), st.lists(st.sampled_from(("audio check: a", "b")))
       )  # fmt: skip
def test_the_fit_is_within_its_bounds(words: str, checks: list[str]) -> None:
    if not present(words)[0] or not count_words(present(words)[0]):
        return
    fit = fit_of(quote("Q1", words, checks=tuple(checks)), POLICY)
    assert 0 <= fit.alone <= 300
    assert 0 <= fit.length <= 300
    assert 0 <= fit.vivid <= 200
    assert 0 <= fit.safe <= 200
    assert 0 <= fit.points <= 1000


@given(st.lists(st.sampled_from("ABCD"), max_size=20))
def test_spreading_out_loses_nothing(who: list[str]) -> None:
    quotes = [quote(f"Q{n}", of=f"P{one}") for n, one in enumerate(who)]
    spread = spread_out(quotes)
    assert sorted(one.id for one in spread) == sorted(one.id for one in quotes)
    first = {one.participant for one in spread[: len(set(who))]}
    assert len(first) == len(set(who))


def test_a_query_shows_no_words() -> None:
    assert "locks" not in repr(Query(words=("locks",)))
    assert replace(Query(words=("locks",)), participant="P01").words == ("locks",)
