"""The base of any claim."""

from __future__ import annotations

from pipeline.quotable.select import select
from pipeline.quotable.spread import assemble_book, spreads, together
from pipeline.values.quotes import Consent
from pipeline.values.themes import Polarity, Subject
from tests.quotable.examples import CODEBOOK, POLICY, coding, person, transcript

WORDS = "I went another way to work every single morning."


def test_counts_people_not_passages() -> None:
    one = transcript("T01", f"P: {WORDS}", f"P: {WORDS}")
    second = transcript("T09", f"P: {WORDS}", participant="P01")
    other = transcript("T02", f"P: {WORDS}")
    silent = transcript("T03", "P: No.")
    codings = [coding(one, 1, WORDS), coding(one, 2, WORDS), coding(second, 1, WORDS),
               coding(other, 1, WORDS, "security")]  # fmt: skip
    found = spreads(CODEBOOK, [one, second, other, silent], codings, [])
    routine, security, *rest = found
    assert [spread.code for spread in found] == [code.id for code in CODEBOOK.codes]
    assert (routine.participants, routine.passages, routine.base) == (1, 3, 3)
    assert (security.participants, security.passages) == (1, 1)
    assert all(spread.participants == spread.passages == 0 for spread in rest)


def test_what_is_not_hers_does_not_count() -> None:
    one = transcript("T01", f"P: {WORDS}", f"P: {WORDS}", f"P: {WORDS}", f"P: {WORDS}")
    codings = [
        coding(one, 1, WORDS, polarity=Polarity.DENIED),
        coding(one, 2, WORDS, polarity=Polarity.CONSIDERED),
        coding(one, 3, WORDS, subject=Subject.OTHER),
        coding(one, 4, WORDS, "security", subject=Subject.CHILD),
    ]
    routine, security, *_ = spreads(CODEBOOK, [one], codings, [])
    assert (routine.participants, routine.passages) == (0, 0)
    assert security.participants == 1


def test_a_withdrawn_transcript_does_not_count() -> None:
    one, gone = transcript("T01", f"P: {WORDS}"), transcript("T02", f"P: {WORDS}")
    routine = spreads(CODEBOOK, [one], [coding(one, 1, WORDS), coding(gone, 1, WORDS)], [])[0]
    assert (routine.participants, routine.base) == (1, 1)


def test_the_book_holds_it_all() -> None:
    one, other = transcript("T01", f"P: {WORDS}"), transcript("T02", f"P: {WORDS}")
    codings = [coding(one, 1, WORDS), coding(other, 1, WORDS)]
    people = [person("P01"), person("P02", Consent.NONE)]
    quotes, withheld = select([one, other], codings, [], people, POLICY)
    made = assemble_book(
        "A study", CODEBOOK, [one, other], codings, quotes, withheld, synthetic=True, minimum_cell=3
    )
    assert made.reviewed
    assert made.synthetic
    assert list(made.codes) == [code.id for code in CODEBOOK.codes]
    assert made.codes["security"] == ("daily-life", "Security at home", "Locks.")
    assert [quote.participant for quote in made.quotes] == ["P01"]
    assert [held.reason for held in made.withheld] == ["consent: none"]
    routine = made.spreads[0]
    assert (routine.participants, routine.quotes) == (2, 1), "who may not be quoted still counts"


def test_one_waiver_makes_a_book_unreviewed() -> None:
    one = transcript("T01", f"P: {WORDS}")
    waived = [coding(one, 1, WORDS, waived="a trial")]
    for codings, transcripts in ((waived, [one]), ([], [transcript("T02", "P: No.", waived="x")])):
        made = assemble_book(
            "A study", CODEBOOK, transcripts, codings, [], [], synthetic=False, minimum_cell=3
        )
        assert not made.reviewed


def test_codes_are_together_where_one_person_has_both() -> None:
    one = transcript("T01", f"P: {WORDS}", f"P: {WORDS}", f"P: {WORDS}")
    second = transcript("T09", f"P: {WORDS}", participant="P01")
    other = transcript("T02", f"P: {WORDS}", f"P: {WORDS}")
    third = transcript("T03", f"P: {WORDS}", f"P: {WORDS}")
    codings = [
        coding(one, 1, WORDS), coding(one, 2, WORDS), coding(second, 1, WORDS, "security"),
        coding(other, 1, WORDS), coding(other, 2, WORDS, "security"),
        coding(third, 1, WORDS), coding(third, 2, WORDS, "security", polarity=Polarity.DENIED),
        coding(one, 3, WORDS, "first-contact", subject=Subject.OTHER),
    ]  # fmt: skip
    (pair,) = together(CODEBOOK, [one, second, other, third], codings)
    assert (pair.codes, pair.participants) == (("routine-change", "security"), 2)
    assert together(CODEBOOK, [one], codings) == ()
