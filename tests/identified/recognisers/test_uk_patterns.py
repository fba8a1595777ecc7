from __future__ import annotations

import logging
import socket
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.errors import InputError
from pipeline.identified.recognisers import uk_engine, uk_patterns
from pipeline.identified.recognisers.uk_patterns import UkPatternRecogniser
from pipeline.values.identifiers import Kind, Status
from tests.identified.recognisers.finding import check_spans, found, turns
from training.names.talk import as_read, interviews

PATTERNS = UkPatternRecogniser()
SPOKEN_CASES = Path(__file__).parents[3] / "benchmarks" / "spoken_cases"

CASES = [
    (Kind.PHONE, "ring {} please", "07700 900123"),
    (Kind.PHONE, "ring {} please", "07700-900-123"),
    (Kind.PHONE, "ring {} please", "+44 7700 900123"),
    (Kind.PHONE, "ring {} please", "(01632) 960 123"),
    (Kind.PHONE, "ring {} please", "020 7946 0183"),
    (Kind.EMAIL, "it came from {}, that one", "kit.and.miles@example.org"),
    (Kind.EMAIL, "it came from {}, that one", "naomis-real-husband@example.com"),
    (Kind.EMAIL, "it came from {}, that one", "mel@home.invalid"),
    (Kind.HANDLE, "he's {} on there", "@sam_k91"),
    (Kind.HANDLE, "he's {} on there", "tenor_mel_1969"),
    (Kind.HANDLE, "he's {} on there", "BrokenButton52"),
    (Kind.HANDLE, "he's {} on there", "litigant41"),
    (Kind.HANDLE, "her username was {}.", "kezza.b"),
    (Kind.POSTCODE, "that's {} if you want it", "NG3 9XQ"),
    (Kind.POSTCODE, "that's {} if you want it", "ng39xq"),
    (Kind.POSTCODE, "the postcode is {} or so", "LU4"),
    (Kind.ADDRESS, "I live at {}, well, lived", "14 Laburnum Close"),
    (Kind.ADDRESS, "I live at {}, well, lived", "Flat 3, 22b High Street"),
    (Kind.ADDRESS, "I live at {}, well, lived", "number nine Acacia Avenue"),
    (Kind.ADDRESS, "I live at {}, well, lived", "one hundred and two Larkmount Street"),
    (Kind.ADDRESS, "she's at {} now", "the Old Forge, 2 Hingham Road"),
    (Kind.ADDRESS, "she's {} now", "Nine, Tulip Close"),
    (Kind.ADDRESS, "it came to me, {}, by hand", "14 Dapple Fold"),
    (Kind.ADDRESS, "we moved to {} and", "flat four, Pioneer House"),
    (Kind.ADDRESS, "him at {}, he saw", "number twelve"),
    (Kind.VEHICLE, "the reg was {} I know it", "LK17 ABC"),
    (Kind.VEHICLE, "the reg was {} I know it", "lk17abc"),
    (Kind.VEHICLE, "an old car, {}", "A123 BCD"),
    (Kind.VEHICLE, "his van, {}", "RIA 4121"),
    (Kind.ID_NUMBER, "crime reference {}", "14/1234/17"),
    (Kind.ID_NUMBER, "it was {} on the card", "22*123456*19"),
    (Kind.ID_NUMBER, "the urn is {}", "01AB1234517"),
    (Kind.ID_NUMBER, "PC {} came", "4417"),
    (Kind.ID_NUMBER, "collar number {}", "4417"),
    (Kind.ID_NUMBER, "at court it was {}", "T20177123"),
    (Kind.ID_NUMBER, "the family one was {}", "ZC17P00123"),
    (Kind.ID_NUMBER, "sort code {}", "20-11-12"),
    (Kind.ID_NUMBER, "the account number was {}", "12345678"),
    (Kind.ID_NUMBER, "my NI number is {}", "AB 12 34 56 C"),
    (Kind.ID_NUMBER, "licence number {}", "MORGA657054SM9IJ"),
    (Kind.ID_NUMBER, "my passport number is {}", "AB1234567"),
    (Kind.ID_NUMBER, "paid to {}", "GB33BUKB20201555555555"),
    (Kind.ID_NUMBER, "my card is {}", "4111 1111 1111 1111"),
]
TALK = [
    "I was on the 36 at 10 the other day and in 12 weeks he was back",
    "I'm 34 and he's 41, two of them at 14",
    "it's 24/7, 50/50, nine out of ten",
    "two minutes walk, four hours drive, one bad place, three men in court",
    "nine people in the house, one night in the park",
    "on Facebook, TikTok, WhatsApp and YouTube, on my iPhone",
    "so.I said to him.It was late",
    "the M40 and the A5 and the 2A bus",
    "call 999 or 101 at any time",
    "£2,000 and 3.5 million and 20%",
    "I drive fridges, class 1, year 9, type 2",
    "McDonald and MacLeod and DeShawn and O'Neil",
]


@pytest.mark.parametrize(("kind", "frame", "words"), CASES)
def test_shapes_are_found_whole(kind: Kind, frame: str, words: str) -> None:
    covered = " ".join(found(PATTERNS, frame.format(words), kind))
    assert all(part in covered for part in words.split())


@pytest.mark.parametrize(
    ("kind", "frame", "words"),
    [case for case in CASES if case[0] is not Kind.HANDLE and "Tulip" not in case[2]],
)
def test_shapes_are_found_in_lower_case(kind: Kind, frame: str, words: str) -> None:
    if words in ("RIA 4121", "the Old Forge, 2 Hingham Road"):
        frame = "the reg is {}" if kind is Kind.VEHICLE else "at {} it was"
    assert found(PATTERNS, frame.format(words).lower(), kind)


@pytest.mark.parametrize("text", TALK)
def test_everyday_talk_is_left_alone(text: str) -> None:
    assert PATTERNS.find(turns(text)) == []


def test_an_nhs_number_that_fails_its_checksum_is_kept_for_a_person() -> None:
    right, wrong = "943 476 5919", "943 476 5918"
    (sure,) = [m for m in PATTERNS.find(turns(f"my NHS number is {right}")) if m.score > 0.9]
    assert (sure.words, sure.status) == (right, Status.SURE)
    doubtful = PATTERNS.find(turns(f"my NHS number is {wrong}"))
    assert {(m.words, m.kind, m.status) for m in doubtful} == {
        (wrong, Kind.ID_NUMBER, Status.CHECK)
    }


def test_nothing_is_fetched(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise AssertionError("the network was used")

    monkeypatch.setattr(socket, "create_connection", refuse)
    monkeypatch.setattr(socket.socket, "connect", refuse)
    monkeypatch.setattr(socket, "getaddrinfo", refuse)
    uk_engine.engine.cache_clear()
    assert PATTERNS.find(turns("write to mel@example.org or see www.example.org/mel"))


def test_words_are_not_logged(caplog: pytest.LogCaptureFixture) -> None:
    secret = "07700 900123 mel@example.org 943 476 5918 GB33BUKB20201555555556 www.example.org"
    with caplog.at_level(logging.DEBUG):
        PATTERNS.find(turns(f"my NHS number and iban {secret}"))
    assert not any(word in caplog.text for word in secret.split())


def test_a_pattern_that_runs_out_of_time_fails_closed(monkeypatch: pytest.MonkeyPatch) -> None:
    def too_slow(self: Any, text: str, timeout: float) -> None:
        raise TimeoutError

    class Slow:
        finditer = too_slow

    engine = uk_engine.engine()
    recogniser: Any = next(
        one for one in engine.registry.recognizers if one.name == "OWN_CASE_NUMBER"
    )
    monkeypatch.setattr(recogniser.patterns[0].compiled_regex, "_compiled", Slow())
    with pytest.raises(InputError) as error:
        PATTERNS.find(turns("harmless", "words of hers, 2"))
    assert "hers" not in str(error.value)


def test_every_pattern_of_the_engine_fails_closed() -> None:
    guarded = 0
    for recogniser in uk_engine.engine().registry.recognizers:
        for pattern in getattr(recogniser, "patterns", []):
            assert isinstance(pattern.compiled_regex, uk_engine._Impatient)
            guarded += 1
    assert guarded > 30


GAPS = st.sampled_from(["", " ", "-", " ", ". ", ", "])


@given(
    st.sampled_from(["07700900", "01632960", "02079460", "01614960"]),
    st.integers(0, 999),
    st.lists(GAPS, min_size=11, max_size=11),
)
def test_drama_numbers_in_figures_are_found_in_any_spacing(
    opening: str, rest: int, gaps: list[str]
) -> None:
    digits = f"{opening}{rest:03}"
    text = "".join(f"{digit}{gap}" for digit, gap in zip(digits, [*gaps[:10], ""], strict=True))
    phones = found(PATTERNS, f"it was {text} I think", Kind.PHONE)
    assert any("".join(c for c in phone if c.isdigit()) == digits for phone in phones)


@given(st.text(max_size=150).filter(lambda text: bool(text.strip()) and text.isprintable()))
def test_any_text_gives_valid_mentions(text: str) -> None:
    check_spans(PATTERNS.find(turns(text)), [text])


def test_looking_only_for_what_a_turn_can_hold_loses_nothing(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    said = [
        turn for one in interviews(sorted(SPOKEN_CASES.glob("*.jsonl"))) for turn in as_read(one)
    ]
    said += turns(
        "MAC 00:1B:44:11:3A:B7", "fe80:0:0:0:ab:cd:ef:aa", "samUnder.score", "x@y.example"
    )
    said = [turn.model_copy(update={"number": at}) for at, turn in enumerate(said, start=1)]
    found = PATTERNS.find(said)
    every = sorted({*uk_patterns._OWN, *uk_patterns._ENTITIES})
    monkeypatch.setattr(uk_patterns, "_worth_a_look", lambda text: every)
    assert len(found) > 30
    assert found == PATTERNS.find(said)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("the login came from 203.0.113.9 they said", "203.0.113.9"),
        ("my Ryanair was the FR 2207 home", "FR 2207"),
        ("it gave ///spoons.lately.bridge as the place", "///spoons.lately.bridge"),
        ("she was at spoons.lately.bridge when they came", "spoons.lately.bridge"),
        ("the IMEI was 49 015420 323751 8", "49 015420 323751 8"),
        ("the taxi was PIG 4410", "PIG 4410"),
    ],
)
def test_what_else_is_written(text: str, words: str) -> None:
    assert any(words in one.words for one in PATTERNS.find(turns(text)))


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("my NHS number is 943 476 5919", Status.SURE),
        ("my NHS number is 943 476 5918", Status.CHECK),
        ("my National Insurance number is QQ 12 34 56 C", Status.CHECK),
    ],
)
def test_a_wrong_check_digit_is_masked_and_asked_about(text: str, status: Status) -> None:
    found = [one for one in PATTERNS.find(turns(text)) if one.kind is Kind.ID_NUMBER]
    assert {one.status for one in found} == {status}
    assert status is Status.SURE or any(":" in one.hint for one in found)
