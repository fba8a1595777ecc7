"""What a person should know of how a local model's codings came about."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field

from pipeline.anonymised.coders.endpoint.answers import Drop
from pipeline.values.local_model import LocalModel


@dataclass(slots=True)
class Tally:
    """Counts of one transcript."""

    settings: LocalModel
    turns: int = 0
    """Of the participant."""
    unanswered: set[int] = field(default_factory=set)
    """Numbers of turns with a question that got no usable answer."""
    reasons: Counter[str] = field(default_factory=Counter)
    """Why, by questions."""
    not_asked: set[int] = field(default_factory=set)
    """Numbers of turns that were not asked about, wholly or in part, because it had stopped."""
    dropped: Counter[Drop] = field(default_factory=Counter)

    def notice(self) -> str:
        """All of it in a sentence; '' where there is nothing to tell."""
        parts = list(self._parts())
        return f"local model {self.settings.model}: {'; '.join(parts)}" if parts else ""

    def _parts(self) -> Iterator[str]:
        if self.settings.allow_host and self.turns:
            way = "encrypted" if self.settings.is_encrypted else "not encrypted"
            yield (
                f"the anonymised talk was sent to {self.settings.host}, {way} "
                f"(allowed: {self.settings.allow_because.strip()})"
            )
        if self.unanswered:
            why = ", ".join(f"{reason} ({count})" for reason, count in self.reasons.most_common())
            yield f"{len(self.unanswered)} of {self.turns} turns unanswered: {why}"
        if self.not_asked:
            yield (
                f"stopped asking after three failures in a row: {len(self.not_asked)} of "
                f"{self.turns} turns not asked about, or not about all codes; mend the server, "
                "then see 'When it stopped' in docs/local-model.md"
            )
        for reason, count in sorted(self.dropped.items()):
            yield f"dropped {count} with {reason}"
