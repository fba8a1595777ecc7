"""The methods report: every figure is one that another part of the program gives too."""

from __future__ import annotations

import io
import re
import shutil
import zipfile
from collections import Counter
from pathlib import Path

import docx
import pytest
from docx.oxml.ns import qn

from pipeline.errors import InputError
from pipeline.measure.methods import MethodsReport
from pipeline.quotable.exporters.wording import shown_count, withheld_counts
from pipeline.run.agreement import Wanted, agreement
from pipeline.run.appendix import WRITERS
from pipeline.run.checking import check_decisions, decisions_of, mark_of
from pipeline.run.coded import coding_lines, learned
from pipeline.run.destruction import destroy
from pipeline.run.files import read_value
from pipeline.run.insider_check import checked
from pipeline.run.journal import Journal
from pipeline.run.listed import listed_of
from pipeline.run.log_lines import log_lines
from pipeline.run.methods.coded import NO_CODER, NO_COMMON_TURN, ONE_CODER
from pipeline.run.methods.quoted import facts_of
from pipeline.run.methods.recalled import DESTROYED, NOT_DRAWN, NOT_READ
from pipeline.run.methods_report import methods_report
from pipeline.run.review import approve_transcripts, return_draft, rule_on_passage
from pipeline.run.reviewing.overview import overview
from pipeline.run.sample_figures import sample_estimate
from pipeline.run.sampling import answer_sample, draw_sample, sample_to_read
from pipeline.run.standing import standing
from pipeline.run.study import open_study
from pipeline.run.withdrawal import withdraw
from pipeline.values.identifiers import Kind, RulingKind
from pipeline.values.quotes import QuoteBook
from pipeline.values.records import Withdrawal
from pipeline.values.spans import Span
from pipeline.values.texts import Draft
from pipeline.values.themes import CodingStatus
from tests.coded import propose, turns_of, verdict, write_down
from tests.quotable.examples import book
from tests.ready import SECRETS, everything, go
from tests.run.test_destruction import key
from tests.studies import StudyMaker


def ids_of(report: MethodsReport) -> set[str]:
    return {one.id for one in report.limits}


def told(report: MethodsReport) -> dict[str, str]:
    """The text of every format."""
    found = {ending: write(report) for ending, write in WRITERS.items()}
    document = docx.Document(io.BytesIO(found.pop(".docx")))
    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    texts = {ending: data.decode("utf-8") for ending, data in found.items()}
    return {**texts, ".docx": "\n".join([one.text for one in document.paragraphs] + cells)}


# Figures


def test_a_study_run_to_its_end_without_review(finished: Path) -> None:
    before = everything(finished)
    report = methods_report(finished)
    assert everything(finished) == before
    assert (report.study.review, report.study.stale) == ("waived", 0)
    assert report.study.first_run
    times = [one.time for one in Journal(open_study(finished).places.journal).entries]
    assert times[0] <= report.study.first_run <= (report.study.last_run or "") <= times[-1]
    assert {"review waived", "machine proposals counted", "few participants"} <= ids_of(report)
    assert "not up to date" not in ids_of(report)


def test_decisions_are_those_of_the_log(finished: Path) -> None:
    study = open_study(finished)
    found = methods_report(finished).anonymisation
    assert found
    lines = [line for own in log_lines(study, None).values() for line in own]
    listed = Counter(one.decision.kind for one in listed_of(finished))
    assert sum(one.decisions for one in found.kinds) == len(lines)
    for one in found.kinds:
        own = Counter(line.action for line in lines if line.kind == one.kind.value)
        assert own["keep"] == one.keep + one.listed
        assert one.listed == listed[one.kind]
        for action in ("pseudonym", "role", "generalise", "remove"):
            assert getattr(one, action) == own[action]
    assert found.by_machine == sum(line.decided_by == "machine" for line in lines)
    assert found.insider
    assert found.insider.passages == sum(map(len, checked(finished, None).values()))


def test_what_people_decided_looked_at_and_signed(waiting: Path) -> None:
    span = Span(start=0, end=2)
    rule_on_passage(waiting, RulingKind.IDENTIFIES, "B02", 4, span, "MB", Kind.OTHER)
    go(waiting)
    decisions = decisions_of(open_study(waiting), "A01")
    check_decisions(waiting, "A01", {one.id: mark_of(one) for one in decisions[:2]}, "KL")
    approve_transcripts(waiting, ["A01"], "KL")
    places = open_study(waiting).places
    state = read_value(places.drafts / "B02.jsonl", Draft).fingerprint()
    return_draft(waiting, "B02", state, "MB", "one more look")
    go(waiting)
    found = methods_report(waiting).anonymisation
    assert found
    assert (found.by_person, found.ruled_by.count) == (1, 1)
    assert (found.looked_at, found.looked_by.count) == (2, 1)
    assert (found.signed_off, found.signed_by.count) == (1, 1)
    assert (found.waived, found.waiting, found.returned) == (0, 1, 1)
    rows = overview(open_study(waiting), Journal(places.journal)).rows
    assert found.open == sum(row.asks for row in rows)
    assert found.signed_off == sum(bool(row.signed_by) for row in rows)
    named = methods_report(waiting, named=True).anonymisation
    assert named
    assert (named.ruled_by.names, named.signed_by.names) == (("MB",), ("KL",))


def test_a_draft_given_back_after_it_passed_is_not_signed_off(waiting: Path) -> None:
    approve_transcripts(waiting, ["A01"], "KL")
    go(waiting)
    before = methods_report(waiting).anonymisation
    places = open_study(waiting).places
    state = read_value(places.drafts / "A01.jsonl", Draft).fingerprint()
    return_draft(waiting, "A01", state, "MB", "a name was missed")
    after = methods_report(waiting)
    assert before
    assert before.signed_off == 1
    assert after.anonymisation
    assert (after.anonymisation.signed_off, after.anonymisation.waiting) == (0, 2)
    assert "not up to date" in ids_of(after)


def test_recall_is_that_of_the_last_sample_somebody_read(waiting: Path) -> None:
    first = draw_sample(waiting, 6, "KL", seed=3)
    for at, one in enumerate(sample_to_read(waiting, first.id, "KL")):
        missed = [(Span(start=0, end=1), Kind.OTHER)] if at == 0 else []
        answer_sample(waiting, first.id, one.transcript, one.turn, "KL", missed, rule=False)
    draw_sample(waiting, 4, "KL", seed=4)
    found = methods_report(waiting).anonymisation
    assert found
    assert found.recall
    estimate = sample_estimate(waiting, first.id)
    assert (found.recall.sample, found.recall.read) == (first.id, estimate.whole.read)
    assert found.recall.readers.count == len(estimate.read_by) == 1
    for part, whole in zip(found.recall.parts, (estimate.whole, *estimate.families), strict=True):
        for name in type(part).model_fields:
            assert getattr(part, name) == getattr(whole, name)
    assert found.recall.parts[0].seen == 1


@pytest.mark.parametrize(
    ("drawn", "why"), [(False, NOT_DRAWN), (True, NOT_READ)], ids=["none", "unread"]
)
def test_recall_that_is_not_estimated_says_why(waiting: Path, drawn: bool, why: str) -> None:
    if drawn:
        draw_sample(waiting, 4, "KL")
    report = methods_report(waiting)
    assert report.anonymisation
    assert (report.anonymisation.recall, report.anonymisation.recall_missing) == (None, why)
    assert "recall not estimated" in ids_of(report)
    assert all(why in text for text in told(report).values())


def test_a_sample_of_untouched_turns_says_that_its_recall_is_too_high(waiting: Path) -> None:
    sample = draw_sample(waiting, 9, "KL", untouched=True)
    for one in sample_to_read(waiting, sample.id, "KL"):
        answer_sample(waiting, sample.id, one.transcript, one.turn, "KL")
    assert "recall too high" in ids_of(methods_report(waiting))


def test_codings_are_those_that_the_codings_command_lists(finished: Path) -> None:
    rulings = [
        verdict(one, "KL", rejected=at % 2 == 1)
        for at, one in enumerate(line.coding for line in coding_lines(finished, "A01"))
    ]
    write_down(finished, rulings)
    found = methods_report(finished).coding
    assert found
    lines = coding_lines(finished)
    accepted = [one for one in lines if one.status is CodingStatus.ACCEPTED]
    assert found.standing_by_person + found.standing_by_waiver == len(accepted)
    assert found.standing_by_waiver == sum(one.by == "nobody" for one in accepted)
    assert found.open == sum(one.status is CodingStatus.PROPOSED for one in lines)
    learning = learned(finished)
    assert (found.accepted, found.rejected, found.added) == (
        learning.accepted,
        learning.rejected,
        learning.added,
    )
    assert (found.coders.count, found.coders.names) == (1, ())
    assert (found.agreement, found.agreement_missing) == (None, ONE_CODER)
    assert found.codes == len(open_study(finished).codebook().codes)


def two_coders(root: Path) -> None:
    """KL and MB have judged both interviews, and differ on one coding."""
    said = []
    for id in ("A01", "B02"):
        wanted = [
            (2, "routine-change", 0.8),
            (2, "hypervigilance", 0.8),
            (4, "routine-change", 0.7),
        ]
        for one in propose(root, id, *wanted):
            differ = (id, one.turn, one.code) == ("A01", 2, "hypervigilance")
            said += [verdict(one, "KL"), verdict(one, "MB", rejected=differ)]
    write_down(root, said)


def test_agreement_is_that_of_the_agreement_command(finished: Path) -> None:
    two_coders(finished)
    found = methods_report(finished).coding
    assert found
    assert found.agreement
    (pair,), whole = found.agreement.pairs, agreement(finished, Wanted())
    (other,) = whole.pairs
    assert (pair.first, pair.second) == ("Coder 1", "Coder 2")
    assert (pair.transcripts, pair.turns) == (other.transcripts, other.turns)
    assert (pair.overall.units, pair.overall.kappa) == (other.overall.units, other.overall.kappa)
    assert pair.overall.first == other.overall.first / other.overall.units
    assert (pair.overall.ac1, pair.overall.alpha) == (other.overall.ac1, other.overall.alpha)
    assert found.agreement.alpha == whole.alpha
    kappas = [one.kappa.value for one in other.codes if one.kappa.value is not None]
    told_of = pair.kappa_of_codes
    assert (told_of.codes, told_of.low, told_of.high) == (len(kappas), min(kappas), max(kappas))
    assert "proposals seen" in ids_of(methods_report(finished))
    named = methods_report(finished, named=True).coding
    assert named
    assert named.agreement
    assert (named.agreement.pairs[0].first, named.coders.names) == ("KL", ("KL", "MB"))


def test_a_family_that_few_turns_have_is_not_told_apart(finished: Path) -> None:
    two_coders(finished)
    found = methods_report(finished).coding
    assert found
    assert found.agreement
    few = [one for one in found.agreement.pairs[0].families if one.first is None]
    # 'hypervigilance' stands in two turns; the other family could be worked out from the total
    assert len(few) == len(found.agreement.pairs[0].families) == 2
    assert all(one.kappa.value is one.second is one.same is None for one in few)


@pytest.mark.parametrize(("people", "why"), [((), NO_CODER), (("KL", "MB"), NO_COMMON_TURN)])
def test_agreement_that_is_not_known_says_why(
    finished: Path, people: tuple[str, ...], why: str
) -> None:
    for by, id in zip(people, ("A01", "B02"), strict=False):
        write_down(
            finished, [verdict(one, by) for one in propose(finished, id, (2, "work-change", 0.9))]
        )
    report = methods_report(finished)
    assert report.coding
    assert (report.coding.agreement, report.coding.agreement_missing) == (None, why)
    assert "agreement not known" in ids_of(report)


def test_quotes_are_those_of_the_book(finished: Path) -> None:
    found = methods_report(finished).quotes
    made = read_value(open_study(finished).places.book, QuoteBook)
    assert found == facts_of(made)
    assert found
    assert (found.quotes, found.base) == (len(made.quotes), 2)


def test_themes_are_as_the_book_prints_them() -> None:
    made = book()
    found = facts_of(made)
    assert [one.code for one in found.themes] == list(made.codes)
    spreads = {one.code: one for one in made.spreads}
    for one in found.themes:
        spread = spreads[one.code]
        shown = one.participants.count
        words = f"fewer than {one.participants.fewer_than}" if shown is None else shown or "none"
        assert str(words) == shown_count(spread.participants, made.minimum_cell)
        if shown is None:
            assert (one.passages, one.quotes) == (None, None)
        if one.quotes is not None:
            assert one.passages == spread.passages
            assert one.quotes == sum(one.code in quote.codes for quote in made.quotes)
    assert [(one.why, one.passages.count) for one in found.withheld] == [
        (why, int(words) if words.isdecimal() else None) for why, words in withheld_counts(made)
    ]
    most = Counter(quote.participant for quote in made.quotes).most_common(1)[0][1]
    assert found.most == most
    assert [one.code for one in found.themes if one.passages is None] != []


def test_participants_are_told_as_far_as_they_may_be(make_study: StudyMaker) -> None:
    said = {"ex-partner": 4, "neighbour": 3, "stranger": 1}
    consents = ["archive", "archive", "none", *["anonymised quote"] * 5]
    rows, files = ["participant,file,consent,relationship_to_stalker"], {}
    values = [value for value, count in said.items() for _ in range(count)]
    for number, (value, consent) in enumerate(zip(values, consents, strict=True), start=1):
        files[f"P{number:02}.txt"] = "I: What happened?\nP: He waited outside my work every day."
        rows.append(f"P{number:02},P{number:02}.txt,{consent},{value}")
    report = methods_report(make_study(files, participants="\n".join(rows)))
    (one,) = report.participants.attributes
    assert (one.name, report.participants.participants) == ("relationship_to_stalker", 8)
    assert [(group.value, group.participants) for group in one.groups] == [("ex-partner", 4)]
    assert one.others == 4
    consent = report.participants.consent
    assert [(group.value, group.participants) for group in consent.groups] == [
        ("anonymised quote", 5)
    ]
    for text in told(report).values():
        assert "stranger" not in text
        assert "neighbour" not in text


# Where parts are missing


def test_a_study_that_was_never_run(small_study: Path) -> None:
    report = methods_report(small_study)
    assert (report.study.first_run, report.study.rulesets) == (None, ())
    assert (report.anonymisation, report.coding, report.quotes) == (None, None, None)
    assert report.participants.transcripts == 2
    for text in told(report).values():
        assert "null" in text or "Nothing was coded yet." in text


def test_a_study_that_waits_at_its_first_gate(waiting: Path) -> None:
    report = methods_report(waiting)
    assert report.anonymisation
    assert (report.anonymisation.waiting, report.anonymisation.signed_off) == (2, 0)
    assert (report.coding, report.study.stale) == (None, len([
        step for step in standing(waiting)[1] if step.stale
    ]))  # fmt: skip
    assert "not all passed" in ids_of(report)
    assert "No transcript was signed off by a person." in told(report)[".md"]


def test_after_the_key_was_destroyed(finished: Path) -> None:
    before = methods_report(finished)
    destroy(finished, key(finished), "JS", "the report is printed", delete_source=True)
    report = methods_report(finished)
    assert report.study.destroyed
    assert "key destroyed" in ids_of(report)
    assert report.anonymisation
    assert before.anonymisation
    assert report.anonymisation.kinds == before.anonymisation.kinds
    assert report.anonymisation.insider == before.anonymisation.insider
    assert (report.anonymisation.looked_at, report.anonymisation.open) == (None, None)
    assert report.anonymisation.recall_missing == DESTROYED
    assert report.quotes == before.quotes
    assert "went with the key" in told(report)[".docx"]


def test_who_withdrew_is_a_number_and_in_no_figure(finished: Path) -> None:
    withdraw(finished, "B02", "KL", "asked", key(finished))
    go(finished)
    report = methods_report(finished)
    assert (report.participants.participants, report.participants.withdrawn) == (1, 1)
    assert report.anonymisation
    assert report.anonymisation.transcripts == 1
    assert "1 more withdrew" in told(report)[".md"]


def test_a_withdrawal_that_was_broken_off_is_refused(finished: Path) -> None:
    gone = Withdrawal(participant="B02", by="KL", because="asked", transcripts={"B02": ()})
    write_down(finished, [gone])
    with pytest.raises(InputError, match="broken off"):
        methods_report(finished)


# What it prints


@pytest.fixture(scope="module")
def whole(finished_once: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A study with two coders, a sample read, and quotes. Not to be changed."""
    root = Path(shutil.copytree(finished_once, tmp_path_factory.mktemp("whole") / "study"))
    two_coders(root)
    sample = draw_sample(root, 5, "KL", seed=1)
    for one in sample_to_read(root, sample.id, "KL"):
        answer_sample(root, sample.id, one.transcript, one.turn, "KL")
    return root


@pytest.fixture(scope="module")
def full(whole: Path) -> MethodsReport:
    return methods_report(whole)


def test_no_word_no_id_and_no_name_of_staff_is_printed(full: MethodsReport, whole: Path) -> None:
    talk = {
        words
        for id in ("A01", "B02")
        for turn in turns_of(whole, id)
        for words in re.findall(r"\w+ \w+ \w+ \w+ \w+", turn.text)
    }
    assert talk
    for text in told(full).values():
        assert not [one for one in SECRETS if one.casefold() in text.casefold()]
        assert not [words for words in talk if words in text]
        assert not re.search(r"\b(A01|B02|KL|MB)\b", text)


def test_every_format_says_the_same(full: MethodsReport) -> None:
    texts = told(full)
    plain = re.sub(r"[\\*]", "", texts[".md"])
    for one in full.limits:
        assert one.says in plain
        assert one.says in texts[".docx"]
        assert one.says in texts[".json"]
    captions = re.findall(r"^Table \d+\. (.+)$", plain, re.MULTILINE)
    assert len(captions) == 8
    document = docx.Document(io.BytesIO(WRITERS[".docx"](full)))
    styled = [one for one in document.paragraphs if one.style and one.style.name == "Caption"]
    assert [one.text for one in styled] == [
        f"Table {number}. {caption}" for number, caption in enumerate(captions, start=1)
    ]
    assert len(document.tables) == 8


def test_the_document_is_one_that_can_be_edited(full: MethodsReport) -> None:
    document = docx.Document(io.BytesIO(WRITERS[".docx"](full)))
    headings = [one.text for one in document.paragraphs if one.style.name == "Heading 1"]
    assert headings == [
        *("The study", "Participants", "Anonymisation", "Coding", "Quotes", "Limits")
    ]
    for table in document.tables:
        assert table.rows[0]._tr.trPr.find(qn("w:tblHeader")) is not None
    fields = [one.text for one in document.element.body.iter(qn("w:instrText"))]
    assert sum("SEQ Table" in one for one in fields) == len(document.tables)
    assert "SYNTHETIC" not in document.sections[0].footer.paragraphs[0].text
    assert "not reviewed" in document.sections[0].footer.paragraphs[0].text


@pytest.mark.parametrize("ending", WRITERS)
def test_the_same_report_gives_the_same_bytes(full: MethodsReport, ending: str) -> None:
    assert WRITERS[ending](full) == WRITERS[ending](full)


def test_the_document_s_properties_name_nobody(full: MethodsReport, whole: Path) -> None:
    with zipfile.ZipFile(io.BytesIO(WRITERS[".docx"](full))) as archive:
        core = archive.read("docProps/core.xml").decode()
        everything_in = b"".join(archive.read(name) for name in archive.namelist())
        assert {entry.date_time[0] for entry in archive.infolist()} == {1980}
    assert "<dc:creator></dc:creator>" in core
    assert str(whole).encode() not in everything_in
