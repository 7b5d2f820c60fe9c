"""The forms with which an officer decides, and a proposer withdraws."""

from collections.abc import Mapping, Sequence

from flask_babel import lazy_gettext
from wtforms import TextAreaField

from cna_directory.review.rules import FieldDifference, is_accepted_whole
from cna_directory.review.standing import ProposalKind
from cna_directory.web.forms import Form

LONG_TEXT = {"rows": 4, "maxlength": 4000, "dir": "auto"}

TAKE, KEEP = "take", "keep"
"""What is sent for a field: take what is proposed, or keep what stands there now."""


class AcceptForm(Form):
    """Which fields are taken; each is a tick of its own, a conflict a choice of its own."""

    reason = TextAreaField(
        lazy_gettext("To the proposer"),
        render_kw=LONG_TEXT,
    )


class ReturnForm(Form):
    """Why a proposal goes back."""

    reason = TextAreaField(
        lazy_gettext("What the proposer should change"), id="return-reason", render_kw=LONG_TEXT
    )


class RefuseForm(Form):
    """Why a proposal is refused."""

    reason = TextAreaField(
        lazy_gettext("Why it is refused, as the proposer reads it"),
        id="refuse-reason",
        render_kw=LONG_TEXT,
    )


class ConfirmForm(Form):
    """Nothing to fill in: the button is the answer."""


def choices_in(
    kind: ProposalKind, differences: Sequence[FieldDifference], sent: Mapping[str, str]
) -> dict[str, bool]:
    """Return what was chosen for each field by its path.

    A field without a tick is left as it is; a conflict has two buttons, and none is pressed before.
    What is accepted as a whole has neither.
    """
    if is_accepted_whole(kind):
        return {it.path: True for it in differences}
    chosen: dict[str, bool] = {}
    for place, it in enumerate(differences):
        answer = sent.get(f"field-{place}", "")
        if not it.is_conflict or answer in {TAKE, KEEP}:
            chosen[it.path] = answer == TAKE
    return chosen
