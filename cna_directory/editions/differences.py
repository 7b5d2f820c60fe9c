"""What is different between two editions, as a page lists it: plain words and no pieces."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from publish.content import EditionContent, FieldChange, Line, Named, SectionChange, StateChanges
from publish.outline.pieces import line_runs, plain_text
from publish.wording import phrase


@dataclass(frozen=True, slots=True)
class Difference:
    """One thing that is different: where, what happened, and the words of both sides."""

    kind: str
    """`new`, `amended` or `ended`."""
    number: int
    """The record; 0 where it is about the State."""
    name: str
    what: str
    """The field or the request type; empty for a whole record."""
    before: str = ""
    after: str = ""


@dataclass(frozen=True, slots=True)
class ChangesOfState:
    """All that is different in one State."""

    code: str
    name: str
    differences: tuple[Difference, ...]
    no_longer_confirmed: tuple[tuple[int, str], ...]


def changes_of(content: EditionContent, language: str) -> tuple[ChangesOfState, ...]:
    """Return what is different from the edition before, in the words of a language."""
    types = {it.code: _named(it.name, language) for it in content.request_types}
    return tuple(
        ChangesOfState(
            code=state.code,
            name=_named(state.name, language),
            differences=tuple(_differences(state, types, language)),
            no_longer_confirmed=tuple((a.number, a.name.text) for a in state.no_longer_confirmed),
        )
        for state in content.changes.states
    )


def _differences(state: StateChanges, types: dict[str, str], language: str) -> Iterator[Difference]:
    yield from _of_fields(state.fields, 0, "", "", language)
    yield from _of_sections(state.requirements, 0, "", types, language)
    for authority in state.authorities:
        name = authority.name.text
        if authority.kind != "amended":
            yield Difference(authority.kind, authority.number, name, "")
        yield from _of_fields(authority.fields, authority.number, name, "", language)
        yield from _of_sections(authority.designations, authority.number, name, types, language)


def _of_sections(
    sections: Iterable[SectionChange],
    number: int,
    name: str,
    types: dict[str, str],
    language: str,
) -> Iterator[Difference]:
    for section in sections:
        what = types.get(section.request_type, section.request_type)
        if section.territory is not None:
            what = f"{what} ({_named(section.territory, language)})"
        if section.kind != "amended":
            yield Difference(section.kind, number, name, what)
        yield from _of_fields(section.fields, number, name, what, language)


def _of_fields(
    fields: Iterable[FieldChange], number: int, name: str, within: str, language: str
) -> Iterator[Difference]:
    for field in fields:
        label = phrase(field.label, language)
        what = f"{within}: {label}" if within else label
        before, after = _text(field.before, language), _text(field.after, language)
        yield Difference("amended", number, name, what, before, after)


def _text(lines: Iterable[Line], language: str) -> str:
    return "\n".join(plain_text(line_runs(line, language)) for line in lines)


def _named(named: Named, language: str) -> str:
    return named.names.get(language) or named.names["en"]
