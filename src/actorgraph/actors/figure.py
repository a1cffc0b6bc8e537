"""A figure: an actor while the article is being read, growing by each mention of it."""

from collections import Counter
from dataclasses import dataclass, field

from actorgraph.mentions import Mention
from actorgraph.text.review import Decision
from actorgraph.vocabulary.gazetteer import words

# How much a mention's form tells of what its bearer is.
FULL = 60  # a surname alone is often taken for a firm: it takes the kind of its full name
# The kind of what is spoken of and is no actor.
THING = "Thing"
KNOWN = 10_000  # a name that is known beforehand settles it
WEIGHT = {"name": 3, "nominal": 1, "adjective": 1, "pronoun": 0}


@dataclass(slots=True, eq=False)
class Figure:
    """Mentions that mean the same actor; `belongs` is the body or state that its title ties it to."""

    mentions: list[Mention] = field(default_factory=list)
    votes: Counter[str] = field(default_factory=Counter)
    wikidata: str | None = None
    gender: str = ""
    titles: set[str] = field(default_factory=set)
    heads: set[str] = field(default_factory=set)
    belongs: "Figure | None" = None
    unlinked: bool = False
    decisions: list[Decision] = field(default_factory=list)

    def add(self, mention: Mention) -> None:
        """Take a mention in, with what it tells of kind and identity."""
        self.mentions.append(mention)
        self.wikidata = self.wikidata or mention.wikidata
        if mention.kind:
            full = mention.form == "name" and " " in mention.name
            self.votes[mention.kind] += FULL if full else WEIGHT[mention.form]
        if mention.wikidata:
            self.votes[mention.kind] += KNOWN

    def absorb(self, other: "Figure") -> None:
        """Take over everything known of another figure that proves to be the same."""
        self.mentions.extend(other.mentions)
        self.votes.update(other.votes)
        self.wikidata = self.wikidata or other.wikidata
        self.gender = self.gender or other.gender
        self.titles |= other.titles
        self.heads |= other.heads
        self.belongs = self.belongs or other.belongs
        self.decisions.extend(other.decisions)

    @property
    def kind(self) -> str:
        """The class that most of its mentions speak for; empty where none does."""
        if len(self.votes) < 2:
            return next(iter(self.votes), "")
        return max(sorted(self.votes), key=lambda kind: self.votes[kind])

    @property
    def names(self) -> list[str]:
        """Its proper names, the longest first."""
        return sorted(
            {m.name for m in self.mentions if m.form == "name"}, key=lambda name: (-len(name), name)
        )

    @property
    def plural(self) -> bool:
        """Whether it is several: a group."""
        return self.kind == "Group" or all(mention.plural for mention in self.mentions)

    @property
    def at_risk(self) -> bool:
        """Whether it is described people at risk."""
        return self.kind == "Group" and any(
            _at_risk(m) for m in self.mentions if m.form == "nominal"
        )

    @property
    def last(self) -> int:
        """The position of its latest head word."""
        return max(mention.head for mention in self.mentions)

    def learn_gender(self) -> None:
        """Infer the grammatical gender that pronouns will take from names and descriptions; names of both tell none."""
        feminine, masculine = words("Person", "feminineName"), words("Person", "masculineName")
        spoken = {word.casefold() for m in self.mentions for word in m.name.split()}
        first_names = {name.split()[0].casefold() for name in self.names if " " in name}
        for gender, cues in (
            ("feminine", spoken & words("Person", "feminine")),
            ("masculine", spoken & words("Person", "masculine")),
            ("feminine", first_names & feminine - masculine),
            ("masculine", first_names & masculine - feminine),
        ):
            if cues and not self.gender:
                self.gender = gender


def _at_risk(mention: Mention) -> bool:
    spoken = {word.strip("-,.").casefold() for word in mention.name.replace("-", " ").split()}
    return bool(
        {w for word in spoken for w in (word, word.removesuffix("s"))}
        & words("Group", "protectedWord")
    )
