"""What stands before a turn: codes, roles and names of speakers, and words that only look so."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from enum import StrEnum

from pipeline.identified.readers.words import word_set


class Part(StrEnum):
    """What a speaker tag says about who speaks."""

    INTERVIEWER = "interviewer"
    PARTICIPANT = "participant"
    R = "researcher or respondent"
    """'R' alone means either."""
    VOICE = "voice"
    """One of several voices, not said which: 'M', 'Speaker 1', 'B'."""
    UNKNOWN = "unknown"
    """The transcriber or recogniser could not tell."""
    OTHER = "other"
    """Someone else by their part: 'Daughter', 'Officer', 'Interpreter'."""


@dataclass(frozen=True)
class Sense:
    """What a known tag means: the part, a number where it has one, a name where one stands by."""

    part: Part
    number: int | None = None
    name: str = field(default="", repr=False)


_NUMBER = r"[\s.#_-]*(?P<number>\d{1,4})?"
_PARTS: tuple[tuple[Part, str], ...] = (
    (
        Part.INTERVIEWER,
        "i|int|intv|intvr|inter|intr|iv|ivr|ir|interviewer|researcher|moderator|mod|facilitator|"
        "fac|q|question",
    ),
    (
        Part.PARTICIPANT,
        "p|pt|pp|par|part|ppt|prt|participant|interviewee|ie|ip|respondent|resp|ans|answer|v|vic|"
        "victim|survivor|client|patient|witness|informant",
    ),
    (Part.R, "r|res"),
    (
        Part.VOICE,
        "m|f|male|female|man|woman|male voice|female voice|male speaker|female speaker|[abc]|s|sp|"
        "spk|spkr|speaker|voice|person|>>",
    ),
    (
        Part.UNKNOWN,
        r"unknown|unknown speaker|unidentified|unidentified speaker|unknown voice|unk|u|"
        r"unknown (?:male|female)|unidentified (?:male|female)|\?+|speaker \?+",
    ),
    (
        Part.OTHER,
        "o|other|third party|all|both|everyone|several|multiple speakers|various|interpreter|"
        "translator|officer|police officer|support worker|social worker|key ?worker|advocate|"
        "idva|isva|solicitor|counsellor|nurse|carer|receptionist|visitor|"
        "mum|mother|dad|father|husband|wife|partner|son|daughter|child|baby|boy|girl|sister|"
        "brother|friend|neighbour|colleague|nan|gran|grandmother|grandfather|aunt|uncle",
    ),
)
_PATTERNS = tuple((part, re.compile(rf"(?:{words}){_NUMBER}")) for part, words in _PARTS)
_LETTERED_SPEAKER = re.compile(r"(?:speaker|voice|person)[\s_-]*(?P<letter>[a-h])")
_SHY = word_set(
    """
    question answer man woman person other all both several various child baby boy girl
    part mod mum mother dad father husband wife partner son daughter sister brother friend
    neighbour colleague nan gran aunt uncle officer client patient witness survivor victim
    u o v
    """
)
"""Known tags that are also ordinary first words: one of them alone in a file is not a speaker."""

_ORDINARY = word_set(
    """
    a about actually after again all already also although always am an and another any
    anyway are as ask asked at back basically be because been before being bottom but by
    came can clearly com conclusion could course did do does doing done each either email
    end etc even every everything exactly fact few final finally first following for from
    funny get go going good got had has have he hello her here hi him his honestly how
    however http https i i'd i'll i'm i've idea if important in instead into is it it's
    its just know last later least let like line list listen literally look look, lot made
    main maybe me mean meaning mine monday more most much my namely never next no not note
    notes nothing now number obviously of off ok okay on once one only or order other our
    out over own p.s. plus point problem ps put question quote really reason remember
    result right rule said same saturday saw say saying says second secondly see she
    simple since so some something sorry still such sum summary sunday sure tell text that
    that's the their them then there there's these they they're thing things think third
    this those though thought three thursday time to today told tomorrow too truth try
    tuesday two uh um until up upshot us very voicemail warning was wasn't way we
    wednesday well went were what what's when where whether which while who whole why with
    without words wrote www yeah yes yesterday yet you your nb eg ie friday message reply
    caption subject re dear point-blank answer erm er mm mhm except imagine picture honest
    besides meanwhile eventually afterwards suddenly apparently alright hang wait stop god
    oh ah hey please thanks thank hmm
    """
)
_PARTICLES = word_set(
    """
    de da di del van von der den al el bin ibn ap ab ferch la le du o' y
    """
)
_SENTENCE = re.compile(r"[?!;\"“”…=*<>{}\[\]]|\.\s")
_DEVICE = re.compile(r"(?i)\b(?:iphone|ipad|galaxy|android|samsung|laptop|macbook|phone|pc)\b")
_PHONE = re.compile(r"\+?[\d\s()-]{7,20}")
_EMAIL = re.compile(r"\S+@\S+\.\S+")
_ASIDE = re.compile(
    r"(?i)\s*[(\[](?:guest|external|unverified|host|co-host|me|you|"
    r"(?:she|he|they|her|him|them)(?:/\w+)*)[)\]]"
)
_CODE = re.compile(r"[A-Za-z]{0,4}[-_ ]?\d{1,5}[A-Za-z]?")
_INITIALS = re.compile(r"[A-Z]{2,3}")
_NO_INITIALS = frozenset(("OK", "NB", "PS", "TV", "SO", "NO", "AND", "BUT", "YES"))
_NAME_WORD = re.compile(r"[^\W\d_]+(?:['’.-]+[^\W\d_]+)*")
_MOST_WORDS = 6
_MOST_LETTERS = 60


def cleaned(tag: str) -> str:
    """`tag` as written, without the punctuation, brackets and markdown around it."""
    tag = _ASIDE.sub("", " ".join(tag.split())).strip("*_#:.,-–—\"' ")
    if len(tag) > 2 and tag[0] + tag[-1] in ("[]", "<>", "()", "{}"):
        tag = tag[1:-1].strip("*_:., ")
    return tag


def key(tag: str) -> str:
    """What two writings of the same tag have in common."""
    return cleaned(tag).casefold()


def sense(tag: str) -> Sense | None:
    """What `tag` means where it is a known code or role, alone or beside a name; else None."""
    whole = cleaned(tag)
    if len(whole) > _MOST_LETTERS:
        return None
    direct = _direct_sense(whole)
    if direct:
        return direct
    sides = _sides(whole)
    for this, that in (sides, sides[::-1]) if sides else ():
        found = _direct_sense(this)
        if found and found.part is not Part.OTHER:
            return Sense(found.part, found.number, that if is_name(that) else "")
    return None


def is_name(text: str) -> bool:
    """Whether `text` is written as a person's name (or device, number or address) would be."""
    if _direct_sense(text) or len(text) > _MOST_LETTERS:
        return False
    if _DEVICE.search(text) or _PHONE.fullmatch(text) or _EMAIL.fullmatch(text):
        return True
    words = [word.strip(",.()'’") for word in text.split()]
    if not words or len(words) > _MOST_WORDS or any(not word for word in words):
        return False
    if _CODE.fullmatch(text) or words[0].casefold() in _ORDINARY:
        return False
    return all(_is_name_word(word) for word in words) and words[-1][:1].isupper()


def may_be_tag(text: str) -> bool:
    """Whether `text` has the shape of a tag at all: few words, no sentence in it."""
    text = cleaned(text)
    if not text or len(text) > _MOST_LETTERS or len(text.split()) > _MOST_WORDS:
        return False
    if _SENTENCE.search(text) and text.strip("?"):
        return False
    return any(char.isalnum() or char == "?" for char in text)


def is_ordinary(text: str) -> bool:
    """Whether a word of `text` is one that talk begins with and names do not have."""
    return any(word.strip(",.'’()").casefold() in _ORDINARY for word in cleaned(text).split())


@dataclass(frozen=True)
class Vetted:
    """Which tags of a text are speakers, and how many lines only looked as if they had one."""

    keys: frozenset[str] = field(repr=False)
    doubtful: int = 0


def vet(tags: Sequence[str], lines: int, *, names_once: bool = False) -> Vetted:
    """Tell speakers from talk with a colon in it.

    Args:
        tags: what stands before the colon (or time), once for each line that has one.
        lines: how many lines that are not blank the text has.
        names_once: whether a full name that comes once is believed (captions, time-stamped text).
    """
    counts = Counter(key(tag) for tag in tags)
    written = {key(tag): cleaned(tag) for tag in tags}
    everywhere = sum(counts.values()) >= 0.9 * lines
    accepted = {
        one
        for one, count in counts.items()
        if _accepted(written[one], count, everywhere=everywhere, names_once=names_once)
    }
    doubtful = sum(
        count for one, count in counts.items() if one not in accepted and is_name(written[one])
    )
    return Vetted(frozenset(accepted), doubtful)


def _accepted(tag: str, count: int, *, everywhere: bool, names_once: bool) -> bool:
    if not may_be_tag(tag):
        return False
    known = sense(tag)
    if known:
        return key(tag) not in _SHY or count > 1 or everywhere
    if _INITIALS.fullmatch(tag) and tag not in _NO_INITIALS:
        return count > 2 or everywhere
    if is_ordinary(tag) and not is_name(tag):
        return False
    if is_name(tag) or _CODE.fullmatch(tag):
        enough = 2 if names_once or " " in tag else 3
        return count >= enough or everywhere or (names_once and " " in tag)
    return tag == tag.casefold() and len(tag.split()) <= 3 and (count > 2 or everywhere)


def _direct_sense(text: str) -> Sense | None:
    low = text.casefold()
    lettered = _LETTERED_SPEAKER.fullmatch(low)
    if lettered:
        return Sense(Part.VOICE)
    for part, pattern in _PATTERNS:
        match = pattern.fullmatch(low)
        if match:
            number = match["number"]
            return Sense(part, int(number) if number else None)
    return None


def _sides(text: str) -> tuple[str, str] | None:
    bracketed = re.fullmatch(r"(.+?)\s*[(\[]([^()\[\]]+)[)\]]", text)
    if bracketed:
        return bracketed[1], bracketed[2]
    split = re.split(r"\s+[-–—|/]\s+|/", text, maxsplit=1)
    return (split[0], split[1]) if len(split) == 2 else None


def _is_name_word(word: str) -> bool:
    if word.casefold() in _PARTICLES:
        return True
    return word[:1].isupper() and bool(_NAME_WORD.fullmatch(word))
