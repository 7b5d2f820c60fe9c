"""The titles of the pages of help."""

from flask_babel import lazy_gettext

from cna_directory.access.roles import Role

HELP_TITLES = {
    Role.VISITOR: lazy_gettext("Help without an account"),
    Role.READER: lazy_gettext("Help for readers"),
    Role.AUTHORITY_USER: lazy_gettext("Help for authority users"),
    Role.FOCAL_POINT: lazy_gettext("Help for focal points"),
    Role.SECRETARIAT: lazy_gettext("Help for the secretariat"),
    Role.ADMINISTRATOR: lazy_gettext("Help for administrators"),
}
