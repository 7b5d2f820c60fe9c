"""The small forms of the workspace; the form of a record is laid out in `showing`."""

from flask_babel import lazy_gettext as _
from wtforms import FileField, SelectField, StringField, TextAreaField

from cna_directory.web.forms import Form


class SendForm(Form):
    """What goes with a proposal to the secretariat."""

    effective_from = StringField(_("It holds from (optional)"))
    remark = TextAreaField(
        _("Remark for the secretariat (optional)"), render_kw={"rows": "3", "dir": "auto"}
    )
    letter = FileField(_("Note verbale or letter (optional)"))


class DepartureForm(Form):
    """Why somebody believes that an official has left."""

    reason = TextAreaField(
        _("Since when, and how you know"), render_kw={"rows": "3", "maxlength": 1000, "dir": "auto"}
    )


class EndForm(SendForm):
    """How an authority ends."""

    successor = SelectField(_("Which authority takes its place?"), validate_choice=False)
