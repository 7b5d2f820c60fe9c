"""The fields of the pages on which a visitor asks for an account; the rules say what they may hold."""

from typing import Any

from flask_babel import lazy_gettext
from wtforms import (
    BooleanField,
    EmailField,
    FileField,
    RadioField,
    SelectField,
    SelectMultipleField,
    StringField,
    TelField,
    TextAreaField,
)

from cna_directory.admission.rules.answers import AskStep, Body
from cna_directory.admission.standing import Voucher
from cna_directory.web.forms import Form

BODIES = {
    Body.AUTHORITY: lazy_gettext("An authority that is named in the directory"),
    Body.FOCAL_POINT: lazy_gettext("The focal point that keeps my State’s records"),
    Body.AGENCY: lazy_gettext("Another government agency"),
    Body.MISSION: lazy_gettext("A Permanent Mission"),
}

VOUCHERS = {
    Voucher.FOCAL_POINT: lazy_gettext("The focal point of my State"),
    Voucher.MISSION: lazy_gettext("Our Permanent Mission"),
    Voucher.NOBODY: lazy_gettext("Nobody yet"),
}


class BeginForm(Form):
    """Nothing to fill in: the button is the answer."""


class StateForm(Form):
    """For which State, and for what kind of body."""

    state = SelectField(lazy_gettext("State"), validate_choice=False)
    body = RadioField(lazy_gettext("The account is for"), validate_choice=False)


class PostForm(Form):
    """The institution and the function in it."""

    organisation = StringField(
        lazy_gettext("Institution"), render_kw={"autocomplete": "organization", "dir": "auto"}
    )
    post_title = StringField(
        lazy_gettext("Your post or function"),
        render_kw={"autocomplete": "organization-title", "dir": "auto"},
    )


class PersonForm(Form):
    """Who asks, and how to reach them."""

    person_name = StringField(
        lazy_gettext("Your name"), render_kw={"autocomplete": "name", "dir": "auto"}
    )
    email = EmailField(lazy_gettext("Official e-mail address"), render_kw={"autocomplete": "email"})
    is_public_mail_kept = BooleanField(lazy_gettext("I have no official address; keep this one"))
    telephone = TelField(
        lazy_gettext("Office telephone (optional)"), render_kw={"autocomplete": "tel"}
    )


class PurposeForm(Form):
    """For which requests the directory is needed, and why."""

    request_types = SelectMultipleField(lazy_gettext("Types of request"), validate_choice=False)
    purpose = TextAreaField(
        lazy_gettext("What you need the directory for"), render_kw={"rows": "5", "dir": "auto"}
    )


class VoucherForm(Form):
    """Who can say that the applicant is genuine."""

    voucher = RadioField(
        lazy_gettext("Who can say that you are who you say?"), validate_choice=False
    )


class LetterForm(Form):
    """A supporting letter or note verbale."""

    letter = FileField(lazy_gettext("Letter or note verbale"))


class SendForm(Form):
    """Nothing to fill in: the button sends what was answered."""


FORMS: dict[AskStep, type[Form]] = {
    AskStep.STATE: StateForm,
    AskStep.POST: PostForm,
    AskStep.PERSON: PersonForm,
    AskStep.PURPOSE: PurposeForm,
    AskStep.VOUCHER: VoucherForm,
}


def form_for(
    step: AskStep,
    answers: dict[str, Any],
    *,
    states: dict[str, str],
    request_types: dict[str, str],
) -> Form:
    """Return the form of one page with the answers given before, and its choices by their names."""
    form = FORMS[step](data=answers)
    choices: dict[str, dict[Any, Any]] = {
        "state": states,
        "body": BODIES,
        "request_types": request_types,
        "voucher": VOUCHERS,
    }
    for field in form:
        if field.name in choices:
            field.choices = [(str(code), words) for code, words in choices[field.name].items()]
    return form
