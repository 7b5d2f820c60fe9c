"""Pages of a long list."""

from collections.abc import Iterator
from dataclasses import dataclass

PER_PAGE = 25
FURTHEST = 100_000
"""No list is longer; a larger number in an address is somebody's mistake."""


@dataclass(frozen=True, slots=True)
class Page:
    """One page of a list of `total` things."""

    number: int
    total: int
    per_page: int = PER_PAGE

    @property
    def last(self) -> int:
        """Return the number of the last page; an empty list has one page."""
        return max(1, -(-self.total // self.per_page))

    @property
    def offset(self) -> int:
        """Return how many things stand before this page."""
        return (self.number - 1) * self.per_page

    @property
    def is_beyond(self) -> bool:
        """Say whether the list ends before this page."""
        return self.number > self.last

    def near(self) -> Iterator[int | None]:
        """Return the numbers to offer as links; `None` stands for a gap."""
        around = range(max(1, self.number - 1), min(self.last, self.number + 1) + 1)
        previous = 0
        for number in sorted({1, self.last, *around}):
            if number - previous > 1:
                yield None
            yield number
            previous = number


def page_number(text: str) -> int:
    """Return the page number that an address asks for; 1 where it says nothing of use."""
    if not text.isascii() or not text.isdigit():
        return 1
    return min(max(int(text[:12]), 1), FURTHEST)
