"""What an edition says has changed since the edition before: nothing less, and nothing more."""

from collections import Counter
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as some

from cna_directory.authorities import record as r
from cna_directory.editions.compiling.changes import (
    changes_between,
    field_changes,
    section_changes,
)
from cna_directory.editions.compiling.edition import content_of
from cna_directory.editions.compiling.sources import Before
from cna_directory.editions.compiling.whole import WholeAuthority, WholeSection, WholeState
from publish.content import (
    ChangeKind,
    Changes,
    EditionContent,
    Field,
    Line,
    Named,
    StateChanges,
    Text,
    canonical_json,
    read_content,
)
from publish.wording import KEYS
from tests.builders import a_designation, a_record, words
from tests.features.editions.compiling import (
    CLOSING,
    IMPRINT,
    an_instrument,
    compiled,
    revised,
    sources,
)
from tests.features.editions.seeded import seeded_sources
from tests.features.editions.test_compiling_is_complete import CASES, Path, named, with_other

LAST_CLOSING = CLOSING - timedelta(days=182)

lines = some.lists(some.sampled_from("abc").map(lambda text: Line((Text(text),))), max_size=2).map(
    tuple
)
field_lists = some.lists(
    some.builds(Field, some.sampled_from(["label.fax", "label.email", "label.costs"]), lines),
    max_size=4,
).map(tuple)
section_lists = some.lists(
    some.builds(
        WholeSection,
        some.sampled_from(["mla", "extradition"]),
        some.sampled_from(["", "XX-1"]),
        some.none(),
        field_lists,
    ),
    max_size=4,
)


def content_after(*records: Any, before: tuple[Any, ...] = (), **changes: Any) -> EditionContent:
    """Return the content of an edition that comes after one with the records `before`."""
    earlier = Before(
        "2025/2",
        LAST_CLOSING,
        tuple(revised(x) for x in before if isinstance(x, r.Record)),
        tuple(revised(x) for x in before if isinstance(x, r.StateProfile)),
    )
    return content_of(IMPRINT, sources(*records, before=earlier, **changes))


def changes_of(*records: Any, before: tuple[Any, ...] = ()) -> tuple[StateChanges, ...]:
    """Return the changes of that edition."""
    return content_after(*records, before=before).changes.states


def by_label(fields: tuple[Field, ...]) -> dict[str, list[Line]]:
    """Return the lines of fields by their labels, as a plain comparison sees them."""
    found: dict[str, list[Line]] = {}
    for field in fields:
        found.setdefault(field.label, []).extend(field.lines)
    return {label: there for label, there in found.items() if there}


@given(field_lists, field_lists)
def test_the_changed_fields_are_those_of_a_plain_comparison(
    before: tuple[Field, ...], after: tuple[Field, ...]
) -> None:
    """Each label whose lines differ is there once, with all lines of both sides."""
    old, new = by_label(before), by_label(after)
    expected = {
        label: (tuple(old.get(label, [])), tuple(new.get(label, [])))
        for label in {*old, *new}
        if old.get(label) != new.get(label)
    }
    found = field_changes(before, after)
    assert {each.label: (each.before, each.after) for each in found} == expected
    assert len(found) == len(expected)


@given(section_lists, section_lists)
def test_no_designation_is_lost_between_two_editions(
    before: list[WholeSection], after: list[WholeSection]
) -> None:
    """The earlier ones, less the ended and plus the new, are the later ones, one for one."""
    kinds: dict[ChangeKind, Counter[str]] = {kind: Counter() for kind in ChangeKind}
    for each in section_changes(before, after):
        kinds[each.kind][each.request_type] += 1
        assert bool(each.fields) == (each.kind is ChangeKind.AMENDED)
    had, have = (Counter(each.request_type for each in there) for there in (before, after))
    assert had + kinds[ChangeKind.NEW] == have + kinds[ChangeKind.ENDED]
    assert section_changes(after, after) == ()
    if Counter(map(repr, before)) == Counter(map(repr, after)):
        assert section_changes(before, after) == ()


@given(some.permutations(range(4)))
def test_the_order_of_designations_is_no_change(order: list[int]) -> None:
    """Several of one type are known again by what they say."""
    given_ = [
        WholeSection("mla", "", None, (Field("label.fax", (Line((Text(str(at)),)),)),))
        for at in range(4)
    ]
    assert section_changes(given_, [given_[at] for at in order]) == ()


NOT_A_CHANGE = {
    "superseded_by": "only live records are printed",
    "designations.0.requirement.request_type": "it is that of the designation",
    "contact_changed_on": "it is the mark of a change, which is listed itself",
    "confirmation.confirmed_on": "a confirmation without a change is not listed",
    "confirmation.means": "a confirmation without a change is not listed",
    "confirmation.by": "a confirmation without a change is not listed",
}
"""Fields whose change alone is not listed, each with the reason."""


@pytest.mark.parametrize(
    ("whole", "path"), CASES, ids=[f"{type(w).__name__}.{named(p)}" for w, p in CASES]
)
def test_every_field_that_changes_is_listed(whole: Any, path: Path) -> None:
    """No field of a record can be forgotten: each one, changed alone, is listed as a change."""
    found = changes_of(with_other(whole, path), before=(whole,))
    assert bool(found) != (named(path) in NOT_A_CHANGE), found


@pytest.mark.parametrize("whole", {id(whole): whole for whole, _ in CASES}.values(), ids=repr)
def test_nothing_is_listed_where_nothing_changed(whole: Any) -> None:
    """Not even where everything is said."""
    assert changes_of(whole, before=(whole,)) == ()


def test_the_seeds_have_not_changed_since_themselves() -> None:
    """The whole directory, compared with itself at an earlier day, lists only lapsed records."""
    now = seeded_sources()
    before = Before("2025/2", CLOSING, now.records, now.profiles)
    content = content_of(IMPRINT, replace(now, before=before))
    assert content.previous_number == "2025/2"
    assert content.changes == Changes()


def test_new_and_ended_authorities_are_named() -> None:
    """An authority that is no longer live has ended, and keeps the name it had."""
    stays, comes, goes = (a_record(number, acronym=f"A{number}") for number in (1, 2, 3))
    ended = replace(goes, status=r.RecordStatus.WITHDRAWN, name=words("Renamed"))
    (state,) = changes_of(stays, comes, ended, before=(stays, goes))
    assert [(each.kind, each.number, each.part) for each in state.authorities] == [
        (ChangeKind.NEW, 2, "I"),
        (ChangeKind.ENDED, 3, ""),
    ]
    assert state.authorities[1].name.text == goes.name.text


def test_an_amended_field_has_the_words_of_both_editions() -> None:
    """Old words and new words stand side by side, under the label of the field."""
    old = a_record(websites=("https://old.example/",))
    new = replace(old, websites=("https://new.example/",))
    (state,) = changes_of(new, before=(old,))
    (authority,) = state.authorities
    (field,) = authority.fields
    assert (authority.kind, field.label) == (ChangeKind.AMENDED, "label.website")
    assert "old.example" in repr(field.before)
    assert "new.example" in repr(field.after)


def test_a_designation_is_the_unit_within_an_authority() -> None:
    """One more designation, one less, and one that says something else."""
    mla, extradition = a_designation("mla"), a_designation("extradition")
    for before, after, kind in (
        ((mla,), (mla, extradition), ChangeKind.NEW),
        ((mla, extradition), (mla,), ChangeKind.ENDED),
        (
            (mla, extradition),
            (mla, replace(extradition, is_default=not extradition.is_default)),
            ChangeKind.AMENDED,
        ),
    ):
        (state,) = changes_of(a_record(designations=after), before=(a_record(designations=before),))
        (authority,) = state.authorities
        (change,) = authority.designations
        assert (change.kind, change.request_type) == (kind, "extradition")
        assert authority.fields == ()


def test_a_new_neighbour_is_no_change_of_what_it_stands_beside() -> None:
    """An entry points to an earlier designation that says the same; the comparison does not."""
    late = a_designation("mla")
    early = a_designation("extradition", provisions=(r.Provision("UNTOC", "6"),))
    (state,) = changes_of(
        a_record(designations=(early, late)), before=(a_record(designations=(late,)),)
    )
    (change,) = state.authorities[0].designations
    assert (change.kind, change.request_type) == (ChangeKind.NEW, "extradition")


def test_a_changed_label_is_no_change() -> None:
    """Names come from reference rows, which are today's for both editions."""
    record = a_record()
    renamed = (an_instrument("UNTOC", 9, "I"), an_instrument("UNCAC", 1, "II"))
    content = content_after(record, before=(record,), instruments=renamed)
    assert content.changes == Changes()


def test_who_is_no_longer_confirmed_is_listed_once() -> None:
    """Listed is who lapsed since the last closing, and not who had lapsed before."""
    lapses = r.Confirmation(LAST_CLOSING.date() - timedelta(days=365), r.ConfirmationMeans.FORM, "")
    long_ago = replace(lapses, confirmed_on=date(2020, 1, 1))
    fresh = replace(lapses, confirmed_on=CLOSING.date())
    records = tuple(
        a_record(number, confirmation=confirmation)
        for number, confirmation in enumerate((lapses, long_ago, fresh, None))
    )
    (state,) = changes_of(*records, before=records)
    assert [each.number for each in state.no_longer_confirmed] == [0]
    assert state.authorities == ()


def test_the_first_edition_is_compared_with_nothing() -> None:
    """It says so, and lists no authority as new."""
    content = compiled(a_record())
    assert content.previous_number == ""
    assert content.changes == Changes()


def test_contact_points_for_the_secretariat_leave_no_trace_in_changes() -> None:
    """Neither side of the comparison holds what readers may not see."""
    hidden = r.ContactPoint(words("Hidden desk"), visibility=r.Visibility.SECRETARIAT)
    record = a_record(contact_points=(hidden,))
    assert changes_of(replace(record, contact_points=()), before=(record,)) == ()
    assert changes_of(record, before=(replace(record, contact_points=()),)) == ()


def test_every_changed_label_has_words_and_comes_back_from_json() -> None:
    """What is listed can be printed, and is kept with the content."""
    for whole in {id(whole): whole for whole, _ in CASES}.values():
        base = a_record(whole.number) if isinstance(whole, r.Record) else ()
        before = (base,) if base else ()
        content = content_after(whole, before=before)
        assert read_content(canonical_json(content)) == content
        (state,) = (each for each in content.changes.states if each.code == "FR")
        changed = [
            *state.fields,
            *(field for section in state.requirements for field in section.fields),
            *(field for authority in state.authorities for field in authority.fields),
        ]
        assert changed
        assert {each.label for each in changed} <= KEYS


def test_states_stand_in_the_order_of_the_directory() -> None:
    """And a State without a change is left out."""
    name = Text("Office", "en")
    office = WholeAuthority(1, name, "I", is_confirmed=True, fields=(), designations=())
    after = {
        code: WholeState(Named({"en": code}), authorities=(office,) if code != "B" else ())
        for code in ("C", "B", "A")
    }
    before = {code: WholeState(state.name) for code, state in after.items()}
    assert [each.code for each in changes_between(before, after).states] == ["C", "A"]
