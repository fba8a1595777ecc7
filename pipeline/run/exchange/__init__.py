"""Whole studies out to other programs for qualitative analysis, and codings back in (QDPX)."""
