"""Studies that were run already, and the command to type."""

from __future__ import annotations

from tests.cli.saying import voices
from tests.ready import finished, finished_once, waiting, waiting_once

__all__ = ["finished", "finished_once", "voices", "waiting", "waiting_once"]
