"""The names of roles as pages show them."""

from flask_babel import lazy_gettext

from cna_directory.access.roles import Role

ROLE_NAMES = {
    Role.READER: lazy_gettext("Reader"),
    Role.AUTHORITY_USER: lazy_gettext("Authority user"),
    Role.FOCAL_POINT: lazy_gettext("Focal point"),
    Role.SECRETARIAT: lazy_gettext("Secretariat"),
    Role.ADMINISTRATOR: lazy_gettext("Administrator"),
}
