"""Signatures that show every change, marks that stay, and numbers that are found again."""

import csv
import hashlib
import io
import json
import random
import re
import subprocess
import time
import zipfile
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from typing import Any

import pikepdf
import pypdf
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.validation import validate_pdf_signature
from pyhanko_certvalidator import ValidationContext
from striprtf.striprtf import rtf_to_text

from publish import pdf, rtf
from publish.tables.as_csv import BYTE_ORDER_MARK, csv_of
from publish.trust import signing, tracing
from publish.trust.marks import FORMATS, Mark, marked
from publish.trust.numbers import SYMBOLS, is_number, new_number, numbers_in, written
from publish.trust.signing import (
    DEMONSTRATION,
    Signer,
    UnusableKey,
    Verdict,
    Verification,
    demonstration_key,
    unsigned,
    verified,
)
from publish.trust.tracing import CannotBeRead, copy_numbers, numbers_inside
from tests.publish.pdf_documents import arabic_sample, sample
from tests.publish.sample import sample_content
from tests.thorough import times

AT = datetime(2026, 6, 1, 6, 0, tzinfo=UTC)
NUMBER = "CNA-7K3Q-9F2M-XKHK"
ORGANISATION = "Permanent Mission of Aland"
CSV = (BYTE_ORDER_MARK + 'state,note\r\nFR,"two\nlines, and ""more"""\r\nJP,法務省\r\n').encode()
JSON = '{"schema":"cna-directory-edition/1","content":{"b":1,"a":"é"}}\n'.encode()


@pytest.fixture(scope="module")
def signer(tmp_path_factory: pytest.TempPathFactory) -> Signer:
    path = tmp_path_factory.mktemp("key") / "key.p12"
    demonstration_key(path, at=AT)
    return Signer.from_file(path)


@cache
def master() -> bytes:
    return pdf.render(sample())


@cache
def master_in_rtf() -> bytes:
    return rtf.render(sample())


@pytest.fixture(scope="module")
def signed(signer: Signer) -> bytes:
    return signer.sign_pdf(marked(master(), "pdf", Mark(NUMBER, ORGANISATION)), at=AT)


def run(*command: str | Path) -> str:
    done = subprocess.run(command, capture_output=True, check=True, timeout=120)
    return done.stdout.decode()


# Numbers


def test_a_number_is_one_and_three_wrong_symbols_always_show() -> None:
    chosen = random.Random(7)
    for _ in range(300):
        number = new_number()
        assert is_number(number)
        letters = list(number)
        places = [at for at, letter in enumerate(number) if letter != "-" and at > 3]
        for place in chosen.sample(places, chosen.randint(1, 3)):
            letters[place] = chosen.choice([s for s in SYMBOLS if s != letters[place]])
        assert numbers_in("".join(letters)) == ()


def test_two_letters_in_the_wrong_order_show() -> None:
    for at in range(4, len(NUMBER) - 1):
        one, other = NUMBER[at], NUMBER[at + 1]
        if "-" not in (one, other) and one != other:
            assert not is_number(NUMBER[:at] + other + one + NUMBER[at + 2 :])


@pytest.mark.parametrize(
    "text",
    [
        NUMBER,
        NUMBER.lower(),
        NUMBER.replace("-", "\u2010"),
        NUMBER.replace("-", "-\n"),
        NUMBER.replace("-", "\ufffe\r\n"),
        NUMBER.replace("-", " \u00ad-"),
        "\u202a" + NUMBER + "\u202c",
        " ".join(NUMBER),
        f"Edition{NUMBER}Permanent",
        f"CNACNA {NUMBER}",
    ],
)
def test_a_number_is_found_however_it_was_set(text: str) -> None:
    assert numbers_in(text) == (NUMBER,)


@given(st.text(alphabet=SYMBOLS + "-\n cna", max_size=400))
@settings(max_examples=200, deadline=None)
def test_what_is_found_is_always_a_number(text: str) -> None:
    assert all(is_number(number) for number in numbers_in(f"CNA{text}"))


# Signatures


def test_tools_that_are_not_ours_find_the_signature_valid(
    signed: bytes, signer: Signer, tmp_path: Path
) -> None:
    file = tmp_path / "copy.pdf"
    file.write_bytes(signed)
    said = run("pdfsig", "-nocert", file)
    assert "Signature is Valid" in said
    assert "Total document signed" in said
    assert "ETSI.CAdES.detached" in said
    assert "Jun 01 2026 06:00:00" in said
    run("qpdf", "--check", file)
    reader = PdfFileReader(io.BytesIO(signed))
    (found,) = reader.embedded_signatures
    context = ValidationContext(trust_roots=[found.signer_cert], allow_fetching=False)
    # In a thread of its own, because a browser's event loop may run in this one.
    with ThreadPoolExecutor(1) as thread:
        status = thread.submit(validate_pdf_signature, found, context).result()
    assert status.bottom_line
    assert status.coverage.name == "ENTIRE_FILE"
    assert status.docmdp_ok


def test_we_say_who_signed_and_when(signed: bytes, signer: Signer) -> None:
    said = verified(signed)
    assert said.is_untouched
    assert (said.signer, said.signed_at, said.covered) == (DEMONSTRATION, AT, len(signed))
    assert said.fingerprint == signer.fingerprint
    assert verified(master()).verdict is Verdict.UNSIGNED


def test_signing_changes_nothing_that_the_file_says_of_itself(signed: bytes) -> None:
    before, after = (pypdf.PdfReader(io.BytesIO(each)) for each in (master(), signed))
    for name in ("/Title", "/Producer", "/CreationDate", "/ModDate", "/ContentHash"):
        assert after.metadata[name] == before.metadata[name]
    assert after.pdf_header == "%PDF-1.7"
    with pikepdf.open(io.BytesIO(signed)) as opened:
        assert "/Version" not in opened.Root
        assert opened.Root.Perms.DocMDP.Reference[0].TransformParams.P == 1


def test_flipped_bytes_are_all_seen(signed: bytes) -> None:
    chosen = random.Random(2026)
    places = chosen.sample(range(len(signed)), times(160, 800))
    begin = signed.index(b"/ByteRange")
    places += chosen.sample(range(begin - 200, len(signed)), times(40, 200))
    for place in places:
        changed = bytearray(signed)
        changed[place] ^= 1 << chosen.randrange(8)
        assert not verified(bytes(changed)).is_untouched, place


def test_digits_of_the_signature_in_another_case_are_seen(signed: bytes) -> None:
    found = re.search(rb"/ByteRange \[0 (\d+) (\d+)", signed)
    assert found
    first, second = int(found[1]), int(found[2])
    lower = signed[:first] + signed[first:second].lower() + signed[second:]
    assert lower != signed
    assert verified(lower).verdict is Verdict.CHANGED
    padded = signed[: second - 3] + b"1" + signed[second - 2 :]
    assert verified(padded).verdict is Verdict.CHANGED


def appended(signed: bytes) -> dict[str, bytes]:
    """Return the file with ten kinds of something after it."""
    with pikepdf.open(io.BytesIO(signed)) as opened:
        size = int(opened.trailer.Size)
    start = int(re.findall(rb"startxref\s+(\d+)", signed)[-1])
    ours = marked_again = master()
    annotation = b"%d 0 obj\n<</Type/Annot/Subtype/FreeText/Contents(Send here)>>\nendobj\n" % size
    table = b"xref\n%d 1\n%010d 00000 n \ntrailer\n<</Size %d/Prev %d>>\n" % (
        size,
        len(signed),
        size + 1,
        start,
    )
    marked_again = marked(ours, "pdf", Mark(written("ABCDEFGHJ"), "Somebody else"))
    return {
        "a byte": signed + b"\n",
        "a nought": signed + b"\0",
        "a comment": signed + b"%% harmless\n",
        "a second end": signed + b"%%EOF\n",
        "an object": signed + annotation,
        "an update": signed + annotation + table + b"startxref\n%d\n%%%%EOF\n" % len(signed),
        "a whole file": signed + master(),
        "itself": signed + signed,
        "another mark": signed + marked_again[len(ours) :],
        "an archive": signed + zip_of({"note.txt": b"inside"}),
    }


def zip_of(files: dict[str, bytes]) -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return packed.getvalue()


def test_whatever_is_appended_is_seen_and_from_where(signed: bytes) -> None:
    kinds = appended(signed)
    assert len(kinds) == 10
    for name, longer in kinds.items():
        said = verified(longer)
        assert said.verdict is Verdict.APPENDED, name
        assert said.covered == len(signed), name
        assert not verified(longer[: len(signed) // 2]).is_untouched


def test_a_file_signed_by_somebody_else_shows_another_certificate(
    signed: bytes, signer: Signer, tmp_path: Path
) -> None:
    demonstration_key(tmp_path / "other.p12", at=AT)
    other = Signer.from_file(tmp_path / "other.p12")
    forged = verified(other.sign_pdf(master(), at=AT))
    assert forged.is_untouched
    assert forged.fingerprint == other.fingerprint != signer.fingerprint


def claims(signed: bytes, count: int) -> bytes:
    """Return so many byte ranges that might each be signed by the signature in the file."""
    found = re.search(rb"/ByteRange \[0 (\d+) (\d+)", signed)
    assert found
    return b"".join(
        b"/ByteRange [0 %s %s %d]\n" % (found[1], found[2], at) for at in range(1, count + 1)
    )


def test_however_many_signatures_a_file_claims_few_are_verified(
    signed: bytes, monkeypatch: pytest.MonkeyPatch
) -> None:
    verified_ranges = []
    said_by = signing._said_by

    def counted(*of: Any, **how: Any) -> Verification:
        verified_ranges.append(of)
        return said_by(*of, **how)

    monkeypatch.setattr(signing, "_said_by", counted)
    few, many = verified(signed + claims(signed, 5)), verified(signed + claims(signed, 1000))
    assert 0 < len(verified_ranges) < 20
    assert (few.verdict, few.covered) == (Verdict.APPENDED, len(signed))
    assert many.verdict is Verdict.CHANGED


def test_the_signature_at_the_end_is_seen_behind_any_number_of_claims(
    signed: bytes, signer: Signer
) -> None:
    content = signer.sign_pdf(master() + b"% " + claims(signed, 1).strip() + b"\n", at=AT)
    assert verified(content).is_untouched
    many = b"".join(b"%% /ByteRange [0 1 2 %d]\n" % at for at in range(1000))
    end = master()[master().rindex(b"startxref") :]
    assert verified(signer.sign_pdf(master() + many + end, at=AT)).is_untouched


@pytest.mark.parametrize("content", [b"", b"{\\rtf1}", "Ministère".encode(), JSON])
def test_a_detached_signature_holds_for_exactly_its_file(
    signer: Signer, content: bytes, tmp_path: Path
) -> None:
    beside = signer.sign_detached(content, at=AT)
    said = verified(content, beside)
    assert (said.verdict, said.signed_at) == (Verdict.UNTOUCHED, AT)
    assert verified(content + b" ", beside).verdict is Verdict.CHANGED
    (tmp_path / "file").write_bytes(content)
    (tmp_path / "file.p7s").write_bytes(beside)
    command = [
        "openssl",
        "cms",
        "-verify",
        "-binary",
        "-noverify",
        "-inform",
        "DER",
        "-out",
        "/dev/null",
        "-in",
    ]
    run(*command, tmp_path / "file.p7s", "-content", tmp_path / "file")
    for place in range(len(beside)):
        changed = bytearray(beside)
        changed[place] ^= 1 << place % 8
        assert not verified(content, bytes(changed)).is_untouched, place


def test_the_unsigned_file_is_found_in_the_signed_one(signer: Signer) -> None:
    whole = signer.sign_pdf(master(), at=AT)
    assert unsigned(whole, hashlib.sha256(master()).hexdigest()) == master()
    assert unsigned(whole, "0" * 64) is None


def test_the_key_is_made_once_and_is_its_owners_alone(tmp_path: Path) -> None:
    path = tmp_path / "new" / "key.p12"
    demonstration_key(path, at=AT)
    first = path.read_bytes()
    demonstration_key(path, at=AT)
    assert path.read_bytes() == first
    assert path.stat().st_mode & 0o777 == 0o600
    assert [file.name for file in path.parent.iterdir()] == ["key.p12"]


def test_a_key_that_cannot_sign_is_refused_in_words(tmp_path: Path) -> None:
    file = tmp_path / "key.p12"
    with pytest.raises(UnusableKey, match=r"key\.p12"):
        Signer.from_file(file)
    file.write_bytes(b"no key")
    with pytest.raises(UnusableKey, match="Could not load"):
        Signer.from_file(file)


# Marks


def test_the_copy_is_the_master_with_something_after_it() -> None:
    copy = marked(master(), "pdf", Mark(NUMBER, ORGANISATION))
    assert copy.startswith(master())
    assert len(copy) - len(master()) < 20_000
    reader = pypdf.PdfReader(io.BytesIO(copy))
    assert reader.metadata["/Copy"] == NUMBER
    plain = pypdf.PdfReader(io.BytesIO(master()))
    for marked_page, page in zip(reader.pages, plain.pages, strict=True):
        text = marked_page.extract_text()
        assert NUMBER in text
        assert ORGANISATION in text
        # Without the mark nothing is left that the master does not have.
        assert text.replace(NUMBER, "").replace(ORGANISATION, "").split() == (
            page.extract_text().split()
        )
    assert NUMBER.encode() in reader.xmp_metadata.stream.get_data()


@pytest.mark.parametrize(
    "organisation",
    [
        "وزارة العدل الإدارة العامة للتعاون الدولي",
        "法務省刑事局国際課（東京都千代田区）",
        "Ministry " * 40,
        "(Ministry) \\ of <Justice> & {more}\u202e",
        "",
    ],
)
def test_organisations_of_every_script_leave_the_number_whole(organisation: str) -> None:
    mark = Mark(NUMBER, organisation)
    for document in (sample(), arabic_sample()):
        copy = marked(pdf.render(document), "pdf", mark)
        assert all(
            NUMBER in page.extract_text() for page in pypdf.PdfReader(io.BytesIO(copy)).pages
        )
        assert numbers_inside(copy) == (NUMBER,)
    copy = marked(master_in_rtf(), "rtf", mark)
    assert copy.count(NUMBER.encode()) > len(sample().chapters)
    assert numbers_inside(copy) == (NUMBER,)


def test_rtf_keeps_its_text_and_ends_with_the_mark() -> None:
    before = rtf_to_text(master_in_rtf().decode("ascii"))
    after = rtf_to_text(marked(master_in_rtf(), "rtf", Mark(NUMBER, ORGANISATION)).decode("ascii"))
    assert after.startswith(before.rstrip())
    assert after.removeprefix(before.rstrip()).split() == [NUMBER, *ORGANISATION.split()]


def test_a_table_says_in_each_row_whose_it_was() -> None:
    copy = marked(CSV, "csv", Mark(NUMBER, ORGANISATION)).decode("utf-8-sig")
    rows = list(csv.reader(io.StringIO(copy, newline="")))
    before = list(csv.reader(io.StringIO(CSV.decode("utf-8-sig"), newline="")))
    assert [row[:-1] for row in rows] == before
    assert [row[-1] for row in rows] == ["copy", NUMBER, NUMBER]


def marked_cell_by_cell(content: bytes) -> bytes:
    """Mark a table in the plainest way, which no cell over 131,072 signs allows."""
    written = io.StringIO()
    table = csv.writer(written)
    rows = csv.reader(io.StringIO(content.decode("utf-8-sig"), newline=""))
    for place, row in enumerate(rows):
        table.writerow([*row, NUMBER if place else "copy"])
    return (BYTE_ORDER_MARK + written.getvalue()).encode()


def table_of(rows: list[list[str]]) -> bytes:
    written = io.StringIO()
    csv.writer(written).writerows(rows)
    return (BYTE_ORDER_MARK + written.getvalue()).encode()


@given(
    st.lists(
        st.lists(st.text("ab\",;\r\n '=é法\0", max_size=8), min_size=2, max_size=4), min_size=1
    )
)
@settings(max_examples=times(200, 4000), deadline=None)
def test_a_table_is_marked_as_if_each_cell_were_read(rows: list[list[str]]) -> None:
    content = table_of(rows)
    assert marked(content, "csv", Mark(NUMBER, "")) == marked_cell_by_cell(content)


def test_a_whole_edition_is_marked_as_if_each_cell_were_read() -> None:
    content = csv_of(sample_content())
    assert marked(content, "csv", Mark(NUMBER, "")) == marked_cell_by_cell(content)


def test_a_cell_may_be_of_any_length() -> None:
    long = 'two "words"\r\n' * 40_000
    content = table_of([["state", "note"], ["FR", long], ["JP", ""]])
    rest = marked(content, "csv", Mark(NUMBER, "")).decode("utf-8-sig")
    quoted = long.replace('"', '""')
    assert rest == f'state,note,copy\r\nFR,"{quoted}",{NUMBER}\r\nJP,,{NUMBER}\r\n'


def test_json_says_first_whose_it_was_and_keeps_the_rest() -> None:
    copy = marked(JSON, "json", Mark(NUMBER, ORGANISATION))
    read = json.loads(copy)
    assert read.pop("copy") == {"number": NUMBER, "organisation": ORGANISATION}
    assert read == json.loads(JSON)
    assert copy.endswith(JSON[1:])


def test_a_file_that_is_not_ours_is_not_marked() -> None:
    for file_format in FORMATS:
        with pytest.raises(ValueError, match="not written by the edition builder"):
            marked(b"%PDF-1.4 of somebody else", file_format, Mark(NUMBER, ""))


# Tracing


COPIES = tuple(written("".join(random.Random(at).choices(SYMBOLS, k=9))) for at in range(20))


@pytest.fixture(scope="module")
def copies(signer: Signer) -> dict[str, bytes]:
    return {
        number: signer.sign_pdf(marked(master(), "pdf", Mark(number, f"Mission {at}")), at=AT)
        for at, number in enumerate(COPIES)
    }


def saved_by_qpdf(file: Path) -> bytes:
    made = file.with_suffix(".qpdf.pdf")
    run("qpdf", "--linearize", "--object-streams=generate", "--recompress-flate", file, made)
    return made.read_bytes()


def saved_by_pikepdf(file: Path) -> bytes:
    """Save anew, and forget all that the file says of itself."""
    with pikepdf.open(file) as opened:
        del opened.Root.Metadata
        del opened.trailer.Info
        opened.save(made := io.BytesIO())
    return made.getvalue()


def one_page(file: Path) -> bytes:
    with pikepdf.open(file) as opened, pikepdf.new() as page:
        page.pages.append(opened.pages[4])
        page.save(made := io.BytesIO())
    return made.getvalue()


def printed_to_a_file(file: Path) -> bytes:
    made = file.with_suffix(".cairo.pdf")
    run("pdftocairo", "-pdf", file, made)
    return made.read_bytes()


def text_alone(file: Path) -> bytes:
    return run("pdftotext", "-layout", "-f", "3", "-l", "3", file, "-").encode()


def text_on_one_line(file: Path) -> bytes:
    return " ".join(run("pdftotext", file, "-").split()).encode("utf-16")


WAYS = (
    saved_by_qpdf,
    saved_by_pikepdf,
    one_page,
    printed_to_a_file,
    text_alone,
    text_on_one_line,
)


def test_20_copies_are_named_after_whatever_was_done_to_them(
    copies: dict[str, bytes], tmp_path: Path
) -> None:
    for at, (number, content) in enumerate(copies.items()):
        file = tmp_path / f"{number}.pdf"
        file.write_bytes(content)
        for way in (WAYS[at % len(WAYS)], WAYS[(at + 1) % len(WAYS)]):
            changed = way(file)
            assert changed != content
            assert numbers_inside(changed) == (number,), (number, way.__name__)


def test_text_of_rtf_and_documents_of_word_processors_are_named() -> None:
    copy = marked(master_in_rtf(), "rtf", Mark(NUMBER, ORGANISATION))
    assert numbers_inside(rtf_to_text(copy.decode("ascii")).encode("utf-8", "replace")) == (NUMBER,)
    parted = "<w:t>" + "</w:t></w:r><w:r><w:t>".join((NUMBER[:6], NUMBER[6:11], NUMBER[11:]))
    assert numbers_inside(zip_of({"word/footer1.xml": parted.encode()})) == (NUMBER,)
    runs = "}{\\rtlch\\fcs1 \\ltrch ".join((NUMBER[:5], NUMBER[5:9], NUMBER[9:]))
    assert numbers_inside(rf"{{\rtf1{{\footer {{{runs}}}}}}}".encode()) == (NUMBER,)


def test_two_copies_in_one_file_are_both_named(copies: dict[str, bytes]) -> None:
    one, other = (pikepdf.open(io.BytesIO(copies[number])) for number in COPIES[:2])
    with one, other:
        one.pages.append(other.pages[3])
        one.save(mixed := io.BytesIO())
    assert set(numbers_inside(mixed.getvalue())) == set(COPIES[:2])


def test_masters_and_other_files_name_nobody() -> None:
    for content in (
        master(),
        master_in_rtf(),
        CSV,
        JSON,
        b"",
        b"{\\rtf",
    ):
        assert numbers_inside(content) == ()


@pytest.mark.parametrize("hyphen", ["\u2010", "\u2011", "\u2013", "\u00ad", "\u200b-\u2060"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_a_text_may_have_other_hyphens_in_any_encoding(hyphen: str, encoding: str) -> None:
    text = f"<w:t>Ministère {NUMBER.replace('-', hyphen)}</w:t>"
    assert numbers_inside(text.encode(encoding)) == (NUMBER,)


def broken_pages(content: bytes, *places: int) -> bytes:
    """Return a PDF that says nothing of itself, with something else in the place of some pages."""
    with pikepdf.open(io.BytesIO(content)) as opened:
        del opened.Root.Metadata
        del opened.trailer.Info
        for place in places:
            opened.Root.Pages.Kids[place] = opened.make_indirect(pikepdf.Object.parse(b"5"))
        opened.save(made := io.BytesIO(), object_stream_mode=pikepdf.ObjectStreamMode.generate)
    return made.getvalue()


def test_one_broken_page_hides_no_other(copies: dict[str, bytes]) -> None:
    content = copies[COPIES[0]]
    with pikepdf.open(io.BytesIO(content)) as opened:
        count = len(opened.pages)
    assert numbers_inside(broken_pages(content, 0)) == (COPIES[0],)
    with pytest.raises(CannotBeRead, match="damaged"):
        numbers_inside(broken_pages(content, *range(count)))


def locked(content: bytes) -> bytes:
    with pikepdf.open(io.BytesIO(content)) as opened:
        opened.save(made := io.BytesIO(), encryption=pikepdf.Encryption(user="u", owner="o"))
    return made.getvalue()


def test_a_file_that_cannot_be_opened_is_not_called_nobodys() -> None:
    for content in (locked(master()), b"%PDF-1.7", b"PK\x03\x04", b"\x1f\x8b"):
        with pytest.raises(CannotBeRead, match="locked, damaged"):
            numbers_inside(content)
    with pytest.raises(CannotBeRead, match="locked, damaged"):
        copy_numbers(locked(master()))


def test_a_process_of_its_own_answers_the_same(copies: dict[str, bytes]) -> None:
    assert copy_numbers(copies[COPIES[0]]) == (COPIES[0],)


def test_a_bomb_is_given_up_in_time_and_memory() -> None:
    bomb = zip_of({f"{at}.xml": b"<" * 100_000_000 for at in range(2)})
    began = time.monotonic()
    with pytest.raises(CannotBeRead, match="more time or memory"):
        copy_numbers(bomb, seconds=1)
    assert time.monotonic() - began < 15


def test_a_file_that_is_too_large_is_refused_unread(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tracing, "LARGEST_FILE", 1024 * 1024)
    with pytest.raises(CannotBeRead, match="larger than 1 MiB"):
        copy_numbers(b" " * (1024 * 1024 + 1))
