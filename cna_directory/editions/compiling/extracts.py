"""One State or one request type out of the directory, to be compiled as an edition of its own.

The records are cut and not the finished content: what an entry leaves out because another entry
says it is then printed where the other one is missing.
"""

from collections.abc import Iterable, Mapping
from dataclasses import replace

from cna_directory.authorities.queries import Revised
from cna_directory.authorities.record import Record, StateProfile
from cna_directory.editions.compiling.sources import Sources
from cna_directory.errors import NotFound
from publish.content import EditionContent, Named, StateChapter

STATE, REQUEST_TYPE = "state", "request-type"
OF_REQUEST_TYPE = frozenset({"label.no_authority_designated", "label.legal_requirements"})
"""What a State says of a type of request, whether or not it has an authority for it."""


def only(sources: Sources, extract: str) -> Sources:
    """Return what an extract is compiled from; an empty one is the whole directory.

    Raises:
        NotFound: there is no such State or request type.
    """
    kind, _, code = extract.partition("/")
    if not extract:
        return sources
    if kind == STATE and any(state.iso2 == code for state in sources.states):
        return _of_state(sources, code)
    if kind == REQUEST_TYPE and any(row.code == code for row in sources.request_types):
        return _of_request_type(sources, code)
    raise NotFound("There is no such extract. Choose a State or a type of request.")


def named(content: EditionContent, sources: Sources, extract: str) -> EditionContent:
    """Return the content of an extract with its name, and without the parts that are left empty."""
    if not extract:
        return content
    kind, _, code = extract.partition("/")
    names = _names_of(sources, kind, code)
    filled = tuple(p for p in content.parts if any(_is_filled(c, kind) for c in p.chapters))
    return replace(content, extract=Named(names), parts=filled or content.parts[:1])


def _is_filled(chapter: StateChapter, kind: str) -> bool:
    """Say whether a chapter has an authority, or something that its State says of the extract.

    A later part refers to what an earlier one says in full, so that one stays for its sake too.
    """
    said = any(kind == STATE or field.label in OF_REQUEST_TYPE for field in chapter.fields)
    return said or bool(chapter.entries)


def _names_of(sources: Sources, kind: str, code: str) -> Mapping[str, str]:
    if kind == STATE:
        return next(state.names for state in sources.states if state.iso2 == code)
    return next(row.names for row in sources.request_types if row.code == code)


def _of_state(sources: Sources, iso2: str) -> Sources:
    def of_records(records: Iterable[Revised[Record]]) -> tuple[Revised[Record], ...]:
        return tuple(revised for revised in records if revised.record.state == iso2)

    def of_profiles(profiles: Iterable[Revised[StateProfile]]) -> tuple[Revised[StateProfile], ...]:
        return tuple(revised for revised in profiles if revised.record.state == iso2)

    before = sources.before
    return replace(
        sources,
        records=of_records(sources.records),
        profiles=of_profiles(sources.profiles),
        states=tuple(state for state in sources.states if state.iso2 == iso2),
        treaty_status=tuple(status for status in sources.treaty_status if status.state == iso2),
        before=before
        and replace(
            before, records=of_records(before.records), profiles=of_profiles(before.profiles)
        ),
    )


def _of_request_type(sources: Sources, code: str) -> Sources:
    before = sources.before
    return replace(
        sources,
        records=_designated_for(code, sources.records),
        profiles=_requiring_for(code, sources.profiles),
        request_types=tuple(row for row in sources.request_types if row.code == code),
        before=before
        and replace(
            before,
            records=_designated_for(code, before.records),
            profiles=_requiring_for(code, before.profiles),
        ),
    )


def _designated_for(code: str, records: Iterable[Revised[Record]]) -> tuple[Revised[Record], ...]:
    """Return the records designated for a request type, with their designations for it alone."""
    cut = (
        replace(
            revised,
            record=replace(
                revised.record,
                designations=tuple(
                    d for d in revised.record.designations if d.request_type == code
                ),
            ),
        )
        for revised in records
    )
    return tuple(revised for revised in cut if revised.record.designations)


def _requiring_for(
    code: str, profiles: Iterable[Revised[StateProfile]]
) -> tuple[Revised[StateProfile], ...]:
    """Return what States say of themselves, with what they require for a request type alone."""
    return tuple(
        replace(
            revised,
            record=replace(
                revised.record,
                requirements=tuple(
                    r for r in revised.record.requirements if r.request_type == code
                ),
                not_designated=tuple(c for c in revised.record.not_designated if c == code),
            ),
        )
        for revised in profiles
    )
