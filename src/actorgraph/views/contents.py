"""What the page holds: articles, nodes, edges, claims and attitudes, by number; docs/page-data.md is the contract."""

from typing import TYPE_CHECKING, Any

from actorgraph.views.projection import Told, certainty, kind_of
from actorgraph.vocabulary.lexicon import label
from actorgraph.vocabulary.vocab import AG, INDIVIDUALS, literals, local_name, ontology

if TYPE_CHECKING:
    import networkx

CLAIMS, ACTORS = f"{INDIVIDUALS}claim/", f"{INDIVIDUALS}actor/"
PREFIXES = ("ag", "dct", "nif", "rdfs", "schema", "skos", "xsd")
ROLES = (
    ("agents", "agent"),
    ("possible", "possibleAgent"),
    ("targets", "target"),
    ("recipients", "recipient"),
    ("places", "place"),
    ("subject", "subject"),
    ("object", "object"),
    ("holders", "holder"),
    ("by", "attributedTo"),
)
Row = dict[str, Any]


def contents(graph: "networkx.MultiDiGraph", told: Told, names: list[str]) -> Row:
    """Gather what the page shows; `names` are the map's nodes in the order of their numbers.

    Whatever is empty, false or -1 is left out of a row: the page fills it in again.
    """
    articles = sorted(s for s, facts in told.items() if AG.Article.value in facts.get("type", ()))
    everything = sorted(s for s, facts in told.items() if "factuality" in facts)
    attitudes = [claim for claim in everything if AG.Attitude.value in told[claim]["type"]]
    claims = [claim for claim in everything if AG.Attitude.value not in told[claim]["type"]]
    number = {claim: place for place, claim in enumerate([*claims, *attitudes])}
    beside = {
        actor for claim in everything for _, role in ROLES for actor in told[claim].get(role, ())
    } - set(names)
    index = {name: place for place, name in enumerate([*names, *sorted(beside)])}
    rows = [_claim(told, claim, articles, index, number) for claim in number]
    rules = {rule for claim in everything for rule in told[claim]["foundBy"]}
    nodes = [_node(graph, name, number) for name in names]
    kinds = {str(row["kind"]) for row in nodes}
    return {
        "prefixes": {
            name: iri for name, iri in sorted(ontology().prefixes.items()) if name in PREFIXES
        },
        "roots": {"claim": CLAIMS, "actor": ACTORS},
        "classes": _classes(told, everything, kinds),
        "rules": dict(sorted((told[rule].get("label", [""])[0], rule) for rule in rules)),
        "articles": [_article(told, article) for article in articles],
        "nodes": nodes,
        "others": [_other(told, name) for name in sorted(beside)],
        "edges": _edges(graph, index, number),
        "claims": rows[: len(claims)],
        "attitudes": rows[len(claims) :],
    }


def _node(graph: "networkx.MultiDiGraph", name: str, number: dict[str, int]) -> Row:
    """A deed or a statement is told by its claim; an actor by itself."""
    row = graph.nodes[name]
    if name in number:
        return {"kind": row["kind"], "claim": number[name]}
    return _lean(
        {
            **{key: value for key, value in row.items() if key != "count"},
            "id": name.removeprefix(ACTORS),
        }
    )


def _other(told: Told, actor: str) -> Row:
    """An actor whom no deed ties to anybody: it has no place on the map, and holds an attitude or is a source."""
    facts = told[actor]
    row = {"label": facts.get("label", [local_name(actor)])[0], "kind": kind_of(facts)}
    return {**row, "id": actor.removeprefix(ACTORS)}


def _edges(
    graph: "networkx.MultiDiGraph", index: dict[str, int], number: dict[str, int]
) -> list[list[Any]]:
    rows = [
        [index[a], index[b], told["role"], number[told["claim"]]]
        for a, b, told in graph.edges(data=True)
    ]
    return sorted(rows)


def _classes(told: Told, claims: list[str], kinds: set[str]) -> dict[str, Row]:
    """Return each class that occurs: its label, and the classes that a claim of it bears."""
    found: dict[str, Row] = {kind: {"label": label(kind)} for kind in kinds}
    root = AG.Claim.value.removesuffix("Claim")
    for claim in claims:
        types = sorted(
            iri.removeprefix(root) for iri in told[claim]["type"] if iri.startswith(root)
        )
        kind = kind_of(told[claim])
        found[kind] = {"label": label(kind), "types": types}
    return dict(sorted(found.items()))


def _article(told: Told, article: str) -> Row:
    facts = told[article]
    first = {key: values[0] for key, values in facts.items() if values}
    return {
        "id": article,
        "title": first.get("heading_title", ""),
        "publisher": first.get("publisher", ""),
        "issued": first.get("issued", ""),
        "url": first.get("url", ""),
        "sha256": first.get("sha256", ""),
        "length": int(first.get("length", 0)),
        "text": first.get("text"),
        "notices": sorted(_offsets(told, span) for span in facts.get("notice", ())),
        "headings": sorted(_offsets(told, span) for span in facts.get("heading", ())),
    }


def _claim(
    told: Told, claim: str, articles: list[str], index: dict[str, int], number: dict[str, int]
) -> Row:
    facts = told[claim]
    kind = kind_of(facts)
    actors = {
        key: [index[actor] for actor in facts.get(role, ()) if actor in index]
        for key, role in ROLES
    }
    first = {
        key: facts.get(key, [""])[0]
        for key in ("time", "timeText", "tenure", "notBefore", "notAfter")
    }
    return _lean(
        {
            "code": claim.removeprefix(CLAIMS),
            "kind": kind,
            "verb": facts.get("verb", facts.get("title", [label(kind)]))[0],
            "certainty": certainty(facts),
            "polarity": (literals(kind, "polarity") or ["neutral"])[0],
            "denied": facts["negated"] == ["true"],
            "time": first["time"],
            "written": first["timeText"],
            "tenure": first["tenure"],
            "span": [first["notBefore"][:10], first["notAfter"][:10]] if first["notBefore"] else [],
            "article": articles.index(facts["reportedIn"][0]),
            "evidence": sorted(_offsets(told, span) for span in facts.get("evidence", ())),
            "content": sorted(_offsets(told, span) for span in facts.get("content", ())),
            "in": number[facts["saidIn"][0]] if facts.get("saidIn") else -1,
            "same": sorted(
                number[other] for other in facts.get("sameEventAs", ()) if other in number
            ),
            "rule": told[facts["foundBy"][0]].get("label", [""])[0],
            "confidence": facts["confidence"][0],
            **actors,
        }
    )


def _lean(row: Row) -> Row:
    """Leave out what is empty, false or -1, and the article where it is the first."""
    return {key: value for key, value in row.items() if value not in (False, "", [], -1, 0)}


def _offsets(told: Told, span: str) -> list[int]:
    return [int(told[span]["begin"][0]), int(told[span]["end"][0])]
