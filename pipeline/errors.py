"""Every error a user can meet: what happened, to which file and row, and the next command to type.

No message holds words of a transcript, a real name or the name of a source file that could carry
one: files are named by their place in the study, people and passages by their ids.
"""

from __future__ import annotations

from enum import IntEnum
from typing import ClassVar


class ExitCode(IntEnum):
    """What the ``voices`` command returns to the shell; documented in ``docs/commands.md``."""

    OK = 0
    INTERNAL = 1
    """Something broke that should not: please report it."""
    USAGE = 2
    """The command was typed wrongly (click's own code)."""
    SETTINGS = 3
    """A file under ``config/`` is wrong."""
    INPUT = 4
    """A source file, table or draft was refused; everything else was done."""
    GATE = 5
    """An approval does not fit what it is meant to approve."""
    VAULT = 6
    """The vault could not be opened or written."""
    JOURNAL = 7
    """The journal is damaged."""
    BUSY = 8
    """Another run holds the study."""
    FINDINGS = 9
    """A draft was checked, and something in it is not as it should be."""
    INTERRUPTED = 130


class VoicesError(Exception):
    """An error with an exit code and a next step.

    Args:
        what: what happened, in a sentence, without words of a transcript.
        where: the file (relative to the study) and row or line it happened at.
        next_step: what the user should do or type next.
    """

    exit_code: ClassVar[ExitCode] = ExitCode.INTERNAL

    def __init__(self, what: str, *, where: str = "", next_step: str = "") -> None:
        super().__init__(what, where, next_step)
        self.what = what
        self.where = where
        self.next_step = next_step

    def __reduce__(self) -> tuple[object, ...]:
        return _again, (type(self), self.what, self.where, self.next_step)

    def __str__(self) -> str:
        place = f"{self.where}: " if self.where else ""
        step = f"\n  Next: {self.next_step}" if self.next_step else ""
        return f"{place}{self.what}{step}"


class SettingsError(VoicesError):
    """A configuration file is missing, malformed or holds an unknown key."""

    exit_code = ExitCode.SETTINGS


class StudyError(VoicesError):
    """The folder is not a study, or lacks a part a study must have."""

    exit_code = ExitCode.SETTINGS


class InputError(VoicesError):
    """A source file or table cannot be used; the other files still run."""

    exit_code = ExitCode.INPUT


class ResidueError(VoicesError):
    """A draft still holds a known identifier and was not written."""

    exit_code = ExitCode.INPUT


class GateError(VoicesError):
    """An approval is missing, or names something else than it is used for."""

    exit_code = ExitCode.GATE


class VaultError(VoicesError):
    """The vault cannot be opened, read or written."""

    exit_code = ExitCode.VAULT


class JournalError(VoicesError):
    """The journal's chain is broken, or a record in it is malformed."""

    exit_code = ExitCode.JOURNAL


class BusyError(VoicesError):
    """Another process is working on the study."""

    exit_code = ExitCode.BUSY


def _again(kind: type[VoicesError], what: str, where: str, next_step: str) -> VoicesError:
    """The same error in another process."""
    return kind(what, where=where, next_step=next_step)
