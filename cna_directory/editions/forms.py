"""What an officer writes when deciding about an edition; the rules say what it must hold."""

from flask_babel import lazy_gettext
from wtforms import TextAreaField

from cna_directory.web.forms import Form

LONG_TEXT = {"rows": "3", "dir": "auto"}


class HoldForm(Form):
    """Why an edition is held back."""

    reason = TextAreaField(
        lazy_gettext("Why it is held back"), id="hold-reason", render_kw=LONG_TEXT
    )


class HastenForm(Form):
    """Why an edition is issued before its day."""

    reason = TextAreaField(
        lazy_gettext("Why it is issued before its day"), id="now-reason", render_kw=LONG_TEXT
    )


class CorrigendumForm(Form):
    """What is wrong in an edition, and what holds instead."""

    text = TextAreaField(
        lazy_gettext("What is wrong, and what holds instead"),
        id="corrigendum-text",
        render_kw=LONG_TEXT,
    )


class WithdrawForm(Form):
    """Why an edition must not be used any more."""

    text = TextAreaField(
        lazy_gettext("Why it must not be used, and what to use instead"),
        id="withdraw-text",
        render_kw=LONG_TEXT,
    )


class ReleaseForm(Form):
    """Nothing to fill in: the button is the answer."""
