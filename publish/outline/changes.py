"""What has changed since the edition before, State by State, with the words of both editions."""

import unicodedata
from collections import Counter
from collections.abc import Iterator

from publish.content import (
    AuthorityChange,
    AuthorityName,
    ChangeKind,
    FieldChange,
    Line,
    SectionChange,
    StateChanges,
    Text,
)
from publish.document import (
    Block,
    Chapter,
    FieldLine,
    FieldRow,
    FieldTable,
    Heading,
    Paragraph,
    Reference,
    ReferenceList,
    Run,
    Space,
)
from publish.outline.anchors import CHANGES, authority_anchor, changes_anchor, state_anchor
from publish.outline.entries import BEFORE_REFERENCE, REFERENCE_LEVEL, unit_title
from publish.outline.pieces import (
    Setting,
    label_run,
    line_lines,
    name_runs,
    plain_text,
    text_row,
    text_run,
)


def changes_chapter(setting: Setting) -> Chapter:
    """Return the list of changes; an edition without one before it says why there is none."""
    run = setting.run("text.changes.heading")
    heading = Heading(1, (run,), CHANGES, run.text)
    return Chapter((heading, *_list(setting)), running_head=run.text)


def _list(setting: Setting) -> Iterator[Block]:
    previous, changes = setting.content.previous_number, setting.content.changes
    if not previous:
        reason = "withdrawn" if setting.content.follows_withdrawn else "first"
        yield from setting.paragraphs(f"text.changes.{reason}")
        return
    if not changes.states:
        yield from setting.paragraphs("text.changes.none", number=previous)
        return
    yield from setting.paragraphs("text.changes.explanation", number=previous)
    yield _counts(setting)
    for state in changes.states:
        yield from _state(setting, state)


def _counts(setting: Setting) -> FieldTable:
    """Return how many authorities are new, amended, ended and no longer confirmed."""
    states = setting.content.changes.states
    kinds = Counter(each.kind for state in states for each in state.authorities)
    lapsed = sum(len(state.no_longer_confirmed) for state in states)
    numbers = {
        "states_count": len(states),
        "new_count": kinds[ChangeKind.NEW],
        "amended_count": kinds[ChangeKind.AMENDED],
        "ended_count": kinds[ChangeKind.ENDED],
        "not_confirmed_count": lapsed,
    }
    return FieldTable(
        tuple(
            text_row(f"text.changes.{name}", str(number), setting)
            for name, number in numbers.items()
        )
    )


def _state(setting: Setting, state: StateChanges) -> Iterator[Block]:
    """Give one State: who is new, amended, ended and no longer confirmed, then the State itself."""
    names = name_runs(state.name, setting.language)
    yield Heading(2, names, changes_anchor(state.code), plain_text(names))
    of_kind = {
        kind: [each for each in state.authorities if each.kind is kind] for kind in ChangeKind
    }
    yield from _named(setting, state.code, "new", of_kind[ChangeKind.NEW])
    yield from _ended(setting, state.code, of_kind[ChangeKind.ENDED])
    yield from _named(setting, state.code, "not_confirmed", state.no_longer_confirmed)
    for authority in of_kind[ChangeKind.AMENDED]:
        yield from _amended(setting, state.code, authority)
    yield from _whole_state(setting, state)


def _named(
    setting: Setting,
    code: str,
    kind: str,
    authorities: list[AuthorityChange] | tuple[AuthorityName, ...],
) -> Iterator[Block]:
    """Give authorities that stand in this edition, each with its page."""
    if not authorities:
        return
    yield _kind_heading(setting, code, kind)
    yield ReferenceList(
        tuple(
            Reference(
                (text_run(each.name),), authority_anchor(each.part, each.number), REFERENCE_LEVEL
            )
            for each in authorities
        )
    )


def _ended(setting: Setting, code: str, authorities: list[AuthorityChange]) -> Iterator[Block]:
    """Give authorities that stand in the edition before only, with their record numbers."""
    if not authorities:
        return
    yield _kind_heading(setting, code, "ended")
    for each in authorities:
        runs = (
            text_run(each.name),
            setting.run("punctuation.open_bracket"),
            setting.run("text.changes.record", number=each.number),
            setting.run("punctuation.close_bracket"),
        )
        yield Paragraph(runs, "small")


def _kind_heading(setting: Setting, code: str, kind: str) -> Heading:
    run = setting.run(f"change.{kind}")
    anchor = changes_anchor(code, kind.replace("_", "-"))
    return Heading(3, (run,), anchor, run.text, is_outlined=False)


def _amended(setting: Setting, code: str, authority: AuthorityChange) -> Iterator[Block]:
    kind = setting.run("change.amended")
    runs = (kind, setting.run("punctuation.colon"), text_run(authority.name))
    anchor = changes_anchor(code, str(authority.number))
    yield Heading(3, runs, anchor, plain_text(runs), is_outlined=False)
    yield FieldTable(
        (
            *(_field(setting, each) for each in authority.fields),
            *(row for each in authority.designations for row in _section(setting, each)),
        )
    )
    yield from _way_to(setting, authority_anchor(authority.part, authority.number))


def _whole_state(setting: Setting, state: StateChanges) -> Iterator[Block]:
    """Give what is different in what a State says for all its authorities."""
    rows = (
        *(_field(setting, each) for each in state.fields),
        *(
            row
            for each in state.requirements
            for row in _section(setting, each, unit="requirement")
        ),
    )
    if rows:
        run = setting.run("change.whole_state")
        yield Heading(3, (run,), changes_anchor(state.code, "state"), run.text, is_outlined=False)
        yield FieldTable(rows)
        part = setting.content.parts[0].number
        yield from _way_to(setting, state_anchor(part, state.code))


def _way_to(setting: Setting, anchor: str) -> Iterator[Block]:
    """Give the page of the whole entry, below what is different in it."""
    yield Space(BEFORE_REFERENCE)
    run = setting.run("text.changes.entry")
    yield ReferenceList((Reference((run,), anchor, REFERENCE_LEVEL),))


def _section(
    setting: Setting, section: SectionChange, unit: str = "designation"
) -> Iterator[FieldRow]:
    """Give what happened to a designation, and below it the fields that were amended."""
    title = unit_title(setting, section.request_type, section.territory)
    label = label_run(f"change.{unit}_{section.kind.value}", setting.language)
    yield FieldRow((label,), (FieldLine(title, follows_document=True),))
    for each in section.fields:
        yield _field(setting, each)


def _field(setting: Setting, change: FieldChange) -> FieldRow:
    """Return a field with its words before and now; lines that stand in both are left out."""
    before = tuple(line for line in change.before if line not in change.after)
    after = tuple(line for line in change.after if line not in change.before)
    if not before and not after:
        # Only their order is another one.
        before, after = change.before, change.after
    if change.before and change.after and not (before and after):
        lines = tuple(_side(setting, "removed" if before else "added", before or after))
    else:
        lines = (*_side(setting, "before", before), *_side(setting, "after", after))
    return FieldRow((label_run(change.label, setting.language),), lines)


def _side(setting: Setting, side: str, lines: tuple[Line, ...]) -> Iterator[FieldLine]:
    """Give the words of one edition, behind their mark where both read in one direction."""
    mark = Run(setting.words(f"change.{side}"), setting.language, is_bold=True)
    if not lines:
        yield FieldLine((mark, setting.run("word.not_stated")))
        return
    printed = [row for line in lines for row in line_lines(line, setting.language)]
    if len(printed) == 1 and not printed[0].is_item and not _has_other_direction(setting, lines[0]):
        yield FieldLine((mark, *printed[0].runs), follows_document=True)
        return
    yield FieldLine((mark,))
    yield from printed


def _has_other_direction(setting: Setting, line: Line) -> bool:
    """Say whether a State's words in a line read against the direction of the edition."""
    backwards = {"L"} if setting.is_right_to_left else {"R", "AL"}
    letters = (c for piece in line.pieces if isinstance(piece, Text) for c in piece.text)
    return any(unicodedata.bidirectional(c) in backwards for c in letters)
