"""Running text in the layouts that transcribers, bureaus and recognisers use."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from pipeline.values.texts import Transcript

Read = Callable[..., Transcript]

HOUSE = """\
PROJECT: Night buses study            INTERVIEW: 07      VERSION: 2 - NOT ANONYMISED
INTERVIEWEE: Delphine Okoro   INTERVIEWER: INT1   DATE: 14/03/2017   PLACE: participant's home
LENGTH: 01:12:40   TRANSCRIBER: T2   STYLE: intelligent verbatim
---------------------------------------------------------------------------------------------
101  INT1:  And did that change how you, sort of, got home?
102
103  P07:   Yeah. [pause] Well, I gave up the 36, didn't I. I go- I get my brother to
104         fetch me from the, the side door. [laughs] Forty-one years old.
105
106  INT1:  And were you still at [workplace] then?
107
108  P07:   [crying] Sorry. No, I'd ... I'd left by then. [inaudible 00:41:07] so.
109
110  INT1:  Shall we stop for a minute?
111                                                        [recording paused 00:41:30-00:46:02]
"""
PAGES = """\
PROJECT: Night buses study      INTERVIEW: 07      DATE: 14/03/2017

INT1:  And then?
P07:   I went all the way round by the
       canal because the short way was
Page 1 of 3
\fPROJECT: Night buses study      INTERVIEW: 07      DATE: 14/03/2017

       not lit, and
       I had to be home by ten.
INT1:  Mm.
P07:   So that was that, I never
Page 2 of 3
\fPROJECT: Night buses study      INTERVIEW: 07      DATE: 14/03/2017

       told them.
Page 3 of 3
"""
CASES: dict[str, tuple[str, list[tuple[str, str]]]] = {
    "house style": (
        HOUSE,
        [
            ("I", "And did that change how you, sort of, got home?"),
            (
                "P",
                "Yeah. [pause] Well, I gave up the 36, didn't I. I go- I get my brother to fetch me"
                " from the, the side door. [laughs] Forty-one years old.",
            ),
            ("I", "And were you still at [workplace] then?"),
            ("P", "[crying] Sorry. No, I'd ... I'd left by then. [inaudible 00:41:07] so."),
            ("I", "Shall we stop for a minute? [recording paused 00:41:30-00:46:02]"),
        ],
    ),
    "page breaks inside sentences": (
        PAGES,
        [
            ("I", "And then?"),
            (
                "P",
                "I went all the way round by the canal because the short way was not lit, and"
                " I had to be home by ten.",
            ),
            ("I", "Mm."),
            ("P", "So that was that, I never told them."),
        ],
    ),
    "every fifth line numbered": (
        "      I: So where\n      was it?\n      P: By the\n      gate,\n5     twenty\n      yards"
        " on.\n      I: Yes?\n      P: And\n      that was\n10    it.\n      I: Oh.\n      P: It\n"
        "      was\n      all\n15    right.\n      I: Good.\n      P: Yes.\n      I: Now?\n"
        "      P: No\n20    more.\n",
        [
            ("I", "So where was it?"),
            ("P", "By the gate, twenty yards on."),
            ("I", "Yes?"),
            ("P", "And that was it."),
            ("I", "Oh."),
            ("P", "It was all right."),
            ("I", "Good."),
            ("P", "Yes."),
            ("I", "Now?"),
            ("P", "No more."),
        ],
    ),
    "numbered turns": (
        "1 I: So?\n2 P: It was\n13 quid, it was.\n3 I: Right.\n4 P: Yes.\n5 I: And?\n6 P: Fine.\n",
        [
            ("I", "So?"),
            ("P", "It was 13 quid, it was."),
            ("I", "Right."),
            ("P", "Yes."),
            ("I", "And?"),
            ("P", "Fine."),
        ],
    ),
    "bureau": (
        "M: So when was that?\nF: I think ((?March)), because <name 00:12:44> was still at"
        " <school 00:12:47>.\nF: And he, Mr Ockl... ((sp?)) saw him as well-\nM: [over speaking]"
        " Right.\nF: -saw him by the bins. ((?00:13:20))\n",
        [
            ("I", "So when was that?"),
            (
                "P",
                "I think ((?March)), because <name 00:12:44> was still at <school 00:12:47>. And"
                " he, Mr Ockl... ((sp?)) saw him as well-",
            ),
            ("I", "[over speaking] Right."),
            ("P", "-saw him by the bins. ((?00:13:20))"),
        ],
    ),
    "Teams as text": (
        "Interview Delphine Okoro (P11)-20240312_140530-Meeting Recording\nMarch 12, 2024, 2:05PM\n"
        "1h 3m 22s\n\nPike, Rosamund started transcription\n\nPike, Rosamund   0:09\nOK, so that's"
        " recording.\n\nDelphine Okoro   0:14\nYeah, that's fine.\nUmm.\nIt was the December, I"
        " think.\n\nPike, Rosamund stopped transcription\n",
        [
            ("I", "OK, so that's recording."),
            ("P", "Yeah, that's fine. Umm. It was the December, I think."),
        ],
    ),
    "Otter": (
        "Unknown Speaker  0:03\nOkay, shall we start?\n\nDelphine  0:06\nThank you. Yeah. I left"
        " at\n10:30\nand then  10:45  he rang.\n\nTranscribed by https://otter.ai\n",
        [
            ("I", "Okay, shall we start?"),
            ("P", "Thank you. Yeah. I left at 10:30 and then 10:45 he rang."),
        ],
    ),
    "Word's own transcription": (
        "Audio file\nRecording 3.wav\n\nTranscript\n\n00:00:03 Speaker 1\nHow did it start?\n\n"
        "00:00:09 Speaker 2\nIt was at 10:30\nTuesday 10:30 he came round.\n00:01:06 Speaker 1\n"
        "Right.\n",
        [
            ("I", "How did it start?"),
            ("P", "It was at 10:30 Tuesday 10:30 he came round."),
            ("I", "Right."),
        ],
    ),
    "stamp in brackets after the name": (
        "Speaker 1 (00:03):\nHow did it start?\n\nSpeaker 2 (00:09):\nWell: it was bad.\n",
        [("I", "How did it start?"), ("P", "Well: it was bad.")],
    ),
    "stamp before the tag": (
        "[00:00:03] Interviewer: How so?\n[00:00:09] Participant: I told them at 10:30: twice.\n",
        [("I", "How so?"), ("P", "I told them at 10:30: twice.")],
    ),
    "stamp after the tag": (
        "I: [00:00:03] How so?\nP: 00:00:09 I rang, [00:00:12] and 10:30 was too late.\n",
        [("I", "How so?"), ("P", "I rang, and 10:30 was too late.")],
    ),
    "Zoom chat style": (
        "[Delphine Okoro] 14:05:12\nHello there, so glad you came.\n[Rosamund Pike] 14:05:19\n"
        "Hello, how are you?\n",
        [("P", "Hello there, so glad you came."), ("I", "Hello, how are you?")],
    ),
    "name and time on two lines": (
        "Delphine\n00:03\nIt was bad, really, really bad.\n\nRosamund\n00:09\nHow bad?\n",
        [("P", "It was bad, really, really bad."), ("I", "How bad?")],
    ),
    "conversation-analytic": (
        "07 P:  an' I- I jus (0.8) [stood there,\n08 I:                     [mm\n"
        "09 P:  .hh I couldn't m:ove ((sobbing))\n10 so:     I ran\n11 I:  [yeah\n",
        [
            ("P", "an' I- I jus (0.8) [stood there,"),
            ("I", "[mm"),
            ("P", ".hh I couldn't m:ove ((sobbing)) so: I ran"),
            ("I", "[yeah"),
        ],
    ),
    "lower case, bare tags": (
        "i: so when was that\np: um it was in may\nso: i went\ni: right\np: and i i i left\n",
        [
            ("I", "so when was that"),
            ("P", "um it was in may so: i went"),
            ("I", "right"),
            ("P", "and i i i left"),
        ],
    ),
    "lower case, numbered speakers": (
        "speaker 1: so when was that\nspeaker 2: um it was in may i think or june\n",
        [("I", "so when was that"), ("P", "um it was in may i think or june")],
    ),
    "chevrons": (
        ">> so when was that\n>> um it was\nin march i think >> right >> yeah it was\n",
        [
            ("I", "so when was that"),
            ("P", "um it was in march i think"),
            ("I", "right"),
            ("P", "yeah it was"),
        ],
    ),
    "tags divided by tabs": (
        "I\tSo when was it?\nP\tIt was in May.\nP\tMaybe June.\n",
        [("I", "So when was it?"), ("P", "It was in May. Maybe June.")],
    ),
    "names divided by tabs": (
        "Rosamund\tSo when was it?\nDelphine\tIt was in May, I am sure.\nRosamund\tSure?\n"
        "Delphine\tYes.\n",
        [
            ("I", "So when was it?"),
            ("P", "It was in May, I am sure."),
            ("I", "Sure?"),
            ("P", "Yes."),
        ],
    ),
    "tags in brackets": (
        "[Interviewer] When?\n[Participant] In May.\n[laughs] Or June.\n[Interviewer] Ah.\n",
        [("I", "When?"), ("P", "In May. [laughs] Or June."), ("I", "Ah.")],
    ),
    "question and answer": (
        "Q. When was that?\nA. In May.\nQ. Sure?\nA. I am.\n",
        [("I", "When was that?"), ("P", "In May."), ("I", "Sure?"), ("P", "I am.")],
    ),
    "tags on lines of their own": (
        "INTERVIEWER\nWhen was that?\nPARTICIPANT\nIn May.\nI think.\nINTERVIEWER\nAh.\n",
        [("I", "When was that?"), ("P", "In May. I think."), ("I", "Ah.")],
    ),
    "Markdown": (
        "# Interview\n\n**Interviewer:** How was it?\n\n**P07:** Bad. **Really** bad.\n",
        [("I", "How was it?"), ("P", "Bad. **Really** bad.")],
    ),
    "no blank after the colon": (
        "I:So when was it?\nP:In May.\nI:Right.\n",
        [("I", "So when was it?"), ("P", "In May."), ("I", "Right.")],
    ),
    "cover block with the same tags as the talk": (
        "Interviewer: Rosamund Pike\nParticipant: P07\nDate: 14/03/2017\n\nInterviewer: Hello,"
        " Rosamund Pike here.\nParticipant: Hello.\nInterviewer: Ready?\nParticipant: Yes.\n",
        [
            ("I", "Hello, Rosamund Pike here."),
            ("P", "Hello."),
            ("I", "Ready?"),
            ("P", "Yes."),
        ],
    ),
    "talk that looks like a tag": (
        "I: And?\nP: I said to him\nNote: this stops.\nWell: it did not.\nBottom line: I left.\n"
        "I: Mm.\nP: Time: that is what it takes.\nHonestly: years.\n",
        [
            ("I", "And?"),
            ("P", "I said to him Note: this stops. Well: it did not. Bottom line: I left."),
            ("I", "Mm."),
            ("P", "Time: that is what it takes. Honestly: years."),
        ],
    ),
    "no speakers at all": (
        "I never thought it would happen.\n\nThen he came: and then he left.\n",
        [("P", "I never thought it would happen. Then he came: and then he left.")],
    ),
    "closing line": (
        "I: Thank you.\nP: That's the end of it.\n\n*** END OF RECORDING ***\n",
        [("I", "Thank you."), ("P", "That's the end of it.")],
    ),
}


@pytest.mark.parametrize("case", CASES)
def test_layout(case: str, read: Read) -> None:
    text, expected = CASES[case]
    transcript = read(text)
    assert [(turn.speaker, turn.text) for turn in transcript.turns] == expected


@pytest.mark.parametrize("case", CASES)
def test_layout_with_windows_line_ends_and_utf16(case: str, read: Read) -> None:
    text, expected = CASES[case]
    transcript = read(text.replace("\n", "\r\n").encode("utf-16"))
    assert [(turn.speaker, turn.text) for turn in transcript.turns] == expected


def test_house_style_records_what_it_removed(read: Read) -> None:
    removed = {one.what: one for one in read(HOUSE).removed}
    assert removed["line numbers"].count == 11
    assert "participant's home" in removed["cover block"].words
    assert removed["cover block"].count == 4


def test_running_headers_and_page_numbers_are_recorded(read: Read) -> None:
    removed = {one.what: one.count for one in read(PAGES).removed}
    assert removed["page header"] == 3
    assert removed["page footer"] == 3


def test_repeated_talk_at_page_ends_is_no_header(read: Read) -> None:
    page = "I: And?\nP: We went to the\nSupermarket in town\nPage {}\n\f"
    transcript = read("".join(page.format(number) for number in range(1, 4)))
    assert sum("Supermarket in town" in turn.text for turn in transcript.turns) == 3


def test_names_are_found_in_tags_and_cover(read: Read) -> None:
    transcript = read(CASES["Teams as text"][0])
    names = {(name.speaker, name.words) for name in transcript.speaker_names}
    assert {("P", "Delphine Okoro"), ("I", "Pike, Rosamund"), ("I", "Rosamund Pike")} <= names
    assert {name.words for name in read(HOUSE).speaker_names} == {"Delphine Okoro"}


def test_codes_are_no_names(read: Read) -> None:
    transcript = read("Interviewer: Where?\nSpeaker 1: Here.\nM: There.\nP07: Nowhere.\n")
    assert transcript.speaker_names == ()


def test_starting_times(read: Read) -> None:
    assert [turn.starts_at for turn in read(CASES["Teams as text"][0]).turns] == [9.0, 14.0]
    assert [turn.starts_at for turn in read(CASES["stamp after the tag"][0]).turns] == [3.0, 9.0]


def test_text_before_the_first_speaker_is_kept(read: Read) -> None:
    transcript = read("and that was how I met him,\nyou see.\nI: Go on.\nP: That's all.\n")
    assert transcript.turns[0].speaker == "O"
    assert transcript.turns[0].text == "and that was how I met him, you see."
    assert any("before the first speaker" in notice for notice in transcript.notices)


def test_doubtful_names_are_told(read: Read) -> None:
    transcript = read("I: And?\nP: Then Sarah said\nSarah: go home\nI: Mm.\nP: so I went\nhome.\n")
    assert [turn.speaker for turn in transcript.turns] == ["I", "P", "I", "P"]
    assert any("may be a speaker's name" in notice for notice in transcript.notices)


@pytest.mark.parametrize(
    "heading", ["Interviewer: {}", "Project Worker: {}", "Project Worker  0:0{}"]
)
def test_short_turns_said_again_and_again_are_no_header(heading: str, read: Read) -> None:
    said = ["Mm", "Mm", "Mm", "Mm"]
    lines: list[str] = []
    for number, word in enumerate(said):
        other = (
            "Delphine: And I went on"
            if ":" in heading[:16]
            else f"Delphine  0:0{number}\nAnd so on"
        )
        mine = heading.format(word if ":" in heading[:16] else number)
        lines += [mine, *([] if ":" in heading[:16] else [word]), "", *other.split("\n"), ""]
    transcript = read("\n".join(lines))
    assert [turn.text for turn in transcript.turns][::2] == said
    assert not any(one.what == "page header" for one in transcript.removed)
