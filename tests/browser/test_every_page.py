"""Every page: readable by everybody (WCAG 2.2 AA as far as axe-core can tell), at two widths and
enlarged, and without a word that came from a transcript being taken for markup."""

from __future__ import annotations

from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser

from tests.browser.conftest import OpenPage, OpenReview
from tests.ready import go
from tests.studies import StudyMaker

PAGES = ("", "people", "find?identity=E00001", "identifiers/A01", "sign-off/A01", "codings/A01",
         "codings", "flags", "flags/A01", "agreement", "sample", "identifiers/X99")  # fmt: skip
RULES = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing(
    finished: Path, open_review: OpenReview, open_page: OpenPage, scheme: str
) -> None:
    review = open_review(finished)
    keys = open_page(review)
    keys.page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
    found = []
    for path in PAGES:
        for width in (1280, 400):
            keys.page.set_viewport_size({"width": width, "height": 900})
            keys.page.goto(f"{review.address}/{path}")
            keys.page.wait_for_load_state("networkidle")
            for opened in keys.page.locator("details").all():
                opened.evaluate("one => { one.open = true; }")
            results = Axe().run(keys.page, options=RULES)
            found += [
                (path, width, one["id"], [node["target"] for node in one["nodes"]][:3])
                for one in results.response["violations"]
            ]
    keys.faults.clear()  # a page that refuses is told by the browser's console as well
    assert found == []


@pytest.mark.parametrize("width", [1280, 640, 400, 320])
def test_nothing_runs_out_of_the_page(
    finished: Path, open_review: OpenReview, open_page: OpenPage, width: int
) -> None:
    """640 is 1280 at 200%, 320 is 1280 at 400% (WCAG 1.4.10)."""
    review = open_review(finished)
    keys = open_page(review)
    keys.page.set_viewport_size({"width": width, "height": 800})
    wide = []
    for path in PAGES:
        keys.page.goto(f"{review.address}/{path}")
        keys.page.wait_for_load_state("networkidle")
        if keys.page.evaluate("document.documentElement.scrollWidth > innerWidth"):
            wide.append(path)
    keys.faults.clear()
    assert wide == []


def test_hostile_words_do_nothing(
    make_study: StudyMaker, open_review: OpenReview, open_page: OpenPage
) -> None:
    bad = (
        "<script>document.title = 'gone'</script><img src=x onerror=\"document.title='gone'\">"
        "</p></div></main><a href='javascript:alert(1)'>x</a> \u202e {{ 7*7 }} &lt;b&gt;"
    )
    root = make_study(
        {"A01.txt": f"I: So?\nP: I changed my route to work, {bad} every day, said Zebedee.\n"},
        roster='participant,kind,words,role,also\nA01,PERSON,"Zebedee ""<i>",victim,Zebedee\n',
    )
    go(root)
    review = open_review(root)
    keys = open_page(review)
    for path in ("", "people", "find?identity=E00001", "identifiers/A01", "sign-off/A01",
                 "codings/A01", "flags/A01"):  # fmt: skip
        keys.page.goto(f"{review.address}/{path}")
        keys.page.wait_for_load_state("networkidle")
        assert keys.page.title() != "gone"
        assert keys.page.locator("main img, main script, main i, a[href^=javascript]").count() == 0
        assert keys.page.locator("footer.foot").count() == 1
    keys.page.goto(f"{review.address}/identifiers/A01")
    assert "{{ 7*7 }}" in keys.page.locator("#turn-2 .source").inner_text()


def test_the_link_can_be_clicked_on_a_page_of_another_site(
    finished: Path, open_review: OpenReview, browser: Browser
) -> None:
    review = open_review(finished)
    context = browser.new_context()
    page = context.new_page()
    page.set_content(f'<a href="{review.link}">the review</a>')
    page.click("a")
    page.wait_for_url(f"{review.address}/")
    assert page.locator("footer.foot").count() == 1
    context.close()
