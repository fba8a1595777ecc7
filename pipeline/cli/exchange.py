"""``voices codings export`` and ``voices codings import``: QDPX projects."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import click

from pipeline.cli.options import (
    by_option,
    json_option,
    key_at_hand,
    print_json,
    study_option,
)
from pipeline.errors import ExitCode
from pipeline.run.exchange.choosing import Choices, LeaveOut
from pipeline.run.exchange.coders import Coders
from pipeline.run.exchange.exporting import Exported, export_project
from pipeline.run.exchange.importing import Imported, import_codings
from pipeline.run.study import open_study
from pipeline.values.quotes import Consent

FILE = click.Path(path_type=Path, dir_okay=False)
SHOWN = 20
"""Refusals that are printed; ``--json`` has all."""


def _words(kind: type[Consent] | type[Coders] | type[LeaveOut]) -> click.Choice[str]:
    return click.Choice([one.value for one in kind])


@click.command("export")
@click.argument("file", type=FILE)
@click.option("--proposals", is_flag=True, help="Open proposals too, under the user 'machine'.")
@click.option("--memos", is_flag=True, help="Memos too, but those that name somebody.")
@click.option("--coders", type=_words(Coders), default="numbered", help="How coders are called.")
@click.option("--leave-out", type=_words(LeaveOut), default="off-record",
              help="Turns that go out without their words.")  # fmt: skip
@click.option("--consent", type=_words(Consent), default="none",
              help="Only participants who agreed to this or more.")  # fmt: skip
@click.option("--crlf", is_flag=True, help="End lines with CR and LF, for MAXQDA.")
@by_option
@study_option
@json_option
def export_codings(
    root: Path,
    file: Path,
    proposals: bool,
    memos: bool,
    coders: str,
    leave_out: str,
    consent: str,
    crlf: bool,
    by: str,
    as_json: bool,
) -> None:
    """Write transcripts, codebook and accepted codings as FILE.qdpx (REFI-QDA). Replaces no file.

    It holds whole anonymised interviews: for the research team's own analysis alone.
    """
    choices = Choices(
        proposals=proposals,
        memos=memos,
        coders=Coders(coders),
        leave_out=LeaveOut(leave_out),
        consent=Consent(consent),
        crlf=crlf,
    )
    key = key_at_hand(open_study(root)) if memos else None
    done = export_project(root, file, by, choices, key)
    if as_json:
        print_json(_exported(done))
        return
    click.echo(f"{len(done.transcripts)} transcripts with {done.accepted} accepted codings and "
               f"{done.proposed} proposals were written.")  # fmt: skip
    for line in _warnings(done):
        click.secho(line, fg="yellow")


@click.command("import")
@click.argument("file", type=FILE)
@click.option("--coder", help="Only what this coder of the file applied.")
@click.option("--partly", is_flag=True, help="Record the rest although something is refused.")
@by_option
@study_option
@json_option
def import_codings_(
    root: Path, file: Path, coder: str | None, partly: bool, by: str, as_json: bool
) -> int:
    """Take over codings that were made on the anonymised transcripts in another program, from
    FILE.qdpx. They are accepted at once, by you. The same file again changes nothing."""
    done = import_codings(root, file, by, coder=coder, partly=partly)
    if as_json:
        print_json(_imported(done))
    else:
        for line in _told(done, by):
            click.echo(line)
    return ExitCode.OK if done.recorded else ExitCode.INPUT


def _warnings(done: Exported) -> Iterator[str]:
    less = done.consents.total() - done.consents[Consent.ARCHIVE]
    if less:
        yield (f"{less} of {done.consents.total()} participants did not agree to an archive: this "
               "file is for the research team alone.")  # fmt: skip
    if done.too_little:
        yield f"Left out for want of consent: {', '.join(done.too_little)}"
    if done.silent:
        yield (f"{done.silent} turns went out without their words, and {done.codings_on_silent} "
               "codings on them not at all: rule on their flags, or see --leave-out.")  # fmt: skip
    if done.flagged:
        yield (f"{done.flagged} turns hold a flag; the file says so beside each. The other program "
               "will not stop anybody from quoting them.")  # fmt: skip
    if done.without_code:
        yield f"Left out, as the codebook has their codes no longer: {done.without_code} codings"
    if done.naming:
        yield f"Memos that name somebody were left out: {', '.join(done.naming)}"
    if done.wide:
        yield (f"Characters that some programs count as two (such as emoji): in "
               f"{', '.join(done.wide)}, codings may stand a little too early there.")  # fmt: skip


def _exported(done: Exported) -> dict[str, object]:
    return {
        "transcripts": done.transcripts,
        "consents": {consent.value: count for consent, count in sorted(done.consents.items())},
        "too_little_consent": done.too_little,
        "accepted": done.accepted,
        "proposed": done.proposed,
        "flagged_turns": done.flagged,
        "turns_left_out": done.silent,
        "codings_left_out": done.codings_on_silent,
        "codings_without_code": done.without_code,
        "memos": done.memos,
        "memos_naming_somebody": done.naming,
        "counted_twice_elsewhere": done.wide,
    }


def _told(done: Imported, by: str) -> Iterator[str]:
    verb = "accepted" if done.recorded else "could be accepted"
    yield f"{len(done.added)} codings {verb}, by {by}; {done.already} had been before."
    if done.rejected:
        yield f"Rejected here by a person, and left so: {', '.join(done.rejected)}"
    if done.found.machines:
        yield f"{done.found.machines} of the user 'machine' are proposals, and were passed over."
    if done.found.others:
        yield f"{done.found.others} of other coders were passed over."
    elif done.coders > 1:
        yield (f"The file has {done.coders} coders; all that they coded stands as yours. To keep "
               "them apart: --coder NAME, once for each, with --by")  # fmt: skip
    if done.unattributed:
        yield ("Open proposals that the file has without a coder; accept them if a person did: "
               f"{', '.join(done.unattributed)}")  # fmt: skip
    if done.found.widened:
        yield f"{done.found.widened} passages cut words, and were widened to whole ones."
    if done.found.divided:
        yield (f"{done.found.divided} passages ran over several turns: each of the participant's "
               "was coded by itself.")  # fmt: skip
    yield from _refusals(done)
    if done.recorded:
        yield "Next: voices run"
    else:
        yield "Nothing was recorded. To record the rest: --partly"


def _refusals(done: Imported) -> Iterator[str]:
    refused = list(done.refused.items())
    for one, count in refused[:SHOWN]:
        yield f"Refused ({count}): {one.where} {one.what}"
        yield f"  Next: {one.next_step}"
    if len(refused) > SHOWN:
        yield f"  and {len(refused) - SHOWN} more: --json"


def _imported(done: Imported) -> dict[str, object]:
    return {
        "recorded": done.recorded,
        "added": [one.model_dump(mode="json", exclude={"text"}) for one in done.added],
        "already": done.already,
        "rejected": done.rejected,
        "machines": done.found.machines,
        "others": done.found.others,
        "unattributed": done.unattributed,
        "widened": done.found.widened,
        "divided": done.found.divided,
        "refused": [
            {"codings": count, "where": one.where, "what": one.what, "next": one.next_step}
            for one, count in done.refused.items()
        ],
    }
