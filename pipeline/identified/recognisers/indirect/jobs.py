"""Occupations: sure ways of telling a job are replaced, every other mention of one is listed.

The words are those in which the Office for National Statistics' Standard Occupational
Classification sorts work (SOC 2020), as people say them, in `gazetteers/jobs.txt`.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from importlib.resources import files

from pipeline.identified.recognisers.found_names import TurnWords
from pipeline.identified.recognisers.indirect.stretch import ARTICLES, BEING, OWNERS, Stretch
from pipeline.identified.recognisers.word_classes import FUNCTION_WORDS
from pipeline.identified.recognisers.word_lists import words_of
from pipeline.identified.recognisers.words import vocabulary
from pipeline.values.identifiers import Kind

_SELF = ("as", "i'm", "im", "am", "retired")
_WORKING = vocabulary("work works worked working job jobs trained training qualified studying")
_AT_WORK = vocabulary("on at in for with")
_DOING = vocabulary(
    "do does did done doing drive drives drove driving run runs ran running manage manages managed "
    "had has have own owns owned teach teaches taught"
)
_IN_ROLE = vocabulary(
    "police police-officer officer solicitor barrister judge magistrate gp doctor detective copper "
    "policeman policewoman security adviser advisor counsellor advocate therapist lawyer "
    "social-worker boss manager landlord landlady neighbour dealer minister model head director "
    "owner student coach driver guard reception receptionist ward consultant psychologist "
    "nurse teacher"
)
"""Whom a victim meets in their role: listed only where they are somebody's, or said to be it."""


def find(words: TurnWords, index: int) -> Iterator[Stretch]:
    """The job whose last words begin at `index`."""
    sure = list(_told(words, index))
    yield from sure
    if not sure:
        yield from _mentioned(words, index)


def sector_of(words: str) -> str:
    """The sector of a job in folded words, by its last words; '' where it is not known."""
    parts = words.split()
    for size in range(len(parts), 0, -1):
        for first in range(len(parts) - size, -1, -1):
            found = _sector(" ".join(parts[first : first + size]))
            if found:
                return found
    return ""


def _told(words: TurnWords, index: int) -> Iterator[Stretch]:
    """'a district nurse' after 'I'm' or 'works as': the words between article and job."""
    job, listed = words.word(index), words_of("occupations")
    plain = job if job in listed else job.removesuffix("s")
    double = f"{words.word(index - 1)}-{job}" in listed
    if plain not in listed and not double:
        return
    first = index - double
    while first > index - 4 and words.joined(first - 1, first + 1) and _qualifies(words, first - 1):
        first -= 1
    left, earlier = words.word(first - 1), words.word(first - 2)
    being = earlier in BEING or (first > 1 and words.tokens[first - 2].possessive)
    if (left in ARTICLES and being) or left in _SELF:
        sector = sector_of(_joined(words, first, index + 1))
        yield Stretch(first, index + 1, Kind.OCCUPATION, sector, listed=False, score=0.5)


def _mentioned(words: TurnWords, index: int) -> Iterator[Stretch]:
    """'my boiler man', 'on the buses', 'she does lashes', 'the hairdressing'."""
    for end in range(min(index + 3, len(words.tokens)), index, -1):
        phrase = _joined(words, index, end)
        sector = _sector(phrase) if words.joined(index, end) else ""
        if sector:
            break
    else:
        return
    if _is_inside(words, index):
        return
    left, earlier = words.word(index - 1), words.word(index - 2)
    owned = left in OWNERS or (index > 0 and words.tokens[index - 1].possessive)
    being = left in BEING or (left in ARTICLES and earlier in BEING)
    at_work = left in ("the", "a") and earlier in _AT_WORK | _DOING
    working = any(words.word(index - back) in _WORKING for back in range(1, 5))
    doing = left in _DOING
    # What her own solicitor or officer does is known of everybody in her place.
    if phrase.replace(" ", "-") in _IN_ROLE and not (being or working):
        return
    if owned or being or working or at_work or doing:
        first = index - (at_work and earlier == "on") * 2
        yield Stretch(first, end, Kind.OCCUPATION, sector, score=0.6 if being or working else 0.35)
    elif left in ARTICLES and " " in phrase:
        yield Stretch(index, end, Kind.OCCUPATION, sector, score=0.45)
    elif " " in phrase or phrase not in _PLAIN:
        yield Stretch(index, end, Kind.OCCUPATION, sector, score=0.3)


_PLAIN = vocabulary(
    "head sister ward wards mill pit counter boats bins spark chippy army navy property bricks "
    "farm fishing museum gallery theatre library restaurant takeaway cafe factory warehouse "
    "nursery salon laundry quarry reception insurance admin accounts marketing recruitment "
    "catering cleaning ironing nails taxis buses trams ferries lorries railway railways security "
    "forensics computers medic mp dealer coach guard referee stall tills canteen stores refuse "
    "owner cutter presser spinner tester fitter planner breeder groom model presenter producer "
    "fellow stream teach teaches taught teaching domestic estates letting lettings maintenance "
    "laboratory ambulance dispatcher governor head boxer pressing academia masters bakery circus "
    "consultant doctor nurse gp teacher student manager director supervisor driver engineer "
    "solicitor barrister lawyer judge magistrate usher bailiff detective copper policeman "
    "policewoman pcso counsellor therapist adviser advisor advocate volunteer councillor minister "
    "vicar priest landlord landlady receptionist secretary caretaker cleaner interpreter boss "
    "psychologist psychiatrist surgeon paramedic registrar clerk analyst conductor pilot pharmacy "
    "joinery plumbing tutor professor lecturer dean chemist nursing removals trainee farmer "
    "tarmac editor reporter journalist butcher baker builder mechanic vet locksmith locum farm "
    "painter roofing gardening alterations skipper fairground entrepreneur carer social-worker"
)
"""Jobs and places of work that say nothing of anybody where they only stand there."""


def _qualifies(words: TurnWords, index: int) -> bool:
    return index >= 0 and words.word(index) not in FUNCTION_WORDS | BEING


def _is_inside(words: TurnWords, index: int) -> bool:
    """Whether a longer job began before."""
    return any(
        index - back >= 0
        and words.joined(index - back, index + 1)
        and _sector(_joined(words, index - back, index + 1))
        for back in (1, 2)
    )


def _joined(words: TurnWords, first: int, end: int) -> str:
    return " ".join(words.word(at) for at in range(first, end)).replace("-", " ")


def _sector(phrase: str) -> str:
    jobs = _jobs()
    return jobs.get(phrase) or jobs.get(phrase.removesuffix("s"), "")


@cache
def _jobs() -> dict[str, str]:
    path = files("pipeline.identified") / "gazetteers" / "jobs.txt"
    found: dict[str, str] = {}
    for line in path.read_text(encoding="utf-8").splitlines():
        sector, bar, jobs = line.partition(" | ")
        for job in jobs.split(", ") if bar and not line.startswith("#") else ():
            found.setdefault(job, sector)
    return found
