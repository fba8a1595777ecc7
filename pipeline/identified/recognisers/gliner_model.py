"""A GLiNER model in a folder on this machine: loaded without a network, read in whole pieces.

GLiNER: Zaratiana, Tomeh, Holat and Charnois, 'GLiNER: Generalist Model for Named Entity
Recognition using Bidirectional Transformer', NAACL 2024. What is used of the package was read in
its version 0.2.29.
"""

from __future__ import annotations

import hashlib
import os
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pipeline.errors import SettingsError
from pipeline.identified.recognisers.gliner_pieces import OVERLAP, Limits, Piece, Word, pieces

if TYPE_CHECKING:
    from gliner import GLiNER

_MOST_WORDS = 192
"""Half of what GLiNER models read by default (384): far from the limit, enough context."""
_MOST_COST = 512
"""Sub-words that every encoder GLiNER is built on can read, whatever its tokenizer declares."""
_CONFIG = "gliner_config.json"
_PARTS = frozenset({".json", ".model", ".safetensors", ".bin", ".txt"})
_SAMPLE = 1 << 20


@dataclass(frozen=True, slots=True)
class Entity:
    """What the model found at ``text[start:end]`` of a turn."""

    start: int
    end: int
    label: str
    """The prompt it answers; `UNREAD` where the model could not look."""
    score: float


UNREAD = ""
"""The label of a word that is too long for the model to read."""


class GlinerReader:
    """A loaded model and the prompts it is asked with.

    Args:
        model: of the package gliner.
        prompts: the labels that are looked for.
        floor: the least score of an entity.

    Raises:
        ValueError: the model reads so little at a time that names could be cut.
    """

    def __init__(self, model: GLiNER, prompts: Sequence[str], floor: float) -> None:
        self._model = model
        self._prompts = list(prompts)
        self._floor = floor
        self._split = model.data_processor.words_splitter
        self._tokenizer = model.data_processor.transformer_tokenizer
        self._limits = self._read_limits()

    def entities(self, text: str) -> Iterator[Entity]:
        """All entities of a turn; they may overlap and, where pieces do, come twice."""
        for piece in pieces(self._words(text), self._limits):
            if piece.readable:
                yield from self._predicted(text, piece)
            else:
                yield Entity(piece.start, piece.end, UNREAD, self._floor)

    def _predicted(self, text: str, piece: Piece) -> Iterator[Entity]:
        """One piece at a time: in a batch, the padding would make scores depend on neighbours.

        Nested entities are asked for: otherwise 'Anna' with a high score would hide 'Anna Bell'.
        """
        part = text[piece.start : piece.end]
        for found in self._model.predict_entities(
            part, self._prompts, flat_ner=False, threshold=self._floor
        ):
            start, end = piece.start + found["start"], piece.start + found["end"]
            yield Entity(start, end, found["label"], float(found["score"]))

    def _words(self, text: str) -> list[Word]:
        split = list(self._split(text))
        costs = self._costs([word for word, _, _ in split])
        return [
            Word(start, end, cost, ends_sentence=word in ".?!…")
            for (word, start, end), cost in zip(split, costs, strict=True)
        ]

    def _costs(self, words: list[str]) -> list[int]:
        if not words:
            return []
        return [len(ids) for ids in self._tokenizer(words, add_special_tokens=False)["input_ids"]]

    def _read_limits(self) -> Limits:
        # Before the text stand, for every prompt, a mark and the prompt; then three single marks.
        before = sum(self._costs(self._prompts)) + len(self._prompts) + 3
        cost = (min(int(self._tokenizer.model_max_length), _MOST_COST) - before) // 2
        words = min(int(self._model.config.max_len) // 2, _MOST_WORDS)
        if min(cost, words) < 2 * OVERLAP:
            raise ValueError("the model reads too little at a time")
        return Limits(words=words, cost=cost)


@cache
def reader(model: str, prompts: tuple[str, ...], floor: float) -> GlinerReader:
    """The model in the folder `model`, once a process.

    Raises:
        SettingsError: the package or the folder is missing, or the model cannot be loaded.
    """
    folder = _folder(model)
    _stay_offline()
    try:
        from gliner import GLiNER
    except ImportError as error:
        raise _no_package() from error
    try:
        return GlinerReader(_load(GLiNER, folder), prompts, floor)
    except Exception as error:  # the package passes on whatever its parts raise
        raise _refused("the GLiNER model for names cannot be loaded from its folder") from error


@cache
def fingerprint(model: str) -> str:
    """Of the package and the model; loads neither.

    Weights run to gigabytes, and this is asked for with every run: of each file the name, the size
    and its first and last mebibyte are hashed. Sizes alone would not do, since a model that was
    trained further keeps them; training changes all weights, so the ends of the file show it.

    Raises:
        SettingsError: the package or the folder is missing.
    """
    digest = hashlib.sha256()
    for path in sorted(_folder(model).iterdir()):
        if path.suffix in _PARTS and path.is_file():
            digest.update(f"{path.name}\0{path.stat().st_size}\0".encode())
            digest.update(_sample(path))
    try:
        return f"{version('gliner')}-{digest.hexdigest()[:16]}"
    except PackageNotFoundError as error:
        raise _no_package() from error


def _sample(path: Path) -> bytes:
    with path.open("rb") as file:
        first = file.read(_SAMPLE)
        file.seek(max(len(first), path.stat().st_size - _SAMPLE))
        return first + file.read(_SAMPLE)


def _folder(model: str) -> Path:
    """Checked before GLiNER sees it, which takes what is no folder for a model to download."""
    folder = Path(model).expanduser()
    if not (folder / _CONFIG).is_file():
        raise _refused(f"there is no GLiNER model in the folder: no {_CONFIG}")
    return folder


def _stay_offline() -> None:
    """Nothing in this process downloads from here on. Hugging Face's library reads the variable
    only when it is first imported; where that has happened, its own switch is set too."""
    os.environ["HF_HUB_OFFLINE"] = "1"
    constants = sys.modules.get("huggingface_hub.constants")
    if constants is not None:
        constants.HF_HUB_OFFLINE = True  # type: ignore[attr-defined]


def _load(package: Any, folder: Path) -> GLiNER:
    """Weights the folder lacks would be random numbers; those it has beyond them do no harm."""
    try:
        return package.from_pretrained(str(folder), local_files_only=True, strict=True)
    except RuntimeError as error:
        if "Unexpected key" not in str(error) or "Missing key" in str(error):
            raise
    return package.from_pretrained(str(folder), local_files_only=True, strict=False)


def _no_package() -> SettingsError:
    return SettingsError(
        "the package gliner cannot be imported",
        where="config/study.yaml: names",
        next_step="type pip install 'victim-voices[gliner]', or set 'names: model'",
    )


def _refused(what: str) -> SettingsError:
    return SettingsError(
        what,
        where="config/study.yaml: names",
        next_step="correct the folder in config/study.yaml: names, or set 'names: model'",
    )
