"""A Word document with a comment at every finding."""

from __future__ import annotations

import copy
import io
from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import Any

from pipeline.errors import InputError
from pipeline.run.drafts.docx_text import Character, characters, name_of, paragraphs
from pipeline.run.drafts.marking import TITLE, remark
from pipeline.run.drafts.reading import ReadDraft
from pipeline.values.drafts import DraftFinding

AUTHOR, INITIALS = "voices check-draft", "VC"
_ELSEWHERE = -1


def commented(draft: ReadDraft, findings: Sequence[DraftFinding]) -> bytes:
    """The document with comments. What stands in no paragraph of the text, such as metadata, is
    told in one comment at its beginning.

    Raises:
        InputError: the document can be read, but not be written again.
    """
    document = _opened(draft.data)
    body = list(paragraphs(document.element))
    by_paragraph: dict[int, list[DraftFinding]] = defaultdict(list)
    for one in findings:
        place = draft.pieces[one.piece].paragraph
        known = place is not None and place < len(body)
        by_paragraph[place if place is not None and known else _ELSEWHERE].append(one)
    elsewhere = by_paragraph.pop(_ELSEWHERE, [])
    for number, own in sorted(by_paragraph.items()):
        paragraph = _outermost(body[number])
        for (start, end), some in _by_span(draft, body[number], own).items():
            runs = _runs(paragraph, start, end)
            if runs:
                _comment(document, runs, [f"{one.where}: {remark(one)}" for one in some])
            else:
                elsewhere += some
    if elsewhere:
        _at_beginning(document, body, elsewhere)
    written = io.BytesIO()
    document.save(written)
    return written.getvalue()


def _opened(data: bytes) -> Any:
    import docx

    try:
        return docx.Document(io.BytesIO(data))
    except Exception:
        document = None
    if document is None:
        raise InputError(
            "the draft can be read, but no marked copy of it can be made",
            next_step="open it in Word, save it once more as .docx and mark that",
        )
    return document


def _outermost(paragraph: Any) -> Any:
    """Word takes no comments inside text boxes: they go to the paragraph that holds the box."""
    found = paragraph
    for above in paragraph.iterancestors():
        if name_of(above) == "p":
            found = above
    return found


def _by_span(
    draft: ReadDraft, paragraph: Any, findings: Sequence[DraftFinding]
) -> dict[tuple[int, int], list[DraftFinding]]:
    """Findings by the stretch that they are about; (0, 0) for the whole paragraph."""
    text = "".join(one.char for one in characters(paragraph))
    inside = _outermost(paragraph) is not paragraph
    groups: dict[tuple[int, int], list[DraftFinding]] = defaultdict(list)
    for one in findings:
        own = draft.pieces[one.piece].value.text == text and not inside
        span = (one.span.start, one.span.end) if one.span and own else (0, 0)
        groups[span].append(one)
    return groups


def _runs(paragraph: Any, start: int, end: int) -> tuple[Any, Any] | None:
    """The first and the last run of a stretch, cut out so that they hold no more than it."""
    if end > start:
        _cut_before(paragraph, end)
        _cut_before(paragraph, start)
        found = [one.run for one in _in_runs(paragraph)][start:end]
    else:
        found = [one.run for one in _in_runs(paragraph)]
    kept = [run for run in found if run is not None]
    return (kept[0], kept[-1]) if kept else None


def _in_runs(paragraph: Any) -> list[Character]:
    return list(characters(paragraph))


def _cut_before(paragraph: Any, place: int) -> None:
    """Make a run begin at character `place` of the paragraph."""
    chars = _in_runs(paragraph)
    if not 0 < place < len(chars):
        return
    here, before = chars[place], chars[place - 1]
    if here.run is None or here.run is not before.run:
        return
    first, second = here.run, copy.deepcopy(here.run)
    index = list(first).index(_child_of(first, here.node))
    for number, node in enumerate(list(second)):
        if number < index and name_of(node) != "rPr":
            second.remove(node)
    for node in list(first)[index + 1 :]:
        first.remove(node)
    if here.place:
        whole = here.node.text
        here.node.text = whole[: here.place]
        _spaced(here.node)
        rest = next(node for node in second if name_of(node) == "t")
        rest.text = whole[here.place :]
        _spaced(rest)
    else:
        first.remove(list(first)[index])
    first.addnext(second)


def _child_of(run: Any, node: Any) -> Any:
    while node.getparent() is not run:
        node = node.getparent()
    return node


def _spaced(node: Any) -> None:
    node.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")


def _comment(document: Any, runs: tuple[Any, Any], lines: Sequence[str]) -> None:
    from docx.text.run import Run

    parent = document.element.body
    first, last = (Run(one, parent) for one in runs)
    made = document.add_comment([first, last], text=lines[0], author=AUTHOR, initials=INITIALS)
    for line in lines[1:]:
        made.add_paragraph(line)


def _at_beginning(document: Any, body: Sequence[Any], findings: Sequence[DraftFinding]) -> None:
    first = next(_with_runs(body), None)
    if first is None:
        run = document.add_paragraph(TITLE).runs[0]._r
        first = (run, run)
    lines = [f"{one.where}: {remark(one)}" for one in findings]
    _comment(document, first, [f"{TITLE}, elsewhere in the file:", *lines])


def _with_runs(body: Sequence[Any]) -> Iterator[tuple[Any, Any]]:
    for paragraph in body:
        if _outermost(paragraph) is paragraph:
            runs = _runs(paragraph, 0, 0)
            if runs:
                yield runs
