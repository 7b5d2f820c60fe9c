"""What an officer writes into a private note."""

from flask_babel import lazy_gettext
from wtforms import FileField, TextAreaField

from cna_directory.web.forms import Form


class NoteForm(Form):
    """A note, and the scan of a paper."""

    text = TextAreaField(
        lazy_gettext("Note"), render_kw={"rows": "5", "dir": "auto", "maxlength": "5000"}
    )
    letter = FileField(lazy_gettext("Scan (optional)"))


class EraseForm(Form):
    """Nothing to fill in: the button is the answer."""
