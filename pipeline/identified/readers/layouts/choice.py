"""Running text to a reading: clear the page, take off the cover, find the layout that fits."""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.identified.readers.base import Reading, Utterance
from pipeline.identified.readers.layouts.base import Laid, Layout
from pipeline.identified.readers.layouts.chevrons import Chevrons
from pipeline.identified.readers.layouts.covers import cover_end, title_end
from pipeline.identified.readers.layouts.lines import cleared
from pipeline.identified.readers.layouts.stamped import Stamped
from pipeline.identified.readers.layouts.tagged import STYLES
from pipeline.identified.readers.layouts.untagged import Untagged
from pipeline.identified.readers.tags import sense
from pipeline.values.texts import Removed

LAYOUTS: tuple[Layout, ...] = (Stamped(), *STYLES, Chevrons())
"""In order of trust: of two that fit equally well the first is taken."""

_DOUBTFUL = "{} line(s) begin with what may be a speaker's name and were read as talk"
_BEFORE = "some text stands before the first speaker; it was kept as a turn of someone else"


def read_lines(lines: Sequence[str]) -> Reading:
    r"""The talk in `lines` (without line ends; ``\f`` marks a new page)."""
    clear = cleared(lines)
    body = list(clear.lines)
    end = cover_end(body)
    laid = _best(body[end:])
    if end and not laid.tagged and _is_all_talk(body):
        end, laid = 0, _best(body)
    leading = list(laid.leading)
    title = title_end(leading)
    cover = [*body[:end], *leading[:title]]
    talk_before = "\n".join(leading[title:])
    return Reading(
        utterances=(*_untold(talk_before), *laid.utterances),
        removed=(*clear.removed, *_cover(cover), *_stamps(laid)),
        notices=tuple(_notices(laid, talk_before)),
    )


def _best(lines: Sequence[str]) -> Laid:
    tried = [layout.lay(lines) for layout in LAYOUTS]
    best = max(tried, key=lambda laid: laid.tagged)
    if best.tagged:
        return best
    title = title_end(lines)
    untagged = Untagged().lay(lines[title:])
    return Laid(untagged.utterances, tuple(lines[:title]), stamps=untagged.stamps)


def _is_all_talk(lines: Sequence[str]) -> bool:
    """Whether what looked like a cover block is a short interview: 'Interviewer: Ready?'."""
    return any(sense(one.tag) for one in _best(lines).utterances)


def _untold(text: str) -> tuple[Utterance, ...]:
    return (Utterance("", text),) if text.strip() else ()


def _cover(lines: Sequence[str]) -> tuple[Removed, ...]:
    filled = [line.strip() for line in lines if line.strip()]
    if not filled:
        return ()
    return (Removed(what="cover block", count=len(filled), words="\n".join(filled)),)


def _stamps(laid: Laid) -> tuple[Removed, ...]:
    return (Removed(what="time stamps", count=laid.stamps),) if laid.stamps else ()


def _notices(laid: Laid, before: str) -> list[str]:
    notices = [_DOUBTFUL.format(laid.doubtful)] if laid.doubtful else []
    return [*notices, _BEFORE] if before.strip() else notices
