"""Peoples, languages, faiths and whom somebody loves."""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.identified.recognisers.found_names import TurnWords
from pipeline.identified.recognisers.indirect.stretch import Stretch
from pipeline.identified.recognisers.word_lists import peoples
from pipeline.identified.recognisers.words import vocabulary
from pipeline.values.identifiers import Kind

_FAITH = vocabulary(
    "muslim hindu sikh jewish catholic protestant methodist quaker pentecostal buddhist orthodox "
    "mormon baptist"
)
_OTHERS = vocabulary(
    "gay lesbian bisexual transgender trans queer traveller travellers roma black white "
    "mixed-race deaf"
)
_PLAIN = vocabulary("black white orthodox trans queer deaf traveller travellers")
"""Those that are a person's background only after 'I'm' and the like, or before 'woman'."""
_PEOPLE = vocabulary("woman man lad girl boy guy bloke lady family couple people person")
_THINGS = vocabulary("car van truck lorry motorbike pickup estate hatchback taxi 4x4")
_LISTED = {
    "faith": vocabulary(
        "muslims hindus sikhs catholics protestants methodists quakers christian christians jew "
        "jews evangelical anglican presbyterian witness witnesses jehovah's ramadan eid diwali "
        "mosque gurdwara synagogue kippah hijab niqab burqa turban halal kosher shabbat mass "
        "communion chapel convert converted born-again salvationist pagan wiccan atheist humanist "
        "rastafarian rasta plymouth-brethren brethren spiritualist shia sunni ahmadi ismaili jain "
        "zoroastrian bahai pioneer"
    ),
    "": vocabulary(
        "asylum refugee refugees immigrant migrant visa bno non-binary nonbinary intersex bi "
        "pansexual asexual lesbians gays drag transitioned gypsies gypsy romany travelling settled "
        "mixed biracial foreigner geordie scouser brummie cockney mancunian glaswegian widow "
        "divorced windrush dreadlocks"
    ),
}
_COMING_OUT = vocabulary("came come coming")


def find(words: TurnWords, index: int) -> Iterator[Stretch]:
    """A background told at `index`."""
    word = words.word(index)
    people, is_people = peoples(), False
    if word in people:
        is_people = words.capital(index) or not people[word]
    hint = "nationality" if word in people else "faith" if word in _FAITH else ""
    taken = is_people or (word in _FAITH | _OTHERS and word not in _PLAIN)
    if not taken and word in _PLAIN | people.keys():
        described = words.word(index - 1) in ("i'm", "im") or words.word(index + 1) in _PEOPLE
        taken = described and words.word(index + 1) not in _THINGS
    if taken:
        yield Stretch(index, index + 1, Kind.DEMOGRAPHIC, hint, listed=False, score=0.5)
        return
    for hint, listed in _LISTED.items():
        if word in listed or f"{word}'s" in listed:
            yield Stretch(index, index + 1, Kind.DEMOGRAPHIC, hint, score=0.25)
            return
    if word.endswith("s") and word[:-1] in people and not people[word[:-1]]:
        yield Stretch(index, index + 1, Kind.DEMOGRAPHIC, "nationality", score=0.4)
    elif word in _COMING_OUT and words.word(index + 1) == "out" and _about_oneself(words, index):
        yield Stretch(index, index + 2, Kind.DEMOGRAPHIC, score=0.3)


def _about_oneself(words: TurnWords, index: int) -> bool:
    behind = words.word(index + 2)
    return behind in ("", "to", "at", "as", "when") or not words.tokens[index + 2].joined
