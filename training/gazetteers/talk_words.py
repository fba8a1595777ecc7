"""Count in how many voices' talk each word stands: what is rare in the world, as far as we know it.

    python -m training.gazetteers.talk_words

Reads `training/names/turns/` without the voices kept apart and without what is tagged as a direct
identifier; writes `pipeline/identified/gazetteers/talk_words.txt`.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from pathlib import Path

from pipeline.identified.recognisers.tokens import tokens_of
from training.names.data import load
from training.names.talk import Document

LIST = Path(__file__).parents[2] / "pipeline" / "identified" / "gazetteers" / "talk_words.txt"
FEWEST = 2
"""Voices: a word of one voice alone is left out, and is rare."""


def main() -> None:
    """Count and write."""
    documents = load(None).training
    lines = [f"{word} {count}" for word, count in counted(documents)]
    heading = [
        "# In how many voices' talk each word stands (built by training/gazetteers/talk_words.py);",
        "# the first line counts the voices",
        f"* {len(documents)}",
    ]
    LIST.write_text("\n".join([*heading, *lines]) + "\n", "utf-8")
    print(f"{len(lines)} words of {len(documents)} voices: {LIST.name}")


def counted(documents: Iterable[Document]) -> list[tuple[str, int]]:
    """Each word that several voices use, the most widely used first."""
    voices: Counter[str] = Counter()
    for document in documents:
        voices.update(
            {
                token.folded
                for turn in document.turns
                for segment in turn
                if not segment.direct
                for token in tokens_of(segment.text)
            }
        )
    found = [(word, count) for word, count in voices.items() if count >= FEWEST]
    return sorted(found, key=lambda one: (-one[1], one[0]))


if __name__ == "__main__":
    main()
