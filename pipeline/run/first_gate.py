"""Which transcripts have passed the first gate, as a destruction of the key must know."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from pipeline.errors import InputError
from pipeline.run.ledger import LOST
from pipeline.run.stages import ADMIT, STAGES
from pipeline.run.standing import standing
from pipeline.values.records import Outcome


@dataclass(frozen=True)
class Gate:
    """What stands past the first gate, and what does not."""

    admitted: tuple[str, ...]
    """Transcripts that stand in room 2 as somebody let them through."""
    unfinished: tuple[str, ...]
    stale: tuple[str, ...]
    """Those of the admitted that a run would make again."""

    def refuse(self) -> None:
        """Refuse to go on while something is not finished.

        Raises:
            InputError: with the transcripts.
        """
        step = "finish them (voices status); with --even-unfinished nothing of them stays"
        if self.unfinished:
            names = ", ".join(self.unfinished)
            raise InputError(f"these have not passed the first gate: {names}", next_step=step)
        if self.stale:
            raise InputError(
                "something changed since the last run, such as a ruling or a file of settings: "
                f"{', '.join(self.stale)} would come out anew",
                next_step="voices run; with --even-unfinished they stay as they were approved",
            )


def first_gate(root: Path) -> Gate:
    """How far the transcripts of the study at `root` have come, by its last run."""
    study, steps = standing(root)
    names = [stage.name for stage in STAGES]
    early = [step for step in steps if step.stage in names[: names.index(ADMIT) + 1]]
    done = {one.item: one for one in early if one.stage == ADMIT and one.outcome is Outcome.DONE}
    admitted = {id for id, one in done.items() if not any(LOST in why for why in one.stale)}
    stale = {step.item for step in early if step.stale}
    late = admitted if stale - set(study.documents) else admitted & stale
    rest = study.documents.keys() - admitted
    return Gate(tuple(sorted(admitted)), tuple(sorted(rest)), tuple(sorted(late)))
