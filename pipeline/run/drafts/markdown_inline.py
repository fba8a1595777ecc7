"""The signs inside a Markdown paragraph that are not printed."""

from __future__ import annotations

import html
import re
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Beside:
    """Words of a paragraph that are not printed with it."""

    what: str
    words: str = field(repr=False)


_ESCAPED = re.compile(r"\\([!-/:-@\[-`{-~])")
_NOTE = re.compile(r"\[\^[^\]\s]{1,40}\]")
_PICTURE = re.compile(
    r"!\[(?P<alt>[^\]]*)\](?:\((?P<target>[^()]*(?:\([^()]*\)[^()]*)*)\)|\[[^\]]*\])"
)
_LINK = re.compile(r"\[(?P<words>[^\[\]]+)\]\((?P<target>[^()]*(?:\([^()]*\)[^()]*)*)\)")
_AUTOLINK = re.compile(r"<((?:https?|mailto|tel):[^<>\s]+|[^<>\s@]+@[^<>\s]+)>", re.IGNORECASE)
_TAG = re.compile(r"</?[A-Za-z][^<>]*>")
_STRUCK = re.compile(r"~~(?=\S)(.+?)~~|\{--(.+?)--\}", re.DOTALL)
_REMARK = re.compile(r"\{>>(.+?)<<\}|\{\+\+|\+\+\}", re.DOTALL)
_ENTITY = re.compile(r"&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});")
_SIGN = re.compile(r"[*_`]")


def without_markup(text: str) -> tuple[str, list[int], list[Beside]]:
    """The printed text of a paragraph, for each of its characters where it stood in `text`, and
    what is there and not printed."""
    chars: list[str] = []
    kept: list[int] = []
    beside: list[Beside] = []
    _strip(text, 0, len(text), chars, kept, beside)
    return "".join(chars), kept, beside


def _strip(
    text: str, at: int, end: int, chars: list[str], kept: list[int], beside: list[Beside]
) -> None:
    while at < end:
        char = text[at]
        found = None
        if char == "\\":
            found = _ESCAPED.match(text, at, end)
            if found:
                chars.append(found[1])
                kept.append(at + 1)
        elif char == "!":
            found = _PICTURE.match(text, at, end)
            if found:
                beside.append(Beside("alternative text", found["alt"] or " "))
                beside.append(Beside("link", found["target"] or " "))
        elif char == "[":
            found = _NOTE.match(text, at, end)
            if not found and (found := _LINK.match(text, at, end)):
                _strip(text, found.start("words"), found.end("words"), chars, kept, beside)
                beside.append(Beside("link", found["target"] or " "))
        elif char == "<":
            found = _AUTOLINK.match(text, at, end) or _TAG.match(text, at, end)
            if found:
                beside.append(Beside("link" if found.re is _AUTOLINK else "markup", found[0]))
        elif char in "~{":
            found = _STRUCK.match(text, at, end) or _REMARK.match(text, at, end)
            words = next((one for one in found.groups() if one), "") if found else ""
            if found and words:
                beside.append(Beside("deletion" if found.re is _STRUCK else "comment", words))
        elif char == "&":
            found = _ENTITY.match(text, at, end)
            if found:
                for one in html.unescape(found[0]):
                    chars.append(one)
                    kept.append(at)
        elif _SIGN.match(char) and _is_emphasis(text, at):
            at += 1
            continue
        if found:
            at = found.end()
            continue
        chars.append(char)
        kept.append(at)
        at += 1


def _is_emphasis(text: str, at: int) -> bool:
    """A star or underline that touches a word on one side alone; an underline inside a word is a
    part of it."""
    sign = text[at]
    if sign == "`":
        return True
    before = text[at - 1 : at] if at else " "
    after = text[at + 1 : at + 2] or " "
    if sign == "_" and before.isalnum() and after.isalnum():
        return False
    return not (before.isspace() and after.isspace())
