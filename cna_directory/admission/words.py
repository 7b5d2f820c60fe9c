"""The words of account requests as pages show them."""

from flask_babel import lazy_gettext

from cna_directory.admission.rules.deciding import ProofMeans
from cna_directory.admission.rules.signals import Look, Sign
from cna_directory.admission.standing import NoteKind, RequestStatus, Voucher, VouchingAnswer

STATUS_WORDS = {
    RequestStatus.AWAITING_CONFIRMATION: lazy_gettext("Address not confirmed"),
    RequestStatus.AWAITING_DECISION: lazy_gettext("Waits for a decision"),
    RequestStatus.AWAITING_ANSWER: lazy_gettext("Waits for the applicant’s answer"),
    RequestStatus.AWAITING_SECOND_OFFICER: lazy_gettext("Waits for a second officer"),
    RequestStatus.APPROVED: lazy_gettext("Approved"),
    RequestStatus.REFUSED: lazy_gettext("Refused"),
    RequestStatus.LAPSED: lazy_gettext("Lapsed or withdrawn"),
}

VOUCHER_WORDS = {
    Voucher.FOCAL_POINT: lazy_gettext("The focal point of the State"),
    Voucher.MISSION: lazy_gettext("The Permanent Mission"),
    Voucher.NOBODY: lazy_gettext("Nobody yet"),
}

ANSWER_WORDS = {
    VouchingAnswer.YES: lazy_gettext("Yes, this person works for us in this post"),
    VouchingAnswer.NO: lazy_gettext("No, something is wrong"),
    VouchingAnswer.NOT_KNOWN: lazy_gettext("I do not know this person"),
}

NOTE_WORDS = {
    NoteKind.QUESTION: lazy_gettext("The secretariat asked"),
    NoteKind.ANSWER: lazy_gettext("The applicant answered"),
}

MEANS_WORDS = {
    ProofMeans.CALL_BACK: lazy_gettext("I called back on a number from the directory"),
    ProofMeans.NOTE_VERBALE: lazy_gettext("A note verbale names this person"),
    ProofMeans.NOMINATION: lazy_gettext("The State has nominated this person"),
}

LOOK_WORDS = {
    Look.WARNED: lazy_gettext("Warning:"),
    Look.GOOD: lazy_gettext("Good sign:"),
    Look.TOLD: lazy_gettext("To know:"),
}

SIGNAL_WORDS = {
    Sign.DOMAIN_KNOWN: lazy_gettext(
        "The directory knows the domain %(domain)s as one of this State."
    ),
    Sign.DOMAIN_OF_GOVERNMENT: lazy_gettext(
        "The domain %(domain)s is new here, but ends in %(ending)s as others of this State do."
    ),
    Sign.DOMAIN_NOT_KNOWN: lazy_gettext(
        "The directory does not know the domain %(domain)s. Ask the authority whether it is theirs."
    ),
    Sign.DOMAIN_OF_OTHER_STATE: lazy_gettext(
        "The domain %(domain)s belongs to another State in the directory: %(state)s."
    ),
    Sign.DOMAIN_IMITATES: lazy_gettext(
        "The domain %(domain)s looks almost like %(known)s, and is not the same."
    ),
    Sign.DOMAIN_HAS_TWO_FORMS: lazy_gettext(
        "The domain is shown as %(text)s and looked up as %(ascii)s. Compare both letter by letter."
    ),
    Sign.DOMAIN_MIXES_SCRIPTS: lazy_gettext("The domain %(text)s mixes letters of two scripts."),
    Sign.PUBLIC_MAIL: lazy_gettext(
        "Anybody can have an address at %(domain)s: it says nothing about an office."
    ),
    Sign.NAME_IMITATES: lazy_gettext(
        "“%(name)s” looks like “%(known)s” (record %(number)s), but is written in other letters."
    ),
    Sign.NAME_MIXES_SCRIPTS: lazy_gettext("A word of “%(name)s” mixes letters of two scripts."),
    Sign.NAME_HIDES_CHARACTERS: lazy_gettext("“%(name)s” holds characters that cannot be seen."),
    Sign.NAME_HAS_ODD_WIDTH: lazy_gettext(
        "“%(name)s” is written in wide or ornamental forms of common letters."
    ),
    Sign.HAS_ACCOUNT: lazy_gettext("The address %(email)s has an account already."),
    Sign.OTHER_REQUEST_WITH_ADDRESS: lazy_gettext(
        "There is another request from this address: %(reference)s."
    ),
    Sign.OTHER_REQUEST_WITH_NAME: lazy_gettext(
        "Somebody of the same name has asked from another address: %(reference)s."
    ),
    Sign.OTHER_REQUEST_WITH_LETTER: lazy_gettext(
        "The very same letter came with a request from another address: %(reference)s."
    ),
    Sign.REFUSED_BEFORE: lazy_gettext(
        "A request from this address was refused before: %(reference)s."
    ),
    Sign.NO_LETTER: lazy_gettext("No letter came with the request."),
    Sign.NOMINATED: lazy_gettext(
        "Nominated for this role and State by an account of the State (%(by)s), for the post: "
        "%(post)s."
    ),
    Sign.NOMINATED_OTHERWISE: lazy_gettext(
        "Nominated by %(by)s, but for something else: State %(state)s, role %(role)s, post "
        "%(post)s."
    ),
    Sign.NAMED_SUCCESSOR: lazy_gettext(
        "The holder of account %(account)s (%(by)s) has named this address as the successor."
    ),
    Sign.VOUCHED_FOR: lazy_gettext("A focal point of the State says: yes, this is one of us."),
    Sign.NOT_VOUCHED_FOR: lazy_gettext(
        "A focal point of the State says: no, something is wrong. Read the remark."
    ),
    Sign.NOT_KNOWN_TO_FOCAL_POINT: lazy_gettext(
        "A focal point of the State does not know this person."
    ),
    Sign.NOBODY_TO_VOUCH: lazy_gettext(
        "The State has no focal point with an account who could vouch."
    ),
    Sign.ROLE_HELD: lazy_gettext(
        "Accounts of this State with the wished role: %(count)s. Their posts: %(posts)s."
    ),
    Sign.ROLE_NOT_HELD: lazy_gettext("No account of this State has the wished role yet."),
    Sign.TELEPHONE_OF_OTHER_STATE: lazy_gettext(
        "The telephone number in the request begins with %(code)s, which is not of this State."
    ),
    Sign.TELEPHONE_NOT_READ: lazy_gettext(
        "The telephone number in the request cannot be read as one."
    ),
}
"""A sentence for each sign; `test_signals` sees to it that none is missing."""
