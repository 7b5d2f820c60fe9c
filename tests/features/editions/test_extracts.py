"""An extract holds one State or one request type, and is whole in itself."""

from collections.abc import Iterator

import pytest

from cna_directory.editions.compiling.edition import content_of
from cna_directory.editions.compiling.extracts import named, only
from cna_directory.errors import NotFound
from cna_directory.seeding import loading
from publish.content import AuthorityEntry, EditionContent, Pointer
from publish.document import Heading
from publish.outline import outlined
from tests.features.editions.seeded import IMPRINT, SEEDS, seeded_sources, seeded_states

STATES = [state.iso2 for state in seeded_states()]
TYPES = [row.code for row in loading._request_types(SEEDS)]


@pytest.fixture(scope="module")
def whole() -> EditionContent:
    """Return what the whole edition of the seeds says."""
    return content_of(IMPRINT, seeded_sources())


def cut(extract: str) -> EditionContent:
    sources = seeded_sources()
    return named(content_of(IMPRINT, only(sources, extract), sources), sources, extract)


def entries_of(content: EditionContent) -> Iterator[tuple[str, AuthorityEntry]]:
    for part in content.parts:
        for chapter in part.chapters:
            for entry in chapter.entries:
                yield chapter.code, entry


def dangling(content: EditionContent) -> set[str]:
    """Return the places that entries point to and that the document does not have."""
    blocks = [b for chapter in outlined(content, "en").chapters for b in chapter.blocks]
    there = {block.anchor for block in blocks if isinstance(block, Heading)}
    pointed = {
        piece.anchor
        for _, entry in entries_of(content)
        for designation in entry.designations
        for field in designation.fields
        for line in field.lines
        for piece in line.pieces
        if isinstance(piece, Pointer)
    }
    return pointed - there


@pytest.mark.parametrize("code", TYPES)
def test_an_extract_of_a_request_type_has_its_designations_and_no_other(
    code: str, whole: EditionContent
) -> None:
    content = cut(f"request-type/{code}")
    found = [(e.number, d.provisions) for _, e in entries_of(content) for d in e.designations]
    assert sorted(found) == sorted(
        (e.number, d.provisions)
        for _, e in entries_of(whole)
        for d in e.designations
        if d.request_type == code
    )
    assert {d.request_type for _, e in entries_of(content) for d in e.designations} <= {code}
    assert dangling(content) == set()
    in_full = {e.number for _, e in entries_of(content) if not e.full_in}
    assert {e.number for _, e in entries_of(content)} == in_full, "said in full where it stands"
    assert content.extract is not None
    assert content.hash() != whole.hash()


@pytest.mark.parametrize("code", STATES[::12])
def test_an_extract_of_a_state_has_all_its_entries_and_no_other(
    code: str, whole: EditionContent
) -> None:
    content = cut(f"state/{code}")
    assert [e for _, e in entries_of(content)] == [e for c, e in entries_of(whole) if c == code]
    assert {chapter.code for part in content.parts for chapter in part.chapters} == {code}
    assert dangling(content) == set()
    assert content.counts.states == 1
    assert {party.code for party in content.parties} <= {code}


@pytest.mark.parametrize("wrong", ["state/ZZ", "state", "request-type/", "x/FR", "state/fr", "/"])
def test_what_is_no_extract_is_refused(wrong: str) -> None:
    with pytest.raises(NotFound):
        only(seeded_sources(), wrong)


def test_no_extract_is_the_whole(whole: EditionContent) -> None:
    assert cut("") == whole
