"""Projects for other programs, and codings from them, as typed."""

from __future__ import annotations

import zipfile
from pathlib import Path

from pipeline.errors import ExitCode
from tests.cli.saying import Voices, names_nobody
from tests.ready import everything
from tests.run.exchange.files import Document, file_of, talk, words

CODE = "psychological-harm"


def test_a_project_goes_out_and_comes_back(voices: Voices, finished: Path, tmp_path: Path) -> None:
    out = tmp_path / "study.qdpx"
    said = voices("codings", "export", str(out), study=finished)
    assert said.code == ExitCode.OK
    assert "2 of 2 participants did not agree to an archive" in said.out
    assert names_nobody(said)
    assert zipfile.is_zipfile(out)
    again = voices("codings", "export", str(out), study=finished)
    assert again.code == ExitCode.INPUT
    assert "is there already" in again.err
    back = voices("codings", "import", str(out), "--by", "KL", study=finished)
    assert back.code == ExitCode.OK
    assert "0 codings accepted" in back.out
    assert "passed over" in back.out


def test_what_went_out_is_told_in_json(voices: Voices, finished: Path, tmp_path: Path) -> None:
    voices("memo", "add", "Casimir again", "--transcript", "A01", study=finished)
    voices("flags", "hold", "A01", "2", "off-record", "--by", "KL", study=finished)
    told = voices(
        "codings", "export", str(tmp_path / "x.qdpx"), "--proposals", "--memos", "--coders",
        "named", "--crlf", "--json", study=finished,
    ).json  # fmt: skip
    assert told["transcripts"] == ["A01", "B02"]
    assert told["memos_naming_somebody"] == ["M0001"]
    assert told["turns_left_out"] == 1
    assert told["consents"] == {"anonymised quote": 2}
    said = voices("codings", "export", str(tmp_path / "y.qdpx"), "--memos", study=finished)
    for line in ("M0001", "1 turns went out without their words"):
        assert line in said.out
    assert names_nobody(said)


def test_codings_come_in_or_it_is_said_why_not(
    voices: Voices, finished: Path, tmp_path: Path
) -> None:
    good = words(finished, "We worked together", CODE)
    cut = words(finished, "e kept ringing m", CODE)
    ours = Document("A01", talk(finished), [good, cut])
    other = Document("Ludlow diary", "P: In Ludlow.", [good])
    file = str(file_of(tmp_path / "x.qdpx", ours, other, users=["Kim", "Mo"]))
    before = everything(finished)
    refused = voices("codings", "import", file, "--by", "KL", study=finished)
    assert refused.code == ExitCode.INPUT
    assert everything(finished) == before
    for line in ("2 codings could be accepted", "Refused (1): source 2 of the file is none",
                 "Nothing was recorded", "--partly"):  # fmt: skip
        assert line in refused.out
    assert "Ludlow" not in refused.all
    told = voices("codings", "import", file, "--by", "KL", "--json", study=finished)
    assert told.code == ExitCode.INPUT
    assert [one["codings"] for one in told.json["refused"]] == [1]
    assert not any("text" in one for one in told.json["added"])
    done = voices("codings", "import", file, "--by", "KL", "--partly", study=finished)
    assert done.code == ExitCode.OK
    for line in ("2 codings accepted, by KL", "1 passages cut words", "The file has 2 coders",
                 "Next: voices run"):  # fmt: skip
        assert line in done.out
    again = voices("codings", "import", file, "--by", "KL", "--partly", study=finished)
    assert "0 codings accepted, by KL; 2 had been before" in again.out
    mine = voices("codings", "A01", "--code", CODE, "--status", "accepted", study=finished)
    assert mine.out.count("(KL)") == 2


def test_what_is_no_project_is_refused(voices: Voices, finished: Path, tmp_path: Path) -> None:
    before = everything(finished)
    (tmp_path / "x.qdpx").write_text("no archive")
    for arguments in (
        ("import", str(tmp_path / "x.qdpx")),
        ("import", str(tmp_path / "none.qdpx")),
        ("export", str(tmp_path / "x.zip")),
        ("import", str(tmp_path / "x.qdpx"), "--coder", "Nobody"),
    ):
        said = voices("codings", *arguments, study=finished)
        assert said.code == ExitCode.INPUT
        assert "Next:" in said.err
    assert everything(finished) == before
