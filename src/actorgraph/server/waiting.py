"""Clients that the server waits for: for the rest of a request, or to read an answer."""

from typing import Protocol

MOST_WAITED_FOR = 512
MOST_OF_ONE_ADDRESS = 128


class Client(Protocol):
    """A connection that can be ended."""

    def drop(self) -> None:
        """End the connection at once."""


class Waiting:
    """The clients that are waited for, the oldest first.

    Beyond a number in all or from one address the oldest is dropped. A client that sends a whole
    request is waited for no time at all, so it is the slow ones that go, and the others are served.
    """

    def __init__(
        self,
        *,
        most: int = MOST_WAITED_FOR,
        most_of_one: int = MOST_OF_ONE_ADDRESS,
    ) -> None:
        self.most = most
        self.most_of_one = most_of_one
        # Dictionaries, because their keys keep their order.
        self._clients: dict[Client, str] = {}
        self._by_address: dict[str, dict[Client, None]] = {}

    def __len__(self) -> int:
        return len(self._clients)

    def add(self, client: Client, address: str) -> None:
        """Wait for a client; one that is waited for already keeps its place."""
        if client in self._clients:
            return
        self._clients[client] = address
        neighbours = self._by_address.setdefault(address, {})
        neighbours[client] = None
        if len(neighbours) > self.most_of_one:
            self._drop(next(iter(neighbours)))
        elif len(self._clients) > self.most:
            self._drop(next(iter(self._clients)))

    def remove(self, client: Client) -> None:
        """Wait for a client no longer."""
        address = self._clients.pop(client, None)
        if address is None:
            return
        neighbours = self._by_address[address]
        del neighbours[client]
        if not neighbours:
            del self._by_address[address]

    def _drop(self, client: Client) -> None:
        self.remove(client)
        client.drop()
