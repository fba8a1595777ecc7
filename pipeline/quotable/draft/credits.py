"""Who a draft says that a quotation is of: the words in brackets or behind a dash, and the sentence
that it stands in."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field

LABEL = re.compile(
    r"\b(?:victim|participant|interviewee|respondent|survivor|complainant)"
    r"(?:\s+(?:no\.?|number))?[\s#-]{0,2}(\d{1,4})\b"
    r"|\b[vp]-?(\d{1,4})\b",
    re.IGNORECASE,
)
_PERSON = re.compile(
    r"\b(?:victims?|participants?|interviewees?|respondents?|survivors?|complainants?|wom[ae]n|m[ae]n"
    r"|mothers?|fathers?|mum|females?|males?|stalked by|aged|student|employee)\b"
    r"|\b[vp]\d{1,4}\b|\bQ[0-9a-f]{8}\b",
    re.IGNORECASE,
)
_SAYING = (
    r"(?:sa(?:id|ys?|ying)|t(?:old|ells?|elling)|descri\w+|explain\w*|recall\w*|put it|puts it|felt"
    r"|feels?|feeling|report\w*|remember\w*|add(?:ed|s|ing)|sp(?:oke|eaks?|eaking|oken)|call\w*"
    r"|liken\w*|summ\w+|reflect\w*|comment\w*|stat(?:ed|es|ing)|talk\w*|mention\w*|not(?:ed|es|ing)"
    r"|th(?:ought|inks?|inking)|wonder\w*|ask\w*|repl\w+|answer\w*|express\w*|voic\w+|admit\w*"
    r"|account|words|words of|quote\w*|experienc\w*|living|living with|was|were|is|had)"
)
_ONE_OF_THEM = re.compile(
    r"\b(?:victims?|participants?|interviewees?|respondents?|survivors?|complainants?|wom[ae]n|m[ae]n"
    r"|mothers?|fathers?|she|he|another|one|some|several|many|others?|most|who|they|people|person"
    rf"|someone|first|second|third)\b[^.?!]{{0,80}}\b{_SAYING}\b"
    rf"|\b{_SAYING}\b[^.?!]{{0,30}}\b(?:victim|participant|interviewee|respondent|survivor|woman|man"
    r"|she|he|another|one)\b|\b(?:her|his) (?:own )?words\b",
    re.IGNORECASE,
)
_SOMEBODY_ELSE = re.compile(
    r"\b(?:officers?|constables?|sergeants?|inspector(?:ate|s|ates)?|police|forces?|prosecutors?|cps"
    r"|crown|judges?|magistrates?|court|ministers?|government|home office|college|guidance"
    r"|policy|policies"
    r"|acts?|section|law|legislation|statut\w+|bill|codes?|standards?|strateg\w+|guidelines?"
    r"|literature|authors?|researchers?|stud(?:y|ies)|paper|article|book|journal|theor\w+|defin\w+"
    r"|definition|terms?|termed|title[ds]?|entitled|headed|heading|survey|questionnaire|question\w*"
    r"|question|interviewers?|item|media|newspapers?|headline|website|page|form|leaflet|letter"
    r"|charity|helpline|service|commissioner|reports?|recommendation\w*|known as|so-called|called)"
    r"\b",
    re.IGNORECASE,
)
_CITATION = re.compile(
    r"\b(?:1[89]|20)\d\d[a-z]?\b|\bet al\b|\bpp?\.\s?\d|\bibid\b|\bpara(?:graph)?\.?\s\d"
    r"|\bs\.\s?\d",
    re.IGNORECASE,
)
_FIRST_PERSON = re.compile(r"\b(?:I|I['’](?:m|ve|d|ll)|me|my|mine|myself)\b")
_IN_BRACKETS = re.compile(
    r"[\s.,;:!?…]*[\d\u00b9\u00b2\u00b3\u2070-\u2079*†]*\s*"
    r"(?:\((?P<round>(?:[^()]|\([^()]*\)){2,200})\)|\[(?P<square>[^\[\]]{2,200})\])"
)
_BEHIND_DASH = re.compile(r"[\s.,;:!?…]*(?:[—–―]|-{1,3}(?=\s)|~)\s*(?P<dash>[^“\"\n]{2,200})\s*$")
_SHORT_REST = 4
"""Of so many words behind a second dash a credit may still be made."""
_AT_THE_END = re.compile(
    r"(?P<lead>^|\n|[.!?…”’\"']|\s)\s*(?:[—–―]|-{1,3}(?=\s))\s*(?P<dash>[^—–―\n]{2,200}?)\s*$"
)
_ROUND_END = re.compile(r"[\s]*[(\[](?P<round>[^()\[\]]{2,200})[)\]]\s*\.?\s*$")
_LINE_END = re.compile(r"\n(?P<line>[^\n]{2,160})\s*$")
_SPEAKER = re.compile(
    r"^\s*(?P<who>(?:(?:victim|participant|interviewee|respondent)\s*\d{0,4}|interviewer|[PIQA]\d{0,3}))"
    r"\s*:\s+",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Credit:
    """An attribution in brackets, behind a dash or in a cell of its own; offsets in its piece."""

    piece: int
    start: int
    end: int
    words: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class Labels:
    """What participants are called in the quote book: label -> participant."""

    by_label: dict[str, str]

    def in_text(self, text: str) -> list[tuple[int, str]]:
        """The labels that stand in a text, with their places, in order; what every label of the
        book is called ('Victim'), and no number, is none."""
        found = [(one.start(), f"victim {int(one[1] or one[2])}") for one in LABEL.finditer(text)]
        lowered = text.casefold()
        for label in self.by_label:
            if LABEL.fullmatch(label) or label == "victim":
                continue
            at = lowered.find(label)
            while at >= 0:
                if _is_whole(lowered, at, at + len(label)):
                    found.append((at, label))
                at = lowered.find(label, at + 1)
        return sorted(set(found))


def labels_of(attributions: Iterable[tuple[str, str]]) -> Labels:
    """Of pairs (label, participant)."""
    return Labels({label.casefold(): id for label, id in attributions})


def is_credit(words: str, labels: Labels) -> bool:
    """Whether words in brackets or behind a dash say who a participant is."""
    if _CITATION.search(words) and not LABEL.search(words):
        return False
    return bool(_PERSON.search(words) or labels.in_text(words))


def credit_behind(text: str, at: int, piece: int, labels: Labels) -> Credit | None:
    """The credit that stands right behind a quotation that ends at `at`."""
    for pattern, group in (
        (_IN_BRACKETS, "round"),
        (_IN_BRACKETS, "square"),
        (_BEHIND_DASH, "dash"),
    ):
        found = pattern.match(text, at)
        if found and found[group] and is_credit(found[group], labels):
            words = _without_rest(found[group]) if group == "dash" else found[group]
            return Credit(piece, found.start(group), found.start(group) + len(words), words)
    return None


def _without_rest(words: str) -> str:
    """A credit between two dashes, where the sentence goes on behind the second."""
    dash = re.search(r"\s[—–-]\s", words)
    goes_on = dash is not None and len(words[dash.end() :].split()) > _SHORT_REST
    return words[: dash.start()] if dash and goes_on else words


def credit_at_end(text: str, piece: int, labels: Labels) -> tuple[Credit, int] | None:
    """The credit with which a block quote ends, and where the words before it end."""
    for pattern, group in ((_AT_THE_END, "dash"), (_ROUND_END, "round"), (_LINE_END, "line")):
        found = pattern.search(text)
        if found is None:
            continue
        fits = is_credit(found[group], labels) and len(found[group].split()) <= 25
        if fits and group == "line":  # any last line may have 'man' in it
            fits = any(at == 0 for at, _ in labels.in_text(found[group]))
        if fits:
            before = found.end("lead") if group == "dash" else found.start()
            return Credit(piece, found.start(group), found.end(group), found[group]), before
    return None


def credit_alone(text: str, piece: int, labels: Labels) -> Credit | None:
    """A paragraph or cell that is nothing but a credit: '— Victim 7, stalked by a stranger'."""
    stripped = text.strip().lstrip("—–―-~( ").rstrip(").] ")
    if not stripped or len(stripped.split()) > 18 or re.search(r"[“”\"?!]|\.\s|:\s*\w", stripped):
        return None
    dashed = text.strip()[0] in "—–―-~("
    named = [at for at, _ in labels.in_text(stripped) if at == 0]
    if named or (dashed and is_credit(stripped, labels)):
        start = text.index(stripped)
        return Credit(piece, start, start + len(stripped), stripped)
    return None


def speaker_tag(text: str) -> re.Match[str] | None:
    """'P: ', 'Victim 7: ' at the beginning of a block quote."""
    return _SPEAKER.match(text)


def sounds_like_participant(words: str, around: str, credit: Credit | None) -> bool:
    """Whether a reader takes a quotation for a participant's: it is credited to one, the sentence
    says so, or it speaks in the first person and nobody else is named."""
    if credit is not None or LABEL.search(around):
        return True
    if _CITATION.search(around):
        return False
    if _SOMEBODY_ELSE.search(around):
        return False
    if _ONE_OF_THEM.search(around):
        return True
    return len(words.split()) >= 6 and _FIRST_PERSON.search(words) is not None


def _is_whole(text: str, start: int, end: int) -> bool:
    return not text[start - 1 : start].isalnum() and not text[end : end + 1].isalnum()
