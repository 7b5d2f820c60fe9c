"""The index by request type: for each its States and authorities with their pages."""

from collections.abc import Iterator

from publish.content import AuthorityEntry, EditionPart, RequestTypeName
from publish.document import Block, Chapter, Heading, Reference, ReferenceList, Run
from publish.outline import anchors
from publish.outline.indices.lines import (
    authority_line,
    bracketed,
    index_chapter,
    part_heading,
    provisions_in,
)
from publish.outline.pieces import Setting, name_run, name_runs, plain_text


def request_type_index(setting: Setting) -> Chapter:
    """Return the index by request type and part, in the order of the directory."""
    blocks = [
        block
        for request_type in setting.content.request_types
        for block in _index_of(setting, request_type)
    ]
    return index_chapter(setting, "text.index.heading", anchors.INDEX, blocks)


def _index_of(setting: Setting, request_type: RequestTypeName) -> Iterator[Block]:
    name = name_runs(request_type.name, setting.language)
    found = False
    for part in setting.content.parts:
        references = tuple(_references(setting, part, request_type.code))
        if not references:
            continue
        found = True
        anchor = anchors.index_anchor(part.number, request_type.code)
        title = (*name, *_cited(setting, request_type, part))
        yield part_heading(setting, part, title, anchor, is_outlined=True)
        yield ReferenceList(references)
    if not found:
        anchor = anchors.index_anchor("none", request_type.code)
        yield Heading(2, name, anchor, plain_text(name))
        yield from setting.paragraphs("text.index.none")


def _cited(setting: Setting, request_type: RequestTypeName, part: EditionPart) -> tuple[Run, ...]:
    """Return the articles on which a request type rests in a part, in brackets."""
    cited = provisions_in(request_type, part)
    return bracketed(setting, tuple((Run(each, isolate=True),) for each in cited))


def _references(setting: Setting, part: EditionPart, code: str) -> Iterator[Reference]:
    for chapter in part.chapters:
        for entry in chapter.entries:
            if any(each.request_type == code for each in entry.receiving):
                remarks = _territories(setting, entry, code)
                yield authority_line(setting, part, chapter, entry, remarks)


def _territories(setting: Setting, entry: AuthorityEntry, code: str) -> tuple[tuple[Run, ...], ...]:
    """Return the territories of an authority that is designated for nothing but them."""
    designations = [each for each in entry.receiving if each.request_type == code]
    territories = [each.territory for each in designations if each.territory is not None]
    if len(territories) < len(designations):
        return ()
    return tuple((name_run(territory, setting.language),) for territory in territories)
