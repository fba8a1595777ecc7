"""voices: from raw interview transcripts to anonymised, coded quotes that a report can print."""

__version__ = "0.1.0"
