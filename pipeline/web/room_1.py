"""Whether the first room is open to the pages."""

from __future__ import annotations

from pipeline.errors import GateError
from pipeline.web.desk import Desk


def refuse_shut(desk: Desk) -> None:
    """Refuse what shows real names where the pages were opened without the vault's key.

    Raises:
        GateError: they were.
    """
    if desk.key is None:
        raise GateError(
            "these pages were opened without the vault's key: real names stay shut",
            next_step="voices review (without --codings)",
        )
    desk.study().refuse_destroyed(GateError)
