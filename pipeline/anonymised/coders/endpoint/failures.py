"""What can go wrong with one question, in words that hold none of the talk or of the answer."""

from __future__ import annotations

from pipeline.errors import SettingsError, VoicesError

WHERE = "config/study.yaml"

TIMED_OUT = "no answer within the time allowed"
BROKEN = "the connection broke"
NOT_ENCRYPTED = "no encrypted connection came about"
UNTRUSTED = "its certificate is not trusted"
TOO_LONG = "the answer was too long"
ENCODED = "the answer was compressed"
NOT_JSON = "the answer was not JSON"
NO_COMPLETION = "the answer was not that of a chat endpoint"
CUT_SHORT = "the model did not come to an end"
NOT_THE_FORM = "the answer did not have the form that was asked for"


class UnansweredError(VoicesError):
    """One question got no usable answer; others may."""


class UnreachableError(UnansweredError):
    """Nothing takes connections at the address."""

    def __init__(self) -> None:
        super().__init__(
            "the local model's server does not answer",
            where=f"{WHERE}, coding.local_model",
            next_step="start the server, or take local_model out of the settings; then voices run",
        )

    def __reduce__(self) -> tuple[object, ...]:
        return type(self), ()


def wrong_settings(what: str) -> SettingsError:
    """What no repetition mends: the settings name something that cannot be asked."""
    return SettingsError(
        what,
        where=f"{WHERE}, coding.local_model",
        next_step=f"correct local_model in {WHERE}, or take it out; then voices run",
    )
