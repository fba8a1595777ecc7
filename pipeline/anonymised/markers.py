"""The words that change what a cue means: negations, plans, advice, relations, tenses.

Written as plain English, one phrase a comma; compared without inflection.
"""

from __future__ import annotations

from pipeline.anonymised.inflection import base_form
from pipeline.values.themes import Subject

Phrases = frozenset[tuple[str, ...]]


def words(text: str) -> frozenset[str]:
    """The words of `text`, as they stand."""
    return frozenset(text.split())


def phrases(text: str) -> Phrases:
    """The comma-separated phrases of `text`, each as base forms."""
    return frozenset(
        tuple(base_form(word) for word in phrase.split()) for phrase in text.split(",")
    )


NEGATORS = words("not never no without nobody none neither nor hardly")
VOID_AFTER_NEGATION = words(
    "stop quit know sure believe tell say count imagine remember only just long because help wait "
    "explain describe matter surprise wonder mind"
)
"""'couldn't stop', 'don't know why', 'not only': what follows is not denied."""
NEGATIVE_ALREADY = words("any anyone anybody anything anywhere far")
"""Words that ask for a negation: 'trust anyone' after 'don't' is the theme, not its denial."""
TAKEN_BACK = words(
    "and but no i he they it never do be have not 'd would can could just really in end"
)
"""What a clause that only takes back is made of (base forms): 'and they didn't'."""
EXPECTED = phrases(
    "braced for, all set for, all ready to, all ready for, people assume, people think, "
    "everyone thinks, everybody thinks, must have, must of"
)
"""Expected by someone and, by the way it is told, not come about."""
PRONOUNS = words("i he she they we it you his her there that")
THIRD_PERSONS = words("he they")

CONSIDERED = phrases(
    "think about, think of, thought about, thought of, think i might, half thought, considered, "
    "considering, nearly, almost, tempted, toyed with, looked into, looked at moving, "
    "looked at getting, talked about, talked of, planned to, planning to, got as far as, "
    "came close to, came near to, was going to, were going to, about to, wondered about, "
    "wondered whether, wondered if, i wondered, i did wonder, this close to, within a whisker, "
    "kept meaning to, offered me"
)
CONSIDERED_WITHIN = phrases(
    "think about, thought about, thought of, considered, nearly, almost, tempted, looked at flats, "
    "looked at houses, looked at places, looked at rooms, looked at moving, rightmove"
)
"""Marks the cue itself may hold."""
WOULD_HAVE = ("would", "have"), ("'d", "have")
"""Only directly before the cue: 'I'd have gone to court'."""

ADVICE = phrases(
    "told me to, told to, advised, suggested, recommended, said i should, said i ought, "
    "said i could, said you should, said to, wanted me to, asked me to, expected me to, "
    "you should, why do not you, have you thought, have you considered, kept on at me to"
)

IRONIC = frozenset(
    tuple(phrase.split())
    for phrase in (
        "oh brilliant",
        "oh marvellous",
        "oh lovely",
        "oh great",
        "oh fantastic",
        "oh wonderful",
        "oh super",
        "oh very good",
        "big help",
        "fat lot of good",
        "lot of good that did",
        "thanks very much",
        "cheers for that",
        "how kind",
        "how lovely",
        "lucky me",
        "gold star",
        "well done them",
        "very reassuring",
    )
)
"""As spoken."""

OWNERS = words("my our me us a this some one")
SUBJECT_OF = {
    **dict.fromkeys(
        map(
            base_form,
            words("friend mate pal colleague neighbour woman lady girl someone somebody flatmate"),
        ),
        Subject.OTHER,
    ),
    **dict.fromkeys(
        map(
            base_form,
            words(
                "mum dad nan grandad sister brother husband wife partner boyfriend girlfriend "
                "parents auntie aunt uncle cousin niece nephew family fiance fiancee in-laws"
            ),
        ),
        Subject.FAMILY,
    ),
    **dict.fromkeys(
        map(
            base_form,
            words("child daughter son baby toddler teenager kid lad lass youngest eldest boy"),
        ),
        Subject.CHILD,
    ),
}
"""Base form of a relation -> whose experience it makes it."""

PAST = words("was were had did went got came used been")
NOW = words("am is are 'm 're still now nowadays 've do does have has")

CLOSED_QUESTION = words("did was were have has had is are do does any ever")
OPEN_QUESTION = words("how what when where who why which still same would or")
"""A question with one of these is not denied by 'No': 'Are you still there?'"""
FLAT_NO = phrases("no, nah, nope, never, none, nothing, nobody, not really, not once, not one")
FILLERS = words("um er erm well uh hmm oh god")
