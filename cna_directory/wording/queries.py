"""Reading the words of editions, and who has reviewed them."""

from dataclasses import dataclass

from sqlalchemy import select

from cna_directory.database import db
from cna_directory.errors import NO_SUCH_PAGE, NotFound
from cna_directory.wording.models import WordingReview
from cna_directory.wording.rules import (
    ENGLISH,
    Entry,
    Review,
    ReviewState,
    side_by_side,
    standing_of,
)
from publish.wording import (
    LANGUAGES,
    SOURCES,
    TRILINGUAL,
    all_words,
    reading_languages,
    wording_hash,
)

REVIEWED_BY_PERSONS = tuple(language for language in LANGUAGES if language != ENGLISH)


@dataclass(frozen=True, slots=True)
class LanguageWording:
    """The words of a language as they are today, and how they stand."""

    language: str
    wording_hash: str
    texts: int
    """How many labels, titles and notes there are."""
    state: ReviewState
    review: Review | None
    """The review that holds, or the latest one where words have changed since."""


def reviewed_languages() -> frozenset[str]:
    """Return the languages in which an edition may go out as reviewed; English is always among them."""
    return frozenset(each.language for each in languages() if each.state is ReviewState.REVIEWED)


def languages() -> tuple[LanguageWording, ...]:
    """Return how every language of editions stands, the trilingual edition last.

    That one is reviewed when each of its languages is; nobody reviews it by itself.
    """
    reviews = _reviews()
    each = {language: _standing(language, reviews[language]) for language in LANGUAGES}
    parts = [each[language].state for language in reading_languages(TRILINGUAL)]
    together = LanguageWording(
        language=TRILINGUAL,
        wording_hash=wording_hash(TRILINGUAL),
        texts=0,
        state=_weakest(parts),
        review=None,
    )
    return (*each.values(), together)


def wording_of(language: str) -> LanguageWording:
    """Return the words of a language that persons review.

    Raises:
        NotFound: editions have no such language, or it is English, beside which others are read.
    """
    if language not in REVIEWED_BY_PERSONS:
        raise NotFound(NO_SUCH_PAGE)
    return _standing(language, _reviews()[language])


def entries_of(language: str) -> tuple[Entry, ...]:
    """Return every label, title and note of a language beside English, with their sources."""
    english_sources, sources = SOURCES[ENGLISH], SOURCES[language]
    return tuple(side_by_side(all_words(ENGLISH), all_words(language), english_sources, sources))


def _standing(language: str, reviews: list[Review]) -> LanguageWording:
    today = wording_hash(language)
    if language == ENGLISH:
        state, review = ReviewState.REVIEWED, None
    else:
        state, review = standing_of(reviews, today)
    return LanguageWording(language, today, len(all_words(language)), state, review)


def _weakest(states: list[ReviewState]) -> ReviewState:
    return max(states, key=list(ReviewState).index)


def _reviews() -> dict[str, list[Review]]:
    """Return the reviews of each language that nobody took back, the latest first."""
    found: dict[str, list[Review]] = {language: [] for language in LANGUAGES}
    rows = db.session.scalars(
        select(WordingReview)
        .where(WordingReview.taken_back_at.is_(None))
        .order_by(WordingReview.reviewed_at.desc(), WordingReview.id.desc())
    )
    for row in rows:
        if row.language in found:
            found[row.language].append(
                Review(row.language, row.wording_hash, row.reviewer, row.reviewed_at, row.note)
            )
    return found
