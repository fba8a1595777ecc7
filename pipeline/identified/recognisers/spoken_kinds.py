"""What a run of spoken digits and letters is, from its shape and the words around it."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from pipeline.identified.recognisers import shapes
from pipeline.identified.recognisers.spoken_runs import Run, Sort
from pipeline.identified.recognisers.words import Word, keys, vocabulary
from pipeline.values.identifiers import Kind

_REACH = 14
_PHONE_CUE = re.compile(
    r"\b(?:phones?|phoned|mobile|mobile's|telephone|ring|rang|rung|call|called|calling|calls|text"
    r"|texted|texting|landline|whats ?app|sim|dial|dialled|voicemail|number)\b"
)
_ID_CUE = re.compile(
    r"\b(?:ref|reference|references|crime|incident|log|case|collar|shoulder|badge|warrant|file|urn"
    r"|nhs|insurance|ni|passport|licen[cs]e|account|sort code|card|staff|employee|payroll"
    r"|registration|candidate|patient|hospital|student|booking|order|claim|policy|membership"
    r"|prison|custody|exhibit|docket|docs?|number|numbers|numbered|id|pin|code|cad|ends|ended|ending|label|labelled"
    r"|call sign|roll|pc|dc|ds|di|wpc|pcso|constable|sergeant|inspector|officer)\b"
)
_PLATE_CUE = re.compile(
    r"\b(?:plates?|reg|regs|registration|number ?plate|car|cars|van|motor|vehicle|transit|lorry"
    r"|motorbike|moped|scooter|taxi|truck|parked|drives|drove|driving|private)\b"
)
_OFFICER_CUE = re.compile(
    r"\b(?:pc|dc|ds|wpc|pcso|constable|sergeant|officer)(?: \S+){1,2}$"
    r"|\b(?:collar|shoulder|badge)\b"
)
_PRIVATE_PLATE_CUE = re.compile(r"\b(?:plates?|reg|regs|private|number ?plate)\b")
_POSTCODE_CUE = re.compile(
    r"\b(?:post ?code|postcodes|address|live|lives|lived|living|house|flat|road|street|close|lane"
    r"|avenue|drive|crescent|terrace|rise|view|park|way|place|gardens|grove)\b"
)
_AT = re.compile(r"\b(?:i'm|we're|he's|she's|they're|were|was) (?:at|in)$")
_FORM = re.compile(r"MG\d\d?")
"""Of the police's manual of guidance."""
_SPELLING_CUE = re.compile(r"\b(?:initials?|spell\w*|spelt|letters?|thats|that's)\b")
_UNITS = vocabulary(
    """pound pounds quid pence p grand euro euros dollars percent hour hours hours' minute minutes
    second seconds day days days' week weeks weeks' fortnight month months months' year years
    years' times time people men women kids children girls boys mile miles metres metre yards
    yard foot feet inches inch stone kilos degrees o'clock oclock am pm past to of emails e
    messages texts calls letters photos pages milligrams mg mls ml per half quarter or more
    something odd ish rooms floors doors stops streets others lads bags pints cans"""
)
_INITIALISMS = vocabulary(
    """CPS CCTV NHS DVLA BBC ITV PTSD OCD ADHD IBS GCSE GCSES PCSO IDVA ISVA IOPC MARAC USA UK TV GP
    PC DC DVD BMW VW MOT DIY ATM PIN SIM GPS FBI CID CSI HR IT ID OK OKAY AKA ASAP ETA FYI
    OMG LOL WTF DNA HIV STI IVF BSL ABC ABCD XYZ AAB ABB AAA BBB PHD MBA BTEC NVQ HND RAF
    RSPCA NSPCC RSPB AA RAC DPD UPS DHL TSB HSBC RBS BT EE KFC MP MPS MSP CEO PR PA VIP RIP
    TLC UTI ECG MRI ICU AE ANE PE RE UPVC LED USB PDF URL WIFI DM DMS PM AM CV EU UN DWP HMRC
    PIP ESA JSA CMS CAB RNLI CBT EMDR SSRI HRT IUD BMI NI URN PNC FSB MI LGBT LGBTQ UCL LSE
    UWE UEA ABH GBH DPP MG PPS PSNI PIRC COPFS RUC GCHQ TFL DLR LGV HGV PSV"""
)


@dataclass(frozen=True, slots=True)
class Judged:
    """What a run was found to be."""

    kind: Kind
    score: float
    hint: str = ""


@dataclass(frozen=True, slots=True)
class Setting:
    """A run's surroundings, as words in lower case."""

    before: str = field(repr=False)
    """Up to fourteen words before it; of the turn before, where it opens its turn."""
    after: tuple[str, ...] = field(repr=False)
    """Up to three words after it."""


def setting(words: Sequence[Word], run: Run, previous: str) -> Setting:
    """The surroundings of `run`; `previous` are the last words of the turn before."""
    own = keys(words, run.first - _REACH, run.first)
    before = " ".join((previous, *own) if run.first < _REACH // 2 else own)
    return Setting(before, keys(words, run.last, run.last + 3))


def judge(run: Run, around: Setting) -> Judged | None:
    """What `run` is, or nothing where it is everyday talk."""
    if shapes.is_public_number(run.chars) or _is_stutter(run) or _is_month(run):
        return None
    tests = _LETTER_TESTS if not run.digits and run.letters else _NUMBER_TESTS
    return next(filter(None, (test(run, around) for test in tests)), None)


def judge_by_sound(run: Run, around: Setting) -> Judged | None:
    """The same for a run that leans on the names and sound-alikes of letters."""
    certain = sum(
        e.certain and e.sort in (Sort.LETTER, Sort.DIGIT, Sort.NUMBER) for e in run.elements
    )
    if run.letters < 2 or not certain or not run.digits:
        return None
    return _postcode(run, around) or _whole_plate(run, around)


def _is_stutter(run: Run) -> bool:
    return not run.digits and len(set(run.chars)) < 2


def _is_month(run: Run) -> bool:
    """'November twenty twenty-one' is a date."""
    return (
        run.letters == 1
        and run.chars[0] == "N"
        and re.fullmatch(r"N(?:\d{1,2})?(?:19|20)\d\d", run.chars) is not None
    )


def _phone(run: Run, around: Setting) -> Judged | None:
    number = run.chars.lstrip("+")
    if run.letters or (run.signs and "/" in number):
        return None
    number = re.sub(r"[-+*]", "", number)
    cued = bool(_PHONE_CUE.search(around.before))
    if re.match(r"1?0[1-9]|00|44", number) and len(number) >= 9:
        return Judged(Kind.PHONE, 0.95)
    if re.match(r"0[1-37-9]", number) and len(number) >= (5 if cued else 7):
        return None if shapes.is_counting(number) else Judged(Kind.PHONE, 0.7 if cued else 0.55)
    phone_cue = re.search(r"\b(?:phone|mobile|ring|rang|call|text|landline|dial)\b", around.before)
    if phone_cue and len(number) >= 6 and _said_singly(run) and not _ID_NOUN.search(around.before):
        return Judged(Kind.PHONE, 0.6)
    return None


_ID_NOUN = re.compile(
    r"\b(?:ref|reference|crime|incident|log|case|collar|shoulder|badge|nhs|insurance|account"
    r"|staff|registration|candidate|patient)\b"
)


def _postcode(run: Run, around: Setting) -> Judged | None:
    if run.signs or not run.letters:
        return None
    if shapes.is_postcode(run.chars):
        return Judged(Kind.POSTCODE, 0.9)
    cued = bool(re.search(r"\bpost ?codes?\b", around.before))
    addressed = bool(_POSTCODE_CUE.search(around.before) or _AT.search(around.before))
    part = shapes.is_part_of_postcode(run.chars) and len(run.chars) >= 3
    if part and (cued or (_opens_with_two_letters(run) and (addressed or len(run.chars) >= 5))):
        return Judged(Kind.POSTCODE, 0.7 if cued else 0.5)
    if shapes.holds_postcode(run.chars) and (cued or addressed):
        return Judged(Kind.POSTCODE, 0.7)
    return None


def _opens_with_two_letters(run: Run) -> bool:
    heard = "".join("A" * len(e.chars) if e.sort is Sort.LETTER else "0" for e in run.elements)
    return heard.startswith("AA") and len(run.chars) >= 3


def _whole_plate(run: Run, around: Setting) -> Judged | None:
    if run.signs:
        return None
    if run.letters >= 2 and len(run.chars) >= 4 and _PRIVATE_PLATE_CUE.search(around.before):
        return Judged(Kind.VEHICLE, 0.8, "plate")
    if shapes.is_plate(run.chars) and len(run.chars) >= 5:
        cued = _PLATE_CUE.search(around.before)
        return Judged(Kind.VEHICLE, 0.9 if cued or len(run.chars) == 7 else 0.6, "plate")
    return None


def _plate(run: Run, around: Setting) -> Judged | None:
    cued = _PLATE_CUE.search(around.before)
    if run.signs or not run.letters or len(run.chars) < 4:
        return None
    if shapes.holds_plate(run.chars) and len(run.chars) >= 6:
        return Judged(Kind.VEHICLE, 0.8 if cued else 0.55, "plate")
    if cued and not _ID_NOUN.search(around.before):
        return Judged(Kind.VEHICLE, 0.6, "plate")
    return None


def _reference(run: Run, around: Setting) -> Judged | None:
    size = len(run.chars) - run.signs
    if size < 3 or (size < 6 and _counts(run, around)) or re.fullmatch(r"\d+P", run.chars):
        return None
    if _is_plain_number(run) and not _is_officers(run, around):
        return None
    if run.signs and size >= 4 and any("/" in e.chars or "*" in e.chars for e in run.elements):
        return Judged(Kind.ID_NUMBER, 0.85)
    if _ID_CUE.search(around.before) and not (shapes.is_counting(run.chars) and size < 5):
        return Judged(Kind.ID_NUMBER, 0.8 if size >= 4 else 0.65)
    return None


def _is_plain_number(run: Run) -> bool:
    """'three hundred', 'twenty', 'two thousand and nine': one number or year, not digits."""
    if len(run.elements) == 1:
        return True
    first, rest = run.elements[0], run.elements[1:]
    if len(rest) == 1 and first.chars in ("19", "20") and rest[0].sort is Sort.NUMBER:
        return True
    return first.chars.endswith("00") and len(first.chars) > 2 and len(rest) == 1


def _is_officers(run: Run, around: Setting) -> bool:
    """Figures behind an officer's rank and name, or behind 'collar number'."""
    figures = len(run.elements) == 1 and run.elements[0].sort is Sort.NUMBER
    if re.fullmatch(r"(?:19|20)\d\d", run.chars):
        return False
    return figures and bool(_OFFICER_CUE.search(around.before))


def _counts(run: Run, around: Setting) -> bool:
    return bool(around.after) and around.after[0] in _UNITS - {"of", "to", "or", "something"}


def _said_singly(run: Run) -> bool:
    singly = [e for e in run.elements if e.sort in (Sort.DIGIT, Sort.EITHER)]
    return len(singly) * 2 > len(run.elements)


def _all_single(run: Run) -> bool:
    return all(e.sort in (Sort.DIGIT, Sort.EITHER) and len(e.chars) <= 3 for e in run.elements)


def _unexplained(run: Run, around: Setting) -> Judged | None:
    """Nothing says what it is, but nobody talks like that: for a person to look at."""
    size = len(run.chars) - run.signs
    if _counts(run, around) or shapes.is_counting(run.chars):
        return None
    plate = _opens_with_two_letters(run) and shapes.begins_plate(run.chars) and not run.signs
    if plate and not _FORM.fullmatch(run.chars):
        return Judged(Kind.VEHICLE, 0.5, "plate")
    if not _said_singly(run):
        return None
    if not run.letters:
        return Judged(Kind.ID_NUMBER, 0.5) if size >= _fewest_unexplained(run, around) else None
    mixed = run.letters >= 2 and run.digits >= 2 and size >= 5
    return Judged(Kind.ID_NUMBER, 0.5) if mixed else None


def _fewest_unexplained(run: Run, around: Setting) -> int:
    """How many digits nobody says together but in a number: three are an ending, where there is
    talk of a number ('the one that was two eight eight at the end')."""
    if not _all_single(run):
        return 6
    ending = around.after[:3] == ("at", "the", "end") or around.after[:1] == ("again",)
    return 3 if ending and _ID_CUE.search(around.before + " ") else 4


def _spelled(run: Run, around: Setting) -> Judged | None:
    spoken = sum(e.certain for e in run.elements)
    if run.signs or run.chars in _INITIALISMS or run.chars.lstrip("AI") in _INITIALISMS:
        return None
    if len(run.chars) >= 3 and len(run.elements) > 1 and set(run.chars) - set("AIO"):
        cued = bool(_SPELLING_CUE.search(around.before)) or len(run.chars) > 4 or spoken > 1
        return Judged(Kind.PERSON, 0.8 if cued else 0.55, "spelled")
    if len(run.chars) == 2 and (spoken == 2 or re.search(r"\binitials?\b", around.before)):
        return Judged(Kind.PERSON, 0.6, "spelled")
    return None


_Test = Callable[[Run, Setting], Judged | None]
_LETTER_TESTS: tuple[_Test, ...] = (_spelled,)
_NUMBER_TESTS: tuple[_Test, ...] = (
    _phone,
    _postcode,
    _whole_plate,
    _reference,
    _plate,
    _unexplained,
)
