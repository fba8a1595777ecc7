"""Presidio's analyzer with its British recognisers and ours, offline, failing closed."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from presidio_analyzer import AnalyzerEngine, Pattern

LANGUAGE = "en"
_PATIENCE = 20
"""Seconds that a pattern may take over a turn."""


@cache
def engine() -> AnalyzerEngine:
    """The analyzer, without a language model and without a network."""
    from presidio_analyzer import AnalyzerEngine, RecognizerRegistry
    from presidio_analyzer.nlp_engine import NlpEngineProvider

    _read_suffixes_offline()
    recognisers = _presidio_recognisers()
    for recogniser in recognisers:
        _fail_closed(recogniser)
    nlp = NlpEngineProvider(
        nlp_configuration={
            "nlp_engine_name": "no_op",
            "models": [{"lang_code": LANGUAGE, "model_name": ""}],
        }
    ).create_engine()
    registry = RecognizerRegistry(recognizers=recognisers, supported_languages=[LANGUAGE])
    return AnalyzerEngine(
        registry=registry,
        nlp_engine=nlp,
        supported_languages=[LANGUAGE],
        log_decision_process=False,
    )


def _read_suffixes_offline() -> None:
    import tldextract

    suffixes: Any = tldextract
    suffixes.extract = tldextract.TLDExtract(suffix_list_urls=(), cache_dir=None)


def _presidio_recognisers() -> list[Any]:
    """Presidio's, but for its IBAN recogniser, which logs what it finds and swallows time-outs."""
    from presidio_analyzer import predefined_recognizers as shipped

    from pipeline.identified.recognisers.uk_addresses import address_recogniser
    from pipeline.identified.recognisers.uk_references import own_recognisers

    return [
        shipped.NhsRecognizer(),
        shipped.UkNinoRecognizer(),
        shipped.UkDrivingLicenceRecognizer(),
        shipped.UkVehicleRegistrationRecognizer(),
        shipped.UkPostcodeRecognizer(),
        shipped.UkPassportRecognizer(),
        shipped.EmailRecognizer(),
        shipped.UrlRecognizer(),
        shipped.CreditCardRecognizer(),
        shipped.PhoneRecognizer(supported_regions=("GB",), leniency=0),
        *own_recognisers(),
        address_recogniser(),
    ]


class TooLongError(Exception):
    """A pattern ran out of time."""


class _Impatient:
    """A compiled pattern whose time-out nobody can swallow.

    Presidio catches ``TimeoutError``, logs it and goes on as if there were nothing to find.
    """

    def __init__(self, compiled: Any) -> None:
        self._compiled = compiled

    def finditer(self, text: str, timeout: float) -> Iterator[Any]:
        """As of a compiled pattern; raises ``TooLongError``."""
        try:
            yield from self._compiled.finditer(text, timeout=min(timeout, _PATIENCE))
        except TimeoutError:
            raise TooLongError from None


def _fail_closed(recogniser: Any) -> None:
    """Gives the recogniser patterns of its own that raise when they run out of time."""
    from presidio_analyzer import PatternRecognizer

    if isinstance(recogniser, PatternRecognizer):
        own: Any = recogniser
        own.patterns = [_impatient(one, own.global_regex_flags) for one in own.patterns]


def _impatient(pattern: Pattern, flags: int | None) -> Pattern:
    from presidio_analyzer import Pattern

    regex = import_module("regex")
    copy: Any = Pattern(pattern.name, pattern.regex, pattern.score)
    copy.compiled_with_flags = flags or 0
    copy.compiled_regex = _Impatient(regex.compile(pattern.regex, flags=flags or 0))
    impatient: Pattern = copy
    return impatient
