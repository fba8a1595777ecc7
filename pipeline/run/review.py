"""What people tell the study of its anonymisation: approvals and rulings, checked and put in the
journal."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from pydantic import ValidationError

from pipeline.errors import GateError, InputError
from pipeline.identified.forms import form_of
from pipeline.identified.recognisers.word_classes import FUNCTION_WORDS
from pipeline.run.files import read_value, read_values
from pipeline.run.journal import Journal
from pipeline.run.lock import hold
from pipeline.run.reasons import check_reason
from pipeline.run.signed_off import remember_signed_off
from pipeline.run.study import OpenStudy, open_study
from pipeline.values.identifiers import Decision, Identity, Kind, Ruling, RulingKind
from pipeline.values.records import Approval, Gate, Return
from pipeline.values.spans import Span
from pipeline.values.texts import Draft, Transcript


def approve_transcripts(root: Path, ids: Sequence[str], by: str) -> list[Approval]:
    """Sign off the drafts of these transcripts as they stand now.

    Raises:
        GateError: one has no draft; then none is approved.
    """
    study = open_study(root)
    study.refuse_destroyed(GateError)
    with hold(study.places.lock):
        drafts = [_draft(study, id) for id in ids]
        return _sign_off(study, drafts, by)


def approve_draft(root: Path, id: str, state: str, by: str) -> Approval:
    """Sign off one draft, if it is still the one that was read.

    Args:
        root: of the study.
        id: of the transcript.
        state: fingerprint of the draft that was read.
        by: who signs.

    Raises:
        GateError: there is no draft, or it is another by now.
    """
    study = open_study(root)
    study.refuse_destroyed(GateError)
    with hold(study.places.lock):
        draft = _draft(study, id)
        _refuse_other(draft, state)
        return _sign_off(study, [draft], by)[0]


def return_draft(root: Path, id: str, state: str, by: str, because: str) -> Return:
    """Give a draft back: what was approved of this transcript before counts no longer.

    Args:
        root: of the study.
        id: of the transcript.
        state: fingerprint of the draft that was read.
        by: who gives it back.
        because: one line that names nobody; it stays in the journal for good.

    Raises:
        GateError: there is no draft, or it is another by now.
        InputError: the reason names somebody.
    """
    study = open_study(root)
    study.refuse_destroyed(GateError)
    with hold(study.places.lock):
        _refuse_other(_draft(study, id), state)
        check_reason(because, study, None)
        given = Return(subject=id, state=state, by=by, because=because)
        Journal(study.places.journal).append(given)
    return given


def _draft(study: OpenStudy, id: str) -> Draft:
    study.withdrawn.refuse(id, GateError)
    path = study.places.drafts / f"{id}.jsonl"
    if id not in study.documents or not path.exists():
        raise GateError(f"there is no draft of '{id}' to approve", next_step="voices status")
    return read_value(path, Draft)


def _refuse_other(draft: Draft, state: str) -> None:
    if draft.fingerprint() != state:
        raise GateError(
            "the draft is another by now than the one that was read",
            where=f"transcript {draft.id}",
            next_step="read it again",
        )


def _sign_off(study: OpenStudy, drafts: Sequence[Draft], by: str) -> list[Approval]:
    approvals = [
        Approval(gate=Gate.ADMIT, subject=one.id, state=one.fingerprint(), by=by) for one in drafts
    ]
    remember_signed_off(study, drafts)
    journal = Journal(study.places.journal)
    for approval in approvals:
        journal.append(approval)
    return approvals


def rule_on_passage(
    root: Path, ruling: RulingKind, transcript: str, turn: int, span: Span, by: str,
    kind: Kind | None = None, role: str = "", identity: str | None = None,
) -> Ruling:  # fmt: skip
    """Rule that a stretch of a transcript's source text identifies someone, or nobody, or not the
    one it was taken for (`identity`).

    Raises:
        InputError: there is no such stretch.
    """
    study = open_study(root)
    study.refuse_destroyed()
    study.withdrawn.refuse(transcript)
    path = study.places.transcripts / f"{transcript}.jsonl"
    if transcript not in study.documents or not path.exists():
        raise InputError(f"there is no transcript '{transcript}'", next_step="voices status")
    source = read_value(path, Transcript)
    if turn > len(source.turns) or span.end > len(source.turns[turn - 1].text):
        raise InputError(
            f"turn {turn} has no characters {span.start} to {span.end}",
            where=f"transcript {transcript}",
            next_step=f"voices log {transcript}",
        )
    if not form_of(source.turns[turn - 1].text[span.start : span.end]):
        raise InputError("that stretch holds no letter or digit", next_step="voices rule --help")
    return _rule(
        study,
        {
            "ruling": ruling,
            "by": by,
            "transcript": transcript,
            "turn": turn,
            "span": span,
            "kind": kind,
            "role": role,
            "identity": identity,
            "source": source.fingerprint(),
        },
    )


def rule_apart(root: Path, transcript: str, turn: int, span: Span, by: str) -> Ruling:
    """Rule that the name standing there is not the person's it was taken for.

    Raises:
        InputError: there is no such stretch, no name was found there, or the person has no other.
    """
    study = open_study(root)
    study.refuse_destroyed()
    study.withdrawn.refuse(transcript)
    path = study.places.decisions / f"{transcript}.jsonl"
    decisions = read_values(path, Decision) if path.exists() else []
    there = [one for one in decisions if one.turn == turn and one.span.overlaps(span)]
    ids = [one.identity for one in there if one.identity]
    if len(ids) != 1:
        raise InputError(
            "there is no name of one person, place or organisation",
            where=f"transcript {transcript}, turn {turn}, {span.start}:{span.end}",
            next_step=f"voices log {transcript}",
        )
    known = {one.id: one for one in read_values(study.places.identities, Identity)}
    if len(known[ids[0]].forms) < 2:
        raise InputError(
            f"{ids[0]} has this one name only: there is nobody to keep it apart from",
            next_step=f"voices people {transcript}",
        )
    return rule_on_passage(root, RulingKind.APART, transcript, turn, span, by, identity=ids[0])


def rule_on_identity(
    root: Path, ruling: RulingKind, identity: str, by: str, other: str = "", replacement: str = ""
) -> Ruling:
    """Rule that two identities are one, or what stands for one.

    Raises:
        InputError: there is no such identity, or the replacement could name somebody.
    """
    study = open_study(root)
    study.refuse_destroyed()
    study.withdrawn.refuse_unfinished()
    known = {one.id: one for one in read_values(study.places.identities, Identity)}
    for id in filter(None, (identity, other)):
        if id not in known:
            raise InputError(f"there is no identity '{id}'", next_step="voices log")
    if ruling is RulingKind.SAME and (not other or known[identity].kind != known[other].kind):
        raise InputError("a person and a place cannot be one", next_step="voices log")
    if replacement:
        _refuse_real_name(replacement, list(known.values()))
    return _rule(
        study,
        {
            "ruling": ruling,
            "by": by,
            "identity": identity,
            "other": other or None,
            "replacement": replacement,
        },
    )


def _refuse_real_name(replacement: str, known: Sequence[Identity]) -> None:
    parts = {part for one in known for form in one.forms for part in form_of(form)}
    # 'the' may have been taken for a name somewhere: it is nobody's.
    parts -= FUNCTION_WORDS
    if any(len(part) > 1 and part in parts for part in form_of(replacement)):
        raise InputError(
            "the replacement is a real name of somebody in the study, or holds one",
            next_step="choose another",
        )


def drop_ruling(root: Path, id: str, by: str) -> Ruling:
    """Let a ruling count no longer.

    Raises:
        InputError: there is no such ruling.
    """
    study = open_study(root)
    study.refuse_destroyed()
    if id not in {ruling.id for ruling in Journal(study.places.journal).rulings()}:
        raise InputError(f"there is no ruling '{id}'", next_step="voices log TRANSCRIPT")
    return _rule(study, {"ruling": RulingKind.DROP, "by": by, "drops": id})


def _rule(study: OpenStudy, fields: dict[str, object]) -> Ruling:
    with hold(study.places.lock):
        journal = Journal(study.places.journal)
        number = len(journal.rulings()) + 1
        try:
            ruling = Ruling.model_validate({"id": f"R{number:04d}", **fields})
        except ValidationError as error:
            raise InputError(
                str(error.errors(include_input=False)[0]["msg"]), next_step="voices rule --help"
            ) from None
        journal.append(ruling)
    return ruling
