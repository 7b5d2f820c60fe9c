"""Sets as the bits of one large number: each authority has a field with a bit for each designation.

The topmost bit of a field stands for the authority, so a set of authorities holds topmost bits only.
"""

from collections.abc import Iterable, Iterator

BITS_OF_BYTE = 8


def bits_at(positions: Iterable[int], length: int) -> int:
    """Return the set of these positions, all below `length`."""
    array = bytearray(length // BITS_OF_BYTE + 1)
    for position in positions:
        array[position >> 3] |= 1 << (position & 7)
    return int.from_bytes(array, "little")


def positions_in(bits: int, first: int = 0) -> Iterator[int]:
    """Yield the positions of a set in their order, counted from `first`."""
    while bits:
        lowest = bits & -bits
        yield first + lowest.bit_length() - 1
        bits ^= lowest


class Fields:
    """Where the fields are, and how a set of designations becomes one of authorities."""

    def __init__(self, tops: int, all_bits: int) -> None:
        """Take the topmost bits of all fields, and all their bits."""
        self.tops = tops
        self.all_bits = all_bits
        self._below = all_bits ^ tops

    def authorities(self, designations: int, among: int) -> int:
        """Return those of the authorities `among` which have one of the designations.

        Adding a field's lower bits, all set, carries into its topmost bit if any of them is in the
        set; nothing is carried further. So all fields are looked at by one sum.
        """
        below = self._below
        return (((designations & below) + below) | designations) & among
