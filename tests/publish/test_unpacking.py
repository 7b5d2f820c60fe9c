"""Numbers of copies are found in archives and mails, and nobody is called innocent unread."""

import bz2
import gzip
import io
import lzma
import random
import tarfile
import zipfile
from collections.abc import Callable
from email.message import EmailMessage
from email.policy import SMTP
from functools import cache

import pikepdf
import pytest
from hypothesis import given, settings
from hypothesis import strategies as some

from publish import pdf
from publish.trust import unpacking
from publish.trust.marks import Mark, marked
from publish.trust.numbers import is_number
from publish.trust.tracing import CannotBeRead, copy_numbers, numbers_inside
from tests.publish.pdf_documents import sample
from tests.thorough import times

NUMBER = "CNA-7K3Q-9F2M-XKHK"
XML = f"<w:t>CNA-7K3Q</w:t><w:t>-9F2M-XKHK</w:t>{'<w:p/>' * 40}".encode()
NOUGHTS = b"\0" * 3_000_000


def zipped(*members: tuple[str, bytes]) -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members:
            archive.writestr(name, content)
    return packed.getvalue()


def taped(*members: tuple[str, bytes]) -> bytes:
    packed = io.BytesIO()
    with tarfile.open(fileobj=packed, mode="w") as archive:
        for name, content in members:
            member = tarfile.TarInfo(name)
            member.size = len(content)
            archive.addfile(member, io.BytesIO(content))
    return packed.getvalue()


def document(content: bytes = XML) -> bytes:
    """Return what a word processor writes."""
    return zipped(("[Content_Types].xml", b"<Types/>"), ("word/document.xml", content))


def mailed(content: bytes, name: str = "list.bin") -> bytes:
    mail = EmailMessage(policy=SMTP)
    mail["Subject"] = "The list"
    mail["From"] = "somebody@example.org"
    mail.set_content("See the attached.")
    mail.add_attachment(content, maintype="application", subtype="octet-stream", filename=name)
    return mail.as_bytes()


def passed_on(content: bytes) -> bytes:
    mail = EmailMessage(policy=SMTP)
    mail.set_content("As promised.")
    inner = EmailMessage(policy=SMTP)
    inner.set_content("Keep it to yourself.")
    inner.add_attachment(content, maintype="application", subtype="pdf", filename="list.pdf")
    mail.add_attachment(inner)
    return mail.as_bytes()


def written_in_html(_: bytes) -> bytes:
    mail = EmailMessage(policy=SMTP)
    mail.set_content("Only as a page.")
    page = f"<p>{'é' * 60} <b>{NUMBER[:6]}</b>{NUMBER[6:]}</p>"
    mail.add_alternative(page, subtype="html", cte="quoted-printable")
    return mail.as_bytes()


@cache
def copy() -> bytes:
    """Return a copy whose number nobody finds in its bytes as they stand."""
    whole = marked(pdf.render(sample()), "pdf", Mark(NUMBER, "Mission"))
    with pikepdf.open(io.BytesIO(whole)) as opened:
        del opened.Root.Metadata
        del opened.trailer.Info
        opened.save(made := io.BytesIO(), object_stream_mode=pikepdf.ObjectStreamMode.generate)
    return made.getvalue()


WAYS: dict[str, Callable[[bytes], bytes]] = {
    "in an archive": lambda content: zipped(("list", content)),
    "in an archive in an archive": lambda content: zipped(("a.zip", zipped(("list", content)))),
    "compressed": gzip.compress,
    "in a compressed tape archive": lambda content: gzip.compress(taped(("list", content))),
    "attached": mailed,
    "attached, behind an empty line": lambda content: b"\xef\xbb\xbf\r\n" + mailed(content),
    "in a mailbox": lambda content: b"From a@example.org Mon Jun  1 2026\r\n" + mailed(content),
    "in an archive, attached": lambda content: mailed(zipped(("list", content)), "list.zip"),
    "in a mail that was passed on": passed_on,
    "in a mail that is attached to a mail": lambda content: mailed(mailed(content), "a.eml"),
    "in all of them": lambda content: mailed(gzip.compress(taped(("list", content)))),
}


@pytest.mark.parametrize("way", WAYS)
def test_a_copy_is_named_however_it_was_packed(way: str) -> None:
    for content in (copy(), document(), document(NUMBER.encode())):
        packed = WAYS[way](content)
        assert NUMBER.encode() not in packed
        assert numbers_inside(packed) == (NUMBER,)
        assert copy_numbers(packed) == (NUMBER,) if content is copy() else True


@pytest.mark.parametrize("way", WAYS)
def test_a_master_names_nobody_however_it_was_packed(way: str) -> None:
    for content in (pdf.render(sample()), document(b"<w:t>Nothing</w:t>"), b"", b"text"):
        assert numbers_inside(WAYS[way](content)) == ()


def test_the_text_of_a_mail_is_read_as_people_see_it() -> None:
    mail = written_in_html(b"")
    assert NUMBER.encode() not in mail
    assert numbers_inside(mail) == (NUMBER,)
    in_base64 = EmailMessage()
    in_base64.set_content(f"Ministère {NUMBER}", cte="base64")
    assert numbers_inside(in_base64.as_bytes()) == (NUMBER,)


@pytest.mark.parametrize(
    "text",
    [
        b"Dear all,\n\nthis is how a mail begins:\nContent-Type: text/plain\n\nand so on",
        b"Content-Type: text/plain\n\nContent-Type: text/plain\n\n" * 2,
        b"Dear all\nContent-Type: text/plain\nis what stands in a mail",
        b"Note: nothing\n\n" * 20 + b"Content-Type: text/plain",
        b'{"headers":"Content-Type: text/html"}\nContent-Type: a',
        b"Note: nothing\n\n" + b"MIME" * 100,
    ],
)
def test_what_only_looks_like_a_mail_names_nobody(text: bytes) -> None:
    assert numbers_inside(text) == ()


# Damaged and locked


def overwritten(content: bytes, old: bytes, new: bytes) -> bytes:
    assert content.count(old)
    return content.replace(old, new)


def locked(archive: bytes, name: bytes) -> bytes:
    """Return an archive that says of one member that it takes a password."""
    changed = bytearray(archive)
    for sign, to_flags, to_name in ((b"PK\x03\x04", 6, 30), (b"PK\x01\x02", 8, 46)):
        at = archive.find(sign)
        while not archive.startswith(name, at + to_name):
            at = archive.index(sign, at + 1)
        changed[at + to_flags] |= 1
    return bytes(changed)


def with_wrong_checksum(archive: bytes) -> bytes:
    """Return an archive whose first member has a checksum that its content has not."""
    changed = bytearray(archive)
    changed[14] ^= 1
    changed[archive.index(b"PK\x01\x02") + 16] ^= 1
    return bytes(changed)


def test_one_member_that_cannot_be_read_hides_no_other() -> None:
    noise = random.Random(5).randbytes(9000)
    archive = zipped(("a.png", noise), ("document.xml", XML))
    at = archive.index(noise[:8]) if noise[:8] in archive else archive.index(b"a.png") + 5
    changed = bytearray(archive)
    changed[at] |= 0b110
    for broken in (bytes(changed), with_wrong_checksum(archive), locked(archive, b"a.png")):
        assert numbers_inside(broken) == (NUMBER,)


def test_a_wrong_checksum_hides_nothing() -> None:
    assert numbers_inside(with_wrong_checksum(zipped(("document.xml", XML)))) == (NUMBER,)


def test_what_came_before_the_damage_is_read() -> None:
    text = XML + random.Random(5).randbytes(20_000)
    for packed in (gzip.compress(XML)[:-4], gzip.compress(text)[:-9000]):
        assert numbers_inside(packed) == (NUMBER,)
    mail = mailed(document() + bytes(9000))
    assert numbers_inside(mail[:-6000]) == (NUMBER,)


@pytest.mark.parametrize(
    "unread",
    [
        locked(zipped(("list", b"text")), b"list"),
        zipped(("list", b"text" * 99))[:-30],
        gzip.compress(b"text" * 99)[:-12],
        bz2.compress(b"text"),
        lzma.compress(b"text"),
        b"7z\xbc\xaf\x27\x1c and so on",
        b"Rar!\x1a\x07\x01 and so on",
    ],
    ids=["locked", "cut off", "cut short", "bzip2", "xz", "7z", "rar"],
)
def test_what_is_not_read_is_not_called_nobodys(unread: bytes) -> None:
    for content in (unread, zipped(("inside", unread)), mailed(unread)):
        with pytest.raises(CannotBeRead, match="locked, damaged or packed"):
            numbers_inside(content)
        assert numbers_inside(zipped(("inside", content), ("text", XML))) == (NUMBER,)


def test_members_that_unfold_in_one_go_are_left_out() -> None:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_BZIP2) as archive:
        archive.writestr("noughts", NOUGHTS)
    with pytest.raises(CannotBeRead):
        numbers_inside(packed.getvalue())


# Too much


def test_a_bomb_leaves_room_for_what_lies_behind_it() -> None:
    noughts = b"\0" * (70 * 1024 * 1024)
    archive = zipped(("first.bin", noughts), ("word/document.xml", XML))
    assert copy_numbers(archive) == (NUMBER,)
    with pytest.raises(CannotBeRead, match="more time or memory"):
        copy_numbers(zipped(("first.bin", noughts), ("word/document.xml", b"<w:t>Nothing</w:t>")))


@pytest.fixture
def unpacked(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """Allow little, and count the bytes that are unpacked at all depths."""
    monkeypatch.setattr(unpacking, "_LARGEST_UNPACKED", 4_000_000)
    monkeypatch.setattr(unpacking, "_LARGEST_MEMBER", 3_000_000)
    monkeypatch.setattr(unpacking, "_MOST_MEMBERS", 20)
    counted = []

    def counting(look: unpacking.Look, opening: Callable[[], io.BufferedIOBase]) -> bytes:
        counted.append(len(content := as_it_is(look, opening)))
        return content

    as_it_is = unpacking.Look._unpacked
    monkeypatch.setattr(unpacking.Look, "_unpacked", counting)
    return counted


def test_all_depths_share_one_allowance(unpacked: list[int]) -> None:
    assert numbers_inside(zipped(("a", NOUGHTS))) == ()
    unpacked.clear()
    inner = zipped(("a", NOUGHTS))
    bomb = zipped(*[(f"{at}.zip", zipped(("inner.zip", inner))) for at in range(9)])
    for content in (bomb, mailed(bomb), gzip.compress(bomb)):
        unpacked.clear()
        with pytest.raises(CannotBeRead, match="more time or memory"):
            numbers_inside(content)
        assert 3_000_000 < sum(unpacked) <= 4_000_000
        assert len(unpacked) <= 20


def test_a_member_that_is_larger_than_allowed_is_cut(unpacked: list[int]) -> None:
    with pytest.raises(CannotBeRead, match="more time or memory"):
        numbers_inside(zipped(("a", NOUGHTS + b"\0")))
    assert unpacked == [3_000_000]
    assert numbers_inside(zipped(("a", NOUGHTS + b"\0"), ("b", XML))) == (NUMBER,)


def test_members_beyond_the_allowed_are_left_out(unpacked: list[int]) -> None:
    few = [(f"{at}.txt", b"text") for at in range(20)]
    assert numbers_inside(zipped(*few)) == ()
    unpacked.clear()
    for content in (zipped(*few, ("more.txt", XML)), mailed(zipped(*few))):
        unpacked.clear()
        with pytest.raises(CannotBeRead, match="more time or memory"):
            numbers_inside(content)
        assert len(unpacked) == 20


def nested(depth: int, innermost: bytes) -> bytes:
    for _ in range(depth):
        innermost = zipped(("inner.zip", innermost))
    return innermost


def test_an_archive_is_opened_only_so_deep() -> None:
    assert numbers_inside(nested(5, XML)) == (NUMBER,)
    assert numbers_inside(nested(5, b"text")) == ()
    for depth in (6, 60):
        with pytest.raises(CannotBeRead):
            numbers_inside(nested(depth, XML))


def test_mails_in_mails_without_end_are_given_up() -> None:
    head = b"Content-Type: message/rfc822\n\n"
    with pytest.raises(CannotBeRead):
        numbers_inside(head * 5000)


# Anything at all


BEGINNINGS = (
    b"",
    b"PK\x03\x04",
    b"\x1f\x8b\x08\0",
    b"From: a\r\nContent-Type: multipart/mixed; boundary=x\r\n\r\n--x\r\n",
    b"Content-Transfer-Encoding: base64\n\n",
    b"a" * 257 + b"ustar",
    b"{\\rtf",
)

CARRIERS = (
    document(),
    zipped(("a.zip", zipped(("list.docx", document()))), ("note.txt", b"text")),
    gzip.compress(taped(("list", document()), ("note", b"text" * 200))),
    taped(("list", document()), ("note", b"text")),
    mailed(document(), "list.docx"),
    passed_on(document()),
    written_in_html(b""),
)


def told(content: bytes) -> tuple[str, ...]:
    """Return what is found, or nothing where the answer is that the file cannot be read whole."""
    try:
        found = numbers_inside(content)
    except CannotBeRead as error:
        assert "locked, damaged" in str(error)  # noqa: PT017 - both endings are right.
        return ()
    assert all(is_number(number) for number in found)
    return found


@given(some.sampled_from(BEGINNINGS), some.binary(max_size=600))
@settings(max_examples=times(200, 5000), deadline=None)
def test_any_bytes_are_answered_in_numbers_or_in_words(beginning: bytes, rest: bytes) -> None:
    assert told(beginning + rest) == ()


@given(
    some.sampled_from(CARRIERS),
    some.lists(some.tuples(some.floats(0, 1), some.binary(max_size=3)), min_size=1, max_size=6),
    some.integers(0, 400),
)
@settings(max_examples=times(300, 10_000), deadline=None)
def test_any_damage_is_answered_in_numbers_or_in_words(
    carrier: bytes, damages: list[tuple[float, bytes]], cut: int
) -> None:
    broken = bytearray(carrier)
    for where, what in damages:
        at = int(where * len(broken))
        broken[at : at + max(1, len(what))] = what
    assert set(told(bytes(broken[: len(broken) - cut]))) <= {NUMBER}
