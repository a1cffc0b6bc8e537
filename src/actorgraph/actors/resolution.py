"""Resolution: one pass over the mentions of an article decides whom each of them means."""

from collections.abc import Sequence

from actorgraph.actors.actor import Actor, make_actor
from actorgraph.actors.antecedents import antecedent, speaker_meant
from actorgraph.actors.apposition import apposed, subject_of
from actorgraph.actors.authors import authors_of, work_of
from actorgraph.actors.eligibility import first_in_reach
from actorgraph.actors.expletives import is_expletive
from actorgraph.actors.figure import Figure
from actorgraph.actors.identity import Cast, Linker
from actorgraph.actors.joint import family_members, members_meant
from actorgraph.actors.name_groups import group_names
from actorgraph.actors.nominals import figure_meant
from actorgraph.actors.review_decisions import apply_decisions
from actorgraph.actors.seen import Seen
from actorgraph.actors.titles import title_of
from actorgraph.actors.withheld import withhold_names
from actorgraph.deadline import check as check_deadline
from actorgraph.language.document import Document, Token
from actorgraph.language.grammar import behind, is_plural
from actorgraph.language.quotations import Quotation, quotation_index
from actorgraph.mentions import Mention
from actorgraph.mentions.runs import is_word_in
from actorgraph.text.review import Decision, counting
from actorgraph.vocabulary.gazetteer import titles
from actorgraph.vocabulary.lexicon import word_set

WITHIN_A_PHRASE = ("compound", "nmod", "amod", "npadvmod")
# What the parser calls a number, a sum or a date is not a thing that `it` could mean.
NUMBER_LABELS = ("DATE", "TIME", "PERCENT", "MONEY", "QUANTITY", "CARDINAL", "ORDINAL")


def resolve(
    document: Document,
    mentions: Sequence[Mention],
    quotations: Sequence[Quotation],
    *,
    decisions: Sequence[Decision] = (),
    linker: Linker | None = None,
) -> tuple[Actor, ...]:
    """Decide whom each mention means and return the cast in the order of appearance.

    A reviewer's decisions override everything read; a linker may identify actors that the packaged
    tables do not know. Raises LinkerError.
    """
    resolution = resolve_mentions(document, mentions, quotations)
    figures = resolution.figures
    withhold_names(document, figures, resolution.by_head)
    apply_decisions(document, figures, counting(decisions))
    figures.sort(key=lambda figure: figure.first)
    cast = Cast(figures)
    keys = {figure: key for key, figure in enumerate(figures)}
    return tuple(make_actor(document, keys, figure, cast, linker) for figure in figures)


def resolve_mentions(
    document: Document,
    mentions: Sequence[Mention],
    quotations: Sequence[Quotation],
) -> "Resolution":
    """Decide whom each mention means.

    Names first, because a surname may come before the full name; then descriptions and pronouns in
    the order of the text; last `I` and `we`, whose speaker may be named behind the quotation.
    """
    in_order = sorted(mentions, key=lambda mention: mention.head)
    resolution = Resolution(document, quotations)
    resolution.add_names(mentions)
    resolution.add_things(mentions)
    resolution.learn_titles(mentions)
    first_person: list[Mention] = []
    for mention in in_order:
        check_deadline()
        if _is_first_person(document, mention):
            first_person.append(mention)
        elif mention.form == "pronoun":
            resolution.place_pronoun(mention)
        elif mention.form == "nominal":
            resolution.place_description(mention)
        resolution.note_seen(mention)
    for mention in first_person:
        resolution.place_speaker(mention)
    return resolution


def _is_first_person(document: Document, mention: Mention) -> bool:
    if mention.form != "pronoun":
        return False
    pronoun = document.tokens[mention.head]
    if is_word_in(pronoun, "speakerPronouns"):
        return True
    return is_word_in(pronoun, "speakersPronouns")


class Resolution:
    """The state of resolving: the figures so far, those seen, and whom each head word means.

    `things` are what is mentioned but cannot act: `it` often means such a thing.
    """

    def __init__(
        self,
        document: Document,
        quotations: Sequence[Quotation],
    ) -> None:
        self.document = document
        self.quotations = quotation_index(quotations)
        self.figures: list[Figure] = []
        self.things: list[Figure] = []
        self.seen = Seen(document)
        self.by_head: dict[int, Figure] = {}
        self.full_names: dict[int, tuple[int, Figure]] = {}

    def add_names(self, mentions: Sequence[Mention]) -> None:
        """Group the names of the whole article."""
        self.figures = group_names(self.document, mentions)
        for number, figure in enumerate(self.figures):
            self.seen.add(figure, figure.mentions)
            for mention in figure.mentions:
                self.by_head[mention.head] = figure
                if mention.form == "name" and " " in mention.name:
                    self.full_names.setdefault(mention.span.begin, (number, figure))

    def add_things(self, mentions: Sequence[Mention]) -> None:
        """Add a figure for each noun that is not a mention of an actor."""
        mentioned = {mention.head for mention in mentions}
        for token in self.document.tokens:
            if token.index not in mentioned and _may_be_thing(token):
                thing = Figure()
                thing.add_mention(_mention_of_thing(token))
                self.things.append(thing)
                self.seen.add_thing(thing)

    def learn_titles(self, mentions: Sequence[Mention]) -> None:
        """Read the titles before names: `French president Emmanuel Macron`."""
        for mention in mentions:
            figure = self.by_head.get(mention.head)
            if mention.form != "name" or figure is None:
                continue
            if figure.kind != "Person":
                continue
            name = self.document.tokens[mention.head]
            for title in _titles_before(name):
                figure.add_title(title_of(title))
                figure.link_to(self._body_named_by(name, title))

    def _body_named_by(self, name: Token, title: Token) -> Figure | None:
        """Return the state or body that is named with a title: `French` of `French president`."""
        for child in (*name.children, *title.children):
            figure = self.by_head.get(child.index)
            if figure and figure.kind in ("Government", "Organisation"):
                return figure
        return None

    def note_seen(self, mention: Mention) -> None:
        """Remember that a figure has been mentioned."""
        figure = self.by_head.get(mention.head)
        if figure:
            self.seen.note(figure)

    def place_pronoun(self, mention: Mention) -> None:
        """Decide whom a pronoun means, among actors and things."""
        pronoun = self.document.tokens[mention.head]
        if is_expletive(pronoun):
            return
        first = first_in_reach(self.document, pronoun, self.quotations)
        figures = self.seen.in_reach(pronoun, first)
        figure = antecedent(self.document, pronoun, figures, self.quotations, first=first)
        if figure is None:
            return
        # A thing that a pronoun means is near again, but is no actor.
        if figure.is_thing:
            figure.add_mention(mention)
            self.seen.add(figure, (mention,))
            return
        figure.learn_gender_from(pronoun.text.casefold())
        self._assign(mention, figure)

    def place_speaker(self, mention: Mention) -> None:
        """Decide whom `I` or `we` means: whoever speaks the quotation."""
        word = self.document.tokens[mention.head].text.casefold()
        figure = speaker_meant(word, mention, self.quotations, self.by_head)
        if figure:
            self._assign(mention, figure)

    def place_description(self, mention: Mention) -> None:
        """Decide whom a description means, and note the office that it gives."""
        token = self.document.tokens[mention.head]
        # `we are a small organisation` says what we are, and brings in nobody new.
        subject = subject_of(token)
        if subject is not None and subject.pos == "PRON":
            return
        figure = self._figure_described(mention) or Figure()
        # A figure without mentions is a new one.
        if not figure.mentions:
            self.figures.append(figure)
        members = family_members(mention, self.figures)
        members = members or members_meant(self.document, mention, self.seen, self.by_head)
        self._assign(mention, figure)
        if members and figure.kind == "Group":
            figure.members = members
        figure.add_heads((token.lemma, token.text.casefold()))
        figure.learn_gender()
        self._learn_office(figure, mention)

    def _figure_described(self, mention: Mention) -> Figure | None:
        """Return whom a description means; None if it brings in somebody new."""
        # `its representative, Tatiana Vinnichenko`
        named_beside = apposed(self.document, mention, self.by_head, self.full_names)
        if named_beside:
            return named_beside
        position = mention.head
        works = self.seen.documents(position)
        # `the authors` of a report
        work = work_of(self.document, mention, works, self._owner(mention))
        if work:
            return authors_of(work, self.seen.before(position))
        figure = figure_meant(self.document, mention, self.seen, self.by_head)
        if figure is None:
            return None
        return figure.whole

    def _learn_office(self, figure: Figure, mention: Mention) -> None:
        """Note the office that a description gives, and whose: `Sweden's minister of justice`."""
        token = self.document.tokens[mention.head]
        if figure.kind != "Person" or token.lemma not in titles():
            return
        figure.add_title(title_of(token))
        employers = behind(token, *word_set("employerPrepositions"))
        if employers:
            figure.link_to(self.by_head.get(employers[0].index))
        figure.link_to(self._owner(mention), self._body_spoken_for(token))

    def _body_spoken_for(self, title: Token) -> Figure | None:
        """Return the body of `a transport police spokesman`."""
        if titles().get(title.lemma) != "WorksFor":
            return None
        for part in title.having("compound"):
            figure = self.by_head.get(part.index)
            if figure and figure.kind in ("Government", "Group", "Organisation"):
                return figure
        return None

    def _owner(self, mention: Mention) -> Figure | None:
        # An owner that is the first word of the article, position 0, is not looked up.
        if not mention.owner:
            return None
        return self.by_head.get(mention.owner)

    def _assign(self, mention: Mention, figure: Figure) -> None:
        figure.add_mention(mention)
        self.by_head[mention.head] = figure
        self.seen.add(figure, (mention,))


def _may_be_thing(token: Token) -> bool:
    if token.pos not in ("NOUN", "PROPN"):
        return False
    if token.dep in WITHIN_A_PHRASE:
        return False
    return token.entity not in NUMBER_LABELS


def _mention_of_thing(token: Token) -> Mention:
    return Mention(
        token.span,
        token.index,
        "Thing",
        "nominal",
        token.text,
        plural=is_plural(token),
    )


def _titles_before(name: Token) -> list[Token]:
    """Return the titles before a name: its own, or one that it shares with the names before it."""
    nouns = list(name.children)
    for part in name.having("compound"):
        # `Bank President Jean-Claude Moe`: parsers hang the title on part of the name.
        nouns += part.children
    if name.dep == "conj":
        # `presidents Ola Nordmann and Kari Dahl`
        nouns += [child for child in name.head.children if is_plural(child)]
    return [noun for noun in nouns if noun.index < name.index and noun.lemma in titles()]
