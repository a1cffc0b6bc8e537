"""Serving: the command of the server, in the room where the others stand."""

from actorgraph.server.command import serve

__all__ = ["serve"]
