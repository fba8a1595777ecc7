"""Nothing that waits for a person's ruling is quoted to an audience that must not have it."""

from __future__ import annotations

import pytest

from pipeline.quotable.select import select
from pipeline.values.identifiers import Kind, ListedSpan
from pipeline.values.spans import Span
from tests.quotable.examples import POLICY, coding, person, transcript

WORDS = "I stopped walking to work and I moved my shifts so that nobody could guess at them."


@pytest.mark.parametrize(
    ("turn", "start", "end", "quoted"),
    [
        (2, 2, 9, False),  # in the passage
        (2, 0, 1, False),  # at its very edge
        (3, 2, 9, True),  # in another turn
    ],
)
def test_a_passage_with_something_listed_is_withheld(
    turn: int, start: int, end: int, quoted: bool
) -> None:
    talk = transcript("T01", "I: How did it change your days?", f"P: {WORDS}", "P: He kept bees.")
    chosen = coding(talk, 2, WORDS, "routine-change")
    listed = ListedSpan(
        turn=turn, span=Span(start=start, end=end), kind=Kind.OTHER, narrowing=0.9, decision="D1"
    )
    quotes, withheld = select([talk], [chosen], [], [person("P01")], POLICY, {}, {"T01": [listed]})
    assert bool(quotes) is quoted
    assert [one.reason.partition(":")[0] for one in withheld] == ([] if quoted else ["listed"])


def test_a_question_with_something_listed_is_not_printed() -> None:
    talk = transcript("T01", "I: How did the bees change your days?", f"P: {WORDS}")
    chosen = coding(talk, 2, WORDS, "routine-change")
    listed = ListedSpan(
        turn=1, span=Span(start=8, end=16), kind=Kind.OTHER, narrowing=0.9, decision="D1"
    )
    given = [talk], [chosen], [], [person("P01")], POLICY, {}
    assert select(*given)[0][0].context
    assert not select(*given, {"T01": [listed]})[0][0].context
