"""Two versions of a codebook, in words."""

from __future__ import annotations

from pipeline.anonymised.codebook_changes import Change, What, changes, renamed
from pipeline.anonymised.codebook_text import sections, tree
from pipeline.values.themes import Code, Codebook, Flag


def code(id: str, **fields: object) -> Code:
    base = {"id": id, "family": "f", "name": id, "definition": f"Leaving a {id} for good"}
    return Code.model_validate({**base, **fields})


def book(*codes: Code, **fields: object) -> Codebook:
    whole: dict[str, object] = {"version": "1", "families": {"f": "F"}, "codes": codes, **fields}
    return Codebook.model_validate(whole)


def test_nothing_changed() -> None:
    assert changes(book(code("a")), book(code("a"), version="2")) == []


def test_every_part_that_changed_is_named() -> None:
    flag = Flag(id="held", meaning="m", cues=("x", "y"))
    old = book(code("a", cues=("x", "y")), code("gone"), flags=(flag,), lists={"l": ("p",)},
               rules=("one",), families={"f": "F", "g": "G"})  # fmt: skip
    new = book(code("a", cues=("y", "z", "w"), definition="Other"), code("new"),
               lists={"l": ("q",)}, rules=("one", "two"),
               flags=(flag.model_copy(update={"cues": ("y", "x")}),),
               families={"f": "Else"})  # fmt: skip
    assert changes(old, new) == [
        Change("code", "a", What.CHANGED, ("definition", "cues: 2 new, 1 gone")),
        Change("code", "new", What.ADDED),
        Change("code", "gone", What.REMOVED),
        Change("family", "f", What.CHANGED),
        Change("family", "g", What.REMOVED),
        Change("flag", "held", What.CHANGED, ("cues: in another order",)),
        Change("list", "l", What.CHANGED),
        Change("rules", "", What.CHANGED, ("1 new",)),
    ]


def test_a_code_that_was_renamed_is_found_again() -> None:
    old = book(
        code("moving", definition="Leaving a home because of him"),
        code("locks", definition="Making safe"),
    )
    new = book(code("house", definition="Leaving a home because of him"), code("zebra"))
    assert renamed(old, new) == [("moving", "house")]


def test_the_tree_puts_each_code_after_its_parent() -> None:
    whole = book(
        code("c", parent="b"), code("b", parent="a"), code("a"), code("d"), code("e", parent="a"),
        families={"g": "G", "f": "F"},
    )  # fmt: skip
    branches = tree(whole)
    assert list(branches) == ["g", "f"]
    assert branches["g"] == []
    assert [(one.code.id, one.depth) for one in branches["f"]] == [
        ("a", 0), ("b", 1), ("c", 2), ("e", 1), ("d", 0),
    ]  # fmt: skip


def test_a_code_is_shown_without_what_is_empty() -> None:
    whole = book(code("a", include="all"), code("b", parent="a", neighbours=("a",)))
    assert dict(sections(whole.codes[0], whole)) == {
        "Definition": ("Leaving a a for good",), "Include": ("all",), "Its parts": ("b",),
    }  # fmt: skip
    assert ("Part of", ("a",)) in sections(whole.codes[1], whole)
