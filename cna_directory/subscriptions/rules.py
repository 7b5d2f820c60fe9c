"""Pure decisions about announcements: what may be chosen, and which files a choice leads to."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol, TypeVar

from cna_directory.errors import Problem
from cna_directory.languages import EDITION_LANGUAGES, INTERFACE_LANGUAGES, TRILINGUAL

FORMATS = ("pdf", "rtf", "csv", "json")
"""What an edition is issued as."""

WITHOUT_LANGUAGE = frozenset({"csv", "json"})
"""Formats of which an edition has one file for all languages."""


class IssuedFile(Protocol):
    """What is asked of a file of an edition here."""

    @property
    def language(self) -> str:
        """Return the code of its language."""

    @property
    def format(self) -> str:
        """Return its format."""


File = TypeVar("File", bound=IssuedFile)


@dataclass(frozen=True, slots=True)
class Choice:
    """The languages and formats in which somebody wants editions."""

    languages: tuple[str, ...]
    formats: tuple[str, ...]


def usual_choice(language: str) -> Choice:
    """Return what somebody gets who has not chosen: a PDF in the language of the account."""
    first = language if language in INTERFACE_LANGUAGES else TRILINGUAL
    return Choice((first,), ("pdf",))


def problems_of(choice: Choice) -> list[Problem]:
    """Say what is wrong with a choice, in words for the person who made it."""
    problems = []
    if not choice.languages or not set(choice.languages) <= set(EDITION_LANGUAGES):
        problems.append(Problem("languages", "Tick at least one of the languages."))
    if not choice.formats or not set(choice.formats) <= set(FORMATS):
        problems.append(Problem("formats", "Tick at least one of the formats."))
    return problems


def chosen_files(choice: Choice, files: Sequence[File]) -> list[File]:
    """Return the files of an edition that a choice leads to, in the order of the edition.

    An edition is issued in the languages that somebody has reviewed. Who chose none of those gets
    the main one, which is trilingual, or else the English one: never a mail without a file.
    """
    issued = {file.language for file in files if file.format not in WITHOUT_LANGUAGE}
    languages = set(choice.languages) & issued
    if not languages:
        languages = {TRILINGUAL if TRILINGUAL in issued else "en"}
    return [
        file
        for file in files
        if file.format in choice.formats
        and (file.format in WITHOUT_LANGUAGE or file.language in languages)
    ]
