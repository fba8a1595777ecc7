"""What in a piece of talk tells the story, and how strongly: what a score is made of."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from pipeline.identified.insider.pieces import Words
from pipeline.identified.insider.reported import reported
from pipeline.identified.insider.scene import has_event, has_place, has_time, steps
from pipeline.identified.recognisers.indirect.stretch import ARTICLES, OWNERS
from pipeline.identified.recognisers.quasi import QuasiRecogniser
from pipeline.identified.recognisers.rarity import RARE, rarity
from pipeline.identified.recognisers.word_classes import FUNCTION_WORDS
from pipeline.identified.recognisers.words import vocabulary
from pipeline.values.spans import Span
from pipeline.values.texts import DraftTurn, Turn

_THIRD_PERSON = vocabulary("he he's he'd hes hed she she's she'd shes his they they'd who")
_BESIDE = ARTICLES | OWNERS
_OF_MANY = vocabulary(
    "flowers flower bouquet roses rose chocolates chocolate teddy teddies perfume necklace "
    "bracelet earrings jewellery ring balloon balloons valentine valentines card cards letter "
    "letters note notes parcel parcels gift gifts present presents photo photos tracker "
    "trackers airtag airtags camera cameras doorbell voicemail voicemails text texts email "
    "emails injunction non-molestation restraining harassment stalking stalker solicitor "
    "magistrates bail caution statement victim anxiety therapist counsellor medication "
    "antidepressants locks alarm landlord facebook instagram whatsapp snapchat tiktok"
)
"""What is left, sent and told of in hundreds of such cases, however rare it is in other talk."""
_HINTS = ("gift", "act", "phrase", "count")
"""What the finder of indirect identifiers calls the finds that are looked at here."""
_TELLING = 0.3
"""Reported words without a rarer one are what hundreds say: 'sorry', 'I know where you live'."""
_IN_A_ROW = 3
Stretch = tuple[int, int]
"""Words ``first`` to ``end - 1``."""


@dataclass(frozen=True)
class Study:
    """How many participants' interviews hold each word: what is rare in this study."""

    participants: Mapping[str, int]
    """Folded word -> how many participants say it."""
    everybody: int

    def rarity(self, word: str) -> float:
        """How rare a word is in interview talk, less the share of the others who say it here."""
        others = max(0, self.participants.get(word, 1) - 1)
        return rarity(word) * (1 - others / max(1, self.everybody))


@dataclass(frozen=True)
class Left:
    """A stretch of the draft that a decision left as it was."""

    turn: int
    span: Span
    by_person: bool
    """A person ruled that it identifies nobody; else it is listed, for a person to rule on."""
    narrowing: float = 0.0


@dataclass(frozen=True)
class Piece:
    """What was seen in a stretch of a turn; holds no word of it."""

    turn: int
    rare: tuple[float, float, float]
    """Of its three rarest words, the rarest first."""
    rare_at: tuple[int, ...]
    """Where its rare words stand."""
    named: float
    """Of the rarest word that stands with an article or an owner: a thing, most likely."""
    quoted: tuple[Stretch, ...]
    """Told as they were said, and with something rarer in them."""
    finds: Mapping[str, tuple[Stretch, ...]]
    """What the finder of indirect identifiers found, by its hint."""
    place: bool
    time: bool
    event: bool
    in_a_row: bool
    about_him: bool
    beside: float
    """How much the details that were left in it narrow down."""


class Looker:
    """Looks at one draft."""

    def __init__(self, words: Sequence[Words], study: Study, left: Sequence[Left] = ()) -> None:
        """Look at the turns `words` of one draft, of which `left` was decided to stay."""
        self._study = study
        self._left: dict[int, list[Left]] = defaultdict(list)
        for one in left:
            self._left[one.turn].append(one)
        self._found: dict[int, list[tuple[str, Span]]] = defaultdict(list)
        for mention in QuasiRecogniser().find([_as_read(one.turn) for one in words]):
            if mention.hint in _HINTS:
                self._found[mention.turn].append((mention.hint, mention.span))

    def look(self, words: Words, first: int, end: int) -> Piece:
        """What is to be seen in the stretch ``first`` to ``end`` of a turn."""
        kept = self._kept(words, first, end)
        rare = {at: self._rarity(words, at) for at in range(first, end) if at not in kept}
        top = (*sorted(rare.values(), reverse=True)[:3], 0.0, 0.0, 0.0)
        return Piece(
            turn=words.turn.number,
            rare=(top[0], top[1], top[2]),
            rare_at=tuple(at for at, value in rare.items() if value >= RARE),
            named=max((rare[at] for at in rare if _is_named(words, at)), default=0.0),
            quoted=tuple(
                stretch
                for stretch in reported(words, first, end)
                if max((rare.get(at, 0.0) for at in range(*stretch)), default=0.0) >= _TELLING
            ),
            finds=self._finds(words, first, end, kept),
            place=has_place(words, first, end),
            time=has_time(words, first, end),
            event=has_event(words, first, end),
            in_a_row=steps(words, first, end) >= _IN_A_ROW,
            about_him=any(words.talk(at) in _THIRD_PERSON for at in range(first, end)),
            beside=self._beside(words, first, end),
        )

    def _rarity(self, words: Words, at: int) -> float:
        word = words.talk(at)
        plain = not word or word in FUNCTION_WORDS or word in _OF_MANY
        return 0.0 if plain else self._study.rarity(word)

    def _kept(self, words: Words, first: int, end: int) -> set[int]:
        """Words of which a person ruled that they identify nobody."""
        ruled = [one.span for one in self._left[words.turn.number] if one.by_person]
        return {
            at
            for at in range(first, end if ruled else first)
            if any(span.covers(words.span(at, at + 1)) for span in ruled)
        }

    def _beside(self, words: Words, first: int, end: int) -> float:
        place = words.span(first, end)
        return max(
            (
                one.narrowing
                for one in self._left[words.turn.number]
                if not one.by_person and one.span.overlaps(place)
            ),
            default=0.0,
        )

    def _finds(
        self, words: Words, first: int, end: int, kept: set[int]
    ) -> dict[str, tuple[Stretch, ...]]:
        return {
            hint: found
            for hint in _HINTS
            if (found := tuple(self._of_hint(words, hint, first, end, kept)))
        }

    def _of_hint(
        self, words: Words, hint: str, first: int, end: int, kept: set[int]
    ) -> Iterator[Stretch]:
        """Finds, as far as they stand in the piece; none that touches a replacement."""
        for name, span in self._found[words.turn.number]:
            if name != hint:
                continue
            inside = [at for at in range(first, end) if words.span(at, at + 1).overlaps(span)]
            free = all(words.stands[at] is None for at in inside)
            if inside and free and not kept.issuperset(inside):
                yield inside[0], inside[-1] + 1


def _is_named(words: Words, at: int) -> bool:
    return any(words.talk(near) in _BESIDE for near in range(at - 2, at))


def _as_read(turn: DraftTurn) -> Turn:
    return Turn(number=turn.number, speaker=turn.speaker, text=turn.text)
