"""Words without their inflection: enough of English to match 'moves', 'moving' and 'moved'.

A light suffix stripper with a table of irregular forms. The result is a key for comparing, not a
dictionary word: 'changing' and 'change' both give 'chang'.
"""

from __future__ import annotations

import re
from functools import lru_cache

_FORMS = """
be am is are was were been being 're 'm
have has had having 've
do does did done doing
go goes went gone going gonna
i we
me my mine us our ours
myself ourselves
he she him her his hers
himself herself
they them their theirs
themselves themself
will 'll wo
can could ca
not n't nt no-one
cos because cause 'cause coz cuz
alright all-right
beat beating beaten
become became becoming
begin began begun beginning
bite bit biting bitten
blow blew blown blowing
break broke broken breaking
bring brought bringing
build built building
burn burnt
buy bought buying
catch caught catching
child children kid kids
choose chose chosen choosing
come came coming
cry cried crying cries
cut cutting cuts
die died dies dying
draw drew drawn drawing
drink drank drunk drinking
drive drove driven driving
eat ate eaten eating
evening evenings
fall fell fallen falling
feel felt feeling
find found finding
fly flew flown flying
forget forgot forgotten forgetting
get got gets getting gotten
give gave given giving
grow grew grown growing
hang hung hanging
hear heard hearing
hide hid hidden hiding
hit hitting hits
hold held holding
keep kept keeping
know knew known knowing
lay laid laying
lead led leading
learn learnt
leave left leaving
let lets letting
lie lied lying lies
lose lost losing
make made making
man men
mean meant meaning
meet met meeting
mum mam mom mummy mother
dad daddy father
nan gran grandma grandmother nana
panic panicked panicking panics
pay paid paying
prove proven
put puts putting
quit quitting
read reading reads
ride rode ridden riding
ring rang rung ringing
rise rose risen rising
run ran running
say said says saying
see saw seen seeing
seek sought seeking
sell sold selling
send sent sending
set setting sets
shake shook shaken shaking
shoot shot shooting
show shown
shut shutting shuts
sing sang sung singing
sink sank sunk
sit sat sitting
sleep slept sleeping
slide slid sliding
smell smelt
speak spoke spoken speaking
spend spent spending
stand stood standing
steal stole stolen stealing
stick stuck sticking
strike struck striking
swear swore sworn swearing
take took taken taking
teach taught teaching
tear tore torn tearing
tell told telling
think thought thinking
throw threw thrown throwing
try tried tries trying
understand understood
wake woke woken waking
wear wore worn wearing
win won winning
wife wives
woman women
write wrote written writing
"""

_IRREGULAR = {
    form: line.split()[0] for line in _FORMS.strip().splitlines() for form in line.split()
}
_VOWEL = re.compile(r"[aeiouy]")
_SHORT_WITH_E = re.compile(r"[^aeiou]{1,3}[aeiou][^aeiouwxy]|[aeiou][^aeiouwxy]")
"""What is left of a short verb in -e before -ing or -ed: 'mov', 'chas', 'us'."""


@lru_cache(maxsize=65536)
def base_form(word: str) -> str:
    """The key that all inflected forms of `word` (lower case, one token) share."""
    if word in _IRREGULAR:
        return _IRREGULAR[word]
    return _finish(_without_suffix(word))


def _without_suffix(word: str) -> str:
    if word.endswith(("ies", "ied")) and len(word) > 4:
        return word[:-3] + "y"
    if word.endswith(("ches", "shes", "xes", "sses", "zzes")):
        return word[:-2]
    if word.endswith("s") and len(word) > 3 and not word.endswith(("ss", "us", "is")):
        return word[:-1]
    for suffix in ("ing", "ed"):
        stem = word.removesuffix(suffix)
        if stem != word and len(stem) > 1 and _VOWEL.search(stem) and not word.endswith("eed"):
            return stem + "e" if _SHORT_WITH_E.fullmatch(stem) else stem
    return word


def _finish(stem: str) -> str:
    if len(stem) > 4 and stem.endswith("e"):
        return stem[:-1]
    if len(stem) > 3 and stem[-1] == stem[-2] and stem[-1] not in "aeiou":
        return stem[:-1]
    return stem
