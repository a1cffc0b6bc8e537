"""From an article to its graph by the built-in rules: the scene first, then what happens in it."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from actorgraph.deadline import check as check_deadline
from actorgraph.graph.article_graph import ArticleGraph, build
from actorgraph.language.parsing import MODEL, parse
from actorgraph.text.article import Article
from actorgraph.text.review import Decision

if TYPE_CHECKING:
    from actorgraph.actors import Linker
    from actorgraph.claims import Scene


def scene_of(
    article: Article,
    *,
    model: str = MODEL,
    decisions: Sequence[Decision] = (),
    linker: "Linker | None" = None,
) -> "Scene":
    """Return the parsed article with its actors, quotations and times, without claims.

    Raises ModelError, LinkerError.
    """
    from actorgraph.actors import resolve
    from actorgraph.claims import set_scene
    from actorgraph.language.quotations import find_quotations
    from actorgraph.mentions import find_mentions
    from actorgraph.times.find import find_times

    document = parse(article, model=model)
    check_deadline()
    quotations = find_quotations(document)
    times = find_times(article)
    mentions = find_mentions(document, quotations)
    actors = resolve(document, mentions, quotations, decisions=decisions, linker=linker)
    return set_scene(document, actors, quotations, times)


def by_rules(scene: "Scene") -> ArticleGraph:
    """Return the graph of what the built-in rules find in a scene."""
    from actorgraph.claims import find_claims, find_gaps

    claims = find_claims(scene)
    gaps = find_gaps(scene, claims)
    check_deadline()
    document = scene.document
    return build(document.article, scene.actors, claims, gaps, parser=document.parser)
