"""Codings that were made elsewhere: all that can stand comes in, once, and nothing else."""

from __future__ import annotations

import threading
from collections.abc import Callable
from functools import cache
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from pipeline.anonymised.qdc.writing import guid_of
from pipeline.anonymised.qdpx.reading import (
    ReadCoding,
    ReadProject,
    ReadSelection,
    ReadSource,
)
from pipeline.errors import BusyError, InputError
from pipeline.identified.vault import KeyFile
from pipeline.run.coded import Coded, coding_lines, open_coded
from pipeline.run.coded_passages import passage as codable
from pipeline.run.exchange.choosing import Choices, LeaveOut
from pipeline.run.exchange.coming_in import coming_in
from pipeline.run.exchange.exporting import export_project
from pipeline.run.exchange.importing import IMPORTED, import_codings
from pipeline.run.flagging import rule_on_flag
from pipeline.run.judging import add_coding, judge_codings, reopen_coding
from pipeline.run.lock import hold
from pipeline.run.review import approve_transcripts
from pipeline.run.withdrawal import withdraw
from pipeline.values.records import FlagReason
from pipeline.values.themes import CodingStatus
from tests.ready import everything, go
from tests.run.exchange.files import Document, Passage, file_of, talk, words
from tests.run.test_judging import confirmed, journal, place_in, status

CODE = "psychological-harm"


@pytest.fixture
def reviewed(waiting: Path) -> Path:
    """A study in which people stand at both gates; the first is passed."""
    approve_transcripts(waiting, ["A01", "B02"], "KL")
    go(waiting)
    return waiting


def document(root: Path, *passages: Passage, id: str = "A01", name: str = "") -> Document:
    return Document(name or id, talk(root, id), passages)


def test_a_passage_comes_in_as_a_persons_accepted_coding(reviewed: Path, tmp_path: Path) -> None:
    said = "We worked together"
    file = file_of(tmp_path / "x.qdpx", document(reviewed, words(reviewed, said, CODE)))
    done = import_codings(reviewed, file, "KL")
    (mine,) = done.added
    assert (done.recorded, mine.text, mine.coder, mine.code) == (True, said, "person", CODE)
    assert status(reviewed, mine.id) is CodingStatus.ACCEPTED
    go(reviewed)
    assert confirmed(reviewed) == {(mine.id, "present")}
    (entry,) = journal(reviewed).events(IMPORTED)
    assert (entry.body["by"], entry.body["codings"]) == ("KL", "1")
    assert said not in (reviewed / "records/journal.jsonl").read_text()


def test_the_same_file_again_changes_nothing(reviewed: Path, tmp_path: Path) -> None:
    passages = [words(reviewed, one, CODE) for one in ("We worked", "night and day")]
    file = file_of(tmp_path / "x.qdpx", document(reviewed, *passages))
    import_codings(reviewed, file, "KL")
    before = everything(reviewed)
    for by in ("KL", "MN"):
        again = import_codings(reviewed, file, by)
        assert (again.added, again.already) == ((), 2)
    assert everything(reviewed) == before


def test_what_went_out_comes_back_as_nothing_new(reviewed: Path, tmp_path: Path) -> None:
    judge_codings(reviewed, ["A01"], "KL", reject=False)
    count = len(coding_lines(reviewed, "A01", status=CodingStatus.ACCEPTED))
    out = tmp_path / "out.qdpx"
    for crlf in (False, True):
        choices = Choices(proposals=True, leave_out=LeaveOut.NOTHING, crlf=crlf)
        sent = export_project(reviewed, out, "KL", choices)
        before = everything(reviewed)
        done = import_codings(reviewed, out, "MN")
        assert (done.added, done.already, done.found.machines) == ((), count, sent.proposed)
        assert sent.proposed > 0
        assert everything(reviewed) == before
        out.unlink()


def test_denied_comes_back_denied(reviewed: Path, tmp_path: Path) -> None:
    passage = words(reviewed, "We worked together", f"{CODE}:denied")
    file = file_of(tmp_path / "x.qdpx", document(reviewed, passage))
    (mine,) = import_codings(reviewed, file, "KL").added
    assert mine.polarity.value == "denied"
    plain = words(reviewed, "We worked together", CODE)
    other = file_of(tmp_path / "y.qdpx", document(reviewed, plain))
    done = import_codings(reviewed, other, "KL")
    assert not done.recorded
    (refusal,) = done.refused
    assert "already, as 'denied'" in refusal.what
    both = file_of(tmp_path / "z.qdpx", document(
        reviewed, words(reviewed, "night and day", CODE),
        words(reviewed, "night and day", f"{CODE}:considered"),
    ))  # fmt: skip
    assert not import_codings(reviewed, both, "KL").recorded


# --- whose is it ---------------------------------------------------------------------------------


def test_a_proposal_that_she_coded_too_is_accepted(reviewed: Path, tmp_path: Path) -> None:
    proposal = coding_lines(reviewed, "A01")[0].coding
    start = talk(reviewed).index(proposal.text)
    key = proposal.code
    if proposal.polarity.value != "present":
        key = f"{key}:{proposal.polarity.value}"
    passage = Passage(start, start + len(proposal.text), guid_of(key))
    file = file_of(tmp_path / "x.qdpx", document(reviewed, passage))
    nobodys = file_of(tmp_path / "n.qdpx", document(reviewed, Passage(*_place(passage), "")))
    machines = file_of(tmp_path / "m.qdpx", document(reviewed, passage), users=["machine"])
    left = import_codings(reviewed, nobodys, "KL")
    assert (left.added, left.unattributed) == ((), (proposal.id,))
    passed_over = import_codings(reviewed, machines, "KL")
    assert (passed_over.added, passed_over.found.machines) == ((), 1)
    assert status(reviewed, proposal.id) is CodingStatus.PROPOSED
    assert import_codings(reviewed, file, "KL").added == (proposal,)
    assert status(reviewed, proposal.id) is CodingStatus.ACCEPTED


def _place(passage: Passage) -> tuple[int, int, str]:
    return passage.start, passage.end, passage.code


def test_what_a_person_rejected_here_stays_rejected(reviewed: Path, tmp_path: Path) -> None:
    file = file_of(
        tmp_path / "x.qdpx", document(reviewed, words(reviewed, "We worked together", CODE))
    )
    (mine,) = import_codings(reviewed, file, "KL").added
    judge_codings(reviewed, [mine.id], "MN", reject=True)
    again = import_codings(reviewed, file, "KL")
    assert (again.added, again.rejected) == ((), (mine.id,))
    assert status(reviewed, mine.id) is CodingStatus.REJECTED
    reopen_coding(reviewed, mine.id, "MN")
    assert len(import_codings(reviewed, file, "KL").added) == 1, "undone, it may come in again"


def test_coders_are_kept_apart_where_they_are_asked_for(reviewed: Path, tmp_path: Path) -> None:
    shared, alone = "We worked together", "night and day"
    file = file_of(
        tmp_path / "x.qdpx",
        document(reviewed, words(reviewed, shared, CODE), words(reviewed, shared, CODE, user="u2"),
                 words(reviewed, alone, CODE, user="u2")),
        users=["Kim", "Mo"],
    )  # fmt: skip
    assert import_codings(reviewed, file, "KL", coder="kim").found.others == 2
    mos = import_codings(reviewed, file, "MN", coder="Mo")
    assert [one.text for one in mos.added] == [shared, alone]
    by = {(one.by, one.coding) for one in journal(reviewed).counting_verdicts()}
    assert len(by) == 3
    assert import_codings(reviewed, file, "MN", coder="Mo").added == ()
    with pytest.raises(InputError, match="no coder of that name"):
        import_codings(reviewed, file, "KL", coder="machine")


def test_a_waivers_codings_are_nobodys(finished: Path, tmp_path: Path) -> None:
    """Where review is waived, what a person coded elsewhere becomes hers."""
    accepted = coding_lines(finished, "A01", status=CodingStatus.ACCEPTED)[0]
    assert accepted.by == "nobody"
    start = talk(finished).index(accepted.coding.text)
    passage = Passage(start, start + len(accepted.coding.text), guid_of(accepted.coding.code))
    file = file_of(tmp_path / "x.qdpx", document(finished, passage))
    import_codings(finished, file, "KL")
    (line,) = [one for one in coding_lines(finished) if one.coding.id == accepted.coding.id]
    assert line.by == "KL"


# --- which transcript ----------------------------------------------------------------------------


@pytest.mark.parametrize(
    "change",
    [
        lambda text: text.replace("\n", "\r\n"),
        lambda text: "\ufeff" + text,
        lambda text: text.rstrip("\n"),
        lambda text: text.replace("\n", "\n\n"),
    ],
)
def test_a_source_is_known_by_its_words(
    reviewed: Path, tmp_path: Path, change: Callable[[str], str]
) -> None:
    text = change(talk(reviewed, "B02"))
    start = text.removeprefix("\ufeff").index("changed the locks")
    passage = Passage(start, start + len("changed the locks"), guid_of(CODE))
    for name in ("B02", "b02.txt", "A01", "Something else"):
        file = file_of(tmp_path / f"{name}.qdpx", Document(name, text, [passage]))
        done = import_codings(reviewed, file, "KL")
        assert done.recorded
    (mine,) = [one for one in coding_lines(reviewed, "B02") if one.by == "KL"]
    assert mine.coding.text == "changed the locks"


def test_the_text_that_lies_in_room_2_may_be_coded_as_well(reviewed: Path, tmp_path: Path) -> None:
    text = (reviewed / "outputs/anonymised/transcripts/A01.txt").read_text()
    start = text.index("night and day")
    passage = Passage(start, start + len("night and day"), guid_of(CODE))
    file = file_of(tmp_path / "x.qdpx", Document("A01", text, [passage]))
    (mine,) = import_codings(reviewed, file, "KL").added
    assert mine.text == "night and day"


REFUSED = {
    "other words": ("transcript A01", "other words"),
    "not ours": ("source 1 of the file", "none of the study's transcripts"),
    "no text": ("transcript A01", "no plain text"),
    "whole": ("transcript A01", "coded as a whole"),
    "interviewer": ("transcript A01, turn 1", "without any of the participant's words"),
    "label": ("transcript A01", "without any of the participant's words"),
    "outside": ("transcript A01", "outside its text"),
    "backwards": ("transcript A01", "outside its text"),
    "unknown code": ("the code 'In vivo'", "not in the codebook"),
    "no code": ("a code", "not in the codebook"),
    "family": ("the code 'Fam'", "is a family"),
}


@pytest.mark.parametrize("what", REFUSED)
def test_what_cannot_stand_is_refused_and_nothing_is_recorded(
    reviewed: Path, tmp_path: Path, what: str
) -> None:
    good = words(reviewed, "We worked together", CODE)
    text = talk(reviewed)
    whole = f'<Coding guid="c"><CodeRef targetGUID="{guid_of(CODE)}"/></Coding>'
    one = {
        "other words": Document("A01", text.replace("worked", "work"), [good]),
        "not ours": Document("Diary", "P: Nothing like it.", [Passage(3, 9, guid_of(CODE))]),
        "whole": Document("A01", text, [], whole),
        "interviewer": Document("A01", text, [Passage(3, 12, guid_of(CODE))]),
        "label": Document("A01", text, [Passage(0, 2, guid_of(CODE))]),
        "outside": Document("A01", text, [Passage(0, len(text) + 1, guid_of(CODE))]),
        "backwards": Document("A01", text, [Passage(9, 3, guid_of(CODE))]),
        "unknown code": Document("A01", text, [Passage(good.start, good.end, "x1")]),
        "no code": Document("A01", text, [Passage(good.start, good.end, "")]),
        "family": Document("A01", text, [Passage(good.start, good.end, "x2")]),
        "no text": Document("A01", text, [good], address="relative:///0.txt"),
    }[what]
    codes = ('<Code guid="x1" name="In vivo" isCodable="true"/>'
             '<Code guid="x2" name="Fam" isCodable="false"/>')  # fmt: skip
    other = document(reviewed, words(reviewed, "changed the locks", CODE, "B02"), id="B02")
    file = file_of(tmp_path / "x.qdpx", one, other, codes=codes)
    before = everything(reviewed)
    done = import_codings(reviewed, file, "KL")
    assert not done.recorded
    assert everything(reviewed) == before
    ((refusal, count),) = done.refused.items()
    where, says = REFUSED[what]
    assert (refusal.where, count) == (where, 1)
    assert says in refusal.what
    assert refusal.next_step
    assert not any(word in f"{refusal}" for word in ("worked", "bakery", "Nothing like", "Diary"))
    partly = import_codings(reviewed, file, "KL", partly=True)
    assert [one.text for one in partly.added] == ["changed the locks"]
    assert partly.recorded
    assert partly.refused


def test_documents_of_others_that_nothing_is_coded_in_do_no_harm(
    reviewed: Path, tmp_path: Path
) -> None:
    good = document(reviewed, words(reviewed, "We worked together", CODE))
    file = file_of(tmp_path / "x.qdpx", Document("Literature", "A book."), good)
    assert import_codings(reviewed, file, "KL").recorded


def test_who_withdrew_is_not_coded(reviewed: Path, tmp_path: Path) -> None:
    file = file_of(
        tmp_path / "x.qdpx", document(reviewed, words(reviewed, "We worked together", CODE))
    )
    withdraw(reviewed, "A01", "KL", "asked", KeyFile(reviewed / "vault/study.key"))
    go(reviewed)
    done = import_codings(reviewed, file, "KL", partly=True)
    (refusal,) = done.refused
    assert (refusal.where, refusal.what, done.added) == ("transcript A01", "withdrew", ())


def test_words_that_changed_are_refused_by_the_transcripts_id(
    reviewed: Path, tmp_path: Path
) -> None:
    out = tmp_path / "out.qdpx"
    add_coding(reviewed, "A01", *place_in(reviewed, "We worked together"), CODE, "KL")
    export_project(reviewed, out, "KL")
    source = reviewed / "corpora/trial/transcripts/A01.txt"
    source.write_text(source.read_text().replace("We worked together", "We were both"))
    go(reviewed)
    approve_transcripts(reviewed, ["A01"], "KL")
    go(reviewed)
    (refusal,) = import_codings(reviewed, out, "KL").refused
    assert refusal.where == "transcript A01"
    assert "other words" in refusal.what


# --- which words ---------------------------------------------------------------------------------


def test_passages_that_cut_words_are_widened_and_said(reviewed: Path, tmp_path: Path) -> None:
    start = talk(reviewed).index("We worked together")
    cut = Passage(start + 4, start + 12, guid_of(CODE))
    blanks = Passage(start + 2, start + 10, guid_of("hypervigilance"))
    file = file_of(tmp_path / "x.qdpx", document(reviewed, cut, blanks))
    done = import_codings(reviewed, file, "KL")
    assert [one.text for one in done.added] == ["worked together", "worked"]
    assert done.found.widened == 1


def test_a_passage_over_several_turns_is_coded_in_each_of_the_participants(
    reviewed: Path, tmp_path: Path
) -> None:
    text = talk(reviewed)
    passage = Passage(text.index("I changed my route"), text.index(" together"), guid_of(CODE))
    file = file_of(tmp_path / "x.qdpx", document(reviewed, passage))
    done = import_codings(reviewed, file, "KL")
    assert done.found.divided == 1
    assert [(one.turn, one.text.split()[0], one.text.split()[-1]) for one in done.added] == [
        (2, "I", "him."), (4, "We", "worked"),
    ]  # fmt: skip


def test_words_that_were_left_out_cannot_be_coded(reviewed: Path, tmp_path: Path) -> None:
    rule_on_flag(reviewed, "A01", 4, "off-record", "KL", FlagReason.IT_IS_SO, holds=True)
    text = talk(reviewed).replace(
        open_coded(reviewed).transcript("A01").turns[3].text, "[left out]"
    )
    start = text.index("[left out]")
    there = Passage(text.index("I changed"), text.index(" my route"), guid_of(CODE))
    gone = Passage(start, start + 10, guid_of(CODE))
    file = file_of(tmp_path / "x.qdpx", Document("A01", text, [there, gone]))
    done = import_codings(reviewed, file, "KL", partly=True)
    assert [one.text for one in done.added] == ["I changed"]
    assert len(done.refused) == 1


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.data())
def test_any_passage_is_whole_words_of_the_participant_or_refused(
    finished_once: Path, data: st.DataObject
) -> None:
    coded = _coded(finished_once)
    text = talk(finished_once)
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    selection = ReadSelection(start, end, (ReadCoding(guid_of(CODE), "u"),))
    source = ReadSource(1, "s", "A01", text, (selection,), ())
    found = coming_in(coded, ReadProject({}, {}, (source,)), None)
    assert bool(found.places) != bool(found.refused)
    letters = "".join(text[start:end].split())
    for place in found.places:
        turn = coded.transcript("A01").turns[place.turn - 1]
        assert codable(coded.transcript("A01"), place.turn, place.span)
        taken = turn.text[place.span.start : place.span.end]
        at = text.index(turn.text)
        shared = turn.text[max(start - at, 0) : max(end - at, 0)].strip()
        assert shared in taken
        assert shared
        assert "".join(shared.split()) in letters


@cache
def _coded(root: Path) -> Coded:
    return open_coded(root)


def test_one_writer_at_a_time(reviewed: Path, tmp_path: Path) -> None:
    file = file_of(
        tmp_path / "x.qdpx", document(reviewed, words(reviewed, "We worked together", CODE))
    )
    before = everything(reviewed)
    with hold(reviewed / "records" / "lock"):
        failed: list[BaseException] = []

        def other() -> None:
            try:
                import_codings(reviewed, file, "KL")
            except BusyError as error:
                failed.append(error)

        thread = threading.Thread(target=other)
        thread.start()
        thread.join()
    assert len(failed) == 1
    assert everything(reviewed) == before
