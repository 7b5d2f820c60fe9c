"""The reader's bookmarks pane: States, and under each its authorities (ISO 32000-1, 12.3.3)."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from publish.pdf.objects import ObjectStore, byte_string, reference, text_string
from publish.pdf.pages import Bookmark, LaidChapter


@dataclass(slots=True)
class _Entry:
    """A bookmark with those below it."""

    number: int
    level: int
    bookmark: Bookmark | None = None
    below: list["_Entry"] = field(default_factory=list)


def put_outline(chapters: Sequence[LaidChapter], store: ObjectStore) -> int | None:
    """Write all bookmarks and return their root, or None where there are none."""
    root = _Entry(store.reserve(), 0)
    branch = [root]
    for chapter in chapters:
        for bookmark in chapter.bookmarks:
            while branch[-1].level >= bookmark.level:
                branch.pop()
            entry = _Entry(store.reserve(), bookmark.level, bookmark)
            branch[-1].below.append(entry)
            branch.append(entry)
    if not root.below:
        return None
    store.put(b"<</Type/Outlines%s/Count %d>>" % (_ends(root), len(root.below)), root.number)
    _put_below(root, store)
    return root.number


def _put_below(above: _Entry, store: ObjectStore) -> None:
    entries = above.below
    for place, entry in enumerate(entries):
        if entry.bookmark is None:
            continue
        before = b"/Prev %s" % reference(entries[place - 1].number) if place else b""
        is_last = place + 1 == len(entries)
        after = b"" if is_last else b"/Next %s" % reference(entries[place + 1].number)
        # A negative count shows the entry closed.
        count = b"%s/Count -%d" % (_ends(entry), len(entry.below)) if entry.below else b""
        store.put(
            b"<</Title %s/Parent %s/Dest %s%s%s%s>>"
            % (
                text_string(entry.bookmark.text),
                reference(above.number),
                byte_string(entry.bookmark.anchor),
                before,
                after,
                count,
            ),
            entry.number,
        )
        _put_below(entry, store)


def _ends(entry: _Entry) -> bytes:
    first, last = entry.below[0].number, entry.below[-1].number
    return b"/First %s/Last %s" % (reference(first), reference(last))
