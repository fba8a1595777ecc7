"""Patterns for British references, numbers and handles in figures, on Presidio's recognisers.

Sources of the shapes: Ofcom's numbering plan and its numbers for drama; the Unique Reference
Number of the criminal justice system (force, unit, number, year); crime and incident references as
forces print them (number/number/year, force*number*year, letters/number/year); HMCTS case numbers
(Crown Court T20170123, family court ZC17P00123, county court A12YJ345).

A pattern may begin with a cue and ``\\K``: what stands before is needed and not part of the match.
"""

from __future__ import annotations

from presidio_analyzer import Pattern, PatternRecognizer

_CUE_GAP = r"(?:\W+(?:(?:is|was|it's|its|being|are|number|no|num|ref|um|er|erm|uh|like)\b)?){1,4}"
_CODE = r"(?=[A-Z0-9/*. -]*\d)[A-Z0-9]+(?:[/*-][A-Z0-9]+)*(?: \d[A-Z0-9/*-]*)*"
_DIGITS_CODE = (
    r"(?=[A-Z0-9/*-]*\d[A-Z0-9/*-]*\d)[A-Z]{0,3}\d[A-Z0-9]*(?:[/*-][A-Z0-9]+| \d[\d/*-]*)*"
)
_BRANDS = (
    "Mc|Mac|You|Tik|Face|Whats|Snap|Linked|Pay|Only|De|O[A-Z]|Le|La|Fitz|Just|Go[A-Z]|Air|Mother|"
    "Play|Sports|Master|Trust|Deliver|Mumsnet|Zoom|Team|Micro|Power|One|Ring|Crime|Auto|Ever"
)

TABLE: dict[str, tuple[tuple[str, str, float], ...]] = {
    "OWN_PHONE": (
        (
            "drama or any British number",
            r"(?<![\d/*])(?:\+\s?44|0044|\(?0)(?:[\s().,-]{0,3}\d){9,10}(?!\d)",
            0.85,
        ),
        (
            "spoken of as a number",
            r"\b(?:mobile|phone|landline|telephone|text|ring|call"
            r"(?:ed)?)\b[^\d.?!]{0,30}\K\b\d(?:[\s-]?\d){5,10}\b",
            0.7,
        ),
        ("abroad", r"(?<![\w+])\+\s?\d{1,3}(?:[\s().-]{0,2}\d){7,12}\b", 0.85),
    ),
    "OWN_CRIME_REFERENCE": (
        ("number/number/year", r"(?<![\d/])\d{1,6}/\d{3,7}/\d{2,4}(?![\d/])", 0.85),
        ("force*number*year", r"(?<![\w*])\d{2}\s?\*\s?\d{4,8}(?:\s?\*\s?\d{2,4})?(?![\w*])", 0.9),
        (
            "letters/number/year",
            r"\b[A-Z]{2,4}\s?[/-]\s?\d{2,8}(?:\s?[/-]\s?\d{2,6})?\b(?![/-]\d)",
            0.65,
        ),
        (
            "called a reference",
            r"\b(?:(?:crime|incident|log|occurrence|cad|file|complaint)\s+(?:ref"
            r"(?:erence)?|no|number|num)?|ref(?:erence)?(?:\s+(?:number|no))?|cad)\b"
            + _CUE_GAP
            + r"\K"
            + _DIGITS_CODE,
            0.8,
        ),
    ),
    "OWN_URN": (
        ("urn", r"\b\d{2}\s?[A-Z]{2}\s?\d{5,7}\s?/?\s?\d{2}\b", 0.85),
        ("called a urn", r"\burn\b" + _CUE_GAP + r"\K" + _CODE, 0.8),
    ),
    "OWN_COLLAR_NUMBER": (
        ("rank and number", r"\b(?:W?P[CS]|D[CSI]|PCSO|SC)\s?\K\d{2,5}[A-Z]{0,2}\b", 0.8),
        (
            "called a collar number",
            r"\b(?:collar|shoulder|badge|warrant|epaulette)\s+(?:number|no|num)?\b"
            + _CUE_GAP
            + r"\K[A-Z]{0,2}\s?\d{2,6}\s?[A-Z]{0,2}\b",
            0.85,
        ),
    ),
    "OWN_CASE_NUMBER": (
        ("crown court", r"\b[TSAUH]\s?20\d{2}\s?\d{4}\b", 0.9),
        ("family court", r"\b[A-Z]{2}\d{2}[A-Z]\d{5}\b", 0.9),
        ("county court", r"\b[A-Z0-9]\d{2}[A-Z]{2}\d{3}\b", 0.8),
        (
            "called a case",
            r"\b(?:case|claim|court|docket)\s+(?:number|no|ref(?:erence)?)\b"
            + _CUE_GAP
            + r"\K"
            + _DIGITS_CODE,
            0.8,
        ),
        ("police national computer", r"\b\d{2}/\d{5,6}[A-Z]\b", 0.85),
        ("prisoner", r"\b[A-Z]\d{4}[A-Z]{2}\b", 0.75),
    ),
    "OWN_HEALTH_NUMBER": (
        (
            "called an nhs number",
            r"\b(?:nhs|hospital|patient)\b(?:\s+(?:number|no|id|num))?"
            + _CUE_GAP
            + r"\K\d(?:[\s-]?\d){5,9}\b",
            0.5,
        ),
    ),
    "OWN_INSURANCE_NUMBER": (
        (
            "called an insurance number",
            r"\b(?:national insurance|ni|insurance)\b(?:\s+(?:number|no|num))?"
            + _CUE_GAP
            + r"\K[A-Z]{2}(?:\s?\d){5,6}\s?[A-Z]?\b",
            0.5,
        ),
    ),
    "OWN_NETWORK_ADDRESS": (
        ("ip address", r"(?<![\d.])(?:\d{1,3}\.){3}\d{1,3}(?![\d.]*\d)", 0.85),
        ("mac address", r"\b(?:[0-9A-F]{2}[:-]){5}[0-9A-F]{2}\b", 0.9),
        ("ip address, version 6", r"(?<![\w:])(?:[0-9A-F]{1,4}:){4,7}:?[0-9A-F]{1,4}\b", 0.85),
    ),
    "OWN_DEVICE": (
        ("imei", r"(?<!\d)\d{2}[ -]?\d{6}[ -]?\d{6}[ -]?\d(?!\d)", 0.8),
        (
            "called a serial number",
            r"\b(?:imei|serial|tracker|device|airtag|air tag|licen[cs]e)\b"
            r"(?:\s+(?:number|no|id))?" + _CUE_GAP + r"\K" + _DIGITS_CODE,
            0.75,
        ),
    ),
    "OWN_JOURNEY": (
        (
            "flight or train",
            r"\b(?:flights?|flew|plane|airport|ryanair|easyjet|jet2|tui|wizz|airways|gate|boarding"
            r"|holiday|trains?)\b[^.?!]{0,40}\K\b(?-i:[A-Z]{2,3})\s?\d{2,4}\b",
            0.65,
        ),
        ("flight of a British carrier", r"\b(?-i:EZY|RYR|BAW|EXS|TOM|LS|FR|U2)\s?\d{3,4}\b", 0.6),
    ),
    "OWN_WHAT3WORDS": (
        ("with its strokes", r"///\s?[a-z]{3,}\.[a-z]{3,}\.[a-z]{3,}\b", 0.95),
        (
            "three words with points",
            r"(?<![\w@./-])(?-i:[a-z]{3,}\.(?!(?:com|org|net|co|police|gov|nhs|ac)\b)[a-z]{3,}\."
            r"(?!(?:com|org|net|info|app|scot|wales|london|edu|gov)\b)[a-z]{3,})(?![\w@./-])",
            0.7,
        ),
    ),
    "OWN_BANK": (
        ("sort code", r"\bsort\s?code\b" + _CUE_GAP + r"\K\d{2}[\s-]?\d{2}[\s-]?\d{2}\b", 0.9),
        (
            "account number",
            r"\baccount\b(?:\s+(?:number|no|num|ends?|ending(?: in)?))*"
            + _CUE_GAP
            + r"\K\d{3,4}[\s-]?\d{0,4}\b",
            0.8,
        ),
        ("sort code and account", r"(?<!\d)\d{2}-\d{2}-\d{2}(?!\d)(?=\D{1,40}\d{8}\b)", 0.85),
        ("account behind sort code", r"(?<!\d)\d{2}-\d{2}-\d{2}\b\D{1,40}\K\d{8}\b", 0.85),
        ("iban", r"\b[A-Z]{2}\d{2}(?:\s?(?=[A-Z\d]*\d)[A-Z\d]{4}){3,7}(?:\s?\d{1,3})?\b", 0.85),
        (
            "card",
            r"\bcards?\b(?:\s+(?:number|no|ends?|ending(?: in)?))*"
            + _CUE_GAP
            + r"\K\d{4}(?:[\s-]?\d{3,4}){0,4}\b",
            0.55,
        ),
    ),
    "OWN_NUMBER": (
        (
            "called a number",
            r"\b(?:passport|licen[cs]e|staff|employee|payroll|student|candidate|"
            r"registration|membership|policy|booking|order|exhibit|prison|custody|"
            r"reference|id)\s+(?:number|no|num|id)\b" + _CUE_GAP + r"\K" + _DIGITS_CODE,
            0.75,
        ),
        ("long number", r"(?<![\d/.,£$€:*-])\d{8,}(?![\d/*-]|[.,:]\d)", 0.5),
    ),
    "OWN_PLATE": (
        ("current", r"\b[A-Z]{2}[\s-]?\d{2}[\s-]?[A-Z]{3}\b", 0.85),
        ("northern ireland", r"(?-i:\b[A-Z]{1,2}[IZ][A-Z]?\s?\d{3,4}\b)", 0.7),
        (
            "called a plate",
            r"\b(?:reg(?:istration)?|plates?|number\s?plate)\b(?:\s+(?:number|no))?"
            + _CUE_GAP
            + r"\K(?=[A-Z0-9 ]*\d)[A-Z0-9]{1,4}(?:\s?[A-Z0-9]{1,4})?\b",
            0.75,
        ),
    ),
    "OWN_POSTCODE": (
        (
            "run together or apart",
            r"\b(?:[A-Z]{1,2}\d{1,2}|"
            r"[A-Z]{1,2}\d[A-Z])[\s,-]{0,3}\d[ABD-HJLNP-UW-Z]{2}\b",
            0.85,
        ),
        (
            "outward half with a cue",
            r"\bpost\s?codes?\b" + _CUE_GAP + r"\K[A-Z]{1,2}\d{1,2}[A-Z]?(?:\s?\d[A-Z]{0,2})?\b",
            0.75,
        ),
    ),
    "OWN_EMAIL": (("any", r"(?<![\w.+'-])[\w.+'-]{1,80}@[\w-]+(?:\.[\w-]+)+", 0.7),),
    "OWN_HANDLE": (
        ("at sign", r"(?<![\w@.])@[\w](?:[\w.]*\w)?", 0.9),
        ("underscores", r"(?<![\w@/.])(?=\w*[^\W_])\w+_\w*(?!\w)(?!@)", 0.85),
        ("letters and figures", r"(?<![\w@/.-])[a-z]{4,}\d{2,6}(?![\w@])", 0.6),
        (
            "called a username",
            r"\b(?:user\s?name|screen\s?name|gamer\s?tag|handle)\b(?:\W+(?:is|was|"
            r"being)\b|:)(?:\W+(?:like|just|um|er)\b)*\W+\K(?!(?:a|an|the|my|his|her|"
            r"not|that|this|so|really|still)\b)[\w.]{3,30}\w",
            0.7,
        ),
    ),
}

CASED_TABLE: dict[str, tuple[tuple[str, str, float], ...]] = {
    "OWN_HANDLE_CASED": (
        ("capitals and figures", r"(?<![\w@/.-])(?:[A-Z][a-z]+){2,}\d{1,6}(?![\w@])", 0.85),
        (
            "a point inside",
            r"(?<![\w@./])[a-z]{3,}\.(?!(?:com|org|net|info|app|scot|wales|london|edu|"
            r"gov)\b)[a-z]{3,}(?:[._]\w+)*(?![\w@/])",
            0.5,
        ),
        (
            "capitals inside",
            r"(?<![\w@/.-])(?!" + _BRANDS + r")[A-Z][a-z]{2,}(?:[A-Z][a-z]+){1,}(?![\w@])",
            0.5,
        ),
    ),
}


def own_recognisers() -> list[PatternRecognizer]:
    """A Presidio recogniser for each entity of the tables."""
    ignoring = [_recogniser(entity, rows) for entity, rows in TABLE.items()]
    return [*ignoring, *(_recogniser(entity, rows, 0) for entity, rows in CASED_TABLE.items())]


def _recogniser(
    entity: str, rows: tuple[tuple[str, str, float], ...], flags: int | None = None
) -> PatternRecognizer:
    patterns = [Pattern(name, expression, score) for name, expression, score in rows]
    if flags is None:
        return PatternRecognizer(entity, name=entity, patterns=patterns)
    return PatternRecognizer(entity, name=entity, patterns=patterns, global_regex_flags=flags)
