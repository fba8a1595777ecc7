"""Ways of finding names side by side: what each masks, what it loses, how fast, how large.

    python benchmarks/names.py                  # prints, and writes benchmarks/results/names.*
    python benchmarks/names.py --gold FOLDER    # other gold transcripts

Every way runs in a process of its own, on one core, over the same texts: the model that is
installed, alone and with all other recognisers; the word lists; Presidio with every spaCy pipeline
that is installed (with none, its patterns alone). A mention counts as masked where each of its
letters and digits is found, as whatever kind. Needs the extras `train`.
"""

from __future__ import annotations

import argparse
import json
import os
import re
import resource
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path

from pipeline.identified.recognisers.base import Recogniser
from pipeline.values.identifiers import Kind
from pipeline.values.texts import Turn
from training.names.figures import Figures, lowered
from training.names.talk import Document, as_read, gold

REPOSITORY = Path(__file__).parents[1]
RESULTS = Path(__file__).parent / "results"
SHOWN = ("direct", "PERSON", "LOCATION", "ORGANISATION")
WARM_UP = 2
"""Documents read before the clock starts: lists and kernels load on first use."""

Spans = list[list[tuple[int, int, Kind]]]
Finder = Callable[[Sequence[Turn]], Spans]
"""The turns of one transcript -> for each, start, end and kind of what is found."""


def main() -> None:
    """Measure every system and write the results."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--gold", type=Path, default=REPOSITORY / "corpora" / "sample" / "gold")
    parser.add_argument("--out", type=Path, default=RESULTS, help="folder for the results")
    parser.add_argument("--system", help=argparse.SUPPRESS)
    arguments = parser.parse_args()
    if arguments.system:
        print(json.dumps(measure(arguments.system, arguments.gold)))
        return
    found = {name: apart(name, arguments.gold) for name in systems()}
    arguments.out.mkdir(exist_ok=True)
    text = report(found)
    (arguments.out / "names.json").write_text(json.dumps(found, indent=1) + "\n", "utf-8")
    (arguments.out / "names.md").write_text(text, "utf-8")
    plot(found, arguments.out / "names.png")
    print(text)


def systems() -> list[str]:
    """Every way that this machine has."""
    import spacy.util

    installed = sorted(spacy.util.get_installed_models())
    return ["model", "voices", "gazetteer", *(f"presidio:{one}" for one in installed or [""])]


def apart(name: str, folder: Path) -> dict[str, object]:
    """The figures of one system, from a process that holds nothing else."""
    command = [sys.executable, __file__, "--system", name, "--gold", str(folder)]
    one_core = {"OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1", "MKL_NUM_THREADS": "1"}
    environment = {**os.environ, **one_core, "PYTHONPATH": str(REPOSITORY)}
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=True)
    found: dict[str, object] = json.loads(done.stdout.splitlines()[-1])
    return found


def measure(name: str, folder: Path) -> dict[str, object]:
    """Load one system, read all transcripts as they are and without capitals, count."""
    if hasattr(os, "sched_setaffinity"):
        os.sched_setaffinity(0, {min(os.sched_getaffinity(0))})
    documents = gold(folder.glob("*.gold.txt"))
    began = time.process_time()
    find = finder(name)
    find(as_read(documents[0])[:1])
    result: dict[str, object] = {"load_seconds": round(time.process_time() - began, 2)}
    for document in documents[:WARM_UP]:
        find(as_read(document))
    for form, texts in (("cased", documents), ("lower", list(map(lowered, documents)))):
        figures, seconds = counted(find, texts)
        result[form] = {name: round(figures.recall(name), 4) for name in SHOWN} | {
            "other words lost": round(figures.loss(), 4),
            "words a second": round(figures.words / seconds),
        }
    return result | {"peak_megabytes": round(memory())}


def counted(find: Finder, documents: Sequence[Document]) -> tuple[Figures, float]:
    """Figures over documents, and the seconds of one core that finding took."""
    figures, seconds = Figures(), 0.0
    for document in documents:
        turns = as_read(document)
        began = time.process_time()
        found = find(turns)
        seconds += time.process_time() - began
        for turn, spans in zip(document.turns, found, strict=True):
            figures.add(turn, spans)
    return figures, seconds


def memory() -> float:
    """Megabytes that this process has held at most."""
    status = Path("/proc/self/status")
    if status.exists():  # where the resource module's figure is inherited from the parent
        peak = re.search(r"VmHWM:\s+(\d+) kB", status.read_text("utf-8"))
        if peak:
            return int(peak[1]) / 1024
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def finder(name: str) -> Finder:
    """A system by its name."""
    system, _, what = name.partition(":")
    if system == "presidio":
        return presidio(what)
    return {"model": model_alone, "voices": lambda: chosen("model"), "gazetteer": gazetteer}[
        system
    ]()


def model_alone() -> Finder:
    """The trained model without any pattern."""
    from pipeline.identified.recognisers.model_names import ModelNamesRecogniser

    return by_mentions([ModelNamesRecogniser()])


def gazetteer() -> Finder:
    """Word lists and capitals, and all patterns."""
    return chosen("gazetteer")


def chosen(names: str) -> Finder:
    """All recognisers that a study with this setting has; no roster."""
    from pipeline.identified.recognisers.chosen import recognisers

    return by_mentions(recognisers([names], ()))


def by_mentions(recognisers: Sequence[Recogniser]) -> Finder:
    """What recognisers of this project find."""

    def find(turns: Sequence[Turn]) -> Spans:
        spans: Spans = [[] for _ in turns]
        for recogniser in recognisers:
            for mention in recogniser.find(turns):
                if mention.listed:  # left in the text, for a person
                    continue
                spans[mention.turn - 1].append((mention.span.start, mention.span.end, mention.kind))
        return spans

    return find


def presidio(pipeline: str) -> Finder:
    """Presidio as it comes, with a spaCy pipeline, or without one that knows names."""
    from presidio_analyzer import AnalyzerEngine
    from presidio_analyzer.nlp_engine import NlpEngineProvider, SpacyNlpEngine

    if pipeline:
        models = [{"lang_code": "en", "model_name": pipeline}]
        settings = {"nlp_engine_name": "spacy", "models": models}
        engine = NlpEngineProvider(nlp_configuration=settings).create_engine()
    else:
        import spacy

        engine = SpacyNlpEngine()
        engine.nlp = {"en": spacy.blank("en")}
    analyzer = AnalyzerEngine(nlp_engine=engine, supported_languages=["en"])
    kinds = {"PERSON": Kind.PERSON, "LOCATION": Kind.LOCATION, "ORGANIZATION": Kind.ORGANISATION}

    def find(turns: Sequence[Turn]) -> Spans:
        return [
            [
                (one.start, one.end, kinds.get(one.entity_type, Kind.OTHER))
                for one in analyzer.analyze(turn.text, language="en")
            ]
            for turn in turns
        ]

    return find


TITLES = {
    "model": "voices: the model, word lists weighing in",
    "voices": "voices: model and patterns",
    "gazetteer": "voices: word lists and patterns",
    "presidio:": "Presidio, no spaCy pipeline",
}


def title(name: str) -> str:
    """A system as a reader knows it."""
    return TITLES.get(name, name.replace("presidio:", "Presidio + "))


def report(found: dict[str, dict[str, object]]) -> str:
    """The results as a Markdown page."""
    lines = [
        "# Finding identifiers: ways side by side",
        "",
        "`python benchmarks/names.py`: the sample's gold transcripts, no roster, one core. A",
        "mention is masked where all of it is found, as whatever kind. The sample was at hand",
        "while the patterns and word lists were written; the model was not trained on it.",
        "",
        "| way | text | direct | PERSON | LOCATION | ORGANISATION | other words lost | words/s |",
        "|---|---|---|---|---|---|---|---|",
    ]
    for name, figures in found.items():
        for form in ("cased", "lower"):
            row = figures[form]
            assert isinstance(row, dict)
            shares = " | ".join(f"{row[one]:.1%}" for one in (*SHOWN, "other words lost"))
            lines.append(f"| {title(name)} | {form} | {shares} | {row['words a second']:,} |")
    lines += ["", "| way | loads in | memory at most |", "|---|---|---|"]
    for name, figures in found.items():
        seconds, megabytes = figures["load_seconds"], figures["peak_megabytes"]
        lines.append(f"| {title(name)} | {seconds} s | {megabytes} MB |")
    return "\n".join([*lines, "", "![masked against lost](names.png)", ""])


def plot(found: dict[str, dict[str, object]], path: Path) -> None:
    """Direct identifiers masked against other words lost."""
    import matplotlib

    matplotlib.use("Agg")
    from matplotlib import pyplot

    figure, axes = pyplot.subplots(figsize=(7, 4.2))
    for name, figures in found.items():
        points = [figures[form] for form in ("cased", "lower")]
        lost = [one["other words lost"] * 100 for one in points]  # type: ignore[index]
        masked = [one["direct"] * 100 for one in points]  # type: ignore[index]
        (line,) = axes.plot(lost, masked, "-", alpha=0.4)
        axes.plot(lost[:1], masked[:1], "o", color=line.get_color(), label=title(name))
        axes.plot(lost[1:], masked[1:], "s", color=line.get_color(), markerfacecolor="white")
    axes.set_xlabel("other words lost, %")
    axes.set_ylabel("direct identifiers masked, %")
    axes.set_title("Filled: as written. Hollow: without capitals.", fontsize=10)
    axes.grid(alpha=0.3)
    axes.legend(fontsize=8)
    figure.tight_layout()
    figure.savefig(path, dpi=120, metadata={"Software": None})


if __name__ == "__main__":
    main()
