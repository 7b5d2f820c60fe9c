"""The fields with which an officer confirms on a paper of a State, and the buttons of reminders."""

from collections.abc import Iterable

from flask_babel import gettext, lazy_gettext
from wtforms import RadioField, SelectMultipleField, StringField

from cna_directory.authorities.record import ConfirmationMeans
from cna_directory.confirmations.queries import ProfileToConfirm, RecordToConfirm
from cna_directory.confirmations.rules import THE_STATE, seen_in, ticked
from cna_directory.web.forms import Form

PAPERS = {
    ConfirmationMeans.NOTE_VERBALE: lazy_gettext("Note verbale"),
    ConfirmationMeans.FORM: lazy_gettext("Update form with signature and stamp"),
}
"""By what an officer confirms for a State; an account is the State's own."""


class PaperForm(Form):
    """Which records a State confirmed on paper, and on which."""

    numbers = SelectMultipleField(lazy_gettext("Records"), validate_choice=False)
    means = RadioField(lazy_gettext("The State confirmed by"), validate_choice=False)
    note_reference = StringField(lazy_gettext("Reference of the note verbale or form"))

    def offer(self, records: Iterable[RecordToConfirm], profile: ProfileToConfirm | None) -> None:
        """Offer the records as they are now; the ticks stay where they were."""
        self.means.choices = [(means.value, words) for means, words in PAPERS.items()]
        self.means.data = self.chosen_means.value
        offered = [
            (it.number, it.content_hash, it.is_due, f"{it.record.name.text} ({it.number})")
            for it in records
        ]
        if profile:
            words = gettext("What holds for the whole State")
            offered.append((THE_STATE, profile.content_hash, profile.is_due, words))
        chosen = self.seen if self.is_submitted() else {it[0] for it in offered if it[2]}
        self.numbers.choices = [(ticked(it[0], it[1]), it[3]) for it in offered]
        self.numbers.data = [ticked(it[0], it[1]) for it in offered if it[0] in chosen]

    @property
    def seen(self) -> dict[int, str]:
        """Return the content hashes of the records that were ticked, as the page showed them."""
        return seen_in(self.numbers.data or [])

    @property
    def chosen_means(self) -> ConfirmationMeans:
        """Return the means that was chosen; a note verbale where it is none of the two."""
        known = {means.value: means for means in PAPERS}
        return known.get(self.means.data or "", ConfirmationMeans.NOTE_VERBALE)


class RemindForm(Form):
    """Nothing to fill in: the button is the answer."""
