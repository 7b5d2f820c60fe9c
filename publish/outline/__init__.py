"""From what an edition says to the format-neutral document that the renderers set.

The modules follow the book: `front` (cover to explanatory notes), `changes` (since the edition
before), `entries` (the parts and their States), `indices`, `annexes` (parties, and who else may
help), `form` (to report a change), `back` (the colophon). `pieces` turns the pieces of the content
into runs of text; `anchors` names the places that links point to.
"""

from publish.content import EditionContent
from publish.document import Chapter, Document
from publish.outline.annexes import fallback_chapter, parties_chapter
from publish.outline.back import colophon
from publish.outline.changes import changes_chapter
from publish.outline.entries import part_chapters
from publish.outline.figures import figures_chapter
from publish.outline.form import form_chapter
from publish.outline.front import contents, cover, explanations, introduction, note
from publish.outline.indices import (
    interpol_index,
    languages_index,
    missing_chapter,
    request_type_index,
    states_index,
)
from publish.outline.pieces import Setting, name_run
from publish.wording import DRAFTS, EDITION_TITLES, phrase, reading_languages, written_day

__all__ = ["outlined"]


def outlined(
    content: EditionContent, language: str, *, drafts: frozenset[str] = DRAFTS
) -> Document:
    """Return the whole edition in one language as a document ready to be set.

    `drafts` are the languages whose fixed words nobody has reviewed; the foot says so.
    """
    setting = Setting(content, content.hash(), language, language in drafts)
    edition = phrase("text.edition", language, number=content.number)
    title = EDITION_TITLES[reading_languages(language)[0]]
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
        foot_text=_foot(content, language, drafts),
        created_on=content.issue_on.isoformat(),
        content_hash=setting.content_hash,
        chapters=_chapters(setting),
    )


FRONT = (introduction, explanations, changes_chapter, figures_chapter)
BACK = (
    states_index,
    request_type_index,
    interpol_index,
    languages_index,
    missing_chapter,
    parties_chapter,
    fallback_chapter,
    form_chapter,
    colophon,
)
OF_THE_WHOLE = frozenset({figures_chapter, states_index, missing_chapter, parties_chapter})
"""Chapters that would say of an extract what holds for the whole edition only."""


def _chapters(setting: Setting) -> tuple[Chapter, ...]:
    left_out = OF_THE_WHOLE if setting.content.extract else frozenset()
    front, back = (
        tuple(chapter(setting) for chapter in chapters if chapter not in left_out)
        for chapters in (FRONT, BACK)
    )
    middle = tuple(
        chapter for part in setting.content.parts for chapter in part_chapters(setting, part)
    )
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


def _foot(content: EditionContent, language: str, drafts: frozenset[str]) -> str:
    """Return the foot; what stands in it beside the number is in one language, to find room."""
    first = reading_languages(language)[0]
    words = [phrase("text.foot", language, number=content.number)]
    if content.extract:
        name = name_run(content.extract, language).text
        words.append(phrase("text.extract", language, name=name))
    if content.is_demonstration:
        words.append(phrase("mark.demonstration", first))
    if language in drafts:
        words.append(phrase("mark.draft", first))
    return phrase("punctuation.dash", language).join(words)
