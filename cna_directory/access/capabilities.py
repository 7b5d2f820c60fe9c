"""What somebody may do, one capability for each thing that can be refused."""

from enum import Enum


class Capability(Enum):
    """A capability; its value is the sentence that says what it allows."""

    VISIT = "See the public pages and the sign-in page."
    SIGN_IN = "Try to sign in, by password or by a one-time link."
    ACTIVATE_ACCOUNT = "Set the first password of an invited account through its link."
    SIGN_OUT = "End one's own sessions."
    SEE_OWN_ACCOUNT = "See one's own account and where it is signed in."
    READ_DIRECTORY = "Search and read every live record, urgent contacts included."
    DOWNLOAD_EDITION = "List the issued editions and download their files."
    SEE_HEALTH = "Ask whether the program is alive and ready."
    PUBLISH_EDITION = "Claim, build and issue the editions that are due."
    HOLD_EDITION = "Keep an edition back before it is issued, and let it go again."
    BRING_INTO_FORCE = "Let a record show a revision whose effective date has come."
    INVITE = "Create the first officers and the administrator."
    LOAD_SEEDS = "Load reference rows and the first records."
    MAKE_DEMONSTRATION_LINKS = "Make one-time sign-in links; only in the demonstration."
    DELIVER_MAIL = "Hand the mail that waits to the mail server."
    EXPORT_TRAIL = "Write the trail to a file."
