"""Text that names no speakers: one voice from beginning to end."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from pipeline.identified.readers.base import Utterance
from pipeline.identified.readers.layouts.base import Laid
from pipeline.identified.readers.times import leading_stamp


@dataclass(frozen=True)
class Untagged:
    """Everything in one utterance without a tag; fits any text, and is tried last."""

    name: str = "untagged"

    def lay(self, lines: Sequence[str]) -> Laid:
        """The talk in `lines`; see ``Layout``."""
        filled = [line for line in lines if line.strip()]
        stamped = sum(1 for line in filled if leading_stamp(line)[0] is not None)
        rests = [leading_stamp(line, bare=stamped > len(filled) / 2) for line in lines]
        stamps = [stamp for stamp, _ in rests if stamp is not None]
        return Laid(
            utterances=(Utterance("", "\n".join(rest for _, rest in rests)),),
            tagged=0,
            stamps=len(stamps),
        )
