"""How fast the review's pages answer, and how many keys a review takes.

    python benchmarks/review.py [--write]

One long interview is made of six of the sample (about 12,000 words) and run to the first gate.
Measured are, over the real server: opening its page (the answer whole, and until the browser has
laid it out, where Chromium and Playwright are installed), acknowledging an action (kept and synced
in the journal), and how many keys are pressed for each decision when every one is agreed with.
"""

from __future__ import annotations

import argparse
import re
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import httpx
import yaml

ROOT = Path(__file__).parents[1]
RESULT = ROOT / "benchmarks" / "results" / "review.md"
PARTS = ("P01", "P02", "P03", "P04", "P05", "P06")
REPEATS = 15
SETTLES = 20
"""Seconds after which the server has read what it reads beside its first pages (the codebook)."""


def long_study(root: Path) -> tuple[int, int]:
    """Lay out and run a study of one long interview; returns its words and decisions."""
    from pipeline.identified.vault import KeyFile
    from pipeline.run.checking import decisions_of
    from pipeline.run.files import read_value
    from pipeline.run.runner import run
    from pipeline.run.study import open_study
    from pipeline.values.texts import Transcript

    parts = root.with_name("parts")
    shutil.copytree(ROOT / "config", parts / "config")
    shutil.copytree(ROOT / "corpora" / "sample", parts / "corpora" / "sample")
    run(parts, KeyFile(parts / "vault" / "study.key"))
    sources = root / "corpora" / "long" / "transcripts"
    sources.mkdir(parents=True)
    lines = []
    for id in PARTS:
        path = parts / "outputs" / "identified" / "transcripts" / f"{id}.jsonl"
        lines += [f"{one.speaker[0]}: {one.text}" for one in read_value(path, Transcript).turns]
    (sources / "L01.txt").write_text("\n".join(lines) + "\n")
    roster = (ROOT / "corpora" / "sample" / "roster.csv").read_text().splitlines()
    own = [re.sub(r"^P\d\d,", "L01,", line) for line in roster[1:] if line.startswith(PARTS)]
    table = "\n".join([roster[0], *dict.fromkeys(own)]) + "\n"
    (sources.parent / "roster.csv").write_text(table)
    shutil.copytree(ROOT / "config", root / "config")
    settings = yaml.safe_load((root / "config" / "study.yaml").read_text())
    del settings["waived_because"], settings["waived_confidence"]
    settings |= {"corpus": "long", "review": "required", "engine": "in-process"}
    (root / "config" / "study.yaml").write_text(yaml.safe_dump(settings))
    run(root, KeyFile(root / "vault" / "study.key"))
    return sum(len(line.split()) for line in lines), len(decisions_of(open_study(root), "L01"))


def start(root: Path) -> tuple[subprocess.Popen[str], str]:
    """`voices review` on the study; the process and its link."""
    command = [sys.executable, "-m", "pipeline.cli", "review", "--no-browser", "--by", "bench"]
    process = subprocess.Popen(
        [*command, "--study", str(root)], cwd=ROOT, stdout=subprocess.PIPE, text=True
    )
    assert process.stdout
    for line in process.stdout:
        if found := re.search(r"http://\S+", line):
            time.sleep(SETTLES)
            return process, found[0]
    raise SystemExit("the server did not start")


def over_http(link: str) -> tuple[float, float]:
    """Median milliseconds for opening the page, and for acknowledging an action."""
    address = link.split("/?")[0]
    with httpx.Client(base_url=address, follow_redirects=True, timeout=60) as client:
        client.get(link)
        opened = []
        page = ""
        for _ in range(REPEATS):
            began = time.perf_counter()
            page = client.get("/identifiers/L01").text
            opened.append(time.perf_counter() - began)
        decisions = list(dict.fromkeys(re.findall(r'data-decision="(\w+)"', page)))
        seen = re.search(r'data-seen="(\d+)"', page)[1]  # type: ignore[index]
        acted = []
        for decision in decisions[:REPEATS]:
            panel = client.get(f"/identifiers/L01/decision/{decision}").text
            mark = re.search(r'name="mark" value="(\w+)"', panel)[1]  # type: ignore[index]
            began = time.perf_counter()
            answer = client.post(
                "/identifiers/L01/agree",
                data={"seen": seen, "decision": decision, "mark": mark},
                headers={"accept": "application/json", "origin": address},
            )
            acted.append(time.perf_counter() - began)
            seen = answer.json()["seen"]
    return statistics.median(opened) * 1000, statistics.median(acted) * 1000


def in_browser(link: str) -> tuple[float, float, int] | None:
    """Milliseconds until the browser shows the page, keys a decision, and decisions; None without
    a browser."""
    chromium = shutil.which("chromium")
    try:
        from playwright.sync_api import sync_playwright
    except ImportError:
        return None
    if chromium is None:
        return None
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
        page = browser.new_page(viewport={"width": 1280, "height": 900})
        page.goto(link)
        shown = []
        for _ in range(5):
            page.goto(f"{link.split('/?')[0]}/identifiers/L01")
            page.locator("#panel .decision").wait_for()
            shown.append(
                page.evaluate(
                    "performance.getEntriesByType('navigation')[0].domContentLoadedEventEnd"
                )
            )
        left = page.locator(".source .mark.s-asks, .source .mark.s-sure")
        decisions, pressed = left.count(), 0
        while left.count():
            together = page.locator('#panel [data-key="A"]').count()
            page.keyboard.press("Shift+A" if together else "a")
            page.wait_for_selector("[aria-busy=true]", state="detached")
            page.wait_for_timeout(10)
            pressed += 1
            if pressed > decisions:
                break
        browser.close()
    return statistics.median(shown), pressed / decisions, decisions


def main() -> None:
    """Measure, print, and with --write keep the result."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--write", action="store_true", help=f"keep it in {RESULT.name}")
    write = parser.parse_args().write
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder) / "study"
        words, decisions = long_study(root)
        process, link = start(root)
        try:
            opened, acted = over_http(link)
        finally:
            process.kill()
        process, link = start(root)
        try:
            seen = in_browser(link)
        finally:
            process.kill()
    lines = [
        "# The review's pages: speed and keys",
        "",
        "Made by `python benchmarks/review.py --write`: one interview of "
        f"{words:,} words with {decisions} decisions, made of six of the sample.",
        "",
        "| | measured | aim |",
        "|---|---|---|",
        f"| opening the page of its identifiers, the answer whole | {opened:.0f} ms | 300 ms |",
        f"| an action acknowledged (in the journal, synced) | {acted:.0f} ms | 50 ms |",
    ]
    if seen:
        lines += [
            f"| until the browser has read the page | {seen[0]:.0f} ms | 300 ms |",
            f"| keys a decision, where all are agreed with ({seen[2]}) | {seen[1]:.2f} | below 1 |",
        ]
    print("\n".join(lines))
    if write:
        RESULT.write_text("\n".join(lines) + "\n")


if __name__ == "__main__":
    main()
