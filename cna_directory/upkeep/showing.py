"""The form of a record as a page shows it: boxes, groups of boxes, and rows of groups.

The tree follows the shape of the record; what is here is only how each piece looks.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import MISSING, dataclass, field
from datetime import date, time

from cna_directory.authorities import record as r
from cna_directory.errors import Problem
from cna_directory.languages import LocalisedText, Translation
from cna_directory.reference.queries import Names
from cna_directory.text import visible
from cna_directory.upkeep.choices import Known, Options, options
from cna_directory.upkeep.rules.filling import LANGUAGE_FIELDS, Values, below_path, rows_of
from cna_directory.upkeep.rules.parts import APART, MAIN, node_at
from cna_directory.upkeep.rules.shape import Leaf, Node, Part, Rows, shape_of
from cna_directory.upkeep.rules.windows import fingerprint
from cna_directory.upkeep.words import ADD, HINTS, label_of

SHORT_TEXTS = frozenset({"name", "service", "post", "title", "reason"})
"""Texts of a State that fit on one line."""

TEXT_FIRST = ("text", "language", "origin")
LONG_TEXTS = frozenset({"summary"})
ALWAYS_LATIN = frozenset({"number", "address", "encryption_key_url", "url", "source", "websites"})
TYPES = {"number": "tel", "url": "url", "encryption_key_url": "url"}


@dataclass(frozen=True, slots=True)
class Box:
    """One value to fill in."""

    path: str
    label: str
    look: str
    """`line`, `text`, `choice`, `ticks`, `tick`, `day`, `time`, `number` or `hidden`."""
    value: str
    hint: str = ""
    options: Options = field(default_factory=dict)
    errors: tuple[str, ...] = ()
    is_latin: bool = False
    has_empty: bool = False
    """Whether it may stay open, or was not chosen yet."""
    of: str = ""
    """What a language belongs to, where its label alone would not say so."""

    @property
    def id(self) -> str:
        """Return the id of its element."""
        return id_of(self.path)

    @property
    def chosen(self) -> tuple[str, ...]:
        """Return the values that are ticked."""
        return tuple(self.value.splitlines())

    @property
    def hidden_marks(self) -> str:
        """Return the value with what it hides, where it hides anything."""
        shown = visible(self.value)
        return shown if shown != self.value else ""


@dataclass(frozen=True, slots=True)
class Group:
    """Boxes that belong together."""

    path: str
    label: str
    items: tuple["Item", ...]
    look: str = "group"
    """`group`; `words` for a text with its language; `row` for one of a list."""
    is_folded: bool = False
    """Whether it may stay closed: nobody has to fill it in, and nobody has."""

    @property
    def id(self) -> str:
        """Return the id of its element."""
        return id_of(self.path)


@dataclass(frozen=True, slots=True)
class RowList:
    """Groups of one kind, one below the other, with buttons to add and to remove one."""

    path: str
    label: str
    rows: tuple[Group, ...]
    add: str
    errors: tuple[str, ...] = ()
    is_folded: bool = False

    @property
    def id(self) -> str:
        """Return the id of its element."""
        return id_of(self.path)


Item = Box | Group | RowList


def id_of(path: str) -> str:
    """Return the id of the element at a path: letters, digits and hyphens."""
    return path.replace("[", "-").replace("]", "").replace(".", "-")


@dataclass(frozen=True, slots=True)
class RecordForm:
    """One page of the form, as the layout's summary of problems reads it."""

    items: tuple[Item, ...]
    problems: tuple[Problem, ...] = ()

    def __iter__(self) -> Iterator[Box | RowList]:
        """Return everything on the page that can have a problem."""
        for item in self.items:
            yield from _with_errors(item)

    @property
    def errors(self) -> dict[str, tuple[str, ...]]:
        """Return the problems by path."""
        return {problem.field: (problem.message,) for problem in self.problems}

    @property
    def form_errors(self) -> list[str]:
        """Return what is wrong elsewhere in the record."""
        here = {it.path for it in self}
        return [problem.message for problem in self.problems if problem.field not in here]

    def of(self, *names: str) -> tuple[Item, ...]:
        """Return the pieces for some fields of the record, in that order."""
        by_path = {item.path: item for item in self.items}
        return tuple(by_path[name] for name in names)

    @property
    def status(self) -> int:
        """Return the status of the page."""
        return 422 if self.problems else 200


def _with_errors(item: Item) -> Iterator[Box | RowList]:
    if isinstance(item, Box):
        yield item
        return
    if isinstance(item, RowList):
        yield item
    for below in item.rows if isinstance(item, RowList) else item.items:
        yield from _with_errors(below)


def form_of(
    made: type, part: str, values: Values, known: Known, problems: Sequence[Problem] = ()
) -> RecordForm:
    """Return the page of a form that fills in one part of a record."""
    told = {problem.field: (problem.message,) for problem in problems}
    maker = _Maker(values, known, told)
    if part == MAIN:
        shape = shape_of(made)
        nodes = [(name, node) for name, node in shape.nodes if name not in APART]
        items = tuple(maker.item(shape.made, name, node, name) for name, node in nodes)
    else:
        owner, name, node = node_at(made, part)
        one = maker.item(owner, name, node, part)
        items = one.items if isinstance(one, Group) else (one,)
    return RecordForm(items, tuple(problems))


@dataclass(frozen=True, slots=True)
class ApartRow:
    """A row that is filled in on a page of its own."""

    path: str
    words: str
    shown: str
    """The fingerprint of its page, which the buttons beside it say."""

    @property
    def id(self) -> str:
        """Return the id of its element."""
        return id_of(self.path)


def apart_rows(made: type, values: Values, names: Names) -> dict[str, tuple[ApartRow, ...]]:
    """Return the rows with pages of their own, by their list, called by what they are about."""
    rows = rows_of(values)
    return {
        name: tuple(
            ApartRow(path, _called(values, path, names), fingerprint(made, values, path))
            for path in (f"{name}[{number}]" for number in rows.get(name, ()))
        )
        for name in APART
    }


def _called(values: Values, path: str, names: Names) -> str:
    codes = {
        "request_type": names.request_types,
        "instrument": names.instruments,
        "territory": names.territories,
    }
    found = ((words, values.get(f"{path}.{name}", "")) for name, words in codes.items())
    return ", ".join(words.get(code, code) for words, code in found if code)


class _Maker:
    """Makes the pieces of one page."""

    def __init__(self, values: Values, known: Known, told: Mapping[str, tuple[str, ...]]) -> None:
        """Begin with what was filled in."""
        self.values, self.known, self.told = values, known, told
        self.rows = rows_of(values)

    def item(self, made: type, name: str, node: Node, path: str) -> Item:
        """Return the piece for one field of a class."""
        label = label_of(made, name)
        if isinstance(node, Rows):
            return self._list(label, node, path)
        if isinstance(node, Part):
            if node.made is LocalisedText:
                return self._words(label, name, node, path)
            is_folded = node.is_optional and not self._is_begun(path)
            return Group(path, label, self._items(node, path), is_folded=is_folded)
        return self._box(made, name, node, path, label)

    def _is_begun(self, path: str) -> bool:
        """Say whether anything stands below a path, or is wrong there."""
        return any(it.startswith((f"{path}.", f"{path}[")) for it in (*self.values, *self.told))

    def _items(self, part: Part, path: str) -> tuple[Item, ...]:
        nodes = dict(part.nodes)
        names = TEXT_FIRST if part.made is Translation else tuple(nodes)
        return tuple(
            self.item(part.made, name, nodes[name], below_path(path, name)) for name in names
        )

    def _list(self, label: str, node: Rows, path: str) -> RowList:
        rows = tuple(
            Group(f"{path}[{number}]", label, self._items(node.row, f"{path}[{number}]"), "row")
            for number in self.rows.get(path, ())
        )
        is_folded = node.row.made is Translation and not rows
        add = str(ADD[node.row.made])
        return RowList(path, label, rows, add, self.told.get(path, ()), is_folded)

    def _words(self, label: str, name: str, part: Part, path: str) -> Group:
        """Return a text of the State with the language in which it stands."""
        nodes = dict(part.nodes)
        text_path, language_path = below_path(path, "text"), below_path(path, "language")
        value = self.values.get(text_path, "")
        is_line = name in SHORT_TEXTS and "\n" not in value
        problem = self.told.get(text_path, ()) or self.told.get(path, ())
        hint = str(HINTS.get(part.made, {}).get(name, ""))
        text = Box(text_path, label, "line" if is_line else "text", value, hint, errors=problem)
        language = Box(
            language_path,
            label_of(LocalisedText, "language"),
            "choice",
            self.values.get(language_path, "" if value else self.known.languages[0]),
            options=self._offered(LocalisedText, "language", nodes["language"], language_path)
            or {},
            of=label,
        )
        others = self.item(
            LocalisedText, "translations", nodes["translations"], below_path(path, "translations")
        )
        return Group(path, label, (text, language, others), "words")

    def _box(self, made: type, name: str, leaf: Leaf, path: str, label: str) -> Box:
        value = self.values.get(path, leaf.default if isinstance(leaf.default, str) else "")
        offered = self._offered(made, name, leaf, path)
        if name in LANGUAGE_FIELDS:
            value = ", ".join(value.splitlines())
        return Box(
            path=path,
            label=label,
            look=_look(made, name, leaf, value, has_options=offered is not None),
            value=value,
            has_empty=leaf.is_optional or leaf.default in {MISSING, ""},
            hint=str(HINTS.get(made, {}).get(name, "")),
            options=_first(offered or {}, value, leaf),
            errors=self.told.get(path, ()),
            is_latin=name in ALWAYS_LATIN,
        )

    def _offered(self, made: type, name: str, node: Node, path: str) -> Options | None:
        if not isinstance(node, Leaf):
            return None
        offered = options(made, name, node, self.values, self.known)
        if offered is None:
            return None
        # What stands in the record can stay, also where it would not be offered.
        present = self.values.get(path, "").splitlines()
        return {**offered, **{it: it for it in present if it not in offered}}


def _first(offered: Options, value: str, leaf: Leaf) -> Options:
    """Return options with those that were chosen first, in the order of the State."""
    if not leaf.is_many:
        return offered
    chosen = [it for it in value.splitlines() if it in offered]
    return {it: offered[it] for it in (*chosen, *(o for o in offered if o not in chosen))}


def _look(made: type, name: str, leaf: Leaf, value: str, *, has_options: bool) -> str:
    if leaf.kind is r.Visibility and not has_options:
        return "hidden"
    if leaf.is_many:
        return "ticks" if has_options else "line" if name in LANGUAGE_FIELDS else "text"
    if leaf.kind is bool and not leaf.is_optional:
        return "tick"
    if has_options:
        return "choice"
    looks = {date: "day", time: "time", int: "number"}
    is_text = made is Translation or name in LONG_TEXTS or "\n" in value
    return looks.get(leaf.kind) or ("text" if is_text else "line")
