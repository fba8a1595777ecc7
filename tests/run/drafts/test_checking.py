from __future__ import annotations

import csv
from pathlib import Path

import pytest

from benchmarks.drafting import key_of, word_document
from pipeline.errors import InputError, VaultError
from pipeline.identified.vault import Passphrase
from pipeline.run.drafts.checking import ROSTER_ALONE, ROSTER_AND_VAULT, check_draft
from pipeline.run.drafts.showing import shown
from pipeline.run.files import read_value, write_values
from pipeline.run.journal import Journal
from pipeline.run.places import Places
from pipeline.run.study import open_study
from pipeline.values.drafts import Attributed, FindingKind, Grade, Verdict
from pipeline.values.quotes import Edit, QuoteBook, presented
from pipeline.values.records import FlagReason, FlagRuling
from pipeline.values.records import Verdict as Ruled
from pipeline.values.spans import Span
from tests.drafted import NAMES, Check, faults

CLEAN = "“I still look under the car. Every morning” (Victim 7, stalked by an ex-partner)."


def verdicts(check: Check, text: str) -> list[Verdict]:
    return [one.verdict for one in check(text).check.quotations]


@pytest.mark.parametrize(
    ("text", "verdict"),
    [
        (CLEAN, Verdict.VERBATIM),
        ("“I, um, I changed my route to work every single morning” (Victim 12).", Verdict.VERBATIM),
        ("“I took my own file in. I’d kept everything” (Victim 18).", Verdict.PRESENTED),
        ("“I still look under the bed. Every morning” (Victim 7).", Verdict.ALTERED),
        ("“And I stopped going to the gym […] I never parked in the same place twice”, she said.",
         Verdict.JOINED),
        ("“And I stopped going to the gym because he knew the times. We had the locks changed, we "
         "had two cameras put up” (Victim 12).", Verdict.JOINED),
        ("“I told [manager], and she laughed. She said I should be flattered, a bloke my age. I've "
         "not told anyone” (Victim 31).", Verdict.BEYOND),
        ("“I used all my leave on court dates” (Victim 12).", Verdict.NOT_RELEASED),
        ("“What would you want to see change?” we asked.", Verdict.INTERVIEWER),
        ("“I would have crawled there on my hands and knees” (Victim 12).", Verdict.NOT_OURS),
    ],
)  # fmt: skip
def test_the_verdict_on_a_quotation(check: Check, text: str, verdict: Verdict) -> None:
    assert verdicts(check, text) == [verdict]


@pytest.mark.parametrize(
    "text",
    [
        "The “so-called” friend, a ‘course of conduct’ and the “duty of care”.",
        "They spoke of “going mad”, of “the system” and of “no further action”.",
        "In *Living in fear* it says “might have to change their lives” (HMICFRS, 2017).",
    ],
)
def test_scare_quotes_and_terms_raise_no_alarm(check: Check, text: str) -> None:
    assert faults(check(text)) == []


def test_a_clean_draft_is_clean_and_says_what_it_holds(check: Check) -> None:
    found = check(CLEAN).check
    assert found.is_clean
    (one,) = found.quotations
    assert one.quotes == ("Q00000204",)
    assert (one.participant, one.transcript, one.turn) == ("P02", "P02", 8)
    assert one.attributed is Attributed.APPROVED
    assert one.consent == "anonymised quote"
    assert one.approved is True
    assert one.flags == ()
    assert found.names_from == ROSTER_AND_VAULT


def test_a_draft_without_quotations_says_so(check: Check) -> None:
    found = check("Nothing is quoted here.").check
    assert found.is_clean
    assert "there are no quotations in the draft" in found.notices


def test_differences_are_told_word_by_word(check: Check) -> None:
    (one,) = check("“I never look under the car. Every morning” (Victim 7).").check.findings
    assert one.kind is FindingKind.SENSE
    assert "'still' became 'never' (a negation)" in one.says


def test_what_was_put_for_a_placeholder_is_not_repeated(check: Check) -> None:
    found = check("“I know he's in Oldbury Magna now, but I get down on my knees.”").check
    assert FindingKind.PLACEHOLDER in [one.kind for one in found.findings]
    assert not any("oldbury" in one.says.casefold() for one in found.findings)
    assert not any("magna" in one.says.casefold() for one in found.findings)


def test_a_name_in_the_wrong_attribution_is_not_repeated(check: Check) -> None:
    found = check("“You can't settle to anything” (Victim 4, a baker from Oldbury).").check
    (one,) = [one for one in found.findings if one.kind is FindingKind.DETAIL]
    assert "baker" in one.says
    assert "Oldbury" not in one.says


def everywhere() -> bytes:
    first, second, third, *rest = NAMES
    return word_document(
        {
            "metadata": {"author": first, "comments": second},
            "header": third,
            "body": [
                {"text": f"We thank {rest[0]}.", "note": f"See {rest[1]}.", "remark": rest[2]},
                {"text": "A change", "deleted": f" by {rest[3]}", "picture": first},
            ],
        }
    )


def test_names_are_found_everywhere_and_never_said(check: Check) -> None:
    found = check(everywhere(), ".docx").check
    places = {one.where for one in found.findings if one.kind is FindingKind.NAME}
    assert places >= {
        "metadata: author",
        "metadata: comments",
        "header",
        "paragraph 1",
        "footnote 1",
        "comment 1",
        "tracked deletion in paragraph 2",
        "alternative text in paragraph 2",
    }
    told = found.model_dump_json() + repr(found)
    assert not any(name.casefold() in told.casefold() for name in NAMES)


def test_a_guessed_place_is_a_note_in_the_text_and_a_fault_in_a_quotation(check: Check) -> None:
    (one,) = check("The visit to Harbridge was in May.").check.findings
    assert one.grade is Grade.NOTICE
    quoted = check("“I still look under the car in Harbridge. Every morning” (Victim 7).")
    assert FindingKind.NAME in faults(quoted)


def test_without_the_key_the_roster_is_searched_for_and_it_says_so(drafted: Path) -> None:
    draft = drafted.parent / "draft.md"
    draft.write_text("Gavin Pryce and Lorna Quigley")
    alone = check_draft(drafted, draft, None).check
    assert alone.names_from == ROSTER_ALONE
    assert [one.identity for one in alone.findings] == ["roster:P01"]
    assert any("vault was not opened" in one for one in alone.notices)
    both = check_draft(drafted, draft, key_of(drafted)).check
    assert [one.identity for one in both.findings] == ["E00002", "E00004"]
    with pytest.raises(VaultError):
        check_draft(drafted, draft, Passphrase("not the right one"))


def test_nothing_of_the_study_and_the_draft_is_changed(drafted: Path) -> None:
    draft = drafted.parent / "draft.md"
    draft.write_text(f"{CLEAN} Gavin Pryce.")
    before = {p: p.read_bytes() for p in drafted.parent.rglob("*") if p.is_file()}
    check_draft(drafted, draft, key_of(drafted))
    assert {p: p.read_bytes() for p in drafted.parent.rglob("*") if p.is_file()} == before


def with_quote(root: Path, id: str, **changes: object) -> None:
    """Change a quote of the book."""
    book = root / "outputs" / "quotable" / "book.json"
    old = read_value(book, QuoteBook)
    quotes = [one.model_copy(update=changes) if one.id == id else one for one in old.quotes]
    write_values(book, [old.model_copy(update={"quotes": tuple(quotes)})])


def test_what_a_person_cut_from_a_quote_is_not_released(check: Check, drafted: Path) -> None:
    quotes = read_value(drafted / "outputs" / "quotable" / "book.json", QuoteBook).quotes
    (quote,) = [one for one in quotes if one.id == "Q00000603"]
    gone = "They had a rota."
    start = quote.verbatim.index(gone)
    edits = (Edit(span=Span(start=start, end=start + len(gone)), rule="cut", after="[…]"),)
    shortened = presented(quote.verbatim, edits)
    with_quote(drafted, quote.id, edits=edits, text=shortened)
    assert faults(check(f"“{shortened}” (Victim 18).", root=drafted)) == []
    assert faults(check(f"“{quote.verbatim}” (Victim 18).", root=drafted)) == [FindingKind.BEYOND]
    assert faults(check("“My friends were my security, honestly” (V18).", root=drafted)) == []


def test_words_that_a_person_put_into_a_quote_stand_in_it(check: Check, drafted: Path) -> None:
    quotes = read_value(drafted / "outputs" / "quotable" / "book.json", QuoteBook).quotes
    (quote,) = [one for one in quotes if one.id == "Q00000603"]
    start = quote.verbatim.index("They")
    edits = (
        Edit(span=Span(start=start, end=start + 4), rule="editor's words", after="[My friends]"),
    )
    text = presented(quote.verbatim, edits)
    with_quote(drafted, quote.id, edits=edits, text=text)
    assert faults(check(f"“{text}” (Victim 18).", root=drafted)) == []


@pytest.mark.parametrize(
    ("approved", "text", "wrong"),
    [
        ("Victim 4711, stalked by an ex-partner", "Victim 4711", []),
        ("Victim 4711, stalked by an ex-partner", "Victim 7", [FindingKind.LABEL]),
        ("Victim, stalked by an ex-partner", "Victim, stalked by an ex-partner", []),
        ("Victim, stalked by an ex-partner", "Victim 7", [FindingKind.LABEL]),
        ("stalked by an ex-partner", "stalked by an ex-partner", []),
        ("Victim", "stalked by an ex-partner", [FindingKind.DETAIL]),
    ],
)
def test_attributions_of_every_sort(
    check: Check, drafted: Path, approved: str, text: str, wrong: list[FindingKind]
) -> None:
    with_quote(drafted, "Q00000204", attribution=approved)
    assert (
        faults(check(f"“Every morning. I know there's nothing there” ({text}).", root=drafted))
        == wrong
    )


# What stands now, not when the book was made


def rewritten(root: Path, participant: str, consent: str) -> None:
    path = root / "corpora" / "invented" / "participants.csv"
    rows = list(csv.reader(path.read_text().splitlines()))
    changed = [[*row[:2], consent, *row[3:]] if row[0] == participant else row for row in rows]
    path.write_text("\n".join(",".join(row) for row in changed) + "\n")


def test_a_consent_that_was_taken_back_is_a_fault(check: Check, drafted: Path) -> None:
    rewritten(drafted, "P02", "paraphrase")
    found = check(CLEAN, root=drafted)
    assert faults(found) == [FindingKind.CONSENT]
    assert found.check.quotations[0].consent == "paraphrase"


def test_a_flag_that_was_put_since_is_a_fault(check: Check, drafted: Path) -> None:
    places = Places(drafted, "invented")
    state = "0" * 64
    ruling = FlagRuling(
        transcript="P02",
        turn=8,
        flag="live-safety",
        by="KL",
        state=state,
        holds=True,
        because=FlagReason.IT_IS_SO,
    )
    Journal(places.journal).append(ruling)
    found = check(CLEAN, root=drafted)
    assert faults(found) == [FindingKind.FLAG]
    assert found.check.quotations[0].flags == ("live-safety",)


def test_a_coding_that_was_rejected_since_voids_the_quote(check: Check, drafted: Path) -> None:
    places = Places(drafted, "invented")
    coding = "C00000204-hypervigilance"
    Journal(places.journal).append(Ruled(coding=coding, by="KL", rejected=True))
    found = check(CLEAN, root=drafted)
    assert faults(found) == [FindingKind.APPROVAL]
    assert found.check.quotations[0].approved is False


def test_where_review_is_required_no_waiver_approves(check: Check, drafted: Path) -> None:
    path = drafted / "config" / "study.yaml"
    kept = [line for line in path.read_text().splitlines() if not line.startswith("waived")]
    path.write_text("\n".join(kept).replace("review: waived", "review: required"))
    assert faults(check(CLEAN, root=drafted)) == [FindingKind.APPROVAL]


def test_a_turn_that_changed_voids_its_quotes(check: Check, drafted: Path) -> None:
    book = drafted / "outputs" / "quotable" / "book.json"
    old = read_value(book, QuoteBook)
    quotes = [
        one.model_copy(update={"span": Span(start=one.span.start + 1, end=one.span.end + 1)})
        if one.id == "Q00000204"
        else one
        for one in old.quotes
    ]
    write_values(book, [old.model_copy(update={"quotes": tuple(quotes)})])
    assert faults(check(CLEAN, root=drafted)) == [FindingKind.APPROVAL]


def test_checks_of_a_quote_are_told_as_notes(check: Check, drafted: Path) -> None:
    book = drafted / "outputs" / "quotable" / "book.json"
    old = read_value(book, QuoteBook)
    asks = ("audio check: beside a pause",)
    quotes = [one.model_copy(update={"checks": asks}) for one in old.quotes]
    write_values(book, [old.model_copy(update={"quotes": tuple(quotes)})])
    found = check(CLEAN, root=drafted).check
    assert found.is_clean
    assert [one.says for one in found.findings] == list(asks)


def test_a_study_without_quotes_and_a_damaged_transcript_are_refused(drafted: Path) -> None:
    draft = drafted.parent / "draft.md"
    draft.write_text(CLEAN)
    admitted = drafted / "outputs" / "anonymised" / "transcripts" / "P02.json"
    admitted.write_text(admitted.read_text().replace("look", "peek"))
    with pytest.raises(InputError, match="P02"):
        check_draft(drafted, draft, None)
    (drafted / "outputs" / "quotable" / "book.json").unlink()
    with pytest.raises(InputError, match="no quotes yet"):
        check_draft(drafted, draft, None)


def test_showing_names_is_on_record_before_they_are_shown(drafted: Path) -> None:
    draft = drafted.parent / "draft.md"
    draft.write_text("Gavin Pryce and 07700 900461")
    checked = check_draft(drafted, draft, key_of(drafted))
    found = shown(drafted, checked, "KL")
    assert [one.words for one in found.findings] == ["Gavin Pryce", "07700 900461"]
    (entry,) = Journal(open_study(drafted).places.journal).events("check-draft")
    assert entry.body["by"] == "KL"
    assert entry.body["identities"] == "E00002"
    with pytest.raises(InputError):
        shown(drafted, checked, " ")


def test_the_draft_may_not_ask_for_too_many_of_one(check: Check, drafted: Path) -> None:
    draft = drafted.parent / "draft.md"
    draft.write_text(f"{CLEAN} “I'm not over it” (Victim 7).")
    allowed = check_draft(drafted, draft, None).check
    assert allowed.is_clean
    limited = check_draft(drafted, draft, None, per_participant=1).check
    assert [one.kind for one in limited.findings if one.grade is Grade.FAULT] == [
        FindingKind.TOO_OFTEN
    ]
