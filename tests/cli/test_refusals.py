"""Everything that can go wrong has its exit code, its next step, and no word of a transcript."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import click
import pytest
from filelock import FileLock

from pipeline.cli import explain, status
from pipeline.cli import main as program
from pipeline.cli.main import COMMANDS
from pipeline.cli.shown_first import ShownFirst
from pipeline.errors import ExitCode
from pipeline.run import runner
from pipeline.run.work import identified
from tests.cli.saying import Said, Voices, names_nobody
from tests.ready import SECRETS, everything, lay_out
from tests.studies import ADA

SECRET = "Casimir Thrale, 07700 900321"


def told(said: Said, code: ExitCode) -> bool:
    """Whether a failure has its code, says what to do next, and names nobody."""
    return (
        said.code == code
        and said.err.startswith("Error: ")
        and "Traceback" not in said.all
        and names_nobody(said)
    )


UNKNOWN = [
    (("log", "Z99"), ExitCode.INPUT),
    (("explain", "Z99"), ExitCode.INPUT),
    (("approve", "Z99"), ExitCode.GATE),
    (("approve", "A01", "Z99"), ExitCode.GATE),
    (("approve", "../drafts/A01"), ExitCode.GATE),
    (("approve", "--codings", "Z99"), ExitCode.GATE),
    (("approve",), ExitCode.INPUT),
    (("approve", "--codings"), ExitCode.INPUT),
    (("rule", "keep", "Z99", "1", "0:2"), ExitCode.INPUT),
    (("rule", "keep", "A01", "99", "0:2"), ExitCode.INPUT),
    (("rule", "keep", "A01", "1", "0:9999"), ExitCode.INPUT),
    (("rule", "same", "E00001", "E99999"), ExitCode.INPUT),
    (("rule", "same", "E00001", "E00001"), ExitCode.INPUT),
    (("rule", "replacement", "E99999", "[x]"), ExitCode.INPUT),
    (("rule", "replacement", "E00001", "Casimir"), ExitCode.INPUT),
    (("quotes", "--code", "no-such-code"), ExitCode.INPUT),
    (("key", "reveal", "E99999"), ExitCode.INPUT),
    (("withdraw", "Z99", "--because", "asked", "--yes"), ExitCode.INPUT),
]


@pytest.mark.parametrize(("arguments", "code"), UNKNOWN, ids=lambda one: str(one))
def test_what_is_not_there(
    voices: Voices, finished: Path, arguments: tuple[str, ...], code: ExitCode
) -> None:
    before = everything(finished)
    said = voices(*arguments, study=finished)
    assert told(said, code)
    assert "Next: " in said.err
    assert everything(finished) == before


USAGE = [
    ("no-such-command",),
    ("status", "--no-such-option"),
    ("rule", "keep", "A01", "1", "9:2"),
    ("rule", "keep", "A01", "1", "4"),
    ("rule", "keep", "A01", "1", "-1:4"),
    ("rule", "keep", "A01", "0", "0:4"),
    ("rule", "identifies", "A01", "1", "0:4"),
    ("rule", "identifies", "A01", "1", "0:4", "--kind", "ALIEN"),
    ("approve", "A01", "--reject"),
    ("log", "--kind", "ALIEN"),
    ("quotes", "--max-words", "0"),
    ("quotes", "--polarity", "perhaps"),
    ("new",),
    ("key", "reveal"),
    ("withdraw", "A01"),
    ("withdraw", "--because", "asked"),
]


@pytest.mark.parametrize("arguments", USAGE, ids=" ".join)
def test_what_was_typed_wrongly(
    voices: Voices, finished_once: Path, arguments: tuple[str, ...]
) -> None:
    said = voices(*arguments, *(() if arguments[0] == "new" else ("--study", str(finished_once))))
    assert said.code == ExitCode.USAGE
    assert "Usage: voices" in said.err


GROUPS = (
    "new", "roster", "rule", "key", "withdraw", "codebook", "code", "memo", "sheet", "sample",
    "check-draft",
)  # fmt: skip
INSIDE = [name for name in COMMANDS if name not in GROUPS]
TYPED = [(name,) for name in INSIDE] + [
    ("roster", "suggest"),
    ("rule", "keep", "A01", "1", "0:2"),
    ("withdraw", "A01", "--because", "asked"),
    ("codebook", "check"),
    ("code", "add", "A01", "2", "0:2", "moving-house"),
    ("memo", "list"),
    ("key", "status"),
    ("key", "reveal", "E00001"),
    ("sheet", "export", "codings", "--out", "sheet.xlsx"),
    ("sample", "draw"),
    ("sample", "estimate"),
]


@pytest.mark.parametrize("arguments", TYPED, ids=" ".join)
def test_outside_a_study(
    voices: Voices, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, arguments: tuple[str, ...]
) -> None:
    monkeypatch.chdir(tmp_path)
    said = voices(*arguments)
    assert told(said, ExitCode.SETTINGS)
    assert "voices new PATH" in said.err
    assert list(tmp_path.iterdir()) == []


def test_a_study_that_is_not_there_is_not_another_one(voices: Voices, finished: Path) -> None:
    """A mistyped folder inside a study must not be taken for that study."""
    said = voices("status", "--study", str(finished / "no-such-study"))
    assert said.code in (ExitCode.USAGE, ExitCode.SETTINGS)
    assert "A trial" not in said.out


def spoil(root: Path, file: str, old: str, new: str) -> None:
    path = root / file
    path.write_text(path.read_text().replace(old, new))


SPOILT = {
    "an unknown key": ("config/study.yaml", "title:", "titel:", "did you mean 'title'"),
    "a key twice": ("config/study.yaml", "title:", "corpus: x\ntitle:", "stands twice"),
    "no YAML": ("config/study.yaml", "title: A trial", "title: [A trial", "line "),
    "a tab": ("config/study.yaml", "title:", "\ttitle:", "tab"),
    "an unknown engine": ("config/study.yaml", "in-process", "gas", "engine"),
    "a waiver without a reason": (
        "config/study.yaml", "waived_because: a test\n", "", "waived_because",
    ),
    "a policy that lacks a kind": ("config/identifiers.yaml", "  AGE:", "  AGGE:", "line "),
    "no corpus": ("config/study.yaml", "corpus: trial", "corpus: elsewhere", "corpora/elsewhere"),
    "a spoilt codebook": ("config/codebook.yaml", "families:", "familes:", "config/codebook.yaml"),
}  # fmt: skip


@pytest.mark.parametrize("what", SPOILT)
def test_a_spoilt_setting_is_told_by_file(voices: Voices, finished: Path, what: str) -> None:
    file, old, new, expected = SPOILT[what]
    spoil(finished, file, old, new)
    said = voices("run", study=finished)
    assert told(said, ExitCode.SETTINGS)
    assert expected in said.err
    assert file in said.err


@pytest.mark.parametrize("name", ["identifiers", "codebook", "quotes"])
def test_a_missing_setting_is_told_by_file(voices: Voices, finished: Path, name: str) -> None:
    (finished / "config" / f"{name}.yaml").unlink()
    said = voices("run", study=finished)
    assert told(said, ExitCode.SETTINGS)
    assert f"config/{name}.yaml" in said.err


def test_a_spoilt_roster_stops_everything(voices: Voices, finished: Path) -> None:
    spoil(finished, "corpora/trial/roster.csv", "PERSON,Ada", "ALIEN,Ada")
    said = voices("run", study=finished)
    assert told(said, ExitCode.INPUT)
    assert "row 2" in said.err


def test_a_refused_file_has_its_code_and_the_others_run(voices: Voices, finished: Path) -> None:
    bad = finished / "corpora/trial/transcripts/Ada Brackenbury.docx"
    bad.write_bytes(b"PK\x03\x04" + ADA.encode())
    said = voices("run", study=finished)
    assert said.code == ExitCode.INPUT
    assert "Refused at 'read'" in said.err
    assert names_nobody(said)
    data = voices("run", "--json", study=finished)
    assert data.code == ExitCode.INPUT
    assert [(row["item"], row["stage"]) for row in data.json["refused"]] == [("T01", "read")]
    for arguments in (("status",), ("explain", "T01"), ("explain",)):
        said = voices(*arguments, study=finished)
        assert said.code == 0
        assert names_nobody(said)
    bad.unlink()
    assert voices("run", study=finished).code == 0


def test_a_row_without_its_file_has_its_code_and_the_others_run(
    voices: Voices, finished: Path
) -> None:
    table = "participant,file,consent\nA01,A01.txt,archive\nB02,Casimir Thrale.txt,archive\n"
    (finished / "corpora/trial/participants.csv").write_text(table)
    said = voices("run", study=finished)
    assert said.code == ExitCode.INPUT
    assert "row 3" in said.err
    assert names_nobody(said)


@pytest.mark.parametrize("arguments", [("status",), ("explain",), ("log", "--verify"), ("run",)])
def test_a_damaged_journal(voices: Voices, finished: Path, arguments: tuple[str, ...]) -> None:
    path = finished / "records/journal.jsonl"
    path.write_bytes(path.read_bytes().replace(b'"done"', b'"dome"', 1))
    before = everything(finished)
    said = voices(*arguments, study=finished)
    assert told(said, ExitCode.JOURNAL)
    assert "line " in said.err
    assert everything(finished) == before


def test_a_vault_without_its_key(voices: Voices, finished: Path) -> None:
    (finished / "vault/study.key").unlink()
    source = finished / "corpora/trial/transcripts/B02.txt"
    source.write_text(source.read_text() + "I: Thank you.\n")
    said = voices("run", study=finished)
    assert told(said, ExitCode.VAULT)
    assert not (finished / "vault/study.key").exists(), "a new key would open nothing"
    assert voices("doctor", study=finished).code == ExitCode.INPUT


@pytest.mark.parametrize("arguments", [("status",), ("key", "status"), ("run",), ("doctor",)])
def test_a_vault_that_is_none(voices: Voices, finished: Path, arguments: tuple[str, ...]) -> None:
    (finished / "vault/vault.bin").write_bytes(b"something else")
    said = voices(*arguments, study=finished)
    assert said.code in (ExitCode.OK, ExitCode.INPUT, ExitCode.VAULT)
    assert "Traceback" not in said.all
    if arguments == ("doctor",):
        assert (said.code, "FAULT" in said.out) == (ExitCode.INPUT, True)


@pytest.mark.parametrize(
    "arguments", [("run",), ("approve", "A01"), ("rule", "keep", "A01", "1", "0:2")]
)
def test_while_another_command_writes(
    voices: Voices, waiting: Path, arguments: tuple[str, ...]
) -> None:
    before = everything(waiting)
    with FileLock(waiting / "records/lock"):
        said = voices(*arguments, study=waiting)
    assert told(said, ExitCode.BUSY)
    assert everything(waiting) == before


def test_before_the_first_run(voices: Voices, tmp_path: Path) -> None:
    root = lay_out(tmp_path / "study")
    expected = {
        ("log",): ExitCode.OK,
        ("log", "A01"): ExitCode.INPUT,
        ("quotes",): ExitCode.INPUT,
        ("approve", "A01"): ExitCode.GATE,
        ("rule", "keep", "A01", "1", "0:2"): ExitCode.INPUT,
        ("rule", "same", "E00001", "E00002"): ExitCode.INPUT,
        ("key", "status"): ExitCode.OK,
        ("key", "reveal", "E00001"): ExitCode.VAULT,
        ("doctor",): ExitCode.OK,
        ("log", "--verify"): ExitCode.OK,
    }
    found = {arguments: voices(*arguments, study=root).code for arguments in expected}
    assert found == expected
    assert not (root / "outputs").exists()
    assert not (root / "vault").exists()


# --- faults of the program -----------------------------------------------------------------------


def failing(error: BaseException) -> object:
    def fail(*args: object, **kwargs: object) -> None:
        raise error

    return fail


UNFORESEEN = [
    RuntimeError(SECRET),
    KeyError(SECRET),
    ValueError(f"could not convert: {SECRET!r}"),
    OSError(2, "No such file", f"/home/{SECRET}.docx"),
    UnicodeDecodeError("utf-8", SECRET.encode(), 0, 1, SECRET),
    ExceptionGroup(SECRET, [ValueError(SECRET)]),
    MemoryError(SECRET),
    RecursionError(SECRET),
]


@pytest.mark.parametrize("error", UNFORESEEN, ids=lambda one: type(one).__name__)
def test_an_unforeseen_error_prints_nothing_of_its_message(
    voices: Voices, finished_once: Path, monkeypatch: pytest.MonkeyPatch, error: BaseException
) -> None:
    monkeypatch.setattr(status, "standing", failing(error))
    said = voices("status", study=finished_once)
    assert said.code == ExitCode.INTERNAL
    assert names_nobody(said)
    assert "Traceback" not in said.all
    assert type(error).__name__ in said.err
    assert "report it" in said.err


def test_an_unforeseen_error_chained_to_another_prints_neither(
    voices: Voices, finished_once: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*args: object) -> None:
        try:
            raise ValueError(SECRET)
        except ValueError as error:
            raise RuntimeError(SECRET) from error

    monkeypatch.setattr(explain, "standing", fail)
    said = voices("explain", study=finished_once)
    assert said.code == ExitCode.INTERNAL
    assert names_nobody(said)


@pytest.mark.parametrize("where", ["read_transcript", "detect", "replace", "check_replacements"])
def test_an_unforeseen_error_in_one_transcript_refuses_it_alone_and_silently(
    voices: Voices, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, where: str
) -> None:
    root = lay_out(tmp_path / "study")
    real = getattr(identified, where)

    def fail(*args: object, **kwargs: object) -> object:
        if "A01" in repr((args, kwargs)):
            raise RuntimeError(SECRET)
        return real(*args, **kwargs)

    monkeypatch.setattr(identified, where, fail)
    said = voices("run", study=root)
    assert said.code == ExitCode.INPUT
    assert names_nobody(said)
    assert "RuntimeError" in said.err
    assert (root / "outputs/anonymised/transcripts/B02.txt").exists()
    assert not (root / "outputs/anonymised/transcripts/A01.txt").exists()
    assert not any(secret in (root / "records/journal.jsonl").read_text() for secret in SECRETS)


def test_an_unforeseen_error_about_the_whole_study_stops_it_silently(
    voices: Voices, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    root = lay_out(tmp_path / "study")
    monkeypatch.setattr(identified, "decide", failing(RuntimeError(SECRET)))
    said = voices("run", study=root)
    assert said.code == ExitCode.INTERNAL
    assert names_nobody(said)
    assert not (root / "outputs/anonymised/transcripts").exists()
    monkeypatch.undo()
    assert voices("run", study=root).code == 0, "the next run goes on"


@pytest.mark.parametrize("error", [KeyboardInterrupt(), click.exceptions.Abort()])
def test_an_interrupted_run_says_how_to_go_on(
    voices: Voices, finished_once: Path, monkeypatch: pytest.MonkeyPatch, error: BaseException
) -> None:
    monkeypatch.setattr(runner, "open_study", failing(error))
    said = voices("run", study=finished_once)
    assert said.code == ExitCode.INTERRUPTED
    assert "voices run" in said.err


def test_the_program_exits_with_the_code(finished_once: Path) -> None:
    with pytest.raises(SystemExit) as caught:
        program.main(["log", "Z99", "--study", str(finished_once)])
    assert caught.value.code == ExitCode.INPUT


# --- what messages promise -----------------------------------------------------------------------


def test_every_command_that_a_message_names_exists(repository: Path) -> None:
    """Next steps, help and settings name commands and options: each must be there to type."""
    pattern = re.compile(r"voices ([a-z]+(?:-[a-z]+)*)((?: (?:--[a-z-]+|[a-z]+|[A-Z]+))*)")
    unknown = []
    files = [*(repository / "pipeline").rglob("*.py"), *(repository / "config").glob("*.yaml")]
    for path in sorted(files):
        for match in pattern.finditer(path.read_text("utf-8")):
            before = path.read_text("utf-8")[: match.start()]
            marked = before.endswith(("`", "``", '"', "'", "type: ", "see ", "then ", ": ", "  "))
            if marked and (fault := _fault(match[1], match[2].split())):
                unknown.append(f"{path.relative_to(repository)}: {match[0]} ({fault})")
    assert unknown == []


def _fault(name: str, rest: list[str]) -> str:
    command = program.voices.get_command(click.Context(program.voices), name)
    if command is None:
        return "no such command"
    if isinstance(command, click.Group) and rest and rest[0].islower() and rest[0][0] != "-":
        inner = command.commands.get(rest[0])
        if inner is None:
            return ""  # prose: 'voices rule on each'
        command = inner
    elif isinstance(command, ShownFirst):
        command = command.commands["show"]
    options = {option for one in command.params for option in one.opts} | {"--help"}
    missing = [one for one in rest if one.startswith("--") and one not in options]
    return f"no option {missing[0]}" if missing else ""


def test_every_exit_code_is_documented(repository: Path) -> None:
    page = repository / "docs" / "commands.md"
    if not page.exists():
        pytest.skip("the page is not written yet")
    text = page.read_text("utf-8")
    assert [code for code in ExitCode if not re.search(rf"(?<!\d){code.value}(?!\d)", text)] == []


def test_removing_outputs_loses_nothing(voices: Voices, finished: Path) -> None:
    before = {name: data for name, data in everything(finished).items() if "outputs/" in name}
    shutil.rmtree(finished / "outputs")
    assert voices("run", study=finished).code == 0
    assert {
        name: data for name, data in everything(finished).items() if "outputs/" in name
    } == before
