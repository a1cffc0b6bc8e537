"""A search as SPARQL over the merged graph, to be changed in the editor."""

from collections.abc import Iterator

import pyoxigraph as ox

from actorgraph.graph.records import CERTAINTY_IN_WORDS, SOURCE
from actorgraph.text.verdicts import SET_ASIDE
from actorgraph.vocabulary.vocab import INDIVIDUALS, ONTOLOGY
from actorgraph.workbench.catalogue_rows import NOBODY_NAMED, THE_ARTICLE, UNDATED
from actorgraph.workbench.catalogued_claims import DOERS, PARTIES
from actorgraph.workbench.found import UNDECIDED, Found
from actorgraph.workbench.plain_words import plain

CLASSES = {"statement": "ag:Statement", "attitude": "ag:Attitude"}
ROLES = {
    "with": (*DOERS, *PARTIES, SOURCE),
    "by": (SOURCE,),
    "did": DOERS,
    "to": PARTIES,
}
MOST_ROWS = 1000


def sparql(found: Found) -> str:
    """Return the query: actors, articles or claims, with what is chosen as patterns."""
    thing = found.search.thing
    if thing == "actor":
        lines = ["SELECT DISTINCT ?actor ?name WHERE {", *_actors(found)]
    elif thing == "article":
        lines = ["SELECT DISTINCT ?article ?title WHERE {", *_articles(found)]
    else:
        lines = ["SELECT DISTINCT ?claim ?verb ?words ?article WHERE {", *_claims(found)]
    return "\n".join([*lines, "}", f"LIMIT {MOST_ROWS}", ""])


def _actors(found: Found) -> Iterator[str]:
    yield "  ?actor rdfs:label ?name ; ag:mention ?mention ."
    yield from _words(found, "?actor rdfs:label|skos:altLabel ?called", "?called")
    if found.search.chosen:
        yield f"  ?claim ({_path('with')}) ?actor ."
        yield from _choices(found)


def _articles(found: Found) -> Iterator[str]:
    yield "  ?article a ag:Article ; dct:title ?title ."
    yield from _words(found, "?article dct:title|nif:isString ?text", "?text")
    if found.search.chosen:
        yield "  ?claim ag:reportedIn ?article ."
        yield from _choices(found)


def _claims(found: Found) -> Iterator[str]:
    kind = "ag:Statement" if found.search.thing == "statement" else "ag:Claim"
    yield f"  ?claim a {kind} ; ag:reportedIn ?article ; ag:evidence ?span ."
    if found.search.thing == "claim":
        yield "  FILTER NOT EXISTS { ?claim a ag:Statement }"
    yield "  OPTIONAL { ?claim ag:verb ?verb }"
    yield "  OPTIONAL { ?span nif:anchorOf ?words }"
    yield from _holding(found, "?words")
    yield from _choices(found)
    if "reviewed" not in found.search.chosen:
        for verdict in SET_ASIDE:
            yield f"  FILTER NOT EXISTS {{ {_reviewed(verdict)} }}"


def _words(found: Found, pattern: str, variable: str) -> Iterator[str]:
    if plain(found.search.words).strip():
        yield f"  {pattern} ."
    yield from _holding(found, variable)


def _holding(found: Found, variable: str) -> Iterator[str]:
    for word in plain(found.search.words).split():
        yield f"  FILTER (CONTAINS(LCASE({variable}), {_text(word)}))"


def _choices(found: Found) -> Iterator[str]:
    for name, value in found.search.chosen.items():
        line = _choice(found, name, value)
        if line:
            yield f"  {line}"


def _choice(found: Found, name: str, value: str) -> str:
    """Return a choice as a pattern; empty if the graph has nothing that says so."""
    match name:
        case "sure":
            return _level(value)
        case "kind":
            return f"?claim a {_term(ONTOLOGY + value)} ."
        case "article":
            article = found.article_chosen
            return f"?claim ag:reportedIn {_term(article.iri)} ." if article else ""
        case "when":
            return _time(value)
        case "reviewed":
            return _verdict(value)
        case "tone":
            return "?claim ag:negated true ." if value == "denied" else _tone(value)
    return _actor(found, name, value)


def _level(value: str) -> str:
    if value in CLASSES:
        return f"?claim a {CLASSES[value]} ."
    if value == "reported":
        return "?claim ag:factuality ag:Asserted ; ag:attributedTo ?source ."
    if value not in CERTAINTY_IN_WORDS:
        return ""
    line = f"?claim ag:factuality ag:{value.capitalize()} ."
    if value == "asserted":
        line += " FILTER NOT EXISTS { ?claim ag:attributedTo ?source }"
    return line


def _time(value: str) -> str:
    if value == UNDATED:
        return "FILTER NOT EXISTS { ?claim ag:time ?time }"
    return f"?claim ag:time ?time . FILTER (STRSTARTS(STR(?time), {_text(value)}))"


def _tone(value: str) -> str:
    return f"?claim a ?kind . ?kind ag:polarity {_text(value)} ."


def _verdict(value: str) -> str:
    if value == UNDECIDED:
        return "FILTER NOT EXISTS { ?claim ag:reviewed ?verdict }"
    if value.isalpha() and value.isascii():
        return f"{_reviewed(value)} ."
    return ""


def _reviewed(verdict: str) -> str:
    return f"?claim ag:reviewed ag:{verdict.capitalize()}"


def _actor(found: Found, name: str, value: str) -> str:
    if name == "by" and value in (THE_ARTICLE, NOBODY_NAMED):
        return "FILTER NOT EXISTS { ?claim ag:attributedTo ?source }"
    actor = found.actors_chosen.get(name)
    if actor is None:
        return ""
    return f"?claim ({_path(name)})/(owl:sameAs|^owl:sameAs)* {_term(actor.iri)} ."


def _path(name: str) -> str:
    """Return the roles of a choice as a path."""
    return "|".join(f"ag:{role}" for role in ROLES[name])


def _text(value: str) -> str:
    return str(ox.Literal(value))


def _term(iri: str) -> str:
    """Return an IRI as a term; an unbound one where it is not valid."""
    try:
        return str(ox.NamedNode(iri))
    except ValueError:
        return f"<{INDIVIDUALS}unknown>"
