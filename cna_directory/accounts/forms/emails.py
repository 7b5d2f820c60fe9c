"""The fields of the pages on which one changes an e-mail address."""

from flask_babel import lazy_gettext
from wtforms import EmailField
from wtforms.validators import InputRequired

from cna_directory.web.forms import Form


class NewAddressForm(Form):
    """The address that is to take the place of the one in use."""

    email = EmailField(
        lazy_gettext("New e-mail address"),
        validators=[InputRequired(lazy_gettext("Enter the new e-mail address."))],
        render_kw={"autocomplete": "email"},
    )


class ConfirmAddressForm(Form):
    """Nothing to fill in: the button is the answer."""
