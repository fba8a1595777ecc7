"""Codes that are renamed, merged or split in the file: what people decided goes along."""

from __future__ import annotations

import shutil
from copy import deepcopy
from pathlib import Path

import pytest
import yaml

from pipeline.errors import InputError
from pipeline.run.codebook import check_codebook
from pipeline.run.coded import coding_lines
from pipeline.run.journal import Journal
from pipeline.run.judging import add_coding, judge_codings, reopen_coding
from pipeline.run.moved import Moved, move_decisions
from pipeline.run.review import approve_transcripts
from pipeline.values.themes import CodingStatus
from tests.ready import everything, go, lay_out

OPEN, ACCEPTED, REJECTED = CodingStatus.PROPOSED, CodingStatus.ACCEPTED, CodingStatus.REJECTED


@pytest.fixture(scope="module")
def judged_once(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Review is required; the first coding of unwanted-contact was accepted, the first of
    routine-change rejected. Not to be changed."""
    root = lay_out(
        tmp_path_factory.mktemp("judged") / "study", review="required", waived_because=None
    )
    path = root / "config" / "codebook.yaml"  # a few codes, so that it is read fast
    book = yaml.safe_load(path.read_text())
    kept = {"unwanted-contact", "routine-change", "threats-violence", "cps-court"}
    book["codes"] = [{**one, "neighbours": []} for one in book["codes"] if one["id"] in kept]
    path.write_text(yaml.safe_dump({**book, "flags": [], "lists": {}}, sort_keys=False))
    go(root)
    approve_transcripts(root, ["A01", "B02"], "KL")
    go(root)
    first = {line.coding.code: line.coding.id for line in reversed(coding_lines(root))}
    judge_codings(root, [first["unwanted-contact"]], "KL", reject=False)
    judge_codings(root, [first["routine-change"]], "KL", reject=True)
    return root


@pytest.fixture
def judged(judged_once: Path, tmp_path: Path) -> Path:
    """A copy of the same."""
    return Path(shutil.copytree(judged_once, tmp_path / "study"))


def rewrite(study: Path, old: str, *new: str) -> None:
    """Take the code `old` out of the codebook, and put copies of it in as those of `new` that are
    not there."""
    path = study / "config" / "codebook.yaml"
    book = yaml.safe_load(path.read_text())
    (entry,) = [code for code in book["codes"] if code["id"] == old]
    rest = [code for code in book["codes"] if code["id"] != old]
    known = {code["id"] for code in rest}
    book["codes"] = [*rest, *({**deepcopy(entry), "id": id} for id in new if id not in known)]
    path.write_text(yaml.safe_dump(book, sort_keys=False))


def where(study: Path, code: str) -> dict[tuple[str, int, int, int], tuple[str, str]]:
    """Place of each coding of a code -> its status and who decided."""
    return {
        (one.coding.transcript, one.coding.turn, one.coding.span.start, one.coding.span.end): (
            one.status, one.by)
        for one in coding_lines(study, code=code)
    }  # fmt: skip


@pytest.mark.parametrize("run_first", [False, True], ids=["before the run", "after the run"])
def test_a_renamed_code_keeps_what_was_accepted(judged: Path, run_first: bool) -> None:
    before = where(judged, "unwanted-contact")
    rewrite(judged, "unwanted-contact", "contact")
    if run_first:
        go(judged)
    assert move_decisions(judged, "unwanted-contact", ["contact"], "MB") == Moved(accepted=1)
    go(judged)
    accepted = {place for place, (status, _) in before.items() if status is ACCEPTED}
    after = where(judged, "contact")
    assert {place for place, (status, _) in after.items() if status is ACCEPTED} == accepted
    assert {after[place] for place in accepted} == {(ACCEPTED, "MB")}
    assert where(judged, "unwanted-contact") == {}
    assert check_codebook(judged).left_behind == ()


def test_a_renamed_code_keeps_what_was_rejected(judged: Path) -> None:
    rewrite(judged, "routine-change", "routines")
    assert move_decisions(judged, "routine-change", ["routines"], "MB") == Moved(rejected=1)
    assert (REJECTED, "MB") in where(judged, "routines").values()
    assert REJECTED not in {status for status, _ in where(judged, "routine-change").values()}


@pytest.mark.parametrize("new", [["contact"], ["contact", "messages"]])
def test_doing_it_again_changes_nothing(judged: Path, new: list[str]) -> None:
    rewrite(judged, "unwanted-contact", *new)
    move_decisions(judged, "unwanted-contact", new, "MB")
    once = everything(judged)
    assert move_decisions(judged, "unwanted-contact", new, "MB") == Moved(already=1)
    assert everything(judged) == once


def test_of_a_split_code_nothing_is_accepted_and_every_place_is_put_down(judged: Path) -> None:
    (place,) = [key for key, (status, _) in where(judged, "unwanted-contact").items()
                if status is ACCEPTED]  # fmt: skip
    rewrite(judged, "unwanted-contact", "contact", "gifts")
    path = judged / "config" / "codebook.yaml"  # no coder would propose it now
    path.write_text(path.read_text().replace("- kept ringing\n", "- xyzzy\n"))
    moved = move_decisions(judged, "unwanted-contact", ["contact", "gifts"], "MB")
    assert moved == Moved(proposed=2)
    go(judged)
    for code in ("contact", "gifts"):
        assert where(judged, code)[place] == (OPEN, "")
    (line,) = [one for one in coding_lines(judged, code="gifts")
               if one.coding.span.start == place[2]]  # fmt: skip
    judge_codings(judged, [line.coding.id], "KL", reject=False)
    assert where(judged, "gifts")[place] == (ACCEPTED, "KL")
    assert where(judged, "contact")[place] == (OPEN, "")
    again = move_decisions(judged, "unwanted-contact", ["contact", "gifts"], "MB")
    assert again == Moved(already=1)
    assert where(judged, "gifts")[place] == (ACCEPTED, "KL")


def test_a_split_code_may_stay_and_what_was_accepted_stays_with_it(judged: Path) -> None:
    before = where(judged, "unwanted-contact")
    moved = move_decisions(judged, "unwanted-contact", ["threats-violence", "cps-court"], "MB")
    assert moved == Moved(proposed=2)
    assert where(judged, "unwanted-contact") == before


def test_of_a_rejection_and_an_acceptance_that_meet_the_acceptance_stands(judged: Path) -> None:
    (line,) = [one for one in coding_lines(judged, code="unwanted-contact") if one.by == "KL"]
    at = line.coding
    other = add_coding(judged, at.transcript, at.turn, at.span, "routine-change", "KL")
    judge_codings(judged, [other.id], "KL", reject=True)
    rewrite(judged, "routine-change", "merged")
    rewrite(judged, "unwanted-contact", "merged")
    assert move_decisions(judged, "routine-change", ["merged"], "MB").rejected == 2
    assert move_decisions(judged, "unwanted-contact", ["merged"], "MB").accepted == 1
    found = where(judged, "merged")
    assert found[at.transcript, at.turn, at.span.start, at.span.end] == (ACCEPTED, "MB")


def test_what_a_person_said_of_the_new_code_is_not_overruled(judged: Path) -> None:
    (line,) = [one for one in coding_lines(judged, code="unwanted-contact") if one.by == "KL"]
    at = line.coding
    new = add_coding(judged, at.transcript, at.turn, at.span, "threats-violence", "KL")
    judge_codings(judged, [new.id], "KL", reject=True)
    rewrite(judged, "unwanted-contact", "threats-violence")
    moved = move_decisions(judged, "unwanted-contact", ["threats-violence"], "MB")
    assert moved == Moved(already=1)
    place = at.transcript, at.turn, at.span.start, at.span.end
    assert where(judged, "threats-violence")[place] == (REJECTED, "KL")


def test_what_was_carried_can_be_undone(judged: Path) -> None:
    rewrite(judged, "unwanted-contact", "contact")
    move_decisions(judged, "unwanted-contact", ["contact"], "MB")
    (line,) = [one for one in coding_lines(judged, code="contact") if one.by == "MB"]
    assert reopen_coding(judged, line.coding.id, "MB") == (line.coding.id,)
    assert ACCEPTED not in {status for status, _ in where(judged, "contact").values()}


def test_words_that_changed_are_reported_and_the_decision_stays(judged: Path) -> None:
    verdicts = Journal(judged / "records" / "journal.jsonl").verdicts()
    codings = judged / "outputs" / "anonymised"
    rewrite(judged, "unwanted-contact", "contact")
    for folder in ("codings", "transcripts"):
        for path in (codings / folder).glob("A01*"):
            path.unlink()
    moved = move_decisions(judged, "unwanted-contact", ["contact"], "MB")
    assert len(moved.left) == 1
    assert Journal(judged / "records" / "journal.jsonl").verdicts() == verdicts
    go(judged)
    assert move_decisions(judged, "unwanted-contact", ["contact"], "MB") == Moved(accepted=1)


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        ("unwanted-contact", ["threats-violence"], "still in the codebook"),
        ("unwanted-contact", ["threats-violense"], "did you mean 'threats-violence'"),
        ("unwanted-contact", ["unwanted-contact", "cps-court"], "to itself"),
        ("unwanted-contcat", ["threats-violence"], "nobody has decided.*'unwanted-contact'"),
    ],
)
def test_what_makes_no_sense_is_refused(judged: Path, old: str, new: list[str], words: str) -> None:
    before = everything(judged)
    with pytest.raises(InputError, match=words):
        move_decisions(judged, old, new, "MB")
    assert everything(judged) == before


def test_what_is_left_under_a_code_that_is_gone_is_told_with_the_next_step(judged: Path) -> None:
    rewrite(judged, "unwanted-contact", "contact")
    (left,) = check_codebook(judged).left_behind
    assert (left.code, left.accepted, left.rejected) == ("unwanted-contact", 1, 0)
