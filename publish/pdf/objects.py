"""The numbered objects of one PDF file, and the file they are written into.

Dictionaries come ready-made as bytes: an edition has some fifty thousand of them, and writing them
here is what keeps it quick. All objects but streams share compressed object streams, which makes
the file a third of the size.
"""

import hashlib
import struct
import zlib
from collections.abc import Iterator, Sequence
from typing import Protocol

_COMPRESSION = 4
_HEADER = b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n"
_OBJECTS_A_STREAM = 200
_ENTRY = struct.Struct(">BIH")
# Kinds of entries in a cross-reference stream (ISO 32000-1, table 18).
FREE, DIRECT, PACKED = 0, 1, 2


class Objects(Protocol):
    """Whatever takes objects and numbers them: a new file, or an addition to one that is finished."""

    def put(self, content: bytes, number: int | None = None) -> int:
        """Store an object, under a known number or a new one, and return its number."""

    def put_stream(self, entries: bytes, content: bytes, *, is_compressed: bool = True) -> int:
        """Store a stream with further dictionary entries and return its number."""


class ObjectStore:
    """Hands out object numbers and collects what stands under them."""

    def __init__(self) -> None:
        """Begin with the two objects that the trailer names; no object has the number 0."""
        self._contents: list[bytes] = [b""]
        self.catalog = self.reserve()
        self.information = self.reserve()

    def reserve(self) -> int:
        """Return the number of an object whose content comes later."""
        self._contents.append(b"null")
        return len(self._contents) - 1

    def reserve_many(self, count: int) -> range:
        """Return numbers in a row, of objects whose content comes later."""
        first = len(self._contents)
        self._contents += [b"null"] * count
        return range(first, first + count)

    def put(self, content: bytes, number: int | None = None) -> int:
        """Store an object, under a reserved number or a new one, and return its number."""
        if number is None:
            self._contents.append(content)
            return len(self._contents) - 1
        self._contents[number] = content
        return number

    def put_stream(self, entries: bytes, content: bytes, *, is_compressed: bool = True) -> int:
        """Store a stream with further dictionary entries and return its number."""
        return self.put(stream(entries, content, is_compressed=is_compressed))

    def put_packed_stream(self, packed: bytes) -> int:
        """Store a stream whose content `packed_content` has compressed, and return its number."""
        return self.put(_packed_stream(b"", packed))

    def written(self) -> bytes:
        """Return the finished file; equal objects give equal bytes, its identifier included."""
        return _PackedFile().write(self._contents, self.catalog, self.information)


class _PackedFile:
    """The bytes of a file as they grow: streams stand alone, all other objects share streams."""

    def __init__(self) -> None:
        self.parts = [_HEADER]
        self.size = len(_HEADER)
        self.entries: dict[int, tuple[int, int, int]] = {0: (FREE, 0, 65535)}
        self.digest = hashlib.sha256()

    def write(self, contents: Sequence[bytes], catalog: int, information: int) -> bytes:
        """Write all contents but the first, each under its place in the list."""
        packable = []
        for number, content in enumerate(contents[1:], start=1):
            if content.endswith(b"endstream"):
                self._add_object(number, content)
            else:
                packable.append((number, content))
        number = len(contents) - 1
        for start in range(0, len(packable), _OBJECTS_A_STREAM):
            number += 1
            self._add_object_stream(number, packable[start : start + _OBJECTS_A_STREAM])
        self._add_cross_references(number + 1, catalog, information)
        return b"".join(self.parts)

    def _add_object(self, number: int, content: bytes) -> None:
        self.entries[number] = (DIRECT, self.size, 0)
        self.digest.update(content)
        written = b"%d 0 obj\n%s\nendobj\n" % (number, content)
        self.parts.append(written)
        self.size += len(written)

    def _add_object_stream(self, number: int, members: Sequence[tuple[int, bytes]]) -> None:
        """Write many objects as one compressed stream (ISO 32000-1, 7.5.7)."""
        places = []
        offset = 0
        for index, (member, content) in enumerate(members):
            self.entries[member] = (PACKED, number, index)
            places.append(b"%d %d" % (member, offset))
            offset += len(content) + 1
        head = b" ".join(places) + b"\n"
        body = head + b"\n".join([content for _, content in members])
        entries = b"/Type/ObjStm/N %d/First %d" % (len(members), len(head))
        self._add_object(number, stream(entries, body))

    def _add_cross_references(self, number: int, catalog: int, information: int) -> None:
        """Write the cross-reference stream, which is the trailer too (ISO 32000-1, 7.5.8)."""
        start = self.size
        identifier = self.digest.hexdigest()[:32].encode()
        self.entries[number] = (DIRECT, start, 0)
        table = b"".join(self._table(number + 1))
        entries = b"/Type/XRef/Size %d/W[1 4 2]/Root %s/Info %s/ID[<%s><%s>]" % (
            number + 1,
            reference(catalog),
            reference(information),
            identifier,
            identifier,
        )
        self._add_object(number, stream(entries, table))
        self.parts.append(b"startxref\n%d\n%%%%EOF\n" % start)

    def _table(self, size: int) -> Iterator[bytes]:
        pack = _ENTRY.pack
        for number in range(size):
            yield pack(*self.entries[number])


def stream(entries: bytes, content: bytes, *, is_compressed: bool = True) -> bytes:
    """Return a stream with further dictionary entries."""
    if is_compressed:
        return _packed_stream(entries, packed_content(content))
    head = b"<<%s/Length %d>>\nstream\n" % (entries, len(content))
    return b"".join((head, content, b"\nendstream"))


def packed_content(content: bytes) -> bytes:
    """Return content as a stream holds it (ISO 32000-1, 7.4.4)."""
    return zlib.compress(content, _COMPRESSION)


def unpacked_content(packed: bytes) -> bytes:
    """Return what `packed_content` was given."""
    return zlib.decompress(packed)


def _packed_stream(entries: bytes, packed: bytes) -> bytes:
    head = b"<<%s/Filter/FlateDecode/Length %d>>\nstream\n" % (entries, len(packed))
    return b"".join((head, packed, b"\nendstream"))


def reference(number: int) -> bytes:
    """Return an indirect reference (ISO 32000-1, 7.3.10)."""
    return b"%d 0 R" % number


def references(numbers: Sequence[int]) -> bytes:
    """Return an array of indirect references."""
    return b"[%s]" % b" ".join([b"%d 0 R" % number for number in numbers])


def text_string(text: str) -> bytes:
    """Return a text string for readers, in UTF-16 (ISO 32000-1, 7.9.2.2)."""
    return b"<feff%s>" % text.encode("utf-16-be", "replace").hex().encode()


def byte_string(text: str) -> bytes:
    """Return a string of bytes: names of destinations, addresses."""
    return b"<%s>" % text.encode().hex().encode()
