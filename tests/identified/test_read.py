"""Whatever the bytes: a transcript with all the words, or an error with none of them."""

from __future__ import annotations

import contextlib
import io
import logging
import re
import textwrap
from collections.abc import Callable

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from pipeline.errors import InputError
from pipeline.identified.read import read_transcript
from pipeline.values.texts import Transcript

ENDINGS = (".txt", ".docx", ".odt", ".rtf", ".vtt", ".srt", ".csv", ".md", "")
TALK = [
    ("I", "Thanks, Quillfeather. When did that begin?"),
    ("P", "It was the Grindlewood thing, really: I mean at 10:30 he'd sit there. Note: every day."),
    ("I", "Mm. And what did you do?"),
    (
        "P",
        "I changed my Zorbington road, the 36 bus, my gym (twice). [laughs] Well: all of it, 2016.",
    ),
    ("I", "Was that hard?"),
    ("P", "Yeah."),
]
SECRETS = ("quillfeather", "grindlewood", "zorbington")


def _read(data: bytes, ending: str) -> Transcript:
    return read_transcript(data, ending, id="T01", participant="P01", where="file 1")


def _word(lines: list[str]) -> bytes:
    import docx

    document = docx.Document()
    for line in lines:
        document.add_paragraph(line)
    buffer = io.BytesIO()
    document.save(buffer)
    return buffer.getvalue()


def _odt(lines: list[str]) -> bytes:
    from odf.opendocument import OpenDocumentText
    from odf.text import P

    document = OpenDocumentText()
    for line in lines:
        document.text.addElement(P(text=line))
    buffer = io.BytesIO()
    document.save(buffer)
    return buffer.getvalue()


def _rtf(lines: list[str]) -> bytes:
    return (r"{\rtf1\ansi\deff0{\fonttbl{\f0 Arial;}} " + r"\par ".join(lines) + "}").encode()


def _captions(arrow: str, begin: str, voiced: bool) -> str:
    cues: list[str] = []
    for number, (tag, text) in enumerate(TALK):
        name = {"I": "Pike, Rosamund", "P": "Delphine"}[tag]
        for part, fragment in enumerate(textwrap.wrap(text, 24)):
            said = f"<v {name}>{fragment}</v>" if voiced else f"{name}: {fragment}"
            timing = arrow.format(number, part)
            cues.append(f"{len(cues) + 1}\n{timing}\n{said}\n")
    return begin + "\n".join(cues)


def _house_style() -> list[str]:
    lines = ["PROJECT: Buses   INTERVIEW: 07   DATE: 14/03/2017", "-" * 40]
    body: list[str] = []
    for tag, text in TALK:
        first, *more = textwrap.wrap(text, 40)
        body += [f"{tag + ':':<6}{first}", *(f"      {line}" for line in more), ""]
    return [*lines, *(f"{number}  {line}".rstrip() for number, line in enumerate(body, 101))]


PLAIN = [f"{tag}: {text}" for tag, text in TALK]
STAMPED = [
    line
    for number, (tag, text) in enumerate(TALK)
    for line in (f"{ {'I': 'Rosamund', 'P': 'Delphine'}[tag] }  0:{number:02}", text, "")
]
VTT = _captions("00:0{0}:0{1}.000 --> 00:0{0}:09.000", "WEBVTT\n\n", voiced=True)
ZOOM = _captions("00:0{0}:0{1}.000 --> 00:0{0}:09.000", "WEBVTT\n\n", voiced=False)
SRT = _captions("00:0{0}:0{1},000 --> 00:0{0}:09,000", "", voiced=False)
FILES: dict[str, tuple[bytes, str]] = {
    "text": ("\n".join(PLAIN).encode(), ".txt"),
    "text in UTF-16": ("\r\n".join(PLAIN).encode("utf-16"), ".txt"),
    "house style": ("\n".join(_house_style()).encode(), ".txt"),
    "Otter": ("\n".join([*STAMPED, "Transcribed by https://otter.ai"]).encode(), ".txt"),
    "lower case": ("\n".join(PLAIN).lower().encode(), ".txt"),
    "Teams captions": (VTT.encode(), ".vtt"),
    "Zoom captions": (ZOOM.encode(), ".vtt"),
    "SubRip": (SRT.encode(), ".srt"),
    "Word": (_word(PLAIN), ".docx"),
    "Word in house style": (_word(_house_style()), ".docx"),
    "OpenDocument": (_odt(PLAIN), ".odt"),
    "OpenDocument stamped": (_odt(STAMPED), ".odt"),
    "RTF": (_rtf(PLAIN), ".rtf"),
    "RTF in house style": (_rtf(_house_style()), ".rtf"),
    "table": (("Speaker,Text\n" + "\n".join(f'{s},"{t}"' for s, t in TALK)).encode(), ".csv"),
}


@pytest.mark.parametrize("name", FILES)
def test_no_word_of_the_talk_is_lost_and_none_is_put_in(name: str) -> None:
    data, ending = FILES[name]
    lower = name == "lower case"
    expected = [(tag, text.lower() if lower else text) for tag, text in TALK]
    assert [(turn.speaker, turn.text) for turn in _read(data, ending).turns] == expected


@pytest.mark.parametrize("name", FILES)
def test_reading_twice_gives_the_same(name: str) -> None:
    data, ending = FILES[name]
    assert _read(data, ending).fingerprint() == _read(data, ending).fingerprint()


def test_wrong_endings_change_nothing() -> None:
    for name in ("text", "Teams captions", "SubRip", "Word", "OpenDocument", "RTF"):
        data, ending = FILES[name]
        for other in (".txt", ".docx", ".rtf", ".TXT"):
            assert _read(data, other).turns == _read(data, ending).turns


def _outcome(data: bytes, ending: str) -> Transcript | None:
    """A transcript, or None where the file was refused in the proper way."""
    printed = io.StringIO()
    handler = logging.StreamHandler(printed)
    logging.getLogger().addHandler(handler)
    outcome: Transcript | InputError
    try:
        with contextlib.redirect_stderr(printed), contextlib.redirect_stdout(printed):
            outcome = _read(data, ending)
    except InputError as error:
        outcome = error
    finally:
        logging.getLogger().removeHandler(handler)
    if isinstance(outcome, Transcript):
        return outcome
    assert outcome.where == "file 1"
    assert outcome.next_step
    assert outcome.__cause__ is None
    assert outcome.__context__ is None
    said = f"{outcome}{outcome!r}{printed.getvalue()}".casefold()
    assert not any(secret in said for secret in SECRETS)
    return None


@settings(max_examples=150)
@given(st.binary(max_size=400), st.sampled_from(ENDINGS))
@example(b"\xff\xfe\x00", ".txt")
@example(b"{\\rtf1 \\u9999999?}", ".rtf")
@example(b"WEBVTT", ".vtt")
@example(b"PK\x03\x04", ".docx")
def test_any_bytes(data: bytes, ending: str) -> None:
    _outcome(data, ending)


@settings(max_examples=60)
@given(st.sampled_from(sorted(FILES)), st.floats(0, 1))
def test_files_cut_short(name: str, share: float) -> None:
    data, ending = FILES[name]
    _outcome(data[: int(len(data) * share)], ending)


@settings(max_examples=120)
@given(st.sampled_from(sorted(FILES)), st.data())
def test_files_with_flipped_bits(name: str, draw: st.DataObject) -> None:
    data, ending = FILES[name]
    changed = bytearray(data)
    places = st.integers(0, len(data) * 8 - 1)
    for bit in draw.draw(st.lists(places, min_size=1, max_size=12)):
        changed[bit // 8] ^= 1 << bit % 8
    _outcome(bytes(changed), ending)


SIGNS = (
    *("I: ", "P07:", "\n", "\n\n", "\t", "  0:03", "WEBVTT\n\n", "00:01.000 --> 00:02.000\n"),
    *("<v Ann>", "</v>", ">> ", "12 ", "Page 3\n", "\f", "DATE: ", "-----\n", "[", "]", "(", "|"),
    *("Ann Bell: ", "(0.8)", "::", "Interviewer\n", "Q. ", '"', ",", "**", "# ", "…", " ", "?"),
)
WORDS = (
    *("somebody", "yesterday", "went", "over", "there"),
    *("Tuesday", "and", "Well", "Note", "said", "gate"),
)
SCRAPS = st.lists(
    st.one_of(st.text(max_size=30), st.sampled_from(SIGNS), st.sampled_from(WORDS)), max_size=40
).map("".join)


@settings(max_examples=250)
@given(SCRAPS, st.sampled_from([".txt", ".vtt", ".srt", ".csv", ".md"]))
@example("I:\n", ".txt")
@example("\ud800", ".txt")
@example("Interviewer: Ready\nParticipant: Sarah", ".txt")
def test_any_text(text: str, ending: str) -> None:
    transcript = _outcome(text.encode("utf-8", "surrogatepass"), ending)
    if transcript is not None:
        assert Transcript.from_json(transcript.model_dump_json()) == transcript


def _bag(text: str) -> list[str]:
    return sorted(re.findall(r"[^\W\d_]{3,}", text))


SENTENCES = st.sampled_from(
    [
        "It was at 10:30 and then again at 22:15:00 on the dot.",
        "Note: he was there.",
        "Well: that was it, you know.",
        "So I said: leave me alone.",
        "36 was the bus, 12 pounds it cost me.",
        "Yeah.",
        "Will Marsh came, and Hope: both of them, Sunday 9:15",
        "I- I jus [pause] went home... [inaudible 00:41:07] ((?May)) - and that's that.",
        "you know what I mean",
        "Speaker phone it was on; page 3 of it.",
        "and he goes (laughs) right, right, right.",
        "Thing is - I never saw him after the fourteenth of March 2017.",
        "Interview after interview, and the transcript of the interview.",
    ]
)
TALKS = st.lists(st.lists(SENTENCES, min_size=1, max_size=6).map(" ".join), min_size=4, max_size=14)
Render = Callable[[list[tuple[str, str]]], tuple[bytes, str]]


def _as_text(talk: list[tuple[str, str]]) -> tuple[bytes, str]:
    return "\n".join(f"{tag}: {text}" for tag, text in talk).encode(), ".txt"


def _as_house_style(talk: list[tuple[str, str]]) -> tuple[bytes, str]:
    lines: list[str] = []
    for tag, text in talk:
        first, *more = textwrap.wrap(text, 50, break_on_hyphens=False)
        lines += [
            f"{ {'I': 'INT1', 'P': 'P07'}[tag] }:\t{first}",
            *(f"\t{one}" for one in more),
            "",
        ]
    return "\n".join(
        f"{n:03}  {line}".rstrip() for n, line in enumerate(lines, 98)
    ).encode(), ".txt"


def _as_unnumbered_house_style(talk: list[tuple[str, str]]) -> tuple[bytes, str]:
    lines: list[str] = []
    for tag, text in talk:
        wrapped = textwrap.wrap(text, 60, break_on_hyphens=False)
        lines += [f"{ {'I': 'INT1', 'P': 'P07'}[tag] }: {wrapped[0]}", *wrapped[1:], ""]
    return "\r\n".join(lines).encode("utf-16"), ".txt"


def _as_otter(talk: list[tuple[str, str]]) -> tuple[bytes, str]:
    names = {"I": "Interviewer", "P": "Delphine Okoro"}
    blocks = [f"{names[tag]}  {number}:05\n{text}\n" for number, (tag, text) in enumerate(talk)]
    return "\n".join(blocks).encode(), ".txt"


def _as_captions(talk: list[tuple[str, str]]) -> tuple[bytes, str]:
    cues = ["WEBVTT"]
    for number, (tag, text) in enumerate(talk):
        name = {"I": "Interviewer", "P": "Okoro, Delphine"}[tag]
        for fragment in textwrap.wrap(text, 30, break_on_hyphens=False):
            cues.append(f"{number:02}:00.000 --> {number:02}:09.000\n<v {name}>{fragment}</v>")
    return "\n\n".join(cues).encode(), ".vtt"


def _as_word(talk: list[tuple[str, str]]) -> tuple[bytes, str]:
    return _word([f"{tag}:\t{text}" for tag, text in talk]), ".docx"


def _as_rich_text(talk: list[tuple[str, str]]) -> tuple[bytes, str]:
    return _rtf([f"{tag}: {text}" for tag, text in talk]), ".rtf"


@pytest.mark.parametrize(
    "render",
    [
        _as_text,
        _as_house_style,
        _as_unnumbered_house_style,
        _as_otter,
        _as_captions,
        _as_word,
        _as_rich_text,
    ],
)
@settings(max_examples=40)
@given(texts=TALKS)
def test_any_talk_comes_through_word_for_word(render: Render, texts: list[str]) -> None:
    talk = [("IP"[number % 2], text) for number, text in enumerate(texts)]
    transcript = _read(*render(talk))
    assert [(turn.speaker, turn.text) for turn in transcript.turns] == talk


def _words(text: str) -> set[str]:
    return set(re.findall(r"[^\W\d_]{3,}", text))


@settings(max_examples=150)
@given(SCRAPS)
def test_every_word_of_a_text_is_in_a_turn_or_recorded(text: str) -> None:
    """Tags may go, words of the talk may not; what is removed is kept for the reviewer."""
    written = re.sub(r"[^\x20-\x7e\n\t\f…]", "", text)
    transcript = _outcome(written.encode(), ".txt")
    if transcript is None or transcript.format != "text":
        return
    kept = [turn.text for turn in transcript.turns]
    kept += [one.words for one in transcript.removed]
    kept += [one.words for one in transcript.speaker_names]
    tags = _words("Ann Bell Interviewer")
    lost = _words(written) - _words(" ".join(kept)) - tags
    assert all(re.search(rf"(?m)^[^\n]{{0,70}}{word}[^\n]*(?::|\t|0:03)", written) for word in lost)
