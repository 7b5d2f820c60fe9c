"""Which terms of use hold."""

CURRENT_TERMS = "2026-11"
"""The version of `templates/pages/notices/terms.html`; a new one is put to every account again."""
