"""The names of what can happen, one for each operation, and what its details must say."""

from enum import StrEnum


class Action(StrEnum):
    """`subject.happened`: what the trail calls an operation."""

    REFERENCE_LOADED = "reference.loaded"
    RECORD_SEEDED = "record.seeded"
    REVISION_TOOK_EFFECT = "revision.took_effect"
    PROPOSAL_SUBMITTED = "proposal.submitted"
    PROPOSAL_SIGNED_OFF = "proposal.signed_off"
    PROPOSAL_WITHDRAWN = "proposal.withdrawn"
    PROPOSAL_RETURNED = "proposal.returned"
    PROPOSAL_REFUSED = "proposal.refused"
    PROPOSAL_ACCEPTED = "proposal.accepted"
    PAPER_OPENED = "proposal_paper.opened"
    RECORDS_CONFIRMED = "records.confirmed"
    CONFIRMATION_REMINDED = "confirmation.reminded"
    PROBLEM_REPORTED = "problem.reported"
    PROBLEM_FLAGGED = "problem.flagged"
    PROBLEM_SETTLED = "problem.settled"
    FOLLOWING_BEGUN = "following.begun"
    FOLLOWING_CHANGED = "following.changed"
    FOLLOWING_ENDED = "following.ended"
    NEWS_POSTED = "news.posted"
    NOTE_WRITTEN = "note.written"
    NOTE_ERASED = "note.erased"
    SCAN_OPENED = "note_scan.opened"
    IMPORT_READ = "import.read"
    IMPORT_SUBMITTED = "import.submitted"
    IMPORT_ACCEPTED = "import.accepted"
    IMPORT_WRITTEN = "import.written"
    IMPORT_NOT_WRITTEN = "import.not_written"
    IMPORT_DISCARDED = "import.discarded"
    IMPORT_FORGOTTEN = "import.forgotten"
    RECORDS_EXPORTED = "records.exported"
    ACCOUNT_INVITED = "account.invited"
    ACCOUNT_ACTIVATED = "account.activated"
    ACCOUNT_SUSPENDED = "account.suspended"
    ACCOUNT_RESTORED = "account.restored"
    ACCOUNT_CLOSED = "account.closed"
    ACCOUNT_ROLE_CHANGED = "account.role_changed"
    ACCOUNT_CHANGE_PROPOSED = "account_change.proposed"
    ACCOUNT_CHANGE_ACCEPTED = "account_change.accepted"
    ACCOUNT_CHANGE_REFUSED = "account_change.refused"
    PREFERENCES_CHANGED = "preferences.changed"
    TERMS_ACCEPTED = "terms.accepted"
    POST_CONFIRMED = "post.confirmed"
    POST_ASKED = "post.asked"
    POST_NOT_CONFIRMED = "post.not_confirmed"
    PASSKEY_ADDED = "passkey.added"
    PASSKEY_REMOVED = "passkey.removed"
    AUTHENTICATOR_APP_ADDED = "authenticator_app.added"
    AUTHENTICATOR_APP_REMOVED = "authenticator_app.removed"
    RECOVERY_CODES_MADE = "recovery_codes.made"
    SECOND_FACTOR_SHOWN = "second_factor.shown"
    PASSWORD_ACCEPTED = "password.accepted"  # noqa: S105 - the name of an action, not a secret.
    PASSWORD_CHANGED = "password.changed"  # noqa: S105 - as above.
    PASSWORD_RESET_ANSWERED = "password_reset.answered"  # noqa: S105 - as above.
    EMAIL_CHANGE_ASKED = "email_change.asked"
    EMAIL_CHANGED = "email.changed"
    SIGN_IN_DISOWNED = "sign_in.disowned"
    ACCOUNT_REQUEST_SUBMITTED = "account_request.submitted"
    ACCOUNT_REQUEST_MAILED = "account_request.mailed"
    ACCOUNT_REQUEST_CONFIRMED = "account_request.confirmed"
    ACCOUNT_REQUEST_QUESTIONED = "account_request.questioned"
    ACCOUNT_REQUEST_ANSWERED = "account_request.answered"
    ACCOUNT_REQUEST_APPROVED = "account_request.approved"
    ACCOUNT_REQUEST_SENT_BACK = "account_request.sent_back"
    ACCOUNT_REQUEST_REFUSED = "account_request.refused"
    ACCOUNT_REQUEST_LAPSED = "account_request.lapsed"
    ACCOUNT_REQUEST_ERASED = "account_request.erased"
    LETTER_DOWNLOADED = "letter.downloaded"
    VOUCHING_ANSWERED = "vouching.answered"
    NOMINATED = "nomination.made"
    NOMINATION_WITHDRAWN = "nomination.withdrawn"
    SIGN_IN_ACCEPTED = "sign_in.accepted"
    SIGN_IN_REFUSED = "sign_in.refused"
    SIGNED_OUT = "sign_in.ended"
    LINK_MADE = "link.made"
    ACCESS_REFUSED = "access.refused"
    ACCESS_TOKEN_MADE = "access_token.made"  # noqa: S105 - the name of an action, not a secret.
    ACCESS_TOKEN_USED = "access_token.used"  # noqa: S105 - as above.
    ACCESS_TOKEN_ENDED = "access_token.ended"  # noqa: S105 - as above.
    STATE_STARRED = "state.starred"
    STATE_UNSTARRED = "state.unstarred"
    RECORDS_TAKEN_ALONG = "records.taken_along"
    EDITION_CLAIMED = "edition.claimed"
    EDITION_ISSUED = "edition.issued"
    EDITION_FAILED = "edition.failed"
    EDITION_HELD = "edition.held"
    EDITION_RELEASED = "edition.released"
    EDITION_DOWNLOADED = "edition.downloaded"
    EDITION_FROZEN = "edition.frozen"
    PROOF_BUILT = "proof.built"
    PROOF_DOWNLOADED = "proof.downloaded"
    PROOF_FORGOTTEN = "proof.forgotten"
    EDITION_HASTENED = "edition.hastened"
    EDITION_WITHDRAWN = "edition.withdrawn"
    CORRIGENDUM_PUBLISHED = "corrigendum.published"
    WORDING_REVIEWED = "wording.reviewed"
    WORDING_REVIEW_TAKEN_BACK = "wording.review_taken_back"
    COPY_ASKED = "copy.asked"
    COPY_CLAIMED = "copy.claimed"
    COPY_MADE = "copy.made"
    COPY_FAILED = "copy.failed"
    COPY_FORGOTTEN = "copy.forgotten"
    COPY_TRACED = "copy.traced"
    SUBSCRIPTION_CHANGED = "subscription.changed"
    SUBSCRIPTION_ENDED = "subscription.ended"
    MAIL_PAUSED = "mail.paused"
    MAIL_RESUMED = "mail.resumed"
    MAIL_TRIED_AGAIN = "mail.tried_again"
    TRAIL_EXPORTED = "trail.exported"
    TRAIL_HEAD_POSTED = "trail.head_posted"


REQUIRED_DETAILS: dict[Action, frozenset[str]] = {
    Action.PROPOSAL_SUBMITTED: frozenset({"proposal", "kind", "content_hash"}),
    Action.PROPOSAL_SIGNED_OFF: frozenset({"proposal"}),
    Action.PROPOSAL_WITHDRAWN: frozenset({"proposal"}),
    Action.PROPOSAL_RETURNED: frozenset({"proposal"}),
    Action.PROPOSAL_REFUSED: frozenset({"proposal"}),
    Action.PROPOSAL_ACCEPTED: frozenset({"proposal", "content_hash", "fields"}),
    Action.PAPER_OPENED: frozenset({"proposal"}),
    Action.RECORDS_CONFIRMED: frozenset({"records", "means"}),
    Action.CONFIRMATION_REMINDED: frozenset({"records", "stage", "sent_to"}),
    Action.PROBLEM_REPORTED: frozenset({"report", "field"}),
    Action.PROBLEM_FLAGGED: frozenset({"report"}),
    Action.PROBLEM_SETTLED: frozenset({"report", "status"}),
    Action.FOLLOWING_BEGUN: frozenset({"kind", "followed", "frequency"}),
    Action.FOLLOWING_CHANGED: frozenset({"frequency"}),
    Action.FOLLOWING_ENDED: frozenset({"kind", "followed"}),
    Action.NEWS_POSTED: frozenset({"mails"}),
    Action.NOTE_WRITTEN: frozenset({"note"}),
    Action.NOTE_ERASED: frozenset({"note"}),
    Action.SCAN_OPENED: frozenset({"note"}),
    Action.IMPORT_READ: frozenset({"import", "rows", "sha256"}),
    Action.IMPORT_SUBMITTED: frozenset({"import"}),
    Action.IMPORT_ACCEPTED: frozenset({"import", "records", "sha256"}),
    Action.IMPORT_WRITTEN: frozenset({"import", "records", "sha256"}),
    Action.IMPORT_NOT_WRITTEN: frozenset({"import", "reason"}),
    Action.IMPORT_DISCARDED: frozenset({"import"}),
    Action.IMPORT_FORGOTTEN: frozenset({"import"}),
    Action.RECORDS_EXPORTED: frozenset({"format", "records"}),
    Action.SIGN_IN_REFUSED: frozenset({"reason"}),
    Action.ACCOUNT_SUSPENDED: frozenset({"reason"}),
    Action.ACCOUNT_CLOSED: frozenset({"reason"}),
    Action.ACCOUNT_ROLE_CHANGED: frozenset({"role"}),
    Action.ACCOUNT_CHANGE_PROPOSED: frozenset({"change"}),
    Action.ACCOUNT_CHANGE_ACCEPTED: frozenset({"change"}),
    Action.ACCOUNT_CHANGE_REFUSED: frozenset({"change"}),
    Action.ACCOUNT_REQUEST_APPROVED: frozenset({"role", "stage"}),
    Action.VOUCHING_ANSWERED: frozenset({"answer"}),
    Action.TRAIL_HEAD_POSTED: frozenset({"head"}),
    Action.ACCESS_REFUSED: frozenset({"endpoint", "capability"}),
    Action.ACCESS_TOKEN_MADE: frozenset({"token", "scopes", "expires_on"}),
    Action.ACCESS_TOKEN_USED: frozenset({"token"}),
    Action.ACCESS_TOKEN_ENDED: frozenset({"token"}),
    Action.RECORDS_TAKEN_ALONG: frozenset({"format", "records"}),
    Action.EDITION_CLAIMED: frozenset({"edition"}),
    Action.EDITION_ISSUED: frozenset({"edition", "content_hash"}),
    Action.EDITION_FAILED: frozenset({"edition", "reason"}),
    Action.EDITION_HELD: frozenset({"edition", "reason"}),
    Action.EDITION_RELEASED: frozenset({"edition"}),
    Action.EDITION_DOWNLOADED: frozenset({"edition", "format"}),
    Action.EDITION_FROZEN: frozenset({"edition", "content_hash"}),
    Action.PROOF_BUILT: frozenset({"edition", "content_hash"}),
    Action.PROOF_DOWNLOADED: frozenset({"edition", "format"}),
    Action.PROOF_FORGOTTEN: frozenset({"edition"}),
    Action.EDITION_HASTENED: frozenset({"edition", "reason"}),
    Action.EDITION_WITHDRAWN: frozenset({"edition", "reason"}),
    Action.CORRIGENDUM_PUBLISHED: frozenset({"edition"}),
    Action.WORDING_REVIEWED: frozenset({"language", "wording_hash"}),
    Action.WORDING_REVIEW_TAKEN_BACK: frozenset({"language"}),
    Action.COPY_ASKED: frozenset({"edition", "copy", "format"}),
    Action.COPY_CLAIMED: frozenset({"copy"}),
    Action.COPY_MADE: frozenset({"copy", "sha256"}),
    Action.COPY_FAILED: frozenset({"copy", "reason"}),
    Action.COPY_FORGOTTEN: frozenset({"copy"}),
    Action.COPY_TRACED: frozenset({"copies"}),
    Action.SUBSCRIPTION_CHANGED: frozenset({"languages", "formats"}),
    Action.MAIL_PAUSED: frozenset({"reason"}),
}
"""The keys that the details of an action must carry; an action that is not here needs none."""
