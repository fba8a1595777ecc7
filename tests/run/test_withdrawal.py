"""A participant withdraws: nothing of hers is left, nothing of the others changes."""

from __future__ import annotations

import codecs
import json
import shutil
from pathlib import Path

import pytest

from pipeline.errors import GateError, InputError, JournalError, VaultError
from pipeline.identified.naming import name_everybody
from pipeline.identified.pseudonyms import Wanted, pools
from pipeline.identified.resolve import Register
from pipeline.identified.vault import Contents, KeyFile, open_vault, retired_mark
from pipeline.identified.victims import VictimNames, number_victims, victim_label
from pipeline.run import withdrawal
from pipeline.run.journal import Journal
from pipeline.run.judging import judge_codings
from pipeline.run.review import approve_transcripts, rule_on_passage
from pipeline.run.runner import Report, run
from pipeline.run.standing import standing
from pipeline.run.study import open_study
from pipeline.run.tables import drop_rows
from pipeline.run.withdrawal import plan, withdraw
from pipeline.run.withdrawn import COMPLETED, parse_withdrawn, withdrawal_lines
from pipeline.values.identifiers import Kind, RosterEntry, RulingKind
from pipeline.values.records import EntryKind
from pipeline.values.spans import Span
from tests.identified.building import POLICY
from tests.ready import everything
from tests.studies import StudyMaker, configure
from tests.test_canary import text_of

HERS = """\
I: Thanks for coming in, Philippa. Whereabouts were you living?
P: In Ludlow, with my sister Jonquil. I changed my route to work every single day because of him.
I: And how did you know Ludovic?
P: Ludovic Askrigg, his name is. He kept ringing me, night and day, about the marmalade.
I: Did you tell the police?
P: I rang 101 and DC Rupert Umberslade came out, and he said it was just texts, a \
kaleidoscope of them. My number's 07700 900321.
"""
HIS = """\
I: Can you tell me what changed?
P: I stopped going to the gym. I was looking over my shoulder all the time, Ben Quillfeather style.
I: And at home?
P: We changed the locks, and I put cameras up. DC Umberslade said so. It cost me a fortune, out of \
my own pocket. vantongeren was in the same group.
"""
THIRDS = """\
I: What did you change?
P: I changed my number three times. Well, Corisande, I said to myself, change your route as well.
I: Did you tell anybody?
P: I told Tobias, my brother. I was frightened to go out on my own at night.
"""
ROSTER = """\
participant,kind,words,role,also
A01,PERSON,Philippa Vantongeren,victim,Philippa
A01,PERSON,Ludovic Askrigg,stalker,Ludovic
B02,PERSON,Ben Quillfeather,victim,Ben
,PERSON,Umberslade,officer,
"""
CANARIES = (
    "philippa", "jonquil", "ludovic", "askrigg", "ludlow", "rupert", "900321", "kaleidoscope",
    "marmalade",
)  # fmt: skip
"""Words and names that stand in her interview alone."""
SOURCE = "corpora/trial/transcripts/A01.txt"


@pytest.fixture(scope="session")
def study_once(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Three interviews, run to the end. Not to be changed."""
    root = tmp_path_factory.mktemp("withdrawal") / "study"
    sources = root / "corpora" / "trial" / "transcripts"
    sources.mkdir(parents=True)
    participants = "participant,file,consent\n"
    for id, text in (("A01", HERS), ("B02", HIS), ("C03", THIRDS)):
        (sources / f"{id}.txt").write_text(text)
        participants += f"{id},{id}.txt,anonymised quote\n"
    (sources.parent / "participants.csv").write_text(participants)
    (sources.parent / "roster.csv").write_text(ROSTER)
    configure(root)
    go(root)
    return root


@pytest.fixture
def study(study_once: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(study_once, tmp_path / "study"))


def key(root: Path) -> KeyFile:
    return KeyFile(root / "vault" / "study.key")


def go(root: Path) -> Report:
    return run(root, key(root))


def leave(root: Path, id: str = "A01", *, delete_source: bool = False) -> Report:
    withdraw(root, id, "JS", "asked", key(root), delete_source=delete_source)
    return go(root)


def vault(root: Path) -> Contents:
    return open_vault(root / "vault" / "vault.bin", key(root)).contents


def journal(root: Path) -> Journal:
    return Journal(root / "records" / "journal.jsonl")


def traces(root: Path, *spared: str) -> list[str]:
    """Where a canary stands, the vault's content included (numbers, not words, are shown)."""
    texts = {name: text_of(root / name) for name in everything(root) if name not in spared}
    texts |= {f"name of {name}": name for name in texts}
    texts["vault, opened"] = vault(root).model_dump_json()
    return [
        f"{name}: canary {number}"
        for name, text in texts.items()
        for number, canary in enumerate(CANARIES)
        if canary in text.casefold()
    ]


def of_others(root: Path) -> dict[str, bytes]:
    files = everything(root)
    return {
        name: data
        for name, data in files.items()
        if name.startswith("outputs/") and Path(name).stem in ("B02", "C03")
    }


def test_the_canaries_sing_before_she_leaves(study: Path) -> None:
    found = " ".join(traces(study))
    assert all(f"canary {number}" in found for number in range(len(CANARIES)))
    for place in ("identities.jsonl", "drafts", "codings", "quotes.csv", "quotes.xlsx", "vault, o"):
        assert place in found


def test_nothing_of_hers_is_left_but_what_people_brought(study: Path) -> None:
    number = vault(study).victims["A01"]
    (victim,) = [one for one in vault(study).identities if "Philippa" in one.forms]
    assert victim.replacement
    report = leave(study)
    assert report.refused == []
    assert traces(study, SOURCE, "corpora/trial/roster.csv") == []
    kept = vault(study)
    assert "A01" not in kept.victims
    assert "A01" not in {one.participant for one in kept.identities}
    assert victim.replacement not in kept.model_dump_json()
    outputs = {name: text for name in everything(study) if name.startswith("outputs/")
               for text in [text_of(study / name)]}  # fmt: skip
    assert [name for name, text in outputs.items() if "A01" in text + name] == []
    assert [name for name, text in outputs.items() if f"Victim {number}," in text] == []
    assert [name for name, text in outputs.items() if victim.replacement in text] == []


def test_what_her_rulings_taught_goes_at_once_and_is_made_again_without_her(study: Path) -> None:
    learnt = study / "outputs" / "anonymised" / "learnt.json"
    assert learnt.exists()
    withdraw(study, "A01", "JS", "asked", key(study), delete_source=False)
    assert not learnt.exists()
    go(study)
    assert learnt.exists()


def test_with_her_source_nothing_is_left_anywhere(study: Path) -> None:
    leave(study, delete_source=True)
    assert traces(study) == []
    assert not (study / SOURCE).exists()
    tables = study / "corpora" / "trial"
    assert "A01" not in (tables / "participants.csv").read_text()
    assert (tables / "roster.csv").read_text() == "".join(
        line for line in ROSTER.splitlines(keepends=True) if not line.startswith("A01")
    )
    assert "A01" not in (study / "vault" / "documents.json").read_text()
    assert go(study).ran == {}


def test_nothing_of_the_others_changes(study: Path) -> None:
    before, numbers = of_others(study), vault(study).victims
    others = [one for one in vault(study).identities if one.participant in ("B02", "C03")]
    assert len(before) > 15
    leave(study)
    assert of_others(study) == before
    assert vault(study).victims == {id: n for id, n in numbers.items() if id != "A01"}
    after = {one.id: one for one in vault(study).identities}
    assert [after[one.id] for one in others] == others
    sources = study / "corpora" / "trial" / "transcripts"
    assert (sources / "A01.txt").read_text() == HERS


def test_counts_and_bases_are_without_her(study: Path) -> None:
    def base() -> set[int]:
        book = json.loads((study / "outputs/quotable/book.json").read_text())
        assert book["spreads"]
        return {spread["base"] for spread in book["spreads"]}

    assert base() == {3}
    leave(study)
    assert base() == {2}


def test_a_shared_officer_stays_as_the_others_know_him(study: Path) -> None:
    def officer() -> tuple[str, set[str], str]:
        (one,) = [one for one in vault(study).identities if "Umberslade" in one.forms]
        return one.id, {form.casefold() for form in one.forms}, one.replacement

    id, forms, replacement = officer()
    assert any("rupert" in form for form in forms)
    leave(study)
    assert officer()[0] == id
    assert officer()[2] == replacement
    assert officer()[1]
    assert not any("rupert" in form for form in officer()[1])


def test_her_name_in_another_interview_stays_covered(study: Path) -> None:
    """Nothing but her roster row made it known there: her leaving must not uncover it."""
    draft = study / "outputs/identified/drafts/B02.txt"
    before = draft.read_text()
    assert "vantongeren" in HIS
    assert "vantongeren" not in before.casefold()
    leave(study)
    assert draft.read_text() == before
    (study / "outputs/identified/decisions/B02.jsonl").unlink()
    go(study)
    assert draft.read_text() == before
    leave(study, "B02")  # and with that interview it goes
    assert "vantongeren" not in vault(study).model_dump_json().casefold()


def test_the_journal_keeps_a_tombstone_and_its_past(study: Path) -> None:
    path = study / "records" / "journal.jsonl"
    past = path.read_bytes()
    leave(study)
    assert path.read_bytes().startswith(past)
    entries = journal(study).entries
    (tombstone,) = [one for one in entries if one.kind is EntryKind.WITHDRAWAL]
    body = tombstone.body
    assert (body["participant"], body["by"], body["because"]) == ("A01", "JS", "asked")
    assert list(body["transcripts"]) == ["A01"]
    assert len(body["transcripts"]["A01"]) == 1
    assert [one.body["what"] for one in entries if one.kind is EntryKind.EVENT][-1] == COMPLETED


def test_twice_is_once(study: Path) -> None:
    leave(study)
    before = everything(study)
    report = leave(study)
    assert report.ran == {}
    assert everything(study) == before


def test_her_source_can_go_later(study: Path) -> None:
    leave(study)
    leave(study, delete_source=True)
    assert traces(study) == []
    assert not open_study(study).withdrawn.unfinished
    (study / SOURCE).write_text(HERS)  # brought back from a backup
    assert "A01" not in open_study(study).documents


def stopped(*_: object) -> None:
    raise KeyboardInterrupt


def test_killed_after_the_journal_the_next_run_ends_it(
    study: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = of_others(study)
    with monkeypatch.context() as patched:
        patched.setattr(withdrawal, "delete_unfinished", stopped)
        with pytest.raises(KeyboardInterrupt):
            withdraw(study, "A01", "JS", "asked", key(study), delete_source=True)
    assert (study / "outputs/identified/drafts/A01.txt").exists()
    assert open_study(study).withdrawn.unfinished == {"A01"}
    with pytest.raises(InputError, match="voices run"):
        judge_codings(study, ["B02"], "JS", reject=False)
    go(study)
    assert traces(study) == []
    assert of_others(study) == before
    assert not open_study(study).withdrawn.unfinished


@pytest.mark.parametrize("stage", ["decide", "replace", "log", "quote", "export"])
def test_killed_in_any_later_stage_the_next_run_ends_it(
    study: Path, stage: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = of_others(study)
    withdraw(study, "A01", "JS", "asked", key(study))
    seen: list[str] = []

    def progress(name: str, done: int, total: int) -> None:
        seen.append(name)
        if name == stage:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        run(study, key(study), progress)
    assert open_study(study).withdrawn.unfinished
    go(study)
    assert traces(study, SOURCE, "corpora/trial/roster.csv") == []
    assert of_others(study) == before
    assert not open_study(study).withdrawn.unfinished


def without_her_rows(root: Path) -> None:
    for name in ("participants.csv", "roster.csv"):
        drop_rows(root / "corpora" / "trial" / name, "A01")


def test_her_file_is_not_read_though_her_rows_are_gone(study: Path) -> None:
    leave(study)
    without_her_rows(study)
    assert go(study).refused == []
    assert sorted(open_study(study).documents) == ["B02", "C03"]


def test_her_file_is_not_read_under_another_name(study: Path) -> None:
    leave(study)
    without_her_rows(study)
    (study / SOURCE).rename(study / "corpora/trial/transcripts/New interview.txt")
    go(study)
    assert sorted(open_study(study).documents) == ["B02", "C03"]
    assert not list((study / "outputs").rglob("T01*"))


def test_an_earlier_version_of_her_file_is_not_read(study: Path) -> None:
    sources = study / "corpora" / "trial" / "transcripts"
    (study / SOURCE).write_text(HERS.replace("marmalade", "jam"))
    go(study)
    leave(study, delete_source=True)
    (sources / "Backup of an interview.txt").write_text(HERS)
    assert sorted(open_study(study).documents) == ["B02", "C03"]


def test_her_altered_file_is_known_by_its_name(make_study: StudyMaker) -> None:
    root = make_study(
        {"Philippa talks.txt": HERS, "B02.txt": HIS},
        participants="participant,file,consent\nA01,Philippa talks.txt,none\n",
    )
    go(root)
    leave(root)
    assert "Philippa" not in (root / "vault" / "documents.json").read_text()
    drop_rows(root / "corpora" / "trial" / "participants.csv", "A01")
    (root / "corpora/trial/transcripts/Philippa talks.txt").write_text(HERS + "I: Thank you.\n")
    assert sorted(open_study(root).documents) == ["B02"]


def test_her_id_is_given_to_nobody_else(make_study: StudyMaker) -> None:
    root = make_study({"One interview.txt": HERS, "B02.txt": HIS})
    go(root)
    assert sorted(open_study(root).documents) == ["B02", "T01"]
    leave(root, "T01", delete_source=True)
    (root / "corpora/trial/transcripts/Another interview.txt").write_text(THIRDS)
    go(root)
    assert sorted(open_study(root).documents) == ["B02", "T02"]


def test_all_interviews_of_a_participant_go(make_study: StudyMaker) -> None:
    root = make_study(
        {"one.txt": HERS, "two.txt": THIRDS, "B02.txt": HIS},
        participants="participant,file,consent\nA01,one.txt,none\nA01,two.txt,none\n",
    )
    go(root)
    with pytest.raises(InputError, match="voices withdraw A01"):
        plan(root, "A01-2", key(root))
    leave(root)
    assert list(open_study(root).documents) == ["B02"]
    assert not [name for name in everything(root) if "A01" in name]


def test_the_only_participant_can_leave(make_study: StudyMaker) -> None:
    root = make_study({"A01.txt": HERS}, roster=ROSTER.splitlines()[0] + "\n")
    go(root)
    leave(root, delete_source=True)
    assert traces(root) == []


def test_a_participant_whose_file_is_gone_already_leaves_the_vault(study: Path) -> None:
    (study / SOURCE).unlink()
    without_her_rows(study)
    go(study)
    assert "philippa" in vault(study).model_dump_json().casefold()
    leave(study)
    assert traces(study) == []


def test_who_withdrew_is_refused_everywhere(study: Path) -> None:
    leave(study)
    with pytest.raises(GateError, match="withdrew on"):
        approve_transcripts(study, ["A01"], "JS")
    with pytest.raises(GateError, match="withdrew on"):
        judge_codings(study, ["A01"], "JS", reject=False)
    with pytest.raises(InputError, match="withdrew on"):
        rule_on_passage(study, RulingKind.KEEP, "A01", 2, Span(start=0, end=2), "JS")
    assert "A01" not in {step.item for step in standing(study)[1]}


@pytest.mark.parametrize("id", ["Z99", "", "a01", "../B02", "A01-2"])
def test_who_is_not_there_cannot_leave(study: Path, id: str) -> None:
    before = everything(study)
    with pytest.raises(InputError, match="there is no participant"):
        withdraw(study, id, "JS", "asked", key(study))
    assert everything(study) == before


REASONS = [
    "Philippa asked", "she fears ludovic", "ASKRIGG found out", "Jonquil wrote", "of Umberslade's",
    "rang from 07700 900321", "wrote from a@b.example", "two\nlines", " ", "", "x" * 201,
]  # fmt: skip


@pytest.mark.parametrize("because", REASONS)
def test_a_reason_that_tells_is_refused(study: Path, because: str) -> None:
    before = everything(study)
    with pytest.raises(InputError) as error:
        withdraw(study, "A01", "JS", because, key(study))
    assert not any(canary in str(error.value).casefold() for canary in CANARIES)
    assert everything(study) == before


@pytest.mark.parametrize("because", ["safety", "A01 asked by letter, no reason needed"])
def test_a_reason_that_tells_nothing_is_kept(study: Path, because: str) -> None:
    withdraw(study, "A01", "JS", because, key(study))
    assert open_study(study).withdrawn.by_participant["A01"].because == because


def test_without_the_key_nothing_changes(study: Path, tmp_path: Path) -> None:
    before = everything(study)
    with pytest.raises(VaultError):
        withdraw(study, "A01", "JS", "asked", KeyFile(tmp_path / "no.key"))
    assert everything(study) == before


def test_the_plan_changes_nothing_and_counts(study: Path) -> None:
    before = everything(study)
    planned = plan(study, "A01", key(study))
    assert everything(study) == before
    assert planned.sources == 1
    assert planned.shared == 1
    assert planned.strange == 0
    assert {Path(file).stem for file in planned.files} == {"A01"}
    hers = [one for one in vault(study).identities if one.participant == "A01"]
    assert planned.identities == len(hers)
    assert not any(canary in repr(planned).casefold() for canary in CANARIES)


def test_exports_are_told_by_file_and_quote(study: Path) -> None:
    book = json.loads((study / "outputs/quotable/book.json").read_text())
    hers = tuple(quote["id"] for quote in book["quotes"] if quote["participant"] == "A01")
    assert hers
    (study / "outputs/quotable/copy.docx").write_bytes(b"a copy")
    planned = plan(study, "A01", key(study))
    assert {one.file for one in planned.exports} == {
        f"quotable/quotes.{ending}" for ending in ("csv", "xlsx", "md", "docx", "html")
    }
    assert {one.quotes for one in planned.exports} == {hers}
    assert planned.strange == 1
    leave(study)
    assert open_study(study).withdrawn.by_participant["A01"].exports == planned.exports


def test_earlier_exports_are_told_though_their_book_is_gone(study: Path) -> None:
    sources = study / "corpora" / "trial" / "transcripts"
    (sources / "D04.txt").write_text(HIS.replace("a fortune", "four hundred pounds"))
    go(study)
    exports = plan(study, "A01", key(study)).exports
    known = {one.file for one in exports if one.quotes}
    assert len(known) == 5
    assert {one.file for one in exports if not one.quotes} == known


def test_an_export_that_is_the_same_is_told_once(study: Path) -> None:
    before = plan(study, "A01", key(study)).exports
    shutil.rmtree(study / "outputs" / "quotable")
    go(study)
    assert plan(study, "A01", key(study)).exports == before


def test_who_was_never_quoted_has_no_exports(make_study: StudyMaker) -> None:
    root = make_study({"A01.txt": HERS, "B02.txt": HIS}, consent="none")
    go(root)
    assert plan(root, "A01", key(root)).exports == ()


def test_a_retired_pseudonym_is_not_given_again() -> None:
    neutral = list(pools(Wanted()))[-1]
    left = neutral[3]
    retired = {retired_mark("seed", name) for name in neutral if name != left}
    entry = RosterEntry(participant="P01", kind=Kind.PERSON, words="Zebedee Quux", role="victim")
    drawn = []
    for marks in (retired, {*retired, retired_mark("seed", left)}):
        register = Register([])
        person = register.enrol(entry)
        name_everybody(register, VictimNames(POLICY, {}, {"P01": 7}, "seed", marks), [])
        drawn.append(person.replacement)
    assert drawn == [left, "[Victim 7]"]


def test_her_pseudonym_and_number_are_retired(study: Path) -> None:
    number = vault(study).victims["A01"]
    (victim,) = [one for one in vault(study).identities if "Philippa" in one.forms]
    leave(study)
    kept = vault(study)
    words = (victim.replacement, victim_label(number))
    assert kept.retired == {retired_mark(kept.seed, one) for one in words}


def test_a_retired_number_is_not_given_again() -> None:
    free = {n: victim_label(n) for n in range(1, 41)}
    retired = {retired_mark("seed", label) for n, label in free.items() if n != 7}
    assert 7 in number_victims({}, [f"P{n:02d}" for n in range(30)], "seed", retired).values()
    drawn = number_victims({}, [f"P{n:02d}" for n in range(30)], "seed", retired)
    assert len(drawn) == 30
    assert not {retired_mark("seed", victim_label(n)) for n in drawn.values()} & retired


def test_a_withdrawal_that_cannot_be_read_stops_everything(study: Path) -> None:
    leave(study)
    path = study / "records" / "journal.jsonl"
    path.write_bytes(path.read_bytes().replace(b'"participant":"A01","by"', b'"person":"A01","by"'))
    with pytest.raises(JournalError):
        go(study)
    for lines in (b'{"kind":"withdrawal"', b'["withdrawal"]', b'{"kind":"withdrawal","time":"x"}'):
        with pytest.raises(JournalError):
            parse_withdrawn(lines)


TABLES = [
    ("a,participant\n1,A01\n2,B02\n", "a,participant\n2,B02\n"),
    ("participant,a\r\nA01,x\r\nB02,y\r\n", "participant,a\r\nB02,y\r\n"),
    ('participant,a\nA01,"x\ny"\nB02,"x\n A01,y"\n', 'participant,a\nB02,"x\n A01,y"\n'),
    ("Participant ,a\n A01 ,x\n\nA011,y", "Participant ,a\n\nA011,y"),
    ("participant,a\nB02,A01\n", "participant,a\nB02,A01\n"),
    ("participant,a\nA01,x", "participant,a\n"),
]


@pytest.mark.parametrize("mark", [b"", codecs.BOM_UTF8])
@pytest.mark.parametrize(("before", "after"), TABLES)
def test_rows_go_and_no_others(tmp_path: Path, mark: bytes, before: str, after: str) -> None:
    path = tmp_path / "table.csv"
    path.write_bytes(mark + before.encode())
    path.chmod(0o640)
    drop_rows(path, "A01")
    assert path.read_bytes() == mark + after.encode()
    assert path.stat().st_mode & 0o777 == 0o640


def test_the_vault_of_before_opens_still(study: Path) -> None:
    old = json.loads(vault(study).model_dump_json())
    del old["guarded"], old["retired"]
    assert Contents.from_json(json.dumps(old)) == vault(study)
    shutil.rmtree(study / "outputs")
    go(study)


def test_a_ruling_on_a_code_called_withdrawal_is_no_withdrawal(tmp_path: Path) -> None:
    journal = Journal(tmp_path / "journal.jsonl")
    journal.note("memo added", memo="M0001", by="KL", code="isolation-withdrawal")
    assert withdrawal_lines(tmp_path / "journal.jsonl") == b""
    journal.note(COMPLETED, participant="A01")
    assert withdrawal_lines(tmp_path / "journal.jsonl").count(b"A01") == 1
