"""How long accounts keep what nobody needs any more; `docs/decisions/0011-retention.md` says why."""

from datetime import timedelta

SESSIONS_KEPT_FOR = timedelta(days=400)
"""A year and a month: the yearly question shows the last sign-in beside it."""

PAGES_READ_KEPT_FOR = timedelta(days=400)

SPENT_KEPT_FOR = timedelta(days=1)
"""Sign-ins that waited for a second factor, and questions to passkeys: both live for minutes."""

RESET_KEPT_FOR = timedelta(days=7)
"""A wish for a new password that nobody answered in this time is no wish any more."""

MAIL_KEPT_FOR = timedelta(days=90)
"""Sent or not. A refused request keeps its personal data for longer, so no mail outlives it."""
