"""The canonical JSON of an edition, and the way back from it."""

import json
from dataclasses import replace
from datetime import date
from string import printable

import pytest
from hypothesis import given
from hypothesis import strategies as some

from publish.content import (
    AuthorityChange,
    AuthorityName,
    ChangeKind,
    Changes,
    Day,
    EditionContent,
    FieldChange,
    Line,
    Literal,
    Named,
    Party,
    Piece,
    Pointer,
    SectionChange,
    StateChanges,
    Text,
    UnreadableContentError,
    Words,
    canonical_json,
    read_content,
)
from publish.outline import outlined
from tests.publish.sample import sample_content

texts = some.text(max_size=8)
names = some.builds(
    Named, some.dictionaries(some.sampled_from(["en", "fr", "zh"]), texts, min_size=1)
)
pieces = some.one_of(
    some.builds(Words, texts),
    some.builds(Text, texts, texts),
    some.builds(Literal, texts, texts),
    some.builds(Day, some.dates()),
    names,
    some.builds(Pointer, some.builds(Words, texts) | names, texts),
)


def changed(*fields: FieldChange) -> Changes:
    """Return changes that hold every class of a change, with these fields in each."""
    section = SectionChange(ChangeKind.AMENDED, "mla", Named({"en": "North"}), fields)
    ended = SectionChange(ChangeKind.ENDED, "extradition", None)
    name = Text("Ministère de la justice", "fr")
    authority = AuthorityChange(ChangeKind.AMENDED, 7, name, "I", fields, (section, ended))
    state = StateChanges(
        code="AL",
        name=Named({"en": "Albania"}),
        fields=fields,
        requirements=(section,),
        authorities=(authority,),
        no_longer_confirmed=(AuthorityName(7, name, "I"),),
    )
    return Changes((state,))


def full_content() -> EditionContent:
    """Return the sample edition with everything in it that an edition may hold."""
    parties = (
        Party(
            "UNTOC",
            "AL",
            Named({"en": "Albania"}),
            Words("treaty_action.ratification"),
            date(2002, 8, 21),
        ),
    )
    parts = sample_content().parts
    chapter = parts[0].chapters[0]
    entry = chapter.entries[0]
    ended = replace(entry.designations[0], takes_requests=False)
    entry = replace(entry, designations=(ended, *entry.designations[1:]))
    chapter = replace(chapter, entries=(entry, *chapter.entries[1:]))
    return replace(
        sample_content(),
        parts=(replace(parts[0], chapters=(chapter, *parts[0].chapters[1:])), *parts[1:]),
        follows_withdrawn=True,
        rules=2,
        previous_number="2025/2",
        changes=changed(FieldChange("label.fax", (), (Line((Literal("+999 1"),)),))),
        parties=parties,
        next_closing_on=date(2026, 11, 23),
    )


@pytest.mark.parametrize("content", [sample_content(), full_content()], ids=["plain", "full"])
def test_what_is_read_back_is_what_was_written(content: EditionContent) -> None:
    """Equal, with the same hash, and set as the same document: no order is lost on the way."""
    back = read_content(canonical_json(content))
    assert back == content
    assert back.hash() == content.hash()
    assert outlined(back, "en") == outlined(content, "en")


@given(pieces)
def test_any_text_in_any_piece_comes_back(piece: Piece) -> None:
    """No text of a State can be taken for something else."""
    fields = FieldChange("label.fax", (), (Line((piece, piece), is_item=True),))
    content = replace(sample_content(), changes=changed(fields))
    assert read_content(canonical_json(content)).changes == content.changes


@given(some.text(printable, max_size=40).map(str.encode))
def test_what_no_edition_holds_is_refused(other: bytes) -> None:
    """Whatever the bytes are, the error is the one that callers expect."""
    with pytest.raises(UnreadableContentError):
        read_content(other)


@pytest.mark.parametrize(
    "name", ["number", "parts", "previous_number"], ids=["first", "inner", "later"]
)
def test_a_missing_or_unknown_field_is_refused(name: str) -> None:
    """Content of another version of the program is not read as if it were of this one."""
    plain = json.loads(canonical_json(full_content()))
    missing = {key: value for key, value in plain.items() if key != name}
    for wrong in (missing, {**plain, "unknown": 1}):
        with pytest.raises(UnreadableContentError):
            read_content(json.dumps(wrong).encode())


HASH_OF_THE_SAMPLE = "526d80e465f96a97b68a69cbd4f37e43acc0c0b5315a64bd0514105eb33ca6d7"
"""The hash of the sample as the first editions would have had it; it changes with the sample."""

ADDED_LATER = ("takes_requests", "follows_withdrawn", "rules")


def test_what_was_added_later_is_written_where_it_says_something() -> None:
    """Content from before has none of these fields: it is read, and keeps its bytes and its hash."""
    before, now = (canonical_json(each) for each in (sample_content(), full_content()))
    for name in ADDED_LATER:
        assert f'"{name}"'.encode() not in before
        assert now.count(f'"{name}"'.encode()) == 1
    assert canonical_json(read_content(before)) == before
    assert sample_content().hash() == HASH_OF_THE_SAMPLE
