"""Decisions by sheet: what is answered is recorded as a ruling or as a check, with real names in no
record."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.errors import InputError
from pipeline.identified.vault import KeyFile
from pipeline.run.checking import checked, decisions_of
from pipeline.run.custody import reveals
from pipeline.run.journal import Journal
from pipeline.run.review import drop_ruling, rule_on_passage
from pipeline.run.sheets.exporting import export_identifiers
from pipeline.run.sheets.target import Target
from pipeline.run.study import open_study
from pipeline.run.withdrawal import withdraw
from pipeline.values.identifiers import Action, Decision, Kind, RulingKind
from tests.ready import SECRETS, go
from tests.run.sheets.filling import add, export, fill, rows, take, why

FORMATS = pytest.mark.parametrize("suffix", [".xlsx", ".csv"])
SISTER = "my sister Jonquil"
PLACE = {"transcript": "A01", "turn": "4"}


def journal(root: Path) -> bytes:
    return (root / "records/journal.jsonl").read_bytes()


def decisions(root: Path, id: str = "A01") -> list[Decision]:
    return decisions_of(open_study(root), id)


def of_words(root: Path, path: Path, words: str) -> Decision:
    """The decision whose row shows these words."""
    id = next(row["decision"] for row in rows(path) if row["words"] == words)
    return next(one for one in decisions(root) if one.id == id)


def names_nobody(root: Path) -> bool:
    text = journal(root).decode()
    return not any(secret in text for secret in SECRETS)


@FORMATS
def test_a_row_a_decision_with_the_words_of_the_source(finished: Path, suffix: str) -> None:
    path = export(finished, "identifiers", suffix)
    found = rows(path)
    assert [row["decision"] for row in found] == [one.id for one in decisions(finished)]
    assert {SISTER, "Casimir Thrale"} <= {row["words"] for row in found}
    for row, one in zip(found, decisions(finished), strict=True):
        assert (row["turn"], row["kind"]) == (str(one.turn), one.kind.value)
        assert row["replacement"] == one.replacement
        assert row["characters"] == f"{one.span.start} to {one.span.end}"
    assert path.stat().st_mode & 0o777 == 0o600


def test_it_goes_on_record_without_a_name(finished: Path) -> None:
    export(finished, "identifiers")
    entry = Journal(finished / "records/journal.jsonl").entries[-1]
    assert entry.body["what"] == "sheet of identifiers"
    assert (entry.body["transcripts"], entry.body["by"]) == ("A01", "KL")
    assert names_nobody(finished)
    (last,) = reveals(open_study(finished))
    assert (last.by, last.how) == ("KL", "sheet export identifiers")
    assert set(last.identities) == {one.identity for one in decisions(finished) if one.identity}


@pytest.mark.parametrize(
    "place",
    ["outputs/anonymised/s.xlsx", "outputs/quotable/s.csv", "outputs/logs/s.xlsx",
     "outputs/identified/s.xlsx", "records/s.csv", "vault/s.csv", "corpora/trial/s.csv",
     "config/s.csv", "sheet.txt", "sheet"],
)  # fmt: skip
def test_where_it_is_not_written(finished: Path, place: str) -> None:
    before = journal(finished)
    with pytest.raises(InputError):
        export_identifiers(finished, ["A01"], Target(finished / place), "KL")
    assert not (finished / place).exists()
    assert journal(finished) == before


def test_a_link_into_a_room_is_followed(finished: Path, tmp_path: Path) -> None:
    (tmp_path / "elsewhere").symlink_to(finished / "outputs" / "quotable")
    with pytest.raises(InputError, match="program's own folders"):
        export_identifiers(finished, ["A01"], Target(tmp_path / "elsewhere" / "s.xlsx"), "KL")


def test_a_file_that_is_there_is_kept(finished: Path, tmp_path: Path) -> None:
    path = tmp_path / "answers.xlsx"
    path.write_text("answers")
    with pytest.raises(InputError, match="such a file already"):
        export_identifiers(finished, ["A01"], Target(path), "KL")
    assert path.read_text() == "answers"


def test_a_study_that_changed_since_its_run_is_run_first(finished: Path, tmp_path: Path) -> None:
    roster = finished / "corpora/trial/roster.csv"
    roster.write_text(roster.read_text() + "A01,LOCATION,Ludlow,town,\n")
    with pytest.raises(InputError, match="earlier state"):
        export_identifiers(finished, ["A01"], Target(tmp_path / "s.xlsx"), "KL")


@pytest.mark.parametrize("id", ["Z99", "Casimir Thrale"])
def test_a_transcript_that_is_not_there(finished: Path, tmp_path: Path, id: str) -> None:
    with pytest.raises(InputError):
        export_identifiers(finished, [id], Target(tmp_path / "s.xlsx"), "KL")


@FORMATS
def test_every_answer_is_recorded_once_and_followed_by_the_run(finished: Path, suffix: str) -> None:
    path = export(finished, "identifiers", suffix)
    agreed = of_words(finished, path, "Casimir Thrale")
    kept = of_words(finished, path, "PC Oddie")
    changed = of_words(finished, path, SISTER)
    fill(
        path,
        {
            agreed.id: {"answer": "Agree"},
            kept.id: {"answer": "keep"},
            changed.id: {"answer": "identifies", "role": "friend"},
        },
    )
    add(path, **PLACE, words="night and day", kind="OTHER", role="phrase")
    found = take(finished, path)
    assert found.refusals == ()
    assert found.recorded == {"agreed": 1, "kept": 1, "ruled to identify": 1, "added": 1}
    assert names_nobody(finished)
    before = journal(finished)
    again = take(finished, path)
    assert (again.recorded, again.refusals, again.already) == ({}, (), 4)
    assert journal(finished) == before

    held = Journal(finished / "records/journal.jsonl")
    assert checked(held.checks(), "A01")[agreed.id][1] == "KL"
    kinds = [(one.ruling, one.kind, one.role) for one in held.rulings()]
    assert (RulingKind.IDENTIFIES, Kind.PERSON, "friend") in kinds
    assert (RulingKind.IDENTIFIES, Kind.OTHER, "phrase") in kinds

    go(finished)
    now = {(one.turn, one.span.start): one for one in decisions(finished)}
    assert now[kept.turn, kept.span.start].action is Action.KEEP
    assert now[changed.turn, changed.span.start].replacement == "[friend]"
    assert any(one.replacement == "[phrase]" for one in now.values())
    after = journal(finished)
    third = take(finished, path)
    assert (third.recorded, third.refusals, third.already) == ({}, (), 4)
    assert journal(finished) == after


def test_a_proposal_is_accepted(finished: Path) -> None:
    path = export(finished, "identifiers", ".csv")
    fill(path, {of_words(finished, path, "bakery").id: {"answer": "accept  PROPOSAL"}})
    assert take(finished, path).recorded == {"accepted as proposed": 1}
    assert take(finished, path).already == 1
    ruling = Journal(finished / "records/journal.jsonl").rulings()[-1]
    assert ruling.ruling is RulingKind.IDENTIFIES


@pytest.mark.parametrize(
    ("answers", "reason"),
    [
        ({"answer": "yes"}, "the cell 'answer' is none of agree, keep"),
        ({"answer": "agree", "new kind": "LOCATION"}, "do not go together"),
        ({"answer": "keep", "role": "sister"}, "do not go together"),
        ({"answer": "accept proposal"}, "nothing is proposed"),
        ({"new kind": "NAME"}, "the cell 'new kind' is none of"),
        ({"answer": "identifies", "role": "Casimir"}, "no such role for this kind"),
        ({"answer": "identifies", "role": "town"}, "no such role for this kind"),
        ({"answer": "agree", "mark": "0" * 12}, "changed since the sheet was written"),
        ({"answer": "keep", "decision": "D0"}, "changed since the sheet was written"),
        ({"answer": "keep", "characters": "9"}, "the cell 'characters' was typed over"),
        ({"answer": "keep", "characters": "3 to 9"}, "the cell 'characters' was typed over"),
        ({"answer": "keep", "mark": "", "characters": "9 to 3"}, "'characters' was changed"),
        ({"answer": "keep", "turn": "Thrale"}, "the cell 'turn' was typed over"),
        ({"answer": "keep", "transcript": "Thrale"}, "no transcript of this id"),
        ({"words": "Jonquil"}, "the cell 'words' was typed over"),
        ({"replacement": "Anna"}, "the cell 'replacement' was typed over"),
    ],
)
def test_what_does_not_fit_is_refused_and_nothing_recorded(
    finished: Path, answers: dict[str, str], reason: str
) -> None:
    path = export(finished, "identifiers", ".csv")
    bad, good = of_words(finished, path, SISTER).id, of_words(finished, path, "Ludlow").id
    fill(path, {good: {"answer": "keep"}, bad: answers})
    before = journal(finished)
    found = take(finished, path)
    assert reason in why(found)
    assert not any(secret in str(found) for secret in SECRETS)
    assert found.recorded == {}
    assert journal(finished) == before
    assert take(finished, path, partly=True).recorded == {"kept": 1}


@pytest.mark.parametrize(
    ("cells", "reason"),
    [
        ({"words": "Shrewsbury"}, "do not stand there"),
        ({"words": "baker"}, "do not stand there"),
        ({"words": "."}, "or are none"),
        ({"words": "night and day"}, None),
        ({"kind": ""}, "needs kind as well"),
        ({"kind": "SHOP"}, "the cell 'kind' is none of"),
        ({"role": "Oddie's"}, "no such role"),
        ({"turn": "7"}, "no such turn, only 1 to 6"),
        ({"transcript": "Oddie"}, "no transcript of this id"),
        ({"answer": "keep"}, "adds an identifier"),
        ({"mark": "0" * 12}, "'decision' was emptied"),
        ({"which": "x"}, "'which' is no whole number"),
    ],
)
def test_rows_to_add(finished: Path, cells: dict[str, str], reason: str | None) -> None:
    path = export(finished, "identifiers", ".csv")
    add(path, **{**PLACE, "words": "night", "kind": "OTHER", **cells})
    found = take(finished, path)
    if reason is None:
        assert found.recorded == {"added": 1}
        return
    assert reason in why(found)
    assert not any(secret in str(found) for secret in SECRETS)


def test_what_is_replaced_already_need_not_be_added(finished: Path) -> None:
    path = export(finished, "identifiers", ".csv")
    one = of_words(finished, path, "Casimir Thrale")
    add(path, transcript="A01", turn=str(one.turn), words="Casimir Thrale", kind="person")
    found = take(finished, path)
    assert (found.recorded, found.already) == ({}, 1)


def test_rows_on_the_same_characters_contradict_each_other(finished: Path) -> None:
    path = export(finished, "identifiers", ".csv")
    one = of_words(finished, path, SISTER)
    fill(path, {one.id: {"answer": "keep"}})
    add(path, transcript="A01", turn=str(one.turn), words="sister", kind="FAMILY")
    found = take(finished, path)
    assert len(found.refusals) == 2
    assert all("contradicts row" in refusal.why for refusal in found.refusals)


# Somebody else was there in the meantime


def test_what_somebody_ruled_since_is_not_overwritten(finished: Path) -> None:
    path = export(finished, "identifiers", ".csv")
    one = of_words(finished, path, SISTER)
    fill(path, {one.id: {"answer": "agree"}})
    rule_on_passage(finished, RulingKind.KEEP, "A01", one.turn, one.span, "AB")
    before = journal(finished)
    assert "AB ruled on it since the sheet was written (R0001)" in why(take(finished, path))
    assert journal(finished) == before
    drop_ruling(finished, "R0001", "AB")
    assert "took it back" in why(take(finished, path))


def test_a_decision_that_another_run_made_otherwise_is_refused(finished: Path) -> None:
    path = export(finished, "identifiers", ".csv")
    one = of_words(finished, path, SISTER)
    fill(path, {one.id: {"answer": "agree"}})
    roster = finished / "corpora/trial/roster.csv"
    roster.write_text(roster.read_text() + "A01,PERSON,Jonquil,neighbour,\n")
    go(finished)
    assert "changed since the sheet was written" in why(take(finished, path))


def test_rows_of_somebody_who_withdrew_are_refused(finished: Path) -> None:
    path = export(finished, "identifiers", ".csv", ids=("A01", "B02"))
    id = next(row["decision"] for row in rows(path) if row["transcript"] == "B02")
    fill(path, {id: {"answer": "agree"}})
    withdraw(finished, "B02", "KL", "asked", KeyFile(finished / "vault" / "study.key"))
    go(finished)
    assert "'B02' withdrew" in why(take(finished, path))
