"""The words of what the code of proposals names: kinds, statuses, signals."""

from flask_babel import lazy_gettext as _

from cna_directory.review.rules import Sign
from cna_directory.review.standing import ProposalKind, ProposalStatus

KIND_WORDS = {
    ProposalKind.CHANGE: _("Change of a record"),
    ProposalKind.ADDITION: _("New authority"),
    ProposalKind.ENDING: _("End of a record"),
    ProposalKind.PROFILE: _("Change of what holds for the State"),
}

STATUS_WORDS = {
    ProposalStatus.AWAITING_SIGN_OFF: _("Waits for the State’s focal point to agree"),
    ProposalStatus.SUBMITTED: _("Waits for the secretariat"),
    ProposalStatus.RETURNED: _("Returned to the proposer"),
    ProposalStatus.ACCEPTED: _("Accepted"),
    ProposalStatus.ACCEPTED_IN_PART: _("Accepted in part"),
    ProposalStatus.REFUSED: _("Refused"),
    ProposalStatus.WITHDRAWN: _("Withdrawn by the proposer"),
}

SIGNAL_WORDS = {
    Sign.MAIL_DOMAIN_NEW: _(
        "The mail domain %(domain)s is new for this record, which had %(old)s. Telephone the office"
        " by a number that the record had before."
    ),
    Sign.MAIL_DOMAIN_IMITATES: _(
        "The mail domain %(domain)s looks like %(known)s and is not the same. Telephone the office"
        " by a number that the record had before."
    ),
    Sign.MAIL_DOMAIN_MIXES_SCRIPTS: _(
        "The mail domain %(domain)s is written with letters of other scripts; it is looked up as"
        " %(ascii)s."
    ),
    Sign.TELEPHONE_OF_OTHER_STATE: _(
        "The number %(number)s does not begin with the code of this State’s country."
    ),
    Sign.WEBSITE_DOMAIN_NEW: _("The website is at %(domain)s now and was at %(old)s."),
    Sign.LANGUAGES_EMPTIED: _("Languages stood there, and none would any more."),
    Sign.OFFICE_HOURS_EMPTIED: _("Office hours stood there, and none would any more."),
    Sign.CONTACT_EMPTIED: _("No telephone number and no e-mail address would be left."),
    Sign.CHARACTERS_HIDDEN: _(
        "This text holds characters that cannot be seen or that change the direction: %(text)s"
    ),
    Sign.LETTERS_ODD: _("This is written with letters of several scripts: %(text)s"),
    Sign.RECORD_ENDS: _("The record would end: it is no longer found, shown or printed."),
    Sign.PROPOSER_GONE: _(
        "The account that proposed this is suspended or closed by now. Before you decide, ask by"
        " telephone whether this is still wanted; call a number that you know."
    ),
    Sign.SIGNER_GONE: _(
        "The account that agreed to this for the State is suspended or closed by now. Before you"
        " decide, ask by telephone whether the State still agrees; call a number that you know."
    ),
    Sign.PROVENANCE_CHANGES: _("Where the record comes from would be another than before."),
}
