"""Who takes requests through INTERPOL, and who can be reached at any hour."""

from collections.abc import Iterator

from publish.content import AuthorityEntry, EditionPart
from publish.document import Block, Chapter, Heading, Reference, ReferenceList, Run
from publish.outline import anchors
from publish.outline.indices.lines import authority_line, index_chapter, part_heading
from publish.outline.pieces import Setting, name_run

Cases = tuple[str, ...]

SECTIONS: tuple[tuple[str, Cases], ...] = (
    ("both", ("normal", "urgent")),
    ("normal", ("normal",)),
    ("urgent", ("urgent",)),
)
"""The sections of the index, each with the cases in which its designations take requests."""


def interpol_index(setting: Setting) -> Chapter:
    """Return the lists for urgent cases: through INTERPOL, and contacts round the clock."""
    blocks: list[Block] = [
        *setting.paragraphs("text.interpol_index.explanation"),
        *(block for name, cases in SECTIONS for block in _through_interpol(setting, name, cases)),
        *_round_the_clock(setting),
    ]
    return index_chapter(setting, "text.interpol_index.heading", anchors.INTERPOL_INDEX, blocks)


def _through_interpol(setting: Setting, name: str, cases: Cases) -> Iterator[Block]:
    title = setting.run(f"text.interpol_index.{name}")
    found = False
    for part in setting.content.parts:
        references = tuple(_taking(setting, part, cases))
        if references:
            found = True
            anchor = anchors.section_anchor(anchors.INTERPOL_INDEX, f"{name}-{part.number}")
            yield part_heading(setting, part, (title,), anchor, is_outlined=True)
            yield ReferenceList(references)
    if not found:
        anchor = anchors.section_anchor(anchors.INTERPOL_INDEX, name)
        yield Heading(2, (title,), anchor, title.text)
        yield from setting.paragraphs("text.index.nobody")


def _taking(setting: Setting, part: EditionPart, cases: Cases) -> Iterator[Reference]:
    for chapter in part.chapters:
        for entry in chapter.entries:
            if names := _request_types(setting, entry, cases):
                yield authority_line(setting, part, chapter, entry, names)


def _request_types(
    setting: Setting, entry: AuthorityEntry, cases: Cases
) -> tuple[tuple[Run, ...], ...]:
    codes = dict.fromkeys(d.request_type for d in entry.receiving if d.interpol == cases)
    return tuple((name_run(setting.request_type(code).name, setting.language),) for code in codes)


def _round_the_clock(setting: Setting) -> Iterator[Block]:
    """Give who can be reached at any hour, once, in the part that prints the entry in full.

    It must take requests in one of the parts.
    """
    chapters = [chapter for part in setting.content.parts for chapter in part.chapters]
    entries = [entry for chapter in chapters for entry in chapter.entries]
    receivers = {entry.number for entry in entries if entry.takes_requests}
    title = setting.run("text.interpol_index.round_the_clock")
    anchor = anchors.section_anchor(anchors.INTERPOL_INDEX, "round-the-clock")
    yield Heading(2, (title,), anchor, title.text)
    references = tuple(
        authority_line(setting, part, chapter, entry)
        for part in setting.content.parts
        for chapter in part.chapters
        for entry in chapter.entries
        if entry.is_round_the_clock and not entry.full_in and entry.number in receivers
    )
    if references:
        yield ReferenceList(references)
    else:
        yield from setting.paragraphs("text.index.nobody")
