"""Where the directory goes to ask for a link: only to the open internet, whatever is written."""

from ipaddress import IPv4Address, IPv6Address, ip_address, ip_network

import pytest

from cna_directory.laws.rules.places import (
    NOT_PUBLIC,
    Place,
    address_to_ask,
    host_of,
    is_public,
    next_place,
    place_of,
)

PRIVATE = [
    "0.0.0.0",
    "0.255.255.255",
    "10.0.0.0",
    "10.255.255.255",
    "100.64.0.0",
    "100.127.255.255",
    "127.0.0.1",
    "127.255.255.255",
    "169.254.0.0",
    "169.254.169.254",
    "169.254.255.255",
    "172.16.0.0",
    "172.31.255.255",
    "192.0.0.1",
    "192.0.2.7",
    "192.88.99.1",
    "192.168.0.0",
    "192.168.255.255",
    "198.18.0.0",
    "198.19.255.255",
    "198.51.100.1",
    "203.0.113.9",
    "224.0.0.1",
    "239.255.255.255",
    "240.0.0.1",
    "255.255.255.255",
    "::",
    "::1",
    "::ffff:8.8.8.8",
    "::ffff:127.0.0.1",
    "::8.8.8.8",
    "64:ff9b::8.8.8.8",
    "64:ff9b::7f00:1",
    "64:ff9b:1::1",
    "100::1",
    "2001::1",
    "2001:0:4137:9e76::1",
    "2001:db8::1",
    "2001:20::1",
    "2002:7f00:1::1",
    "2002:808:808::1",
    "3fff::1",
    "5f00::1",
    "fc00::1",
    "fd12:3456::1",
    "fe80::1",
    "fe80::1%eth0",
    "febf::1",
    "fec0::1",
    "ff02::1",
    "ff0e::1",
    "2606:4700::1111%eth0",
    "4000::1",
    "2620:4f:8000::1",
]

PUBLIC = [
    "1.1.1.1",
    "8.8.8.8",
    "9.255.255.255",
    "11.0.0.0",
    "100.63.255.255",
    "100.128.0.0",
    "126.255.255.255",
    "128.0.0.0",
    "169.253.255.255",
    "169.255.0.0",
    "172.15.255.255",
    "172.32.0.0",
    "192.0.1.0",
    "192.167.255.255",
    "192.169.0.0",
    "198.17.255.255",
    "198.20.0.0",
    "223.255.255.255",
    "93.184.216.34",
    "2001:4860:4860::8888",
    "2606:4700::1111",
    "2a00:1450:4001::1",
    "2003::1",
    "2400::1",
]


@pytest.mark.parametrize("address", PRIVATE)
def test_what_is_not_the_open_internet_is_never_asked(address: str) -> None:
    assert not is_public(ip_address(address))
    assert address_to_ask([address]) is None
    assert address_to_ask(["8.8.8.8", address]) is None, "a mixed answer is refused whole"


@pytest.mark.parametrize("address", PUBLIC)
def test_what_is_the_open_internet_is_asked(address: str) -> None:
    assert is_public(ip_address(address))
    assert str(address_to_ask([address])) == address


def test_the_edges_of_every_special_network_are_inside_of_it() -> None:
    for network in NOT_PUBLIC:
        assert not is_public(network[0])
        assert not is_public(network[-1])
        middle = int(network[0]) + network.num_addresses // 2
        assert not is_public(type(network[0])(middle))


def test_no_part_of_the_old_internet_differs_from_the_registry() -> None:
    """All over the numbers, at both ends of each part, against Python's own registry."""
    for part in range(0, 2**16, 3):
        for last in (0, 0xFFFF):
            address = IPv4Address(part << 16 | last)
            if is_public(address):
                assert address.is_global
                assert not address.is_multicast
                assert not address.is_private


def test_every_address_that_holds_another_is_refused() -> None:
    for inner in ("127.0.0.1", "10.1.2.3", "8.8.8.8"):
        number = int(IPv4Address(inner))
        for outer in (
            IPv6Address(0xFFFF << 32 | number),
            IPv6Address(number),
            IPv6Address(int(IPv6Address("64:ff9b::")) | number),
            IPv6Address(int(IPv6Address("2002::")) | number << 80),
            IPv6Address(int(IPv6Address("2001::")) | (number ^ 0xFFFFFFFF)),
        ):
            assert not is_public(outer), outer


def test_of_the_new_internet_only_what_is_handed_out_is_asked() -> None:
    for first in range(0, 2**16, 7):
        address = IPv6Address(first << 112 | 1)
        assert not is_public(address) or address in ip_network("2000::/3")


@pytest.mark.parametrize("found", [[], [""], ["localhost"], ["1.2.3"], ["8.8.8.8", "nonsense"]])
def test_what_is_no_address_is_not_asked(found: list[str]) -> None:
    assert address_to_ask(found) is None


@pytest.mark.parametrize(
    "url",
    [
        "",
        "laws.example",
        "//laws.example/",
        "ftp://laws.example/",
        "file:///etc/passwd",
        "gopher://laws.example/",
        "javascript:alert(1)",
        "http://",
        "http:///path",
        "http://user@laws.example/",
        "http://user:password@laws.example/",
        "http://@laws.example/",
        "http://laws.example:22/",
        "http://laws.example:8080/",
        "http://laws.example:99999/",
        "http://laws.example:x/",
        "http://laws.example/\r\nHost: other",
        "http://laws.example/a b",
        "http://laws.example\\@other.example/",
        "http://laws.example/\x00",
        "http://[::1/",
        "http://[nonsense]/",
        "http://a..b/",
        "http://" + "a" * 64 + ".example/",
        "http://laws_%31.example/",
        "http://laws.example/" + "a" * 2000,
        "http://.example/",
    ],
)
def test_what_is_no_plain_web_address_is_not_asked(url: str) -> None:
    assert place_of(url) is None


@pytest.mark.parametrize(
    ("url", "place"),
    [
        ("http://Laws.Example", Place("http", "laws.example", 80, "/")),
        ("https://laws.example./a?b=c#d", Place("https", "laws.example", 443, "/a?b=c")),
        ("https://laws.example:443/", Place("https", "laws.example", 443, "/")),
        ("http://laws.example:443/", Place("http", "laws.example", 443, "/")),
        ("https://gesetze.müller.example/ü?q=ß", Place(
            "https", "gesetze.xn--mller-kva.example", 443, "/%C3%BC?q=%C3%9F")),
        ("http://[2606:4700:0::1111]/", Place("http", "2606:4700::1111", 80, "/")),
        ("http://2130706433/", Place("http", "2130706433", 80, "/")),
        ("http://laws.example/%0d%0aX", Place("http", "laws.example", 80, "/%0d%0aX")),
    ],
)  # fmt: skip
def test_a_plain_web_address_is_taken_apart(url: str, place: Place) -> None:
    assert place_of(url) == place


def test_a_place_names_itself_as_the_request_does() -> None:
    assert Place("http", "laws.example", 80, "/").name == "laws.example"
    assert Place("http", "laws.example", 443, "/").name == "laws.example:443"
    assert Place("https", "2606:4700::1111", 443, "/").name == "[2606:4700::1111]"


@pytest.mark.parametrize(
    ("location", "expected"),
    [
        ("/new", "https://laws.example/new"),
        ("new", "https://laws.example/a/new"),
        ("//other.example/x", "https://other.example/x"),
        ("https://other.example/", "https://other.example/"),
        ("http://laws.example/open", None),
        ("file:///etc/passwd", None),
        ("https://user@other.example/", None),
        ("https://other.example:8443/", None),
        ("https://[::1/", None),
        ("", "https://laws.example/a/b"),
    ],
)
def test_a_redirect_goes_through_the_same_door(location: str, expected: str | None) -> None:
    here = place_of("https://laws.example/a/b")
    assert here is not None
    place = next_place(here, location)
    assert (place and place.url) == expected


def test_links_of_one_host_are_known_to_be_so() -> None:
    assert host_of("http://LAWS.example:443/a") == host_of("https://laws.example./b")
    assert host_of("nonsense") == "nonsense"
