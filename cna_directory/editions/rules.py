"""Pure decisions about the course of an edition: what comes next, and what a person must look at."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any

from cna_directory.editions.calendar import EditionNumber
from cna_directory.errors import Problem
from publish.content import AuthorityEntry, EditionContent, Text, Words
from publish.manifest import BuiltFile

LONGEST_REASON = 2000
"""Characters of a reason, of a person's or of the machine's."""

LONGEST_CORRIGENDUM = 10_000

SHARES = {"outline": 1, "pdf": 12, "rtf": 2, "checks": 5}
"""How much of the work in one language each step of the builder is, as measured on a full edition;
a step without a share counts as 1."""

PICTURED_AT_ONCE = 40
"""Pages of which a proof shows pictures: cover, notes, contents and the first States. They take
a second to make and about half a megabyte to keep; whoever wants all opens the PDF."""

MOST_PICTURED = 60
"""Pictures of a proof with those of the pages that a warning is about."""

PROOF_KEPT = timedelta(days=14)
"""How long after its edition was issued the files of a proof are kept, to compare the two."""

SHORTEST_ESTIMATE = 0.03
"""The part of the work that must be done before its pace says anything."""


class Step(StrEnum):
    """A step that an edition takes on its way from its closing to its issue."""

    FREEZE = "freeze"
    PROOF = "proof"
    ISSUE = "issue"


class WarningKind(StrEnum):
    """What a person should look at before an edition is issued."""

    NOT_CONFIRMED = "not_confirmed"
    NO_DESIGNATION = "no_designation"
    NO_GLYPH = "no_glyph"
    CUT_WORD = "cut_word"
    DRAFT_LANGUAGE = "draft_language"


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """Where an edition stands, as far as it decides what comes next."""

    number: EditionNumber
    closing_at: datetime
    issue_at: datetime
    is_frozen: bool = False
    has_proof: bool = False
    is_held: bool = False
    is_over: bool = False
    """Whether it has been issued, or even withdrawn since."""


def next_step(standing: Standing, now: datetime) -> Step | None:
    """Return what is to be done with an edition at a moment; nothing while it is held.

    A machine that was off from the closing to the day of issue freezes and issues at once: a proof
    that nobody can look at any more is not built.
    """
    if standing.is_over or standing.is_held:
        return None
    if not standing.is_frozen:
        return Step.FREEZE if now > standing.closing_at else None
    if now >= standing.issue_at:
        return Step.ISSUE
    return None if standing.has_proof else Step.PROOF


def reason_problems(field: str, text: str, *, most: int = LONGEST_REASON) -> list[Problem]:
    """Say what is wrong with a reason that a person gives."""
    if not text.strip():
        return [Problem(field, "Say why, in a sentence that others understand later.")]
    if len(text) > most:
        return [Problem(field, "This is too long. Say it in fewer words.")]
    return []


def drafts_now(shipped: frozenset[str], reviewed: frozenset[str]) -> frozenset[str]:
    """Return the languages whose words no person has reviewed as they are today."""
    return shipped - reviewed


def issued_languages(
    languages: Sequence[str], drafts: frozenset[str], *, is_demonstration: bool
) -> tuple[str, ...]:
    """Return the languages in which an edition is issued: drafts only in the demonstration."""
    return tuple(code for code in languages if is_demonstration or code not in drafts)


class Share:
    """Turns the builder's steps, told language after language, into one share of the whole."""

    def __init__(self, languages: int) -> None:
        """Begin with nothing done."""
        self.total = max(1, languages) * sum(SHARES.values())
        self._finished = 0
        self._step, self._done, self._of = "", 0, 1

    def after(self, step: str, done: int, of: int) -> int:
        """Return how much of `total` is done when the builder tells a step."""
        if step == "languages":
            self._finished = self.total * done // max(1, of)
            return self._finished
        if self._step and (step != self._step or done < self._done):
            self._finished += self._weight()
        self._step, self._done, self._of = step, done, max(1, of)
        of_this = self._weight() * min(done, self._of) // self._of
        return min(self._finished + of_this, self.total)

    def _weight(self) -> int:
        return SHARES.get(self._step, 1)


def over_all(languages: int, show: Callable[[int, int], object]) -> Callable[[str, int, int], None]:
    """Return a progress display of the builder that shows one share of the whole."""
    share = Share(languages)

    def tell(step: str, done: int, of: int) -> None:
        show(share.after(step, done, of), share.total)

    return tell


def time_left(done: int, total: int, spent: timedelta) -> timedelta | None:
    """Return how long the rest takes at the pace so far; `None` where it is too early to say."""
    if total <= 0 or done < SHORTEST_ESTIMATE * total:
        return None
    return spent * max(0, total - done) / done


def warnings(
    content: EditionContent,
    *,
    drafts: frozenset[str],
    missing_characters: Callable[[str], Sequence[str]],
    files: Sequence[BuiltFile] = (),
) -> list[dict[str, Any]]:
    """Return what a person should look at before the day, as rows of plain values.

    The files tell of words that were too long for their column.
    """
    found = [_warning(WarningKind.DRAFT_LANGUAGE, language=code) for code in sorted(drafts)]
    found.extend(_without_designation(content))
    for state, entry in _entries(content):
        where = {"state": state, "record": entry.number, "name": entry.name.text}
        if any(Words("mark.not_confirmed") in line.pieces for line in entry.marks):
            found.append(_warning(WarningKind.NOT_CONFIRMED, **where))
        characters = sorted({c for text in _texts(entry) for c in missing_characters(text)})
        for character in characters:
            code_point = f"U+{ord(character):04X}"
            found.append(_warning(WarningKind.NO_GLYPH, **where, character=code_point))
    found.extend(_cut_words(content, files))
    return found


def pages_to_picture(pages: int, warned: Sequence[int]) -> tuple[int, ...]:
    """Return which pages of a proof are shown as pictures, counted from 1."""
    first = set(range(1, min(pages, PICTURED_AT_ONCE) + 1))
    further = sorted(set(warned) - first)[: MOST_PICTURED - len(first)]
    return tuple(sorted({*first, *further}))


def _warning(kind: WarningKind, **values: Any) -> dict[str, Any]:
    return {"kind": kind.value, **values}


def _without_designation(content: EditionContent) -> Iterator[dict[str, Any]]:
    for part in content.parts:
        for chapter in part.chapters:
            if not chapter.has_receiver:
                name = chapter.name.names["en"]
                yield _warning(
                    WarningKind.NO_DESIGNATION, part=part.number, state=chapter.code, name=name
                )


def _cut_words(content: EditionContent, files: Sequence[BuiltFile]) -> Iterator[dict[str, Any]]:
    """Yield each word that was cut once, with the record or State it stands in.

    Lists and indices show the words of records again; what is the edition's own is named by its
    language.
    """
    entries = {entry.number: (state, entry.name.text) for state, entry in _entries(content)}
    names = {c.code: c.name.names["en"] for part in content.parts for c in part.chapters}
    found: dict[tuple[str, int, str], dict[str, Any]] = {}
    for file in files:
        for cut in file.cut_words:
            if cut.record in entries:
                state, name = entries[cut.record]
                values = {"state": state, "record": cut.record, "name": name}
            elif cut.state:
                values = {"state": cut.state, "name": names[cut.state]}
            else:
                values = {"language": file.language}
            found.setdefault((cut.state, cut.record, cut.word), {**values, "word": cut.word})
    told = {values["word"] for values in found.values() if "state" in values}
    for values in found.values():
        if "state" in values or values["word"] not in told:
            yield _warning(WarningKind.CUT_WORD, **values)


def _entries(content: EditionContent) -> Iterator[tuple[str, AuthorityEntry]]:
    """Yield each authority once, in the part that prints it in full."""
    for part in content.parts:
        for chapter in part.chapters:
            for entry in chapter.entries:
                if not entry.full_in:
                    yield chapter.code, entry


def _texts(entry: AuthorityEntry) -> Iterator[str]:
    """Yield all that the State wrote in an entry."""
    yield entry.name.text
    for name in entry.other_names:
        yield name.text
    fields = [*entry.contact, *entry.closing]
    fields.extend(field for it in entry.designations for field in it.fields)
    for field in fields:
        for line in field.lines:
            for piece in line.pieces:
                if isinstance(piece, Text):
                    yield piece.text
