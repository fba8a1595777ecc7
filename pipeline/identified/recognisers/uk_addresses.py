"""Street addresses, in figures and in words: '14 Laburnum Close', 'number nine Acacia Avenue'."""

from __future__ import annotations

from presidio_analyzer import Pattern, PatternRecognizer

ENTITY = "OWN_ADDRESS"

_ONES = "one|two|three|four|five|six|seven|eight|nine"
_TEENS = "ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen|eighteen|nineteen"
_TENS = "twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety"
_BELOW_HUNDRED = rf"(?:(?:{_TENS})(?:[\s-]+(?:{_ONES}))?|{_TEENS}|{_ONES})"
_SPOKEN = rf"(?:(?:a|{_ONES})[\s-]+hundred(?:[\s-]+and[\s-]+{_BELOW_HUNDRED})?|{_BELOW_HUNDRED})"
_NUMBER = (
    r"(?<!\b(?:the|this|that|every|any|which|only|another)\s)\b(?:number\s+|no\.?\s+)?"
    rf"(?:\d{{1,4}}\s?[a-h]?|{_SPOKEN}(?:\s+[a-d])?)\b"
)
_STREETS = (
    "street|road|lane|avenue|crescent|terrace|gardens|grove|mews|loke|wynd|vennel|brae|parade|"
    "boulevard|mansions|cottages?|buildings|circus|esplanade|promenade|ginnel|snicket|twitten|"
    "heights|villas|rd|ave|cres|gdns|tce"
)
_WEAK_STREETS = (
    "close|drive|way|place|court|rise|view|park|walk|row|hill|square|green|house|lodge|farm|barn|"
    "tower|towers|gate|croft|mount|bank|fold|yard|wharf|quay|st|cl|dr|field|fields|meadow|"
    "meadows|mead|hall|end|side|dene|garth|common|heath|rowans?|lea|leas|copse|wood|dale|vale|"
    "approach|point|reach|chase|ridge|drove|pastures?|spinney|dell|cloisters|forge|bungalow"
)
_NOT_NAME = (
    "the|a|an|my|his|her|our|their|your|this|that|these|those|of|in|on|at|to|from|for|with|and|or|"
    "but|i|he|she|it|we|they|you|was|were|is|are|had|have|has|minutes?|mins?|hours?|days?|weeks?|"
    "months?|years?|miles?|yards?|metres?|feet|foot|times?|people|other|more|doors?|down|up|"
    "away|bad|good|big|little|long|same|whole|way|one|two|three|four|five|six|seven|eight|nine|"
    "ten|old|year|new|off|out|over|into|by|pm|am|o'clock|night|week|day|month|more|different|"
    "bedroom|bed|storey|star|each|every|all|any|some|no|not|so|just|like|police|crown|county|"
    "magistrates'?|first|second|third|last|next|separate|young|of|pound|quid|hundred|thousand|"
    "percent|per|full|half|friends?|lads?|girls?|men|women|kids?|if|when|as|than|then|because|"
    "who|which|what|where|wee|small|tiny|lovely|holiday|council|terraced|detached|empty|rented|ring|main|back|front|busy|dual|im|hes|shes|its|went|came|got|said"
)
_NAME = rf"(?!(?:{_NOT_NAME})\b)[^\W\d_][\w'’-]+"
_COMMA = r"\s?,?\s"
_STOP = r"[.,]?\s"
_PREFIX = (
    rf"(?:\b(?:flat|apartment|apt|unit|room|plot|bedsit|caravan)\s(?:{_SPOKEN}|\d{{1,4}}\s?[a-h]?"
    rf"|[a-h])\b{_COMMA})?"
)
_PLACED = (
    r"\b(?:at|in|to|of|on|live|lives|lived|living|moved|house|address|off|outside|round|into|from|"
    r"is|was|past|number)[\s,]{1,2}"
)
_CAPITAL_NAME = rf"(?!(?:{_NOT_NAME})\b)(?-i:[A-Z][\w'’-]+)"
_NAMED = rf"(?:{_NAME}{_STOP}){{1,3}}?"
_NUMBERED = (
    r"\b(?:at|of|from|opposite|to|took|outside|live at|lived at|moved to)\s\K(?:number|no\.?)\s"
)
_ANY_STREET = rf"(?:{_STREETS}|{_WEAK_STREETS})"
_OLD_HOUSES = (
    "forge|rectory|vicarage|school ?house|mill|barn|chapel|post office|bakery|bakehouse|smithy|"
    "dairy|parsonage|manse|coach house|police house|farmhouse|stables|station house|toll house|"
    "granary|oast"
)

PATTERNS = (
    (
        "number and street",
        rf"{_PREFIX}{_NUMBER}{_COMMA}{_NAMED}(?:{_STREETS})\b",
        0.85,
    ),
    (
        "number and something in capitals that may be a street",
        rf"{_PREFIX}{_NUMBER}{_COMMA}(?:{_CAPITAL_NAME}{_STOP}){{1,3}}?(?:{_WEAK_STREETS})\b",
        0.8,
    ),
    (
        "number and something that may be a street, spoken of as a place",
        rf"{_PLACED}\K{_PREFIX}{_NUMBER}{_COMMA}(?:{_NAME}\s){{1,2}}?(?:{_WEAK_STREETS})\b",
        0.65,
    ),
    (
        "number and something that may be a street, on its own between commas",
        rf"(?:^|[,.;]\s)\K{_PREFIX}{_NUMBER}\s(?:{_NAME}\s){{1,2}}?(?:{_WEAK_STREETS})\b(?=[,.;]|$)",
        0.5,
    ),
    (
        "flat, perhaps in a building",
        rf"\b(?:flat|apartment|apt)\s(?:{_SPOKEN}|\d{{1,4}}\s?[a-h]?)\b"
        rf"(?:{_COMMA}(?:{_NAME}\s){{1,2}}?{_ANY_STREET}\b)?",
        0.7,
    ),
    (
        "number of a house in a street known to both",
        rf"{_NUMBERED}(?!one\b)(?:{_SPOKEN}|\d{{1,3}})(?:\s?[a-d])?\b(?!\s(?:bus|{_ONES}|on|in)\b|[\s]*[\d/*-])",
        0.55,
    ),
    (
        "house with a name",
        rf"(?:\bthe\s)?(?-i:\b(?:Old|New|Upper|Lower))\s(?:{_OLD_HOUSES})\b"
        rf"(?:,\s(?:{_CAPITAL_NAME}\s){{1,2}}{_ANY_STREET}\b)?",
        0.55,
    ),
    (
        "house with a name and a number",
        rf"(?-i:\b(?:[Tt]he\s)?(?:[A-Z][\w'’-]+\s){{1,3}}(?:House|Cottage|Lodge|Farm|Barn|Villa|Hall"
        rf"|(?i:{_OLD_HOUSES})))"
        rf",?\s{_NUMBER}{_COMMA}{_NAMED}{_ANY_STREET}\b",
        0.85,
    ),
)


def address_recogniser() -> PatternRecognizer:
    """The Presidio recogniser of street addresses."""
    patterns = [Pattern(name, expression, score) for name, expression, score in PATTERNS]
    return PatternRecognizer(ENTITY, name=ENTITY, patterns=patterns)
