"""The fields with which an officer keeps mails back."""

from flask_babel import lazy_gettext
from wtforms import StringField

from cna_directory.web.forms import Form


class PauseForm(Form):
    """Why mails of one kind are to wait."""

    reason = StringField(lazy_gettext("Why are these mails to wait?"))


class GoOnForm(Form):
    """Nothing to fill in: the button is the answer."""
