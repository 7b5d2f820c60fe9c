"""An extract holds one State or one request type, and is whole in itself."""

from collections.abc import Iterator
from dataclasses import fields, is_dataclass, replace

import pytest

from cna_directory.authorities import record as r
from cna_directory.editions.compiling.edition import content_of
from cna_directory.editions.compiling.extracts import named, only
from cna_directory.errors import NotFound
from cna_directory.seeding import loading
from publish import pdf
from publish.content import AuthorityEntry, EditionContent
from publish.document import Heading, Reference, Run
from publish.outline import outlined
from tests.builders import words
from tests.features.editions.compiling import chapter as chapter_in
from tests.features.editions.compiling import field_of, sources
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
    """Return the places that anything in the document leads to and that it does not have."""
    chapters = outlined(content, "en").chapters
    there = {b.anchor for c in chapters for b in c.blocks if isinstance(b, Heading)}
    return set(targets_in(chapters)) - there


def targets_in(part: object) -> Iterator[str]:
    """Yield where links, contents and indices lead, wherever they stand in a document."""
    if isinstance(part, Run) and part.target.startswith("#"):
        yield part.target[1:]
    if isinstance(part, Reference):
        yield part.anchor
    kids = part if isinstance(part, tuple) else ()
    if is_dataclass(part):
        kids = tuple(getattr(part, each.name) for each in fields(part))
    for kid in kids:
        yield from targets_in(kid)


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


@pytest.mark.parametrize("code", [*STATES[::12], "SB"])
def test_an_extract_of_a_state_has_all_its_entries_and_no_other(
    code: str, whole: EditionContent
) -> None:
    content = cut(f"state/{code}")
    assert [e for _, e in entries_of(content)] == [e for c, e in entries_of(whole) if c == code]
    assert {chapter.code for part in content.parts for chapter in part.chapters} == {code}
    assert dangling(content) == set()
    assert content.counts.states == 1
    assert {party.code for party in content.parties} <= {code}


MADE_UP = r.Provenance(r.ProvenanceKind.MADE_UP)
AGENCY = r.Record(
    1,
    "FR",
    words("Agency for assets"),
    r.AuthorityKind.OTHER,
    r.RecordStatus.LIVE,
    MADE_UP,
    designations=(
        r.Designation(
            "asset_recovery", (r.Provision("UNCAC", "51"),), r.DesignationRole.CENTRAL_AUTHORITY
        ),
    ),
)
"""An authority that stands in the second part alone."""

SAID = r.StateProfile(
    "FR",
    MADE_UP,
    general_note=words("Note on the State"),
    fallback_note=words("Ask the ministry"),
    requirements=(
        r.LegalRequirement(
            "mla", items=(r.RequirementItem(r.RequirementPart.INFORMATION, words("The facts")),)
        ),
    ),
)
"""What its State says, of a type of request that belongs to both parts too."""


def test_an_extract_has_all_a_state_says_whose_authorities_stand_in_the_second_part() -> None:
    made = sources(AGENCY, SAID)
    content = named(content_of(IMPRINT, only(made, "state/FR"), made), made, "state/FR")
    assert [part.number for part in content.parts] == ["I", "II"]
    said = chapter_in(content, "I").fields
    for label in ("general_information", "if_no_authority_answers", "legal_requirements"):
        assert field_of(said, f"label.{label}").lines, label
    assert [entry.number for _, entry in entries_of(content)] == [1]
    assert dangling(content) == set()
    assert pdf.typeset(outlined(content, "en")).content.startswith(b"%PDF")


def test_an_extract_of_a_request_type_has_what_the_second_part_refers_to() -> None:
    under_uncac = r.Designation(
        "mla", (r.Provision("UNCAC", "46"),), r.DesignationRole.CENTRAL_AUTHORITY
    )
    made = sources(replace(AGENCY, designations=(under_uncac,)), SAID)
    extract = "request-type/mla"
    content = named(content_of(IMPRINT, only(made, extract), made), made, extract)
    assert {entry.number for _, entry in entries_of(content)} == {1}
    assert dangling(content) == set()
    assert field_of(chapter_in(content, "I").fields, "label.legal_requirements").lines


@pytest.mark.parametrize("wrong", ["state/ZZ", "state", "request-type/", "x/FR", "state/fr", "/"])
def test_what_is_no_extract_is_refused(wrong: str) -> None:
    with pytest.raises(NotFound):
        only(seeded_sources(), wrong)


def test_no_extract_is_the_whole(whole: EditionContent) -> None:
    assert cut("") == whole
