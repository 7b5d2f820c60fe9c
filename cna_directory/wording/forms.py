"""The fields with which an officer records a review; the rules say what they may hold."""

from flask_babel import lazy_gettext
from wtforms import BooleanField, HiddenField, StringField, TextAreaField

from cna_directory.web.forms import Form


class ReviewForm(Form):
    """Who has read the words of a language."""

    reviewer = StringField(
        lazy_gettext("Function and office of the reviewer"), render_kw={"dir": "auto"}
    )
    note = TextAreaField(lazy_gettext("Remarks (optional)"), render_kw={"rows": "3", "dir": "auto"})
    has_read_all = BooleanField(
        lazy_gettext(
            "The reviewer has confirmed to me: “I have read every label, title and note of this "
            "language as they stand today, beside the English words, and they are right.”"
        )
    )
    seen = HiddenField()
    """The hash of the words as they were when the page was opened."""


class TakeBackForm(Form):
    """Nothing to fill in: the button is the answer."""
