"""Dating: which time of a sentence belongs to which verb or noun."""

from functools import cache

import pytest

from actorgraph.language.document import Document
from actorgraph.language.parsing import parse
from actorgraph.text.article import Article, Block, Span
from actorgraph.times.dating import Dating
from actorgraph.times.find import find_times
from actorgraph.times.tense import looks_ahead, tense_of

# 16 August 2017 is a Wednesday.
PUBLISHED = "2017-08-16"

DATED = [
    # a time of the verb's own
    ("Rebels attacked the town on Monday.", "attacked", "2017-08-14"),
    ("On Monday, a member of the council filed a lawsuit.", "filed", "2017-08-14"),
    ("He was found guilty of killing his brother in 1986.", "killing", "1986"),
    # joined verbs
    ("In 1991, Roe was convicted of murder and sentenced to death.", "sentenced", "1991"),
    ("Police arrested and questioned Roe in May.", "arrested", "2017-05"),
    ("Ministers met in May, and five have written to Roe since.", "written", None),
    # infinitives and participles
    ("The government decided in 1994 to buy ships.", "buy", "1994"),
    ("Troops moved in last May, detaining hundreds of men.", "detaining", "2017-05"),
    ("Norway retaliated on Monday by expelling two diplomats.", "expelling", "2017-08-14"),
    ("The veto is expected to come on Friday.", "veto", "2017-08-18"),
    # what is said has no time from who says it, unless it goes on
    ("Roe said on Monday that Niger attacked the town.", "attacked", None),
    ("Roe said in May that Norway was helping Niger.", "helping", "2017-05"),
    ("For the last quarter of 2009, Roe says it made a profit.", "made", "2009-36"),
    # relative clauses
    ("On Monday police detained men whom they accused of theft.", "accused", "2017-08-14"),
    ("On Monday police met Roe, who leads the party.", "leads", None),
    ("A 2004 flood that hit Oslo killed many.", "hit", "2004"),
    # side clauses
    ("The museum drew crowds when it showed the works in 2010.", "drew", "2010"),
    ("On Monday troops fled as rebels entered the town.", "entered", "2017-08-14"),
    ("On Monday Roe was jailed for stealing a car.", "stealing", None),
    # event nouns
    ("Last year Norway carried out a massive exercise.", "exercise", "2016"),
    ("Roe condemned the invasion of Chad in 2004.", "invasion", "2004"),
    ("It marked the anniversary of Roe's death in 1987.", "death", "1987"),
    ("NATO ordered the deployment of troops on Monday.", "deployment", None),
    # occasions
    ("At its July summit, NATO attacked the plan.", "attacked", "2017-07"),
    ("In an August speech, Roe attacked Poe.", "attacked", "2017-08"),
    ("Voters expect Roe to win Monday's debate.", "win", "2017-08-21"),
    ("In a poll conducted in early July, Roe led Poe.", "led", "2017-07"),
    ("They discussed the 1915 genocide.", "discussed", None),
    # an occasion that the text has dated before
    ("NATO held a summit on Monday. At the summit Roe attacked Poe.", "attacked", "2017-08-14"),
    ("NATO held a summit on Monday. At another summit Roe left.", "left", None),
    ("The talks began on Monday. Roe left. The talks failed.", "failed", "2017-08-14"),
    # an event under another name
    ("A fire on Monday destroyed the hall. The blaze killed Roe.", "killed", "2017-08-14"),
    ("Rebels attacked Oslo on Monday. The assault killed Roe.", "killed", "2017-08-14"),
    ("A war began in 1990. Roe died during that conflict.", "died", "1990"),
    ("It was a raid carried out in May. The raid killed Roe.", "killed", "2017-05"),
    ("Roe's death in 1987 was told. The death of Poe shocked Oslo.", "shocked", None),
    ("Poe was arrested on Monday. Police say Poe was arrested at home.", "arrested", "2017-08-14"),
    ("Poe was arrested on Monday. Poe was arrested again.", "arrested", None),
    ("The fair runs until Friday. The fair drew Roe.", "drew", None),
    # the story goes on
    ("Roe flew to Oslo on Monday. He met Poe.", "met", "2017-08-14"),
    ("Roe flew to Oslo on Monday. Poe then left.", "left", "2017-08-14"),
    ("Roe flew to Oslo on Monday. Poe left.", "left", None),
    ("Roe flew to Oslo in May. He met Poe.", "met", None),
    ("Roe said on Monday that he flew. He met Poe.", "met", None),
    ("Roe flew to Oslo on Monday.\n\nHe met Poe.", "met", "2017-08-14"),
    # an hour is of the day told last
    ("Roe flew to Oslo on Monday. Poe left at around 7:30 am.", "left", "2017-08-14"),
    ("Roe flew to Oslo on Monday. A few minutes later Poe left.", "left", "2017-08-14"),
    ("Roe flew to Oslo on Monday. At noon Poe left, kissing Roe.", "kissing", "2017-08-14"),
    ("Roe flew to Oslo on Monday. Poe left at noon. He met Roe.", "met", "2017-08-14"),
    ("Roe said on Monday that he flew. Poe left at noon.", "left", None),
    ("Roe flew to Oslo on Monday. Poe leaves at noon.", "leaves", None),
    ("Roe flew to Oslo in May. Poe left at noon.", "left", None),
    # a word for any event
    ("Roe held a summit on Monday. During the event, Roe attacked Poe.", "attacked", "2017-08-14"),
    ("Roe held a summit in May. During the event, Roe attacked Poe.", "attacked", None),
    # an aim comes later, unless the time is long or still to come
    ("The council voted on Monday to build a bridge.", "build", None),
    ("Roe flew to Oslo on Monday in an effort to help Poe.", "help", None),
    ("Roe announced on Monday plans to build a bridge and to sell it.", "sell", None),
    ("On Friday, Roe plans to visit Poe.", "visit", "2017-08-18"),
    ("Roe managed on Monday to flee.", "flee", "2017-08-14"),
    # days away
    ("Roe left on Monday, just days after Poe refused to pay.", "refused", None),
    ("Roe left on Monday after Poe refused to pay.", "refused", "2017-08-14"),
    # what is so now, what is compared, what is a condition
    ("The ship left Oslo on Monday and is carrying men.", "carrying", None),
    ("In 2005 Roe lost a house and recently Roe sold a car.", "sold", None),
    ("Banks will work together, as they showed in May.", "work", None),
    ("Roe will be freed in 2018 if he serves his time.", "serves", None),
    # those of whom a relative clause tells
    ("On Monday police met six men, two of whom were killed.", "killed", "2017-08-14"),
    # a weekday of an event
    ("In a Monday speech, Roe attacked Poe.", "attacked", "2017-08-14"),
    ("Roe works on a Monday.", "works", None),
    ("The raid in Oslo took place on Monday. The raid on Chad failed.", "failed", None),
    # a time behind the phrase of an event
    ("Rebels armed ahead of the withdrawal of troops by July 2018.", "withdrawal", "2018-07"),
    ("Rebels armed ahead of the withdrawal of troops by July 2018.", "armed", None),
    ("Chad on Monday condemned the arrest of Roe on Sunday.", "arrest", "2017-08-13"),
    ("Chad on Monday condemned the arrest of Roe on Sunday.", "condemned", "2017-08-14"),
    ("Roe, who led the coup of 1973, died.", "coup", "1973"),
    ("Roe, who led the coup of 1973, died.", "died", None),
    # the occasion of something else
    ("Speaking in Oslo on Monday, Roe accused Poe.", "accused", "2017-08-14"),
    ("Roe, speaking in Oslo on Monday, accused Poe.", "accused", "2017-08-14"),
    ("Having left Oslo on Monday, Roe accused Poe.", "accused", None),
    ("Roe won the election, which was held in May.", "won", "2017-05"),
    ("The storm that hit Oslo on Monday killed Roe.", "killed", "2017-08-14"),
    ("The man that hit Poe on Monday killed Roe.", "killed", None),
    # the edge of an interval, and a cleft
    ("Roe has led Chad since 2009, when he defeated Poe.", "defeated", "2009"),
    ("It was in 1991 that Roe fled.", "fled", "1991"),
    ("Roe said on Monday it was at the scene helping survivors.", "helping", "2017-08-14"),
    # the limits of a time
    ("A ruling is not expected until 2018.", "ruling", "2018"),
    ("Roe ruled Chad until 2015.", "ruled", "/2015"),
    ("Roe is the first woman to lead Chad since 1990.", "lead", None),
    ("Roe has led Chad since 1990.", "led", "1990/"),
    # a time between subject and verb
    ("The owner yesterday told police a story.", "told", "2017-08-15"),
    ("Roe said on Monday that it lowered its forecast for growth this year.", "lowered", None),
    ("Police are investigating a man over the 1994 war.", "investigating", None),
    ("Her collapse at the 2016 fair hurt Roe.", "collapse", "2016"),
    # days to come
    ("Roe will meet Poe on Friday.", "meet", "2017-08-18"),
    ("Roe met Poe on Friday.", "met", "2017-08-11"),
    ("Roe plans to visit Niger in November.", "visit", "2017-11"),
    ("On Friday, Roe and Poe are to travel to Niger.", "travel", "2017-08-18"),
    # the finest of several
    ("Roe met Poe this month on Monday.", "met", "2017-08-14"),
    ("Roe fled.", "fled", None),
]


@cache
def document(text: str) -> Document:
    block = Block("paragraph", Span(0, len(text)))
    return parse(Article(text, (block,), published=PUBLISHED))


def last(text: str, word: str) -> object:
    return [token for token in document(text).tokens if token.text == word][-1]


@pytest.mark.parametrize(("text", "word", "edtf"), DATED)
def test_time_of_a_word(text: str, word: str, edtf: str | None) -> None:
    parsed = document(text)
    dating = Dating(parsed, find_times(parsed.article))
    time = dating.time_of(last(text, word))  # type: ignore[arg-type]
    assert (time and time.edtf) == edtf


TENSES = [
    ("Roe will meet Poe.", "meet", "future", True),
    ("Roe could not meet Poe.", "meet", "future", False),
    ("Roe would have met Poe.", "met", "future", False),
    ("Roe met Poe.", "met", "past", False),
    ("Roe has met Poe.", "met", "perfect", False),
    ("Roe meets Poe.", "meets", "present", True),
    ("Roe says that.", "says", "present", False),
    ("Roe managed to meet Poe.", "meet", "", False),
    ("Roe agreed to meet Poe.", "meet", "", True),
    ("Roe is meeting Poe.", "meeting", "present", True),
    ("Roe spoke ahead of the vote.", "vote", "", True),
    ("Roe criticised the upcoming vote.", "vote", "", True),
]


@pytest.mark.parametrize(("text", "word", "tense", "ahead"), TENSES)
def test_tense(text: str, word: str, tense: str, ahead: bool) -> None:
    token = last(text, word)
    assert tense_of(token) == tense  # type: ignore[arg-type]
    assert looks_ahead(document(text), token) is ahead  # type: ignore[arg-type]
