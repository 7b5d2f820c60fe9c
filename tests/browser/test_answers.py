"""An official with a boat at sea at night: from the first page to a number to call in two clicks."""

from dataclasses import replace
from datetime import date

import pytest
from axe_playwright_python.sync_playwright import Axe
from flask import Flask
from playwright.sync_api import Page, expect

from cna_directory.authorities import record as r
from cna_directory.database import db
from tests.browser.test_pages import RULES, overflow
from tests.builders import a_designation, a_record, seed, words

pytestmark = pytest.mark.browser

D, Is = r.CompetenceDimension, r.CompetenceOperator


@pytest.fixture(scope="module", autouse=True)
def _sea(served: Flask) -> None:
    """Give Morocco a coast guard, and split what it receives by the place of the boat."""
    duty = r.ContactPoint(
        words("ضابط الخدمة", "ar"),
        telephones=(r.Telephone("+999 212 1", r.NumberUse.URGENT, hours="24/7"),),
        is_for_urgent=True,
    )
    urgent = r.AcceptedChannel(r.Urgency.URGENT, r.ChannelRoute.DIRECT, r.Acceptance.ACCEPTED)
    at_sea = a_designation(
        "drugs_sea",
        provisions=(r.Provision("DRUG1988", "17(7)"),),
        channels=(urgent,),
        notification=r.Notification(r.NotificationKind.LETTER, notified_on=date(2004, 1, 2)),
    )
    in_port = r.CompetenceRule(D.OTHER, Is.IS, ("boat_in_port",))
    elsewhere = r.CompetenceRule(D.OTHER, Is.IS_NOT, ("boat_in_port",))
    seed(
        a_record(
            9101,
            "MA",
            name=words("حرس السواحل", "ar"),
            contact_points=(duty,),
            designations=(
                replace(at_sea, competence_rules=(elsewhere,), is_default=True),
                a_designation("migrants_sea"),
            ),
        ),
        a_record(9102, "MA", designations=(replace(at_sea, competence_rules=(in_port,)),)),
    )
    db.session.rollback()


def faults(page: Page) -> list[str]:
    """Return what axe finds on a page, and whether it is too wide."""
    found = Axe().run(page, options=RULES).response["violations"]
    wrong = [f"{fault['id']}: {fault['nodes'][0]['html'][:160]}" for fault in found]
    return [*wrong, f"{overflow(page)} pixels too wide"] if overflow(page) else wrong


def test_a_boat_at_night_in_two_clicks(page: Page) -> None:
    page.set_viewport_size({"width": 375, "height": 667})
    page.goto("/?lang=en")
    page.locator("#request-type").select_option("drugs_sea")
    page.locator("#state").fill("Maroc")
    page.get_by_role("button", name="Which authority?").click()
    page.wait_for_url("**/answers/MA/drugs_sea")
    expect(page.get_by_role("heading", name="Does this hold in your case?")).to_be_visible()
    page.get_by_role("link", name="No", exact=True).click()
    page.wait_for_url("**/answers/MA/drugs_sea?other=none-of-these")
    expect(page.get_by_role("heading", name="Send it to")).to_be_visible()
    number = page.get_by_role("link", name="+999 212 1").first
    expect(number).to_have_attribute("href", "tel:+9992121")
    place = number.bounding_box()
    assert place is not None
    assert place["y"] < 667
    assert faults(page) == []
    page.get_by_role("link", name="Take back: Other: No").click()
    expect(page.get_by_role("heading", name="If you are not sure, send it to")).to_be_visible()


PAGES = {
    "nothing asked": "/question",
    "a State alone": "/question?state=MA",
    "a type alone": "/question?request_type=drugs_sea",
    "not understood": "/question?state=Korea&request_type=mla",
    "a question": "/answers/MA/drugs_sea",
    "an answer": "/answers/MA/drugs_sea?other=boat_in_port&from=FR",
    "guessed": "/answers/MA/migrants_sea?typed=Morroco",
    "one of thirty": "/answers/BR/extradition",
    "hostile": "/answers/NL/mla",
    "full": "/answers/EG/mla",
    "nobody": "/answers/FR/firearms?from=Atlantis",
}


@pytest.mark.parametrize(("width", "language"), [(1280, "en"), (320, "en"), (320, "ar")])
def test_axe_finds_nothing_and_nothing_sticks_out(page: Page, width: int, language: str) -> None:
    page.set_viewport_size({"width": width, "height": 800})
    wrong = {}
    for name, address in PAGES.items():
        page.goto(f"{address}{'&' if '?' in address else '?'}lang={language}")
        wrong[name] = faults(page)
    assert {name: found for name, found in wrong.items() if found} == {}
