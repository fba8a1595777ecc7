"""Words for who a person is to somebody: 'mum', 'mate', 'line manager'; all folded.

Family words of languages spoken in Britain (Welsh, Scots and Irish English, Punjabi, Urdu, Bengali,
Polish, Somali, Turkish, Portuguese, Yoruba usage) stand beside the English ones; from general
knowledge of the languages, not from a list.
"""

from __future__ import annotations

from pipeline.identified.recognisers.word_classes import (
    CLERGY_TITLES,
    DOCTOR_TITLES,
    JUDGE_TITLES,
    KIN_TITLES,
    OFFICER_TITLES,
)
from pipeline.identified.recognisers.words import vocabulary

_FAMILY = {
    "mother": "mum mam mom mother mummy mammy ma ammi ammu hooyo mama",
    "father": "dad da father daddy abbu abba aabo tata",
    "sister": "sister sis baji apa didi siostra appa",
    "brother": "brother bro bhai bhaiya bhaiyya brat",
    "daughter": "daughter lass",
    "son": "son lad",
    "child": "kid child eldest youngest boy girl teenager",
    "baby": "baby toddler",
    "grandchild": "grandson granddaughter grandchild grandbaby",
    "grandmother": "nan nana nanny gran granny grandma grandmother dadi nani nain mamgu babcia"
    " babushka bibi avo nonna granma",
    "grandfather": "grandad granddad grandpa grandfather dada nana-ji taid tadcu dziadek",
    "aunt": "auntie aunty aunt khala phupo masi tia ciocia anti chachi bhua teyze modryb",
    "uncle": "uncle chacha mama tio wujek amca mamu taya ewythr",
    "cousin": "cousin cuz",
    "niece": "niece",
    "nephew": "nephew",
    "stepfather": "stepdad stepfather step-dad step-father",
    "stepmother": "stepmum stepmother step-mum step-mother stepmom",
    "stepbrother": "stepbrother step-brother",
    "stepsister": "stepsister step-sister",
    "stepchild": "stepson stepdaughter stepchild step-son step-daughter",
    "half-brother": "half-brother",
    "half-sister": "half-sister",
    "mother-in-law": "mother-in-law",
    "father-in-law": "father-in-law",
    "sister-in-law": "sister-in-law bhabhi",
    "brother-in-law": "brother-in-law",
    "son-in-law": "son-in-law",
    "daughter-in-law": "daughter-in-law",
    "relative": "relative in-law godmother godfather godson goddaughter twin",
}
_PARTNERS = {
    "ex-partner": "ex ex-husband ex-wife ex-partner ex-boyfriend ex-girlfriend ex-fella ex-fiance"
    " ex-fiancee",
    "husband": "husband hubby",
    "wife": "wife missus",
    "partner": "partner boyfriend girlfriend fiance fiancee fella feller bloke",
}
_OTHERS = {
    "friend": "friend mate bestie pal bff",
    "flatmate": "flatmate housemate roommate",
    "neighbour": "neighbour neighbor",
    "colleague": "colleague workmate co-worker coworker",
    "manager": "manager boss supervisor gaffer",
    "officer": "officer policeman policewoman pcso detective sergeant inspector constable bobby",
    "solicitor": "solicitor lawyer barrister",
    "judge": "judge magistrate",
    "doctor": "doctor gp consultant psychiatrist",
    "nurse": "nurse midwife",
    "teacher": "teacher headteacher headmaster headmistress tutor",
    "advocate": "advocate idva isva caseworker keyworker support-worker",
    "counsellor": "counsellor therapist psychologist",
    "clergy": "vicar pastor priest imam rabbi minister",
    "landlord": "landlord landlady",
    "client": "client",
}
_TITLED = {
    "officer": OFFICER_TITLES,
    "doctor": DOCTOR_TITLES,
    "judge": JUDGE_TITLES,
    "clergy": CLERGY_TITLES,
}


def _by_word(table: dict[str, str]) -> dict[str, str]:
    return {word: role for role, words in table.items() for word in words.split()}


FAMILY_ROLE = _by_word(_FAMILY)
PARTNERS = frozenset(_PARTNERS)
OTHERS = frozenset(_OTHERS)
ROLE = FAMILY_ROLE | _by_word(_PARTNERS) | _by_word(_OTHERS)
"""Word -> role, after 'my' and its like."""
ROLES = frozenset(ROLE.values())
TITLE_ROLE = {word: role for role, words in _TITLED.items() for word in words}
"""Title -> role, of whoever bears it."""
PAIRS = {
    ("support", "worker"): "advocate",
    ("case", "worker"): "advocate",
    ("key", "worker"): "advocate",
    ("outreach", "worker"): "advocate",
    ("social", "worker"): "social worker",
    ("health", "visitor"): "nurse",
    ("line", "manager"): "manager",
    ("team", "leader"): "manager",
    ("police", "officer"): "officer",
    ("liaison", "officer"): "officer",
    ("family", "friend"): "friend",
    ("flat", "mate"): "flatmate",
    ("house", "mate"): "flatmate",
    ("class", "mate"): "friend",
    ("work", "mate"): "colleague",
    ("head", "teacher"): "teacher",
    ("step", "dad"): "stepfather",
    ("step", "mum"): "stepmother",
    ("step", "brother"): "stepbrother",
    ("step", "sister"): "stepsister",
    ("step", "son"): "stepchild",
    ("step", "daughter"): "stepchild",
    ("half", "brother"): "half-brother",
    ("half", "sister"): "half-sister",
    **{("ex", word): "ex-partner" for word in " ".join(_PARTNERS.values()).split()},
}
"""Two words for one role."""
IN_LAW = vocabulary("sister brother mother father son daughter")

KIN_BEFORE = KIN_TITLES | vocabulary(
    "babcia dziadek nain taid mamgu tadcu modryb anti ewythr teyze chachi bhaiya bhua"
)
"""Words for relatives that stand before the name: 'Auntie Pat', 'Babcia Zofia'."""
SUFFIXES = vocabulary("auntie aunty uncle baji apa bhai didi khala chacha bhabhi")
"""Words for relatives that follow the name: 'Shazia Baji'."""
MINE = vocabulary("my our me us your")
THEIRS = vocabulary("his her their")
ANY = vocabulary("a an the this that another some")
"""Before a role outside the family: 'the solicitor', 'a friend'."""
ADJECTIVES = vocabulary(
    "older elder younger little big best old oldest new good eldest youngest former late own dear "
    "close next-door head first second third only poor work support police lovely other "
    "long-suffering twin then now current previous great lovely actual favourite wee baby middle"
)
