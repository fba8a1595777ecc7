"""Where everything of a study lies: the only module that knows the tree."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from pipeline.errors import StudyError

ROOMS = ("identified", "anonymised", "quotable")


@dataclass(frozen=True)
class Places:
    """Paths of one study."""

    root: Path
    corpus_name: str

    # What people bring
    @property
    def corpus(self) -> Path:
        """The raw material of the study."""
        return self.root / "corpora" / self.corpus_name

    @property
    def sources(self) -> Path:
        """The folder of raw transcripts."""
        return self.corpus / "transcripts"

    @property
    def participants(self) -> Path:
        """The table of participants, consent and attributes."""
        return self.corpus / "participants.csv"

    @property
    def roster(self) -> Path:
        """The table of what is known to be identifying."""
        return self.corpus / "roster.csv"

    @property
    def gold(self) -> Path:
        """The folder of gold files: interviews marked by hand, to measure by."""
        return self.corpus / "gold"

    # What must outlive the outputs
    @property
    def journal(self) -> Path:
        """Receipts, rulings and approvals."""
        return self.root / "records" / "journal.jsonl"

    @property
    def lock(self) -> Path:
        """Held by the one process that writes."""
        return self.root / "records" / "lock"

    @property
    def signed_off(self) -> Path:
        """What was decided when somebody approved, without words: one file an approved draft."""
        return self.root / "records" / "signed_off"

    @property
    def certificate(self) -> Path:
        """What the destruction of the key left, and what of it was proved."""
        return self.root / "records" / "destruction.json"

    @property
    def memos(self) -> Path:
        """What researchers wrote about codings, codes and transcripts."""
        return self.root / "records" / "memos.jsonl"

    # What the pipeline writes
    @property
    def outputs(self) -> Path:
        """Everything that can be made again."""
        return self.root / "outputs"

    @property
    def identified(self) -> Path:
        """Room 1."""
        return self.outputs / "identified"

    @property
    def transcripts(self) -> Path:
        """Room 1: transcripts as read."""
        return self.outputs / "identified" / "transcripts"

    @property
    def mentions(self) -> Path:
        """Room 1: what may identify, by transcript."""
        return self.outputs / "identified" / "mentions"

    @property
    def decisions(self) -> Path:
        """Room 1: what is done about each mention, by transcript."""
        return self.outputs / "identified" / "decisions"

    @property
    def identities(self) -> Path:
        """Room 1: who is who, for the residue check."""
        return self.outputs / "identified" / "identities.jsonl"

    @property
    def drafts(self) -> Path:
        """Room 1: replaced transcripts, waiting for the gate."""
        return self.outputs / "identified" / "drafts"

    @property
    def offset_maps(self) -> Path:
        """Room 1: from source to draft offsets, by transcript."""
        return self.outputs / "identified" / "offset_maps"

    @property
    def listed(self) -> Path:
        """Room 1: where in the drafts stands what is left for a person to rule on."""
        return self.outputs / "identified" / "listed"

    @property
    def admitted_listed(self) -> Path:
        """Room 2: the same of the transcripts that passed the first gate."""
        return self.outputs / "anonymised" / "listed"

    @property
    def insider(self) -> Path:
        """Room 1: what somebody who knows the story would recognise in each draft; no words."""
        return self.outputs / "identified" / "insider"

    @property
    def admitted_insider(self) -> Path:
        """Room 2: the same of the admitted transcripts."""
        return self.outputs / "anonymised" / "insider"

    @property
    def admitted(self) -> Path:
        """Room 2: transcripts that passed the first gate."""
        return self.outputs / "anonymised" / "transcripts"

    @property
    def victim_numbers(self) -> Path:
        """Room 2: the label numbers of the participants."""
        return self.outputs / "anonymised" / "victim_numbers.json"

    @property
    def verdicts(self) -> Path:
        """Room 2: what people said of codings, by transcript, for the work that sees no journal."""
        return self.outputs / "anonymised" / "verdicts"

    @property
    def learnt(self) -> Path:
        """Room 2: what the study's rulings taught its coder."""
        return self.outputs / "anonymised" / "learnt.json"

    @property
    def codings(self) -> Path:
        """Room 2: proposed codings, by transcript."""
        return self.outputs / "anonymised" / "codings"

    @property
    def flags(self) -> Path:
        """Room 2: passages held for a person, by transcript; apart from the codings."""
        return self.outputs / "anonymised" / "flags"

    @property
    def confirmed(self) -> Path:
        """Room 2: codings that passed the second gate, by transcript."""
        return self.outputs / "anonymised" / "confirmed"

    @property
    def codings_table(self) -> Path:
        """Room 2: all codings, for other programs."""
        return self.outputs / "anonymised" / "codings.csv"

    @property
    def kept_codebook(self) -> Path:
        """Room 2: the codebook that the codings were made with."""
        return self.outputs / "anonymised" / "codebook.json"

    @property
    def book(self) -> Path:
        """Room 3: the quotes, as a value."""
        return self.outputs / "quotable" / "book.json"

    @property
    def quotable(self) -> Path:
        """Room 3."""
        return self.outputs / "quotable"

    @property
    def log(self) -> Path:
        """The anonymisation log: decisions without words."""
        return self.outputs / "logs" / "anonymisation_log.csv"

    def relative(self, path: Path) -> str:
        """`path` as people should see it: from the study's folder, with forward slashes."""
        inside = path.is_relative_to(self.root)
        return path.relative_to(self.root).as_posix() if inside else path.name


def find_study(start: Path) -> Path:
    """The study that `start` stands in: the nearest folder upwards with ``config/study.yaml``.

    Raises:
        StudyError: there is none.
    """
    for folder in (start, *start.parents):
        if (folder / "config" / "study.yaml").is_file():
            return folder
    raise StudyError(
        "this folder is not a study and stands in none (no config/study.yaml)",
        next_step="change to a study's folder, or start one with: voices new PATH",
    )
