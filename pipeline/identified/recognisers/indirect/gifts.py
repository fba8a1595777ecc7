"""Things that somebody left, sent or gave that few people would: 'a brass handbell'."""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.identified.recognisers.found_names import TurnWords
from pipeline.identified.recognisers.indirect.stretch import (
    ARTICLES,
    JOINING,
    Stretch,
    has_rare_word,
    thing_end,
)
from pipeline.identified.recognisers.rarity import rarity
from pipeline.identified.recognisers.words import vocabulary
from pipeline.values.identifiers import Kind

_GIVING = vocabulary(
    "left leaves leaving sent sends posted posts bought brought gave gives give delivered hung "
    "pinned taped tied tucked stuck laid wrapped made knitted painted drew carved sewn there's "
    "theres"
)
"""Words before which something stands that was given, left or found."""
_BETWEEN = vocabulary("me us her him them my round up out in back down on over")
_PLACES = vocabulary(
    "step doorstep doormat mat windscreen bonnet windowsill sill pillow pigeonhole letterbox "
    "gatepost porch wiper dashboard"
)
_ORDINARY = vocabulary(
    "flowers flower bouquet rose roses chocolates chocolate teddy bear ring necklace bracelet "
    "card cards letter letters note notes photo photos picture pictures present presents gift "
    "gifts parcel parcels perfume wine bottle phone message messages text texts email emails key "
    "keys tracker airtag knife camera car van statement statements diary log voicemail coffee tea "
    "cup mug bag box envelope thing things bit lot bunch balloon balloons cake toy toys"
)
"""What is left or sent in hundreds of such cases."""


def find(words: TurnWords, index: int) -> Iterator[Stretch]:
    """A thing whose article stands at `index`."""
    if words.word(index) not in ARTICLES | _DETERMINERS:
        return
    end = thing_end(words, index)
    end = _joined_on(words, end)
    if end - index < 2:
        return
    left = index - 1
    while left >= 0 and words.word(left) in _BETWEEN:
        left -= 1
    given = words.word(left) in _GIVING
    placed = words.word(end) in ("on", "in", "under", "through") and any(
        words.word(end + step) in _PLACES for step in (1, 2, 3)
    )
    if not given and not placed:
        return
    if _distinct(words, index, end):
        yield Stretch(index, end, Kind.OTHER, "gift", score=0.2 + 0.15 * (given and placed))


_DETERMINERS = vocabulary("my his her our one two some this little half")


def _joined_on(words: TurnWords, end: int) -> int:
    if words.word(end) in JOINING and words.joined(end - 1, end + 1):
        more = thing_end(words, end + 1, most=6)
        return more if more > end + 1 else end
    return end


def _distinct(words: TurnWords, first: int, end: int) -> bool:
    """Whether something in it is rare that is no ordinary gift."""
    rare = [at for at in range(first, end) if rarity(words.word(at)) >= _ENOUGH]
    return any(words.word(at) not in _ORDINARY for at in rare) and has_rare_word(words, first, end)


_ENOUGH = 0.55
