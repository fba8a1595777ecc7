"""A web page as pieces, each character with its offset in the file's text."""

from __future__ import annotations

import html
import re
from collections import Counter
from collections.abc import Sequence
from html.parser import HTMLParser

from pipeline.errors import InputError
from pipeline.run.drafts.reading import Piece
from pipeline.values.drafts import DraftPart, DraftPiece

_BLOCKS = frozenset(
    (
        *("p", "div", "li", "td", "th", "tr", "h1", "h2", "h3", "h4", "h5", "h6", "blockquote"),
        *("section", "article", "header", "footer", "aside", "nav", "main", "ul", "ol", "dl", "dt"),
        *("dd", "table", "thead", "tbody", "tfoot", "figure", "figcaption", "caption", "pre"),
        *("address", "hr", "body", "html", "head", "summary", "details", "form", "fieldset"),
    )
)
_VOID = frozenset(
    ("area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "wbr")
)
_UNSEEN = frozenset(("script", "style", "template", "noscript", "title", "svg"))
_STRUCK = frozenset(("del", "s", "strike"))
_TOLD = frozenset(("alt", "title", "aria-label", "content", "value", "placeholder", "summary"))
_BREAK = "\v"
"""A line break that was asked for, until white space is told from it."""
_NOTE = re.compile(r"(?:foot|end)note|\bfn\b|^fn[-:_]?\d", re.IGNORECASE)
_KNOWN_META = ("author", "description", "keywords", "generator", "title", "publisher", "creator")


def read_html(text: str) -> list[Piece]:
    """The pieces of a page.

    Raises:
        InputError: it defines entities of its own, which could hide words from the search.
    """
    if re.search(r"<!ENTITY", text, re.IGNORECASE):
        raise InputError(
            "the draft defines XML entities, which could hide words from the check",
            next_step="open it in a word processor and save it again",
        )
    page = _Page(text)
    page.feed(text)
    page.close()
    return page.finished()


class _Page(HTMLParser):
    """Gathers characters until a block begins or ends."""

    def __init__(self, text: str) -> None:
        super().__init__(convert_charrefs=False)
        self._text = text
        self._lines = [0, *(found.end() for found in re.finditer("\n", text))]
        self._pieces: list[Piece] = []
        self._open: list[str] = []
        self._notes: list[int] = []
        """Depths at which a footnote began."""
        self._printed: list[tuple[str, int]] = []
        self._struck: list[tuple[str, int]] = []
        self._unseen: list[str] = []
        self._counts: Counter[str] = Counter()
        self._row = self._column = self._line = 0
        self._attributes: list[str] = []

    def finished(self) -> list[Piece]:
        """All pieces, what attributes say last."""
        self._flush()
        values = "\n".join(dict.fromkeys(self._attributes))
        self._say("markup", DraftPart.MARKUP, values)
        return self._pieces

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Begin an element."""
        if tag in _BLOCKS or tag in _UNSEEN:
            self._flush()
        self._read_attributes(tag, {name: value or "" for name, value in attrs})
        if tag == "br":
            self._printed.append((_BREAK, self._at()))
        elif tag == "q":
            self._printed.append((self._quote_sign("“‘"), self._at()))
        if tag == "table":
            self._counts["table"] += 1
            self._line = 0
        elif tag == "tr":
            self._row, self._line, self._column = self._row + 1, self._line + 1, 0
        elif tag in ("td", "th"):
            self._column += 1
        if tag not in _VOID:
            self._open.append(tag)
            named = " ".join(
                value or "" for name, value in attrs if name in ("id", "class", "role")
            )
            if tag in _BLOCKS and _NOTE.search(named):
                self._notes.append(len(self._open))
                self._counts["footnote"] += tag in ("li", "p", "div", "aside")

    def handle_endtag(self, tag: str) -> None:
        """End an element, and those inside it that were left open."""
        if tag not in self._open:
            return
        if tag in _BLOCKS or tag in _UNSEEN:
            self._flush()
        if tag == "q":
            self._printed.append((self._quote_sign("”’"), self._at()))
        while self._open.pop() != tag:
            pass
        while self._notes and self._notes[-1] > len(self._open):
            self._notes.pop()

    def handle_data(self, data: str) -> None:
        """Take text as it stands."""
        at = self._at()
        for index, char in enumerate(data):
            self._take(char, at + index)

    def handle_entityref(self, name: str) -> None:
        """Take '&amp;'."""
        at = self._at()
        for char in html.unescape(f"&{name};"):
            self._take(char, at)

    def handle_charref(self, name: str) -> None:
        """Take '&#8217;'."""
        at = self._at()
        for char in html.unescape(f"&#{name};"):
            self._take(char, at)

    def handle_comment(self, data: str) -> None:
        """Keep a comment."""
        self._counts["comment"] += 1
        self._say(f"comment {self._counts['comment']}", DraftPart.COMMENT, data)

    def handle_pi(self, data: str) -> None:
        """Keep an instruction."""
        self._say("processing instruction", DraftPart.HIDDEN, data)

    def unknown_decl(self, data: str) -> None:
        """Keep a marked section."""
        self._say("marked section", DraftPart.HIDDEN, data)

    def _take(self, char: str, at: int) -> None:
        if any(tag in _UNSEEN for tag in self._open):
            self._unseen.append(char)
        elif any(tag in _STRUCK for tag in self._open):
            self._struck.append((char, at))
        else:
            self._printed.append((char, at))

    def _quote_sign(self, signs: str) -> str:
        """Double marks outside, single ones inside."""
        return signs[max(0, self._open.count("q") - (signs[0] == "”")) % 2]

    def _at(self) -> int:
        line, column = self.getpos()
        return self._lines[line - 1] + column

    def _flush(self) -> None:
        printed, self._printed = _without_blanks(self._printed), []
        struck, self._struck = _without_blanks(self._struck), []
        unseen, self._unseen = "".join(self._unseen), []
        if unseen.strip():
            tag = next(tag for tag in reversed(self._open) if tag in _UNSEEN)
            part = DraftPart.METADATA if tag == "title" else DraftPart.HIDDEN
            self._say("metadata: title" if tag == "title" else tag, part, unseen)
        if printed:
            where = self._where()
            value = DraftPiece(
                where=where,
                part=DraftPart.NOTE if self._notes else DraftPart.TEXT,
                text="".join(char for char, _ in printed),
                block="blockquote" in self._open,
                heading=any(re.fullmatch("h[1-6]", tag) for tag in self._open),
                row=self._row if self._in_cell else 0,
            )
            self._pieces.append(Piece(value, [at for _, at in printed]))
        if struck:
            where = f"deletion in {self._where(new=not printed)}"
            value = DraftPiece(
                where=where, part=DraftPart.DELETED, text="".join(char for char, _ in struck)
            )
            self._pieces.append(Piece(value, [at for _, at in struck]))

    @property
    def _in_cell(self) -> bool:
        return "td" in self._open or "th" in self._open

    def _where(self, *, new: bool = True) -> str:
        if self._notes:
            return f"footnote {max(1, self._counts['footnote'])}"
        if self._in_cell:
            return f"table {self._counts['table']}, row {self._line}, column {self._column}"
        self._counts["paragraph"] += new
        return f"paragraph {self._counts['paragraph']}"

    def _read_attributes(self, tag: str, values: dict[str, str]) -> None:
        for name, value in values.items():
            if not value.strip():
                continue
            if tag == "meta" and name == "content":
                known = values.get("name", "").lower()
                where = f"metadata: {known}" if known in _KNOWN_META else "metadata"
                self._say(where, DraftPart.METADATA, value)
            elif name in _TOLD:
                told = "alternative text" if name == "alt" else f"'{name}' of an element"
                self._say(told, DraftPart.HIDDEN, value)
            elif name in ("href", "src", "action") and re.match(
                r"(?:mailto|tel|sms):", value, re.I
            ):
                self._say("link", DraftPart.HIDDEN, value)
            else:
                self._attributes.append(value)

    def _say(self, where: str, part: DraftPart, text: str) -> None:
        if text.strip():
            self._pieces.append(Piece(DraftPiece(where=where, part=part, text=text)))


def _without_blanks(chars: Sequence[tuple[str, int]]) -> list[tuple[str, int]]:
    """White space as one blank, none at the ends; a line break that was asked for stays."""
    kept: list[tuple[str, int]] = []
    for char, at in chars:
        if not char.isspace():
            kept.append((char, at))
        elif kept and char == _BREAK:
            blank = kept[-1][0] == " "
            kept[-1 if blank else len(kept) :] = [("\n", at)]
        elif kept and kept[-1][0] not in " \n":
            kept.append((" ", at))
    while kept and kept[-1][0] in " \n":
        kept.pop()
    return kept
