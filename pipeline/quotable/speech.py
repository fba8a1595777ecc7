"""Words of spoken English that the edit treats apart: what it may drop and what it must not."""

from __future__ import annotations

import re


def _listed(words: str) -> frozenset[str]:
    return frozenset(words.split())


NEGATIONS = _listed(
    "no not never none nobody nothing nowhere neither nor cannot without hardly barely nope nah "
    "no-one"
)
HEDGES = _listed(
    "think thought suppose supposed guess maybe perhaps probably possibly might may could seem "
    "seems seemed sort kind like almost nearly felt feel reckon assume assumed believe believed "
    "wonder wondered know knew apparently allegedly if"
)
_NEGATED = re.compile(
    r"(?:do|did|does|is|was|were|could|would|should|must|need|have|has|had|might|ca|wo|sha|are|ai)"
    r"n['’]?t"
)

SUBJECTS = _listed(
    "i he she we they i'd i'm i've i'll he'd he's he'll she'd she's she'll we'd we're we've we'll "
    "they'd they're they've they'll it's it'd it'll that's there's you'd you're you've "
    "you'll"
)
"""Can be nothing but a subject, so that 'I, I' is a stumble wherever it stands."""

OPENERS = _listed("it you this that there what")
"""A stumble only at the start of a sentence; elsewhere the first may be an object."""

LINKS = _listed("the a an my our their and but because when")

GRAMMAR = (
    SUBJECTS
    | OPENERS
    | LINKS
    | _listed(
        "was were is are am be been being have has had do did does would will can should must "
        "to of in on at for with from by as so his her your its me him us them who which where "
        "how why just"
    )
)
"""Words without content of their own: a phrase of nothing else, said twice, is a stumble."""


def plain(word: str) -> str:
    """A word as the lists have it."""
    return word.casefold().replace("’", "'")


def protected(word: str) -> bool:
    """Whether the edit must not take the word away: a negation, a hedge or a placeholder."""
    bare = plain(word)
    negated = _NEGATED.fullmatch(bare) is not None
    return bare.startswith("[") or bare in NEGATIONS or bare in HEDGES or negated
