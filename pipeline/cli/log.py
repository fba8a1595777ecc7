"""``voices log``."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import asdict
from pathlib import Path

import click

from pipeline.cli.options import json_option, print_json, study_option
from pipeline.cli.shown_first import ShownFirst
from pipeline.errors import ExitCode
from pipeline.run.journal import Journal
from pipeline.run.log_lines import GROUPS, LogLine, grouped, log_lines
from pipeline.run.signed_off import Changes, changed_since
from pipeline.run.study import OpenStudy, open_study
from pipeline.run.verification import verify
from pipeline.values.identifiers import Kind
from pipeline.values.records import Gate

MARKS = {"ok": ("ok", "green"), "note": ("note", "yellow"), "fault": ("FAULT", "red")}
Lines = Mapping[str, Sequence[LogLine]]


@click.group("log", cls=ShownFirst)
def command() -> None:
    """Show what was decided, without a word of the original, or verify the records.

    `voices log` and `voices log TRANSCRIPT` are short for `voices log show`.
    """


@command.command("show")
@click.argument("transcript", required=False)
@click.option("--kind", type=click.Choice([kind.value for kind in Kind]), help="Only this kind.")
@click.option("--check", is_flag=True, help="Only decisions that ask for a person's eyes.")
@click.option("--kept", is_flag=True, help="Only what was left in the text, with why.")
@click.option("--by", type=click.Choice(GROUPS), help="Count by this.")
@click.option("--changed", is_flag=True, help="Only what changed since the last approval.")
@click.option("--verify", "verifies", is_flag=True, help="The same as voices log verify.")
@study_option
@json_option
def show_command(
    root: Path,
    transcript: str | None,
    kind: str | None,
    check: bool,
    kept: bool,
    by: str | None,
    changed: bool,
    verifies: bool,
    as_json: bool,
) -> int:
    """Show the decisions on TRANSCRIPT, or count those of every transcript."""
    if verifies:
        return _verify(root, "", as_json)
    if transcript == "verify":
        raise click.UsageError("'verify' comes first: voices log verify")
    study = open_study(root)
    study.withdrawn.refuse(transcript or "")
    if changed:
        _changed(study, transcript, as_json)
        return ExitCode.OK
    every = log_lines(study, transcript)
    found = {id: [one for one in own if _wanted(one, kind, check, kept)]
             for id, own in every.items()}  # fmt: skip
    if by:
        _groups(found, by, as_json)
    elif as_json:
        print_json({id: [asdict(one) for one in own] for id, own in found.items()})
    elif transcript:
        _show(found[transcript])
    elif kept:
        _why_kept(found)
    else:
        _count(found)
    return ExitCode.OK


@command.command("verify")
@click.option("--head", default="", help="A head that was noted earlier: is it still there?")
@study_option
@json_option
def verify_command(root: Path, head: str, as_json: bool) -> int:
    """Check the journal's chain, the log against the decisions, and approvals against drafts.

    Exit code 7: the journal was changed or cut off; 4: the journal is whole, but something else is
    not what it says.
    """
    return _verify(root, head.strip().casefold(), as_json)


def _verify(root: Path, head: str, as_json: bool) -> int:
    found = verify(root, head)
    if as_json:
        checks = [asdict(check) for check in found.checks]
        print_json(
            {
                "whole": True,
                "entries": found.entries,
                "head": found.head,
                "holds": found.holds,
                "checks": checks,
            }
        )
    else:
        click.echo(f"The journal is whole: {found.entries} entries, head {found.head}")
        for check in found.checks:
            word, colour = MARKS[check.grade]
            click.echo(click.style(f"{word:<6}", fg=colour) + check.says)
    return ExitCode.OK if found.holds else ExitCode.INPUT


def _wanted(line: LogLine, kind: str | None, check: bool, kept: bool) -> bool:
    return (
        (kind is None or line.kind == kind)
        and (not check or line.asks)
        and (not kept or line.kept)
    )  # fmt: skip


def _show(lines: Sequence[LogLine]) -> None:
    for one in lines:
        span = f" {one.span['start']}:{one.span['end']}" if one.span else ""
        place = f"{one.turn:>4}{span}"
        ask = "?" if one.asks else " "
        done = "(kept)" if one.kept else one.replacement
        who = one.identity or ""
        click.echo(f"{place:<14}{ask} {one.kind:<13}{who:<7} {done:<24} {one.reason} "
                   f"[{one.detector}]")  # fmt: skip
    click.echo(f"\n{len(lines)} decisions; '?' asks for your eyes. To correct: voices rule")


def _count(found: Lines) -> None:
    for id, lines in found.items():
        kinds = Counter(one.kind for one in lines)
        checks = sum(one.asks for one in lines)
        words = ", ".join(f"{kind} {count}" for kind, count in sorted(kinds.items()))
        click.echo(f"{id:<8} {len(lines):>4} decisions, {checks} to check: {words}")
    click.echo("Next: voices log TRANSCRIPT")


def _why_kept(found: Lines) -> None:
    for id, lines in found.items():
        click.echo(f"{id:<8} {len(lines):>4} kept")
        for group in grouped({id: lines}, "reason"):
            click.echo(f"{group.decisions:>13}  {group.name}")
    click.echo("Next: voices log show TRANSCRIPT --kept")


def _groups(found: Lines, by: str, as_json: bool) -> None:
    groups = grouped(found, by)
    if as_json:
        print_json({"by": by, "groups": [asdict(group) for group in groups]})
        return
    click.echo(f"{'decisions':>9} {'kept':>6} {'check':>6} {'transcripts':>12}  {by}")
    for one in groups:
        click.echo(
            f"{one.decisions:>9} {one.kept:>6} {one.check:>6} {one.transcripts:>12}  {one.name}"
        )


def _changed(study: OpenStudy, transcript: str | None, as_json: bool) -> None:
    study.refuse_destroyed()
    journal = Journal(study.places.journal)
    approved = {one.subject for one in journal.approvals() if one.gate is Gate.ADMIT}
    ids = [transcript] if transcript else sorted(approved & study.documents.keys())
    found = [changed_since(study, journal, id) for id in ids]
    if as_json:
        print_json([_changes_data(one) for one in found])
        return
    for one in found:
        _show_changes(one)
    if not found:
        click.echo("Nobody has approved a draft yet.")


def _changes_data(found: Changes) -> dict[str, object]:
    changes = [
        {
            "what": one.what.value,
            "decision": one.decision,
            "turn": one.turn,
            "span": one.span.model_dump(),
            "kind": one.kind.value,
            "before": one.before.model_dump() if one.before else None,
        }
        for one in found.changes
    ]
    return {**asdict(found), "changes": changes}


def _show_changes(found: Changes) -> None:
    if found.same_draft:
        holds = "the approval holds"
    else:
        holds = "the draft has changed since, and waits for approval"
    click.echo(f"{found.transcript}: approved by {found.by} on {found.time[:10]}; {holds}")
    if not found.known:
        click.echo("  It was not kept what was decided then. Read the whole draft.")
        return
    for one in found.changes:
        span, old = f"{one.span.start}:{one.span.end}", one.before
        before = f" (was {old.start}:{old.end})" if old else ""
        click.echo(f"{one.turn:>4} {span:<9} {one.kind:<13}{one.what}{before}  [{one.decision}]")
    if not found.changes:
        other = "" if found.same_draft else ": but its words did (another source file?)"
        click.echo(f"  No decision changed{other}")
