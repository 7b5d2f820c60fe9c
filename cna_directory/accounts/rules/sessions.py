"""Pure decisions about sessions: how long one lasts, and what its browser is called."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from cna_directory.access.roles import Role


@dataclass(frozen=True, slots=True)
class SessionLimits:
    """How long a session lasts: without being used, and at most."""

    idle: timedelta
    absolute: timedelta


ORDINARY = SessionLimits(idle=timedelta(minutes=30), absolute=timedelta(hours=12))


PRIVILEGED = SessionLimits(idle=timedelta(minutes=15), absolute=timedelta(hours=8))


SEEN_EVERY = timedelta(minutes=1)
"""Writing down every page would make each reading a writing; a minute is exact enough."""


def session_limits(role: Role) -> SessionLimits:
    """Return how long a session lasts; those who can change what others read have less."""
    is_privileged = role in {Role.SECRETARIAT, Role.ADMINISTRATOR}
    return PRIVILEGED if is_privileged else ORDINARY


def is_session_over(
    role: Role, *, created_at: datetime, last_seen_at: datetime, now: datetime
) -> bool:
    """Say whether a session has come to its end for an account that has `role` now."""
    limits = session_limits(role)
    return now >= created_at + limits.absolute or now >= last_seen_at + limits.idle


BROWSERS = {
    "Edg": "Edge",
    "OPR": "Opera",
    "Firefox": "Firefox",
    "Chrome": "Chrome",
    "Safari": "Safari",
}
"""By the mark each leaves; in this order, because most leave the marks of others too."""


SYSTEMS = {
    "Android": "Android",
    "iPhone": "iPhone",
    "iPad": "iPad",
    "Windows": "Windows",
    "Mac OS": "macOS",
    "Linux": "Linux",
}
"""As `BROWSERS`: Android also says Linux, an iPhone also says Mac OS."""


def browser_in_words(user_agent: str) -> str:
    """Return a browser as its owner knows it, such as `Firefox, Windows`; empty if not known."""
    browser = next((name for mark, name in BROWSERS.items() if f"{mark}/" in user_agent), "")
    system = next((name for mark, name in SYSTEMS.items() if mark in user_agent), "")
    return ", ".join(part for part in (browser, system) if part)
