from __future__ import annotations

import pytest

from pipeline.quotable.draft.credits import labels_of
from pipeline.quotable.draft.naming import naming
from pipeline.quotable.draft.quotations import Quotation, find_quotations
from pipeline.values.drafts import Attributed, DraftPart, DraftPiece

LABELS = labels_of([("Victim 7", "P01"), ("Victim 12", "P02"), ("Rebecca", "P03")])
APPROVED = "Victim 7, stalked by an ex-partner"


def pieces(*texts: str | DraftPiece) -> list[DraftPiece]:
    return [
        one
        if isinstance(one, DraftPiece)
        else DraftPiece(where=f"paragraph {number}", part=DraftPart.TEXT, text=one)
        for number, one in enumerate(texts, start=1)
    ]


def block(text: str) -> DraftPiece:
    return DraftPiece(where="paragraph 1", part=DraftPart.TEXT, text=text, block=True)


def cell(text: str, row: int = 1) -> DraftPiece:
    return DraftPiece(where="table 1", part=DraftPart.TEXT, text=text, row=row)


def found(*texts: str | DraftPiece) -> list[Quotation]:
    return find_quotations(pieces(*texts), LABELS)


def test_a_block_loses_its_credit_and_its_marks() -> None:
    for text in (
        "I went out.\n— Victim 7, stalked by an ex-partner",
        "“I went out.” (Victim 7, stalked by an ex-partner)",
        "“I went out.”\nVictim 7, stalked by an ex-partner",
        "Victim 7: I went out.",
    ):
        (one,) = found(block(text))
        assert one.words == "I went out."
        assert one.credit is not None
        assert one.credit.words.startswith("Victim 7")


def test_a_block_of_talk_keeps_the_marks_inside_it() -> None:
    (one,) = found(block("He said “I know where you live” and he rang off."))
    assert one.words == "He said “I know where you live” and he rang off."


def test_an_indented_paragraph_with_two_quotations_is_text() -> None:
    assert len(found(block("“I went out.” (Victim 7) “I came back.” (Victim 12)"))) == 2


def test_the_credit_may_stand_in_the_next_paragraph_or_cell() -> None:
    (one,) = found(block("I went out every day."), "— Victim 12")
    assert one.credit is not None
    (one,) = found(cell("Self-blame"), cell("“I went out every day.”"), cell("Victim 12"))
    assert one.credit is not None
    (one,) = found(cell("“I went out every day.”", 1), cell("Victim 12", 2))
    assert one.credit is None


def test_a_quotation_broken_over_paragraphs() -> None:
    first, second = found("She said: “I went out,", "and I came back” in the end.")
    assert not first.closed
    assert second.words == "and I came back"
    first, second = found("“I went out,", "“and I came back.”")
    assert [first.words, second.words] == ["I went out,", "and I came back."]


def test_what_breaks_a_sentence_off_is_noticed() -> None:
    first, second = found("“I went out,” she said, “and I came back.”")
    assert not first.follows
    assert second.follows
    _, second = found("“I went out,” she said. Later: “I came back.”")
    assert not second.follows


def test_headings_are_looked_into_and_what_is_not_printed_is_not() -> None:
    heading = DraftPiece(where="p", part=DraftPart.TEXT, text="“Looking back”", heading=True)
    comment = DraftPiece(where="c", part=DraftPart.COMMENT, text="“I went out every day”")
    assert [one.words for one in found(heading, comment)] == ["Looking back"]


@pytest.mark.parametrize(
    ("text", "attributed"),
    [
        ("“I went out.” (Victim 7, stalked by an ex-partner)", Attributed.APPROVED),
        ("“I went out” (Victim 7).", Attributed.APPROVED),
        ("“I went out” (V7).", Attributed.APPROVED),
        ("“I went out” (ex-partner, Victim 7; emphasis added).", Attributed.APPROVED),
        ("“I went out,” said Victim 7.", Attributed.APPROVED),
        ("As Victim 7 put it: “I went out.”", Attributed.APPROVED),
        ("“I went out” [Victim 7, Q1a2b3c4d].", Attributed.APPROVED),
        ("One woman said “I went out” for years.", Attributed.NOT),
        ("“I went out.”", Attributed.NOT),
        ("“I went out” (see section 3).", Attributed.NOT),
        ("“I went out” (Victim 12).", Attributed.WRONG),
        ("Victim 12 said “I went out”.", Attributed.WRONG),
        ("“I went out,” said Rebecca.", Attributed.WRONG),
        ("“I went out” (Victim 99).", Attributed.WRONG),
        ("Victim 12 said “yes”; “I went out,” said Victim 7.", Attributed.APPROVED),
        ("“I went out” (Victim 7, 34, stalked by an ex-partner).", Attributed.MORE),
        ("“I went out” (Victim 7, a nurse).", Attributed.MORE),
        ("“I went out” (Victim 7, stalked by a colleague).", Attributed.MORE),
        ("Victim 7, a nurse from Leeds, said “I went out”.", Attributed.MORE),
        ("A woman in her forties said “I went out”.", Attributed.MORE),
        ("One woman from Leeds said “I went out”.", Attributed.MORE),
        ("“I went out” (P01).", Attributed.MORE),
    ],
)
def test_attributions(text: str, attributed: Attributed) -> None:
    one = next(one for one in found(text) if "went" in one.words)
    assert naming(one, LABELS, APPROVED, "P01").attributed is attributed
