"""Transcribers' marks: found in the text of a turn and pointed at, never taken out.

Words in brackets are a mark only where every one of them is of a closed vocabulary: what stands in
other brackets may be talk or a name, and stays open to the recognisers. Marks of kind UNCERTAIN and
CUT_OFF do hold words that somebody may have said.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from pipeline.identified.readers.words import word_set
from pipeline.values.spans import Span
from pipeline.values.texts import Mark, MarkKind

_CLOCK = r"\d{1,2}:\d{2}(?::\d{2})?"
_LINKING = word_set(
    """
        a an the of in at for to and or on off by with into up down over through then very
        still is are his her their its my your our i it he she they from s about around
        approx approximately slightly quietly loudly softly briefly both all word words
        section phrase part audio speech something someone voice voices sound sounds tone
        speaker participant interviewer interviewee few couple several one two three
        """
)
_NOUNS: dict[MarkKind, frozenset[str]] = {
    MarkKind.REDACTED: word_set(
        """
        name names surname forename nickname place town city village county country street
        road address postcode area location workplace employer company organisation
        organization firm school college university hospital surgery police force station
        court officer date age number phone telephone email occupation job title redacted
        removed anonymised anonymized withheld deleted omitted identifying details
        information friend sister brother mother father mum dad daughter son child
        children husband wife partner ex ex-partner ex-husband ex-wife neighbour colleague
        manager boss victim perpetrator stalker suspect car registration reg shop pub gym
        church pseudonym
        """
    ),
    MarkKind.INAUDIBLE: word_set(
        """
        inaudible unclear indistinct unintelligible inaud indecipherable muffled mumbles
        mumbled mumbling cuts out lost missing seconds secs sec minutes mins background
        noise distorted poor quality
        """
    ),
    MarkKind.PAUSE: word_set(
        """
        pause pauses paused pausing long short silence silent beat break gap recording
        resumed resumes stopped stops restarted tape interview interrupted interruption
        seconds second secs sec minutes minute mins hesitates hesitation
        """
    ),
    MarkKind.OVERLAP: word_set(
        """
        over speaking overspeaking overtalking talking crosstalk cross talk overlap
        overlapping overlaps each other interrupts interrupting interjects simultaneous
        simultaneously speech once same time together
        """
    ),
    MarkKind.EMOTION: word_set(
        """
        laughs laugh laughing laughter laughed chuckles chuckling chuckle giggles giggling
        smiles smiling smirks cries crying cry cried weeps weeping tearful tears teary
        upset sobs sobbing sob sighs sighing sigh sniffs sniffing sniffles sniffling gasps
        gasp exhales inhales breath breathes breathing breathe deep heavily shaky shaking
        shakes trembling breaking breaks cracks cracking coughs coughing cough clears
        throat whispers whispering whispered whisper shouts shouting shouted raised voice
        groans groaning tuts tutting sarcastic sarcastically ironic ironically angry
        angrily nervous nervously bitterly emotional emotionally distressed nods nodding
        nod head gestures gesturing gesture points pointing shrugs shrugging mimes mimics
        imitates imitating impression hand hands finger fingers face eyes table bangs taps
        claps clicks knocks knock door bell doorbell rings ringing phone buzzes beeps dog
        barks barking baby cat meows kettle traffic siren noise noises drinks sips drink
        water blows nose wipes yawns sings singing hums humming reads reading aloud leaves
        enters returns room stands sits moves opens closes gets turns comes goes tissue
        holds composes herself himself themself themselves again continues continuing
        while half little bit light joking jokingly laughingly sardonic wry wryly pulls
        shows showing picture screen
        """
    ),
}
_HEADS: dict[MarkKind, frozenset[str]] = {
    MarkKind.INAUDIBLE: word_set(
        """
        inaudible unclear indistinct unintelligible inaud indecipherable muffled mumbles
        mumbled mumbling distorted
        """
    ),
    MarkKind.PAUSE: word_set(
        """
        pause pauses paused pausing silence silent beat break gap hesitates hesitation
        interrupted interruption stopped resumed resumes
        """
    ),
    MarkKind.OVERLAP: word_set(
        """
        overspeaking overtalking crosstalk overlap overlapping overlaps speaking talking
        talk interrupts interrupting interjects simultaneous
        """
    ),
}
_BRACKETED = re.compile(
    r"\(\((?P<double>[^()\[\]]{0,60})\)\)|\[(?P<square>[^\[\]]{0,60})\]|\((?P<round>[^()]{0,60})\)"
    r"|<(?P<angle>[^<>]{1,60})>|\*(?P<star>[^*\s][^*]{0,40})\*"
)
_NOTHING = re.compile(rf"[\s?*.…_-]*(?:\?\s*{_CLOCK}|{_CLOCK})?\s*")
_BLANK = re.compile(r"[*_.xX\s-]*[*_xX]{2}[*_.xX\s-]*")
_SECONDS = re.compile(r"\d{1,3}(?:\.\d{1,2})?(?:\s*(?:s|secs?|seconds?|mins?|minutes?))?|\.+|…")
_GUESS = re.compile(r"\?.{1,40}|.{1,40}\?|sp\??|sic", re.IGNORECASE | re.DOTALL)
_PARENTHESISED = re.compile(r"[^\W\d_][\w'’-]*(?: [\w'’-]+){0,2}")
_REPLACED = re.compile(r"@@.{1,80}?##|(?<!\w)(?:X{3,}|_{3,}|\*{3,})(?!\w)")
_SIGNS: tuple[tuple[MarkKind, re.Pattern[str]], ...] = (
    (
        MarkKind.CUT_OFF,
        re.compile(
            r"(?<![\w'’-])[^\W\d_][\w'’]*(?:-[\w'’]+)*(?:\.{2,}|…)(?=[\s,;:?!\"”)\]]|$)"
            r"|(?<![\w'’-])[^\W\d_][\w'’]*(?:-[\w'’]+)*[-–—](?=[\s,.;:?!…\"”)\]]|$)"
            r"|(?<=[\w\s])--+|^--+"
        ),
    ),
    (MarkKind.PAUSE, re.compile(r"\.{2,}|…|(?<!\S)\.(?: \.)+(?!\S)")),
    (MarkKind.OVERLAP, re.compile(r"(?<![:/\w])//(?!/)|(?<=\w)//(?=\s|$)|^=|=$|(?<=\s)=(?=\s)")),
)
_TIMED_PAUSE = re.compile(r"\(\d{1,2}\.\d{1,2}\)|\(\.\)")
_CONVERSATIONAL = re.compile(r"[^\W\d_]:+[^\W\d_:]|::|(?<!\w)\.h+\b|\w=(?:\s|$)|[↑↓°]")
_BRACKET = re.compile(r"[\[\]]")
_EDGE_EQUALS = re.compile(r"=")


def find_marks(text: str, *, conversation: bool = False) -> tuple[Mark, ...]:
    """The marks in the text of a turn, in order, none overlapping.

    Args:
        text: a turn's text.
        conversation: whether the transcript is conversation-analytic, where square brackets mean
            that two people speak at once.
    """
    found: list[Mark] = []
    taken = bytearray(len(text))
    for mark in _candidates(text, conversation):
        start, end = mark.span.start, mark.span.end
        if not any(taken[start:end]):
            taken[start:end] = b"\x01" * (end - start)
            found.append(mark)
    return tuple(sorted(found, key=lambda mark: mark.span.start))


def is_conversation_analytic(texts: Sequence[str]) -> bool:
    """Whether turns are written in the conversation analysts' (Jefferson's) notation.

    It shows in timed pauses together with lengthened sounds, breaths, or brackets left open.
    """
    timed = any(_TIMED_PAUSE.search(text) for text in texts)
    signs = sum(1 for text in texts if _CONVERSATIONAL.search(text))
    open_ = sum(1 for text in texts if text.count("[") != text.count("]"))
    few = max(2, len(texts) // 20)
    return (timed and signs + open_ >= min(few, len(texts))) or (signs >= few and open_ >= few)


def _candidates(text: str, conversation: bool) -> Iterator[Mark]:
    """Marks in order of trust: of two that overlap the first is taken."""
    yield from _all(_REPLACED, text, MarkKind.REDACTED)
    for match in _BRACKETED.finditer(text):
        if conversation and match["square"] is not None:
            continue
        kind = _bracketed_kind(match)
        if kind:
            yield _mark(match, kind)
    if conversation:
        yield from _all(_BRACKET, text, MarkKind.OVERLAP)
        yield from _all(_EDGE_EQUALS, text, MarkKind.OVERLAP)
    for kind, pattern in _SIGNS:
        yield from _all(pattern, text, kind)


def _bracketed_kind(match: re.Match[str]) -> MarkKind | None:
    inside = next(group for group in match.groups() if group is not None).strip()
    if match["star"] is not None:
        return MarkKind.EMOTION if _kind_of_words(inside) is MarkKind.EMOTION else None
    if _NOTHING.fullmatch(inside) and match["angle"] is None:
        dots = inside.strip(". …") == "" and inside != ""
        return MarkKind.PAUSE if dots else MarkKind.INAUDIBLE
    if _BLANK.fullmatch(inside):
        return MarkKind.REDACTED
    if _SECONDS.fullmatch(inside) and match["angle"] is None:
        return MarkKind.PAUSE
    kind = _kind_of_words(inside)
    if kind:
        return kind
    if match["angle"] is None and _GUESS.fullmatch(inside):
        return MarkKind.UNCERTAIN
    if match["round"] is not None and _PARENTHESISED.fullmatch(inside):
        return MarkKind.UNCERTAIN
    return None


def _kind_of_words(inside: str) -> MarkKind | None:
    """The kind whose vocabulary holds every word, times and numbers left aside."""
    bare = re.sub(rf"{_CLOCK}|\d+", " ", inside.casefold())
    words = [word for word in re.split(r"[^\w-]+|(?<!\w)-|-(?!\w)", bare) if word]
    telling = [word for word in words if word not in _LINKING]
    for kind in (
        MarkKind.INAUDIBLE,
        MarkKind.PAUSE,
        MarkKind.OVERLAP,
        MarkKind.REDACTED,
        MarkKind.EMOTION,
    ):
        if telling and all(word in _NOUNS[kind] for word in telling):
            heads = _HEADS.get(kind)
            if heads is None or any(word in heads for word in telling):
                return kind
    return None


def _all(pattern: re.Pattern[str], text: str, kind: MarkKind) -> Iterable[Mark]:
    return (_mark(match, kind) for match in pattern.finditer(text))


def _mark(match: re.Match[str], kind: MarkKind) -> Mark:
    return Mark(span=Span(start=match.start(), end=match.end()), kind=kind)
