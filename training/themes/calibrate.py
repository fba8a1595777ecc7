"""What the scores mean, learned from interviews that the encoders were not trained on."""

from __future__ import annotations

import hashlib
import json
import shutil
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from sklearn.linear_model import LogisticRegression

from pipeline.anonymised.coders.combined import Candidate, CombinedCoder
from pipeline.anonymised.coders.cues import CueCoder
from pipeline.anonymised.heard import hear
from pipeline.anonymised.learnt import NOTHING_LEARNT
from pipeline.anonymised.scoring import Scorer
from pipeline.anonymised.themes_model.model import ThemesModel
from pipeline.anonymised.themes_model.operating import Curve, Operating, Part
from pipeline.values.themes import Codebook
from training.themes.marked import Marked

_BY_CODE = 0.35
"""How far single codes may leave the common curve: a column of this height each."""
_FOUND = 0.95
"""Of a flag's turns, how many are to be raised."""
_NEVER = 1000.0
"""Log-odds that no sentence has: JSON knows no infinity."""
_PLAIN = Curve(slope=1.0, offset=0.0)


@dataclass(frozen=True)
class Sample:
    """A candidate and whether it is right."""

    candidate: Candidate
    code: str
    right: bool
    denied: bool
    considered: bool


def put_together(works: Sequence[Path], out: Path, version: str, share: float) -> None:
    """Copy the files of several trained encoders into `out`, with a `model.json` that says nothing
    of what their scores mean."""
    out.mkdir(parents=True, exist_ok=True)
    parts = []
    for letter, work in zip("abcdefgh", works, strict=False):
        names = f"model-{letter}.onnx", f"heads-{letter}.npz"
        shutil.copyfile(work / "model.onnx", out / names[0])
        shutil.copyfile(work / "heads.npz", out / names[1])
        parts.append(
            Part(
                encoder=names[0],
                heads=names[1],
                encoder_sha256=_digest(out / names[0]),
                heads_sha256=_digest(out / names[1]),
                share=share if _reads_texts(work) else 0.0,
            )
        )
    named = json.loads((works[0] / "heads.json").read_text("utf-8"))
    operating = Operating(
        version=version,
        codes=tuple(named["codes"]),
        flags=tuple(named["flags"]),
        parts=tuple(parts),
        chance=_PLAIN,
        unseen=_PLAIN,
        cue=0.0,
        asked=0.0,
        by_code={},
        reach=2.0,
        denied=_PLAIN,
        considered=_PLAIN,
        takes=0.5,
        asks=0.04,
        flag=dict.fromkeys(named["flags"], 0.0),
        beside_cue=1.0,
    )
    write(out, operating)


def write(folder: Path, operating: Operating) -> None:
    """Write `model.json`."""
    (folder / "model.json").write_text(operating.model_dump_json(indent=1) + "\n", "utf-8")


def samples(
    model: ThemesModel, codebook: Codebook, interviews: Sequence[Marked], floor: float = 1e-3
) -> Iterator[Sample]:
    """The best candidate of every (turn, code) that has one."""
    coder = CombinedCoder(model, codebook, CueCoder(codebook), NOTHING_LEARNT, floor)
    for interview in interviews:
        best: dict[tuple[int, int], Candidate] = {}
        scored = coder.score(interview.turns)
        for one in coder.candidates(scored, interview.turns, interview.id):
            place = one.scored.heard.turn.number, one.column
            if place not in best or best[place].score < one.score:
                best[place] = one
        for (turn, column), one in best.items():
            code = codebook.codes[column].id
            yield Sample(
                one,
                code,
                interview.has(turn, code),
                interview.has(turn, code, "denied"),
                interview.has(turn, code, "considered"),
            )


def calibrated(operating: Operating, found: Sequence[Sample], flags: dict[str, float]) -> Operating:
    """The operating figures, fitted to samples (Platt 1999, with columns for cues and codes)."""
    codes = list(operating.codes)
    known = [one for one in found if one.code in codes]
    rows = np.array([_row(one, codes) for one in known])
    fit = LogisticRegression(C=1.0, max_iter=2000).fit(rows, [one.right for one in known])
    slope, cue, asked, *by_code = (float(one) for one in fit.coef_[0])
    coded = [one for one in known if one.right or one.denied or one.considered]
    return operating.model_copy(
        update={
            "chance": Curve(slope=slope, offset=float(fit.intercept_[0])),
            "cue": cue,
            "asked": asked,
            "by_code": {
                code: round(weight * _BY_CODE, 4)
                for code, weight in zip(codes, by_code, strict=True)
            },
            "denied": _curve(coded, 0),
            "considered": _curve(coded, 1),
            "flag": flags,
        }
    )


def flag_thresholds(
    model: ThemesModel, interviews: Sequence[Marked], found: float = _FOUND
) -> dict[str, float]:
    """For each flag the log-odds from which a sentence raises it: so that this share of its turns
    is found."""
    flags = model.operating.flags
    by_flag: dict[str, list[float]] = {flag: [] for flag in flags}
    for interview in interviews:
        heard = hear(interview.turns)
        reads = model.read([one.answer() for one in heard])
        for one, read in zip(heard, reads, strict=True):
            for flag in interview.flags.get(one.turn.number, ()):
                by_flag[flag].append(float(read.flags[:, flags.index(flag)].max()))
    return {
        flag: round(float(np.quantile(scores, 1 - found)), 3) if scores else _NEVER
        for flag, scores in by_flag.items()
    }


def unseen_curve(model: ThemesModel, codebook: Codebook, interviews: Sequence[Marked]) -> Curve:
    """What the score of a code that the model was not trained on means.

    Args:
        model: trained without some codes of the codebook: codes that it knows are nearer to their
            texts than a new one ever is.
        codebook: with them.
        interviews: not trained on.

    Raises:
        ValueError: the model was trained on all of them.
    """
    scorer = Scorer(model, codebook, NOTHING_LEARNT)
    new = [at for at in range(len(codebook.codes)) if not scorer.is_shipped(at)]
    if not new:
        raise ValueError("the model was trained on every code")
    rows: list[tuple[float, bool]] = []
    for interview in interviews:
        for one in scorer.score(hear(interview.turns)):
            for column in new:
                score = float(one.codes[:, column].max())
                right = interview.has(one.heard.turn.number, codebook.codes[column].id)
                rows.append((score, right))
    return _platt(np.array([[score] for score, _ in rows]), [right for _, right in rows])


def _reads_texts(work: Path) -> bool:
    recipe = json.loads((work / "recipe.json").read_text("utf-8"))
    return bool(recipe["reads_texts"])


def _row(one: Sample, codes: Sequence[str]) -> list[float]:
    candidate = one.candidate
    own = [_BY_CODE * (code == one.code) for code in codes]
    return [candidate.score, float(candidate.has_cue), float(candidate.is_asked), *own]


def _curve(found: Sequence[Sample], column: int) -> Curve:
    scores = [[float(one.candidate.scored.polarities[one.candidate.best, column])] for one in found]
    truth = [(one.denied, one.considered)[column] and not one.right for one in found]
    return _platt(np.array(scores), truth)


def _platt(scores: NDArray[np.float64], truth: Sequence[bool]) -> Curve:
    fit = LogisticRegression(C=10.0, max_iter=1000).fit(scores, truth)
    return Curve(slope=float(fit.coef_[0][0]), offset=float(fit.intercept_[0]))


def _digest(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()
