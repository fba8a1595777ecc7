"""The key is destroyed: nothing of it is left, what stays is searched, and rooms 2 and 3 go on."""

from __future__ import annotations

import json
import shutil
import zipfile
from collections.abc import Callable, Collection
from contextlib import contextmanager
from pathlib import Path

import pytest

from pipeline.errors import GateError, InputError, JournalError, VaultError, VoicesError
from pipeline.identified.vault import KeyFile, open_vault
from pipeline.run import destruction
from pipeline.run.custody import key_status, reveal
from pipeline.run.destroyed import parse_destroyed
from pipeline.run.destruction import destroy, plan
from pipeline.run.evaluation import evaluate
from pipeline.run.judging import judge_codings
from pipeline.run.review import approve_transcripts, rule_on_passage
from pipeline.run.rotation import rotate
from pipeline.run.runner import run
from pipeline.run.searching import Names, Searched, folder_state, search
from pipeline.run.standing import standing
from pipeline.run.study import open_study
from pipeline.run.suggestions import suggest_entries
from pipeline.run.verification import verify
from pipeline.run.withdrawal import withdraw
from pipeline.values.identifiers import RulingKind
from pipeline.values.records import Certificate, Found
from pipeline.values.spans import Span
from tests.faults import Broken, breaks
from tests.ready import SECRETS, everything
from tests.test_canary import text_of

BECAUSE = "the report is printed"
broken = contextmanager(breaks)


def key(root: Path) -> KeyFile:
    return KeyFile(root / "vault" / "study.key")


def end(root: Path, *, delete_source: bool = True, even_unfinished: bool = False) -> Certificate:
    return destroy(
        root, key(root), "JS", BECAUSE, delete_source=delete_source, even_unfinished=even_unfinished
    )


def holding(root: Path) -> list[str]:
    """Files in which a name of the interviews stands."""
    texts = {name: f"{name} {text_of(root / name)}".casefold() for name in everything(root)}
    return [name for name, text in texts.items() if any(s.casefold() in text for s in SECRETS)]


def test_nothing_that_names_anybody_is_left_and_it_is_proved(finished: Path) -> None:
    assert len(holding(finished)) > 8
    done = end(finished)
    assert done.proved
    assert done.searched > 15
    assert done.names > 5
    assert holding(finished) == []
    for gone in ("vault/vault.bin", "vault/study.key", "vault/documents.json", "outputs/identified",
                 "corpora/trial/roster.csv", "corpora/trial/transcripts/A01.txt"):  # fmt: skip
        assert not (finished / gone).exists()
    kept = Certificate.from_json((finished / "records/destruction.json").read_bytes())
    assert kept == done
    assert not any(one.casefold() in kept.model_dump_json().casefold() for one in SECRETS)


def test_what_stays_of_the_raw_material_is_told_and_nothing_is_called_proved(
    finished: Path,
) -> None:
    done = end(finished, delete_source=False)
    assert not done.proved
    told = {one.file for one in done.holding}
    assert (
        told
        == set(holding(finished))
        == {
            "corpora/trial/roster.csv",
            "corpora/trial/transcripts/A01.txt",
            "corpora/trial/transcripts/B02.txt",
        }
    )
    assert (finished / "corpora/trial/transcripts/A01.txt").exists()


def planted_zip(path: Path) -> None:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("word/document.xml", "<w:t>that Thr</w:t><w:t>ale</w:t> came")


def planted_in_a_zip_in_a_zip(path: Path) -> None:
    inner = path.with_name("inner.docx")
    planted_zip(inner)
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.write(inner, "a/b.docx")
    inner.unlink()


PLANTED: dict[str, Callable[[Path], object]] = {
    "notes.txt": lambda path: path.write_text("ring THRALE's friend"),
    "wide.txt": lambda path: path.write_text("about Casimir Thrale", "utf-16"),
    "numbers.csv": lambda path: path.write_text("a,07700-900-321\n"),
    "escaped.json": lambda path: path.write_text('"\\u0054hrale"'),
    "paper.docx": planted_zip,
    "outer.zip": planted_in_a_zip_in_a_zip,
    "config/notes.bak": lambda path: path.write_text("Quillfeather"),
    "records/journal.bak": lambda path: path.write_text("Brackenbury"),
}


@pytest.mark.parametrize("name", PLANTED)
def test_a_name_that_somebody_left_lying_is_found(finished: Path, name: str) -> None:
    PLANTED[name](finished / name)
    done = end(finished)
    assert [one.file for one in done.holding] == [name]
    assert not done.proved
    assert (finished / name).exists(), "only what it said it would delete"


def test_a_file_whose_own_name_names_somebody_is_told_by_number(finished: Path) -> None:
    (finished / "letter to Thrale.txt").write_text("Dear all")
    (found,) = end(finished).holding
    assert found.file.startswith("file ")
    assert "hrale" not in (finished / "records/destruction.json").read_text()


@pytest.mark.parametrize(
    "data",
    [b"%PDF-1.7 x", b"\x89PNG\r\n", b"PK\x03\x04 broken", b"\x00\x01\x02binary", b"PACK\0\0"],
)
def test_what_cannot_be_looked_into_is_told_and_not_called_proved(
    finished: Path, data: bytes
) -> None:
    (finished / "something").write_bytes(data)
    done = end(finished)
    assert done.holding == ()
    assert [one.file for one in done.unread] in (["something"], [])
    assert done.proved == (done.unread == ())
    if not data.startswith(b"PK"):  # a broken archive is read as the bytes it is
        assert not done.proved


def test_a_link_is_not_followed(finished: Path, tmp_path: Path) -> None:
    (tmp_path / "elsewhere.txt").write_text("Jonquil")
    (finished / "link").symlink_to(tmp_path / "elsewhere.txt")
    assert [one.file for one in end(finished).unread] == ["link"]
    assert (tmp_path / "elsewhere.txt").read_text() == "Jonquil"


def test_rooms_2_and_3_go_on(finished: Path) -> None:
    before = {n: b for n, b in everything(finished).items() if n.startswith("outputs/anonymised/")}
    end(finished)
    report = run(finished, key(finished))
    assert report.refused == []
    assert set(report.ran) <= {"quote", "export"}
    after = everything(finished)
    assert {n: b for n, b in after.items() if n.startswith("outputs/anonymised/")} == before
    assert run(finished, key(finished)).ran == {}
    assert judge_codings(finished, ["B02"], "JS", reject=True) > 0
    assert run(finished, key(finished)).ran["confirm"] >= 1
    book = json.loads((finished / "outputs/quotable/book.json").read_text())
    assert {quote["participant"] for quote in book["quotes"]} == {"A01"}
    assert verify(finished).holds
    assert not (finished / "vault/vault.bin").exists()


def test_room_1_is_closed_and_says_since_when(finished: Path) -> None:
    end(finished)
    study, before = open_study(finished), everything(finished)
    day = study.destroyed.time[:10] if study.destroyed else ""
    attempts: list[Callable[[], object]] = [
        lambda: approve_transcripts(finished, ["A01"], "JS"),
        lambda: rule_on_passage(
            finished, RulingKind.KEEP, "A01", 1, Span(start=0, end=2), "JS"
        ),
        lambda: suggest_entries(finished, "JS"),
        lambda: evaluate(finished),
        lambda: reveal(study, key(finished), "E00001", "JS"),
        lambda: rotate(finished, key(finished), key(finished), "JS"),
        lambda: withdraw(finished, "A01", "JS", "asked", key(finished)),
        lambda: plan(finished, key(finished)),
        lambda: end(finished),
    ]  # fmt: skip
    for attempt in attempts:
        with pytest.raises(VoicesError, match=f"key was destroyed on {day}"):
            attempt()
    assert everything(finished) == before
    assert key_status(study, key(finished))["destroyed"] == day


def test_a_new_source_file_is_not_read(finished: Path) -> None:
    end(finished)
    sources = finished / "corpora/trial/transcripts"
    (sources / "C03.txt").write_text("I: And you?\nP: I am Jonquil.\n")
    assert sorted(open_study(finished).documents) == ["A01", "B02"]
    run(finished, key(finished))
    assert not (finished / "outputs/identified").exists()
    assert not (finished / "vault/vault.bin").exists()


def test_no_vault_is_made_anew_whoever_asks(finished: Path) -> None:
    end(finished)
    for path in (finished / "records").glob("*.json*"):  # even where nothing tells of it any more
        path.unlink()
    with pytest.raises(VaultError, match="destroyed"):
        open_vault(finished / "vault/vault.bin", key(finished))
    assert sorted(path.name for path in (finished / "vault").iterdir()) == ["destroyed.txt"]


def test_an_admitted_transcript_that_somebody_altered_is_quoted_no_more(finished: Path) -> None:
    end(finished)
    path = finished / "outputs/anonymised/transcripts/A01.json"
    path.write_bytes(path.read_bytes().replace(b"work", b"wurk"))
    report = run(finished, key(finished))
    assert [one.item for one in report.refused] == ["A01"]
    book = (finished / "outputs/quotable/book.json").read_text()
    assert "A01" not in {quote["participant"] for quote in json.loads(book)["quotes"]}


def test_consent_counts_as_before_and_a_lost_table_allows_nothing(make_waived: Path) -> None:
    root = make_waived
    end(root)
    table = root / "corpora/trial/participants.csv"
    assert "A01.txt" not in table.read_text()
    assert open_study(root).participants["A01"].consent.value == "archive"
    table.unlink()
    assert open_study(root).participants["A01"].consent.value == "none"
    assert open_study(root).participants["B02"].consent.value == "anonymised quote"


@pytest.fixture
def make_waived(finished: Path) -> Path:
    """A01 has a row in the table, B02 has none."""
    table = finished / "corpora/trial/participants.csv"
    table.write_text("participant,file,consent\nA01,A01.txt,archive\n")
    run(finished, key(finished))
    return finished


def test_while_drafts_wait_nothing_is_destroyed(waiting: Path) -> None:
    before = everything(waiting)
    with pytest.raises(InputError, match="first gate: A01, B02"):
        end(waiting)
    assert everything(waiting) == before
    approve_transcripts(waiting, ["A01"], "JS")
    run(waiting, key(waiting))
    done = end(waiting, even_unfinished=True)
    assert done.proved
    assert sorted(open_study(waiting).documents) == ["A01"]
    assert not [name for name in everything(waiting) if "B02" in name]
    assert {step.item for step in standing(waiting)[1]} == {"A01", "study"}


def test_while_something_is_stale_nothing_is_destroyed(finished: Path) -> None:
    policy = finished / "config/identifiers.yaml"
    policy.write_text(policy.read_text().replace('version: "1"', 'version: "2"', 1) + "\n# new\n")
    source = finished / "corpora/trial/transcripts/B02.txt"
    source.write_text(source.read_text() + "I: Thank you.\n")
    before = everything(finished)
    with pytest.raises(InputError, match="changed since the last run"):
        end(finished)
    assert everything(finished) == before


@pytest.mark.parametrize("because", ["Jonquil asked", "07700 900321", "", "two\nlines"])
def test_a_reason_that_tells_is_refused(finished: Path, because: str) -> None:
    before = everything(finished)
    with pytest.raises(InputError):
        destroy(finished, key(finished), "JS", because)
    assert everything(finished) == before


def test_without_the_key_nothing_is_destroyed(finished: Path, tmp_path: Path) -> None:
    other = KeyFile(tmp_path / "other.key")
    other.make()
    before = everything(finished)
    for wrong in (other, KeyFile(tmp_path / "none.key")):
        with pytest.raises(VaultError):
            destroy(finished, wrong, "JS", BECAUSE)
    assert everything(finished) == before


@pytest.mark.parametrize("call", ["replace", "unlink"])
def test_broken_off_at_any_step_it_goes_on_and_proves_the_same(
    finished_once: Path, tmp_path: Path, call: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen: dict[str, Searched] = {}

    def once(root: Path, names: Names, going: Collection[Path], own: Collection[Path]) -> Searched:
        state = folder_state(root, going)
        if state not in seen:  # the same files hold the same words
            seen[state] = search(root, names, going, own)
        return seen[state]

    monkeypatch.setattr(destruction, "search", once)
    whole = Path(shutil.copytree(finished_once, tmp_path / "whole" / "study"))
    expected = end(whole).model_dump(exclude={"time", "state", "searched"})
    left = sorted(everything(whole))
    for number in range(1, 80):
        root = Path(shutil.copytree(finished_once, tmp_path / str(number) / "study"))
        try:
            with broken(monkeypatch, call, number):
                end(root)
            break
        except Broken:
            destroyed = open_study(root).destroyed
            if destroyed and not destroyed.finished:
                with pytest.raises(InputError, match="broken off"):
                    run(root, key(root))
            if destroyed is None or not destroyed.finished:
                assert end(root).model_dump(exclude={"time", "state", "searched"}) == expected
            assert holding(root) == []
            assert sorted(everything(root)) == left
            assert verify(root).holds
    else:
        pytest.fail("it never came to its end")
    assert number > 2


def test_a_file_that_cannot_be_deleted_is_not_called_destroyed(
    finished: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as patched:
        patched.setattr(destruction, "erase", lambda path: None)
        with pytest.raises(VoicesError):
            end(finished)
    destroyed = open_study(finished).destroyed
    assert destroyed
    assert not destroyed.finished
    assert end(finished).proved


def test_what_comes_between_search_and_end_is_told(
    finished: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = destruction._finish

    def late(*arguments: object) -> Certificate:
        (finished / "late.txt").write_text("Jonquil")
        return real(*arguments)  # type: ignore[arg-type]

    monkeypatch.setattr(destruction, "_finish", late)
    done = end(finished)
    assert not done.proved
    assert "while this went on" in done.unread[-1].file


def test_a_line_about_it_that_cannot_be_read_stops_everything(finished: Path) -> None:
    end(finished)
    path = finished / "records/journal.jsonl"
    path.write_bytes(path.read_bytes().replace(b'"transcripts":{"A01"', b'"transkripts":{"A01"'))
    with pytest.raises(JournalError):
        run(finished, key(finished))
    with pytest.raises(JournalError):
        parse_destroyed(b'{"kind":"destruction"')


def test_a_certificate_that_was_changed_is_noticed(finished: Path) -> None:
    (finished / "notes.txt").write_text("Thrale")
    done = end(finished)
    path = finished / "records/destruction.json"
    assert done.holding
    path.write_text(done.model_copy(update={"holding": tuple[Found, ...]()}).model_dump_json())
    assert not verify(finished).holds


def test_drafts_cannot_be_approved_into_a_closed_study(waiting: Path) -> None:
    approve_transcripts(waiting, ["A01", "B02"], "JS")
    run(waiting, key(waiting))
    end(waiting)
    with pytest.raises(GateError, match="destroyed"):
        approve_transcripts(waiting, ["A01"], "JS")
