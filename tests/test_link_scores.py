"""Scores of links: each feature of actors, names, events and origins on its smallest example."""

from collections.abc import Mapping
from dataclasses import replace

import pytest

from actorgraph.links.actors import MANY_ARTICLES, blocks, called, rarity, tie_actors
from actorgraph.links.alike import SURE, likeness, threshold
from actorgraph.links.event_reports import EventReport, comparable_reports
from actorgraph.links.events import ENOUGH, forbidden, sameness
from actorgraph.links.named_actors import NamedActor
from actorgraph.links.names import same_body_name, same_person_name
from actorgraph.links.origins import Copy, Sources, find_origins, runs
from actorgraph.links.scoring import RULED_OUT, Feature, Score, ruled_out, total
from actorgraph.links.shared_events import CONTRADICTION, RULE, shared_keys, tie_events
from actorgraph.text.review import Decision

PERSON = frozenset({"Person"})
BODY = frozenset({"Organisation"})
ADA = NamedActor("urn:1-ada", "urn:1", PERSON, ("ada lund",), label="Ada Lund")
OTHER = replace(ADA, iri="urn:2-ada", article="urn:2")
FEW_OTHERS = frozenset({"a", "b", "c"})
MORE_OTHERS = frozenset({"d", "e", "f"})


def features(score: Score) -> dict[str, float]:
    return {feature.name: feature.points for feature in score.features}


# --- Scores


def test_points_are_added_and_explained() -> None:
    score = total([Feature("a", 2.0, "A"), None, Feature("b", 0.0, "B"), Feature("c", -1.0, "C")])
    assert features(score) == {"a": 2.0, "c": -1.0}
    assert score.points == 1.0
    assert score.reason == "A; but C"
    assert str(score.features[1]) == "c -1.0"


@pytest.mark.parametrize(
    ("points", "reason"),
    [((1.0,), "0"), ((-1.0,), "but 0"), ((1.0, 1.0), "0, 1"), ((), "")],
)
def test_a_reason_names_support_before_doubt(points: tuple[float, ...], reason: str) -> None:
    score = total(Feature("f", value, str(place)) for place, value in enumerate(points))
    assert score.reason == reason


def test_nothing_outweighs_what_is_ruled_out() -> None:
    score = Score((*ruled_out("x", "X").features, Feature("y", 99.0, "Y")))
    assert score.points == RULED_OUT


# --- Actors


@pytest.mark.parametrize(
    ("first", "second", "feature", "points"),
    [
        ({"wikidata": "Q1"}, {"wikidata": "Q1"}, "identity", 6.0),
        (
            {"posts": frozenset({("mayor", "q1")})},
            {"posts": frozenset({("mayor", "q1")})},
            "post",
            2.0,
        ),
        (
            {"posts": frozenset({("mayor", "q1")})},
            {"posts": frozenset({("mayor", "q2")})},
            "office",
            1.0,
        ),
        (
            {"posts": frozenset({("mayor", "q1")})},
            {"posts": frozenset({("judge", "q2")})},
            "other office",
            -1.0,
        ),
        ({"bodies": frozenset({"q1"})}, {"bodies": frozenset({"q1"})}, "body", 1.5),
        ({"company": FEW_OTHERS}, {"company": FEW_OTHERS}, "company", 3.0),
        ({"company": frozenset("a")}, {"company": frozenset("a")}, "company", 1.0),
        ({"places": frozenset("a")}, {"places": frozenset("a")}, "company", 0.25),
        (
            {"company": FEW_OTHERS, "published": "2021"},
            {"company": MORE_OTHERS, "published": "2021"},
            "strangers",
            -2.0,
        ),
        ({"published": "2021-05"}, {"published": "2021-06-02"}, "near in time", 0.5),
        ({"published": "2001"}, {"published": "2021"}, "years apart", -1.0),
    ],
)
def test_a_feature_of_two_actors(
    first: Mapping[str, object], second: Mapping[str, object], feature: str, points: float
) -> None:
    score = likeness(replace(ADA, **first), replace(OTHER, **second), {})  # type: ignore[arg-type]
    assert features(score)[feature] == points
    assert features(score)["full name"] == 4.0


@pytest.mark.parametrize(
    ("first", "second", "feature"),
    [
        ({"posts": frozenset({("mayor", "q1")})}, {}, "other office"),
        ({"company": frozenset("ab")}, {"company": frozenset("cd")}, "strangers"),
        # Of no one year, they may well be one person.
        ({"company": FEW_OTHERS}, {"company": MORE_OTHERS}, "strangers"),
        ({"company": frozenset({"ada lund"})}, {"company": frozenset({"ada lund"})}, "company"),
        ({"published": "2021-05"}, {"published": "2021-07"}, "near in time"),
        ({"published": "2021"}, {"published": "2021"}, "near in time"),
        ({"published": "2012"}, {"published": "2021"}, "years apart"),
        ({"published": ""}, {"published": "2021"}, "years apart"),
    ],
)
def test_a_near_miss_of_a_feature(
    first: Mapping[str, object], second: Mapping[str, object], feature: str
) -> None:
    score = likeness(replace(ADA, **first), replace(OTHER, **second), {})  # type: ignore[arg-type]
    assert feature not in features(score)


@pytest.mark.parametrize(
    ("change", "obstacle"),
    [
        ({"guarded": True}, "guarded"),
        ({"article": "urn:1"}, "one article"),
        ({"iri": "urn:1-ada"}, "one article"),
        ({"kinds": BODY}, "kind"),
        ({"names": ("eva stone",)}, "names"),
    ],
)
def test_what_rules_a_link_out(change: Mapping[str, object], obstacle: str) -> None:
    score = likeness(ADA, replace(OTHER, **change), {})  # type: ignore[arg-type]
    assert features(score) == {obstacle: RULED_OUT}


def test_identities_rule_a_link_out() -> None:
    known = replace(ADA, wikidata="Q1")
    assert "identity" in features(likeness(known, replace(OTHER, wikidata="Q2"), {}))
    assert "unlinked" in features(likeness(known, replace(OTHER, unlinked=True), {}))
    assert "unlinked" not in features(likeness(ADA, replace(OTHER, unlinked=True), {}))


def test_a_state_may_be_a_place_elsewhere() -> None:
    state = replace(ADA, kinds=frozenset({"Government"}), names=("chad",))
    place = replace(OTHER, kinds=frozenset({"Place"}), names=("chad",))
    assert features(likeness(state, place, {})) == {"one word": 2.0}


def test_frequent_company_counts_less_and_identities_are_shown_last() -> None:
    first = replace(ADA, company=frozenset({"Q7", "eva", "bo"}))
    second = replace(OTHER, company=frozenset({"Q7", "eva", "bo"}))
    company = likeness(first, second, {"eva": 0.5, "Q7": 0.0}).features[-1]
    assert company.points == 1.5
    assert "bo, eva and 1 more" in company.words


def test_a_person_needs_more_points_than_a_body() -> None:
    assert threshold(ADA, SURE) > threshold(replace(ADA, kinds=BODY), SURE)


def test_a_full_name_with_nothing_against_it_is_probably_one_person() -> None:
    points = likeness(ADA, replace(ADA, iri="other", article="another"), {}).points
    assert threshold(ADA) <= points < threshold(ADA, SURE)


@pytest.mark.parametrize(
    ("first", "second", "feature"),
    [
        (("harbour fund",), ("harbour fund",), "distinct name"),
        (("labour party",), ("labour party",), "two words"),
        (("harbour",), ("harbour",), "one word"),
        (
            ("institute for peace and security",),
            ("institute for peace and security",),
            "whole name",
        ),
        (("harbour fund", "fund of bergen"), ("the fund", "fund of bergen"), "another name"),
        (("harbour fund", "fund"), ("fund",), "short name"),
        # Both have the short name only as an alias.
        (("harbour fund", "fund"), ("city fund", "fund"), None),
        (("harbour fund",), ("city fund",), None),
    ],
)
def test_names_of_bodies(
    first: tuple[str, ...], second: tuple[str, ...], feature: str | None
) -> None:
    match = same_body_name(first, second)
    assert (match.name if match else None) == feature


def test_an_alias_does_not_match_a_person() -> None:
    assert same_person_name(("ada lund", "eva stone"), ("eva stone",)) is None


@pytest.mark.parametrize(
    ("actor", "keys"),
    [
        (ADA, {("surname", "lund"), ("name", "ada lund")}),
        (replace(ADA, names=("lund",)), {("surname", "lund")}),
        (
            replace(ADA, wikidata="Q1", names=("lund",)),
            {("identity", "Q1"), ("surname", "lund")},
        ),
        (
            replace(ADA, kinds=BODY, names=("harbour fund", "fund")),
            {("name", "harbourfund"), ("name", "fund")},
        ),
    ],
)
def test_keys_under_which_an_actor_is_searched(
    actor: NamedActor, keys: set[tuple[str, str]]
) -> None:
    assert set(blocks(actor)) == keys


def test_rarity_needs_many_articles() -> None:
    actors = [replace(ADA, article=f"urn:{number}") for number in range(MANY_ARTICLES)]
    assert rarity(actors[1:]) == {}
    rare = rarity([*actors, replace(ADA, names=("eva stone",))])
    assert rare == {"ada lund": 0.0, "eva stone": 1.0}


@pytest.mark.parametrize("name", ["urn:1-ada", "Ada Lund", "ada lund"])
def test_a_decision_means_an_actor_by_iri_or_name(name: str) -> None:
    assert ADA in called([ADA, replace(OTHER, names=("eva stone",))], name)


def test_a_decision_separates_what_the_score_would_link() -> None:
    shared = {"company": FEW_OTHERS}
    actors = [replace(ADA, **shared), replace(OTHER, **shared)]  # type: ignore[arg-type]
    ties, sets = tie_actors(actors)
    assert [(tie.first, tie.second) for tie in ties] == [("urn:1-ada", "urn:2-ada")]
    assert sets.of("urn:2-ada") == "urn:1-ada"
    ties, sets = tie_actors(actors, [Decision("different", "urn:1-ada", "urn:2-ada")])
    assert ties == []
    assert sets.of("urn:2-ada") == "urn:2-ada"


# --- Events

ARREST = EventReport(
    iri="urn:1-arrest",
    article="urn:1",
    kind="Coerce",
    verb="arrest",
    lemma="arrest",
    agents=frozenset({"police"}),
    counterparts=frozenset({"ada"}),
)
AGAIN = replace(ARREST, iri="urn:2-arrest", article="urn:2")


def near(first: str, second: str) -> float:
    return 0.9 if {first, second} == {"arrest", "detain"} else 0.0


@pytest.mark.parametrize(
    ("first", "second", "feature", "points"),
    [
        ({}, {}, "same verb", 2.8),
        ({"verb": "make", "lemma": "make"}, {"verb": "make", "lemma": "make"}, "light verb", -1.6),
        ({}, {"verb": "detain", "lemma": "detain"}, "near verb", 1.4),
        ({}, {"verb": "hold", "lemma": "hold"}, "same class", 1.1),
        (
            {"core": frozenset({"cell"})},
            {"verb": "hold", "core": frozenset({"cell"})},
            "same words",
            2.5,
        ),
        ({}, {}, "same agent", 1.0),
        ({}, {}, "same other party", 0.75),
        ({}, {"agents": frozenset({"army"})}, "different agent", -0.2),
        (
            {},
            {"agents": frozenset({"ada"}), "counterparts": frozenset({"police"})},
            "crossed",
            0.9,
        ),
        ({"places": frozenset("a")}, {"places": frozenset("a")}, "same place", 0.25),
        ({"places": frozenset("a")}, {"places": frozenset("b")}, "different place", -0.1),
        (
            {"begin": "2021-05-03", "end": "2021-05-03"},
            {"begin": "2021-05-03", "end": "2021-05-03"},
            "same time",
            1.5,
        ),
        ({"published": "2021-05-03"}, {"published": "2021-06-03"}, "far apart", -2.0),
        ({"words": frozenset("ab")}, {"words": frozenset("ac")}, "words", 1.15),
        ({}, {}, "subject", 1.4),
        ({}, {"verb": "hold"}, "subject", 0.7),
    ],
)
def test_a_feature_of_two_reports(
    first: Mapping[str, object], second: Mapping[str, object], feature: str, points: float
) -> None:
    score = sameness(replace(ARREST, **first), replace(AGAIN, **second), 1.0, near)  # type: ignore[arg-type]
    assert features(score)[feature] == points


@pytest.mark.parametrize(
    ("first", "second", "feature"),
    [
        ({"kind": "Act"}, {"kind": "Act", "verb": "hold", "lemma": "hold"}, "same class"),
        ({"published": "2021-05-03"}, {"published": "2021-05-20"}, "far apart"),
        ({"published": "2021-05"}, {"published": "2021-09-20"}, "far apart"),
        ({"words": frozenset("ab")}, {"verb": "hold", "words": frozenset("ab")}, "words"),
        ({"places": frozenset("a")}, {}, "different place"),
        ({"begin": "2021-05-03"}, {"begin": "2021-05-03"}, "same time"),
    ],
)
def test_a_near_miss_of_two_reports(
    first: Mapping[str, object], second: Mapping[str, object], feature: str
) -> None:
    score = sameness(replace(ARREST, **first), replace(AGAIN, **second), 0.0, near)  # type: ignore[arg-type]
    assert feature not in features(score)


def test_times_that_do_not_meet_rule_a_tie_out() -> None:
    earlier = replace(ARREST, begin="2021-05-01", end="2021-05-02")
    later = replace(AGAIN, begin="2021-05-03")
    assert features(sameness(earlier, later, 1.0, near)) == {"time": RULED_OUT}
    assert features(sameness(later, earlier, 1.0, near)) == {"time": RULED_OUT}


@pytest.mark.parametrize(
    ("first", "second", "obstacle"),
    [
        ({}, {}, None),
        ({}, {"article": "urn:1"}, "one article"),
        ({}, {"kind": "Assault"}, "class"),
        ({}, {"agents": frozenset({"army"})}, "parties"),
        ({"agents": frozenset()}, {"counterparts": frozenset()}, "parties"),
        ({"places": frozenset("a")}, {"places": frozenset("b")}, "place"),
        ({"kind": "Accuse"}, {"kind": "Accuse"}, None),
        ({"kind": "Accuse"}, {"kind": "Accuse", "agents": frozenset()}, "repeated"),
        (
            {"kind": "Accuse", "begin": "2021-05-03"},
            {"kind": "Accuse", "begin": "2021-05-03", "agents": frozenset()},
            None,
        ),
    ],
)
def test_what_rules_a_tie_of_events_out(
    first: Mapping[str, object], second: Mapping[str, object], obstacle: str | None
) -> None:
    score = forbidden(replace(ARREST, **first), replace(AGAIN, **second))  # type: ignore[arg-type]
    assert (next(iter(features(score))) if score else None) == obstacle


def test_a_denial_is_tied_as_a_contradiction() -> None:
    ties, clusters = tie_events([ARREST, replace(AGAIN, negated=True)], lambda *_: 1.0, near)
    assert [tie.rule for tie in ties] == [RULE, CONTRADICTION]
    assert all(tie.score and tie.score.points >= ENOUGH for tie in ties)
    assert [[report.iri for report in cluster] for cluster in clusters] == [
        ["urn:1-arrest", "urn:2-arrest"]
    ]


def test_reports_of_different_events_are_not_tied() -> None:
    other = replace(AGAIN, counterparts=frozenset({"bo"}))
    assert tie_events([ARREST, other], lambda *_: 1.0, near) == ([], [])


def test_only_keys_of_several_articles_can_tie() -> None:
    alone = replace(ARREST, iri="urn:1-beat", kind="Assault")
    assert shared_keys([ARREST, alone, AGAIN]) == {("police", "Coerce"), ("ada", "Coerce")}
    assert shared_keys([ARREST, replace(ARREST, iri="urn:1-again")]) == frozenset()


@pytest.mark.parametrize("role", ["agents", "counterparts", "possible_agents", "places"])
def test_reports_that_involve_somebody_withheld_are_left_out(role: str) -> None:
    report = replace(ARREST, **{role: frozenset({"source"})})  # type: ignore[arg-type]
    assert list(comparable_reports([report], frozenset({"source"}), str)) == []


def test_groups_are_left_out_of_reports() -> None:
    def known_as(iri: str) -> str:
        return "" if iri == "police" else iri.upper()

    (report,) = comparable_reports([ARREST], frozenset(), known_as)
    assert report.agents == frozenset()
    assert report.counterparts == {"ADA"}


# --- Origins

LONG_TEXT = " ".join(f"harbour{chr(97 + n)}word" for n in range(20))
QUOTED = "we will never leave this harbour again"


def origins_of(
    first: Mapping[str, object],
    second: Mapping[str, object],
    *,
    texts: tuple[str, str] = ("", ""),
    agencies: tuple[str, str] = ("", ""),
) -> list[tuple[int, str]]:
    """The number of claims and the name of each origin of two reports."""
    copies = {f"urn:{n}": Copy(runs(texts[n - 1]), f"Paper {n}") for n in (1, 2)}
    by_article = {f"urn:{n}": frozenset({agencies[n - 1]} - {""}) for n in (1, 2)}
    sources = Sources(copies, lambda iri: iri.removeprefix("unnamed"), by_article)
    reports = [replace(ARREST, **first), replace(AGAIN, **second)]  # type: ignore[arg-type]
    return [(len(origin.claims), origin.name) for origin in find_origins(reports, sources)]


def test_independent_reports_are_two_origins() -> None:
    assert origins_of({}, {}) == [(1, "Paper 1"), (1, "Paper 2")]
    assert origins_of({"sources": ("Fund",)}, {}) == [(1, "Fund"), (1, "Paper 2")]


def test_reports_of_one_article_are_one_origin() -> None:
    assert origins_of({}, {"article": "urn:1"}) == [(2, "Paper 1")]


def test_reports_with_one_named_source_are_one_origin() -> None:
    assert origins_of({"sources": ("Fund", "Ada")}, {"sources": ("Ada",)}) == [(2, "Ada")]
    # Two unnamed sources may be two people.
    assert len(origins_of({"sources": ("unnamed",)}, {"sources": ("unnamed",)})) == 2


def test_a_long_quotation_is_one_origin_and_a_short_one_is_not() -> None:
    assert origins_of({"quoted": QUOTED}, {"quoted": QUOTED}) == [(2, "a shared quotation")]
    assert len(origins_of({"quoted": "we will stay"}, {"quoted": "we will stay"})) == 2
    assert len(origins_of({"quoted": QUOTED}, {"quoted": QUOTED + " ever"})) == 2


def test_news_of_one_agency_is_one_origin_unless_a_source_is_cited() -> None:
    assert origins_of({}, {}, agencies=("Reuters", "Reuters")) == [(2, "Reuters")]
    assert len(origins_of({}, {}, agencies=("Reuters", "AFP"))) == 2
    assert len(origins_of({"sources": ("Ada",)}, {}, agencies=("Reuters", "Reuters"))) == 2


def test_nearly_the_same_text_is_one_origin() -> None:
    assert origins_of({}, {}, texts=(LONG_TEXT, LONG_TEXT + " storm")) == [(2, "Paper 1")]
    assert len(origins_of({}, {}, texts=(LONG_TEXT, "A short text"))) == 2


def test_origins_are_joined_through_a_third_report() -> None:
    copies = {f"urn:{n}": Copy(frozenset(), f"Paper {n}") for n in (1, 2, 3)}
    sources = Sources(copies, str, {})
    reports = [
        replace(ARREST, sources=("Ada",)),
        replace(AGAIN, sources=("Ada", "Fund")),
        replace(ARREST, iri="urn:3-arrest", article="urn:3", sources=("Fund",)),
    ]
    (origin,) = find_origins(reports, sources)
    assert origin.name == "Ada"
    assert len(origin.claims) == 3
