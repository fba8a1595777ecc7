"""How widely each code is found, and the book of it all."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from itertools import combinations

from pipeline.values.quotes import Quote, QuoteBook, Spread, Together, Withheld
from pipeline.values.texts import AdmittedTranscript
from pipeline.values.themes import Codebook, Coding, ConfirmedCoding, Polarity, Subject


def spreads(
    codebook: Codebook,
    transcripts: Sequence[AdmittedTranscript],
    codings: Sequence[ConfirmedCoding],
    quotes: Sequence[Quote],
) -> tuple[Spread, ...]:
    """The spread of every code, in the codebook's order.

    A participant counts once for a code that is present and confirmed in her interviews as her own
    or her family's experience: what was denied, only considered or happened to somebody else does
    not make it hers. Who may not be quoted still counts. The base is every participant with an
    admitted transcript.
    """
    whose = {transcript.id: transcript.participant for transcript in transcripts}
    counted = _counted(codings, whose)
    return tuple(
        Spread(
            code=code.id,
            participants=len({whose[one.transcript] for one in counted if one.code == code.id}),
            base=len(set(whose.values())),
            passages=sum(one.code == code.id for one in counted),
            quotes=sum(code.id in quote.codes for quote in quotes),
        )
        for code in codebook.codes
    )


def together(
    codebook: Codebook,
    transcripts: Sequence[AdmittedTranscript],
    codings: Sequence[ConfirmedCoding],
) -> tuple[Together, ...]:
    """Every pair of codes that some participant's interviews both have, and of how many; counted as
    in `spreads`, in the codebook's order."""
    whose = {transcript.id: transcript.participant for transcript in transcripts}
    found: dict[str, set[str]] = defaultdict(set)
    for one in _counted(codings, whose):
        found[one.code].add(whose[one.transcript])
    ids = [code.id for code in codebook.codes if code.id in found]
    return tuple(
        Together(codes=pair, participants=both)
        for pair in combinations(ids, 2)
        if (both := len(found[pair[0]] & found[pair[1]]))
    )


def _counted(codings: Sequence[ConfirmedCoding], whose: Mapping[str, str]) -> list[Coding]:
    return [
        one.coding
        for one in {one.coding.id: one for one in codings}.values()
        if one.coding.polarity is Polarity.PRESENT
        and one.coding.subject is not Subject.OTHER
        and one.coding.transcript in whose
    ]


def assemble_book(
    title: str,
    codebook: Codebook,
    transcripts: Sequence[AdmittedTranscript],
    codings: Sequence[ConfirmedCoding],
    quotes: Sequence[Quote],
    withheld: Sequence[Withheld],
    *,
    synthetic: bool,
    minimum_cell: int,
    audience: str = "commissioner",
) -> QuoteBook:
    """All that the exporters write. It is reviewed only where a person stood at every gate."""
    approvals = [one.approval for one in transcripts] + [one.approval for one in codings]
    return QuoteBook(
        title=title,
        synthetic=synthetic,
        reviewed=bool(approvals) and not any(approval.waived for approval in approvals),
        families=codebook.families,
        codes={code.id: (code.family, code.name, code.definition) for code in codebook.codes},
        quotes=tuple(quotes),
        spreads=spreads(codebook, transcripts, codings, quotes),
        withheld=tuple(withheld),
        minimum_cell=minimum_cell,
        audience=audience,
        together=together(codebook, transcripts, codings),
    )
