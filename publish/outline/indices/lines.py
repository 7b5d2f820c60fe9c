"""What the indices share: their headings, and lines that lead to an authority or a State."""

from publish.content import AuthorityEntry, EditionPart, RequestTypeName, StateChapter
from publish.document import Block, Chapter, Heading, Reference, Run
from publish.outline.anchors import authority_anchor, state_anchor
from publish.outline.pieces import Setting, joined, name_run, name_runs, plain_text, text_run

SECOND_PART_INSTRUMENTS = ("UNCAC",)
"""Instruments of part II; the provisions of all others belong to part I."""

INDEX_LEVEL = 3
"""The level of references in an index: the smallest."""


def index_chapter(setting: Setting, key: str, anchor: str, blocks: list[Block]) -> Chapter:
    """Return a chapter that begins with the words of `key` as its heading."""
    run = setting.run(key)
    return Chapter((Heading(1, (run,), anchor, run.text), *blocks), running_head=run.text)


def provisions_in(request_type: RequestTypeName, part: EditionPart) -> tuple[str, ...]:
    """Return the provisions of a request type that belong to a part."""
    is_second = part.number == "II"
    return tuple(
        each
        for each in request_type.provisions
        if each.startswith(SECOND_PART_INSTRUMENTS) == is_second
    )


def part_heading(
    setting: Setting,
    part: EditionPart,
    name: tuple[Run, ...],
    anchor: str,
    *,
    is_outlined: bool = False,
) -> Heading:
    """Return the heading of a list that holds for one part."""
    part_name = setting.words("text.part", number=part.number)
    runs = (*name, Run(setting.words("punctuation.dash") + part_name, setting.language))
    return Heading(2, runs, anchor, plain_text(runs), is_outlined)


def authority_line(
    setting: Setting,
    part: EditionPart,
    chapter: StateChapter,
    entry: AuthorityEntry,
    remarks: tuple[tuple[Run, ...], ...] = (),
) -> Reference:
    """Return the line of an authority under its State, with remarks in brackets behind it."""
    state = name_run(chapter.name, setting.language)
    runs = (state, setting.run("punctuation.dash"), text_run(entry.name))
    anchor = authority_anchor(part.number, entry.number)
    return Reference((*runs, *bracketed(setting, remarks)), anchor, INDEX_LEVEL)


def state_line(
    setting: Setting,
    part: EditionPart,
    chapter: StateChapter,
    remarks: tuple[tuple[Run, ...], ...] = (),
) -> Reference:
    """Return the line of a State, with remarks in brackets behind it."""
    names = name_runs(chapter.name, setting.language)
    anchor = state_anchor(part.number, chapter.code)
    return Reference((*names, *bracketed(setting, remarks)), anchor, INDEX_LEVEL)


def bracketed(setting: Setting, remarks: tuple[tuple[Run, ...], ...]) -> tuple[Run, ...]:
    """Return remarks in brackets, or nothing where there are none."""
    if not remarks:
        return ()
    return (
        setting.run("punctuation.open_bracket"),
        *joined(remarks, setting.run("punctuation.comma")),
        setting.run("punctuation.close_bracket"),
    )
