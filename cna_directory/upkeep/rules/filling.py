"""From a record to the values of its form, and from what was typed back to a record.

Values are texts by their path, `telephones[0].number`; a list of plain values stands one to a line.
A row stands as long as any value below its path does, or the path of the row itself.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import MISSING, dataclass, replace
from datetime import date, time
from functools import cache
from typing import Any

from babel import Locale

from cna_directory.authorities.record import Record, StateProfile
from cna_directory.errors import Problem
from cna_directory.languages import LocalisedText, Origin, Translation
from cna_directory.upkeep.rules.shape import Leaf, Node, Part, Rows, shape_of

Values = dict[str, str]

YES, NO = "yes", "no"
UNKNOWN = "und"
"""The code of a language that is not known."""

MOST_ROWS = 500
MOST_DIGITS = 9
ROW = re.compile(r"\[(\d{1,4})\]")
APART = re.compile(r"[,;\r\n]")
LANGUAGE_FIELDS = frozenset({"languages", "languages_of_communication", "official_languages"})
"""Lists of languages may be typed as codes or as English names."""

SAYS_NOTHING_ALONE = {
    LocalisedText: frozenset({"language"}),
    Translation: frozenset({"language", "origin"}),
}
"""What a form proposes by itself, and what is nothing while no words stand with it."""

CHOOSE = "Choose one of the list."
FILL_IN = "Fill this in, or remove the row."
A_DAY = "Write the day as year, month, day: 2027-01-31."
A_TIME = "Write the time as hours and minutes: 09:30."
A_NUMBER = "Write a whole number in digits."
A_LANGUAGE = "Write the language in English, or as its code, such as fr."


@dataclass(frozen=True, slots=True)
class Filled:
    """What a form that was filled in says, with what is wrong with it."""

    record: Record | StateProfile
    problems: tuple[Problem, ...]


def values_of(record: Record | StateProfile) -> Values:
    """Return the values with which a form shows a record."""
    return dict(_values(shape_of(type(record)), record, ""))


def _values(node: Node, value: Any, path: str) -> Iterator[tuple[str, str]]:
    if isinstance(node, Rows):
        for position, row in enumerate(value):
            yield f"{path}[{position}]", ""
            yield from _values(node.row, row, f"{path}[{position}]")
    elif isinstance(node, Part):
        if value is not None:
            for name, below in node.nodes:
                yield from _values(below, getattr(value, name), below_path(path, name))
    elif written := _written(node, value):
        yield path, written


def _written(leaf: Leaf, value: Any) -> str:
    if leaf.is_many:
        return "\n".join(value)
    if value is None:
        return ""
    if leaf.kind is bool:
        return YES if value else NO if leaf.is_optional else ""
    if isinstance(value, date):
        return value.isoformat()
    return value.strftime("%H:%M") if isinstance(value, time) else str(value)


def below_path(path: str, name: str) -> str:
    """Return the path of a field of what stands at `path`."""
    return f"{path}.{name}" if path else name


def rows_of(values: Mapping[str, str]) -> dict[str, tuple[int, ...]]:
    """Return the numbers of the rows of each list, by its path."""
    found: dict[str, set[int]] = {}
    for path in values:
        for row in ROW.finditer(path):
            found.setdefault(path[: row.start()], set()).add(int(row[1]))
    return {path: tuple(sorted(numbers)[:MOST_ROWS]) for path, numbers in found.items()}


def tidied(made: type, values: Mapping[str, str]) -> Values:
    """Return the values that the form of a class knows, with rows numbered without gaps."""
    return dict(_tidied(shape_of(made), values, rows_of(values), "", ""))


def _tidied(
    node: Node, values: Mapping[str, str], rows: Mapping[str, tuple[int, ...]], old: str, new: str
) -> Iterator[tuple[str, str]]:
    if isinstance(node, Rows):
        for position, number in enumerate(rows.get(old, ())):
            yield f"{new}[{position}]", ""
            yield from _tidied(node.row, values, rows, f"{old}[{number}]", f"{new}[{position}]")
    elif isinstance(node, Part):
        found = [
            value
            for name, below in node.nodes
            for value in _tidied(below, values, rows, below_path(old, name), below_path(new, name))
        ]
        # The language of words that nobody wrote is only what the form proposes.
        is_nothing = all(path.endswith(".language") for path, _ in found)
        if not (is_nothing and (node.is_optional or node.made is LocalisedText)):
            yield from found
    elif typed := values.get(old):
        yield new, _one_to_a_line(typed, old) if node.is_many else _plain(typed)


def _one_to_a_line(typed: str, path: str) -> str:
    """Return a list of plain values as it is kept; languages may have been typed on one line."""
    if path.rpartition(".")[2] in LANGUAGE_FIELDS:
        return "\n".join(filter(None, (word.strip() for word in APART.split(typed))))
    return "\n".join(typed.splitlines())


def _plain(typed: str) -> str:
    """Return a text as it was meant: browsers send every line break as two characters."""
    return typed.replace("\r\n", "\n").replace("\r", "\n")


def with_row(made: type, values: Mapping[str, str], path: str) -> tuple[Values, str]:
    """Return values with one more, empty row of a list, and the path of that row.

    A path where the form has no list, or a list that is full, changes nothing.
    """
    node, numbers = node_below(made, path), rows_of(values).get(path, ())
    if not isinstance(node, Rows) or len(numbers) >= MOST_ROWS:
        return dict(values), path
    row = f"{path}[{numbers[-1] + 1 if numbers else 0}]"
    return {**values, row: "", **dict(_at_first(node.row, row))}, row


def _at_first(row: Part, path: str) -> Iterator[tuple[str, str]]:
    """Return what an empty row proposes by itself and a browser would not send if it were blank."""
    if row.made is Translation:
        yield below_path(path, "origin"), Origin.STATE
    for name, node in row.nodes:
        if isinstance(node, Leaf) and node.kind is bool and node.default is True:
            yield below_path(path, name), YES


def node_below(made: type, path: str) -> Node | None:
    """Return what the form has at a path; `None` where it has nothing."""
    node: Node | None = shape_of(made)
    for name in ROW.sub("", path).split("."):
        part = node.row if isinstance(node, Rows) else node
        node = dict(part.nodes).get(name) if isinstance(part, Part) else None
    return node


def without_row(values: Mapping[str, str], row: str) -> Values:
    """Return values without a row and what stands in it."""
    return {
        path: value
        for path, value in values.items()
        if path != row and not path.startswith((f"{row}.", f"{row}["))
    }


def filled(base: Record | StateProfile, values: Mapping[str, str]) -> Filled:
    """Return `base` with everything that its form asks for as it was filled in.

    What cannot be read stays empty and is told as a problem at its path.
    """
    reading = _Reading(values)
    shape = shape_of(type(base))
    read = {name: reading.read(node, name) for name, node in shape.nodes}
    return Filled(replace(base, **read), tuple(reading.problems))


class _Reading:
    """Reads one form; keeps what is wrong with it."""

    def __init__(self, values: Mapping[str, str]) -> None:
        """Begin with the values of a form."""
        self.values = values
        self.rows = rows_of(values)
        self.problems: list[Problem] = []

    def read(self, node: Node, path: str) -> Any:
        """Return what the form says of a node."""
        if isinstance(node, Rows):
            paths = [f"{path}[{number}]" for number in self.rows.get(path, ())]
            return tuple(self._part(node.row, p) for p in paths if not self._is_blank(node.row, p))
        if isinstance(node, Part):
            is_left_out = node.is_optional and self._is_blank(node, path)
            return None if is_left_out else self._part(node, path)
        return self._leaf(node, path)

    def _part(self, part: Part, path: str) -> Any:
        values = {name: self.read(node, below_path(path, name)) for name, node in part.nodes}
        if part.made is LocalisedText:
            values["language"] = values["language"] or UNKNOWN
            # That an authority has a name is a rule of the house, which says so itself.
            if not values["text"] and path != "name":
                self._tell(below_path(path, "text"), FILL_IN)
        return part.made(**values)

    def _is_blank(self, node: Node, path: str) -> bool:
        """Say whether nothing was filled in; what has a value of its own from the start is nothing.

        So an empty row that was asked for and never used is no row.
        """
        if isinstance(node, Rows):
            numbers = self.rows.get(path, ())
            return all(self._is_blank(node.row, f"{path}[{number}]") for number in numbers)
        if isinstance(node, Part):
            return all(
                self._is_blank(below, below_path(path, name))
                for name, below in node.nodes
                if name not in SAYS_NOTHING_ALONE.get(node.made, ())
            )
        says_itself = node.kind is bool or node.default not in {MISSING, "", None, ()}
        # A choice of yes or no that may stay open says something once it is made.
        if says_itself and not node.is_optional:
            return True
        return not self.values.get(path, "").strip()

    def _leaf(self, leaf: Leaf, path: str) -> Any:
        typed = self.values.get(path, "").strip()
        if leaf.is_many:
            return self._many(leaf, typed, path)
        if leaf.kind is bool:
            return _yes_or_no(leaf, typed)
        if not typed:
            if leaf.default is MISSING:
                self._tell(path, {date: A_DAY, time: A_TIME}.get(leaf.kind, CHOOSE))
            return None if leaf.is_optional or leaf.default is MISSING else leaf.default
        return typed if leaf.kind is str else self._converted(leaf, typed, path)

    def _many(self, leaf: Leaf, typed: str, path: str) -> tuple[Any, ...]:
        name = path.rpartition(".")[2]
        if name in LANGUAGE_FIELDS:
            return self._languages(typed, path)
        lines = [line.strip() for line in typed.splitlines() if line.strip()]
        if leaf.kind is str:
            return tuple(lines)
        return tuple(it for line in lines if (it := self._converted(leaf, line, path)) is not None)

    def _languages(self, typed: str, path: str) -> tuple[str, ...]:
        codes = []
        for word in filter(None, (w.strip() for w in APART.split(typed))):
            code = language_code(word)
            if code:
                codes.append(code)
            else:
                self._tell(path, A_LANGUAGE)
        return tuple(codes)

    def _converted(self, leaf: Leaf, typed: str, path: str) -> Any:
        readers: dict[type, tuple[Any, str]] = {
            date: (date.fromisoformat, A_DAY),
            time: (time.fromisoformat, A_TIME),
            int: (_whole_number, A_NUMBER),
        }
        read, sentence = readers.get(leaf.kind, (leaf.kind, CHOOSE))
        try:
            return read(typed)
        except ValueError:
            self._tell(path, sentence)
            return None

    def _tell(self, path: str, sentence: str) -> None:
        self.problems.append(Problem(path, sentence))


def _yes_or_no(leaf: Leaf, typed: str) -> bool | None:
    if leaf.is_optional:
        return {YES: True, NO: False}.get(typed)
    return typed == YES


def _whole_number(typed: str) -> int:
    if not (typed.isascii() and typed.isdigit() and len(typed) <= MOST_DIGITS):
        raise ValueError(typed)
    return int(typed)


CODE = re.compile(r"[A-Za-z]{2,3}(?:-[A-Za-z0-9]{1,8})*")


def language_code(typed: str) -> str:
    """Return the code of a language that was typed as its code or its English name."""
    is_code = CODE.fullmatch(typed) is not None
    if is_code and typed[0].islower():
        return typed
    return _codes_by_name().get(typed.casefold()) or (typed if is_code else "")


@cache
def _codes_by_name() -> dict[str, str]:
    names = Locale.parse("en").languages
    return {name.casefold(): code.replace("_", "-") for code, name in names.items()}
