"""Asking a site whether a link still answers: the one place that opens a connection for it.

A link is what somebody wrote into a record, so asking for it must not become a way into the network
the directory stands in. A name is looked up once; only if each of its addresses is public is the
connection made, to the very address that was looked at. Each redirect goes through the same door.
Nothing is sent but the question, and no more of the answer is read than its head.
"""

import io
import re
import socket
import ssl
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from email.message import Message
from http.client import HTTPException, parse_headers
from time import monotonic

from cna_directory.laws.rules.life import (
    LASTING_REDIRECTS,
    REDIRECTS,
    Answer,
    LinkLife,
    is_for_get,
    life_of,
)
from cna_directory.laws.rules.places import (
    MOST_REDIRECTS,
    Address,
    Place,
    address_to_ask,
    next_place,
    place_of,
)
from cna_directory.settings import Settings

SECONDS_FOR_A_LINK = 15
"""For all of it: redirects, encryption and the drop by drop of a site that plays for time."""
LONGEST_HEAD = 16 * 1024
"""Bytes of an answer that are read at most."""
FIRST_FINAL_STATUS = 200
WHO_ASKS = "Directory-of-CNA-link-check"
_STATUS = re.compile(rb"HTTP/1\.[01] ([1-5]\d\d)(?: |\r?\n)")

Resolver = Callable[[str, int], Sequence[str]]
"""Returns the addresses of a host."""
Policy = Callable[[Sequence[str]], Address | None]
"""Returns the address to connect to, of those a name leads to; nothing where none may be asked."""


class NotAllowed(Exception):
    """The way of a link leads where the directory does not go."""


class NoAnswer(Exception):
    """Nobody answered in time, or not in the words of HTTP."""


def addresses_of(host: str, port: int) -> tuple[str, ...]:
    """Return the addresses of a host, as the resolver of this machine gives them."""
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return tuple(dict.fromkeys(str(address[0]) for *_, address in found))


@dataclass(frozen=True, slots=True)
class Asker:
    """Asks for links; tests give it another resolver and allow it their own machine."""

    resolve: Resolver = addresses_of
    policy: Policy = address_to_ask
    connect_port: Callable[[int], int] = lambda port: port
    """The port to connect to in place of the one that is asked for; tests have no 80 and 443."""
    encryption: Callable[[], ssl.SSLContext] = ssl.create_default_context
    seconds: float = SECONDS_FOR_A_LINK

    def ask(self, url: str) -> Answer:
        """Ask for a link, by HEAD and where that brings nothing good by GET; never raises."""
        deadline = monotonic() + self.seconds
        answer = self._answer(url, "HEAD", deadline)
        return self._answer(url, "GET", deadline) if is_for_get(answer) else answer

    def _answer(self, url: str, method: str, deadline: float) -> Answer:
        try:
            return self._follow(url, method, deadline)
        except NotAllowed:
            return Answer(LinkLife.NOT_ALLOWED)
        except (NoAnswer, OSError, ValueError, HTTPException):
            return Answer(LinkLife.NO_ANSWER)

    def _follow(self, url: str, method: str, deadline: float) -> Answer:
        place, has_moved = place_of(url), False
        for _ in range(MOST_REDIRECTS + 1):
            if place is None:
                raise NotAllowed
            status, location = self._ask_at(place, method, deadline)
            if status not in REDIRECTS or not location:
                return Answer(life_of(status, has_moved=has_moved), status)
            has_moved = has_moved or status in LASTING_REDIRECTS
            place = next_place(place, location)
        raise NoAnswer

    def _ask_at(self, place: Place, method: str, deadline: float) -> tuple[int, str]:
        """Ask at one place; return the status and where it points to."""
        address = self.policy(self.resolve(place.host, place.port))
        if address is None:
            raise NotAllowed
        with self._connection(place, str(address), deadline) as connection:
            connection.settimeout(_left(deadline))
            connection.sendall(_question(place, method))
            status, headers = _head_of(connection, deadline)
        return status, headers.get("Location", "")

    @contextmanager
    def _connection(self, place: Place, address: str, deadline: float) -> Iterator[socket.socket]:
        where = (address, self.connect_port(place.port))
        with socket.create_connection(where, timeout=_left(deadline)) as connection:
            if place.scheme == "http":
                yield connection
                return
            connection.settimeout(_left(deadline))
            # The name is still checked against the certificate, though the address is dialled.
            with self.encryption().wrap_socket(connection, server_hostname=place.host) as encrypted:
                yield encrypted


def of_deployment(settings: Settings) -> Asker | None:
    """Return who asks for the links of a deployment; `None` where nothing may ever leave."""
    return Asker() if settings.asks_for_links else None


def _left(deadline: float) -> float:
    if (seconds := deadline - monotonic()) <= 0:
        raise NoAnswer
    return seconds


def _question(place: Place, method: str) -> bytes:
    """Return the whole question: no cookie, no credentials, nothing of whoever reads the record."""
    lines = (
        f"{method} {place.target} HTTP/1.1",
        f"Host: {place.name}",
        f"User-Agent: {WHO_ASKS}",
        "Accept: */*",
        "Connection: close",
    )
    return "".join(f"{line}\r\n" for line in (*lines, "")).encode("ascii")


def _head_of(connection: socket.socket, deadline: float) -> tuple[int, Message]:
    """Read the head of an answer and nothing behind it; interim answers are passed over."""
    read, left = b"", LONGEST_HEAD
    while True:
        while (end := _end_of_head(read)) < 0:
            connection.settimeout(_left(deadline))
            if not (more := connection.recv(left)):
                raise NoAnswer  # The site ended it, or nothing more of it is read.
            left -= len(more)
            read += more
        found = _STATUS.match(read)
        if found is None:
            raise NoAnswer
        if (status := int(found[1])) >= FIRST_FINAL_STATUS:
            _, _, headers = read[:end].partition(b"\n")
            return status, parse_headers(io.BytesIO(headers))
        read = read[end:]


def _end_of_head(read: bytes) -> int:
    """Return where the head ends, with its empty line; -1 while it has not come whole."""
    ends = [at + len(mark) for mark in (b"\r\n\r\n", b"\n\n") if (at := read.find(mark)) >= 0]
    return min(ends, default=-1)
