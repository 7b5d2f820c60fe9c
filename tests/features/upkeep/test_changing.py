"""Proposing a change on the record's own form, as a browser without JavaScript does it."""

import io
import re
from dataclasses import replace
from datetime import UTC, date, datetime
from html import unescape

import html5lib
import pytest
import time_machine
from flask import Flask

from cna_directory.access.roles import Role
from cna_directory.authorities import record as r
from cna_directory.authorities.plain import from_plain
from cna_directory.database import db
from cna_directory.limits import count_try
from cna_directory.review.models import ProposalPaper
from cna_directory.review.standing import ProposalKind, ProposalStatus
from cna_directory.upkeep.operations import PAPERS_OF_ACCOUNT
from tests.builders import a_record, seed, words
from tests.features.accounts.visitors import Browser
from tests.features.admission.letters_to_try import a_pdf
from tests.features.upkeep.forms import (
    CHANGE,
    NEW_NUMBER,
    NUMBER,
    PREVIEW,
    drafts,
    form_on,
    let_in,
    press,
    proposals,
    send,
    sent_back,
)
from tests.web.checking import problems_with_page, words_of


def test_one_telephone_number_is_changed_looked_over_and_sent(app: Flask) -> None:
    seed(a_record())
    browser = let_in(app)
    looked_over = press(browser, CHANGE, "preview", **{NUMBER: NEW_NUMBER})
    assert looked_over.location == PREVIEW
    page = browser.get(PREVIEW)
    assert problems_with_page(page) == []
    assert "Telephone 1: number" in words_of(page)
    assert NEW_NUMBER.rsplit(maxsplit=1)[-1] in page.text
    assert "Postal" not in words_of(page)
    done = send(browser, remark="New exchange.", effective_from="")
    (proposal,) = proposals()
    assert done.location == f"/proposals/{proposal.id}"
    proposed = from_plain(proposal.proposed, r.Record)
    assert proposed == replace(a_record(), telephones=(r.Telephone(NEW_NUMBER),))
    assert (proposal.kind, proposal.status) == (ProposalKind.CHANGE, ProposalStatus.SUBMITTED)
    assert (proposal.base_revision, proposal.remark) == (1, "New exchange.")
    assert drafts() == []


def test_sending_an_untouched_form_is_no_draft_and_nothing_to_send(app: Flask) -> None:
    seed(a_record())
    browser = let_in(app)
    assert press(browser, CHANGE, "preview").location == PREVIEW
    assert drafts() == []
    assert "Nothing is different" in browser.get(PREVIEW).text


def test_a_get_changes_nothing(app: Flask) -> None:
    seed(a_record())
    browser = let_in(app)
    for address in (CHANGE, PREVIEW, "/authorities/9001/end", "/states/FR/change", "/my-state"):
        assert browser.get(address).status_code == 200
    assert drafts() == []
    assert proposals() == []


def test_a_draft_waits_for_whoever_comes_back(app: Flask) -> None:
    seed(a_record())
    browser = let_in(app)
    press(browser, CHANGE, "save", **{NUMBER: NEW_NUMBER})
    assert form_on(browser, CHANGE)[NUMBER] == [NEW_NUMBER]
    assert "Record 9001" in browser.get("/my-state").text
    saved = press(browser, CHANGE, "autosave", acronym="SA")
    assert saved.status_code == 204
    assert form_on(browser, CHANGE)["acronym"] == ["SA"]
    press(browser, CHANGE, "discard")
    assert form_on(browser, CHANGE)[NUMBER] == ["+999 1 555 0100"]
    assert drafts() == []


def test_a_draft_belongs_to_its_account_alone(app: Flask) -> None:
    seed(a_record())
    press(let_in(app), CHANGE, "save", **{NUMBER: NEW_NUMBER})
    assert form_on(let_in(app), CHANGE)[NUMBER] == ["+999 1 555 0100"]


def test_rows_are_added_and_removed_without_javascript(app: Flask) -> None:
    seed(a_record())
    browser = let_in(app)
    added = press(browser, CHANGE, "add telephones", acronym="SA")
    assert added.location == f"{CHANGE}#telephones-1"
    press(browser, CHANGE, "remove telephones[0]", **{"telephones[1].number": NEW_NUMBER})
    assert form_on(browser, CHANGE)[NUMBER] == [NEW_NUMBER]
    assert form_on(browser, CHANGE)["acronym"] == ["SA"]


def test_a_designation_has_a_page_of_its_own(app: Flask) -> None:
    seed(a_record())
    browser = let_in(app)
    opened = press(browser, CHANGE, "open designations[0]", acronym="SA")
    page = browser.get(opened.location)
    assert problems_with_page(page) == []
    press(browser, opened.location, "save", **{"designations[0].valid_until": "2030-01-31"})
    looked_over = press(browser, CHANGE, "preview")
    assert looked_over.location == PREVIEW
    send(browser)
    proposed = from_plain(proposals()[0].proposed, r.Record)
    assert proposed.acronym == "SA"
    assert proposed.designations[0].valid_until == date(2030, 1, 31)
    assert proposed.designations[0].channels == a_record().designations[0].channels


def test_a_new_designation_that_is_not_filled_in_is_asked_for(app: Flask) -> None:
    seed(a_record())
    browser = let_in(app)
    added = press(browser, CHANGE, "add designations")
    assert unescape(added.location).endswith("part=designations%5B1%5D#designations-1")
    address = added.location.partition("#")[0]
    press(browser, address, "save", **{"designations[1].request_type": "firearms"})
    refused = press(browser, CHANGE, "preview")
    assert refused.status_code == 422
    assert "Choose one of the list." in refused.text
    assert problems_with_page(refused) == []


@pytest.mark.parametrize(
    ("path", "typed", "sentence"),
    [
        (NUMBER, "call us", "call us is not a telephone number"),
        ("emails[0].address", "nobody", "nobody is not an e-mail address"),
        ("name.text", "", "Enter the name of the authority."),
        ("lunch_from", "noon", "Write the time as hours and minutes"),
        ("reports_to", "4242", "No live record of this State has the number 4242."),
    ],
)
def test_bad_input_is_told_at_its_field_and_kept(
    app: Flask, path: str, typed: str, sentence: str
) -> None:
    seed(a_record())
    browser = let_in(app)
    refused = press(browser, CHANGE, "preview", **{path: typed, "acronym": "SA"})
    assert refused.status_code == 422
    root = html5lib.parse(refused.text, namespaceHTMLElements=False)
    box = root.find(f".//*[@name='{path}']")
    assert box is not None
    assert box.get("aria-invalid") == "true"
    assert sentence in words_of(refused)
    assert problems_with_page(refused) == []
    kept = form_on(browser, CHANGE)
    assert (kept[path], kept["acronym"]) == ([typed], ["SA"])


def test_the_second_is_told_that_the_record_moved_on_and_keeps_what_was_typed(app: Flask) -> None:
    seed(a_record())
    browser = let_in(app)
    press(browser, CHANGE, "save", **{NUMBER: NEW_NUMBER})
    seed(a_record(acronym="NEW"), recorded_at=datetime(2025, 4, 1, tzinfo=UTC))
    assert "The record has changed since you began" in words_of(browser.get(CHANGE))
    assert form_on(browser, CHANGE)[NUMBER] == [NEW_NUMBER]
    press(browser, CHANGE, "preview")
    send(browser)
    (proposal,) = proposals()
    assert proposal.base_revision == 1
    assert from_plain(proposal.proposed, r.Record).acronym == ""


def test_what_was_typed_on_an_old_page_is_kept_on_the_revision_that_it_showed(app: Flask) -> None:
    seed(a_record())
    browser = let_in(app)
    open_page = form_on(browser, CHANGE)
    seed(a_record(acronym="NEW"), recorded_at=datetime(2025, 4, 1, tzinfo=UTC))
    browser.post(CHANGE, data={**open_page, NUMBER: [NEW_NUMBER], "act": "save"})
    (draft,) = drafts()
    assert draft.base_revision == 1
    assert "acronym" not in draft.fields


def test_a_colleagues_open_proposal_is_told(app: Flask) -> None:
    seed(a_record())
    first, second = let_in(app), let_in(app)
    press(first, CHANGE, "preview", **{NUMBER: NEW_NUMBER})
    send(first)
    assert "A change of this record is proposed already" in words_of(second.get(CHANGE))


def test_hidden_contact_points_are_neither_shown_nor_lost(app: Flask) -> None:
    hidden = r.ContactPoint(words("Night desk"), visibility=r.Visibility.SECRETARIAT)
    seed(a_record(contact_points=(hidden, r.ContactPoint(words("Registry")))))
    browser = let_in(app)
    assert "Night desk" not in browser.get(CHANGE).text
    press(browser, CHANGE, "preview", **{NUMBER: NEW_NUMBER})
    assert "Night desk" not in browser.get(PREVIEW).text
    assert "Registry" not in words_of(browser.get(PREVIEW))
    send(browser)
    assert len(proposals()) == 1
    officer = let_in(app, Role.SECRETARIAT)
    assert "Night desk" in officer.get(CHANGE).text


def test_text_comes_back_as_it_was_whatever_it_hides(app: Flask) -> None:
    name = words("\u202bوزارة العدل\u202c <b>&\"'", "ar")
    seed(a_record(name=name, additional_details=words("\n\nTwo\nlines", "en")))
    browser = let_in(app)
    press(browser, CHANGE, "preview", **{NUMBER: NEW_NUMBER})
    send(browser)
    assert from_plain(proposals()[0].proposed, r.Record).name == name
    assert "signs that are not seen" in browser.get(CHANGE).text


def test_a_note_verbale_goes_along(app: Flask) -> None:
    seed(a_record())
    browser = let_in(app)
    press(browser, CHANGE, "preview", **{NUMBER: NEW_NUMBER})
    refused = send(browser, letter=(io.BytesIO(b"MZ"), "note.exe"))
    assert refused.status_code == 422
    assert "PDF, a PNG or a JPEG" in refused.text
    send(browser, letter=(io.BytesIO(a_pdf()), "note.pdf"))
    (proposal,) = proposals()
    paper = db.session.get(ProposalPaper, proposal.paper_id)
    assert paper is not None
    assert paper.file_name == "note.pdf"


@time_machine.travel(datetime(2026, 6, 1, 12, tzinfo=UTC), tick=False)
@pytest.mark.parametrize(
    ("day", "sentence"),
    [
        ("2026-05-31", "Choose today or a later day."),
        ("2028-01-01", "Choose a day within a year."),
        ("soon", "Write the day as year, month, day"),
    ],
)
def test_the_day_is_today_or_within_a_year(app: Flask, day: str, sentence: str) -> None:
    seed(a_record())
    browser = let_in(app)
    press(browser, CHANGE, "preview", **{NUMBER: NEW_NUMBER})
    refused = send(browser, effective_from=day, remark="Kept.")
    assert refused.status_code == 422
    assert sentence in refused.text
    assert "Kept." in refused.text
    assert len(drafts()) == 1
    send(browser, effective_from="2026-06-01")
    assert proposals()[0].effective_from == date(2026, 6, 1)


def test_an_authority_users_proposal_waits_for_the_focal_point(app: Flask) -> None:
    seed(a_record(), a_record(9002))
    focal = let_in(app)
    browser = let_in(app, Role.AUTHORITY_USER, authority_number=9001)
    press(browser, CHANGE, "preview", **{NUMBER: NEW_NUMBER})
    assert "Send to the focal point" in browser.get(PREVIEW).text
    send(browser)
    assert proposals()[0].status is ProposalStatus.AWAITING_SIGN_OFF
    assert "Waiting for your agreement" in focal.get("/my-state").text
    assert browser.get("/authorities/9002/change").status_code == 404
    assert browser.get("/states/FR/authorities/new").status_code == 404


def test_an_authority_is_added(app: Flask) -> None:
    seed(a_record())
    browser = let_in(app)
    new = "/states/FR/authorities/new"
    assert problems_with_page(browser.get(new)) == []
    assert press(browser, new, "preview").status_code == 422
    typed = {"name.text": "Nouvelle autorité", "kind": "court", "acronym": "NA"}
    assert press(browser, new, "preview", **typed).location == f"{new}/preview"
    assert problems_with_page(browser.get(f"{new}/preview")) == []
    send(browser, f"{new}/preview")
    (proposal,) = proposals()
    added = from_plain(proposal.proposed, r.Record)
    assert (proposal.kind, added.number, added.state) == (ProposalKind.ADDITION, 0, "FR")
    assert (added.name.text, added.name.language) == ("Nouvelle autorité", "fr")
    assert added.provenance.kind is r.ProvenanceKind.MADE_UP


def test_an_authority_ends_with_its_successor(app: Flask) -> None:
    seed(a_record(), a_record(9002), a_record(9003, "DE"))
    browser = let_in(app)
    end = "/authorities/9001/end"
    assert problems_with_page(browser.get(end)) == []
    assert "Sample Authority 9003" not in browser.get(end).text
    assert browser.send(end, successor="9003").status_code == 422
    browser.send(end, successor="9002")
    ended = from_plain(proposals()[0].proposed, r.Record)
    assert (ended.status, ended.superseded_by) == (r.RecordStatus.SUPERSEDED, 9002)
    assert proposals()[0].kind is ProposalKind.ENDING


@pytest.mark.parametrize("has_profile", [True, False])
def test_closed_days_are_entered(app: Flask, has_profile: bool) -> None:
    seed(a_record())
    if has_profile:
        made_up = r.Provenance(r.ProvenanceKind.MADE_UP)
        seed(r.StateProfile("FR", made_up, general_note=words("Write in French.")))
    browser = let_in(app)
    address = browser.get("/my-state/closures").location
    press(browser, address, "add closures")
    page = browser.get(address)
    assert problems_with_page(page) == []
    typed = {"closures[0].closed_on": "2027-05-01", "closures[0].reason.text": "Fête du Travail"}
    assert press(browser, address, "preview", **typed).location == "/states/FR/change/preview"
    send(browser, "/states/FR/change/preview")
    (proposal,) = proposals()
    profile = from_plain(proposal.proposed, r.StateProfile)
    assert proposal.kind is ProposalKind.PROFILE
    assert profile.closures == (r.Closure(date(2027, 5, 1), words("Fête du Travail", "fr")),)
    assert (profile.general_note is not None) is has_profile


def test_another_states_records_do_not_exist_here(app: Flask) -> None:
    seed(a_record(9003, "DE"))
    browser = let_in(app)
    for address in (
        "/authorities/9003/change",
        "/authorities/9003/change/preview",
        "/authorities/9003/end",
        "/states/DE/change",
        "/states/DE/authorities/new",
    ):
        assert browser.get(address).status_code == 404
    assert let_in(app, Role.SECRETARIAT).get("/authorities/9003/change").status_code == 200


@pytest.mark.parametrize(
    "sent",
    [
        {"act": "open designations[7]"},
        {"act": "add nowhere"},
        {"act": "remove telephones[9]"},
        {"part": "designations[7]"},
        {"part": "../x"},
        {"base_revision": "77"},
        {"answers": "77"},
        {"telephones[9999].number": "x", "act": "save"},
    ],
)
def test_a_forged_form_does_no_harm(app: Flask, sent: dict[str, str]) -> None:
    seed(a_record())
    browser = let_in(app)
    answer = press(browser, CHANGE, sent.pop("act", "save"), **sent)
    assert answer.status_code in {303, 404}
    assert browser.get(CHANGE).status_code == 200
    assert re.search(r"<h1>Change:", browser.get(CHANGE).text)


def test_an_addition_rests_on_no_revision_of_something_else(app: Flask) -> None:
    new = "/states/FR/authorities/new"
    seed(r.StateProfile("DE", r.Provenance(r.ProvenanceKind.MADE_UP)))  # Its first revision.
    browser = let_in(app)
    refused = press(browser, new, "save", base_revision="1", **{"name.text": "New office"})
    assert refused.status_code == 404
    assert drafts() == []
    assert browser.get(new).status_code == 200


def test_what_was_sent_back_is_corrected_on_the_form_and_answers_it(app: Flask) -> None:
    seed(a_record(9001))
    browser = let_in(app, state_iso2="FR")
    press(browser, CHANGE, "preview", **{NUMBER: NEW_NUMBER})
    browser.send(PREVIEW)
    [first] = proposals()
    sent_back(app, first.id, "Is the extension missing?")
    page = browser.get(CHANGE)
    assert "Is the extension missing?" in words_of(page)
    assert form_on(browser, CHANGE)[NUMBER] == [NEW_NUMBER]
    press(browser, CHANGE, "preview", acronym="NEW")
    browser.send(PREVIEW)
    first, second = proposals()
    assert second.succeeds_id == first.id
    assert from_plain(second.proposed, r.Record).telephones[0].number == NEW_NUMBER
    assert "Is the extension missing?" not in words_of(browser.get(CHANGE))


def test_what_was_sent_back_can_be_left_and_the_record_changed_anew(app: Flask) -> None:
    seed(a_record(9001))
    browser = let_in(app, state_iso2="FR")
    press(browser, CHANGE, "preview", **{NUMBER: NEW_NUMBER})
    browser.send(PREVIEW)
    sent_back(app, proposals()[0].id, "Not like this.")
    press(browser, CHANGE, "discard")
    assert form_on(browser, CHANGE)[NUMBER] != [NEW_NUMBER]


def test_an_end_that_was_sent_back_begins_as_it_was_proposed_and_answers_it(app: Flask) -> None:
    seed(a_record(), a_record(9002), a_record(9003))
    end, day = "/authorities/9001/end", date(2090, 1, 31)
    with time_machine.travel(datetime(2089, 6, 1, 12, tzinfo=UTC), tick=False):
        browser = let_in(app)
        browser.send(end, successor="9003", effective_from=str(day), remark="It merges.")
        sent_back(app, proposals()[0].id, "Is it not record 9002?")
        page = browser.get(end)
        assert problems_with_page(page) == []
        assert "The secretariat sent your proposal back: Is it not record 9002?" in words_of(page)
        assert re.search(r'<option selected value="9003"|value="9003" selected', page.text)
        assert f'value="{day}"' in page.text
        assert "It merges." in page.text
        browser.send(end, successor="9002", remark="It merges.")
        first, second = proposals()
    assert second.succeeds_id == first.id
    assert from_plain(second.proposed, r.Record).superseded_by == 9002


def an_authority_user(app: Flask) -> Browser:
    return let_in(app, Role.AUTHORITY_USER, authority_number=9001)


def test_what_the_focal_point_sent_back_is_corrected_on_the_form(app: Flask) -> None:
    seed(a_record())
    focal, user = let_in(app), an_authority_user(app)
    press(user, CHANGE, "preview", **{NUMBER: NEW_NUMBER})
    user.send(PREVIEW, remark="New exchange.")
    address = f"/proposals/{proposals()[0].id}"
    page = focal.get(address)
    assert problems_with_page(page) == []
    seen = re.search(r'name="seen" value="([^"]*)"', page.text)
    assert seen is not None
    refused = focal.send(address, f"{address}/send-back", seen=seen[1], reason="")
    assert refused.status_code == 422
    assert problems_with_page(refused) == []
    done = focal.send(address, f"{address}/send-back", seen=seen[1], reason="Add the extension.")
    assert done.status_code == 303
    assert "What the focal point said Add the extension." in words_of(user.get(address))
    form = user.get(CHANGE)
    assert "The focal point of your State sent your proposal back: Add the extension." in words_of(
        form
    )
    press(user, CHANGE, "preview", **{NUMBER: f"{NEW_NUMBER}1"})
    assert "New exchange." in user.get(PREVIEW).text
    user.send(PREVIEW)
    first, second = proposals()
    assert (second.succeeds_id, second.status) == (first.id, ProposalStatus.AWAITING_SIGN_OFF)


THREE = tuple(
    replace(a_record().designations[0], request_type=code)
    for code in ("mla", "extradition", "transfer")
)


def in_the_draft(path: str) -> str:
    """Return what the only draft says of a field."""
    (draft,) = drafts()
    return str(draft.fields.get(path, ""))


def sent_from(browser: Browser, opened: dict[str, list[str]], act: str, **typed: str):
    """Press a button in a window that was opened a while ago."""
    values = {**opened, **{name: [value] for name, value in typed.items()}}
    return browser.post(CHANGE, data={**values, "act": act})


def test_two_windows_that_change_the_same_page_are_told_and_lose_nothing(app: Flask) -> None:
    seed(a_record())
    browser = let_in(app)
    first, second = form_on(browser, CHANGE), form_on(browser, CHANGE)
    assert sent_from(browser, first, "save", acronym="FIRST").status_code == 303
    for act in ("save", "autosave", "preview", "add telephones"):
        told = sent_from(browser, second, act, **{NUMBER: NEW_NUMBER})
        assert told.status_code == 409
        assert in_the_draft("acronym") == "FIRST"
        assert in_the_draft(NUMBER) != NEW_NUMBER
    assert problems_with_page(told) == []
    assert "changed in another window" in words_of(told)
    assert "Acronym Saved in the other window" in words_of(told)
    assert NEW_NUMBER in told.text
    shown = re.search(r'name="shown" value="([^"]*)"', told.text)
    assert shown is not None
    kept = sent_from(browser, {**second, "shown": [shown[1]]}, "save", **{NUMBER: NEW_NUMBER})
    assert kept.status_code == 303
    assert (in_the_draft("acronym"), in_the_draft(NUMBER)) == ("", NEW_NUMBER)


def test_a_window_in_which_nothing_was_typed_changes_nothing(app: Flask) -> None:
    seed(a_record())
    browser = let_in(app)
    first, second = form_on(browser, CHANGE), form_on(browser, CHANGE)
    sent_from(browser, first, "save", acronym="FIRST")
    assert sent_from(browser, second, "preview").location == PREVIEW
    assert sent_from(browser, second, "remove telephones[0]").status_code == 409
    assert in_the_draft("acronym") == "FIRST"


def test_windows_on_different_pages_of_a_form_do_not_meet(app: Flask) -> None:
    seed(a_record(designations=THREE))
    browser = let_in(app)
    main, apart = form_on(browser, CHANGE), form_on(browser, f"{CHANGE}?part=designations[1]")
    until = "designations[1].valid_until"
    assert sent_from(browser, main, "save", acronym="FIRST").status_code == 303
    assert sent_from(browser, apart, "save", **{until: "2030-01-31"}).status_code == 303
    assert (in_the_draft("acronym"), in_the_draft(until)) == ("FIRST", "2030-01-31")


def beside(browser: Browser, act: str, path: str) -> str:
    """Return what a button beside a row of the whole form says."""
    found = re.search(rf'value="({act} {re.escape(path)} \w+)"', browser.get(CHANGE).text)
    assert found is not None
    return found[1]


def test_a_designation_that_another_window_moved_is_found_again(app: Flask) -> None:
    seed(a_record(designations=THREE))
    browser = let_in(app)
    third = form_on(browser, f"{CHANGE}?part=designations[2]")
    remove = [beside(browser, "remove", f"designations[{place}]") for place in (0, 2)]
    main = form_on(browser, CHANGE)
    sent_from(browser, main, remove[0])
    done = sent_from(browser, third, "save", **{"designations[2].valid_until": "2030-01-31"})
    assert "part=designations%5B1%5D" in unescape(done.location)
    assert in_the_draft("designations[1].request_type") == "transfer"
    assert in_the_draft("designations[1].valid_until") == "2030-01-31"
    assert sent_from(browser, main, remove[1]).status_code == 409  # It is not as it was then.
    assert in_the_draft("designations[1].request_type") == "transfer"


@pytest.mark.parametrize("is_removed", [True, False])
def test_what_was_typed_over_a_designation_that_is_gone_is_kept_as_a_new_one(
    app: Flask, is_removed: bool
) -> None:
    seed(a_record(designations=THREE))
    browser, part = let_in(app), f"{CHANGE}?part=designations[2]"
    second = form_on(browser, part)
    if is_removed:
        sent_from(browser, form_on(browser, CHANGE), beside(browser, "remove", "designations[2]"))
    else:
        press(browser, part, "save", **{"designations[2].valid_from": "2027-01-31"})
    until = {"designations[2].valid_until": "2030-01-31"}
    told = sent_from(browser, second, "save", **until)
    assert told.status_code == 409
    assert problems_with_page(told) == []
    assert "2030-01-31" in told.text
    before = drafts()[0].fields
    row = f"designations[{2 if is_removed else 3}]"
    assert f'name="part" value="{row}"' in told.text
    shown = re.search(r'name="shown" value="([^"]*)"', told.text)
    assert shown is not None
    again = {name.replace("designations[2]", row): value for name, value in second.items()}
    again |= {"part": [row], "shown": [shown[1]], f"{row}.valid_until": ["2030-01-31"]}
    assert sent_from(browser, again, "save").status_code == 303
    assert in_the_draft(f"{row}.valid_until") == "2030-01-31"
    assert before.items() <= drafts()[0].fields.items()


def test_what_another_window_changed_is_not_sent_unseen(app: Flask) -> None:
    seed(a_record())
    browser = let_in(app)
    press(browser, CHANGE, "preview", **{NUMBER: NEW_NUMBER})
    seen = re.search(r'name="seen" value="([^"]*)"', browser.get(PREVIEW).text)
    assert seen is not None
    press(browser, CHANGE, "save", acronym="UNSEEN")
    told = send(browser, seen=seen[1], remark="Kept.")
    assert told.status_code == 409
    assert problems_with_page(told) == []
    assert "Kept." in told.text
    assert proposals() == []
    seen = re.search(r'name="seen" value="([^"]*)"', told.text)
    assert seen is not None
    send(browser, seen=seen[1])
    assert len(proposals()) == 1


def test_papers_that_are_attached_are_counted_before_they_are_opened(app: Flask) -> None:
    seed(a_record())
    browser = let_in(app)
    press(browser, CHANGE, "preview", **{NUMBER: NEW_NUMBER})
    (draft,) = drafts()
    whose = [(PAPERS_OF_ACCOUNT, str(draft.account_id))]
    count_try(whose, {PAPERS_OF_ACCOUNT.kind: PAPERS_OF_ACCOUNT.most - 1})
    assert send(browser, letter=(io.BytesIO(b"MZ"), "note.exe")).status_code == 422
    refused = send(browser, letter=(io.BytesIO(a_pdf()), "note.pdf"))
    assert refused.status_code == 429
    assert "attached 100 papers" in words_of(refused)
    assert proposals() == []
    send(browser)
    assert len(proposals()) == 1
