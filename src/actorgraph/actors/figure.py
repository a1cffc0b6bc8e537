"""A figure: an actor while the article is being read, growing by each mention of it."""

from bisect import bisect_left, insort
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from actorgraph.mentions import Form, Mention
from actorgraph.text.review import Decision
from actorgraph.vocabulary.gazetteer import words
from actorgraph.vocabulary.kinds import Kind
from actorgraph.vocabulary.lexicon import word_set

# How many votes a mention has on the kind of its figure.
VOTES: dict[Form, int] = {"name": 3, "nominal": 1, "adjective": 1, "pronoun": 0}
# A surname alone is often taken for a firm: it takes the kind of the full name.
VOTES_OF_FULL_NAME = 60
# A name in the packaged tables settles the kind.
VOTES_OF_KNOWN_NAME = 10_000


@dataclass(slots=True, eq=False)
class Figure:
    """Mentions that mean the same actor, and what is known of it so far.

    Only the methods below change a figure. `heads` are the nouns it may be called by, `body` is
    what its title ties it to: a person's employer or state, the work of its authors. `members` are
    the named figures that a description of several means: `both sides`. `withheld` is true of
    somebody whose real name the article withholds. `original` is the figure that a partial view
    was taken from.

    What is asked again and again (names, first and last mention, number) is kept up to date with
    each mention, so that a figure of a thousand mentions answers like one of two.
    """

    mentions: list[Mention] = field(default_factory=list)
    votes: Counter[Kind] = field(default_factory=Counter)
    wikidata: str | None = None
    gender: str = ""
    titles: set[str] = field(default_factory=set)
    heads: set[str] = field(default_factory=set)
    body: "Figure | None" = None
    members: "list[Figure]" = field(default_factory=list)
    unlinked: bool = False
    withheld: bool = False
    decisions: list[Decision] = field(default_factory=list)
    original: "Figure | None" = None
    _in_order: list[Mention] = field(default_factory=list, repr=False)
    # The first position of each name, and the names in the order of `names`.
    _first_uses: dict[str, int] = field(default_factory=dict, repr=False)
    _names: list[str] | None = field(default=None, repr=False)
    # The words of all names and descriptions, and those read so far, in lower case.
    _spoken: set[str] = field(default_factory=set, repr=False)
    _read: set[str] = field(default_factory=set, repr=False)
    # The first position of a mention in the singular.
    _first_singular: int | None = field(default=None, repr=False)

    def __post_init__(self) -> None:
        if self.original is None:
            self._note(self.mentions)

    def _note(self, mentions: Iterable[Mention]) -> None:
        """Keep the indexes up to date with new mentions."""
        for mention in mentions:
            head = mention.head
            insort(self._in_order, mention, key=_head)
            if mention.name not in self._read:
                self._read.add(mention.name)
                self._spoken.update(word.casefold() for word in mention.name.split())
            if not mention.plural and (self._first_singular is None or head < self._first_singular):
                self._first_singular = head
            if mention.form != "name":
                continue
            if mention.name not in self._first_uses:
                self._names = None
            self._first_uses[mention.name] = min(head, self._first_uses.get(mention.name, head))

    def add_mention(self, mention: Mention) -> None:
        """Add a mention, with what it shows of kind and identity."""
        self.mentions.append(mention)
        self._note((mention,))
        # The first identity stays: names were grouped by it.
        self.wikidata = self.wikidata or mention.wikidata
        if mention.kind:
            is_full_name = mention.form == "name" and " " in mention.name
            self.votes[mention.kind] += VOTES_OF_FULL_NAME if is_full_name else VOTES[mention.form]
        if mention.wikidata:
            self.votes[mention.kind] += VOTES_OF_KNOWN_NAME

    def add_heads(self, nouns: Iterable[str]) -> None:
        """Add nouns that the figure may be called by: `network` for the Nordic Rescue Network."""
        self.heads.update(nouns)

    def add_title(self, title: str) -> None:
        """Add an office that the figure holds."""
        self.titles.add(title)

    def link_to(self, *bodies: "Figure | None") -> None:
        """Tie the figure to the first of these bodies, unless it already belongs to one."""
        for body in bodies:
            self.body = self.body or body

    def absorb(self, other: "Figure") -> None:
        """Take over everything known of another figure that proves to be the same."""
        self.mentions.extend(other.mentions)
        self._note(other.mentions)
        self.votes.update(other.votes)
        self.wikidata = self.wikidata or other.wikidata
        self.gender = self.gender or other.gender
        self.titles |= other.titles
        self.heads |= other.heads
        self.body = self.body or other.body
        self.withheld = self.withheld or other.withheld
        self.decisions.extend(other.decisions)

    def learn_gender(self) -> None:
        """Infer the grammatical gender that pronouns will take from names and descriptions.

        `the spokeswoman` shows it, and so does a first name, unless both genders bear it.
        """
        if self.gender:
            return
        feminine, masculine = words("Person", "feminineName"), words("Person", "masculineName")
        first = {name.split()[0].casefold() for name in self.names if " " in name}
        # `Ola Nordmann, the spokeswoman`: a description shows more than a first name.
        if self._spoken & words("Person", "feminine"):
            self.gender = "feminine"
        elif self._spoken & words("Person", "masculine"):
            self.gender = "masculine"
        elif (first & feminine) - masculine:
            self.gender = "feminine"
        elif (first & masculine) - feminine:
            self.gender = "masculine"

    def learn_gender_shown(self, gender: str) -> None:
        """Take the gender that a form of address shows; else infer it, as far as it is shown."""
        if self.kind != "Person":
            return
        self.gender = gender or self.gender
        self.learn_gender()

    def learn_gender_from(self, pronoun: str) -> None:
        """Take the gender of a pronoun that means this person, unless it is known."""
        if self.kind != "Person" or self.gender:
            return
        if pronoun in word_set("femininePronouns"):
            self.gender = "feminine"
        elif pronoun in word_set("masculinePronouns"):
            self.gender = "masculine"

    def unlink(self) -> None:
        """Drop the identity, and allow no other."""
        self.wikidata, self.unlinked = None, True

    def withhold(self) -> None:
        """Note that the article withholds the real name."""
        self.withheld = True

    def record(self, decision: Decision) -> None:
        """Note a reviewer's decision that changed this figure."""
        self.decisions.append(decision)

    def split_off(self, mentions: Sequence[Mention]) -> "Figure":
        """Move some mentions to a new figure, and return it."""
        split = Figure(gender=self.gender)
        for mention in mentions:
            self.mentions.remove(mention)
            split.add_mention(mention)
        self._forget_indexes()
        # Two who are not the same cannot share an identity.
        if split.wikidata == self.wikidata:
            split.unlink()
        return split

    def _forget_indexes(self) -> None:
        """Read the indexes again from the mentions."""
        self._in_order, self._first_uses = [], {}
        self._spoken, self._read = set(), set()
        self._names, self._first_singular = None, None
        self._note(self.mentions)

    def mentioned_before(self, position: int) -> "Figure | None":
        """Return a view of the figure with the mentions before a position; None if there is none.

        Only mentions are limited: kind, identity, gender, titles and heads are those of all names
        in the article, because names are grouped before descriptions are read.
        """
        mentions = self.mentions_between(0, position)
        if not mentions:
            return None
        view = Figure(
            mentions=mentions,
            votes=self.votes,
            wikidata=self.wikidata,
            gender=self.gender,
            titles=self.titles,
            heads=self.heads,
            body=self.body,
            original=self,
        )
        view._in_order = mentions
        view._names = [name for name in self.names if self._first_uses[name] < position]
        if self._first_singular is not None and self._first_singular < position:
            view._first_singular = self._first_singular
        return view

    def mentions_between(self, begin: int, end: int) -> list[Mention]:
        """Return the mentions from one position up to another one, in the order of the text."""
        first = bisect_left(self._in_order, begin, key=_head)
        last = bisect_left(self._in_order, end, lo=first, key=_head)
        return self._in_order[first:last]

    @property
    def whole(self) -> "Figure":
        """The figure itself, if this is a view of it."""
        return self.original or self

    @property
    def kind(self) -> Kind:
        """The kind with the most votes; empty if there are none."""
        # Asked for often, and mostly of one kind.
        if len(self.votes) < 2:
            return next(iter(self.votes), "")
        return max(sorted(self.votes), key=lambda kind: self.votes[kind])

    @property
    def is_thing(self) -> bool:
        """Whether it is mentioned but cannot act: `the crane`."""
        return self.kind == "Thing"

    @property
    def names(self) -> list[str]:
        """Its proper names, the longest first."""
        if self._names is None:
            self._names = sorted(self._first_uses, key=lambda name: (-len(name), name))
        return self._names

    @property
    def plural(self) -> bool:
        """Whether it is several people: a group."""
        return self._first_singular is None or self.kind == "Group"

    @property
    def at_risk(self) -> bool:
        """Whether it may need protection: a group by its description, or a name withheld."""
        if self.withheld:
            return True
        if self.kind != "Group":
            return False
        return any(_describes_people_at_risk(mention) for mention in self.of_form("nominal"))

    @property
    def first(self) -> int:
        """The position of its first head word."""
        return self._in_order[0].head

    @property
    def last(self) -> int:
        """The position of its last head word."""
        return self._in_order[-1].head

    def of_form(self, *forms: Form) -> list[Mention]:
        """Return the mentions of these forms."""
        return [mention for mention in self.mentions if mention.form in forms]


def _head(mention: Mention) -> int:
    return mention.head


def _describes_people_at_risk(mention: Mention) -> bool:
    """Return whether a description has a word of protection, in the singular or the plural."""
    parts = mention.name.replace("-", " ").split()
    spoken = {part.strip("-,.").casefold() for part in parts}
    singular = {word.removesuffix("s") for word in spoken}
    return bool((spoken | singular) & words("Group", "protectedWord"))
