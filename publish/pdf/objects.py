"""The numbered objects of one PDF file: reportlab's document model, written in packed form.

Dictionaries come ready-made as bytes: an edition has some fifty thousand of them, and writing them
here is what keeps it quick. reportlab numbers the objects and gives each its bytes; it knows no
object streams, so the file around them is written here, a third of the size.
"""

import hashlib
import zlib
from collections.abc import Iterator, Sequence

from reportlab.pdfbase import pdfdoc

_COMPRESSION = 6
_HEADER = b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n"
_OBJECTS_A_STREAM = 200
# Kinds of entries in a cross-reference stream (ISO 32000-1, table 18).
_FREE, _DIRECT, _PACKED = 0, 1, 2


class _RawObject(pdfdoc.PDFObject):  # type: ignore[misc]
    """An object whose bytes are known, or will be when the file is written."""

    __RefOnly__ = 1

    def __init__(self, content: bytes) -> None:
        self.content = content

    def format(self, _document: pdfdoc.PDFDocument) -> bytes:
        return self.content


class ObjectStore:
    """Hands out object numbers and collects what stands under them."""

    def __init__(self) -> None:
        """Begin a document that asks no clock (`invariant`)."""
        self._document = pdfdoc.PDFDocument(invariant=1, compression=0)
        self.catalog = self.reserve()
        self.information = self.reserve()

    def reserve(self) -> int:
        """Return the number of an object whose content comes later."""
        self._document.Reference(_RawObject(b"null"))
        number: int = self._document.objectcounter
        return number

    def put(self, content: bytes, number: int | None = None) -> int:
        """Store an object, under a reserved number or a new one, and return its number."""
        if number is None:
            number = self.reserve()
        self._object(number).content = content
        return number

    def put_stream(self, entries: bytes, content: bytes, *, is_compressed: bool = True) -> int:
        """Store a stream with further dictionary entries and return its number."""
        return self.put(_stream(entries, content, is_compressed=is_compressed))

    def written(self) -> bytes:
        """Return the finished file; equal objects give equal bytes, its identifier included."""
        count: int = self._document.objectcounter
        contents = {
            number: self._object(number).format(self._document) for number in range(1, count + 1)
        }
        return _PackedFile().write(contents, self.catalog, self.information)

    def _object(self, number: int) -> pdfdoc.PDFObject:
        return self._document.idToObject[self._document.numberToId[number]]


class _PackedFile:
    """The bytes of a file as they grow: streams stand alone, all other objects share streams."""

    def __init__(self) -> None:
        self.parts = [_HEADER]
        self.size = len(_HEADER)
        self.entries: dict[int, tuple[int, int, int]] = {0: (_FREE, 0, 65535)}
        self.digest = hashlib.sha256()

    def write(self, contents: dict[int, bytes], catalog: int, information: int) -> bytes:
        packable = []
        for number, content in contents.items():
            if content.endswith(b"endstream"):
                self._add_object(number, content)
            else:
                packable.append((number, content))
        number = len(contents)
        for start in range(0, len(packable), _OBJECTS_A_STREAM):
            number += 1
            self._add_object_stream(number, packable[start : start + _OBJECTS_A_STREAM])
        self._add_cross_references(number + 1, catalog, information)
        return b"".join(self.parts)

    def _add_object(self, number: int, content: bytes) -> None:
        self.entries[number] = (_DIRECT, self.size, 0)
        self.digest.update(content)
        written = b"%d 0 obj\n%s\nendobj\n" % (number, content)
        self.parts.append(written)
        self.size += len(written)

    def _add_object_stream(self, number: int, members: Sequence[tuple[int, bytes]]) -> None:
        """Write many objects as one compressed stream (ISO 32000-1, 7.5.7)."""
        places = []
        offset = 0
        for index, (member, content) in enumerate(members):
            self.entries[member] = (_PACKED, number, index)
            places.append(b"%d %d" % (member, offset))
            offset += len(content) + 1
        head = b" ".join(places) + b"\n"
        body = head + b"\n".join([content for _, content in members])
        entries = b"/Type/ObjStm/N %d/First %d" % (len(members), len(head))
        self._add_object(number, _stream(entries, body))

    def _add_cross_references(self, number: int, catalog: int, information: int) -> None:
        """Write the cross-reference stream, which is the trailer too (ISO 32000-1, 7.5.8)."""
        start = self.size
        identifier = self.digest.hexdigest()[:32].encode()
        self.entries[number] = (_DIRECT, start, 0)
        table = b"".join(self._table(number + 1))
        entries = b"/Type/XRef/Size %d/W[1 5 2]/Root %s/Info %s/ID[<%s><%s>]" % (
            number + 1,
            reference(catalog),
            reference(information),
            identifier,
            identifier,
        )
        self._add_object(number, _stream(entries, table))
        self.parts.append(b"startxref\n%d\n%%%%EOF\n" % start)

    def _table(self, size: int) -> Iterator[bytes]:
        for number in range(size):
            kind, place, detail = self.entries[number]
            yield bytes((kind,)) + place.to_bytes(5, "big") + detail.to_bytes(2, "big")


def _stream(entries: bytes, content: bytes, *, is_compressed: bool = True) -> bytes:
    if is_compressed:
        content = zlib.compress(content, _COMPRESSION)
        entries += b"/Filter/FlateDecode"
    head = b"<<%s/Length %d>>\nstream\n" % (entries, len(content))
    return b"".join((head, content, b"\nendstream"))


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
