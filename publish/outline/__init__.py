"""From what an edition says to the format-neutral document that the renderers set.

The modules follow the book: `front` (cover to explanatory notes), `entries` (the parts and their
States), `indices` (by request type, and who is missing), `back` (the colophon). `pieces` turns the
pieces of the content into runs of text; `anchors` names the places that links point to.
"""

from publish.content import EditionContent
from publish.document import Chapter, Document
from publish.outline.back import colophon
from publish.outline.entries import part_chapters
from publish.outline.front import contents, cover, explanations, introduction, note
from publish.outline.indices import missing_chapter, request_type_index
from publish.outline.pieces import Setting
from publish.wording import DRAFTS, EDITION_TITLES, phrase, written_day

__all__ = ["outlined"]


def outlined(content: EditionContent, language: str) -> Document:
    """Return the whole edition in one language as a document ready to be set."""
    setting = Setting(content, content.hash(), language)
    title = EDITION_TITLES.get(language, EDITION_TITLES["en"])
    edition = phrase("text.edition", language, number=content.number)
    return Document(
        title=f"{title}, {edition}",
        subject=_subject(content, language),
        author=content.issuer,
        language=language,
        header_text=title,
        page_words=(
            phrase("text.page_before", language),
            phrase("text.page_between", language),
            phrase("text.page_after", language),
        ),
        foot_text=_foot(content, language),
        created_on=content.issue_on.isoformat(),
        content_hash=setting.content_hash,
        chapters=_chapters(setting),
    )


def _chapters(setting: Setting) -> tuple[Chapter, ...]:
    back = (request_type_index(setting), missing_chapter(setting), colophon(setting))
    middle = tuple(
        chapter for part in setting.content.parts for chapter in part_chapters(setting, part)
    )
    front = (introduction(setting), explanations(setting))
    return (
        cover(setting),
        note(setting),
        contents(setting, before=front, after=back),
        *front,
        *middle,
        *back,
    )


def _subject(content: EditionContent, language: str) -> str:
    day = written_day(content.closing_at.date(), language)
    return phrase("text.subject", language, number=content.number, day=day)


def _foot(content: EditionContent, language: str) -> str:
    words = [phrase("text.foot", language, number=content.number)]
    if content.is_demonstration:
        words.append(phrase("mark.demonstration", language))
    if language in DRAFTS:
        words.append(phrase("mark.draft", language))
    return phrase("punctuation.dash", language).join(words)
