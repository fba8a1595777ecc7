from __future__ import annotations

import pytest

from pipeline.quotable.mosaic import THEMES, attribute_table, mosaics
from pipeline.quotable.select import select
from pipeline.quotable.shown import Shown, shown_in
from pipeline.quotable.spread import assemble_book
from pipeline.values.quotes import Participant, QuoteBook
from tests.identified.building import POLICY as IDENTIFIERS
from tests.quotable.examples import CODEBOOK, POLICY, coding, person, transcript


def book(**told: str) -> QuoteBook:
    """A quote for each participant ('P01'), with these words."""
    study = [
        transcript(f"T{id[1:]}", "I: What changed?", f"P: {words}") for id, words in told.items()
    ]
    codings = [
        coding(one, 2, one.turns[1].text, "security" if one.id == "T01" else "routine-change")
        for one in study
    ]
    people = [person(id) for id in told]
    labels = {id: f"Victim {id[1:]}" for id in told}
    quotes, withheld = select(study, codings, [], people, POLICY, labels)
    return assemble_book(
        "A study", CODEBOOK, study, codings, quotes, withheld, synthetic=True, minimum_cell=2
    )


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("I was [30s] then", [(Shown.AGE, "30s")]),
        ("my [child 1] and my [child 2]", [(Shown.CHILD, "child 1"), (Shown.CHILD, "child 2")]),
        ("in [town 3] in 2017", [(Shown.PLACE, "town 3"), (Shown.YEAR, "2017")]),
        ("the [ex-partner's brother]", [(Shown.PERSON, "ex-partner's brother")]),
        ("[person 3] gave me the [phone number]", []),
        ("[laughs] I said [inaudible 00:12] to him [crying]", []),
        ("[something that somebody typed]", []),
        ("it cost 20170 and 1899", []),
        ("[date in 2019]", [(Shown.YEAR, "2019")]),
        ("[[town]] [", [(Shown.PLACE, "town")]),
    ],
)
def test_what_placeholders_show(text: str, shown: list[tuple[Shown, str]]) -> None:
    assert shown_in(text, IDENTIFIERS) == shown


def test_a_mosaic_holds_all_that_is_quoted_of_one_and_nothing_else() -> None:
    made = book(
        P01="I moved to [town 1] with my [child 1] and never told anybody where it was.",
        P02="I went another way to work every morning of that long winter.",
        P03="I went another way to work with my [child 1] and my [child 2] every day.",
    )
    found = mosaics(made, IDENTIFIERS)
    assert list(found) == ["P01", "P02", "P03"]
    one = found["P01"]
    assert one.quotes == tuple(quote.id for quote in made.quotes if quote.participant == "P01")
    assert one.shown == {Shown.CHILD: ("child 1",), Shown.PLACE: ("town 1",)}
    assert one.attributions == ("Victim 01, stalked by an ex-partner",)
    assert one.rare_codes == ("security",)
    assert found["P02"].rare_codes == ()


def test_the_table_joins_columns_and_what_is_shown() -> None:
    made = book(
        P01="I moved to [town 1] with my [child 1] and never told anybody where it was.",
        P03="I went another way to work with my [child 1] and my [child 2] every day.",
    )
    people = [person("P01"), person("P02", gender="man"), person("P03")]
    table = attribute_table(people, mosaics(made, IDENTIFIERS))
    assert table["P01"][Shown.CHILD] == "child"
    assert table["P03"][Shown.CHILD] == "child x2"
    assert table["P01"][THEMES] == "security"
    assert table["P02"] == {"relationship_to_stalker": "ex-partner", "gender": "man"}


def test_no_word_of_a_quote_is_in_a_mosaic() -> None:
    made = book(P01="The zephyrine quandary stood in [town 1] for all to see that winter.")
    assert "zephyrine" in made.quotes[0].text
    assert "zephyrine" not in repr(mosaics(made, IDENTIFIERS))
    assert "file" not in str(attribute_table([person("P01")], mosaics(made, IDENTIFIERS)))


def test_a_study_without_quotes_has_a_table_of_its_columns() -> None:
    made = book()
    assert mosaics(made, IDENTIFIERS) == {}
    nobody: list[Participant] = []
    assert attribute_table(nobody, {}) == {}
