"""Short invented interviews, and the type of the fixture that makes studies of them."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

StudyMaker = Callable[..., Path]

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
