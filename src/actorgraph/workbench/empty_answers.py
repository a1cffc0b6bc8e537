"""What an empty answer says: what was compared, and with what result."""

from collections import defaultdict
from collections.abc import Callable, Mapping

import pyoxigraph as ox

from actorgraph.stores.contract import MERGED
from actorgraph.vocabulary.vocab import AG, RDF
from actorgraph.workbench.asking import actors_called, count_claims
from actorgraph.workbench.desk import Desk
from actorgraph.workbench.questions import Form
from actorgraph.workbench.rendering import counted

TRUE = ox.Literal(value=True)
TIES = ("claim about offices and ties", "claims about offices and ties")
# The classes whose claims a question goes through, and what one and several are called.
KINDS = {
    "who-harmed-whom": (
        ("Assault", "Coerce", "Threaten", "Sanction"),
        "claim of harm",
        "claims of harm",
    ),
    "who-helped-whom": (("Aid",), "claim of help", "claims of help"),
    "who-is-accused-by-whom": (("Accuse",), "accusation", "accusations"),
    "who-founded-what": (("Relation",), *TIES),
    "who-owns-what": (("Relation",), *TIES),
    "who-leads-what": (("Relation",), *TIES),
    "who-held-what-office": (("Relation",), *TIES),
    "what-is-a-subsidiary-of-what": (("Relation",), *TIES),
    "who-is-related-to-whom": (("Relation",), *TIES),
    "who-holds-what-attitude": (("Attitude",), "attitude", "attitudes"),
    "what-did-somebody-say": (("Statement",), "statement", "statements"),
    "what-did-each-actor-say": (("Statement",), "statement", "statements"),
}


def compared(desk: Desk, form: Form, values: Mapping[str, str]) -> str:
    """Return in words what a question compared before it found nothing."""
    missing = _unknown_name(desk, form, values)
    if missing:
        return missing
    if form.name in SPECIAL:
        return SPECIAL[form.name](desk)
    kinds, one, several = KINDS.get(form.name, ((), "claim", "claims"))
    count = counted(count_claims(desk, *kinds), one, several)
    articles = counted(len(desk.articles), "article")
    return f"Nothing found: {count} in {articles} were looked through."


def _unknown_name(desk: Desk, form: Form, values: Mapping[str, str]) -> str:
    """Return that nobody has a name that was given; empty if somebody has each."""
    for field in form.fields:
        name = values.get(field.name, "")
        if name and field.takes_name and not actors_called(desk, name):
            articles = counted(len(desk.articles), "article")
            return f"Nobody and no place is called “{name}” in {articles}. Search for a part of it."
    return ""


def _between_articles(desk: Desk) -> str:
    articles_of_events: dict[object, set[object]] = defaultdict(set)
    for quad in desk.store.quads_for_pattern(None, AG.tellsOf, None, MERGED):
        for article in desk.store.quads_for_pattern(quad.subject, AG.reportedIn, None, MERGED):
            articles_of_events[quad.object].add(article.object)
    several = sum(len(articles) > 1 for articles in articles_of_events.values())
    if not several:
        return "No contradiction: no event is in more than one article, so none can be compared."
    verb = "is" if several == 1 else "are"
    return (
        f"No contradiction: {counted(several, 'event')} {verb} in more than one article, "
        "and the articles agree on whether it happened."
    )


def _between_sources(desk: Desk) -> str:
    denials = _count(desk, AG.negated, TRUE)
    if not denials:
        return "No contradiction: nothing is denied."
    return (
        f"No contradiction: {counted(denials, 'claim')} deny something, and no other claim says "
        "that the same actor did the same to the same party."
    )


def _twice(desk: Desk) -> str:
    articles = counted(len(desk.articles), "article")
    claims = counted(count_claims(desk, "Action"), "claim")
    return f"No event is in more than one claim: {claims} in {articles} were compared."


def _promises(desk: Desk) -> str:
    plans = _count(desk, AG.factuality, AG.Intended)
    return f"No promise or plan with a named doer: {counted(plans, 'planned event')} in all."


def _requests(desk: Desk) -> str:
    requests = _count(desk, AG.factuality, AG.Requested)
    return f"Nothing that was asked of somebody named: {counted(requests, 'request')} in all."


def _alleged(desk: Desk) -> str:
    actions = counted(count_claims(desk, "Action"), "claim")
    return f"Nothing is only alleged: {actions} about events are not."


def _denied(desk: Desk) -> str:
    actions = counted(count_claims(desk, "Action"), "claim")
    return f"Nothing is denied: {actions} about events deny nothing."


def _between_actors(desk: Desk) -> str:
    actions = counted(count_claims(desk, "Action", "Relation"), "claim")
    return f"No chain of up to three claims joins them: {actions} were followed."


def _count(desk: Desk, predicate: ox.NamedNode, value: ox.NamedNode | ox.Literal) -> int:
    quads = desk.store.quads_for_pattern(None, predicate, value, MERGED)
    return sum(_is_claim(desk, quad) for quad in quads)


def _is_claim(desk: Desk, quad: ox.Quad) -> bool:
    claims = desk.store.quads_for_pattern(quad.subject, RDF.type, AG.Claim, MERGED)
    return next(claims, None) is not None


SPECIAL: dict[str, Callable[[Desk], str]] = {
    "which-articles-contradict-each-other": _between_articles,
    "who-contradicts-whom": _between_sources,
    "what-is-told-twice": _twice,
    "how-many-independent-origins-tell-it": _twice,
    "which-promises-were-kept": _promises,
    "what-was-asked-and-done": _requests,
    "what-is-alleged-and-by-whom": _alleged,
    "what-was-denied": _denied,
    "who-stands-between": _between_actors,
}
