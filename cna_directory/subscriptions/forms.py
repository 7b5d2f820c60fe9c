"""The fields with which a subscriber chooses, and the button that ends it."""

from flask_babel import lazy_gettext
from wtforms import BooleanField, SelectMultipleField

from cna_directory.languages import EDITION_LANGUAGES
from cna_directory.subscriptions.rules import FORMATS, Choice
from cna_directory.subscriptions.words import FORMAT_NAMES
from cna_directory.web.forms import Form
from cna_directory.web.languages import edition_language_name


class SubscriptionForm(Form):
    """Whether editions are announced, and in which languages and formats."""

    is_wanted = BooleanField(lazy_gettext("Tell me by mail when an edition is issued"))
    languages = SelectMultipleField(lazy_gettext("Languages"), validate_choice=False)
    formats = SelectMultipleField(lazy_gettext("Formats"), validate_choice=False)

    def offer(self) -> None:
        """Put the choices of the edition's languages and formats into words."""
        self.languages.choices = [(code, edition_language_name(code)) for code in EDITION_LANGUAGES]
        self.formats.choices = [(code, FORMAT_NAMES[code]) for code in FORMATS]

    @property
    def choice(self) -> Choice:
        """Return what was chosen, in the order of the edition and without what it does not have."""
        languages, formats = self.languages.data or [], self.formats.data or []
        return Choice(
            tuple(code for code in EDITION_LANGUAGES if code in languages),
            tuple(code for code in FORMATS if code in formats),
        )


class EndingForm(Form):
    """Nothing to fill in: the button is the answer."""
