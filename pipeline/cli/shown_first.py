"""A group of commands that may be typed without the word ``show``."""

from __future__ import annotations

import click


class ShownFirst(click.Group):
    """`voices log P04` is `voices log show P04`: any word that is no command is a transcript."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Take what begins with an option, or is empty, for ``show``."""
        if not args or (args[0].startswith("-") and args[0] not in ctx.help_option_names):
            args = ["show", *args]
        return super().parse_args(ctx, args)

    def get_command(self, ctx: click.Context, name: str) -> click.Command | None:
        """The command `name`; any other word is a transcript."""
        return super().get_command(ctx, name) or self.commands["show"]

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Leave a transcript among the arguments of ``show``."""
        known = args[0] in self.commands
        return super().resolve_command(ctx, args if known else ["show", *args])
