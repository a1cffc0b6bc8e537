"""Times: which words tell one, what they resolve to, and what is left alone."""

import time
from itertools import pairwise

import pytest
from edtf import parse_edtf
from hypothesis import given, settings
from hypothesis import strategies as st

from actorgraph.text.article import Article, Block, Span
from actorgraph.times.find import find_times
from actorgraph.times.time import TimeMention

# 16 August 2017 is a Wednesday.
PUBLISHED = "2017-08-16"


def read(text: str, published: str | None = PUBLISHED) -> tuple[TimeMention, ...]:
    return find_times(Article(text, (Block("paragraph", Span(0, len(text))),), published=published))


def brief(mentions: tuple[TimeMention, ...]) -> list[tuple[str, str | None, str]]:
    return [(mention.time.text, mention.time.edtf, mention.kind) for mention in mentions]


DATES = [
    ("They fought in World War II.", "in World War II", "1939/1945"),
    ("They fled in the last days of World War II.", "in the last days of World War II", "1945"),
    ("They met in the past few days.", "in the past few days", "2017-08"),
    ("The bridge fell on 17 May 2015.", "on 17 May 2015", "2015-05-17"),
    ("The bridge fell on May 17, 2015, and rose again.", "on May 17, 2015", "2015-05-17"),
    ("LISBON, Friday, August 21, 2015 - The bridge fell.", "Friday, August 21, 2015", "2015-08-21"),
    ("Filed 2015-08-20 by the harbour.", "2015-08-20", "2015-08-20"),
    ("Filed 2016-05 by the harbour.", "2016-05", "2016-05"),
    ("It opened on the 2nd of June 2014.", "on the 2nd of June 2014", "2014-06-02"),
    ("It opened on Dec. 25.", "on Dec. 25", "2016-12-25"),
    ("It opened on 11 Sept. 2001.", "on 11 Sept. 2001", "2001-09-11"),
    ("An article appeared on 1 April.", "on 1 April", "2017-04-01"),
    ("The ferry sails on 1 September.", "on 1 September", "2017-09-01"),
    ("The ferry sank on 1 November.", "on 1 November", "2016-11-01"),
    ("The ferry sank on 29 February.", "on 29 February", "2016-02-29"),
    ("They briefed the council in April.", "in April", "2017-04"),
    ("They briefed the council in August.", "in August", "2017-08"),
    ("They briefed the council in September.", "in September", "2016-09"),
    ("In May 2014 they briefed the council.", "In May 2014", "2014-05"),
    ("In May 20 people were fined.", "In May", "2017-05"),
    ("They briefed the council in October last year.", "in October last year", "2016-10"),
    ("They met last May.", "last May", "2017-05"),
    ("They met as early as May.", "as early as May", "2017-05"),
    ("It was shut as of Monday.", "as of Monday", "2017-08-14"),
    ("They met on the Friday before last.", "on the Friday before last", "2017-08-04"),
    ("They met two Sundays ago.", "two Sundays ago", "2017-08-06"),
    ("They met two Wednesdays ago.", "two Wednesdays ago", "2017-08-02"),
    ("They met half a year ago.", "half a year ago", "2017-02"),
    ("They met the month before last.", "the month before last", "2017-06"),
    ("They met earlier in the month.", "earlier in the month", "2017-08"),
    ("They met earlier in the day.", "earlier in the day", "2017-08-16"),
    ("They will meet by year’s end.", "by year’s end", "2017"),
    ("They meet next March.", "next March", "2018-03"),
    ("In late July the group reported.", "In late July", "2017-07"),
    ("In the middle of May the group reported.", "In the middle of May", "2017-05"),
    ("The group reported at the end of June 2016.", "at the end of June 2016", "2016-06"),
    ("It closed in early 2016.", "in early 2016", "2016"),
    ("It closed in mid-2016.", "in mid-2016", "2016"),
    ("It closed late last year.", "late last year", "2016"),
    ("It closed in 2015.", "in 2015", "2015"),
    ("In 2015 people fled.", "In 2015", "2015"),
    ("It was the year 2015 that counted.", "the year 2015", "2015"),
    ("It was founded around 2010.", "around 2010", "2010~"),
    ("The mayor resigned yesterday.", "yesterday", "2017-08-15"),
    ("Today, the mayor resigned.", "Today", "2017-08-16"),
    ("The mayor speaks tonight.", "tonight", "2017-08-16"),
    ("The mayor speaks tomorrow morning.", "tomorrow morning", "2017-08-17"),
    ("The mayor resigned the day before yesterday.", "the day before yesterday", "2017-08-14"),
    ("The mayor resigned last night.", "last night", "2017-08-15"),
    ("The mayor resigned on Friday.", "on Friday", "2017-08-11"),
    ("The mayor resigned on Wednesday.", "on Wednesday", "2017-08-16"),
    ("The mayor will resign on Friday.", "on Friday", "2017-08-11"),
    ("The mayor resigned last Friday.", "last Friday", "2017-08-11"),
    ("The mayor resigned last Wednesday.", "last Wednesday", "2017-08-09"),
    ("The mayor resigns next Tuesday.", "next Tuesday", "2017-08-22"),
    ("The mayor resigns this coming Friday.", "this coming Friday", "2017-08-18"),
    ("The mayor told Reuters Thursday afternoon to wait.", "Thursday afternoon", "2017-08-10"),
    ("The mayor resigned on Friday last week.", "on Friday last week", "2017-08-11"),
    ("She fell in the early hours of Monday.", "in the early hours of Monday", "2017-08-14"),
    ("She fell on the night of 3 June.", "on the night of 3 June", "2017-06-03"),
    ("She fell at the weekend.", "at the weekend", "2017-08-12/2017-08-13"),
    ("Prices fell earlier this year.", "earlier this year", "2017"),
    ("Prices will fall later this month.", "later this month", "2017-08"),
    ("Prices fell last week.", "last week", "2017-08-07/2017-08-13"),
    ("Prices fell this month.", "this month", "2017-08"),
    ("Prices fell last month.", "last month", "2017-07"),
    ("Prices fall next year.", "next year", "2018"),
    ("Prices fell two days ago.", "two days ago", "2017-08-14"),
    ("Prices fell 12 hours ago.", "12 hours ago", "2017-08-15/2017-08-16"),
    ("Prices fell two weeks ago.", "two weeks ago", "2017-08-02~"),
    ("Prices fell three years ago.", "three years ago", "2014"),
    ("Prices fell a decade ago.", "a decade ago", "2007"),
    ("Prices fell in spring 2017.", "in spring 2017", "2017-21"),
    ("Prices fell in the summer of 2015.", "in the summer of 2015", "2015-22"),
    ("Prices fell last summer.", "last summer", "2016-22"),
    ("Prices fell in the winter.", "in the winter", "2016-24"),
    ("Prices fell in the 1990s.", "in the 1990s", "199X"),
    ("Prices fell in the mid-1980s.", "in the mid-1980s", "198X"),
    ("Prices fell in the '90s.", "in the '90s", "199X"),
    ("Prices fell in the 19th century.", "in the 19th century", "18XX"),
    ("Prices fell in the late twentieth century.", "in the late twentieth century", "19XX"),
    (
        "Prices fell in the third quarter of 2016.",
        "in the third quarter of 2016",
        "2016-35",
    ),
    ("Prices fell in Q1 2017.", "in Q1 2017", "2017-33"),
    ("It ends by the end of the year.", "by the end of the year", "2017"),
    ("They marched on May Day.", "on May Day", "2017-05-01"),
    ("They met on New Year’s Eve.", "on New Year’s Eve", "2016-12-31"),
    ("They met last Thanksgiving.", "last Thanksgiving", "2016-11-24"),
    ("They voted on Sunday (21.02.2016).", "on Sunday (21.02.2016)", "2016-02-21"),
    ("They voted on Sunday (March 4).", "on Sunday (March 4)", "2017-03-04"),
    ("It happened on 9/11.", "on 9/11", "2001-09-11"),
    ("Twenty-two years ago it fell.", "Twenty-two years ago", "1995"),
    ("About three years ago it fell.", "About three years ago", "2014~"),
    ("A few days ago it fell.", "A few days ago", "2017-08"),
    ("Prices fell in the second half of 2015.", "in the second half of 2015", "2015-07/2015-12"),
]

STORIES = [
    ("In December 1994 he fled. Four weeks later he died.", "1995-01"),
    ("On 3 May 2011 he fled. Two days later he died.", "2011-05-05"),
    ("On 3 May 2011 he fled. A week earlier he wrote.", "2011-04-26"),
    ("On 3 May 2011 he fled. The following day he died.", "2011-05-04"),
    ("On 3 May 2011 he fled. The next morning he died.", "2011-05-04"),
    ("On 3 May 2011 he fled. On the same day she died.", "2011-05-03"),
    ("On 3 May 2011 he fled. Later that month he died.", "2011-05"),
    ("On 3 May 2011 he fled. The following Friday he died.", "2011-05-06"),
    ("On 3 May 2011 he fled. The previous Friday he wrote.", "2011-04-29"),
    ("In 1994 he fled. In December of that year he died.", "1994-12"),
    ("In 1994 he fled. The following year he died.", "1995"),
    # A year does not say when two days are over.
    ("In 1994 he fled. Two days later he died.", None),
    # `before` begins a clause.
    ("On 3 May 2011 he fled. Two days before the vote he died.", None),
]

INTERVALS = [
    (
        "They fell in the first half of the 20th century.",
        "first half of the 20th century",
        "1901/1950",
    ),
    ("They rose in the second half of the 1990s.", "second half of the 1990s", "1995/1999"),
    ("Since 2015 she has led it.", "Since 2015", "2015/"),
    ("She has led it since last week.", "since last week", "2017-08-07/"),
    ("She has led it since May.", "since May", "2017-05/"),
    ("From Monday, shops close.", "From Monday", "2017-08-14/"),
    ("It grew from 2015 onwards.", "from 2015", "2015/"),
    ("It was open until March.", "until March", "/2017-03"),
    ("It stays open until Friday.", "until Friday", "/2017-08-18"),
    ("It was gone before 2015.", "before 2015", "/2015"),
    ("It was gone more than three years ago.", "more than three years ago", "/2014"),
    ("It grew between 2014 and 2016.", "between 2014 and 2016", "2014/2016"),
    ("It rained from June to August.", "from June to August", "2017-06/2017-08"),
    ("It rained from June to August 2015.", "from June to August 2015", "2015-06/2015-08"),
    ("It rained from November to February.", "from November to February", "2016-11/2017-02"),
    ("It rained from 2015 to today.", "from 2015 to today", "2015/2017-08-16"),
    ("It rained from Monday to Friday.", "from Monday to Friday", "2017-08-14/2017-08-18"),
    ("It rained from 3 May to 6 June 2016.", "from 3 May to 6 June 2016", "2016-05-03/2016-06-06"),
    ("The fair, 3-5 May 2016, was wet.", "3-5 May 2016", "2016-05-03/2016-05-05"),
    ("The fair ran between 3 and 5 May.", "between 3 and 5 May", "2017-05-03/2017-05-05"),
    ("The war (2014–2016) was long.", "2014–2016", "2014/2016"),
    ("Sales rose in the past five years.", "in the past five years", "2012~/2017-08-16"),
    ("Sales rise over the next two years.", "over the next two years", "2017-08-16/2019~"),
]

UNRESOLVED = [
    ("One more state joined in recent weeks.", "in recent weeks", "vague"),
    ("He repeated it at the time.", "at the time", "vague"),
    ("Two days later he left.", "Two days later", "vague"),
    ("He left the following Friday.", "the following Friday", "vague"),
    ("He left several weeks ago.", "several weeks ago", "vague"),
    ("He leaves in the coming months.", "in the coming months", "vague"),
    ("He had been there for years.", "for years", "duration"),
    ("Respond within 48 hours or leave.", "within 48 hours", "duration"),
    ("He had been there for more than three weeks.", "for more than three weeks", "duration"),
]

ADJECTIVAL = [
    ("They recalled the Sept. 11 attacks.", "Sept. 11", "2001-09-11"),
    ("They left the Sept. 11 dinner.", "Sept. 11", "2017-09-11"),
    ("They tore up the 1990 treaty.", "1990", "1990"),
    ("They lost the May elections.", "May", "2017-05"),
    ("They lost the June 2016 referendum.", "June 2016", "2016-06"),
    ("They lost last year's vote.", "last year", "2016"),
    ("They missed Friday's talks.", "Friday", "2017-08-11"),
    ("They lost the 2014-15 season.", "2014-15", "2014/2015"),
    ("They lost the elections of 2015.", "2015", "2015"),
    ("They cited a letter from 2015.", "2015", "2015"),
    ("They cited Okafor (2015) too.", "2015", "2015"),
]

NO_TIME = [
    "Prime minister May said no.",
    "May told members to wait.",
    "She lost confidence in May's plan.",
    "Since May took office, little has moved.",
    "A plan put forward by May and opposed by others.",
    "They may leave, and they march on.",
    "The Million Women March and the March for Peace filled the square.",
    "Testimonies from 33 people were read.",
    "2015 people were counted, and more than 2015 people came.",
    "Between 1500 and 2000 people came.",
    "Some 1500-2000 people came.",
    "It costs $2015, or 2015%, or 1,2015.",
    "The COVID-2019 paper, room 2015, resolution 2334.",
    "He waited a second for the second speaker.",
    "A 20-year-old and a man aged 54 spoke.",
    "At the same time, nothing moved.",
    "Every Monday and on Fridays they sing.",
    "They remember Bloody Sunday and read the Sunday Times.",
    "He works for Russia Today and USA Today.",
    "April Jones met Jan Novak at Mar-a-Lago.",
    "The Arab Spring began.",
    "An august body sat in the sun.",
    "It works 24/7, from 9 to 5.",
    "On 33 May nothing happened.",
]


@pytest.mark.parametrize(("text", "words", "edtf"), DATES)
def test_date(text: str, words: str, edtf: str) -> None:
    assert brief(read(text)) == [(words, edtf, "date")]


@pytest.mark.parametrize(("text", "edtf"), STORIES)
def test_counted_from_the_time_before(text: str, edtf: str | None) -> None:
    *_, last = read(text)
    if len(read(text)) > 1:
        assert last.time.edtf == edtf
    else:
        assert edtf is None


AHEAD = [
    ("They meet on Friday.", "2017-08-11", "2017-08-18"),
    ("They meet in November.", "2016-11", "2017-11"),
    ("They meet this weekend.", "2017-08-12/2017-08-13", "2017-08-19/2017-08-20"),
    ("They meet on 5 December.", "2016-12-05", "2017-12-05"),
]


@pytest.mark.parametrize(("text", "past", "ahead"), AHEAD)
def test_a_time_to_come(text: str, past: str, ahead: str) -> None:
    (mention,) = read(text)
    assert mention.ahead is not None
    assert (mention.time.edtf, mention.ahead.edtf) == (past, ahead)


@pytest.mark.parametrize("text", ["They met last Friday.", "They met in May 2016."])
def test_a_time_that_is_the_same_in_the_future(text: str) -> None:
    (mention,) = read(text)
    assert mention.ahead is None


def test_a_day_of_an_unknown_year_takes_that_of_its_month() -> None:
    mentions = read("In early November 2005 they met. On 5 November they left.", None)
    assert [mention.time.edtf for mention in mentions] == ["2005-11", "2005-11-05"]


@pytest.mark.parametrize(("text", "words", "edtf"), INTERVALS)
def test_interval(text: str, words: str, edtf: str) -> None:
    assert brief(read(text)) == [(words, edtf, "interval")]


@pytest.mark.parametrize(("text", "words", "kind"), UNRESOLVED)
def test_words_that_stay_unresolved(text: str, words: str, kind: str) -> None:
    (mention,) = read(text)
    assert (mention.time.text, mention.kind) == (words, kind)
    assert (mention.time.edtf, mention.time.not_before, mention.time.not_after) == (
        None,
        None,
        None,
    )


@pytest.mark.parametrize(("text", "words", "edtf"), ADJECTIVAL)
def test_time_of_a_noun(text: str, words: str, edtf: str) -> None:
    assert brief(read(text)) == [(words, edtf, "adjectival")]


@pytest.mark.parametrize("text", NO_TIME)
def test_no_time(text: str) -> None:
    assert brief(read(text)) == []


@pytest.mark.parametrize(
    "edtf", [row[2] for row in DATES + INTERVALS + ADJECTIVAL] + ["XXXX-04", "XXXX-04-01"]
)
def test_edtf_is_valid(edtf: str) -> None:
    assert str(parse_edtf(edtf)) == edtf


@pytest.mark.parametrize(
    ("text", "published", "edtf"),
    [
        ("They met in April.", None, "XXXX-04"),
        ("They met in April.", "2017", "XXXX-04"),
        ("They met in April.", "2017-08", "2017-04"),
        ("They met on 1 April.", None, "XXXX-04-01"),
        ("They met on 1 April.", "2017-08", "2017-04-01"),
        ("They met on Friday.", None, None),
        ("They met on Friday.", "2017-08", None),
        ("They met yesterday.", "2017-08", None),
        ("They met last month.", "2017-01", "2016-12"),
        ("They met last month.", "2017", None),
        ("They met last year.", "2017", "2016"),
        ("They met three years ago.", "2017", "2014"),
        ("They met two days ago.", "2017-03-01", "2017-02-27"),
        ("They met earlier this year.", None, None),
        ("They have met since April.", None, None),
        ("They met from April to June.", None, None),
        ("They met in 2015.", None, "2015"),
        ("They met last year.", "yesterday?", None),
        ("They met last year.", "2017-13-40", None),
        ("They met last year.", "0001", None),
        ("They met in winter.", "2017-01-20", "2016-24"),
        ("They met this winter.", "2017-01-20", "2016-24"),
    ],
)
def test_precision_of_publication(text: str, published: str | None, edtf: str | None) -> None:
    assert [mention.time.edtf for mention in read(text, published)] == [edtf]


@pytest.mark.parametrize(
    ("text", "low", "high"),
    [
        ("They met on Friday.", "2017-08-11T00:00:00", "2017-08-11T23:59:59"),
        ("They met in late July.", "2017-07-20T00:00:00", "2017-07-31T23:59:59"),
        ("They met in early February.", "2017-02-01T00:00:00", "2017-02-10T23:59:59"),
        ("They met in early 2016.", "2016-01-01T00:00:00", "2016-04-30T23:59:59"),
        ("They met earlier this year.", "2017-01-01T00:00:00", "2017-08-16T23:59:59"),
        ("They will meet later this year.", "2017-08-16T00:00:00", "2017-12-31T23:59:59"),
        ("They met in spring 2017.", "2017-03-01T00:00:00", "2017-05-31T23:59:59"),
        ("They met in winter 2016.", "2016-01-01T00:00:00", "2017-02-28T23:59:59"),
        ("They met in the early 1990s.", "1990-01-01T00:00:00", "1993-12-31T23:59:59"),
        ("They met between 2014 and 2016.", "2014-01-01T00:00:00", "2016-12-31T23:59:59"),
        ("They have met since 2015.", "2015-01-01T00:00:00", None),
        ("They met until March.", None, "2017-03-31T23:59:59"),
        ("They met two weeks ago.", "2017-07-31T00:00:00", "2017-08-06T23:59:59"),
    ],
)
def test_bounds(text: str, low: str | None, high: str | None) -> None:
    (mention,) = read(text)
    assert (mention.time.not_before, mention.time.not_after) == (low, high)


def test_months_and_years_in_a_row() -> None:
    assert [m.time.edtf for m in read("It rose in 2014, 2015 and 2016.")] == [
        "2014",
        "2015",
        "2016",
    ]
    assert [m.time.edtf for m in read("It rose in April, May and June.")] == [
        "2017-04",
        "2017-05",
        "2017-06",
    ]
    assert [m.time.edtf for m in read("It rose in April or May.")] == ["2017-04", "2017-05"]
    assert [m.time.edtf for m in read("In March, May met members.")] == ["2017-03"]


def test_several_times_keep_their_order() -> None:
    text = "On Monday, the court, founded in 1999, said it had heard witnesses since May 2016."
    assert [m.time.text for m in read(text)] == ["On Monday", "in 1999", "since May 2016"]


def test_notices_are_not_read_and_blocks_do_not_run_together() -> None:
    title, notice, paragraph = (
        "Talks in May",
        "Offer ends on 3 May 2017",
        "2016 was mentioned on Friday.",
    )
    text = "\n".join((title, notice, paragraph))
    ends = (len(title), len(title) + 1 + len(notice), len(text))
    blocks = (
        Block("title", Span(0, ends[0])),
        Block("notice", Span(ends[0] + 1, ends[1])),
        Block("paragraph", Span(ends[1] + 1, ends[2])),
    )
    mentions = find_times(Article(text, blocks, published=PUBLISHED))
    assert brief(mentions) == [("in May", "2017-05", "date"), ("on Friday", "2017-08-11", "date")]


def test_line_breaks_and_hard_spaces_between_the_words() -> None:
    assert [m.time.edtf for m in read("It fell on 17\u00a0May\n2015.")] == ["2015-05-17"]


WORDS = """in on the since until from to between and of last next this
early late mid- May March 17 3 2015 1990s - – , ' ’s
Friday Sunday ago two a few years weeks days past century 19th
spring winter quarter first Q3 today 0 99 1066-67"""
LINES = st.lists(st.sampled_from(WORDS.split()), max_size=25).map(" ".join)
ANCHORS = st.sampled_from(
    [None, "2017", "2017-08", "2017-08-16", "2020-02-29", "0001-01-01", "9999-12-31", "soon"]
)


@settings(max_examples=400, deadline=None, derandomize=True)
@given(st.one_of(LINES, st.text(max_size=200)), ANCHORS)
def test_spans_are_exact_and_every_edtf_is_valid(text: str, published: str | None) -> None:
    mentions = read(text, published)
    for mention in mentions:
        when = mention.time
        assert text[mention.span.begin : mention.span.end] == when.text
        assert when.text == when.text.strip() != ""
        assert when.edtf is None or parse_edtf(when.edtf)
        assert when.edtf or (when.not_before is None and when.not_after is None)
        assert not (when.not_before and when.not_after) or when.not_before < when.not_after
    assert all(one.span.end <= two.span.begin for one, two in pairwise(mentions))


@pytest.mark.parametrize(
    ("unit", "size"),
    [("1", 1_000_000), (" ", 1_000_000)]
    + [
        (unit, 200_000)
        for unit in ("1 ", "2015-", "in the ", "May ", "the end of ", "a few several ", "’s ")
    ],
)
def test_long_text_takes_time_in_proportion(unit: str, size: int) -> None:
    def seconds(length: int) -> float:
        begin = time.process_time()
        read(unit * (length // len(unit)))
        return time.process_time() - begin

    # A quadratic pattern would need twenty-five times as long.
    assert seconds(size) < 12 * max(seconds(size // 5), 0.05)
