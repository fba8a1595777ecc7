"""What the models learn from, and what is kept apart from them."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import replace
from pathlib import Path

from pipeline.anonymised.codebook import parse_codebook
from pipeline.values.themes import Codebook
from training.themes.marked import Marked, from_gold, from_talk
from training.themes.talk import (
    FOLDER,
    Coded,
    Labels,
    apart,
    load_flagged,
    load_turns,
    load_utterances,
)

CODEBOOK = Path("config/codebook.yaml")


def codebook() -> Codebook:
    """The codebook of this repository."""
    return parse_codebook(CODEBOOK.read_text("utf-8"), CODEBOOK.as_posix())


def load(folder: Path = FOLDER) -> tuple[list[Coded], list[Coded]]:
    """(to learn from, kept apart), by voice. To learn from: the whole turns, those of every sixth
    voice without signs, as a speech recogniser writes them, turns
    with flags alone, and the short utterances."""
    paths = sorted(folder.glob("turns-*.jsonl"))
    learn, kept = apart(load_turns(paths), folder)
    spoken = set(sorted({one.voice for one in learn})[::6])
    learn = [one for one in learn if one.voice not in spoken]
    learn += [one for one in load_turns(paths, spoken=True) if one.voice in spoken]
    learn += load_flagged(sorted(folder.glob("flagged-*.jsonl")))
    return [*learn, *load_utterances(sorted(folder.glob("utterances-*.jsonl")))], kept


def interviews(which: str) -> list[Marked]:
    """What is measured on: `held-out` (voices kept apart), or the corpus of that name with its
    gold."""
    if which == "held-out":
        voices = (FOLDER / "held-out-voices.txt").read_text("utf-8").split()
        return from_talk(sorted(FOLDER.glob("turns-*.jsonl")), voices)
    return from_gold(Path("corpora", which, "gold").glob("*.gold.txt"))


def without_codes(
    talk: Sequence[Coded], book: Codebook, codes: Collection[str]
) -> tuple[list[Coded], Codebook]:
    """Talk and codebook as if there were no such codes."""
    kept = [
        replace(
            one,
            labels=tuple(
                Labels({c: how for c, how in each.codes.items() if c not in codes}, each.flags)
                for each in one.labels
            ),
            texts=tuple((code, words) for code, words in one.texts if code not in codes),
            lookalike_of="" if one.lookalike_of in codes else one.lookalike_of,
        )
        for one in talk
    ]
    left = tuple(
        code.model_copy(update={"neighbours": tuple(n for n in code.neighbours if n not in codes)})
        for code in book.codes
        if code.id not in codes
    )
    return kept, book.model_copy(update={"codes": left})
