"""The fields of the page on which one activates an account."""

from flask_babel import lazy_gettext
from wtforms import BooleanField, PasswordField
from wtforms.validators import EqualTo, InputRequired

from cna_directory.web.forms import Form


class ActivationForm(Form):
    """The first password of an account, twice, because nobody sees what is typed."""

    password = PasswordField(
        lazy_gettext("Password"),
        validators=[InputRequired(lazy_gettext("Choose a password."))],
        render_kw={"autocomplete": "new-password"},
    )
    again = PasswordField(
        lazy_gettext("The same password again"),
        validators=[
            EqualTo("password", lazy_gettext("The two passwords differ; type both again.")),
        ],
        render_kw={"autocomplete": "new-password"},
    )
    accepts_terms = BooleanField(
        lazy_gettext("I have read the terms of use and accept them"),
        validators=[
            InputRequired(lazy_gettext("Tick the box if you accept the terms of use.")),
        ],
    )
