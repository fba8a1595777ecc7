"""The cover block above an interview: where it ends, and whose names it gives."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from pipeline.identified.readers.tags import Part, is_name, key, sense
from pipeline.identified.readers.times import CLOCK
from pipeline.identified.readers.words import word_set

_FIELDS = (
    "project|study|interview|version|date|place|location|venue|setting|site|length|duration|"
    "transcriber|transcribed by|typist|checked by|style|consent|file|file ?name|audio|audio file|"
    "recording|recorded|title|present|also present|time|start time|end time|start|end|id|ref|"
    "reference|status|format|language|mode|pseudonym|key|interview type|type|method|"
    "interview location|date of interview|place of interview|time of interview|length of interview|"
    "interview date|interview length|name|age|gender|sex|occupation|case|case number|conducted by|"
    "interviewed by|interpreter|anonymisation|notes|speakers|attendees|participants"
)
_PEOPLE = (
    "interviewer|interviewee|participant|respondent|researcher|victim|moderator|facilitator|"
    "participant name|interviewee name|interviewer name|name of participant|name of interviewee|"
    "name of interviewer"
)
_NUMBERING = r"(?: (?:no\.?|number|id|code|#))?"
_FIELD = re.compile(rf"(?i)(?:{_FIELDS}|{_PEOPLE}){_NUMBERING}")
_HARD = re.compile(rf"(?i)(?:{_FIELDS}){_NUMBERING}")
_CELL = re.compile(r"[ \t]{2,}|\t|\s\|\s")
_RULE = re.compile(r"\s*[-=_*~–—]{5,}\s*")
_TITLE_WORDS = re.compile(
    r"(?i)\b(?:interview|transcript|transcription|recording|meeting|audio|verbatim|participant|"
    r"confidential|anonymi[sz]ed|project|study)\b|\.(?:mp3|m4a|wav|mp4|docx?|vtt)\b"
)
_DATE_LINE = re.compile(
    rf"(?i)\s*(?:\w+day,? )?(?:\d{{1,2}}(?:st|nd|rd|th)? \w+,? \d{{4}}|\w+ \d{{1,2}}, \d{{4}}|"
    rf"\d{{1,4}}[/.-]\d{{1,2}}[/.-]\d{{1,4}})(?:,? (?:at )?{CLOCK}\s*(?:[ap]m)?)?\s*"
    r"|\s*(?:\d+\s*(?:h|hrs?|hours?)\s*)?(?:\d+\s*(?:m|min|mins|minutes?)\s*)?"
    r"\d+\s*(?:s|secs?|seconds?|m|mins?|minutes?)\s*"
)
_INTERVIEW_WITH = re.compile(
    r"(?i:\binterview)(?i:\s+(?:with|of|:|-))?\s+"
    r"(?P<name>(?:[A-Z][\w'’.-]*\s){0,3}[A-Z][^\W\d]+)"
)
_HEADED = re.compile(
    r"(?P<name>[A-Z][\w'’.-]*(?: [A-Z][\w'’.-]*){0,3})\s*[,–—-]\s*"
    r"\d{1,4}[/.-]\d{1,2}[/.-]\d{1,4}"
)
"""A heading such as 'Jane Roe, 14.03.17'."""
_RECORDER = re.compile(r"(?i)(?P<name>.{2,60}?) (?:started|stopped) transcription\.?")
_OF_PARTICIPANT = frozenset(("name", "pseudonym"))
_OF_INTERVIEWER = frozenset(("conducted by", "interviewed by"))
_OF_OTHERS = frozenset(
    (
        *("transcriber", "transcribed by", "typist", "checked by", "present", "also present"),
        *("interpreter", "speakers", "attendees", "participants"),
    )
)
_NO_NAMES = word_set(
    """
    see key file anonymous unknown none not applicable female male victim participant
    redacted home telephone phone online zoom teams meeting recording transcript
    confidential removed withheld interviewer interviewee tbc self
    """
)
_ASIDE = re.compile(r"\([^)]*\)|\[[^\]]*\]")
_TITLES = re.compile(r"^(?:(?:Dr|Mr|Mrs|Ms|Miss|Prof|Professor|PC|DC|DS|DI|Rev)\.?\s+)+")
_HEADING = re.compile(rf"\s*>>|.*\s[\[(]?{CLOCK}[\])]?:?\s*$")
_REGION = 60
_LONGEST = 25
_MOST_NAME_WORDS = 4
_LONGEST_TAG = 80
_ENOUGH = 2


@dataclass(frozen=True)
class CoverName:
    """A name the cover block gives, and whose it is: 'I', 'P', or 'O' where it does not say."""

    speaker: str
    words: str = field(repr=False)


def cover_keys(line: str) -> int:
    """How many 'KEY: value' cells `line` has: running headers have some, talk hardly any."""
    return sum(1 for one, _ in _cells(line) if _FIELD.fullmatch(one))


def is_field(line: str) -> bool:
    """Whether `line` has a 'KEY: value' cell that is no tag of a speaker: 'DATE: 14/03/2017'."""
    return any(_HARD.fullmatch(one) for one, _ in _cells(line))


def cover_end(lines: Sequence[str]) -> int:
    """How many of the first `lines` are the cover block; 0 where there is none."""
    tags = Counter(key(line.partition(":")[0]) for line in lines if ":" in line[:_LONGEST_TAG])
    end = weight = 0
    for number, line in enumerate(lines[:_REGION]):
        if not line.strip():
            continue
        worth = _weight(line, tags)
        if worth or (weight and _RULE.fullmatch(line)):
            weight += worth
            end = number + 1
        elif _opens_talk(line, tags) or len(line.split()) > _LONGEST:
            break
    return end if weight >= _ENOUGH else 0


def _weight(line: str, tags: Counter[str]) -> int:
    """How much a line speaks for a cover block: one name alone may be an answer."""
    if is_field(line):
        return _ENOUGH
    if _is_soft(line) and _is_settled(line, tags):
        return _ENOUGH if " " in _cells(line)[0][1] else 1
    return 0


def title_end(lines: Sequence[str]) -> int:
    """How many of the first `lines` are titles, dates and lengths: no talk."""
    end = 0
    for number, line in enumerate(lines):
        if line.strip() and not _is_title(line):
            break
        end = number + 1
    return end


def names_in_cover(words: Iterable[str]) -> tuple[CoverName, ...]:
    """The names of people in the `words` of cover blocks, headers and titles, each once."""
    found: dict[tuple[str, str], CoverName] = {}
    for line in "\n".join(words).splitlines():
        for speaker, value in _valued(line):
            for name in _names(value):
                found.setdefault((speaker, name), CoverName(speaker, name))
    return tuple(found.values())


def without_title(name: str) -> str:
    """`name` without 'Dr', 'Mrs', 'PC' and the like before it."""
    return _TITLES.sub("", name)


def _valued(line: str) -> Iterable[tuple[str, str]]:
    for field_, value in _cells(line):
        speaker = _whose(field_.casefold())
        if speaker:
            yield speaker, value
    recorder = _RECORDER.fullmatch(line.strip())
    if recorder:
        yield "O", recorder["name"]
    headed = _HEADED.fullmatch(line.strip())
    if headed:
        yield "O", headed["name"]
    match = _INTERVIEW_WITH.search(line)
    if match and ":" not in line.split(match["name"])[0]:
        yield "P", match["name"]


def _whose(field_: str) -> str:
    bare = re.sub(rf"{_NUMBERING}$", "", field_)
    bare = bare.removeprefix("name of ").removesuffix(" name")
    if bare in _OF_PARTICIPANT:
        return "P"
    if bare in _OF_INTERVIEWER:
        return "I"
    if bare in _OF_OTHERS:
        return "O"
    known = sense(bare) if re.fullmatch(_PEOPLE, bare) else None
    return {Part.INTERVIEWER: "I", Part.PARTICIPANT: "P"}.get(known.part, "") if known else ""


def _names(value: str) -> Iterable[str]:
    value = _ASIDE.sub(" ", value)
    for part in re.split(r"\s+(?:and|&)\s+|[;/]|,(?=\s+\S+\s+\S)", value):
        name = without_title(" ".join(part.split()).strip(" .,-"))
        if name and not set(name.casefold().split()) & _NO_NAMES and is_name(name):
            yield name


def _cells(line: str) -> list[tuple[str, str]]:
    cells: list[tuple[str, str]] = []
    for cell in _CELL.split(line.strip()):
        head, colon, value = cell.partition(":")
        if colon and (not value or not value[0].isdigit()):
            cells.append((" ".join(head.split()), value.strip()))
        elif cells and not cells[-1][1]:
            cells[-1] = (cells[-1][0], cell.strip())
    return cells


def _is_soft(line: str) -> bool:
    cells = _cells(line)
    return bool(cells) and all(_FIELD.fullmatch(one) for one, _ in cells)


def _is_settled(line: str, tags: Counter[str]) -> bool:
    """Whether 'Interviewer: Jane Roe' is of the cover: a name or code, and not a tag below."""
    head, value = _cells(line)[0]
    coded = bool(re.fullmatch(r"[A-Z]{1,4}\d{0,4}", value))
    names = list(_names(value))
    if coded or not names:
        return coded
    if tags[key(head)] == 1:
        return len(value.split()) <= _MOST_NAME_WORDS * len(names)
    return without_title(_ASIDE.sub("", value)).strip() == names[0] and " " in names[0]


def _opens_talk(line: str, tags: Counter[str]) -> bool:
    head, colon, _ = line.partition(":")
    if _HEADING.match(line) or (not colon and sense(line.strip().partition("\t")[0])):
        return True
    if colon and sense(head):
        return not _is_soft(line) or tags[key(head)] > 1
    return bool(colon) and tags[key(head)] > 2 and is_name(head.strip())


def _is_title(line: str) -> bool:
    text = " ".join(line.split())
    if _RULE.fullmatch(line) or _DATE_LINE.fullmatch(line) or _HEADED.fullmatch(text):
        return True
    if len(text.split()) > 14 or text.endswith((".", "?", "!", ",", "…", "-")):
        return False
    return bool(_TITLE_WORDS.search(text)) and (text[:1].isupper() or text[:1].isdigit())
