"""WebVTT and SubRip captions, and tables as text."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from pipeline.errors import InputError
from pipeline.values.texts import Transcript

Read = Callable[..., Transcript]

TEAMS = """\
WEBVTT

NOTE made by the meeting

7f3c-0
00:00:14.120 --> 00:00:17.480
<v Pike, Rosamund>So how was it?</v>

7f3c-1
00:00:18.000 --> 00:00:20.310
<v Delphine Okoro>He'd be sat &amp; waiting, like,</v>

7f3c-2
00:00:20.400 --> 00:00:22.310 align:start
<v Delphine Okoro>every day <i>every</i>
single day.</v>
"""
ZOOM = """\
WEBVTT

1
00:00:14.120 --> 00:00:17.480
Rosamund Pike: So how was it?

2
00:01:02.000 --> 00:01:06.310
Delphine's iPhone: He'd be sat outside, like, every

3
00:01:06.500 --> 00:01:08.310
Delphine's iPhone: day. Listen: every day.

4
00:01:08.500 --> 00:01:09.310
and nights.
"""
SRT = """\
1
00:00:14,120 --> 00:00:17,480
Speaker 1: So how was it?

2
00:01:02,000 --> 00:01:06,310
Speaker 2: He'd be sat outside
until 10:30,

3
00:01:07,000 --> 00:01:08,310

4
00:01:09,000 --> 00:01:10,310
day after day.
"""


def talk(transcript: Transcript) -> list[tuple[str, str]]:
    return [(turn.speaker, turn.text) for turn in transcript.turns]


def test_voice_tags(read: Read) -> None:
    transcript = read(TEAMS, ".vtt")
    assert talk(transcript) == [
        ("I", "So how was it?"),
        ("P", "He'd be sat & waiting, like, every day every single day."),
    ]
    assert [turn.starts_at for turn in transcript.turns] == [14.12, 18.0]
    names = {(name.speaker, name.words) for name in transcript.speaker_names}
    assert names == {
        ("I", "Pike, Rosamund"),
        ("I", "Rosamund Pike"),
        ("P", "Delphine Okoro"),
    }
    assert {one.what: one.count for one in transcript.removed} == {
        "caption times": 3,
        "caption notes": 1,
    }


def test_name_prefixes(read: Read) -> None:
    transcript = read(ZOOM, ".vtt")
    assert talk(transcript) == [
        ("I", "So how was it?"),
        ("P", "He'd be sat outside, like, every day. Listen: every day. and nights."),
    ]
    assert {name.words for name in transcript.speaker_names} == {
        "Rosamund Pike",
        "Delphine's iPhone",
        "Delphine",
    }


def test_a_display_name_may_be_a_number(read: Read) -> None:
    text = ZOOM.replace("Delphine's iPhone", "07700 900123")
    transcript = read(text, ".vtt")
    assert ("P", "07700 900123") in {(n.speaker, n.words) for n in transcript.speaker_names}


def test_srt(read: Read) -> None:
    transcript = read(SRT, ".srt")
    assert transcript.format == "srt"
    assert talk(transcript) == [
        ("I", "So how was it?"),
        ("P", "He'd be sat outside until 10:30, day after day."),
    ]


@pytest.mark.parametrize(("text", "name"), [(TEAMS, "vtt"), (ZOOM, "vtt"), (SRT, "srt")])
@pytest.mark.parametrize("ending", [".vtt", ".srt", ".txt", ".docx"])
def test_content_decides(text: str, name: str, ending: str, read: Read) -> None:
    assert read(text, ending).format == name


def test_captions_without_speakers_are_one_participant(read: Read) -> None:
    text = "WEBVTT\n\n00:01.000 --> 00:02.000\nso it was bad\n\n00:02.000 --> 00:04.000\nvery bad\n"
    transcript = read(text, ".vtt")
    assert talk(transcript) == [("P", "so it was bad very bad")]
    assert transcript.notices


def test_captions_with_chevrons(read: Read) -> None:
    text = (
        "WEBVTT\n\n00:01.000 --> 00:02.000\n>> how was it\n\n00:02.000 --> 00:04.000\n"
        ">> it was\nbad, very\n\n00:05.000 --> 00:06.000\nbad >> mm\n"
    )
    assert talk(read(text, ".vtt")) == [
        ("I", "how was it"),
        ("P", "it was bad, very bad"),
        ("I", "mm"),
    ]


@pytest.mark.parametrize(
    "text",
    [
        TEAMS[: TEAMS.index("single day") + 6],
        TEAMS[: TEAMS.rindex("align")],
        TEAMS[: TEAMS.rindex("--> ")],
        TEAMS[: TEAMS.rindex("00:00:20.400")],
        TEAMS[: TEAMS.rindex("Okoro")],
        TEAMS.replace("00:00:18.000 -->", "00:00:xx -->"),
        SRT[: SRT.rindex("day after")],
        SRT[: SRT.rindex("-->") + 5],
        SRT.replace("00:01:02,000 -->", "00:01 -->"),
    ],
)
def test_broken_captions_are_refused(text: str, read: Read) -> None:
    with pytest.raises(InputError, match=r"captions|talk"):
        read(text, ".vtt" if text.startswith("WEBVTT") else ".srt")


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_tables_as_text(delimiter: str, read: Read) -> None:
    rows = [
        ("Start", "Speaker", "Text"),
        ("0:03", "Rosamund", '"So, how; was it?"'),
        ("0:09", "Delphine", '"Bad,\nvery bad; really."'),
        ("0:12", "Rosamund", "Mm."),
    ]
    text = "\n".join(delimiter.join(row) for row in rows)
    transcript = read(text, ".csv")
    assert talk(transcript) == [
        ("I", "So, how; was it?"),
        ("P", "Bad, very bad; really."),
        ("I", "Mm."),
    ]
    assert transcript.turns[1].starts_at == 9.0
