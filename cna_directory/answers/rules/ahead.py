"""What is known already of the days to come: who will be designated, and until when others are."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from cna_directory.languages import LocalisedText


@dataclass(frozen=True, slots=True)
class Span:
    """A designation of an authority for a type of request, from and until when it holds."""

    authority: int
    begins: date
    ends: date
    """The last day; `date.max` where no end is known."""
    territory: str
    name: LocalisedText | None = None
    """`None` where it is designated today already."""
    has_page: bool = True
    """Whether the authority has a page today."""


@dataclass(frozen=True, slots=True)
class Coming:
    """An authority that will be designated."""

    span: Span
    is_instead: bool
    """Nobody who is designated today will be any more; else it comes beside them."""


@dataclass(frozen=True, slots=True)
class Version:
    """What a record says of the type of request, in a revision that takes effect on a day."""

    authority: int
    effective_from: date
    spans: tuple[Span, ...]


def with_versions(spans: Iterable[Span], versions: Iterable[Version]) -> tuple[Span, ...]:
    """Return the spans after the revisions that are recorded and not in force yet.

    Args:
        spans: what the records in force say.
        versions: what later revisions say, those of one day in the order in which they were
            recorded; each takes the place of all before it of its record.
    """
    known = list(spans)
    # Of one day, the revision that was recorded last takes the place of the others.
    for version in sorted(versions, key=lambda it: it.effective_from):
        day = version.effective_from
        known = [_cut(s, day) if s.authority == version.authority else s for s in known]
        known += [_begun(span, day) for span in version.spans]
    return _joined(span for span in known if span.begins <= span.ends)


def _cut(span: Span, day: date) -> Span:
    return _changed(span, span.begins, min(span.ends, day - timedelta(days=1)))


def _begun(span: Span, day: date) -> Span:
    return _changed(span, max(span.begins, day), span.ends)


def _changed(span: Span, begins: date, ends: date) -> Span:
    return replace(span, begins=begins, ends=ends)


def _joined(spans: Iterable[Span]) -> tuple[Span, ...]:
    """Return the spans with those that go on without a break made one."""
    joined: list[Span] = []
    for span in sorted(spans, key=lambda it: (it.authority, it.territory, it.begins)):
        before = joined[-1] if joined else None
        if (
            before is not None
            and (before.authority, before.territory) == (span.authority, span.territory)
            and span.begins.toordinal() <= before.ends.toordinal() + 1
        ):
            joined[-1] = _changed(before, before.begins, max(before.ends, span.ends))
        else:
            joined.append(span)
    return tuple(joined)


def coming(spans: Sequence[Span], today: date) -> tuple[Coming, ...]:
    """Return who will be designated and is not today, the first to begin first."""
    held = [span for span in spans if span.begins <= today <= span.ends]
    later = sorted((span for span in spans if span.begins > today), key=lambda it: it.begins)
    return tuple(
        Coming(span, is_instead=all(other.ends < span.begins for other in held)) for span in later
    )


def last_days(spans: Iterable[Span], today: date) -> dict[tuple[int, str], date]:
    """Return the last day of each authority for each territory; `date.max` where none is known."""
    return {(it.authority, it.territory): it.ends for it in spans if it.begins <= today <= it.ends}
