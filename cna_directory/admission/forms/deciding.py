"""The fields with which an officer decides an account request; the rules say what they may hold."""

from collections.abc import Iterable

from flask_babel import lazy_gettext
from wtforms import SelectField, TextAreaField
from wtforms.validators import AnyOf

from cna_directory.access.roles import SIGNED_IN, Role
from cna_directory.accounts.words import ROLE_NAMES
from cna_directory.admission.rules.deciding import Approval, ProofMeans
from cna_directory.admission.words import MEANS_WORDS
from cna_directory.web.forms import Form

Options = Iterable[tuple[str, object]]
LONG_TEXT = {"rows": "5", "dir": "auto"}


class ApproveForm(Form):
    """What the account may do, for whom, and how the applicant was proofed."""

    role = SelectField(
        lazy_gettext("Role"),
        validate_choice=False,
        validators=[AnyOf(list(SIGNED_IN), lazy_gettext("Choose a role."))],
    )
    state = SelectField(lazy_gettext("State"), validate_choice=False)
    authority = SelectField(lazy_gettext("Authority"), validate_choice=False)
    succeeds = SelectField(
        lazy_gettext("Does this account succeed another?"), validate_choice=False
    )
    means = SelectField(
        lazy_gettext("How did you make sure who this is?"),
        validate_choice=False,
        validators=[AnyOf(list(ProofMeans), lazy_gettext("Choose how you made sure."))],
    )
    remark = TextAreaField(
        lazy_gettext("With whom you spoke, or the number of the note"), render_kw=LONG_TEXT
    )

    def offer(self, *, states: Options, authorities: Options, predecessors: Options) -> None:
        """Fill the lists to choose from."""
        self.role.choices = [
            ("", lazy_gettext("Choose a role")),
            *((role.value, ROLE_NAMES[role]) for role in SIGNED_IN),
        ]
        self.means.choices = [
            ("", lazy_gettext("Choose what you did")),
            *((means.value, words) for means, words in MEANS_WORDS.items()),
        ]
        self.state.choices = [("", lazy_gettext("No State (secretariat)")), *states]
        self.authority.choices = [("", lazy_gettext("No authority")), *authorities]
        self.succeeds.choices = [("", lazy_gettext("No, it is a new account")), *predecessors]

    def approval(self) -> Approval:
        """Return what was chosen; called when the form is valid."""
        return Approval(
            role=Role(self.role.data),
            state_iso2=self.state.data or None,
            authority_number=_number(self.authority.data),
            means=ProofMeans(self.means.data),
            remark=self.remark.data or "",
            succeeds_account_id=_number(self.succeeds.data),
        )


class AskForm(Form):
    """A question to the applicant."""

    question = TextAreaField(lazy_gettext("Your question to the applicant"), render_kw=LONG_TEXT)


class RefuseForm(Form):
    """Why a request is refused, as the applicant reads it."""

    reason = TextAreaField(
        lazy_gettext("The reason, as the applicant reads it"), render_kw=LONG_TEXT
    )


class SendBackForm(Form):
    """Why the second officer does not agree."""

    why = TextAreaField(lazy_gettext("Why it goes back to the first officer"), render_kw=LONG_TEXT)


class ConfirmForm(Form):
    """Nothing to fill in: the button is the answer."""


def _number(text: str | None) -> int | None:
    """Return a number from a list; what is none of them is -1, which no list holds."""
    if not text:
        return None
    return int(text) if text.isascii() and text.isdigit() and len(text) < 10 else -1
