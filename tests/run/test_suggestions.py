"""Suggestions for the roster around files: state, record, and the file that is written."""

from __future__ import annotations

import csv
import stat
from collections.abc import Callable
from pathlib import Path

import pytest
from filelock import FileLock
from hypothesis import given
from hypothesis import strategies as st

from pipeline.errors import BusyError, InputError
from pipeline.identified.suggest import Suggestion
from pipeline.run.journal import Journal
from pipeline.run.study import open_study
from pipeline.run.suggestions import COLUMNS, Suggested, Target, _write, suggest_entries
from pipeline.run.tables import read_roster
from pipeline.values.identifiers import Kind, RosterEntry
from tests.ready import SECRETS, everything, go
from tests.studies import ADA, StudyMaker

PRIYA = """\
I: And who did you tell first, then?
P: I told Mum about it. Then Priya Shah came round, and Priya said I must ring them.
P: So I rang Priti again, and Priti said the same, and my cousin Zebedee Oakhanger came with Priti.
"""
ROSTER = "participant,kind,words,role,also\nC03,PERSON,Priya Shah,friend,Priya\n"


@pytest.fixture
def misheard(make_study: StudyMaker) -> Path:
    """An interview in which a name of the roster is also written otherwise; run."""
    root = make_study({"C03.txt": PRIYA}, roster=ROSTER)
    go(root)
    return root


def ask(root: Path, *participants: str, **more: object) -> Suggested:
    return suggest_entries(root, "KL", participants, **more)  # type: ignore[arg-type]


def words(found: Suggested) -> set[str]:
    return {one.entry.words for one in found.suggestions}


def events(root: Path) -> list[dict[str, object]]:
    entries = Journal(root / "records/journal.jsonl").entries
    return [one.body for one in entries if one.body.get("what") == "roster suggest"]


def test_who_stands_in_no_row_is_suggested(finished: Path) -> None:
    found = ask(finished)
    assert {"Jonquil", "Oddie"} <= words(found)
    assert not words(found) & {"Ada Brackenbury", "Casimir Thrale", "Ben Quillfeather"}
    assert {one.entry.participant for one in found.suggestions} == {"A01"}
    assert ask(finished, "B02").suggestions == ()


def test_places_only_where_they_are_asked_for(finished: Path) -> None:
    assert "Ludlow" not in words(ask(finished))
    found = ask(finished, kinds=(Kind.LOCATION,))
    assert words(found) == {"Ludlow"}
    assert found.suggestions[0].entry.role == "town"


def test_every_use_is_on_record_without_a_name(finished: Path) -> None:
    found = ask(finished)
    (event,) = events(finished)
    assert event["by"] == "KL"
    assert event["identities"] == " ".join(one.identity for one in found.suggestions)
    assert ask(finished, "B02").suggestions == ()
    assert len(events(finished)) == 1, "where nobody is shown, nobody was asked for"
    for path in ("records", "outputs/logs", "outputs/anonymised", "outputs/quotable"):
        for file in (finished / path).rglob("*"):
            if file.is_file():
                text = file.read_bytes().decode("utf-8", "replace")
                assert not any(secret in text for secret in SECRETS), file.name


def test_nothing_is_shown_that_cannot_be_recorded(finished: Path) -> None:
    with FileLock(finished / "records/lock"), pytest.raises(BusyError):
        ask(finished, target=Target(finished / "new.csv"))
    assert not (finished / "new.csv").exists()


def test_a_misheard_name_of_the_roster_is_perhaps_a_form_of_it(misheard: Path) -> None:
    found = {one.entry.words: one for one in ask(misheard).suggestions}
    assert found["Priti"].perhaps == ("Priya Shah",)
    assert found["Priti"].found == 3
    assert found["Zebedee Oakhanger"].perhaps == ()
    roster = misheard / "corpora/trial/roster.csv"
    roster.write_text(ROSTER.replace(",Priya\n", ",Priya|Priti\n"))
    go(misheard)
    assert words(ask(misheard)) == {"Zebedee Oakhanger"}


def test_what_is_written_is_a_roster_and_is_not_suggested_again(misheard: Path) -> None:
    file = misheard / "found.csv"
    assert ask(misheard, target=Target(file)).written == 1
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    header, *rows = list(csv.reader(file.read_text("utf-8").splitlines()))
    assert header == list(COLUMNS)
    assert [line[2] for line in rows] == ["Zebedee Oakhanger"]
    roster = misheard / "corpora/trial/roster.csv"
    assert roster.read_text() == ROSTER, "the roster itself is never touched"
    roster.write_text(ROSTER + file.read_text("utf-8").partition("\n")[2])
    go(misheard)
    assert words(ask(misheard)) == {"Priti"}


def test_all_kinds_can_be_appended(finished: Path) -> None:
    file = finished / "found.csv"
    every = (Kind.PERSON, Kind.LOCATION, Kind.ORGANISATION)
    before = (finished / "outputs/identified/drafts/A01.txt").read_text()
    assert ask(finished, kinds=every, target=Target(file)).written >= 3
    with (finished / "corpora/trial/roster.csv").open("a") as roster:
        roster.write(file.read_text("utf-8").partition("\n")[2])
    go(finished)
    assert ask(finished, kinds=every).suggestions == ()
    assert (finished / "outputs/identified/drafts/A01.txt").read_text() == before


def test_nothing_found_writes_no_file(finished: Path) -> None:
    assert ask(finished, "B02", target=Target(finished / "new.csv")).written == 0
    assert not (finished / "new.csv").exists()


FORBIDDEN = [
    "corpora/trial/roster.csv",
    "corpora/trial/participants.csv",
    "corpora/trial/ROSTER.CSV",
    "corpora/other/roster.csv",
    "corpora/trial/../trial/roster.csv",
    "corpora/trial/transcripts/new.csv",
    "outputs/new.csv",
    "outputs/identified/deep/new.csv",
    "records/new.csv",
    "vault/new.csv",
    "config/new.csv",
    "link-to-outputs/new.csv",
    "link-to-roster.csv",
]


@pytest.mark.parametrize("place", FORBIDDEN)
def test_places_that_are_not_written_to_even_by_force(finished: Path, place: str) -> None:
    (finished / "corpora/other").mkdir()
    (finished / "link-to-outputs").symlink_to(finished / "outputs")
    (finished / "link-to-roster.csv").symlink_to(finished / "corpora/trial/roster.csv")
    before = everything(finished)
    with pytest.raises(InputError) as caught:
        ask(finished, target=Target(finished / place, force=True))
    assert everything(finished) == before, "nothing was written, nor recorded as shown"
    assert "roster" in str(caught.value)


def test_a_file_that_is_there_is_overwritten_by_force_alone(finished: Path) -> None:
    file = finished / "found.csv"
    file.write_text("kept")
    file.chmod(0o644)
    with pytest.raises(InputError, match="--force"):
        ask(finished, target=Target(file))
    assert (file.read_text(), events(finished)) == ("kept", [])
    ask(finished, target=Target(file, force=True))
    assert file.read_text().startswith(",".join(COLUMNS))
    assert stat.S_IMODE(file.stat().st_mode) == 0o600


def change_source(root: Path) -> None:
    (root / "corpora/trial/transcripts/A01.txt").write_text(ADA + "P: Then Jonquil left.\n")


def change_roster(root: Path) -> None:
    with (root / "corpora/trial/roster.csv").open("a") as roster:
        roster.write("A01,PERSON,Jonquil,sister,\n")


def add_source(root: Path) -> None:
    (root / "corpora/trial/transcripts/D04.txt").write_text(ADA)


def lose_identities(root: Path) -> None:
    (root / "outputs/identified/identities.jsonl").unlink()


@pytest.mark.parametrize("spoil", [change_source, change_roster, add_source, lose_identities])
def test_of_another_state_nothing_is_suggested(
    finished: Path, spoil: Callable[[Path], None]
) -> None:
    spoil(finished)
    with pytest.raises(InputError) as caught:
        ask(finished)
    assert caught.value.next_step == "voices run"
    assert not any(secret in str(caught.value) for secret in SECRETS)
    assert events(finished) == []


def test_before_the_first_run_nothing_is_suggested(small_study: Path) -> None:
    with pytest.raises(InputError, match="not run yet") as caught:
        ask(small_study)
    assert caught.value.next_step == "voices run"
    assert not (small_study / "records").exists()


def test_a_participant_who_is_not_there(finished: Path) -> None:
    with pytest.raises(InputError, match="no participant 'Z99'"):
        ask(finished, "A01", "Z99")


HOSTILE = [
    '=cmd|"/c calc"!A1',
    "+44",
    "-Jo",
    "@jo",
    "\tJo",
    'Jo "the\r\nBus" Pugh',
    "Jo, Pugh",
    "’Obi",
]


def written(path: Path, *entries: RosterEntry, doubtful: bool = False) -> str:
    suggestions = tuple(
        Suggestion(
            identity="E1",
            entry=entry,
            found=1,
            transcripts=("P01",),
            sure=1,
            perhaps=(),
            doubtful=doubtful,
            why="",
        )
        for entry in entries
    )
    _write(Target(path), suggestions)
    return path.read_text("utf-8") if path.exists() else ""


@given(role=st.sampled_from([*HOSTILE, "sister"]), also=st.lists(st.sampled_from(HOSTILE)))
def test_no_cell_is_a_formula_or_breaks_the_table(
    tmp_path_factory: pytest.TempPathFactory, role: str, also: list[str]
) -> None:
    path = tmp_path_factory.mktemp("hostile") / "found.csv"
    entries = [
        RosterEntry(
            participant=f"P{n:02d}", kind=Kind.PERSON, words=one, role=role, also=tuple(also)
        )
        for n, one in enumerate(HOSTILE)
    ]
    text = written(path, *entries)
    for cells in csv.reader(text.splitlines()):
        assert len(cells) == len(COLUMNS)
        assert not any(cell.lstrip().startswith(("=", "+", "-", "@")) for cell in cells)
    assert len(read_roster(path, "found.csv", {one.participant for one in entries})) == len(HOSTILE)


def test_hostile_names_of_a_transcript_become_a_roster_that_reads(make_study: StudyMaker) -> None:
    talk = PRIYA.replace("Zebedee", '=Zebedee | "Zeb"').replace("Oakhanger", "@Oakhanger")
    root = make_study({"C03.txt": talk}, roster=ROSTER)
    go(root)
    file = root / "found.csv"
    assert ask(root, target=Target(file)).written
    known = set(open_study(root).participants)
    assert read_roster(file, "found.csv", known)
    (root / "corpora/trial/roster.csv").write_text(
        ROSTER + file.read_text("utf-8").partition("\n")[2]
    )
    go(root)
    assert all(one.perhaps for one in ask(root).suggestions)


def test_what_may_be_no_name_is_not_written(tmp_path: Path) -> None:
    entry = RosterEntry(participant="P01", kind=Kind.PERSON, words="basket", role="")
    assert written(tmp_path / "one.csv", entry, doubtful=True) == ""
    assert "basket" in written(tmp_path / "two.csv", entry)
