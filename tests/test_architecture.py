"""The house's own rules."""

from __future__ import annotations

import ast
import subprocess
import sys
from pathlib import Path

import pytest
from importlinter.cli import lint_imports

SOURCES = sorted(Path(__file__).parents[1].glob("pipeline/**/*.py"))
HEAVY = {"spacy", "presidio_analyzer", "presidio_anonymizer", "pandas", "distributed", "docx",
         "openpyxl", "numpy", "jinja2", "rich"}  # fmt: skip


def test_imports_point_one_way(repository: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(repository)
    assert lint_imports(config_filename="pyproject.toml", no_cache=True) == 0


@pytest.mark.parametrize("made_in_gates", ["AdmittedTranscript", "ConfirmedCoding"])
def test_only_the_gates_make_what_has_passed_them(made_in_gates: str) -> None:
    makers = {
        path.name
        for path in SOURCES
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.Call) and _called(node).startswith(made_in_gates)
    }
    assert makers == {"gates.py"}


def _called(call: ast.Call) -> str:
    function = call.func
    if isinstance(function, ast.Attribute) and isinstance(function.value, ast.Name):
        return f"{function.value.id}.{function.attr}"
    return function.id if isinstance(function, ast.Name) else ""


def test_help_and_the_package_load_nothing_heavy() -> None:
    script = (
        "import sys, pipeline\n"
        "from pipeline.cli.main import call\n"
        "assert call(['--help']) == 0\n"
        "print('loaded:', *sorted(name.split('.')[0] for name in sys.modules))"
    )
    done = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, check=True
    )
    loaded = set(done.stdout.rpartition("loaded:")[2].split())
    assert not loaded & HEAVY
    assert "click" in loaded


def test_no_module_prints_or_logs_words() -> None:
    # Words could leave by print or by a logger; the command line alone speaks to people.
    for path in SOURCES:
        if "cli" in path.parts:
            continue
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
                assert node.func.id != "print", f"{path.name} prints"


def test_modules_stay_small() -> None:
    long = {path.name: n for path in SOURCES if (n := len(path.read_text().splitlines())) > 400}
    assert long == {}
