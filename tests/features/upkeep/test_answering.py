"""What was sent back is answered by what was begun from it, and by nothing else."""

import pytest
from flask import Flask

from cna_directory.review.operations import return_proposal
from cna_directory.review.standing import ProposalStatus
from tests.builders import a_record, seed
from tests.features.accounts.visitors import Browser, browser_at
from tests.features.review.proposals import examined, focal_point, officer, propose
from tests.features.upkeep.forms import (
    CHANGE,
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

NEW = "/states/FR/authorities/new"
CAME_BACK = "The secretariat sent your proposal back"
BEGUN_APART = "What stands below does not answer it."


def a_proposal_sent(browser: Browser, **typed: str) -> int:
    """Fill in the form of the record and send it; return the proposal's number."""
    press(browser, CHANGE, "preview", **typed)
    send(browser, remark="Of the first.")
    return proposals()[-1].id


def test_a_draft_about_something_else_does_not_answer_what_comes_back(app: Flask) -> None:
    seed(a_record())
    browser = let_in(app)
    first = a_proposal_sent(browser, acronym="FIRST")
    press(browser, CHANGE, "save", **{"service.text": "Other desk"})
    sent_back(app, first, "Correct the acronym.")
    page = browser.get(CHANGE)
    assert problems_with_page(page) == []
    assert f"{CAME_BACK}: Correct the acronym. {BEGUN_APART}" in words_of(page)
    assert "begins with the draft" in words_of(browser.get(f"/proposals/{first}"))
    press(browser, CHANGE, "preview", **{"service.text": "Another desk"})
    assert "Of the first." not in browser.get(PREVIEW).text
    send(browser)
    assert proposals()[-1].succeeds_id is None
    assert form_on(browser, CHANGE)["acronym"] == ["FIRST"]  # Now it is its turn.
    press(browser, CHANGE, "preview", acronym="SECOND")
    assert "Of the first." in browser.get(PREVIEW).text
    send(browser)
    assert proposals()[-1].succeeds_id == first
    assert "send it again" not in words_of(browser.get(f"/proposals/{first}"))


def test_a_draft_about_something_else_is_deleted_to_correct_what_came_back(app: Flask) -> None:
    seed(a_record())
    browser = let_in(app)
    first = a_proposal_sent(browser, acronym="FIRST")
    press(browser, CHANGE, "save", **{"service.text": "Other desk"})
    sent_back(app, first, "Correct the acronym.")
    press(browser, CHANGE, "discard")
    assert form_on(browser, CHANGE)["acronym"] == ["FIRST"]


def test_a_form_that_was_open_when_a_proposal_came_back_does_not_answer_it(app: Flask) -> None:
    seed(a_record())
    browser = let_in(app)
    first = a_proposal_sent(browser, acronym="FIRST")
    opened = form_on(browser, CHANGE)
    sent_back(app, first, "Correct the acronym.")
    opened |= {"service.text": ["Other desk"], "act": ["save"]}
    assert browser.post(CHANGE, data=opened).status_code == 303
    (draft,) = drafts()
    assert (draft.answers_id, draft.fields.get("acronym", "")) == (None, "")


def test_an_addition_that_was_put_aside_is_not_answered_by_the_next(app: Flask) -> None:
    seed(a_record())
    browser = let_in(app)
    press(browser, NEW, "preview", **{"name.text": "Not an office", "kind": "court"})
    send(browser, f"{NEW}/preview", remark="Of the first.")
    sent_back(app, proposals()[0].id, "It is none.")
    assert form_on(browser, NEW)["name.text"] == ["Not an office"]
    press(browser, NEW, "discard")
    assert form_on(browser, NEW)["name.text"] == [""]
    press(browser, NEW, "save")
    assert form_on(browser, NEW)["name.text"] == [""]
    assert BEGUN_APART in words_of(browser.get(NEW))
    press(browser, NEW, "preview", **{"name.text": "Quite another", "kind": "court"})
    assert "Of the first." not in browser.get(f"{NEW}/preview").text
    send(browser, f"{NEW}/preview")
    assert [it.succeeds_id for it in proposals()] == [None, None]


@pytest.mark.parametrize("is_saved", [True, False])
def test_a_draft_answers_what_it_began_from_whatever_comes_back_later(
    app: Flask, is_saved: bool
) -> None:
    seed(a_record())
    focal, by = focal_point(app), officer(app)
    browser = browser_at(app)
    browser.let_in(focal.account_id or 0)
    numbers = [propose(focal, acronym=acronym) for acronym in ("FIRST", "SECOND")]
    opened = None
    for number in numbers:
        it, settings = examined(number), app.extensions["settings"]
        return_proposal(by, it, reason="No.", content_seen=it.content_hash, settings=settings)
        opened = opened or form_on(browser, CHANGE)
        if is_saved and number == numbers[0]:
            browser.post(CHANGE, data={**opened, "acronym": ["ANSWER"], "act": ["save"]})
    press(browser, CHANGE, "preview", acronym="ANSWER")
    send(browser)
    assert proposals()[-1].succeeds_id == numbers[0 if is_saved else 1]
    assert proposals()[-1].status is ProposalStatus.SUBMITTED
