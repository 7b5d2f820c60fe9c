"""The fields with which a focal point answers for an applicant."""

from flask_babel import lazy_gettext
from wtforms import RadioField, TextAreaField
from wtforms.validators import AnyOf

from cna_directory.admission.standing import VouchingAnswer
from cna_directory.admission.words import ANSWER_WORDS
from cna_directory.web.forms import Form


class VouchingForm(Form):
    """Yes, no or not known, with a remark."""

    answer = RadioField(
        lazy_gettext("Do you know this person?"),
        validate_choice=False,
        validators=[AnyOf(list(VouchingAnswer), lazy_gettext("Choose one of the answers."))],
    )
    remark = TextAreaField(
        lazy_gettext("Remark for the secretariat"), render_kw={"rows": "4", "dir": "auto"}
    )

    def offer(self) -> None:
        """Fill the list of answers."""
        self.answer.choices = [(answer.value, words) for answer, words in ANSWER_WORDS.items()]
