"""Serving."""
from actorgraph.server.command import serve

__all__ = ["serve"]
