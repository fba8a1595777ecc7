from __future__ import annotations

from pipeline.quotable.select import select
from pipeline.settings import QuotePolicy
from pipeline.values.quotes import Quote
from pipeline.values.recognisable import Advice, Recognisable, Sign
from pipeline.values.spans import Span
from tests.quotable.examples import POLICY, coding, person, transcript

TALK = transcript(
    "T01",
    "I: What changed?",
    "P: I went another way to work every morning of that long winter, and he stood there.",
)


def found(rank: int, start: int, end: int, turn: int = 2) -> Recognisable:
    return Recognisable(
        transcript="T01",
        turn=turn,
        span=Span(start=start, end=end),
        rank=rank,
        score=0.9,
        signs=(Sign.VERBATIM,),
        reasons=("somebody's words as they were said or written", "beside a place"),
        advice=Advice.PARAPHRASE,
    )


def quoted(*known: Recognisable, policy: QuotePolicy = POLICY) -> Quote:
    codings = [coding(TALK, 2, TALK.turns[1].text)]
    quotes, _ = select(
        [TALK], codings, [], [person("P01")], policy, recognisable={"T01": list(known)}
    )
    return quotes[0]


def insider(quote: Quote) -> list[str]:
    return [one for one in quote.checks if one.startswith("insider check: ")]


def test_a_quote_with_a_recognisable_passage_says_so_and_stays_the_same_quote() -> None:
    told = quoted(found(3, 10, 20))
    assert insider(told) == [
        "insider check: number 3 of the interview: somebody's words as they were said or written, "
        "beside a place (paraphrase)"
    ]
    assert told.id == quoted().id


def test_the_first_of_several_is_told() -> None:
    told = insider(quoted(found(7, 0, 5), found(2, 30, 40), found(5, 50, 60)))
    assert len(told) == 1
    assert "number 2 " in told[0]


def test_other_turns_later_ranks_and_other_places_are_not_told() -> None:
    assert insider(quoted(found(1, 0, 5, turn=1), found(11, 0, 5))) == []
    assert insider(quoted(found(3, 10, 20), policy=QuotePolicy(insider_ranks=0))) == []
    assert insider(quoted(found(11, 0, 5), policy=QuotePolicy(insider_ranks=11)))
