"""What the trail calls things, in the words of pages; a test keeps the list of actions complete."""

from flask_babel import lazy_gettext as _

from cna_directory.access.roles import Role
from cna_directory.accounts.standing import RefusalReason
from cna_directory.audit.actions import Action

GROUP_NAMES = {
    "signing_in": _("Signing in and being refused"),
    "own_security": _("Passwords, addresses and second factors"),
    "accounts": _("Accounts"),
    "account_requests": _("Account requests"),
    "records": _("Records"),
    "upkeep": _("Changes, confirmations and reports"),
    "editions": _("Editions"),
    "mail": _("Mail"),
    "trail": _("The trail itself"),
}

ACTION_NAMES = {
    Action.REFERENCE_LOADED: _("Reference rows loaded"),
    Action.RECORD_SEEDED: _("First records loaded"),
    Action.REVISION_TOOK_EFFECT: _("Revision of a record took effect"),
    Action.PROPOSAL_SUBMITTED: _("Change of a record proposed"),
    Action.PROPOSAL_SIGNED_OFF: _("Proposal signed off for the State"),
    Action.PROPOSAL_WITHDRAWN: _("Proposal withdrawn"),
    Action.PROPOSAL_RETURNED: _("Proposal sent back to be corrected"),
    Action.PROPOSAL_REFUSED: _("Proposal refused"),
    Action.PROPOSAL_ACCEPTED: _("Proposal accepted"),
    Action.PAPER_OPENED: _("Paper of a proposal opened"),
    Action.RECORDS_CONFIRMED: _("Records confirmed"),
    Action.CONFIRMATION_REMINDED: _("State reminded to confirm"),
    Action.PROBLEM_REPORTED: _("Problem with a record reported"),
    Action.PROBLEM_FLAGGED: _("Readers warned of a reported problem"),
    Action.PROBLEM_SETTLED: _("Reported problem settled"),
    Action.FOLLOWING_BEGUN: _("Something followed"),
    Action.FOLLOWING_CHANGED: _("Frequency of news changed"),
    Action.FOLLOWING_ENDED: _("No longer followed"),
    Action.NEWS_POSTED: _("Followers told"),
    Action.NOTE_WRITTEN: _("Private note written"),
    Action.NOTE_ERASED: _("Private note erased"),
    Action.SCAN_OPENED: _("Scan of a private note opened"),
    Action.IMPORT_READ: _("File with records read in"),
    Action.IMPORT_SUBMITTED: _("Import handed to another officer"),
    Action.IMPORT_ACCEPTED: _("Import accepted"),
    Action.IMPORT_WRITTEN: _("Import written"),
    Action.IMPORT_NOT_WRITTEN: _("Import could not be written"),
    Action.IMPORT_DISCARDED: _("Import discarded"),
    Action.IMPORT_FORGOTTEN: _("File and rows of an import forgotten"),
    Action.RECORDS_EXPORTED: _("All records taken along"),
    Action.ACCOUNT_INVITED: _("Account invited"),
    Action.ACCOUNT_ACTIVATED: _("Account activated"),
    Action.ACCOUNT_SUSPENDED: _("Account suspended"),
    Action.ACCOUNT_RESTORED: _("Account restored"),
    Action.ACCOUNT_CLOSED: _("Account closed"),
    Action.ACCOUNT_ROLE_CHANGED: _("Role of an account changed"),
    Action.ACCOUNT_CHANGE_PROPOSED: _("Change of an account proposed"),
    Action.ACCOUNT_CHANGE_ACCEPTED: _("Change of an account accepted by a second officer"),
    Action.ACCOUNT_CHANGE_REFUSED: _("Change of an account refused by a second officer"),
    Action.TERMS_ACCEPTED: _("Terms of use accepted"),
    Action.PREFERENCES_CHANGED: _("Preferences changed"),
    Action.POST_CONFIRMED: _("Holder said to be still in post"),
    Action.POST_ASKED: _("Holder asked whether still in post"),
    Action.POST_NOT_CONFIRMED: _("Holder did not say to be still in post"),
    Action.PASSKEY_ADDED: _("Passkey added"),
    Action.PASSKEY_REMOVED: _("Passkey removed"),
    Action.AUTHENTICATOR_APP_ADDED: _("Authenticator app added"),
    Action.AUTHENTICATOR_APP_REMOVED: _("Authenticator app removed"),
    Action.RECOVERY_CODES_MADE: _("Recovery codes made"),
    Action.SECOND_FACTOR_SHOWN: _("Second factor shown again"),
    Action.PASSWORD_ACCEPTED: _("Right password, second factor still to come"),
    Action.PASSWORD_CHANGED: _("Password changed"),
    Action.PASSWORD_RESET_ANSWERED: _("Link for a new password sent"),
    Action.EMAIL_CHANGE_ASKED: _("Change of e-mail address asked for"),
    Action.EMAIL_CHANGED: _("E-mail address changed"),
    Action.SIGN_IN_DISOWNED: _("Holder said: this was not me"),
    Action.ACCOUNT_REQUEST_SUBMITTED: _("Account request sent"),
    Action.ACCOUNT_REQUEST_MAILED: _("Applicant asked to confirm the e-mail address"),
    Action.ACCOUNT_REQUEST_CONFIRMED: _("Applicant confirmed the e-mail address"),
    Action.ACCOUNT_REQUEST_QUESTIONED: _("Question put to the applicant"),
    Action.ACCOUNT_REQUEST_ANSWERED: _("Applicant answered"),
    Action.ACCOUNT_REQUEST_APPROVED: _("Account request approved"),
    Action.ACCOUNT_REQUEST_SENT_BACK: _("Account request sent back by the second officer"),
    Action.ACCOUNT_REQUEST_REFUSED: _("Account request refused"),
    Action.ACCOUNT_REQUEST_LAPSED: _("Account request lapsed"),
    Action.ACCOUNT_REQUEST_ERASED: _("Personal data of an account request erased"),
    Action.LETTER_DOWNLOADED: _("Letter of an account request downloaded"),
    Action.VOUCHING_ANSWERED: _("Focal point said whether an applicant is known"),
    Action.NOMINATED: _("Somebody named for an account"),
    Action.NOMINATION_WITHDRAWN: _("Naming withdrawn"),
    Action.SIGN_IN_ACCEPTED: _("Signed in"),
    Action.SIGN_IN_REFUSED: _("Sign-in refused"),
    Action.SIGNED_OUT: _("Sessions ended"),
    Action.LINK_MADE: _("One-time link made"),
    Action.ACCESS_REFUSED: _("Page refused"),
    Action.ACCESS_TOKEN_MADE: _("Access token for programs made"),
    Action.ACCESS_TOKEN_USED: _("Access token used for the first time on that day"),
    Action.ACCESS_TOKEN_ENDED: _("Access token for programs ended"),
    Action.STATE_STARRED: _("State starred"),
    Action.STATE_UNSTARRED: _("Star of a State taken away"),
    Action.RECORDS_TAKEN_ALONG: _("Records taken along as a file"),
    Action.EDITION_CLAIMED: _("Edition begun"),
    Action.EDITION_ISSUED: _("Edition issued"),
    Action.EDITION_FAILED: _("Edition could not be made"),
    Action.EDITION_HELD: _("Edition held back"),
    Action.EDITION_RELEASED: _("Edition let go"),
    Action.EDITION_DOWNLOADED: _("Edition downloaded"),
    Action.EDITION_FROZEN: _("Edition closed"),
    Action.PROOF_BUILT: _("Proof of an edition made"),
    Action.PROOF_DOWNLOADED: _("Proof of an edition downloaded"),
    Action.PROOF_FORGOTTEN: _("Files of a proof removed when their time was over"),
    Action.EDITION_HASTENED: _("Edition let out before its day"),
    Action.EDITION_WITHDRAWN: _("Edition withdrawn"),
    Action.CORRIGENDUM_PUBLISHED: _("Corrigendum published"),
    Action.WORDING_REVIEWED: _("Wording of a language reviewed"),
    Action.WORDING_REVIEW_TAKEN_BACK: _("Review of a wording taken back"),
    Action.COPY_ASKED: _("Copy of an edition asked for"),
    Action.COPY_CLAIMED: _("Copy of an edition begun"),
    Action.COPY_MADE: _("Copy of an edition made"),
    Action.COPY_FAILED: _("Copy of an edition could not be made"),
    Action.COPY_FORGOTTEN: _("File of a copy forgotten"),
    Action.COPY_TRACED: _("Copy of an edition traced"),
    Action.SUBSCRIPTION_CHANGED: _("Announcements of editions changed"),
    Action.SUBSCRIPTION_ENDED: _("Announcements of editions ended"),
    Action.MAIL_PAUSED: _("Mail paused"),
    Action.MAIL_RESUMED: _("Mail resumed"),
    Action.MAIL_TRIED_AGAIN: _("Failed mail tried again"),
    Action.TRAIL_EXPORTED: _("Trail taken along"),
    Action.TRAIL_HEAD_POSTED: _("Trail verified and its head mailed"),
}

ROLE_NAMES = {
    Role.VISITOR: _("Somebody not signed in"),
    Role.READER: _("Reader"),
    Role.AUTHORITY_USER: _("Authority user"),
    Role.FOCAL_POINT: _("Focal point"),
    Role.SECRETARIAT: _("Secretariat"),
    Role.ADMINISTRATOR: _("Administrator"),
    Role.SCHEDULER: _("Scheduler"),
    Role.SEEDER: _("First loading"),
    Role.OPERATOR: _("Operator, by command"),
}
"""Everybody who can act, those without an account included."""

KINDS_OF_SUBJECT = {
    "account": _("Account %(number)s"),
    "account-request": _("Account request %(number)s"),
    "authority": _("Authority %(number)s"),
    "edition": _("Edition %(number)s"),
    "nomination": _("Naming %(number)s"),
    "state": _("State %(number)s"),
}

DETAIL_NAMES = {
    "about": _("about"),
    "actions": _("actions"),
    "answer": _("answer"),
    "broken_number": _("first operation that does not hold"),
    "by": _("by"),
    "by_account": _("of account"),
    "by_role": _("of role"),
    "capability": _("what it needed"),
    "change": _("change"),
    "content_hash": _("hash of the content"),
    "edition": _("edition"),
    "endpoint": _("page"),
    "factor": _("second factor"),
    "fault": _("why it does not hold"),
    "files": _("files"),
    "format": _("format"),
    "from_day": _("from"),
    "head": _("head"),
    "language": _("language"),
    "links": _("links"),
    "mails": _("mails"),
    "number": _("number"),
    "reason": _("reason"),
    "revision": _("revision"),
    "revisions": _("revisions"),
    "role": _("role"),
    "rows": _("rows"),
    "sessions": _("sessions"),
    "sha256": _("SHA-256"),
    "stage": _("stage"),
    "to_day": _("to"),
}
"""The words of what operations say about themselves; others are shown by their key."""

REASONS = {
    RefusalReason.UNKNOWN_ADDRESS: _("no account has this e-mail address"),
    RefusalReason.WRONG_PASSWORD: _("wrong password"),
    RefusalReason.NOT_ACTIVE: _("the account is not active"),
    RefusalReason.TOO_MANY_ATTEMPTS: _("too many tries"),
    RefusalReason.LINK_SPENT: _("the link was used before or had run out"),
    RefusalReason.WRONG_SECOND_FACTOR: _("wrong second factor"),
    RefusalReason.UNKNOWN_PASSKEY: _("unknown passkey"),
}


def action_name(action: str) -> str:
    """Return the words of an action; its code where the program no longer has it."""
    return str(ACTION_NAMES[Action(action)]) if action in set(Action) else action


def role_name(role: str) -> str:
    """Return the words of a role; its code where the program no longer has it."""
    return str(ROLE_NAMES[Role(role)]) if role in set(Role) else role


def detail_name(key: str) -> str:
    """Return the words of what an operation says about itself."""
    return str(DETAIL_NAMES.get(key, key.replace("_", " ")))


def detail_words(key: str, text: str) -> str:
    """Return the words of a coded value; any other value as it stands."""
    if key == "reason" and text in set(RefusalReason):
        return str(REASONS[RefusalReason(text)])
    if key in {"role", "by_role"}:
        return role_name(text)
    return text


def subject_name(subject: str) -> str:
    """Return the words of what an operation is about, such as `Authority 1042`."""
    kind, _slash, number = subject.partition("/")
    if kind in KINDS_OF_SUBJECT and number:
        return str(KINDS_OF_SUBJECT[kind]) % {"number": number}
    return subject
