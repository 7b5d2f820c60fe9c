r"""Records as the cells of a table, written so that people can read and change them, and back again.

A text, a number, a day or a code fills a cell as it is; `yes` and `no` answer a question. A list has
one line for each item. An item of several parts stands on one line, its first part first and the
others by name: `+43 1 234 | use: urgent | hours: 24/7`. An item that holds items of its own (a
contact point, a designation, a link) takes a line for each of its parts, by the path to it, and an
empty line before the next item:

    request_type: mla
    provisions.1: UNTOC | article: 18(13)
    role: central_authority
    channels.1.urgency: normal
    channels.1.route: direct
    channels.1.forms: post, email

Within a list, what a text holds of the signs that part things is written with a backslash: `\n`
for the end of a line, `\|` on a line of several parts, `\,` between words, `\\` for a backslash.

Everything is read off the classes in `authorities.record`, so a new field needs nothing here.
"""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import MISSING, Field, dataclass, field, fields, is_dataclass
from datetime import date, time
from enum import StrEnum
from functools import cache
from types import NoneType, UnionType
from typing import Any, get_args, get_origin, get_type_hints

from cna_directory.languages import LocalisedText

BETWEEN_PARTS = " | "
BETWEEN_VALUES = ", "
YES, NO = "yes", "no"
EMPTY = "\\e"
"""Stands for an item that is an empty text; a line without anything would be no item at all."""

_LINE = {"\\": "\\\\", "\n": "\\n", "\r": "\\r"}
_PARTED = _LINE | {"|": "\\|"}
_LISTED = _LINE | {",": "\\,"}
_READ = {"\\": "\\", "n": "\n", "r": "\r", "|": "|", ",": ",", "e": ""}
_MARKED = re.compile(r"\\(.)", re.DOTALL)
_PART = re.compile(r"(?:[^\\|]|\\.)+", re.DOTALL)
_VALUE = re.compile(r"(?:[^\\,]|\\.)+", re.DOTALL)
_LARGEST_ITEM = 999


class CannotRead(ValueError):
    """Tells what is wrong with a cell, in a sentence that says what to write."""


@dataclass(slots=True)
class Node:
    """A part of an item as it was read: its text, and the parts below it by name or number."""

    text: str | None = None
    kids: dict[str, "Node"] = field(default_factory=dict)

    def put(self, path: str, text: str) -> None:
        """Take a text in at the end of a path such as `channels.1.route`.

        Raises:
            CannotRead: the path stands there twice.
        """
        node = self
        for name in path.split("."):
            node = node.kids.setdefault(name, Node())
        if node.text is not None:
            raise CannotRead(f"“{path}” stands there twice; leave one of them.")
        node.text = text


def kind_of(hint: Any) -> Any:
    """Return what a field holds, without the possibility that it holds nothing."""
    if get_origin(hint) is UnionType:
        return next(part for part in get_args(hint) if part is not NoneType)
    return hint


def item_of(kind: Any) -> Any:
    """Return what the items of a list are, or nothing if the kind is no list."""
    return get_args(kind)[0] if get_origin(kind) is tuple else None


def has_parts(kind: Any) -> bool:
    """Say whether a kind of value is made of parts, such as a telephone."""
    return is_dataclass(kind)


@cache
def kinds_in(cls: type) -> dict[str, Any]:
    """Return what each field of a class holds."""
    hints = get_type_hints(cls)
    return {each.name: kind_of(hints[each.name]) for each in fields(cls)}


@cache
def is_flat(cls: Any) -> bool:
    """Say whether an item fits on one line: none of its parts has parts."""
    return not any(has_parts(kind) or item_of(kind) for kind in kinds_in(cls).values())


def default_of(of: "Field[Any]") -> Any:
    """Return what a field holds unless something is said; `MISSING` if something must be."""
    return of.default


# Writing.


def written(value: Any) -> str:
    """Return one value as text: a word, number, day, time, code or answer."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return YES if value else NO
    if isinstance(value, time):
        return f"{value:%H:%M}"
    if isinstance(value, date):
        return value.isoformat()
    return str(value)


def cell_of_list(items: Sequence[Any], of: Any) -> str:
    """Return the cell of a list."""
    if not has_parts(of):
        return "\n".join(_item(item, _LINE) for item in items)
    if is_flat(of):
        return "\n".join(_on_one_line(item) for item in items)
    blocks = ("\n".join(f"{path}: {text}" for path, text in lines_of(item)) for item in items)
    return "\n\n".join(blocks)


def lines_of(item: Any, before: str = "") -> Iterator[tuple[str, str]]:
    """Give path and text of each part of an item that says something."""
    cls: Any = type(item)
    kinds = kinds_in(cls)
    for each in fields(item):
        value = getattr(item, each.name)
        if value is None or value == default_of(each):
            continue
        yield from _lines_of_part(value, kinds[each.name], before + each.name)


def _lines_of_part(value: Any, kind: Any, path: str) -> Iterator[tuple[str, str]]:
    of = item_of(kind)
    if isinstance(value, LocalisedText):
        yield path, _escaped(value.text, _LINE)
        rest = ((at, text) for at, text in lines_of(value, f"{path}.") if at != f"{path}.text")
        yield from rest
    elif of is None:
        if has_parts(kind):
            yield from lines_of(value, f"{path}.")
        else:
            yield path, _escaped(written(value), _LINE)
    elif not has_parts(of):
        yield path, BETWEEN_VALUES.join(_item(each, _LISTED) for each in value)
    else:
        for number, each in enumerate(value, start=1):
            if is_flat(of):
                yield f"{path}.{number}", _on_one_line(each)
            else:
                yield from lines_of(each, f"{path}.{number}.")


def _on_one_line(item: Any) -> str:
    first, *others = fields(item)
    parts = [_item(getattr(item, first.name), _PARTED)]
    for each in others:
        value = getattr(item, each.name)
        if value is not None and value != default_of(each):
            parts.append(f"{each.name}: {_escaped(written(value), _PARTED)}")
    return BETWEEN_PARTS.join(parts)


def _item(value: Any, signs: dict[str, str]) -> str:
    return _escaped(written(value), signs) or EMPTY


def _escaped(text: str, signs: dict[str, str]) -> str:
    return "".join(signs.get(sign, sign) for sign in text)


# Reading.


def read_value(text: str, kind: Any) -> Any:
    """Return what a text says, as the kind of value that belongs there.

    Raises:
        CannotRead: it says nothing of the kind.
    """
    if kind is str:
        return text
    return _read_word(text.strip(), kind)


def _read_word(word: str, kind: Any) -> Any:
    if kind is bool:
        if word.casefold() not in {YES, NO}:
            raise CannotRead(f"Write yes or no, not “{word}”.")
        return word.casefold() == YES
    if kind is int:
        if not re.fullmatch(r"[0-9]{1,9}", word):
            raise CannotRead(f"Write a whole number of at most nine figures, not “{word}”.")
        return int(word)
    if issubclass(kind, StrEnum):
        if word not in set(kind):
            raise CannotRead(f"“{word}” is none of: {', '.join(kind)}.")
        return kind(word)
    try:
        return kind.fromisoformat(word)
    except ValueError:
        example = "2026-05-24" if kind is date else "09:30"
        raise CannotRead(f"Write it as {example}, not “{word}”.") from None


def read_list(cell: str, of: Any) -> tuple[Any, ...]:
    """Return the items of a cell with a list; lines without anything part blocks, or say nothing.

    Raises:
        CannotRead: an item cannot be read; the sentence says which.
    """
    if not has_parts(of) or is_flat(of):
        lines = [line for line in cell.split("\n") if line.strip()]
        read = _read_flat if has_parts(of) else _read_item
        return tuple(_numbered(n, line, read, of) for n, line in enumerate(lines, start=1))
    blocks = [block for block in re.split(r"\n[ \t]*\n", cell) if block.strip()]
    return tuple(_numbered(n, block, _read_block, of) for n, block in enumerate(blocks, start=1))


def _numbered(number: int, item: str | Node, read: Callable[[Any, Any], Any], of: Any) -> Any:
    try:
        return read(item, of)
    except CannotRead as error:
        raise CannotRead(f"Item {number}: {error}") from None


def _read_item(line: str, kind: Any) -> Any:
    return read_value(_unescaped(line), kind)


def _read_block(block: str, cls: Any) -> Any:
    node = Node()
    for line in block.split("\n"):
        if not line.strip():
            continue
        path, colon, text = line.partition(":")
        if not colon:
            raise CannotRead(f"Write the name of the part, a colon and what it says: “{line}”.")
        node.put(path.strip(), text.removeprefix(" "))
    return built(cls, node)


def _read_flat(line: str, cls: Any) -> Any:
    node = Node()
    first, *others = _PART.findall(line)
    names = fields(cls)
    node.put(names[0].name, first.removesuffix(" ") if others else first)
    for at, part in enumerate(others, start=1):
        name, colon, text = part.removeprefix(" ").partition(":")
        if not colon:
            raise CannotRead(f"Write the name of the part and a colon before “{part.strip()}”.")
        is_last = at == len(others)
        node.put(name.strip(), (text if is_last else text.removesuffix(" ")).removeprefix(" "))
    return built(cls, node)


def built(cls: Any, node: Node) -> Any:
    """Return an item from its parts.

    Raises:
        CannotRead: a part is missing, unknown, or cannot be read.
    """
    kinds = kinds_in(cls)
    for name in node.kids:
        if name not in kinds:
            raise CannotRead(f"There is no part “{name}”; there are: {', '.join(kinds)}.")
    values: dict[str, Any] = {}
    for each in fields(cls):
        part = node.kids.get(each.name)
        if part is None:
            if item_of(kinds[each.name]):
                values[each.name] = ()
            elif default_of(each) is MISSING:
                raise CannotRead(f"Say what “{each.name}” is.")
            continue
        try:
            values[each.name] = _read_part(part, kinds[each.name])
        except CannotRead as error:
            raise CannotRead(f"{each.name}: {error}") from None
    return cls(**values)


def _read_part(node: Node, kind: Any) -> Any:
    of = item_of(kind)
    if kind is LocalisedText:
        return _read_words(node)
    if of is None and has_parts(kind):
        if node.text is not None:
            raise CannotRead("Write its parts, each on a line of its own.")
        return built(kind, node)
    if of is not None and has_parts(of):
        return tuple(_read_numbered(number, kid, of) for number, kid in _in_order(node))
    if node.text is None or node.kids:
        raise CannotRead("It has no parts of its own.")
    if of is None:
        return read_value(_unescaped(node.text), kind)
    return tuple(_read_item(each, of) for each in _values_in(node.text))


def _read_words(node: Node) -> LocalisedText:
    if node.text is None and "text" not in node.kids:
        raise CannotRead("Write the text itself.")
    if node.text is not None:
        node = Node(None, {**node.kids, "text": Node(node.text)})
    words: LocalisedText = built(LocalisedText, node)
    return words


def _read_numbered(number: int, node: Node, of: Any) -> Any:
    if not is_flat(of):
        return _numbered(number, node, _read_below, of)
    if node.text is None:
        raise CannotRead(f"Item {number}: Write it on one line.")
    return _numbered(number, node.text, _read_flat, of)


def _read_below(node: Node, cls: Any) -> Any:
    if node.text is not None:
        raise CannotRead("Write its parts, each on a line of its own.")
    return built(cls, node)


def _in_order(node: Node) -> list[tuple[int, Node]]:
    if node.text is not None:
        raise CannotRead("Number its items: 1, 2, 3.")
    numbered = []
    for name, kid in node.kids.items():
        if not re.fullmatch(r"[0-9]{1,3}", name):
            raise CannotRead(f"Number its items 1 to {_LARGEST_ITEM}, not “{name}”.")
        numbered.append((int(name), kid))
    return sorted(numbered, key=lambda each: each[0])


def _values_in(text: str) -> list[str]:
    parts = [part.strip(" ") for part in _VALUE.findall(text)]
    return [part for part in parts if part]


def _unescaped(text: str) -> str:
    def sign(found: re.Match[str]) -> str:
        if found[1] not in _READ:
            raise CannotRead(f"Write two backslashes for one: “{found[0]}” means nothing.")
        return _READ[found[1]]

    if (len(text) - len(text.rstrip("\\"))) % 2:
        raise CannotRead("Write two backslashes for one at the end of a text.")
    return _MARKED.sub(sign, text)
