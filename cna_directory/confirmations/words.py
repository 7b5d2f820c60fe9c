"""How pages say who is written to for a State, and what was confirmed."""

from collections.abc import Collection

from flask_babel import gettext, ngettext
from flask_babel import lazy_gettext as _

from cna_directory.confirmations.rules import THE_STATE, SentTo

RECEIVERS = {
    SentTo.FOCAL_POINTS: _("focal points"),
    SentTo.MISSION: _("mission, no focal point"),
    SentTo.NOBODY: _("nobody"),
}


def confirmed_in_words(numbers: Collection[int]) -> str:
    """Return the sentence that tells which records were confirmed, and whether the State's own."""
    records = len(set(numbers) - {THE_STATE})
    said: str
    if THE_STATE not in numbers:
        said = ngettext("%(num)d record is confirmed.", "%(num)d records are confirmed.", records)
    elif not records:
        said = gettext("What holds for the State as a whole is confirmed.")
    else:
        said = ngettext(
            "%(num)d record and what holds for the State as a whole are confirmed.",
            "%(num)d records and what holds for the State as a whole are confirmed.",
            records,
        )
    return said
