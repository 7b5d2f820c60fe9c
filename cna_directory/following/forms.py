"""How often a follower wants to be told, and the buttons that end it."""

from flask_babel import lazy_gettext
from wtforms import HiddenField, RadioField

from cna_directory.following.standing import FollowedKind, Frequency
from cna_directory.following.words import FREQUENCY_NAMES
from cna_directory.web.forms import Form


class FrequencyForm(Form):
    """How often a follower is told."""

    frequency = RadioField(lazy_gettext("Tell me"), validate_choice=False)

    def offer(self) -> None:
        """Put the frequencies into words."""
        self.frequency.choices = [(it.value, FREQUENCY_NAMES[it]) for it in Frequency]

    @property
    def chosen(self) -> Frequency | None:
        """Return the frequency that was chosen, if one was."""
        typed = self.frequency.data or ""
        return Frequency(typed) if typed in set(Frequency) else None


class FollowForm(FrequencyForm):
    """What is to be followed, as the page before wrote it, and how often to tell."""

    kind = HiddenField()
    followed = HiddenField()

    @property
    def chosen_kind(self) -> FollowedKind | None:
        """Return what sort of thing is to be followed, if there is such a sort."""
        typed = self.kind.data or ""
        return FollowedKind(typed) if typed in set(FollowedKind) else None


class EndingForm(Form):
    """Nothing to fill in: the button is the answer."""
