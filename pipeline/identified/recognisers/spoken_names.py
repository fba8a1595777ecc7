"""Names a person goes by on the net, as they are spoken: e-mail, web addresses and handles."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from pipeline.identified.recognisers.spoken_handles import (
    find_chains,
    find_introduced,
    find_numbered,
    find_one_words,
)
from pipeline.identified.recognisers.spoken_introductions import (
    find_introductions,
    find_three_words,
)
from pipeline.identified.recognisers.spoken_mail import Stretch, find_emails, find_webs
from pipeline.identified.recognisers.words import Word
from pipeline.values.identifiers import Kind

Found = tuple[int, int, Kind, float]
"""Start and end in the text, kind, score."""
_SHORTEST = 3


def find_names(words: Sequence[Word]) -> Iterator[Found]:
    """All spoken e-mail addresses, web addresses and handles of a turn."""
    taken: list[Stretch] = []
    for kind, score, finder in (
        (Kind.EMAIL, 0.9, find_emails),
        (Kind.URL, 0.7, find_webs),
        (Kind.HANDLE, 0.8, find_chains),
        (Kind.ADDRESS, 0.8, find_three_words),
        (Kind.HANDLE, 0.6, find_one_words),
        (Kind.HANDLE, 0.6, find_introductions),
        (Kind.HANDLE, 0.5, find_introduced),
        (Kind.HANDLE, 0.5, find_numbered),
    ):
        for first, last in finder(words):
            stretch = words[first].start, words[last - 1].end
            free = not any(first < end and start < last for start, end in taken)
            if free and stretch[1] - stretch[0] >= _SHORTEST:
                taken.append((first, last))
                yield *stretch, kind, score
