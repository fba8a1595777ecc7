"""Codes that a researcher added: what tells them, and what is held against them."""

from __future__ import annotations

from functools import cache

import numpy as np
import pytest

from pipeline.anonymised.encoder.windows import Answer
from pipeline.anonymised.themes_model.heads import Scores
from pipeline.anonymised.themes_model.model import Read, shipped_model
from pipeline.anonymised.themes_model.own_codes import OwnCodes

DOGS = (
    "Loss of pets. The stalking cost her an animal, or she gave one away to keep it safe.",
    "I had to rehome the dog, I couldn't walk him any more",
    "the cat went to my sister's because he'd have got at her",
    "he poisoned our rabbit, we found it in the run",
)
FAITH = (
    "Faith and congregation. What she did with prayer or a place of worship because of him.",
    "I stopped going to mass because he sat behind me",
    "the imam let me in by the side door so he wouldn't see",
    "I prayed every night that he'd find someone else",
)
CATS = "In the end the cats went to a farm in Wales, it wasn't safe for them with him about."
MASS = "I don't go to church now, I say my prayers in the kitchen since he found the chapel."


@cache
def read(*sentences: str) -> Read:
    (found,) = shipped_model().read([Answer("", sentences)])
    return found


def scores(texts: list[tuple[str, ...]], present: set[str], *sentences: str) -> Scores:
    return OwnCodes.of(shipped_model(), texts, present).scores(read(*sentences))


def test_a_sentence_scores_highest_for_the_code_whose_texts_it_is_like() -> None:
    found = scores([DOGS, FAITH], set(), CATS, MASS)
    assert found.shape == (2, 2)
    assert found.argmax(axis=1).tolist() == [0, 1]


def test_codes_are_told_in_any_order() -> None:
    one = scores([DOGS, FAITH], set(), CATS, MASS)
    other = scores([FAITH, DOGS], set(), CATS, MASS)
    np.testing.assert_allclose(one, other[:, ::-1], rtol=1e-4)


def test_another_code_beside_it_is_held_against_a_code_and_never_for_it() -> None:
    alone = scores([DOGS], set(), CATS, MASS)
    beside = scores([DOGS, FAITH], set(), CATS, MASS)
    assert (beside[:, 0] <= alone[:, 0] + 1e-5).all()
    twice = scores([DOGS, DOGS], set(), CATS, MASS)
    assert (twice < np.minimum(0.0, alone)).all()


@pytest.mark.parametrize("code", ["moving-house", "financial-cost"])
def test_a_shipped_code_under_another_name_is_no_rival_of_itself(code: str) -> None:
    from pipeline.anonymised.scoring import texts_of
    from training.themes.data import codebook

    (shipped,) = [one for one in codebook().codes if one.id == code]
    texts = [tuple(texts_of(shipped))]
    said = shipped.examples[0]
    instead, beside = scores(texts, set(), said), scores(texts, {code}, said)
    assert instead[0, 0] > beside[0, 0]
    assert instead[0, 0] > 0


def test_encoders_that_read_no_texts_have_no_say() -> None:
    model = shipped_model()
    has_say = [one is not None for one in OwnCodes.of(model, [DOGS], set()).readers]
    assert has_say == [part.share > 0 for part in model.operating.parts]


def test_an_answer_without_sentences_has_no_scores() -> None:
    assert scores([DOGS], set()).shape == (0, 1)
