"""Whether a quotation is attributed as approved: the right label, and no more than is allowed."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from pipeline.quotable.attribute import label_of
from pipeline.quotable.draft.credits import LABEL, Labels
from pipeline.quotable.draft.quotations import Quotation
from pipeline.quotable.draft.words import plain_words, word_list
from pipeline.values.drafts import Attributed

_NEUTRAL = word_list(
    "victim victims participant participants interviewee respondent survivor complainant interview "
    "interviews interviewed number no of by the a an and who was is were been being in on from at "
    "with to as for one another quote quoted said says turn stalked stalking harassed harassment "
    "stalker perpetrator relationship emphasis added original our my sic survey response v p q "
    "excerpt extract see also her his their same again ibid person study wave not reviewed denied "
    "considered only"
)
_QUOTE_ID = re.compile(r"\bQ[0-9a-f]{8}\b")
_AGE = re.compile(
    r"\baged? \d\d\b|\b\d\d[- ]years?[- ]old\b"
    r"|\bin (?:her|his|their) (?:early |mid |late )?-?(?:\d0s"
    r"|teens|twenties|thirties|forties|fifties|sixties|seventies|eighties)\b",
    re.IGNORECASE,
)
_FROM_SOMEWHERE = re.compile(
    r"\b(?:[Vv]ictim|[Pp]articipant|[Ww]oman|[Mm]an|[Ii]nterviewee|[Rr]espondent|[Ss]urvivor|[Mm]other"
    r"|[Ff]ather|[Pp]erson)(?:\s+\d{1,4})?,?\s+(?:who (?:lives?|lived|works?|worked|was) )?"
    r"(?:from|in|at|of|living in|near)\s+(?P<place>[A-Z]\w+)"
)
_APPOSITION = re.compile(
    r"^\s*(?:\((?P<round>[^()]{2,120})\)|,\s*(?P<comma>(?:an?|the|aged|from|now|then|who|stalked|mother"
    r"|father|married|single|\d\d)\b[^;:.“\"]{1,120}?)(?:,|$|[“\"]))"
)
_SAID_BY = 4
"""So many words behind a quotation its speaker is named: 'said Victim 12'."""


@dataclass(frozen=True)
class Naming:
    """How a quotation is attributed."""

    attributed: Attributed
    label: str = ""
    """As the draft has it, folded to 'victim 7'."""
    more: tuple[str, ...] = field(default=(), repr=False)
    """Words that go beyond what was approved."""


def credited_to(quotation: Quotation, labels: Labels) -> str:
    """The participant that a quotation is credited to by her label; '' where by none."""
    label, _ = _label(quotation, labels)
    return labels.by_label.get(label, "")


def has_label(quotation: Quotation, labels: Labels) -> bool:
    """Whether it is credited by a label, of whomever."""
    return bool(_label(quotation, labels)[0])


def naming(
    quotation: Quotation, labels: Labels, approved: str, participant: str, others: str = ""
) -> Naming:
    """How a quotation is attributed.

    Args:
        quotation: of the draft.
        labels: of everybody in the study.
        approved: what may stand under it.
        participant: whose words it has.
        others: all that may stand under quotes of the study: of an attribution to somebody else
            only what goes beyond that is told as well.
    """
    label, rest = _label(quotation, labels)
    own = label_of(approved).casefold()
    wrong = bool(label) and _spoken(label) != _spoken(own)
    allowed = f"{approved} {others} {label}" if wrong else approved
    strict = [*([quotation.credit.words] if quotation.credit else []), *_appositions(rest)]
    more = [word for words in strict for word in _beyond(words, allowed)]
    around = "" if quotation.credit else quotation.around
    more += [one[0] for one in _AGE.finditer(around) if not _within(one[0], allowed)]
    more += [one["place"] for one in _FROM_SOMEWHERE.finditer(around)]
    told = tuple(dict.fromkeys(more))
    if wrong and _is_id(quotation, participant):
        return Naming(Attributed.MORE, label, (participant, *told))
    if wrong:
        return Naming(Attributed.WRONG, label, told)
    if more:
        return Naming(Attributed.MORE, label, told)
    named = bool(label) or quotation.credit is not None
    return Naming(Attributed.APPROVED if named else Attributed.NOT, label)


def _is_id(quotation: Quotation, participant: str) -> bool:
    """Whether she is credited by her own id, which is no label for a report."""
    text = quotation.credit.words if quotation.credit else quotation.around
    return re.search(rf"\b{re.escape(participant)}\b", text, re.IGNORECASE) is not None


def _label(quotation: Quotation, labels: Labels) -> tuple[str, str]:
    """The label that a quotation is credited by, and what follows on it in its sentence."""
    if quotation.credit:
        found = labels.in_text(quotation.credit.words)
        return (found[0][1], "") if found else ("", "")
    after = labels.in_text(quotation.after)
    if after and len(quotation.after[: after[0][0]].split()) < _SAID_BY:
        return after[0][1], _behind(quotation.after, after[0])
    before = labels.in_text(quotation.before)
    if before:
        return before[-1][1], _behind(quotation.before, before[-1])
    return (after[0][1], _behind(quotation.after, after[0])) if after else ("", "")


def _behind(text: str, found: tuple[int, str]) -> str:
    at, label = found
    numbered = LABEL.match(text, at)
    return text[numbered.end() :] if numbered else text[at + len(label) :]


def _appositions(rest: str) -> Iterator[str]:
    """'Victim 7, a nurse from Leeds, said', 'Victim 7 (a nurse) said'."""
    found = _APPOSITION.match(rest)
    if found:
        yield found["round"] or found["comma"]


def _beyond(words: str, approved: str) -> Iterator[str]:
    allowed = {*plain_words(approved), *_NEUTRAL}
    if "ex" in allowed:
        allowed |= {"former"}
    plain = _QUOTE_ID.sub(" ", words)
    for found in re.finditer(r"[^\W_]+(?:['’][^\W_]+)*", plain):
        word = plain_words(found[0])[0]
        bare = word.removesuffix("'s")
        numbered = LABEL.fullmatch(found[0])
        if {word, bare, bare.rstrip("s"), bare + "s"} & allowed or numbered:
            continue
        if word.isdecimal() and int(word) in _numbers(approved):
            continue
        yield found[0]


def _numbers(approved: str) -> set[int]:
    return {int(word) for word in plain_words(approved) if word.isdecimal()}


def _within(words: str, approved: str) -> bool:
    return words.casefold() in approved.casefold()


def _spoken(label: str) -> str:
    """'Participant 07' and 'Victim 7' are one label."""
    found = LABEL.fullmatch(label)
    return f"victim {int(found[1] or found[2])}" if found else label
