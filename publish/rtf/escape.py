r"""The one door through which text enters an RTF file: nothing that passes it is read as RTF.

Printable ASCII passes as it is, but for backslash and braces, which get a backslash before them.
All else is written `\uN?`, where N is a signed 16-bit number; characters beyond the basic plane go
as two surrogates. Hidden characters are made visible first.
"""

import re
import struct
from urllib.parse import quote

from publish.fonts import visible

_needs_escape = re.compile(r"[^ -\[\]^-z|~]")
_anchor = re.compile(r"[A-Za-z][A-Za-z0-9-]{0,39}")

# The characters that RFC 3986 allows in an address, without those that mean something in RTF.
_ADDRESS_CHARACTERS = "!#$%&'()*+,-./:;=?@[]_~"

LINKABLE = ("http://", "https://", "mailto:", "tel:")
"""What an address may begin with to become a link."""


def escaped(text: str) -> str:
    """Return text as RTF that prints it and does nothing else."""
    if _needs_escape.search(text) is None:
        return text
    return visible(text).translate(_ESCAPES)


def link_address(target: str) -> str:
    """Return an outside address fit to stand between quotation marks in a field, or nothing.

    Every character but the plain ones of addresses is percent-encoded, so that no quotation mark,
    backslash or brace is left with which an address could end its field.
    """
    if not target.lower().startswith(LINKABLE):
        return ""
    return quote(target, safe=_ADDRESS_CHARACTERS, errors="replace")


def bookmark_name(anchor: str) -> str:
    """Return an anchor as the name of a bookmark; refuse what RTF readers do not take."""
    if _anchor.fullmatch(anchor) is None:
        raise ValueError(f"The anchor {anchor!r} cannot be the name of a bookmark in RTF.")
    return anchor.replace("-", "_")


class _Escapes(dict[int, str]):
    """Escapes of single characters, worked out when a character first comes by."""

    def __missing__(self, point: int) -> str:
        escape = _escape(point)
        self[point] = escape
        return escape


_ESCAPES = _Escapes()


def _escape(point: int) -> str:
    char = chr(point)
    if char in "\\{}":
        return f"\\{char}"
    if char == "\n":
        return "\\line "
    if char.isascii() and char.isprintable():
        return char
    units = char.encode("utf-16-le", "surrogatepass")
    return "".join(_unit(unit) for (unit,) in struct.iter_unpack("<h", units))


def _unit(unit: int) -> str:
    """Return one UTF-16 unit as a signed number; `?` is for readers that know no Unicode."""
    return rf"\u{unit}?"
