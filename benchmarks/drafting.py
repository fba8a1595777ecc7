"""An invented study with a quote book written by hand, and drafts of reports with planted slips.

A draft's source marks what it plants: ``{{kind| words }}``, where `kind` is a slip's name or
``clean``. Sources are Markdown, HTML or text as they are, and YAML for Word documents.
"""

from __future__ import annotations

import csv
import io
import re
import shutil
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from itertools import count
from pathlib import Path
from typing import Any

import docx
import yaml
from docx.document import Document
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm
from docx.text.paragraph import Paragraph

from pipeline.gates import Approvals, admit, confirm
from pipeline.identified.vault import Contents, KeyFile, open_vault
from pipeline.quotable.attribute import attributions
from pipeline.quotable.edit import present
from pipeline.quotable.sentences import count_words
from pipeline.run.files import write_values
from pipeline.run.places import Places
from pipeline.values.identifiers import Identity, Kind, Known
from pipeline.values.quotes import (
    Consent,
    Participant,
    Quote,
    QuoteBook,
    Spread,
    VictimNumbers,
    Withheld,
)
from pipeline.values.spans import Span
from pipeline.values.texts import AdmittedTranscript, Draft, DraftTurn
from pipeline.values.themes import Coding, Polarity, RaisedFlag, Subject, Time

REPOSITORY = Path(__file__).parents[1]
FOLDER = Path(__file__).parent / "check_draft"
WAIVED = "every word is invented"
PLANTED = re.compile(r"\{\{(?P<kind>[a-z -]+)\|(?P<words>.*?)\}\}", re.DOTALL)
SEED = "0" * 32
_SIGNS = 0xE000
"""Where the characters begin that no text has."""


@dataclass(frozen=True)
class Planted:
    """A stretch of a draft that somebody made wrong, or set down as clean."""

    kind: str
    words: str = field(repr=False)
    first: str
    """The sign that stands before it in the marked data."""
    last: str
    """The sign behind it."""


@dataclass(frozen=True)
class PlantedDraft:
    """A draft and what is planted in it."""

    name: str
    ending: str
    data: bytes = field(repr=False)
    marked: bytes = field(repr=False)
    """The same with a sign of its own on both sides of every planted stretch."""
    planted: tuple[Planted, ...] = field(repr=False)


# The study


def build_study(root: Path) -> Path:
    """Write the invented study to `root`, as if a run had just ended; returns `root`."""
    source = yaml.safe_load((FOLDER / "study.yaml").read_text("utf-8"))
    _configure(root, source)
    places = Places(root, "invented")
    people = [_participant(id, one) for id, one in source["interviews"].items()]
    transcripts = {id: _admitted(id, one["turns"]) for id, one in source["interviews"].items()}
    numbers = {id: one["label"] for id, one in source["interviews"].items()}
    for id, one in transcripts.items():
        write_values(places.admitted / f"{id}.json", [one])
    write_values(places.victim_numbers, [VictimNumbers(numbers=numbers)])
    labels = {id: f"Victim {number}" for id, number in numbers.items()}
    printed = attributions(people, ["relationship_to_stalker"], source["minimum_cell"], labels)
    quotes = [_quote(row, transcripts[row[1]], printed) for row in source["quotes"]]
    for id, one in transcripts.items():
        own = [_coding(quote, code) for quote in quotes if quote.transcript == id
               for code in quote.codes]  # fmt: skip
        approvals = Approvals.of([], {}, WAIVED, 0.0)
        confirmed = [found for coding in own if (found := confirm(coding, approvals))]
        write_values(places.confirmed / f"{id}.jsonl", confirmed)
        flags = [
            RaisedFlag(transcript=id, turn=turn, flag=flag, evidence="")
            for transcript, turn, flag in source["flags"]
            if transcript == id
        ]
        write_values(places.flags / f"{one.id}.jsonl", flags)
    write_values(places.book, [_book(source, quotes)])
    _seal_vault(root, source["vault"])
    return root


def key_of(root: Path) -> KeyFile:
    """What opens the study's vault."""
    return KeyFile(root / "vault" / "study.key")


def _configure(root: Path, source: Mapping[str, Any]) -> None:
    (root / "config").mkdir(parents=True)
    for part in ("identifiers", "codebook", "quotes"):
        shutil.copy(REPOSITORY / "config" / f"{part}.yaml", root / "config")
    settings = {
        "title": source["title"],
        "corpus": "invented",
        "synthetic": True,
        "review": "waived",
        "waived_because": WAIVED,
        "waived_confidence": 0.0,
        "engine": "in-process",
    }
    (root / "config" / "study.yaml").write_text(yaml.safe_dump(settings), "utf-8")
    corpus = root / "corpora" / "invented"
    (corpus / "transcripts").mkdir(parents=True)
    table = io.StringIO()
    rows = csv.writer(table)
    rows.writerow(("participant", "file", "consent", "relationship_to_stalker"))
    for id, one in source["interviews"].items():
        (corpus / "transcripts" / f"{id}.txt").write_text("\n".join(one["turns"]), "utf-8")
        rows.writerow((id, f"{id}.txt", one["consent"], one["relationship"]))
    (corpus / "participants.csv").write_text(table.getvalue(), "utf-8")
    (corpus / "roster.csv").write_text(source["roster"], "utf-8")


def _participant(id: str, one: Mapping[str, Any]) -> Participant:
    return Participant(
        id=id,
        file=f"{id}.txt",
        consent=Consent(one["consent"]),
        attributes={"relationship_to_stalker": one["relationship"]},
    )


def _admitted(id: str, turns: list[str]) -> AdmittedTranscript:
    made = []
    for number, turn in enumerate(turns, start=1):
        speaker, _, text = turn.partition(": ")
        made.append(DraftTurn(number=number, speaker=speaker, text=text))
    draft = Draft(id=id, participant=id, turns=tuple(made))
    admitted = admit(draft, Approvals.of([], {}, WAIVED))
    assert admitted
    return admitted


def _quote(row: list[Any], transcript: AdmittedTranscript, printed: Mapping[str, str]) -> Quote:
    id, _, number, words, codes = row
    start = transcript.turns[number - 1].text.index(words)
    text, edits = present(words)
    return Quote(
        id=id,
        transcript=transcript.id,
        participant=transcript.participant,
        turns=(number,),
        span=Span(start=start, end=start + len(words)),
        codes=tuple(codes),
        polarity=Polarity.PRESENT,
        verbatim=words,
        text=text,
        edits=edits,
        context="",
        attribution=printed[transcript.participant],
        words=count_words(text),
        checks=(),
        reviewed=True,
    )


def _coding(quote: Quote, code: str) -> Coding:
    return Coding(
        id=f"C{quote.id[1:]}-{code[:20]}",
        transcript=quote.transcript,
        turn=quote.turns[0],
        span=quote.span,
        code=code,
        polarity=quote.polarity,
        subject=Subject.SELF,
        time=Time.PAST,
        coder="person",
        confidence=1.0,
        evidence="",
        text=quote.verbatim,
    )


def _book(source: Mapping[str, Any], quotes: list[Quote]) -> QuoteBook:
    return QuoteBook(
        title=source["title"],
        synthetic=True,
        reviewed=True,
        families=source["families"],
        codes={id: (family, name, "") for id, (family, name, _) in source["codes"].items()},
        quotes=tuple(quotes),
        spreads=tuple(
            Spread(
                code=id,
                participants=count,
                base=source["base"],
                passages=count,
                quotes=sum(id in quote.codes for quote in quotes),
            )
            for id, (_, _, count) in source["codes"].items()
        ),
        withheld=tuple(
            Withheld(transcript=transcript, turn=turn, code=code, reason=reason)
            for transcript, turn, code, reason in source["withheld"]
        ),
        minimum_cell=source["minimum_cell"],
    )


def _seal_vault(root: Path, rows: list[list[str]]) -> None:
    key = key_of(root)
    key.path.parent.mkdir(parents=True)
    key.make()
    vault = open_vault(root / "vault" / "vault.bin", key)
    identities = tuple(
        Identity(
            id=id,
            kind=Kind(kind),
            participant=participant,
            role=role,
            forms=(words,),
            replacement=f"[{role}]",
            known=Known(known),
            why="written by hand",
        )
        for id, kind, participant, role, words, known in rows
    )
    vault.keep(Contents(seed=SEED, identities=identities, made=len(identities)))


# The drafts


def drafts(folder: Path) -> Iterator[PlantedDraft]:
    """Every draft whose source lies in `folder`, sorted by name."""
    for path in sorted(folder.iterdir()):
        source = path.read_text("utf-8")
        planted = tuple(
            Planted(found["kind"], " ".join(found["words"].split()), chr(sign), chr(sign + 1))
            for sign, found in zip(count(_SIGNS, 2), PLANTED.finditer(source), strict=False)
        )
        plain = PLANTED.sub(lambda found: found["words"], source)
        marked = _marked(source, planted)
        ending = ".docx" if path.suffix == ".yaml" else path.suffix
        yield PlantedDraft(
            path.stem, ending, _file(plain, path.suffix), _file(marked, path.suffix), planted
        )


def _marked(source: str, planted: tuple[Planted, ...]) -> str:
    signs = iter(planted)

    def signed(found: re.Match[str]) -> str:
        one = next(signs)
        return f"{one.first}{found['words']}{one.last}"

    return PLANTED.sub(signed, source)


def _file(source: str, suffix: str) -> bytes:
    return word_document(yaml.safe_load(source)) if suffix == ".yaml" else source.encode()


def word_document(source: Mapping[str, Any]) -> bytes:
    """A Word document: `metadata`, `header`, `footer` and `body`, a list of paragraphs.

    A paragraph is text, or has one key: `heading`, `quote` (in Word's style), `indented`,
    `bullet`, `table` (rows of cells), `box` (a text box), `deleted` and `inserted` (under review),
    `picture` (its alternative text). `note` and `remark` give it a footnote and a comment.
    """
    document = docx.Document()
    for name, value in (source.get("metadata") or {}).items():
        setattr(document.core_properties, name, value)
    section = document.sections[0]
    for part in ("header", "footer"):
        if part in source:
            getattr(section, part).paragraphs[0].text = source[part]
    notes: list[str] = []
    for one in source["body"]:
        _add(document, one if isinstance(one, dict) else {"text": one}, notes)
    made = io.BytesIO()
    document.save(made)
    return _with_footnotes(made.getvalue(), notes)


def _add(document: Document, one: Mapping[str, Any], notes: list[str]) -> None:
    if "table" in one:
        rows = one["table"]
        table = document.add_table(rows=len(rows), cols=len(rows[0]))
        for row, cells in zip(table.rows, rows, strict=True):
            for cell, words in zip(row.cells, cells, strict=True):
                cell.text = words
        return
    paragraph = _paragraph(document, one)
    for sort in ("deleted", "inserted"):
        if sort in one:
            _tracked(paragraph, sort, one[sort])
    if "picture" in one:
        _picture(paragraph, one["picture"])
    if "box" in one:
        _box(paragraph, one["box"])
    if "note" in one:
        notes.append(one["note"])
        run = paragraph.add_run()
        reference = OxmlElement("w:footnoteReference")
        reference.set(qn("w:id"), str(len(notes)))
        run._r.append(reference)
    if "remark" in one:
        document.add_comment(paragraph.runs, text=one["remark"], author="A reader", initials="AR")


def _paragraph(document: Document, one: Mapping[str, Any]) -> Paragraph:
    styles = {"heading": "Heading 2", "quote": "Quote", "bullet": "List Bullet"}
    sort = next(
        (name for name in ("heading", "quote", "bullet", "indented") if name in one), "text"
    )
    paragraph = document.add_paragraph(style=styles.get(sort))
    for number, line in enumerate(str(one.get(sort, "")).split("\n")):
        run = paragraph.add_run(line)
        if number:
            run._r.insert(0, OxmlElement("w:br"))
    if sort == "indented":
        paragraph.paragraph_format.left_indent = Cm(1.2)
    return paragraph


def _tracked(paragraph: Paragraph, sort: str, words: str) -> None:
    change = OxmlElement("w:del" if sort == "deleted" else "w:ins")
    change.set(qn("w:id"), "900")
    change.set(qn("w:author"), "A reader")
    run = OxmlElement("w:r")
    text = OxmlElement("w:delText" if sort == "deleted" else "w:t")
    text.text = words
    text.set(qn("xml:space"), "preserve")
    run.append(text)
    change.append(run)
    paragraph._p.append(change)


def _picture(paragraph: Paragraph, alternative: str) -> None:
    run = paragraph.add_run()
    drawing = OxmlElement("w:drawing")
    properties = OxmlElement("wp:docPr")
    properties.set("id", "1")
    properties.set("name", "Picture 1")
    properties.set("descr", alternative)
    drawing.append(properties)
    run._r.append(drawing)


def _box(paragraph: Paragraph, words: str) -> None:
    run = paragraph.add_run()
    picture = OxmlElement("w:pict")
    content = OxmlElement("w:txbxContent")
    inner = OxmlElement("w:p")
    inner_run = OxmlElement("w:r")
    text = OxmlElement("w:t")
    text.text = words
    inner_run.append(text)
    inner.append(inner_run)
    content.append(inner)
    picture.append(content)
    run._r.append(picture)


def _with_footnotes(data: bytes, notes: list[str]) -> bytes:
    """python-docx writes no footnotes: their part is put into the file beside the others."""
    import zipfile

    if not notes:
        return data
    space = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    body = "".join(
        f'<w:footnote w:id="{number}"><w:p><w:r><w:t>{_escaped(words)}</w:t></w:r></w:p>'
        "</w:footnote>"
        for number, words in enumerate(notes, start=1)
    )
    part = (
        '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
        f'<w:footnotes xmlns:w="{space}">{body}</w:footnotes>'
    )
    kind = "application/vnd.openxmlformats-officedocument.wordprocessingml.footnotes+xml"
    relation = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/footnotes"
    written = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(written, "w") as new:
        for name in old.namelist():
            content = old.read(name).decode("utf-8") if name.endswith((".xml", ".rels")) else None
            if name == "[Content_Types].xml" and content:
                override = (
                    f'<Override PartName="/word/footnotes.xml" ContentType="{kind}"/></Types>'
                )
                content = content.replace("</Types>", override)
            if name == "word/_rels/document.xml.rels" and content:
                link = f'<Relationship Id="rId900" Type="{relation}" Target="footnotes.xml"/>'
                content = content.replace("</Relationships>", f"{link}</Relationships>")
            new.writestr(name, old.read(name) if content is None else content)
        new.writestr("word/footnotes.xml", part)
    return written.getvalue()


def _escaped(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
