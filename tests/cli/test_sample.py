"""``voices sample`` and ``voices agreement --identifiers``."""

from __future__ import annotations

import io
import json
import re
from pathlib import Path

import pytest

from pipeline.cli.sample_reading import STOP
from pipeline.run.journal import Journal
from pipeline.run.study import open_study
from pipeline.values.samples import SampleAnswer
from tests.cli.saying import Said, Voices, names_nobody
from tests.cli.test_evaluate import keys
from tests.ready import everything


def answers(root: Path) -> list[SampleAnswer]:
    return Journal(open_study(root).places.journal).sample_answers()


@pytest.fixture
def drawn(voices: Voices, waiting: Path) -> Path:
    """All ten turns were drawn."""
    assert voices("sample", "draw", "--seed", "3", "--by", "KL", study=waiting).code == 0
    return waiting


@pytest.fixture
def read(voices: Voices, drawn: Path, monkeypatch: pytest.MonkeyPatch) -> object:
    """Types these lines at ``voices sample read``."""

    def type_lines(*lines: str, by: str = "KL", options: tuple[str, ...] = ()) -> Said:
        monkeypatch.setattr("sys.stdin", io.StringIO("".join(f"{line}\n" for line in lines)))
        return voices("sample", "read", "--by", by, *options, study=drawn)

    return type_lines


def test_a_draw_tells_how_many_of_what_and_no_word(voices: Voices, waiting: Path) -> None:
    said = voices("sample", "draw", "--size", "4", "--by", "KL", study=waiting)
    assert (said.code, said.err) == (0, "")
    assert said.out.startswith("S0001: 4 of 10 turns of 2 drafts were drawn.")
    assert re.search(r"^ +\d of +6  something replaced$", said.out, re.MULTILINE)
    assert "Next: voices sample read S0001" in said.out
    assert names_nobody(said)
    data = voices("sample", "draw", "--readers", "2", "--json", study=waiting).json
    assert (data["id"], data["readers"], len(data["turns"])) == ("S0002", 2, 10)


def test_turns_are_read_one_by_one_and_each_answer_is_kept_at_once(
    voices: Voices, drawn: Path, read: Voices
) -> None:
    said = read("", "bakery", "ORGANISATION", "", STOP)
    assert said.code == 0
    assert "real names" in said.err, "it says what may be shown"
    assert len(answers(drawn)) >= 1
    left = 10 - len(answers(drawn))
    assert f"{len(answers(drawn))} turns read, {left} left." in said.out
    again = read(STOP)
    number = len(answers(drawn)) + 1
    assert f"{number} of 10" in again.out, "it goes on where it was left"


def test_a_whole_reading(voices: Voices, drawn: Path, read: Voices) -> None:
    shown = voices("sample", "read", "--by", "KL", "--json", study=drawn).json
    lines: list[str] = []
    for one in shown:
        if "bakery" in one["text"]:
            lines += ["no such words", "the bakery", "organisation"]
        if "front" in one["text"] or "cameras" in one["text"]:
            lines += ["cameras", "other", "cameras"]
        lines.append("")
    said = read(*lines)
    assert (said.code, said.out.count("These words do not stand there")) == (0, 2)
    assert "All turns are read" in said.out
    found = {
        (one.transcript, one.turn): [(m.kind.value, len(m.span)) for m in one.missed]
        for one in answers(drawn)
        if one.missed
    }
    assert found == {("A01", 4): [("ORGANISATION", 10)], ("B02", 4): [("OTHER", 7)]}
    assert [len(one.rulings) for one in answers(drawn) if one.missed] == [1, 1]
    nothing = read()
    assert (nothing.code, nothing.err) == (0, "")
    assert "Nothing is left to read for KL" in nothing.out


def test_what_was_replaced_is_marked_where_it_stands(read: Voices) -> None:
    said = read("", "", "", "", "", "", "", "", "", "")
    assert "My number's ⟦[phone number]⟧." in said.out.replace("\n    ", " ")
    assert "before: " in said.out


def test_without_rulings(drawn: Path, read: Voices, voices: Voices) -> None:
    for one in voices("sample", "read", "--by", "KL", "--json", study=drawn).json:
        if "cameras" in one["text"]:
            read("cameras", "OTHER", "", STOP, options=("--no-rule",))
            break
        read("", STOP)
    assert [len(one.missed) for one in answers(drawn)][-1] == 1
    assert not any(one.rulings for one in answers(drawn))


def test_an_answer_by_its_place(voices: Voices, drawn: Path) -> None:
    place = ("S0001", "B02", "4", "--by", "KL")
    said = voices(
        "sample", "answer", *place, "--missed", "15:20", "other", "--missed", "28:35", "OTHER",
        study=drawn,
    )  # fmt: skip
    assert said.code == 0
    assert "2 missed in turn 4 of B02, by KL, ruled R0001, R0002" in said.out
    nothing = voices("sample", "answer", *place, "--nothing", study=drawn)
    assert "0 missed in turn 4 of B02, by KL." in nothing.out
    assert [len(one.missed) for one in answers(drawn)] == [2, 0]


@pytest.mark.parametrize(
    ("said", "code"),
    [
        ((), 2),
        (("--nothing", "--missed", "3:4", "OTHER"), 2),
        (("--missed", "4:3", "OTHER"), 2),
        (("--missed", "3:4", "NOBODY"), 2),
        (("--missed", "3:999", "OTHER"), 4),
    ],
)
def test_answers_that_make_no_sense(
    voices: Voices, drawn: Path, said: tuple[str, ...], code: int
) -> None:
    assert voices("sample", "answer", "S0001", "B02", "4", *said, study=drawn).code == code
    assert answers(drawn) == []


def test_the_figures_in_words(voices: Voices, drawn: Path) -> None:
    voices("sample", "answer", "S0001", "B02", "4", "--missed", "15:20", "OTHER", study=drawn)
    before = everything(drawn)
    said = voices("sample", "estimate", study=drawn)
    assert (said.code, said.err) == (0, "")
    assert everything(drawn) == before, "it changes nothing"
    assert names_nobody(said)
    assert "S0001: 10 turns drawn; read by" in said.out
    assert re.search(r"^OTHER +1 +10 +1 +10 ", said.out, re.MULTILINE)
    assert "for recall of at least 0.98 with 95%:" in said.out
    assert re.search(r"^  indirect +cannot be shown: too much was missed", said.out, re.MULTILINE)
    assert max(map(len, said.out.splitlines())) <= 100
    assert "…" not in said.out, "no figure is cut off"
    assert "ONLY turns with nothing replaced" not in said.out


def test_a_sample_of_untouched_turns_says_what_it_does_not_see(
    voices: Voices, waiting: Path
) -> None:
    voices("sample", "draw", "--untouched", study=waiting)
    voices("sample", "answer", "S0001", "B02", "4", "--nothing", study=waiting)
    assert "ONLY turns with nothing replaced" in voices("sample", "estimate", study=waiting).out


def test_the_json_and_its_keys_in_the_docs(voices: Voices, drawn: Path, repository: Path) -> None:
    voices("sample", "answer", "S0001", "B02", "4", "--missed", "15:20", "OTHER", study=drawn)
    found = voices(
        "sample", "estimate", "--right", "1", "--bound", "0.9", "--json", study=drawn
    ).json
    assert (found["sample"], found["right"], found["whole"]["seen"]) == ("S0001", 1.0, 1)
    assert [one["bound"] for one in found["further"]] == [0.9, 0.9, 0.9]
    shown = voices("sample", "read", "--json", study=drawn).json
    page = (repository / "docs" / "commands.md").read_text("utf-8")
    section = page.partition("## voices sample")[2].partition("\n## ")[0]
    told = {name for code in re.findall(r"`([^`\n]+)`", section) for name in code.split()}
    assert set(keys({name: one for name, one in found.items() if name != "read_by"})) <= told
    assert set(shown[0]) | {"read_by"} <= told


@pytest.mark.parametrize(
    ("command", "code"),
    [
        (("estimate",), 4),
        (("estimate", "--bound", "1"), 2),
        (("estimate", "--right", "0"), 2),
        (("read", "S0009"), 4),
        (("answer", "S0009", "A01", "1", "--nothing"), 4),
        (("draw", "--size", "0"), 2),
    ],
)
def test_refusals_say_what_to_do_next(
    voices: Voices, waiting: Path, command: tuple[str, ...], code: int
) -> None:
    said = voices("sample", *command, study=waiting)
    assert said.code == code
    assert "voices sample" in said.err
    assert names_nobody(said)


# Two readers


def two_read(voices: Voices, root: Path) -> None:
    for by, found in (("KL", ("--missed", "15:20", "OTHER")), ("MB", ("--nothing",))):
        for one in voices("sample", "read", "--by", by, "--json", study=root).json:
            place = (one["transcript"], str(one["turn"]))
            said = found if place == ("B02", "4") else ("--nothing",)
            voices("sample", "answer", "S0001", *place, *said, "--by", by, study=root)


def test_two_readers_in_words_and_in_json(voices: Voices, drawn: Path) -> None:
    two_read(voices, drawn)
    said = voices("agreement", "--identifiers", study=drawn)
    assert (said.code, said.err) == (0, "")
    assert "KL (1st) and MB (2nd): 2 transcripts, 10 turns that both read, 180 units" in said.out
    assert re.search(r"^all kinds +0\.6% +0\.0%", said.out, re.MULTILINE)
    assert re.search(r"^  B02 +4 +OTHER +KL alone$", said.out, re.MULTILINE)
    assert "a kind of identifier that a reader found missed there" in said.out
    assert names_nobody(said)
    (pair,) = voices("agreement", "--identifiers", "--json", study=drawn).json["pairs"]
    assert [one["name"] for one in pair["codes"]] == ["OTHER"]
    assert json.loads(json.dumps(pair["disagreements"])) == [
        {"transcript": "B02", "turn": 4, "code": "OTHER", "by": "KL"}
    ]


@pytest.mark.parametrize(
    ("options", "code"),
    [
        (("--identifiers", "--against", "gold"), 2),
        (("--identifiers", "--unit", "transcript"), 2),
        (("--sample", "S0001"), 2),
        (("--identifiers",), 4),
        (("--identifiers", "--sample", "S0009"), 4),
        (("--identifiers", "--coders", "NN"), 4),
    ],
)
def test_what_does_not_go_together_is_refused(
    voices: Voices, drawn: Path, options: tuple[str, ...], code: int
) -> None:
    assert voices("agreement", *options, study=drawn).code == code
