"""Takes the pictures of `docs/review.md` from the sample study.

    python docs/pictures/take.py

Needs the system's Chromium and Playwright (`pip install -e '.[test]'`).
"""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

import yaml
from playwright.sync_api import Page, sync_playwright

HERE = Path(__file__).parent
ROOT = HERE.parents[1]


def lay_out(root: Path) -> None:
    """The sample study, review required, up to the first gate; two transcripts signed off."""
    for part in ("config", "corpora/sample"):
        shutil.copytree(ROOT / part, root / part)
    path = root / "config" / "study.yaml"
    settings = yaml.safe_load(path.read_text())
    del settings["waived_because"], settings["waived_confidence"]
    path.write_text(yaml.safe_dump(settings | {"review": "required"}, sort_keys=False))
    voices(root, "run")
    voices(root, "approve", "P02", "P05", "--by", "KL")
    voices(root, "run")


def voices(root: Path, *arguments: str) -> None:
    """Run the command in the study."""
    command = [sys.executable, "-m", "pipeline.cli", *arguments, "--study", str(root)]
    subprocess.run(command, cwd=ROOT, check=True, stdout=subprocess.DEVNULL)


def take(page: Page, address: str, name: str, path: str) -> None:
    """One picture."""
    page.goto(f"{address}/{path}")
    page.wait_for_load_state("networkidle")
    page.screenshot(path=HERE / f"review-{name}.png")


def main() -> None:
    """Take all of them."""
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        root = Path(folder) / "study"
        lay_out(root)
        command = [sys.executable, "-m", "pipeline.cli", "review", "--no-browser", "--by", "KL"]
        server = subprocess.Popen(
            [*command, "--study", str(root)], cwd=ROOT, stdout=subprocess.PIPE, text=True
        )
        assert server.stdout
        link = next(found[0] for line in server.stdout if (found := re.search(r"http\S+", line)))
        browser = playwright.chromium.launch(
            executable_path=shutil.which("chromium"), args=["--no-sandbox"]
        )
        page = browser.new_page(viewport={"width": 1200, "height": 720})
        page.goto(link)
        address = link.split("/?")[0]
        take(page, address, "transcripts", "")
        take(page, address, "identifiers", "identifiers/P04")
        take(page, address, "sign-off", "sign-off/P02")
        take(page, address, "codings", "codings/P02")
        page.goto(f"{address}/sample")
        page.get_by_role("button", name="Draw a sample").click()
        page.wait_for_load_state("networkidle")
        page.screenshot(path=HERE / "review-sample.png")
        browser.close()
        server.kill()


if __name__ == "__main__":
    main()
