"""Links across articles: the same actors, claims about the same event, and the origins of reports.

Links are kept in a graph of their own, so that they can be replaced or removed without touching an
article.
"""

from actorgraph.links.linking import Links, link

__all__ = ["Links", "link"]
