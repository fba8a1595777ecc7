"""What a person should look at in a passage before she takes a proposed code for true."""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.anonymised.context import has_advice, sounds_ironic
from pipeline.anonymised.sentences import Sentence, read_sentences
from pipeline.values.themes import Check, Code, Codebook


class Doubts:
    """Finds them by words. A code whose own examples hold what others said ('told me to come off
    it') is about just that: there it is no doubt."""

    def __init__(self, codebook: Codebook) -> None:
        self._told = {code.id for code in codebook.codes if _is_told(code)}

    def of(self, sentences: Sequence[Sentence], code: str) -> tuple[Check, ...]:
        """The doubts about a passage of a code."""
        checks = []
        if code not in self._told and has_advice(sentences):
            checks.append(Check.HEARSAY)
        if sounds_ironic(sentences):
            checks.append(Check.IRONY)
        return tuple(checks)


def _is_told(code: Code) -> bool:
    return any(has_advice(read_sentences(text)) for text in code.examples)
