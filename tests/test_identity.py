"""Who is taken for whom: packaged tables, a linker of one's own, and those who are never linked."""

import re
from collections import Counter
from collections.abc import Sequence

import pytest

from actorgraph.actors import Actor, Candidate, Linker, resolve
from actorgraph.document import FAST_MODEL, parse
from actorgraph.errors import LinkerError
from actorgraph.gazetteer import gazetteer
from actorgraph.mentions import find_mentions
from actorgraph.reading import read_text
from actorgraph.vocab import AG, OWL, RDF, SKOS, carrying, iri_text, ontology


def cast(text: str, linker: Linker | None = None) -> dict[str, Actor]:
    document = parse(read_text(f"A headline\n\n{text}"), model=FAST_MODEL)
    return {actor.name: actor for actor in resolve(document, find_mentions(document), linker=linker)}


def test_a_state_is_linked_with_reason_and_score() -> None:
    link = cast("Norway praised the decision.")["Norway"].link
    assert link is not None
    assert (link.wikidata, link.name) == ("Q20", "Norway")
    assert "table of states" in link.reason
    assert 0.9 < link.score <= 1


def test_people_at_risk_and_unnamed_sources_are_never_linked() -> None:
    asked: list[str] = []

    def linker(name: str, kind: str, context: str) -> Sequence[Candidate]:
        asked.append(name)
        return [Candidate("Q1", 1.0, "anything")]

    actors = cast("A source told Reuters that the victims had fled. Refugees met a lawyer.", linker)
    for actor in actors.values():
        if actor.unnamed or actor.protected or actor.kinds[0] == "Group":
            assert actor.link is None, actor.name
            assert actor.wikidata is None
    assert not {"source", "victims", "Refugees"} & set(asked)


@pytest.mark.parametrize(
    ("candidates", "linked"),
    [
        ([Candidate("Q5", 0.95, "an index")], True),
        ([Candidate("Q5", 0.95, "an index"), Candidate("Q6", 0.9, "an index")], False),
        ([Candidate("Q5", 0.5, "an index")], False),
        ([], False),
    ],
)
def test_a_linker_counts_where_it_is_sure_and_alone(candidates: list[Candidate], linked: bool) -> None:
    actor = cast("Angela Merkel praised Norway.", lambda *_: candidates)["Angela Merkel"]
    assert actor.wikidata == ("Q5" if linked else None)


def test_a_failing_linker_is_one_line() -> None:
    def linker(name: str, kind: str, context: str) -> Sequence[Candidate]:
        raise OSError("the index\nis gone")

    with pytest.raises(LinkerError, match="Angela Merkel: the linker failed") as caught:
        cast("Angela Merkel praised Norway.", linker)
    assert "\n" not in str(caught.value)


def test_table_names_nobody_twice() -> None:
    identities = list(ontology().store.quads_for_pattern(None, SKOS.exactMatch, None))
    assert len(identities) > 150
    assert all(re.fullmatch(r".*/entity/Q[1-9]\d*", iri_text(q.object)) for q in identities)
    assert all(iri_text(q.subject).rpartition("/")[2] == iri_text(q.object).rpartition("/")[2] for q in identities)
    assert Counter(iri_text(q.object) for q in identities).most_common(1)[0][1] == 1
    ours = {iri_text(q.subject) for q in identities}
    labels = Counter(
        label for predicate in (SKOS.altLabel,) for subject, label in carrying(predicate) if subject in ours
    )
    assert not [label for label, count in labels.items() if count > 1]


def test_adjectives_and_metonyms_have_a_state() -> None:
    table = gazetteer()
    for predicate in ("metonym", "alsoNamed"):
        for subject, text in carrying(AG[predicate]):
            assert table.names[text].wikidata == subject.rpartition("/")[2], text
    assert all(entry.wikidata.startswith("Q") for entry in table.demonyms.values())
    assert next(iter(ontology().store.quads_for_pattern(AG.IdentityLink, RDF.type, OWL.Class)), None)
