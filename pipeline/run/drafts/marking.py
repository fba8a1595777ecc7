"""A copy of a draft with a remark at every finding; the draft itself is never written."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator, Sequence
from pathlib import Path

from pipeline.atomic import write_bytes
from pipeline.errors import InputError
from pipeline.run.drafts.checking import CheckedDraft
from pipeline.run.drafts.reading import ENDINGS, DraftFormat, ReadDraft
from pipeline.values.drafts import DraftFinding, Grade

TITLE = "What the check of this draft found"
_ENTITY = re.compile(r"&#?\w{1,32};")
_BODY_END = re.compile(r"</body\s*>", re.IGNORECASE)


def refuse_target(draft: Path, target: Path) -> None:
    """Refuse a place for the marked copy that would cost somebody a file, before any work.

    Raises:
        InputError: it is the draft itself, or there is a file already, or it ends otherwise than
            the draft.
    """
    if target.exists() or target.is_symlink():
        own = draft.exists() and target.exists() and target.samefile(draft)
        what = "is the draft itself" if own else "is there already, and is not replaced"
        raise InputError(f"the place of the marked copy {what}", next_step="name another file")
    if ENDINGS.get(target.suffix.lower()) is not ENDINGS.get(draft.suffix.lower()):
        raise InputError(
            "the marked copy has the format of the draft, and so its ending",
            next_step="give it the ending of the draft",
        )


def write_marked(checked: CheckedDraft, target: Path) -> None:
    """Write the marked copy, open to its owner alone; it holds all that the draft holds."""
    write_bytes(target, marked_copy(checked))


def marked_copy(checked: CheckedDraft) -> bytes:
    """The draft with remarks: comments in a Word document, numbers and a list at the end in text
    and web pages."""
    draft, findings = checked.draft, checked.check.findings
    if draft.format is DraftFormat.DOCX:
        from pipeline.run.drafts.marked_docx import commented

        return commented(draft, findings)
    return _marked_text(draft, findings)


def remark(finding: DraftFinding) -> str:
    """A finding as a remark says it."""
    grave = "" if finding.grade is Grade.FAULT else "note: "
    return f"{grave}{finding.kind.value}: {finding.says}"


def _marked_text(draft: ReadDraft, findings: Sequence[DraftFinding]) -> bytes:
    text = draft.data.decode(draft.encoding)
    places = [(_place(draft, one, text), number) for number, one in enumerate(findings, start=1)]
    for place, number in sorted(
        ((place, number) for place, number in places if place is not None), reverse=True
    ):
        text = f"{text[:place]}{_sign(draft.format, number)}{text[place:]}"
    lines = [f"{number}. {one.where}: {remark(one)}" for number, one in enumerate(findings, 1)]
    return _with_list(draft.format, text, lines).encode(draft.encoding, "xmlcharrefreplace")


def _place(draft: ReadDraft, finding: DraftFinding, text: str) -> int | None:
    """Where in the file's text the sign of a finding goes; None where nothing of it is printed."""
    offsets = draft.pieces[finding.piece].offsets
    if not offsets:
        return None
    last = offsets[(finding.span.end if finding.span else len(offsets)) - 1]
    if text[last] == "&":
        entity = _ENTITY.match(text, last)
        return entity.end() if entity else last + 1
    if draft.format is DraftFormat.HTML and text[last] == "<":
        return text.index(">", last) + 1
    return last + 1


def _sign(format: DraftFormat, number: int) -> str:
    if format is DraftFormat.HTML:
        return f'<mark><a href="#voices-check">[check {number}]</a></mark>'
    if format is DraftFormat.MARKDOWN:
        return f"**[check {number}]**"
    return f"[check {number}]"


def _with_list(format: DraftFormat, text: str, lines: Sequence[str]) -> str:
    if format is DraftFormat.HTML:
        items = "".join(f"<p>{html.escape(line)}</p>\n" for line in lines)
        section = f'<section id="voices-check"><h2>{TITLE}</h2>\n{items}</section>\n'
        end = list(_BODY_END.finditer(text))
        at = end[-1].start() if end else len(text)
        return f"{text[:at]}{section}{text[at:]}"
    heading = f"## {TITLE}" if format is DraftFormat.MARKDOWN else TITLE
    return "\n".join([text.rstrip("\n"), "", heading, "", *_escaped(format, lines), ""])


def _escaped(format: DraftFormat, lines: Sequence[str]) -> Iterator[str]:
    for line in lines:
        plain = re.sub(r"([*_`\[\]<>])", r"\\\1", line)
        yield plain if format is DraftFormat.MARKDOWN else line
