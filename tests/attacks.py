"""Thirty questions that somebody would ask a redacted graph to find a person, a small group, a
helper or a hiding place.

Each selects what it would find; of a redacted graph, that must be nothing.
"""

GIVEN = "FILTER EXISTS { ?w ag:protected true }"
PART = "?c (ag:agent|ag:possibleAgent|ag:target|ag:recipient|ag:holder|ag:subject|ag:object)"

ATTACKS = {
    "a protected person": "SELECT ?w WHERE { ?w ag:protected true ; a ag:Person }",
    "a protected person with a name": (
        "SELECT ?w WHERE { ?w ag:protected true ; rdfs:label ?l"
        " FILTER (!STRSTARTS(?l, 'people at risk')) }"
    ),
    "another name of somebody withheld": (
        "SELECT ?n WHERE { ?w ag:protected|ag:unnamed true ; skos:altLabel ?n }"
    ),
    "an identity of somebody withheld": (
        "SELECT ?q WHERE { ?w ag:protected|ag:unnamed true ;"
        " skos:exactMatch|owl:sameAs|rdfs:seeAlso ?q }"
    ),
    "an identity link": "SELECT ?l WHERE { ?l a ag:IdentityLink }",
    "what a reviewer decided about somebody": "SELECT ?d WHERE { ?w ag:decision ?d }",
    "a group of fewer than ten": "SELECT ?w WHERE { ?w ag:atMost ?n FILTER (?n < 10) }",
    "a lower bound under ten": "SELECT ?w WHERE { ?w ag:atLeast ?n FILTER (?n < 10) }",
    "a number that is no round one": (
        "SELECT ?w WHERE { ?w ag:atLeast ?n FILTER (!REGEX(STR(?n), '^[125]0+$')) }"
    ),
    "two groups whose difference is small": (
        "SELECT ?a WHERE { ?a ag:protected true ; ag:atLeast ?n . ?b ag:protected true ;"
        " ag:atLeast ?m FILTER (?n > ?m && ?n - ?m < 10) }"
    ),
    "an upper and a lower bound that meet": (
        "SELECT ?w WHERE { ?w ag:atLeast ?n ; ag:atMost ?m FILTER (?m - ?n < 10) }"
    ),
    "a number of dead on a claim": "SELECT ?c WHERE { ?c a ag:Death ; ag:atMost ?n }",
    "the words where somebody stands": "SELECT ?w WHERE { ?w ag:mention ?s }",
    "the words of a claim": f"SELECT ?c WHERE {{ {PART} ?w ; ag:evidence ?s {GIVEN} }}",
    "offsets of any kind": "SELECT ?s WHERE { ?s nif:beginIndex ?b }",
    "the hash of an article that holds somebody": "SELECT ?a WHERE { ?a ag:sha256 ?h }",
    "the length of an article that holds somebody": "SELECT ?a WHERE { ?a ag:length ?h }",
    "the title or address of such an article": (
        "SELECT ?a WHERE { ?c ag:reportedIn ?a ."
        " ?a dct:title|dct:publisher|schema:url|rdfs:seeAlso ?t }"
    ),
    "the day of such an article": "SELECT ?a WHERE { ?a dct:issued ?d FILTER (STRLEN(?d) > 4) }",
    "a quotation": "SELECT ?q WHERE { ?c ag:quotation ?q }",
    "a time as the text writes it": "SELECT ?t WHERE { ?c ag:timeText ?t }",
    "a day": "SELECT ?t WHERE { ?c ag:time ?t FILTER (STRLEN(?t) > 7) }",
    "a day in its bounds": "SELECT ?t WHERE { ?c ag:notBefore|ag:notAfter ?t }",
    "a hiding place": (
        f"SELECT ?p WHERE {{ {PART} ?w ; ag:place ?p {GIVEN}"
        " FILTER NOT EXISTS { ?p a ag:Government } }"
    ),
    "who helps": (
        f"SELECT ?h WHERE {{ ?c a ?k ; ag:agent ?h . {PART} ?w {GIVEN}"
        " FILTER (?k IN (ag:Aid, ag:Move, ag:Cooperate, ag:Support))"
        " FILTER NOT EXISTS { ?h ag:protected|ag:unnamed true } ?h a ag:Person }"
    ),
    "which organisation helps": (
        f"SELECT ?h WHERE {{ ?c a ag:Aid ; ag:agent ?h . {PART} ?w {GIVEN} ?h a ag:Organisation }}"
    ),
    "who speaks of those whom they help": (
        f"SELECT ?h WHERE {{ ?c a ag:Aid ; ag:attributedTo ?h . {PART} ?w {GIVEN}"
        " ?h a ag:Organisation }"
    ),
    "who belongs to a protected group": (
        "SELECT ?m WHERE { ?c a ag:Relation ; ag:subject|ag:object ?w , ?m . ?w ag:protected true }"
    ),
    "what office an unnamed source holds": (
        "SELECT ?t WHERE { ?c a ag:Relation ; ag:subject ?w ; ag:title ?t . ?w ag:unnamed true }"
    ),
    "whom an unnamed source works for": (
        "SELECT ?o WHERE { ?c a ag:Relation ; ag:subject ?w ; ag:object ?o . ?w ag:unnamed true }"
    ),
    "an unnamed country": (
        "SELECT ?w WHERE { ?w ag:unnamed true ; a ?k"
        " FILTER (?k IN (ag:Government, ag:Organisation, ag:Place)) }"
    ),
    "whom an unnamed body works with": (
        "SELECT ?o WHERE { ?c ag:agent ?w ; ag:target|ag:recipient ?o . ?w ag:unnamed true ;"
        " a ag:Actor . ?o skos:exactMatch ?q FILTER NOT EXISTS { ?c a ag:Assault } }"
    ),
    "the code of an article in a name": (
        "SELECT ?s WHERE { ?s ?p ?o FILTER (ISIRI(?s) && REGEX(STR(?s),"
        " '/(actor|claim|gap|link|run)/[0-9a-f]{16}-')) }"
    ),
    "sentences that tell of nothing": "SELECT ?g WHERE { ?g a ag:Gap }",
    "the run that read the article": "SELECT ?r WHERE { ?r prov:used ?a }",
}
