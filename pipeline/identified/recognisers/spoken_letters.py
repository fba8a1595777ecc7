"""Letters as people say them: single letters, the radio alphabet, 'B for Bravo', 'ell', 'tee'."""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.identified.recognisers.words import Word

RADIO = {
    "alpha": "A",
    "alfa": "A",
    "bravo": "B",
    "charlie": "C",
    "charley": "C",
    "delta": "D",
    "echo": "E",
    "foxtrot": "F",
    "golf": "G",
    "hotel": "H",
    "india": "I",
    "juliet": "J",
    "juliett": "J",
    "juliette": "J",
    "kilo": "K",
    "lima": "L",
    "mike": "M",
    "november": "N",
    "oscar": "O",
    "papa": "P",
    "quebec": "Q",
    "romeo": "R",
    "sierra": "S",
    "tango": "T",
    "uniform": "U",
    "victor": "V",
    "whiskey": "W",
    "whisky": "W",
    "xray": "X",
    "yankee": "Y",
    "zulu": "Z",
}
LETTER_NAMES = {
    "ell": "L",
    "el": "L",
    "ess": "S",
    "eff": "F",
    "tee": "T",
    "zed": "Z",
    "zee": "Z",
    "aitch": "H",
    "haitch": "H",
    "pee": "P",
    "vee": "V",
    "cee": "C",
    "dee": "D",
    "gee": "G",
    "jay": "J",
    "kay": "K",
    "ex": "X",
    "wye": "Y",
    "queue": "Q",
    "cue": "Q",
    "em": "M",
    "en": "N",
}
LETTER_SOUNDS = {
    "you": "U",
    "are": "R",
    "see": "C",
    "sea": "C",
    "be": "B",
    "bee": "B",
    "why": "Y",
    "tea": "T",
    "pea": "P",
    "eye": "I",
    "ar": "R",
    "oh": "O",
}
"""Words of everyday talk that sound like letters: believed only where the whole makes sense."""

_CLUSTER_NOT = {
    "mr", "mrs", "ms", "dr", "st", "nd", "rd", "th", "pc", "dc", "ds", "wpc", "mm", "hm", "hmm",
    "tv", "gp", "cps", "nhs", "mmm", "shh", "sh", "pm", "bbc", "itv", "by", "my", "why", "cry",
    "dry", "fly", "fry", "sky", "shy", "sly", "spy", "try", "gym", "hmp", "ptsd", "dvd", "cd",
    "km", "kg", "lb", "lbs", "ft", "cm", "nth", "brr", "grr", "pst", "mhm", "psst", "tsk", "vs",
    "dv", "mp", "ngo", "bmw", "vw", "hgv", "lgv", "bnp", "xxx", "xx",
}  # fmt: skip
_NOT_AN_EXAMPLE = {"instance", "it", "in", "a", "all", "ages"}


def read_letter(words: Sequence[Word], at: int) -> tuple[str, int, bool] | None:
    """The letter said at ``words[at]``: the letter, the index behind it, whether it is certain.

    Certain are the radio alphabet and 'S for sugar'; a single letter is certain only together
    with others.
    """
    word = words[at]
    if word.key in RADIO:
        return RADIO[word.key], at + 1, True
    if word.key == "x" and at + 1 < len(words) and words[at + 1].key == "ray":
        return "X", at + 2, True
    if not word.is_letter:
        return None
    example = _example(words, at)
    return (word.key.upper(), example, True) if example else (word.key.upper(), at + 1, False)


def _example(words: Sequence[Word], at: int) -> int | None:
    letter = words[at].key
    for length, joint in ((1, ("for",)), (2, ("as", "in")), (1, ("like",))):
        behind = at + 1 + length
        if behind >= len(words) or tuple(word.key for word in words[at + 1 : behind]) != joint:
            continue
        example = words[behind]
        if example.key[0] == letter and len(example.key) > 2:
            return behind + 1 if example.key not in _NOT_AN_EXAMPLE else None
    return None


def is_cluster(word: Word) -> bool:
    """Whether `word` is letters read out as one: 'NP', 'DP', 'kjz': no vowel in two or three."""
    short = 2 <= len(word.key) <= 3 and word.key.isascii() and word.key.isalpha()
    return short and not set(word.key) & set("aeiou") and word.key not in _CLUSTER_NOT
