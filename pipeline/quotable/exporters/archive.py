"""Office files are ZIP archives that remember when they were made: this makes them forget."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping
from datetime import datetime

MADE = datetime(2000, 1, 1)
"""The date every office export carries: it says nothing, and it is always the same."""

_EARLIEST = (1980, 1, 1, 0, 0, 0)


def without_traces(archive: bytes, instead: Mapping[str, bytes]) -> bytes:
    """`archive` with fixed dates and no file attributes: the same parts, the same bytes.

    Args:
        archive: a ZIP archive.
        instead: new content for some of its parts, by name.
    """
    made = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(archive)) as source,
        zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as target,
    ):
        for name in source.namelist():
            entry = zipfile.ZipInfo(name, date_time=_EARLIEST)
            entry.compress_type = zipfile.ZIP_DEFLATED
            target.writestr(entry, instead.get(name, source.read(name)))
    return made.getvalue()


CORE, APP = "docProps/core.xml", "docProps/app.xml"


def properties(title: str) -> dict[str, bytes]:
    """The document properties of an office file, by their parts: a title, no author, a date that
    says nothing, and not by which version of which library it was made."""
    return {CORE: core_properties(title), APP: _APP}


_APP = (
    b'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<Properties xmlns="http://schemas.'
    b'openxmlformats.org/officeDocument/2006/extended-properties"/>'
)


def core_properties(title: str) -> bytes:
    """The first of them: title, author and dates."""
    made = MADE.strftime("%Y-%m-%dT%H:%M:%SZ")
    return (
        '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
        '<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/'
        'core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl'
        '.org/dc/terms/" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">'
        f"<dc:title>{_escaped(title)}</dc:title><dc:creator></dc:creator>"
        "<cp:lastModifiedBy></cp:lastModifiedBy><dc:language>en-GB</dc:language>"
        f'<dcterms:created xsi:type="dcterms:W3CDTF">{made}</dcterms:created>'
        f'<dcterms:modified xsi:type="dcterms:W3CDTF">{made}</dcterms:modified>'
        "</cp:coreProperties>"
    ).encode()


def _escaped(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
