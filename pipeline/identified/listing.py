"""What may identify and is left for a person to rule on: decisions to keep, each with a proposal.

Or to generalise, where the study's audience asks for it.
"""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.identified import generalise
from pipeline.identified.decision_ids import decision_id
from pipeline.identified.narrowing import Narrowing
from pipeline.identified.overlaps import pieces
from pipeline.identified.recognisers.rarity import RARE, rarity
from pipeline.identified.recognisers.tokens import tokens_of
from pipeline.identified.recognisers.word_classes import FUNCTION_WORDS
from pipeline.identified.rulings import is_ruled
from pipeline.settings import AudiencePolicy, Identifiers
from pipeline.values.identifiers import Action, Decision, Kind, Mention, Status
from pipeline.values.texts import Transcript

REASON = "may identify: rare in this study and elsewhere"
FOR_AUDIENCE = "policy: may identify, and is generalised for this audience"


def parted(
    mentions: Sequence[Mention], audience: AudiencePolicy
) -> tuple[list[Mention], list[Mention]]:
    """The mentions that are decided about, and those that are only listed: what its finder listed,
    and for some audiences whole kinds. What a person named in the roster is never only listed."""
    taken: list[Mention] = []
    listed: list[Mention] = []
    for one in mentions:
        named = is_ruled(one) or one.detector == "roster"
        only = not named and (one.listed or one.kind in audience.only_listed)
        (listed if only else taken).append(one)
    return taken, listed


def with_listed(
    transcript: Transcript,
    decisions: Sequence[Decision],
    listed: Sequence[Mention],
    narrowing: Narrowing,
    policy: Identifiers,
    audience: AudiencePolicy,
) -> list[Decision]:
    """`decisions` and those about what is only listed, in the order of the transcript.

    Of a listed stretch counts what no decision covers.
    """
    left = [
        piece
        for one in listed
        if policy.kinds[one.kind].action is not Action.KEEP
        for piece in _left(transcript, one, decisions)
    ]
    more = [
        _decision(transcript.id, one, value, policy, audience)
        for one, value in zip(left, narrowing.of(left), strict=True)
    ]
    return sorted([*decisions, *more], key=lambda one: (one.turn, one.span.start))


def _left(transcript: Transcript, mention: Mention, decisions: Sequence[Decision]) -> list[Mention]:
    claimed = [
        one.span
        for one in decisions
        if one.turn == mention.turn and one.span.overlaps(mention.span)
    ]
    left = pieces(transcript.turns[mention.turn - 1].text, mention, claimed)
    return [one for one in left if _says_something(one)]


def _says_something(mention: Mention) -> bool:
    """Of things, acts and phrases a single word says nothing, unless it is rare: it is what was
    left beside something else."""
    words = [token.folded for token in tokens_of(mention.words)]
    telling = [word for word in words if word not in FUNCTION_WORDS]
    if mention.kind is not Kind.OTHER or mention.hint not in ("", "thing"):
        return bool(words)
    return len(telling) > 1 or any(rarity(word) >= RARE for word in telling)


def _decision(
    transcript: str,
    mention: Mention,
    narrowing: float,
    policy: Identifiers,
    audience: AudiencePolicy,
) -> Decision:
    proposed = generalise.proposal(mention, policy.kinds[mention.kind])
    taken = audience.generalise_from is not None and narrowing >= audience.generalise_from
    return Decision(
        id=decision_id(transcript, mention),
        turn=mention.turn,
        span=mention.span,
        kind=mention.kind,
        action=policy.kinds[mention.kind].action if taken else Action.KEEP,
        replacement=proposed if taken else "",
        identity=None,
        reason=FOR_AUDIENCE if taken else REASON,
        detector=mention.detector,
        confidence=mention.score,
        status=Status.CHECK,
        proposed="" if taken else proposed,
        narrowing=narrowing,
    )
