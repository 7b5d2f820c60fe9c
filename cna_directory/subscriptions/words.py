"""The names of the formats of an edition, for the reader of a page."""

from flask_babel import lazy_gettext as _

FORMAT_NAMES = {
    "pdf": _("PDF, to read and print"),
    "rtf": _("RTF, to work with in a word processor"),
    "csv": _("CSV, a table"),
    "json": _("JSON, for programs"),
}
