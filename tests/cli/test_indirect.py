"""The list that a reviewer works through, taking what it proposes, and who it is made for."""

from __future__ import annotations

from pathlib import Path

import yaml

from tests.cli.saying import Voices
from tests.ready import go, lay_out

TALK = (
    "I: How did it go on?\n"
    "P: He left a brass handbell on the step, and he rang sixty-one times in nine weeks.\n"
    "I: And then?\n"
    "P: I told the police, and I moved my shifts so that nobody could guess at them.\n"
)


def study(root: Path) -> Path:
    lay_out(root)
    (root / "corpora" / "trial" / "transcripts" / "C03.txt").write_text(TALK)
    go(root)
    return root


def test_the_list_is_ranked_and_holds_no_word_of_the_talk(voices: Voices, tmp_path: Path) -> None:
    root = study(tmp_path / "study")
    said = voices("indirect", "C03", "--json", study=root)
    values = [one["narrowing"] for one in said.json]
    assert values == sorted(values, reverse=True)
    assert {one["proposed"] for one in said.json} == {"[gift]", "[number]"}
    table = voices("indirect", study=root)
    assert "handbell" not in said.all + table.all
    assert all(one["decision"] in table.out for one in said.json)
    assert len(voices("indirect", "C03", "--first", "1", "--json", study=root).json) == 1


def test_an_accepted_proposal_stands_in_the_text(voices: Voices, tmp_path: Path) -> None:
    root = study(tmp_path / "study")
    gift = next(
        one
        for one in voices("indirect", "C03", "--json", study=root).json
        if one["proposed"] == "[gift]"
    )
    assert voices("rule", "accept", gift["decision"], "--by", "KL", study=root).code == 0
    go(root)
    draft = (root / "outputs" / "identified" / "drafts" / "C03.txt").read_text("utf-8")
    assert "He left [gift] on the step" in draft
    left = voices("indirect", "C03", "--json", study=root).json
    assert gift["decision"] not in {one["decision"] for one in left}
    assert voices("rule", "accept", "Dnothing", study=root).code == 4


def test_another_audience_makes_the_right_work_stale(voices: Voices, tmp_path: Path) -> None:
    root = study(tmp_path / "study")
    path = root / "config" / "study.yaml"
    settings = yaml.safe_load(path.read_text("utf-8"))
    path.write_text(yaml.safe_dump({**settings, "audience": "public"}), "utf-8")
    stale = voices("explain", study=root).out
    assert "decide" in stale
    assert "detect" not in stale
    assert "read " not in stale
    go(root)
    book = (root / "outputs" / "quotable" / "book.json").read_text("utf-8")
    assert '"audience":"public"' in book
    assert "for the public" in (root / "outputs" / "quotable" / "quotes.csv").read_text("utf-8")
