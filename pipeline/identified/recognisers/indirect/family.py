"""Family make-up that few share: twins, one of nine, fostered, fourteen years between them."""

from __future__ import annotations

import re
from collections.abc import Iterator

from pipeline.identified.recognisers.found_names import TurnWords
from pipeline.identified.recognisers.indirect.stretch import Stretch, match_end
from pipeline.identified.recognisers.word_classes import FUNCTION_WORDS
from pipeline.values.identifiers import Kind

_NUMBER = (
    r"(?:\d+|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen"
    r"|fifteen|sixteen|seventeen|eighteen|nineteen|twenty(?:-\w+)?|thirty(?:-\w+)?)"
)
_MANY = r"(?:four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|[4-9]|1\d)"
_CHILDREN = (
    r"(?:kids|children|sons|daughters|brothers|sisters|lads|girls|boys|weans|bairns|grandkids"
    r"|grandchildren)"
)
_PATTERNS = tuple(
    (re.compile(rf"(?:{pattern})(?:'s)?(?!\S)"), score)
    for pattern, score in (
        (r"(?:twins?|triplets?|quadruplets?|quads)", 0.6),
        (rf"{_NUMBER} years? between (?:us|them|me and \w+|the two)", 0.5),
        (rf"(?:\w+est of|one of|middle of) {_NUMBER}", 0.45),
        (rf"{_MANY} {_CHILDREN}", 0.45),
        (r"(?:an |the |my )?only (?:child|son|daughter|one left|grandchild)", 0.45),
        (r"there'?s (?:just|only) the one", 0.4),
        (
            r"(?:fostered|adopted|adoptive|foster (?:mum|mother|parents?|dad|child|carers?|kids?)|"
            r"in care|care leaver|children's homes?|orphan(?:ed|age)?|"
            r"birth (?:mother|mum|father|parents))",
            0.5,
        ),
        (r"(?:widow|widower|widowed)", 0.5),
        (r"(?:stillborn|surrogate|donor|egg donor|sperm donor|ivf)", 0.4),
        (
            r"(?:half|step)[- ]?(?:brother|sister|mum|mother|dad|father|son|daughter|kids"
            r"|children)s?",
            0.4,
        ),
        (r"married (?:my|his|her|a|their) (?:\w+ )?cousins?", 0.5),
        (
            r"(?:our|their|his|my) (?:mums?|dads?|nans?|mothers?|fathers?) (?:and"
            r"|are) .{3,25} (?:sisters|brothers|cousins)",
            0.5,
        ),
        (
            rf"{_NUMBER} (?:kids|children|bairns|weans) (?:and )?no (?:fella|husband|man|dad"
            rf"|partner)",
            0.5,
        ),
        (r"(?:single (?:mum|mam|mother|dad|father|parent)|lone parent)", 0.35),
        (
            r"(?:second|third|fourth) (?:wife|husband|marriage)|(?:two|three|four) (?:husbands"
            r"|wives)",
            0.35,
        ),
        (r"(?:divorced|remarried|unmarried|never married)", 0.1),
        (r"two (?:mums|mams|dads)", 0.4),
        (
            r"(?:great|great-great)[- ](?:nan|gran|grandmother|grandad|grandfather|aunt|uncle"
            r"|niece|nephew|grandson|granddaughter)",
            0.35,
        ),
        (r"(?:\w+ )?literally my (?:uncle|cousin|dad|brother|aunt)", 0.35),
        (rf"(?:mother|mum|father|dad) of {_NUMBER}", 0.45),
    )
)
_LONGEST = 8
_FIRST = {"an", "the", "my", "in", "our", "their", "his", "there", "there's", "theres", "me"}
_NEVER_FIRST = FUNCTION_WORDS - _FIRST - {"one", "two", "four", "middle"}


def find(words: TurnWords, index: int) -> Iterator[Stretch]:
    """What tells of a family and begins at `index`."""
    if words.word(index) in _NEVER_FIRST:
        return
    for pattern, score in _PATTERNS:
        end = match_end(words, index, pattern, _LONGEST)
        if end > index:
            yield Stretch(index, end, Kind.FAMILY, score=score)
            return
