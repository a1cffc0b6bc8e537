"""What the page shows, as records: flat segments of the article, tiles, lists and dates."""

from collections import Counter
from itertools import chain, pairwise
from pathlib import Path

import pytest

from actorgraph.graph.facts import Facts
from actorgraph.pipeline import load
from actorgraph.text.sentences import sentence_begins
from actorgraph.views.page import dates, lists, summary
from actorgraph.views.page.details import name_in_sentence, sort_of
from actorgraph.views.page.drawing import page_contents, render
from actorgraph.views.page.entries import LEVELS, Actor, Claim, Entries, entries, joined
from actorgraph.views.page.map_rows import view_row
from actorgraph.views.page.mapping import View
from actorgraph.views.page.packing import article_row, flat, packed, shared_beginning
from actorgraph.views.page.reading import (
    PRONOUNS,
    Block,
    Segment,
    blocks,
    doubt,
    filler,
    is_name,
    short_name,
)
from tests.page_rows import unpacked

SAMPLE = Path(__file__).parent.parent / "graph" / "sample" / "graph.ttl"
Article = tuple[Block, ...]


@pytest.fixture(scope="module")
def sample() -> Entries:
    return entries(page_contents(Facts(load(SAMPLE).store.triples())))


@pytest.fixture(scope="module")
def withheld() -> Entries:
    return entries(page_contents(Facts(load(SAMPLE).shareable().store.triples())))


@pytest.fixture(scope="module")
def article(sample: Entries) -> Article:
    return blocks(sample, 0)


def claim(**changes: object) -> Claim:
    """A claim that says nothing, except for what changes."""
    plain: dict = {
        "number": 0,
        "code": "a",
        "kind": "Aid",
        "kind_label": "aid",
        "verb": "help",
        "level": "asserted",
        "certainty": "asserted",
        "tone": "neutral",
        "denied": False,
        "is_relation": False,
        "time": "",
        "written": "",
        "days": (),
        "article": 0,
        "evidence": ((0, 4),),
        "content": (),
        "cue": (),
        "within": -1,
        "doers": (),
        "is_by_one_of": False,
        "parties": (),
        "sources": (),
    }
    return Claim(**(plain | changes))


def segments(article: Article) -> list[Segment]:
    return [segment for block in article for segment in block.segments]


def words(segment: Segment) -> str:
    return "".join(piece.words for piece in segment.pieces)


def test_the_segments_are_the_text(sample: Entries, article: Article) -> None:
    text = sample.articles[0]["text"]
    for block in article:
        assert "".join(map(words, block.segments)) == text[block.begin : block.end]
        assert (block.segments[0].begin, block.segments[-1].end) == (block.begin, block.end)
    between = text
    for block in reversed(article):
        between = between[: block.begin] + between[block.end :]
    assert between.strip() == ""


def test_each_segment_carries_exactly_the_claims_over_it(
    sample: Entries,
    article: Article,
) -> None:
    for segment in segments(article):
        over = {
            claim.number
            for claim in sample.claims
            for begin, end in claim.evidence
            if begin <= segment.begin and segment.end <= end
        }
        assert set(segment.claims) == over
        touching = {
            claim.number
            for claim in sample.claims
            for begin, end in claim.evidence
            if begin < segment.end and segment.begin < end
        }
        assert touching == over, "a segment is cut at every end of a claim"


def test_the_innermost_claim_comes_first(sample: Entries, article: Article) -> None:
    for segment in segments(article):
        lengths = [
            min(
                end - begin
                for begin, end in sample.claims[number].evidence
                if begin <= segment.begin < end
            )
            for number in segment.claims
            if sample.claims[number].level != "attitude"
        ]
        assert lengths == sorted(lengths)


def test_every_claim_has_one_first_segment(sample: Entries, article: Article) -> None:
    firsts = Counter(number for segment in segments(article) for number in segment.firsts)
    assert firsts == dict.fromkeys(range(len(sample.claims)), 1)


def test_the_shortest_event_decides_the_line(sample: Entries, article: Article) -> None:
    lines = {"dashed": 0, "dotted": 0, "double": 0, "solid": 0, "": 0}
    for segment in segments(article):
        lines[segment.line] += 1
        events = [number for number in segment.claims if sample.claims[number].is_event]
        if events:
            assert segment.tone == sample.claims[events[0]].tone
    assert all(lines.values())


def test_a_speaker_is_named_once_while_the_same(article: Article) -> None:
    for block in article:
        names = [segment.speaker for segment in block.segments if segment.speaker]
        assert all(one != other for one, other in pairwise(names))
    speakers = {segment.speaker for segment in segments(article)}
    assert {"Lokshina", "Johansson", "the report"} <= speakers


@pytest.mark.parametrize(
    ("certainty", "denied", "word"),
    [
        ("asserted", False, ""),
        ("asserted", True, "denied"),
        ("reported", False, ""),
        ("reported", True, "denied"),
        ("alleged", False, "alleged"),
        ("possible", False, "may be"),
        ("possible", True, "not possible"),
        ("intended", False, "planned"),
        ("intended", True, "not planned"),
        ("requested", False, "asked for"),
    ],
)
def test_the_small_word_after_a_passage(certainty: str, denied: bool, word: str) -> None:
    assert doubt(claim(certainty=certainty, level=certainty, denied=denied)) == word


def test_a_statement_is_no_doubtful_event() -> None:
    assert doubt(claim(level="statement", certainty="possible")) == ""


def test_every_doubtful_passage_has_its_word(sample: Entries, article: Article) -> None:
    after: dict[int, tuple[str, ...]] = {
        segment.end: segment.doubts for segment in segments(article)
    }
    for doubtful in sample.claims:
        word = doubt(doubtful)
        if word:
            assert word in after[doubtful.evidence[-1][1]]


def test_notices_and_headings_are_blocks_of_their_kind(article: Article) -> None:
    kinds = Counter(block.kind for block in article)
    assert kinds["title"] == 1
    assert kinds["heading"] == 2
    assert kinds["notice"] == 3
    assert kinds["paragraph"] > 10


def test_names_are_pieces_of_their_own(sample: Entries, article: Article) -> None:
    named = [
        (piece.words, sample.actors[piece.actor])
        for segment in segments(article)
        for piece in segment.pieces
        if piece.actor >= 0
    ]
    assert ("Germany", "Germany") in [(text, actor.name) for text, actor in named]
    assert not any(text.casefold() in PRONOUNS for text, _ in named)
    assert not any(actor.protected or actor.kind == "Group" for _, actor in named)


@pytest.mark.parametrize(
    ("text", "named"),
    [("Lokshina", True), ("They", False), ("the parliament", False), ("The parliament", True)],
)
def test_what_names_an_actor(text: str, named: bool) -> None:
    assert is_name(text) is named


def test_the_name_in_the_margin(sample: Entries) -> None:
    names = {actor.name: short_name(actor) for actor in sample.actors.values()}
    assert names["Tanya Lokshina"] == "Lokshina"
    assert names["Germany"] == "Germany"
    assert all(len(name) <= 18 for name in names.values())


@pytest.mark.parametrize("length", [0, 1, 51, 52, 1000])
def test_signs_for_a_withheld_text_are_as_many(length: int) -> None:
    assert len(filler(length)) == length
    assert set(filler(length)) <= {"n", " "}


def test_without_a_text_the_segments_have_the_same_places(
    withheld: Entries,
    article: Article,
) -> None:
    found = segments(blocks(withheld, 0))
    begins = {number: segment.begin for segment in found for number in segment.firsts}
    expected = {number: segment.begin for segment in segments(article) for number in segment.firsts}
    assert begins == expected
    assert all(set(words(segment)) <= {"n", " "} for segment in found)


def test_the_tiles_count_what_they_say(sample: Entries) -> None:
    tiles = {tile.heading: tile for tile in summary.tiles(sample)}
    levels = Counter(found.level for found in sample.claims)
    assert tiles["Only alleged"].count == levels["alleged"]
    assert tiles["Who speaks"].count == levels["statement"]
    assert ("Harmed" in tiles) != ("Helped" in tiles)
    assert all(len(tile.lines) <= summary.MOST_ROWS for tile in tiles.values())


def test_a_row_quotes_and_names_the_doer_that_its_words_lack(sample: Entries) -> None:
    text = " ".join(sample.articles[0]["text"].split())
    for found in sample.claims:
        row = summary.line(sample, found)
        assert all(part in text for part in row.words.removesuffix(" …").split(" … "))
        assert row.who in ("", sample.names(found.doers))
    ordered = [found for found in sample.claims if found.verb == "order"]
    assert summary.line(sample, ordered[0]).who == "Ramzan Kadyrov"


@pytest.mark.parametrize(
    ("text", "length", "cut"),
    [("three short words", 17, "three short words"), ("three short words", 12, "three short …")],
)
def test_words_are_cut_between_words(text: str, length: int, cut: str) -> None:
    assert summary.clipped(text, length) == cut


def test_the_table_has_one_row_for_each_claim(sample: Entries) -> None:
    claims = [found.number for found in sample.claims if found.level in LEVELS]
    rows = list(lists.table(sample))
    assert sorted(row.claim for row in rows) == claims
    begins = [sample.claims[row.claim].begin for row in rows]
    assert begins == sorted(begins)


def test_people_at_risk_are_not_listed(sample: Entries) -> None:
    listed = {profile.actor.number for kind in lists.who(sample) for profile in kind.profiles}
    protected = {actor.number for actor in sample.actors.values() if actor.protected}
    assert protected
    assert not listed & protected
    assert listed | protected == set(sample.actors)
    assert lists.at_risk(sample).groups == len(protected)


def test_offices_come_with_the_person(sample: Entries) -> None:
    profiles = {
        profile.actor.name: profile for kind in lists.who(sample) for profile in kind.profiles
    }
    assert "president, Russian Federation" in profiles["Vladimir Putin"].offices


def test_each_statement_is_quoted_with_the_claims_in_it(sample: Entries) -> None:
    statements = {found.number for found in sample.claims if found.level == "statement"}
    quoted = {quote.claim for voice in lists.quotes(sample) for quote in voice.quotes}
    assert quoted == statements
    for voice in lists.quotes(sample):
        for quote in voice.quotes:
            assert all(sample.claims[number].within == quote.claim for number in quote.inside)


@pytest.mark.parametrize(
    ("first", "last", "exact"),
    [
        ("2017-05-31", "2017-05-31", "day"),
        ("2017-05-01", "2017-05-31", "month"),
        ("2016-02-01", "2016-02-29", "month"),
        ("2017-01-01", "2017-12-31", "year"),
        ("2017-05-01", "2017-06-30", "span"),
    ],
)
def test_how_exact_a_date_is(first: str, last: str, exact: str) -> None:
    assert dates.exactness(claim(days=(first, last))) == exact


def test_the_strip_counts_every_dated_claim(sample: Entries) -> None:
    strip = dates.strip(sample)
    dated = [found for found in sample.claims if found.days and found.level in LEVELS]
    assert sum(found.count for found in (*strip.bins, *strip.rest)) == len(dated)
    assert strip.undated + len(dated) == sum(found.level in LEVELS for found in sample.claims)
    assert max(found.height for found in strip.bins) == dates.STEPS
    labels = [found.label for found in strip.bins]
    assert labels == sorted(labels, key=dates.MONTHS.index)


def test_the_timeline_has_every_dated_claim_once(sample: Entries) -> None:
    lanes = dates.lanes(sample)
    assert list(lanes) == [key for key in dates.LANES if key in lanes]
    rows = list(chain.from_iterable(lanes.values()))
    dated = [found.number for found in sample.claims if found.days and found.level in LEVELS]
    assert sorted(rows) == dated


@pytest.mark.parametrize(
    ("text", "begins"),
    [
        ("One. Two.", [0, 5]),
        ("Mr. Smith left. He ran.", [0, 16]),
        ("A title\nOne.", [0, 8]),
        ('"Stop!" he said. They did.', [0, 17]),
        ("in 3.5 hours", [0]),
    ],
)
def test_where_sentences_begin(text: str, begins: list[int]) -> None:
    assert sentence_begins(text) == begins


@pytest.mark.parametrize(
    ("row", "sort"),
    [
        ({"label": "victims", "kind": "Group", "protected": True}, "risk"),
        ({"label": "foreign governments", "kind": "Group"}, "bodies"),
        ({"label": "residents", "kind": "Group"}, "groups"),
        ({"label": "France", "kind": "Government"}, ""),
        ({"label": "fifth country", "kind": "Government", "unnamed": True}, "bodies"),
    ],
)
def test_how_an_actor_folds(row: dict, sort: str) -> None:
    assert sort_of(row) == sort


@pytest.mark.parametrize(
    ("row", "name"),
    [
        ({"label": "source", "kind": "Person", "unnamed": True}, "a source"),
        ({"label": "official", "kind": "Person", "unnamed": True}, "an official"),
        ({"label": "one official", "kind": "Person", "unnamed": True}, "one official"),
        ({"label": "unit", "kind": "Organisation", "unnamed": True}, "a unit"),
        ({"label": "report", "kind": "Document", "unnamed": True}, "the report"),
        ({"label": "residents", "kind": "Group", "unnamed": True}, "residents"),
        ({"label": "France", "kind": "Government"}, "France"),
    ],
)
def test_a_name_in_a_sentence(row: dict, name: str) -> None:
    assert name_in_sentence(row) == name


def test_the_claims_that_say_most_come_first(sample: Entries) -> None:
    tiles = {tile.heading: tile for tile in summary.tiles(sample)}
    first = [tile.lines[0].words for tile in tiles.values() if tile.lines]
    assert len(set(first)) == len(first)
    harmed = [sample.claims[row.claim] for row in tiles["Harmed"].lines]
    assert any(
        actor in harmed[0].parties for actor in sample.actors if sample.actors[actor].protected
    )


@pytest.mark.parametrize(
    ("spans", "start", "distances"),
    [
        ([], 0, []),
        ([(4, 9)], 0, [4, 5]),
        ([(4, 9), (12, 20)], 0, [4, 5, 3, 8]),
        ([(6, 8)], 4, [2, 2]),
        # The words that show an event may be before its evidence.
        ([(2, 3)], 4, [-2, 1]),
    ],
)
def test_spans_as_distances(spans: list[tuple[int, int]], start: int, distances: list[int]) -> None:
    assert flat(spans, start) == distances


@pytest.mark.parametrize(
    ("path", "shape"),
    [
        ("M205,38C271,38 271,36 336,36", [205, 38, 336, 36]),
        ("M338,289C273,289 273,278 207,278", [338, 289, 207, 278]),
        ("M205,38C250,38 250,36 336,36", "M205,38C250,38 250,36 336,36"),
        ("M667,173C629,173 627,124 665,124", "M667,173C629,173 627,124 665,124"),
        ("M2,3L4,5", "M2,3L4,5"),
    ],
)
def test_a_simple_curve_is_written_as_its_ends(path: str, shape: list[int] | str) -> None:
    line = {"path": path, "words": [{"words": "met"}]}
    rows = view_row(View("speech", [], [line], [], [], []))["lines"]
    assert rows == [[shape]]
    line["words"] = [{"words": "met"}, {"words": "again"}]
    rows = view_row(View("speech", [], [line], [], [], []))["lines"]
    assert rows == [[shape, "met", "again"]]


def test_a_rule_is_written_as_far_as_its_name_does_not_say() -> None:
    root = "https://w3id.org/actorgraph/id/rule/"
    rows = page_contents(Facts(load(SAMPLE).store.triples()))
    rules = {"of a kind": f"{root}of-a-kind/1.0", "b": f"{root}b/1.0", "c": f"{root}c/2.0"}
    written = packed(rows | {"rules": rules | dict.fromkeys(rows["rules"], f"{root}d/1.0")})
    assert written["roots"]["version"] == "1.0"
    assert [written["rules"][name] for name in rules] == [0, 0, "c/2.0"]


def test_what_the_html_has_is_in_no_row() -> None:
    page = render(load(SAMPLE).store)
    for name in ("mentions", "docked", "headings", "notices"):
        assert f'"{name}"' not in page


@pytest.mark.parametrize(
    ("codes", "shared"),
    [
        (["ab-1-2-act", "ab-3-4-act"], "ab-"),
        (["ab-1-2-act", "cd-3-4-act"], ""),
        (["https://example.org/ab-1"], ""),
        ([], ""),
    ],
)
def test_the_beginning_that_codes_share(codes: list[str], shared: str) -> None:
    assert shared_beginning(codes) == shared


def test_the_short_rows_say_all_that_the_claims_say() -> None:
    rows = page_contents(Facts(load(SAMPLE).store.triples()))
    restored = unpacked(packed(rows))
    for key in ("claims", "attitudes"):
        for short, row in zip(restored[key], rows[key], strict=True):
            assert short == row


def test_the_text_is_the_blocks_and_what_lies_between(sample: Entries, article: Article) -> None:
    row = article_row(sample.articles[0], article)
    assert "text" not in row
    text = ""
    for number, block in enumerate(article):
        text += row["gaps"].get(number, row["gap"])
        text += "".join(map(words, block.segments))
    assert text + row["gaps"].get(len(article), row["gap"]) == sample.articles[0]["text"]


@pytest.mark.parametrize("text", [None, "a\0b"])
def test_a_text_that_html_cannot_hold_stays_in_its_row(text: str | None) -> None:
    assert article_row({"text": text}, ()) == {"text": text}


@pytest.mark.parametrize(
    ("names", "phrase"),
    [([], ""), (["A"], "A"), (["A", "B"], "A and B"), (["A", "B", "C"], "A, B and C")],
)
def test_names_as_a_phrase(names: list[str], phrase: str) -> None:
    assert joined(names) == phrase


def test_the_same_graph_gives_the_same_bytes() -> None:
    store = load(SAMPLE).store
    assert render(store) == render(store)


def test_a_shareable_page_has_none_of_the_words() -> None:
    page = render(load(SAMPLE).shareable().store)
    assert "have condemned" not in page
    assert "climate of lawlessness" not in page
    assert "are not in this file" in page


def test_one_of_several_possible_doers_is_never_both() -> None:
    actors = {
        number: Actor(
            number,
            name,
            kind="Group",
            code=name,
            aliases=(),
            unnamed=True,
            protected=False,
            sort="other",
            mentions=(),
        )
        for number, name in enumerate(("officials", "relatives", "a man"))
    }
    listed = Entries((), actors, ())
    both = claim(doers=(0, 1), parties=(2,), verb="hit")
    either = claim(doers=(0, 1), parties=(2,), verb="hit", is_by_one_of=True)
    assert listed.reading(both) == "officials and relatives · hit · a man"
    assert listed.reading(either) == "officials or relatives · hit · a man"
