"""Agreement between the coders of a study, and between those who read the same sample."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from pathlib import Path

from pipeline.errors import InputError
from pipeline.measure.agreement import CodedUnits, PairAgreement, Unit, compare, joint_alpha
from pipeline.measure.figures import NOTHING, Figure
from pipeline.run.coded_tables import read_coded_table
from pipeline.run.coders import GOLD, MACHINE, CodedStudy, gold, machine, open_coded_study, people
from pipeline.run.gold_codings import families_of
from pipeline.run.sample_figures import FAMILY_OF, sample_answers
from pipeline.run.study import open_study
from pipeline.values.identifiers import Kind


@dataclass(frozen=True)
class CoderAgreement:
    """How far the coders of a study agree."""

    unit: Unit
    coders: tuple[str, ...]
    pairs: tuple[PairAgreement, ...]
    """Of every two coders; with `against`, of each with that one."""
    alpha: Figure
    """Krippendorff's, of all of them together; the same as the pair's where there are two."""
    notices: tuple[str, ...]


@dataclass(frozen=True)
class Wanted:
    """Which coders are to be compared, and on what."""

    coders: tuple[str, ...] = ()
    """Empty: everybody who judged codings; where that is one person alone, with the machine."""
    against: str = ""
    """Compare each of them with this one, and not with each other."""
    unit: Unit = Unit.TURN
    read: tuple[tuple[str, str], ...] = ()
    """(person, transcript) that were read whole."""
    proposes_from: float | None = None
    """From which confidence on a coding counts as proposed; None: as the study's settings say."""


def agreement(root: Path, wanted: Wanted) -> CoderAgreement:
    """Compare the coders of the study at `root`. Changes nothing.

    Raises:
        InputError: nobody has judged a coding, there is no such coder or transcript, or two coders
            have no turn in common.
    """
    opened = open_coded_study(root)
    _check_read(opened, wanted)
    confidence = wanted.proposes_from
    if confidence is None:
        confidence = opened.study.settings.coding.proposes_from
    found, unplaced = people(opened, confidence, wanted.read)
    coders = {one.who: one for one in found if one.read}
    chosen = _chosen(wanted, list(coders))
    if MACHINE in chosen:
        coders[MACHINE] = machine(opened, confidence)
    if GOLD in chosen:
        coders[GOLD] = gold(opened)
    notice = (
        f"{unplaced} verdicts are on turns that have changed since, or on codings that are no "
        "longer there: not counted"
    )
    families = families_of(opened.study)
    chosen_coders = [coders[who] for who in chosen]
    return _compared(families, chosen_coders, wanted, (notice,) if unplaced else ())


def agreement_of_files(root: Path, files: Sequence[Path], wanted: Wanted) -> CoderAgreement:
    """Compare tables of codings of the study at `root` that were made elsewhere. Changes nothing.

    Raises:
        InputError: a table cannot be read, or rows of it are wrong.
    """
    opened = open_coded_study(root)
    codes = families_of(opened.study)
    coders = [
        read_coded_table(path, f"file {number}", opened.turns, codes)
        for number, path in enumerate(files, start=1)
    ]
    return _compared(codes, coders, wanted, ())


def agreement_on_identifiers(
    root: Path, sample_id: str | None = None, readers: Sequence[str] = ()
) -> CoderAgreement:
    """Compare those who read the same sample blind: what was missed in it, turn by turn and kind
    by kind. Changes nothing.

    Args:
        root: of the study.
        sample_id: of the sample; the last one where it is None.
        readers: only these; all where it is empty.

    Raises:
        InputError: there is no such sample or reader, or no two have read a turn in common.
    """
    study = open_study(root)
    study.refuse_destroyed()
    answers = sample_answers(study, sample_id)
    step = f"voices sample read {answers.sample.id}"
    if unknown := [who for who in readers if who not in answers.by_reader]:
        there = ", ".join(sorted(answers.by_reader)) or "nobody"
        raise InputError(
            f"{', '.join(unknown)} has read no turn of this sample; who has: {there}",
            where=f"sample {answers.sample.id}",
            next_step=step,
        )
    units = [
        answers.units(who) for who in sorted(answers.by_reader) if who in readers or not readers
    ]
    if len(units) < 2:
        raise InputError(
            "agreement is between two readers at least",
            where=f"sample {answers.sample.id}",
            next_step=step,
        )
    kinds = {kind.value: FAMILY_OF[kind] for kind in Kind}
    return _compared(kinds, units, Wanted(), (), step)


def _compared(
    families: Mapping[str, str],
    coders: Sequence[CodedUnits],
    wanted: Wanted,
    notices: tuple[str, ...],
    next_step: str = "let both judge every coding of a transcript, or say what was read whole: "
    "voices agreement --read WHO=TRANSCRIPT",
) -> CoderAgreement:
    against = [one for one in coders if one.who == wanted.against]
    pairs = [
        compare(first, second, families, wanted.unit)
        for first, second in (
            [(one, against[0]) for one in coders if one is not against[0]]
            if against
            else combinations(coders, 2)
        )
    ]
    apart = [f"{one.first} and {one.second}" for one in pairs if not one.turns]
    if len(apart) == len(pairs):
        raise InputError(
            f"no turn was read by both: {'; '.join(apart)}",
            next_step=next_step,
        )
    known = [f"{one} have no turn in common" for one in apart]
    return CoderAgreement(
        unit=wanted.unit,
        coders=tuple(one.who for one in coders),
        pairs=tuple(one for one in pairs if one.turns),
        alpha=joint_alpha(coders, families, wanted.unit) if len(coders) > 1 else NOTHING,
        notices=(*notices, *known),
    )


def _chosen(wanted: Wanted, known: Sequence[str]) -> list[str]:
    """The coders to compare, each once."""
    chosen = list(wanted.coders or known)
    if wanted.against:
        chosen = [*chosen, wanted.against] if chosen else [MACHINE, wanted.against]
    elif len(chosen) == 1:
        chosen.append(MACHINE)
    chosen = list(dict.fromkeys(chosen))
    if unknown := [who for who in chosen if who not in (*known, MACHINE, GOLD)]:
        there = ", ".join((*known, MACHINE, GOLD))
        raise InputError(
            f"there is no coder {', '.join(unknown)}; there are: {there}",
            next_step="voices agreement --help",
        )
    if len(chosen) < 2:
        raise InputError(
            "nobody has judged a coding yet"
            if not known
            else "agreement is between two coders at least",
            next_step="voices approve --help, or: voices agreement --against gold",
        )
    return chosen


def _check_read(opened: CodedStudy, wanted: Wanted) -> None:
    if any(id not in opened.turns for _, id in wanted.read):
        raise InputError(
            "a transcript of --read was not coded, or is not there", next_step="voices status"
        )
