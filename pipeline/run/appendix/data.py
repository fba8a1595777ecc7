"""A methods report as JSON, for other programs."""

from __future__ import annotations

import json

from pipeline.measure.methods import MethodsReport

FORMAT, VERSION = "victim-voices methods report", 1
"""`VERSION` grows when a key changes its meaning or goes; new keys may come in between."""


def write(report: MethodsReport) -> bytes:
    """One object, UTF-8, keys always in the same order. What may not be shown is null."""
    told = {"format": FORMAT, "version": VERSION, **report.model_dump(mode="json")}
    return (json.dumps(told, ensure_ascii=False, indent=2) + "\n").encode("utf-8")
