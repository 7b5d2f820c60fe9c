"""The fields of the pages on which a second factor is shown or set up."""

from flask_babel import lazy_gettext
from wtforms import HiddenField, StringField
from wtforms.validators import InputRequired

from cna_directory.accounts.operations import Shown
from cna_directory.web.forms import Form

CODE_ATTRIBUTES = {"autocomplete": "one-time-code", "inputmode": "numeric", "dir": "ltr"}
CODE_WORDS = lazy_gettext("Six-digit code")


class SecondFactorForm(Form):
    """A passkey, a code of an app, or a recovery code: whichever the visitor has at hand."""

    answer = HiddenField()
    """What a passkey answered; the script of the page fills it in."""
    code = StringField(CODE_WORDS, render_kw=CODE_ATTRIBUTES)
    recovery_code = StringField(
        lazy_gettext("Recovery code"),
        render_kw={"autocomplete": "off", "spellcheck": "false", "dir": "ltr"},
    )
    plainly = HiddenField()
    """The button of an account of the demonstration that has no second factor."""

    @property
    def shown(self) -> Shown:
        """Return what was shown."""
        return Shown(
            passkey=self.answer.data or "",
            code=(self.code.data or "").strip(),
            recovery_code=(self.recovery_code.data or "").strip(),
        )


class NewPasskeyForm(Form):
    """The name of a new passkey, and what it answered."""

    name = StringField(
        lazy_gettext("Name of this passkey"), render_kw={"autocomplete": "off", "maxlength": 60}
    )
    answer = HiddenField()


class NewAppForm(Form):
    """The first code of an app, beside the secret that the page offered, sealed."""

    sealed = HiddenField()
    code = StringField(
        CODE_WORDS,
        validators=[InputRequired(lazy_gettext("Type the six digits that the app shows."))],
        render_kw=CODE_ATTRIBUTES,
    )


class RecoveryCodesForm(Form):
    """One of the new codes typed back, beside all of them, sealed."""

    sealed = HiddenField()
    typed = StringField(
        lazy_gettext("One of the codes above"),
        validators=[InputRequired(lazy_gettext("Type one of the codes."))],
        render_kw={"autocomplete": "off", "spellcheck": "false", "dir": "ltr"},
    )


class PasskeyAnswerForm(Form):
    """What a passkey answered, where somebody signs in by it alone."""

    answer = HiddenField()
