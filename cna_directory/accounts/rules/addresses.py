"""Pure decisions about addresses: of mail, of pages and of the machines that ask."""

import ipaddress
from urllib.parse import urlsplit

from email_validator import EmailNotValidError, validate_email

from cna_directory.errors import Problem


def normalised_address(text: str) -> str:
    """Return an e-mail address as accounts keep it; what is no address is only trimmed."""
    try:
        checked = validate_email(text.strip(), check_deliverability=False)
    except EmailNotValidError:
        return text.strip().lower()
    return checked.normalized.lower()


def problems_with_address(text: str) -> list[Problem]:
    """Return why a text cannot be an e-mail address."""
    try:
        validate_email(text.strip(), check_deliverability=False)
    except EmailNotValidError:
        return [Problem("email", "Enter an e-mail address, like name@ministry.example.")]
    return []


def problems_with_new_address(text: str, old_address: str) -> list[Problem]:
    """Return why an account cannot go on under another address.

    Another domain may mean another office, which nobody has vetted.
    """
    if problems := problems_with_address(text):
        return problems
    address = normalised_address(text)
    if address == normalised_address(old_address):
        return [Problem("email", "This is the address you use already.")]
    domain = domain_of(old_address)
    if domain_of(address) != domain:
        sentence = (
            f"Enter an address that ends in @{domain}. If your office has a new domain, ask the"
            " secretariat; if you leave the post, name a successor."
        )
        return [Problem("email", sentence)]
    return []


def domain_of(address: str) -> str:
    """Return what stands after the last @ of an address, however it is typed."""
    return normalised_address(address).rpartition("@")[2]


def is_loopback(remote_address: str) -> bool:
    """Say whether a request came from this machine."""
    try:
        address = ipaddress.ip_address(remote_address)
    except ValueError:
        return False
    mapped = getattr(address, "ipv4_mapped", None)
    return (mapped or address).is_loopback


def is_local_path(address: str) -> bool:
    """Say whether an address leads to a page of this site.

    Browsers read a backslash as a slash and drop control characters, so both are refused: the
    address would otherwise become another host's.
    """
    if not address.startswith("/") or address.startswith("//"):
        return False
    if "\\" in address or " " in address or not address.isprintable():
        return False
    parts = urlsplit(address)
    return not parts.scheme and not parts.netloc
