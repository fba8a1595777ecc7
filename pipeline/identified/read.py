"""A source file to a transcript: the entrance of the first room."""

from __future__ import annotations

import warnings
from collections.abc import Sequence

from pipeline.errors import InputError
from pipeline.identified.joining import joined, without_inline_stamps
from pipeline.identified.readers.base import Reading
from pipeline.identified.readers.characters import plain
from pipeline.identified.readers.formats import reader_for
from pipeline.identified.readers.layouts.covers import names_in_cover
from pipeline.identified.speakers import cast
from pipeline.values.texts import Removed, Transcript

_WITH_NAMES = frozenset(("cover block", "page header", "page footer", "transcription notice"))


def read_transcript(
    data: bytes, ending: str, *, id: str, participant: str, where: str
) -> Transcript:
    """The interview in a file: speakers resolved, fragments joined, marks found.

    Args:
        data: the file's bytes.
        ending: the file name's ending ('.docx'), asked only where the content says nothing.
        id: the transcript's id.
        participant: whose interview it is.
        where: an opaque place for error messages, never the file's own name.

    Raises:
        InputError: the file is empty, damaged, protected, not text or not a transcript. The message
            holds none of its words.
    """
    outcome = _outcome(data, ending.casefold(), id, participant)
    if isinstance(outcome, InputError):
        raise InputError(outcome.what, where=where, next_step=outcome.next_step)
    return outcome


def _outcome(data: bytes, ending: str, id: str, participant: str) -> Transcript | InputError:
    """Errors come back as values, so that none carries another, with words in it, as its cause."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            return _read(data, ending, id, participant)
    except InputError as error:
        return InputError(error.what, next_step=error.next_step)
    except Exception:
        return InputError(
            "the file cannot be read: it is damaged, or not what its ending says",
            next_step="Open it where it was written and save it as .docx or UTF-8 text.",
        )


def _read(data: bytes, ending: str, id: str, participant: str) -> Transcript:
    reader = reader_for(data, ending)
    reading = reader.read(data)
    utterances, stamps = without_inline_stamps(reading.utterances)
    if not any(char.isalnum() for one in utterances for char in one.text):
        raise InputError(
            "the file holds no talk", next_step="Check that it is the transcript itself."
        )
    result = cast(utterances, names_in_cover(_words_with_names(reading)))
    return Transcript(
        id=id,
        participant=participant,
        format=reader.NAME,
        turns=joined(utterances, result.speakers),
        speaker_names=result.names,
        removed=_gathered((*reading.removed, *stamps)),
        notices=tuple(dict.fromkeys((*reading.notices, *result.notices))),
    )


def _words_with_names(reading: Reading) -> list[str]:
    return [one.words for one in reading.removed if one.what in _WITH_NAMES]


def _gathered(removed: Sequence[Removed]) -> tuple[Removed, ...]:
    """One record for each kind of thing that was removed."""
    kinds = dict.fromkeys(one.what for one in removed)
    return tuple(
        Removed(
            what=what,
            count=sum(one.count for one in removed if one.what == what),
            words="\n".join(plain(one.words) for one in removed if one.what == what and one.words),
        )
        for what in kinds
    )
