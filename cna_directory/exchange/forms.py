"""The fields with which officers read tables in and decide about them."""

from flask_babel import lazy_gettext as _
from flask_wtf.file import FileField
from wtforms import BooleanField, HiddenField

from cna_directory.web.forms import Form


class UploadForm(Form):
    """A table to read in."""

    file = FileField(_("Table, saved as CSV"))

    def file_name(self) -> str:
        """Return what the file is called on the machine that it comes from."""
        return str(self.file.data.filename or "") if self.file.data else ""

    def content(self) -> bytes:
        """Return the bytes of the file; nothing if none was chosen."""
        return bytes(self.file.data.read()) if self.file.data else b""


class AcceptForm(Form):
    """The decision of the second officer."""

    is_only_good = BooleanField(
        _("Write the rows without problems only, and leave the others out.")
    )
    seen = HiddenField()
    """The hash of the rows as they were when the page was opened."""
