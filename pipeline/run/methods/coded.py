"""How passages were coded, by whom, and how far people agree."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from math import comb
from statistics import median

from pipeline.errors import InputError
from pipeline.gates import WAIVED_BY
from pipeline.measure.agreement import Coefficients, PairAgreement
from pipeline.measure.cells import hidden
from pipeline.measure.figures import NOTHING
from pipeline.measure.methods import (
    AgreementFacts,
    AgreementLine,
    CodeRange,
    CodingFacts,
    PairFacts,
    People,
)
from pipeline.run.agreement import CoderAgreement, Wanted, agreement
from pipeline.run.coded import coding_lines, learned, open_coded
from pipeline.run.coders import MACHINE
from pipeline.run.exchange.coders import CoderNames, Coders, coder_names
from pipeline.run.kept_codebook import kept_codebook
from pipeline.run.methods.opened import Opened
from pipeline.values.themes import CodingStatus

NO_CODER = "nobody has ruled on a coding"
ONE_CODER = "one coder only"
NO_COMMON_TURN = "no two coders have read a turn in common"
NOT_COUNTED = ": not counted"
"""How the note ends of verdicts on what has changed since."""


def coding_facts(opened: Opened) -> CodingFacts | None:
    """All about the second gate; None where nothing was coded yet."""
    study, root = opened.study, opened.study.places.root
    transcripts = open_coded(root).transcripts
    if not transcripts:
        return None
    codebook = kept_codebook(study.places) or study.codebook()
    told, coders = learned(root), _coders(opened)
    lines = coding_lines(root)
    standing = Counter(
        line.by == WAIVED_BY for line in lines if line.status is CodingStatus.ACCEPTED
    )
    least = study.settings.coding.puts_from
    found, missing = _agreement(opened, coders)
    return CodingFacts(
        codebook=codebook.version,
        families=len(codebook.families),
        codes=len(codebook.codes),
        transcripts=len(transcripts),
        coders=coders,
        accepted=told.accepted,
        rejected=told.rejected,
        added=told.added,
        stretches=told.curve,
        standing_by_person=standing[False],
        standing_by_waiver=standing[True],
        open=sum(
            line.status is CodingStatus.PROPOSED and line.coding.confidence >= least
            for line in lines
        ),
        agreement=found,
        agreement_missing=missing,
    )


def _coders(opened: Opened) -> People:
    gone = opened.study.withdrawn.ids
    verdicts = opened.journal.counting_verdicts()
    return opened.people(
        one.by for one in verdicts if not (one.place and one.place.transcript in gone)
    )


def _agreement(opened: Opened, coders: People) -> tuple[AgreementFacts | None, str]:
    """Between people, as `voices agreement` says it; or None, and why there is none."""
    try:
        found = agreement(opened.study.places.root, Wanted())
    except InputError:
        return None, (NO_CODER, ONE_CODER)[coders.count] if coders.count < 2 else NO_COMMON_TURN
    if MACHINE in found.coders:
        return None, ONE_CODER
    names = coder_names(opened.journal, Coders.NAMED if opened.named else Coders.NUMBERED)
    families = (kept_codebook(opened.study.places) or opened.study.codebook()).families
    least = opened.study.quotes.minimum_cell
    facts = AgreementFacts(
        unit=found.unit,
        pairs=tuple(_pair(one, names, families, least) for one in found.pairs),
        alpha=found.alpha,
        notices=tuple(_notices(found)),
    )
    return facts, ""


def _notices(found: CoderAgreement) -> Iterator[str]:
    """What was not counted; who it was that share no turn is not said."""
    apart = comb(len(found.coders), 2) - len(found.pairs)
    if apart:
        yield f"{apart} pairs of coders have read no turn in common"
    yield from (one for one in found.notices if one.endswith(NOT_COUNTED))


def _pair(one: PairAgreement, names: CoderNames, families: dict[str, str], least: int) -> PairFacts:
    lines = one.families
    few = hidden([line.first for line in lines], least)
    few |= hidden([line.second for line in lines], least)
    kappas = [code.kappa.value for code in one.codes if code.kappa.value is not None]
    return PairFacts(
        first=names.called(one.first),
        second=names.called(one.second),
        transcripts=one.transcripts,
        turns=one.turns,
        overall=_line(one.overall, "", few=_is_few(one.overall, least)),
        families=tuple(
            _line(line, families.get(line.name, line.name), few=at in few)
            for at, line in enumerate(lines)
        ),
        kappa_of_codes=_range(kappas),
    )


def _is_few(one: Coefficients, least: int) -> bool:
    return bool(hidden([one.first], least) or hidden([one.second], least))


def _line(one: Coefficients, name: str, *, few: bool) -> AgreementLine:
    if few or not one.units:
        return AgreementLine(
            name=name, units=one.units, first=None, second=None, same=None,
            kappa=NOTHING, ac1=NOTHING, alpha=NOTHING,
        )  # fmt: skip
    return AgreementLine(
        name=name,
        units=one.units,
        first=one.first / one.units,
        second=one.second / one.units,
        same=one.agreement.share,
        kappa=one.kappa,
        ac1=one.ac1,
        alpha=one.alpha,
    )


def _range(values: Sequence[float]) -> CodeRange:
    if not values:
        return CodeRange(codes=0, low=None, median=None, high=None)
    return CodeRange(
        codes=len(values), low=min(values), median=float(median(values)), high=max(values)
    )
