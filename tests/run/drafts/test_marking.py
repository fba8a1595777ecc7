from __future__ import annotations

import io
from pathlib import Path

import docx
import pytest

from benchmarks.drafting import word_document
from pipeline.errors import InputError
from pipeline.run.drafts.marking import marked_copy, refuse_target, write_marked
from pipeline.run.drafts.reading import read_data
from pipeline.values.drafts import DraftPart
from tests.drafted import NAMES, Check

WRONG = "She said: “I never look under the car. Every morning” (Victim 12). And more."


def commented(data: bytes) -> dict[str, str]:
    """Anchored text -> the comment on it, of the check's own comments."""
    document = docx.Document(io.BytesIO(data))
    found = {}
    for comment in document.comments:
        if comment.author == "voices check-draft":
            found[anchored(document, comment.comment_id)] = comment.text
    return found


def anchored(document: docx.document.Document, id: int) -> str:
    words, inside = [], False
    for node in document.element.body.iter():
        name = str(node.tag).rpartition("}")[2]
        if name == "commentRangeStart" and node.get(docx.oxml.ns.qn("w:id")) == str(id):
            inside = True
        elif name == "commentRangeEnd" and node.get(docx.oxml.ns.qn("w:id")) == str(id):
            return "".join(words)
        elif name in ("t", "delText") and inside:
            words.append(node.text or "")
    raise AssertionError("no such comment is anchored")


def test_a_word_document_has_a_comment_on_the_very_words(check: Check) -> None:
    data = word_document({"body": ["First.", WRONG, "Last."]})
    found = commented(marked_copy(check(data, ".docx")))
    assert list(found) == ["I never look under the car. Every morning"]
    (says,) = found.values()
    assert "'still' became 'never' (a negation)" in says
    assert "Victim 7" in says


def test_the_text_of_a_marked_document_is_that_of_the_draft(check: Check) -> None:
    data = word_document(
        {
            "body": [
                WRONG,
                {"quote": "I want one person.\n— Victim 12"},
                {"text": "Struck", "deleted": " by Gavin Pryce", "inserted": " “not ours at all”"},
                {"table": [["Self-blame", "9 of 21"]]},
                {"text": "Box", "box": "Roz"},
                {"text": "Noted", "note": "Lorna Quigley"},
            ]
        }
    )
    checked = check(data, ".docx")
    again = read_data(marked_copy(checked), ".docx")
    kept = [one.text for one in again.values if one.part is not DraftPart.COMMENT]
    for piece in checked.draft.values:
        if piece.part in (DraftPart.TEXT, DraftPart.NOTE, DraftPart.DELETED):
            assert piece.text in kept


def test_comments_on_what_is_not_in_the_text(check: Check) -> None:
    data = word_document(
        {
            "metadata": {"author": "Gavin Pryce"},
            "header": "Ambleforth",
            "body": [
                "First.",
                {"text": "Noted", "note": "Lorna Quigley"},
                {"text": "B", "box": "Roz"},
            ],
        }
    )
    found = commented(marked_copy(check(data, ".docx")))
    assert "metadata: author" in found["First."]
    assert "header" in found["First."]
    assert "footnote 1" in found["Noted"]
    assert any("text box" in says for says in found.values())


def test_comments_that_are_there_stay(check: Check) -> None:
    data = word_document({"body": [{"text": WRONG, "remark": "A reader's remark"}]})
    document = docx.Document(io.BytesIO(marked_copy(check(data, ".docx"))))
    assert [one.author for one in document.comments] == ["A reader", "voices check-draft"]


def test_a_document_without_words_can_be_marked(check: Check) -> None:
    data = word_document({"metadata": {"author": "Gavin Pryce"}, "body": []})
    assert commented(marked_copy(check(data, ".docx")))


def test_markdown_has_numbers_and_a_list(check: Check) -> None:
    marked = marked_copy(check(f"# Head\n\n{WRONG}\n\n<!-- Gavin Pryce -->\n")).decode()
    assert "Every morning**[check 1]****[check 2]**” (Victim 12)" in marked
    assert "## What the check of this draft found" in marked
    assert "3. comment 1: name:" in marked
    assert marked.count("Gavin") == 1


def test_html_has_marks_a_list_and_stays_well_formed(check: Check) -> None:
    page = f"<html><body><p>A &amp; B. {WRONG.replace('“', '&ldquo;')}</p></body></html>"
    marked = marked_copy(check(page, ".html")).decode()
    assert "&amp;" in marked
    assert '<mark><a href="#voices-check">[check 1]</a></mark>' in marked
    assert marked.index('voices-check"><h2>') < marked.index("</body>")


def test_a_mark_never_parts_an_entity_or_a_tag(check: Check) -> None:
    page = "<p><q>I never look under the car. Every morning&hellip;</q> (Victim 7)</p>"
    marked = marked_copy(check(page, ".html")).decode()
    assert "&hellip;<mark>" in marked
    plain = read_data(marked.encode(), ".html").values[0].text
    assert plain.startswith("“I never look")


@pytest.mark.parametrize("encoding", ["utf-8", "cp1252", "utf-16"])
def test_the_copy_is_in_the_encoding_of_the_draft(check: Check, encoding: str) -> None:
    checked = check(WRONG.encode(encoding), ".txt")
    assert "[check 1]" in marked_copy(checked).decode(encoding)


def test_a_remark_names_nobody(check: Check) -> None:
    text = f"{', '.join(NAMES)}. “I know he's in Gavin now, but I get down on my knees and I look.”"
    marked = marked_copy(check(text)).decode()
    listed = marked.split("What the check of this draft found")[1]
    assert not any(name.casefold() in listed.casefold() for name in (*NAMES, "Gavin"))


def test_the_copy_is_its_owner_s_alone(check: Check, tmp_path: Path) -> None:
    target = tmp_path / "marked.md"
    write_marked(check(WRONG), target)
    assert target.stat().st_mode & 0o077 == 0


def test_no_file_is_ever_replaced(tmp_path: Path) -> None:
    draft, other, link = tmp_path / "a.md", tmp_path / "b.md", tmp_path / "c.md"
    draft.write_text("x")
    other.write_text("y")
    link.symlink_to(draft)
    for target in (draft, other, link, tmp_path / "sub" / ".." / "a.md"):
        (tmp_path / "sub").mkdir(exist_ok=True)
        with pytest.raises(InputError):
            refuse_target(draft, target)
    with pytest.raises(InputError, match="ending"):
        refuse_target(draft, tmp_path / "new.docx")
    refuse_target(draft, tmp_path / "new.md")
