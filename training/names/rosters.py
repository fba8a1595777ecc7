"""The roster that a researcher would have had of a voice: its people, spelled as they are written
where they are written well."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable

from pipeline.identified.names_model.words import has_capitals
from pipeline.identified.recognisers.known_forms import key_of
from pipeline.identified.recognisers.word_lists import is_name, is_ordinary
from pipeline.language.folding import folded
from pipeline.values.identifiers import Kind, RosterEntry
from training.names.talk import Document, text_of

OTHERWISE = "people not spelled as on the roster"
_WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")


def roster_of(document: Document) -> tuple[RosterEntry, ...]:
    """The people of a document who are named properly somewhere.

    Properly means: in words that are all listed names, or that stand there more than once and are
    no ordinary words; with capitals, or, where the document has none, in words that are no ordinary
    ones. Who is only ever misheard is on no roster.
    """
    capitals = has_capitals(map(text_of, document.turns))
    people = [one.text for turn in document.turns for one in turn if one.kind is Kind.PERSON]
    often = Counter(map(key_of, people))
    found: dict[str, RosterEntry] = {}
    for words in people:
        if _proper(words, often[key_of(words)], capitals=capitals):
            entry = RosterEntry(participant="", kind=Kind.PERSON, words=words, role="")
            found.setdefault(key_of(words), entry)
    return tuple(found.values())


def spelled_otherwise(words: str, roster: Iterable[RosterEntry]) -> bool:
    """Whether `words` are neither a name on the roster nor a part of one."""
    forms = {key_of(part) for one in roster for part in (one.words, *one.words.split())}
    return key_of(words) not in forms


def _proper(words: str, times: int, *, capitals: bool) -> bool:
    parts = _WORD.findall(words)
    if not parts or " ".join(parts) != words:
        return False
    plain = [folded(part) for part in parts]
    told = (
        all(part[0].isupper() for part in parts) if capitals else not all(map(is_ordinary, plain))
    )
    return told and (all(map(is_name, plain)) or (times > 1 and not all(map(is_ordinary, plain))))
