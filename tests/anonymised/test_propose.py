from __future__ import annotations

from pipeline.anonymised.propose import propose, ruleset_version
from tests.anonymised.talk import admitted, book, shipped

TALK = (
    ("I", "What changed at home?"),
    ("P", "We changed the locks. I'm always looking over my shoulder, every time I go out."),
    ("I", "And the police?"),
    ("P", "I rang 101. Don't put that in, though. They gave him a harassment warning."),
)


def test_codings_and_flags_come_sorted() -> None:
    codings, flags = propose(admitted(*TALK), shipped())
    places = [(one.turn, one.span.start, one.span.end, one.code) for one in codings]
    assert places == sorted(places)
    assert {one.code for one in codings} >= {"home-security", "hypervigilance", "pin-warning"}
    assert [(flag.turn, flag.flag) for flag in flags] == [(4, "off-record")]
    assert {one.transcript for one in codings} == {"T1"}


def test_the_same_again_whatever_ran_before() -> None:
    before = propose(admitted(*TALK), shipped())
    propose(admitted(("P", "Something else.")), book(a=["something"]))
    assert propose(admitted(*TALK), shipped()) == before


def test_the_codebook_given_is_the_one_used() -> None:
    transcript = admitted(("P", "A cat and a dog were there with us."))
    assert [one.code for one in propose(transcript, book(a=["cat"]))[0]] == ["a"]
    assert [one.code for one in propose(transcript, book(b=["dog"]))[0]] == ["b"]


def test_ids_of_two_transcripts_differ() -> None:
    one, other = (propose(admitted(*TALK, name=name), shipped())[0] for name in ("T1", "T2"))
    assert not {coding.id for coding in one} & {coding.id for coding in other}


def test_no_words_of_the_talk_are_in_what_is_printed() -> None:
    codings, flags = propose(admitted(*TALK), shipped())
    assert "harassment warning." not in repr(codings) + repr(flags)


def test_the_ruleset_has_a_version() -> None:
    assert ruleset_version().startswith("cues-")
