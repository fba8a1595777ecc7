"""Zip containers whose bytes depend on nothing but their content."""

from __future__ import annotations

import io
import zipfile

_DATE = (2024, 1, 1, 0, 0, 0)


def fixed_zip(data: bytes) -> bytes:
    """The same zip file with fixed dates and without compression, which differs between zlibs."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as source, zipfile.ZipFile(out, "w") as target:
        for name in source.namelist():
            entry = zipfile.ZipInfo(name, _DATE)
            entry.create_system = 3  # else it names the system it was made on
            target.writestr(entry, source.read(name), compress_type=zipfile.ZIP_STORED)
    return out.getvalue()
