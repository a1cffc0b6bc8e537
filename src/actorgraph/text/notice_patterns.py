"""The words by which a page speaks to its reader, and those by which it reports news."""

import re

_IGNORE_CASE = re.IGNORECASE | re.VERBOSE

QUOTED = re.compile(
    r"""
    [“\"„«][^”\"»]*(?:[”\"»]|$)
    |(?<!\w)[‘'][^’']{3,}[’'](?!\w)
    """,
    re.VERBOSE,
)
# What may come before a request: `or`, `Not a member yet?`.
LEAD_IN = re.compile(
    r"""
    ^(?:
    [\W_]++
    |(?:or|and|please
    |to\ (?:continue|keep)\ reading,?
    |not\ a\ (?:member|subscriber)(\ yet)?\?
    |for\ (?:full|unlimited)\ access,?
    )\s
    )++
    """,
    _IGNORE_CASE,
)

# Whole lines that are furniture of a page.
FURNITURE = re.compile(
    r"""
    (?:
    # advertisements
    advert(?:isement|ising)?|ad
    |sponsored(?:\ (?:content|post|by\ .+))?
    |promoted(?:\ content)?
    |paid\ (?:content|post)
    # buttons and menus
    |(?:share|tweet|print|e-?mail|save|like|comments?|bookmark
    |copy\ link|listen|menu|search|home|login|register)(?:\ \(?\d+\)?)?
    |(?:sign|log)\ (?:in|up|out)
    |subscribe|subscribe\ (?:now|today)|my\ account|newsletters?
    |tags|topics|loading
    # other articles
    |(?:related|recommended|popular|trending|latest)
    (?:\ (?:articles?|stories|story|content|posts?
    |topics|news|reading|for\ you))
    |most\ (?:read|popular|viewed|shared)
    |editor[’']?s[’']?\ (?:picks?|choice)
    |more\ (?:from|on|in)\ .{1,40}
    |(?:top|more)\ stories
    |you\ (?:may|might)\ also\ (?:like|be\ interested\ in)
    |see\ also|read\ (?:more|next|also|on)
    # navigation
    |skip\ to\ (?:main\ )?content|back\ to\ top
    |(?:next|previous)\ (?:article|story|page)
    |show\ (?:more|less|comments)
    |(?:leave|post|add)\ a\ comment|view\ comments
    |continue\ reading
    |(?:story|article)\ continues\ below(?:\ .{1,20})?
    # small print
    |all\ rights\ reserved
    |terms\ (?:of\ (?:use|service)|and\ conditions)
    |privacy\ policy|cookie\ (?:policy|settings)
    |(?:for\ )?(?:subscribers|members)(?:\ only)?
    |contact\ us|about\ us
    |facebook|twitter|whatsapp|linkedin|telegram|instagram
    |accept\ all|reject\ all|gift\ this\ article
    )
    (?:
    # Up to 60 characters behind a bar, and marks: the last letter is one of the 60.
    \s*+[|·•/,–—-]\s*+
    (?![\s\S]{60,}[^\W_])(?!.*+\n[\s\S]*[^\W_])
    [\s\S]*+
    |[\W_]*+
    )
    """,
    _IGNORE_CASE,
)
# Openings that only furniture has, whatever follows them.
LABELLED = re.compile(
    r"""
    # other articles
    (?:read\ (?:more|also|next|on)(?:\ on\ this)?
    |related(?:\ (?:article|story))?
    |see\ also|also\ read|more\ on\ this
    |tags?|topics?|filed\ under
    |in\ case\ you\ missed\ it|recommended)\s*[:|»›→]
    # social networks
    |follow\ (?:us|our\ \w+)\ (?:on|at|via)\b
    |like\ us\ on\b|find\ us\ on\b
    |join\ us\ on\ (?:facebook|whatsapp|telegram)
    |share\ (?:this|on|via|the)\ (?:article|story|page|post
    |facebook|twitter|x|whatsapp|link|e-?mail|news)\b
    # what the reader may do with the article
    |(?:print|e-?mail|save|download|gift|bookmark)
    \ this\ (?:article|story|page)
    # rights
    |(?:©|\(c\)|copyright\b)\W*(?:\d{4}|by\b|the\b|[A-Z])
    |this\ (?:article|story|content|page|post)\ (?:is|was)
    \ (?:for|only|exclusive|exclusively|reserved
    |available\ (?:only|to)|free\ for|sponsored|locked|behind)
    |(?:photo|image|picture)\ ?(?:credits?|by|:)\W
    """,
    _IGNORE_CASE,
)

# What addresses the reader.
IMPERATIVE = re.compile(
    r"""
    (?:join|subscribe|sign\ (?:up|in|on)|log\ ?in|register
    |get|choose|pick|select|become|start|try|buy|unlock|upgrade
    |continue|click|tap|download|follow|share|read|discover
    |explore|enjoy|donate|support|accept|agree|manage|enter
    |create|activate|stay|receive|keep|help|listen|watch|see
    |save|give|claim|renew|update|turn|enable|disable|allow
    |install|find|learn|check|view|access|add|consider|take
    |make|cancel|confirm|chip\ in|opt|browse|be|never\ miss
    |don['’]t\ miss|do\ not\ miss|tell\ us|write\ to\ us
    |contact|send|submit|let)\b(?!-)
    """,
    _IGNORE_CASE,
)
QUESTION = re.compile(
    r"""
    (?:already|not(?:\ yet)?|are\ you|have\ you|have\ an?
    |do\ you|did\ you|want|would\ you|enjoy(?:ed|ing)
    |like\ what|like\ this|forgot(?:ten)?|new\ here|need
    |looking|interested|curious|why\ not|can['’]t|got\ a
    |ready)\b.*\?
    """,
    _IGNORE_CASE,
)
READER = re.compile(r"\b(?:you|your|yours|you['’](?:re|ve|ll|d))\b", re.IGNORECASE)
SITE = re.compile(
    r"""
    \b(?:we\ use|we\ value|we\ and\ our|we\ need\ your
    |we\ rely\ on|we\ depend\ on|help\ us|support\ us|with\ us
    |(?:our|this)\ (?:\w+\ )?
    (?:newsletters?|website|web\ site|site|app|apps
    |mailing\ list|comments?\ section)
    |our\ (?:\w+\ )?
    (?:journalism|reporting|partners|readers|coverage|work
    |subscribers|supporters|members|community|podcasts?
    |channel|privacy|terms|plans|offers?|archives?))\b
    """,
    _IGNORE_CASE,
)

# What a page's notices are about.
ACCOUNT = re.compile(
    r"""
    \b(?:
    # the account
    subscri(?:be|bed|ber|bers|bing|ption|ptions)|newsletters?
    |sign(?:ing)?\ (?:up|in)|log(?:ged)?\ ?in
    |free\ trial|trial|member|members|membership|account
    |inbox|e-?mail\ address|e-?mails|password|plans?
    # what it is good for, and its price
    |(?:instant|unlimited|full|free|complete|digital
    |exclusive|premium|online)\ access
    |access\ to\ (?:all|every|our|the)
    |cancel\ (?:at\ )?any\ ?time
    |(?:a|per)\ (?:month|week|year)|monthly
    |paywall|ad-free|adverts?|ads|ad\ blocker|premium
    |(?:special|limited|introductory|exclusive)\ offer
    |discount
    # consent, donations and what else a site offers
    |cookies?|privacy|terms|consent|notifications?|alerts?
    |unlock|donat(?:e|ion|ions)|contributions?
    |independent\ journalism|quality\ journalism
    |briefing|podcasts?|for\ free|for\ just|for\ only|off
    |archives?|articles?|story|stories|top\ headlines
    |browser|javascript|facebook|whatsapp|telegram
    |app\ store|google\ play|gift\ card|breaking\ news
    |comments?|reading|today|delivered|settings
    |preferences|exclusive
    )\b
    # prices and terms: `€1 a week`, `50% off`, `30 days`
    |[€£$]\s?\d+(?:[.,]\d+)?(?:\ ?/\ ?|\ (?:a|per)\ )
    (?:month|week|year|mo)
    |\b\d+\ ?%\ off
    |\b\d+[- ]days?\b
    """,
    _IGNORE_CASE,
)

# What reports news.
REPORTED = re.compile(
    r"""
    \b(?:said|says|told|tells|added|adds|announced|announces
    |warned|argued|claimed|reported|stated|wrote|asked|urged
    |according\ to|insisted|recalled|admitted|denied
    |confirmed\ by|showed|shows|found\ that|declared
    |explained)\b
    """,
    _IGNORE_CASE,
)
PAST = re.compile(
    r"""
    \b(?:was|were|had|did|has\ been|have\ been|fell|rose|began
    |went|took|gave|made|met|held|sold|bought|lost|won|grew
    |led|came|became|left|kept|brought|saw|sent|spent|ran
    |broke|struck|stood|drew
    |\w+s\ (?:have|has)
    # a subject and a regular verb: `she asked`, `Norway voted`
    |(?:he|she|they|it|who|which|has|have
    |[a-z]{3,}s|(?!Already|Not)[A-Z]\w+|last\ \w+)[ ]
    (?!unlimited|limited|reserved|sponsored|need)\w{2,}ed
    )\b
    """,
    re.VERBOSE,
)
DECLARATIVE = re.compile(
    r"""
    ^(?:the|an?|his|her|its|their|these|those|some|many|most
    |several|both|in|on|at|[A-Z]\w*s)\s
    """,
    _IGNORE_CASE,
)
