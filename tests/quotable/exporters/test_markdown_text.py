"""Quotes as Markdown."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from pipeline.quotable.exporters.markdown_text import escaped, write
from tests.quotable.examples import HOSTILE, book

HTML_TAG = re.compile(r"</?([a-z0-9]+)[^>]*>")


def plain(markdown: str) -> tuple[str, set[str]]:
    """What a reader sees, and with which elements."""
    html = MarkdownIt("gfm-like", {"linkify": False}).render(markdown)
    seen = HTML_TAG.sub("", html)
    for entity, char in (("&lt;", "<"), ("&gt;", ">"), ("&quot;", '"'), ("&amp;", "&")):
        seen = seen.replace(entity, char)
    return seen, set(HTML_TAG.findall(html))


def test_holds_the_book() -> None:
    made = book()
    seen, elements = plain(write(made).decode())
    for quote in made.quotes:
        assert f"“{quote.text}”" in seen
        assert quote.id in seen
        assert quote.attribution in seen
    assert "fewer than 3 of 4 interviews" in seen
    assert "denied" in seen
    assert elements <= {"h1", "h2", "h3", "p", "blockquote", "em", "ul", "li", "table", "thead",
                        "tbody", "tr", "th", "td", "strong"}  # fmt: skip


def test_hostile_words_stay_words() -> None:
    seen, elements = plain(write(book()).decode())
    assert HOSTILE.removesuffix(".") in seen
    assert "script" not in elements
    assert "a" not in elements


@pytest.mark.parametrize(
    "words",
    ["# no", "- no", "+ no", "1. no", "2) no", "= no", "> no", "`no`", "*no*", "_no_", "[a](b)",
     "[a]: b", "![a](b)", "<b>no</b>", "&amp;", "~~no~~", "a | b", r"\*no*", "---", "[town]"],
)  # fmt: skip
def test_escapes(words: str) -> None:
    assert plain(escaped(words)) == (f"{words}\n", {"p"})


@given(st.text(alphabet="ab1 .)#+-=>*_`[](){}!<&;\\|~:", min_size=1, max_size=30))
def test_anything_escaped_is_shown_as_it_is(words: str) -> None:
    words = "a".join(words.split()) or "a"
    seen, elements = plain(escaped(words))
    assert (seen, elements) == (f"{words}\n", {"p"})
