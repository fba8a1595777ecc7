"""The voices kept apart, through the whole of the first room: what is masked, listed and lost.

Each voice is taken for one participant's interview, without a roster.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from pipeline.identified.decide import Document as Detected
from pipeline.identified.decide import Rules, decide
from pipeline.identified.detect import detect
from pipeline.identified.recognisers.chosen import recognisers
from pipeline.identified.recognisers.word_lists import is_name, is_word_too
from pipeline.identified.replace import replace
from pipeline.identified.vault import Contents
from pipeline.language.folding import folded
from pipeline.measure.alignment import align
from pipeline.measure.breakdown import Dimension, Line, break_down, overall
from pipeline.measure.leakage import Leakage, measure_leakage
from pipeline.measure.name_groups import NameGroups, listed_groups
from pipeline.settings import Audience, Identifiers
from pipeline.strict_yaml import parse
from pipeline.values.gold import Directness, GoldEntity, GoldTranscript, GoldTurn
from pipeline.values.spans import Span
from pipeline.values.texts import Transcript
from training.names.figures import mentions
from training.names.talk import Document, as_read, text_of

POLICY = Path(__file__).parents[2] / "config" / "identifiers.yaml"


def measure(
    documents: Sequence[Document], names: Sequence[str], audience: Audience
) -> tuple[list[Line], list[Line]]:
    """The measures of `voices evaluate`, over all and by kind.

    Args:
        documents: tagged talk.
        names: the finders of names, as a study sets them.
        audience: for whom it is anonymised.
    """
    found = list(_leakages(documents, names, audience))
    return list(overall(found)), list(break_down(found, Dimension.KIND))


def _leakages(
    documents: Sequence[Document], names: Sequence[str], audience: Audience
) -> Iterator[Leakage]:
    golds = {one.voice: one for one in documents}
    finders = recognisers(names, ())
    read = {voice: _transcript(one) for voice, one in golds.items()}
    detected = {voice: Detected(one, detect(one, finders)) for voice, one in read.items()}
    policy = parse(POLICY.read_text("utf-8"), Identifiers, POLICY.name)
    rules = Rules(policy, (), {}, (), audience)
    decided = decide(detected, rules, Contents(seed="held out", victims={}))
    groups = NameGroups(listed_groups(), folded, is_word_too, is_name)
    for voice, decisions in decided.decisions.items():
        gold, transcript = _gold(golds[voice]), read[voice]
        _, offsets = replace(transcript, decisions)
        by_id = {one.id: one for one in decisions}
        alignment = align(gold, transcript)
        yield measure_leakage(gold, transcript, alignment, offsets, by_id, groups.of)


def _transcript(document: Document) -> Transcript:
    turns = tuple(as_read(document))
    return Transcript(id=document.voice, participant=document.voice, format="talk", turns=turns)


def _gold(document: Document) -> GoldTranscript:
    turns = [
        GoldTurn(
            number=number,
            speaker="P",
            text=text_of(turn),
            entities=tuple(
                GoldEntity(
                    span=Span(start=start, end=end),
                    kind=kind,
                    id=f"e{number}-{start}",
                    directness=Directness.DIRECT if direct else Directness.QUASI,
                )
                for start, end, kind, direct in mentions(turn)
            ),
        )
        for number, turn in enumerate(document.turns, start=1)
    ]
    return GoldTranscript(id=document.voice, style="talk", turns=tuple(turns))
