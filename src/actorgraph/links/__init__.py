"""Across articles: who is the same, which claims tell of one event, and where the reports come from.

What is found stands in a graph of its own, so that it can be made anew, read and taken out without touching an article.
"""

from actorgraph.links.linking import Links, link

__all__ = ["Links", "link"]
