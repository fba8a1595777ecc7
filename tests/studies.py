"""Short invented interviews, and what makes studies of them."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import yaml

REPOSITORY = Path(__file__).parents[1]
StudyMaker = Callable[..., Path]
ROSTER = """\
participant,kind,words,role,also
A01,PERSON,Ada Brackenbury,victim,Ada
A01,PERSON,Casimir Thrale,stalker,Caz
B02,PERSON,Ben Quillfeather,victim,Ben
"""
"""Of the two interviews below."""


def configure(root: Path, **settings: object) -> None:
    """Write the settings of a study at `root`: the shipped ones, review waived, in one process;
    `settings` change them, None takes one out."""
    (root / "config").mkdir()
    for part in ("identifiers", "codebook", "quotes"):
        shutil.copy(REPOSITORY / "config" / f"{part}.yaml", root / "config")
    study = {
        "title": "A trial",
        "corpus": "trial",
        "consent": "anonymised quote",
        "review": "waived",
        "waived_because": "a test",
        "engine": "in-process",
        # What the tests are about must not hang on a trained model.
        "names": "gazetteer",
        "coding": {"by": "cues"},
        **settings,
    }
    kept = {key: value for key, value in study.items() if value is not None}
    (root / "config" / "study.yaml").write_text(yaml.safe_dump(kept))


ADA = """\
I: Thanks for coming in, Ada. Whereabouts were you living?
P: In Ludlow, with my sister Jonquil. I changed my route to work every single day because of him.
I: And how did you know Casimir?
P: We worked together at the bakery. Casimir Thrale, his name is. He kept ringing me, night and day.
I: Did you tell the police?
P: I rang 101 and PC Oddie came out, and he said it was just texts. My number's 07700 900321.
"""
BEN = """\
I: Can you tell me what changed?
P: I stopped going to the gym. I was looking over my shoulder all the time, Ben Quillfeather style.
I: And at home?
P: We changed the locks, and I put cameras up. It cost me a fortune, out of my own pocket.
"""
