"""The fields of the pages on which one changes a password or asks for a new one."""

from flask_babel import lazy_gettext
from wtforms import EmailField, PasswordField
from wtforms.validators import EqualTo, InputRequired

from cna_directory.web.forms import Form


class ForgottenPasswordForm(Form):
    """The address of the account whose password is forgotten."""

    email = EmailField(
        lazy_gettext("E-mail address"),
        validators=[InputRequired(lazy_gettext("Enter your e-mail address."))],
        render_kw={"autocomplete": "username"},
    )


class NewPasswordForm(Form):
    """A new password, twice, because nobody need see what is typed."""

    password = PasswordField(
        lazy_gettext("New password"),
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


class ChangePasswordForm(NewPasswordForm):
    """A new password, and the one that holds now."""

    old = PasswordField(
        lazy_gettext("The password you have now"),
        render_kw={"autocomplete": "current-password"},
    )
