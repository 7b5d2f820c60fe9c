"""A reader of vCards of its own, so that the writing library does not judge itself."""

import re
from dataclasses import dataclass

LONGEST = 75


@dataclass(frozen=True)
class Line:
    """One property: its name, the values of its TYPE, and its parts apart by semicolons."""

    name: str
    types: tuple[str, ...]
    parts: tuple[str, ...]

    @property
    def text(self) -> str:
        """Return the value where it has one part."""
        assert len(self.parts) == 1, self
        return self.parts[0]


def read(text: str) -> list[list[Line]]:
    """Return the entries of a file; it must be folded and ended as RFC 2425 says."""
    assert text.endswith("\r\n")
    for raw in text.encode().split(b"\r\n"):
        assert len(raw) <= LONGEST, raw
        assert b"\r" not in raw, raw
        assert b"\n" not in raw, raw
        raw.decode()  # No letter is cut in two.
    lines = [_line(line) for line in re.sub("\r\n ", "", text).split("\r\n")[:-1]]
    entries: list[list[Line]] = []
    for line in lines:
        if line.name == "BEGIN":
            entries.append([])
        elif line.name != "END":
            entries[-1].append(line)
    return entries


def first(entry: list[Line], name: str) -> Line:
    """Return the first line of that name."""
    return next(line for line in entry if line.name == name)


def _line(line: str) -> Line:
    head, _, value = line.partition(":")
    name, *parameters = head.split(";")
    types = tuple(kind for p in parameters if p.startswith("TYPE=") for kind in p[5:].split(","))
    return Line(name.rpartition(".")[2], types, tuple(_parts(value)))


def _parts(value: str) -> list[str]:
    parts, letters = [""], iter(value)
    for letter in letters:
        if letter == "\\":
            following = next(letters)
            parts[-1] += "\n" if following in "nN" else following
        elif letter == ";":
            parts.append("")
        else:
            parts[-1] += letter
    return parts
