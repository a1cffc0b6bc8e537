"""A figure: an actor while the article is being read, growing by each mention of it."""

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
    what its title ties it to: a person's employer or state, the work of its authors. `original` is
    the figure that a partial view was taken from.
    """

    mentions: list[Mention] = field(default_factory=list)
    votes: Counter[Kind] = field(default_factory=Counter)
    wikidata: str | None = None
    gender: str = ""
    titles: set[str] = field(default_factory=set)
    heads: set[str] = field(default_factory=set)
    body: "Figure | None" = None
    unlinked: bool = False
    decisions: list[Decision] = field(default_factory=list)
    original: "Figure | None" = None

    def add_mention(self, mention: Mention) -> None:
        """Add a mention, with what it shows of kind and identity."""
        self.mentions.append(mention)
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
        self.votes.update(other.votes)
        self.wikidata = self.wikidata or other.wikidata
        self.gender = self.gender or other.gender
        self.titles |= other.titles
        self.heads |= other.heads
        self.body = self.body or other.body
        self.decisions.extend(other.decisions)

    def learn_gender(self) -> None:
        """Infer the grammatical gender that pronouns will take from names and descriptions.

        `the spokeswoman` shows it, and so does a first name, unless both genders bear it.
        """
        if self.gender:
            return
        spoken: set[str] = set()
        for mention in self.mentions:
            spoken.update(word.casefold() for word in mention.name.split())
        feminine, masculine = words("Person", "feminineName"), words("Person", "masculineName")
        first = {name.split()[0].casefold() for name in self.names if " " in name}
        # `Ola Nordmann, the spokeswoman`: a description shows more than a first name.
        if spoken & words("Person", "feminine"):
            self.gender = "feminine"
        elif spoken & words("Person", "masculine"):
            self.gender = "masculine"
        elif (first & feminine) - masculine:
            self.gender = "feminine"
        elif (first & masculine) - feminine:
            self.gender = "masculine"

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

    def record(self, decision: Decision) -> None:
        """Note a reviewer's decision that changed this figure."""
        self.decisions.append(decision)

    def split_off(self, mentions: Sequence[Mention]) -> "Figure":
        """Move some mentions to a new figure, and return it."""
        split = Figure(gender=self.gender)
        for mention in mentions:
            self.mentions.remove(mention)
            split.add_mention(mention)
        # Two who are not the same cannot share an identity.
        if split.wikidata == self.wikidata:
            split.unlink()
        return split

    def mentioned_before(self, position: int) -> "Figure | None":
        """Return a view of the figure with the mentions before a position; None if there is none.

        Only mentions are limited: kind, identity, gender, titles and heads are those of all names
        in the article, because names are grouped before descriptions are read.
        """
        mentions = [mention for mention in self.mentions if mention.head < position]
        if not mentions:
            return None
        return Figure(
            mentions=mentions,
            votes=self.votes,
            wikidata=self.wikidata,
            gender=self.gender,
            titles=self.titles,
            heads=self.heads,
            body=self.body,
            original=self,
        )

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
        names = {mention.name for mention in self.of_form("name")}
        return sorted(names, key=lambda name: (-len(name), name))

    @property
    def plural(self) -> bool:
        """Whether it is several people: a group."""
        return self.kind == "Group" or all(mention.plural for mention in self.mentions)

    @property
    def at_risk(self) -> bool:
        """Whether it is a group of described people who may need protection."""
        if self.kind != "Group":
            return False
        return any(_describes_people_at_risk(mention) for mention in self.of_form("nominal"))

    @property
    def first(self) -> int:
        """The position of its first head word."""
        return min(mention.head for mention in self.mentions)

    @property
    def last(self) -> int:
        """The position of its last head word."""
        return max(mention.head for mention in self.mentions)

    def of_form(self, *forms: Form) -> list[Mention]:
        """Return the mentions of these forms."""
        return [mention for mention in self.mentions if mention.form in forms]


def _describes_people_at_risk(mention: Mention) -> bool:
    """Return whether a description has a word of protection, in the singular or the plural."""
    parts = mention.name.replace("-", " ").split()
    spoken = {part.strip("-,.").casefold() for part in parts}
    singular = {word.removesuffix("s") for word in spoken}
    return bool((spoken | singular) & words("Group", "protectedWord"))
