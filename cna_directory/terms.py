"""Which terms of use hold: the page that shows them and the accounts that accept them ask here."""

CURRENT_TERMS = "2026-11"
"""The year and month of `templates/pages/notices/terms.html`; new ones are put to every account."""
