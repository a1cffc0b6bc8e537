"""Who is meant: mentions become the cast of an article, each actor once.

What cannot be decided stays apart: a wrong merge is worse than a missed one.
"""

from actorgraph.actors.cast import Actor, resolve
from actorgraph.actors.identity import Candidate, Link, Linker

__all__ = ["Actor", "Candidate", "Link", "Linker", "resolve"]
