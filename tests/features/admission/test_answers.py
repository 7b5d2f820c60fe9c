"""Answers: genuine names are never refused, and what cannot be used is said at its field."""

import unicodedata
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cna_directory.access.roles import Role
from cna_directory.admission.rules.answers import (
    FIELDS,
    LONGEST_LINE,
    ORDER,
    ROLE_OF_BODY,
    AskStep,
    Known,
    ascii_address,
    ascii_domain,
    cleaned_answers,
    first_open_step,
    is_blank,
    is_reachable,
    one_line,
    problems_with_answers,
    several_lines,
)
from cna_directory.admission.rules.own_request import problems_with_answer
from cna_directory.admission.rules.steps import STEPS, is_over, next_status
from cna_directory.admission.standing import RequestStatus, RequestStep
from tests.features.admission.applicants import PAGES

KNOWN = Known(frozenset({"FR", "CH"}), frozenset({"mla", "extradition"}))
DEMONSTRATION = Known(KNOWN.states, KNOWN.request_types, takes_made_up_numbers=True)

GENUINE_NAMES = [
    "Anne-Marie de L'Hôpital",
    "Seán Ó Súilleabháin",
    "O’Brien",
    "D'Angelo",
    "محمد بن عبد الله",
    "علی\u200cرضا نوری\u200cزاده",
    "Nguyễn Thị Minh Khai",
    "გიორგი ბერიძე",
    "李小龙",
    "欧阳娜娜",
    "Ōe Kenzaburō",
    "श्री\u200dमती इन्दिरा",
    "Þórður Þórðarson",
    "Ng",
    "U",
    "X Æ",
    "Jean-Luc D. St. Clair, Jr.",
    "N!xau ǂToma",
    "'Okusitino Māhina",
    "S. Krishnan s/o Muthu",
    "Łukasz Żółć",
    "Ἀριστοτέλης",
    "אברהם בן־דוד",
    "ཀརྨ་པ",
    "a" * LONGEST_LINE,
    "ă" * LONGEST_LINE,
]


def of_step(step: AskStep, **changes: Any) -> dict[str, Any]:
    """Return what is kept of a page that is filled in well but for some changes."""
    typed = {**PAGES[step.value], **changes}
    return cleaned_answers(step, typed, {"state": "FR"}) | {"state": typed.get("state", "FR")}


def problems(step: AskStep, known: Known = KNOWN, **changes: Any) -> dict[str, str]:
    """Return what is said of a page that is filled in well but for some changes."""
    found = problems_with_answers(step, of_step(step, **changes), known)
    return {problem.field: problem.message for problem in found}


@pytest.mark.parametrize("step", [step for step in ORDER if FIELDS[step]])
def test_good_answers_have_no_problems(step: AskStep) -> None:
    assert problems(step) == {}


@pytest.mark.parametrize("name", GENUINE_NAMES)
@pytest.mark.parametrize("field", ["person_name", "organisation", "post_title"])
def test_genuine_names_are_kept_whole(name: str, field: str) -> None:
    step = AskStep.PERSON if field == "person_name" else AskStep.POST
    assert problems(step, **{field: name}) == {}
    assert of_step(step, **{field: name})[field] == unicodedata.normalize("NFC", name)


VISIBLE = st.characters(exclude_categories=("Cc", "Cs", "Cf", "Zs", "Zl", "Zp"))


@given(st.text(VISIBLE, min_size=1, max_size=150), st.text(max_size=100))
def test_whatever_can_be_seen_is_a_name(seen: str, more: str) -> None:
    found = problems(AskStep.PERSON, person_name=(seen + more)[:250])
    longer = len(unicodedata.normalize("NFC", seen + more)) > LONGEST_LINE
    assert "person_name" not in found or longer


@given(st.text())
def test_cleaning_is_done_once_and_leaves_no_controls(text: str) -> None:
    line = one_line(text)
    assert one_line(line) == line
    assert several_lines(several_lines(text)) == several_lines(text)
    assert not any(unicodedata.category(c) in {"Cc", "Cs"} for c in line)
    assert "\r" not in several_lines(text)


def test_names_are_composed_and_joiners_kept() -> None:
    assert one_line("e\u0301  \x00\x1b x\t\ny") == "é x y"
    assert one_line("نوری\u200cزاده") == "نوری\u200cزاده"
    assert one_line("\u202eab") == "\u202eab"
    assert several_lines("one \r\n\r\n two\x07") == "one\n\ntwo"


@pytest.mark.parametrize("nothing", ["", "   ", "\u200b\u200e\u202e", "\x00\x07", "\u3000"])
def test_what_cannot_be_seen_is_no_name(nothing: str) -> None:
    assert problems(AskStep.PERSON, person_name=nothing) == {"person_name": "Enter your name."}
    assert is_blank(nothing)


def test_a_name_may_have_300_characters_and_no_more() -> None:
    assert problems(AskStep.PERSON, person_name="x" * 300) == {}
    assert problems(AskStep.PERSON, person_name="e\u0301" * 300) == {}
    too_long = problems(AskStep.PERSON, person_name="x" * 301)
    assert too_long == {"person_name": "Use no more than 300 characters."}


@pytest.mark.parametrize(
    "email",
    [
        "",
        "anne",
        "anne@",
        "anne@justice",
        "a b@justice.example",
        "anne@justice.example\r\nBcc: all@x.example",
        '"a b"@justice.example',
        "Anne <anne@justice.example>",
        "ännë@justice.example",
        "anne@[192.0.2.1]",
        f"{'a' * 65}@justice.example",
        "\u202eanne@justice.example",
    ],
)
def test_what_is_no_address_is_said_at_its_field(email: str) -> None:
    assert set(problems(AskStep.PERSON, email=email)) == {"email"}


def test_an_address_is_kept_in_small_letters_and_its_domain_told_in_ascii() -> None:
    kept = of_step(AskStep.PERSON, email=" Anne.Doe@Justíce.GOV.br ")["email"]
    assert kept == "anne.doe@justíce.gov.br"
    assert ascii_domain(kept) == "xn--justce-6va.gov.br"
    assert ascii_address(kept) == "anne.doe@xn--justce-6va.gov.br"
    assert ascii_domain("anne@justice.example") == ""


def test_a_public_mail_service_is_asked_about_and_not_refused() -> None:
    asked = problems(AskStep.PERSON, email="anne@gmail.com")
    assert set(asked) == {"is_public_mail_kept"}
    assert problems(AskStep.PERSON, email="anne@gmail.com", is_public_mail_kept=True) == {}
    kept = of_step(AskStep.PERSON, is_public_mail_kept=True)
    assert kept["is_public_mail_kept"] is False, "an official address needs no such word"


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("01 42 34 56 78", "+33 1 42 34 56 78"),
        ("+41 22 917 12 34", "+41 22 917 12 34"),
        ("0033142345678", "+33 1 42 34 56 78"),
        ("01 42 34 56 78 ext 12", "+33 1 42 34 56 78 ext. 12"),
        ("", ""),
    ],
)
def test_a_telephone_is_kept_in_international_form(typed: str, kept: str) -> None:
    assert problems(AskStep.PERSON, telephone=typed) == {}
    assert of_step(AskStep.PERSON, telephone=typed)["telephone"] == kept


@pytest.mark.parametrize("typed", ["123", "call me", "+999 1 555 0100", "+33" * 40, "+999"])
def test_what_is_no_telephone_is_said_at_its_field(typed: str) -> None:
    assert set(problems(AskStep.PERSON, telephone=typed)) == {"telephone"}


def test_made_up_numbers_are_for_the_demonstration() -> None:
    assert problems(AskStep.PERSON, DEMONSTRATION, telephone="+999 1 555 0100") == {}
    wrong = problems(AskStep.PERSON, DEMONSTRATION, telephone="+999 <b>")
    assert set(wrong) == {"telephone"}


@pytest.mark.parametrize(
    ("step", "field", "value"),
    [
        (AskStep.STATE, "state", ""),
        (AskStep.STATE, "state", "XX"),
        (AskStep.STATE, "body", "secretariat"),
        (AskStep.STATE, "body", ""),
        (AskStep.PURPOSE, "request_types", []),
        (AskStep.PURPOSE, "request_types", ["mla", "other"]),
        (AskStep.PURPOSE, "purpose", " \n "),
        (AskStep.PURPOSE, "purpose", "x" * 2001),
        (AskStep.VOUCHER, "voucher", "me"),
    ],
)
def test_other_choices_are_said_at_their_field(step: AskStep, field: str, value: Any) -> None:
    assert set(problems(step, **{field: value})) == {field}


def test_nobody_can_ask_to_join_the_secretariat() -> None:
    assert set(ROLE_OF_BODY.values()) == {Role.READER, Role.AUTHORITY_USER, Role.FOCAL_POINT}


def test_pages_open_one_after_the_other() -> None:
    answers: dict[str, Any] = {}
    for step in ORDER[:5]:
        assert first_open_step(answers, KNOWN) is step
        assert is_reachable(step, answers, KNOWN)
        assert not is_reachable(AskStep.LETTER, answers, KNOWN)
        answers |= cleaned_answers(step, PAGES[step.value], answers)
    assert first_open_step(answers, KNOWN) is AskStep.CHECK
    assert is_reachable(AskStep.LETTER, answers, KNOWN)
    answers["state"] = "a State that was taken away"
    assert first_open_step(answers, KNOWN) is AskStep.STATE


def test_every_answer_to_the_secretariat_but_nothing_and_a_book_is_taken() -> None:
    assert problems_with_answer("Yes.") == []
    assert [p.field for p in problems_with_answer(" ")] == ["text"]
    assert [p.field for p in problems_with_answer("x" * 4001)] == ["text"]


def test_the_whole_life_of_a_request() -> None:
    ends = {RequestStatus.APPROVED, RequestStatus.REFUSED, RequestStatus.LAPSED}
    assert {status for status in RequestStatus if is_over(status)} == ends
    reached = set(STEPS.values()) | {RequestStatus.AWAITING_CONFIRMATION}
    assert reached == set(RequestStatus)
    assert {step for _, step in STEPS} == set(RequestStep)
    for status in set(RequestStatus) - ends:
        assert next_status(status, RequestStep.LAPSE) is RequestStatus.LAPSED
    unconfirmed = RequestStatus.AWAITING_CONFIRMATION
    may = {step for step in RequestStep if next_status(unconfirmed, step)}
    assert may == {RequestStep.CONFIRM, RequestStep.LAPSE}, "nothing is decided before that"
