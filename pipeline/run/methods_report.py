"""The methods appendix of a report, put together from what is known of a study."""

from __future__ import annotations

from pathlib import Path

from pipeline.measure.methods import MethodsReport
from pipeline.run.methods.anonymised import anonymisation_facts
from pipeline.run.methods.coded import coding_facts
from pipeline.run.methods.limits import limits_of
from pipeline.run.methods.opened import opened
from pipeline.run.methods.quoted import quote_facts
from pipeline.run.methods.took_part import participant_facts
from pipeline.run.methods.worked_with import study_facts


def methods_report(root: Path, *, named: bool = False) -> MethodsReport:
    """What a methods appendix tells of the study at `root`. Runs and changes nothing.

    Every figure is one that another command gives. What is not there yet (drafts, codings, a
    sample, quotes) is None in the report, with the reason where there are several.

    Args:
        root: of the study.
        named: whether those who worked on it are named, and not only counted.

    Raises:
        InputError: a withdrawal was broken off, or a file of the study cannot be read.
    """
    study = opened(root, named=named)
    worked_with, took_part = study_facts(study), participant_facts(study)
    anonymisation, coding = anonymisation_facts(study), coding_facts(study)
    quotes = quote_facts(study)
    return MethodsReport(
        study=worked_with,
        participants=took_part,
        anonymisation=anonymisation,
        coding=coding,
        quotes=quotes,
        limits=limits_of(worked_with, took_part, anonymisation, coding, quotes),
    )
