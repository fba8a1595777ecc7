"""Quotes as one HTML page."""

from __future__ import annotations

import base64
import hashlib
import re
from html.parser import HTMLParser
from importlib import resources
from itertools import pairwise

import pytest

from pipeline.quotable.exporters.html_page import write
from pipeline.values.quotes import QuoteBook
from tests.quotable.examples import HOSTILE, book

VOID = {"meta", "input", "br", "link", "img", "hr"}


class Page(HTMLParser):
    """A page taken apart: its elements, and whether they are balanced."""

    def __init__(self, made: QuoteBook) -> None:
        super().__init__(convert_charrefs=True)
        self.source = write(made).decode("utf-8")
        self.open: list[str] = []
        self.elements: list[tuple[str, dict[str, str]]] = []
        self.inside: dict[str, list[str]] = {}
        self.faults: list[str] = []
        self.feed(self.source)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        names = [name for name, _ in attrs]
        if len(set(names)) != len(names):
            self.faults.append(f"<{tag}> has an attribute twice")
        self.elements.append((tag, {name: value or "" for name, value in attrs}))
        if tag not in VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, {name: value or "" for name, value in attrs}))

    def handle_endtag(self, tag: str) -> None:
        if not self.open or self.open.pop() != tag:
            self.faults.append(f"</{tag}> closes nothing")

    def handle_data(self, data: str) -> None:
        if self.open:
            self.inside.setdefault(self.open[-1], []).append(data)

    def all(self, tag: str) -> list[dict[str, str]]:
        return [attributes for name, attributes in self.elements if name == tag]

    def values(self, attribute: str) -> list[str]:
        return [found[attribute] for _, found in self.elements if attribute in found]

    def text(self, tag: str) -> str:
        return "\n".join(self.inside.get(tag, []))


@pytest.fixture(params=[book(), book(waived="a trial", synthetic=True, title=HOSTILE)])
def page(request: pytest.FixtureRequest) -> Page:
    return Page(request.param)


def test_is_balanced(page: Page) -> None:
    assert page.source.startswith("<!doctype html>")
    assert page.faults == []
    assert page.open == []


def test_ids_are_unique_and_every_reference_finds_one(page: Page) -> None:
    ids = page.values("id")
    assert len(set(ids)) == len(ids)
    for attribute in ("for", "aria-labelledby", "aria-describedby"):
        assert set(page.values(attribute)) <= set(ids)
    links = [link["href"] for link in page.all("a")]
    assert all(link.startswith("#") and link[1:] in ids for link in links)


def test_every_field_has_a_label(page: Page) -> None:
    fields = [found["id"] for tag in ("input", "select") for found in page.all(tag)]
    assert len(fields) == 4
    assert set(fields) == {label["for"] for label in page.all("label")}


def test_headings_are_in_order(page: Page) -> None:
    levels = [int(tag[1]) for tag, _ in page.elements if re.fullmatch(r"h[1-6]", tag)]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(after <= before + 1 for before, after in pairwise(levels))


def test_tables_name_their_rows_and_columns(page: Page) -> None:
    assert page.all("table")
    assert all("scope" in cell for cell in page.all("th"))


def test_starts_with_a_way_past_the_contents(page: Page) -> None:
    first = page.all("a")[0]
    assert (first["class"], first["href"]) == ("skip", "#main")
    assert page.all("html") == [{"lang": "en-GB"}]


def test_needs_nothing_from_outside(page: Page) -> None:
    assert not page.all("link")
    assert not page.all("img")
    assert not page.values("src")
    assert "@import" not in page.source
    assert "url(" not in page.source
    assert not re.search(r"https?://", page.source)


def test_the_policy_allows_exactly_its_own_style_and_script(page: Page) -> None:
    (policy,) = [m["content"] for m in page.all("meta") if "http-equiv" in m]
    for tag, name in (("style", "style-src"), ("script", "script-src")):
        (words,) = re.findall(rf"<{tag}>(.*?)</{tag}>", page.source, re.DOTALL)
        digest = base64.b64encode(hashlib.sha256(words.encode()).digest()).decode()
        assert f"{name} 'sha256-{digest}'" in policy
        assert len(page.all(tag)) == 1
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy
    assert not page.values("style"), "the policy would not let it through"
    assert not [name for _, found in page.elements for name in found if name.startswith("on")]


def test_hostile_words_stay_words(page: Page) -> None:
    assert "<script>alert" not in page.source
    assert "alert('x')" in page.text("p")
    assert not page.values("onerror")


def test_a_hostile_id_or_label_stays_in_its_attribute() -> None:
    made = book()
    quote = made.quotes[0].model_copy(update={"attribution": '"><script>x</script>, y'})
    found = Page(made.model_copy(update={"quotes": (quote,), "families": {
        "daily-life": '</option><script>"', "police": "'"}}))  # fmt: skip
    assert found.faults == []
    assert len(found.all("script")) == 1


def test_holds_every_quote_with_what_stands_beside_it() -> None:
    made = book()
    found = Page(made)
    shown = [one for one in found.all("article") if "quote" in one["class"]]
    assert len(shown) == sum(len(quote.codes) for quote in made.quotes)
    for quote in made.quotes:
        assert f"“{quote.text}”" in found.text("p")
        assert quote.attribution in found.text("p")
        assert quote.verbatim in found.text("p")
    assert {one["data-polarity"] for one in shown} == {"present", "denied"}
    assert "denied" in found.text("span")


def test_reads_without_script() -> None:
    found = Page(book())
    hidden = [found for _, found in found.elements if "hidden" in found]
    assert {one.get("class", "") for one in hidden} == {"filters", "copy", ""}
    assert all(one.get("id") == "reset" for one in hidden if "class" not in one)
    assert not any("hidden" in one for one in found.all("article"))


def test_matrix_has_numbers_and_shades() -> None:
    source = Page(book()).source
    matrix = source[source.index('id="matrix"') :]
    assert re.findall(r'<td class="shade-(\d)">([^<]+)</td>', matrix) == [("5", "1")] * 6
    assert "Left out: 1 themes" in matrix, "two people are quoted on it"


def test_small_counts_are_not_drawn() -> None:
    # One and two of four must look alike: as wide as two.
    source = Page(book()).source
    assert '<rect class="bound" x="0" y="0" width="50.0" height="10"/>' in source
    made = book()
    fewer = tuple(
        one.model_copy(update={"participants": 1}) if one.participants == 2 else one
        for one in made.spreads
    )
    drawn = re.findall(r"<rect class=\"bound\"[^>]*>", source)
    again = Page(made.model_copy(update={"spreads": fewer})).source
    assert re.findall(r"<rect class=\"bound\"[^>]*>", again) == drawn


def test_notices_stand_on_the_face() -> None:
    found = Page(book(waived="a trial", synthetic=True))
    before = found.source[: found.source.index("<main")]
    assert "SYNTHETIC" in before
    assert "not reviewed" in before
    assert 'class="notices"' not in Page(book()).source


def test_nobody_quoted() -> None:
    found = Page(book().model_copy(update={"quotes": ()}))
    assert found.faults == []
    assert "no quotes yet" in found.text("p")


PAIRS = [
    ("text", "paper"),
    ("text", "panel"),
    ("quiet", "paper"),
    ("quiet", "panel"),
    ("accent", "paper"),
    ("on-mast", "mast"),
    ("on-mast-quiet", "mast"),
    ("on-amber", "amber"),
    ("on-focus", "focus"),
    ("on-pale", "shade-1"),
    ("on-pale", "shade-2"),
    ("on-pale", "shade-3"),
    ("on-deep", "shade-4"),
    ("on-deep", "shade-5"),
]


@pytest.mark.parametrize("theme", ["light", "dark", "print"])
def test_contrast_is_enough_to_read(theme: str) -> None:
    colours = palette(theme)
    for ink, ground in PAIRS:
        assert contrast(colours[ink], colours[ground]) >= 4.5, (theme, ink, ground)
    assert contrast(colours["edge"], colours["paper"]) >= 3, "the edge of a field"


def palette(theme: str) -> dict[str, str]:
    folder = resources.files("pipeline.quotable.exporters") / "templates"
    css = (folder / "quotebook.css").read_text("utf-8")
    blocks = {
        "light": re.search(r"^:root \{(.*?)\n\}", css, re.DOTALL | re.MULTILINE),
        "dark": re.search(r"scheme: dark\) \{\s*:root \{(.*?)\}", css, re.DOTALL),
        "print": re.search(r"@media print \{\s*:root \{(.*?)\}", css, re.DOTALL),
    }
    found: dict[str, str] = {}
    for name in ("light", theme):
        block = blocks[name]
        assert block
        found |= dict(re.findall(r"--([\w-]+): (#[0-9a-f]{6})", block[1]))
    return found


def contrast(one: str, other: str) -> float:
    """WCAG 2 contrast ratio of two colours."""
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def luminance(colour: str) -> float:
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    linear = [
        part / 12.92 if part <= 0.03928 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    ]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]
