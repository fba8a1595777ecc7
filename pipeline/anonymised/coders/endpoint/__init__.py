"""A language model on this machine as a coder: asked turn by turn, believed only as far as checked.

`line` opens the connection (who may be spoken to, how much and how long is listened), `client` is
one question and its answer over HTTP, `prompt` what is asked, `answers` what is taken from the
answer, `coder` the coder that is made of them.
"""

from __future__ import annotations

from pipeline.anonymised.coders.endpoint.coder import (
    LocalModelCoder,
    Shortlist,
    local_model_coder,
)
from pipeline.anonymised.coders.endpoint.failures import UnreachableError

__all__ = ["LocalModelCoder", "Shortlist", "UnreachableError", "local_model_coder"]
