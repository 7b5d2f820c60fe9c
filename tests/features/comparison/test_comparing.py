"""Comparing States: what is asked, which rows differ, and that no cell is blank."""

from dataclasses import replace
from datetime import date
from typing import Any

import html5lib
import pytest
from flask import Flask
from hypothesis import given, settings
from hypothesis import strategies as st

from cna_directory.authorities import record as r
from cna_directory.authorities.office_now import OfficeNow, Presence, Reason
from cna_directory.authorities.rules import standing
from cna_directory.comparison.rules.asking import Asked, Wrong, asked
from cna_directory.comparison.rules.rows import (
    GETTERS,
    Compared,
    Respondent,
    Row,
    Topic,
    rows,
)
from cna_directory.reference.queries import known_states
from tests.builders import a_designation, a_record, seed, words
from tests.features.accounts.visitors import Browser
from tests.features.authorities import strategies
from tests.web.checking import heading_of, problems_with_page, words_of

TYPES = {"mla": "Mutual legal assistance", "extradition": "Extradition"}
SOMEWHERE = OfficeNow(Presence.UNKNOWN, Reason.NOT_STATED, "", None)
PROVENANCE = r.Provenance(r.ProvenanceKind.MADE_UP, "Made up for a test.")


def question(app: Flask, *states: str, request_type: str | None = "mla") -> Asked:
    return asked(
        states=states,
        request_type=request_type,
        only="",
        names=known_states(),
        request_types=TYPES,
    )


def test_states_under_any_name_are_understood(app: Flask) -> None:
    found = question(app, "Deutschland", "france", "JP")
    assert found.is_answerable
    assert found.states == ("DE", "FR", "JP")
    assert question(app, "", "DE", " ", "FR").states == ("DE", "FR")


@pytest.mark.parametrize(
    ("states", "wrong"),
    [
        (["DE"], [None, Wrong.MISSING, None]),
        (["DE", "FR", "Japan", "Spain"], [None, None, None, Wrong.ONE_TOO_MANY]),
        (["DE", "Qqqqqq"], [None, Wrong.UNKNOWN, None]),
        (["DE", "Germany", "FR"], [None, Wrong.TWICE, None]),
        ([], [Wrong.MISSING, Wrong.MISSING, None]),
    ],
)
def test_what_is_wrong_stands_at_its_box_and_nothing_is_lost(
    app: Flask, states: list[str], wrong: list[Wrong | None]
) -> None:
    found = question(app, *states)
    assert [box.wrong for box in found.boxes] == wrong
    assert [box.typed for box in found.boxes if box.typed] == states
    assert not found.is_answerable


def test_an_unknown_type_of_request_and_none(app: Flask) -> None:
    unknown = question(app, "DE", "FR", request_type="parking")
    assert (unknown.unknown_request_type, unknown.is_answerable) == ("parking", False)
    assert question(app, "DE", "FR", request_type="EXTRADITION").request_type == "extradition"
    # Whoever follows a link to the form has done nothing wrong yet.
    for opened in (question(app, request_type=None), question(app, "DE", request_type=None)):
        assert not any(box.wrong for box in opened.boxes)
        assert not opened.is_answerable


def compared(
    state: str, *designations: r.Designation, bases: tuple[r.LegalBasis, ...] = ()
) -> Compared:
    respondents = tuple(
        Respondent(
            number,
            words(f"Authority {number}"),
            standing(None, date(2026, 1, 1)),
            SOMEWHERE,
            designation,
            designation.requirement,
        )
        for number, designation in enumerate(designations, start=1)
    )
    return Compared(state, respondents, None, bases)


def row_of(found: tuple[Row, ...], topic: Topic) -> Row:
    return next(row for row in found if row.topic is topic)


def test_the_same_answers_do_not_differ_in_whatever_order() -> None:
    channels = (
        r.AcceptedChannel(
            r.Urgency.NORMAL,
            r.ChannelRoute.DIRECT,
            r.Acceptance.ACCEPTED,
            forms=(r.RequestForm.POST, r.RequestForm.EMAIL),
            contact_post="Desk A",
        ),
        r.AcceptedChannel(r.Urgency.NORMAL, r.ChannelRoute.INTERPOL, r.Acceptance.ACCEPTED),
    )
    turned = (
        channels[1],
        replace(
            channels[0], forms=(r.RequestForm.EMAIL, r.RequestForm.POST), contact_post="Desk B"
        ),
    )
    languages = (r.LanguageRule(r.LanguageUse.NORMAL, ("en", "fr")),)
    one = a_designation(channels=channels, language_rules=languages)
    two = a_designation(
        channels=turned, language_rules=(replace(languages[0], languages=("fr", "en")),)
    )
    found = rows((compared("DE", one), compared("FR", two)), "mla")
    assert not row_of(found, Topic.CHANNEL_NORMAL).differs
    assert not row_of(found, Topic.LANGUAGES).differs
    assert row_of(found, Topic.AUTHORITY).differs
    third = replace(two, channels=turned[:1])
    assert row_of(
        rows((compared("DE", one), compared("FR", third)), "mla"), Topic.CHANNEL_NORMAL
    ).differs


def test_several_authorities_of_one_state_are_told_apart_only_where_they_differ() -> None:
    asks = r.LegalRequirement("mla", dual_criminality=r.DualCriminality.REQUIRED)
    drafts = replace(asks, accepts_drafts=True)
    state = compared("DE", a_designation(requirement=asks), a_designation(requirement=drafts))
    found = rows((state, compared("FR", a_designation(requirement=asks))), "mla")
    same = row_of(found, Topic.DUAL_CRIMINALITY)
    assert [part.whose for part in same.cells[0].parts] == [()]
    assert not same.differs
    apart = row_of(found, Topic.DRAFTS)
    assert [part.whose for part in apart.cells[0].parts] == [(1,), (2,)]
    assert apart.cells[0].parts[0].value is None
    assert apart.differs


def test_rows_of_other_types_are_left_out_unless_stated() -> None:
    topics = {row.topic for row in rows((compared("DE"), compared("FR")), "mla")}
    assert Topic.NATIONALS not in topics
    assert Topic.VIDEO_HEARING in topics
    stated = a_designation(requirement=r.LegalRequirement("mla", extradites_nationals=words("No.")))
    topics = {row.topic for row in rows((compared("DE", stated), compared("FR")), "mla")}
    assert Topic.NATIONALS in topics
    assert set(GETTERS) | {Topic.LEGAL_BASIS} == set(Topic)


def test_each_instrument_has_a_row_and_its_paper_makes_no_difference() -> None:
    def basis(answer: r.ConventionAsBasis, instrument: str = "UNTOC", note: str = "") -> Any:
        paper = r.Notification(r.NotificationKind.LETTER, reference=note)
        return r.LegalBasis(instrument, "mla", answer, notification=paper)

    yes, no = r.ConventionAsBasis.YES, r.ConventionAsBasis.NO
    found = rows(
        (
            compared("DE", bases=(basis(yes, note="A"), basis(yes, "UNCAC"))),
            compared("FR", bases=(basis(yes, note="B"), basis(no, "UNCAC"))),
        ),
        "mla",
    )
    bases = [row for row in found if row.topic is Topic.LEGAL_BASIS]
    assert [(row.instrument, row.differs) for row in bases] == [("UNTOC", False), ("UNCAC", True)]


states = st.lists(strategies.designations, max_size=2).map(lambda held: compared("DE", *held))


def flat(value: Any) -> Any:
    """Write a value down as text, lists without their order: another way than the rule's own."""
    if isinstance(value, tuple):
        return sorted({repr(flat(item)) for item in value})
    if hasattr(value, "__dataclass_fields__"):
        return [(name, flat(getattr(value, name))) for name in value.__dataclass_fields__]
    return repr(value)


@settings(max_examples=60, deadline=None)
@given(st.lists(states, min_size=2, max_size=3), st.data())
def test_a_row_differs_if_and_only_if_the_plain_values_differ(
    found: list[Compared], data: st.DataObject
) -> None:
    if data.draw(st.booleans()):
        found = [found[0], *(replace(found[0], state="FR") for _ in found[1:])]
    for row in rows(tuple(found), "mla"):
        assert len(row.cells) == len(found)
        written = [flat(tuple(part.value for part in cell.parts)) for cell in row.cells]
        assert row.differs == any(each != written[0] for each in written), row.topic
        for cell in row.cells:
            assert cell.parts


@pytest.fixture
def filled(app: Flask) -> Flask:
    """Fill in two authorities of Egypt, one of France, and what these States ask."""
    asks = r.LegalRequirement(
        "mla",
        items=(
            r.RequirementItem(r.RequirementPart.INFORMATION, words("بيان الوقائع", "ar")),
            r.RequirementItem(r.RequirementPart.DOCUMENTATION, words("Warrant"), is_certified=True),
        ),
        dual_criminality=r.DualCriminality.REQUIRED,
        costs=words("مجانا", "ar"),
    )
    seed(
        a_record(9001, "EG", name=words("وزارة العدل", "ar")),
        a_record(9002, "EG", designations=(a_designation(territory=""),)),
        a_record(9003, "FR", name=words("Ministère de la justice", "fr")),
        r.StateProfile("EG", PROVENANCE, requirements=(asks,)),
    )
    return app


def test_the_page_compares(filled: Flask, reader: Browser) -> None:
    answer = reader.get("/compare?state=Misr&state=France&request_type=mla")
    assert answer.status_code == 200
    assert problems_with_page(answer) == []
    assert heading_of(answer) == "Compare: Mutual legal assistance"
    shown = words_of(answer)
    assert "Dual criminality differs Required Not stated" in shown
    assert "What to prepare for Egypt" in shown
    assert "What to prepare for France" in shown
    assert '<bdi class="own-words" lang="ar" dir="auto">بيان الوقائع</bdi>' in answer.text
    assert answer.text.count('role="region"') == 1
    assert 'tabindex="0"' in answer.text


def cells_of(answer: Any) -> list[list[str]]:
    root = html5lib.parse(answer.text, namespaceHTMLElements=False)
    return [
        [" ".join("".join(cell.itertext()).split()) for cell in row]
        for row in root.iter("tr")
        if row.find("td") is not None
    ]


@pytest.mark.parametrize("request_type", ["mla", "extradition", "firearms"])
@pytest.mark.parametrize("only", ["", "differences"])
def test_no_cell_is_blank(filled: Flask, reader: Browser, request_type: str, only: str) -> None:
    answer = reader.get(
        f"/compare?state=EG&state=FR&state=NU&request_type={request_type}&only={only}"
    )
    assert problems_with_page(answer) == []
    found = cells_of(answer)
    for row in found:
        assert len(row) == 4
        assert all(row), row
    is_marked = [row[0].endswith("differs") for row in found]
    assert all(is_marked) if only else not all(is_marked)


def test_the_page_says_what_to_do(app: Flask, reader: Browser) -> None:
    one = reader.get("/compare?state=DE&request_type=mla")
    assert "Name at least two States." in words_of(one)
    four = reader.get("/compare?state=DE&state=FR&state=JP&state=ES&request_type=mla")
    assert "Three States at most can be compared." in words_of(four)
    assert four.text.count('name="state"') == 4
    assert 'value="Spain"' in four.text
    unknown = reader.get("/compare?state=DE&state=Swizerland&request_type=mla")
    assert "Did you mean" in words_of(unknown) or "Switzerland" in unknown.text
    twice = reader.get("/compare?state=DE&state=Germany&request_type=mla")
    assert "Germany stands here twice." in words_of(twice)
    no_type = reader.get("/compare?state=DE&state=FR&request_type=")
    assert "Choose a type of request." in words_of(no_type)
    assert "There is a problem" not in words_of(reader.get("/compare"))
    linked = reader.get("/compare?state=DE")
    assert "Name at least" not in words_of(linked)
    assert 'value="Germany"' in linked.text
    for answer in (one, four, unknown, twice, no_type, linked, reader.get("/compare")):
        assert answer.status_code == 200
        assert problems_with_page(answer) == []


@pytest.mark.parametrize(
    "address",
    [
        "/compare?state=%00&state=" + "x" * 10_000 + "&request_type=%00",
        "/compare?" + "&".join(["state=a"] * 2_000) + "&request_type=mla",
        "/compare?state=DE&state=FR&request_type=" + "y" * 10_000 + "&only=%25",
        "/compare?state=%3Cscript%3E&state=%E2%80%AE&request_type=mla",
    ],
)
def test_bad_input_gets_a_clear_page(app: Flask, reader: Browser, address: str) -> None:
    answer = reader.get(address)
    assert answer.status_code == 200
    assert problems_with_page(answer) == []


def test_posts_that_only_the_secretariat_sees_are_not_named(app: Flask, reader: Browser) -> None:
    secret = r.ContactPoint(words("Night desk 7"), visibility=r.Visibility.SECRETARIAT)
    channel = r.AcceptedChannel(
        r.Urgency.URGENT,
        r.ChannelRoute.DIRECT,
        r.Acceptance.ACCEPTED,
        contact_post="Night desk 7",
    )
    seed(
        a_record(
            9001, contact_points=(secret,), designations=(a_designation(channels=(channel,)),)
        ),
        a_record(9002, "DE"),
    )
    assert "Night desk" not in reader.get("/compare?state=FR&state=DE&request_type=mla").text
    assert "Night desk" not in reader.get("/states/FR/sheet").text


def test_who_only_sends_requests_is_not_compared_as_a_receiver(app: Flask, reader: Browser) -> None:
    sender = a_designation(capacities=(r.Capacity.SENDS,))
    seed(
        a_record(9001, name=words("Office that receives"), designations=(a_designation(),)),
        a_record(9002, name=words("Office that sends"), designations=(sender,)),
        a_record(9003, "DE"),
    )
    compared = words_of(reader.get("/compare?state=FR&state=DE&request_type=mla"))
    assert "Office that receives" in compared
    assert "Office that sends" not in compared
    sheet = words_of(reader.get("/states/FR/sheet"))
    assert "Office that sends" in sheet, "its address is wanted all the same"
    assert "Office that sends Made up no type of request" in sheet


def test_visitors_are_sent_to_sign_in(app: Flask, client: Any) -> None:
    assert client.get("/compare").status_code == 303
    assert client.get("/states/FR/sheet").status_code == 303
