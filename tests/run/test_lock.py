"""One writer a study."""

from __future__ import annotations

import threading
from pathlib import Path

import pytest
from filelock import FileLock

from pipeline.errors import BusyError
from pipeline.run.lock import hold


def test_who_holds_it_goes_on_holding_it(tmp_path: Path) -> None:
    path = tmp_path / "records" / "lock"
    with hold(path):
        with hold(path):
            pass
        with pytest.raises(BusyError):
            _in_another_thread(path)
    _in_another_thread(path)


def test_another_process_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "lock"
    with FileLock(path), pytest.raises(BusyError), hold(path):
        pass
    with hold(path):
        pass


def test_it_is_given_back_after_a_fault(tmp_path: Path) -> None:
    path = tmp_path / "lock"
    with pytest.raises(ValueError, match="x"), hold(path):
        raise ValueError("x")
    _in_another_thread(path)


def test_waiting_for_the_other_to_end(tmp_path: Path) -> None:
    path = tmp_path / "lock"
    held, go = threading.Event(), threading.Event()

    def other() -> None:
        with hold(path):
            held.set()
            go.wait(10)

    thread = threading.Thread(target=other)
    thread.start()
    held.wait(10)
    with pytest.raises(BusyError), hold(path, wait=0.05):
        pass
    threading.Timer(0.1, go.set).start()
    with hold(path, wait=10):
        pass
    thread.join()


def _in_another_thread(path: Path) -> None:
    failed: list[BusyError] = []

    def work() -> None:
        try:
            with hold(path):
                pass
        except BusyError as error:
            failed.append(error)

    thread = threading.Thread(target=work)
    thread.start()
    thread.join()
    if failed:
        raise failed[0]
