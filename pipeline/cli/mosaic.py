"""``voices mosaic``."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import click

from pipeline.cli.options import json_option, print_json, study_option
from pipeline.errors import InputError
from pipeline.measure.unique_sets import LARGEST
from pipeline.run.mosaic import StudyMosaic, study_mosaic
from pipeline.run.study import open_study

MOST_SETS = 8


@click.command("mosaic")
@click.argument("participant", required=False)
@study_option
@json_option
def command(root: Path, participant: str | None, as_json: bool) -> None:
    """Say what all the quotes of a participant tell together, and by what she is unique.

    Without PARTICIPANT: who of the study is unique, by which smallest set of attributes. Reads the
    quote book and participants.csv, not the transcripts; prints no name and no value of a column.
    """
    found = study_mosaic(root)
    if participant is None:
        print_json(_study(found)) if as_json else _tell_study(found)
        return
    study = open_study(root)
    study.withdrawn.refuse(participant)
    if participant not in study.participants:
        raise InputError("there is no such participant in this study", next_step="voices mosaic")
    print_json(_one(found, participant)) if as_json else _tell_one(found, participant)


def _study(found: StudyMosaic) -> dict[str, Any]:
    return {
        "participants": found.participants,
        "quoted": len(found.quoted),
        "attributes": list(found.unique.attributes),
        "unique": [_one(found, row.row) for row in found.unique.rows],
        "contributions": {k: round(v, 4) for k, v in found.unique.contributions().items()},
    }


def _one(found: StudyMosaic, id: str) -> dict[str, Any]:
    row, advice, mosaic = found.of(id), found.advice(id), found.quoted.get(id)
    return {
        "participant": id,
        "quotes": list(mosaic.quotes) if mosaic else [],
        "attributions": list(mosaic.attributions) if mosaic else [],
        "codes": list(mosaic.codes) if mosaic else [],
        "shown": {str(k): list(v) for k, v in mosaic.shown.items()} if mosaic else {},
        "earlier_exports": found.earlier.get(id, 0),
        "sets": [list(one) for one in row.sets] if row else [],
        "suda": row.score if row else 0,
        "dis_suda": round(row.dis, 4) if row else 0.0,
        "generalise": {
            "attribute": advice.attribute,
            "in_sets": advice.in_sets,
            "sets_left": advice.sets_left,
            "unique_left": advice.unique_left,
        }
        if advice
        else None,
    }


def _tell_study(found: StudyMosaic) -> None:
    unique = found.unique
    click.echo(
        f"{len(unique.rows)} of {found.participants} participants are unique in the study by "
        f"at most {LARGEST} of {len(unique.attributes)} attributes; {len(found.quoted)} are quoted."
    )
    for row in sorted(unique.rows, key=lambda one: -one.score):
        advice = found.advice(row.row)
        told = f"; generalise: {advice.attribute}" if advice else ""
        click.echo(f"  {row.row:<8} SUDA {row.score:>5}  by {_set(row.sets[0])}{told}")
    shares = sorted(unique.contributions().items(), key=lambda one: -one[1])
    if unique.rows:
        click.echo("Attributes by their share in all that makes somebody unique:")
        for name, share in shares:
            click.echo(f"  {share:>4.0%}  {name} (without it {unique.without(name)} stay unique)")
    click.echo("Unique in the study is not yet known to a reader: see docs/insider-check.md.")


def _tell_one(found: StudyMosaic, id: str) -> None:
    mosaic, row, advice = found.quoted.get(id), found.of(id), found.advice(id)
    if mosaic:
        click.echo(f"{id}: {len(mosaic.quotes)} quotes: {', '.join(mosaic.quotes)}")
        click.echo(f"  printed under them: {'; '.join(mosaic.attributions)}")
        click.echo(f"  codes: {', '.join(mosaic.codes)}")
        for about, words in mosaic.shown.items():
            click.echo(f"  {about}: {', '.join(words)}")
    else:
        click.echo(f"{id}: no quote of hers is in the book.")
    if found.earlier.get(id):
        click.echo(f"  {found.earlier[id]} earlier exports may have held other quotes of hers")
    if row is None or advice is None:
        click.echo(f"No set of at most {LARGEST} attributes makes her unique in the study.")
        return
    click.echo(f"Unique by {len(row.sets)} smallest sets (SUDA score {row.score}):")
    for one in row.sets[:MOST_SETS]:
        click.echo(f"  {_set(one)}")
    if len(row.sets) > MOST_SETS:
        click.echo(f"  and {len(row.sets) - MOST_SETS} more: --json")
    click.echo(
        f"Generalise: {advice.attribute} (in {advice.in_sets} of her sets; {advice.sets_left} "
        f"would be left, and {advice.unique_left} participants of the study unique)."
    )


def _set(names: Sequence[str]) -> str:
    return " + ".join(names)
