"""Where and when something happened, and whether several things are told in a row."""

from __future__ import annotations

from pipeline.identified.insider.pieces import Words
from pipeline.identified.recognisers.calendar_words import MONTHS, SEASONS, WEEKDAYS
from pipeline.identified.recognisers.words import vocabulary
from pipeline.values.identifiers import Kind

_PLACES = vocabulary(
    "school work church chapel mosque temple gym pub shop shops supermarket station bus train "
    "platform park garden car drive gate gates door step doorstep window hospital surgery court "
    "office salon library canteen allotment harbour quay beach field farm yard garage market "
    "playground nursery college university campus club hall pool baths layby lay-by roundabout "
    "car-park carpark reception ward clinic cafe restaurant bridge canal lane crescent close "
    "pavement kitchen bedroom bathroom shed loft attic cemetery graveyard funeral wedding "
    "christening party concert match rehearsal choir ferry airport depot warehouse studio"
)
_AT = vocabulary("at in on outside by behind opposite near beside under through past over from to")
_TIMES = vocabulary(
    "o'clock oclock am pm midnight noon dinnertime lunchtime teatime breakfast half-term halfterm "
    "birthday anniversary bank-holiday sunrise dawn dusk morning evening afternoon night weekend"
)
_EVENT = vocabulary(
    "was were stood standing sat sitting parked waiting turned came come left sent put rang "
    "followed watched watching walked drove took got had went been found saw appeared knocked "
    "climbed broke smashed threw wrote texted posted delivered shouted grabbed painted"
)
_THEN = vocabulary("then next after before later again another second third")
_PLACE_KINDS = (Kind.LOCATION, Kind.ORGANISATION, Kind.ADDRESS)


def has_place(words: Words, first: int, end: int) -> bool:
    """Whether a place is told, by its kind or by what stands for its name."""
    return any(
        words.stands[at] in _PLACE_KINDS
        or (
            words.talk(at) in _PLACES
            and any(words.talk(near) in _AT for near in range(max(0, at - 3), at))
        )
        for at in range(first, end)
    )


def has_time(words: Words, first: int, end: int) -> bool:
    """Whether a day, an hour or a season is told, or stands replaced."""
    calendar = WEEKDAYS | SEASONS | MONTHS - {"may", "march"} | _TIMES
    return any(
        words.stands[at] is Kind.DATETIME or words.talk(at).removesuffix("s") in calendar
        for at in range(first, end)
    )


def has_event(words: Words, first: int, end: int) -> bool:
    """Whether something happens."""
    return any(words.talk(at) in _EVENT for at in range(first, end))


def steps(words: Words, first: int, end: int) -> int:
    """How many things are told in a row: what goes on with 'then', 'and' and a comma."""
    tokens = words.said.tokens
    return sum(
        words.talk(at) in _THEN
        or ("," in tokens[at].gap and words.talk(at) not in ("", "you", "i"))
        for at in range(first + 1, end)
    )
