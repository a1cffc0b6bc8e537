"""Who is meant: mentions become the cast of an article, each actor once.

What cannot be decided stays apart: a wrong merge is worse than a missed one.
"""

from actorgraph.actors.actor import Actor
from actorgraph.actors.identity import Candidate, Link, Linker
from actorgraph.actors.resolution import resolve

__all__ = ["Actor", "Candidate", "Link", "Linker", "resolve"]
