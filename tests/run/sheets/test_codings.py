"""Codings by sheet: what is answered is recorded as if it were typed, once, and all or nothing."""

from __future__ import annotations

from pathlib import Path

import pytest
from filelock import FileLock

from pipeline.errors import BusyError
from pipeline.run.coded import CodingLine, coding_lines
from pipeline.run.journal import Journal
from pipeline.run.judging import change_coding, judge_codings, reopen_coding
from pipeline.run.memos import memos
from pipeline.values.themes import CodingStatus, Polarity
from tests.ready import SECRETS, go
from tests.run.sheets.filling import (
    add,
    export,
    fill,
    page,
    read_csv,
    rebuilt,
    rows,
    take,
    why,
    write_csv,
)
from tests.studies import StudyMaker

ACCEPTED, REJECTED = CodingStatus.ACCEPTED, CodingStatus.REJECTED
FORMATS = pytest.mark.parametrize("suffix", [".xlsx", ".csv"])
NEW = "police-first-response"


def lines(root: Path, id: str = "A01") -> dict[str, CodingLine]:
    return {line.coding.id: line for line in coding_lines(root, id)}


def journal(root: Path) -> bytes:
    return (root / "records/journal.jsonl").read_bytes()


def first(root: Path) -> str:
    return next(iter(lines(root)))


def of_turn(root: Path, turn: int, id: str = "A01") -> str:
    """The first coding of a turn."""
    return next(key for key, line in lines(root, id).items() if line.coding.turn == turn)


@FORMATS
def test_a_row_a_coding_with_its_words_and_no_answer(finished: Path, suffix: str) -> None:
    path = export(finished, "codings", suffix)
    found = rows(path)
    now = lines(finished)
    assert [row["coding"] for row in found] == list(now)
    for row in found:
        line = now[row["coding"]]
        assert row["words"] == line.coding.text
        assert (row["transcript"], row["turn"]) == ("A01", str(line.coding.turn))
        assert (row["code"], row["polarity"]) == (line.coding.code, line.coding.polarity.value)
        assert row["before"].startswith("I: ")
        assert not any(row[name] for name in ("answer", "new code", "new polarity", "memo"))
    data = path.read_bytes() if suffix == ".csv" else str(found).encode()
    assert not any(secret.encode() in data for secret in SECRETS)
    assert path.stat().st_mode & 0o777 == 0o600


@FORMATS
def test_a_sheet_without_answers_does_nothing(finished: Path, suffix: str) -> None:
    path = export(finished, "codings", suffix, ids=())
    before = journal(finished)
    found = take(finished, path)
    assert (found.recorded, found.refusals, found.already) == ({}, (), 0)
    assert found.open == len(rows(path)) > 0
    assert journal(finished) == before


@FORMATS
def test_accept_reject_change_add_and_memo(finished: Path, suffix: str) -> None:
    path = export(finished, "codings", suffix)
    one, two, three = of_turn(finished, 2), of_turn(finished, 4), of_turn(finished, 6)
    code = next(
        line.coding.code
        for line in lines(finished, "B02").values()
        if line.coding.code != lines(finished)[three].coding.code
    )
    memo = "=2+2, -- she said; '@home' is \"quoted\""
    fill(
        path,
        {
            one: {"answer": "Accept ", "memo": memo},
            two: {"answer": "REJECT"},
            three: {"answer": "accept", "new code": code, "new polarity": "denied"},
        },
    )
    place = {"transcript": "A01", "turn": "4", "words": "He kept ringing me, night and day"}
    add(path, **place, code=code, memo="to compare")
    found = take(finished, path)
    assert found.refusals == ()
    assert found.recorded == {
        "accepted": 1, "rejected": 1, "changed": 1, "added": 1, "with a memo": 2,
    }  # fmt: skip
    now = lines(finished)
    assert (now[one].status, now[one].by) == (ACCEPTED, "KL")
    assert now[two].status is REJECTED
    assert now[three].status is REJECTED
    changed = next(
        line for line in now.values()
        if line.coding.turn == 6 and line.coding.code == code and line.status is ACCEPTED
    )  # fmt: skip
    assert changed.coding.polarity is Polarity.DENIED
    assert changed.coding.text == now[three].coding.text
    added = next(line for line in now.values() if line.coding.text == place["words"])
    assert (added.status, added.coding.code) == (ACCEPTED, code)
    assert {(kept.coding, kept.words) for kept in memos(finished)} == {
        (one, memo), (added.coding.id, "to compare"),
    }  # fmt: skip

    before = journal(finished)
    again = take(finished, path)
    assert (again.recorded, again.refusals, again.already) == ({}, (), 4)
    assert journal(finished) == before


@pytest.mark.parametrize(
    ("answers", "reason"),
    [
        ({"answer": "perhaps"}, "the cell 'answer' is none of accept, reject"),
        ({"answer": "reject", "new code": NEW}, "rejected and given a new code"),
        ({"new code": "no-such-code"}, "the codebook has no such code"),
        ({"new polarity": "absent"}, "the cell 'new polarity' is none of present"),
        ({"answer": "accept", "mark": "0" * 12}, "changed since the sheet was written"),
        ({"answer": "accept", "coding": "C0000"}, "there is no such coding now"),
        ({"answer": "accept", "export": ""}, "'export' is empty"),
        ({"answer": "accept", "export": "codings-1-1-000000000000"}, "another study"),
        ({"answer": "accept", "export": "nonsense"}, "'export' was changed"),
        ({"answer": "accept", "code": "stigma"}, "the cell 'code' was typed over"),
        ({"words": "Casimir Thrale"}, "the cell 'words' was typed over"),
        ({"memo": "x" * 10_001}, "memo is longer than 10000"),
    ],
)
def test_what_does_not_fit_is_refused_and_nothing_recorded(
    finished: Path, answers: dict[str, str], reason: str
) -> None:
    path = export(finished, "codings", ".csv")
    good, bad = of_turn(finished, 2), of_turn(finished, 4)
    fill(path, {good: {"answer": "accept"}, bad: answers})
    before = journal(finished)
    found = take(finished, path)
    assert reason in why(found)
    assert "row " in found.refusals[0].row
    assert not any(secret in str(found) for secret in SECRETS)
    assert found.recorded == {}
    assert journal(finished) == before
    assert take(finished, path, partly=True).recorded == {"accepted": 1}
    assert lines(finished)[good].by == "KL"


def test_a_new_code_that_is_the_old_one_asks_for_the_answer(finished: Path) -> None:
    path = export(finished, "codings")
    id = first(finished)
    fill(path, {id: {"new code": lines(finished)[id].coding.code}})
    assert "to say that they are right, answer accept" in why(take(finished, path))


@pytest.mark.parametrize(
    ("cells", "reason"),
    [
        ({"words": "Jonquil said so"}, "do not stand there"),
        ({"words": "y single"}, "do not stand there"),
        ({"words": "him"}, None),
        ({"turn": "99"}, "no such turn, only 1 to 6"),
        ({"turn": "0"}, "'turn' is no whole number"),
        ({"turn": "two"}, "'turn' is no whole number"),
        ({"turn": "1", "words": "Thanks"}, "only a participant's own talk"),
        ({"transcript": "Casimir"}, "no coded transcript of this id"),
        ({"code": ""}, "needs code as well"),
        ({"words": ""}, "needs words as well"),
        ({"polarity": "maybe"}, "'polarity' is none of"),
        ({"which": "2"}, "stand once in that turn, not 2 times"),
        ({"which": "second"}, "'which' is no whole number"),
    ],
)
def test_rows_to_add(finished: Path, cells: dict[str, str], reason: str | None) -> None:
    path = export(finished, "codings", ".csv")
    row = {"transcript": "A01", "turn": "2", "words": "my route to work"}
    add(path, **{**row, "code": lines(finished)[first(finished)].coding.code, **cells})
    found = take(finished, path)
    if reason is None:
        assert found.recorded == {"added": 1}
        return
    assert reason in why(found)
    assert not any(secret in str(found) for secret in SECRETS)


TWICE = """\
I: What happened then?
P: He rang. I changed my route to work because of him. He rang again, and again.
"""


def test_words_that_stand_twice_are_asked_for(make_study: StudyMaker) -> None:
    root = make_study({"C03.txt": TWICE})
    go(root)
    path = export(root, "codings", ids=())
    code = next(line.coding.code for line in coding_lines(root))
    cells = {"transcript": "C03", "turn": "2", "words": "He rang", "code": code}
    add(path, **cells)
    assert "stand 2 times in that turn: say which" in why(take(root, path))
    path = export(root, "codings", ids=())
    add(path, **cells, which="2")
    assert take(root, path).recorded == {"added": 1}
    (span,) = [one.coding.span for one in coding_lines(root) if one.coding.text == "He rang"]
    assert span.start == TWICE.splitlines()[1].removeprefix("P: ").rindex("He rang")


# Somebody else was there in the meantime


def test_what_somebody_ruled_since_is_not_overwritten(finished: Path) -> None:
    path = export(finished, "codings")
    id = first(finished)
    fill(path, {id: {"answer": "accept"}})
    judge_codings(finished, [id], "AB", reject=True)
    before = journal(finished)
    assert "it is rejected by AB" in why(take(finished, path))
    assert take(finished, path, partly=True).recorded == {}
    assert journal(finished) == before
    assert lines(finished)[id].by == "AB"


def test_what_somebody_answered_likewise_is_so_already(finished: Path) -> None:
    path = export(finished, "codings")
    id = first(finished)
    fill(path, {id: {"answer": "reject"}})
    judge_codings(finished, [id], "AB", reject=True)
    found = take(finished, path)
    assert (found.recorded, found.refusals, found.already) == ({}, (), 1)
    assert lines(finished)[id].by == "AB"


def test_an_answer_taken_back_is_not_given_again_by_the_old_sheet(finished: Path) -> None:
    path = export(finished, "codings")
    id = first(finished)
    fill(path, {id: {"answer": "reject"}})
    judge_codings(finished, [id], "AB", reject=False)
    assert "it is accepted by AB" in why(take(finished, path))
    reopen_coding(finished, id, "AB")
    assert take(finished, path).recorded == {"rejected": 1}


def test_a_coding_that_somebody_changed_since_is_refused(finished: Path) -> None:
    path = export(finished, "codings")
    id = first(finished)
    fill(path, {id: {"answer": "accept"}})
    change_coding(finished, id, "AB", polarity=Polarity.DENIED)
    assert "changed since the sheet was written" in why(take(finished, path))


def test_a_changed_polarity_is_already_so_the_second_time(finished: Path) -> None:
    path = export(finished, "codings")
    id = first(finished)
    fill(path, {id: {"new polarity": "denied"}})
    assert take(finished, path).recorded == {"changed": 1}
    again = take(finished, path)
    assert (again.recorded, again.already, again.refusals) == ({}, 1, ())


def test_adding_what_somebody_rejected_since_is_refused(finished: Path) -> None:
    path = export(finished, "codings")
    code = lines(finished)[first(finished)].coding.code
    add(path, transcript="A01", turn="4", words="night and day", code=code)
    assert take(finished, path).recorded == {"added": 1}
    id = next(key for key, one in lines(finished).items() if one.coding.text == "night and day")
    judge_codings(finished, [id], "AB", reject=True)
    assert "it is rejected by AB" in why(take(finished, path))
    path = export(finished, "codings")
    add(path, transcript="A01", turn="4", words="night and day", code=code)
    assert take(finished, path).recorded == {"added": 1}


# Rows twice


@FORMATS
@pytest.mark.parametrize(
    ("answers", "recorded", "refused"),
    [
        (("accept", "accept"), {"accepted": 1}, 0),
        (("accept", ""), {"accepted": 1}, 0),
        (("accept", "reject"), {}, 2),
    ],
)
def test_a_row_that_stands_twice(
    finished: Path, suffix: str, answers: tuple[str, str], recorded: dict[str, int], refused: int
) -> None:
    path = export(finished, "codings", suffix)

    def doubled(table: list[list[object]]) -> list[list[object]]:
        at = table[0].index("answer")
        one, two = list(table[1]), list(table[1])
        one[at], two[at] = answers
        return [table[0], one, two, *table[2:]]

    if suffix == ".csv":
        write_csv(path, doubled([list(row) for row in read_csv(path)]))  # type: ignore[arg-type]
    else:
        rebuilt(path, doubled)
    found = take(finished, path)
    assert (found.recorded, len(found.refusals)) == (recorded, refused)
    if refused:
        assert [one.why for one in found.refusals] == ["contradicts row 3", "contradicts row 2"]


def test_memos_with_names_are_pointed_out_and_kept(finished: Path) -> None:
    path = export(finished, "codings")
    fill(path, {first(finished): {"memo": "Thrale once more"}})
    found = take(finished, path)
    assert found.recorded == {"with a memo": 1}
    assert len(found.naming) == 1
    assert "Thrale" not in journal(finished).decode()


def test_nothing_of_the_talk_comes_into_the_journal(finished: Path) -> None:
    path = export(finished, "codings")
    add(path, transcript="A01", turn="2", words="my route to work",
        code=lines(finished)[first(finished)].coding.code)  # fmt: skip
    take(finished, path)
    assert b"my route to work" not in journal(finished)
    assert Journal(finished / "records/journal.jsonl").entries


def test_faults_in_rows_without_an_answer_do_no_harm(finished: Path) -> None:
    path = export(finished, "codings")
    one, two = of_turn(finished, 2), of_turn(finished, 4)
    fill(path, {two: {"answer": "accept"}})
    with page(path) as sheet:
        head = {str(cell.value): cell.column for cell in sheet[1]}
        for line in sheet.iter_rows(min_row=2):
            if line[head["coding"] - 1].value == one:
                line[head["mark"] - 1].value = "=1+1"
                line[head["words"] - 1].value = "=2+2"
    assert take(finished, path).recorded == {"accepted": 1}


def test_a_formula_as_answer_is_refused(finished: Path) -> None:
    path = export(finished, "codings")
    with page(path) as sheet:
        at = next(cell.column for cell in sheet[1] if cell.value == "answer")
        sheet.cell(2, at).value = '="accept"'
    found = take(finished, path)
    assert why(found) == "the cell 'answer' holds a formula: type the word itself"
    assert found.refusals[0].row == "page 'Codings', row 2"


def test_what_broke_off_says_how_far_it_came_and_goes_on(
    finished: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = export(finished, "codings", ".csv")
    one, two = of_turn(finished, 2), of_turn(finished, 4)
    fill(path, {one: {"answer": "accept"}, two: {"new polarity": "denied"}})

    def busy(*args: object, **kwargs: object) -> None:
        raise BusyError("another voices command is writing to this study")

    with monkeypatch.context() as patched:
        patched.setattr("pipeline.run.sheets.applying.change_coding", busy)
        with pytest.raises(BusyError, match="1 answers of the sheet were recorded before"):
            take(finished, path)
    found = take(finished, path)
    assert (found.recorded, found.already) == ({"changed": 1}, 1)


def test_a_study_that_is_being_written_to_is_left_alone(finished: Path) -> None:
    path = export(finished, "codings", ".csv")
    fill(path, {first(finished): {"answer": "accept"}})
    before = journal(finished)
    with FileLock(finished / "records" / "lock"), pytest.raises(BusyError):
        take(finished, path)
    assert journal(finished) == before


def test_hidden_answers_count_and_are_told(finished: Path) -> None:
    path = export(finished, "codings")
    fill(path, {first(finished): {"answer": "accept"}})
    with page(path) as sheet:
        sheet.row_dimensions[2].hidden = True
    found = take(finished, path)
    assert (found.recorded, found.hidden) == ({"accepted": 1}, 1)
