"""Attitudes: who wants, fears, praises, doubts or brings up what, and what is told as hearsay of no one named."""

from collections.abc import Iterator

from actorgraph.claims.claim import Attitude
from actorgraph.claims.modality import modality
from actorgraph.claims.scene import Scene, extent
from actorgraph.claims.subjects import doer
from actorgraph.language.document import Token
from actorgraph.language.grammar import coordinated
from actorgraph.text.article import Span
from actorgraph.vocabulary.lexicon import Frame, cues, frames, markers

# What may stand behind the object and still tell what the attitude is about: `praised the court for its verdict`.
FOLLOWING = ("for", "as", "over", "of", "about", "with", "against")
# Verbs that lend a noun its holder: `the minister expressed her fear of …`, `Norway has a plan to …`.
LIGHT = (
    "have",
    "express",
    "voice",
    "make",
    "give",
    "issue",
    "show",
    "announce",
    "raise",
    "offer",
    "share",
    "repeat",
    "release",
    "deliver",
)
GLOSS = ("relcl", "appos", "advcl", "acl")
SMALL_CLAUSE = ("ccomp", "oprd", "xcomp")


def attitudes(scene: Scene) -> Iterator[Attitude]:
    """Yield the attitudes of a document in the order of the text."""
    for sentence in scene.document.sentences:
        for token in sentence.tokens:
            found = _of_verb(scene, token) or _of_noun(scene, token) or _of_adjective(scene, token)
            if found is not None:
                yield found
            yield from _hearsay(scene, token)


def _of_verb(scene: Scene, verb: Token) -> Attitude | None:
    """`Norway wants to …`, `the minister called for …`, `the plan was praised by …`."""
    if verb.pos != "VERB" or verb.dep in ("aux", "auxpass", "amod", "compound"):
        return None
    passive = bool(verb.having("auxpass", "nsubjpass"))
    for frame in cues("cueFrame").get(verb.lemma, ()):
        if passive:
            content = (
                [t for s in verb.having("nsubjpass") for t in s.subtree()]
                if frame.something_needed
                else []
            )
            holders = [
                t for p in verb.having("agent") for o in p.having("pobj") for t in coordinated(o)
            ]
        else:
            content = _arguments(verb, frame)
            holders = doer(verb, passive=False)[0]
        held = [
            t
            for t in holders
            if scene.actor(t) and (not _harms(verb) or _is_named_person(scene, t))
        ]
        told_by_noun = frame.objects and any(_of_noun(scene, t) for t in verb.having("dobj"))
        if content and held and not told_by_noun:
            return _attitude(scene, frame, verb, held, content, "attitude verb")
    return None


def _harms(word: Token) -> bool:
    """Tell whether a word is one of violence, too: `attack`."""
    plain = [f for f in frames().get(word.lemma, ()) if not f.objects and not f.particles]
    return any(frame.kind == "Assault" for frame in plain)


def _is_named_person(scene: Scene, token: Token) -> bool:
    """Tell whether somebody is one named person: rebels attack with weapons, a senator with words."""
    actor = scene.actor(token)
    return actor is not None and actor.kinds[0] == "Person" and not actor.unnamed


def _arguments(verb: Token, frame: Frame) -> list[Token]:
    """Return the words that a cue verb governs behind it, where all that its frame asks for is there."""
    things = [c for c in verb.children if c.dep in ("dobj", *SMALL_CLAUSE) and c.index > verb.index]
    behind = {p: _behind(verb, p) for p in frame.particles}
    if not all(behind.values()) or (frame.something_needed and not things):
        return []
    if frame.objects and not any(t.lemma in frame.objects for t in verb.having("dobj")):
        return []
    if frame.something_needed or frame.objects:
        things += [
            c
            for c in verb.having("prep")
            if c.lemma in FOLLOWING and things and c.index > things[0].index
        ]
    heads = [
        *(t for found in behind.values() for t in found if t.index > verb.index),
        *_wanted(things, frame),
    ]
    if frame.particles and not frame.something_needed:
        heads += [
            c
            for c in verb.having("advcl")
            if any(a.tag == "TO" for a in c.children) and c.having("nsubj")
        ]
    return [t for head in heads for t in _without_gloss(head) if t.index > verb.index]


def _without_gloss(head: Token) -> list[Token]:
    """Return the words below a head without what is only added behind a comma: `Chad, which had left the talks`."""
    words = head.subtree()
    for child in head.children:
        if (
            child.dep in GLOSS
            and child.index > head.index
            and any(
                c.text in (",", "-", "--", "–", "—")
                for c in head.children
                if head.index < c.index <= child.subtree()[0].index
            )
        ):
            begin = child.subtree()[0].index
            words = [t for t in words if t.index < begin]
    return words


def _wanted(things: list[Token], frame: Frame) -> list[Token]:
    """A frame of a particle alone leaves other objects to other frames."""
    return (
        things
        if frame.something_needed or frame.objects
        else [t for t in things if t.dep in SMALL_CLAUSE]
    )


def _behind(token: Token, particle: str) -> list[Token]:
    """Return what a word of the frame opens: a clause with `that` or `to`, or the phrase of a preposition."""
    clauses = token.having("xcomp", "ccomp", "acl", "advcl", "relcl")
    if particle == "that":
        return [
            c
            for c in clauses
            if any(m.text.casefold() == "that" for m in c.children) or c.dep == "ccomp"
        ]
    infinitives = (
        [c for c in clauses if any(a.tag == "TO" for a in c.children)] if particle == "to" else []
    )
    phrases = [
        p for p in token.having("prep", "dative", "prt", "advmod") if p.text.casefold() == particle
    ]
    below = [t for p in phrases for t in p.children if t.pos != "PUNCT"]
    inner = [t for p in phrases for q in p.having("prep") for t in q.having("pobj", "pcomp")]
    return infinitives or below or inner or ([p for p in phrases if p.dep in ("prt", "advmod")])


def _of_noun(scene: Scene, noun: Token) -> Attitude | None:
    """`Norway's plan to …`, `the minister's fear of …`; `the claim that …` of no one named."""
    if noun.pos != "NOUN":
        return None
    for frame in cues("cueNoun").get(noun.lemma, ()):
        particle = frame.particles[0]
        heads = [t for t in _behind(noun, particle) if t.index > noun.index]
        held = [t for t in _holders(noun, particle) if scene.actor(t)]
        held = [t for t in held if not _harms(noun) or _is_named_person(scene, t)]
        content = [t for head in heads for t in _without_gloss(head)]
        if content and (held or particle == "that"):
            return _attitude(scene, frame, noun, held, content, "attitude noun")
    return None


def _holders(noun: Token, particle: str) -> list[Token]:
    owners = [t for o in noun.having("poss") for t in coordinated(o)]
    by = [
        o for p in noun.having("prep") if p.lemma in ("by", "from", "of") for o in p.having("pobj")
    ]
    by = [o for o in by if o.head.lemma != particle]
    verb = noun.head
    lent = doer(verb, passive=False)[0] if noun.dep == "dobj" and verb.lemma in LIGHT else []
    return owners or [t for o in by for t in coordinated(o)] or lent


def _of_adjective(scene: Scene, word: Token) -> Attitude | None:
    """`Chad is willing to …`, `the minister is critical of …`."""
    if word.tag not in ("JJ", "VBN", "VBD") and word.pos != "ADJ":
        return None
    frames = cues("cueAdjective")
    for frame in (*frames.get(word.text.casefold(), ()), *frames.get(word.lemma, ())):
        verb = word.head if word.dep in ("acomp", "oprd", "advcl", "conj", "xcomp") else word
        subjects = word.having("nsubj", "nsubjpass") or verb.having("nsubj", "nsubjpass")
        held = [t for s in subjects[:1] for t in coordinated(s) if scene.actor(t)]
        content = [
            t for p in frame.particles for head in _behind(word, p) for t in _without_gloss(head)
        ]
        if held and content and not word.having("agent"):
            return _attitude(scene, frame, word, held, content, "attitude adjective")
    return None


def _attitude(
    scene: Scene, frame: Frame, cue: Token, holders: list[Token], content: list[Token], rule: str
) -> Attitude:
    words = sorted({t.index: t for t in content}.values(), key=lambda t: t.index)
    if words[0].text.casefold() == "that" and len(words) > 1:
        words = words[1:]
    span, points = (
        extent(words),
        [cue.span, *(h.span for h in holders if h.sentence == cue.sentence)],
    )
    how = modality(scene.document, cue)
    begin, end = min(p.begin for p in [*points, span]), max(p.end for p in [*points, span])
    return Attitude(
        kind=frame.kind,
        evidence=(Span(begin, end),),
        rule=rule,
        verb=_named(frame, cue),
        cue=cue.span,
        holders=scene.keys(holders),
        content=(span,),
        factuality=how.factuality,
        negated=how.negated,
    )


def _named(frame: Frame, cue: Token) -> str:
    """The cue as a reader would write it: `call for`, `make comment`."""
    nouns = [t.lemma for t in cue.having("dobj") if t.lemma in frame.objects]
    return " ".join([frame.verb, *nouns[:1], *frame.particles])


def _hearsay(scene: Scene, token: Token) -> Iterator[Attitude]:
    """`reportedly`, `is said to`: told by someone, and nobody says by whom."""
    verb = token.head
    if (
        token.dep == "advmod"
        and "Alleged" in markers("marker").get(token.lemma, ())
        and verb.pos in ("VERB", "AUX")
    ):
        words = [t for t in verb.subtree() if t is not token]
    elif token.having("auxpass") and "Alleged" in markers("raising").get(
        f"be {token.text.casefold()}", ()
    ):
        if token.having("agent"):
            return
        words = [t for c in token.having("nsubjpass", "xcomp", "ccomp") for t in c.subtree()]
        verb = token
    else:
        return
    if len(words) > 1:
        span = extent(words)
        whole = Span(min(span.begin, token.span.begin), max(span.end, token.span.end))
        how = modality(scene.document, verb)
        yield Attitude(
            kind="Hearsay",
            evidence=(whole,),
            rule="hearsay",
            verb=token.lemma,
            cue=token.span,
            holders=(),
            content=(span,),
            factuality="Alleged",
            negated=how.negated,
        )
