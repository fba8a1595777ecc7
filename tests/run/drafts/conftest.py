"""The study to check drafts against."""

from __future__ import annotations

from tests.drafted import check, drafted, drafted_once

__all__ = ["check", "drafted", "drafted_once"]
