"""The documentation says what the program does: every name in it, and every example that can be
checked without a study."""

from __future__ import annotations

import csv
import json
import re
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Annotated, Any, get_origin

import click
import pytest
import yaml
from pydantic import BaseModel, TypeAdapter
from pydantic.fields import FieldInfo

from pipeline import settings
from pipeline.cli.main import COMMANDS, voices
from pipeline.cli.shown_first import ShownFirst
from pipeline.errors import ExitCode
from pipeline.measure.gold import parse_gold
from pipeline.quotable.exporters import FORMATS, csv_table
from pipeline.run import tables
from pipeline.run.stages import STAGES
from pipeline.run.work import anonymised, logs
from pipeline.values import identifiers, quotes, records, texts, themes
from pipeline.values.gold import GoldTranscript
from pipeline.values.local_model import LocalModel

REPOSITORY = Path(__file__).parents[1]
DOCS = REPOSITORY / "docs"
PAGES = sorted([*DOCS.glob("*.md"), *REPOSITORY.glob("*.md")])
CODE = re.compile(r"`([^`\n]+)`")
LINK = re.compile(r"(?<!!)\[[^\]]*\]\(([^)\s]+)\)")
FENCE = re.compile(r"^ *```(\w*)\n(.*?)^ *```", re.MULTILINE | re.DOTALL)


# Reading Markdown


@cache
def page(name: str) -> str:
    return (DOCS / name).read_text("utf-8")


def section(text: str, heading: str) -> str:
    """What stands under `heading` (its line, without '#'), down to the next of its rank."""
    match = re.search(rf"^(#+) {re.escape(heading)}$", text, re.MULTILINE)
    assert match, f"there is no heading '{heading}'"
    rest = text[match.end() :]
    end = re.search(rf"^#{{1,{len(match[1])}}} ", without_fences(rest), re.MULTILINE)
    return rest[: end.start()] if end else rest


def without_fences(text: str) -> str:
    """The text with fenced code blanked out, every character in its place."""
    return FENCE.sub(lambda match: re.sub(r"[^\n]", " ", match[0]), text)


def rows(text: str) -> Iterator[list[str]]:
    """The rows of all tables, heads and rules left out."""
    head = True
    for line in without_fences(text).splitlines():
        cells = re.split(r"(?<!\\)\|", line.strip())[1:-1]
        if not cells:
            head = True
        elif not head and not set(line) <= set("|-: "):
            yield [cell.strip() for cell in cells]
        else:
            head = False


def codes(text: str) -> list[str]:
    return CODE.findall(without_fences(text))


def first_cells(text: str) -> list[str]:
    """Every code word in the first column of the tables."""
    return [name for row in rows(text) for name in CODE.findall(row[0])]


def fences(text: str, language: str) -> list[str]:
    return [match[2] for match in FENCE.finditer(text) if match[1] == language]


# Settings

SETTINGS: tuple[tuple[str, str, type[BaseModel]], ...] = (
    ("study.yaml", "| `title`", settings.Study),
    ("study.yaml", "| `by`", settings.CodingSettings),
    ("study.yaml", "| `url`", LocalModel),
    ("study.yaml", "| `path`", settings.VaultSettings),
    ("identifiers.yaml", "| `version`", settings.Identifiers),
    ("identifiers.yaml", "| `action`", settings.KindPolicy),
    ("codebook.yaml", "| `version`", themes.Codebook),
    ("codebook.yaml", "| `id` | stands in every table", themes.Code),
    ("codebook.yaml", "| `id` | stands in the flags", themes.Flag),
    ("quotes.yaml", "| `minimum_words`", settings.Quotes),
)


def settings_table(heading: str, first_row: str) -> list[list[str]]:
    text = section(page("settings.md"), heading)
    start = text.index(first_row)
    table = text[start : text.find("\n\n", start)]
    return list(rows(f"| |\n|---|\n{table}"))


@pytest.mark.parametrize(("heading", "first_row", "model"), SETTINGS)
def test_every_key_of_the_settings_is_told_and_no_other(
    heading: str, first_row: str, model: type[BaseModel]
) -> None:
    told = [row[0].strip("`") for row in settings_table(heading, first_row)]
    assert told == list(model.model_fields)


@pytest.mark.parametrize(("heading", "first_row", "model"), SETTINGS)
def test_every_default_is_the_program_s(
    heading: str, first_row: str, model: type[BaseModel]
) -> None:
    for name, _, default, _ in settings_table(heading, first_row):
        field = model.model_fields[name.strip("`")]
        if field.is_required():
            assert default == "needed", name
        elif default != "as below":
            assert yaml.safe_load(default.strip("`")) == in_yaml(field), name


@pytest.mark.parametrize(("heading", "first_row", "model"), SETTINGS)
def test_every_example_of_a_setting_is_taken(
    heading: str, first_row: str, model: type[BaseModel]
) -> None:
    for name, _, _, example in settings_table(heading, first_row):
        field = model.model_fields[name.strip("`")]
        value = json.dumps(yaml.safe_load(example.strip("`")))
        kind: Any = Annotated[field.annotation, field]
        TypeAdapter(kind).validate_json(value)


def in_yaml(field: FieldInfo) -> Any:
    default = field.get_default(call_default_factory=True, validated_data={})
    return json.loads(TypeAdapter(Any).dump_json(default))


def test_every_kind_of_identifier_is_told_and_no_other() -> None:
    told = first_cells(section(page("settings.md"), "Kinds of identifier"))
    assert told == [kind.value for kind in identifiers.Kind]


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("consent", quotes.Consent),
        ("review", settings.Review),
        ("engine", settings.Engine),
        ("key", settings.KeyKind),
        ("by", settings.ProposedBy),
    ],
)
def test_every_choice_of_a_setting_is_told(name: str, words: Any) -> None:
    study = section(page("settings.md"), "study.yaml")
    meaning = next(row[1] for row in rows(study) if row[0] == f"`{name}`")
    assert {one.value for one in words} <= set(re.findall(r"`([^`:]+)", meaning))


def test_the_formats_of_the_settings_are_those_there_are() -> None:
    table = settings_table("quotes.yaml", "| `minimum_words`")
    meaning = next(row[1] for row in table if row[0] == "`formats`")
    assert CODE.findall(meaning) == list(FORMATS)


# Commands


def all_commands() -> dict[str, click.Command]:
    """'voices rule keep' -> its command; groups are left out, their commands are there."""
    found: dict[str, click.Command] = {}
    context = click.Context(voices)
    for name in COMMANDS:
        command = voices.get_command(context, name)
        assert command is not None
        if isinstance(command, click.Group):
            found |= {f"voices {name} {sub}": one for sub, one in command.commands.items()}
        else:
            found[f"voices {name}"] = command
    return found


LEAVES = all_commands()


def test_every_command_is_listed_in_the_order_of_the_program() -> None:
    start = page("commands.md").split("\n## ")[0]
    listed = [name for name in first_cells(start) if name.startswith("voices ")]
    assert listed == [f"voices {name}" for name in COMMANDS]
    headings = re.findall(r"^## (voices [\w-]+)$", page("commands.md"), re.MULTILINE)
    assert headings == listed


@pytest.mark.parametrize("name", LEAVES)
def test_every_option_of_a_command_is_told_and_no_other(name: str) -> None:
    text = section(page("commands.md"), name)
    options = [one for one in LEAVES[name].params if isinstance(one, click.Option)]
    told = [cell.split()[0] for cell in first_cells(text)]
    assert sorted(told) == sorted(option.opts[0] for option in options)


@pytest.mark.parametrize("name", LEAVES)
def test_every_argument_of_a_command_is_told(name: str) -> None:
    text = section(page("commands.md"), name)
    arguments = [one for one in LEAVES[name].params if isinstance(one, click.Argument)]
    usages = [code for code in codes(text) if code.startswith(name)]
    for argument in arguments:
        wanted = {"ids": "ID"}.get(argument.name or "", (argument.name or "").upper())
        assert any(wanted in usage.split() for usage in usages), wanted


def test_every_exit_code_is_told() -> None:
    table = list(rows(section(page("commands.md"), "Exit codes")))
    assert [(int(row[0]), row[1].strip("`")) for row in table] == [
        (code.value, code.name) for code in ExitCode
    ]


def test_every_environment_variable_is_told_and_no_other() -> None:
    read: set[str] = set()
    for path in (REPOSITORY / "pipeline").rglob("*.py"):
        read |= set(re.findall(r"environ(?:\.get)?[\[(]\"([A-Z_]+)\"", path.read_text("utf-8")))
    assert read
    assert set(first_cells(section(page("commands.md"), "Environment"))) == read


def typed_in(text: str) -> Iterator[list[str]]:
    """Every command that a page tells somebody to type, as arguments."""
    shown = [line for fence in FENCE.finditer(text) for line in fence[2].splitlines()]
    lines = [line.strip().removeprefix("$ ") for line in shown]
    for line in (*lines, *codes(text)):
        if re.match(r"voices( -|\s+[a-z-]+( |$))", line):
            yield [one.strip("'\"") for one in re.findall(r"\"[^\"]*\"|\S+", line)][1:]


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.name)
def test_every_command_that_a_page_shows_can_be_typed(path: Path) -> None:
    if path.name == "CHANGELOG.md":
        return  # it lists commands, and tells of those that are gone
    for words in typed_in(path.read_text("utf-8")):
        command: click.Command = voices
        while isinstance(command, click.Group) and words and not words[0].startswith("-"):
            found = command.get_command(click.Context(command), words[0])
            assert found, f"there is no command 'voices {' '.join(words)}'"
            command, words = found, words[1:]
        if isinstance(command, ShownFirst) and words:
            command = command.commands["show"]
        known = {name for one in command.params for name in one.opts} | {"--help", "-h"}
        for word in words:
            if word.startswith("-"):
                assert word.partition("=")[0] in known, f"{command.name} knows no {word}"


# Files


@pytest.mark.parametrize(
    ("heading", "columns"),
    [
        ("`outputs/anonymised/codings.csv`", anonymised.COLUMNS),
        ("`outputs/quotable/quotes.csv`", csv_table.COLUMNS),
        ("`outputs/logs/anonymisation_log.csv`", logs.COLUMNS),
        ("participants.csv", (*tables.PARTICIPANT_COLUMNS, *tables.OWN_COLUMNS)),
        ("roster.csv", (*tables.ROSTER_COLUMNS, "also")),
    ],
)
def test_every_column_of_a_table_is_told_in_order(heading: str, columns: tuple[str, ...]) -> None:
    text = section(page("file-formats.md"), heading)
    told = [name for row in rows(text) if (name := row[0].strip("`")) in columns]
    assert told == list(columns)
    header, *lines = list(csv.reader(fences(text, "")[0].splitlines()))
    assert lines
    assert all(len(line) == len(header) for line in lines)
    assert set(columns) <= set(header)
    if heading.startswith("`"):
        assert header == list(columns)


VALUES: tuple[tuple[str, type[BaseModel]], ...] = (
    ("`outputs/anonymised/transcripts/<id>.jsonl`", texts.DraftTurn),
    ("**`transcripts/<id>.jsonl`**", texts.Transcript),
    ("**`mentions/<id>.jsonl`**", identifiers.Mention),
    ("**`decisions/<id>.jsonl`**", identifiers.Decision),
    ("**`identities.jsonl`**", identifiers.Identity),
    ("**`drafts/<id>.jsonl`**", texts.Draft),
    ("**`offset_maps/<id>.jsonl`**", identifiers.OffsetPair),
    ("**`codings/<id>.jsonl`**", themes.Coding),
    ("**`flags/<id>.jsonl`**", themes.RaisedFlag),
    ("**`confirmed/<id>.jsonl`**", themes.ConfirmedCoding),
    ("**`victim_numbers.json`**", quotes.VictimNumbers),
    ("`records/journal.jsonl`", records.JournalEntry),
)


def passage(start: str) -> str:
    """From the place where a file is told of to the end of its example."""
    text = page("file-formats.md")
    at = text.index(f"\n{start}" if start.startswith("*") else f"\n### {start}\n") + 1
    end = text.index("```json", at)
    return text[at : text.index("```", end + 7) + 3]


@pytest.mark.parametrize(("start", "model"), VALUES)
def test_every_field_of_a_value_is_told(start: str, model: type[BaseModel]) -> None:
    told = {name for code in codes(passage(start)) for name in re.findall(r"\w+", code)}
    assert set(model.model_fields) <= told


@pytest.mark.parametrize(("start", "model"), VALUES)
def test_the_example_of_a_value_is_one(start: str, model: type[BaseModel]) -> None:
    (example,) = fences(passage(start), "json")
    model.model_validate_json(example)
    given = json.loads(example)
    assert set(model.model_fields) == set(given)
    for name in nested(model.model_fields):
        assert name in example


def nested(fields: Mapping[str, FieldInfo]) -> Iterator[str]:
    """Names of the fields of single values inside a value (of lists, an example may hold none)."""
    for field in fields.values():
        kind = field.annotation
        if get_origin(kind) is None and isinstance(kind, type) and issubclass(kind, BaseModel):
            yield from kind.model_fields


def test_other_files_of_values_are_told_with_their_fields() -> None:
    told = set(codes(page("file-formats.md")))
    assert set(quotes.QuoteBook.model_fields) <= told
    assert set(records.Approval.model_fields) <= told
    assert set(texts.AdmittedTranscript.model_fields) <= told
    for model in (texts.Turn, texts.SpeakerName, texts.Removed):
        assert set(model.model_fields) <= told


@pytest.mark.parametrize(
    ("heading", "words"),
    [
        ("`outputs/anonymised/codings.csv`", themes.Polarity),
        ("`outputs/anonymised/codings.csv`", themes.Subject),
        ("`outputs/anonymised/codings.csv`", themes.Time),
        ("`outputs/anonymised/codings.csv`", themes.CodingStatus),
        ("`outputs/anonymised/transcripts/<id>.jsonl`", texts.MarkKind),
        ("`outputs/logs/anonymisation_log.csv`", identifiers.Action),
        ("`outputs/logs/anonymisation_log.csv`", identifiers.Status),
        ("participants.csv", quotes.Consent),
        ("`records/journal.jsonl`", records.EntryKind),
    ],
)
def test_every_word_that_a_column_may_hold_is_told(heading: str, words: Any) -> None:
    told = set(codes(section(page("file-formats.md"), heading)))
    assert {word.value for word in words} <= told


def test_the_gold_example_is_gold_and_every_header_and_attribute_is_told() -> None:
    text = section(page("file-formats.md"), "Gold files")
    gold = parse_gold(fences(text, "")[0], "the example")
    assert gold.id == "S04"
    assert gold.roster
    assert [entity.directness for turn in gold.turns for entity in turn.entities] == ["direct"]
    told = first_cells(text)
    headers = [name for name in GoldTranscript.model_fields if name != "turns"]
    assert told == [*(f"#{name}:" for name in headers), "t", "id", "k", "id", "pol"]


def test_every_place_that_other_programs_rely_on_is_listed_as_stable() -> None:
    table = {
        row[0]: row[2] for row in rows(section(page("file-formats.md"), "What you may rely on"))
    }
    stable = {
        name for cell, word in table.items() if word.startswith("stable") for name in codes(cell)
    }
    assert {"outputs/anonymised/codings.csv", "outputs/quotable/quotes.csv"} <= stable
    assert {"outputs/logs/anonymisation_log.csv", "<id>.jsonl"} <= stable


# Architecture, links


def test_every_stage_stands_in_the_table_of_the_architecture() -> None:
    table = list(rows(section(page("architecture.md"), "How a run goes")))
    assert [(row[0], row[1]) for row in table] == [
        (stage.name, stage.scope.value) for stage in STAGES
    ]


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.name)
def test_every_link_between_pages_leads_somewhere(path: Path) -> None:
    for target in LINK.findall(without_fences(path.read_text("utf-8"))):
        if re.match(r"[a-z]+:", target):
            continue
        file, _, anchor = target.partition("#")
        linked = (path.parent / file).resolve() if file else path
        assert linked.exists(), target
        if anchor:
            assert anchor in anchors(linked), target


def anchors(path: Path) -> set[str]:
    """The anchors of a page's headings, as GitHub makes them."""
    headings = re.findall(r"^#+ (.+)$", without_fences(path.read_text("utf-8")), re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", one.strip().lower()).replace(" ", "-") for one in headings}


def test_the_pages_are_for_readers_and_name_no_machine() -> None:
    for path in PAGES:
        assert not re.search(r"/(?:tmp|root|work)/", path.read_text("utf-8")), path.name
