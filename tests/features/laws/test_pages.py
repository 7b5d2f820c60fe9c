"""The page of laws and that of dead links: what they find, whom they answer, and what they say."""

from datetime import UTC, datetime, timedelta

import pytest
from flask import Flask
from sqlalchemy import insert

from cna_directory.access.roles import Role
from cna_directory.authorities import record as r
from cna_directory.database import db
from cna_directory.laws.models import LinkCheck
from cna_directory.laws.rules.life import LinkLife, key_of
from cna_directory.laws.rules.listing import Law, Wanted, laws_wanted
from tests.builders import a_record, seed, words
from tests.features.accounts.visitors import (
    Browser,
    an_account,
    browser_at,
    past_the_application,
)
from tests.features.desk.test_desk import in_service
from tests.web.checking import problems_with_page, words_of

NOW = datetime(2026, 11, 22, 12, tzinfo=UTC)
MLA = r.Link(
    r.LinkKind.NATIONAL_LAW,
    words("Code de procédure pénale", "fr"),
    "https://laws.fr.example/code",
    language="fr",
    citation="No. 2004-204",
    articles="694–696",
    request_types=("mla",),
)
ANY = r.Link(r.LinkKind.GUIDE, words("Guide to everything"), "https://guide.de.example/")
SITE = r.Link(r.LinkKind.WEBSITE, words("A site"), "https://site.de.example/")


@pytest.fixture
def reader(app: Flask) -> Browser:
    seed(
        a_record(9001, "FR", links=(MLA,)),
        a_record(9002, "DE", links=(SITE,), status=r.RecordStatus.LIVE),
        a_record(9003, "DE", links=(MLA,), status=r.RecordStatus.WITHDRAWN),
        r.StateProfile("DE", a_record().provenance, links=(ANY,)),
    )
    browser = browser_at(app)
    browser.let_in(an_account(app))
    return browser


def note(app: Flask, url: str, life: LinkLife, **fields: object) -> None:
    values = {"failures": 0, "http_status": None, "alive_at": None} | fields
    with past_the_application(app) as connection:
        connection.execute(
            insert(LinkCheck).values(
                url_sha256=key_of(url),
                url=url,
                life=life,
                checked_at=NOW,
                next_check_at=NOW + timedelta(days=1),
                **values,
            )
        )
    db.session.rollback()


def test_laws_of_live_records_and_of_profiles_are_listed(reader: Browser) -> None:
    page = reader.get("/laws")
    assert problems_with_page(page) == []
    said = words_of(page)
    assert "2 links" in said
    assert "Code de procédure pénale" in said
    assert "articles 694–696" in said
    assert "French" in said
    assert "Guide to everything" in said
    assert "A site" not in said
    assert page.text.count("https://laws.fr.example/code") == 1
    assert said.index("Code de procédure") < said.index("Guide to everything"), "France, Germany"


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ("words=procedure+penale", {"Code"}),
        ("words=2004-204", {"Code"}),
        ("words=694", {"Code"}),
        ("words=everything+guide", {"Guide"}),
        ("words=nothing+guide", set()),
        ("state=DE", {"Guide"}),
        ("state=XX", {"Code", "Guide"}),
        ("request_type=mla", {"Code", "Guide"}),
        ("request_type=extradition", {"Guide"}),
        ("provision=UNTOC+18(13)", {"Code", "Guide"}),
        ("provision=UNTOC+16(5)", {"Guide"}),
        ("provision=UNTOC+999", {"Code", "Guide"}),
        ("kind=guide", {"Guide"}),
        ("kind=website", {"Code", "Guide"}),
        ("kind=national_law&state=DE", set()),
        ("words=%00%ff&page=99999", set()),
    ],
)
def test_laws_are_narrowed(reader: Browser, asked: str, found: set[str]) -> None:
    page = reader.get(f"/laws?{asked}")
    assert problems_with_page(page) == []
    assert {it for it, url in (("Code", MLA.url), ("Guide", ANY.url)) if url in page.text} == found


def test_a_change_of_a_record_is_seen_at_once(reader: Browser) -> None:
    assert "New law" not in reader.get("/laws").text
    new = r.Link(r.LinkKind.NATIONAL_LAW, words("New law"), "https://new.example/")
    seed(a_record(9001, "FR", links=(new,)), recorded_at=NOW)
    said = reader.get("/laws").text
    assert "New law" in said
    assert "Code de procédure" not in said


def test_each_law_says_how_it_answered(app: Flask, reader: Browser) -> None:
    assert "not checked here" in words_of(reader.get("/laws"))
    assert "This is the demonstration" in words_of(reader.get("/laws"))
    in_service(app)
    assert "not checked yet" in words_of(reader.get("/laws"))
    note(app, MLA.url, LinkLife.MOVED, alive_at=NOW, http_status=200)
    note(
        app, ANY.url, LinkLife.GONE, alive_at=NOW - timedelta(days=40), failures=3, http_status=404
    )
    said = words_of(reader.get("/laws"))
    assert "answered on 22 November 2026, from a new address" in said
    assert "page not found; did not answer since 13 October 2026 (404)" in said


def test_dead_links_stand_by_state_for_the_desk_alone(app: Flask, reader: Browser) -> None:
    assert reader.get("/desk/links").status_code == 403
    in_service(app)
    note(app, MLA.url, LinkLife.NO_ANSWER, failures=2)
    note(app, ANY.url, LinkLife.NOT_ALLOWED, failures=5)
    note(app, SITE.url, LinkLife.GONE, failures=1)
    note(app, "https://forgotten.example/", LinkLife.GONE, failures=9)
    officer = browser_at(app)
    officer.let_in(an_account(app, "officer@secretariat.example", Role.SECRETARIAT))
    page = officer.get("/desk/links")
    assert problems_with_page(page) == []
    said = words_of(page)
    assert "no answer; has never answered" in said
    assert "where the directory does not go" in said
    assert "A site" not in said
    assert "forgotten" not in said
    assert said.index("https://laws.fr.example/code") < said.index("https://guide.de.example/")
    only = words_of(officer.get("/desk/links?state=DE"))
    assert "https://laws.fr.example/code" not in only
    assert "https://guide.de.example/" in only
    desk = words_of(officer.get("/desk"))
    assert "2 Links that do not answer" in desk


def test_laws_that_answer_all_are_found() -> None:
    def law(state: str, *types: str) -> Law:
        return Law(
            state, 1, "Office", r.LinkKind.NATIONAL_LAW, words("T"), "u", request_types=types
        )

    laws = (law("FR", "mla"), law("FR"), law("DE", "mla", "extradition"))
    assert laws_wanted(laws, Wanted(), ()) == laws
    assert laws_wanted(laws, Wanted(state="FR", request_type="extradition"), ()) == (laws[1],)
    wanted = Wanted(provision="UNTOC 16(5)")
    assert laws_wanted(laws, wanted, ("extradition",)) == laws[1:]
    assert laws_wanted(laws, Wanted(words="OFFICE t"), ()) == laws
    assert laws_wanted(laws, Wanted(words="office x"), ()) == ()


def test_the_menu_leads_to_the_laws(reader: Browser) -> None:
    assert 'href="/laws"' in reader.get("/editions").text
