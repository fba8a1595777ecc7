"""Samples of turns: drawn, read blind, answered, and what is worked out from the answers."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.errors import BusyError, InputError
from pipeline.identified.vault import KeyFile
from pipeline.run.agreement import agreement_on_identifiers
from pipeline.run.destruction import destroy
from pipeline.run.files import read_value, read_values
from pipeline.run.journal import Journal
from pipeline.run.lock import hold
from pipeline.run.review import rule_on_passage
from pipeline.run.sample_figures import SampledRecall, sample_estimate
from pipeline.run.sampled_turns import SampleTurn
from pipeline.run.sampling import READ, answer_sample, draw_sample, sample_to_read
from pipeline.run.study import open_study
from pipeline.run.withdrawal import withdraw
from pipeline.values.identifiers import Kind, OffsetPair, RulingKind
from pipeline.values.records import EntryKind
from pipeline.values.samples import Sample, SampleAnswer, TurnSort
from pipeline.values.spans import Span
from pipeline.values.texts import Draft, Transcript
from tests.ready import SECRETS, everything, go

ORG, PERSON, OTHER = Kind.ORGANISATION, Kind.PERSON, Kind.OTHER


def journal(root: Path) -> Journal:
    return Journal(open_study(root).places.journal)


def draft(root: Path, id: str) -> Draft:
    return read_value(open_study(root).places.drafts / f"{id}.jsonl", Draft)


def source(root: Path, id: str) -> Transcript:
    return read_value(open_study(root).places.transcripts / f"{id}.jsonl", Transcript)


def place(root: Path, id: str, turn: int, words: str) -> Span:
    """Of words in the draft."""
    at = draft(root, id).turns[turn - 1].text.index(words)
    return Span(start=at, end=at + len(words))


def read_all(root: Path, sample: Sample, by: str) -> None:
    for one in sample_to_read(root, sample.id, by):
        answer_sample(root, sample.id, one.transcript, one.turn, by)


# Drawing


def test_a_sample_holds_places_and_fingerprints_and_no_words(waiting: Path) -> None:
    sample = draw_sample(waiting, 6, "KL", seed=1)
    assert sample.id == "S0001"
    assert journal(waiting).samples() == [sample]
    for one in sample.turns:
        assert one.state == draft(waiting, one.transcript).turns[one.turn - 1].fingerprint()
    line = open_study(waiting).places.journal.read_text("utf-8").splitlines()[-1]
    text = [turn.text for id in ("A01", "B02") for turn in draft(waiting, id).turns]
    assert not [words for words in text if words in line]
    assert not [words for words in text if words in repr(sample)]


def test_the_frame_counts_every_turn_and_replacement(waiting: Path) -> None:
    frame = draw_sample(waiting, 3, "KL", seed=1).frame
    for id, one in frame.items():
        turns = draft(waiting, id).turns
        assert one.state == draft(waiting, id).fingerprint()
        assert sum(one.turns.values()) == len(turns)
        assert one.turns[TurnSort.REPLACED] == sum(bool(turn.replaced) for turn in turns)
        assert sum(one.masked.values()) == sum(len(turn.replaced) for turn in turns)


def test_a_turn_with_a_find_that_was_kept_is_a_stratum_of_its_own(waiting: Path) -> None:
    gym = place(waiting, "B02", 4, "locks")
    rule_on_passage(waiting, RulingKind.KEEP, "B02", 4, gym, "KL")
    go(waiting)
    sorts = {(one.transcript, one.turn): one.sort for one in draw_sample(waiting, 99, "KL").turns}
    assert sorts["B02", 4] is TurnSort.LEFT
    assert sorts["B02", 3] is TurnSort.SHORT
    assert sorts["A01", 2] is TurnSort.REPLACED


def test_untouched_draws_only_turns_with_nothing_replaced(waiting: Path) -> None:
    sample = draw_sample(waiting, 99, "KL", untouched=True)
    drawn = {(one.transcript, one.turn) for one in sample.turns}
    assert drawn == {
        (id, turn.number)
        for id in ("A01", "B02")
        for turn in draft(waiting, id).turns
        if not turn.replaced
    }
    assert sum(one.turns[TurnSort.REPLACED] for one in sample.frame.values()) == 0


def test_the_same_seed_draws_the_same_turns(waiting: Path) -> None:
    one, two = draw_sample(waiting, 4, "KL", seed=9), draw_sample(waiting, 4, "MB", seed=9)
    assert one.turns == two.turns
    assert (two.id, len({draw_sample(waiting, 4, "KL").seed for _ in range(5)})) == ("S0002", 5)


def test_without_a_draft_there_is_nothing_to_draw(small_study: Path) -> None:
    with pytest.raises(InputError, match="no turn of a draft"):
        draw_sample(small_study, 5, "KL")


# Reading


def test_a_reader_sees_the_draft_and_nothing_of_what_the_machine_thought(waiting: Path) -> None:
    sample = draw_sample(waiting, 99, "KL", seed=2)
    shown = sample_to_read(waiting, None, "MB")
    assert [(one.transcript, one.turn) for one in shown] == [
        (one.transcript, one.turn) for one in sample.turns
    ]
    for one in shown:
        turns = draft(waiting, one.transcript).turns
        assert one.text == turns[one.turn - 1].text
        assert list(one.replaced) == [there.span for there in turns[one.turn - 1].replaced]
        assert one.before == (turns[one.turn - 2].text if one.turn > 1 else "")
        assert one.text not in repr(one)
        assert set(vars(one)) == {
            *("sample", "number", "of", "transcript", "turn", "speaker", "text", "replaced"),
            "before",
        }


def test_who_was_shown_it_is_on_record_once_a_reader(waiting: Path) -> None:
    sample = draw_sample(waiting, 3, "KL")
    for by in ("MB", "MB", "KL"):
        sample_to_read(waiting, sample.id, by)
    told = [(one.body["sample"], one.body["by"]) for one in journal(waiting).events(READ)]
    assert told == [(sample.id, "MB"), (sample.id, "KL")]


def test_reading_goes_on_where_it_was_left_each_reader_alone(waiting: Path) -> None:
    sample = draw_sample(waiting, 99, "KL", seed=2)
    first, second, *rest = sample_to_read(waiting, sample.id, "KL")
    answer_sample(waiting, sample.id, first.transcript, first.turn, "KL")
    assert sample_to_read(waiting, sample.id, "KL") == [second, *rest]
    assert sample_to_read(waiting, sample.id, "MB")[0] == first
    read_all(waiting, sample, "KL")
    assert sample_to_read(waiting, sample.id, "KL") == []


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("ada", [(4, 7), (13, 16)]),
        ("at  the\tmill", [(17, 28)]),
        ("Adam", []),
        ("da", []),
        ("", []),
        ("Toni", [(40, 44)]),
        ("(.*)", []),
    ],
)
def test_typed_words_are_found_as_whole_words_and_not_in_replacements(
    words: str, found: list[tuple[int, int]]
) -> None:
    text = "and Ada, not ADA at the mill, and Toni, Toni"
    turn = SampleTurn("S0001", 1, 1, "A01", 1, "P", text, (Span(start=34, end=38),), "")
    assert [(one.start, one.end) for one in turn.places(words)] == found


# Answering


def test_what_was_missed_becomes_a_ruling_and_is_masked_in_the_next_run(waiting: Path) -> None:
    sample = draw_sample(waiting, 99, "KL")
    span = place(waiting, "B02", 4, "locks")
    given = answer_sample(waiting, sample.id, "B02", 4, "KL", [(span, OTHER)])
    (ruling,) = journal(waiting).rulings()
    assert given.rulings == (ruling.id,)
    assert (ruling.span, ruling.kind, ruling.by) == (span, OTHER, "KL")
    go(waiting)
    assert "locks" not in draft(waiting, "B02").turns[3].text


@pytest.mark.parametrize("words", ["bakery", "night and day"])
def test_beside_a_replacement_the_ruling_is_on_the_same_words_of_the_source(
    waiting: Path, words: str
) -> None:
    assert draft(waiting, "A01").turns[3].replaced
    sample = draw_sample(waiting, 99, "KL")
    span = place(waiting, "A01", 4, words)
    answer_sample(waiting, sample.id, "A01", 4, "KL", [(span, ORG)])
    (ruling,) = journal(waiting).rulings()
    assert ruling.span
    assert source(waiting, "A01").turns[3].text[ruling.span.start : ruling.span.end] == words


def test_a_stretch_that_takes_in_a_replacement_takes_all_that_was_replaced(waiting: Path) -> None:
    sample = draw_sample(waiting, 99, "KL")
    text = draft(waiting, "A01").turns[3].text
    span = place(waiting, "A01", 4, "bakery. [stal")
    answer_sample(waiting, sample.id, "A01", 4, "KL", [(span, ORG)])
    (ruling,) = journal(waiting).rulings()
    assert "[stalker]" in text
    assert ruling.span
    words = source(waiting, "A01").turns[3].text[ruling.span.start : ruling.span.end]
    assert words == "bakery. Casimir Thrale"


def test_where_nothing_is_replaced_draft_and_source_have_the_same_characters(
    waiting: Path,
) -> None:
    for id in ("A01", "B02"):
        for turn, there in zip(draft(waiting, id).turns, source(waiting, id).turns, strict=True):
            if not turn.replaced:
                assert turn.text == there.text


def test_without_a_ruling_the_answer_alone_is_kept(waiting: Path) -> None:
    sample = draw_sample(waiting, 99, "KL")
    span = place(waiting, "B02", 4, "locks")
    given = answer_sample(waiting, sample.id, "B02", 4, "KL", [(span, OTHER)], rule=False)
    assert (given.rulings, journal(waiting).rulings()) == ((), [])
    assert journal(waiting).sample_answers() == [given]


def test_answers_hold_no_words(waiting: Path) -> None:
    sample = draw_sample(waiting, 99, "KL")
    answer_sample(waiting, sample.id, "A01", 4, "KL", [(place(waiting, "A01", 4, "bakery"), ORG)])
    lines = open_study(waiting).places.journal.read_text("utf-8")
    assert "bakery" not in lines
    assert not [secret for secret in SECRETS if secret in lines]


NOTHING_THERE = [
    (Span(start=0, end=999), "has no characters"),
    (Span(start=900, end=901), "has no characters"),
    (Span(start=32, end=33), "has no characters"),  # the full stop after 'bakery'
    (Span(start=36, end=40), "has no characters"),  # inside '[stalker]'
]


@pytest.mark.parametrize(("span", "why"), NOTHING_THERE)
def test_what_is_not_there_or_already_replaced_is_refused(
    waiting: Path, span: Span, why: str
) -> None:
    text = draft(waiting, "A01").turns[3].text
    assert (text[32], text[36:40]) == (".", "talk")
    sample = draw_sample(waiting, 99, "KL")
    before = everything(waiting)
    with pytest.raises(InputError, match=why):
        answer_sample(waiting, sample.id, "A01", 4, "KL", [(span, PERSON)])
    assert everything(waiting) == before, "nothing was recorded"


def test_overlapping_stretches_are_refused_and_nothing_is_recorded(waiting: Path) -> None:
    sample = draw_sample(waiting, 99, "KL")
    before = everything(waiting)
    both = [(Span(start=0, end=9), PERSON), (Span(start=3, end=12), OTHER)]
    with pytest.raises(InputError, match="overlap"):
        answer_sample(waiting, sample.id, "B02", 4, "KL", both)
    assert everything(waiting) == before


@pytest.mark.parametrize(
    ("sample", "transcript", "turn"),
    [("S0009", "A01", 1), ("S0001", "A01", 99), ("S0001", "Z99", 1), ("", "A01", 1)],
)
def test_a_turn_that_was_not_drawn_is_refused(
    waiting: Path, sample: str, transcript: str, turn: int
) -> None:
    draw_sample(waiting, 99, "KL")
    with pytest.raises(InputError):
        answer_sample(waiting, sample, transcript, turn, "KL")
    assert journal(waiting).sample_answers() == []


def test_a_turn_that_changed_since_is_neither_shown_nor_answered_and_it_is_said(
    waiting: Path,
) -> None:
    sample = draw_sample(waiting, 99, "KL", seed=3)
    rule_on_passage(
        waiting, RulingKind.IDENTIFIES, "B02", 4, place(waiting, "B02", 4, "locks"), "X", OTHER
    )
    go(waiting)
    assert ("B02", 4) not in {
        (one.transcript, one.turn) for one in sample_to_read(waiting, sample.id, "KL")
    }
    with pytest.raises(InputError, match="has changed since"):
        answer_sample(waiting, sample.id, "B02", 4, "KL")
    read_all(waiting, sample, "KL")
    found = sample_estimate(waiting)
    assert (found.drawn, found.whole.read) == (10, 9)
    assert "1 turns changed before anybody read them" in " ".join(found.notices)


def test_an_offset_map_of_another_run_is_refused(waiting: Path) -> None:
    sample = draw_sample(waiting, 99, "KL")
    path = open_study(waiting).places.offset_maps / "A01.jsonl"
    kept = [one for one in read_values(path, OffsetPair) if one.turn != 4]
    path.write_text("".join(f"{one.model_dump_json()}\n" for one in kept))
    span = place(waiting, "A01", 4, "night")
    with pytest.raises(InputError, match="not of one run"):
        answer_sample(waiting, sample.id, "A01", 4, "KL", [(span, OTHER)])


def test_while_another_writes_nothing_is_recorded(waiting: Path) -> None:
    import threading

    sample = draw_sample(waiting, 99, "KL")
    caught: list[type[Exception]] = []

    def answer() -> None:
        try:
            answer_sample(waiting, sample.id, "B02", 4, "KL")
        except BusyError as error:
            caught.append(type(error))

    with hold(open_study(waiting).places.lock):
        other = threading.Thread(target=answer)
        other.start()
        other.join()
    assert caught == [BusyError]
    assert journal(waiting).sample_answers() == []


# What is worked out


def one_missed(root: Path) -> SampledRecall:
    """All turns read, 'bakery' missed in A01; then the study is run again."""
    sample = draw_sample(root, 99, "KL")
    answer_sample(root, sample.id, "A01", 4, "KL", [(place(root, "A01", 4, "bakery"), ORG)])
    read_all(root, sample, "KL")
    return sample_estimate(root, right=1.0)


def test_the_figures_of_a_sample_that_took_in_everything(waiting: Path) -> None:
    found = one_missed(waiting)
    masked = sum(len(turn.replaced) for id in ("A01", "B02") for turn in draft(waiting, id).turns)
    whole = found.whole
    assert (whole.turns, whole.read, whole.holding, whole.seen) == (10, 10, 1, 1)
    assert (whole.missed_low, whole.missed, whole.missed_high) == (1, 1, 1)
    assert whole.low == whole.recall == whole.high == pytest.approx(masked / (masked + 1))
    assert {one.name: one.seen for one in found.families} == {
        "names, numbers, dates": 1,
        "indirect": 0,
    }
    by_kind = {one.name: (one.seen, one.masked) for one in found.kinds}
    assert by_kind["ORGANISATION"] == (1, 0)
    assert sum(count for _, count in by_kind.values()) == masked
    sorts = {one.name: (one.turns, one.seen) for one in found.sorts}
    assert sorts["something replaced"][1] == 1
    assert sum(turns for turns, _ in sorts.values()) == 10
    assert found.notices == ()


def test_what_was_corrected_since_stays_missed_in_the_figures(waiting: Path) -> None:
    """Or every miss would leave the count as soon as it is put right."""
    before = one_missed(waiting)
    go(waiting)
    assert "bakery" not in draft(waiting, "A01").turns[3].text
    after = sample_estimate(waiting, right=1.0)
    assert after.whole == before.whole
    assert any("1 of 2 drafts have changed since" in one for one in after.notices)


def test_the_last_word_of_a_reader_counts(waiting: Path) -> None:
    sample = draw_sample(waiting, 99, "KL")
    span = place(waiting, "A01", 4, "bakery")
    answer_sample(waiting, sample.id, "A01", 4, "KL", [(span, ORG)], rule=False)
    assert sample_estimate(waiting).whole.seen == 1
    answer_sample(waiting, sample.id, "A01", 4, "KL")
    assert sample_estimate(waiting).whole.seen == 0


def test_what_several_readers_found_is_counted_once(waiting: Path) -> None:
    sample = draw_sample(waiting, 99, "KL")
    bakery = place(waiting, "A01", 4, "bakery")
    more = Span(start=bakery.start - 4, end=bakery.end)
    day = place(waiting, "A01", 4, "night and day")
    answer_sample(waiting, sample.id, "A01", 4, "KL", [(bakery, ORG)], rule=False)
    answer_sample(waiting, sample.id, "A01", 4, "MB", [(more, OTHER), (day, OTHER)], rule=False)
    found = sample_estimate(waiting)
    assert (found.whole.read, found.whole.holding, found.whole.seen) == (1, 1, 2)
    assert found.read_by == {"KL": 1, "MB": 1}


def test_turns_that_were_passed_over_are_told(waiting: Path) -> None:
    sample = draw_sample(waiting, 99, "KL")
    for one in sample.turns[3:5]:
        answer_sample(waiting, sample.id, one.transcript, one.turn, "KL")
    assert any("3 turns were passed over" in one for one in sample_estimate(waiting).notices)


def test_groups_come_from_the_table_as_it_is(waiting: Path) -> None:
    table = waiting / "corpora" / "trial" / "participants.csv"
    table.write_text(
        "participant,file,consent,gender\nA01,A01.txt,none,woman\nB02,B02.txt,none,man\n"
    )
    found = one_missed(waiting)
    assert {one.name: (one.turns, one.seen) for one in found.groups} == {
        "gender: man": (4, 0),
        "gender: woman": (6, 1),
    }


def test_an_earlier_sample_can_be_asked_for_and_one_that_nobody_read_is_refused(
    waiting: Path,
) -> None:
    one_missed(waiting)
    draw_sample(waiting, 2, "KL")
    with pytest.raises(InputError, match="nobody has read"):
        sample_estimate(waiting)
    assert sample_estimate(waiting, "S0001").whole.seen == 1
    with pytest.raises(InputError, match="no sample 'S0007'"):
        sample_estimate(waiting, "S0007")


def test_before_any_sample_is_drawn_it_is_said(waiting: Path) -> None:
    for ask in (
        lambda: sample_to_read(waiting, None, "KL"),
        lambda: sample_estimate(waiting),
        lambda: agreement_on_identifiers(waiting),
    ):
        with pytest.raises(InputError, match="no sample was drawn yet"):
            ask()


# Who withdrew; the key destroyed


def test_the_answers_on_somebody_who_withdrew_count_nowhere(waiting: Path) -> None:
    sample = draw_sample(waiting, 99, "KL")
    answer_sample(waiting, sample.id, "A01", 4, "KL", [(place(waiting, "A01", 4, "bakery"), ORG)])
    read_all(waiting, sample, "KL")
    withdraw(waiting, "A01", "KL", "she asked", KeyFile(waiting / "vault" / "study.key"))
    found = sample_estimate(waiting)
    assert (found.whole.turns, found.whole.read, found.whole.seen) == (4, 4, 0)
    assert (found.drawn, found.whole.masked) == (4, 1)
    assert any("6 turns are of people who withdrew" in one for one in found.notices)
    with pytest.raises(InputError, match="withdrew"):
        answer_sample(waiting, sample.id, "A01", 1, "KL")


def test_after_the_key_was_destroyed_everything_is_refused(finished: Path) -> None:
    sample = draw_sample(finished, 99, "KL")
    read_all(finished, sample, "KL")
    destroy(finished, KeyFile(finished / "vault" / "study.key"), "KL", "report is out")
    for ask in (
        lambda: draw_sample(finished, 5, "KL"),
        lambda: sample_to_read(finished, None, "MB"),
        lambda: answer_sample(finished, sample.id, "A01", 1, "KL"),
        lambda: sample_estimate(finished),
        lambda: agreement_on_identifiers(finished),
    ):
        with pytest.raises(InputError, match="was destroyed"):
            ask()


# Two readers


def two_readers(root: Path) -> Sample:
    sample = draw_sample(root, 99, "KL", readers=2)
    said = {
        "KL": {("A01", 4): [("bakery", ORG)], ("B02", 4): [("locks", OTHER)]},
        "MB": {("A01", 4): [("bakery", ORG), ("night", OTHER)]},
    }
    for by, found in said.items():
        for (id, turn), words in found.items():
            spans = [(place(root, id, turn, one), kind) for one, kind in words]
            answer_sample(root, sample.id, id, turn, by, spans, rule=False)
        read_all(root, sample, by)
    return sample


def test_two_readers_are_compared_turn_by_turn_and_kind_by_kind(waiting: Path) -> None:
    two_readers(waiting)
    found = agreement_on_identifiers(waiting)
    (pair,) = found.pairs
    assert (pair.first, pair.second, pair.transcripts, pair.turns) == ("KL", "MB", 2, 10)
    assert (pair.overall.units, pair.overall.first, pair.overall.second, pair.overall.both) == (
        10 * len(Kind), 2, 2, 1,
    )  # fmt: skip
    by_kind = {one.name: (one.first, one.second, one.both) for one in pair.codes}
    assert by_kind == {"ORGANISATION": (1, 1, 1), "OTHER": (1, 1, 0)}
    assert [one.name for one in pair.families] == ["names, numbers, dates", "indirect"]
    organisation = next(one for one in pair.codes if one.name == "ORGANISATION")
    assert (organisation.kappa.value, organisation.ac1.value) == (1.0, 1.0)
    assert {(one.transcript, one.turn, one.code, one.by) for one in pair.disagreements} == {
        ("A01", 4, "OTHER", "MB"),
        ("B02", 4, "OTHER", "KL"),
    }


def test_only_what_both_have_read_is_compared(waiting: Path) -> None:
    sample = draw_sample(waiting, 99, "KL")
    read_all(waiting, sample, "KL")
    answer_sample(waiting, sample.id, "B02", 4, "MB")
    (pair,) = agreement_on_identifiers(waiting).pairs
    assert (pair.transcripts, pair.turns) == (1, 1)


def test_one_reader_or_an_unknown_one_is_refused(waiting: Path) -> None:
    sample = draw_sample(waiting, 99, "KL")
    read_all(waiting, sample, "KL")
    with pytest.raises(InputError, match="two readers at least"):
        agreement_on_identifiers(waiting)
    with pytest.raises(InputError, match="NN has read no turn"):
        agreement_on_identifiers(waiting, sample.id, ["KL", "NN"])


def test_readers_of_different_turns_are_refused(waiting: Path) -> None:
    sample = draw_sample(waiting, 99, "KL")
    answer_sample(waiting, sample.id, "B02", 4, "MB")
    answer_sample(waiting, sample.id, "B02", 3, "KL")
    with pytest.raises(InputError, match="no turn was read by both"):
        agreement_on_identifiers(waiting)


# The journal


def test_a_journal_with_samples_still_verifies_and_a_run_goes_on(waiting: Path) -> None:
    one_missed(waiting)
    go(waiting)
    kinds = {entry.kind for entry in journal(waiting).entries}
    assert {EntryKind.SAMPLE, EntryKind.SAMPLE_ANSWER} <= kinds
    again = journal(waiting)
    assert [type(one) for one in again.sample_answers()][:1] == [SampleAnswer]
