"""Opens a supporting letter in a program of its own, with little memory and little time.

A file from a stranger goes through parsers written in C and may be made to blow up in them. So this
module is started as a program by `letters`: it reads the file from standard input and answers on
standard output, one line of JSON and then the content to keep. It imports nothing of the house,
so that a file which takes it over finds little; `read_letter` is the whole of what it does.
"""

import io
import json
import sys
import warnings
from collections.abc import Iterator
from typing import IO

import pikepdf
from PIL import Image, ImageOps

MEMORY = 1024 * 1024 * 1024
SECONDS = 5
MOST_PAGES = 50
MOST_OBJECTS = 200_000
MOST_PIXELS = 40_000_000
JPEG_QUALITY = 90

ACTIVE_KEYS = frozenset(
    {"/AA", "/EF", "/EmbeddedFiles", "/JavaScript", "/JS", "/RichMediaContent", "/XFA"}
)
"""Keys of a PDF that bring something to run or something inside along."""

ACTIVE_ACTIONS = frozenset(
    {
        "/GoToE",
        "/GoToR",
        "/ImportData",
        "/JavaScript",
        "/Launch",
        "/Movie",
        "/Rendition",
        "/RichMediaExecute",
        "/Sound",
        "/SubmitForm",
    }
)
"""Actions that do more than lead to another page or to an address."""


class Refused(Exception):
    """The letter is not taken; the text is a value of `LetterRefusal`."""


def read_letter(content: bytes, media_type: str) -> bytes:
    """Return what is kept of a letter: a PDF as it is, a picture drawn anew without what it hides.

    Raises:
        Refused: it cannot be read, or holds what a letter has no need of.
    """
    if media_type == "application/pdf":
        try:
            _check_pdf(content)
        except MemoryError as error:
            raise Refused("too_costly") from error
        return content
    return _drawn_anew(content, {"image/png": "PNG", "image/jpeg": "JPEG"}[media_type])


def _check_pdf(content: bytes) -> None:
    if not content.rstrip(b"\0\t\n\f\r ").endswith(b"%%EOF"):
        raise Refused("unreadable")
    try:
        # A repaired file may look different here and in the reader of an officer.
        with pikepdf.open(io.BytesIO(content), attempt_recovery=False) as pdf:
            _check_open_pdf(pdf)
    except pikepdf.PasswordError as error:
        raise Refused("encrypted") from error
    except (pikepdf.PdfError, ValueError, TypeError, KeyError, RuntimeError) as error:
        raise Refused("unreadable") from error


def _check_open_pdf(pdf: pikepdf.Pdf) -> None:
    if pdf.is_encrypted:
        raise Refused("encrypted")
    if not 1 <= len(pdf.pages) <= MOST_PAGES:
        raise Refused("too_many_pages")
    opening = pdf.Root.get("/OpenAction")
    # A place to show first, which office programs write into every file, is no action.
    if isinstance(opening, pikepdf.Dictionary) and opening.get("/S") != pikepdf.Name.GoTo:
        raise Refused("active")
    for thing in _dictionaries_in(pdf):
        if ACTIVE_KEYS & set(thing.keys()) or str(thing.get("/S", "")) in ACTIVE_ACTIONS:
            raise Refused("active")
    if pdf.get_warnings():
        # What was passed over here, another reader may find.
        raise Refused("unreadable")


def _dictionaries_in(pdf: pikepdf.Pdf) -> Iterator[pikepdf.Object]:
    """Return every dictionary of a PDF, wherever it is nested."""
    seen = 0
    for top in pdf.objects:
        waiting = [top]
        while waiting:
            seen += 1
            if seen > MOST_OBJECTS:
                raise Refused("too_costly")
            thing = waiting.pop()
            held: list[object]
            if isinstance(thing, pikepdf.Dictionary | pikepdf.Stream):
                yield thing
                held = [value for _, value in thing.items()]
            elif isinstance(thing, pikepdf.Array):
                held = list(thing)
            else:
                continue
            # What is indirect comes by itself.
            waiting += [v for v in held if isinstance(v, pikepdf.Object) and not v.is_indirect]


def _drawn_anew(content: bytes, kind: str) -> bytes:
    """Return a picture with nothing but its dots: no camera, place, comment or trailing bytes."""
    try:
        with Image.open(io.BytesIO(content), formats=(kind,)) as picture:
            drawn = _dots_of(picture)
    except (MemoryError, Image.DecompressionBombError) as error:
        raise Refused("too_many_pixels") from error
    except Refused:
        raise
    except Exception as error:
        # Pillow's readers raise whatever a damaged file makes them stumble over.
        raise Refused("unreadable") from error
    kept = io.BytesIO()
    drawn.save(kept, kind, quality=JPEG_QUALITY)
    return kept.getvalue()


def _dots_of(picture: Image.Image) -> Image.Image:
    if picture.width * picture.height > MOST_PIXELS:
        raise Refused("too_many_pixels")
    # A telephone lays a letter on its side and says so where only programs look.
    upright = ImageOps.exif_transpose(picture)
    if upright.has_transparency_data:
        # Where a scan is transparent nothing must hide: it is laid on white paper.
        paper = Image.new("RGBA", upright.size, "white")
        upright = Image.alpha_composite(paper, upright.convert("RGBA"))
    dots = upright.convert("L" if upright.mode in {"1", "L"} else "RGB")
    drawn = Image.new(dots.mode, dots.size)
    drawn.paste(dots)
    return drawn


def _hold_down() -> None:
    """Take away from this program the memory and the time that a letter has no need of."""
    if sys.platform == "win32":
        return  # There the caller's time limit must do.
    import resource

    limits = {
        resource.RLIMIT_CPU: SECONDS,
        resource.RLIMIT_CORE: 0,
        resource.RLIMIT_FSIZE: 0,
    }
    if sys.platform == "linux":
        limits[resource.RLIMIT_AS] = MEMORY
    for what, most in limits.items():
        resource.setrlimit(what, (most, most))


def main(media_type: str, given: IO[bytes], answer: IO[bytes]) -> None:
    """Read a letter from `given` and answer."""
    # The number of dots is judged here; a warning would only go astray.
    warnings.simplefilter("ignore", Image.DecompressionBombWarning)
    try:
        kept, refusal = read_letter(given.read(), media_type), ""
    except Refused as refused:
        kept, refusal = b"", str(refused)
    answer.write(json.dumps({"refusal": refusal}).encode() + b"\n" + kept)


if __name__ == "__main__":
    _hold_down()
    main(sys.argv[1], sys.stdin.buffer, sys.stdout.buffer)
