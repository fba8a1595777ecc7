"""Which interview is rendered how, under which file name, with which speakers' names."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime

from corpora.rendering import opendocument, plain, rtf, subtitles, word
from corpora.rendering.talk import Interview, Said

Render = Callable[[Interview, Sequence[Said]], bytes]

_HELEN = "Helen Marchbanks"
_ADEEL = "Adeel Sharif"


@dataclass(frozen=True)
class Planned:
    """An interview and the format it is rendered to."""

    interview: Interview
    render: Render


PLAN: tuple[Planned, ...] = (
    Planned(
        Interview(
            id="S01",
            file="Joy Treharne (P01) FINAL v2.txt",
            tags={"I": "I:", "P": "P:"},
            participant="Joy Treharne",
            interviewer=_HELEN,
            recorded=datetime(2024, 2, 6, 10, 30),
            minutes=48,
        ),
        plain.typed,
    ),
    Planned(
        Interview(
            id="S02",
            file="INT 02 Thackray Settle (P02) verbatim.docx",
            tags={"I": "INT1:", "P": "P02:"},
            participant="Dean Thackray",
            interviewer=_ADEEL,
            recorded=datetime(2024, 2, 21, 18, 0),
            minutes=92,
        ),
        word.house_style,
    ),
    Planned(
        Interview(
            id="S03",
            file="Interview Tahmina Choudhury (P03)-20240312_140530-Meeting Recording.docx",
            tags={"I": "Marchbanks, Helen", "P": "Tahmina Choudhury"},
            participant="Tahmina Choudhury",
            interviewer=_HELEN,
            recorded=datetime(2024, 3, 12, 14, 5),
            minutes=44,
        ),
        word.teams,
    ),
    Planned(
        Interview(
            id="S04",
            file="Kasia interview (P04) 19.03.24.vtt",
            tags={"I": "Helen Marchbanks", "P": "Kasia Domagala"},
            participant="Katarzyna Domagala",
            interviewer=_HELEN,
            recorded=datetime(2024, 3, 19, 17, 15),
            minutes=17,
        ),
        subtitles.teams_vtt,
    ),
    Planned(
        Interview(
            id="S05",
            file="GMT20240403-193012_Recording (P05).transcript.vtt",
            tags={"I": "Adeel Sharif", "P": "Rory's iPhone"},
            participant="Rory Galbraith",
            interviewer=_ADEEL,
            recorded=datetime(2024, 4, 3, 19, 30),
            minutes=18,
        ),
        subtitles.zoom_vtt,
    ),
    Planned(
        Interview(
            id="S06",
            file="Mrs Constable Reepham (P06)_otter_ai.txt",
            tags={"I": "Helen", "P": "Grace C"},
            participant="Grace Constable",
            interviewer=_HELEN,
            recorded=datetime(2024, 4, 16, 11, 0),
            minutes=45,
        ),
        plain.otter,
    ),
    Planned(
        Interview(
            id="S07",
            file="Mide O (P07) captions - corrected.srt",
            tags={"I": "Adeel", "P": "Mide"},
            participant="Ayomide Ogunleye",
            interviewer=_ADEEL,
            recorded=datetime(2024, 4, 30, 20, 0),
            minutes=17,
        ),
        subtitles.srt,
    ),
    Planned(
        Interview(
            id="S08",
            file="niamh h (P08) auto 2024-05-02.txt",
            tags={"I": "speaker 1:", "P": "speaker 2:"},
            participant="Niamh Harkin",
            interviewer=_HELEN,
            recorded=datetime(2024, 5, 2, 13, 0),
            minutes=43,
        ),
        plain.lower_case,
    ),
    Planned(
        Interview(
            id="S09",
            file="Dacres, Yvonne (P09) FINAL FINAL.rtf",
            tags={"I": "Interviewer:", "P": "Yvonne:"},
            participant="Yvonne Dacres",
            interviewer=_HELEN,
            recorded=datetime(2024, 5, 14, 10, 0),
            minutes=47,
        ),
        rtf.rtf,
    ),
    Planned(
        Interview(
            id="S10",
            file="Will C Penryn (P10) with comments.odt",
            tags={"I": "Adeel:", "P": "Will:"},
            participant="Will Curnow",
            interviewer=_ADEEL,
            recorded=datetime(2024, 5, 28, 16, 30),
            minutes=38,
        ),
        opendocument.odt,
    ),
    Planned(
        Interview(
            id="S11",
            file="Garrity_H (P11).txt",
            tags={"I": "M:", "P": "F:"},
            participant="Hope Garrity",
            interviewer=_ADEEL,
            recorded=datetime(2024, 6, 11, 12, 0),
            minutes=53,
        ),
        plain.bureau,
    ),
    Planned(
        Interview(
            id="S12",
            file="Jude Vowles and mother (P12) table v3.docx",
            tags={"I": "Interviewer", "P": "Judith", "P2": "Mum"},
            participant="Judith Vowles and her mother",
            interviewer=_HELEN,
            recorded=datetime(2024, 6, 25, 15, 0),
            minutes=18,
        ),
        word.table,
    ),
)
