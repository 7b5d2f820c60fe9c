"""How an office is reached, each number and each address once, however often a record has it."""

from collections.abc import Iterator
from dataclasses import dataclass

from cna_directory.authorities.record import ContactPoint, Email, NumberUse, Record, Telephone
from cna_directory.languages import LocalisedText


@dataclass(frozen=True, slots=True)
class UrgentNumber:
    """A number to call in an urgent case."""

    telephone: Telephone
    post: LocalisedText | None
    """The post that answers; `None` where it is the office's own number."""
    is_ordinary: bool
    """Whether it is the office's number for ordinary requests too."""


@dataclass(frozen=True, slots=True)
class OfficeEmail:
    """An e-mail address of the office."""

    email: Email
    is_for_urgent_too: bool
    hours: str = ""
    """When the post for urgent cases reads it, in the record's own words."""


@dataclass(frozen=True, slots=True)
class UrgentPost:
    """A post for urgent cases, with the addresses that stand nowhere else."""

    point: ContactPoint
    emails: tuple[Email, ...]


@dataclass(frozen=True, slots=True)
class Reach:
    """How an office is reached."""

    urgent: tuple[UrgentNumber, ...]
    telephones: tuple[Telephone, ...]
    """The office's other numbers."""
    emails: tuple[OfficeEmail, ...]
    posts: tuple[UrgentPost, ...]

    @property
    def is_urgent_number_ordinary(self) -> bool:
        """Say whether a number for urgent cases is to be called in ordinary cases too."""
        return any(number.is_ordinary for number in self.urgent)


def reaching(record: Record) -> Reach:
    """Return how an office is reached; of a record as its reader may see it."""
    posts = tuple(point for point in record.contact_points if point.is_for_urgent)
    ordinary = {_line(t): t for t in record.telephones if t.use is not NumberUse.URGENT}
    urgent: dict[str, UrgentNumber] = {}
    for telephone, post in _urgent_numbers(record, posts):
        line = _line(telephone)
        urgent.setdefault(line, UrgentNumber(telephone, post, line in ordinary))
    read_by = {_address(email): post for post in reversed(posts) for email in post.emails}
    emails = {_address(email): email for email in reversed(record.emails)}
    told = set(emails)
    return Reach(
        urgent=tuple(urgent.values()),
        telephones=tuple(t for line, t in ordinary.items() if line not in urgent),
        emails=tuple(
            OfficeEmail(email, address in read_by, _hours(read_by.get(address)))
            for address, email in reversed(emails.items())
        ),
        posts=tuple(UrgentPost(post, tuple(_not_told(post, told))) for post in posts),
    )


def _urgent_numbers(
    record: Record, posts: tuple[ContactPoint, ...]
) -> Iterator[tuple[Telephone, LocalisedText | None]]:
    for post in posts:
        yield from ((telephone, post.post) for telephone in post.telephones)
    yield from ((t, None) for t in record.telephones if t.use is NumberUse.URGENT)


def _not_told(post: ContactPoint, told: set[str]) -> Iterator[Email]:
    """Yield the addresses of a post that were not told yet, and count them as told."""
    for email in post.emails:
        if (address := _address(email)) not in told:
            told.add(address)
            yield email


def _hours(post: ContactPoint | None) -> str:
    return post.hours if post else ""


def _line(telephone: Telephone) -> str:
    """Return what two ways of writing one number have in common."""
    dialled = "".join(c for c in telephone.number if c.isdigit())
    return f"{dialled or telephone.number};{telephone.extension.strip()}"


def _address(email: Email) -> str:
    return email.address.strip().casefold()
