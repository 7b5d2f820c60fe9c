"""Finds the number of a copy again, whatever became of the copy.

A leaked copy is seldom the file that was handed over: it was saved again, printed to a file, turned
into a text or a word processor's document, packed, sent by mail. So everything that can hold letters is
looked through: the bytes as they stand, what the file says about itself, the text of all pages, and the
same of each file inside it.

Files come from strangers. Whoever asks gets the answer of a process of its own (`copy_numbers`), which
has so much memory and time and no more, opens no link and writes no file.
"""

import html
import io
import json
import re
import resource
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

from publish.trust.numbers import numbers_in
from publish.trust.unpacking import Look

LARGEST_FILE = 64 * 1024 * 1024
"""Bytes of a file that is looked through; the largest edition ever built here has a third of that."""

SECONDS = 60
"""How long a file is looked through; an edition of 600 pages takes three."""

_ENOUGH_PAGES = 100
"""Of so many pages, spread over a book, every one says whose it is; if none does, all are looked at."""

_MEMORY = 1536 * 1024 * 1024
_NOT_WHOLE = (
    "Looking through this file takes more time or memory than is allowed, or part of it is locked,"
    " damaged or packed in a way that is not known here. Send a few of its pages, or the text of them."
)
_PROJECT = Path(__file__).resolve().parents[2]


class CannotBeRead(Exception):
    """The file is too large or shows no number as far as it was read, which is not to its end."""


def copy_numbers(content: bytes, *, seconds: int = SECONDS) -> tuple[str, ...]:
    """Return the numbers of copies that a file shows, each once; none if it shows none.

    A number is one by its checks alone. Whether such a copy was ever made, the directory knows.

    Raises:
        CannotBeRead: the file is too large, or shows no number and was not looked through whole.
    """
    if len(content) > LARGEST_FILE:
        raise CannotBeRead(
            f"The file is larger than {LARGEST_FILE // 1024**2} MiB. Send the pages that show a foot."
        )
    command = [sys.executable, "-m", "publish.trust.tracing", str(seconds)]
    try:
        done = subprocess.run(
            command,
            input=content,
            capture_output=True,
            timeout=2 * seconds,
            cwd=_PROJECT,
            check=True,
        )
    except (subprocess.TimeoutExpired, subprocess.CalledProcessError) as error:
        raise CannotBeRead(_NOT_WHOLE) from error
    return tuple(json.loads(done.stdout))


def numbers_inside(content: bytes) -> tuple[str, ...]:
    """Return the numbers in a file; as `copy_numbers`, and without its limits of time and memory."""
    found: dict[str, None] = {}
    look = Look()
    for seen, text in enumerate(_texts(content, look)):
        found |= dict.fromkeys(numbers_in(text))
        if found and seen > _ENOUGH_PAGES:
            break
    if not found and not look.is_whole:
        raise CannotBeRead(_NOT_WHOLE)
    return tuple(found)


def _texts(content: bytes, look: Look) -> Iterator[str]:
    """Give whatever text a file may hold, and each file inside it, the cheapest first."""
    for file in look.files(content):
        plain = _decoded(file)
        yield plain
        yield _without_tags(plain)
        if b"%PDF-" in file[:1024]:
            yield from _texts_of_pdf(file, look)
        if b"{\\rtf" in file[:1024]:
            yield from _texts_of_rtf(plain)


def _decoded(content: bytes) -> str:
    """Return the bytes as text; UTF-16 by its mark or by its many noughts."""
    if content[:2] in {b"\xff\xfe", b"\xfe\xff"}:
        return content.decode("utf-16", "replace")
    # A number has no letter beyond ASCII. What else may stand between its letters is no part of it:
    # noughts, and hyphens and hidden characters of UTF-8.
    return content.translate(None, _NO_LETTERS).decode("ascii")


_NO_LETTERS = bytes((0, *range(0x80, 0x100)))


_tag = re.compile(r"<[^<>]{0,2000}>")


def _without_tags(text: str) -> str:
    """Return the text of HTML and of word processors' XML, in which a tag may part any letters."""
    return html.unescape(_tag.sub("", text)) if "<" in text else ""


_control = re.compile(r"\\\*|\\'[0-9a-fA-F]{2}|\\[a-zA-Z]+-?\d* ?|\\[^a-zA-Z]|[{}\r\n]")
_written_out = re.compile(r"\\u(-?\d{1,6}) ?\??|\\'([0-9a-fA-F]{2})|\\(?:_|~|-)")


def _texts_of_rtf(text: str) -> Iterator[str]:
    """Give all text of RTF, also of heads, feet and properties, which other readers leave out."""
    yield _control.sub("", _written_out.sub(_character, text))


def _character(found: re.Match[str]) -> str:
    if found[1]:
        return chr(int(found[1]) % 0x10000)
    return chr(int(found[2], 16)) if found[2] else ""


def _texts_of_pdf(content: bytes, look: Look) -> Iterator[str]:
    with look.as_far_as_it_goes():
        yield from _said_of_itself(content)
    with look.as_far_as_it_goes():
        yield from _pages(content, look)


def _said_of_itself(content: bytes) -> Iterator[str]:
    """Give the information dictionary and the XMP packet, which other programs pack or rewrite."""
    import pikepdf

    with pikepdf.open(io.BytesIO(content)) as pdf:
        if "/Info" in pdf.trailer:
            yield " ".join(str(value) for value in pdf.trailer.Info.as_dict().values())
        if "/Metadata" in pdf.Root:
            packet = _decoded(pdf.Root.Metadata.read_bytes())
            yield packet
            yield _without_tags(packet)


def _pages(content: bytes, look: Look) -> Iterator[str]:
    """Give the text of all pages: first of some that lie apart, then of those between them."""
    import pypdfium2

    with closing(pypdfium2.PdfDocument(content)) as pdf:
        count = len(pdf)
        step = count // _ENOUGH_PAGES + 1
        order = (place for start in range(step) for place in range(start, count, step))
        for place in order:
            with (
                look.as_far_as_it_goes(),
                closing(pdf[place]) as page,
                closing(page.get_textpage()) as text,
            ):
                yield text.get_text_range()


def _look_through(seconds: int) -> None:
    """Do the work of `copy_numbers` in a process that ends itself when it takes too much."""
    resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds))
    resource.setrlimit(resource.RLIMIT_AS, (_MEMORY, _MEMORY))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    found = numbers_inside(sys.stdin.buffer.read())
    sys.stdout.write(json.dumps(found))


if __name__ == "__main__":
    _look_through(int(sys.argv[1]))
