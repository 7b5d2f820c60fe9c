"""A record whose every text field holds hostile text."""

from dataclasses import fields, is_dataclass, replace
from datetime import date
from typing import Any

from cna_directory.authorities.record import Record, RecordStatus, StateProfile
from cna_directory.languages import LocalisedText, Translation
from cna_directory.seeding import all_revisions
from cna_directory.settings import PROJECT_FOLDER

HOSTILE = (
    "</bdi></dd><script>alert(1)</script>{{ 7*7 }}{% if %}\"'><img src=x onerror=alert(2)>"
    " {\\field{\\*\\fldinst HYPERLINK}} \\u1234 =1+1 &amp; \u202egnitnorts\u202c \u2066x"
    " \U0001f4a9 \ue000 \x07"
)
SHOWN = HOSTILE
for _mark in "\u202e\u202c\u2066\x07":
    SHOWN = SHOWN.replace(_mark, f"[U+{ord(_mark):04X}]")
LONG_WORD = "W" * 10_000

FREE_TEXT = {
    "name_transliterated",
    "acronym",
    "lines",
    "city",
    "state_or_province",
    "postal_code",
    "person_name",
    "salutation",
    "hours",
    "extension",
    "response_time",
    "national_central_bureau",
    "reference",
    "source",
    "summary",
    "note",
    "sources",
    "citation",
    "articles",
    "alternative_measure",
    "values",
    "by",
    "cooperation_networks",
    "recovery_networks",
}
SHORT = {"postal_code": 40, "salutation": 60, "extension": 40, "by": 60}


def a_full_record() -> Record:
    """Return the made-up record that says most, with every field it can have."""
    revisions = all_revisions(PROJECT_FOLDER / "seeds", date(2026, 11, 22)).revisions
    records = [
        r.record
        for r in revisions
        if isinstance(r.record, Record) and r.record.status is RecordStatus.LIVE
    ]
    return max(records, key=lambda record: len(repr(record)))


def made_hostile(value: Any, field: str = "") -> Any:
    """Return a copy in which every free text is hostile; what is coded stays."""
    if isinstance(value, LocalisedText):
        return LocalisedText(
            value.language,
            HOSTILE,
            tuple(Translation(t.language, LONG_WORD, t.origin) for t in value.translations),
        )
    if isinstance(value, str) and type(value) is str and field in FREE_TEXT:
        return HOSTILE[: SHORT.get(field, 200)]
    if isinstance(value, tuple):
        return tuple(made_hostile(item, field) for item in value)
    if is_dataclass(value) and not isinstance(value, type):
        changed = {f.name: made_hostile(getattr(value, f.name), f.name) for f in fields(value)}
        return replace(value, **changed)
    return value


def without_post(record: Record) -> Record:
    """Return the record with channels that name no contact post: its name has changed."""
    designations = tuple(
        replace(d, channels=tuple(replace(c, contact_post="") for c in d.channels))
        for d in record.designations
    )
    return replace(record, designations=designations, reports_to=None, superseded_by=None)


def a_hostile_record() -> Record:
    """Return a whole record of hostile text that the directory takes."""
    return without_post(made_hostile(a_full_record()))


def a_hostile_profile(state: str) -> StateProfile:
    """Return a whole State profile of hostile text."""
    revisions = all_revisions(PROJECT_FOLDER / "seeds", date(2026, 11, 22)).revisions
    profiles = [r.record for r in revisions if isinstance(r.record, StateProfile)]
    fullest = max(profiles, key=lambda profile: len(repr(profile)))
    made: StateProfile = made_hostile(replace(fullest, state=state))
    return made
