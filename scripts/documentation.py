"""Write docs/ontology.ttl, the ontology in one file, and docs/ontology.html, which shows every term
to a reader.

pyLODE draws the page (`pip install actorgraph[docs]`), out of the ontology alone and without
anything from the network. Both hold the terms and what the lexicon says of them; the institutions
of names.ttl are data and stay out. Run it from the top of the repository.
"""

import re
from pathlib import Path
from typing import Any

import pyoxigraph as ox

from actorgraph.vocabulary.vocab import AG, ONTOLOGY, OWL, RDF, RDFS, SKOS, local_name, ontology

DOCS = Path("docs")
HOME = ONTOLOGY.rstrip("#")
KINDS = ("Class", "ObjectProperty", "DatatypeProperty", "AnnotationProperty", "NamedIndividual")
FIRST = (
    RDF.type,
    RDFS.subClassOf,
    RDFS.subPropertyOf,
    RDFS.domain,
    RDFS.range,
    RDFS.label,
    SKOS.definition,
)
NEXT = (SKOS.scopeNote, SKOS.example, AG.counterExample)
TRAITS = {
    OWL.FunctionalProperty: "Functional: a thing has at most one.",
    OWL.SymmetricProperty: "Symmetric: it holds both ways.",
}
# pyLODE calls its page's wrapper by the name of a property of ours, and lets long examples run out
# of it.
MENDED = {
    '<div id="content">': '<div id="page">',
    "#content {": "pre { white-space: pre-wrap; }\n\n#page {",
}


def whole() -> str:
    """Return the ontology in one Turtle document: the header, our terms by name, then the terms of
    others.
    """
    head = (
        "# The actorgraph ontology in one file. Made by scripts/documentation.py from ontology/: "
        "change it there.\n"
    )
    prefixes = {
        name: iri
        for name, iri in ontology().prefixes.items()
        if iri.endswith(("#", "/")) and name != "id"
    }
    told = sorted(_terms(), key=_place)
    return (
        head + (ox.serialize(told, format=ox.RdfFormat.TURTLE, prefixes=prefixes) or b"").decode()
    )


def _terms() -> list[ox.Triple]:
    """Return what is said of the ontology, of our terms, and of the terms of others that it
    declares.
    """
    store = ontology().store
    kinds = {OWL[kind] for kind in (*KINDS, "Ontology")}
    terms = {
        quad.subject
        for quad in store.quads_for_pattern(None, RDF.type, None)
        if quad.object in kinds
    }
    return [quad.triple for quad in store if quad.subject in terms]


def _place(triple: ox.Triple) -> tuple[bool, bool, str, int, str, str]:
    about = triple.subject.value
    order = (*FIRST, *NEXT)
    rank = order.index(triple.predicate) if triple.predicate in order else len(order)
    return (
        about != HOME,
        not about.startswith(ONTOLOGY),
        about,
        rank,
        triple.predicate.value,
        str(triple.object),
    )


def page() -> str:
    """Return the page, whose anchors are the local names of the terms: `ontology.html#Request`."""
    from rdflib import Graph

    shown = [
        t for t in sorted(_terms(), key=_place) if t.subject.value.startswith((ONTOLOGY, HOME))
    ]
    graph = Graph(bind_namespaces="none")
    for prefix, iri in sorted(ontology().prefixes.items()):
        graph.bind(prefix, iri)
    graph.parse(
        data=ox.serialize(list(map(_readable, shown)), format=ox.RdfFormat.N_TRIPLES) or b"",
        format="nt",
    )
    text = _drawn(graph, {triple.subject.value: local_name(triple.subject) for triple in shown})
    for old, new in MENDED.items():
        text = text.replace(old, new, 1)
    return re.sub(r"[ \t]+$", "", text, flags=re.MULTILINE) + "\n"


def _drawn(graph: Any, anchors: dict[str, str]) -> str:
    from dominate import tags
    from pylode.profiles import ontpub
    from pylode.utils import section_html
    from rdflib import URIRef

    counter, apart = URIRef(AG.counterExample.value), URIRef(OWL.disjointWith.value)
    example, note, home = (
        URIRef(term.value) for term in (SKOS.example, SKOS.note, RDFS.isDefinedBy)
    )
    for shown, more in ((ontpub.CLASS_PROPS, [counter, apart]), (ontpub.PROP_PROPS, [counter])):
        shown[:] = [prop for prop in shown if prop not in (home, *more)]
        shown[shown.index(example) + 1 : shown.index(example) + 1] = more

    class Page(ontpub.OntPub):  # type: ignore[misc]
        """pyLODE's page, with our individuals as well."""

        def _make_main_sections(self) -> None:
            super()._make_main_sections()
            told = [
                prop
                for prop in ontpub.PROP_PROPS
                if prop in {*ontpub.PROP_PROPS[:4], counter, note}
            ]
            arguments = (self.ont, self.back_onts, self.ns, URIRef(OWL.NamedIndividual.value), told)
            with self.content:
                section_html(
                    "Named Individuals",
                    *arguments,
                    self.toc,
                    "individuals",
                    self.fids,
                    self.props_labeled,
                )

        def _make_toc(self) -> None:
            super()._make_toc()
            entries = [
                tags.li(tags.a(title, href=anchor)) for anchor, title in self.toc["individuals"]
            ]
            heading = tags.h4(tags.a("Named Individuals", href="#individuals"))
            self.doc.body.get(tags.ul, cls="first")[0].add(
                tags.li(heading, tags.ul(*entries, cls="second"))
            )

    drawn = Page(graph, sort_subjects=True)
    drawn.fids.update(anchors)
    names = {
        counter: ("Counter-example", "The actorgraph ontology"),
        apart: ("Disjoint with", "OWL"),
    }
    for prop, (title, whose) in names.items():
        drawn.props_labeled[prop] = {
            "title": title,
            "description": "What it is not",
            "ont_title": whose,
        }
    return str(drawn.make_html())


def _readable(triple: ox.Triple) -> ox.Triple:
    """A trait becomes a note: pyLODE would give its bearers a second entry with the same anchor."""
    if triple.predicate == RDF.type and triple.object in TRAITS:
        return ox.Triple(
            triple.subject, SKOS.note, ox.Literal(TRAITS[triple.object], language="en")
        )
    return triple


if __name__ == "__main__":
    (DOCS / "ontology.ttl").write_text(whole(), "utf-8")
    (DOCS / "ontology.html").write_text(page(), "utf-8")
