"""The algebra of changes: what differs between records, also where two people changed one at once.

It works on plain records (`authorities.plain`). Items of a list are the same if they *are* the
same, by their number, address, post or request type, and not if they stand at the same place: a
telephone put in front is one addition.

A path names one difference: `acronym`, `address.city`, `telephones[0].number` for an item that was
there before, `telephones[+1]` for an item that is new and will stand at that place, and
`telephones[order]` where the items stayed and their order did not.
"""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from typing import Any

Plain = Any
"""A plain value: a dict, a list, or what JSON knows else; what is absent is `None`."""


@dataclass(frozen=True, slots=True)
class FieldChange:
    """One field that differs between two records, by its path, with its plain old and new value."""

    path: str
    old: Any
    new: Any


@dataclass(frozen=True, slots=True)
class FieldDifference:
    """One thing that a proposal would change: as it was when proposed, as it is now, as proposed."""

    path: str
    base: Any
    live: Any
    proposed: Any

    @property
    def is_conflict(self) -> bool:
        """Say whether somebody else changed the same since; only a person can choose then."""
        return bool(self.live != self.base)


@dataclass(frozen=True, slots=True)
class Identity:
    """What makes two items of a list the same thing."""

    fields: tuple[str, ...] = ()
    """The fields, by their path within the item, that name it; none where the item is a word."""
    alike_from: int | None = None
    """With how many equal fields items that stand at the same place and whose names differ are
    still one thing that changed; `None` for never."""


IDENTITIES = {
    "channels": Identity(("urgency", "route")),
    "closures": Identity(("closed_on",)),
    "competence_rules": Identity(("dimension", "operator"), alike_from=0),
    "contact_points": Identity(("post.text",), alike_from=1),
    "designations": Identity(("request_type", "territory")),
    "emails": Identity(("address",), alike_from=0),
    "faxes": Identity(("number",), alike_from=0),
    "items": Identity(("part", "text.text"), alike_from=1),
    "language_rules": Identity(("use", "basis"), alike_from=0),
    "legal_bases": Identity(("instrument", "request_type")),
    "links": Identity(("url",), alike_from=1),
    "office_hours": Identity(("weekday",)),
    "provisions": Identity(("instrument", "article"), alike_from=1),
    "requirements": Identity(("request_type",)),
    "telephones": Identity(("number",), alike_from=0),
    "translations": Identity(("language",)),
    "websites": Identity(alike_from=0),
}
"""The lists whose items are compared one by one; any other list, such as languages, is one value."""

NEVER_ABSENT = frozenset({"address"})
"""What every record has, and plain form leaves out where it is empty."""


def compare(before: dict[str, Any], after: dict[str, Any]) -> tuple[FieldChange, ...]:
    """Return every field in which two plain records differ; equal records give nothing."""
    return tuple(
        FieldChange(it.path, it.base, it.proposed) for it in differences(before, before, after)
    )


def differences(
    base: dict[str, Any], live: dict[str, Any], proposed: dict[str, Any]
) -> tuple[FieldDifference, ...]:
    """Return what `proposed` changes of `base` and what `live` does not have already."""
    return tuple(_differences("", base, live, proposed))


def merge(
    base: dict[str, Any],
    live: dict[str, Any],
    proposed: dict[str, Any],
    taken: Collection[str],
) -> dict[str, Any]:
    """Return `live` with those differences of the proposal whose paths are `taken`."""
    merged: dict[str, Any] = _merge("", base, live, proposed, frozenset(taken))
    return merged


def _differences(path: str, base: Plain, live: Plain, proposed: Plain) -> Iterator[FieldDifference]:
    base, live, proposed = _present(path, base, live, proposed)
    if proposed in (base, live):
        return
    if _are(dict, base, live, proposed):
        for key in sorted({*base, *live, *proposed}):
            yield from _differences(
                _within(path, key), base.get(key), live.get(key), proposed.get(key)
            )
    elif _is_list_of_items(path):
        yield from _Items(path, base, live, proposed).differences()
    else:
        yield FieldDifference(path, base, live, proposed)


def _merge(path: str, base: Plain, live: Plain, proposed: Plain, taken: frozenset[str]) -> Plain:
    base, live, proposed = _present(path, base, live, proposed)
    if proposed in (base, live):
        return live
    if _are(dict, base, live, proposed):
        merged = {
            key: _merge(_within(path, key), base.get(key), live.get(key), proposed.get(key), taken)
            for key in sorted({*base, *live, *proposed})
        }
        return {key: value for key, value in merged.items() if value is not None}
    if _is_list_of_items(path):
        return _Items(path, base, live, proposed).merged(taken)
    return proposed if path in taken else live


def _present(path: str, *values: Plain) -> tuple[Plain, ...]:
    """Return the values with the empty form of what plain form leaves out."""
    if path in NEVER_ABSENT:
        return tuple({} if value is None else value for value in values)
    if _is_list_of_items(path):
        return tuple([] if value is None else value for value in values)
    return values


def _are(kind: type, *values: Plain) -> bool:
    return all(isinstance(value, kind) for value in values)


def _within(path: str, key: str) -> str:
    return f"{path}.{key}" if path else key


def _last_name(path: str) -> str:
    return path.rpartition(".")[2]


def _is_list_of_items(path: str) -> bool:
    return _last_name(path) in IDENTITIES


Name = tuple[str, int]
"""One item of the three lists together: which list it was first seen in, and its place there."""


class _Items:
    """Three lists of items, each item known by one name in all of them."""

    def __init__(
        self, path: str, base: list[Plain], live: list[Plain], proposed: list[Plain]
    ) -> None:
        identity = IDENTITIES[_last_name(path)]
        self.path = path
        self.identity = identity
        self.base = {("base", place): item for place, item in enumerate(base)}
        in_live = same_items(base, live, identity)
        in_proposed = same_items(base, proposed, identity)
        self.live = {_name("live", place, in_live): item for place, item in enumerate(live)}
        new_live = [place for place in range(len(live)) if place not in in_live.values()]
        new_proposed = [p for p in range(len(proposed)) if p not in in_proposed.values()]
        twice = same_items(
            [live[place] for place in new_live],
            [proposed[place] for place in new_proposed],
            Identity(identity.fields),
        )
        self.place_of_new: dict[Name, int] = {}
        self.proposed: dict[Name, Plain] = {}
        both = {new_proposed[p]: ("live", new_live[n]) for n, p in twice.items()}
        for place, item in enumerate(proposed):
            name = both.get(place) or _name("proposed", place, in_proposed)
            if name not in self.base:
                self.place_of_new[name] = place
            self.proposed[name] = item

    def differences(self) -> Iterator[FieldDifference]:
        """Yield what is proposed for each item, and for their order."""
        for name in [*self.base, *self.place_of_new]:
            path, *values = self._path(name), *self._values(name)
            if name in self.base and None not in values:
                yield from _differences(path, *values)
            elif self._is_proposed(name):
                yield FieldDifference(path, *values)
        base, live, proposed = self._orders()
        if proposed not in (base, live):
            yield FieldDifference(
                self._order_path,
                *([self._word(name) for name in order] for order in (base, live, proposed)),
            )

    def merged(self, taken: frozenset[str]) -> list[Plain]:
        """Return the items of `live` with what was taken."""
        if self._order_path in taken:
            names = _woven([*self.proposed], [*self.live])
        else:
            names = _woven([*self.live], [*self.proposed])
        items = (self._merged_item(name, taken) for name in names)
        return [item for item in items if item is not None]

    def _merged_item(self, name: Name, taken: frozenset[str]) -> Plain:
        path = self._path(name)
        base, live, proposed = self._values(name)
        if None not in (base, live, proposed):
            return _merge(path, base, live, proposed, taken)
        return proposed if self._is_proposed(name) and path in taken else live

    def _is_proposed(self, name: Name) -> bool:
        """Say whether the item is put in, taken out or changed, and `live` does not have that."""
        base, live, proposed = self._values(name)
        return proposed not in (base, live)

    def _values(self, name: Name) -> tuple[Plain, Plain, Plain]:
        return self.base.get(name), self.live.get(name), self.proposed.get(name)

    def _path(self, name: Name) -> str:
        if name in self.place_of_new:
            return f"{self.path}[+{self.place_of_new[name]}]"
        return f"{self.path}[{name[1]}]"

    @property
    def _order_path(self) -> str:
        return f"{self.path}[order]"

    def _orders(self) -> tuple[list[Name], list[Name], list[Name]]:
        """Return in which order each list has the items that all three have."""
        common = self.base.keys() & self.live.keys() & self.proposed.keys()
        base, live, proposed = (
            [name for name in names if name in common]
            for names in (self.base, self.live, self.proposed)
        )
        return base, live, proposed

    def _word(self, name: Name) -> str:
        """Return what the item is known by."""
        return " ".join(str(it) for it in identity_of(self.base[name], self.identity) if it)


def _name(list_name: str, place: int, same: dict[int, int]) -> Name:
    """Return the name of an item: that of the item of `base` which it is, or one of its own."""
    for before, after in same.items():
        if after == place:
            return ("base", before)
    return (list_name, place)


def _woven(lead: list[Name], other: list[Name]) -> list[Name]:
    """Return the names of `lead` in their order, with those of `other` after their forerunners."""
    woven = [*lead]
    before: Name | None = None
    for name in other:
        if name not in woven:
            woven.insert(0 if before is None else woven.index(before) + 1, name)
        before = name
    return woven


def same_items(old: list[Plain], new: list[Plain], identity: Identity) -> dict[int, int]:
    """Return which item of `new` is which of `old`, place by place: equal, named alike, or alike."""
    same: dict[int, int] = {}
    _pair(same, old, new, lambda one, other: one == other)
    _pair(
        same,
        old,
        new,
        lambda one, other: identity_of(one, identity) == identity_of(other, identity),
    )
    if identity.alike_from is not None:
        _pair_alike(same, old, new, identity.alike_from)
    return same


def identity_of(item: Plain, identity: Identity) -> tuple[Plain, ...]:
    """Return the values that name an item."""
    if not identity.fields:
        return (item,)
    return tuple(_value_at(item, path) for path in identity.fields)


def _value_at(item: Plain, path: str) -> Plain:
    for key in path.split("."):
        item = item.get(key) if isinstance(item, dict) else None
    return item


def _pair(same: dict[int, int], old: list[Plain], new: list[Plain], are_same: Any) -> None:
    """Pair what has no partner yet, the first with the first."""
    free = [place for place in range(len(new)) if place not in same.values()]
    for before, item in enumerate(old):
        if before in same:
            continue
        after = next((place for place in free if are_same(item, new[place])), None)
        if after is not None:
            same[before] = after
            free.remove(after)


def _pair_alike(same: dict[int, int], old: list[Plain], new: list[Plain], least: int) -> None:
    """Pair what has no partner and stands between the same neighbours, the most alike first."""
    settled = dict(same)
    candidates = sorted(
        (-_likeness(item, other), abs(before - after), before, after)
        for before, item in enumerate(old)
        if before not in settled
        for after, other in enumerate(new)
        if after not in settled.values() and _is_between_same(before, after, settled)
    )
    for unlikeness, _, before, after in candidates:
        if -unlikeness >= least and before not in same and after not in same.values():
            same[before] = after


def _is_between_same(before: int, after: int, settled: dict[int, int]) -> bool:
    """Say whether every settled pair stands on the same side of both places."""
    return all((old < before) == (new < after) for old, new in settled.items())


def _likeness(item: Plain, other: Plain) -> int:
    """Return in how many fields that are given two items are equal."""
    if not _are(dict, item, other):
        return 0
    return sum(key in other and other[key] == value for key, value in item.items())
