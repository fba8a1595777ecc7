"""A real browser before real pages: the command in a process of its own, the system's Chromium."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, sync_playwright

from tests.ready import finished, finished_once, go, waiting, waiting_once
from tests.studies import REPOSITORY, configure

__all__ = ["finished", "finished_once", "waiting", "waiting_once"]

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")


@dataclass
class Review:
    """`voices review` at work."""

    process: subprocess.Popen[str]
    link: str

    @property
    def address(self) -> str:
        """Of the pages, without the token."""
        return self.link.split("/?")[0]

    def kill(self) -> None:
        """End it as a power cut would."""
        self.process.kill()
        self.process.wait()


@dataclass
class Keys:
    """A browser's page, and how many keys were pressed on it."""

    page: Page
    faults: list[str] = field(default_factory=list)
    pressed: int = 0

    def press(self, key: str) -> None:
        """Press a key, and wait until the page has done what it does."""
        self.pressed += 1
        self.page.wait_for_selector("[aria-busy=true]", state="detached")
        self.page.keyboard.press(key)
        self.page.wait_for_load_state("domcontentloaded")
        self.page.wait_for_selector("[aria-busy=true]", state="detached")


OpenReview = Callable[..., Review]
OpenPage = Callable[[Review], Keys]


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """The system's Chromium."""
    if CHROMIUM is None:
        pytest.skip("no Chromium on this machine: the pages were not tried in a browser")
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        yield chromium
        chromium.close()


@pytest.fixture
def open_review() -> Iterator[OpenReview]:
    """Starts `voices review` on a study."""
    started: list[subprocess.Popen[str]] = []

    def open_(root: Path, *options: str, by: str = "KL") -> Review:
        process = subprocess.Popen(
            [sys.executable, "-m", "pipeline.cli", "review", "--no-browser", *options],
            cwd=root,
            env={**os.environ, "PYTHONPATH": str(REPOSITORY), "VOICES_REVIEWER": by},
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        )
        started.append(process)
        assert process.stdout
        said = []
        for line in process.stdout:
            said.append(line)
            if found := re.search(r"http://\S+", line):
                return Review(process, found[0])
        raise AssertionError(f"no link: {said}")

    yield open_
    for process in started:
        process.kill()
        process.wait()


@pytest.fixture
def open_page(browser: Browser) -> Iterator[OpenPage]:
    """Opens the link in a browser of its own; a fault in a page's script fails the test."""
    opened: list[Keys] = []
    contexts = []

    def open_(review: Review) -> Keys:
        context = browser.new_context(viewport={"width": 1280, "height": 900})
        contexts.append(context)
        page = context.new_page()
        keys = Keys(page)
        page.on("pageerror", lambda error: keys.faults.append(str(error)))
        page.on(
            "console",
            lambda said: keys.faults.append(said.text) if said.type == "error" else None,
        )
        opened.append(keys)
        page.goto(review.link)
        page.wait_for_url(f"{review.address}/")
        return keys

    yield open_
    for context in contexts:
        context.close()
    assert [fault for one in opened for fault in one.faults] == []


@pytest.fixture(scope="session")
def sample_once(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """One interview of the sample, review required, run to the first gate. Not to be changed."""
    root = tmp_path_factory.mktemp("sample") / "study"
    folder = root / "corpora" / "trial"
    (folder / "transcripts").mkdir(parents=True)
    sample = REPOSITORY / "corpora" / "sample"
    rows = (sample / "participants.csv").read_text().splitlines()
    row = next(one for one in rows if one.startswith("P02,"))
    shutil.copy(sample / "transcripts" / row.split(",")[1], folder / "transcripts")
    (folder / "participants.csv").write_text("\n".join([rows[0], row]) + "\n")
    roster = (sample / "roster.csv").read_text().splitlines()
    own = [line for line in roster[1:] if line.startswith(("P02,", ","))]
    (folder / "roster.csv").write_text("\n".join([roster[0], *own]) + "\n")
    configure(root, review="required", waived_because=None)
    go(root)
    return root


@pytest.fixture
def sample(sample_once: Path, tmp_path: Path) -> Path:
    """A copy of it."""
    return Path(shutil.copytree(sample_once, tmp_path / "study"))
