"""Errors that a person can do something about; `web.errors` maps each to an answer, once."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta

NO_SUCH_PAGE = "There is no such page, or it is not for you."
"""What is not there and what is not for somebody look alike, so both are said in these words."""


class DirectoryError(Exception):
    """The root of all errors with a message that a person can read."""

    status = 500


class NotFound(DirectoryError):
    """There is no such thing, or the visitor must not learn that there is."""

    status = 404


class TokenWanted(DirectoryError):
    """A program showed no access token, or one that does not hold."""

    status = 401


class AccessRefused(DirectoryError):
    """The actor lacks the capability, or the subject lies outside its bounds."""

    status = 403


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing wrong with what was entered: the field, and a sentence that says what to do."""

    field: str
    message: str


class RuleBroken(DirectoryError):
    """What was entered breaks rules of the house; the form shows each problem at its field."""

    status = 422

    def __init__(self, problems: Sequence[Problem]) -> None:
        """Keep the problems; the text of the error lists them."""
        super().__init__(" ".join(f"{p.field}: {p.message}" for p in problems))
        self.problems = tuple(problems)


class EditConflict(DirectoryError):
    """The record changed since it was opened."""

    status = 409


class LinkExpired(DirectoryError):
    """A one-time link was used before, or its time has run out."""

    status = 410


class TooManyAttempts(DirectoryError):
    """A limit was reached; the message says when to try again."""

    status = 429

    def __init__(
        self, message: str, *, is_first: bool = True, wait: timedelta | None = None
    ) -> None:
        """Keep whether this is the first try within the time of the limit that it refuses.

        `wait` is how long it takes at most until another try is welcome.
        """
        super().__init__(message)
        self.is_first = is_first
        self.wait = wait


class TooBusy(DirectoryError):
    """There is more work under way than the machine can do at once; a later try is welcome."""

    status = 503


class AlreadyClaimed(DirectoryError):
    """Another scheduler is at work on the same thing; not an error for a person."""

    status = 409


class PublishingFailed(DirectoryError):
    """An edition could not be built; the message names the edition and the stage."""


class UnrecordedChange(DirectoryError):
    """A change was about to reach the database outside an operation: a programming error."""
