"""Which reader takes a file: by its content first, by its ending only where that says nothing."""

from __future__ import annotations

from pipeline.errors import InputError
from pipeline.identified.readers import delimited, docx, odt, plain, rtf, srt, webvtt
from pipeline.identified.readers.archives import is_archive, part_names
from pipeline.identified.readers.base import Reader
from pipeline.identified.readers.refusals import refuse

READERS: tuple[Reader, ...] = (rtf, docx, odt, srt, webvtt, delimited, plain)
"""In the order in which they are asked; the last takes whatever is text."""


def reader_for(data: bytes, ending: str) -> Reader:
    """The reader for `data`; raises ``InputError``, naming what to do, where there is none."""
    refuse(data)
    for reader in READERS:
        if reader is not plain and reader.fits(data, ending):
            return reader
    if is_archive(data):
        _refuse_archive(data)
    return plain


def _refuse_archive(data: bytes) -> None:
    if not part_names(data):
        raise InputError(
            "the document is damaged or cut short",
            next_step="Copy it again from where it came.",
        )
    raise InputError(
        "the file is a zip archive or an office file that holds no text document",
        next_step="Unpack it and give the documents one by one, or save it as .docx.",
    )
