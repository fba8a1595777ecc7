"""A methods report as people read it: the same paragraphs and tables in every format.

``told`` makes them from the facts; one module a format writes them. The same report gives the same
bytes.
"""

from __future__ import annotations

from collections.abc import Callable

from pipeline.measure.methods import MethodsReport


def _markdown(report: MethodsReport) -> bytes:
    from pipeline.run.appendix.markdown import write

    return write(report)


def _docx(report: MethodsReport) -> bytes:
    from pipeline.run.appendix.document import write

    return write(report)


def _json(report: MethodsReport) -> bytes:
    from pipeline.run.appendix.data import write

    return write(report)


WRITERS: dict[str, Callable[[MethodsReport], bytes]] = {
    ".md": _markdown,
    ".docx": _docx,
    ".json": _json,
}
"""By the ending of the file's name."""
