"""The codebook that the codings of the outputs were made with."""

from __future__ import annotations

from pipeline.run.files import read_value, write_values
from pipeline.run.places import Places
from pipeline.values.themes import Codebook


def keep_codebook(places: Places, codebook: Codebook) -> dict[str, str]:
    """Keep a copy beside the table of codings; returns its path under outputs/ and SHA-256."""
    path = places.kept_codebook
    return {path.relative_to(places.outputs).as_posix(): write_values(path, [codebook])}


def kept_codebook(places: Places) -> Codebook | None:
    """The copy; None where nothing has been coded, or only by an older version of the program."""
    path = places.kept_codebook
    return read_value(path, Codebook) if path.exists() else None
