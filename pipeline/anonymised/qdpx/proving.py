"""What was written is read again before anybody gets it."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping

from pipeline.anonymised.qdpx.parsing import inner, parse_project
from pipeline.anonymised.qdpx.project import Project
from pipeline.errors import VoicesError

Passages = Mapping[tuple[str, int], str]
"""Transcript and turn -> the turn's anonymised words."""


def prove(data: bytes, project: Project, words: Passages) -> None:
    """See that every passage in the file is the passage it stands for.

    Args:
        data: the file.
        project: what it was written from.
        words: the words of every turn that passages stand in.

    Raises:
        VoicesError: one is not; the file must not be handed on.
    """
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        root = parse_project(archive.read("project.qde"), "the project")
        elements = [one for part in inner(root, "Sources") for one in part]
        for source, element in zip(project.sources, elements, strict=True):
            path = element.get("plainTextPath", "").replace("internal://", "sources/")
            text = archive.read(path).decode("utf-8")
            selections = inner(element, "PlainTextSelection")
            for marked, one in zip(source.marked, selections, strict=True):
                start, end = int(one.get("startPosition", "")), int(one.get("endPosition", ""))
                turn = words[source.id, marked.turn]
                if text[start:end] != turn[marked.span.start : marked.span.end]:
                    raise VoicesError(
                        "a passage of the project is not the one that was coded",
                        where=f"transcript {source.id}, turn {marked.turn}",
                        next_step="please report this; nothing was written",
                    )
