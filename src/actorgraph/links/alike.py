"""Whether two actors of two articles are one: a table of features, and what each is worth.

The points were set by hand: a full name alone does not reach the threshold, and neither does company without a name.
"""

import math
import re
from collections.abc import Mapping

from actorgraph.links.bearer import WIDE, Bearer
from actorgraph.links.names import same_body_name, same_person_name
from actorgraph.links.scoring import Feature, Score, ruled_out, weighed

# What a person's tie and another's must reach: one person taken for another is the worst error.
THRESHOLD = {"Person": 5.0}
ENOUGH = 4.0
IDENTITY, POST, OFFICE, BODY, OTHER_POST = 6.0, 2.0, 1.0, 1.5, -1.0
COMPANY, WIDE_COMPANY, MOST_COMPANY, STRANGERS = 1.0, 0.25, 3.0, -2.0
NEAR_IN_TIME, FAR_IN_TIME = 0.5, -1.0
# So many others must be named on both sides before it tells that none is shared.
FEW = 3
YEARS_APART = 10
# One who is known by an identity says less to a reader than one who is known by a name.
IDENTITY_NAME = re.compile(r"Q\d+")


def threshold(bearer: Bearer) -> float:
    """Return the points that a tie of this actor needs."""
    return next((points for kind, points in THRESHOLD.items() if kind in bearer.kinds), ENOUGH)


def likeness(first: Bearer, second: Bearer, rarity: Mapping[str, float]) -> Score:
    """Weigh whether two actors are one; `rarity` tells, from 0 to 1, how much it says that somebody is met twice."""
    against = _forbidden(first, second)
    if against:
        return against
    person = "Person" in first.kinds
    name = (same_person_name if person else same_body_name)(first.names, second.names)
    same = first.wikidata and first.wikidata == second.wikidata
    if name is None and not same:
        return ruled_out("names", "their names differ")
    return weighed(
        [
            Feature("identity", IDENTITY, "the same identity") if same else None,
            name,
            *_posts(first, second),
            _company(first, second, rarity),
            _dates(first, second),
        ]
    )


def _forbidden(first: Bearer, second: Bearer) -> Score | None:
    """Return what rules a tie out whatever else is alike."""
    if first.guarded or second.guarded:
        return ruled_out("guarded", "who is unnamed or at risk is never tied to anyone")
    if first.iri == second.iri or first.article == second.article:
        return ruled_out("one article", "the article itself tells them apart")
    if first.wikidata and second.wikidata and first.wikidata != second.wikidata:
        return ruled_out("identity", "their identities differ")
    if (first.unlinked and second.wikidata) or (second.unlinked and first.wikidata):
        return ruled_out("unlinked", "a person said that one of them is not whom it was taken for")
    if not first.kinds & second.kinds and not (first.kinds & {*WIDE} and second.kinds & {*WIDE}):
        return ruled_out("kind", "they are not of one kind")
    return None


def _posts(first: Bearer, second: Bearer) -> list[Feature]:
    shared = sorted(first.posts & second.posts)
    if shared:
        return [Feature("post", POST, f"both are {shared[0][0]} of one body")]
    found = []
    offices = [{office for office, _ in b.posts} for b in (first, second)]
    if offices[0] & offices[1]:
        found.append(Feature("office", OFFICE, f"both are {min(offices[0] & offices[1])}"))
    elif offices[0] and offices[1]:
        found.append(Feature("other office", OTHER_POST, "they hold different offices"))
    if first.bodies & second.bodies:
        found.append(Feature("body", BODY, "both belong to one body"))
    return found


def _company(first: Bearer, second: Bearer, rarity: Mapping[str, float]) -> Feature | None:
    """Weigh who else is named beside each; states and places say less than people and bodies."""
    own = {*first.names, *second.names, first.known_as, second.known_as}
    people, places = (first.company & second.company) - own, (first.places & second.places) - own
    # Added exactly: a set has no order of its own, and the points must not depend on it.
    near = COMPANY * math.fsum(rarity.get(name, 1.0) for name in people)
    wide = WIDE_COMPANY * math.fsum(rarity.get(name, 1.0) for name in places)
    if people or places:
        points = round(min(MOST_COMPANY, near + wide), 2)
        spoken = sorted(
            people | places,
            key=lambda name: (bool(IDENTITY_NAME.fullmatch(name)), name in places, name),
        )
        more = f" and {len(spoken) - 2} more" if len(spoken) > 2 else ""
        return Feature("company", points, f"both stand beside {', '.join(spoken[:2])}{more}")
    if min(len((b.company | b.places) - {b.known_as}) for b in (first, second)) >= FEW:
        return Feature("strangers", STRANGERS, "nobody is named beside both")
    return None


def _dates(first: Bearer, second: Bearer) -> Feature | None:
    one, other = sorted((first.published, second.published))
    if not (one[:4].isdigit() and other[:4].isdigit()):
        return None
    years = int(other[:4]) - int(one[:4])
    if years >= YEARS_APART:
        return Feature("years apart", FAR_IN_TIME, f"the articles are {years} years apart")
    months = (
        12 * years + int(other[5:7] or 0) - int(one[5:7] or 0)
        if one[5:7].isdigit() and other[5:7].isdigit()
        else 99
    )
    return (
        Feature("near in time", NEAR_IN_TIME, "the articles are of one month")
        if abs(months) < 2
        else None
    )
