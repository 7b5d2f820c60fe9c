"""The question and its answer, as an official without JavaScript sees them."""

import re
from contextvars import Context
from dataclasses import replace
from datetime import UTC, date, datetime
from html import unescape
from threading import Thread

import pytest
import time_machine
from flask import Flask
from sqlalchemy import event

from cna_directory import clock
from cna_directory.access.actors import SCHEDULER
from cna_directory.access.roles import Role
from cna_directory.answers.queries import Answer, Outcome, answer_to
from cna_directory.authorities import record as r
from cna_directory.authorities.operations import bring_into_force
from cna_directory.authorities.queries import revisions_taking_effect
from cna_directory.database import db
from cna_directory.finder.catalogue import catalogue_now
from cna_directory.finder.queries import numbers_found
from cna_directory.finder.rules import Facet, Query
from tests.builders import RECORDED_AT, a_designation, a_record, seed, words
from tests.features.accounts.visitors import Browser, an_account, browser_at
from tests.web.checking import heading_of, problems_with_page, words_of

NIGHT = datetime(2026, 11, 24, 2, 0, tzinfo=UTC)
D, Is = r.CompetenceDimension, r.CompetenceOperator

pytestmark = pytest.mark.usefixtures("night")


@pytest.fixture
def night():
    with time_machine.travel(NIGHT, tick=False):
        yield


def open_page(browser: Browser, address: str) -> str:
    answer = browser.get(address)
    assert answer.status_code == 200
    assert problems_with_page(answer) == []
    return words_of(answer)


def a_coast_guard(number: int = 9001, **changes: object) -> r.Record:
    """Return an authority of Egypt that somebody answers for at night."""
    channel, urgency, route = r.AcceptedChannel, r.Urgency, r.ChannelRoute
    at_sea = a_designation(
        "drugs_sea",
        provisions=(r.Provision("DRUG1988", "17(7)"),),
        notification=r.Notification(
            r.NotificationKind.DEPOSITARY_NOTIFICATION, notified_on=date(2003, 5, 6)
        ),
        channels=(
            channel(urgency.NORMAL, route.DIPLOMATIC, r.Acceptance.REQUIRED),
            channel(
                urgency.URGENT,
                route.DIRECT,
                r.Acceptance.ACCEPTED,
                forms=(r.RequestForm.ORAL,),
                oral_confirmed_in_writing=True,
            ),
            channel(
                urgency.URGENT,
                route.INTERPOL,
                r.Acceptance.ACCEPTED_IF_AGREED,
                conditions=words("Only if both agree."),
            ),
        ),
        language_rules=(
            r.LanguageRule(r.LanguageUse.NORMAL, ("ar",), r.LanguageBasis.OFFICIAL),
            r.LanguageRule(r.LanguageUse.URGENT, ("en",), r.LanguageBasis.COURTESY_TRANSLATION),
        ),
    )
    record = a_record(
        number,
        "EG",
        name=words("حرس السواحل", "ar"),
        designations=(at_sea,),
        time_zone="Africa/Cairo",
        contact_points=(
            r.ContactPoint(
                words("Duty officer"),
                telephones=(r.Telephone("+999 20 1", r.NumberUse.URGENT, hours="24/7"),),
                is_for_urgent=True,
            ),
            r.ContactPoint(
                words("Hidden desk"),
                telephones=(r.Telephone("+999 20 666", r.NumberUse.URGENT),),
                is_for_urgent=True,
                visibility=r.Visibility.SECRETARIAT,
            ),
        ),
    )
    return replace(record, **changes)


def a_profile(state: str = "EG", **changes: object) -> r.StateProfile:
    return replace(
        r.StateProfile(
            state,
            r.Provenance(r.ProvenanceKind.MADE_UP),
            not_designated=("firearms",),
            fallback_note=words("Écrivez au ministère.", "fr"),
            requirements=(
                r.LegalRequirement(
                    "extradition",
                    items=(
                        an_item("Identity of the person"),
                        an_item("Warrant of arrest", r.AppliesTo.PERSON_CHARGED),
                        an_item("Judgment", r.AppliesTo.PERSON_SENTENCED),
                    ),
                    accepts_drafts=True,
                ),
            ),
            legal_bases=(
                r.LegalBasis("UNTOC", "extradition", r.ConventionAsBasis.ONLY_IF_NO_OTHER_TREATY),
            ),
        ),
        **changes,
    )


def an_item(text: str, applies_to: r.AppliesTo = r.AppliesTo.ALL) -> r.RequirementItem:
    part = r.RequirementPart.DOCUMENTATION
    return r.RequirementItem(part, words(text), applies_to=applies_to)


@pytest.fixture
def directory(app: Flask) -> None:
    """Fill the directory: a coast guard and a prosecutor in Egypt, and what Egypt asks."""
    seed(
        a_coast_guard(),
        a_record(9002, "EG", designations=(a_designation("extradition"),)),
        a_record(
            9003,
            "EG",
            designations=(a_designation("transfer", valid_until=date(2025, 12, 31)),),
        ),
        a_profile(),
    )
    db.session.rollback()


def test_a_visitor_signs_in_first_and_comes_back(app: Flask, directory: None) -> None:
    for address in ("/answers/EG/drugs_sea?urgency=urgent", "/question?state=EG", "/answers/ZZ/x"):
        answer = browser_at(app).get(address)
        assert answer.status_code == 303
        assert answer.location.startswith("/sign-in?next=")


def test_a_boat_at_night(reader: Browser, directory: None) -> None:
    first = reader.get("/question?state=Misr&request_type=drugs_sea")
    assert (first.status_code, first.location) == (302, "/answers/EG/drugs_sea")
    shown = open_page(reader, first.location)
    assert "Send it to حرس السواحل In an urgent case call +999 20 1" in shown
    assert "04:00, Tuesday" in shown
    normal, urgent = shown.split("Normal cases")[1].split("Urgent cases")[:2]
    assert "Diplomatic channels: required" in normal
    assert "Languages Arabic (official language)" in normal
    assert "Oral request: must be confirmed in writing" in urgent
    assert "Languages English (with a courtesy translation)" in urgent
    assert "Duty officer" in urgent
    through_interpol = shown.split("Through INTERPOL")[1]
    assert "accepted if agreed beforehand Only if both agree." in through_interpol
    assert (
        "under 1988 Convention (article 17(7)). Depositary notification: notified on 6 May" in shown
    )
    assert "No other authority of Egypt for this type of request is known here." in shown


def test_each_number_and_address_stands_once_and_says_what_else_it_is_for(reader: Browser) -> None:
    duty = r.ContactPoint(
        words("Duty officer"),
        telephones=(r.Telephone("+999 20 1"), r.Telephone("+999 (20) 77")),
        emails=(r.Email("Office9001@justice.example"), r.Email("duty@justice.example")),
        is_for_urgent=True,
        hours="24/7",
    )
    record = a_coast_guard(
        emails=(r.Email("office9001@justice.example"),),
        telephones=(
            r.Telephone("+999 201"),
            r.Telephone("+999 20 5"),
            r.Telephone("+999 20 77", r.NumberUse.URGENT),
        ),
        contact_points=(duty,),
    )
    held = record.designations[0]
    seed(replace(record, designations=(held, replace(held, territory=""))))
    db.session.rollback()
    shown = open_page(reader, "/answers/EG/drugs_sea")
    for once in ("+999 20 1", "+999 (20) 77", "+999 20 5", "duty@justice.example"):
        assert shown.count(once) == 1, once
    for never in ("+999 201", "+999 20 77", "Office9001@"):
        assert never not in shown
    call, rest = shown.split("E-mail", 1)
    assert "In an urgent case call +999 20 1" in call
    assert "(also for ordinary requests)" in call
    assert call.count("also for") == 1
    assert "Duty officer" in call
    reach = rest.split("Normal cases")[0]
    assert "office9001@justice.example also for urgent requests (24/7)" in reach
    assert "+999 20 5" in reach
    assert "the number above, also for urgent requests" in reach
    urgent = shown.split("Urgent cases")[1]
    assert "Duty officer (24/7) Telephone: above, with the name of the authority" in urgent
    assert "duty@justice.example" in urgent


def test_what_is_the_secretariats_alone_is_in_no_answer(app: Flask, directory: None) -> None:
    officer = browser_at(app)
    officer.let_in(an_account(app, "officer@un.example", Role.SECRETARIAT))
    shown = open_page(officer, "/answers/EG/drugs_sea")
    assert "+999 20 1" in shown
    assert "+999 20 666" not in shown
    assert "Hidden desk" not in shown


def test_treaties_follow_the_state_of_the_account(app: Flask, directory: None) -> None:
    focal = browser_at(app)
    focal.let_in(an_account(app, "focal@fr.example", Role.FOCAL_POINT, state_iso2="FR"))
    shown = open_page(focal, "/answers/EG/extradition")
    assert "Treaties between France and Egypt" in shown
    assert "In force between both States since 4 April 2004 designated under it" in shown
    assert "Both States are members of INTERPOL." in shown
    assert "Not in force between both States: Egypt is not a party" in shown
    assert "Which State sends the request?" not in shown
    of_japan = open_page(focal, "/answers/EG/extradition?from=JP")
    assert "Treaties between Japan and Egypt" in of_japan


def test_an_account_of_no_state_says_who_asks(reader: Browser, directory: None) -> None:
    asked = open_page(reader, "/answers/EG/extradition")
    assert "In force for Egypt since" in asked
    assert "Which State sends the request?" in asked
    assert "Treaties between France and Egypt" in open_page(
        reader, "/answers/EG/extradition?from=Francia"
    )
    lost = open_page(reader, "/answers/EG/extradition?from=Atlantis")
    assert "No State is called so here. Type another name." in lost


def test_what_charged_and_sentenced_persons_need_stands_apart(
    reader: Browser, directory: None
) -> None:
    shown = open_page(reader, "/answers/EG/extradition")
    assert (
        "The request must come with Identity of the person"
        " Only for a person charged: Warrant of arrest Only for a person sentenced: Judgment"
    ) in shown
    assert "The authority will look at a draft." in shown
    assert "Organized Crime Convention Only where no other treaty applies" in shown


def test_the_mail_has_the_address_of_the_case_and_nothing_of_the_record(app: Flask) -> None:
    of_offence = a_designation(
        competence_rules=(r.CompetenceRule(D.OFFENCE, Is.IS, ("corruption",)),)
    )
    seed(a_record(9001), a_record(9002, designations=(of_offence,)))
    db.session.rollback()
    focal = browser_at(app)
    focal.let_in(an_account(app, "focal@jp.example", Role.FOCAL_POINT, state_iso2="JP"))
    page = focal.get("/answers/FR/mla?offence=corruption&nonsense=1&stage=trial&lang=en")
    mail = unescape(re.search(r'href="(mailto:\?[^"]*)"', page.text)[1])
    assert mail == (
        "mailto:?subject=Mutual%20legal%20assistance%3A%20France&body=http%3A//localhost"
        "/answers/FR/mla%3Foffence%3Dcorruption%26from%3DJP"
    )


def test_a_state_alone_asks_for_the_type(reader: Browser, directory: None) -> None:
    shown = open_page(reader, "/question?state=egypt&from=FR")
    assert "What do you want to send to Egypt?" in shown
    assert "Extradition (1)" in shown
    assert "Mutual legal assistance (0)" in shown
    page = reader.get("/question?state=egypt&from=FR").text
    assert 'href="/answers/EG/extradition?from=FR"' in page
    assert 'href="/answers/EG/mla?from=FR"' in page


def test_a_type_alone_asks_for_the_state(reader: Browser, directory: None) -> None:
    for name in ("extradition", "Extradition"):
        shown = open_page(reader, f"/question?request_type={name}")
        assert "To which State? Extradition" in shown
        assert "Egypt (1)" in shown
        assert "France (0)" in shown
        assert shown.index("Africa") < shown.index("Egypt (1)") < shown.index("Americas")
    assert 'href="/answers/EG/extradition"' in reader.get("/question?request_type=extradition").text


def test_an_unknown_state_is_asked_again_with_what_was_typed(reader: Browser) -> None:
    answer = reader.get("/question?state=Korea&request_type=mla")
    assert heading_of(answer) == "Which authority do I send this to?"
    assert "No State is called “Korea” here." in words_of(answer)
    assert 'value="Korea"' in answer.text
    assert 'href="/question?state=KR&amp;request_type=mla"' in answer.text
    assert problems_with_page(answer) == []


def test_a_guessed_state_is_never_taken_for_certain(reader: Browser) -> None:
    slip = reader.get("/question?state=Germny&request_type=mla")
    assert slip.location == "/answers/DE/mla?typed=Germny"
    assert "You typed “Germny”. This is for Germany." in open_page(reader, slip.location)
    shared = open_page(reader, "/answers/CG/mla?typed=Congo")
    assert "Others are called so too: Democratic Republic of the Congo" in shared
    assert "You typed" not in open_page(reader, "/answers/DE/mla?typed=Germany")
    assert "You typed" not in open_page(reader, "/answers/FR/mla?typed=Germny")


def test_a_territory_is_shown_under_its_state_and_answers_the_question_for_it(
    reader: Browser,
) -> None:
    seed(
        a_record(9001, "DK"),
        a_record(9002, "DK", designations=(a_designation(territory="FO"),)),
    )
    db.session.rollback()
    asked = reader.get("/question?state=Faroes&request_type=mla")
    assert asked.location == "/answers/DK/mla?typed=Faroes&territory=FO"
    shown = open_page(reader, asked.location)
    assert "Faroe Islands: shown under Denmark." in shown
    assert "Send it to Sample Authority 9002" in shown
    assert "You typed" not in shown
    of_type = reader.get("/question?state=Faroes")
    assert "Faroe Islands: shown under Denmark." in words_of(of_type)
    assert 'href="/answers/DK/mla?typed=Faroes&amp;territory=FO"' in of_type.text
    assert 'name="territory"' not in of_type.text, "another State has no such territory"
    capital = open_page(reader, reader.get("/question?state=Paris&request_type=mla").location)
    assert "Paris: shown under France." in capital
    contested = open_page(reader, "/question?state=Malvinas&request_type=mla")
    assert "No State is called “Malvinas” here." in contested


@pytest.mark.parametrize(
    ("address", "said"),
    [
        ("/question", "Choose a type of request, or a State, or both."),
        ("/question?state=%00&request_type=%00", "No State is called “[U+0000]” here."),
        ("/question?state=FR&request_type=hugging", "No type of request is called “hugging” here."),
        ("/question?request_type=mla&state=" + "x" * 10_000, "No State is called “xxx"),
        ("/question?state=<script>alert(1)</script>", "No State is called"),
        ("/question?state=%E2%80%AE&state=FR", "No State is called “[U+202E]” here."),
        ("/answers/eg/extradition?territory=%00&offence=%25&from=%00", "Send it to"),
        ("/answers/EG/extradition?stage=" + "x" * 10_000, "Send it to"),
    ],
)
def test_garbage_is_answered_with_a_sentence(
    reader: Browser, directory: None, address: str, said: str
) -> None:
    assert said in open_page(reader, address)
    assert "<script>alert" not in reader.get(address).text


@pytest.mark.parametrize("address", ["/answers/ZZ/mla", "/answers/FR/hugging", "/answers/FR/%00"])
def test_what_there_is_not_is_not_found(reader: Browser, address: str) -> None:
    assert reader.get(address).status_code == 404


def test_a_state_that_has_designated_nobody_is_told_from_one_of_which_nothing_is_known(
    reader: Browser, directory: None
) -> None:
    said = open_page(reader, "/answers/EG/firearms")
    assert "Egypt has said that it has not designated an authority" in said
    assert "Egypt is not a party to any treaty in this directory that speaks of this type" in said
    for step in ("diplomatic channels", "INTERPOL", "Ask the secretariat", "Écrivez au ministère."):
        assert step in said
    silent = open_page(reader, "/answers/EG/mla")
    assert "No authority of Egypt for this type of request is known here." in silent
    assert "has said that it has not" not in silent
    assert "is not a party to any treaty" not in silent
    assert "Other requests under the same treaties" in silent
    assert "Extradition (1)" in silent


def test_who_it_was_before_is_told_with_a_warning(reader: Browser, directory: None) -> None:
    shown = open_page(reader, "/answers/EG/transfer")
    assert "Who it was before" in shown
    assert "Do not send anything there without asking first." in shown
    assert "Sample Authority 9003: until 31 December 2025" in shown


def test_a_withdrawn_record_is_named_and_not_linked(reader: Browser) -> None:
    held = a_record(9001)
    withdrawn = replace(held, status=r.RecordStatus.SUPERSEDED, superseded_by=9002)
    successor = a_record(9002, designations=(a_designation("transfer"),))
    seed(successor, held)
    seed(withdrawn, recorded_at=datetime(2026, 2, 3, tzinfo=UTC))
    db.session.rollback()
    shown = open_page(reader, "/answers/FR/mla")
    assert "Sample Authority 9001: until 3 February 2026; its successor" in shown
    page = reader.get("/answers/FR/mla").text
    assert 'href="/authorities/9001"' not in page
    assert 'href="/authorities/9002"' in page


def test_a_successor_that_has_ended_too_is_no_link_to_nowhere(reader: Browser) -> None:
    first, second = a_record(9001), a_record(9002, designations=(a_designation("transfer"),))
    seed(first, second)
    for ended in (
        replace(first, status=r.RecordStatus.SUPERSEDED, superseded_by=9002),
        replace(second, status=r.RecordStatus.WITHDRAWN),
    ):
        seed(ended, recorded_at=datetime(2026, 2, 3, tzinfo=UTC))
    db.session.rollback()
    assert reader.get("/authorities/9002").status_code == 404
    page = reader.get("/answers/FR/mla")
    assert "Sample Authority 9001: until 3 February 2026" in words_of(page)
    assert "/authorities/9002" not in page.text


def test_only_designations_that_hold_today_receive(reader: Browser) -> None:
    seed(
        a_record(9001, designations=(a_designation(valid_until=date(2026, 11, 23)),)),
        a_record(9002, designations=(a_designation(valid_from=date(2026, 11, 25)),)),
        a_record(9003, designations=(a_designation(valid_until=date(2026, 11, 24)),)),
        a_record(9004, status=r.RecordStatus.WITHDRAWN),
        recorded_at=RECORDED_AT,
    )
    db.session.rollback()
    shown = open_page(reader, "/answers/FR/mla")
    assert "Sample Authority 9003" in shown
    for other in (9001, 9004):
        assert f"Sample Authority {other}" not in shown
    assert shown.count("Sample Authority 9002") == 1, "it is only announced"
    assert "From 25 November 2026 the authority will be Sample Authority 9002." in shown


def test_who_will_be_designated_is_announced_with_the_day(app: Flask, reader: Browser) -> None:
    seed(
        a_record(9001, designations=(a_designation(valid_until=date(2027, 2, 28)),)),
        a_record(9002, designations=(a_designation(valid_from=date(2027, 3, 1)),)),
        a_record(9003, designations=(a_designation("transfer", valid_from=date(2026, 11, 25)),)),
        a_record(9004, "EG"),
        a_record(9005, "EG", designations=(a_designation(valid_from=date(2027, 1, 1)),)),
    )
    db.session.rollback()
    shown = open_page(reader, "/answers/FR/mla")
    assert "Send it to Sample Authority 9001" in shown
    assert "This authority is designated until 28 February 2027." in shown
    assert "From 1 March 2027 the authority will be Sample Authority 9002." in shown
    assert 'href="/authorities/9002"' in reader.get("/answers/FR/mla").text
    nobody = open_page(reader, "/answers/FR/transfer")
    assert "No authority of France for this type of request is known here." in nobody
    assert "From 25 November 2026 the authority will be Sample Authority 9003." in nobody
    beside = open_page(reader, "/answers/EG/mla")
    said = "From 1 January 2027 Sample Authority 9005 will be an authority for this type of request"
    assert said in beside
    assert "is designated until" not in beside
    with time_machine.travel(datetime(2027, 3, 1, 2, 0, tzinfo=UTC), tick=False):
        later = browser_at(app)
        later.let_in(an_account(app, "later@un.example"))
        begun = open_page(later, "/answers/FR/mla")
        assert "Send it to Sample Authority 9002" in begun
        assert "the authority will be" not in begun
        assert "9001" not in begun


def test_revisions_that_take_effect_later_are_announced(reader: Browser) -> None:
    held = a_record(9001)
    seed(held, recorded_at=RECORDED_AT)
    withdrawn = replace(held, status=r.RecordStatus.SUPERSEDED, superseded_by=9002)
    seed(withdrawn, effective_from=date(2027, 1, 15))
    seed(a_record(9002), effective_from=date(2027, 1, 15))
    db.session.rollback()
    page = reader.get("/answers/FR/mla")
    shown = words_of(page)
    assert "Send it to Sample Authority 9001" in shown
    assert "This authority is designated until 14 January 2027." in shown
    assert "From 15 January 2027 the authority will be Sample Authority 9002." in shown
    assert 'href="/authorities/9002"' not in page.text, "it has no page yet"


def test_what_is_recorded_for_a_later_day_outlives_a_correction_of_today(
    app: Flask, reader: Browser
) -> None:
    seed(a_record(9001))
    gives_up = a_record(9001, acronym="NEW", designations=())
    seed(gives_up, recorded_at=clock.now(), effective_from=date(2027, 1, 15))
    seed(a_record(9002), effective_from=date(2027, 1, 15))
    correction = a_record(9001, acronym="CORRECTED")
    seed(correction, recorded_at=clock.now(), effective_from=clock.today())
    db.session.rollback()
    shown = open_page(reader, "/answers/FR/mla")
    assert "This authority is designated until 14 January 2027." in shown
    assert "From 15 January 2027 the authority will be Sample Authority 9002." in shown
    with time_machine.travel(datetime(2027, 1, 15, 2, 0, tzinfo=UTC), tick=False):
        for revision in revisions_taking_effect(clock.now()):
            bring_into_force(SCHEDULER, revision)
        db.session.rollback()
        later = browser_at(app)
        later.let_in(an_account(app, "later@un.example"))
        assert "Send it to Sample Authority 9002" in open_page(later, "/answers/FR/mla")


def test_a_revision_that_another_overtook_before_its_day_is_not_announced(reader: Browser) -> None:
    seed(a_record(9001))
    for until, begins in (
        (date(2027, 2, 1), date(2027, 1, 15)),
        (date(2027, 3, 1), date(2027, 1, 15)),
        (date(2027, 4, 1), date(2027, 1, 10)),
    ):
        changed = a_record(9001, designations=(a_designation(valid_until=until),))
        seed(changed, recorded_at=clock.now(), effective_from=begins)
    db.session.rollback()
    shown = open_page(reader, "/answers/FR/mla")
    assert "This authority is designated until 1 March 2027." in shown


def test_until_when_it_is_competent_is_told_for_the_territory_of_the_case(reader: Browser) -> None:
    ending = a_designation(territory="NC", valid_until=date(2026, 12, 31))
    following = a_designation(territory="NC", valid_from=date(2027, 1, 1))
    seed(
        a_record(9001, designations=(a_designation(), ending)),
        a_record(9002, designations=(following,)),
    )
    db.session.rollback()
    until = "This authority is designated until 31 December 2026."
    of_territory = open_page(reader, "/answers/FR/mla?territory=NC")
    assert until in of_territory
    assert "the authority for New Caledonia will be Sample Authority 9002" in of_territory
    assert until not in open_page(reader, "/answers/FR/mla?territory=none-of-these")


def who_only_sends(number: int, *others: r.Designation, state: str = "FR") -> r.Record:
    sending = a_designation(capacities=(r.Capacity.SENDS,))
    return a_record(number, state, designations=(sending, *others))


def test_who_only_sends_requests_is_no_receiver_and_stands_below_with_the_reason(
    reader: Browser,
) -> None:
    receiving = a_designation(capacities=(r.Capacity.RECEIVES, r.Capacity.SENDS))
    seed(who_only_sends(9001), a_record(9002, designations=(receiving,)))
    db.session.rollback()
    answer, below = open_page(reader, "/answers/FR/mla").split("Not the right one?")
    assert "Send it to Sample Authority 9002" in answer
    assert "9001" not in answer
    assert "Sample Authority 9001" in below
    assert "It does not receive requests of this type." in below
    assert "What it does with requests: sends its own State’s requests." in below
    assert "France (1)" in open_page(reader, "/question?request_type=mla")
    assert finder_numbers("FR") == {9002}


def test_a_state_of_which_somebody_only_sends_has_nobody_to_receive(reader: Browser) -> None:
    begins = date(2027, 1, 1)
    later = a_designation(capacities=(r.Capacity.SENDS,), valid_from=begins)
    planned = a_record(9002, designations=(later,))
    seed(who_only_sends(9001, a_designation("transfer")), planned)
    seed(replace(planned, acronym="NEW"), effective_from=begins)
    db.session.rollback()
    shown = open_page(reader, "/answers/FR/mla")
    assert "No authority of France for this type of request is known here." in shown
    assert "Send the request through diplomatic channels" in shown
    assert "Authorities that send such requests" in shown
    assert "Sample Authority 9001" in shown
    assert "It does not receive requests of this type." in shown
    assert "9002" not in shown, "nor is it announced as one that will receive"
    assert "Who it was before" not in shown
    assert "Mutual legal assistance (0)" in open_page(reader, "/question?state=FR")
    assert "France (0)" in open_page(reader, "/question?request_type=mla")
    of_state = reader.get("/states/FR").text
    assert of_state.count('href="/answers/FR/mla"') == 1, "the State's table has nobody either"
    assert finder_numbers("FR") == set()


def finder_numbers(state: str) -> set[int]:
    """Return whom the search finds for mutual legal assistance."""
    query = Query(state=state).having(Facet.REQUEST_TYPE, ("mla",))
    catalogue = catalogue_now()
    found = set(numbers_found(catalogue, query, language="en"))
    counted = dict(catalogue.counts(Query(state=state), catalogue.fields.tops))
    assert counted[Facet.REQUEST_TYPE]["mla"] == len(found)
    return found


def test_the_cases_for_which_nobody_is_known_are_told_before_who_is_there_for_others(
    reader: Browser,
) -> None:
    seed(a_record(9001, designations=(a_designation(territory="NC"),)), a_profile("FR"))
    db.session.rollback()
    only = "Only for New Caledonia. For the rest of France no authority is known here."
    shown = open_page(reader, "/answers/FR/mla")
    assert shown.index("Send it to") < shown.index(only) < shown.index("Sample Authority 9001")
    assert "Send the request through diplomatic channels" in shown
    assert "Écrivez au ministère." in shown.split("Sample Authority 9001")[0]
    assert "Only for" not in open_page(reader, "/answers/FR/mla?territory=NC")
    rest = open_page(reader, "/answers/FR/mla?territory=none-of-these")
    assert "fits the rules of no authority of France" in rest
    assert "Send the request through diplomatic channels" in rest


def test_a_case_that_a_question_asks_about_is_no_surprise_below_it(reader: Browser) -> None:
    ruled = (r.CompetenceRule(D.STAGE, Is.IS, ("trial",)),)
    seed(
        *(
            a_record(number, designations=(a_designation(territory=code, competence_rules=ruled),))
            for number, code in ((9001, "NC"), (9002, "PF"))
        )
    )
    db.session.rollback()
    shown = open_page(reader, "/answers/FR/mla")
    assert "Which part of the State does it concern?" in shown
    assert "Only for" not in shown
    said = "Stage of proceedings: an authority of France is known here only for “trial”"
    assert f"{said}, and none for “Another stage”." in shown


def test_a_record_that_is_withdrawn_while_it_is_looked_for_is_left_out(app: Flask) -> None:
    seed(a_record(9001), a_record(9002))
    seed(a_record(9003, "DE"))
    db.session.rollback()

    def withdraw(number: int, state: str) -> None:
        with app.app_context():
            gone = a_record(number, state, status=r.RecordStatus.WITHDRAWN)
            seed(gone, recorded_at=clock.now())

    def answered(state: str, number: int) -> Answer:
        """Ask while another withdraws a record between the reading of rules and of records."""

        def meanwhile(conn, cursor, statement, *_) -> None:
            if "FROM instrument" in statement and not elsewhere.ident:
                elsewhere.start()
                elsewhere.join()

        elsewhere = Thread(target=Context().run, args=(withdraw, number, state))
        event.listen(db.engine, "after_cursor_execute", meanwhile)
        try:
            return answer_to(state, "mla", {}, "")
        finally:
            event.remove(db.engine, "after_cursor_execute", meanwhile)
            assert elsewhere.ident

    left, none = answered("FR", 9001), answered("DE", 9003)
    if db.engine.dialect.name == "sqlite":
        # Whoever reads there sees the directory as it was when they began.
        assert (left.outcome, none.outcome) == (Outcome.SEVERAL, Outcome.ONE)
        return
    assert (left.outcome, [it.number for it in left.receivers]) == (Outcome.ONE, [9002])
    assert (none.outcome, none.receivers, none.nobody is None) == (Outcome.NOBODY, (), False)


def test_more_authorities_than_a_reader_needs_are_counted_and_found_in_the_search(
    reader: Browser,
) -> None:
    seed(*(a_record(number) for number in range(9001, 9013)))
    db.session.rollback()
    page = reader.get("/answers/FR/mla")
    shown = words_of(page)
    assert "12 authorities may receive it." in shown
    assert "Sample Authority 9008" in shown
    assert "Sample Authority 9009" not in shown
    assert "How to reach it" not in shown
    assert "See all 12 authorities in the search" in shown
    assert 'href="/search?state=FR&amp;request_type=mla"' in page.text
    assert "12 " in words_of(reader.get("/search?state=FR&request_type=mla"))
    assert len(page.data) < 60_000


def test_a_channel_does_not_name_a_post_of_the_secretariat(reader: Browser) -> None:
    channel = r.AcceptedChannel(
        r.Urgency.URGENT, r.ChannelRoute.DIRECT, r.Acceptance.ACCEPTED, contact_post="Hidden desk"
    )
    record = a_coast_guard()
    held = replace(record.designations[0], channels=(channel,))
    seed(replace(record, designations=(held,)))
    db.session.rollback()
    assert "Hidden desk" not in reader.get("/answers/EG/drugs_sea").text


def test_one_question_at_a_time_and_an_answer_below_it(reader: Browser) -> None:
    def ruled(*rules: r.CompetenceRule, **changes: object) -> r.Designation:
        return a_designation(competence_rules=rules, **changes)

    corruption = r.CompetenceRule(
        D.OFFENCE, Is.IS, ("corruption",), words("Pour la corruption.", "fr")
    )
    seed(
        a_record(9001, designations=(a_designation(is_default=True),)),
        a_record(9002, designations=(ruled(corruption),)),
        a_record(9003, designations=(a_designation(territory="NC"),)),
    )
    db.session.rollback()
    first = open_page(reader, "/answers/FR/mla")
    assert "Which part of the State does it concern? " in first
    assert "New Caledonia The rest of the State I do not know" in first
    assert "Which offence" not in first
    assert "If you are not sure, send it to Sample Authority 9001" in first
    second = open_page(reader, "/answers/FR/mla?territory=none-of-these")
    assert "Which offence is it about?" in second
    decided = open_page(reader, "/answers/FR/mla?territory=none-of-these&offence=corruption")
    assert "Send it to Sample Authority 9002" in decided
    assert "This fits its rules: Offence: corruption." in decided
    assert "In the State’s own words: Pour la corruption." in decided
    assert "Take back: Offence: corruption" in decided
    assert "Which" not in decided.split("Send it to")[0]
    unknown = open_page(reader, "/answers/FR/mla?territory=not-known&offence=not-known")
    assert "If you are not sure, send it to Sample Authority 9001" in unknown


def test_a_page_asks_the_database_the_same_number_of_times(app: Flask, reader: Browser) -> None:
    asked: list[str] = []

    def statements() -> int:
        asked.clear()
        reader.get("/answers/FR/mla")
        return len(asked)

    event.listen(db.engine, "before_cursor_execute", lambda *args: asked.append(args[2]))
    seed(a_record(9001))
    db.session.rollback()
    few = statements()
    seed(*(a_record(number) for number in range(9002, 9008)))
    db.session.rollback()
    assert statements() == few
    assert few <= 20
