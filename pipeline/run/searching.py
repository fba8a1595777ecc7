"""Does anything that stays in a study's folder hold a known name? Looked for in every file."""

from __future__ import annotations

import csv
import hashlib
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from pipeline.identified.forms import Form, KnownForms, form_of
from pipeline.identified.known import direct_forms, forms_to_find, is_ordinary_form
from pipeline.identified.vault import Contents
from pipeline.run.corpus import load_remembered
from pipeline.run.files import digest, read_value, read_values
from pipeline.run.starting import shipped
from pipeline.run.study import OpenStudy
from pipeline.run.unpacking import LARGEST, unpack
from pipeline.values.identifiers import Action, Decision, Known, Mention
from pipeline.values.records import Found
from pipeline.values.texts import Transcript

NOT_READ = "could not be looked into: packed, encrypted, a picture, sound or a program's own format"
GUESSED = "a word that was guessed to be a name in another interview; here it was left"
LINK = "is a link, which was not followed"
CONFIGURATION = "config/"
CONFIGURATION_FILES = ("identifiers", "codebook", "quotes")
OWN = ("records/journal.jsonl", "records/destruction.json", "records/lock")


@dataclass(frozen=True)
class Names:
    """All that is known to name somebody, held in memory."""

    known: KnownForms = field(repr=False)
    kept: frozenset[Form] = field(repr=False)
    """What a decision left in the text: it may stand in rooms 2 and 3."""
    guessed: frozenset[Form] = field(repr=False)
    """What a recogniser only guessed to be a name, somewhere in the study."""
    count: int
    ordinary: int
    """Names that are ordinary words as well: not searched for."""


@dataclass(frozen=True)
class Searched:
    """What a search of the whole folder found; no word."""

    files: int
    holding: tuple[Found, ...]
    doubtful: tuple[Found, ...]
    unread: tuple[Found, ...]
    kept: int
    """Files of rooms 2 and 3 in which nothing stands but what decisions kept."""
    state: str
    """`folder_state` of what was searched."""


def known_names(study: OpenStudy, contents: Contents) -> Names:
    """Every name and number that the vault, the roster and the files of room 1 know."""
    words = {one for one in _words(study, contents) if form_of(one)}
    searched = {one for one in words if not is_ordinary_form(form_of(one))}
    known = KnownForms(sorted(searched))
    sure = {form_of(one) for one in _words(study, contents, (Known.GUESSED,))}
    return Names(
        known=known,
        kept=frozenset(hit.form for kept in _kept(study) for hit in known.hits(kept)),
        guessed=frozenset({form_of(one) for one in searched} - sure),
        count=len(searched),
        ordinary=len(words) - len(searched),
    )


def search(
    root: Path, names: Names, going: Collection[Path], own: Collection[Path] = ()
) -> Searched:
    """Look into every file under `root` but those that are `going` next.

    Args:
        own: files that are as this program wrote them: what is packed in them beside text (the
            picture in a template) holds no words.
    """
    common = {
        hit.form for part in CONFIGURATION_FILES for hit in names.known.hits(shipped(part))
    }  # 'Victim Support' is a cue of the codebook that comes with the program
    holding: list[Found] = []
    doubtful: list[Found] = []
    unread: list[Found] = []
    files = kept = 0
    for number, path in enumerate(_staying(root, going), start=1):
        name = path.relative_to(root).as_posix()
        shown = f"file {number}" if names.known.hits(name) else name
        texts, whole = _look(path)
        files += 1
        hits = {hit.form for text in (name, *texts) for hit in names.known.hits(text)}
        if name.startswith(CONFIGURATION):
            hits -= common
        allowed = names.kept | names.guessed if _is_anonymised(name) else frozenset[Form]()
        if others := hits - allowed:
            holding.append(Found(file=shown, names=len(others), why=_why(name)))
        elif guesses := hits - names.kept:
            doubtful.append(Found(file=shown, names=len(guesses), why=GUESSED))
        elif hits:
            kept += 1
        if not whole and path not in own:
            unread.append(Found(file=shown, names=0, why=LINK if path.is_symlink() else NOT_READ))
    state = folder_state(root, going)
    return Searched(files, tuple(holding), tuple(doubtful), tuple(unread), kept, state)


def folder_state(root: Path, going: Collection[Path]) -> str:
    """A fingerprint of every file under `root` but those that are `going` and the records that a
    destruction itself writes."""
    whole = hashlib.sha256()
    for path in _staying(root, going):
        name = path.relative_to(root).as_posix()
        if name not in OWN:
            whole.update(f"{name}\0{'' if path.is_symlink() else digest(path)}\n".encode())
    return whole.hexdigest()


def _staying(root: Path, going: Collection[Path]) -> Iterator[Path]:
    for path in sorted(root.rglob("*")):
        if (path.is_symlink() or path.is_file()) and path not in going:
            yield path


def _look(path: Path) -> tuple[list[str], bool]:
    try:
        if path.is_symlink() or path.stat().st_size > LARGEST:
            return [], False
        found = unpack(path.read_bytes())
    except OSError:
        return [], False
    return found.texts, found.whole


def _words(study: OpenStudy, contents: Contents, without: Collection[Known] = ()) -> Iterator[str]:
    for identity in contents.identities:
        if identity.known not in without:
            yield from forms_to_find(identity)
    for entry in contents.guarded:
        yield from entry.forms
    yield from _listed(study.places.roster)
    for name in load_remembered(study.remembered_path):
        if len(form_of(Path(name).stem)) > 1:  # an id, or a word, tells nothing
            yield Path(name).stem
    places = study.places
    for path in sorted(places.transcripts.glob("*.jsonl")):
        yield from (name.words for name in read_value(path, Transcript).speaker_names)
    for path in sorted(places.mentions.glob("*.jsonl")):
        yield from direct_forms((one.kind, one.words) for one in read_values(path, Mention))


def _listed(roster: Path) -> Iterator[str]:
    """The words of the roster's rows, of whomever they are: those who withdrew included."""
    if not roster.exists():
        return
    with roster.open(encoding="utf-8-sig", errors="replace", newline="") as handle:
        for row in csv.DictReader(handle):
            cells = {(name or "").strip().casefold(): cell for name, cell in row.items()}
            yield str(cells.get("words") or "")
            yield from str(cells.get("also") or "").split("|")


def _kept(study: OpenStudy) -> Iterator[str]:
    """The words that decisions kept."""
    places = study.places
    for path in sorted(places.decisions.glob("*.jsonl")):
        source = places.transcripts / path.name
        if not source.exists():
            continue
        text = {turn.number: turn.text for turn in read_value(source, Transcript).turns}
        for one in read_values(path, Decision):
            if one.action is Action.KEEP:
                yield text[one.turn][one.span.start : one.span.end]


def _is_anonymised(name: str) -> bool:
    return name.startswith(("outputs/anonymised/", "outputs/quotable/"))


def _why(name: str) -> str:
    reasons: Iterable[tuple[str, str]] = (
        (
            "corpora/",
            "brought by people: goes with --delete-source, or by hand",
        ),
        (CONFIGURATION, "settings that people wrote: a word there is spelled like a known name"),
        ("outputs/anonymised/", "stands where no decision kept it: look before you pass it on"),
        ("outputs/quotable/", "stands where no decision kept it: look before you print it"),
        ("outputs/logs/", "a replacement or reason is spelled like a known name"),
        ("records/memos", "a memo that somebody wrote: voices memo remove takes it out"),
        ("records/", "a role, replacement or reason that somebody typed, or a reviewer's name"),
        (".git/", "the history of a repository: it may hold all that was deleted"),
    )
    told = next((why for start, why in reasons if name.startswith(start)), "")
    return told or "not written by this program: look into it"
