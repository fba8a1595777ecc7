"""Health: conditions and treatments that are listed by name are replaced; what is said around them,
medicines by their endings and bodies by their parts are listed."""

from __future__ import annotations

import re
from collections.abc import Iterator

from pipeline.identified.recognisers.found_names import TurnWords
from pipeline.identified.recognisers.indirect.stretch import (
    ARTICLES,
    OWNERS,
    Stretch,
    match_end,
)
from pipeline.identified.recognisers.word_lists import phrases_of
from pipeline.identified.recognisers.words import vocabulary
from pipeline.values.identifiers import Kind

_PARTS = vocabulary(
    "hip hips knee knees back heart chest lungs lung leg legs arm foot feet hand hands wrist "
    "shoulder shoulders neck spine disc discs kidney kidneys liver bowel bowels bladder womb "
    "ovary ovaries breast thyroid gallbladder appendix prostate pancreas eye eyes ear ears "
    "eyesight hearing memory waters waterworks pressure sugars sugar nerves veins brain "
    "stomach skin toe fingers finger ankle elbow jaw lymph hormones cholesterol bloods tubes valve"
)
_HURT = vocabulary(
    "bad new dodgy gammy weak dicky poorly rotten replacement prosthetic false broken crumbling "
    "slipped worn high low arthritic artificial glass swollen fused trapped lazy"
)
_GOING = vocabulary("removed gone packed failed failing replaced fused collapsed")
_OURS = OWNERS | {"mine"} | ARTICLES
_MEDICINE = re.compile(
    r"\w{3,}(?:olol|pril|sartan|statin|azepam|azolam|oxetine|apine|zapine|idone|azole|triptan|mab"
    r"|cillin|mycin|profen|codone|morphine|formin|gliptin|parin|thiazide|lukast|lamine|oxacin"
    r"|ipramine|triptyline|pramine|gabalin|gabapentin|thyroxine|prednisolone|steroids?)"
)
_AROUND = (
    r"(?:(?:one|two|three|four|five|six|seven|eight|nine|\d) months? (?:pregnant|gone)"
    r"|eight months|expecting)",
    r"(?:blind|deaf) in (?:one|her|his|my|the left|the right) (?:eye|ear)",
    r"(?:a |two )?hearing aids?",
    r"on (?:the|her|his|my) (?:pen|patches|steroids|insulin|pump|pacemaker|dialysis|chemo"
    r"|tablets|inhaler|oxygen|methadone|waiting list|sick|spectrum|transplant list)",
    r"in (?:a|her|his|my|the) wheelchair",
    r"(?:a|her|his|my|the) (?:stent|stoma|bypass|pacemaker|catheter|colostomy|biopsy|lump"
    r"|stroke|mastectomy|hysterectomy|transplant|prosthetic|seizure|fit|tumour|clot|flushes"
    r"|flushings|menopause|sugars|pen|inhaler|frame|zimmer|graft|shunt|drip)",
    r"(?:she|he|mum|dad|mam|nan|mother|father|gran|grandad)(?:'s)? (?:forgets|getting forgetful"
    r"|losing her memory|losing his memory|not all there)",
    r"(?:dialysis|chemo|radiotherapy|chemotherapy|remission|hospice|palliative|sectioned|rehab"
    r"|detox|methadone|ivf|transplant)",
    r"(?:sleep apnoea|angina|gout|scoliosis|sepsis|meningitis|rheumatic fever|carpal tunnel"
    r"|pleural plaques|emphysema|asbestosis|silicosis|vertigo|tinnitus|long covid|seizures"
    r"|narcolepsy|anaemia|pleurisy|fibroids|cirrhosis|hepatitis|jaundice|hernia|ulcers?"
    r"|bowel cancer|breast cancer|lung cancer|skin cancer|tumour|lymphoma|melanoma"
    r"|stomach ulcer|cleft palate|club foot|spina bifida|muscular dystrophy|huntington's|down's"
    r"|down's syndrome|motor neurone|alzheimer's|vascular dementia|macular degeneration"
    r"|cystitis|anorexic|bulimic|alcoholic|non-verbal|nonverbal|partially sighted|undetectable"
    r"|hiv positive|stillborn|stillbirth|ectopic|menopause|hot flushes|perimenopause|postnatal"
    r"|nervous breakdown|breakdown|panic attacks|self-harm|self-harming|suicidal|overdose"
    r"|agoraphobia|agoraphobic|borderline personality|personality disorder|psychotic"
    r"|schizophrenic|dyscalculia|stammer|stutter|lisp|neurodivergent|selectively mute"
    r"|prosthesis|amputee|amputated|insulin pump|epipen|nut allergy|anaphylactic"
    r"|coeliac disease)",
    r"(?:blood pressure|heart murmur|heart trouble|heart failure|heart bypass|valve thing"
    r"|water tablets|blood thinners|warfarin|hrt|oxygen|a leg off|one leg|one eye|one kidney"
    r"|one arm|bad chest|metal in (?:my|her|his) \w+)",
)
_SAID = re.compile(rf"(?:{'|'.join(_AROUND)})(?!\S)")
_LONGEST = 5


def find(words: TurnWords, index: int) -> Iterator[Stretch]:
    """What tells of somebody's health and begins at `index`."""
    for end in range(min(index + _LONGEST, len(words.tokens)), index, -1):
        phrase = " ".join(token.folded for token in words.tokens[index:end])
        possessive = phrase + "'s" * words.tokens[end - 1].possessive
        if words.joined(index, end) and {phrase, possessive} & phrases_of("health"):
            yield Stretch(index, end, Kind.HEALTH, listed=False, score=0.5)
            return
    end = match_end(words, index, _SAID, _LONGEST)
    if end > index:
        first = index + (words.word(index) in ARTICLES | {"on", "in"} and end - index > 1)
        yield Stretch(first, end, Kind.HEALTH, score=0.45)
    elif _MEDICINE.fullmatch(words.word(index)):
        yield Stretch(index, index + 1, Kind.HEALTH, "medicine", score=0.5)
    elif words.word(index) in _PARTS:
        yield from _body(words, index)


def _body(words: TurnWords, index: int) -> Iterator[Stretch]:
    """'two discs gone in my back', 'her gallbladder out', 'a bad hip', 'the hip was done'."""
    first = index
    if words.word(index - 1) in _HURT and words.joined(index - 1, index + 1):
        yield Stretch(index - 1, index + 1, Kind.HEALTH, score=0.4)
        return
    end = index + 1
    while words.word(end) in ("was", "is", "been", "had", "being") and end < index + 3:
        end += 1
    if words.word(end) in _GOING and words.word(index - 1) in _OURS | {"two", "one", "discs"}:
        yield Stretch(first, end + 1, Kind.HEALTH, score=0.35)
    elif words.word(index) in _TELLING and words.word(index - 1) in OWNERS:
        yield Stretch(first, index + 1, Kind.HEALTH, score=0.3)


_TELLING = vocabulary(
    "pressure sugars sugar thyroid pancreas gallbladder prostate waterworks cholesterol bloods "
    "valve veins hormones womb kidneys liver"
)
"""Parts that nobody speaks of while they are well."""
