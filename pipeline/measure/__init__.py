"""Figures from values: no files are read or written here."""
