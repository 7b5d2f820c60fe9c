"""The fields of the pages on which one signs in."""

from flask_babel import lazy_gettext
from wtforms import EmailField, PasswordField
from wtforms.validators import InputRequired

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
