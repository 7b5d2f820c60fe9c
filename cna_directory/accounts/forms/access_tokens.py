"""The fields with which one makes an access token; the rules say what they may hold."""

from flask_babel import lazy_gettext
from wtforms import SelectField, StringField
from wtforms.fields.choices import SelectChoice

from cna_directory.accounts.rules.access_tokens import USUAL_LIFE, WantedToken
from cna_directory.accounts.rules.factors import tidy_name
from cna_directory.accounts.standing import Scope
from cna_directory.accounts.words import SCOPE_NAMES
from cna_directory.web.forms import Form

MOST_DIGITS = 4


class AccessTokenForm(Form):
    """Name, scope and life of a new token."""

    name = StringField(
        lazy_gettext("Name of this token"), render_kw={"autocomplete": "off", "maxlength": 60}
    )
    scopes = SelectField(
        lazy_gettext("What the program may read"),
        choices=[SelectChoice(scope.value, SCOPE_NAMES[scope]) for scope in Scope],
        validate_choice=False,
    )
    days = StringField(
        lazy_gettext("Days until it runs out"),
        default=str(USUAL_LIFE),
        render_kw={"inputmode": "numeric", "autocomplete": "off", "maxlength": MOST_DIGITS},
    )

    def wanted_by(self, account_id: int) -> WantedToken:
        """Return the token as it was asked for."""
        days = (self.days.data or "").strip()
        is_number = days.isdecimal() and len(days) <= MOST_DIGITS
        return WantedToken(
            account_id,
            tidy_name(self.name.data or ""),
            (self.scopes.data or "",),
            int(days) if is_number else None,
        )
