"""Which code of a study a code of a QDPX file is."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from pipeline.anonymised.qdc.entry import clean
from pipeline.anonymised.qdc.writing import code_key, guid_of, polarity_name
from pipeline.anonymised.qdpx.reading import ReadCode
from pipeline.values.themes import Codebook, Polarity


@dataclass(frozen=True)
class Meant:
    """A code of the study, and as what it is applied."""

    code: str
    polarity: Polarity


def meanings(codes: Mapping[str, ReadCode], codebook: Codebook) -> dict[str, Meant]:
    """GUID of the file -> code of the study; a code that is none of the study's is not in it.

    A code is known by its GUID, by the id at the end of its description, by its name, or by its id
    in the place of a name, in this order. A name that two codes share tells neither.
    """
    known = {
        code_key(code.id, polarity): Meant(code.id, polarity)
        for code in codebook.codes
        for polarity in Polarity
    }
    by_guid = {guid_of(key): meant for key, meant in known.items()}
    by_name = _by_name(codebook)
    found: dict[str, Meant] = dict(by_guid)
    for guid, code in codes.items():
        name = code.name.casefold()
        meant = by_guid.get(guid) or known.get(code.id) or by_name.get(name) or known.get(name)
        if meant and code.codable:
            found[guid] = meant
        else:
            found.pop(guid, None)
    return found


def _by_name(codebook: Codebook) -> dict[str, Meant]:
    found: dict[str, Meant] = {}
    twice: set[str] = set()
    for code in codebook.codes:
        for polarity in Polarity:
            name = clean(polarity_name(code.name, polarity)).casefold()
            twice |= {name} & found.keys()
            found[name] = Meant(code.id, polarity)
    return {name: meant for name, meant in found.items() if name not in twice}
