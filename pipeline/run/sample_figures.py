"""How much was missed, worked out from what readers said of a sample."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from pipeline.errors import InputError
from pipeline.measure.agreement import CodedUnits
from pipeline.measure.sampled import Further, Missing, Part, further, missing, right_ones
from pipeline.run.journal import Journal
from pipeline.run.sampled_turns import draft_now, find_sample, turn_now
from pipeline.run.study import OpenStudy, open_study
from pipeline.values.identifiers import INDIRECT_KINDS, Kind
from pipeline.values.samples import FramedTurn, Missed, Sample, SampleAnswer, TurnSort

NAMED, INDIRECT = "names, numbers, dates", "indirect"
FAMILY_OF = {kind: INDIRECT if kind in INDIRECT_KINDS else NAMED for kind in Kind}
"""Kind -> what is taken out wherever it is found, or what identifies in combination."""
Place = tuple[str, int]
"""Transcript and turn."""


@dataclass(frozen=True)
class SampledRecall:
    """What a sample says of the drafts as they stood when it was drawn."""

    sample: str
    untouched: bool
    """Whether only turns with nothing replaced were drawn: what was missed beside a replacement is
    not in any figure then, and recall is too high."""
    right: float | None
    """The share of replacements that a person said stand for an identifier; None: unknown."""
    drawn: int
    """Turns of the sample, without those of people who withdrew."""
    read_by: Mapping[str, int]
    """Reader -> turns."""
    whole: Missing
    families: tuple[Missing, ...]
    kinds: tuple[Missing, ...]
    """Those that were masked or missed somewhere."""
    sorts: tuple[Missing, ...]
    """By what the turns are like."""
    groups: tuple[Missing, ...]
    """By every attribute of the participants; each is named 'attribute: value'."""
    further: tuple[Further, ...]
    """Of the whole, and of each family."""
    notices: tuple[str, ...]


@dataclass(frozen=True)
class Answers:
    """What counts of the answers to a sample."""

    sample: Sample
    transcripts: frozenset[str]
    """Those it was drawn from, but of people who withdrew."""
    by_reader: Mapping[str, Mapping[Place, SampleAnswer]]
    """The last word of each reader on each turn."""

    @property
    def turns(self) -> list[FramedTurn]:
        """The turns of the sample, but of people who withdrew."""
        return [one for one in self.sample.turns if one.transcript in self.transcripts]

    def units(self, who: str) -> CodedUnits:
        """What one reader has read, and the kinds of what she found missed there."""
        read: dict[str, set[int]] = {}
        found: dict[str, set[tuple[int, str]]] = {}
        for (id, turn), answer in self.by_reader[who].items():
            read.setdefault(id, set()).add(turn)
            kinds = {(turn, one.kind.value) for one in answer.missed}
            found.setdefault(id, set()).update(kinds)
        return CodedUnits(
            who=who,
            read={id: frozenset(turns) for id, turns in read.items()},
            coded={id: frozenset(places) for id, places in found.items()},
        )


def sample_answers(study: OpenStudy, sample_id: str | None = None) -> Answers:
    """What readers said of a sample, the last one where no id is given.

    Raises:
        InputError: there is no such sample.
    """
    journal = Journal(study.places.journal)
    sample = find_sample(journal, sample_id)
    gone = study.withdrawn.participant_of
    found: dict[str, dict[Place, SampleAnswer]] = {}
    for one in journal.sample_answers():
        if one.sample == sample.id and not gone(one.transcript):
            found.setdefault(one.by, {})[one.transcript, one.turn] = one
    return Answers(sample, frozenset(id for id in sample.frame if not gone(id)), found)


def sample_estimate(
    root: Path, sample_id: str | None = None, bound: float = 0.98, right: float | None = None
) -> SampledRecall:
    """Estimate what was missed in the drafts that a sample was drawn from. Changes nothing.

    A turn counts once it was read by anybody; where several did, what any of them found was missed.
    Answers count as the drafts stood: that a turn was corrected since takes nothing away.

    Args:
        root: of the study.
        sample_id: of the sample; the last one where it is None.
        bound: the lower limit of recall that is wanted.
        right: the share of replacements that stand for an identifier, where a person knows: 1
            after a review of all of them. None: it may be anything from a low guess to all.

    Raises:
        InputError: there is no such sample, or nobody has read a turn of it.
    """
    study = open_study(root)
    study.refuse_destroyed()
    answers = sample_answers(study, sample_id)
    if not any(answers.by_reader.values()):
        raise InputError(
            "nobody has read a turn of this sample yet",
            where=f"sample {answers.sample.id}",
            next_step=f"voices sample read {answers.sample.id}",
        )
    parts = _Parts(study, answers, right)
    whole, families = parts.part(""), parts.families()
    return SampledRecall(
        sample=answers.sample.id,
        untouched=answers.sample.untouched,
        right=right,
        drawn=len(answers.turns),
        read_by={who: len(found) for who, found in sorted(answers.by_reader.items())},
        whole=missing(whole),
        families=tuple(missing(one) for one in families),
        kinds=tuple(missing(one) for one in parts.kinds()),
        sorts=tuple(missing(one) for one in parts.sorts()),
        groups=tuple(missing(one) for one in parts.groups()),
        further=tuple(further(one, bound) for one in (whole, *families)),
        notices=tuple(_notices(study, answers)),
    )


class _Parts:
    """Cuts what was read into parts."""

    def __init__(self, study: OpenStudy, answers: Answers, right: float | None) -> None:
        self._study = study
        self._right = right
        self._frame = {id: answers.sample.frame[id] for id in sorted(answers.transcripts)}
        self._read = {
            one: kinds
            for one in answers.turns
            if (kinds := found_by_any(answers, (one.transcript, one.turn))) is not None
        }

    def part(
        self,
        name: str,
        *,
        kinds: Collection[Kind] = tuple(Kind),
        sorts: Collection[TurnSort] = tuple(TurnSort),
        ids: Collection[str] | None = None,
    ) -> Part:
        frame = [one for id, one in self._frame.items() if ids is None or id in ids]
        masked = {
            kind: sum(one.masked.get(kind, 0) for one in frame)
            for kind in kinds
            if TurnSort.REPLACED in sorts
        }
        return Part(
            name=name,
            turns=sum(one.turns.get(sort, 0) for one in frame for sort in sorts),
            masked=sum(masked.values()),
            right=right_ones(masked, self._right),
            found=[
                sum(kind in kinds for kind in found)
                for turn, found in self._read.items()
                if turn.sort in sorts and (ids is None or turn.transcript in ids)
            ],
        )

    def families(self) -> list[Part]:
        members = {name: [k for k in Kind if FAMILY_OF[k] == name] for name in (NAMED, INDIRECT)}
        return [self.part(name, kinds=kinds) for name, kinds in members.items()]

    def kinds(self) -> list[Part]:
        found = [self.part(kind.value, kinds=(kind,)) for kind in Kind]
        return [one for one in found if one.masked or any(one.found)]

    def sorts(self) -> list[Part]:
        found = [self.part(sort.value, sorts=(sort,)) for sort in TurnSort]
        return [one for one in found if one.turns]

    def groups(self) -> list[Part]:
        members: dict[str, set[str]] = {}
        for id in self._frame:
            document = self._study.documents.get(id)
            for name, value in document.participant.attributes.items() if document else ():
                members.setdefault(f"{name}: {value}", set()).add(id)
        return [self.part(name, ids=members[name]) for name in sorted(members)]


def found_by_any(answers: Answers, place: Place) -> list[Kind] | None:
    """What any reader found missed in a turn, each stretch once; None where nobody has read it."""
    read = [found[place] for found in answers.by_reader.values() if place in found]
    if not read:
        return None
    kept: list[Missed] = []
    for one in (missed for answer in read for missed in answer.missed):
        if not any(one.span.overlaps(other.span) for other in kept):
            kept.append(one)
    return [one.kind for one in kept]


def _notices(study: OpenStudy, answers: Answers) -> Iterable[str]:
    drafts = {id: draft_now(study, id) for id in sorted(answers.transcripts)}
    turns = answers.turns
    read = [found_by_any(answers, (one.transcript, one.turn)) is not None for one in turns]
    stands = [turn_now(drafts[one.transcript], one) is not None for one in turns]
    lost = sum(not there and not done for there, done in zip(stands, read, strict=True))
    if lost:
        yield (
            f"{lost} turns changed before anybody read them and are left out: where something was "
            "corrected in them, recall looks better than it is. Draw a new sample, and read it "
            "before anything else is done"
        )
    last = max((at for at, done in enumerate(read) if done), default=0)
    passed = sum(there and not done for there, done in zip(stands[:last], read, strict=False))
    if passed:
        yield f"{passed} turns were passed over: read on, the figures hold for the order drawn"
    frame = answers.sample.frame
    changed = sum(one is None or one.fingerprint() != frame[id].state for id, one in drafts.items())
    if changed:
        yield (
            f"{changed} of {len(drafts)} drafts have changed since the sample was drawn: the "
            "figures are of the drafts as they were. A new sample tells what is still there"
        )
    if gone := len(answers.sample.turns) - len(turns):
        yield f"{gone} turns are of people who withdrew: they count nowhere"
