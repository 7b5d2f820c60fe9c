"""The words of the secretariat's pages for the states, steps and warnings of editions."""

from flask_babel import lazy_gettext as _

from cna_directory.editions.models import EditionStatus
from cna_directory.editions.rules import WarningKind

STATUS_WORDS = {
    EditionStatus.DUE: _("To come"),
    EditionStatus.FROZEN: _("Closed"),
    EditionStatus.BUILDING: _("Being issued"),
    EditionStatus.FAILED: _("Failed, tried again"),
    EditionStatus.HELD: _("Held back"),
    EditionStatus.ISSUED: _("Issued"),
    EditionStatus.WITHDRAWN: _("Withdrawn"),
}

KIND_WORDS = {
    "freeze": _("The content is being taken"),
    "proof": _("The proof is being made"),
    "issue": _("The edition is being made"),
}
"""What a piece of work makes."""

STEP_WORDS = {
    "": _("Begins"),
    "outline": _("Arranging the chapters"),
    "pdf": _("Setting the pages"),
    "rtf": _("Writing the text files"),
    "checks": _("Reading the files back"),
    "languages": _("Setting the languages"),
    "tables": _("Writing the tables"),
}
"""The steps of the builder."""

WARNING_WORDS = {
    WarningKind.DRAFT_LANGUAGE: _("Languages whose words nobody has reviewed"),
    WarningKind.NO_DESIGNATION: _("States without a designation"),
    WarningKind.NOT_CONFIRMED: _("Records that are not confirmed"),
    WarningKind.NO_GLYPH: _("Characters that cannot be printed"),
    WarningKind.CUT_WORD: _("Words that are longer than their column"),
}

CHANGE_WORDS = {"new": _("New"), "amended": _("Amended"), "ended": _("Ended")}
