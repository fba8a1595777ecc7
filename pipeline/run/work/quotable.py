"""Room 3's stages, with files around them."""

from __future__ import annotations

from pipeline.anonymised.codebook import parse_codebook
from pipeline.errors import SettingsError
from pipeline.gates import reopen_confirmed
from pipeline.identified.naming import victim_label
from pipeline.quotable.book import assemble_book
from pipeline.quotable.exporters import EXPORTERS
from pipeline.quotable.policy import QuotePolicy
from pipeline.quotable.select import select
from pipeline.run.files import read_bytes, read_value, read_values, write_bytes, write_values
from pipeline.run.work.base import Bench, Work
from pipeline.run.work.gates import admitted_transcript
from pipeline.values.quotes import QuoteBook
from pipeline.values.themes import RaisedFlag
