"""The forms of copies."""

from flask_babel import lazy_gettext as _
from flask_wtf.file import FileField
from wtforms import StringField
from wtforms.validators import Length

from cna_directory.copies.rules import Wanted
from cna_directory.web.forms import Form

LONGEST_NUMBER = 60


class AskForm(Form):
    """Which file of an edition a copy is asked of; the buttons of the list of editions fill it."""

    language = StringField(_("Language"), validators=[Length(max=20)])
    format = StringField(_("Format"), validators=[Length(max=10)])
    extract = StringField(_("Extract"), validators=[Length(max=60)])

    def wanted(self) -> Wanted:
        """Return what is asked for."""
        return Wanted(self.language.data or "", self.format.data or "", self.extract.data or "")


class TraceForm(Form):
    """A file that turned up somewhere, or the number read off one of its pages."""

    file = FileField(_("File"))
    number = StringField(_("Number at the foot of a page"), validators=[Length(max=LONGEST_NUMBER)])

    def content(self) -> bytes:
        """Return the bytes of the file; nothing if none was chosen."""
        return bytes(self.file.data.read()) if self.file.data else b""
