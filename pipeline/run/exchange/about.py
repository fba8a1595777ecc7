"""What a project says of itself, to whoever opens it."""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.run.coded import Coded
from pipeline.settings import Review
from pipeline.values.quotes import Consent, Participant


def title_of(coded: Coded) -> str:
    """The study's title, with what must stand on its face."""
    words = _stamp(coded)
    title = coded.study.settings.title
    return f"{title} ({', '.join(words)})" if words else title


def about_project(coded: Coded, people: Sequence[Participant], left_out: int) -> str:
    """Lines for the project's description."""
    lines = ["For the research team's own analysis: whole anonymised interviews."]
    if "SYNTHETIC" in _stamp(coded):
        lines.append("SYNTHETIC: every interview, person and word in it is invented.")
    if "not reviewed" in _stamp(coded):
        lines.append("Not reviewed: no person has checked its anonymisation and its coding.")
    if any(person.consent is not Consent.ARCHIVE for person in people):
        lines.append("Not all participants agreed to an archive: do not deposit it.")
    if not all(person.consent.allows_quotes for person in people):
        lines.append("Not all participants agreed to be quoted: quote from the quote book alone.")
    if left_out:
        lines.append("The words of some turns were left out; '[left out]' stands for them.")
    lines += [
        "A paragraph is a turn: I is the interviewer, P the participant, O somebody else.",
        "A code called '(denied)' or '(considered)' stands for a theme that was denied, or only "
        "thought of: it does not count as found.",
        f"Codebook, version {coded.study.codebook().version}.",
    ]
    return "\n".join(lines)


def _stamp(coded: Coded) -> list[str]:
    settings = coded.study.settings
    words = ["SYNTHETIC"] if settings.synthetic else []
    return [*words, *(["not reviewed"] if settings.review is Review.WAIVED else [])]
