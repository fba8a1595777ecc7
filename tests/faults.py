"""Breaking off a piece of work at each of its steps to the disk, one after another."""

from __future__ import annotations

import os
from collections.abc import Iterator
from typing import Any

import pytest

STEPS = ("replace", "unlink", "fsync")


class Broken(BaseException):
    """The machine stopped here."""


def breaks(monkeypatch: pytest.MonkeyPatch, call: str, number: int) -> Iterator[None]:
    """While this is open, the `number`-th call of ``os.CALL`` and all later ones break off."""
    real, seen = getattr(os, call), 0

    def stop(*args: Any, **kwargs: Any) -> Any:
        nonlocal seen
        seen += 1
        if seen >= number:
            raise Broken
        return real(*args, **kwargs)

    with monkeypatch.context() as patched:
        patched.setattr(os, call, stop)
        yield
