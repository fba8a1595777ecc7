from __future__ import annotations

import pytest

from pipeline import settings, strict_yaml
from pipeline.errors import SettingsError

GOOD = "title: A study\ncorpus: interviews\n"


def parse(text: str) -> settings.Study:
    return strict_yaml.parse(text, settings.Study, "config/study.yaml")


def test_what_is_written_is_what_is_set() -> None:
    study = parse(f"{GOOD}workers: 3\nvault:\n  key: passphrase\n")
    assert (study.workers, study.vault.key, study.review) == (3, "passphrase", "required")


@pytest.mark.parametrize(
    ("text", "words"),
    [
        (f"{GOOD}sintetic: true\n", "line 3: unknown key 'sintetic'; did you mean 'synthetic'?"),
        (f"{GOOD}vault:\n  path: v\n  kee: file\n", "line 5: unknown key 'vault.kee'"),
        (f"{GOOD}workers: many\n", "line 3: workers: "),
        (f"{GOOD}workers: -1\n", "line 3: workers: "),
        (f"{GOOD}synthetic: 'yes'\n", "line 3: synthetic: "),
        (f"{GOOD}title: Another\n", "line 3: the key 'title' stands twice"),
        (f"{GOOD}\tworkers: 3\n", "line 3: "),
        (f"{GOOD}workers: [3\n", "line "),
        ("corpus: interviews\n", "title: "),
        (f"{GOOD}review: waived\n", "waived_because"),
        (f"{GOOD}waived_because: no reason\n", "waived_because"),
        (f"{GOOD}waived_because: ' '\n", "waived_because"),
        (f"{GOOD}review: waived\nwaived_because: ' '\n", "waived_because"),
        (f"{GOOD}names: en_core_web_sm\n", "spacy:NAME"),
        ("- a\n- b\n", "line 1"),
        ("just words\n", "line 1"),
        ("", "empty"),
        ("# nothing but a comment\n", "empty"),
        ("a: &x [*x]\n", ""),
        ("!!python/object:os.system {}\n", ""),
    ],
)
def test_every_fault_is_told_by_its_line(text: str, words: str) -> None:
    with pytest.raises(SettingsError) as caught:
        parse(text)
    assert words in str(caught.value)
    assert "config/study.yaml" in str(caught.value)


def test_all_faults_are_told_at_once() -> None:
    with pytest.raises(SettingsError) as caught:
        parse(f"{GOOD}workers: many\nengin: dask\n")
    assert "line 3" in str(caught.value)
    assert "line 4" in str(caught.value)


@pytest.mark.parametrize(
    ("written", "names"),
    [
        ("model", ("model",)),
        ("[gazetteer]", ("gazetteer",)),
        ("[model, 'spacy:en_core_web_sm']", ("model", "spacy:en_core_web_sm")),
        ("['gliner:models/a b', model]", ("gliner:models/a b", "model")),
    ],
)
def test_names_may_be_one_or_a_list(written: str, names: tuple[str, ...]) -> None:
    assert parse(f"title: a\ncorpus: b\nnames: {written}\n").names == names


@pytest.mark.parametrize(
    "written",
    ["[]", "3", "[3]", "[model, model]", "{model: 1}", "'gliner:'", "'model:x'", "[[model]]", "''"],
)
def test_names_that_are_none_are_refused(written: str) -> None:
    with pytest.raises(SettingsError, match="line 3: names"):
        parse(f"title: a\ncorpus: b\nnames: {written}\n")
