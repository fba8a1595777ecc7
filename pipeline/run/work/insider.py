"""The insider check of a study, with files around it."""

from __future__ import annotations

from pipeline.identified.insider.check import left_in_draft, recognisable, study_of
from pipeline.run.files import read_value, read_values, write_values
from pipeline.run.places import Places
from pipeline.run.work.base import Bench, Work
from pipeline.values.identifiers import Decision, OffsetPair
from pipeline.values.texts import Draft


def check_study(bench: Bench, item: str) -> Work:
    """Rank in every draft what somebody who knows the story would recognise."""
    places = bench.study.places
    study = study_of(_draft(places, id) for id in bench.items)
    writes = {}
    for id in bench.items:
        decisions = read_values(places.decisions / f"{id}.jsonl", Decision)
        offsets = read_values(places.offset_maps / f"{id}.jsonl", OffsetPair)
        found = recognisable(_draft(places, id), study, left_in_draft(decisions, offsets))
        path = places.insider / f"{id}.jsonl"
        writes[path.relative_to(places.outputs).as_posix()] = write_values(path, found)
    return Work(writes=writes)


def _draft(places: Places, id: str) -> Draft:
    return read_value(places.drafts / f"{id}.jsonl", Draft)
