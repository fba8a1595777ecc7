"""Ids of decisions."""

from __future__ import annotations

import hashlib

from pipeline.values.identifiers import Mention


def decision_id(transcript: str, mention: Mention) -> str:
    """Opaque and stable: the same place and kind in the same transcript, the same id."""
    place = f"{transcript}/{mention.turn}/{mention.span.start}/{mention.span.end}/{mention.kind}"
    return "D" + hashlib.sha256(place.encode()).hexdigest()[:10]
