"""How often Python looks for reference cycles that nobody needs.

By default it does after every 700 new objects, and looks through all objects, the parser's model
with them, each time that a quarter more are there: a tenth of the time of reading one article.
"""

import gc

# New objects before the youngest, the middle and all objects are looked through.
NEW_OBJECTS, YOUNG_ROUNDS, MIDDLE_ROUNDS = 50_000, 20, 100


def collect_seldom() -> None:
    """Look for garbage seldom, in this process; memory stays as flat."""
    gc.set_threshold(NEW_OBJECTS, YOUNG_ROUNDS, MIDDLE_ROUNDS)
