"""``voices memo``."""

from __future__ import annotations

import textwrap
from pathlib import Path

import click

from pipeline.cli.options import by_option, json_option, key_at_hand, print_json, study_option
from pipeline.run.memos import add_memo, memos, names_somebody, remove_memo
from pipeline.run.study import open_study
from pipeline.values.memos import Memo


@click.group("memo")
def command() -> None:
    """Keep notes on codings, codes and transcripts. They stay in records/memos.jsonl alone."""


@command.command()
@click.argument("words")
@click.option("--coding", help="The coding that it is about.")
@click.option("--code", help="The code that it is about.")
@click.option("--transcript", help="The transcript that it is about.")
@click.option("--turn", type=click.IntRange(min=1), help="With --transcript: one of its turns.")
@by_option
@study_option
def add(
    root: Path,
    words: str,
    coding: str | None,
    code: str | None,
    transcript: str | None,
    turn: int | None,
    by: str,
) -> None:
    """Keep WORDS as a memo."""
    memo = add_memo(root, words, by, coding=coding, code=code, transcript=transcript, turn=turn)
    click.echo(f"{memo.id} kept, by {memo.by}.")
    study = open_study(root)
    if names_somebody(study, memo.words, key_at_hand(study)):
        click.secho(
            "It holds a name that this study knows. Take it out, and write it without the name: "
            f"voices memo remove {memo.id}",
            fg="yellow",
            err=True,
        )


@command.command("list")
@click.option("--coding", help="Only those on this coding.")
@click.option("--code", help="Only those on this code.")
@click.option("--transcript", help="Only those on this transcript, its turns and codings.")
@study_option
@json_option
def show(
    root: Path, coding: str | None, code: str | None, transcript: str | None, as_json: bool
) -> None:
    """List the memos with their words, oldest first."""
    found = [
        memo
        for memo in memos(root)
        if coding in (None, memo.coding)
        and code in (None, memo.code)
        and transcript in (None, memo.transcript)
    ]
    if as_json:
        print_json([memo.model_dump(mode="json") for memo in found])
        return
    for memo in found:
        click.echo(f"{memo.id}  {memo.time[:10]}  {memo.by}, on {_about(memo)}")
        click.echo(textwrap.indent(textwrap.fill(memo.words, 92), "    "))
    click.echo(f"{len(found)} memos.")


@command.command()
@click.argument("memo")
@by_option
@study_option
def remove(root: Path, memo: str, by: str) -> None:
    """Take MEMO (such as M0003) out; its words are gone then."""
    remove_memo(root, memo, by)
    click.echo(f"{memo} removed, by {by}.")


def _about(memo: Memo) -> str:
    if memo.code:
        return f"code {memo.code}"
    part = f", turn {memo.turn}" if memo.turn else f", coding {memo.coding}" if memo.coding else ""
    return f"transcript {memo.transcript}{part}"
