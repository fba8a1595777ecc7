"""The words of the calendar, and what marks 'May' and 'March' as months."""

from __future__ import annotations

from pipeline.identified.recognisers.words import vocabulary

MONTHS = vocabulary(
    """january february march april may june july august september october november december"""
)
SHORT_MONTHS = vocabulary("jan feb mar apr jun jul aug sep sept oct nov dec")
WEEKDAYS = frozenset(["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"])
SEASONS = frozenset(["spring", "summer", "autumn", "winter", "easter", "christmas", "xmas"])
ALSO_NAMES = frozenset({"may", "march", "april", "june", "august"})
"""Months that are also names or everyday words: they need something that marks them as months."""

BEFORE_A_MONTH = vocabulary(
    """in of since until till til by during from early late mid last next this around about through
    every before after between end start beginning middle it's its was were the that"""
)
"""What may stand before 'May' or 'March' as a month."""
SURELY_BEFORE_A_MONTH = vocabulary("in since until till during early late mid through")
AFTER_A_VERB = vocabulary(
    """up down in into out off past over through straight back round across be have not well as seem
    look find go come get"""
)
"""What follows 'march' and 'may' where they are verbs."""
BEFORE_BANK_HOLIDAY = MONTHS | SEASONS | {"early", "late", "whitsun", "whit"}
AFTER_BANK_HOLIDAY = WEEKDAYS | {"weekend"}

FEASTS = tuple(
    tuple(feast.split())
    for feast in (
        "boxing day", "christmas day", "christmas eve", "new year's eve", "new years eve",
        "new year's day", "new years day", "new year eve", "twelfth night", "valentine's day",
        "valentines day", "st valentine's day", "shrove tuesday", "pancake day", "ash wednesday",
        "mothering sunday", "mother's day", "mothers day", "father's day", "fathers day",
        "good friday", "easter sunday", "easter monday", "palm sunday", "maundy thursday",
        "may day", "whit week", "whitsun", "ramadan", "hanukkah",
        "passover", "holi", "twixmas", "stir-up sunday", "plough monday", "rag week",
        "whit monday", "whit sunday", "st patrick's day", "st patricks day",
        "st david's day", "st davids day", "st andrew's day", "st andrews day", "st george's day",
        "st georges day", "burns night", "bonfire night", "guy fawkes night", "halloween",
        "hallowe'en", "remembrance sunday", "remembrance day", "armistice day", "hogmanay",
        "midsummer's day", "april fool's day", "april fools day", "april fools", "all souls day",
        "all saints day", "yom kippur", "rosh hashanah", "diwali", "vaisakhi", "nowruz", "newroz",
        "eid al-fitr", "eid", "chinese new year", "lunar new year", "thanksgiving", "black friday",
        "international women's day", "battle of the boyne", "the twelfth of july",
    )
)  # fmt: skip
