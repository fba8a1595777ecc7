"""Room 1's stages, with files around them."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path

from pipeline.errors import InputError, VaultError
from pipeline.identified.cross_check import check_replacements
from pipeline.identified.decide import Decided, Document, Rules, decide
from pipeline.identified.detect import detect
from pipeline.identified.forget import forget
from pipeline.identified.read import read_transcript
from pipeline.identified.recognisers.chosen import recognisers
from pipeline.identified.replace import listed_spans, replace
from pipeline.identified.residue import check, known_forms
from pipeline.identified.vault import open_vault
from pipeline.run.files import read_value, read_values, write_turns, write_values
from pipeline.run.places import Places
from pipeline.run.study import OpenStudy
from pipeline.run.work.base import Bench, Work
from pipeline.values.base import Value
from pipeline.values.identifiers import Decision, Identity, Kind, Mention
from pipeline.values.quotes import VictimNumbers
from pipeline.values.texts import DraftTurn, Transcript, Turn


def read_document(study: OpenStudy, id: str) -> Work:
    """Read a raw file."""
    document = study.documents[id]
    transcript = read_transcript(
        _source(document.path, id),
        document.path.suffix.casefold(),
        id=id,
        participant=document.participant.id,
        where=f"transcript {id}",
    )
    folder = study.places.transcripts
    written = _written(study, folder / f"{id}.jsonl", [transcript])
    reading_copy = _copied(study, folder / f"{id}.txt", transcript.turns)
    return Work(
        writes={**written.writes, **reading_copy.writes}, notice="\n".join(transcript.notices)
    )


def _source(path: Path, id: str) -> bytes:
    """The raw bytes; an error names the id, since the file's own name may be somebody's."""
    try:
        return path.read_bytes()
    except OSError as error:
        raise InputError(
            f"the file cannot be read ({error.strerror})",
            where=f"transcript {id}",
            next_step="close it elsewhere or give yourself the right to read it, then: voices run",
        ) from None


def detect_document(study: OpenStudy, id: str) -> Work:
    """Find what may identify somebody."""
    transcript = _transcript(study.places, id)
    roster = study.roster_of(transcript.participant)
    looking = recognisers(study.settings.names, roster, transcript.speaker_names)
    found = detect(transcript, looking)
    return _written(study, study.places.mentions / f"{id}.jsonl", found)


def decide_study(bench: Bench, item: str) -> Work:
    """Decide about every mention, and keep who is who in the vault before anything else."""
    study, places = bench.study, bench.study.places
    decided_before = any(stage == "decide" for stage, _ in bench.journal.receipts())
    if decided_before and not study.vault_path.exists():
        raise VaultError(
            "the vault is gone: who is who, and the rulings on people, would begin anew",
            next_step=f"restore {study.places.relative(study.vault_path)} from a backup, or start "
            "another study with voices new",
        )
    vault = open_vault(study.vault_path, bench.key)
    rules = Rules(
        study.identifiers,
        study.roster,
        study.participants,
        bench.inputs.rulings,
        study.settings.audience,
    )
    documents = Documents(places, bench.items)
    gone = study.withdrawn.by_participant
    contents = forget(vault.contents, gone, documents, study.roster) if gone else vault.contents
    decided = decide(documents, rules, contents)
    if decided.contents != vault.contents:
        vault.keep(decided.contents)
    return _keep_decisions(study, decided)


def replace_document(study: OpenStudy, id: str) -> Work:
    """Replace, and refuse the draft if anything known survives."""
    places = study.places
    transcript = _transcript(places, id)
    path = places.decisions / f"{id}.jsonl"
    if not path.exists():
        source = f"outputs/identified/transcripts/{id}.txt"
        raise InputError(
            "rulings were made on an earlier version of this transcript; it waits until they are "
            "made again",
            where=f"transcript {id}",
            next_step=f"read {source}, then rule again (voices rule), or let the old rulings go "
            "(voices rule drop RULING)",
        )
    decisions = read_values(path, Decision)
    identities = read_values(places.identities, Identity)
    draft, offsets = replace(transcript, decisions)
    check_replacements(transcript, decisions, draft)
    check(draft, known_forms(transcript, decisions, identities), decisions, offsets)
    written = _written(study, places.drafts / f"{id}.jsonl", [draft])
    maps = _written(study, places.offset_maps / f"{id}.jsonl", offsets)
    listed = _written(study, places.listed / f"{id}.jsonl", listed_spans(decisions, offsets))
    reading_copy = _copied(study, places.drafts / f"{id}.txt", draft.turns)
    return Work(writes={**written.writes, **maps.writes, **listed.writes, **reading_copy.writes})


class Documents(Mapping[str, Document]):
    """The documents of a study, each loaded when it is asked for and not kept."""

    def __init__(self, places: Places, ids: tuple[str, ...]) -> None:
        """Those of `ids`, from the files of room 1 in `places`."""
        self._places = places
        self._ids = ids

    def __getitem__(self, id: str) -> Document:
        mentions = read_values(self._places.mentions / f"{id}.jsonl", Mention)
        return Document(_transcript(self._places, id), tuple(mentions))

    def __iter__(self) -> Iterator[str]:
        return iter(self._ids)

    def __len__(self) -> int:
        return len(self._ids)


def _keep_decisions(study: OpenStudy, decided: Decided) -> Work:
    places = study.places
    writes: dict[str, str] = {}
    for id, decisions in decided.decisions.items():
        writes |= _written(study, places.decisions / f"{id}.jsonl", decisions).writes
    writes |= _written(study, places.identities, decided.identities).writes
    numbers = VictimNumbers(
        numbers=decided.contents.victims,
        pseudonyms=_pseudonyms(decided.identities),
        label_seed=hashlib.sha256(f"{decided.contents.seed}/labels".encode()).hexdigest(),
    )
    writes |= _written(study, places.victim_numbers, [numbers]).writes
    held = ", ".join(sorted(decided.unfit))
    notices = [f"rulings no longer fit: {held}"] if held else []
    return Work(writes=writes, notice="\n".join([*notices, *decided.notices]))


def _pseudonyms(identities: Iterable[Identity]) -> dict[str, str]:
    """Participant -> the assumed name that stands for her; without those who have none."""
    return {
        one.participant: one.replacement
        for one in identities
        if one.kind is Kind.PERSON and one.role == "victim" and one.replacement[:1].isalpha()
    }


def _transcript(places: Places, id: str) -> Transcript:
    return read_value(places.transcripts / f"{id}.jsonl", Transcript)


def _copied(study: OpenStudy, path: Path, turns: Sequence[Turn | DraftTurn]) -> Work:
    """A copy to read: a reviewer lays source and draft side by side."""
    name = path.relative_to(study.places.outputs).as_posix()
    return Work(writes={name: write_turns(path, turns)})


def _written(study: OpenStudy, path: Path, values: Sequence[Value]) -> Work:
    name = path.relative_to(study.places.outputs).as_posix()
    return Work(writes={name: write_values(path, values)})
