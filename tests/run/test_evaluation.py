"""A whole study against its gold: what is paired, measured, left out and said."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from pipeline.errors import InputError
from pipeline.measure.breakdown import Dimension, Measure, break_down, overall
from pipeline.measure.pairing import PairedBy
from pipeline.run.evaluation import Evaluation, evaluate
from tests.marked import ADA_MARKED, BEN_MARKED, put_gold
from tests.ready import SECRETS, everything
from tests.studies import BEN


def figures(found: Evaluation) -> dict[Measure, tuple[int, int]]:
    lines = overall(found.leakages)
    return {line.measure: (line.estimate.hits, line.estimate.total) for line in lines}


def names_nobody(text: str) -> bool:
    return not any(secret.casefold() in text.casefold() for secret in (*SECRETS, "ringing"))


def test_the_figures_of_a_small_study(finished: Path) -> None:
    put_gold(finished, "A01", ADA_MARKED)
    put_gold(finished, "B02", BEN_MARKED)
    before = everything(finished)
    found = evaluate(finished)
    assert everything(finished) == before
    assert [(one.pair.transcript, one.pair.by) for one in found.measured] == [
        ("A01", PairedBy.ID),
        ("B02", PairedBy.ID),
    ]
    assert figures(found)[Measure.DIRECT] == (7, 7)
    assert figures(found)[Measure.QUASI] == (1, 2)
    assert figures(found)[Measure.ENTITIES] == (6, 6)
    assert figures(found)[Measure.TRANSCRIPTS] == (2, 2)
    kinds = {(line.name, line.measure): line.estimate for line in break_down(
        found.leakages, Dimension.KIND)}  # fmt: skip
    assert kinds["OTHER", Measure.QUASI].hits == 0
    assert kinds["LOCATION", Measure.QUASI].hits == 1
    assert found.scores is not None
    assert found.scores.recall.total == 1
    assert (found.notices, found.faults) == ((), ())
    assert names_nobody(repr(found))


def test_no_gold_at_all_says_what_to_do(finished: Path) -> None:
    for folder in ("", "gold"):
        (finished / "corpora/trial" / folder).mkdir(exist_ok=True)
        with pytest.raises(InputError, match="no gold files") as told:
            evaluate(finished)
        assert told.value.where == "corpora/trial/gold"
        assert "ID.gold.txt" in told.value.next_step


def test_what_has_no_partner_is_said(finished: Path) -> None:
    put_gold(finished, "A01", ADA_MARKED)
    put_gold(finished, "Z77", BEN_MARKED)
    found = evaluate(finished)
    assert [one.pair.transcript for one in found.measured] == ["A01"]
    assert (found.without_gold, found.without_transcript) == (("B02",), ("Z77",))


def test_the_number_pairs_only_what_is_of_the_same_talk(finished: Path) -> None:
    put_gold(finished, "S01", ADA_MARKED)
    put_gold(finished, "S02", ADA_MARKED)
    found = evaluate(finished)
    assert [(one.pair.gold, one.pair.by) for one in found.measured] == [("S01", PairedBy.NUMBER)]
    assert (found.without_gold, found.without_transcript) == (("B02",), ("S02",))
    assert any("S02 has the number of transcript B02" in notice for notice in found.notices)


def test_a_gold_of_other_talk_under_the_same_id_is_measured_and_leaks(finished: Path) -> None:
    """The transcript may have been read wrongly: that must not look like nothing."""
    put_gold(finished, "A01", BEN_MARKED)
    found = evaluate(finished)
    (one,) = found.leakages
    assert (one.unaligned_turns, one.extra_turns) == (4, 6)
    assert figures(found)[Measure.DIRECT] == (0, 0)
    assert figures(found)[Measure.TRANSCRIPTS] == (0, 1)


def test_a_transcript_that_was_not_anonymised_is_said(finished: Path) -> None:
    put_gold(finished, "A01", ADA_MARKED)
    put_gold(finished, "B02", BEN_MARKED)
    (finished / "outputs/identified/offset_maps/B02.jsonl").unlink()
    found = evaluate(finished)
    assert found.not_ready == ("B02",)
    assert any("not up to date" in notice for notice in found.notices)


def test_a_study_that_was_never_run(finished: Path) -> None:
    put_gold(finished, "A01", ADA_MARKED)
    shutil.rmtree(finished / "outputs")
    shutil.rmtree(finished / "records")
    with pytest.raises(InputError, match="not anonymised yet, or refused: A01") as told:
        evaluate(finished)
    assert told.value.next_step == "voices run"
    assert not (finished / "outputs").exists()


def test_transcripts_that_wait_at_the_gate_are_measured_without_codings(waiting: Path) -> None:
    put_gold(waiting, "A01", ADA_MARKED)
    found = evaluate(waiting)
    assert figures(found)[Measure.DIRECT] == (6, 6)
    assert found.scores is None
    assert any("not coded yet" in notice for notice in found.notices)


def test_outputs_that_are_not_of_now_are_said(finished: Path) -> None:
    put_gold(finished, "A01", ADA_MARKED)
    (finished / "corpora/trial/transcripts/B02.txt").write_text(BEN + "I: Thanks.\n")
    assert any("not up to date" in notice for notice in evaluate(finished).notices)


def test_codes_that_nobody_can_find_are_counted(finished: Path) -> None:
    put_gold(finished, "A01", ADA_MARKED.replace("routine-change", "routine-change,casimir-thrale"))
    found = evaluate(finished)
    assert any(notice.startswith("1 codes of the gold") for notice in found.notices)
    assert names_nobody(repr(found))


HOSTILE = {
    "an unclosed tag": 'P: Then <e t="PERSON" id="p1" k="direct">Casimir Thrale came.\n',
    "no speaker": "Casimir Thrale came.\n",
    "an unknown kind": 'P: <e t="NAME" id="p1" k="direct">Casimir</e>.\n',
    "another header": "#casimir: thrale\nP: So.\n",
    "nothing": "",
}


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE)
def test_a_wrong_gold_is_told_without_its_words_and_leaves_the_others(
    finished: Path, text: str
) -> None:
    put_gold(finished, "A01", ADA_MARKED)
    put_gold(finished, "B02", text, file="Casimir Thrale.gold.txt")
    found = evaluate(finished)
    assert [one.pair.transcript for one in found.measured] == ["A01"]
    (fault,) = found.faults
    assert fault.where == "corpora/trial/gold/file 2"
    assert found.without_gold == ("B02",)
    assert names_nobody(str(fault))


@pytest.mark.parametrize(
    "content",
    [
        b"#id: A01\nP: caf\xe9\n",
        b"\xff\xfe#\x00i\x00d\x00",
        b"#id: Casimir\nP: So.\n",
        b"\x00" * 99,
    ],
)
def test_bytes_that_are_no_gold(finished: Path, content: bytes) -> None:
    path = put_gold(finished, "A01", "")
    path.write_bytes(content)
    with pytest.raises(InputError, match="nothing can be measured") as told:
        evaluate(finished)
    assert "corpora/trial/gold/A01.gold.txt" in str(told.value)
    assert names_nobody(str(told.value))


def test_a_folder_called_gold_is_told(finished: Path) -> None:
    put_gold(finished, "B02", BEN_MARKED)
    (finished / "corpora/trial/gold/A01.gold.txt").mkdir()
    (fault,) = evaluate(finished).faults
    assert "cannot be read" in fault.what


def test_two_golds_of_one_id_are_used_neither(finished: Path) -> None:
    put_gold(finished, "A01", ADA_MARKED)
    put_gold(finished, "a01", ADA_MARKED, file="1.gold.txt")
    put_gold(finished, "B02", BEN_MARKED)
    found = evaluate(finished)
    assert [one.pair.transcript for one in found.measured] == ["B02"]
    assert "none of them is used" in found.faults[0].what


def test_other_files_beside_the_gold_are_said_and_hidden_ones_are_not(finished: Path) -> None:
    path = put_gold(finished, "A01", ADA_MARKED)
    (path.parent / "Casimir notes.txt").write_text("x")
    (path.parent / ".DS_Store").write_text("x")
    (notice,) = evaluate(finished).notices
    assert notice.startswith("1 files in corpora/trial/gold do not end in .gold.txt")


def test_gold_from_windows_is_gold(finished: Path) -> None:
    path = put_gold(finished, "A01", ADA_MARKED)
    path.write_bytes(b"\xef\xbb\xbf" + path.read_bytes().replace(b"\n", b"\r\n"))
    assert figures(evaluate(finished))[Measure.DIRECT] == (6, 6)
