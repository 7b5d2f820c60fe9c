"""What went in comes out: outside readers find every record in both files, word for word."""

import re
import subprocess
import unicodedata
from collections.abc import Iterator
from dataclasses import fields, is_dataclass, replace
from pathlib import Path
from typing import Any

import pytest

from cna_directory.authorities.record import Record
from cna_directory.editions.compiling.edition import content_of
from publish import pdf, rtf
from publish.checks import findings_in
from publish.content import EditionContent
from publish.fonts import printable, visible
from publish.outline import outlined
from tests.features.editions.compiling import compiled
from tests.features.editions.seeded import IMPRINT, live_records, seeded_sources
from tests.features.editions.test_compiling_is_complete import RECORD
from tests.publish.libreoffice import needs_libreoffice, read_by_libreoffice

pytestmark = needs_libreoffice

MOST_PAGES = 1000
LARGEST_RTF = 14_000_000

HOSTILE = (
    "<b>unclosed <para> & tags",
    r'{\field{\*\fldinst INCLUDETEXT "/etc/passwd"}}',
    r"back\slash \par} {brace",
    "=1+1",
    "left \u202eoverride",
    "unassigned \u0378 private \U0010fffd",
)
LONG_WORD = "w" * 10_000

_entry_end = re.compile(r"Record number (\d+), revision \d+")
_alone = re.compile("[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u2e80-\u9fff\uac00-\ud7af]")


class Built:
    """Both files of one edition and their text as outside readers give it."""

    def __init__(self, content: EditionContent, folder: Path, language: str = "en") -> None:
        """Set the edition and read it back, by poppler and by LibreOffice."""
        self.content = content
        self.document = outlined(content, language)
        self.pdf = pdf.render(self.document)
        self.rtf = rtf.render(self.document)
        self.texts = {
            "PDF": read_by_poppler(self.pdf, folder),
            "RTF": read_by_libreoffice(self.rtf, folder, as_pdf=False),
        }


def read_by_poppler(file: bytes, folder: Path) -> str:
    """Return the text of a PDF as it stands on the page, and no complaint about it."""
    path = folder / "edition-read.pdf"
    path.write_bytes(file)
    done = subprocess.run(
        ["pdftotext", "-layout", str(path), "-"], check=True, capture_output=True, timeout=400
    )
    assert done.stderr == b""
    return done.stdout.decode()


@pytest.fixture(scope="module")
def content() -> EditionContent:
    """Return what the whole edition of the seeds says."""
    return content_of(IMPRINT, seeded_sources())


@pytest.fixture(scope="module")
def edition(content: EditionContent, tmp_path_factory: pytest.TempPathFactory) -> Built:
    """Return the whole edition of the seeds."""
    return Built(content, tmp_path_factory.mktemp("read-back"))


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Built:
    """Return an edition with one record of which every text is hostile."""
    (designation,) = RECORD.designations
    known = replace(designation, request_type="mla")
    record = with_hostile_texts(replace(RECORD, designations=(known,)))
    return Built(compiled(record), tmp_path_factory.mktemp("hostile"))


def with_hostile_texts(value: Any) -> Any:
    """Return a record of which every free text holds all that could break a file."""
    if is_dataclass(value) and not isinstance(value, type):
        changed = {f.name: with_hostile_texts(getattr(value, f.name)) for f in fields(value)}
        return replace(value, **changed)
    if isinstance(value, tuple):
        return tuple(with_hostile_texts(item) for item in value)
    if isinstance(value, str) and value.startswith("sentinel"):
        return f"{value} {' '.join(HOSTILE)} {LONG_WORD}"
    return value


def bare(text: str) -> str:
    """Return text without spaces, vowel signs, other marks and hidden characters, in one form.

    Readers differ in where they put these; the letters are what must not be lost.
    """
    kept = (
        c for c in unicodedata.normalize("NFKD", text) if unicodedata.category(c)[0] not in "MZC"
    )
    return "".join(kept)


def letters(text: str) -> str:
    """Return the letters and digits of a text alone.

    Punctuation at the end of a word of the other direction comes out before it or after it.
    """
    return "".join(c for c in bare(text) if c.isalnum())


def words_of(text: str) -> Iterator[str]:
    """Give the words of a text, and the letters of scripts that put no space between words."""
    for word in text.split():
        for part in re.split(r"[\W_]+", "".join(c for c in word if not is_mark(c))):
            yield from (letters(part) if _alone.search(part) else filter(None, [letters(part)]))


def is_mark(char: str) -> bool:
    """Say whether a character is a vowel sign, another mark or a hidden one."""
    return unicodedata.category(char)[0] in "MC"


def entries_of(text: str) -> dict[int, str]:
    """Cut an edition's text after each record number; an authority in both parts has two cuts."""
    flat = " ".join("".join(c for c in text if unicodedata.category(c) != "Cf").split())
    found: dict[int, str] = {}
    place = 0
    for end in _entry_end.finditer(flat):
        number = int(end.group(1))
        found[number] = found.get(number, "") + letters(flat[place : end.end()])
        place = end.end()
    return found


def texts_of(record: Record) -> Iterator[str]:
    """Give name, address and requirements of a record."""
    yield record.name.text
    yield from record.address.lines
    yield from (record.address.city, record.address.postal_code, record.address.state_or_province)
    for designation in record.designations:
        requirement = designation.requirement
        if requirement is None:
            continue
        yield from (item.text.text for item in requirement.items)
        for field in fields(requirement):
            value = getattr(requirement, field.name)
            if hasattr(value, "text"):
                yield value.text


@pytest.mark.parametrize("file_format", ["PDF", "RTF"])
def test_every_record_is_found_word_for_word(edition: Built, file_format: str) -> None:
    """Recall 1.000 of names, addresses and requirements, each in its own entry."""
    entries = entries_of(edition.texts[file_format])
    records = live_records(seeded_sources())
    assert len(records) >= 650
    assert set(entries) == {record.number for record in records}
    lost = [
        (record.number, word)
        for record in records
        for text in texts_of(record)
        for word in words_of(text)
        if word not in entries[record.number]
    ]
    assert lost == []


OTHER_LANGUAGES = ("mul", "ar", "zh", "ru", "fr", "es")
STATES_APART = 40
"""In the other languages one State in so many is read back; the records are the same ones."""


@pytest.fixture(scope="module", params=OTHER_LANGUAGES)
def part_of_edition(
    request: pytest.FixtureRequest,
    content: EditionContent,
    tmp_path_factory: pytest.TempPathFactory,
) -> Built:
    """Return a part of the edition of the seeds in another language."""
    parts = tuple(replace(part, chapters=part.chapters[::STATES_APART]) for part in content.parts)
    folder = tmp_path_factory.mktemp(f"read-back-{request.param}")
    return Built(replace(content, parts=parts), folder, request.param)


@pytest.mark.parametrize("file_format", ["PDF", "RTF"])
def test_every_record_is_found_in_every_language(part_of_edition: Built, file_format: str) -> None:
    """Recall 1.000 by words, after vowel signs and direction marks are taken off both sides."""
    flat = "".join(c for c in part_of_edition.texts[file_format] if not is_mark(c) or c.isspace())
    text = letters(" ".join(flat.split()))
    printed = {
        entry.number
        for part in part_of_edition.content.parts
        for chapter in part.chapters
        for entry in chapter.entries
    }
    records = [record for record in live_records(seeded_sources()) if record.number in printed]
    assert len(records) > 10
    lost = [
        (record.number, word)
        for record in records
        for words in texts_of(record)
        for word in words_of(words)
        if word not in text
    ]
    assert lost == []


def test_the_edition_is_a_book_and_not_a_pile(edition: Built) -> None:
    """A directory of this kind has some hundreds of pages, and files that can be sent."""
    pages = edition.texts["PDF"].count("\f")
    assert pages <= MOST_PAGES
    assert len(edition.rtf) <= LARGEST_RTF


@pytest.mark.parametrize("file_format", ["PDF", "RTF"])
def test_hostile_text_is_printed_and_not_obeyed(hostile: Built, file_format: str) -> None:
    """Every field stands there letter for letter, hidden and missing characters by code point."""
    printed = {"PDF": printable, "RTF": visible}[file_format]
    text = bare(hostile.texts[file_format])
    for wanted in HOSTILE:
        assert bare(printed(wanted)) in text, wanted[:40]
    assert "[U+202E]" in text
    assert ("[U+10FFFD]" in text) == (file_format == "PDF")


def test_every_hostile_field_is_there(hostile: Built) -> None:
    """No field was dropped on the way because of what is in it."""
    sentinels = set(re.findall(r"(?<!language=')sentinel \d+", repr(hostile.content)))
    assert len(sentinels) > 50
    for text in hostile.texts.values():
        flat = bare(text)
        assert [s for s in sentinels if bare(s) not in flat] == []
        # The long word goes on over lines and pages, between whose heads and feet it is counted.
        assert flat.count("w") >= len(LONG_WORD) * len(sentinels)


def test_the_gate_lets_the_hostile_record_pass(hostile: Built) -> None:
    """The files are whole: braces balance, links lead somewhere, the hash is printed."""
    found = findings_in(hostile.content, hostile.document, pdf=hostile.pdf, rtf=hostile.rtf)
    assert found == ()
