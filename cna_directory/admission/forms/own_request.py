"""The fields of the pages on which an applicant looks after a request that was sent."""

from flask_babel import lazy_gettext
from wtforms import TextAreaField

from cna_directory.web.forms import Form


class ConfirmForm(Form):
    """Nothing to fill in: the button is the answer."""


class AnswerForm(Form):
    """The answer to a question of the secretariat."""

    text = TextAreaField(lazy_gettext("Your answer"), render_kw={"rows": "6", "dir": "auto"})


class WithdrawForm(Form):
    """Nothing to fill in: the button is the answer."""
