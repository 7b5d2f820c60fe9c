"""The fields of the pages on which one signs in and activates an account."""

from flask_babel import lazy_gettext
from wtforms import EmailField, PasswordField
from wtforms.validators import EqualTo, InputRequired

from cna_directory.web.forms import Form


class SignInForm(Form):
    """E-mail address and password on one page."""

    email = EmailField(
        lazy_gettext("E-mail address"),
        validators=[InputRequired(lazy_gettext("Enter your e-mail address."))],
        render_kw={"autocomplete": "username"},
    )
    password = PasswordField(
        lazy_gettext("Password"),
        validators=[InputRequired(lazy_gettext("Enter your password."))],
        render_kw={"autocomplete": "current-password"},
    )


class SignInByLinkForm(Form):
    """Nothing to fill in: the button is the answer."""


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
