"""How pages say who is written to for a State."""

from flask_babel import lazy_gettext as _

from cna_directory.confirmations.rules import SentTo

RECEIVERS = {
    SentTo.FOCAL_POINTS: _("focal points"),
    SentTo.MISSION: _("mission, no focal point"),
    SentTo.NOBODY: _("nobody"),
}
