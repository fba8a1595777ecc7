"""Why a coding is proposed, told in words of the codebook."""

from __future__ import annotations

from pathlib import Path

from pipeline.errors import ExitCode
from tests.cli.saying import Voices, names_nobody
from tests.ready import go
from tests.studies import ADA, BEN, ROSTER, StudyMaker


def test_a_proposal_of_the_model_is_explained_without_the_talk(
    voices: Voices, make_study: StudyMaker
) -> None:
    study = make_study({"A01.txt": ADA, "B02.txt": BEN}, roster=ROSTER, coding={"by": "model"})
    go(study)
    listed = voices("codings", "--json", study=study).json
    best = max(listed, key=lambda one: one["confidence"])
    told = voices("explain", "coding", best["id"], study=study)
    assert told.code == ExitCode.OK
    assert best["code"] in told.out
    assert "trained on this code" in told.out
    assert "reads like" in told.out
    assert "every single day" not in told.out
    assert names_nobody(told)
    data = voices("explain", "coding", best["id"], "--json", study=study).json
    assert abs(data["why"]["confidence"] - best["confidence"]) < 0.01
    assert data["why"]["trained"]
    assert "text" not in data


def test_where_cues_alone_propose_it_says_so(voices: Voices, finished: Path) -> None:
    first = voices("codings", "--json", study=finished).json[0]
    told = voices("explain", "coding", first["id"], study=finished)
    assert told.code == ExitCode.OK
    assert "cues alone" in told.out
    assert "cue:" in told.out


def test_a_coding_that_is_not_there_is_told(voices: Voices, finished: Path) -> None:
    told = voices("explain", "coding", "C00000000", study=finished)
    assert told.code == ExitCode.GATE
    assert "voices codings" in told.err
