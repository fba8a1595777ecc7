"""Every identifier of the sample is planted; then everything that must not hold one is searched.

The roster of this study lists every direct identifier of the gold, so that finding is not what is
tested here: what is known must not come out anywhere, by any door.
"""

from __future__ import annotations

import csv
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from pipeline.identified.forms import form_of
from pipeline.identified.known import is_ordinary_word
from pipeline.measure.gold import parse_gold
from pipeline.values.gold import GoldTranscript

ROLES = {"PERSON": "friend", "LOCATION": "town", "ORGANISATION": "shop"}


def gold(repository: Path) -> list[GoldTranscript]:
    folder = repository / "corpora" / "sample" / "gold"
    return [parse_gold(path.read_text("utf-8"), path.name) for path in sorted(folder.glob("*.txt"))]


def planted(transcript: GoldTranscript) -> set[tuple[str, str]]:
    """(kind, words) of every direct identifier, those left out that are an ordinary word."""
    return {
        (entity.kind, turn.text[entity.span.start : entity.span.end])
        for turn in transcript.turns
        for entity in turn.entities
        if entity.directness == "direct"
        and not is_ordinary_word(turn.text[entity.span.start : entity.span.end])
    }


@pytest.fixture(scope="module")
def study(repository: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("canary") / "study"
    for part in ("config", "corpora/sample"):
        shutil.copytree(repository / part, root / part)
    roster = root / "corpora" / "sample" / "roster.csv"
    with roster.open(newline="", encoding="utf-8") as handle:
        listed = [
            (row["participant"], [form_of(one) for one in (row["words"], *row["also"].split("|"))])
            for row in csv.DictReader(handle)
        ]
    with roster.open("a", newline="", encoding="utf-8") as handle:
        rows = csv.writer(handle)
        for transcript in gold(repository):
            participant = transcript.id.replace("S", "P")
            taken = {form for row in listed if row[0] == participant for form in row[1]}
            for kind, words in sorted(planted(transcript)):
                if words[0] not in "=+-@" and form_of(words) not in taken:
                    taken.add(form_of(words))
                    rows.writerow([participant, kind, words, ROLES.get(kind, ""), ""])
    # A file that breaks in the middle of somebody's name must not tell it.
    sources = root / "corpora" / "sample" / "transcripts"
    whole = next(sources.glob("*.vtt")).read_bytes()
    (sources / "cut off Ottoline Quarrie.vtt").write_bytes(b"\xff\xfe" + whole[:301])
    return root


@pytest.fixture(scope="module")
def said(study: Path) -> str:
    """Everything that the commands say, on both channels."""
    told = ""
    for arguments in (
        ["run"],
        ["run", "--json"],
        ["status"],
        ["status", "--json"],
        ["explain"],
        ["log"],
        ["log", "P03"],
        ["log", "P03", "--json"],
        ["quotes"],
        ["quotes", "--json"],
        ["doctor"],
        ["key", "status"],
    ):
        done = subprocess.run(
            [sys.executable, "-m", "pipeline.cli", *arguments, "--study", str(study)],
            capture_output=True,
            text=True,
            check=False,
        )
        told += done.stdout + done.stderr
    return told


def words_in(text: str) -> str:
    return " " + " ".join(form_of(text)) + " "


def found_in(text: str, secrets: set[str]) -> list[str]:
    """Ids of secrets in `text` (their words are not shown, even here)."""
    folded = words_in(text)
    return [f"secret {n}" for n, one in enumerate(sorted(secrets)) if f" {one} " in folded]


@pytest.fixture(scope="module")
def secrets(repository: Path) -> set[str]:
    forms = {
        " ".join(form_of(words))
        for transcript in gold(repository)
        for _, words in planted(transcript)
    }
    return {form for form in forms if len(form) > 3} | {"ottoline", "quarrie"}


def test_the_canaries_are_there(study: Path, said: str, secrets: set[str]) -> None:
    assert len(secrets) > 200
    room1 = "".join(
        path.read_text("utf-8") for path in (study / "outputs/identified").rglob("*.jsonl")
    )
    assert len(found_in(room1, secrets)) > len(secrets) * 0.9
    assert "refused" in said


def test_no_file_outside_room_1_and_the_vault_holds_one(
    study: Path, said: str, secrets: set[str]
) -> None:
    searched = 0
    for path in sorted(study.rglob("*")):
        place = path.relative_to(study).as_posix()
        if not path.is_file() or place.startswith(("corpora/", "outputs/identified/", "vault/")):
            continue
        searched += 1
        assert found_in(text_of(path), secrets) == [], place
        assert found_in(path.name, secrets) == [], place
    assert searched > 30


def text_of(path: Path) -> str:
    """All text of a file, that of zipped office files unpacked."""
    import zipfile

    if zipfile.is_zipfile(path):
        with zipfile.ZipFile(path) as archive:
            parts = [archive.read(name).decode("utf-8", "replace") for name in archive.namelist()]
        return re.sub(r"<[^>]+>", "", "\n".join(parts))
    text = path.read_text("utf-8", "replace")
    return re.sub(r"\\u[0-9a-f]{4}", " ", text)


def test_no_command_says_one(said: str, secrets: set[str]) -> None:
    assert len(said) > 10_000
    assert found_in(said, secrets) == []


def test_the_sealed_vault_holds_none(study: Path, said: str, secrets: set[str]) -> None:
    data = (study / "vault" / "vault.bin").read_bytes()
    # Random bytes hold any four letters sooner or later; eight in a row they do not.
    long = sorted(secret for secret in secrets if len(secret) >= 8)
    assert len(long) > 100
    folded = data.lower()
    assert [n for n, secret in enumerate(long) if secret.encode() in folded] == []


def test_no_value_shows_one_in_its_repr(study: Path, said: str, secrets: set[str]) -> None:
    from pipeline.run.files import read_values
    from pipeline.run.study import open_study
    from pipeline.values.identifiers import Decision, Identity, Mention
    from pipeline.values.texts import Draft, Transcript

    room = study / "outputs" / "identified"
    shown = repr(open_study(study))
    for folder, model in (
        ("transcripts", Transcript),
        ("mentions", Mention),
        ("decisions", Decision),
        ("drafts", Draft),
    ):
        for path in sorted((room / folder).glob("*.jsonl")):
            shown += "".join(repr(value) for value in read_values(path, model))
    shown += "".join(repr(one) for one in read_values(room / "identities.jsonl", Identity))
    assert len(shown) > 100_000
    assert found_in(shown, secrets) == []
