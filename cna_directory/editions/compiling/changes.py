"""What is different between two editions: a pure comparison of the records as at their closings."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping

from cna_directory.editions.compiling.whole import WholeAuthority, WholeSection, WholeState
from publish.content import (
    AuthorityChange,
    AuthorityName,
    ChangeKind,
    Changes,
    Field,
    FieldChange,
    Line,
    SectionChange,
    StateChanges,
)


def changes_between(before: Mapping[str, WholeState], after: Mapping[str, WholeState]) -> Changes:
    """Return all that is different, State by State in the order of the later edition."""
    states = (
        _state_changes(code, before.get(code, WholeState(state.name)), state)
        for code, state in after.items()
    )
    return Changes(tuple(state for state in states if state is not None))


def field_changes(before: Iterable[Field], after: Iterable[Field]) -> tuple[FieldChange, ...]:
    """Return the fields whose lines differ, in the order of the later edition.

    Fields of one label are taken together, and one without a line counts as not there.
    """
    old, new = _lines_by_label(before), _lines_by_label(after)
    return tuple(
        FieldChange(label, old.get(label, ()), new.get(label, ()))
        for label in dict.fromkeys((*new, *old))
        if old.get(label, ()) != new.get(label, ())
    )


def section_changes(
    before: Iterable[WholeSection], after: Iterable[WholeSection]
) -> tuple[SectionChange, ...]:
    """Return the designations (or requirements) that are new, amended or ended.

    One is known again by its request type and territory. Where there are several with the same,
    those that are equal are taken off first, and the others are compared in their order.
    """
    old, new = list(before), list(after)
    for section in tuple(old):
        if section in new:
            old.remove(section)
            new.remove(section)
    waiting: dict[tuple[str, str], list[WholeSection]] = defaultdict(list)
    for section in old:
        waiting[_key(section)].append(section)
    changed: list[SectionChange] = []
    for section in new:
        known = waiting[_key(section)]
        if not known:
            changed.append(_whole_change(ChangeKind.NEW, section))
        elif fields := field_changes(known.pop(0).fields, section.fields):
            changed.append(_whole_change(ChangeKind.AMENDED, section, fields))
    ended = (section for sections in waiting.values() for section in sections)
    return (*changed, *(_whole_change(ChangeKind.ENDED, section) for section in ended))


def _lines_by_label(fields: Iterable[Field]) -> dict[str, tuple[Line, ...]]:
    lines: dict[str, tuple[Line, ...]] = {}
    for field in fields:
        lines[field.label] = (*lines.get(field.label, ()), *field.lines)
    return lines


def _key(section: WholeSection) -> tuple[str, str]:
    return (section.request_type, section.territory)


def _whole_change(
    kind: ChangeKind, section: WholeSection, fields: tuple[FieldChange, ...] = ()
) -> SectionChange:
    return SectionChange(kind, section.request_type, section.territory_name, fields)


def _state_changes(code: str, before: WholeState, after: WholeState) -> StateChanges | None:
    """Return what is different in a State, or nothing if it says what it said."""
    made = StateChanges(
        code=code,
        name=after.name,
        fields=field_changes(before.fields, after.fields),
        requirements=section_changes(before.requirements, after.requirements),
        authorities=tuple(_authority_changes(before.authorities, after.authorities)),
        no_longer_confirmed=tuple(_lapsed(before.authorities, after.authorities)),
    )
    return None if made == StateChanges(code, after.name) else made


def _authority_changes(
    before: Iterable[WholeAuthority], after: Iterable[WholeAuthority]
) -> Iterator[AuthorityChange]:
    """Give the authorities that are new, amended or ended, known again by their numbers."""
    old = {each.number: each for each in before}
    for each in after:
        known = old.pop(each.number, None)
        if known is None:
            yield AuthorityChange(ChangeKind.NEW, each.number, each.name, each.part)
            continue
        fields = field_changes(known.fields, each.fields)
        designations = section_changes(known.designations, each.designations)
        if fields or designations:
            yield AuthorityChange(
                ChangeKind.AMENDED, each.number, each.name, each.part, fields, designations
            )
    for each in old.values():
        yield AuthorityChange(ChangeKind.ENDED, each.number, each.name, "")


def _lapsed(
    before: Iterable[WholeAuthority], after: Iterable[WholeAuthority]
) -> Iterator[AuthorityName]:
    """Give the authorities that counted as confirmed at the earlier closing and do not now."""
    confirmed = {each.number for each in before if each.is_confirmed}
    for each in after:
        if each.number in confirmed and not each.is_confirmed:
            yield AuthorityName(each.number, each.name, each.part)
