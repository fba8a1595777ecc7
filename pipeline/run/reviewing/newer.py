"""A page that is no longer of the present must not overrule what somebody said since."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from pipeline.errors import GateError
from pipeline.run.journal import Journal
from pipeline.values.records import EntryKind, Gate, JournalEntry


def turn_subject(transcript: str, turn: int) -> str:
    """What a ruling on a passage is about."""
    return f"turn {transcript} {turn}"


def identity_subject(identity: str) -> str:
    """What a ruling on somebody is about."""
    return f"identity {identity}"


def decision_subject(decision: str) -> str:
    """What an agreement is about."""
    return f"decision {decision}"


def draft_subject(transcript: str) -> str:
    """What an approval of a draft, or giving it back, is about."""
    return f"draft {transcript}"


def coding_subject(coding: str) -> str:
    """What a verdict is about."""
    return f"coding {coding}"


def flag_subject(transcript: str, turn: int, flag: str) -> str:
    """What a ruling on a flag is about."""
    return f"flag {transcript} {turn} {flag}"


def refuse_newer(journal: Journal, seen: int, about: Collection[str]) -> None:
    """Refuse to go on where somebody has spoken of the same since. Needs the study's lock.

    Args:
        journal: as it is now.
        seen: number of the last entry that the page knew.
        about: the subjects, as the functions here name them.

    Raises:
        GateError: with who it was; or the page knew of more than there is.
    """
    if seen > len(journal.entries):
        raise GateError(
            "this page knows of more than the journal holds: nothing was recorded",
            next_step="open the page again and look at what stands there now",
        )
    wanted = set(about)
    rulings = {e.body["id"]: e for e in journal.entries if e.kind is EntryKind.RULING}
    for entry in reversed(journal.entries[seen:]):
        dropped = rulings.get(entry.body.get("drops")) if entry.kind is EntryKind.RULING else None
        if wanted.intersection(_subjects(dropped or entry)):
            by = entry.body.get("by", "somebody")
            raise GateError(
                f"this page is older than what {by} said of the same at {entry.time[11:16]} UTC: "
                "nothing was recorded",
                next_step="open the page again and look at what stands there now",
            )


def _subjects(entry: JournalEntry) -> Iterator[str]:
    body = entry.body
    if entry.kind is EntryKind.RULING:
        if body.get("transcript") and body.get("turn"):
            yield turn_subject(body["transcript"], body["turn"])
        for id in filter(None, (body.get("identity"), body.get("other"))):
            yield identity_subject(id)
    elif entry.kind is EntryKind.CHECK:
        yield from (decision_subject(id) for id in body["marks"])
    elif entry.kind is EntryKind.RETURN:
        yield draft_subject(body["subject"])
    elif entry.kind is EntryKind.APPROVAL:
        admits = body["gate"] == Gate.ADMIT.value
        yield draft_subject(body["subject"]) if admits else coding_subject(body["subject"])
    elif entry.kind is EntryKind.VERDICT:
        yield from map(coding_subject, filter(None, (body["coding"], body.get("instead_of"))))
    elif entry.kind is EntryKind.FLAG_RULING:
        yield flag_subject(body["transcript"], body["turn"], body["flag"])
