"""Who speaks: the actors that the subject of a verb of saying refers to."""

from collections.abc import Iterable

from actorgraph.claims.asides import reporting_verb
from actorgraph.claims.scene import Scene
from actorgraph.claims.subjects import subject_heads
from actorgraph.language.cues import speaking_work
from actorgraph.language.document import Token
from actorgraph.language.grammar import behind, is_plural, is_relative, is_verb
from actorgraph.vocabulary.lexicon import saying_verbs, word_set

SILENT = word_set("silentWorks")
SPOKEN_WORKS = word_set("spokenWorks")


def speakers_of(scene: Scene, verb: Token) -> list[Token]:
    """Return the head words of those who say what a verb of saying reports."""
    if verb.having("auxpass") or _is_addressed_first(verb):
        # `Chad was told that …`: the subject is addressed.
        return []
    quoted = _quoted_as_saying(verb)
    if quoted:
        return named_speakers(scene, quoted)
    heads = subject_heads(speaking_verb(verb))
    heads = [head for head in heads if head.lemma not in SILENT]
    return named_speakers(scene, (speaking_work(verb, head) or head for head in heads))


def _is_addressed_first(verb: Token) -> bool:
    """`Asked whether it had left, Chad declined to answer.`"""
    return verb.tag == "VBN" and verb.dep == "advcl" and not verb.having("aux", "mark")


def _quoted_as_saying(verb: Token) -> list[Token]:
    """Return whom somebody quotes: in `Reuters quoted Ada Lund as saying that …`, Ada Lund."""
    if verb.dep == "pcomp" and verb.head.lemma == "as":
        verb = verb.head.head
    if verb.lemma not in word_set("citingVerbs"):
        return []
    sayings = [word for link in verb.having("prep") for word in link.having("pcomp")]
    if not any(saying.lemma in saying_verbs() for saying in sayings):
        return []
    return verb.having("dobj")


def author(scene: Scene, work: Token) -> Token:
    """Return whose words a work is: of `the officer's testimony` the officer, else the work."""
    if work.lemma not in SPOKEN_WORKS:
        return work
    for owner in (*work.having("poss"), *behind(work, "of", "by", "from")):
        if scene.actor(owner):
            return owner
    return work


def speaking_verb(verb: Token) -> Token:
    """Return the verb whose subject speaks: of two joined verbs, the one they belong to.

    `May said that Chad would leave and suggested that it was late`: parsers join `suggested` to
    `leave`, but a past tense cannot follow `would`. `said that Chad had left, adding that it was
    late`: whoever said it adds.
    """
    reporting = reporting_verb(verb)
    if reporting is not None:
        return speaking_verb(reporting)
    first = verb.head
    is_misplaced = verb.dep == "conj" and verb.tag in ("VBD", "VBZ") and not verb.having("nsubj")
    if not is_misplaced or not is_verb(first) or first.tag != "VB":
        return verb
    above = first.head
    if first.dep == "ccomp" and above.lemma in saying_verbs() and above.tag == verb.tag:
        return above
    return verb


def named_speakers(scene: Scene, heads: Iterable[Token]) -> list[Token]:
    """Return the words that refer to actors; `author and poet Ada Lund` is Ada Lund."""
    found: list[Token] = []
    for head in heads:
        found.append(_named(scene, head))
    return scene.actor_heads(found)


def _named(scene: Scene, head: Token) -> Token:
    if is_relative(head) and head.head.dep == "relcl":
        # `Ada Lund, who joked: "…"`
        return head.head.head
    return _name_behind_title(scene, head) or head


def _name_behind_title(scene: Scene, head: Token) -> Token | None:
    """`academic and professor Ada Lund said`: parsers join the name to its first title."""
    if head.pos not in ("NOUN", "ADJ") or is_plural(head) or head.having("det", "poss"):
        return None
    names = [name for name in head.having("conj") if name.entity == "PERSON"]
    if len(names) != 1 or not names[0].having("compound"):
        return None
    return names[0] if scene.actor(names[0]) else None
