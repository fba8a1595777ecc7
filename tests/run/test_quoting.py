"""The gate of a quote and its ledger when the ground moves under them."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Any

import pytest
import yaml

from pipeline.errors import InputError, SettingsError
from pipeline.run.files import read_value
from pipeline.run.flagging import rule_on_flag
from pipeline.run.journal import Journal
from pipeline.run.judging import add_coding, judge_codings
from pipeline.run.quoting.editing import edit_quote
from pipeline.run.quoting.opened import open_quotes
from pipeline.run.quoting.using import Standing, ledger, use_quotes
from pipeline.run.quoting.why import CODING, Why, why
from pipeline.run.review import approve_transcripts
from pipeline.run.study import open_study
from pipeline.values.quotes import Quote, QuoteBook
from pipeline.values.records import FlagReason
from pipeline.values.spans import Span
from tests.ready import SECRETS, go

LOCKS = "We changed the locks, and I put cameras up."


def quoted(root: Path) -> list[Quote]:
    return list(read_value(open_study(root).places.book, QuoteBook).quotes)


def with_words(root: Path, words: str) -> Quote:
    (found,) = (quote for quote in quoted(root) if words in quote.verbatim)
    return found


def only(root: Path, about: str) -> Why:
    (found,) = why(root, about)
    return found


def fails(root: Path, about: str) -> set[str]:
    return {line.ask for line in only(root, about).fails}


def set_up(root: Path, **changes: Any) -> None:
    path = root / "config" / "quotes.yaml"
    path.write_text(yaml.safe_dump({**yaml.safe_load(path.read_text()), **changes}))
    go(root)


def standing(root: Path) -> Standing:
    (line,) = ledger(root)
    return line.standing


@pytest.fixture
def used(finished: Path) -> Quote:
    """The quote about locks, put down as used."""
    quote = with_words(finished, LOCKS)
    use_quotes(finished, [quote.id], "chapter 3", "KL")
    return quote


def test_what_the_run_offered_is_what_passes(finished: Path) -> None:
    opened = open_quotes(finished)
    codings = [one for id in opened.admitted for one in opened.coded.codings(id)]
    offered = {quote.id for quote in quoted(finished)}
    assert codings
    told = [only(finished, one.id) for one in codings]
    assert {one.quote for one in told if not one.fails} == offered
    assert not any(one.stale for one in told)


def test_a_flag_holds_it(finished: Path, used: Quote) -> None:
    turn, reason = used.turns[0], FlagReason.IT_IS_SO
    rule_on_flag(finished, used.transcript, turn, "live-safety", "KL", reason, holds=True)
    assert fails(finished, used.id) == {"no open flag"}
    assert only(finished, used.id).stale, "the last run offered it"
    with pytest.raises(InputError, match="no open flag"):
        use_quotes(finished, [used.id], "chapter 4", "KL")
    go(finished)
    assert standing(finished) is Standing.GONE
    told = only(finished, only(finished, used.id).codings[0])
    assert not told.stale
    assert {line.next_step for line in told.fails} == {f"voices flags {used.transcript} --all"}


def test_a_rejected_coding_is_told_of_the_quote_that_is_gone(finished: Path, used: Quote) -> None:
    coding = only(finished, used.id).codings[0]
    judge_codings(finished, [coding], "KL", reject=True)
    go(finished)
    assert standing(finished) is Standing.GONE
    told = [one for one in why(finished, used.id) if coding in one.codings]
    (line,) = told[0].fails
    assert line.ask == CODING
    assert line.next_step == f"voices code undo {coding}"


def test_an_accepted_coding_names_who_accepted_it(finished: Path, used: Quote) -> None:
    coding = only(finished, used.id).codings[0]
    judge_codings(finished, [coding], "KL", reject=False)
    said = {line.ask: line.says for line in only(finished, used.id).lines}
    assert said[CODING].endswith("accepted by KL")


def test_consent_decides(finished: Path, used: Quote) -> None:
    (finished / "corpora" / "trial" / "participants.csv").write_text(
        "participant,file,consent\nB02,B02.txt,paraphrase\nA01,A01.txt,case study\n"
    )
    assert fails(finished, used.id) == {"consent to be quoted"}
    go(finished)
    assert standing(finished) is Standing.GONE


def test_a_transcript_that_waits_for_its_reviewer(waiting: Path) -> None:
    told = why(waiting, "B02", 4)[0]
    (line,) = (one for one in told.fails if one.ask.startswith("sign-off"))
    assert line.next_step == "voices approve B02"
    approve_transcripts(waiting, ["B02"], "KL")
    go(waiting)
    told = why(waiting, "B02", 4)[0]
    said = {one.ask: one.says for one in told.lines}
    assert said["sign-off of the anonymisation"] == "by KL"


def test_too_much_of_one_participant(finished: Path, used: Quote) -> None:
    fortune = "It cost me a fortune, out of my own pocket."
    text = open_quotes(finished).coded.transcript("B02").turns[3].text
    start = text.index(fortune)
    span = Span(start=start, end=start + len(fortune))
    add_coding(finished, "B02", 4, span, "home-security", "KL")
    set_up(finished, per_code_and_participant=1)
    kept = {quote.id: quote.codes for quote in quoted(finished)}
    assert sum("home-security" in codes for codes in kept.values()) == 1
    if used.id not in kept:
        assert fails(finished, used.id) == {"not too much of one participant"}
    assert standing(finished) is Standing.STANDS, "its words are the same, in the book or not"


def test_a_quote_that_became_part_of_another(finished: Path, used: Quote) -> None:
    turn = open_quotes(finished).coded.transcript("B02").turns[3]
    add_coding(finished, "B02", 4, Span(start=0, end=len(turn.text)), "home-security", "KL")
    go(finished)
    (line,) = ledger(finished)
    assert line.standing is Standing.CHANGED
    assert with_words(finished, LOCKS).id in line.says
    assert with_words(finished, LOCKS).id != used.id


@pytest.mark.parametrize(
    ("changes", "printed"),
    [
        ({"label": "role"}, "Victim"),
        ({"label": "none"}, ""),
    ],
)
def test_labels_by_the_setting(
    finished: Path, used: Quote, changes: dict[str, Any], printed: str
) -> None:
    set_up(finished, **changes)
    assert {quote.attribution for quote in quoted(finished)} == {printed}
    assert standing(finished) is Standing.CREDITED
    for ending in ("csv", "md", "html"):
        written = (finished / "outputs" / "quotable" / f"quotes.{ending}").read_text("utf-8")
        assert used.attribution not in written


def test_labels_that_are_pseudonyms(finished: Path) -> None:
    set_up(finished, label="pseudonym")
    labels = {quote.transcript: quote.attribution for quote in quoted(finished)}
    assert all(one.isalpha() for one in labels.values())
    assert labels["A01"] != labels["B02"]
    assert not any(secret in one for one in labels.values() for secret in SECRETS)


def test_labels_of_single_quotes(finished: Path) -> None:
    set_up(finished, label_per_quote=True)
    hers = [quote.attribution for quote in quoted(finished) if quote.transcript == "B02"]
    assert len(hers) == len(set(hers)) == 2
    before = {quote.id: quote.attribution for quote in quoted(finished)}
    (finished / "outputs" / "quotable" / "book.json").unlink()
    go(finished)
    assert {quote.id: quote.attribution for quote in quoted(finished)} == before
    html = (finished / "outputs" / "quotable" / "quotes.html").read_text("utf-8")
    assert "B02" in html, "the team tells them apart by the id"


def test_pseudonyms_that_nobody_has_cannot_be_labels(finished: Path) -> None:
    path = finished / "config" / "identifiers.yaml"
    path.write_text(path.read_text().replace("victim: pseudonym", "victim: number"))
    for place in ("vault", "records", "outputs"):
        shutil.rmtree(finished / place)
    with pytest.raises(SettingsError, match="pseudonym"):
        set_up(finished, label="pseudonym")


def test_the_journal_holds_no_words_but_the_editor_s(finished: Path, used: Quote) -> None:
    quote = with_words(finished, "texts")
    edit_quote(finished, quote.id, "he", "KL", after="[the officer]")
    edit_quote(finished, quote.id, "and [officer] came out,", "KL")
    lines = (finished / "records" / "journal.jsonl").read_text("utf-8").splitlines()
    ours = "\n".join(line for line in lines if '"quote use"' in line or '"quote edit"' in line)
    assert len(ours.splitlines()) == 3
    assert "[the officer]" in ours
    for word in ("texts", "locks", "cameras", "came out", used.attribution, *SECRETS):
        assert word not in ours
    assert len(Journal(finished / "records" / "journal.jsonl").quote_edits()) == 2


def test_the_book_has_both_copies_and_the_way_between(finished: Path) -> None:
    quote = with_words(finished, "texts")
    edited = edit_quote(finished, quote.id, "and [officer] came out,", "KL")
    go(finished)
    now = with_words(finished, "texts")
    assert now.id == quote.id
    assert now.text == edited.text
    assert now.verbatim == quote.verbatim
    assert [one.rule for one in now.edits] == ["cut"]
