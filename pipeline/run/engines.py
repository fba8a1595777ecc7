"""Where document stages run. The contract is `concurrent.futures.Executor`; an engine can never
change a result, only how long it takes."""

from __future__ import annotations

import multiprocessing
import os
import signal
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import Executor, Future, ProcessPoolExecutor
from contextlib import contextmanager
from multiprocessing.connection import wait
from typing import Any, TypeVar

from pipeline.errors import SettingsError
from pipeline.settings import Engine, Study

T = TypeVar("T")
MOST_WORKERS = 8


class InProcess(Executor):
    """Runs each task at once, in the process that submits it."""

    def submit(self, fn: Callable[..., T], /, *args: Any, **kwargs: Any) -> Future[T]:
        """A finished future of ``fn(*args, **kwargs)``."""
        future: Future[T] = Future()
        try:
            future.set_result(fn(*args, **kwargs))
        except Exception as error:
            future.set_exception(error)
        return future


@contextmanager
def open_engine(study: Study, tasks: int) -> Iterator[Executor]:
    """The executor that the study names, for about `tasks` tasks.

    Raises:
        SettingsError: Dask is named and not installed.
    """
    workers = min(study.workers or min(os.cpu_count() or 1, MOST_WORKERS), max(tasks, 1))
    opened = ENGINES[study.engine](workers, study)
    with opened as executor:
        yield executor


@contextmanager
def _in_process(workers: int, study: Study) -> Iterator[Executor]:
    yield InProcess()


@contextmanager
def _processes(workers: int, study: Study) -> Iterator[Executor]:
    # 'spawn': a worker starts clean, with nothing of the parent's memory (no vault, no key).
    context = multiprocessing.get_context("spawn")
    pool = ProcessPoolExecutor(workers, mp_context=context, initializer=_die_with_parent)
    try:
        yield pool
    finally:
        pool.shutdown(wait=True, cancel_futures=True)


@contextmanager
def _dask(workers: int, study: Study) -> Iterator[Executor]:
    try:
        from distributed import Client, LocalCluster
    except ImportError:
        raise SettingsError(
            "'engine: dask' needs Dask, which is not installed",
            where="config/study.yaml",
            next_step="pip install 'victim-voices[dask]', or set 'engine: processes'",
        ) from None
    if study.dask_scheduler:
        with Client(study.dask_scheduler, set_as_default=False) as client:
            yield client.get_executor(pure=False)
        return
    with (
        LocalCluster(
            n_workers=workers, threads_per_worker=1, dashboard_address=None, silence_logs=50
        ) as cluster,
        Client(cluster, set_as_default=False) as client,
    ):
        yield client.get_executor(pure=False)


def _die_with_parent() -> None:
    """End this worker when its parent is killed: it would wait for work for ever, holding memory
    with transcripts in it."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the parent decides what an interruption means
    parent = multiprocessing.parent_process()
    if parent is not None:
        threading.Thread(target=_watch, args=(parent.sentinel,), daemon=True).start()


def _watch(sentinel: int) -> None:
    wait([sentinel])
    os._exit(1)


ENGINES = {Engine.IN_PROCESS: _in_process, Engine.PROCESSES: _processes, Engine.DASK: _dask}
