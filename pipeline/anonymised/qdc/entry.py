"""What a QDC file has no field for, as labelled lines of a code's description.

A reader sees an ordinary description; this program finds its own entries again.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable

ID = "Id"
_TEXTS = {"Include": "include", "Exclude": "exclude"}
_LISTS = {"Examples": "examples", "Look-alikes": "lookalikes", "Cues": "cues"}
_NAMES = {"Neighbours": "neighbours"}
_LABEL = re.compile(rf"({'|'.join([*_TEXTS, *_LISTS, *_NAMES, ID])}):(?: (.*))?", re.IGNORECASE)
Entry = dict[str, str | list[str]]
"""Keys of a code -> its words, or its list."""


def clean(text: str) -> str:
    """`text` on one line, without signs that XML or YAML cannot hold."""
    kept = "".join(" " if char.isspace() else char for char in text)
    return " ".join(
        "".join(char for char in kept if unicodedata.category(char) not in _UNWRITABLE
                and char not in "\ufffe\uffff").split()
    )  # fmt: skip


_UNWRITABLE = ("Cc", "Cs")


def description(entry: Entry) -> str:
    """The definition, then what else there is under its label, the id last."""
    lines = [clean(str(entry.get("definition", "")))]
    for label, key in _TEXTS.items():
        if words := clean(str(entry.get(key, ""))):
            lines.append(f"{label}: {words}")
    for label, key in _LISTS.items():
        if items := _cleaned(entry.get(key, [])):
            lines += [f"{label}:", *(f"- {item}" for item in items)]
    for label, key in _NAMES.items():
        if items := _cleaned(entry.get(key, [])):
            lines.append(f"{label}: {', '.join(items)}")
    return "\n".join([*lines, f"{ID}: {entry['id']}"])


def _cleaned(items: str | Iterable[str]) -> list[str]:
    return [words for item in items if (words := clean(item))]


def entry_of(text: str) -> Entry:
    """What a description says: labelled lines into their fields, everything before the first
    label into the definition. A line under no list belongs to the text before it."""
    first, *lines = text.splitlines() or [""]
    entry: Entry = {"definition": clean(first)}
    under = "definition"
    for line in lines:
        label = _LABEL.fullmatch(line.strip())
        if label:
            under = _open(entry, label[1].capitalize(), label[2] or "")
        elif isinstance(items := entry[under], list):
            _add_item(items, line)
        else:
            entry[under] = clean(f"{items} {line}")
    return entry


def _open(entry: Entry, label: str, words: str) -> str:
    if label in _LISTS:
        items = entry.setdefault(_LISTS[label], [])
        if isinstance(items, list) and clean(words):
            items.append(clean(words))
        return _LISTS[label]
    if label in _NAMES:
        entry[_NAMES[label]] = [name for one in words.split(",") if (name := clean(one))]
        return _NAMES[label]
    key = _TEXTS.get(label, "id")
    entry[key] = clean(words)
    return key


def _add_item(items: list[str], line: str) -> None:
    words = clean(line)
    if words.startswith("- "):
        items.append(words[2:])
    elif words and items:
        items[-1] = f"{items[-1]} {words}"
    elif words:
        items.append(words)
