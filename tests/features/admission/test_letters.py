"""Letters: what is one is taken, what is none gets a sentence, whatever its bytes are."""

import io
import zipfile
import zlib

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pikepdf import Dictionary
from PIL import Image

from cna_directory.admission import letter_reader, letters
from cna_directory.admission.letter_reader import Refused, main, read_letter
from cna_directory.admission.letters import open_letter
from cna_directory.admission.rules.letters import (
    LARGEST_LETTER,
    SENTENCES,
    LetterRefusal,
    clean_file_name,
    media_type_of,
)
from cna_directory.errors import RuleBroken, TooBusy
from tests.features.admission.letters_to_try import (
    ACTIVE,
    ENCRYPTED,
    HARMLESS,
    PROTECTED,
    a_jpeg,
    a_pdf,
    a_png,
)


def zipped() -> bytes:
    """Return an archive."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        archive.writestr("run.js", "alert(1)")
    return made.getvalue()


def refusal(content: bytes) -> str:
    """Return why a file is refused, as the reader says it."""
    with pytest.raises(Refused) as refused:
        read_letter(content, media_type_of(content))
    return str(refused.value)


@pytest.mark.parametrize("change", HARMLESS)
def test_a_pdf_is_kept_as_it_is(change) -> None:
    content = a_pdf(change)
    assert read_letter(content, "application/pdf") == content


def test_a_pdf_may_have_fifty_pages_and_no_more() -> None:
    assert read_letter(a_pdf(pages=50), "application/pdf")
    assert refusal(a_pdf(pages=51)) == "too_many_pages"
    assert refusal(a_pdf(pages=0)) == "too_many_pages"


@pytest.mark.parametrize("change", ACTIVE, ids=lambda change: change.__name__)
@pytest.mark.parametrize("is_packed", [False, True])
def test_a_pdf_that_does_something_is_refused(change, is_packed: bool) -> None:
    """Packed, what it does stands in compressed object streams, where no word search finds it."""
    from pikepdf import ObjectStreamMode

    mode = ObjectStreamMode.generate if is_packed else ObjectStreamMode.disable
    content = a_pdf(change, object_stream_mode=mode)
    assert refusal(content) == "active"


@pytest.mark.parametrize("encryption", [ENCRYPTED, PROTECTED])
def test_a_protected_pdf_is_refused(encryption) -> None:
    assert refusal(a_pdf(encryption=encryption)) == "encrypted"


@pytest.mark.parametrize(
    "content",
    [
        b"%PDF-1.7",
        b"%PDF-1.7\n%%EOF",
        a_pdf()[:-40],
        a_pdf()[:200] + b"%%EOF",
        a_pdf() + zipped(),
        a_pdf() + b"<script>alert(1)</script>",
        a_png()[:60],
        a_jpeg()[:300],
        b"\x89PNG\r\n\x1a\n" + a_pdf(),
        b"\xff\xd8\xff" + zipped(),
        b"\xff\xd8\xff",
    ],
)
def test_what_is_damaged_or_two_things_at_once_is_refused(content: bytes) -> None:
    assert refusal(content) == "unreadable"


def test_what_this_reader_passes_over_and_another_may_find_is_refused() -> None:
    content = a_pdf(lambda pdf: pdf.Root.update({"/X": Dictionary(A="abcdef")}))
    assert read_letter(content, "application/pdf")
    assert refusal(content.replace(b"(abcdef)", b")abcdef)")) == "unreadable"


@pytest.mark.parametrize("content", [a_png(), a_jpeg()])
def test_a_picture_is_drawn_anew_without_what_it_hides(content: bytes) -> None:
    assert b"hidden words" in content
    kept = read_letter(content + zipped(), media_type_of(content))
    assert b"hidden words" not in kept
    assert b"run.js" not in kept
    with Image.open(io.BytesIO(kept)) as picture:
        assert picture.size == (40, 30)
        assert not picture.getexif()
        assert not {"comment", "exif", "icc_profile", "Comment"} & set(picture.info)
        assert media_type_of(kept) == media_type_of(content)


def test_a_picture_that_lies_on_its_side_is_put_upright() -> None:
    kept = read_letter(a_jpeg((40, 30), orientation=6), "image/jpeg")
    with Image.open(io.BytesIO(kept)) as picture:
        assert picture.size == (30, 40)


def test_what_is_transparent_is_laid_on_white_paper() -> None:
    kept = read_letter(a_png(mode="RGBA", colour=(0, 0, 0, 0)), "image/png")
    with Image.open(io.BytesIO(kept)) as picture:
        assert picture.getpixel((5, 5)) == (255, 255, 255)


@pytest.mark.parametrize("mode", ["1", "L", "LA", "P", "RGB", "RGBA", "I;16"])
def test_pictures_of_every_kind_are_taken(mode: str) -> None:
    assert read_letter(a_png(mode=mode, colour=None), "image/png")


def test_a_picture_may_have_forty_million_dots_and_no_more() -> None:
    assert read_letter(a_png((8000, 5000), "1", 1), "image/png")
    assert refusal(a_png((8000, 5001), "1", 1)) == "too_many_pixels"


def a_png_that_says(width: int, height: int) -> bytes:
    """Return a PNG that claims a size it has no dots for."""
    content = bytearray(a_png())
    content[16:24] = width.to_bytes(4, "big") + height.to_bytes(4, "big")
    content[29:33] = zlib.crc32(bytes(content[12:29])).to_bytes(4, "big")
    return bytes(content)


@pytest.mark.parametrize("size", [(60_000, 60_000), (2**31 - 1, 2**31 - 1), (40_000_001, 1)])
def test_a_picture_that_would_blow_up_is_refused_before_it_does(size: tuple[int, int]) -> None:
    assert refusal(a_png_that_says(*size)) in {"too_many_pixels", "unreadable"}


SEEDS = [a_pdf(), a_pdf(HARMLESS[1]), a_png(), a_jpeg()]
QUICK = settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])


@QUICK
@given(st.binary(max_size=400), st.sampled_from([b"%PDF-", b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff"]))
def test_random_bytes_never_make_the_reader_stumble(content: bytes, beginning: bytes) -> None:
    _read(beginning + content)


@QUICK
@given(st.sampled_from(SEEDS), st.data())
def test_damaged_letters_never_make_the_reader_stumble(seed: bytes, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(seed)))
    end = data.draw(st.integers(start, min(len(seed), start + 40)))
    _read(seed[:start] + data.draw(st.binary(max_size=40)) + seed[end:])


@QUICK
@given(st.sampled_from(SEEDS), st.sampled_from(SEEDS), st.integers(1, 2000))
def test_two_letters_in_one_never_make_the_reader_stumble(
    one: bytes, other: bytes, cut: int
) -> None:
    _read(one[:cut] + other)


def _read(content: bytes) -> None:
    """Read as the program does: it answers, whatever it is given."""
    answer = io.BytesIO()
    if kind := media_type_of(content):
        main(kind, io.BytesIO(content), answer)
        assert answer.getvalue().startswith(b'{"refusal": ')


def sentence(content: bytes) -> str:
    """Return what is said of a file that is refused, the program of its own included."""
    with pytest.raises(RuleBroken) as broken:
        open_letter(content, "letter.pdf")
    (problem,) = broken.value.problems
    assert problem.field == "letter"
    return problem.message


@pytest.mark.parametrize(
    ("content", "refused"),
    [
        (b"", LetterRefusal.EMPTY),
        (b"%PDF-" + b"x" * LARGEST_LETTER, LetterRefusal.TOO_LARGE),
        (b"GIF89a", LetterRefusal.OTHER_TYPE),
        (zipped(), LetterRefusal.OTHER_TYPE),
        (b" %PDF-1.4", LetterRefusal.OTHER_TYPE),
        (b"<svg/>", LetterRefusal.OTHER_TYPE),
        (b"%PDF-1.4", LetterRefusal.UNREADABLE),
        (a_pdf(encryption=ENCRYPTED), LetterRefusal.ENCRYPTED),
        (a_pdf(pages=51), LetterRefusal.TOO_MANY_PAGES),
        (a_pdf(ACTIVE[0]), LetterRefusal.ACTIVE),
        (a_png((8000, 5001), "1", 1), LetterRefusal.TOO_MANY_PIXELS),
    ],
)
def test_every_refusal_has_its_sentence(content: bytes, refused: LetterRefusal) -> None:
    assert sentence(content) == SENTENCES[refused]


def test_there_is_a_sentence_for_every_refusal() -> None:
    assert set(SENTENCES) == set(LetterRefusal)


def a_bomb() -> bytes:
    """Return a small PDF one of whose streams of objects holds more than the reader may use."""
    packed = _much_of_nothing(1 << 31)
    head = b"%PDF-1.5\n1 0 obj\n<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj\n"
    head += b"<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n3 0 obj\n"
    head += b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]>>endobj\n"
    stream_at = len(head)
    head += b"4 0 obj\n<</Type/ObjStm/N 1/First 4/Filter/FlateDecode/Length %d>>stream\n" % len(
        packed
    )
    head += packed + b"\nendstream endobj\n"
    xref_at = len(head)
    offsets = [head.index(b"%d 0 obj" % n) for n in (1, 2, 3)]
    entries = [b"\0" + (0).to_bytes(4, "big") + b"\xff"]
    entries += [b"\1" + offset.to_bytes(4, "big") + b"\0" for offset in offsets]
    entries += [b"\1" + stream_at.to_bytes(4, "big") + b"\0"]
    entries += [b"\2" + (4).to_bytes(4, "big") + b"\0", b"\1" + xref_at.to_bytes(4, "big") + b"\0"]
    table = b"".join(entries)
    head += b"6 0 obj\n<</Type/XRef/Size 7/W[1 4 1]/Root 1 0 R/Length %d>>stream\n" % len(table)
    return head + table + b"\nendstream endobj\nstartxref\n%d\n%%%%EOF" % xref_at


def _much_of_nothing(size: int) -> bytes:
    """Return what unpacks to so many blanks; one piece is packed once and stands there often."""
    packer = zlib.compressobj(9)
    first = packer.compress(b" " * (1 << 20)) + packer.flush(zlib.Z_FULL_FLUSH)
    piece = packer.compress(b" " * (1 << 20)) + packer.flush(zlib.Z_FULL_FLUSH)
    return first + piece * (size >> 20) + packer.flush()


def test_a_bomb_is_told_in_a_sentence_and_eats_no_memory_here() -> None:
    bomb = a_bomb()
    assert len(bomb) < LARGEST_LETTER
    assert sentence(bomb) in {
        SENTENCES[LetterRefusal.TOO_COSTLY],
        SENTENCES[LetterRefusal.UNREADABLE],
    }


def test_a_reader_that_hangs_or_dies_is_told_in_a_sentence(
    monkeypatch: pytest.MonkeyPatch, tmp_path
) -> None:
    program = tmp_path / "reader.py"
    monkeypatch.setattr(letters, "READER", program)
    program.write_text("import os; os.abort()")
    assert sentence(a_pdf()) == SENTENCES[LetterRefusal.TOO_COSTLY]
    monkeypatch.setattr(letters, "SECONDS_TO_WAIT", 0.2)
    program.write_text("import time; time.sleep(60)")
    assert sentence(a_pdf()) == SENTENCES[LetterRefusal.TOO_COSTLY]


def test_one_letter_is_read_at_a_time_and_the_next_is_sent_away(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(letters, "LONGEST_WAIT", 0.1)
    with letters.AT_ONCE, pytest.raises(TooBusy, match="Wait a minute"):
        open_letter(a_png(), "letter.png")
    assert open_letter(a_png(), "letter.png").media_type == "image/png", "the turn is free again"
    with pytest.raises(RuleBroken):
        open_letter(b"%PDF-1.7 nothing", "letter.pdf")
    assert letters.AT_ONCE.acquire(blocking=False), "also after a letter that was refused"
    letters.AT_ONCE.release()


def test_a_letter_takes_a_few_seconds_at_most() -> None:
    """A worker has one thread, which answers nobody else meanwhile."""
    assert (letter_reader.SECONDS, letters.SECONDS_TO_WAIT) == (5, 6)


@pytest.mark.parametrize(
    ("name", "clean"),
    [
        ("note verbale 12.pdf", "note verbale 12.pdf"),
        ("../../etc/passwd", "passwd.pdf"),
        ("C:\\Users\\x\\letter.docx", "letter.pdf"),
        ("رسالة.pdf", "رسالة.pdf"),
        ("invoice\u202efdp.exe", "invoicefdp.pdf"),
        ("a\r\nContent-Type: text.pdf", "aContent-Type text.pdf"),
        ('<img src="x">.pdf', "img src= x.pdf"),
        ("", "letter.pdf"),
        (".pdf", "letter.pdf"),
        ("..", "letter.pdf"),
        ("x" * 500 + ".pdf", "x" * 100 + ".pdf"),
    ],
)
def test_a_file_name_is_only_a_name(name: str, clean: str) -> None:
    assert clean_file_name(name, "application/pdf") == clean


@given(st.text())
def test_no_file_name_leads_anywhere(name: str) -> None:
    clean = clean_file_name(name, "image/png")
    assert clean.endswith(".png")
    assert not set(clean) & set('/\\"<>\r\n\0')
    assert len(clean) <= 104


def test_the_digest_is_of_what_is_kept() -> None:
    opened = open_letter(a_jpeg(), "a.jpeg")
    assert opened.content != a_jpeg()
    assert (opened.file_name, opened.media_type) == ("a.jpg", "image/jpeg")
    assert len(opened.sha256) == 64
