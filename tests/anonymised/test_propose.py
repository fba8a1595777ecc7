from __future__ import annotations

import pytest

from pipeline.anonymised.learnt import NOTHING_LEARNT, Correction, Learnt
from pipeline.anonymised.propose import propose as proposed
from pipeline.anonymised.propose import ruleset_version, with_more
from pipeline.anonymised.themes_model.model import shipped_model
from pipeline.settings import CodingSettings, ProposedBy
from pipeline.values.texts import AdmittedTranscript
from pipeline.values.themes import Code, Codebook, Coding, RaisedFlag
from tests.anonymised.talk import admitted, book, shipped

TALK = (
    ("I", "What changed at home?"),
    ("P", "We changed the locks. I'm always looking over my shoulder, every time I go out."),
    ("I", "And the police?"),
    ("P", "I rang 101. Don't put that in, though. They gave him a harassment warning."),
)
BY = {by: CodingSettings(by=by) for by in ProposedBy}
MODEL = BY[ProposedBy.MODEL]


def propose(
    transcript: AdmittedTranscript, codebook: Codebook, settings: CodingSettings = MODEL
) -> tuple[list[Coding], list[RaisedFlag]]:
    return proposed(transcript, codebook, settings, NOTHING_LEARNT)


@pytest.mark.parametrize("settings", BY.values(), ids=list(BY))
def test_codings_and_flags_come_sorted(settings: CodingSettings) -> None:
    codings, flags = propose(admitted(*TALK), shipped(), settings)
    places = [(one.turn, one.span.start, one.span.end, one.code) for one in codings]
    assert places == sorted(places)
    assert {one.code for one in codings} >= {"home-security", "hypervigilance", "pin-warning"}
    assert (4, "off-record") in [(flag.turn, flag.flag) for flag in flags]
    assert {one.transcript for one in codings} == {"T1"}


@pytest.mark.parametrize("settings", BY.values(), ids=list(BY))
def test_the_same_again_whatever_ran_before(settings: CodingSettings) -> None:
    before = propose(admitted(*TALK), shipped(), settings)
    propose(admitted(("P", "Something else.")), book(a=["something"]), settings)
    assert propose(admitted(*TALK), shipped(), settings) == before


def test_the_codebook_given_is_the_one_used() -> None:
    transcript = admitted(("P", "A cat and a dog were there with us."))
    cues = BY[ProposedBy.CUES]
    assert [one.code for one in propose(transcript, book(a=["cat"]), cues)[0]] == ["a"]
    assert [one.code for one in propose(transcript, book(b=["dog"]), cues)[0]] == ["b"]


def test_ids_of_two_transcripts_differ() -> None:
    one, other = (propose(admitted(*TALK, name=name), shipped())[0] for name in ("T1", "T2"))
    assert not {coding.id for coding in one} & {coding.id for coding in other}


def test_no_words_of_the_talk_are_in_what_is_printed() -> None:
    codings, flags = propose(admitted(*TALK), shipped())
    assert "harassment warning." not in repr(codings) + repr(flags)


def test_the_model_finds_a_theme_that_no_cue_names() -> None:
    talk = admitted(
        ("I", "What is different now?"),
        ("P", "I do the big shop at eleven at night now, it's me and the lad stacking the beans."),
    )
    codings, _ = propose(talk, shipped())
    best = max(codings, key=lambda one: one.confidence)
    assert (best.code, best.evidence) == ("routine-change", "model")
    assert best.confidence > 0.5
    assert propose(talk, shipped(), BY[ProposedBy.CUES])[0] == []


def test_nothing_below_the_listed_confidence_is_written_down() -> None:
    for low in (0.1, 0.3, 0.6):
        settings = CodingSettings(lists_from=low, proposes_from=max(low, 0.4))
        codings, _ = propose(admitted(*TALK), shipped(), settings)
        assert all(one.confidence >= low for one in codings)
    assert len(propose(admitted(*TALK), shipped())[0]) > len(codings)


def test_a_code_of_ones_own_is_proposed_by_its_texts_alone() -> None:
    own = Code(
        id="choir-and-music",
        family="daily-life",
        name="Music given up",
        definition="Singing, playing or listening to music stopped because of the stalking.",
        include="Choirs, bands, instruments, the radio switched off.",
        examples=(
            "I've not touched the piano since, the lid's down and there's post on it.",
            "I left the choir, thirty years an alto, because he'd sit in the front pew.",
        ),
    )
    with_own = shipped().model_copy(update={"codes": (*shipped().codes, own)})
    talk = admitted(
        ("I", "And the band?"),
        ("P", "I sold the trumpet. I can't play any more, not knowing he's listening outside."),
        ("I", "And the car?"),
        ("P", "It failed its MOT on the brakes, that was four hundred pounds gone in a day."),
    )
    codings, _ = propose(talk, with_own)
    mine = {one.turn: one.confidence for one in codings if one.code == own.id}
    assert mine.get(2, 0) > mine.get(4, 0)


def test_what_was_learnt_changes_what_is_proposed() -> None:
    width = 384 * len(shipped_model().operating.parts)
    up, down = (
        Learnt(
            by_code={
                "home-security": Correction(offset=by, weights=(0.0,) * width, right=3, wrong=0)
            }
        )
        for by in (3.0, -9.0)
    )
    chances = []
    for learnt in (down, NOTHING_LEARNT, up):
        codings, _ = proposed(admitted(*TALK), shipped(), MODEL, learnt)
        found = [one.confidence for one in codings if one.code == "home-security"]
        chances.append(max(found, default=0.0))
    assert chances == sorted(chances)
    assert chances[0] < chances[2]


def test_another_coder_s_proposals_stand_beside_and_agreement_is_told() -> None:
    own, _ = propose(admitted(*TALK), shipped())
    first = own[0]
    agreed = first.model_copy(update={"coder": "other", "evidence": "other says so"})
    new = first.model_copy(update={"id": "C00000000", "code": "what-victims-want"})
    found = with_more(own, [agreed, new])
    assert len(found) == len(own) + 1
    told = [one.evidence for one in found if one.id == first.id]
    assert told == [f"{first.evidence}; other says so"]
    places = [(one.turn, one.span.start, one.span.end, one.code) for one in found]
    assert places == sorted(places)


def test_only_the_participant_is_coded() -> None:
    talk = admitted(("I", "He followed you home and you moved house?"), ("P", "Yes."))
    assert all(one.turn == 2 for one in propose(talk, shipped())[0])


def test_talk_without_a_word_is_no_trouble() -> None:
    talk = admitted(("P", "..."), ("I", "[pause]"), ("P", "—"))
    assert propose(talk, shipped()) == ([], [])


def test_the_ruleset_has_a_version() -> None:
    assert ruleset_version().startswith("cues-")
    assert f"themes-{shipped_model().operating.version}" in ruleset_version()
