"""Which links are laws, and which of them somebody looks for."""

from collections.abc import Iterable
from dataclasses import dataclass

from cna_directory.authorities.record import LinkKind
from cna_directory.languages import LocalisedText
from cna_directory.text import fold

OF_LAW = (
    LinkKind.NATIONAL_LAW,
    LinkKind.GUIDE,
    LinkKind.TEMPLATE,
    LinkKind.TREATY_TEXT,
    LinkKind.DEPOSITARY_NOTIFICATION,
)
"""What the page of laws lists; sites and networks are found on the records themselves."""


@dataclass(frozen=True, slots=True)
class Law:
    """A link to a law, a guide or a template, with whose it is."""

    state: str
    authority: int | None
    """The record it stands in; empty where it stands in the profile of the State."""
    authority_name: str
    kind: LinkKind
    title: LocalisedText
    url: str
    language: str = ""
    citation: str = ""
    articles: str = ""
    request_types: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Wanted:
    """By what the list of laws is narrowed; empty means all."""

    words: str = ""
    state: str = ""
    provision: str = ""
    """As cited: `UNTOC 18(13)`."""
    request_type: str = ""
    kind: str = ""

    @property
    def is_anything(self) -> bool:
        """Say whether the list is narrowed at all."""
        return bool(self.words or self.state or self.provision or self.request_type or self.kind)


def laws_wanted(
    laws: Iterable[Law], wanted: Wanted, types_of_provision: Iterable[str]
) -> tuple[Law, ...]:
    """Return the laws that answer all that is wanted, in the order given.

    A law that names no request types holds for all of them, as does one whose State did not say.
    `types_of_provision` are the request types that are made under the wanted article.
    """
    words = tuple(fold(wanted.words).split())
    of_provision = frozenset(types_of_provision)
    return tuple(
        law
        for law in laws
        if (not wanted.state or law.state == wanted.state)
        and (not wanted.kind or law.kind == wanted.kind)
        and _is_for(law, {wanted.request_type} if wanted.request_type else None)
        and _is_for(law, of_provision if wanted.provision else None)
        and all(word in _searched(law) for word in words)
    )


def _is_for(law: Law, request_types: Iterable[str] | None) -> bool:
    return (
        request_types is None
        or not law.request_types
        or not frozenset(request_types).isdisjoint(law.request_types)
    )


def _searched(law: Law) -> str:
    titles = (law.title.text, *(translation.text for translation in law.title.translations))
    return fold(" ".join((*titles, law.citation, law.articles, law.authority_name, law.url)))
