"""One form in two windows at the same moment, and a button that is pressed twice."""

import io
import re
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from threading import Barrier

from flask import Flask
from werkzeug.test import TestResponse

from cna_directory.access.roles import Role
from cna_directory.database import db
from cna_directory.mail.models import OutgoingMail
from tests.builders import a_record, seed
from tests.features.accounts.visitors import Browser, browser_at, rows
from tests.features.admission.letters_to_try import a_pdf
from tests.features.review.proposals import focal_point
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
)
from tests.web.checking import words_of

ROUNDS = 6
NEW = "/states/FR/authorities/new"


def two_windows(app: Flask) -> tuple[Browser, Browser]:
    """Return two windows of one focal point."""
    account_id = focal_point(app).account_id
    assert account_id is not None
    one, other = browser_at(app), browser_at(app)
    one.let_in(account_id)
    other.let_in(account_id)
    return one, other


def at_once(*acts: Callable[[], TestResponse]) -> list[TestResponse]:
    """Do some things at the same moment; return the answers."""
    start = Barrier(len(acts))

    def do(act: Callable[[], TestResponse]) -> TestResponse:
        start.wait()
        return act()

    with ThreadPoolExecutor(len(acts)) as pool:
        return list(pool.map(do, acts))


def ready_to_send(browser: Browser, preview: str, **typed: str) -> dict[str, str]:
    """Return what the button on a page that sends a proposal would send."""
    page = browser.get(preview).text
    found = re.findall(r'name="(csrf_token|seen)" value="([^"]*)"', page)
    return {"effective_from": "", "remark": "", **dict(found), **typed}


def test_what_two_windows_save_at_the_same_moment_is_kept_of_both(app: Flask) -> None:
    seed(*(a_record(9001 + number) for number in range(ROUNDS)))
    one, other = two_windows(app)
    until = "designations[0].valid_until"
    for number in range(ROUNDS):
        address = f"/authorities/{9001 + number}/change"
        press(one, address, "save", acronym="BEGUN")
        whole, apart = form_on(one, address), form_on(other, f"{address}?part=designations[0]")
        whole |= {"acronym": ["ONE"], "act": ["save"]}
        apart |= {until: ["2031-01-01"], "act": ["save"]}
        answers = at_once(
            partial(one.post, address, data=whole), partial(other.post, address, data=apart)
        )
        assert [it.status_code for it in answers] == [303, 303]
        kept = next(it for it in drafts() if it.subject == f"authority/{9001 + number}").fields
        assert (kept["acronym"], kept[until]) == ("ONE", "2031-01-01")


def test_a_button_that_two_windows_press_at_once_sends_once(app: Flask) -> None:
    seed(*(a_record(9001 + number) for number in range(ROUNDS)))
    one, other = two_windows(app)
    for number in range(ROUNDS):
        address = f"/authorities/{9001 + number}/change"
        preview = f"{address}/preview"
        press(one, address, "preview", acronym="ONCE")
        sent = [ready_to_send(window, preview) for window in (one, other)]
        answers = at_once(
            partial(one.post, preview, data=sent[0]), partial(other.post, preview, data=sent[1])
        )
        assert len(proposals()) == number + 1
        assert {it.location for it in answers} == {f"/proposals/{proposals()[-1].id}"}
    links = "SELECT count(*) FROM audit_operation WHERE action = 'proposal.submitted'"
    assert rows(app, links) == [(ROUNDS,)]


def test_a_button_that_is_pressed_again_leads_to_what_was_sent(app: Flask) -> None:
    seed(a_record())
    browser = let_in(app)
    press(browser, CHANGE, "preview", **{NUMBER: NEW_NUMBER})
    press(browser, NEW, "preview", **{"name.text": "New office", "kind": "court"})
    for preview in (PREVIEW, f"{NEW}/preview"):
        sent = ready_to_send(browser, preview)
        first, second = browser.post(preview, data=sent), browser.post(preview, data=sent)
        assert second.status_code == 303
        assert first.location == second.location == f"/proposals/{proposals()[-1].id}"
        assert "Nothing was sent" not in words_of(browser.get(second.location))
    assert len(proposals()) == 2


def test_an_end_that_is_sent_twice_is_one_proposal_and_one_mail(app: Flask) -> None:
    seed(a_record(), a_record(9002))
    let_in(app)
    browser = let_in(app, Role.AUTHORITY_USER, authority_number=9001)
    sent = ready_to_send(browser, "/authorities/9001/end", successor="9002")
    letters = [{"letter": (io.BytesIO(a_pdf()), "note.pdf")} for _ in range(2)]
    first, second = (
        browser.post("/authorities/9001/end", data={**sent, **letter}) for letter in letters
    )
    assert first.location == second.location
    assert len(proposals()) == 1
    assert rows(app, "SELECT count(*) FROM proposal_paper") == [(1,)]
    asked = db.select(OutgoingMail).filter_by(message_name="proposal_to_sign_off")
    assert len(db.session.scalars(asked).all()) == 1
    browser.post("/authorities/9001/end", data={**sent, "remark": "It merges."})
    assert [it.remark for it in proposals()] == ["", "It merges."]


def test_what_another_window_saves_while_a_proposal_is_sent_stays_a_draft(app: Flask) -> None:
    """It is typed after the proposal was read and before the draft is forgotten."""
    seed(a_record())
    one, other = two_windows(app)
    press(one, CHANGE, "preview", acronym="SENT")
    typed = {**form_on(other, CHANGE), NUMBER: [NEW_NUMBER], "act": ["save"]}
    saved = iter([partial(other.post, CHANGE, data=typed)])
    sent = ready_to_send(one, PREVIEW)
    with ThreadPoolExecutor(1) as pool:

        def save_between(*_: object) -> None:
            for act in saved:
                assert pool.submit(act).result(timeout=20).status_code == 303

        db.event.listen(db.session, "after_rollback", save_between)
        try:
            answer = one.post(PREVIEW, data=sent)
        finally:
            db.event.remove(db.session, "after_rollback", save_between)
    assert answer.location == f"/proposals/{proposals()[0].id}"
    (draft,) = drafts()
    assert draft.fields[NUMBER] == NEW_NUMBER
