"""Pure decisions about the answers of somebody who asks for an account, one page after the other.

Genuine names are never refused: what is empty or longer than any name is, nothing else.
"""

import re
import unicodedata
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

import phonenumbers
from email_validator import EmailNotValidError, ValidatedEmail, validate_email

from cna_directory.access.roles import Role
from cna_directory.accounts.rules.addresses import normalised_address
from cna_directory.admission.rules.public_mail import is_public_mail
from cna_directory.admission.standing import Voucher
from cna_directory.errors import Problem

Answers = Mapping[str, Any]
"""The answers given so far by the names of their fields, as the draft keeps them."""


class AskStep(StrEnum):
    """The pages of asking for an account; the value is part of the page's address."""

    STATE = "state"
    POST = "post"
    PERSON = "person"
    PURPOSE = "purpose"
    VOUCHER = "voucher"
    LETTER = "letter"
    CHECK = "check"


class Body(StrEnum):
    """For what kind of body somebody asks for an account."""

    AUTHORITY = "authority"
    FOCAL_POINT = "focal_point"
    AGENCY = "agency"
    MISSION = "mission"


ROLE_OF_BODY = {
    Body.AUTHORITY: Role.AUTHORITY_USER,
    Body.FOCAL_POINT: Role.FOCAL_POINT,
    Body.AGENCY: Role.READER,
    Body.MISSION: Role.READER,
}
"""The role that each kind of body wishes for; nobody can ask to join the secretariat."""

ORDER = tuple(AskStep)

FIELDS: dict[AskStep, tuple[str, ...]] = {
    AskStep.STATE: ("state", "body"),
    AskStep.POST: ("organisation", "post_title"),
    AskStep.PERSON: ("person_name", "email", "is_public_mail_kept", "telephone"),
    AskStep.PURPOSE: ("request_types", "purpose"),
    AskStep.VOUCHER: ("voucher",),
    AskStep.LETTER: (),
    AskStep.CHECK: (),
}

LONGEST_LINE = 300
LONGEST_PURPOSE = 2000
LONGEST_TELEPHONE = 60
LONGEST_TYPED = 20 * LONGEST_PURPOSE
"""What is longer than this is cut before anything else is done with it."""

MADE_UP_PREFIX = "+999"
"""A country code that is assigned to nobody; only the demonstration takes it."""

MADE_UP_NUMBER = re.compile(r"\+999[\d ()-]{4,30}")


@dataclass(frozen=True, slots=True)
class Known:
    """What an answer may name: States and request types, and whether numbers may be made up."""

    states: frozenset[str]
    request_types: frozenset[str]
    takes_made_up_numbers: bool = False


def step_after(step: AskStep) -> AskStep:
    """Return the page that follows."""
    return ORDER[min(ORDER.index(step) + 1, len(ORDER) - 1)]


def step_before(step: AskStep) -> AskStep | None:
    """Return the page that comes before, or nothing for the first."""
    place = ORDER.index(step)
    return ORDER[place - 1] if place else None


def first_open_step(answers: Answers, known: Known) -> AskStep:
    """Return the first page whose answers are missing or no longer hold."""
    return next(
        (step for step in ORDER if problems_with_answers(step, answers, known)), AskStep.CHECK
    )


def is_reachable(step: AskStep, answers: Answers, known: Known) -> bool:
    """Say whether all pages before this one are answered."""
    return ORDER.index(step) <= ORDER.index(first_open_step(answers, known))


def cleaned_answers(step: AskStep, typed: Answers, so_far: Answers) -> dict[str, Any]:
    """Return the answers of one page as they are kept: without controls, in one normal form."""
    return {field: _CLEANED[field](typed.get(field), {**so_far, **typed}) for field in FIELDS[step]}


def problems_with_answers(step: AskStep, answers: Answers, known: Known) -> list[Problem]:
    """Return why the answers of one page cannot be taken."""
    found = (_PROBLEMS[field](answers, known) for field in FIELDS[step])
    return [
        Problem(field, words) for field, words in zip(FIELDS[step], found, strict=True) if words
    ]


def one_line(text: str) -> str:
    """Return what was typed into a line: composed (NFC), without controls, single spaces.

    The joiners of Persian and Indic scripts stay, since names need them. Direction marks stay too
    and are shown as such on every page.
    """
    return " ".join(_without_controls(text).split())


def several_lines(text: str) -> str:
    """Return what was typed into a large box: as one line, but with its line breaks."""
    lines = _without_controls(text.replace("\r\n", "\n").replace("\r", "\n")).split("\n")
    return "\n".join(" ".join(line.split()) for line in lines).strip()


def ascii_address(email: str) -> str:
    """Return an e-mail address with its domain as the mail servers know it."""
    checked = _checked(email)
    return (checked.ascii_email or email) if checked else email


def ascii_domain(email: str) -> str:
    """Return the domain of an address in ASCII where it is written otherwise; else nothing."""
    checked = _checked(email)
    is_other = checked is not None and checked.ascii_domain != checked.domain
    return checked.ascii_domain if checked and is_other else ""


def _without_controls(text: str) -> str:
    composed = unicodedata.normalize("NFC", text[:LONGEST_TYPED])
    return "".join(c for c in composed if c in "\n\t" or unicodedata.category(c) not in _REMOVED)


_REMOVED = frozenset({"Cc", "Cs"})
"""Controls and halves of pairs."""

_BLANK = frozenset({"Cc", "Cf", "Cs", "Zs", "Zl", "Zp"})
"""What cannot be seen: a name that holds nothing else is empty."""


def is_blank(text: str) -> bool:
    """Say whether there is nothing to see in a text."""
    return all(unicodedata.category(c) in _BLANK for c in text)


def _checked(email: str) -> ValidatedEmail | None:
    try:
        return validate_email(email, check_deliverability=False, allow_smtputf8=False, strict=True)
    except EmailNotValidError:
        return None


def _clean_line(typed: Any, answers: Answers) -> str:
    return one_line(str(typed or ""))


def _clean_text(typed: Any, answers: Answers) -> str:
    return several_lines(str(typed or ""))


def _clean_email(typed: Any, answers: Answers) -> str:
    line = one_line(str(typed or ""))
    return normalised_address(line) if _checked(line) else line


def _clean_public_mail(typed: Any, answers: Answers) -> bool:
    """Return whether a public address is kept; an official one needs no such word."""
    return bool(typed) and is_public_mail(str(answers.get("email") or ""))


def _clean_telephone(typed: Any, answers: Answers) -> str:
    """Return a number in international form where it is one of that State or of any other."""
    line = one_line(str(typed or ""))[:LONGEST_TYPED]
    number = _number(line, str(answers.get("state") or ""))
    if number is None or not phonenumbers.is_valid_number(number):
        return line
    return phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.INTERNATIONAL)


def _clean_codes(typed: Any, answers: Answers) -> list[str]:
    return sorted({str(code) for code in typed or ()})


def _number(line: str, state: str) -> phonenumbers.PhoneNumber | None:
    try:
        return phonenumbers.parse(line, state or None)
    except phonenumbers.NumberParseException:
        return None


def _a_line(field: str, if_empty: str) -> Callable[[Answers, Known], str]:
    def problem(answers: Answers, known: Known) -> str:
        line = str(answers.get(field) or "")
        if is_blank(line):
            return if_empty
        return f"Use no more than {LONGEST_LINE} characters." if len(line) > LONGEST_LINE else ""

    return problem


def _one_of(field: str, codes: Iterable[str], if_other: str) -> Callable[[Answers, Known], str]:
    allowed = frozenset(codes)
    return lambda answers, known: "" if answers.get(field) in allowed else if_other


def _state(answers: Answers, known: Known) -> str:
    return "" if answers.get("state") in known.states else "Choose the State you work for."


def _email(answers: Answers, known: Known) -> str:
    email = str(answers.get("email") or "")
    if is_blank(email):
        return "Enter your official e-mail address."
    if _checked(email) is None:
        return "Enter an e-mail address like name@ministry.example, without spaces."
    return ""


def _public_mail(answers: Answers, known: Known) -> str:
    if answers.get("is_public_mail_kept") or not is_public_mail(str(answers.get("email") or "")):
        return ""
    return (
        "This is an address of a public mail service. Enter your official address. If you have"
        " none, tick this box to keep the address; the secretariat will then look more closely."
    )


def _telephone(answers: Answers, known: Known) -> str:
    line = str(answers.get("telephone") or "")
    if not line or _is_telephone(line, str(answers.get("state") or ""), known):
        return ""
    return "Enter a number with its country code, like +41 22 555 01 23, or leave it empty."


def _is_telephone(line: str, state: str, known: Known) -> bool:
    if len(line) > LONGEST_TELEPHONE:
        return False
    if known.takes_made_up_numbers and line.startswith(MADE_UP_PREFIX):
        return MADE_UP_NUMBER.fullmatch(line) is not None
    number = _number(line, state)
    return number is not None and phonenumbers.is_valid_number(number)


def _request_types(answers: Answers, known: Known) -> str:
    chosen = frozenset(answers.get("request_types") or ())
    return (
        "" if chosen and chosen <= known.request_types else "Choose at least one type of request."
    )


def _purpose(answers: Answers, known: Known) -> str:
    purpose = str(answers.get("purpose") or "")
    if is_blank(purpose):
        return "Say in a sentence or two what you need the directory for."
    too_long = len(purpose) > LONGEST_PURPOSE
    return f"Use no more than {LONGEST_PURPOSE} characters." if too_long else ""


_CLEANED: dict[str, Callable[[Any, Answers], Any]] = {
    "state": _clean_line,
    "body": _clean_line,
    "organisation": _clean_line,
    "post_title": _clean_line,
    "person_name": _clean_line,
    "email": _clean_email,
    "is_public_mail_kept": _clean_public_mail,
    "telephone": _clean_telephone,
    "request_types": _clean_codes,
    "purpose": _clean_text,
    "voucher": _clean_line,
}

_PROBLEMS: dict[str, Callable[[Answers, Known], str]] = {
    "state": _state,
    "body": _one_of("body", Body, "Choose the kind of body you work for."),
    "organisation": _a_line("organisation", "Enter the name of your institution."),
    "post_title": _a_line("post_title", "Enter your post or function."),
    "person_name": _a_line("person_name", "Enter your name."),
    "email": _email,
    "is_public_mail_kept": _public_mail,
    "telephone": _telephone,
    "request_types": _request_types,
    "purpose": _purpose,
    "voucher": _one_of("voucher", Voucher, "Choose who can say that you are who you say."),
}
