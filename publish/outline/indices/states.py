"""The index of States by their names in every language of the directory."""

from collections.abc import Iterator

from publish.content import EditionPart, StateChapter
from publish.document import Block, Chapter, Heading, Reference, ReferenceList, Run
from publish.fonts import visible
from publish.outline import anchors
from publish.outline.indices.lines import INDEX_LEVEL, index_chapter
from publish.outline.pieces import Setting, name_run
from publish.wording import LANGUAGES, reading_languages

OWN_NAMES = {
    "en": "English",
    "fr": "Français",
    "es": "Español",
    "ar": "العربية",
    "zh": "中文",
    "ru": "Русский",
}
"""Each language by its own name: who reads no other finds the list all the same."""


def states_index(setting: Setting) -> Chapter:
    """Return the lists of States, one for each language, in its own alphabetical order."""
    blocks: list[Block] = [*setting.paragraphs("text.states_index.explanation")]
    for part in setting.content.parts[:1]:
        for language in LANGUAGES:
            blocks.extend(_index_in(setting, part, language))
    return index_chapter(setting, "text.states_index.heading", anchors.STATES_INDEX, blocks)


def _index_in(setting: Setting, part: EditionPart, language: str) -> Iterator[Block]:
    named = [chapter for chapter in part.chapters if language in chapter.name.names]
    named.sort(key=lambda chapter: chapter.sort_keys.get(language, ""))
    if not named:
        return
    own = Run(OWN_NAMES[language], language)
    anchor = anchors.section_anchor(anchors.STATES_INDEX, language)
    yield Heading(2, (own,), anchor, own.text)
    yield ReferenceList(tuple(_line(setting, part, chapter, language) for chapter in named))


def _line(setting: Setting, part: EditionPart, chapter: StateChapter, language: str) -> Reference:
    """Return a name with the one behind it under which the edition prints the State."""
    name = visible(chapter.name.names[language])
    runs: tuple[Run, ...] = (Run(name, language),)
    printed = name_run(chapter.name, setting.language)
    if printed.text != name and language not in reading_languages(setting.language):
        runs = (*runs, setting.run("punctuation.dash"), printed)
    return Reference(runs, anchors.state_anchor(part.number, chapter.code), INDEX_LEVEL)
