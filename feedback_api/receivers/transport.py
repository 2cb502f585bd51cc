"""
One HTTP request to a tracker: to an address that is allowed, with a deadline, and never twice by itself.

The clients of GitHub and GitLab that exist follow redirects, repeat requests and sleep by themselves; here each request
is one entry of the outbox, which decides whether and when to ask again. urllib3 does the rest.
"""

from __future__ import annotations

import ipaddress
import json
import re
import socket
from collections.abc import Mapping
from contextlib import closing
from dataclasses import dataclass, field
from http.client import HTTPException
from urllib.parse import urlencode, urlsplit

from urllib3 import BaseHTTPResponse
from urllib3.connection import HTTPConnection, HTTPSConnection
from urllib3.exceptions import HTTPError, LocationParseError, NameResolutionError, NewConnectionError

from feedback_api.receivers.problems import Answer, ReceiverProblemError
from feedback_api.turns.deadline import deadline
from publishing.settings import SettingError

MAX_ANSWER_BYTES = 32 * 1024 * 1024
CHUNK_BYTES = 64 * 1024
USER_AGENT = "help-centre"
HALF_A_PAIR = re.compile(r"\\u[dD][89a-fA-F]")
NOT_SENT = (NewConnectionError, NameResolutionError)
NAT64 = ipaddress.IPv6Network("64:ff9b::/96")  # RFC 6052
DEFAULT_PORTS = {"https": 443, "http": 80}


@dataclass(frozen=True)
class Transport:
    """
    The way to one server.

    ``private``, set by ``private_setting``, allows private addresses and plain HTTP. A connection, and then the whole
    answer, must come within ``patience_seconds``.
    """

    name: str
    base: str
    private: bool
    headers: Mapping[str, str] = field(repr=False)
    patience_seconds: float = 15.0
    private_setting: str = "HELP_CENTRE_TRACKER_PRIVATE"

    def __post_init__(self) -> None:
        """
        Look at the address.

        Raises:
            SettingError: it is none, or not allowed.

        """
        if not is_address(self.base):
            raise SettingError(
                f"'{self.base}' is no address of a service.", "Write it like https://gitlab.example.com/api/v4."
            )
        if urlsplit(self.base).scheme != "https" and not self.private:
            raise SettingError(
                f"'{self.base}' would send the token and readers' words unencrypted.",
                f"Use https, or set {self.private_setting}=yes for a server in your own network.",
            )

    def send(  # noqa: PLR0913 - the parts of a request
        self,
        method: str,
        path: str,
        asked: str,
        *,
        query: Mapping[str, str | int] | None = None,
        body: bytes | None = None,
        headers: Mapping[str, str] | None = None,
    ) -> Answer:
        """
        Send one request and read what is answered, whatever its status.

        Raises:
            ReceiverProblemError: there was no answer, or the address is not allowed.

        """
        parts = urlsplit(self.base)
        query_text = "&".join(filter(None, (parts.query, urlencode(query or {}))))
        place = parts.path.rstrip("/") + path if path else parts.path or "/"
        target = f"{place}?{query_text}" if query_text else place
        sent = {"User-Agent": USER_AGENT, **self.headers, **(headers or {}), "Host": parts.netloc}
        if body is not None:
            sent.setdefault("Content-Type", "application/json")
        addresses = self._addresses(parts.hostname or "", parts.port or DEFAULT_PORTS[parts.scheme])
        for tried, address in enumerate(addresses, start=1):
            try:
                with closing(self._connection(address)) as connection:
                    return self._exchange(connection, method, target, body, sent)
            except (HTTPError, HTTPException, OSError) as error:
                not_sent = isinstance(error, NOT_SENT)
                if not_sent and tried < len(addresses):
                    continue
                raise ReceiverProblemError(
                    f"{self.name} did not answer when asked to {asked} ({_reason(error)}).",
                    "Check that this machine can reach it; it is tried again, less and less often.",
                    unknown=not not_sent,
                ) from error
        raise AssertionError("a name has at least one address")

    def _exchange(
        self, connection: HTTPConnection, method: str, target: str, body: bytes | None, headers: Mapping[str, str]
    ) -> Answer:
        connection.connect()
        reached = connection.sock  # the connection forgets it while an answer is read to its end
        with deadline(lambda: [reached], self.patience_seconds):
            connection.request(method, target, body=body, headers=headers, preload_content=False)
            return _answer(connection.getresponse())

    def _connection(self, address: str) -> HTTPConnection:
        """Connect to the very address that was looked at: a name that is resolved twice may lead to two places."""
        parts = urlsplit(self.base)
        port = parts.port or DEFAULT_PORTS[parts.scheme]
        if parts.scheme == "http":
            return HTTPConnection(address, port, timeout=self.patience_seconds)
        return HTTPSConnection(address, port, timeout=self.patience_seconds, server_hostname=parts.hostname)

    def _addresses(self, host: str, port: int) -> list[str]:
        try:
            found = [str(entry[4][0]) for entry in socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)]
        except (OSError, UnicodeError) as error:
            raise ReceiverProblemError(
                f"{self.name}: the name '{host}' cannot be found.", "Check the address, and this machine's network."
            ) from error
        if not self.private and not all(is_public(address) for address in found):
            raise ReceiverProblemError(
                f"{self.name}: '{host}' has a private address, and nothing is sent there.",
                f"Set {self.private_setting}=yes if it is a server of your own.",
            )
        return list(dict.fromkeys(found))


def is_public(address: str) -> bool:
    """Say whether *address* is one of the open internet, also when an IPv6 address wraps an IPv4 one."""
    parsed = ipaddress.ip_address(address.split("%", maxsplit=1)[0])
    if isinstance(parsed, ipaddress.IPv6Address):
        wrapped = parsed.ipv4_mapped or parsed.sixtofour or (parsed.teredo[1] if parsed.teredo else None)
        if wrapped is None and parsed in NAT64:
            wrapped = ipaddress.IPv4Address(int(parsed) & 0xFFFFFFFF)
        if wrapped is not None:
            return is_public(str(wrapped))
    return parsed.is_global and not parsed.is_multicast


def is_address(text: str) -> bool:
    """Say whether requests can be sent to *text*."""
    try:
        parts = urlsplit(text)
        return parts.scheme in DEFAULT_PORTS and bool(parts.hostname) and not parts.username and parts.port != 0
    except ValueError:
        return False


def _answer(response: BaseHTTPResponse) -> Answer:
    """Read the answer piece by piece, so that one without an end does not fill the memory."""
    pieces: list[bytes] = []
    size = 0
    while piece := response.read1(CHUNK_BYTES, decode_content=True):
        pieces.append(piece)
        size += len(piece)
        if size > MAX_ANSWER_BYTES:
            response.close()
            raise TimeoutError("the answer has no end")
    text = b"".join(pieces).decode("utf-8", errors="replace")
    headers = {name.lower(): value for name, value in response.headers.items()}
    return Answer(response.status, headers, _json(text), text)


def _json(text: str) -> object:
    try:
        content = json.loads(text)
    except (ValueError, RecursionError):
        return None
    return _in_whole_characters(content) if HALF_A_PAIR.search(text) else content


def _in_whole_characters(content: object) -> object:
    """Write a sign for each half of a pair of UTF-16, which JSON can write and no database can keep."""
    text = json.dumps(content, ensure_ascii=False)
    return json.loads(text.encode("utf-16", "surrogatepass").decode("utf-16", "replace"))


def _reason(error: Exception) -> str:
    """Say in a few words what failed, without addresses of objects."""
    if isinstance(error, LocationParseError):
        return "its address cannot be used"
    inner = error.args[-1] if error.args else error
    text = str(inner)
    return text.split(": ", 1)[-1] if "object at 0x" in text else text or type(error).__name__
