"""Who speaks: the file's tags to interviewer (I), participant (P) and others (O).

Codes and roles say it themselves; names are matched with the cover block; what is left is told by
who asks the questions, and a notice says so.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from pipeline.identified.readers.base import Utterance
from pipeline.identified.readers.layouts.covers import CoverName
from pipeline.identified.readers.tags import Part, Sense, cleaned, key, sense
from pipeline.identified.readers.words import word_set
from pipeline.identified.speaker_names import names_of, same_person
from pipeline.values.texts import SpeakerName

_MOST = 99
_SECOND_SHARE = 0.25
_QUESTION = re.compile(
    r"\?|^(?:and |so |ok |okay |right |but |um |er |erm )*(?:what|who|when|where|why|how|which|did|"
    r"do|does|have|has|had|are|were|was|is|can|could|would|will|tell me|talk me)\b",
    re.IGNORECASE,
)

ONE_VOICE = "the file names no speakers: all of it was read as the participant's talk"
SAME_TAG = "all of the talk stands under one speaker; perhaps two people share a display name"
BY_QUESTIONS = "speakers guessed by who asks the questions: please check who is the interviewer"
BY_REST = "a speaker was taken for the {} because the other one is known"
BY_COVER = "speakers told by the names in the cover block"
UNPLACED = "{} speaker(s) could not be placed and stand as 'O'"
UNTAGGED = "some talk has no speaker and stands as 'O'"
COMPANION = "a relative or friend who sits in was taken for a second participant"
_COMPANION_SHARE = 0.05
"""Of the words that are not the interviewer's: who says less only calls in."""
_COMPANIONS = word_set(
    """
    mum mam mother dad father husband wife partner sister brother daughter son friend nan gran
    grandmother grandfather aunt uncle boyfriend girlfriend carer
    """
)
_OTHER = {"I": "P", "P": "I"}
UNKNOWN = "{} turn(s) of an unknown speaker placed by the turns around them; {} left as 'O'"
MERGED = "two tags were taken for one and the same {}"


@dataclass(frozen=True)
class Voice:
    """All that is said under one tag."""

    key: str = field(repr=False)
    tag: str = field(repr=False)
    sense: Sense | None
    order: int
    words: int
    turns: int
    questions: int

    def asks(self, all_words: int) -> float:
        """How much it sounds like an interviewer: asks often, speaks little."""
        return self.questions / max(1, self.turns) - self.words / max(1, all_words)


@dataclass(frozen=True)
class Cast:
    """Who speaks each utterance, and under which real names the file lists them."""

    speakers: tuple[str, ...]
    names: tuple[SpeakerName, ...]
    notices: tuple[str, ...]


def cast(utterances: Sequence[Utterance], cover: Sequence[CoverName]) -> Cast:
    """Resolve the tags of `utterances` (not empty), with the `cover` block's names as a help."""
    voices = _voices(utterances)
    casting = _Casting(voices, cover)
    casting.decide()
    placed = casting.placed
    speakers = [placed.get(key(one.tag), "O") for one in utterances]
    speakers, notices = _unknown_placed(utterances, speakers, casting.unknown)
    names = names_of({voice.tag: placed.get(voice.key, "O") for voice in voices.values()}, cover)
    return Cast(tuple(speakers), names, (*casting.notices, *notices))


def _voices(utterances: Sequence[Utterance]) -> dict[str, Voice]:
    texts: dict[str, list[str]] = {}
    tags: dict[str, str] = {}
    for one in utterances:
        texts.setdefault(key(one.tag), []).append(one.text)
        tags.setdefault(key(one.tag), cleaned(one.tag))
    return {
        one: Voice(
            key=one,
            tag=tags[one],
            sense=sense(tags[one]) if tags[one] else None,
            order=order,
            words=sum(len(text.split()) for text in said),
            turns=len(said),
            questions=sum(1 for text in said if _QUESTION.search(text)),
        )
        for order, (one, said) in enumerate(texts.items())
    }


class _Casting:
    """The decision, tag by tag: `placed` fills up, `notices` say what was guessed."""

    def __init__(self, voices: Mapping[str, Voice], cover: Sequence[CoverName]) -> None:
        self.voices = voices
        self.cover = cover
        self.placed: dict[str, str] = {}
        self.taken: Counter[str] = Counter()
        self.notices: list[str] = []
        self.unknown: frozenset[str] = frozenset()
        self.all_words = sum(voice.words for voice in voices.values())

    def decide(self) -> None:
        named = [voice for voice in self.voices.values() if voice.key]
        if not named:
            self.placed[""] = self._next("P")
            self.notices.append(ONE_VOICE)
            return
        if "" in self.voices:
            self.placed[""] = self._next("O")
            self.notices.append(UNTAGGED)
        self._place_known(named, Part.INTERVIEWER, "I")
        self._place_known(named, Part.PARTICIPANT, "P")
        self._place_by_cover(named)
        self._place_r(named)
        self._set_unknown_aside(named)
        self._place_pool([voice for voice in named if self._is_open(voice)])
        self._place_others(named)
        if len(named) == 1 and not named[0].sense:
            self.notices.append(SAME_TAG)

    def _is_open(self, voice: Voice) -> bool:
        other = voice.sense is not None and voice.sense.part is Part.OTHER
        return voice.key not in self.placed and voice.key not in self.unknown and not other

    def _has(self, letter: str) -> bool:
        return any(speaker.startswith(letter) for speaker in self.placed.values())

    def _next(self, letter: str) -> str:
        self.taken[letter] += 1
        number = min(self.taken[letter], _MOST)
        return letter if number == 1 else f"{letter}{number}"

    def _place_known(self, named: Sequence[Voice], part: Part, letter: str) -> None:
        numbers: dict[int | None, list[Voice]] = {}
        for voice in named:
            if voice.sense and voice.sense.part is part:
                numbers.setdefault(voice.sense.number, []).append(voice)
        bare = numbers.pop(None, [])
        if bare:
            first = 1 if 1 in numbers else next((one for one in numbers if one != 2), None)
            alone = first == 1 or (first is not None and len(numbers) == 1)
            if first is not None and alone:
                numbers[first] = [*bare, *numbers[first]]
                self.notices.append(MERGED.format(part.value))
            else:
                numbers[0] = bare
        for number in sorted(one for one in numbers if one is not None):
            speaker = self._next(letter)
            self.placed.update({voice.key: speaker for voice in numbers[number]})

    def _place_by_cover(self, named: Sequence[Voice]) -> None:
        for voice in named:
            letters = {one.speaker for one in self.cover if same_person(voice.tag, one.words)}
            if self._is_open(voice) and len(letters) == 1 and letters <= {"I", "P"}:
                self.placed[voice.key] = self._next(letters.pop())
                if BY_COVER not in self.notices:
                    self.notices.append(BY_COVER)

    def _place_r(self, named: Sequence[Voice]) -> None:
        """'R' answers an interviewer, and asks a participant."""
        for voice in named:
            if voice.key in self.placed or not voice.sense or voice.sense.part is not Part.R:
                continue
            if self._has("I") != self._has("P"):
                self.placed[voice.key] = self._next("P" if self._has("I") else "I")

    def _set_unknown_aside(self, named: Sequence[Voice]) -> None:
        unknown = {v.key for v in named if v.sense and v.sense.part is Part.UNKNOWN}
        if len(named) - len(unknown) >= 2:
            self.unknown = frozenset(unknown)

    def _place_pool(self, pool: list[Voice]) -> None:
        if not pool:
            return
        if not self._has("I") and (self._has("P") or len(pool) > 1):
            sole = len(pool) == 1
            asker = max(pool, key=lambda voice: (voice.asks(self.all_words), -voice.order))
            self._guess(pool, asker, "I", sole)
        if pool and not self._has("P"):
            sole = len(pool) == 1 and BY_QUESTIONS not in self.notices
            most = max(pool, key=lambda voice: (voice.words, -voice.order))
            self._guess(pool, most, "P", sole and self._has("I"))
        self._place_second(pool)

    def _guess(self, pool: list[Voice], voice: Voice, letter: str, sole: bool) -> None:
        self.placed[voice.key] = self._next(letter)
        pool.remove(voice)
        role = "interviewer" if letter == "I" else "participant"
        notice = BY_REST.format(role) if sole else BY_QUESTIONS
        only = len(self.voices) == 1
        if notice not in self.notices and not only:
            self.notices.append(notice)

    def _place_second(self, pool: Sequence[Voice]) -> None:
        """Someone unnamed who speaks as much as a participant does is a second one."""
        theirs = sum(v.words for v in self.voices.values() if self.placed.get(v.key, "O") != "I")
        for voice in pool:
            if voice.words >= _SECOND_SHARE * theirs:
                self.placed[voice.key] = self._next("P")
                self.notices.append(BY_QUESTIONS)

    def _place_others(self, named: Sequence[Voice]) -> None:
        left = [v for v in named if v.key not in self.placed and v.key not in self.unknown]
        if left and not self._has("P"):
            most = max(left, key=lambda voice: (voice.words, -voice.order))
            self._guess(left, most, "P", sole=False)
        theirs = sum(v.words for v in self.voices.values() if self.placed.get(v.key, "O") != "I")
        with_her = [
            voice
            for voice in left
            if voice.key in _COMPANIONS and voice.words >= _COMPANION_SHARE * theirs
        ]
        for voice in with_her:
            self.placed[voice.key] = self._next("P")
            self.notices.append(COMPANION)
        for voice in (others := [voice for voice in left if voice not in with_her]):
            self.placed[voice.key] = self._next("O")
        if others:
            self.notices.append(UNPLACED.format(len(others)))


def _unknown_placed(
    utterances: Sequence[Utterance], speakers: list[str], unknown: frozenset[str]
) -> tuple[list[str], Iterable[str]]:
    """Unknown voices between turns of one person are the other's; a run of them takes turns.

    A run that does not fit between its neighbours stays open.
    """
    where = [number for number, one in enumerate(utterances) if key(one.tag) in unknown]
    if not where:
        return speakers, ()
    settled = list(speakers)
    told = 0
    for run in _runs(where):
        before = speakers[run[0] - 1] if run[0] else ""
        after = speakers[run[-1] + 1] if run[-1] + 1 < len(speakers) else ""
        for number, speaker in zip(run, _turn_taking(len(run), before, after), strict=False):
            settled[number] = speaker
            told += 1
    return settled, (UNKNOWN.format(told, len(where) - told),)


def _runs(numbers: Sequence[int]) -> list[list[int]]:
    """[3, 4, 7] -> [[3, 4], [7]]."""
    runs: list[list[int]] = []
    for number in numbers:
        if runs and runs[-1][-1] == number - 1:
            runs[-1].append(number)
        else:
            runs.append([number])
    return runs


def _turn_taking(length: int, before: str, after: str) -> list[str]:
    """`length` turns of two people in alternation between their known neighbours; none where that
    cannot be."""
    if not {before, after} & set(_OTHER) or not {before, after} <= {"", *_OTHER}:
        return []
    first = _OTHER[before] if before else after if length % 2 == 0 else _OTHER[after]
    turns = [first if number % 2 == 0 else _OTHER[first] for number in range(length)]
    return turns if turns[-1] != after else []
