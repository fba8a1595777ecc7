"""How long a search in 10,000 quotes takes.

    python benchmarks/quotes_search.py   # prints, and writes benchmarks/results/quotes_search.md

The quotes are put together from the invented interviews of the sample study, each sentence once
with other words around it. Times are the median of nine searches in one process, on one core, with
the book in memory; the ratio is to going once over all presented words with Python's `in`, on the
same machine, so that it carries over to another.
"""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable
from pathlib import Path
from random import Random

from pipeline.quotable.edit import present
from pipeline.quotable.search import Query, QuoteIndex
from pipeline.quotable.sentences import count_words
from pipeline.settings import QuotePolicy
from pipeline.values.quotes import Quote, QuoteBook, Spread
from pipeline.values.spans import Span
from pipeline.values.themes import Polarity

QUOTES, PEOPLE, TIMES = 10_000, 400, 9
RESULTS = Path(__file__).parent / "results" / "quotes_search.md"
GOLD = Path(__file__).parents[1] / "corpora" / "sample" / "gold"
POLICY = QuotePolicy(opposites=(("code-1", "code-2"),))
CODES = [f"code-{number}" for number in range(39)]
QUERIES = {
    "everything, in order": Query(),
    "one word": Query(words=("police",)),
    "a part of a word": Query(words=("*lock*",)),
    "three words, all of them": Query(words=("door", "he", "night*")),
    "a phrase": Query(words=("all the time",)),
    "a code, 60 words at most, one of each participant": Query(
        codes=("code-1",), maximum_words=60, per_participant=1
    ),
    "a family with a second code": Query(families=("family-1",), with_codes=("code-7",)),
    "cases against a finding": Query(codes=("code-1",), against=True),
    "an attribute, and not used yet": Query(
        where={"relationship_to_stalker": "ex-partner"},
        not_these=frozenset(f"Q{number:08x}" for number in range(0, QUOTES, 3)),
    ),
}


def main() -> None:
    """Measure and write."""
    book = _book()
    told = {f"P{n}": {"relationship_to_stalker": ("ex-partner", "stranger")[n % 2]}
            for n in range(PEOPLE)}  # fmt: skip
    index = QuoteIndex(book, POLICY, told)
    texts = [quote.text for quote in book.quotes]
    once = _seconds(lambda: [text for text in texts if "police" in text], TIMES)
    rows = []
    for name, query in QUERIES.items():
        found = len(index.search(query).quotes)
        seconds = _seconds(lambda query=query: index.search(query), TIMES)
        first = _seconds(lambda query=query: QuoteIndex(book, POLICY, told).search(query), 3)
        rows.append(
            f"| {name} | {found} | {1000 * first:.0f} | {1000 * seconds:.0f} "
            f"| {seconds / once:.0f} |"
        )
    words = sum(quote.words for quote in book.quotes)
    lines = [
        "# Searching quotes",
        "",
        f"`python benchmarks/quotes_search.py`: {QUOTES} quotes, {words} words, one core.",
        "",
        "| search | found | ms with the index made anew | ms | times going once over the words |",
        "|---|---|---|---|---|",
        *rows,
    ]
    RESULTS.write_text("\n".join(lines) + "\n", "utf-8")
    print("\n".join(lines))


def _book() -> QuoteBook:
    random, sentences = Random(7), _sentences()
    quotes = tuple(_quote(number, random, sentences) for number in range(QUOTES))
    codes = {code: (f"family-{n % 5}", code, code) for n, code in enumerate(CODES)}
    return QuoteBook(
        title="", synthetic=True, reviewed=True,
        families={f"family-{n}": "" for n in range(5)}, codes=codes, quotes=quotes,
        spreads=tuple(Spread(code=code, participants=9, base=PEOPLE, passages=9, quotes=9)
                      for code in CODES),
        withheld=(), minimum_cell=3,
    )  # fmt: skip


def _sentences() -> list[str]:
    """Of participants' turns in the gold files, the marks taken out."""
    found = []
    for path in sorted(GOLD.glob("*.gold.txt")):
        for line in path.read_text("utf-8").splitlines():
            plain = "".join(part.partition(">")[2] for part in ("<>" + line).split("<"))
            said = plain.split("\t")[-1].partition(": ")[2] or plain
            found += [one.strip() + "." for one in said.split(". ") if len(one.split()) > 4]
    return found


def _quote(number: int, random: Random, sentences: list[str]) -> Quote:
    verbatim = " ".join(random.sample(sentences, random.randint(1, 3)))
    text, edits = present(verbatim)
    whose = f"P{random.randrange(PEOPLE)}"
    return Quote(
        id=f"Q{number:08x}", transcript=whose, participant=whose, turns=(1 + number % 90,),
        span=Span(start=0, end=len(verbatim)), codes=tuple(random.sample(CODES, 2)),
        polarity=random.choices(list(Polarity), (8, 1, 1))[0], verbatim=verbatim, text=text,
        edits=edits, context="", attribution="", words=max(1, count_words(text)), checks=(),
        reviewed=True,
    )  # fmt: skip


def _seconds(work: Callable[[], object], times: int) -> float:
    took = []
    for _ in range(times):
        began = time.perf_counter()
        work()
        took.append(time.perf_counter() - began)
    return statistics.median(took)


if __name__ == "__main__":
    main()
