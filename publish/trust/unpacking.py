"""Unpacks what lies inside a file: archives, compressed files, mails, and again what is in those.

A copy that leaks travels by mail, or is packed first. What unfolds out of one file is bounded in bytes,
members and depth, for all depths together. Whatever is left out for that, and whatever is locked or
damaged, is remembered: nobody may say of such a file that nothing was in it.
"""

import gzip
import io
import re
import sys
import tarfile
import zipfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from email import message_from_bytes
from email.message import Message
from functools import partial
from typing import cast

_LARGEST_UNPACKED = 256 * 1024 * 1024
_LARGEST_MEMBER = 64 * 1024 * 1024
"""Bytes of one member, so that a first one full of noughts leaves room for those after it."""

_MOST_MEMBERS = 5000
_DEEPEST = 5
"""So many may lie in one another; a word processor's document in a .tar.gz in a mail makes four."""

_PIECE = 4096
"""Bytes that are unpacked at once, and the most that damage takes along from what came before it."""

_Opening = Callable[[], io.BufferedIOBase]


class Look:
    """One look at a file and at all that is packed in it; knows whether anything was left out."""

    def __init__(self) -> None:
        self.is_whole = True
        self._bytes_left = _LARGEST_UNPACKED
        self._members_left = _MOST_MEMBERS

    def files(self, content: bytes, depth: int = 0) -> Iterator[bytes]:
        """Give a file, and after it each that it holds, with what that one holds."""
        yield content
        if _packed_otherwise.match(content):
            self.is_whole = False
        members = _way_into(content)
        if members is None:
            return
        if depth == _DEEPEST:
            self.is_whole = False
            return
        with self.as_far_as_it_goes():
            for opening in members(content):
                if not self._members_left or not self._bytes_left:
                    self.is_whole = False
                    return
                self._members_left -= 1
                yield from self.files(self._unpacked(opening), depth + 1)

    def _unpacked(self, opening: _Opening) -> bytes:
        """Return a member as far as it may unfold, and a damaged one up to where it is damaged."""
        unpacked = io.BytesIO()
        left = min(_LARGEST_MEMBER, self._bytes_left)
        with self.as_far_as_it_goes(), opening() as opened:
            while left and (piece := opened.read1(min(_PIECE, left))):
                left -= unpacked.write(piece)
            if not left and opened.read1(1):
                self.is_whole = False
        content = unpacked.getvalue()
        self._bytes_left -= len(content)
        return content

    @contextmanager
    def as_far_as_it_goes(self) -> Iterator[None]:
        """Let a broken file say what it can: somebody may have broken it for this very reason."""
        try:
            yield
        except MemoryError:
            raise
        except Exception as error:  # noqa: BLE001 - libraries raise whatever a broken file leads them to.
            self.is_whole = False
            sys.stderr.write(f"{type(error).__name__}\n")


_packed_otherwise = re.compile(
    rb"7z\xbc\xaf\x27\x1c|Rar!\x1a\x07|BZh[1-9]1AY&SY|\xfd7zXZ\0|\x28\xb5\x2f\xfd"
)
"""How files of 7-Zip, RAR, bzip2, xz and Zstandard begin, into which nobody looks here."""


def _way_into(content: bytes) -> Callable[[bytes], Iterator[_Opening]] | None:
    """Return what opens the members of a file that holds others."""
    if content.startswith((b"PK\x03\x04", b"PK00PK\x03\x04")):
        return _members_of_zip
    if content.startswith(b"\x1f\x8b"):
        return _member_of_gzip
    if content[257:262] == b"ustar":
        return _members_of_tar
    return _parts_of_mail if _is_mail(content) else None


def _members_of_zip(content: bytes) -> Iterator[_Opening]:
    """Give what is inside DOCX, ODT, XLSX and other ZIP archives."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        for member in archive.infolist():
            yield partial(_opened, archive, member)


def _opened(archive: zipfile.ZipFile, member: zipfile.ZipInfo) -> io.BufferedIOBase:
    if member.compress_type not in {zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED}:
        # The others unfold in one go, however much comes of it.
        raise NotImplementedError
    # Without a checksum the end of a member can be read that somebody gave a wrong one.
    del member.CRC
    return cast("io.BufferedIOBase", archive.open(member))


def _member_of_gzip(content: bytes) -> Iterator[_Opening]:
    yield partial(gzip.GzipFile, fileobj=io.BytesIO(content))


def _members_of_tar(content: bytes) -> Iterator[_Opening]:
    with tarfile.open(fileobj=io.BytesIO(content), mode="r:") as archive:
        for member in archive:
            if member.isreg():
                yield cast("_Opening", partial(archive.extractfile, member))


_BEFORE_A_MAIL = b"\xef\xbb\xbf \t\r\n"
_LONGEST_HEAD = 256 * 1024
_blank_line = re.compile(rb"\r?\n\r?\n|\r\r")
_first_line = re.compile(rb"From |[!-9;-~]+[ \t]*:")
_says_how_it_is_written = re.compile(
    rb"(?:\A|[\r\n])Content-(?:Type|Transfer-Encoding)[ \t]*:", re.IGNORECASE
)


def _is_mail(content: bytes) -> bool:
    """Say whether a file is a mail, or a web page saved as one, with parts or an encoding."""
    beginning = content[:_LONGEST_HEAD].lstrip(_BEFORE_A_MAIL)
    head = _blank_line.split(beginning, maxsplit=1)[0]
    return bool(_first_line.match(head) and _says_how_it_is_written.search(head))


def _parts_of_mail(content: bytes) -> Iterator[_Opening]:
    """Give texts and attachments, also those of mails that were passed on inside this one."""
    for part in message_from_bytes(content.lstrip(_BEFORE_A_MAIL)).walk():
        if not part.is_multipart():
            yield partial(_written_out, part)


def _written_out(part: Message) -> io.BufferedIOBase:
    return io.BytesIO(cast("bytes", part.get_payload(decode=True)))
