"""Finding quotes at the terminal, and asking why."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.errors import ExitCode
from tests.cli.saying import Voices, names_nobody


def quotes(voices: Voices, study: Path, *asked: str) -> list[dict[str, object]]:
    said = voices("quotes", *asked, "--json", study=study)
    assert said.code == ExitCode.OK
    found: list[dict[str, object]] = said.json
    return found


def test_alone_it_lists_and_words_find(voices: Voices, finished: Path) -> None:
    every = quotes(voices, finished)
    assert every
    assert {"id", "text", "attribution", "codes", "found_in"} <= every[0].keys()
    assert quotes(voices, finished, "show") == every
    found = quotes(voices, finished, "camer*")
    assert [one["id"] for one in found] == [
        one["id"] for one in every if "cameras" in str(one["text"])
    ]
    assert len(found) == 1
    assert quotes(voices, finished, "camer") == []
    assert quotes(voices, finished, "--id", str(found[0]["id"])) == found


def test_counts_below_the_cell_are_not_told(voices: Voices, finished: Path) -> None:
    said = voices("quotes", "--code", "home-security", study=finished)
    assert "home-security: fewer than 3 of 2 interviews." in said.out
    assert "fewer than 3 participants" in said.out
    (one,) = quotes(voices, finished, "--code", "home-security")
    assert one["found_in"]["home-security"] == {  # type: ignore[index]
        "participants": None,
        "interviews": 2,
    }


@pytest.mark.parametrize(
    ("asked", "says"),
    [
        (("--code", "home-securit"), "did you mean 'home-security'"),
        (("--with", "nothing"), "no code 'nothing'"),
        (("--family", "polic"), "did you mean 'police'"),
        (("--where", "gender=woman"), "'attributes' allows: relationship_to_stalker"),
        (("--where", "relationship_to_stalker=king"), "shared by 3 participants"),
        (("--counter",), "Name the finding's code"),
        (("*",), "no word to look for"),
        (("--participant", "A01"), ""),
    ],
)
def test_what_cannot_be_asked(
    voices: Voices, finished: Path, asked: tuple[str, ...], says: str
) -> None:
    said = voices("quotes", *asked, study=finished)
    assert said.code == (ExitCode.INPUT if says else ExitCode.OK)
    assert says in said.err


def test_an_attribute_is_a_pair(voices: Voices, finished: Path) -> None:
    assert voices("quotes", "--where", "gender", study=finished).code == ExitCode.USAGE


def test_why_names_every_check_and_no_word(voices: Voices, finished: Path) -> None:
    (one,) = quotes(voices, finished, "camer*")
    said = voices("quotes", "why", str(one["id"]), study=finished)
    assert said.code == ExitCode.OK
    assert "may be printed" in said.out
    assert "nobody read it: a test" in said.out
    assert "cameras" not in said.out
    assert names_nobody(said)
    (told,) = voices("quotes", "why", str(one["id"]), "--json", study=finished).json
    assert told["may_be_printed"] is told["in_book"] is True
    asked = [line["check"] for line in told["checks"]]
    for check in ("sign-off of the anonymisation", "coding confirmed", "consent to be quoted",
                  "no open flag", "no known name left", "nothing listed that nobody has ruled on",
                  "disclosure of this quote alone", "disclosure with all that is quoted of her",
                  "shown to her first"):  # fmt: skip
        assert check in asked
    coding = told["codings"][0]
    assert voices("quotes", "why", coding, "--json", study=finished).json == [told]


def test_why_not(voices: Voices, finished: Path) -> None:
    (told,) = voices("quotes", "why", "B02", "--turn", "1", "--json", study=finished).json
    fails = {one["check"]: one["next"] for one in told["checks"] if one["answer"] == "fails"}
    assert fails.keys() == {"coding confirmed", "the participant's own words"}
    assert all(fails.values())
    for asked in (("Q00000000",), ("B99", "--turn", "1"), ("B02", "--turn", "99")):
        assert voices("quotes", "why", *asked, study=finished).code == ExitCode.INPUT
    assert voices("quotes", "why", "Cffffffffffff", study=finished).code == ExitCode.GATE


def test_a_use_is_put_down_and_taken_out(voices: Voices, finished: Path) -> None:
    id = str(quotes(voices, finished, "camer*")[0]["id"])
    place = ("--in", "report 2026, chapter 3")
    assert voices("quotes", "use", id, *place, "--by", "KL", study=finished).code == ExitCode.OK
    (line,) = voices("quotes", "ledger", "--json", study=finished).json
    assert (line["quote"], line["in"], line["by"]) == (id, place[1], "KL")
    assert line["standing"] == "stands as printed"
    assert id not in {one["id"] for one in quotes(voices, finished, "--unused")}
    assert voices("quotes", "unuse", id, *place, "--by", "KL", study=finished).code == ExitCode.OK
    assert voices("quotes", "ledger", "--json", study=finished).json == []
    (line,) = voices("quotes", "ledger", "--all", "--json", study=finished).json
    assert line["standing"] == "taken out"
    assert id in {one["id"] for one in quotes(voices, finished, "--unused")}
    assert voices("quotes", "unuse", id, study=finished).code == ExitCode.INPUT


@pytest.mark.parametrize(
    "label", ["what Casimir did", "07700 900321", "a@b.org", "12/03/2017, page 4", "", "x" * 201]
)
def test_a_label_names_nobody(voices: Voices, finished: Path, label: str) -> None:
    id = str(quotes(voices, finished, "camer*")[0]["id"])
    said = voices("quotes", "use", id, "--in", label, study=finished)
    assert said.code == ExitCode.INPUT
    assert names_nobody(said)
    assert voices("quotes", "ledger", "--json", study=finished).json == []


def test_a_quote_is_shortened_and_the_ledger_tells(voices: Voices, finished: Path) -> None:
    id = str(quotes(voices, finished, "texts")[0]["id"])
    assert voices("quotes", "use", id, "--in", "chapter 3", study=finished).code == ExitCode.OK
    cut = voices("quotes", "edit", id, "--cut", "and [officer] came out,", study=finished)
    assert cut.code == ExitCode.OK
    assert "I rang 101 […] and he said it was just texts." in cut.out
    said = voices("quotes", "use", id, "--in", "chapter 4", study=finished)
    assert said.code == ExitCode.INPUT, "it is another by now: run first"
    assert "edited since the last run" in said.err
    assert voices("run", study=finished).code == ExitCode.OK
    (one,) = quotes(voices, finished, "--id", id)
    assert one["text"] == "I rang 101 […] and he said it was just texts."
    assert "[officer] came out" in str(one["verbatim"])
    (line,) = voices("quotes", "ledger", "--json", study=finished).json
    assert line["standing"] == "words changed"
    assert voices("quotes", "use", id, "--in", "chapter 3", study=finished).code == ExitCode.OK
    (line,) = voices("quotes", "ledger", "--json", study=finished).json
    assert line["standing"] == "stands as printed"
    assert voices("quotes", "edit", id, "--undo", study=finished).code == ExitCode.OK
    assert voices("quotes", "edit", id, "--undo", study=finished).code == ExitCode.INPUT
    assert voices("run", study=finished).code == ExitCode.OK
    (line,) = voices("quotes", "ledger", "--json", study=finished).json
    assert line["standing"] == "words changed", "what was printed was the short one"


def test_what_may_change_the_sense_needs_a_word_and_leaves_a_check(
    voices: Voices, finished: Path
) -> None:
    id = str(quotes(voices, finished, "texts")[0]["id"])
    cut = ("quotes", "edit", id, "--cut", "and he said it was just texts")
    refused = voices(*cut, study=finished)
    assert refused.code == ExitCode.INPUT
    assert "it takes out who said it" in refused.err
    shorter = ("quotes", "edit", id, "--cut", "he said")
    assert voices(*shorter, "--all-the-same", study=finished).code == ExitCode.OK
    assert voices("run", study=finished).code == ExitCode.OK
    (one,) = quotes(voices, finished, "--id", id)
    assert "sense check: an edit takes out who said it" in one["checks"]  # type: ignore[operator]


@pytest.mark.parametrize(
    ("asked", "says"),
    [
        (("--cut", "elephants"), "do not stand in it"),
        (("--cut", "and"), "stand in it 2 times"),
        (("--cut", "and", "--nth", "3"), "do not stand in it"),
        (("--cut", "I rang 101 and [officer] came out,"), "fewer than 8 words"),
        (("--replace", "[officer]", "--with", "[the police]"), "stands for an identifier"),
        (("--replace", "he", "--with", "her"), "square brackets"),
        (("--replace", "he", "--with", "[laughs]"), "transcriber's mark"),
        (("--replace", "he", "--with", "[Casimir]"), "holds a name"),
    ],
)
def test_what_cannot_be_edited(
    voices: Voices, finished: Path, asked: tuple[str, ...], says: str
) -> None:
    id = str(quotes(voices, finished, "texts")[0]["id"])
    before = (finished / "records" / "journal.jsonl").read_bytes()
    said = voices("quotes", "edit", id, *asked, study=finished)
    assert said.code == ExitCode.INPUT
    assert says in said.err
    assert (finished / "records" / "journal.jsonl").read_bytes() == before


def test_what_is_put_in_brackets_says_so(voices: Voices, finished: Path) -> None:
    id = str(quotes(voices, finished, "texts")[0]["id"])
    edit = ("quotes", "edit", id, "--replace", "he", "--with", "[the officer]", "--by", "KL")
    assert "and [the officer] said it was" in voices(*edit, study=finished).out
    again = voices(*edit, study=finished)
    assert again.code == ExitCode.INPUT
    assert voices("run", study=finished).code == ExitCode.OK
    markdown = (finished / "outputs" / "quotable" / "quotes.md").read_text("utf-8")
    assert "words that an editor put in the place of others" in markdown


@pytest.mark.parametrize(
    "asked", [(), ("--cut", "a", "--undo"), ("--replace", "my"), ("--cut", "a", "--with", "[b]")]
)
def test_one_edit_at_a_time(voices: Voices, finished: Path, asked: tuple[str, ...]) -> None:
    assert voices("quotes", "edit", "Q1", *asked, study=finished).code == ExitCode.USAGE


def test_a_withdrawal_names_the_quotes_in_use(voices: Voices, finished: Path) -> None:
    one = quotes(voices, finished, "camer*")[0]
    id = str(one["id"])
    assert voices("quotes", "use", id, "--in", "chapter 3", study=finished).code == ExitCode.OK
    plan = voices("withdraw", "B02", "--because", "asked", "--dry-run", study=finished)
    assert f"{id} in 'chapter 3'" in plan.out
    done = voices("withdraw", "B02", "--because", "asked", "--yes", study=finished)
    assert done.code == ExitCode.OK
    (line,) = voices("quotes", "ledger", "--json", study=finished).json
    assert line["standing"] == "withdrawn"
    again = voices("withdraw", "B02", "--because", "asked", study=finished)
    assert f"{id} in 'chapter 3'" in again.out
    assert voices("quotes", "why", id, study=finished).code == ExitCode.INPUT
