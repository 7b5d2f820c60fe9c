"""The fields with which an officer keeps mails back and keeps filters."""

from flask_babel import lazy_gettext
from wtforms import HiddenField, StringField

from cna_directory.desk.rules.filters import LONGEST_NAME
from cna_directory.web.forms import Form


class PauseForm(Form):
    """Why mails of one kind are to wait."""

    reason = StringField(lazy_gettext("Why are these mails to wait?"))


class GoOnForm(Form):
    """Nothing to fill in: the button is the answer."""


class FilterForm(Form):
    """The name of a filter, with the list it narrows."""

    name = StringField(lazy_gettext("Name of the filter"), render_kw={"maxlength": LONGEST_NAME})
    page = HiddenField()
    chosen = HiddenField()
