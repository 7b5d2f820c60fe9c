"""The fields with which officers act on the accounts of others; the rules say what they may hold."""

from collections.abc import Iterable

from flask_babel import lazy_gettext
from wtforms import SelectField, StringField, TextAreaField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import AnyOf, Optional, Regexp

from cna_directory.access.roles import SIGNED_IN, Role
from cna_directory.accounts.rules.administration import Place, place_for
from cna_directory.accounts.words import ROLE_NAMES
from cna_directory.web.forms import Form

LONG_TEXT = {"rows": "4", "dir": "auto"}


class ReasonForm(Form):
    """Why an officer does it."""

    reason = TextAreaField(lazy_gettext("Why"), render_kw=LONG_TEXT)


class ProofingForm(Form):
    """How the holder of a lost second factor showed who they are."""

    reason = TextAreaField(lazy_gettext("How you made sure who it is"), render_kw=LONG_TEXT)


class PlaceForm(Form):
    """Role, State and authority of an account, and why they change."""

    role = SelectField(
        lazy_gettext("Role"),
        choices=[SelectChoice(role.value, ROLE_NAMES[role]) for role in SIGNED_IN],
        validate_choice=False,
        validators=[AnyOf(list(SIGNED_IN), lazy_gettext("Choose one of the roles."))],
    )
    state_iso2 = SelectField(
        lazy_gettext("State"),
        invalid_choice_message=lazy_gettext("Choose a State from the list."),
    )
    authority_number = StringField(
        lazy_gettext("Number of the authority"),
        validators=[
            Optional(),
            Regexp(r"^[0-9]{1,9}$", message=lazy_gettext("Enter a number, as on its page.")),
        ],
        render_kw={"inputmode": "numeric"},
    )
    reason = TextAreaField(lazy_gettext("Why"), render_kw=LONG_TEXT)

    def offer(self, states: Iterable[tuple[str, str]]) -> None:
        """Fill the list of States."""
        none = SelectChoice("", lazy_gettext("No State"))
        self.state_iso2.choices = [none, *(SelectChoice(code, name) for code, name in states)]

    def place(self) -> Place:
        """Return what was chosen; called when the form is valid."""
        number = self.authority_number.data
        return place_for(
            Role(self.role.data), self.state_iso2.data or None, int(number) if number else None
        )


class DecisionForm(Form):
    """Nothing to fill in: the button is the decision."""
