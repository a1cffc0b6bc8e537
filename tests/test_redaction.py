"""Redaction: whom the policy protects is in no byte of what is passed on, nor in what can be asked
or concluded of it.
"""

import base64
import hashlib
import itertools
import re
import unicodedata
from pathlib import Path
from urllib.parse import quote

import pyoxigraph as ox
import pytest

from actorgraph.checking.check import check
from actorgraph.errors import GraphError, QueryError
from actorgraph.graph.turtle import turtle
from actorgraph.query import ask
from actorgraph.redaction import forget, read_policy, redact
from actorgraph.stores.memory import MemoryStore
from actorgraph.views.exports import FORMATS, export
from actorgraph.views.network import render
from actorgraph.vocabulary.vocab import AG, NIF, RDF
from tests.attacks import ATTACKS
from tests.conftest import ROOT, Run

KEY = b"a key for tests, never for an export"
SAMPLE_GRAPH = ROOT / "graph" / "sample" / "graph.ttl"
GIVEN = ["Amina", "Žofia", "Ілля", "مريم", "נועם", "Ελένη", "ნინო", "Արամ", "美玲", "지우"]
FAMILY = [
    "Okonkwo-Straße",
    "O’Dubhda",
    "Ткаченко",
    "الحداد",
    "ברזילי",
    "Παπαδάκη",
    "ბერიძე",
    "Սարգսյան",
    "欧阳雪",
    "김서연",
]
NAMES = [f"{given} {family}" for given, family in itertools.product(GIVEN, FAMILY)]
STORY = "https://w3id.org/actorgraph/id/article/0123456789abcdef"


def planted() -> str:
    """A graph that holds a hundred protected people, named in every place where a graph can hold
    words.
    """
    lines = [
        (
            "@prefix ag: <https://w3id.org/actorgraph/ontology#> ."
            " @prefix dct: <http://purl.org/dc/terms/> ."
        ),
        "@prefix nif: <http://persistence.uni-leipzig.org/nlp2rdf/ontologies/nif-core#> .",
        (
            "@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> . "
            "@prefix skos: <http://www.w3.org/2004/02/skos/core#> ."
        ),
        "@prefix schema: <https://schema.org/> . @prefix : <https://example.org/> .",
        (
            f'<{STORY}> a ag:Article ; ag:sha256 "{"0" * 64}" ; ag:length 9000 ;'
            f' dct:publisher "The {NAMES[3]} Post" ;'
        ),
        (
            f'  dct:title "The story of {NAMES[0]}" ; rdfs:label "The story of {NAMES[0]}" ;'
            f' nif:isString "{" ".join(NAMES)}" ;'
        ),
        f'  schema:url "https://example.org/{quote(NAMES[1])}" ; dct:issued "2024-05-17" .',
        (
            ':police a ag:Organisation ; rdfs:label "Harbour Police" ;'
            ' skos:altLabel "those who hunted Ткаченко" .'
        ),
        ':helper a ag:Person ; rdfs:label "Greta Lind" .',
        ":rule a ag:Rule ; rdfs:label 'active' .",
    ]
    for place, name in enumerate(NAMES):
        iri = f"<https://w3id.org/actorgraph/id/actor/0123456789abcdef-{quote(name)}>"
        shared = (
            f"ag:reportedIn <{STORY}> ; ag:factuality ag:Asserted ; ag:negated false ;"
            " ag:confidence 0.9 ; ag:foundBy :rule ;"
            f" ag:cue <{STORY}#char={place},{place + 3}> ;"
            f" ag:evidence <{STORY}#char={place},{place + 3}>"
        )
        lines += [
            (
                f'{iri} a ag:Person ; rdfs:label "{name}" ; skos:altLabel "{name.split()[1]}" ;'
                " ag:protected true ."
            ),
            (
                f"<{STORY}#char={place},{place + 3}> a ag:Span ; nif:beginIndex {place} ;"
                f' nif:endIndex {place + 3} ; nif:anchorOf "{name}" ;'
                f" nif:referenceContext <{STORY}> ."
            ),
            (
                f":harm{place} a ag:Claim , ag:Action , ag:Assault ; {shared} ;"
                f' ag:agent :police ; ag:target {iri} ; ag:verb "beat" ;'
                f' ag:time "2024-05-{place % 28 + 1:02}" ; ag:codedBy "beat {name}" ;'
                f' ag:markedBy "{name}" .'
            ),
            (
                f":help{place} a ag:Claim , ag:Action , ag:Aid ; {shared} ; ag:agent :helper ;"
                f' ag:target {iri} ; ag:verb "hide {name.split()[0]}" ;'
                f' ag:timeText "on {name}\'s birthday" .'
            ),
            (
                f":said{place} a ag:Claim , ag:Action , ag:Statement ; {shared} ;"
                " ag:agent :helper ; ag:mode ag:Direct ;"
                f' ag:content <{STORY}#char={place},{place + 3}> ; ag:verb "say" ;'
                f' ag:quotation "{name} is safe" .'
            ),
            (
                f":kin{place} a ag:Claim , ag:Relation , ag:Represents ; {shared} ;"
                f' ag:subject :helper ; ag:object {iri} ; ag:title "lawyer of {name}" .'
            ),
            (
                f":office{place} a ag:Claim , ag:Relation , ag:WorksFor ; {shared} ;"
                f' ag:subject :helper ; ag:object :police ; ag:title "officer who met {name}" .'
            ),
        ]
    return "\n".join(lines)


def spellings(name: str) -> set[bytes]:
    """A name as it may stand in a file: in every usual encoding, form, escape and hash."""
    found = set()
    for form, case in itertools.product(("NFC", "NFD"), (str, str.upper, str.lower, str.casefold)):
        text = case(unicodedata.normalize(form, name))
        raw = text.encode()
        escaped = "".join(char if char.isascii() else f"\\u{ord(char):04x}" for char in text)
        found |= {
            raw,
            text.encode("utf-16-le"),
            text.encode("utf-16-be"),
            quote(text).encode(),
            raw.hex().encode(),
        }
        found |= {escaped.encode(), escaped.upper().replace("\\U", "\\u").encode()}
        found |= {
            "".join(f"&#{ord(char)};" for char in text).encode(),
            text.replace(" ", "-").encode(),
        }
        found |= {base64.b64encode(b" " * shift + raw)[4:-4] for shift in range(3)}
        found |= {
            hashlib.new(kind, raw).hexdigest()[:16].encode() for kind in ("md5", "sha1", "sha256")
        }
    return found


@pytest.fixture(scope="module")
def hidden(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("planted") / "graph.ttl"
    path.write_text(planted(), "utf-8")
    return path


@pytest.fixture(scope="module")
def redacted() -> MemoryStore:
    return redact(MemoryStore.load(SAMPLE_GRAPH), key=KEY)


def test_a_hundred_names_are_found_nowhere_in_any_form(
    hidden: Path, tmp_path: Path, run: Run
) -> None:
    outputs = {}
    for policy in ("merge", "pseudonym", "suppress"):
        rules = tmp_path / f"{policy}.toml"
        rules.write_text(f'version = 1\nname = "{policy}"\nprotected = "{policy}"\n', "utf-8")
        store = redact(MemoryStore.load(hidden), rules)
        for form in FORMATS:
            path = tmp_path / f"{policy}-{form.name}"
            export(store, path, form=form.name)
            files = sorted(path.iterdir()) if path.is_dir() else [path]
            outputs[f"{policy} {form.name}"] = b"".join(file.read_bytes() for file in files)
        outputs[f"{policy} page"] = render(store).encode()
    done = run("export", hidden, "-o", tmp_path / "cli.nq", "--redact", "default")
    assert done.returncode == 0
    outputs |= {
        "cli": (tmp_path / "cli.nq").read_bytes(),
        "log": (done.stdout + done.stderr).encode(),
    }
    whole = [spelling for name in NAMES for spelling in spellings(name)]
    parts = [part.encode() for part in {*GIVEN, *FAMILY}]
    found = [
        (where, text)
        for where, written in outputs.items()
        for text in [*whole, *parts]
        if text in written
    ]
    assert found == []
    assert all(b"Harbour Police" in outputs[f"{policy} ttl"] for policy in ("merge", "pseudonym"))


def test_the_search_for_names_would_find_them(hidden: Path, tmp_path: Path) -> None:
    export(MemoryStore.load(hidden), tmp_path / "open.nq")
    written = (tmp_path / "open.nq").read_bytes()
    assert all(any(spelling in written for spelling in spellings(name)) for name in NAMES)


@pytest.mark.parametrize("name", sorted(ATTACKS))
def test_an_attack_finds_no_individual_and_no_small_group(
    name: str, redacted: MemoryStore, hidden: Path
) -> None:
    for store in (redacted, redact(MemoryStore.load(hidden), key=KEY)):
        assert [row for row in ask(store, ATTACKS[name])] == []  # noqa: C416


def test_there_are_thirty_attacks_and_the_open_graphs_fall_to_many(hidden: Path) -> None:
    assert len(ATTACKS) >= 30
    stores = MemoryStore.load(SAMPLE_GRAPH), MemoryStore.load(hidden)
    assert (
        sum(any(len(ask(store, attack)) for store in stores) for attack in ATTACKS.values()) >= 20
    )


def test_a_redacted_graph_keeps_to_the_shapes_and_what_it_may_tell(redacted: MemoryStore) -> None:
    assert check(redacted) == []
    published = turtle(redacted.triples())
    assert {"France", "Russian LGBT Network", "Ramzan Kadyrov"} <= set(
        re.findall(r'rdfs:label "([^"]+)"', published)
    )
    predicates = {triple.predicate for triple in redacted.triples()}
    assert predicates.isdisjoint(
        {AG.evidence, AG.mention, AG.sha256, AG.length, NIF.anchorOf, NIF.isString, AG.timeText}
    )
    assert len(redacted.articles()) == 1
    assert "b2a3d0219b007bf5" not in published
    harm = ask(
        redacted,
        (
            "SELECT ?who WHERE { ?c a ag:Coerce ; ag:agent/rdfs:label ?who ;"
            " ag:target [ ag:protected true ] }"
        ),
    )
    assert {row["who"] for row in harm} >= {"police", "security forces"}


def test_a_country_that_wants_to_stay_unnamed_is_not_found_by_elimination(
    redacted: MemoryStore,
) -> None:
    published = turtle(redacted.triples())
    assert "ifth country" not in published
    unnamed = {q.subject for q in redacted.quads.quads_for_pattern(None, AG.unnamed, None)}
    kinds = {
        q.object for node in unnamed for q in redacted.quads.quads_for_pattern(node, RDF.type, None)
    }
    assert (
        AG.Government not in kinds
    )  # no set of countries from which the others could be taken away
    assert not list(
        redacted.quads.quads_for_pattern(None, AG.atMost, None)
    )  # no number that leaves one over
    assert "ive governments" not in published
    ties = (
        "SELECT ?x WHERE { ?c ag:participant|ag:agent|ag:target|ag:recipient ?x , ?n ."
        " ?n ag:unnamed true . ?x skos:exactMatch ?q . FILTER NOT EXISTS { ?c a ag:Coerce } }"
    )
    assert len(ask(redacted, ties)) == 0


def test_a_source_that_is_cut_does_not_make_the_claim_the_articles_own(
    redacted: MemoryStore,
) -> None:
    before, after = (
        ask(
            store,
            (
                "SELECT ?c WHERE { ?c a ag:Aid ; ag:attributedTo ?a ."
                " ?c ag:target|ag:agent [ ag:protected true ] }"
            ),
        )
        for store in (MemoryStore.load(SAMPLE_GRAPH), redacted)
    )
    assert len(after) >= len(before)


def test_pseudonyms_are_fresh_in_every_export() -> None:
    store = MemoryStore.load(SAMPLE_GRAPH)
    nodes = [
        {
            t.subject
            for t in redact(store).triples()
            if isinstance(t.subject, ox.NamedNode) and "withheld" in t.subject.value
        }
        for _ in range(2)
    ]
    assert nodes[0]
    assert not nodes[0] & nodes[1]
    assert turtle(redact(store, key=KEY).triples()) == turtle(redact(store, key=KEY).triples())


def test_an_article_of_nobody_protected_stays_verifiable(tmp_path: Path, run: Run) -> None:
    text = "Norway briefed Iceland on the talks. The Red Cross welcomed the talks."
    (tmp_path / "talks.txt").write_text(text, "utf-8")
    assert run("build", tmp_path / "talks.txt", "-o", tmp_path).returncode == 0
    store = redact(MemoryStore.load(tmp_path / "talks" / "graph.ttl"))
    assert check(store, text) == []
    kept = {t.predicate for t in store.triples()}
    assert {AG.evidence, AG.sha256} <= kept
    assert kept.isdisjoint({AG.withheld, NIF.anchorOf, NIF.isString})


def test_it_refuses_where_it_cannot_tell_and_names_nobody(tmp_path: Path, run: Run) -> None:
    path = tmp_path / "graph.ttl"
    path.write_text(
        "@prefix ag: <https://w3id.org/actorgraph/ontology#> . @prefix : <https://example.org/> .\n"
        ":story a ag:Article . <https://example.org/Marta-Quill> ag:protected true ;"
        ' <http://www.w3.org/2000/01/rdf-schema#label> "Marta Quill" .',
        "utf-8",
    )
    done = run("export", path, "-o", tmp_path / "out.ttl", "--redact", "default")
    assert done.returncode == 2
    assert "have no class" in done.stderr
    assert done.stderr.count("\n") == 1
    assert "Quill" not in done.stderr + done.stdout
    assert not (tmp_path / "out.ttl").exists()


def test_a_policy_names_people_beside_those_marked(tmp_path: Path) -> None:
    rules = tmp_path / "more.toml"
    rules.write_text('version = 1\nname = "more"\nnames = ["Tatiana Vinnichenko"]\n', "utf-8")
    published = turtle(redact(MemoryStore.load(SAMPLE_GRAPH), rules).triples())
    assert "Vinnichenko" not in published
    assert "Lokshina" in published


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("version = 1\nname = 'a'\nkk = 3\n", "unknown key 'kk'"),
        ("version = 1\nname = 'a'\nk = 1\n", "k is 1"),
        ("version = 2\nname = 'a'\n", "version"),
        ("name = 'a'\n", "version"),
        ("version = 1\nname = 'a'\nties = 'loose'\n", "ties is 'loose'"),
        ("version = 1\nname = 'a'\nnames = 'x'\n", "names"),
        ("version = 1\nname = 'a'\nvictims = 1\n", "victims"),
        ("version = \n", "TOML"),
    ],
)
def test_a_broken_policy_is_refused_on_one_line(text: str, fault: str, tmp_path: Path) -> None:
    path = tmp_path / "p.toml"
    path.write_text(text, "utf-8")
    with pytest.raises(QueryError, match=fault):
        read_policy(path)


def test_an_unknown_policy_is_refused() -> None:
    with pytest.raises(QueryError, match="no redaction policy"):
        redact(MemoryStore.load(SAMPLE_GRAPH), "defautl")


def test_what_still_tells_a_name_is_never_written(
    monkeypatch: pytest.MonkeyPatch, hidden: Path
) -> None:
    from actorgraph.redaction import redacted_actors

    monkeypatch.setattr(redacted_actors, "AT_RISK", f"those around {NAMES[7]}")
    with pytest.raises(GraphError, match="nothing was written"):
        redact(MemoryStore.load(hidden))


def test_somebody_forgotten_leaves_no_word_behind_and_the_rest_stays() -> None:
    store = MemoryStore.load(SAMPLE_GRAPH)
    kept = forget(store, "Tanya Lokshina")
    published = turtle(kept.triples())
    assert "Lokshina" not in published
    assert "Vinnichenko" in published
    assert check(kept) == []
    claims = {triple.subject for triple in store.triples() if triple.object == AG.Claim}
    left = {triple.subject for triple in kept.triples() if triple.object == AG.Claim}
    assert left < claims
    assert len(left) > len(claims) / 2


def test_a_forgotten_article_is_gone_whole(hidden: Path) -> None:
    both = MemoryStore.load(SAMPLE_GRAPH, hidden)
    kept = forget(both, STORY)
    assert len(both.articles()) == 2
    assert [iri.value for iri in kept.articles()] == [
        iri.value for iri in MemoryStore.load(SAMPLE_GRAPH).articles()
    ]
    assert sorted(map(str, kept.triples())) == sorted(
        map(str, MemoryStore.load(SAMPLE_GRAPH).triples())
    )


def test_nobody_is_forgotten_where_nobody_is_called_so() -> None:
    with pytest.raises(GraphError, match="no article or actor"):
        forget(MemoryStore.load(SAMPLE_GRAPH), "Prester John")


def test_the_command_forgets_in_graph_and_page_and_names_what_it_leaves(
    sample: Path, tmp_path: Path, run: Run
) -> None:
    folder = tmp_path / "story"
    folder.mkdir()
    for name in ("graph.ttl", "page.html", "network.html"):
        (folder / name).write_bytes((sample / name).read_bytes())
    (folder / "notes.txt").write_text("ask tanya LOKSHINA again", "utf-8")
    done = run("forget", "Tanya Lokshina", folder / "graph.ttl")
    assert (done.returncode, done.stdout.strip()) == (0, str(folder / "graph.ttl"))
    assert "notes.txt: still holds" in done.stderr
    assert done.stderr.count("\n") == 1
    for name in ("graph.ttl", "page.html", "network.html"):
        assert b"Lokshina" not in (folder / name).read_bytes()


def test_a_redacted_graph_can_be_redacted_again(redacted: MemoryStore) -> None:
    again = redact(redacted, key=b"another key")
    assert check(again) == []
    assert {t.subject for t in again.triples()}.isdisjoint(
        {t.subject for t in redacted.triples() if "/withheld-" in t.subject.value}
    )


def redacted_turtle(rest: str, tmp_path: Path) -> str:
    """The Turtle of a small graph after redaction: Marta Quill is protected, Greta Lind and Bergen
    are not.
    """
    path = tmp_path / "small.ttl"
    names = {"ag": "ontology#", "id": "id/actor/"}
    path.write_text(
        "".join(
            f"@prefix {name}: <https://w3id.org/actorgraph/{end}> .\n"
            for name, end in names.items()
        )
        + "@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .\n"
        + "@prefix skos: <http://www.w3.org/2004/02/skos/core#> .\n"
        + "@prefix owl: <http://www.w3.org/2002/07/owl#> .\n"
        + "@prefix dct: <http://purl.org/dc/terms/> . @prefix : <https://example.org/> .\n"
        + ':story a ag:Article ; dct:issued "17 May 2024" .\n'
        + 'id:m a ag:Person ; rdfs:label "Marta Quill" ; ag:protected true .\n'
        + 'id:greta a ag:Person ; rdfs:label "Greta Lind" .\n'
        + 'id:berg a ag:Place ; rdfs:label "Bergen" .\n'
        + rest,
        "utf-8",
    )
    return turtle(redact(MemoryStore.load(path), key=KEY).triples())


CLAIM = (
    "a ag:Claim , ag:Action , ag:{0} ; ag:reportedIn :story ; ag:factuality ag:Asserted ;"
    ' ag:negated {1} ; ag:verb "{2}"'
)


def claim_of(name: str, kind: str, rest: str, *, verb: str = "hide", negated: str = "false") -> str:
    return f":{name} {CLAIM.format(kind, negated, verb)} ; {rest} .\n"


@pytest.mark.parametrize(
    ("rest", "gone"),
    [
        (
            'id:other a ag:Person ; rdfs:label "Dr Marta Quill" . '
            + claim_of("a", "Aid", "ag:agent id:greta ; ag:target id:other"),
            "Greta",
        ),
        (
            'id:x a ag:Person ; rdfs:label "The Heron" ; owl:sameAs id:m . '
            + claim_of("a", "Aid", "ag:agent id:greta ; ag:target id:x"),
            "Heron",
        ),
        (
            (
                'id:Q888 a ag:Person ; rdfs:label "Quill" ;'
                " skos:exactMatch <http://www.wikidata.org/entity/Q888> . "
            )
            + claim_of("a", "Aid", "ag:agent id:Q888 ; ag:target id:greta"),
            "Q888",
        ),
        (
            'id:Q777 a ag:Organisation ; rdfs:label "Quills & Sons" . '
            + claim_of("a", "Move", "ag:agent id:Q777"),
            "Q777",
        ),
        (
            claim_of("a", "Aid", "ag:agent id:greta ; ag:target id:m ; ag:sameEventAs :b")
            + claim_of("b", "Aid", "ag:agent id:greta ; ag:place id:berg", verb="shelter"),
            "Greta",
        ),
        (
            claim_of("a", "Aid", "ag:agent id:greta ; ag:target id:m")
            + claim_of("b", "Aid", "ag:agent id:greta ; ag:place id:berg"),
            "Bergen",
        ),
        (claim_of("a", "Aid", "ag:agent id:m ; ag:attributedTo id:greta"), "Greta"),
        (
            claim_of("a", "Aid", "ag:agent id:greta ; ag:attributedTo id:m ; ag:place id:berg"),
            "Bergen",
        ),
        (claim_of("a", "Coerce", "ag:agent id:greta ; ag:target id:m", negated="true"), "Greta"),
        (claim_of("a", "Reject", "ag:agent id:greta ; ag:target id:m"), "Greta"),
        (claim_of("a", "Aid", "ag:participant id:m ; ag:agent id:greta"), "Greta"),
        (
            claim_of("a", "Move", "ag:agent id:greta ; ag:target id:m", verb="drive to Bergen"),
            "Bergen",
        ),
        (
            'id:m ag:protected "Yes" . '
            + claim_of("a", "Aid", "ag:agent id:greta ; ag:target id:m"),
            "Greta",
        ),
        (claim_of("a", "Aid", "ag:target id:m ; ag:confidence 0.8731942"), "0.87"),
        (claim_of("a", "Aid", "ag:target id:m"), "17 M"),
    ],
)
def test_what_an_attacker_found_stays_shut(rest: str, gone: str, tmp_path: Path) -> None:
    assert gone not in redacted_turtle(rest, tmp_path)


def test_an_agent_of_harm_stays_and_a_foreign_class_is_not_a_fault(tmp_path: Path) -> None:
    published = redacted_turtle(
        claim_of("a", "Coerce", "ag:agent id:greta ; ag:target id:m ; a owl:NamedIndividual"),
        tmp_path,
    )
    assert "Greta Lind" in published
    assert "NamedIndividual" not in published


def test_a_node_without_a_name_is_refused(tmp_path: Path) -> None:
    with pytest.raises(GraphError, match="without an IRI"):
        redacted_turtle(
            claim_of(
                "a", "Aid", "ag:agent id:greta ; ag:target [ a ag:Person ; ag:protected true ]"
            ),
            tmp_path,
        )
