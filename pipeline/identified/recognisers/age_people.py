"""Ages said of somebody: "I'm 34", 'she was only seven', 'my eldest is twelve', 'turned fifty'."""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.identified.recognisers import age_words as said
from pipeline.identified.recognisers.age_numbers import GROWN, Age, Number, ends, skip_back
from pipeline.identified.recognisers.words import Word, keys


def is_so_old(words: Sequence[Word], number: Number) -> Age | None:
    """ "I'm 34", 'she was only seven', 'my eldest is twelve', "Summer's fifteen"."""
    verb = skip_back(words, number.first, said.SOFTENERS) - 1
    if verb < 0 or not near(words, verb, number.first):
        return None
    contracted = said.is_contraction(words[verb].key)
    if contracted is None and words[verb].key not in said.BE and not _that_is(words, verb):
        return None
    subject = verb if contracted else skip_back(words, verb, said.AUXILIARIES) - 1
    person = contracted == "pronoun" or _is_person(words, subject) or _that_is(words, verb)
    if not person or _is_count(words, subject, number):
        return None
    known = subject >= 0 and words[subject].key in said.PRONOUNS | said.PEOPLE
    firm = contracted == "pronoun" or known
    if ends(words, number):
        return Age(number.first, number.last, 0.85 if firm else 0.7)
    return Age(number.first, number.last, 0.55) if firm and _loose(words, number) else None


def _that_is(words: Sequence[Word], verb: int) -> bool:
    """'Naomi that's nineteen': the verb with its 'that' goes back to a name."""
    if words[verb].key not in ("that's", "thats") or verb == 0 or words[verb].gap.strip():
        return False
    name = words[verb - 1]
    return name.key in said.PEOPLE or (name.raw.istitle() and name.key not in said.THINGS)


def _is_count(words: Sequence[Word], subject: int, number: Number) -> bool:
    """'we were six in two rooms', 'I'm one that', 'the roof is all one'."""
    who = words[subject].key if subject >= 0 else ""
    if number.value == 1:
        return who not in ("he", "she", "he's", "she's", "hes", "shes") or not ends(words, number)
    many = who in ("we", "we're", "they", "they're")
    when = {"when", "since", "till", "until"} & {*keys(words, subject - 2, subject)}
    return many and number.value < GROWN and not when and who.startswith("we")


def near(words: Sequence[Word], verb: int, at: int) -> bool:
    """Whether no new sentence begins between the verb and the number.

    Speech recognisers put a stop before a capital letter in mid-sentence, so one stop is let pass.
    """
    return sum(bool(set(word.gap) & set(";:!?")) for word in words[verb + 1 : at + 1]) == 0


def _loose(words: Sequence[Word], number: Number) -> bool:
    """Whether a word that is neither a measure nor a plural may still follow an age."""
    behind = words[number.last].key
    return number.value >= GROWN and not behind.endswith("s") and behind not in said.COUNTED


def _is_person(words: Sequence[Word], subject: int) -> bool:
    """Whether ``words[subject]`` may name a person."""
    if subject < 0:
        return False
    key = words[subject].key
    if key in said.PRONOUNS or key.removesuffix("'s") in said.PEOPLE:
        return True
    before = words[subject - 1].key if subject else ""
    thing = key.split("'")[0] in said.THINGS or before in said.DETERMINERS
    return not thing and key not in said.MEASURES and not key.isdecimal() and len(key) > 1


def turned(words: Sequence[Word], number: Number) -> Age | None:
    """'turned fifty', 'going on forty', 'hit thirty', "I'll be sixty", "she'd have been nine"."""
    verb = skip_back(words, number.first, said.SOFTENERS)
    last = keys(words, verb - 1, verb)
    if not near(words, max(verb - 1, 0), number.first) or number.value == 1:
        return None
    if last and last[0] in said.TURNED and ends(words, number):
        return Age(number.first, number.last, 0.85)
    who = keys(words, verb - 3, verb - 2)
    thing = bool(who) and who[0] in said.THINGS
    if keys(words, verb - 2, verb) in said.BECOMING and not thing and ends(words, number):
        return Age(number.first, number.last, 0.7)
    return None
