"""The ``voices`` command: its list of commands, and what happens when one fails."""

from __future__ import annotations

import sys
import traceback
from importlib import import_module
from pathlib import Path
from typing import Any

import click

from pipeline import __version__
from pipeline.errors import ExitCode, VoicesError

COMMANDS = {
    "new": "Start a study in a new folder.",
    "run": "Do everything that is stale and not waiting for a person.",
    "status": "Say where every transcript stands and what waits for whom.",
    "codebook": "Look after the themes: check them, change them, share them.",
    "explain": "Say why work would run again, or why a transcript is where it is.",
    "roster": "Suggest rows for the roster from what was found (shows real names).",
    "people": "Say who is who, and where that is uncertain.",
    "indirect": "List what may identify somebody who knows the story, to rule on.",
    "review": "Review identifiers, codings and drafts on pages in the browser.",
    "rule": "Correct the anonymisation: this is a name, keep this, these two are one.",
    "approve": "Sign off drafts or codings, exactly as they stand.",
    "codings": "List codings and where each stands; exchange them with other programs.",
    "code": "Add a coding, change one, or open one again.",
    "memo": "Keep notes on codings, codes and transcripts.",
    "sheet": "Review in a spreadsheet: write what is to be ruled on, take the answers in.",
    "flags": "List the flags that hold passages, and rule on them.",
    "withdraw": "Take a participant who withdrew out of everything.",
    "log": "Show the anonymisation log, or verify the journal.",
    "insider": "List what somebody who knows the story would still recognise.",
    "quotes": "Find quotes, shorten them, and keep the ledger of their use.",
    "mosaic": "Say what all the quotes of a participant tell together.",
    "report": "Write the methods appendix of a report, as Markdown, Word or JSON.",
    "check-draft": "Check a report's draft: its quotes, names and counts.",
    "evaluate": "Measure the outputs against gold files.",
    "sample": "Estimate how much was missed, from turns drawn at random and read blind.",
    "agreement": "Say how far coders agree: people, the machine, the gold.",
    "key": "Look after the key of the vault.",
    "doctor": "Check this machine and this study.",
}


class Commands(click.Group):
    """Loads a command's module only when it is called, so that help answers at once."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """The commands in the order of a study's life."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, name: str) -> click.Command | None:
        """The command called `name`."""
        if name not in COMMANDS:
            return None
        module = import_module(f"pipeline.cli.{name.replace('-', '_')}")
        command: click.Command = module.command
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """List the commands without loading any."""
        with formatter.section("Commands"):
            formatter.write_dl(list(COMMANDS.items()))


@click.group(cls=Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="voices")
def voices() -> None:
    """From raw interview transcripts to anonymised, coded quotes that a report can print.

    Works on the study it stands in (a folder with config/study.yaml), or on --study PATH.
    Nothing is sent over a network, except to a local model that the study's settings name.
    """


def main(arguments: list[str] | None = None) -> None:
    """Run the command and exit with its code."""
    sys.exit(call(arguments))


def call(arguments: list[str] | None = None) -> int:
    """Run the command; returns its exit code. Messages of unforeseen exceptions are not shown:
    they may hold words of a transcript."""
    try:
        result: Any = voices.main(args=arguments, prog_name="voices", standalone_mode=False)
    except click.exceptions.Abort:
        click.echo("\nInterrupted. What was done is kept; go on with: voices run", err=True)
        return ExitCode.INTERRUPTED
    except click.ClickException as error:
        error.show()
        return error.exit_code
    except VoicesError as error:
        click.echo(f"Error: {error}", err=True)
        return error.exit_code
    except KeyboardInterrupt:
        click.echo("\nInterrupted. What was done is kept; go on with: voices run", err=True)
        return ExitCode.INTERRUPTED
    except BrokenPipeError:
        sys.stderr.close()
        return ExitCode.OK
    except Exception as error:
        frame = traceback.extract_tb(error.__traceback__)[-1]
        place = f"{Path(frame.filename).name}, line {frame.lineno}"
        click.echo(
            f"Error: a fault of this program ({type(error).__name__} in {place})\n"
            "  Next: please report it with this line; it holds no words of a transcript",
            err=True,
        )
        return ExitCode.INTERNAL
    return int(result) if isinstance(result, int) else ExitCode.OK
