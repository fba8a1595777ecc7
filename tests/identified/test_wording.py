"""Sentences before and after: what a replacement takes in, and how it reads."""

from __future__ import annotations

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.identified.cross_check import check_replacements
from pipeline.identified.decide import Decided, Document
from pipeline.identified.detect import detect
from pipeline.identified.replace import replace
from pipeline.identified.residue import check, known_forms
from pipeline.values.identifiers import (
    Action,
    Kind,
    Mention,
    RosterEntry,
    Ruling,
    RulingKind,
    Status,
)
from pipeline.values.spans import Span
from pipeline.values.texts import Transcript, Turn
from tests.identified.building import at, decided, document, listed, person, rules, talk

KINDS = {"L": Kind.LOCATION, "O": Kind.ORGANISATION, "N": Kind.PHONE, "I": Kind.ID_NUMBER,
         "A": Kind.AGE, "V": Kind.VEHICLE}  # fmt: skip
_MARKED = re.compile(r"\{(?:(?P<kind>[LONIAV])(?P<hint>[a-z ]*):)?(?P<words>[^}]+)\}")


class Marked:
    """A recogniser that finds what the sentence marks: ``{Kelly}``, ``{Opub:Crown}``."""

    name, version = "marked", "1"

    def __init__(self, mentions: list[Mention]) -> None:
        self.mentions = mentions

    def find(self, turns: tuple[Turn, ...]) -> list[Mention]:
        return self.mentions


def marked(*sentences: str) -> Document:
    """The document of turns with their marks taken out, as `detect` leaves it."""
    texts, mentions = [], []
    for number, sentence in enumerate(sentences, 1):
        text = ""
        done = 0
        for match in _MARKED.finditer(sentence):
            text += sentence[done : match.start()]
            span = Span(start=len(text), end=len(text) + len(match["words"]))
            kind = KINDS[match["kind"]] if match["kind"] else Kind.PERSON
            mentions.append(
                Mention(turn=number, span=span, kind=kind, words=match["words"], detector="marked",
                        score=0.9, hint=match["hint"] or "")
            )  # fmt: skip
            text += match["words"]
            done = match.end()
        texts.append(text + sentence[done:])
    source = talk("P01", *texts)
    return document(source, *detect(source, [Marked(mentions)]))


def outcome(one: Document, *roster: RosterEntry) -> Decided:
    return decided([one], rules(roster, people=[person("P01", relationship_to_stalker="stranger")]))


def read(*sentences: str, roster: tuple[RosterEntry, ...] = ()) -> list[str]:
    """The turns of the draft, with every check that a run makes."""
    one = marked(*sentences)
    found = outcome(one, *roster)
    return [turn.text for turn in checked(one.transcript, found).turns]


def checked(source: Transcript, found: Decided):  # type: ignore[no-untyped-def]
    decisions = found.decisions[source.id]
    draft, offsets = replace(source, decisions)
    check(draft, known_forms(source, decisions, found.identities), decisions, offsets)
    check_replacements(source, decisions, draft)
    for pair in offsets:
        before, after = source.turns[pair.turn - 1].text, draft.turns[pair.turn - 1].text
        one = next(d for d in decisions if d.id == pair.decision)
        assert after[pair.output.start : pair.output.end] == one.replacement
        assert before[pair.source.start : pair.source.end].strip()
    return draft


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        # the speaker's own people
        ("my sister {Kelly} came", "[sister] came"),
        ("I rang my sister {Kelly}.", "I rang [sister]."),
        ("My sister {Kelly}'s car", "[sister]'s car"),
        ("my little sister {Kelly} came", "my little [sister] came"),
        ("{Kelly}, my sister, came", "[sister] came"),
        ("{Kelly}, my sister, who came", "[sister], who came"),
        ("so {Kelly}, my big sister.", "so [sister]."),
        ("{Kelly} is my sister", "[sister] is my sister"),
        ("my sister, she's called {Kelly}", "my sister, she's called [sister]"),
        ("my sister's called {Kelly}", "[sister]"),
        ("a friend called {Jo} rang", "a [friend] rang"),
        ("a friend of mine, {Jo}, rang", "a [friend], rang"),
        ("my ex, {Gareth}, came", "[ex-partner], came"),
        ("my ex husband {Gareth}", "[ex-partner]"),
        ("my husband at the time, {Gareth}, came", "[ex-partner], came"),
        ("my support worker {Jo} said", "[support worker] said"),
        ("my line manager, Mrs {Pugh}, said", "[manager], said"),
        ("my GP Dr {Amin} said", "[doctor] said"),
        ("my best friend {Shaz}", "my best [friend]"),
        ("my sister in law {Jo}", "[sister-in-law]"),
        ("my step-dad {Ken}", "[stepfather]"),
        ("Auntie {Pat} came", "[aunt] came"),
        ("then {Shazia} Baji came", "then [sister] came"),
        ("our {Beth} came. my daughter {Beth}", "our [child] came. [child]"),
        ("{Steve} from work", "[colleague] from work"),
        ("that's my sister, {Kelly} came", "that's my sister, [sister] came"),
        ("that's my sister {Kelly}", "that's [sister]"),
        ("{Glenys} next door", "[neighbour] next door"),
        ("the neighbour opposite, a Mrs {Bool}, saw", "the neighbour opposite, [neighbour], saw"),
        ("the solicitor, {Dawn}, and the rest", "the [solicitor], and the rest"),
        # somebody else's
        ("his sister {Kelly} came", "[his sister] came"),
        ("her mum, {Sheila}, came", "[her mother], came"),
        ("his new girlfriend {Kim} came", "[his partner] came"),
        ("his mate {Gaz} came", "[his friend] came"),
        ("my ex's brother {Huw} came", "[stalker's brother] came"),
        # titles, couples, families
        ("PC {Khan} came", "[officer] came"),
        ("so Detective Sergeant {Khan} came", "so [officer] came"),
        ("PC {Anita Khan} {I:4417}", "[officer] [reference number]"),
        ("sergeant {khan} came", "[officer] came"),
        ("a young constable {khan} came", "a young [officer] came"),
        ("I told the doctor {anna} came", "I told the doctor [person] came"),
        ("a {V:blue} {V:Dacia van} came", "a [number plate] came"),
        ("a {V:blue}, {V:Dacia} came", "a [number plate], [number plate] came"),
        ("Mr and Mrs {Pugh} came", "[person and partner] came"),
        ("the {Hendersons} came", "[family] came"),
        ("{James}' car was there", "[person]'s car was there"),
        ("he said '{James}' and left", "he said '[person]' and left"),
        # articles
        ("at the {Opub:Crown} then", "at the [pub] then"),
        ("at {Opub:the Crown} then", "at the [pub] then"),
        ("The {Opolice force:Met} came", "The [police force] came"),
        ("THE {Opub:CROWN}", "THE [pub]"),
        ("in {Ltown:Leeds}", "in [town]"),
        ("a {Oemployer:Tesco} van", "an [employer] van"),
        ("an {Osupermarket:Asda} van", "a [supermarket] van"),
        ("A {Oemployer:Tesco} van", "An [employer] van"),
        ("an {Ouniversity:Oxford} don", "a [university] don"),
        ("a {A:34} year old", "a [30s] year old"),
        ("a {A:84} year old", "an [over 80] year old"),
        ("a PC {Khan} came", "an [officer] came"),
        # doubled pieces, and numbers
        ("in {O:the}{Opub: Crown Inn} then", "in the [pub] then"),
        ("+44 {N:7700 900123} rang", "[phone number] rang"),
        ("that +44 (0) {N:7700 900123}", "that [phone number]"),
    ],
)
def test_sentences(sentence: str, expected: str) -> None:
    assert read(sentence) == [expected]


STALKER = (listed("Gareth Pugh", "stalker"), listed("Joy Amos", "victim"))


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("{Gareth} came with his brother {Huw}", "[stalker] came with [stalker's brother]"),
        ("{Gareth}'s brother {Huw} came", "[stalker]'s brother [stalker's brother] came"),
        ("{Gareth} knew my dad and his brother {Huw}", "[stalker] knew my dad and [his brother]"),
        ("my ex {Gareth} came", "my ex [stalker] came"),
        ("{Gareth} and my brother {Huw}", "[stalker] and [brother]"),
        ("the {Pughs} came, and {Gareth}", "[family] came, and [stalker]"),
    ],
)
def test_with_the_stalker_on_the_roster(sentence: str, expected: str) -> None:
    assert read(sentence, roster=STALKER) == [expected]


def test_a_by_name_of_plain_words_is_no_article() -> None:
    bishop = (listed("Malachy Gormley", "stalker", also="the bishop"), listed("Joy Amos", "victim"))
    said = read("{the bishop} came", "{the apple tart} was hot", roster=bishop)
    assert said == ["[stalker] came", "[person] was hot"]


def test_what_another_mention_holds_is_never_taken() -> None:
    assert read("my {I:sister} {Kelly}") == ["my [reference number] [sister]"]


def test_what_is_said_of_somebody_else_gives_way_to_the_participant_s_own() -> None:
    turns = ["his daughter {Rhian} rang", "his daughter {Rhian} wrote", "my daughter {Rhian} came"]
    assert read(*turns) == [
        "his daughter [child] rang",
        "his daughter [child] wrote",
        "[child] came",
    ]


def test_a_family_is_nobody_s_role() -> None:
    first = names_of("the {Pughs} came", "{Pugh} came", same=True)
    assert first == ["[person's family] came", "[person] came"]
    assert names_of("the {Pughs} came", same=False) == ["[family] came"]


def names_of(*sentences: str, same: bool) -> list[str]:
    """The turns, all names ruled to be one person's where they are the `same`."""
    one = marked(*sentences)
    found = decided([one], rules())
    if same:
        first, *others = sorted(person.id for person in found.identities)
        joins = [
            Ruling(id=f"R{n:04d}", ruling=RulingKind.SAME, by="KL", identity=first, other=other)
            for n, other in enumerate(others)
        ]
        found = decided([one], rules(rulings=joins))
    return [turn.text for turn in checked(one.transcript, found).turns]


def test_a_name_said_again_is_replaced_once() -> None:
    assert read("so PC {Howells}, {Emlyn Howells}, came") == ["so [officer], came"]
    assert read("{Barry}, {Barry}, stop") == ["[person], [person], stop"]


def test_numbers_follow_the_talk() -> None:
    turn = "PC {Zane}, PC {Abbott} and PC {Moss}"
    assert read(turn) == ["[officer 1], [officer 2] and [officer 3]"]


def test_a_role_found_once_holds_everywhere() -> None:
    assert read("my sister {Kelly} came", "and {Kelly} said") == [
        "[sister] came",
        "and [sister] said",
    ]


def test_officers_of_one_run_are_numbered_from_the_start() -> None:
    first, second = marked("PC {Khan} came"), marked("DC {Sully} came")
    other = Document(second.transcript.model_copy(update={"id": "P01-2"}), second.mentions)
    found = decided([first, other], rules())
    assert sorted(d.replacement for all in found.decisions.values() for d in all) == [
        "[officer 1]",
        "[officer 2]",
    ]
    again = decided([first], rules(), found.contents)
    assert [d.replacement for d in again.decisions["P01"]] == ["[officer 1]"]


PIECES = ["my", "his", "sister", "brother", ",", "the", "a", "an", "{Kelly}", "{Jo}", "{James}'",
          "Mr and Mrs", "PC", "called", "{Opub:Crown}", "{O:the}", "{N:07700 900321}", "+44", "and",
          "at the time", "friend", "of mine", "'s", ".", "came", "Auntie", "{Ltown:Leeds}",
          "ex", "from work", "next door", "{Hendersons}"]  # fmt: skip


@settings(max_examples=150, deadline=None)
@given(st.lists(st.sampled_from(PIECES), min_size=1, max_size=12))
def test_any_sentence_can_be_replaced_and_the_rest_is_untouched(pieces: list[str]) -> None:
    one = marked(" ".join(pieces))
    found = outcome(one)
    draft = checked(one.transcript, found)
    text = one.transcript.turns[0].text
    decisions = [d for d in found.decisions["P01"] if d.action is not Action.KEEP]
    inside = {at for d in decisions for at in range(d.span.start, d.span.end)}
    rest = "".join(char for at, char in enumerate(text) if at not in inside)
    held = {at for r in draft.turns[0].replaced for at in range(r.span.start, r.span.end)}
    assert rest == "".join(c for at, c in enumerate(draft.turns[0].text) if at not in held)
    masked = [m.span for m in one.mentions]
    assert all(at in inside for m in masked for at in range(m.start, m.end) if text[at].isalnum())


def test_what_is_joined_keeps_the_doubt_and_the_ruling_of_either() -> None:
    source = talk("P01", "Then Anna, Anna Bell rang.")
    first = at(source, "Anna")
    doubted = at(source, "Anna Bell", status=Status.CHECK, detector="ruling R0001")
    (one,) = decided([document(source, first, doubted)]).decisions["P01"]
    assert (one.status, one.decided_by) == (Status.CHECK, "R0001")
