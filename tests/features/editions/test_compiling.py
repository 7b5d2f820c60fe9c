"""The order of an edition, its parts and marks, and what it says where nothing is known."""

from dataclasses import replace
from datetime import date, time, timedelta
from typing import Any

import pytest

from cna_directory.authorities import record as r
from cna_directory.editions.compiling.edition import content_of
from cna_directory.editions.compiling.sources import FIRST_RULES
from cna_directory.editions.compiling.time_zones import offset_pieces
from cna_directory.editions.rules import warnings
from cna_directory.languages import LocalisedText, Origin, Translation
from cna_directory.reference.queries import TreatyStatus
from publish.content import (
    Day,
    EditionContent,
    Field,
    Literal,
    Pointer,
    Text,
    Words,
    canonical_json,
)
from publish.document import Heading
from publish.outline import outlined
from publish.tables import csv_of
from tests.builders import a_designation, a_record, words
from tests.features.editions.compiling import CLOSING, IMPRINT, chapter, compiled, field_of, sources

UNTOC_18 = r.Provision("UNTOC", "18(13)")
UNCAC_46 = r.Provision("UNCAC", "46(13)")


def a_profile(**changes: object) -> r.StateProfile:
    """Return the profile of a State with nothing in it."""
    profile = r.StateProfile("FR", r.Provenance(r.ProvenanceKind.MADE_UP))
    return replace(profile, **changes)  # type: ignore[arg-type]


def mark_keys(record: r.Record) -> list[str]:
    """Return the marks that an authority carries, by their keys."""
    (entry,) = chapter(compiled(record)).entries
    return [p.key for mark in entry.marks for p in mark.pieces[:1] if isinstance(p, Words)]


def test_every_state_stands_in_both_parts_in_alphabetical_order() -> None:
    """A State without an authority has its chapter too."""
    content = compiled()
    assert [p.number for p in content.parts] == ["I", "II"]
    for part in content.parts:
        assert [c.code for c in part.chapters] == ["BE", "FR"]
        assert all(not c.entries for c in part.chapters)


def test_a_designation_stands_in_the_part_of_its_provisions() -> None:
    """A designation under two conventions stands in both parts, with the provisions of each."""
    both = a_designation(provisions=(UNCAC_46, UNTOC_18))
    content = compiled(a_record(designations=(both,)))
    for part, provision in (("I", "UNTOC 18(13)"), ("II", "UNCAC 46(13)")):
        (entry,) = chapter(content, part).entries
        assert entry.designations[0].provisions == (provision,)
    content = compiled(a_record(designations=(a_designation(provisions=(UNCAC_46,)),)))
    assert not chapter(content, "I").entries
    assert len(chapter(content, "II").entries) == 1


def test_a_designation_without_provisions_follows_its_request_type() -> None:
    """What cites nothing goes where its request type belongs; an authority is never lost."""
    recovery = a_designation("asset_recovery", provisions=())
    content = compiled(a_record(1, designations=(recovery,)), a_record(2, designations=()))
    assert [e.number for e in chapter(content, "I").entries] == [2]
    assert [e.number for e in chapter(content, "II").entries] == [1]


def test_order_is_instrument_then_article_then_request_type() -> None:
    """Authorities and designations follow the treaties; article 6 comes before article 18."""
    drugs = a_designation("mla", provisions=(r.Provision("DRUG1988", "7"),))
    late = a_designation("mla", provisions=(UNTOC_18,))
    early = a_designation("extradition", provisions=(r.Provision("UNTOC", "6"),))
    content = compiled(
        a_record(1, designations=(drugs,)),
        a_record(2, designations=(late,)),
        a_record(3, designations=(late, early)),
    )
    entries = chapter(content).entries
    assert [e.number for e in entries] == [3, 2, 1]
    assert [d.request_type for d in entries[0].designations] == ["extradition", "mla"]


def test_only_live_records_are_printed() -> None:
    """Withdrawn and superseded records are left out and not counted."""
    gone = [replace(a_record(n), status=s) for n, s in enumerate(r.RecordStatus)]
    content = compiled(*gone)
    assert [e.number for e in chapter(content).entries] == [0]
    assert content.counts.authorities == 1


def test_contact_points_for_the_secretariat_are_left_out() -> None:
    """An edition prints only what every account may see."""
    hidden = r.ContactPoint(words("Hidden desk"), visibility=r.Visibility.SECRETARIAT)
    shown = r.ContactPoint(words("Open desk"))
    printed = repr(compiled(a_record(contact_points=(hidden, shown))))
    assert "Open desk" in printed
    assert "Hidden desk" not in printed


def test_names_in_other_languages_are_printed_but_no_machine_drafts() -> None:
    """A translation that no person gave never reaches an edition."""
    name = LocalisedText(
        "fr",
        "Ministère",
        (
            Translation("en", "Ministry", Origin.STATE),
            Translation("es", "Ministerio", Origin.MACHINE_DRAFT),
        ),
    )
    (entry,) = chapter(compiled(a_record(name=name))).entries
    assert entry.name == Text("Ministère", "fr")
    assert entry.other_names == (Text("Ministry", "en"),)


def test_marks() -> None:
    """What a reader must see first: where it comes from and whether it still holds."""
    confirmed = r.Confirmation(date(2026, 3, 1), r.ConfirmationMeans.FORM, "")
    historic = r.Provenance(r.ProvenanceKind.HISTORIC)
    state = r.Provenance(r.ProvenanceKind.STATE)
    assert mark_keys(a_record(confirmation=confirmed)) == ["mark.made_up"]
    assert mark_keys(a_record(provenance=state, confirmation=confirmed)) == []
    assert mark_keys(a_record(provenance=historic, confirmation=None)) == [
        "mark.historic",
        "mark.not_confirmed",
    ]


def test_a_record_is_not_confirmed_from_day_90_after_it_was_due() -> None:
    """The day of the closing decides, not the day of the issue."""
    due = CLOSING.date() - timedelta(days=90)
    last = r.Confirmation(due.replace(year=due.year - 1), r.ConfirmationMeans.FORM, "")
    earlier = replace(last, confirmed_on=last.confirmed_on + timedelta(days=1))
    assert "mark.not_confirmed" in mark_keys(a_record(confirmation=last))
    assert "mark.not_confirmed" not in mark_keys(a_record(confirmation=earlier))


def test_a_changed_contact_is_marked_for_thirty_days() -> None:
    """The mark names the day; it is gone after thirty, and never speaks of the future."""
    for days, is_marked in ((0, True), (30, True), (31, False), (-1, False)):
        changed_on = CLOSING.date() - timedelta(days=days)
        (entry,) = chapter(compiled(a_record(contact_changed_on=changed_on))).entries
        marks = [m for m in entry.marks if m.pieces[0] == Words("mark.contact_changed")]
        assert bool(marks) == is_marked, days
        assert all(m.pieces[1] == Day(changed_on) for m in marks)


def test_languages_and_channels_say_when_nothing_is_stated() -> None:
    """Where an answer matters, its absence is printed; elsewhere an empty field is left out."""
    bare = a_designation(channels=(), language_rules=())
    (entry,) = chapter(compiled(a_record(designations=(bare,), telephones=()))).entries
    printed = entry.designations[0].fields
    assert unanswered(printed) == ["channels", "interpol", "languages"]
    assert "label.telephone" not in {f.label for f in entry.contact}


def test_half_a_question_is_named_where_the_other_half_is_answered() -> None:
    """Normal and urgent cases are two answers, and each may be missing."""
    (entry,) = chapter(compiled(a_record())).entries
    printed = entry.designations[0].fields
    assert unanswered(printed) == ["channels_urgent", "interpol", "languages_urgent"]


def unanswered(printed: tuple[Field, ...]) -> list[str]:
    """Return the questions that a designation names as not answered."""
    (line,) = field_of(printed, "word.not_stated").lines
    return [p.key.removeprefix("unanswered.") for p in line.pieces[::2] if isinstance(p, Words)]


def same_twice(**changes: object) -> r.Record:
    """Return an authority with two designations that ask for the same in the same ways."""
    asked = r.LegalRequirement("mla", costs=words("Borne by us"))
    return a_record(
        designations=(
            a_designation(requirement=asked),
            a_designation("extradition", requirement=replace(asked, request_type="extradition")),
        ),
        **changes,
    )


def test_what_is_the_same_for_two_designations_is_printed_once() -> None:
    """The later one points to the earlier one by its request type and its place."""
    content = compiled(same_twice())
    (entry,) = chapter(content).entries
    first, second = entry.designations
    assert {"label.costs", "label.channels_normal"} <= {f.label for f in first.fields}
    labels = {f.label for f in second.fields}
    assert labels == {"label.role", "label.channels_and_languages", "label.legal_requirements"}
    pointer = field_of(second.fields, "label.legal_requirements").lines[0].pieces[1]
    assert isinstance(pointer, Pointer)
    assert pointer.anchor == f"designation-I-{entry.number}-1"
    anchors = {
        b.anchor
        for c in outlined(content, "en").chapters
        for b in c.blocks
        if isinstance(b, Heading)
    }
    assert pointer.anchor in anchors


def test_the_second_part_refers_to_the_first() -> None:
    """It keeps what is needed to write or call, and the way to the rest."""
    both = a_designation(provisions=(UNCAC_46, UNTOC_18))
    content = compiled(a_record(designations=(both,), websites=("https://office.example/",)))
    (full,), (short,) = chapter(content, "I").entries, chapter(content, "II").entries
    assert (full.full_in, short.full_in) == ("", "I")
    assert {"label.telephone", "label.email", "label.address"} <= {f.label for f in short.contact}
    assert "label.website" in {f.label for f in full.contact} - {f.label for f in short.contact}
    assert [f.label for f in short.designations[0].fields] == ["label.role", "label.all_else"]
    pointer = short.designations[0].fields[1].lines[0].pieces[0]
    assert isinstance(pointer, Pointer)
    assert pointer.anchor == f"designation-I-{short.number}-1"


def test_an_authority_of_the_second_part_alone_is_printed_in_full_there() -> None:
    """Nothing refers to a part in which the authority does not stand."""
    content = compiled(a_record(designations=(a_designation(provisions=(UNCAC_46,)),)))
    (entry,) = chapter(content, "II").entries
    assert entry.full_in == ""
    assert "label.channels_normal" in {f.label for f in entry.designations[0].fields}


def test_interpol_is_answered_apart_for_normal_and_urgent_cases() -> None:
    """The answer on INTERPOL stands in a field of its own and not among the channels."""
    channels = (
        r.AcceptedChannel(r.Urgency.NORMAL, r.ChannelRoute.INTERPOL, r.Acceptance.NOT_ACCEPTED),
        r.AcceptedChannel(r.Urgency.URGENT, r.ChannelRoute.INTERPOL, r.Acceptance.ACCEPTED),
    )
    (entry,) = chapter(compiled(a_record(designations=(a_designation(channels=channels),)))).entries
    printed = entry.designations[0].fields
    answers = [
        (line.pieces[0], line.pieces[2]) for line in field_of(printed, "label.interpol").lines
    ]
    assert answers == [
        (Words("mode.normal"), Words("acceptance.not_accepted")),
        (Words("mode.urgent"), Words("acceptance.accepted")),
    ]
    assert "channels" in unanswered(printed)


def test_interpol_says_which_of_its_two_answers_is_missing() -> None:
    """An answer for urgent cases alone leaves the normal case visibly open."""
    urgent = r.AcceptedChannel(r.Urgency.URGENT, r.ChannelRoute.INTERPOL, r.Acceptance.ACCEPTED)
    (entry,) = chapter(
        compiled(a_record(designations=(a_designation(channels=(urgent,)),)))
    ).entries
    lines = field_of(entry.designations[0].fields, "label.interpol").lines
    assert lines[0].pieces[::2] == (Words("mode.normal"), Words("acceptance.unknown"))
    assert lines[1].pieces[::2] == (Words("mode.urgent"), Words("acceptance.accepted"))


def test_office_hours_are_drawn_together() -> None:
    """Days in a row with the same hours share a line."""
    spans = [r.OpeningSpan(day, time(9), time(12)) for day in (1, 2, 3, 5)]
    spans += [r.OpeningSpan(day, time(13), time(17)) for day in (1, 2, 3)]
    (entry,) = chapter(compiled(a_record(office_hours=tuple(spans)))).entries
    (line,) = field_of(entry.contact, "label.office_hours").lines
    assert [p.key for p in line.pieces if isinstance(p, Words) and p.key.startswith("short_")] == [
        "short_weekday.monday",
        "short_weekday.wednesday",
        "short_weekday.friday",
    ]
    assert [p.text for p in line.pieces if isinstance(p, Literal)][:6] == [
        "09:00",
        "12:00",
        "13:00",
        "17:00",
        "09:00",
        "12:00",
    ]


def test_time_zones_are_written_as_offsets() -> None:
    """The offset of winter and summer stands beside the zone; an unknown zone stands alone."""
    assert offset_pieces("Europe/Paris", 2026) == (Literal("GMT+1/+2 (Europe/Paris)"),)
    assert offset_pieces("Asia/Kathmandu", 2026) == (Literal("GMT+5:45 (Asia/Kathmandu)"),)
    assert offset_pieces("America/New_York", 2026) == (Literal("GMT-5/-4 (America/New_York)"),)
    assert offset_pieces("../../etc/passwd", 2026) == (Literal("../../etc/passwd"),)


def test_state_level_facts_stand_in_their_part() -> None:
    """Treaty status, legal bases and requirements follow the instrument and the request type."""
    profile = a_profile(
        legal_bases=(r.LegalBasis("UNCAC", "mla", r.ConventionAsBasis.YES),),
        requirements=(r.LegalRequirement("asset_recovery", costs=words("Borne by us")),),
        not_designated=("asset_recovery",),
    )
    day = date(2004, 1, 1)
    status = (
        TreatyStatus("FR", "UNTOC", True, "ratification", day, None, day, ""),
        TreatyStatus("FR", "UNCAC", True, "", None, day, None, ""),
    )
    content = compiled(profile, treaty_status=status)
    first, second = chapter(content, "I").fields, chapter(content, "II").fields
    assert {"label.legal_basis", "label.legal_requirements", "label.costs"} <= {
        f.label for f in second
    }
    assert {"label.legal_basis", "label.costs"}.isdisjoint({f.label for f in first})
    assert (
        Words("treaty_action.ratification")
        in field_of(first, "label.treaty_status").lines[0].pieces
    )
    no_date = field_of(second, "label.treaty_status").lines[0].pieces
    assert Words("treaty_action.date_not_known") in no_date


def test_counts() -> None:
    """The figures of the colophon count each authority once, whatever parts it stands in."""
    both = a_designation(provisions=(UNCAC_46, UNTOC_18))
    real = r.Provenance(r.ProvenanceKind.HISTORIC)
    counts = compiled(
        a_record(1, designations=(both, a_designation())), a_record(2, provenance=real)
    ).counts
    assert (counts.states, counts.authorities, counts.designations) == (2, 2, 3)
    assert (counts.authorities_real, counts.authorities_made_up) == (1, 1)


def test_equal_sources_give_equal_content() -> None:
    """The content, and with it its hash, depends on nothing but the sources."""
    assert compiled(a_record()).hash() == compiled(a_record()).hash()
    assert compiled(a_record(acronym="X")).hash() != compiled(a_record()).hash()
    assert len(sources().states) == compiled().counts.states
    assert compiled().number == IMPRINT.number


def test_codes_that_no_reference_row_knows_stop_nothing() -> None:
    """A request type, instrument or territory without a row is printed by its code."""
    strange = a_designation("time_travel", provisions=(r.Provision("XYZ", "1"),), territory="ZZ")
    (entry,) = chapter(compiled(a_record(state="FR", designations=(strange,)))).entries
    assert entry.designations[0].provisions == ("XYZ 1",)
    assert entry.designations[0].territory is not None
    assert entry.designations[0].territory.names["en"] == "ZZ"


HASH_OF_THEN = "7f77461b2d4994d0567ca3bf6f73e59b53f2606fd3483bce841254ba94388602"
"""The hash of an edition with all that later rules see otherwise, taken before there were any."""

CLOSING_ON = CLOSING.date()
A_DAY = timedelta(days=1)


@pytest.mark.parametrize(
    ("changes", "takes_requests"),
    [
        ({}, True),
        ({"valid_until": CLOSING_ON}, True),
        ({"valid_until": CLOSING_ON - A_DAY}, False),
        ({"valid_from": CLOSING_ON}, True),
        ({"valid_from": CLOSING_ON + A_DAY}, False),
        ({"capacities": (r.Capacity.SENDS,)}, False),
        ({"capacities": (r.Capacity.SENDS, r.Capacity.RECEIVES)}, True),
        ({"capacities": (r.Capacity.EXECUTES,)}, False),
    ],
)
def test_a_designation_takes_requests_in_force_and_for_receiving(
    changes: dict[str, Any], takes_requests: bool
) -> None:
    """As the website asks it, on the closing day; the entry is there either way, with its days."""
    content = compiled(a_record(designations=(a_designation(**changes),)))
    (entry,) = chapter(content).entries
    (designation,) = entry.designations
    assert designation.takes_requests == takes_requests
    days = {value for name, value in changes.items() if name.startswith("valid")}
    pieces = {p for f in designation.fields for line in f.lines for p in line.pieces}
    assert {Day(day) for day in days if isinstance(day, date)} <= pieces


def states_warned_of(content: EditionContent) -> list[tuple[str, str]]:
    """Return the States of which an officer is told that nobody is designated."""
    found = warnings(content, drafts=frozenset(), missing_characters=lambda _: ())
    return [(w["part"], w["state"]) for w in found if w["kind"] == "no_designation"]


def test_officers_are_warned_of_a_state_whose_designations_have_all_ended() -> None:
    """An entry that takes no requests covers no State; one beside it that does is enough."""
    ended = a_designation(valid_until=CLOSING_ON - A_DAY)
    content = compiled(a_record(9001, designations=(ended,)))
    assert ("I", "FR") in states_warned_of(content)
    content = compiled(a_record(9001, designations=(ended,)), a_record(9002))
    assert ("I", "FR") not in states_warned_of(content)


def test_no_name_is_printed_of_a_record_that_is_not_live() -> None:
    """What pages hide, an edition does not tell by way of another record; the number stays."""
    copied = r.AcceptedChannel(
        r.Urgency.NORMAL, r.ChannelRoute.DIRECT, r.Acceptance.ACCEPTED, copy_to=9003
    )
    record = a_record(9001, reports_to=9002, designations=(a_designation(channels=(copied,)),))
    withdrawn = a_record(9002, status=r.RecordStatus.WITHDRAWN, name=words("Withdrawn Unit"))
    superseded = a_record(9003, status=r.RecordStatus.SUPERSEDED, name=words("Superseded Unit"))
    printed = repr(compiled(record, withdrawn, superseded))
    assert "Withdrawn Unit" not in printed
    assert "Superseded Unit" not in printed
    assert "9002" in printed
    shown = repr(compiled(record, a_record(9002, name=words("Live Unit"))))
    assert "Live Unit" in shown


def test_an_edition_of_the_first_rules_says_what_it_said_then() -> None:
    """Its content holds nothing that came later, and names whom it named."""
    record = a_record(
        9001,
        reports_to=9002,
        designations=(a_designation(valid_until=CLOSING_ON - A_DAY),),
    )
    withdrawn = a_record(9002, status=r.RecordStatus.WITHDRAWN, name=words("Withdrawn Unit"))
    there = sources(record, withdrawn)
    then = content_of(replace(IMPRINT, rules=FIRST_RULES), there)
    assert b"Withdrawn Unit" in canonical_json(then)
    for name in (b"takes_requests", b"follows_withdrawn", b"rules"):
        assert name not in canonical_json(then)
        assert (name in canonical_json(content_of(IMPRINT, there))) == (
            name != b"follows_withdrawn"
        )
    assert then.hash() == HASH_OF_THEN


def test_a_table_holds_what_is_printed_and_no_column_more() -> None:
    """Whether a designation counts is read from its days and its role, as in print."""
    ended = a_designation(valid_until=CLOSING_ON - A_DAY)
    head, row, *_ = csv_of(compiled(a_record(designations=(ended,)))).decode().splitlines()
    assert "takes_requests" not in head
    assert "23 May 2026" in row
