"""A language model behind an address that speaks OpenAI's protocol, on this machine by default."""

import http.client
import ipaddress
import json
import socket
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

from actorgraph.errors import ProposalError

PATH = "/chat/completions"
LARGEST_ANSWER_IN_BYTES = 1 << 20
SECONDS = 300.0
SCHEMES = {"http": http.client.HTTPConnection, "https": http.client.HTTPSConnection}
LOCAL_NAMES = ("localhost",)


@dataclass(frozen=True, slots=True)
class Endpoint:
    """An address such as http://127.0.0.1:8080/v1, the model to ask there, and a key if it has one.

    `allows_remote` says that articles may leave this machine.
    """

    url: str
    model: str
    key: str = ""
    allows_remote: bool = False
    seconds: float = SECONDS

    def check(self) -> None:
        """Raise ProposalError if the address cannot be used, or is not on this machine."""
        parts = urlsplit(self.url)
        if parts.scheme not in SCHEMES or not parts.hostname:
            remedy = "give http://127.0.0.1:8080/v1"
            raise ProposalError("is not an address", where=self.url, remedy=remedy)
        if not self.allows_remote and not _is_local(parts.hostname):
            raise ProposalError(
                "is another machine, and the article would leave this one",
                where=parts.hostname,
                remedy="say --allow-remote if it may",
            )

    def ask(self, messages: list[dict[str, str]], schema: dict[str, Any], tokens: int) -> str:
        """Return the model's answer to messages, of at most `tokens`. Raises ProposalError."""
        self.check()
        request = {
            "model": self.model,
            "messages": messages,
            "temperature": 0,
            "seed": 0,
            "max_tokens": tokens,
            "response_format": {
                "type": "json_schema",
                "json_schema": {"name": "claims", "strict": True, "schema": schema},
            },
        }
        try:
            body = self._post(json.dumps(request).encode())
            answer = json.loads(body)["choices"][0]["message"]["content"]
        except (OSError, http.client.HTTPException) as error:
            reason = str(error) or type(error).__name__
            what = f"the model does not answer: {reason}"
            raise ProposalError(what, where=self.url, remedy="check that it runs") from error
        except (ValueError, LookupError, TypeError, RecursionError) as error:
            what = "the model's answer is not in OpenAI's form"
            raise ProposalError(what, where=self.url, remedy="check the address") from error
        return answer if isinstance(answer, str) else ""

    def _post(self, body: bytes) -> bytes:
        parts = urlsplit(self.url)
        connect = SCHEMES[parts.scheme]
        connection = connect(str(parts.hostname), parts.port, timeout=self.seconds)
        headers = {"content-type": "application/json"}
        if self.key:
            headers["authorization"] = f"Bearer {self.key}"
        try:
            connection.request("POST", parts.path.rstrip("/") + PATH, body, headers)
            # A redirect is not followed: it might lead to another machine.
            answer = connection.getresponse()
            content: bytes = answer.read(LARGEST_ANSWER_IN_BYTES + 1)
        finally:
            connection.close()
        if answer.status != http.HTTPStatus.OK:
            raise http.client.HTTPException(f"status {answer.status}")
        if len(content) > LARGEST_ANSWER_IN_BYTES:
            raise http.client.HTTPException("more than 1 MB")
        return content


def _is_local(host: str) -> bool:
    """Return whether a host is this machine; every address that a name has must be."""
    if host in LOCAL_NAMES:
        return True
    try:
        found = {str(entry[4][0]) for entry in socket.getaddrinfo(host, None)}
    except OSError:
        return False
    return all(ipaddress.ip_address(address.partition("%")[0]).is_loopback for address in found)
