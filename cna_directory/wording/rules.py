"""Pure decisions about the words of editions: what counts as reviewed, and how they are read."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from cna_directory.errors import Problem
from cna_directory.text import fold

ENGLISH = "en"
"""The language that all others are read beside; its words are reviewed as they are shipped."""

LONGEST_REVIEWER = 300
LONGEST_NOTE = 2000


class ReviewState(StrEnum):
    """How far the words of a language may be trusted."""

    REVIEWED = "reviewed"
    CHANGED = "changed"
    """Somebody reviewed it, and words have changed since."""
    DRAFT = "draft"


@dataclass(frozen=True, slots=True)
class Review:
    """Somebody has read every word of a language."""

    language: str
    wording_hash: str
    reviewer: str
    reviewed_at: datetime
    note: str


def standing_of(reviews: Sequence[Review], today: str) -> tuple[ReviewState, Review | None]:
    """Return how a language stands whose words have the hash `today`, and the review that says so.

    `reviews` are those that nobody took back, the latest first. A review holds for exactly the
    words that were read, also when they were other ones for a while.
    """
    for review in reviews:
        if review.wording_hash == today:
            return ReviewState.REVIEWED, review
    return (ReviewState.CHANGED, reviews[0]) if reviews else (ReviewState.DRAFT, None)


def problems_with_review(reviewer: str, note: str, *, has_read_all: bool) -> list[Problem]:
    """Say what is missing before a review may be recorded."""
    problems = []
    if not reviewer.strip():
        problems.append(Problem("reviewer", "Enter the function and the office of the reviewer."))
    elif len(reviewer.strip()) > LONGEST_REVIEWER:
        problems.append(Problem("reviewer", "Use at most 300 characters."))
    if len(note.strip()) > LONGEST_NOTE:
        problems.append(Problem("note", "Use at most 2,000 characters."))
    if not has_read_all:
        problems.append(
            Problem("has_read_all", "Tick this once the reviewer has confirmed it to you.")
        )
    return problems


class Group(StrEnum):
    """What words of an edition are for; the order in which they are read."""

    TITLES = "titles"
    NOTES = "notes"
    LABELS = "labels"
    ANSWERS = "answers"
    LINES = "lines"
    MARKS = "marks"
    CHANGES = "changes"
    FORM = "form"
    DATES = "dates"
    LANGUAGES = "languages"


GROUPS: Mapping[str, Group] = {
    "title": Group.TITLES,
    "text": Group.NOTES,
    "label": Group.LABELS,
    "detail": Group.LINES,
    "unanswered": Group.LINES,
    "word": Group.LINES,
    "unit": Group.LINES,
    "punctuation": Group.LINES,
    "mark": Group.MARKS,
    "change": Group.CHANGES,
    "form": Group.FORM,
    "date": Group.DATES,
    "month": Group.DATES,
    "weekday": Group.DATES,
    "short_month": Group.DATES,
    "short_weekday": Group.DATES,
    "language": Group.LANGUAGES,
}
"""The group of each first part of a key; all others name answers, such as `acceptance.required`."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One label, title or note: in English, in another language, and where each was read."""

    key: str
    english: str
    words: str
    english_source: str
    source: str

    @property
    def group(self) -> Group:
        """Return what the words are for."""
        return GROUPS.get(self.key.partition(".")[0], Group.ANSWERS)


@dataclass(frozen=True, slots=True)
class GroupOfEntries:
    """The entries of one group."""

    group: Group
    entries: tuple[Entry, ...]


def side_by_side(
    english: Mapping[str, str],
    words: Mapping[str, str],
    english_sources: Mapping[str, str],
    sources: Mapping[str, str],
) -> Iterator[Entry]:
    """Give every label, title and note of a language beside English."""
    for key, text in english.items():
        yield Entry(key, text, words[key], english_sources.get(key, ""), sources.get(key, ""))


def narrowed(
    entries: Iterable[Entry], text: str, group: Group | None
) -> tuple[GroupOfEntries, ...]:
    """Return the entries of a group that hold every word of `text`, in either language or the key."""
    wanted = fold(text).split()
    found: dict[Group, list[Entry]] = {each: [] for each in Group if group in {None, each}}
    for entry in entries:
        if entry.group in found and _holds(entry, wanted):
            found[entry.group].append(entry)
    return tuple(GroupOfEntries(each, tuple(those)) for each, those in found.items() if those)


def _holds(entry: Entry, wanted: Sequence[str]) -> bool:
    if not wanted:
        return True
    text = fold(f"{entry.english} {entry.words} {entry.key}")
    return all(word in text for word in wanted)
