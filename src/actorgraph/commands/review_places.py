"""Where claims are reviewed: the folder of an article, or a store."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

import pyoxigraph as ox

from actorgraph.errors import ReviewError

if TYPE_CHECKING:
    from actorgraph.graph.facts import Facts
    from actorgraph.graph.review.applying import Unplaced
    from actorgraph.text.review import Decision
    from actorgraph.text.verdicts import Fields, Verdict


class Place(Protocol):
    """Articles with one file of decisions."""

    folder: Path

    def articles(self) -> Iterator["Facts"]:
        """Yield what the graph of each article says."""

    def refuse(self, decisions: Sequence["Decision"]) -> None:
        """Raise ReviewError if a decision about identity must not be obeyed."""

    def contradictions(self, decision: "Decision") -> list[str]:
        """Return in words what would contradict if two actors were the same."""

    def meant(self, facts: "Facts", fields: "Fields") -> "Fields":
        """Return the fields of a correction with whom their values mean. Raises ReviewError."""

    def apply(self, touched: Sequence["Verdict"] = ()) -> None:
        """Apply all verdicts of the file; `touched` are those that were withdrawn."""

    def unplaced(self, verdicts: Sequence["Verdict"]) -> list["Unplaced"]:
        """Return those of the verdicts that fit no claim."""


def place_at(path: str) -> Place:
    """Return the place at a path. Raises GraphError, StoreError, ReviewError."""
    from actorgraph.stores.disk.layout import is_store

    folder = Path(path)
    if not folder.is_dir():
        raise ReviewError(
            "is not a folder", where=path, remedy="name the folder of an article, or a store"
        )
    return StorePlace(folder) if is_store(folder) else FolderPlace(folder)


class FolderPlace:
    """The folder of one article, with its graph and its pages."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def articles(self) -> Iterator["Facts"]:
        """Yield what the graph of the article says."""
        from actorgraph.graph.facts import Facts
        from actorgraph.pipeline import load

        for graph in load(self.folder).articles():
            yield Facts(graph.triples)

    def refuse(self, decisions: Sequence["Decision"]) -> None:
        """Raise ReviewError if a decision names nobody here, or somebody at risk."""
        from actorgraph.pipeline import load
        from actorgraph.text.review import refuse

        cast = load(self.folder).cast()
        for decision in decisions:
            refuse(decision, cast)

    def contradictions(self, decision: "Decision") -> list[str]:
        """Return in words what would contradict if two actors of the article were the same."""
        from actorgraph.links.actors import called
        from actorgraph.links.named_actors import read_named_actors
        from actorgraph.links.one_actor import contradicting_actors

        words: dict[str, None] = {}
        for facts in self.articles():
            for article in facts.articles:
                actors = read_named_actors(facts, article)
                names = (decision.first.partition(" @")[0], decision.second.partition(" @")[0])
                first, second = (called(actors, name) for name in names)
                found = contradicting_actors(first, second, is_one_article=True)
                words.update(dict.fromkeys(each.words for each in found))
        return list(words)

    def meant(self, facts: "Facts", fields: "Fields") -> "Fields":
        """Return the fields as they are: they name actors of the article."""
        return fields

    def apply(self, touched: Sequence["Verdict"] = ()) -> None:
        """Write the graph and its pages again if a verdict changes them."""
        from actorgraph.pipeline import load
        from actorgraph.text.review_file import locked, read_verdicts

        # Of two processes that decide, the later must not write what it read before the other.
        with locked(self.folder):
            before = load(self.folder)
            after = before.judged(read_verdicts(self.folder))
            if after.to_turtle() != before.to_turtle():
                after.save(self.folder)

    def unplaced(self, verdicts: Sequence["Verdict"]) -> list["Unplaced"]:
        """Return the verdicts that fit no claim of this article."""
        from actorgraph.pipeline import load

        return load(self.folder).unplaced(verdicts)


class StorePlace:
    """A store on disk."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def articles(self) -> Iterator["Facts"]:
        """Yield what the graph of each article says."""
        from actorgraph.graph.facts import Facts
        from actorgraph.stores.opening import open_disk_to_read

        with open_disk_to_read(self.folder) as store:
            for article in store.articles():
                yield Facts(store.triples_of(article))

    def refuse(self, decisions: Sequence["Decision"]) -> None:
        """Raise ReviewError if a decision names nobody in the store, or somebody at risk."""
        from actorgraph.links.cached_readings import CachedReadings
        from actorgraph.links.decisions import refuse
        from actorgraph.stores.disk.diskstore import DiskStore

        if any(decision.kind == "unlink" for decision in decisions):
            remedy = "unlink in the folder of an article, and build that article into the store"
            raise ReviewError("a store has no --unlink", where=self.folder, remedy=remedy)
        if decisions:
            with DiskStore(self.folder, create=False) as store:
                refuse(decisions, CachedReadings(store))

    def contradictions(self, decision: "Decision") -> list[str]:
        """Return in words what would contradict if two actors were the same."""
        from actorgraph.commands.contradicting import contradictions_among
        from actorgraph.stores.opening import open_disk_to_read

        with open_disk_to_read(self.folder) as store:
            return contradictions_among(store.quads, self.folder, decision)

    def meant(self, facts: "Facts", fields: "Fields") -> "Fields":
        """Return the fields with the actors of any article that their values mean.

        Raises ReviewError if somebody must not be taken from another article.
        """
        from actorgraph.stores.opening import open_disk_to_read
        from actorgraph.vocabulary.roles import ROLES
        from actorgraph.workbench.desk import Desk
        from actorgraph.workbench.elsewhere import value_meant

        named = {name for name in fields if name in ROLES}
        if not named:
            return fields
        meant = dict(fields)
        with open_disk_to_read(self.folder) as store:
            desk = Desk(store.quads, self.folder)
            for name in named:
                meant[name] = tuple(value_meant(desk, facts, value) for value in fields[name])
        return meant

    def apply(self, touched: Sequence["Verdict"] = ()) -> None:
        """Apply the verdicts to the articles that they are about."""
        from actorgraph.stores.disk.diskstore import DiskStore
        from actorgraph.text.review_file import read_verdicts

        verdicts = (*touched, *read_verdicts(self.folder))
        with DiskStore(self.folder, create=False) as store:
            store.judge_known(map(_code, verdicts))

    def unplaced(self, verdicts: Sequence["Verdict"]) -> list["Unplaced"]:
        """Return the verdicts that fit no claim of the store."""
        from actorgraph.graph.review.applying import Unplaced, review
        from actorgraph.stores.opening import open_disk_to_read

        by_article: dict[str, list[Verdict]] = defaultdict(list)
        for verdict in verdicts:
            by_article[_code(verdict)].append(verdict)
        found: list[Unplaced] = []
        with open_disk_to_read(self.folder) as store:
            for code, own in by_article.items():
                article = store.known(code)
                if article is None:
                    what = "the store has no article with the text that was judged"
                    found += [Unplaced(verdict, what) for verdict in own]
                else:
                    found += review(store.graph_of(article), own).unplaced
        return found


def _code(verdict: "Verdict") -> str:
    """Return the end of the IRI of the article of a verdict."""
    from actorgraph.graph.mint.naming import article_code

    return article_code(verdict.article)


def find_claim(place: Place, name: str) -> tuple["Facts", ox.NamedNode]:
    """Return the claim with this IRI, end of an IRI, or with an end that alone begins so.

    Raises ReviewError if there is none or more than one, or if it is a correction.
    """
    from actorgraph.vocabulary.vocab import PROV, local_name

    begun = []
    for facts in place.articles():
        for claim in facts.of_type("Claim"):
            if facts.has(claim, PROV.wasRevisionOf):
                continue
            if name in (claim.value, local_name(claim)):
                return facts, claim
            if local_name(claim).startswith(name):
                begun.append((facts, claim))
    if len(begun) == 1:
        return begun[0]
    what = "several claims begin like this" if begun else "no claim has this name"
    raise ReviewError(what, where=name, remedy="use a name that --list shows")
