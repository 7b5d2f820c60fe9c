"""Which targets of a run become links: safe addresses outside, and places in the document."""

from urllib.parse import urlsplit

_OPENABLE = frozenset({"http", "https", "mailto", "tel"})


def is_openable(target: str) -> bool:
    """Say whether a target is a place in the document or an address that is safe to open."""
    if target.startswith("#"):
        return True
    try:
        return urlsplit(target).scheme.lower() in _OPENABLE
    except ValueError:
        return False
