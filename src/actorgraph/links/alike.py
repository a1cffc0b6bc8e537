"""Whether two actors of two articles are the same: a table of features and their points.

The points were set by hand. A full name with nothing against it is *probably one* person, company
alone never is.
"""

import math
import re
from collections.abc import Iterator, Mapping
from typing import NamedTuple

from actorgraph.links.named_actors import NamedActor
from actorgraph.links.names import WHOLE_NAMES, same_body_name, same_person_name
from actorgraph.links.scoring import RULED_OUT, Feature, Score, ruled_out, total

# The bars for a link: what is probably, and what is surely the same.
PROBABLE, SURE = "probable", "sure"
# The points that a link of persons, and of anyone else, needs. Mistaking one person for another is
# the worst error.
PERSON_POINTS = {PROBABLE: 4.0, SURE: 5.0}
OTHER_POINTS = 4.0
IDENTITY, POST, OFFICE, BODY, OTHER_POST = 6.0, 2.0, 1.0, 1.5, -1.0
COMPANY, WIDE_COMPANY, MOST_COMPANY, STRANGERS = 1.0, 0.25, 3.0, -2.0
NEAR_IN_TIME, FAR_IN_TIME = 0.5, -1.0
# Only if both articles name so many others does it matter that they share none.
ENOUGH_OTHERS = 3
FAR_IN_YEARS = 10
NEAR_IN_MONTHS = 1
SHOWN_NAMES = 2
# An identity says less to a reader than a name.
IDENTITY_NAME = re.compile(r"Q\d+")
IN_ONE_ARTICLE = "one article"
ONE_ARTICLE = "the article itself tells them apart"


def threshold(actor: NamedActor, bar: str = PROBABLE) -> float:
    """Return the points that a link of this actor needs under a bar, `probable` or `sure`."""
    if "Person" in actor.kinds:
        return PERSON_POINTS[bar]
    return OTHER_POINTS


def likeness(
    first: NamedActor,
    second: NamedActor,
    rarity: Mapping[str, float],
) -> Score:
    """Score how likely two actors are the same.

    `rarity` gives, from 0 to 1, how significant it is that two articles share a name.
    """
    obstacle = _obstacle(first, second)
    if obstacle is not None:
        return obstacle
    compare_names = same_body_name
    if "Person" in first.kinds:
        compare_names = same_person_name
    name = compare_names(first.names, second.names)
    identity = _same_identity(first, second)
    # An identity suffices: `Myanmar` and `Burma` share no word.
    if name is None and identity is None:
        return ruled_out("names", "their names differ")
    features = [
        identity,
        name,
        *_posts(first, second),
        _company(first, second, rarity, name),
        _dates(first, second),
    ]
    return total(features)


def _obstacle(first: NamedActor, second: NamedActor) -> Score | None:
    """Return what rules a link out, whatever the two have in common."""
    if first.guarded or second.guarded:
        return ruled_out("guarded", "who is unnamed or at risk is never tied to anyone")
    if first.iri == second.iri:
        return ruled_out(IN_ONE_ARTICLE, ONE_ARTICLE)
    for obstacle in _obstacles(first, second):
        return Score((obstacle,))
    return None


def _obstacles(first: NamedActor, second: NamedActor) -> Iterator[Feature]:
    """Yield all that the articles, or people, say against two actors being one."""
    if first.article == second.article:
        yield Feature(IN_ONE_ARTICLE, RULED_OUT, ONE_ARTICLE)
    if _have_different_identities(first, second):
        yield Feature("identity", RULED_OUT, "their identities differ")
    if _was_unlinked(first, second) or _was_unlinked(second, first):
        words = "a person said that one of them is not whom it was taken for"
        yield Feature("unlinked", RULED_OUT, words)
    if not _are_of_one_kind(first, second):
        yield Feature("kind", RULED_OUT, "they are not of one kind")


def contradictions(first: NamedActor, second: NamedActor) -> list[Feature]:
    """Return what would contradict if two actors were one, whatever their names are.

    These are what rules a link out, and offices at one time that differ.
    """
    if first.iri == second.iri:
        return []
    offices = [feature for feature in _posts(first, second) if feature.points < 0]
    return [*_obstacles(first, second), *offices]


def _have_different_identities(
    first: NamedActor,
    second: NamedActor,
) -> bool:
    if not first.wikidata or not second.wikidata:
        return False
    return first.wikidata != second.wikidata


def _was_unlinked(actor: NamedActor, other: NamedActor) -> bool:
    # The rejected identity may be the very one that the other actor has.
    return actor.unlinked and bool(other.wikidata)


def _are_of_one_kind(first: NamedActor, second: NamedActor) -> bool:
    # A state may be a place in one article and a government in the other.
    return bool(first.kinds & second.kinds) or (first.is_wide and second.is_wide)


def _same_identity(
    first: NamedActor,
    second: NamedActor,
) -> Feature | None:
    if first.wikidata and first.wikidata == second.wikidata:
        return Feature("identity", IDENTITY, "the same identity")
    return None


def _posts(first: NamedActor, second: NamedActor) -> list[Feature]:
    """Compare the offices, and the bodies in which they are held."""
    shared = first.posts & second.posts
    # `the mayor of Bergen` in both.
    if shared:
        office, _ = min(shared)
        return [Feature("post", POST, f"both are {office} of one body")]
    features = []
    offices = {office for office, _ in first.posts}
    other_offices = {office for office, _ in second.posts}
    # `the mayor of Bergen` and `the mayor`.
    if offices & other_offices:
        office = min(offices & other_offices)
        features.append(Feature("office", OFFICE, f"both are {office}"))
    elif offices and other_offices and not _are_years_apart(first, second):
        features.append(
            Feature(
                "other office",
                OTHER_POST,
                "they hold different offices",
            )
        )
    if first.bodies & second.bodies:
        features.append(
            Feature(
                "body",
                BODY,
                "both belong to one body",
            )
        )
    return features


def _are_years_apart(first: NamedActor, second: NamedActor) -> bool:
    """Return whether so many years lie between the articles that offices may have changed."""
    years = [actor.published[:4] for actor in (first, second)]
    if not all(year.isdecimal() for year in years):
        return False
    earlier, later = sorted(int(year) for year in years)
    return later - earlier > 1


def _are_of_one_time(first: NamedActor, second: NamedActor) -> bool:
    """Return whether both articles are dated, in the same year."""
    year = first.published[:4]
    return year.isdecimal() and year == second.published[:4]


class _Company(NamedTuple):
    """The names that two articles share, without those of the actors compared."""

    people: frozenset[str]
    places: frozenset[str]


def _company(
    first: NamedActor,
    second: NamedActor,
    rarity: Mapping[str, float],
    name: Feature | None,
) -> Feature | None:
    """Compare who else the two articles name.

    That they share nobody speaks against one name, but against one full name only in the same
    year: news of other years has other people.
    """
    own = {*first.names, *second.names, first.known_as, second.known_as}
    people = (first.company & second.company) - own
    places = (first.places & second.places) - own
    shared = _Company(people, places)
    if people or places:
        words = f"both appear with {_shown_names(shared)}"
        return Feature(
            "company",
            _company_points(shared, rarity),
            words,
        )
    is_whole = name is not None and name.name in WHOLE_NAMES
    if is_whole and not _are_of_one_time(first, second):
        return None
    if min(_count_others(first), _count_others(second)) >= ENOUGH_OTHERS:
        return Feature(
            "strangers",
            STRANGERS,
            "nobody is named beside both",
        )
    return None


def _company_points(
    shared: _Company,
    rarity: Mapping[str, float],
) -> float:
    # fsum adds exactly: a set has no order, and the points must not depend on it.
    near = COMPANY * math.fsum(rarity.get(name, 1.0) for name in shared.people)
    wide = WIDE_COMPANY * math.fsum(rarity.get(name, 1.0) for name in shared.places)
    return round(min(MOST_COMPANY, near + wide), 2)


def _shown_names(shared: _Company) -> str:
    """Return the most informative shared names: names before identities, people before places."""

    def order(name: str) -> tuple[bool, bool, str]:
        return bool(IDENTITY_NAME.fullmatch(name)), name in shared.places, name

    names = sorted(shared.people | shared.places, key=order)
    shown = ", ".join(names[:SHOWN_NAMES])
    hidden = len(names) - SHOWN_NAMES
    if hidden > 0:
        return f"{shown} and {hidden} more"
    return shown


def _count_others(actor: NamedActor) -> int:
    # The company of an article includes the actor itself.
    return len((actor.company | actor.places) - {actor.known_as})


def _dates(first: NamedActor, second: NamedActor) -> Feature | None:
    """Compare the dates of the two articles."""
    earlier, later = sorted((first.published, second.published))
    if not (earlier[:4].isdecimal() and later[:4].isdecimal()):
        return None
    years = int(later[:4]) - int(earlier[:4])
    # Namesakes are more likely over decades.
    if years >= FAR_IN_YEARS:
        return Feature(
            "years apart",
            FAR_IN_TIME,
            f"the articles are {years} years apart",
        )
    if not (earlier[5:7].isdecimal() and later[5:7].isdecimal()):
        return None
    months = 12 * years + int(later[5:7]) - int(earlier[5:7])
    if abs(months) <= NEAR_IN_MONTHS:
        return Feature(
            "near in time",
            NEAR_IN_TIME,
            "the articles are of one month",
        )
    return None
