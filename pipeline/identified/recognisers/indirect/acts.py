"""Distinctive acts: verbs of making and staging with what they are done to."""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.identified.recognisers.found_names import TurnWords
from pipeline.identified.recognisers.indirect.stretch import Stretch, has_rare_word, phrase_end
from pipeline.identified.recognisers.words import vocabulary
from pipeline.values.identifiers import Kind

_MAKING = vocabulary(
    "painted paints sprayed knitted sewn sewed stitched carved carves drew draws drawn engraved "
    "glued welded baked embroidered tattooed tattoed sang sings singing recites recited played "
    "plays dressed dresses signed ringed inked burned burnt burned planted buried dug mowed "
    "ironed folded starched polished laminated framed printed screened crocheted woven wove "
    "moulded cast plastered chalked scratched etched stencilled decorated hung nailed screwed "
    "bolted wired threaded tied knotted plaited braided shaved trimmed pruned clipped sculpted "
    "wore wearing wears collects collected breeds bred auctioned raffled christened named "
    "renamed measured weighed counted recorded transcribed photocopied annotated corrected "
    "underlined circled graded marked laid swapped rearranged alphabetised turned"
)
_DOERS = vocabulary(
    "he he's he'd hes hed she she's she'd shes shed they they'd they've who who'd i i'd we we'd "
    "and been had have having has it it's"
)
_ADVERBS = vocabulary("only just even always actually then literally had been all got gone")


def find(words: TurnWords, index: int) -> Iterator[Stretch]:
    """An act whose verb stands at `index`."""
    if words.word(index) not in _MAKING:
        return
    left = index - 1
    while left >= 0 and words.word(left) in _ADVERBS:
        left -= 1
    if words.word(left) not in _DOERS and left >= 0:
        return
    end = phrase_end(words, index, 10)
    if end - index >= 3 and has_rare_word(words, index + 1, end):
        yield Stretch(index, end, Kind.OTHER, "act", score=0.15)
