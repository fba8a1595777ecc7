"""A run of the pipeline beside the pages, so that rulings take effect without a terminal."""

from __future__ import annotations

import threading
from dataclasses import dataclass, field
from pathlib import Path

from pipeline.errors import VoicesError
from pipeline.identified.vault import Key
from pipeline.run.runner import Report, run


@dataclass
class Running:
    """The last run that was started from the pages."""

    stage: str = ""
    done: int = 0
    total: int = 0
    failed: str = ""
    report: Report | None = field(default=None, repr=False)
    _thread: threading.Thread | None = field(default=None, repr=False)
    _starting: threading.Lock = field(default_factory=threading.Lock, repr=False)

    @property
    def alive(self) -> bool:
        """Whether it is at work."""
        return self._thread is not None and self._thread.is_alive()

    def start(self, root: Path, key: Key) -> None:
        """Run the study, unless a run is at work."""
        with self._starting:
            if self.alive:
                return
            self.stage, self.done, self.total, self.failed, self.report = "", 0, 0, "", None
            self._thread = threading.Thread(target=self._work, args=(root, key), daemon=True)
            self._thread.start()

    def _work(self, root: Path, key: Key) -> None:
        try:
            self.report = run(root, key, self._tell)
        except VoicesError as error:
            self.failed = str(error)
        except Exception as error:
            # Its message may hold words of a transcript.
            self.failed = f"a fault of this program ({type(error).__name__})"

    def _tell(self, stage: str, done: int, total: int) -> None:
        if total:
            self.stage, self.done, self.total = stage, done, total
