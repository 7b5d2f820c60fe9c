"""The names of roles, statuses and proposed changes as pages show them."""

from flask_babel import lazy_gettext

from cna_directory.access.roles import Role
from cna_directory.accounts.rules.access_tokens import TokenState
from cna_directory.accounts.standing import AccountStatus, ProposedChange, Scope

ROLE_NAMES = {
    Role.READER: lazy_gettext("Reader"),
    Role.AUTHORITY_USER: lazy_gettext("Authority user"),
    Role.FOCAL_POINT: lazy_gettext("Focal point"),
    Role.SECRETARIAT: lazy_gettext("Secretariat"),
    Role.ADMINISTRATOR: lazy_gettext("Administrator"),
}

SCOPE_NAMES = {
    Scope.REFERENCE: lazy_gettext("States, treaties and types of request"),
    Scope.DIRECTORY: lazy_gettext("The whole directory: authorities, answers and cards too"),
}

TOKEN_STATE_NAMES = {
    TokenState.OPEN: lazy_gettext("In use"),
    TokenState.ENDED: lazy_gettext("Ended"),
    TokenState.EXPIRED: lazy_gettext("Run out"),
}

STATUS_NAMES = {
    AccountStatus.INVITED: lazy_gettext("Invited"),
    AccountStatus.ACTIVE: lazy_gettext("Active"),
    AccountStatus.SUSPENDED: lazy_gettext("Suspended"),
    AccountStatus.CLOSED: lazy_gettext("Closed"),
}

CHANGE_NAMES = {
    ProposedChange.RESET_FACTORS: lazy_gettext("New start after a lost second factor"),
    ProposedChange.CHANGE_ROLE: lazy_gettext("Another role"),
    ProposedChange.RESTORE: lazy_gettext("Restored after a suspension"),
    ProposedChange.CLOSE: lazy_gettext("Closed for good, because its holder has left the post"),
}
