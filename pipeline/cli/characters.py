"""A stretch of a turn as it is typed."""

from __future__ import annotations

import click

from pipeline.values.spans import Span


class Characters(click.ParamType[Span]):
    """'40:45': characters 40 up to but not including 45 of a turn's text."""

    name = "start:end"

    def convert(
        self, value: object, param: click.Parameter | None, ctx: click.Context | None
    ) -> Span:
        """The span that `value` names."""
        if isinstance(value, Span):
            return value
        start, colon, end = str(value).partition(":")
        digits = start.isascii() and end.isascii() and start.isdigit() and end.isdigit()
        if not (colon and digits and int(start) < int(end)):
            self.fail("write it as START:END, such as 40:45", param, ctx)
        return Span(start=int(start), end=int(end))
