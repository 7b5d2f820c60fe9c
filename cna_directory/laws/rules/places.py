"""Where the directory may go to ask for a link, and where it never goes."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from ipaddress import IPv4Address, IPv6Address, ip_address, ip_network
from urllib.parse import SplitResult, quote, urljoin, urlsplit

PORTS = {"http": 80, "https": 443}
LONGEST_URL = 2000
HOST_NAME = re.compile("[a-z0-9_][a-z0-9_.-]*")
NEVER_IN_AN_ADDRESS = re.compile(r"[\s\x00-\x1f\x7f\\]")
MOST_REDIRECTS = 3

Address = IPv4Address | IPv6Address

NOT_PUBLIC = tuple(
    ip_network(text)
    for text in (
        "0.0.0.0/8",
        "10.0.0.0/8",
        "100.64.0.0/10",  # Shared by the customers of a provider (RFC 6598).
        "127.0.0.0/8",
        "169.254.0.0/16",  # Where clouds keep their metadata.
        "172.16.0.0/12",
        "192.0.0.0/24",
        "192.0.2.0/24",
        "192.31.196.0/24",
        "192.52.193.0/24",
        "192.88.99.0/24",
        "192.168.0.0/16",
        "192.175.48.0/24",
        "198.18.0.0/15",
        "198.51.100.0/24",
        "203.0.113.0/24",
        "224.0.0.0/4",
        "240.0.0.0/4",
        "2001::/23",  # Protocols of the IETF, Teredo among them, which holds an IPv4 address.
        "2001:db8::/32",
        "2002::/16",  # 6to4, which holds an IPv4 address.
        "2620:4f:8000::/48",
        "3fff::/20",
    )
)
"""The registries of special addresses of IANA, as far as they lie in what is routed at all."""

ROUTED_IPV6 = ip_network("2000::/3")
"""All that is handed out to networks; mapped, translated, local and multicast lie outside of it."""


def is_public(address: Address) -> bool:
    """Say whether an address is one of the open internet, and of nothing that only looks so.

    The networks are named here and not left to `is_global`, whose answer differs between versions
    of Python, for multicast among others. It has to agree as well.
    """
    if isinstance(address, IPv6Address) and (address.scope_id or address not in ROUTED_IPV6):
        return False
    if any(address in network for network in NOT_PUBLIC if network.version == address.version):
        return False
    return address.is_global and not address.is_multicast and not address.is_reserved


def address_to_ask(found: Sequence[str]) -> Address | None:
    """Return the one address to connect to, of those that a name leads to; `None` for none.

    One address that is not public is enough to refuse the name: whoever mixes them wants to be
    asked at the other one.
    """
    try:
        addresses = [ip_address(text) for text in found]
    except ValueError:
        return None
    return addresses[0] if addresses and all(is_public(a) for a in addresses) else None


@dataclass(frozen=True, slots=True)
class Place:
    """Where a link leads: all that is needed to ask there, and nothing that stood in it besides."""

    scheme: str
    host: str
    port: int
    target: str
    """Path and question, as the first line of a request has them."""

    @property
    def url(self) -> str:
        """Return the address without what is never sent."""
        return f"{self.scheme}://{self.name}{self.target}"

    @property
    def name(self) -> str:
        """Return the host as the request names it."""
        host = f"[{self.host}]" if ":" in self.host else self.host
        return host if self.port == PORTS[self.scheme] else f"{host}:{self.port}"


def place_of(url: str) -> Place | None:
    """Return where a link leads; `None` where the directory does not go whoever answers there."""
    if len(url) > LONGEST_URL or NEVER_IN_AN_ADDRESS.search(url):
        return None
    try:
        parts = urlsplit(url)
        port = parts.port
        host = _host_of(parts)
    except ValueError:
        return None
    if parts.scheme not in PORTS or not host or parts.username is not None:
        return None
    port = PORTS[parts.scheme] if port is None else port
    if port not in PORTS.values():
        return None
    path = quote(parts.path or "/", safe="/%:@!$&'()*+,;=-._~")
    query = quote(parts.query, safe="/%:@!$&'()*+,;=-._~?")
    return Place(parts.scheme, host, port, f"{path}?{query}" if query else path)


def _host_of(parts: SplitResult) -> str:
    """Return the host as names are asked for: in ASCII, without the dot of the root."""
    host = (parts.hostname or "").rstrip(".")
    if ":" in host:
        return str(IPv6Address(host))
    name = host.encode("idna").decode("ascii").lower()
    return name if HOST_NAME.fullmatch(name) else ""


def next_place(now_at: Place, location: str) -> Place | None:
    """Return where a redirect leads; nothing where the directory does not go there.

    From an encrypted page to an open one is no way: what was asked for would be seen.
    """
    try:
        place = place_of(urljoin(now_at.url, location.strip()))
    except ValueError:
        return None
    if place is not None and now_at.scheme == "https" and place.scheme == "http":
        return None
    return place


def host_of(url: str) -> str:
    """Return the host of a link; the link itself where it has none that can be asked."""
    place = place_of(url)
    return place.host if place else url
