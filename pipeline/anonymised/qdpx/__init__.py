"""Whole projects in the exchange format of other programs: REFI-QDA project 1.0 (``.qdpx``).

Going out: `project` (what is written), `layout` (a transcript as plain text), `writing`, `proving`.
Coming in: `archive` and `parsing` (guarded), `reading`, `codes` and `places` (what it says here).
"""
