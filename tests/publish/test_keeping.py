"""Chapters kept from one edition to the next: the same bytes, found by all they depend on."""

from dataclasses import replace
from io import BytesIO

import pikepdf
import pytest

from publish.checks.pdf_text import sections_of
from publish.document import Chapter, Document, Heading, Paragraph, Run
from publish.pdf import keeping, layout, typeset
from publish.pdf.lines import Typesetter
from tests.publish import pdf_documents as documents

SAMPLES = {"en": documents.sample, "ar": documents.arabic_sample}


class Kept:
    """Keeps chapters in memory and counts what it was asked for in vain."""

    def __init__(self) -> None:
        """Begin with nothing kept."""
        self.chapters: dict[str, bytes] = {}
        self.missed = 0

    def get(self, key: str) -> bytes | None:
        """Return what was put under the key."""
        self.missed += key not in self.chapters
        return self.chapters.get(key)

    def put(self, key: str, laid: bytes) -> None:
        """Keep a chapter."""
        self.chapters[key] = laid


@pytest.mark.parametrize("language", SAMPLES)
def test_a_kept_chapter_gives_the_same_bytes(language: str) -> None:
    document = SAMPLES[language]()
    kept = Kept()
    fresh = typeset(document)
    first = typeset(document, cache=kept)
    assert kept.missed == len(document.chapters) == len(kept.chapters)
    again = typeset(document, cache=kept)
    assert kept.missed == len(document.chapters)
    assert fresh == first == again


def test_one_changed_chapter_is_laid_out_and_no_other() -> None:
    document = documents.sample()
    kept = Kept()
    typeset(document, cache=kept)
    *others, last = document.chapters
    addition = Paragraph((Run("One more line ﺏ\u0301 भारत", "en"),))
    changed = replace(document, chapters=(*others, replace(last, blocks=(*last.blocks, addition))))
    kept.missed = 0
    assert typeset(changed, cache=kept) == typeset(changed)
    assert kept.missed == 1


def of_word(text: str) -> Chapter:
    return Chapter((Paragraph((Run(text, "ar"),)),))


def test_glyphs_that_fall_on_one_code_are_told_apart_in_any_order(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """With one code for all glyphs but the plain ones, every pair collides."""
    monkeypatch.setattr("publish.pdf.faces.zlib.crc32", lambda _: 0)
    words = [of_word(text) for text in ("بتثن", "نثتب", "مكتب المدعي العام", "ثبت")]
    document = documents.document(*words)
    kept = Kept()
    for chapter in reversed(words):
        typeset(documents.document(chapter), cache=kept)
    whole = typeset(document, cache=kept)
    assert whole == typeset(document)
    assert kept.missed == len(words), "the chapters of the others are taken up"
    with pikepdf.open(BytesIO(whole.content)) as opened:
        text = "".join(section.text for section in sections_of(opened))
    for word in ("بتثن", "نثتب", "المدعي", "ثبت"):
        assert word[::-1] in text


def test_a_kept_list_beside_a_new_chapter_gives_the_same_bytes() -> None:
    """What stands behind each page number of the list is written anew like all the rest."""
    index, names = documents.list_of_names("ta")
    kept = Kept()
    typeset(documents.document(index), cache=kept)
    news = Chapter((Paragraph((Run("\n".join(reversed(names)), "ta"),)),))
    document = documents.document(news, index)
    kept.missed = 0
    assert typeset(document, cache=kept) == typeset(document)
    assert kept.missed == 1


def key(document: Document) -> str:
    return keeping.key_of(document, document.chapters[1])


def test_the_key_follows_from_all_that_the_layout_depends_on() -> None:
    document = documents.sample()
    assert key(document) == key(documents.sample())
    heading = document.chapters[1].blocks[0]
    assert isinstance(heading, Heading)
    (run,) = heading.runs
    others = [
        replace(heading, runs=(replace(run, text=run.text + "x"),)),
        replace(heading, runs=(replace(run, language="fr"),)),
        replace(heading, runs=(replace(run, target="#elsewhere"),)),
        replace(heading, level=3),
        replace(heading, anchor="elsewhere"),
    ]
    keys = {key(document), key(replace(document, language="fr"))}
    for other in others:
        first, second, *rest = document.chapters
        chapter = replace(second, blocks=(other, *second.blocks[1:]))
        keys.add(key(replace(document, chapters=(first, chapter, *rest))))
    assert len(keys) == len(others) + 2


@pytest.mark.parametrize("spoilt", [b"", b"\0\0\0\5abc", b"\xff" * 40])
def test_what_cannot_be_read_is_laid_out_again(spoilt: bytes) -> None:
    document = documents.sample()
    kept = Kept()
    whole = typeset(document, cache=kept)
    kept.chapters = dict.fromkeys(kept.chapters, spoilt)
    assert typeset(document, cache=kept) == whole


def test_half_a_chapter_is_not_taken_for_one() -> None:
    document = documents.sample()
    setter = Typesetter(is_right_to_left=False)
    laid = keeping.kept(layout.lay_out(document, document.chapters[3], setter), setter.looks.faces)
    assert keeping.taken_up(laid, setter.looks.faces) is not None
    assert keeping.taken_up(laid[:-1], setter.looks.faces) is None
