"""Codebooks in the exchange format of other programs: REFI-QDA codebook 1.0 (``.qdc``)."""
