"""Studies that were run already."""

from __future__ import annotations

from tests.ready import finished, finished_once, waiting, waiting_once

__all__ = ["finished", "finished_once", "waiting", "waiting_once"]
