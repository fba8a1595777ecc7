"""The time that records carry."""

from __future__ import annotations

import os
from datetime import UTC, datetime


def now() -> str:
    """The time in UTC to the second, as ISO 8601 writes it ('2026-03-01T09:30:00Z').

    ``SOURCE_DATE_EPOCH`` (the reproducible-builds convention) sets it, so that two runs can be
    compared byte by byte.
    """
    epoch = os.environ.get("SOURCE_DATE_EPOCH", "")
    if epoch.isdigit():
        time = datetime.fromtimestamp(int(epoch), UTC)
    else:
        time = datetime.now(UTC)
    return time.strftime("%Y-%m-%dT%H:%M:%SZ")
