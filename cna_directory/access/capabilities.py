"""What somebody may do, one capability for each thing that can be refused."""

from enum import Enum


class Capability(Enum):
    """A capability; its value is the sentence that says what it allows."""

    VISIT = "See the public pages and the sign-in page."
    SIGN_IN = "Try to sign in, by password, passkey, second factor or a one-time link."
    ASK_FOR_ACCOUNT = "Ask for an account and see how the request stands."
    ACTIVATE_ACCOUNT = "Set the first password of an invited account through its link."
    RECOVER_ACCOUNT = (
        "Ask for a new password, set it through its link, or disown what one did not do."
    )
    SIGN_OUT = "End one's own sessions."
    SEE_OWN_ACCOUNT = "See one's own account, where it is signed in and what happened to it."
    MANAGE_OWN_ACCOUNT = (
        "Change one's own password, address and second factors, or name a successor."
    )
    CONFIRM_OWN_ADDRESS = "Take a new e-mail address into use through the link sent to it."
    NOMINATE = "Say who of one's own State is to have an account."
    WITHDRAW_NOMINATION = "Take a nomination of one's own back."
    VOUCH = "Say whether somebody who asks for an account belongs to one's own State."
    DECIDE_ACCOUNT_REQUEST = "See account requests with their letters, and approve or refuse them."
    MANAGE_ACCOUNTS = (
        "See, suspend, restore and close the accounts of others, or change their role."
    )
    SEE_DESK = "See what waits for the secretariat."
    SEE_OUTBOX = "See the mail that waits or could not be delivered."
    READ_TRAIL = "Read what happened in the directory, whoever did it."
    KEEP_ACCOUNTS = "Remind, expire and erase what the rules on accounts say, when it is due."
    READ_DIRECTORY = "Search and read every live record, urgent contacts included."
    READ_REFERENCE = "Read States, treaties, types of request, and how many authorities there are."
    TAKE_RECORDS_ALONG = "Take records along as cards, tables and address book entries."
    STAR_STATES = "Mark the States one often writes to."
    KEEP_ACCESS_TOKENS = "Make and end one's own access tokens for programs."
    DOWNLOAD_EDITION = "List the issued editions, and ask for a copy of one of their files."
    SEE_HEALTH = "Ask whether the program is alive and ready."
    PUBLISH_EDITION = "Claim, build and issue the editions that are due."
    HOLD_EDITION = "Keep an edition back before it is issued, and let it go again."
    PREPARE_EDITION = "See what will be issued: proofs, warnings, progress, and the masters."
    ISSUE_EDITION_NOW = "Let a closed edition be issued before its day."
    WITHDRAW_EDITION = "Publish a corrigendum to an issued edition, or withdraw it."
    REVIEW_WORDING = "See the fixed words of editions, and record who reviewed a language."
    TAKE_OWN_COPY = "See how a copy comes along that was asked for in one's own name, and take it."
    MAKE_COPIES = "Mark and sign the copies that were asked for."
    TRACE_COPY = "Find out whose copy of an edition a file is."
    UNSUBSCRIBE = "End the announcements of editions through the link in one of them."
    PAUSE_MAIL = "Keep the mail that waits from going out, let it go again, and retry what failed."
    BRING_INTO_FORCE = "Let a record show a revision whose effective date has come."
    INVITE = "Create the first officers and the administrator."
    LOAD_SEEDS = "Load reference rows and the first records."
    MAKE_DEMONSTRATION_LINKS = "Make one-time sign-in links; only in the demonstration."
    DELIVER_MAIL = "Hand the mail that waits to the mail server."
    EXPORT_TRAIL = "Take the whole trail along as a file."
    POST_TRAIL_HEAD = "Verify the trail and mail its head to those who keep it."
