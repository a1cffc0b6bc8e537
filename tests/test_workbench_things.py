"""The pages of a claim, an article and an actor: what they show, and what they never do."""

import re
from functools import cache
from pathlib import Path

import pytest

from actorgraph.text.review import Decision
from actorgraph.text.review_file import Review, add
from actorgraph.text.verdicts import Verdict
from actorgraph.views.page.measuring import NAME
from actorgraph.workbench.actor import TABS
from actorgraph.workbench.article_reading import reason_in_words
from actorgraph.workbench.desk import Desk
from actorgraph.workbench.ego_map import CARD_WIDTH, INDENT, LETTERS
from tests.desks import Written, desk, own, see, tie

TEXT = """Port strike

Ann Lee leads Harbour Watch. "The guards beat the crew in May," she said. Bob Cole praised her.

The fog ate the cranes. Bob Cole did not pay the crew.
"""
OTHER = """Strike at the port

The guards, Lee wrote, beat the crew. Cole paid the crew.
"""
HOSTILE = "<script>alert(1)</script>\"'&\u202e{{1111*7}}<img src=x onerror=alert(2)>"


def port_strike() -> Written:
    one = Written("one", "Port strike", TEXT)
    ann = one.actor("one-ann", "Ann Lee", "Ann Lee", "she")
    watch = one.actor("one-watch", "Harbour Watch", "Harbour Watch", kind="Organisation")
    guards = one.actor("one-guards", "guards", "The guards", kind="Group")
    crew = one.actor("one-crew", "crew", "the crew", kind="Group", protected=True)
    bob = one.actor("one-bob", "Bob Cole", "Bob Cole")
    one.claim("HeadOf", "Ann Lee leads Harbour Watch", "leads", subject=ann, object=watch)
    said = one.claim("Statement", '"The guards beat the crew in May," she said', "said", agent=ann)
    one.claim(
        "Assault",
        "The guards beat the crew in May",
        "beat",
        inside=said,
        agent=guards,
        target=crew,
        attributedTo=ann,
        date="2017-05",
    )
    one.claim("Support", "Bob Cole praised her", "praised", agent=bob, target=ann, confidence="0.3")
    one.claim("Aid", "Bob Cole did not pay the crew", "pay", agent=bob, target=crew, denied=True)
    one.gap("The fog ate the cranes", "no frame for eat", "eat")
    return one


def other_report(*, withheld: bool = False) -> Written:
    two = Written("two", "Strike at the port", OTHER, withheld=withheld)
    ann = two.actor("two-ann", "Ann Lee", "Lee")
    guards = two.actor("two-guards", "guards", "The guards", kind="Group")
    crew = two.actor("two-crew", "crew", "the crew", kind="Group", protected=True)
    bob = two.actor("two-bob", "Bob Cole", "Cole")
    two.claim("Statement", "The guards, Lee wrote, beat the crew", "wrote", agent=ann)
    two.claim("Assault", "beat the crew", "beat", agent=guards, target=crew, attributedTo=ann)
    two.claim("Aid", "Cole paid the crew", "paid", verb="pay", agent=bob, target=crew)
    return two


BEATING = "claim/one-43-assault"
OTHER_BEATING = "claim/two-43-assault"
UNPAID, PAID = "claim/one-134-aid", "claim/two-58-aid"


@cache
def strike() -> Desk:
    return two_articles()


def two_articles(folder: Path | None = None, *, withheld: bool = False) -> Desk:
    links = [
        *tie(
            own("actor/one-ann"),
            own("actor/two-ann"),
            "full name +4.0: the same full name",
            "office -1.0: one of them has no office",
        ),
        *tie(own("actor/one-bob"), own("actor/two-bob"), "full name +4.0: the same full name"),
        *tie(own(BEATING), own(OTHER_BEATING), kind="EventTie"),
        *tie(own(UNPAID), own(PAID), kind="ContradictionTie"),
    ]
    return desk(port_strike(), other_report(withheld=withheld), links=links, folder=folder)


def test_a_claim_is_marked_role_by_role_in_its_sentence() -> None:
    page = see(strike(), BEATING).html
    for role, words in (("who", "The guards"), ("did-what", "beat"), ("to-whom", "the crew")):
        assert f'<span class="role {role} marked">{words}<small>' in page
    # One sentence before, one after.
    assert "Ann Lee leads Harbour Watch. " in page
    assert "Bob Cole praised her" in page
    assert "The fog ate" not in page.partition("</section>")[0]


def test_a_claim_names_on_whose_word_it_is_so() -> None:
    chain = see(strike(), BEATING).html.partition('id="chain"')[2].partition("</section>")[0]
    speaker, article = chain.index("Ann Lee"), chain.index("Port strike")
    assert speaker < article
    assert "she said" in chain
    assert "in its own voice" in see(strike(), UNPAID).html


@pytest.mark.parametrize(
    ("path", "other", "words"),
    [(BEATING, OTHER_BEATING, "The same event"), (PAID, UNPAID, "It contradicts this claim")],
)
def test_a_claim_lists_other_reports(path: str, other: str, words: str) -> None:
    reports = see(strike(), path).html.partition('id="reports"')[2].partition("</section>")[0]
    assert f"/id/{other}" in reports
    assert words in reports


def test_a_claim_says_how_it_was_found_and_how_to_cite_it() -> None:
    page = see(strike(), BEATING).html
    assert "word that decided" in page
    assert "actorgraph claim one-43-assault" in page
    assert "^^" not in page
    assert "w3id.org" not in page


def test_a_claim_has_the_history_of_its_decisions(tmp_path: Path) -> None:
    judged = [
        Verdict("unsure", "one", "one-43-assault", "Assault", "42-73", by="Kim", date="2020-01-01"),
        Verdict(
            "corrected",
            "one",
            "one-43-assault",
            "Assault",
            "42-73",
            by="Lou",
            note="<b>look</b>",
            old={"agent": ("guards",)},
            new={"agent": ("two guards",)},
        ),
    ]
    add(tmp_path, judged)
    page = see(two_articles(tmp_path), BEATING).html
    history = page.partition('id="history"')[2].partition("</section>")[0]
    assert history.index("Lou") < history.index("Kim")
    assert "<del>guards</del> <ins>two guards</ins>" in history
    assert "&lt;b&gt;look" in history
    assert "not that it happened" in history


def test_a_script_gets_the_card_of_a_claim_alone() -> None:
    part = see(strike(), BEATING, is_part=True).html
    assert "<html" not in part
    assert "The guards" not in see(strike(), "claim/none").html
    assert 'data-claim="one-43-assault"' in part


def test_a_claim_without_words_says_where_they_are() -> None:
    page = see(two_articles(withheld=True), OTHER_BEATING).html
    assert "beat the crew" not in page.partition('id="reports"')[0]
    assert "not in the store: characters 43 to 56" in page


def test_an_article_has_its_text_with_marks_and_its_claims_beside_it() -> None:
    page = see(strike(), "article/one").html
    first = page.partition('id="p1"')[2].partition("</section>")[0]
    assert 'class="mark dashed harm voice"' in first
    assert '<span class="speaker">Lee</span>' in first
    assert "/id/claim/one-13-headof" in first
    assert '<a href="/id/actor/one-ann">Ann Lee</a>' in first
    assert UNPAID not in first
    # Nobody may be sure of it.
    assert 'class="beside low"' in first


def test_nobody_at_risk_is_linked_in_the_text_or_listed() -> None:
    page = see(strike(), "article/one").html
    assert "/id/actor/one-crew" not in page
    assert "1 group of people at risk" in page


def test_an_article_shows_which_clauses_gave_no_claim_and_why() -> None:
    page = see(strike(), "article/one").html
    assert '<span class="gap" title="“eat” is not in the lexicon with this meaning">The fog' in page
    assert "1 clause gave no claim" in page


@pytest.mark.parametrize(
    ("reason", "verb", "words"),
    [
        ("no frame for eat", "eat", "“eat” is not in the lexicon with this meaning"),
        ("pay binds no actor to a role", "pay", "nobody who is named"),
        ("report says what a text or a place does", "report", "a text or a place does it"),
        ("a question", "", "a question"),
    ],
)
def test_reasons_are_in_words(reason: str, verb: str, words: str) -> None:
    assert words in reason_in_words(reason, verb)


def test_an_article_names_the_others_that_have_its_events() -> None:
    elsewhere = see(strike(), "article/one").html.partition('id="elsewhere"')[2]
    assert "/id/article/two" in elsewhere
    assert f"/id/{BEATING}#reports" in elsewhere


def test_an_article_counts_what_is_reviewed(tmp_path: Path) -> None:
    verdict = Verdict("accepted", "one", "one-43-assault", "Assault", "42-73", by="Kim")
    where = two_articles(tmp_path)
    assert "0 of 5 reviewed" in see(where, "article/one").html
    # The file is read again: what was read of the article stays.
    add(tmp_path, [verdict])
    page = see(where, "article/one").html
    assert "1 of 5 reviewed" in page
    assert "✓ accepted" in page


def test_words_are_found_in_an_article() -> None:
    assert '<a href="?from=2#p2">' in see(strike(), "article/one", find="FOG ATE").html
    page = see(strike(), "article/one", find="<zebra>").html
    assert "No paragraph has “<bdi>&lt;zebra&gt;</bdi>”" in page


def test_a_long_article_comes_in_parts() -> None:
    long = Written(
        "long", "Fog", "Fog\n\n" + "\n\n".join(f"Fog {n} fell. " * 200 for n in range(30))
    )
    where = desk(long)
    page = see(where, "article/long").html
    assert "Fog 0 fell" in page
    assert "Fog 29 fell" not in page
    assert len(page) < 60_000
    following = page.partition("?from=")[2].partition('"')[0]
    part = see(where, "article/long", from_=following, is_part=True).html
    assert "<html" not in part
    assert f'id="p{following}"' in part
    assert "Fog 0 fell" in see(where, "article/long", from_="nonsense").html


def test_an_article_without_words_keeps_its_structure() -> None:
    page = see(two_articles(withheld=True), "article/two").html
    assert "Cole paid" not in page
    assert 'data-at="' in page
    assert 'id="attach"' in page
    assert "<bdi>Bob Cole</bdi></b> pay" in page


def test_all_identities_lead_to_one_page() -> None:
    moved = see(strike(), "actor/two-ann", tab="table")
    assert (moved.status, moved.location) == (303, "/id/actor/one-ann?tab=table")
    page = see(strike(), "actor/one-ann").html
    assert "in 2 articles" in page
    assert "Harbour Watch" in page


def test_somebody_is_called_as_the_articles_do() -> None:
    assert "She said" in see(strike(), "actor/one-ann").html
    assert "They did" in see(strike(), "actor/one-bob").html
    assert "It did" in see(strike(), "actor/one-watch").html


def test_what_somebody_said_has_the_claims_made_in_it() -> None:
    page = see(strike(), "actor/one-ann", tab="said").html
    said = page.partition('class="said"')[2].partition("</div>\n<ul>")[2].partition("</ul>")[0]
    assert f"/id/{BEATING}" in said
    assert "no claim in these words" in page


def test_what_was_done_is_apart_from_what_somebody_did() -> None:
    page = see(strike(), "actor/one-bob", tab="did").html
    did = page.partition("What they did</h2>")[2]
    assert f"/id/{UNPAID}" in did
    done = see(strike(), "actor/one-ann", tab="did").html.partition("Done to her</h2>")[2]
    assert "Bob Cole praised her" in done


def test_counterparts_are_on_one_row() -> None:
    page = see(strike(), "actor/one-guards", tab="differ").html
    assert "nothing to compare" in page
    page = see(strike(), "actor/one-ann", tab="differ").html
    shared = page.partition('<tr class="shared">')[2].partition("</tr>")[0]
    assert f"/id/{BEATING}" in shared
    assert f"/id/{OTHER_BEATING}" in shared


def test_a_timeline_counts_what_is_undated() -> None:
    page = see(strike(), "actor/one-guards", tab="timeline").html
    assert "2017-05" in page
    assert "0 claims without a date" in page
    assert "3 claims without a date" in see(strike(), "actor/one-bob", tab="timeline").html


def test_contradictions_are_side_by_side() -> None:
    page = see(strike(), "actor/one-bob", tab="disputed").html
    so, not_so = page.partition("It is so</h3>")[2].partition("It is not so</h3>")[::2]
    assert f"/id/{PAID}" in so
    assert f"/id/{UNPAID}" in not_so


def test_the_reasons_for_and_against_a_tie_are_shown() -> None:
    page = see(strike(), "actor/one-ann").html
    assert "Tied by the machine. Nobody has confirmed it." in page
    one = page.partition('id="one"')[2]
    assert one.index("the same full name") < one.index("one of them has no office")
    assert "/review/identity" not in page
    assert 'value="different"' in see(strike(), "actor/one-ann", reader="Kim").html


def test_a_persons_decision_about_a_tie_is_named(tmp_path: Path) -> None:
    add(tmp_path, [Decision("same", "one-ann", "two-ann", by="Kim")])
    page = see(two_articles(tmp_path), "actor/one-ann").html
    assert "The same: <bdi>Kim</bdi> decided so" in page


def test_people_at_risk_are_a_group_and_nothing_more() -> None:
    page = see(strike(), "actor/one-crew", reader="Kim").html
    assert "never made individuals" in page
    for absent in ("/map?actor", "Merge or split", "Copy as citation", '<svg class="ego"'):
        assert absent not in page


def test_nobody_at_risk_is_on_the_map_of_others() -> None:
    page = see(strike(), "actor/one-bob").html
    near = page.partition('<svg class="ego"')[2].partition("</svg>")[0]
    assert "/id/actor/one-ann" in near
    assert "crew" not in near


def test_words_on_the_small_map_fit_their_cards() -> None:
    text = "Wharf\n\nMaximilian Wummwamm warmly commemorated Commonwealth Womens Museum."
    made = Written("wide", "Wharf", text)
    names = ("Maximilian Wummwamm", "Commonwealth Womens Museum")
    who, whom = (made.actor(f"wide-{number}", name, name) for number, name in enumerate(names))
    verb = "warmly commemorated"
    made.claim("Support", f"{names[0]} {verb} {names[1]}", verb, agent=who, target=whom)
    page = see(desk(made), "actor/wide-0").html
    near = page.partition('<svg class="ego"')[2].partition("</svg>")[0]
    words = re.findall(r"<text[^>]*>([^<]+)</text>", near)
    assert len(words) == 3
    for number, line in enumerate(words):
        widest = NAME.width(line) if number == 1 else LETTERS.width(line)
        assert widest <= CARD_WIDTH - 2 * INDENT
        assert len(line) > 10
    assert words[2].endswith("… · 1")


@pytest.mark.parametrize("tab", TABS)
def test_no_tab_shows_an_iri_or_a_machines_word(tab: str) -> None:
    page = see(strike(), "actor/one-ann", tab=tab).html
    for absent in ("w3id.org", "^^", "asserted<", "reported<"):
        assert absent not in page


def hostile() -> Desk:
    text = f"Fog\n\n{HOSTILE} hit {HOSTILE[::-1]}."
    bad = Written("bad", HOSTILE, text)
    who = bad.actor("bad", HOSTILE, HOSTILE)
    whom = bad.actor("worse", HOSTILE[::-1], HOSTILE[::-1], kind="Organisation")
    bad.claim("Assault", f"{HOSTILE} hit", "hit", verb=HOSTILE, agent=who, target=whom)
    bad.gap(HOSTILE, HOSTILE, HOSTILE)
    second = Written("ill", HOSTILE, text)
    twin = second.actor("ill", HOSTILE, HOSTILE)
    second.claim("Assault", f"{HOSTILE} hit", "hit", verb=HOSTILE, agent=twin)
    return desk(bad, second, links=tie(own("actor/bad"), own("actor/ill"), HOSTILE))


@pytest.mark.parametrize(
    ("path", "fields"),
    [
        ("claim/bad-5-assault", {}),
        ("article/bad", {"find": HOSTILE}),
        *(("actor/bad", {"tab": tab, "page": HOSTILE}) for tab in (*TABS, HOSTILE)),
    ],
)
def test_hostile_text_stays_text(path: str, fields: dict[str, str]) -> None:
    answer = see(hostile(), path, reader=HOSTILE, **fields)
    assert answer.status == 200
    for attack in ("<script>", "<img", "7777"):
        assert attack not in answer.html


@pytest.mark.parametrize("path", ["claim/none", "article/none", "actor/none", "actor/<>", "actor/"])
def test_what_is_not_here_is_said(path: str) -> None:
    assert see(strike(), path).status == 404


def test_reviews_of_nobody_are_empty() -> None:
    assert strike().review == Review()
