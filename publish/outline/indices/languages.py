"""The index by accepted language: which States take a request in it."""

import unicodedata
from collections.abc import Iterator

from publish.content import DesignationEntry, EditionPart, Literal, StateChapter, Words
from publish.document import Block, Chapter, Heading, Reference, ReferenceList, Run
from publish.outline import anchors
from publish.outline.indices.lines import index_chapter, state_line
from publish.outline.pieces import Setting, name_run, piece_run
from publish.wording import phrase, reading_languages

Tongue = Words | Literal
"""The name of a language, as entries give it."""

UNALPHABETIC = frozenset({"zh"})
"""Languages whose names have no alphabetical order here: those are put in the English one."""


def languages_index(setting: Setting) -> Chapter:
    """Return for each accepted language the States that take a request in it."""
    blocks: list[Block] = [*setting.paragraphs("text.languages_index.explanation")]
    for place, tongue in enumerate(_in_order(setting), start=1):
        run = piece_run(tongue, setting.language)
        anchor = anchors.section_anchor(anchors.LANGUAGES_INDEX, str(place))
        blocks.append(Heading(2, (run,), anchor, run.text))
        blocks.append(ReferenceList(tuple(_states(setting, tongue))))
    return index_chapter(setting, "text.languages_index.heading", anchors.LANGUAGES_INDEX, blocks)


def _in_order(setting: Setting) -> list[Tongue]:
    tongues = {
        tongue
        for part in setting.content.parts
        for chapter in part.chapters
        for designation in chapter.receiving
        for tongue in designation.languages
    }
    return sorted(tongues, key=lambda tongue: _place(tongue, setting.language))


def _place(tongue: Tongue, language: str) -> tuple[str, str]:
    """Return the key that puts languages in the order of their names, accents aside."""
    if isinstance(tongue, Literal):
        return (tongue.text, tongue.text)
    first = reading_languages(language)[0]
    name = phrase(tongue.key, "en" if first in UNALPHABETIC else first)
    plain = "".join(c for c in unicodedata.normalize("NFD", name) if not unicodedata.combining(c))
    return (plain.casefold(), tongue.key)


def _states(setting: Setting, tongue: Tongue) -> Iterator[Reference]:
    """Give each State once, with the page of the first part in which it takes the language."""
    chapters: dict[str, list[tuple[EditionPart, StateChapter]]] = {}
    for part in setting.content.parts:
        for chapter in part.chapters:
            chapters.setdefault(chapter.code, []).append((part, chapter))
    for there in chapters.values():
        taking = [(part, chapter) for part, chapter in there if _is_taken(chapter, tongue)]
        if taking:
            part, chapter = taking[0]
            designations = [d for _, each in there for d in each.receiving]
            yield state_line(setting, part, chapter, _for_some(setting, designations, tongue))


def _is_taken(chapter: StateChapter, tongue: Tongue) -> bool:
    return any(tongue in designation.languages for designation in chapter.receiving)


def _for_some(
    setting: Setting, designations: list[DesignationEntry], tongue: Tongue
) -> tuple[tuple[Run, ...], ...]:
    """Return the request types that a State takes in a language, if it is not all of them."""
    taken = {d.request_type for d in designations if tongue in d.languages}
    if taken == {d.request_type for d in designations}:
        return ()
    order = [each for each in setting.content.request_types if each.code in taken]
    return tuple((name_run(each.name, setting.language),) for each in order)
