"""The fields of the pages on one's own account."""

from flask_babel import lazy_gettext
from wtforms import BooleanField, StringField
from wtforms.validators import InputRequired

from cna_directory.web.forms import Form


class TermsForm(Form):
    """The box to tick under the terms of use."""

    is_accepted = BooleanField(
        lazy_gettext("I have read the terms of use and accept them."),
        validators=[InputRequired(lazy_gettext("Tick the box to accept the terms of use."))],
    )


class PostForm(Form):
    """Nothing to fill in: the button is the answer."""


class NotMeForm(Form):
    """Nothing to fill in: the button is the answer."""


class PreferencesForm(Form):
    """The language of mails."""

    language = StringField(lazy_gettext("Language of mails"))
