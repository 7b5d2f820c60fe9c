"""Adds to a finished PDF without touching a byte of it, as the mark of a copy does."""

import hashlib
import re
import zlib

from publish.pdf.objects import DIRECT, stream

_end = re.compile(rb"startxref\s+(\d+)\s+%%EOF\s*\Z")
_size = re.compile(rb"/Size (\d+)")
_widths = re.compile(rb"/W\[(\d) (\d) (\d)\]")
_kept = re.compile(rb"/Root \d+ 0 R|/Info \d+ 0 R")
_length = re.compile(rb"/Length (\d+)>>")
_identifier = re.compile(rb"/ID\[(<[0-9a-f]+>)")


class AppendedObjects:
    """New objects, and new versions of old ones, after the end of a file written here.

    Nothing before them changes (ISO 32000-1, 7.5.6), which takes no time however long the file is.
    """

    def __init__(self, file: bytes) -> None:
        """Find where the file keeps its cross-references.

        Raises:
            ValueError: the file was not written here.
        """
        end = _end.search(file, len(file) - 64)
        self._start = int(end[1]) if end else len(file)
        trailer = file[self._start : file.find(b"stream", self._start)]
        size, identifier = _size.search(trailer), _identifier.search(trailer)
        widths = _widths.search(trailer)
        if size is None or identifier is None or widths is None:
            raise ValueError("this file was not written by the edition builder")
        self._file = file
        self._size = int(size[1])
        self._widths = int(widths[1]), int(widths[2]), int(widths[3])
        self._first_identifier = identifier[1]
        self._trailer = b"".join(_kept.findall(trailer))
        self._contents: dict[int, bytes] = {}
        self._table = self._stream_at(self._start)
        self.catalog, self.information = (int(name.split()[1]) for name in _kept.findall(trailer))

    def read(self, number: int) -> bytes:
        """Return an object of the file as it was written there; of a stream its content."""
        kind, place, index = self._entry(number)
        if kind == DIRECT:
            return self._stream_at(place)
        members = self._stream_at(self._entry(place)[1])
        head, first = members[: members.index(b"\n")].split(), members.index(b"\n") + 1
        offsets = [int(offset) for offset in head[1::2]]
        end = offsets[index + 1] if index + 1 < len(offsets) else len(members) + 1
        return members[first + offsets[index] : first + end - 1]

    def named(self, number: int, name: bytes) -> int:
        """Return the number of the object that stands in another one under a name, or first there.

        Raises:
            ValueError: there is none.
        """
        found = re.search(rb"/%s ?\[?(\d+) 0 R" % re.escape(name), self.read(number))
        if found is None:
            raise ValueError(f"this file has no {name.decode()}")
        return int(found[1])

    def _entry(self, number: int) -> tuple[int, int, int]:
        kind, place, index = self._widths
        start = number * sum(self._widths)
        ends = start + kind, start + kind + place, start + kind + place + index
        return (
            int.from_bytes(self._table[start : ends[0]], "big"),
            int.from_bytes(self._table[ends[0] : ends[1]], "big"),
            int.from_bytes(self._table[ends[1] : ends[2]], "big"),
        )

    def _stream_at(self, place: int) -> bytes:
        begin = self._file.index(b"stream\n", place)
        length = _length.search(self._file, place, begin)
        if length is None:
            raise ValueError("this file was not written by the edition builder")
        begin += len(b"stream\n")
        content = self._file[begin : begin + int(length[1])]
        is_packed = b"/FlateDecode" in self._file[place:begin]
        return zlib.decompress(content) if is_packed else content

    def put(self, content: bytes, number: int | None = None) -> int:
        """Append an object, or a new version of an old one, and return its number."""
        if number is None:
            number, self._size = self._size, self._size + 1
        self._contents[number] = content
        return number

    def put_stream(self, entries: bytes, content: bytes, *, is_compressed: bool = True) -> int:
        """Append a new stream with further dictionary entries and return its number."""
        return self.put(stream(entries, content, is_compressed=is_compressed))

    def written(self) -> bytes:
        """Return the file with what was appended."""
        parts, at = [self._file], len(self._file)
        table: dict[int, int] = {}
        for number, content in sorted(self._contents.items()):
            table[number] = at
            parts.append(b"%d 0 obj\n%s\nendobj\n" % (number, content))
            at += len(parts[-1])
        table[self._size] = at
        references = self._cross_references(table, b"".join(parts[1:]))
        parts.append(b"%d 0 obj\n%s\nendobj\n" % (self._size, references))
        parts.append(b"startxref\n%d\n%%%%EOF\n" % at)
        return b"".join(parts)

    def _cross_references(self, table: dict[int, int], appended: bytes) -> bytes:
        """Return a cross-reference stream that goes on from the one of the file."""
        digest = hashlib.sha256(self._first_identifier + appended).hexdigest()[:32].encode()
        index = b" ".join([b"%d 1" % number for number in table])
        rows = b"".join(
            [bytes((DIRECT,)) + place.to_bytes(5, "big") + b"\0\0" for place in table.values()]
        )
        entries = b"/Type/XRef/Size %d/W[1 5 2]/Index[%s]/Prev %d%s/ID[%s<%s>]" % (
            self._size + 1,
            index,
            self._start,
            self._trailer,
            self._first_identifier,
            digest,
        )
        return stream(entries, rows)
