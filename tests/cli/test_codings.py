"""Listing codings, adding, changing and undoing them; memos; the learning curve."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.errors import ExitCode
from tests.cli.saying import Voices, names_nobody
from tests.ready import go


def test_codings_are_listed_without_words_and_with_them_on_request(
    voices: Voices, finished: Path
) -> None:
    listed = voices("codings", "A01", "--json", study=finished).json
    assert listed
    assert {one["transcript"] for one in listed} == {"A01"}
    assert not any("text" in one for one in listed)
    plain = voices("codings", study=finished)
    assert plain.code == ExitCode.OK
    assert "every single day" not in plain.out
    assert names_nobody(plain)
    shown = voices("codings", "A01", "--text", study=finished)
    assert "every single day" in " ".join(shown.out.split())
    assert names_nobody(shown)
    code, status = listed[0]["code"], listed[0]["status"]
    only = voices("codings", "--code", code, "--status", status, "--json", study=finished).json
    assert {(one["code"], one["status"]) for one in only} == {(code, status)}
    assert len(only) < len(voices("codings", "--json", study=finished).json)
    assert voices("codings", "Z99", study=finished).code == ExitCode.GATE
    assert voices("codings", "--void", "--text", study=finished).code == ExitCode.USAGE


def test_a_coding_is_added_changed_rejected_and_undone(voices: Voices, finished: Path) -> None:
    def standing() -> dict[str, tuple[str, str]]:
        lines = voices("codings", "A01", "--json", study=finished).json
        return {one["id"]: (one["code"], one["status"]) for one in lines}

    before = set(standing())
    added = voices("code", "add", "A01", "2", "0:2", "isolation-withdrawal", "--by", "KL",
                   "--polarity", "denied", study=finished)  # fmt: skip
    assert added.code == ExitCode.OK
    (mine,) = set(standing()) - before
    assert mine in added.out
    assert standing()[mine] == ("isolation-withdrawal", "accepted")
    changed = voices("code", "change", mine, "--code", "fear-leaving-home", "--by", "KL",
                     study=finished)  # fmt: skip
    assert changed.code == ExitCode.OK
    assert standing()[mine] == ("isolation-withdrawal", "rejected")
    (new,) = set(standing()) - before - {mine}
    go(finished)
    assert standing()[new] == ("fear-leaving-home", "accepted")
    assert voices("code", "undo", new, "--by", "KL", study=finished).code == ExitCode.OK
    assert {mine, new}.isdisjoint(standing())
    again = voices("code", "undo", new, "--by", "KL", study=finished)
    assert again.code == ExitCode.GATE
    assert "voices codings --void" in again.err


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (("code", "add", "A01", "2", "3-9", "isolation-withdrawal"), ExitCode.USAGE),
        (("code", "add", "A01", "2", "9:3", "isolation-withdrawal"), ExitCode.USAGE),
        (("code", "add", "A01", "2", "٣:٩", "isolation-withdrawal"), ExitCode.USAGE),
        (("code", "add", "A01", "99", "0:2", "isolation-withdrawal"), ExitCode.INPUT),
        (("code", "add", "A01", "2", "0:2", "isolation"), ExitCode.INPUT),
        (("code", "change", "Cnone", "--code", "isolation-withdrawal"), ExitCode.GATE),
        (("code", "undo", "Cnone"), ExitCode.GATE),
        (("memo", "add", "x"), ExitCode.INPUT),
        (("memo", "add", "x", "--coding", "Cnone"), ExitCode.GATE),
        (("memo", "remove", "M0001"), ExitCode.INPUT),
    ],
)
def test_what_is_wrong_is_told_with_the_next_command(
    voices: Voices, finished: Path, arguments: tuple[str, ...], code: ExitCode
) -> None:
    said = voices(*arguments, "--by", "KL", study=finished)
    assert said.code == code
    assert "Next: " in said.err or code is ExitCode.USAGE
    assert names_nobody(said)


def test_rulings_that_do_not_count_are_listed_with_why(voices: Voices, finished: Path) -> None:
    assert voices("codings", "--void", study=finished).out.startswith("0 rulings")
    voices("code", "add", "A01", "2", "0:2", "pin-warning", "--by", "KL", study=finished)
    path = finished / "config" / "codebook.yaml"
    path.write_text(path.read_text("utf-8").replace("pin-warning", "warned-off"), "utf-8")
    said = voices("codings", "--void", study=finished)
    assert "pin-warning, present: accepted by KL; its code is not in the codebook" in said.out
    (one,) = voices("codings", "--void", "--code", "pin-warning", "--json", study=finished).json
    assert one["why"] == "its code is not in the codebook"
    assert voices("codings", "--void", "--code", "x", "--json", study=finished).json == []


def test_memos_from_first_to_last(voices: Voices, finished: Path) -> None:
    add = ("memo", "add", "she makes light of it", "--transcript", "A01", "--turn", "2")
    kept = voices(*add, "--by", "KL", study=finished)
    assert (kept.code, kept.err) == (ExitCode.OK, "")
    named = voices("memo", "add", "so Jonquil knew", "--code", "pin-warning", "--by", "KL",
                   study=finished)  # fmt: skip
    assert named.code == ExitCode.OK
    assert "voices memo remove M0002" in named.err
    assert "Jonquil" not in named.all, "the name is not said again"
    listed = voices("memo", "list", study=finished)
    assert "she makes light of it" in listed.out
    assert "on transcript A01, turn 2" in listed.out
    (one,) = voices("memo", "list", "--code", "pin-warning", "--json", study=finished).json
    assert one["id"] == "M0002"
    assert voices("memo", "remove", "M0002", "--by", "KL", study=finished).code == ExitCode.OK
    assert "1 memos." in voices("memo", "list", study=finished).out


def test_status_tells_how_proposals_did(voices: Voices, finished: Path) -> None:
    assert "People accepted" not in voices("status", study=finished).out
    everything = voices("codings", "A01", "--json", study=finished).json
    voices("approve", "--codings", "A01", "--by", "KL", study=finished)
    voices("approve", "--codings", everything[0]["id"], "--reject", "--by", "KL", study=finished)
    count = len(everything)
    said = voices("status", study=finished).out
    assert f"People accepted {count - 1} of {count} proposed codings, and added 0." in said
    told = voices("status", "--json", study=finished).json["learning"]
    assert (told["accepted"], told["rejected"]) == (count - 1, 1)
    assert sum(one["accepted"] for one in told["curve"]) == count - 1
    assert told["curve"][-1]["last"] == count
