"""The fields of nominating somebody and of naming a successor; the rules say what they may hold."""

from flask_babel import lazy_gettext
from wtforms import EmailField, SelectField, StringField
from wtforms.validators import AnyOf

from cna_directory.accounts.words import ROLE_NAMES
from cna_directory.admission.rules.nominating import CAN_BE_NOMINATED
from cna_directory.web.forms import Form


class HandOverForm(Form):
    """Who takes the post over."""

    email = EmailField(lazy_gettext("E-mail address"), render_kw={"autocomplete": "off"})
    post_title = StringField(lazy_gettext("Post"), render_kw={"dir": "auto"})


class NominationForm(HandOverForm):
    """Who of one's own State is to have an account, and for what."""

    role = SelectField(
        lazy_gettext("Role"),
        validate_choice=False,
        validators=[AnyOf(list(CAN_BE_NOMINATED), lazy_gettext("Choose a role."))],
    )

    def offer(self) -> None:
        """Fill the list of roles."""
        self.role.choices = [
            ("", lazy_gettext("Choose a role")),
            *((role.value, ROLE_NAMES[role]) for role in CAN_BE_NOMINATED),
        ]
