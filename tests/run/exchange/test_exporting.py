"""A study as a project of another program: what goes out, and what never does."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pytest

from pipeline.errors import InputError
from pipeline.identified.vault import KeyFile
from pipeline.run.coded import coding_lines, open_coded
from pipeline.run.exchange.choosing import Choices, LeaveOut
from pipeline.run.exchange.coders import Coders
from pipeline.run.exchange.exporting import Exported, export_project
from pipeline.run.exchange.handed_out import EXPORTED, projects_with
from pipeline.run.flagging import rule_on_flag
from pipeline.run.judging import add_coding, judge_codings
from pipeline.run.memos import add_memo
from pipeline.run.withdrawal import withdraw
from pipeline.values.quotes import Consent
from pipeline.values.records import FlagReason
from pipeline.values.themes import CodingStatus, Polarity
from tests.anonymised.qdpx.projects import Taken
from tests.anonymised.qdpx.test_writing import valid
from tests.ready import SECRETS, everything, go
from tests.run.test_judging import coded, journal, place_in

TABLE = """\
participant,file,consent,relationship_to_stalker,gender
A01,A01.txt,archive,colleague,woman
B02,B02.txt,none,stranger,man
"""


def sent(root: Path, tmp_path: Path, **choices: object) -> tuple[Exported, Taken]:
    """What goes out of the study with these choices."""
    file = tmp_path / "out.qdpx"
    file.unlink(missing_ok=True)
    done = export_project(root, file, "KL", Choices(**choices), KeyFile(root / "vault/study.key"))  # type: ignore[arg-type]
    taken = Taken(file.read_bytes())
    assert valid(taken.xml)
    assert taken.faults() == []
    return done, taken


def test_every_accepted_coding_goes_out_with_its_words_and_nothing_else(
    finished: Path, tmp_path: Path
) -> None:
    rejected = coded(finished)[0]
    judge_codings(finished, [rejected.id], "KL", reject=True)
    before = everything(finished)
    done, taken = sent(finished, tmp_path)
    changed = {name for name, data in everything(finished).items() if before.get(name) != data}
    assert changed == {"records/journal.jsonl"}
    accepted = [one.coding for one in coding_lines(finished, status=CodingStatus.ACCEPTED)]
    assert done.accepted == len(accepted) > 0
    assert done.proposed == 0
    said = [
        words
        for passage, words in taken.passages()
        for _ in passage.iter(taken.all("Coding")[0].tag)
    ]
    assert sorted(said) == sorted(one.text for one in accepted)
    for id, source in zip(done.transcripts, taken.all("TextSource"), strict=True):
        lines = taken.text(source).splitlines()
        turns = open_coded(finished).transcript(id).turns
        assert lines == [f"{turn.speaker}: {turn.text}" for turn in turns]


def test_no_name_of_the_interviews_is_in_any_part(finished: Path, tmp_path: Path) -> None:
    add_memo(finished, "She names Casimir Thrale here.", "KL", transcript="A01")
    kept = add_memo(finished, "Like the other bakery.", "KL", transcript="A01", turn=4)
    done, taken = sent(finished, tmp_path, proposals=True, memos=True, coders=Coders.NAMED)
    assert done.naming == ("M0001",)
    assert (done.memos, taken.text(taken.all("Note")[0])) == (1, kept.words)
    whole = b"".join(taken.parts.values()).decode()
    assert not any(secret.casefold() in whole.casefold() for secret in SECRETS)
    assert str(finished) not in whole


def test_memos_and_proposals_stay_unless_they_are_asked_for(finished: Path, tmp_path: Path) -> None:
    judge_codings(finished, ["A01"], "KL", reject=False)
    mine = coding_lines(finished, "A01", status=CodingStatus.ACCEPTED)[0].coding
    about = ({"coding": mine.id}, {"code": mine.code}, {"transcript": "B02"},
             {"transcript": "B02", "turn": 2})  # fmt: skip
    for one in about:
        add_memo(finished, "A thought.", "MN", **one)  # type: ignore[arg-type]
    done, taken = sent(finished, tmp_path)
    assert (done.memos, taken.all("Note"), done.proposed) == (0, [], 0)
    done, taken = sent(finished, tmp_path, memos=True, proposals=True)
    open_ones = coding_lines(finished, status=CodingStatus.PROPOSED)
    assert (done.memos, done.proposed) == (4, len(open_ones))
    assert {one.get("name") for one in taken.all("Note")} == {
        f"M0001 on A01, coding {mine.id}", f"M0002 on the code {mine.code}", "M0003 on B02",
        "M0004 on B02, turn 2",
    }  # fmt: skip
    assert len(taken.all("NoteRef")) == 4


def test_who_coded_is_numbered_unless_names_are_asked_for(finished: Path, tmp_path: Path) -> None:
    for by, code in (("Kim Lund", "hypervigilance"), ("machine", "psychological-harm")):
        add_coding(finished, "A01", *place_in(finished, "We worked together"), code, by)
    judge_codings(finished, [coded(finished, "B02")[0].id], "Kim Lund", reject=False)
    for coders, names in (
        (Coders.NUMBERED, ["Coder 1", "Coder 2", "machine"]),
        (Coders.NAMED, ["Kim Lund", "machine (a person)", "machine"]),
    ):
        _, taken = sent(finished, tmp_path, coders=coders)
        assert [user.get("name") for user in taken.all("User")] == names
        assert ("Kim Lund" in taken.xml.decode()) == (coders is Coders.NAMED)
    users = {one.get("guid"): one.get("name") for one in taken.all("User")}
    by_person = [one for one in taken.all("Coding") if users[one.get("creatingUser")] != "machine"]
    assert len(by_person) == 3, "what a waiver accepted is nobody's"


def test_turns_off_the_record_go_out_without_their_words(finished: Path, tmp_path: Path) -> None:
    hold = {"because": FlagReason.IT_IS_SO, "holds": True}
    rule_on_flag(finished, "A01", 2, "off-record", "KL", **hold)  # type: ignore[arg-type]
    rule_on_flag(finished, "B02", 4, "live-safety", "KL", **hold)  # type: ignore[arg-type]
    add_coding(finished, "A01", *place_in(finished, "I changed my route"), "hypervigilance", "KL")
    lines = coding_lines(finished, "A01", status=CodingStatus.ACCEPTED)
    here = sum(line.coding.turn == 2 for line in lines)
    assert here
    done, taken = sent(finished, tmp_path)
    assert (done.silent, done.codings_on_silent, done.flagged) == (1, here, 1)
    ada, ben = (taken.text(one).splitlines() for one in taken.all("TextSource"))
    assert ada[1] == "P: [left out]"
    assert "cameras" in ben[3]
    told = [one.text for one in taken.all("Description") if "Flagged" in (one.text or "")]
    assert told == ["Flagged: live-safety. Not to be quoted until a person has let it go."]
    done, taken = sent(finished, tmp_path, leave_out=LeaveOut.FLAGGED)
    assert (done.silent, done.flagged) == (2, 0)
    done, taken = sent(finished, tmp_path, leave_out=LeaveOut.NOTHING)
    assert (done.silent, done.flagged) == (0, 2)
    clear = {"because": FlagReason.NOT_SO, "holds": False}
    rule_on_flag(finished, "A01", 2, "off-record", "KL", **clear)  # type: ignore[arg-type]
    assert sent(finished, tmp_path)[0].silent == 0


def test_memos_on_words_that_stay_behind_stay_too(finished: Path, tmp_path: Path) -> None:
    rule_on_flag(finished, "A01", 2, "off-record", "KL", FlagReason.IT_IS_SO, holds=True)
    on_it = next(one for one in coding_lines(finished, "A01") if one.coding.turn == 2)
    add_memo(finished, "On the turn.", "KL", transcript="A01", turn=2)
    add_memo(finished, "On its coding.", "KL", coding=on_it.coding.id)
    assert sent(finished, tmp_path, memos=True, proposals=True)[0].memos == 0


def test_consent_is_counted_and_can_be_asked_for(finished: Path, tmp_path: Path) -> None:
    (finished / "corpora/trial/participants.csv").write_text(TABLE)
    go(finished)
    done, taken = sent(finished, tmp_path)
    assert done.consents == {Consent.ARCHIVE: 1, Consent.NONE: 1}
    (about,) = [one.text or "" for one in taken.root if one.tag.endswith("Description")]
    assert "do not deposit" in about
    assert "quote from the quote book alone" in about
    assert "Not reviewed" in about
    assert "(not reviewed)" in taken.root.get("name", "")
    done, taken = sent(finished, tmp_path, consent=Consent.ARCHIVE)
    assert (done.transcripts, done.too_little) == (("A01",), ("B02",))
    assert [one.get("name") for one in taken.all("Case")] == ["A01"]
    (finished / "corpora/trial/participants.csv").write_text(TABLE.replace("archive", "none"))
    with pytest.raises(InputError, match="no transcript"):
        export_project(finished, tmp_path / "x.qdpx", "KL", Choices(consent=Consent.ARCHIVE))
    assert not (tmp_path / "x.qdpx").exists()


def test_only_shared_attributes_of_the_whitelist_are_told(finished: Path, tmp_path: Path) -> None:
    quotes = finished / "config/quotes.yaml"
    shared = TABLE.replace("stranger,man", "colleague,man")
    (finished / "corpora/trial/participants.csv").write_text(shared)
    assert sent(finished, tmp_path)[1].all("VariableValue") == []
    quotes.write_text(quotes.read_text().replace("minimum_cell: 3", "minimum_cell: 2"))
    taken = sent(finished, tmp_path)[1]
    assert [one.text for one in taken.all("TextValue")] == ["colleague"] * 2
    assert [one.get("name") for one in taken.all("Variable")] == ["relationship_to_stalker"]


def test_whose_interviews_went_out_is_on_record(finished: Path, tmp_path: Path) -> None:
    export_project(finished, tmp_path / "named after somebody.qdpx", "KL")
    (entry,) = journal(finished).events(EXPORTED)
    data = (tmp_path / "named after somebody.qdpx").read_bytes()
    assert entry.body == {
        "what": EXPORTED, "by": "KL", "transcripts": "A01 B02",
        "file": hashlib.sha256(data).hexdigest(),
    }  # fmt: skip
    (hers,) = projects_with(finished, "A01")
    assert (hers.by, hers.transcripts) == ("KL", ("A01",))
    withdraw(finished, "A01", "KL", "asked", KeyFile(finished / "vault/study.key"))
    assert projects_with(finished, "A01") == (hers,)
    assert projects_with(finished, "Z99") == ()


def test_nothing_of_who_withdrew_goes_out(finished: Path, tmp_path: Path) -> None:
    withdraw(finished, "A01", "KL", "asked", KeyFile(finished / "vault/study.key"))
    with pytest.raises(InputError, match="broken off"):
        sent(finished, tmp_path)
    go(finished)
    done, taken = sent(finished, tmp_path, memos=True)
    assert done.transcripts == ("B02",)
    assert b"A01" not in b"".join(taken.parts.values())


def test_the_same_study_gives_the_same_bytes_and_no_file_is_replaced(
    finished: Path, tmp_path: Path
) -> None:
    first, second = tmp_path / "1.qdpx", tmp_path / "2.qdpx"
    for file in (first, second):
        export_project(finished, file, "KL")
    assert first.read_bytes() == second.read_bytes()
    assert first.stat().st_mode & 0o077 == 0
    with pytest.raises(InputError, match="is there already"):
        export_project(finished, first, "KL")
    with pytest.raises(InputError, match=r"must end in \.qdpx"):
        export_project(finished, tmp_path / "3.zip", "KL")


@pytest.mark.parametrize("place", ["outputs/quotable", "vault", "corpora/trial", "records"])
def test_no_project_is_written_among_the_programs_own_files(finished: Path, place: str) -> None:
    file = finished / place / "project.qdpx"
    with pytest.raises(InputError, match="program's own folders"):
        export_project(finished, file, "KL")
    assert not file.exists()


def test_codings_of_codes_that_are_gone_stay_behind(finished: Path, tmp_path: Path) -> None:
    add_coding(finished, "A01", *place_in(finished, "We worked together"), "hypervigilance", "KL",
               Polarity.DENIED)  # fmt: skip
    taken = sent(finished, tmp_path)[1]
    assert any((one.get("name") or "").endswith("(denied)") for one in taken.all("Code"))
    book = finished / "config/codebook.yaml"
    book.write_text(book.read_text().replace("hypervigilance", "watching-out"))
    done, taken = sent(finished, tmp_path)
    assert done.without_code >= 1
