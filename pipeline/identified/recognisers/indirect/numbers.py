"""Numbers in talk, in figures and in words, as far as odd counts need them."""

from __future__ import annotations

from pipeline.identified.recognisers.found_names import TurnWords

_UP_TO_NINETEEN = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen "
    "fifteen sixteen seventeen eighteen nineteen"
)
_DECADES = "twenty thirty forty fifty sixty seventy eighty ninety"
_UNITS, _TENS = _UP_TO_NINETEEN.split(), _DECADES.split()
_VALUES = {word: number for number, word in enumerate(_UNITS)} | {
    word: number * 10 for number, word in enumerate(_TENS, start=2)
}
_SCALES = {"hundred": 100, "thousand": 1000}


def number_at(words: TurnWords, first: int) -> tuple[int, int]:
    """The number that begins at `first` and the index behind it; (0, first) where none does."""
    total = current = 0
    at = first
    while at < len(words.tokens) and (at == first or words.tokens[at].joined):
        value = _value(words.word(at))
        scale = _SCALES.get(words.word(at))
        if scale and (current or words.word(first - 1) == "a"):
            current = max(current, 1) * scale
            if scale == 1000:
                total, current = total + current, 0
        elif value is not None and (current % 100 == 0 or (current % 10 == 0 and value < 10)):
            current += value
        elif not (words.word(at) == "and" and current >= 100 and _value(words.word(at + 1))):
            break
        at += 1
    return total + current, at if total + current else first


def _value(word: str) -> int | None:
    if word.isdecimal() and word.isascii() and len(word) < 6:
        return int(word)
    tens, hyphen, units = word.partition("-")
    if hyphen and tens in _TENS and units in _UNITS[1:10]:
        return _VALUES[tens] + _VALUES[units]
    return _VALUES.get(word)
