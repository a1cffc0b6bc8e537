"""Which lines of a page speak to its reader (subscribe, share, accept cookies) instead of telling news.

A notice has two halves: it addresses the reader, and it is about the site. Neither half alone is enough: a report
on newspaper subscriptions addresses nobody, and a quoted "Join us today" is not the page's own voice.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

THRESHOLD = 4  # from here on a line is a notice by itself
BESIDE_NOTICE = 3  # enough where a neighbouring line is a notice already
LONGEST = 60  # words: whatever is longer tells something
LONGEST_LINE = 600  # characters: spares the patterns a megabyte without a space

_QUOTED = re.compile(r"[“\"„«][^”\"»]*(?:[”\"»]|$)|(?<!\w)[‘'][^’']{3,}[’'](?!\w)")
_LEAD_IN = re.compile(
    r"^(?:[\W_]+|(?:or|and|please|to (?:continue|keep) reading,?|not a (?:member|subscriber)( yet)?\?|"
    r"for (?:full|unlimited) access,?)\s)+",
    re.I,
)
# Whole lines that are furniture of a page.
_FURNITURE = re.compile(
    r"""(?:advert(?:isement|ising)?|ad|sponsored(?:\ (?:content|post|by\ .+))?|promoted(?:\ content)?|paid\ (?:content|post)
    |(?:share|tweet|print|e-?mail|save|like|comments?|bookmark|copy\ link|listen|menu|search|home|login|register)(?:\ \(?\d+\)?)?
    |(?:sign|log)\ (?:in|up|out)|subscribe|subscribe\ (?:now|today)|my\ account|newsletters?|tags|topics|loading
    |(?:related|recommended|popular|trending|latest)(?:\ (?:articles?|stories|story|content|posts?|topics|news|reading|for\ you))
    |most\ (?:read|popular|viewed|shared)|editor[’']?s[’']?\ (?:picks?|choice)|more\ (?:from|on|in)\ .{1,40}
    |(?:top|more)\ stories|you\ (?:may|might)\ also\ (?:like|be\ interested\ in)|see\ also|read\ (?:more|next|also|on)
    |skip\ to\ (?:main\ )?content|back\ to\ top|(?:next|previous)\ (?:article|story|page)|show\ (?:more|less|comments)
    |(?:leave|post|add)\ a\ comment|view\ comments|continue\ reading|(?:story|article)\ continues\ below(?:\ .{1,20})?
    |all\ rights\ reserved|terms\ (?:of\ (?:use|service)|and\ conditions)|privacy\ policy|cookie\ (?:policy|settings)
    |(?:for\ )?(?:subscribers|members)(?:\ only)?|contact\ us|about\ us|facebook|twitter|whatsapp|linkedin|telegram|instagram|accept\ all|reject\ all|gift\ this\ article)
    (?:\s*[|·•/,–—-]\s*.{0,60})?[\W_]*""",
    re.I | re.X,
)
# Openings that only furniture has, whatever stands behind them.
_LABELLED = re.compile(
    r"""(?:read\ (?:more|also|next|on)(?:\ on\ this)?|related(?:\ (?:article|story))?|see\ also|also\ read|more\ on\ this|tags?|topics?|filed\ under
    |in\ case\ you\ missed\ it|recommended)\s*[:|»›→]
    |follow\ (?:us|our\ \w+)\ (?:on|at|via)\b|like\ us\ on\b|find\ us\ on\b|join\ us\ on\ (?:facebook|whatsapp|telegram)
    |share\ (?:this|on|via|the)\ (?:article|story|page|post|facebook|twitter|x|whatsapp|link|e-?mail|news)\b
    |(?:print|e-?mail|save|download|gift|bookmark)\ this\ (?:article|story|page)
    |(?:©|\(c\)|copyright\b)\W*(?:\d{4}|by\b|the\b|[A-Z])
    |this\ (?:article|story|content|page|post)\ (?:is|was)\ (?:for|only|exclusive|exclusively|reserved|available\ (?:only|to)|free\ for|sponsored|locked|behind)
    |(?:photo|image|picture)\ ?(?:credits?|by|:)\W""",
    re.I | re.X,
)
_IMPERATIVE = re.compile(
    r"(?:join|subscribe|sign (?:up|in|on)|log ?in|register|get|choose|pick|select|become|start|try|buy|unlock|upgrade|"
    r"continue|click|tap|download|follow|share|read|discover|explore|enjoy|donate|support|accept|agree|manage|enter|"
    r"create|activate|stay|receive|keep|help|listen|watch|see|save|give|claim|renew|update|turn|enable|disable|allow|"
    r"install|find|learn|check|view|access|add|consider|take|make|cancel|confirm|chip in|opt|browse|be|never miss|"
    r"don['’]t miss|do not miss|tell us|write to us|contact|send|submit|let)\b(?!-)",
    re.I,
)
_QUESTION = re.compile(
    r"(?:already|not(?: yet)?|are you|have you|have an?|do you|did you|want|would you|enjoy(?:ed|ing)|like what|like this|"
    r"forgot(?:ten)?|new here|need|looking|interested|curious|why not|can['’]t|got a|ready)\b.*\?",
    re.I,
)
_READER = re.compile(r"\b(?:you|your|yours|you['’](?:re|ve|ll|d))\b", re.I)
_SITE = re.compile(
    r"\b(?:we use|we value|we and our|we need your|we rely on|we depend on|help us|support us|with us|"
    r"(?:our|this) (?:\w+ )?(?:newsletters?|website|web site|site|app|apps|mailing list|comments? section)|"
    r"our (?:\w+ )?(?:journalism|reporting|partners|readers|coverage|work|subscribers|supporters|members|community|"
    r"podcasts?|channel|privacy|terms|plans|offers?|archives?))\b",
    re.I,
)
_ACCOUNT = re.compile(
    r"\b(?:subscri(?:be|bed|ber|bers|bing|ption|ptions)|newsletters?|sign(?:ing)? (?:up|in)|log(?:ged)? ?in|"
    r"free trial|trial|member|members|membership|account|inbox|e-?mail address|e-?mails|password|plans?|"
    r"(?:instant|unlimited|full|free|complete|digital|exclusive|premium|online) access|access to (?:all|every|our|the)|"
    r"cancel (?:at )?any ?time|(?:a|per) (?:month|week|year)|monthly|paywall|ad-free|adverts?|ads|ad blocker|premium|"
    r"(?:special|limited|introductory|exclusive) offer|discount|cookies?|privacy|terms|consent|notifications?|"
    r"alerts?|unlock|donat(?:e|ion|ions)|contributions?|independent journalism|quality journalism|briefing|podcasts?|"
    r"for free|for just|for only|off|archives?|articles?|story|stories|top headlines|browser|javascript|facebook|whatsapp|telegram|"
    r"app store|google play|gift card|breaking news|comments?|reading|today|delivered|settings|preferences|exclusive)\b"
    r"|[€£$]\s?\d+(?:[.,]\d+)?(?: ?/ ?| (?:a|per) )(?:month|week|year|mo)|\b\d+ ?% off|\b\d+[- ]days?\b",
    re.I,
)
_REPORTED = re.compile(
    r"\b(?:said|says|told|tells|added|adds|announced|announces|warned|argued|claimed|reported|stated|wrote|asked|"
    r"urged|according to|insisted|recalled|admitted|denied|confirmed by|showed|shows|found that|declared|explained)\b",
    re.I,
)
_PAST = re.compile(
    r"\b(?:was|were|had|did|has been|have been|fell|rose|began|went|took|gave|made|met|held|sold|bought|lost|won|grew|"
    r"led|came|became|left|kept|brought|saw|sent|spent|ran|broke|struck|stood|drew|\w+s (?:have|has)|"
    r"(?:he|she|they|it|who|which|has|have|[a-z]{3,}s|(?!Already|Not)[A-Z]\w+|last \w+) (?!unlimited|limited|reserved|sponsored|need)\w{2,}ed)\b"
)
_DECLARATIVE = re.compile(
    r"^(?:the|an?|his|her|its|their|these|those|some|many|most|several|both|in|on|at|[A-Z]\w*s)\s",
    re.I,
)


@dataclass(frozen=True, slots=True)
class Features:
    """What speaks for a line being a notice: each in points."""

    furniture: int
    addressed: int
    about_site: int
    manner: int
    told: int
    declarative: int

    @property
    def score(self) -> int:
        """The sum; a line that addresses nobody is no notice however often it names accounts."""
        if self.furniture:
            return self.furniture - self.told
        if not self.addressed:
            return min(self.about_site + self.manner, BESIDE_NOTICE) - self.told - self.declarative
        return self.addressed + self.about_site + self.manner - self.told - self.declarative


def features(line: str) -> Features:
    """Weigh one line; quotations count for nothing, since they are not the page's own voice."""
    own = _QUOTED.sub(" ", line).strip()
    bare = _LEAD_IN.sub("", own)
    words = len(line.split())
    imperative = bool(_IMPERATIVE.match(bare))
    asked = bool(_QUESTION.match(bare))
    to_reader = bool(_READER.search(own))
    site = bool(_SITE.search(own))
    topics = len({match.group().casefold() for match in _ACCOUNT.finditer(own)})
    return Features(
        furniture=(5 if _FURNITURE.fullmatch(bare) else 4 if _LABELLED.match(own) else 0)
        if words <= LONGEST
        else 0,
        addressed=2 * imperative + 2 * asked + to_reader + site,
        about_site=min(2 * topics, 4) + site,
        manner=(words <= 8) - (words > 30) - 2 * (words > LONGEST),
        told=4 * bool(_REPORTED.search(own))
        + 3 * bool(_PAST.search(own))
        + 2 * (own != line.strip() and not own.strip(" .,!?…")),
        declarative=1 + bool(_DECLARATIVE.match(bare))
        if not (imperative or asked or to_reader)
        else 0,
    )


def find_notices(lines: Sequence[str]) -> list[bool]:
    """Tell of each line whether it is a notice; a weak one counts where it stands beside a sure one."""
    scores = [features(line).score if len(line) <= LONGEST_LINE else 0 for line in lines]
    found = [score >= THRESHOLD for score in scores]
    for order in (range(1, len(lines)), range(len(lines) - 2, -1, -1)):
        step = -1 if order.step > 0 else 1
        for place in order:
            if found[place + step] and scores[place] >= BESIDE_NOTICE:
                found[place] = True
    return found
