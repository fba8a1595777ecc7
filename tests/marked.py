"""The two short interviews of `tests.studies`, marked by hand."""

from __future__ import annotations

from pathlib import Path

from tests.studies import ADA, BEN


def tag(words: str, id: str, kind: str = "PERSON", directness: str = "direct") -> str:
    return f'<e t="{kind}" id="{id}" k="{directness}">{words}</e>'


def marked(talk: str, *marks: tuple[str, str]) -> str:
    """`talk` with each of the words replaced by what is marked, once, in order."""
    done = ""
    for words, instead in marks:
        before, found, talk = talk.partition(words)
        assert found, "the interview has changed"
        done += before + instead
    return done + talk


CODED = "I changed my route to work every single day because of him."
ADA_MARKED = marked(
    ADA,
    ("Ada", tag("Ada", "p1")),
    ("Ludlow", tag("Ludlow", "t1", "LOCATION", "quasi")),
    ("Jonquil", tag("Jonquil", "p2")),
    (CODED, f'<c id="routine-change" pol="present">{CODED}</c>'),
    ("Casimir", tag("Casimir", "p3")),
    ("Casimir Thrale", tag("Casimir Thrale", "p3")),
    ("kept ringing me", tag("kept ringing me", "x1", "OTHER", "quasi")),
    ("Oddie", tag("Oddie", "p4")),
    ("07700 900321", tag("07700 900321", "n1", "PHONE")),
)
"""Six direct mentions of five, and two quasi; one code."""
BEN_MARKED = marked(BEN, ("Ben Quillfeather", tag("Ben Quillfeather", "p1")))


def put_gold(root: Path, id: str, text: str, *, file: str = "", style: str = "txt") -> Path:
    """Add a gold file to the study at `root`."""
    path = root / "corpora" / "trial" / "gold" / (file or f"{id}.gold.txt")
    path.parent.mkdir(exist_ok=True)
    path.write_text(f"#id: {id}\n#style: {style}\n{text}")
    return path
